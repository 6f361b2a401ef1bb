"""Writing an export: documents or rows of production lines, some with a planted defect."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any, BinaryIO, NamedTuple, TextIO

from .alphabets import BUILT_IN, Alphabet
from .checker import failed_rules
from .defects import Defect
from .kinds_of_figures import FIGURE_KINDS
from .kinds_of_harmless import HARMLESS_KINDS
from .kinds_of_shape import SHAPE_KINDS
from .lines import LineMaker
from .text import INDENT, Raw, render

DEFECTS = SHAPE_KINDS.all + FIGURE_KINDS.all + HARMLESS_KINDS.all
LINES_A_WRITE = 2000


class Form(NamedTuple):
    """The text around the records of a document."""

    head: str
    between: str
    foot: str
    pretty: bool
    level: int


INNER = "\n" + INDENT * 2
COMPACT = Form('{"links":{"self":"/api/tokens"},"data":[', ",", "]}\n", False, 0)
PRETTY = Form(
    f'{{\n{INDENT}"links": {{{INNER}"self": "/api/tokens"\n{INDENT}}},\n{INDENT}"data": [{INNER}',
    "," + INNER,
    f"\n{INDENT}]\n}}\n",
    True,
    2,
)
ROWS = Form("", "\n", "\n", False, 0)


class Truth(NamedTuple):
    """A defect that was planted, and what it makes the line fail."""

    index: int
    line_id: str
    defect: str
    rules: list[str]


class Export:
    """A list of production lines that is made while it is written."""

    def __init__(self, alphabets: list[Alphabet], seed: int, lines: int, orders: int = 1) -> None:
        self.alphabets = {alphabet.id: alphabet for alphabet in alphabets}
        self.maker = LineMaker(alphabets, Random(seed), orders)
        self.lines = lines
        self.places = Random(f"places of the defects {seed}")
        self.planted: dict[int, Defect] = {}
        self.truth: list[Truth] = []

    @property
    def kinds(self) -> list[Defect]:
        """The kinds of defects that these alphabets allow."""
        return [defect for defect in DEFECTS if defect.possible(self.alphabets)]

    def plant(self, kinds: list[Defect], count: int) -> None:
        """Chooses the lines that get a defect, spread evenly, the kinds in turn."""
        last = -1
        for number, defect in enumerate(islice(cycle(kinds), count)):
            place = (number * self.lines + self.places.randrange(self.lines)) // count
            last = max(place, last + 1)
            self.planted[last] = defect

    def write(self, output: BinaryIO, form: Form, documents: int) -> None:
        start = 0
        for number in range(documents):
            end = self.lines * (number + 1) // documents
            if end == start:
                empty = {"links": {"self": "/api/tokens"}, "data": []}
                output.write((render(empty, form.pretty) + "\n").encode() if form.head else b"")
                continue
            output.write(form.head.encode())
            for first in range(start, end, LINES_A_WRITE):
                texts = [self.text(index, form) for index in range(first, min(end, first + LINES_A_WRITE))]
                output.write(((form.between if first > start else "") + form.between.join(texts)).encode())
            output.write(form.foot.encode())
            start = end

    def text(self, index: int, form: Form) -> str:
        defect = self.planted.get(index)
        if not defect:
            return self.maker.make().text(form.pretty, form.level)
        record = defect.plant(self.maker, self.alphabets)
        text = render(record, form.pretty, form.level)
        rules = failed_rules(text, self.alphabets)
        assert_planted(defect, rules)
        self.truth.append(Truth(index, line_id(record), defect.name, rules))
        return text


def first_of_each_rule(kinds: list[Defect], count: int) -> list[Defect]:
    """The first kinds of every rule, in their order; the harmless ones are of none."""
    chosen: dict[str, list[Defect]] = {}
    for defect in kinds:
        if defect.rule != "harmless" and len(chosen.setdefault(defect.rule, [])) < count:
            chosen[defect.rule].append(defect)
    return [defect for defects in chosen.values() for defect in defects]


def assert_planted(defect: Defect, rules: list[str]) -> None:
    """Stops where the oracle does not see what the kind of defect claims."""
    claimed = {defect.rule} if defect.rule != "harmless" else set()
    found = set(rules)
    if not claimed <= found or not found <= claimed | set(defect.others):
        raise AssertionError(f"{defect.name}: the oracle finds {rules}")


def line_id(record: dict[str, Any]) -> str:
    """The id of a record; empty where it has none that can be used."""
    value = record.get("id")
    if isinstance(value, Raw):
        value = json.loads(value)
    given_twice = Raw('"id"') in record
    return value if isinstance(value, str) and not given_twice else ""


def write_truth(truth: list[Truth], output: TextIO) -> None:
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(Truth._fields)
    for row in truth:
        writer.writerow([row.index, row.line_id, row.defect, " ".join(row.rules)])


def sample_mismatches(path: Path) -> Iterator[str]:
    """Production lines of the published sample that fail anything but for their placeholders."""
    by_id = {alphabet.id: alphabet for alphabet in BUILT_IN}
    for record in json.loads(path.read_text(encoding="utf-8"))["data"]:
        rules = failed_rules(json.dumps(record), by_id)
        if rules != ["line-id-shape", "payment-ident-shape", "transaction-id-shape"]:
            yield f"{path.name} fails {rules}"


def mismatches(alphabets: list[Alphabet], clean_lines: int, each: int) -> Iterator[str]:
    """Clean lines that fail a rule, and defects that the oracle judges otherwise than claimed."""
    by_id = {alphabet.id: alphabet for alphabet in alphabets}
    maker = LineMaker(alphabets, Random("self-check"), orders=8)
    for number in range(clean_lines):
        text = maker.make().text(pretty=number % 2 == 1)
        if rules := failed_rules(text, by_id):
            yield f"clean line {number} fails {rules}: {text}"
    for defect in DEFECTS:
        for _ in range(each if defect.possible(by_id) else 0):
            try:
                assert_planted(defect, failed_rules(render(defect.plant(maker, by_id)), by_id))
            except AssertionError as error:
                yield str(error)
                break
