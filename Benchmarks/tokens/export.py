"""Writing an export: documents or rows of production lines, some with a planted defect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import cycle, islice
from random import Random
from typing import Any, BinaryIO, NamedTuple

from .alphabets import BUILT_IN, Alphabet
from .checker import parse
from .defects import Defect
from .kinds_of_figures import FIGURE_KINDS
from .kinds_of_harmless import HARMLESS_KINDS
from .kinds_of_pairs import PAIR_KINDS
from .kinds_of_shape import SHAPE_KINDS
from .lines import UNFINISHED, LineMaker
from .text import INDENT, Raw, render
from .together import Place, Together
from .truth import Truth, truth_of

DEFECTS = SHAPE_KINDS.all + FIGURE_KINDS.all + HARMLESS_KINDS.all + PAIR_KINDS.all
LINES_A_WRITE = 2000
# Only so many last lines of a list can be unfinished, about ten minutes of work: none of them is stuck yet.
RECENT_LINES = 200


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


class Export:
    """A list of production lines that is made while it is written."""

    def __init__(self, alphabets: list[Alphabet], seed: int, lines: int, orders: int = 1) -> None:
        self.alphabets = {alphabet.id: alphabet for alphabet in alphabets}
        self.maker = LineMaker(alphabets, Random(seed), orders)
        self.lines = lines
        self.places = Random(f"places of the defects {seed}")
        self.recent = RECENT_LINES
        self.planted: dict[int, Defect] = {}
        self.earlier: dict[str, Any] = {}  # the record planted last
        self.together: Together | None = None

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

    def write(self, output: BinaryIO, form: Form, documents: int, wants_truth: bool = False) -> None:
        """Writes the export; whoever wants the truth afterwards must say so before, for it takes memory and time."""
        if wants_truth:
            self.together = Together(self.alphabets)
        start = 0
        for number in range(documents):
            end = self.lines * (number + 1) // documents
            if end == start:
                empty = {"links": {"self": "/api/tokens"}, "data": []}
                output.write((render(empty, form.pretty) + "\n").encode() if form.head else b"")
                continue
            output.write(form.head.encode())
            for first in range(start, end, LINES_A_WRITE):
                texts = [self.text(index, form, number) for index in range(first, min(end, first + LINES_A_WRITE))]
                output.write(((form.between if first > start else "") + form.between.join(texts)).encode())
            output.write(form.foot.encode())
            start = end

    def text(self, index: int, form: Form, document: int) -> str:
        defect = self.planted.get(index)
        if defect:
            self.earlier = defect.plant(self.maker, self.alphabets, self.earlier)
            text = render(self.earlier, form.pretty, form.level)
        else:
            recent = index >= self.lines - self.recent
            text = self.maker.make(recent=recent).text(form.pretty, form.level)
        if self.together:
            self.together.add("", document, parse(text))
        return text

    @property
    def truth(self) -> list[Truth]:
        """What the lines fail that were written, and what was planted in which."""
        if not self.together:
            return []
        planted = {Place("", index): defect.name for index, defect in self.planted.items()}
        return truth_of(self.together, planted)


    def mismatches(self) -> Iterator[str]:
        """What was planted and is judged otherwise than its kind claims; what was not, and yet fails."""
        for row in self.truth:
            claimed, allowed = set(), {"line-stuck"} if self.planted else set()
            if defect := self.planted.get(row.index):
                claimed = {defect.rule} - {"harmless"}
                allowed |= claimed | set(defect.others)
            if not claimed <= set(row.rules) <= allowed or len(set(row.rules)) < len(row.rules):
                yield f"index {row.index}, {row.defect}: the oracles find {row.rules}"


def with_partners(kinds: list[Defect]) -> list[Defect]:
    """The kinds, each behind its partner."""
    return [each for defect in kinds for each in (defect.partner, defect) if each]


def first_of_each_rule(kinds: list[Defect], count: int) -> list[Defect]:
    """The first kinds of every rule; before all others, those that fail no further rule.

    The lines are finished where a kind suits such: others are stuck as well.
    """
    chosen: dict[str, list[Defect]] = {defect.rule: [] for defect in kinds if defect.rule != "harmless"}
    finished = [when_finished(defect) for defect in kinds]
    alone = [defect for defect in finished if defect and not defect.others]
    for defect in alone + [defect for defect in finished if defect] + kinds:
        if defect.rule in chosen and len(chosen[defect.rule]) < count:
            if all(defect.name != other.name for other in chosen[defect.rule]):
                chosen[defect.rule].append(defect)
    return [defect for defects in chosen.values() for defect in defects]


def when_finished(defect: Defect) -> Defect | None:
    """The same kind, with its partner, in lines that are finished; None if it suits no such."""
    statuses = tuple(status for status in defect.statuses if status not in UNFINISHED)
    partner = when_finished(defect.partner) if defect.partner else None
    return replace(defect, statuses=statuses, partner=partner) if statuses else None


def sample_mismatches(path: Path) -> Iterator[str]:
    """Production lines of the published sample that fail anything but for their placeholders."""
    by_id = {alphabet.id: alphabet for alphabet in BUILT_IN}
    for record in json.loads(path.read_text(encoding="utf-8"))["data"]:
        rules = failed_rules(json.dumps(record), by_id)
        if rules != ["line-id-shape", "payment-ident-shape", "transaction-id-shape"]:
            yield f"{path.name} fails {rules}"


def mismatches(alphabets: list[Alphabet], clean_lines: int, each: int) -> Iterator[str]:
    """Clean lines that fail a rule, and defects that the oracles judge otherwise than claimed."""
    clean = Export(alphabets, 20, clean_lines, orders=8)
    clean.write(BytesIO(), COMPACT, 1, wants_truth=True)
    yield from clean.mismatches()
    kinds = with_partners(clean.kinds)
    planted = Export(alphabets, 20, each * len(kinds), orders=8)
    planted.plant(kinds, planted.lines)
    planted.write(BytesIO(), PRETTY, 1, wants_truth=True)
    yield from planted.mismatches()
