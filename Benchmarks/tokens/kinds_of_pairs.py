"""Kinds of defects that two production lines of one list make together, and lines that are stuck."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from .defects import AFTER, ALL, PARTIAL, Change, Defect, Kinds, Patient, defect, edit, parent_of, put
from .kinds_of_harmless import escaped
from .lines import UNFINISHED
from .text import Raw
from .together import TELLING_BITS, rank

PAIR_KINDS = Kinds()
kind = PAIR_KINDS.add

PAYMENT = "relationships.payment.data"
IDENT = PAYMENT + ".ident"
TRANSACTION = PAYMENT + ".id"
CHECKSUM = "attributes.checksum"


def nothing(patient: Patient) -> None:
    pass


def both(*changes: Change) -> Change:
    def change(patient: Patient) -> None:
        for each in changes:
            each(patient)

    return change


def same(path: str, new: Callable[[Any], Any] = lambda old: old) -> Change:
    """Takes over a value of the earlier line, or one made from it."""

    def change(patient: Patient) -> None:
        source, key = parent_of(patient.earlier, path)
        target, _ = parent_of(patient.record, path)
        target[key] = new(copy.deepcopy(source[key]))

    return change


def clean(statuses: tuple[str, ...] = ALL, **options: Any) -> Defect:
    """A partner without any defect of its own."""
    return defect("harmless/partner", nothing, statuses, **options)


def whole(patient: Patient) -> None:
    patient.record = copy.deepcopy(patient.earlier)


def all_but_identity(patient: Patient) -> None:
    """Everything of the earlier line, also its request, under an id behind it and with the payment of this one."""
    record = copy.deepcopy(patient.earlier)
    record["id"], record["relationships"] = "FFFFFFFF" + patient.record["id"][8:], patient.record["relationships"]
    patient.record = record

# line-id-unique: ids that are the same

S = "line-id-shape"
U = "line-id-unique/"
kind(U + "another-line", same("id"), ALL, partner=clean())
kind(U + "whole-record-twice", whole, ALL, partner=clean())
kind(U + "lower-case", same("id", str.lower), ALL, partner=clean())
kind(U + "mixed-case", same("id", lambda id: id[:18].lower() + id[18:].upper()), ALL, partner=clean())
kind(U + "escaped", same("id", lambda id: Raw('"' + escaped(id) + '"')), ALL, partner=clean())
for what, form in [
    ("not-a-uuid", lambda id: "Serie " + id[:8]),
    ("accent", lambda id: "Série " + id[:8]),
    ("looks-like-a-number", lambda id: str(int(id[:8], 16))),
    ("empty-space", lambda id: id + " "),
]:
    other_form = defect(S + "/" + what, edit("id", form), ALL)
    kind(U + what, same("id"), ALL, others=S, partner=other_form)

# Ids that stay two: only UUIDs compare without regard to case, and nothing is normalised

for what, form, new in [
    ("case-makes-two", lambda id: "serie-" + id[:8].lower(), str.upper),
    ("composed-and-decomposed", lambda id: "S\u00e9rie " + id[:8], lambda id: id.replace("\u00e9", "e\u0301")),
    ("line-feed-makes-two", lambda id: id[:8] + "\r\n", lambda id: id[:8] + "\n"),
    ("zero-width-makes-two", lambda id: "Serie " + id[:8], lambda id: id + "\u200b"),
    ("without-hyphens", lambda id: id.replace("-", ""), str.swapcase),
]:
    kind(S + "/" + what, same("id", new), ALL, partner=defect(S + "/first-of-two", edit("id", form), ALL))

# payment-unique, payment-link

P = "payment-unique/"
kind(P + "same-payment", same(PAYMENT), ALL, partner=clean())
kind(P + "transaction-in-lower-case", both(same(IDENT), same(TRANSACTION, str.lower)), ALL, partner=clean())
kind(
    P + "another-form",
    same(PAYMENT),
    ALL,
    others="payment-ident-shape",
    partner=defect("payment-ident-shape/charge", edit(IDENT, lambda ident: "ch_" + ident[3:]), ALL),
)
kind(
    P + "without-transaction",
    both(same(PAYMENT), lambda patient: patient.record["relationships"]["payment"]["data"].pop("id")),
    ALL,
    others="payment-present",
    partner=clean(),
)
kind("harmless/payments-differ-in-case", same(IDENT, lambda ident: "pi_" + ident[3:].swapcase()), ALL, partner=clean())
kind(
    "payment-ident-shape/placeholder-twice",
    same(IDENT),
    ALL,
    partner=defect("payment-ident-shape/placeholder-first", put(IDENT, "pi_" + "X" * 24), ALL),
)
K = "payment-link/"
kind(K + "two-payments", same(TRANSACTION), ALL, partner=clean())
kind(K + "two-transactions", same(IDENT), ALL, others="payment-unique", partner=clean())
kind(K + "two-payments-lower-case", same(TRANSACTION, str.lower), ALL, partner=clean())
kind(
    K + "not-a-uuid",
    same(TRANSACTION),
    ALL,
    others="transaction-id-shape",
    partner=defect("transaction-id-shape/number", edit(TRANSACTION, lambda id: "tx-" + id[:8]), ALL),
)

# checksum-unique


def telling(patient: Patient) -> bool:
    return patient.digits * rank(patient.alphabet) >= TELLING_BITS


def of_few_bits(patient: Patient) -> bool:
    return not telling(patient)


C = "checksum-unique/"
kind(C + "another-line", all_but_identity, partner=clean(AFTER, fills=PARTIAL, fits=telling))
kind(
    C + "deleted",
    all_but_identity,
    partner=clean(("deleted",), fills=PARTIAL, fits=lambda patient: "ended" in patient.stamps and telling(patient)),
)
kind("harmless/equal-checksum-of-few-bits", all_but_identity, partner=clean(AFTER, fills=PARTIAL, fits=of_few_bits))
kind(
    "harmless/equal-checksum-dice-5",
    all_but_identity,
    partner=clean(AFTER, fills=PARTIAL, fits=lambda patient: patient.digits == 5 and patient.alphabet.id == "DICE"),
)
kind("harmless/equal-checksum-complete", all_but_identity, partner=clean(AFTER, fills=("complete", "last")))
kind(
    "harmless/equal-checksum-of-unknown-alphabet",
    all_but_identity,
    partner=defect("harmless/unknown-alphabet-first", put("attributes.alphabet", "HOUSE_STYLE"), fills=PARTIAL, fits=telling),
)

# line-stuck

for status in UNFINISHED:
    kind(
        "line-stuck/" + status,
        edit("attributes.timestamps.requested", lambda text: "2023" + text[4:]),
        status,
        fits=lambda patient: "-02-29" not in patient.stamps["requested"],
    )
kind(
    "harmless/requested-years-ago",
    edit("attributes.timestamps.requested", lambda text: "2020" + text[4:]),
    ("finished", "analyzed", "deleted"),
)
