"""The oracle: which rules one production line fails, worked out from its text alone.

It shares nothing with the maker of clean lines but the alphabets. Rules that are off unless asked
for (agreement-limits, timestamp-future) and those about the catalogue are not judged here.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import reduce
from typing import Any

from .alphabets import Alphabet

sys.set_int_max_str_digits(0)  # token counts may have thousands of digits

REACH_LIMIT = 1_048_576
CLOCK_GAP = 10  # milliseconds that the service's own clock may run short
RATE_TOLERANCE = 15  # percent
RATE_ALLOWANCE = 500  # milliseconds

MAX_NAME_BYTES = 255
MAX_CHECKSUM_BYTES = 128 * 1024
MAX_COUNT_DIGITS = 8192

UUID = re.compile(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
IDENT = re.compile(r"pi_[0-9A-Za-z]{24}")
PLACEHOLDER_IDENT = "pi_" + 24 * "X"
HASH = re.compile(r"[0-9a-f]{64}")
STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
INTEGER = re.compile(r"0|[1-9][0-9]*")

STEPS = ["requested", "started", "ended", "finished", "analyzed", "deleted"]
FILES = ["data", "snapshot", "score", "analysis", "delta"]


class Number(str):
    """A JSON number as it was spelled."""


class Absent:
    """No value: missing or null."""


class InDoubt:
    """A value that must not be used: of a wrong type, out of range, or given twice."""


ABSENT, IN_DOUBT = Absent(), InDoubt()


class Twice:
    """The value of a key that stands twice in an object."""


def marked(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object with repeated keys marked."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        found[key] = Twice() if key in found else value
    return found


# Reads JSON with numbers as spelled and repeated keys marked.
DECODER = json.JSONDecoder(object_pairs_hook=marked, parse_int=Number, parse_float=Number)


def parse(text: str) -> dict[str, Any]:
    return DECODER.decode(text)


def failed_rules(text: str, alphabets: dict[str, Alphabet]) -> list[str]:
    """The codes of all rules that the production line fails, sorted."""
    return sorted(Examination(parse(text), alphabets).failed)


class Examination:
    """One production line: its fields read strictly, then every rule."""

    def __init__(self, record: dict[str, Any], alphabets: dict[str, Alphabet]) -> None:
        self.failed: set[str] = set()
        self.read(record)
        self.alphabet = alphabets.get(self.alphabet_id) if isinstance(self.alphabet_id, str) else None
        self.judge_shapes()
        self.judge_times()
        self.judge_presence()
        self.judge_files()
        self.judge_counts()
        self.judge_checksum()
        self.judge_rate()

    def require(self, rule: str, holds: bool) -> None:
        if not holds:
            self.failed.add(rule)

    # Reading: value-type and json-duplicate-key

    def read(self, record: dict[str, Any]) -> None:
        self.type = self.name(record, "type")
        self.id = self.name(record, "id")
        self.attributes = attributes = self.object(record, "attributes")
        for field in ["status", "analysis"]:
            setattr(self, field, self.name(attributes, field))
        self.alphabet_id = self.name(attributes, "alphabet")
        self.digits = self.integer(attributes, "digits", 1, 4096, text=True)
        self.size = self.integer(attributes, "size", 0, 10**18 - 1, text=True)
        self.available = self.integer(attributes, "available", 0, 10**MAX_COUNT_DIGITS - 1, text=True)
        self.reachable = self.integer(attributes, "reachable", 0, 10**MAX_COUNT_DIGITS - 1, text=True)
        self.progress = self.integer(attributes, "progress")
        self.rate = self.integer(attributes, "rate")
        self.partial = self.value(attributes, "partial", bool)
        self.checksum = self.name(attributes, "checksum", MAX_CHECKSUM_BYTES)
        self.filesizes = self.object(attributes, "filesizes")
        self.sizes = {name: self.integer(self.filesizes, name) for name in FILES}
        self.filehashes = self.object(attributes, "filehashes")
        self.hashes = {name: self.name(self.filehashes, name) for name in FILES}
        self.timestamps = self.object(attributes, "timestamps")
        self.stamps = {step: self.name(self.timestamps, step) for step in STEPS}
        relationships = self.object(record, "relationships")
        payment = self.object(relationships, "payment")
        self.payment = self.object(payment, "data")
        self.transaction = self.name(self.payment, "id")
        self.ident = self.name(self.payment, "ident")
        self.payment_type = self.name(self.payment, "type")

    def value(self, parent: Any, key: str, kind: type) -> Any:
        if not isinstance(parent, dict):
            return parent  # absent or in doubt, as its parent
        value = parent.get(key)
        if value is None:
            return ABSENT
        if isinstance(value, Twice):
            self.failed.add("json-duplicate-key")
            return IN_DOUBT
        if type(value) is kind:
            return value
        self.failed.add("value-type")
        return IN_DOUBT

    def object(self, parent: Any, key: str) -> Any:
        return self.value(parent, key, dict)

    def name(self, parent: Any, key: str, most: int = MAX_NAME_BYTES) -> Any:
        value = self.value(parent, key, str)
        if isinstance(value, str) and len(value.encode()) > most:
            self.failed.add("value-type")
            return IN_DOUBT
        return value

    def integer(self, parent: Any, key: str, least: int = 0, most: int | None = None, text: bool = False) -> Any:
        is_text = text and isinstance(parent, dict) and type(parent.get(key)) is str
        value = self.value(parent, key, str if is_text else Number)
        if not isinstance(value, str):
            return value
        if INTEGER.fullmatch(value) and len(value) <= MAX_COUNT_DIGITS:
            number = int(value)
            if least <= number and (most is None or number <= most):
                return number
        self.failed.add("value-type")
        return IN_DOUBT

    # Shapes of single values

    def judge_shapes(self) -> None:
        if known(self.type):
            self.require("line-type", self.type == "tokens")
        if known(self.id):
            self.require("line-id-shape", bool(UUID.fullmatch(self.id)))
        if known(self.status):
            self.require("status-known", self.status in STEPS)
        if known(self.progress):
            self.require("progress-range", self.progress <= 100)
            if self.status == "ended":
                self.require("progress-range", self.progress == 100)
        for value in self.hashes.values():
            if known(value):
                self.require("filehash-shape", bool(HASH.fullmatch(value)))
        self.judge_payment()

    def judge_payment(self) -> None:
        present = [self.payment, self.transaction, self.ident]
        self.require("payment-present", ABSENT not in present)
        if known(self.ident):
            self.require("payment-ident-shape", bool(IDENT.fullmatch(self.ident)) and self.ident != PLACEHOLDER_IDENT)
        if known(self.transaction):
            self.require("transaction-id-shape", bool(UUID.fullmatch(self.transaction)))
        if isinstance(self.payment, dict) and self.payment_type is not IN_DOUBT:
            self.require("transaction-id-shape", self.payment_type == "transaction")

    # Times, and what state they say the line is in

    def judge_times(self) -> None:
        self.times = {}
        for step, text in self.stamps.items():
            if known(text):
                self.times[step] = milliseconds(text)
                self.require("timestamp-format", self.times[step] is not None)
        for earlier, later in ordered_pairs(set(self.stamps) - {s for s, v in self.stamps.items() if v is ABSENT}):
            first, second = self.times.get(earlier), self.times.get(later)
            if first is not None and second is not None:
                self.require("timestamp-order", first <= second)
        self.after = self.state()

    def state(self) -> bool | None:
        """Whether the job has ended; None where status and stamps do not say it together."""
        if self.timestamps is ABSENT and self.status in STEPS:
            self.require("timestamp-status", False)
        if not isinstance(self.timestamps, dict) or self.status not in STEPS:
            return None
        if IN_DOUBT in self.stamps.values():
            return None
        there = [step for step in STEPS if self.stamps[step] is not ABSENT]
        reached = STEPS.index(self.status)
        demanded = ["requested", "deleted"] if self.status == "deleted" else STEPS[: min(reached, 3) + 1]
        agree = set(demanded + [self.status]) <= set(there) and all(STEPS.index(step) <= reached for step in there)
        self.require("timestamp-status", agree)
        return "ended" in there if agree else None

    def judge_presence(self) -> None:
        demanded = [self.type, self.id, self.attributes]
        if isinstance(self.attributes, dict):
            demanded += [self.status, self.analysis, self.alphabet_id, self.digits, self.size]
            demanded += [self.available, self.reachable, self.timestamps]
            if self.status in ("started", "ended"):
                demanded.append(self.progress)
            if self.after:
                demanded += [self.rate, self.partial, self.checksum, self.filesizes]
        self.require("fields-present", ABSENT not in demanded)

    # Files

    def judge_files(self) -> None:
        self.judge_file_list()
        alphabet, size, digits = self.alphabet, self.size, self.digits
        if not (self.after and alphabet and known(size) and known(digits)):
            return
        newlines = max(size - 1, 0)
        whole = self.available == 0 and size == alphabet.length**digits
        data, score = self.sizes["data"], self.sizes["score"]
        if known(data):
            if whole and alphabet.mixed:
                chars_each = size * digits // alphabet.length  # every character comes up equally often
                fewest = most = chars_each * alphabet.bytes
            else:
                fewest, most = (size * digits * width for width in (min(alphabet.widths), max(alphabet.widths)))
            self.require("data-file-size", fewest <= data - newlines <= most)
        if known(score) and whole:
            self.require("score-file-size", score == decimal_lengths(size) + newlines)

    def judge_file_list(self) -> None:
        if not self.after or not isinstance(self.filesizes, dict) or self.status == "deleted":
            return
        there = {name for name, value in self.sizes.items() if value is not ABSENT}
        needed = {"data"}
        if self.status == "analyzed":
            needed |= {"score", "analysis"}
        self.require("files-listed", needed <= there)
        if known(self.partial):
            snapshot = self.partial and self.status in ("finished", "analyzed")
            self.require("files-listed", snapshot == ("snapshot" in there))
        if isinstance(self.filehashes, dict):
            self.require("files-listed", there == {name for name, v in self.hashes.items() if v is not ABSENT})

    # Counts of tokens

    def judge_counts(self) -> None:
        size, available, digits, alphabet = self.size, self.available, self.digits, self.alphabet
        if self.after and known(self.partial) and known(available):
            self.require("partial-flag", self.partial == (available > 0))
        if not alphabet or not known(digits):
            return
        total = alphabet.length**digits
        if known(size):
            self.require("size-within-alphabet", 1 <= size <= total)
            if not alphabet.mixed:
                self.require("size-within-reach", size * digits * alphabet.widths[0] <= REACH_LIMIT)
        if self.after is None or not known(available):
            return
        if known(size):
            holds = available + size <= total if self.after else size <= available <= total
            self.require("available-arithmetic", holds)
        if known(self.reachable) and not alphabet.mixed:
            one_job = REACH_LIMIT // (digits * alphabet.widths[0])
            self.require("reachable-limit", self.reachable == min(available, one_job))

    # Checksum

    def judge_checksum(self) -> None:
        checksum, alphabet = self.checksum, self.alphabet
        if not self.after or not known(checksum):
            return
        if known(self.available):
            if self.available == 0:
                self.require("checksum-zero-when-complete", checksum.strip("0") == "")
            else:
                self.require("checksum-nonzero-when-partial", checksum.strip("0") != "")
        binary = set(checksum) <= {"0", "1"}
        self.require("checksum-bits", binary)
        if not alphabet or not known(self.digits):
            return
        bits = column_bits(alphabet, self.digits, len(checksum))
        self.require("checksum-bits", bits is not None)
        if binary and bits and known(self.available):
            columns = [int(checksum[at : at + bits], 2) for at in range(0, len(checksum), bits)]
            offset = alphabet.codes[0] if self.available % 2 else 0
            basis = reduced_basis([code ^ alphabet.codes[0] for code in alphabet.codes])
            self.require("checksum-columns", all(remainder(column ^ offset, basis) == 0 for column in columns))

    # Rate

    def judge_rate(self) -> None:
        started, ended = self.times.get("started"), self.times.get("ended")
        if not self.after or started is None or ended is None or ended < started:
            return
        if not (known(self.rate) and known(self.digits) and known(self.size)):
            return
        window, chars, rate = ended - started, self.digits * self.size, self.rate
        self.require("rate-possible", rate > 0 and (rate + 1) * (window + CLOCK_GAP) >= 1000 * chars)
        if rate > 0:
            gap = window * rate - 1000 * chars  # times rate
            slow = gap > RATE_ALLOWANCE * rate and gap * (100 + RATE_TOLERANCE) > window * RATE_TOLERANCE * rate
            self.require("rate-plausible", not slow)


def known(value: Any) -> bool:
    return value is not ABSENT and value is not IN_DOUBT


def milliseconds(text: str) -> int | None:
    """The time of a stamp, or None where it is not of the exact form and in the calendar."""
    if not STAMP.fullmatch(text):
        return None
    try:
        time = datetime.strptime(text[:-5], "%Y-%m-%dT%H:%M:%S")
    except ValueError:
        return None
    return time.toordinal() * 86_400_000 + (time.hour * 3600 + time.minute * 60 + time.second) * 1000 + int(text[-4:-1])


def ordered_pairs(there: set[str]) -> Iterator[tuple[str, str]]:
    """The steps, two by two, of which the first may not come after the second."""
    for place, earlier in enumerate(STEPS[:3]):
        for later in STEPS[place + 1 :]:
            if earlier in there and later in there:
                yield earlier, later


def decimal_lengths(total: int) -> int:
    """The decimal lengths of 0 ..< total, added up power by power."""
    length, start, whole = 1, 0, 0
    while start < total:
        end = min(10**length, total)
        whole += (end - start) * length
        start, length = end, length + 1
    return whole


def column_bits(alphabet: Alphabet, digits: int, length: int) -> int | None:
    """The bits of a column; None where the checksum has another length."""
    largest = max(alphabet.codes).bit_length()
    possible = [6, 7] if max(alphabet.codes) < 64 else [largest]
    return next((bits for bits in possible if bits * digits == length), None)


def reduced_basis(values: list[int]) -> list[int]:
    """A GF(2) basis, by Gaussian elimination, highest leading bit first."""
    basis: list[int] = []
    for value in values:
        rest = remainder(value, basis)
        if rest:
            basis = sorted(basis + [rest], reverse=True)
    return basis


def remainder(value: int, basis: list[int]) -> int:
    return reduce(lambda rest, vector: min(rest, rest ^ vector), basis, value)
