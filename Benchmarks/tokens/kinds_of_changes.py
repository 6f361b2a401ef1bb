"""Kinds of changes to what one job says from one nightly list to another, forbidden and harmless."""

from __future__ import annotations

from .courses import PAYMENT, A, NightKinds, T, add, all_of, altered, at_first, caught, deleted, drop, flip, later, put
from .nights import Record
from .session import Edit
from .text import Raw

CHANGE_KINDS = NightKinds()
kind = CHANGE_KINDS.add

# line-changed: every member, changed once the line is finished

LC = "line-changed/"


def new_transaction(record: Record) -> None:
    """Another transaction, told by the id of the line so that no two are equal."""
    id = record["id"]
    record["relationships"]["payment"]["data"]["id"] = "0F" + id[2:].upper()


CHANGES: list[tuple[str, Edit]] = [
    ("analysis", put(A + "analysis", "deep")),
    ("size", add(A + "size", 1)),
    ("available", add(A + "available", -1)),
    ("reachable", add(A + "reachable", 1)),
    ("rate", add(A + "rate", 1)),
    ("partial", put(A + "partial", False)),
    ("checksum", flip),
    ("transaction", new_transaction),
    ("payment-type", put(PAYMENT + ".type", "charge")),
    ("data-size", add(A + "filesizes.data", 1)),
    ("snapshot-size", add(A + "filesizes.snapshot", -1)),
    ("data-hash", put(A + "filehashes.data", "0123456789abcdef" * 4)),
    ("snapshot-hash", put(A + "filehashes.snapshot", "fedcba9876543210" * 4)),
    ("started", later("started")),
    ("ended", later("ended")),
    ("finished", later("finished")),
]
for what, edit in CHANGES:
    kind(LC + what, altered(edit, fill="first", analyzed=False))
kind(LC + "score-size", altered(add(A + "filesizes.score", 1), analyzed=True))
kind(LC + "analysis-hash", altered(put(A + "filehashes.analysis", "0" * 64), analyzed=True))
kind(LC + "analyzed", altered(later("analyzed"), analyzed=True))
kind(LC + "size-and-data-size", altered(all_of(add(A + "size", -1), add(A + "filesizes.data", -9)), fill="first"))
kind(LC + "all-figures", altered(all_of(*(edit for _, edit in CHANGES)), fill="first"))
kind(LC + "for-one-night", altered(flip, until_last=False, fill="first"))

# line-changed: members that go, and such that come too late

for path in ["analysis", "size", "available", "reachable", "rate", "partial", "checksum"]:
    kind(f"{LC}no-more-{path}", altered(drop(A + path)))
    kind(f"{LC}late-{path}", at_first(drop(A + path)))
for path, what in [(PAYMENT + ".id", "transaction"), (PAYMENT + ".type", "payment-type"), (T + "started", "started")]:
    kind(f"{LC}no-more-{what}", altered(drop(path)))
    kind(f"{LC}late-{what}", at_first(drop(path)))
kind(LC + "no-more-data-size", altered(drop(A + "filesizes.data")))
kind(LC + "no-more-data-hash", altered(drop(A + "filehashes.data")))
kind(LC + "no-more-filesizes", altered(drop(A + "filesizes")))
kind("harmless/late-hashes", at_first(drop(A + "filehashes")))
kind("fields-present/no-more-reachable-unreadable-rate", altered(all_of(put(A + "rate", "fast"), drop(A + "reachable"))), LC[:-1])

# line-changed: before the line is finished

kind(LC + "analysis-once-requested", caught("requested", put(A + "analysis", "deep")))
kind(LC + "size-once-started", caught("started", add(A + "size", 1)))
kind(LC + "requested-available-once-ended", caught("ended", add(A + "available", 1)))
kind(LC + "available-back-once-started", caught("started", add(A + "available", 1)))
kind(LC + "rate-once-ended", caught("ended", add(A + "rate", -1)))
kind("harmless/figures-come-with-the-end", caught("requested", lambda record: None))
kind("harmless/run-caught-by-a-list", caught("started", lambda record: None))
kind("harmless/packing-caught-by-a-list", caught("ended", lambda record: None))

# Deletion

kind("harmless/deleted", deleted(lambda record: None))
no_files = all_of(drop(A + "filesizes.data"), drop(A + "filesizes.snapshot"), drop(A + "filehashes"))
kind("harmless/deleted-without-files", deleted(no_files))
kind(LC + "deleted-with-another-size", deleted(add(A + "filesizes.data", -1)))
kind(LC + "deleted-without-rate", deleted(drop(A + "rate")))

# The same content in other words

kind("harmless/another-unknown-member", altered(put(A + "priority", 7)))
kind("harmless/size-as-number", altered(lambda record: put(A + "size", Raw(record["attributes"]["size"]))(record)))
kind("harmless/null-for-nothing", altered(put(A + "progress", None)))


def reordered(record: Record) -> None:
    for parent in (record["attributes"], record):
        items = list(parent.items())[::-1]
        parent.clear()
        parent.update(items)


kind("harmless/another-order", altered(reordered))
kind("value-type/unreadable-rate", altered(put(A + "rate", "fast")))
kind("json-duplicate-key/size-twice", altered(lambda record: record["attributes"].update({Raw('"size"'): "1"})))
