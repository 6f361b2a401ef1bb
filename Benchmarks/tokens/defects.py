"""Planting one defect in one production line: the machinery, and the kinds in registration order."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from .alphabets import Alphabet
from .lines import Line, LineMaker
from .text import Raw

Record = dict[str, Any]
BEFORE = ("requested", "started")
AFTER = ("ended", "finished", "analyzed")
ALL = (*BEFORE, *AFTER, "deleted")
COMPLETE = ("complete", "last")
PARTIAL = ("first", "later")


class Patient:
    """A clean production line about to get a defect, with what a change needs to know of it."""

    def __init__(self, line: Line, alphabets: dict[str, Alphabet], random: Random, earlier: Record | None) -> None:
        self.record: Record = json.loads(line.text())
        self.attributes: Record = self.record["attributes"]
        self.files: Record = self.attributes.get("filesizes", {})
        self.stamps: Record = self.attributes["timestamps"]
        self.payment: Record = self.record["relationships"]["payment"]["data"]
        self.alphabet = alphabets[self.attributes["alphabet"]]
        self.digits = int(self.attributes["digits"])
        self.size = int(self.attributes["size"])
        self.available = int(self.attributes["available"])
        self.random = random
        self.earlier = earlier  # for a kind with a partner: the record planted just before


Change = Callable[[Patient], None]
Fits = Callable[[Patient], bool]


@dataclass(frozen=True)
class Defect:
    """One kind of defect: which lines it suits, how it changes one, which rule must notice.

    `name` is RULE/WHAT; the rule named is failed for certain, `others` may be failed too.
    Kinds named harmless/WHAT fail no rule: the odd but permitted. A kind with a partner needs two lines:
    the partner is planted first, in a line before it.
    """

    name: str
    change: Change
    statuses: tuple[str, ...]
    fills: tuple[str, ...]
    alphabet: Callable[[Alphabet], bool] | None
    fits: Fits | None
    others: tuple[str, ...]
    partner: Defect | None = None

    @property
    def rule(self) -> str:
        return self.name.split("/")[0]

    def possible(self, alphabets: dict[str, Alphabet]) -> bool:
        return not self.alphabet or any(self.alphabet(alphabet) for alphabet in alphabets.values())

    def plant(self, maker: LineMaker, alphabets: dict[str, Alphabet], earlier: Record | None = None) -> Record:
        """A production line with this defect in it; `earlier` is that of the partner."""
        while True:
            status, fill = maker.pick(self.statuses), maker.pick(self.fills)
            patient = Patient(maker.make(status, fill, self.alphabet), alphabets, maker.random, earlier)
            if not self.fits or self.fits(patient):
                self.change(patient)
                return patient.record


class Kinds:
    """The list of all kinds; filled by the modules that describe them."""

    def __init__(self) -> None:
        self.all: list[Defect] = []

    def add(
        self,
        name: str,
        change: Change,
        statuses: tuple[str, ...] | str = AFTER,
        fills: tuple[str, ...] | str = COMPLETE + PARTIAL,
        alphabet: Callable[[Alphabet], bool] | None = None,
        fits: Fits | None = None,
        others: str = "",
        partner: Defect | None = None,
    ) -> None:
        self.all.append(defect(name, change, statuses, fills, alphabet, fits, others, partner))


def defect(
    name: str,
    change: Change,
    statuses: tuple[str, ...] | str = AFTER,
    fills: tuple[str, ...] | str = COMPLETE + PARTIAL,
    alphabet: Callable[[Alphabet], bool] | None = None,
    fits: Fits | None = None,
    others: str = "",
    partner: Defect | None = None,
) -> Defect:
    statuses = (statuses,) if isinstance(statuses, str) else statuses
    fills = (fills,) if isinstance(fills, str) else fills
    return Defect(name, change, statuses, fills, alphabet, fits, tuple(others.split()), partner)


# Changes that many kinds are made of. A path is keys joined by dots.


def parent_of(record: Record, path: str) -> tuple[Record, str]:
    *parents, key = path.split(".")
    for name in parents:
        record = record[name]
    return record, key


def drop(path: str) -> Change:
    def change(patient: Patient) -> None:
        parent, key = parent_of(patient.record, path)
        del parent[key]

    return change


def put(path: str, value: Any) -> Change:
    """Sets a value; a text beginning with `=` is written as JSON, as it stands."""

    def change(patient: Patient) -> None:
        parent, key = parent_of(patient.record, path)
        parent[key] = Raw(value[1:]) if isinstance(value, str) and value.startswith("=") else value

    return change


def edit(path: str, new: Callable[[Any], Any]) -> Change:
    """Sets a value made from the old one."""

    def change(patient: Patient) -> None:
        parent, key = parent_of(patient.record, path)
        parent[key] = new(parent[key])

    return change


def add(path: str, amount: int) -> Change:
    """Adds to a number, keeping it a text where it is one."""
    return edit(path, lambda old: str(int(old) + amount) if isinstance(old, str) else old + amount)


def twice(path: str, spelling: str = "") -> Change:
    """Gives a key for the second time, with the same value; the spelling is JSON text."""

    def change(patient: Patient) -> None:
        parent, key = parent_of(patient.record, path)
        parent[Raw(spelling or f'"{key}"')] = parent[key]

    return change
