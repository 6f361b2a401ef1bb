"""The second oracle: which rules production lines fail together, over all documents of all sources.

It is written from the words of the rules alone, as plainly as can be: all records are kept, and every rule
is one look at all of them. `checker` reads the single record; nothing else is shared.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from .alphabets import Alphabet
from .checker import ABSENT, DECODER, FILES, IN_DOUBT, STEPS, UUID, Examination, known, reduced_basis

HOUR = 3_600_000  # milliseconds
TELLING_BITS = 64  # free bits of a checksum from which on chance is out

CROSS_LINE_RULES = [
    "line-id-unique",
    "line-repeated",
    "line-states",
    "line-changed",
    "part-arithmetic",
    "payment-unique",
    "payment-link",
    "checksum-unique",
    "line-stuck",
]

ATTRIBUTES = ["status", "analysis", "digits", "size", "available", "reachable", "progress", "rate", "partial", "checksum"]
STAMPS = [f"attributes.timestamps.{step}" for step in STEPS]
FILE_MEMBERS = [f"attributes.{map}.{name}" for map in ("filesizes", "filehashes") for name in FILES]
TRANSACTION = "relationships.payment.data.id"
# Members of a job that never change once they are there.
FIXED = ["attributes.analysis", "attributes.size", TRANSACTION, "relationships.payment.data.type", *STAMPS]
# Members that don't change once the job has ended.
RESULTS = ["attributes." + name for name in ("available", "reachable", "rate", "partial", "checksum")]
MAY_COME_LATE = ["attributes.timestamps.analyzed", "attributes.timestamps.deleted"]


class Place(NamedTuple):
    """A production line in the input."""

    source: str
    index: int  # from 0, in its source


class Finding(NamedTuple):
    rule: str
    place: Place
    member: str = ""  # line-changed only: the path of the member


class Record:
    """One production line as it stands in one document."""

    def __init__(self, place: Place, document: tuple[str, int], record: Any, alphabets: dict[str, Alphabet]) -> None:
        line = Examination(record, alphabets)
        self.place = place
        self.document = document
        self.failed = sorted(line.failed)
        self.raw_id = line.id if known(line.id) else ""
        self.id = identity(line.id)
        self.ident = payment_identity(line.ident)
        self.transaction = identity(line.transaction)
        self.requested = line.times.get("requested")
        self.latest_stamp = max((time for time in line.times.values() if time is not None), default=None)
        self.alphabet = line.alphabet_id if known(line.alphabet_id) else None
        self.digits = line.digits if known(line.digits) else None
        self.status = line.status if line.status in STEPS else None
        self.has_status = known(line.status)
        self.progress = line.progress if known(line.progress) else 0
        self.stamps = sum(stamp is not ABSENT for stamp in line.stamps.values())
        self.after = line.after
        self.size = line.size if known(line.size) else None
        self.available = line.available if known(line.available) else None
        self.checksum = line.checksum if known(line.checksum) else None
        self.free_bits = self.digits * rank(line.alphabet) if line.alphabet and self.digits else 0
        self.members = members(line)
        # Given by `examine`.
        self.again = False  # its id stood before in the same document
        self.strange = False  # its alphabet or digits are not those of the first record of its id
        self.kept = True

    @property
    def job(self) -> tuple[str, str, int] | None:
        if self.id is None or self.ident is None or self.requested is None:
            return None
        return self.id, self.ident, self.requested

    @property
    def state(self) -> tuple | None:
        """What its job is known by; without a job of its own, the same id with the same content is the same."""
        return self.job or (None if self.id is None else (self.id, self.content))

    @property
    def content(self) -> tuple:
        return tuple(self.members.values())

    @property
    def order(self) -> tuple[int, int, int]:
        """Of two states of one job, the one with the higher order is the later; a new status comes after all."""
        rank = STEPS.index(self.status) if self.status else len(STEPS) if self.has_status else -1
        return rank, self.progress, self.stamps


class Together:
    """All records of all sources, and the findings that they make together."""

    def __init__(self, alphabets: dict[str, Alphabet], as_of: int | None = None, stuck_after: int = HOUR) -> None:
        self.alphabets = alphabets
        self.as_of = as_of
        self.stuck_after = stuck_after
        self.records: list[Record] = []
        self.lines_of_source: dict[str, int] = defaultdict(int)

    def add(self, source: str, document: int, record: Any) -> None:
        """Takes the next record; its document is numbered in its source."""
        place = Place(source, self.lines_of_source[source])
        self.lines_of_source[source] += 1
        self.records.append(Record(place, (source, document), record, self.alphabets))

    def findings(self) -> list[Finding]:
        """All findings: those of the rules that judge records together, and of all others on what is kept."""
        found = list(self.examine())
        for record in self.records:
            if record.kept:
                found += [Finding(rule, record.place) for rule in record.failed]
        return found

    def examine(self) -> Iterator[Finding]:
        yield from self.line_id_unique()
        jobs = self.jobs()
        latest = []
        for records in jobs.values():
            states = states_of(records)
            yield from line_repeated(records, states)
            yield from line_states(states)
            yield from line_changed(states)
            if states:
                keeper = supersede(records, states)
                if keeper.job:
                    latest.append(keeper)
        yield from part_arithmetic(latest)
        kept = [record for record in self.records if record.kept]
        yield from payment_unique(kept)
        yield from payment_link(kept)
        yield from checksum_unique(kept)
        yield from self.line_stuck(kept)

    def line_id_unique(self) -> Iterator[Finding]:
        first: dict[str, Record] = {}  # with the alphabet and digits that an id stands for
        seen: set[tuple] = set()
        for record in self.records:
            if record.id is None:
                continue
            has_product = record.alphabet is not None and record.digits is not None
            record.strange = record.id in first and is_other_product(first[record.id], record)
            if has_product:
                first.setdefault(record.id, record)
            record.again = (record.document, record.id) in seen
            seen.add((record.document, record.id))
            if record.again or record.strange:
                yield Finding("line-id-unique", record.place)

    def jobs(self) -> dict[tuple, list[Record]]:
        """The records of each job in input order, without those of another alphabet or other digits."""
        jobs: dict[tuple, list[Record]] = defaultdict(list)
        for record in self.records:
            if record.state and not record.strange:
                jobs[record.state].append(record)
        return jobs

    def line_stuck(self, kept: list[Record]) -> Iterator[Finding]:
        as_of = self.as_of
        if as_of is None:
            as_of = max((record.latest_stamp for record in kept if record.latest_stamp is not None), default=0)
        for record in kept:
            if record.status in ("requested", "started", "ended") and record.requested is not None:
                if as_of - record.requested > self.stuck_after:
                    yield Finding("line-stuck", record.place)


def identity(value: Any) -> str | None:
    """The id of a line or a transaction as it is compared; None where it identifies nothing."""
    return None if not known(value) or not value or is_masked(value) else folded(value)


def payment_identity(value: Any) -> str | None:
    return None if not known(value) or not value or value.startswith("pi_") and is_masked(value[3:]) else value


def is_masked(text: str) -> bool:
    """Whether every letter and digit is an X, as in the placeholders of the documentation."""
    return set(re.findall("[0-9A-Za-z]", text)) == {"X"}


def is_other_product(first: Record, second: Record) -> bool:
    """Whether two records of one id name different alphabets or numbers of characters per token."""
    pairs = [(first.alphabet, second.alphabet), (first.digits, second.digits)]
    return any(one is not None and other is not None and one != other for one, other in pairs)


def members(line: Examination) -> dict[str, Any]:
    """All known members by path; ids that are compared without regard to case, in the form compared."""
    found: dict[str, Any] = {"type": line.type, "id": folded(line.id), "attributes": presence(line.attributes)}
    for name in ATTRIBUTES:
        found["attributes." + name] = getattr(line, name)
    found["attributes.alphabet"] = line.alphabet_id
    for name in ("timestamps", "filesizes", "filehashes"):
        found["attributes." + name] = presence(getattr(line, name))
    for step in STEPS:
        found["attributes.timestamps." + step] = line.stamps[step]
    for name in FILES:
        found["attributes.filesizes." + name] = line.sizes[name]
        found["attributes.filehashes." + name] = line.hashes[name]
    found["relationships.payment.data"] = presence(line.payment)
    found[TRANSACTION] = folded(line.transaction)
    found["relationships.payment.data.ident"] = line.ident
    found["relationships.payment.data.type"] = line.payment_type
    return found


def presence(value: Any) -> Any:
    return "an object" if isinstance(value, dict) else value


def folded(value: Any) -> Any:
    return value.lower() if known(value) and UUID.fullmatch(value) else value


def rank(alphabet: Alphabet) -> int:
    """The dimension of the GF(2) span of the differences to the first character."""
    if alphabet not in RANKS:
        RANKS[alphabet] = len(reduced_basis([code ^ alphabet.codes[0] for code in alphabet.codes]))
    return RANKS[alphabet]


RANKS: dict[Alphabet, int] = {}


# States of one job


def line_repeated(records: list[Record], states: list[Record]) -> Iterator[Finding]:
    documents: dict[tuple, set] = defaultdict(set)
    for record in records:
        before = documents[record.content]
        if before - {record.document} and not any(record is state for state in states):
            yield Finding("line-repeated", record.place)
        before.add(record.document)


def states_of(records: list[Record]) -> list[Record]:
    """The first record of each state, from the earliest state to the latest.

    What follows with the same content is the same state; a content that comes back after another is a state
    of its own. A second record of an id in one document is a state of nothing.
    """
    states: list[Record] = []
    for record in sorted((r for r in records if not r.again), key=lambda record: record.order):
        if not states or states[-1].content != record.content:
            states.append(record)
    return states


def line_states(states: list[Record]) -> Iterator[Finding]:
    for record in states[:-1]:
        yield Finding("line-states", record.place)


def line_changed(states: list[Record]) -> Iterator[Finding]:
    for old, new in zip(states, states[1:]):
        for member in forbidden_changes(old, new):
            yield Finding("line-changed", new.place, member)


def forbidden_changes(old: Record, new: Record) -> Iterator[str]:
    held = FIXED + (RESULTS + FILE_MEMBERS if old.after else [])
    is_final = old.status in ("finished", "analyzed", "deleted")
    for member in FIXED + RESULTS + FILE_MEMBERS:
        was, now = old.members[member], new.members[member]
        if was is IN_DOUBT or now is IN_DOUBT or was == now:
            continue
        if was is ABSENT:
            if is_final and member not in FILE_MEMBERS + MAY_COME_LATE:
                yield member
        elif member in held:
            file_deleted = now is ABSENT and member in FILE_MEMBERS and new.status == "deleted"
            if not file_deleted:
                yield member
    if tokens_came_back(old, new):
        yield "attributes.available"


def tokens_came_back(old: Record, new: Record) -> bool:
    """Whether more is available than before the job, less what it took; of a changed size nobody knows that."""
    if old.after is not False or new.after is None or None in (old.available, new.available):
        return False
    if new.after and (old.size is None or old.size != new.size):
        return False
    return new.available + (new.size if new.after else 0) > old.available


def supersede(records: list[Record], states: list[Record]) -> Record:
    """Marks what is left out of all other rules; returns the record that stands for the job.

    Which of two records of an id in one document holds can't be told, so the second is never left out.
    """
    keeper = states[-1]
    for record in records:
        record.kept = record is keeper or record.again
    return keeper


# Parts of one production line


def part_arithmetic(latest: Iterable[Record]) -> Iterator[Finding]:
    lines: dict[str, list[Record]] = defaultdict(list)
    for record in latest:
        lines[record.id].append(record)
    for parts in lines.values():
        parts.sort(key=lambda record: record.requested)
        for old, new in zip(parts, parts[1:]):
            if is_too_much(old, new):
                yield Finding("part-arithmetic", new.place)


def is_too_much(old: Record, new: Record) -> bool:
    """Whether the later part begins with more tokens than the part before it left."""
    numbers = [old.size, old.available, new.size, new.available]
    if None in numbers or old.after is None or new.after is None:
        return False
    # One that was deleted before it ended took nothing.
    is_to_take = old.after is False and old.status != "deleted"
    left = old.available - (old.size if is_to_take else 0)
    begun = new.available + new.size if new.after else new.available
    return begun > left


# Over all that is kept


def unlike_the_earliest(records: Iterable[Record], key: str, told: str) -> Iterator[Record]:
    """Records that share a key, but differ from the earliest of them in what they are told by.

    The earliest has the earliest request, then the first id, then the first in what they are told by.
    """
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if getattr(record, key) is not None and getattr(record, told) is not None:
            groups[getattr(record, key)].append(record)
    for group in groups.values():
        first = min(group, key=lambda record: (
            math.inf if record.requested is None else record.requested, record.id or "", getattr(record, told)))
        yield from (record for record in group if getattr(record, told) != getattr(first, told))


def payment_unique(kept: list[Record]) -> Iterator[Finding]:
    for record in unlike_the_earliest(kept, "ident", "id"):
        yield Finding("payment-unique", record.place)


def payment_link(kept: list[Record]) -> Iterator[Finding]:
    for place in {record.place for key, told in (("ident", "transaction"), ("transaction", "ident"))
                  for record in unlike_the_earliest(kept, key, told)}:
        yield Finding("payment-link", place)


def checksum_unique(kept: list[Record]) -> Iterator[Finding]:
    telling = (
        record for record in kept
        if record.after and record.available and record.checksum and set(record.checksum) <= {"0", "1"}
        and record.free_bits >= TELLING_BITS)
    for record in unlike_the_earliest(telling, "checksum", "id"):
        yield Finding("checksum-unique", record.place)


# Reading whole files


def add_file(together: Together, source: str, text: str) -> None:
    """Adds all records of a source: documents one after another, or bare records, a run of which is one document."""
    position, number, in_run = 0, -1, False
    space = re.compile(r"\s*")
    while (position := space.match(text, position).end()) < len(text):
        document, position = DECODER.raw_decode(text, position)
        is_bare = "data" not in document
        if not (is_bare and in_run):
            number += 1
        in_run = is_bare
        data = document if is_bare else document["data"]
        for record in data if isinstance(data, list) else [data]:
            together.add(source, number, record)
