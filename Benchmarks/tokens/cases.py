"""Small inputs with known answers, written by hand: the second oracle is judged by them, both ways for every rule.

A case is a list of nights; a night is a list of records, each the base record with some members changed.
The answer names each finding as `rule night.place`, both from 0, a change as `line-changed:member night.place`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from .alphabets import BUILT_IN
from .checker import parse
from .text import render
from .together import CROSS_LINE_RULES, Together

BY_ID = {alphabet.id: alphabet for alphabet in BUILT_IN}
DAY = "2026-11-16T"
WITHOUT: Any = object()  # takes a member out

L1, L2 = "A1A1A1A1-0000-4000-8000-00000000000A", "B2B2B2B2-0000-4000-8000-00000000000B"
PLACEHOLDER = "XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX"
P1, P2 = "pi_" + "a" * 24, "pi_" + "b" * 24
T1, T2 = "C3C3C3C3-0000-4000-8000-00000000000C", "D4D4D4D4-0000-4000-8000-00000000000D"
BITS = "1" + "0" * 76 + "1" * 7  # 12 columns of 7 bits


def stamps(*times: str) -> dict[str, str]:
    """The stamps of the first steps, each given as its time of day, or with its date in front."""
    steps = ["requested", "started", "ended", "finished", "analyzed", "deleted"]
    return {step: (time if "T" in time else DAY + time) + ":00.000Z" for step, time in zip(steps, times)}


REQUESTED = stamps("10:00")
STARTED = stamps("10:00", "10:01")
ENDED = stamps("10:00", "10:01", "10:02")
FINISHED = stamps("10:00", "10:01", "10:02", "10:03")
ANALYZED = stamps("10:00", "10:01", "10:02", "10:03", "10:04")
DELETED = FINISHED | {"deleted": DAY + "10:30:00.000Z"}
SECOND = stamps("11:00", "11:01", "11:02", "11:03")
THIRD = stamps("11:30", "11:31", "11:32", "11:33")

BASE = {
    "type": "tokens",
    "id": L1,
    "attributes": {
        "status": "finished",
        "analysis": "none",
        "alphabet": "LOWER_LATIN",
        "digits": "13",
        "size": "100",
        "available": "1000",
        "reachable": "900",
        "rate": 5000,
        "partial": True,
        "checksum": BITS,
        "filesizes": {"data": 1399, "snapshot": 20},
        "filehashes": {"data": "0" * 64, "snapshot": "1" * 64},
        "timestamps": FINISHED,
    },
    "relationships": {"payment": {"data": {"id": T1, "ident": P1, "type": "transaction"}}},
}
SHORT = {
    "line": ["id"],
    "pay": ["relationships", "payment", "data", "ident"],
    "transaction": ["relationships", "payment", "data", "id"],
    "payment_type": ["relationships", "payment", "data", "type"],
    "stamps": ["attributes", "timestamps"],
    "data": ["attributes", "filesizes", "data"],
    "hash": ["attributes", "filehashes", "data"],
    "score": ["attributes", "filesizes", "score"],
    "note": ["note"],
}


def line(**changes: Any) -> dict[str, Any]:
    """The base record with members changed, added or taken out."""
    record = copy.deepcopy(BASE)
    for name, value in changes.items():
        *parents, key = SHORT.get(name, ["attributes", name])
        parent = record
        for step in parents:
            parent = parent[step]
        if value is WITHOUT:
            del parent[key]
        else:
            parent[key] = value
    return record


def other(**changes: Any) -> dict[str, Any]:
    """Another production line, with its own payment and checksum."""
    return line(**({"line": L2, "pay": P2, "transaction": T2, "checksum": BITS[::-1]} | changes))


def early(status: str, times: dict[str, str], **changes: Any) -> dict[str, Any]:
    """The base record before its job has ended."""
    gone = dict.fromkeys(("rate", "partial", "checksum", "filesizes", "filehashes"), WITHOUT)
    return line(**({"status": status, "stamps": times, "available": "1100"} | gone | changes))


def part(times: dict[str, str], size: int, available: int, **changes: Any) -> dict[str, Any]:
    """Another part of the base production line."""
    values = {"stamps": times, "size": str(size), "available": str(available), "pay": P2, "transaction": T2}
    return line(**(values | changes))


Case = tuple[str, list[list[dict[str, Any]]], str]
CASES: list[Case] = [
    ("two lines", [[line(), other()]], ""),
    # line-id-unique
    ("an id twice in a list", [[line(), other(line=L1)]], "line-id-unique 0.1"),
    ("a record twice in a list", [[line(), line(), line()]], "line-id-unique 0.1, line-id-unique 0.2"),
    ("an id in lower case", [[line(), other(line=L1.lower())]], "line-id-unique 0.1"),
    ("an id of another form", [[line(line="No. 7"), other(line="No. 7")]], "line-id-unique 0.1"),
    ("ids of another form, differing in case", [[line(line="No. 7"), other(line="NO. 7")]], ""),
    ("composed and decomposed", [[line(line="Caf\u00e9"), other(line="Cafe\u0301")]], ""),
    ("placeholders", [[line(line=PLACEHOLDER), other(line=PLACEHOLDER)]], ""),
    ("ids that are no texts", [[line(line=7), other(line=7)]], ""),
    ("another alphabet", [[line()], [line(alphabet="UPPER_LATIN")]], "line-id-unique 1.0"),
    (
        "other digits, twice",
        [[line()], [line(digits="14")], [line(digits="14")]],
        "line-id-unique 1.0, line-id-unique 2.0",
    ),
    ("digits that can't be used", [[line()], [line(digits="x")]], "line-states 0.0"),
    ("another alphabet is of no part", [[line()], [part(SECOND, 50, 1000, alphabet="DICE")]], "line-id-unique 1.0"),
    # line-repeated
    ("the same on three nights", [[line()], [line()], [line()]], "line-repeated 1.0, line-repeated 2.0"),
    ("the same but for what is not known", [[line()], [line(note="new")]], "line-repeated 1.0"),
    ("a number as a number", [[line()], [line(size=100)]], "line-repeated 1.0"),
    (
        "a repeated record twice in a list",
        [[line()], [line(), line()]],
        "line-repeated 1.0, line-id-unique 1.1, line-repeated 1.1",
    ),
    ("the same without a payment", [[line(pay=WITHOUT)], [line(pay=WITHOUT)]], "line-repeated 1.0"),
    ("without a payment, another rate", [[line(pay=WITHOUT)], [line(pay=WITHOUT, rate=1)]], ""),
    ("the same with a placeholder", [[line(pay="pi_XXXX")], [line(pay="pi_XXXX")]], "line-repeated 1.0"),
    ("the same request that can't be read", [[line(stamps=FINISHED | {"requested": "today"})]] * 2,
     "line-repeated 1.0"),
    ("empty ids", [[line(line=""), other(line="", pay="")]], ""),
    # line-states
    ("started, finished", [[early("started", STARTED, progress=5)], [line()]], "line-states 0.0"),
    ("finished, started: an old answer", [[line()], [early("started", STARTED, progress=5)]], "line-states 1.0"),
    (
        "progress",
        [[early("started", STARTED, progress=50)], [early("started", STARTED, progress=5)]],
        "line-states 1.0",
    ),
    (
        "requested twice, then finished twice",
        [[early("requested", REQUESTED)], [early("requested", REQUESTED)], [line()], [line()]],
        "line-states 0.0, line-repeated 1.0, line-repeated 3.0",
    ),
    ("one night, two contents", [[line(), line(size="99")]], "line-id-unique 0.1"),
    # line-changed
    ("size", [[line()], [line(size="99")]], "line-states 0.0, line-changed:attributes.size 1.0"),
    (
        "size and a stamp",
        [[line()], [line(size="99", stamps=FINISHED | {"ended": DAY + "10:02:00.001Z"})]],
        "line-states 0.0, line-changed:attributes.size 1.0, line-changed:attributes.timestamps.ended 1.0",
    ),
    (
        "analysis before the job runs",
        [[early("requested", REQUESTED)], [line(analysis="metrics")]],
        "line-states 0.0, line-changed:attributes.analysis 1.0",
    ),
    (
        "transaction",
        [[line()], [line(transaction=T2)]],
        "line-states 0.0, line-changed:relationships.payment.data.id 1.0",
    ),
    ("transaction in lower case", [[line()], [line(transaction=T1.lower())]], "line-repeated 1.0"),
    (
        "payment type",
        [[line()], [line(payment_type="x")]],
        "line-states 0.0, line-changed:relationships.payment.data.type 1.0",
    ),
    (
        "available once ended",
        [[line(status="ended", stamps=ENDED)], [line(available="999")]],
        "line-states 0.0, line-changed:attributes.available 1.0",
    ),
    ("available while started", [[early("started", STARTED)], [line()]], "line-states 0.0"),
    (
        "available that came back with the end",
        [[early("started", STARTED, available="1099")], [line()]],
        "line-states 0.0, line-changed:attributes.available 1.0",
    ),
    (
        "available that came back before the start",
        [[early("requested", REQUESTED, available="1099")], [early("started", STARTED)]],
        "line-states 0.0, line-changed:attributes.available 1.0",
    ),
    ("available that another part took", [[early("requested", REQUESTED, available="1200")], [line()]], "line-states 0.0"),
    (
        "available and a size that changed",
        [[early("started", STARTED, available="1100")], [line(size="101")]],
        "line-states 0.0, line-changed:attributes.size 1.0",
    ),
    ("checksum gone", [[line()], [line(checksum=WITHOUT)]], "line-states 0.0, line-changed:attributes.checksum 1.0"),
    ("rate that can't be used", [[line()], [line(rate="x")]], "line-states 0.0"),
    ("rate that came late", [[line(rate=WITHOUT)], [line()]], "line-states 0.0, line-changed:attributes.rate 1.0"),
    ("rate that came with the end", [[line(status="ended", stamps=ENDED, rate=WITHOUT)], [line()]], "line-states 0.0"),
    ("file size", [[line()], [line(data=1385)]], "line-states 0.0, line-changed:attributes.filesizes.data 1.0"),
    (
        "file hash gone",
        [[line()], [line(hash=WITHOUT)]],
        "line-states 0.0, line-changed:attributes.filehashes.data 1.0",
    ),
    ("a new file", [[line()], [line(score=7)]], "line-states 0.0"),
    (
        "deleted with its files",
        [[line()], [line(status="deleted", stamps=DELETED, filesizes=WITHOUT, hash=WITHOUT)]],
        "line-states 0.0",
    ),
    ("analyzed", [[line()], [line(status="analyzed", stamps=ANALYZED)]], "line-states 0.0"),
    (
        "a stamp that is gone makes the earlier state",
        [[line()], [line(stamps=FINISHED | {"ended": None})]],
        "line-states 1.0, line-changed:attributes.timestamps.ended 0.0",
    ),
    (
        "altered and back",
        [[line()], [line(rate=4000)], [line()]],
        "line-states 0.0, line-states 1.0, line-changed:attributes.rate 1.0, line-changed:attributes.rate 2.0",
    ),
    # part-arithmetic
    ("a part that leaves what it should", [[line()], [part(SECOND, 300, 700)]], ""),
    ("a part too large", [[line()], [part(SECOND, 300, 701)]], "part-arithmetic 1.0"),
    ("a part in between was not seen", [[line()], [part(SECOND, 300, 600)]], ""),
    (
        "the next part waits",
        [[line()], [early("requested", stamps("10:30"), pay=P2, transaction=T2, available="1000")]],
        "",
    ),
    (
        "the next part waits with too much",
        [[line()], [early("requested", stamps("10:30"), pay=P2, transaction=T2, available="1001")]],
        "part-arithmetic 1.0",
    ),
    (
        "the first part still waits",
        [[early("requested", REQUESTED)], [part(SECOND, 300, 701)]],
        "part-arithmetic 1.0, line-stuck 0.0",
    ),
    ("the parts come in another order", [[part(SECOND, 300, 701)], [line()]], "part-arithmetic 0.0"),
    (
        "three parts",
        [[line()], [part(SECOND, 300, 700)], [part(THIRD, 300, 500, pay="pi_" + "c" * 24, transaction="T3")]],
        "part-arithmetic 2.0",
    ),
    ("in doubt whether it has ended", [[line(stamps=FINISHED | {"ended": None})], [part(SECOND, 300, 701)]], ""),
    # payment-unique and payment-link
    ("a payment on two lines", [[line(), other(pay=P1, transaction=T1)]], "payment-unique 0.1"),
    ("a payment with two transactions", [[line(), other(pay=P1)]], "payment-unique 0.1, payment-link 0.1"),
    ("a transaction with two payments", [[line(), other(transaction=T1.lower())]], "payment-link 0.1"),
    ("payments differing in case", [[line(), other(pay=P1[:-1] + "A")]], ""),
    ("placeholders again", [[line(pay="pi_XXXX", transaction=PLACEHOLDER),
                             other(pay="pi_XXXX", transaction=PLACEHOLDER)]], ""),
    ("one payment for two parts", [[line()], [part(SECOND, 300, 700, pay=P1, transaction=T1)]], ""),
    ("one payment for two parts, two transactions", [[line()], [part(SECOND, 300, 700, pay=P1)]], "payment-link 1.0"),
    ("a payment on two lines, night after night", [[line(), other(pay=P1, transaction=T1)]] * 2,
     "payment-unique 0.1, line-repeated 1.0, line-repeated 1.1"),
    # checksum-unique
    ("equal checksums", [[line(), other(checksum=BITS)]], "checksum-unique 0.1"),
    ("equal checksums of one line", [[line()], [part(SECOND, 300, 700)]], ""),
    ("equal checksums of few bits", [[line(digits="12"), other(digits="12", checksum=BITS)]], ""),
    ("equal checksums of an unknown alphabet", [[line(alphabet="MINE"), other(alphabet="MINE", checksum=BITS)]], ""),
    ("equal checksums when complete", [[line(available="0"), other(available="0", checksum=BITS)]], ""),
    # line-stuck
    ("an hour", [[early("requested", REQUESTED), other(stamps=stamps("10:00", "10:01", "10:02", "11:00"))]], ""),
    (
        "more than an hour",
        [[early("requested", REQUESTED), other(stamps=stamps("10:00", "10:01", "10:02", "11:01"))]],
        "line-stuck 0.0",
    ),
    ("ended is not finished", [[line(status="ended", stamps=ENDED), other(stamps=SECOND)]], "line-stuck 0.0"),
    (
        "only the latest state counts",
        [[early("requested", REQUESTED), other(stamps=SECOND)], [line()]],
        "line-states 0.0",
    ),
]


def judged(nights: list[list[dict[str, Any]]]) -> list[str]:
    """The findings of the rules that judge records together, as the cases name them."""
    together = Together(BY_ID)
    for night, records in enumerate(nights):
        for record in records:
            together.add(str(night), 0, parse(render(record)))
    return sorted(
        f"{finding.rule}{':' + finding.member if finding.member else ''} {finding.place.source}.{finding.place.index}"
        for finding in together.findings()
        if finding.rule in CROSS_LINE_RULES
    )


def case_mismatches() -> Iterator[str]:
    """Cases whose answer the oracle does not give, and rules that no case fails."""
    failed = set()
    for name, nights, answer in CASES:
        expected = sorted(answer.split(", ")) if answer else []
        failed |= {finding.split()[0].split(":")[0] for finding in expected}
        if (found := judged(nights)) != expected:
            yield f"case {name!r}: the oracle finds {found}, due is {expected}"
    for rule in CROSS_LINE_RULES:
        if rule not in failed:
            yield f"no case fails {rule}"
