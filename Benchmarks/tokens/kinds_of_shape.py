"""Kinds of defects in presence, types, shapes, stamps and payments."""

from __future__ import annotations

from .defects import AFTER, ALL, Change, Kinds, Patient, drop, edit, put, twice
from .lines import IDENT_CHARS

SHAPE_KINDS = Kinds()
kind = SHAPE_KINDS.add

PLACEHOLDER = "XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX"
PAYMENT = "relationships.payment"

# line-type, line-id-shape, status-known

kind("line-type/singular", put("type", "token"), ALL)
kind("line-type/capital", put("type", "Tokens"), ALL)
kind("line-id-shape/placeholder", put("id", PLACEHOLDER), ALL)
kind("line-id-shape/one-short", edit("id", lambda id: id[:-1]), ALL)
kind("line-id-shape/no-hyphens", edit("id", lambda id: id.replace("-", "")), ALL)
kind("line-id-shape/not-hexadecimal", edit("id", lambda id: "G" + id[1:]), ALL)
kind("line-id-shape/braces", edit("id", lambda id: "{" + id + "}"), ALL)
kind("status-known/another-word", put("attributes.status", "archived"), ALL)
kind("status-known/capital", edit("attributes.status", str.capitalize), ALL)

# fields-present

for path in ["type", "id", "attributes"]:
    kind(f"fields-present/no-{path}", drop(path), ALL)
    kind(f"fields-present/null-{path}", put(path, None), ALL)
for field in ["status", "analysis", "alphabet", "digits", "size", "available", "reachable"]:
    kind(f"fields-present/no-{field}", drop("attributes." + field), ALL)
kind("fields-present/no-timestamps", drop("attributes.timestamps"), ALL, others="timestamp-status")
for field in ["rate", "partial", "checksum", "filesizes"]:
    kind(f"fields-present/no-{field}", drop("attributes." + field), AFTER)
kind("fields-present/null-rate", put("attributes.rate", None), AFTER)
kind("fields-present/null-available", put("attributes.available", None), ALL)
kind("fields-present/no-progress-started", drop("attributes.progress"), "started")
kind("fields-present/no-progress-ended", drop("attributes.progress"), "ended")
kind(
    "fields-present/no-rate-deleted",
    drop("attributes.rate"),
    "deleted",
    fits=lambda patient: "ended" in patient.stamps,
)

# value-type: another JSON type

for path, value, what in [
    ("type", 5, "type-number"),
    ("id", 12345, "id-number"),
    ("attributes", "none", "attributes-text"),
    ("attributes.status", True, "status-boolean"),
    ("attributes.analysis", [], "analysis-array"),
    ("attributes.alphabet", {"id": "DICE"}, "alphabet-object"),
    ("attributes.timestamps", [], "timestamps-array"),
    ("attributes.timestamps.requested", 1709251200, "stamp-number"),
    ("relationships", "payment", "relationships-text"),
    (PAYMENT, [], "payment-array"),
    (PAYMENT + ".data", "pi_", "payment-data-text"),
    (PAYMENT + ".data.id", 7, "transaction-number"),
    (PAYMENT + ".data.ident", False, "ident-boolean"),
    (PAYMENT + ".data.type", 1, "payment-type-number"),
]:
    kind("value-type/" + what, put(path, value), ALL)
for path, value, what in [
    ("rate", "9086", "rate-text"),
    ("rate", "=9086.0", "rate-point"),
    ("rate", "=9e3", "rate-exponent"),
    ("rate", "=-9086", "rate-negative"),
    ("rate", "=-0", "rate-minus-zero"),
    ("partial", "false", "partial-text"),
    ("partial", 0, "partial-number"),
    ("checksum", 0, "checksum-number"),
    ("checksum", "0" * (128 * 1024 + 1), "checksum-out-of-range"),
    ("filesizes", [], "filesizes-array"),
    ("filesizes.data", "124415", "data-size-text"),
    ("filesizes.data", "=1.5", "data-size-fraction"),
    ("filesizes.data", -1, "data-size-negative"),
    ("filehashes", "none", "filehashes-text"),
]:
    kind("value-type/" + what, put("attributes." + path, value), AFTER)
for value, what in [(-1, "negative"), (True, "boolean"), ("50", "text"), ("=50.0", "point")]:
    kind("value-type/progress-" + what, put("attributes.progress", value), "started")
kind(
    "value-type/hash-number",
    put("attributes.filehashes.data", 0),
    AFTER,
    fits=lambda patient: "filehashes" in patient.attributes,
)

# value-type: integers of another spelling or out of range

for value, what in [
    ("0", "zero"), ("4097", "out-of-range"), ("999999999", "far-out-of-range"), ("05", "leading-zero"),
    ("+5", "plus"), ("-5", "negative"), ("5.0", "point"), ("5e0", "exponent"), (" 5", "space"), ("", "empty"),
    ("five", "word"), ("５", "full-width"), ("=0", "number-zero"), ("=5.0", "number-point"), ("=5e0", "number-exponent"),
    ("=-5", "number-negative"), (True, "boolean"),
]:
    kind("value-type/digits-" + what, put("attributes.digits", value), ALL)
for value, what in [
    ("1" + "0" * 18, "out-of-range"), ("-7776", "negative"), ("07776", "leading-zero"), ("0x10", "hexadecimal"),
    ("1_000", "underscore"), ("=1e18", "number-exponent"), ("=" + "9" * 40, "number-out-of-range"),
]:
    kind("value-type/size-" + what, put("attributes.size", value), ALL)
for field in ["available", "reachable"]:
    for value, what in [("9" * 8193, "out-of-range"), ("-1", "negative"), ("00", "leading-zero"), ("=1.0", "number-point")]:
        kind(f"value-type/{field}-{what}", put("attributes." + field, value), ALL)
kind("value-type/alphabet-out-of-range", put("attributes.alphabet", "A" * 256), ALL)

# json-duplicate-key

for path, what in [
    ("id", "id"),
    ("attributes", "attributes"),
    ("attributes.status", "status"),
    ("attributes.size", "size"),
    ("attributes.timestamps.requested", "requested"),
    (PAYMENT + ".data.ident", "ident"),
    (PAYMENT + ".data.type", "payment-type"),
]:
    kind("json-duplicate-key/" + what, twice(path), ALL)
for path in ["rate", "filesizes", "filesizes.data", "timestamps.ended"]:
    kind("json-duplicate-key/" + path.split(".")[-1], twice("attributes." + path), AFTER)
kind("json-duplicate-key/escaped", twice("attributes.size", '"s\\u0069ze"'), ALL)
kind("json-duplicate-key/escaped-whole", twice("attributes.rate", '"\\u0072\\u0061\\u0074\\u0065"'), AFTER)

# timestamp-format

for new, what in [
    (lambda text: text[:-5] + "Z", "no-milliseconds"),
    (lambda text: text[:-1] + "000Z", "microseconds"),
    (lambda text: text.replace("T", " "), "space"),
    (lambda text: text[:-1], "no-zone"),
    (lambda text: text[:-1] + "+01:00", "offset"),
    (lambda text: text.lower(), "lower-case"),
    (lambda text: text[:5] + "13" + text[7:], "month-13"),
    (lambda text: "2023-02-29" + text[10:], "no-leap-year"),
    (lambda text: text[:8] + "00" + text[10:], "day-0"),
    (lambda text: text[:11] + "24" + text[13:], "hour-24"),
    (lambda text: text[:14] + "60" + text[16:], "minute-60"),
    (lambda text: "", "empty"),
]:
    kind("timestamp-format/" + what, edit("attributes.timestamps.requested", new), ALL)
    if what in ("no-milliseconds", "month-13"):
        kind("timestamp-format/ended-" + what, edit("attributes.timestamps.ended", new), AFTER)

# timestamp-order


def earlier_year(step: str) -> Change:
    return edit("attributes.timestamps." + step, lambda text: "2019" + text[4:])


def later_year(step: str) -> Change:
    return edit("attributes.timestamps." + step, lambda text: "2031" + text[4:])


kind("timestamp-order/started-before-requested", later_year("requested"), "started")
kind("timestamp-order/requested-after-all", later_year("requested"), AFTER)
kind("timestamp-order/ended-before-started", later_year("started"), "ended")
kind("timestamp-order/finished-before-ended", earlier_year("finished"), "finished")
kind("timestamp-order/analyzed-before-ended", earlier_year("analyzed"), "analyzed")
kind(
    "timestamp-order/deleted-before-ended",
    earlier_year("deleted"),
    "deleted",
    fits=lambda patient: "ended" in patient.stamps,
)


def one_millisecond_late(patient: Patient) -> None:
    started = patient.stamps["started"]
    patient.stamps["requested"] = f"{started[:20]}{int(started[20:23]) + 1:03}Z"


kind(
    "timestamp-order/one-millisecond",
    one_millisecond_late,
    AFTER,
    fits=lambda patient: not patient.stamps["started"].endswith("999Z"),
)

# timestamp-status

STAMPS = "attributes.timestamps."
LATE = "2030-01-01T00:00:00.000Z"
kind("timestamp-status/named-missing-requested", drop(STAMPS + "requested"), "requested")
for status in ["started", "ended", "finished", "analyzed"]:
    kind("timestamp-status/named-missing-" + status, drop(STAMPS + status), status)
kind("timestamp-status/named-null", put(STAMPS + "finished", None), "finished")
kind("timestamp-status/requested-missing", drop(STAMPS + "requested"), ("started", "finished", "deleted"))
kind("timestamp-status/started-missing", drop(STAMPS + "started"), ("ended", "finished"))
kind("timestamp-status/ended-missing", drop(STAMPS + "ended"), ("finished", "analyzed"))
kind("timestamp-status/finished-missing", drop(STAMPS + "finished"), "analyzed")
kind("timestamp-status/later-started", put(STAMPS + "started", LATE), "requested")
kind("timestamp-status/later-ended", put(STAMPS + "ended", LATE), "started")
kind("timestamp-status/later-finished", put(STAMPS + "finished", LATE), "ended")
kind("timestamp-status/later-analyzed", put(STAMPS + "analyzed", LATE), "finished")
kind("timestamp-status/later-deleted", put(STAMPS + "deleted", LATE), ("requested", "finished", "analyzed"))
kind("timestamp-status/older-word", put("attributes.status", "finished"), "analyzed")
kind("timestamp-status/newer-word", put("attributes.status", "analyzed"), "finished")
kind("timestamp-status/deleted-word", put("attributes.status", "requested"), "deleted")

# payments

kind("payment-present/no-relationships", drop("relationships"), ALL)
kind("payment-present/null-relationships", put("relationships", None), ALL)
kind("payment-present/no-payment", drop(PAYMENT), ALL)
kind("payment-present/null-payment", put(PAYMENT, None), ALL)
kind("payment-present/no-data", drop(PAYMENT + ".data"), ALL)
kind("payment-present/null-data", put(PAYMENT + ".data", None), ALL)
kind("payment-present/no-ident", drop(PAYMENT + ".data.ident"), ALL)
kind("payment-present/null-ident", put(PAYMENT + ".data.ident", None), ALL)
kind("payment-present/no-id", drop(PAYMENT + ".data.id"), ALL)
kind("payment-present/null-id", put(PAYMENT + ".data.id", None), ALL)
IDENT = PAYMENT + ".data.ident"
kind("payment-ident-shape/placeholder", put(IDENT, "pi_" + "X" * 24), ALL)
kind("payment-ident-shape/another-prefix", edit(IDENT, lambda ident: "pm" + ident[2:]), ALL)
kind("payment-ident-shape/capital-prefix", edit(IDENT, lambda ident: "PI" + ident[2:]), ALL)
kind("payment-ident-shape/one-short", edit(IDENT, lambda ident: ident[:-1]), ALL)
kind("payment-ident-shape/one-long", edit(IDENT, lambda ident: ident + IDENT_CHARS[-1]), ALL)
kind("payment-ident-shape/hyphen", edit(IDENT, lambda ident: ident[:9] + "-" + ident[10:]), ALL)
kind("payment-ident-shape/accent", edit(IDENT, lambda ident: ident[:-1] + "é"), ALL)
TRANSACTION = PAYMENT + ".data.id"
kind("transaction-id-shape/placeholder", put(TRANSACTION, PLACEHOLDER), ALL)
kind("transaction-id-shape/one-short", edit(TRANSACTION, lambda id: id[:-1]), ALL)
kind("transaction-id-shape/not-hexadecimal", edit(TRANSACTION, lambda id: id[:-1] + "Z"), ALL)
kind("transaction-id-shape/another-type", put(PAYMENT + ".data.type", "payment"), ALL)
kind("transaction-id-shape/no-type", drop(PAYMENT + ".data.type"), ALL)
kind("transaction-id-shape/null-type", put(PAYMENT + ".data.type", None), ALL)

# progress-range

kind("progress-range/above", put("attributes.progress", 101), "started")
kind("progress-range/above-when-finished", put("attributes.progress", 101), "finished")
kind("progress-range/far-above", put("attributes.progress", 100000), "started")
kind("progress-range/ended-below", put("attributes.progress", 99), "ended")
kind("progress-range/ended-zero", put("attributes.progress", 0), "ended")
kind("progress-range/ended-above", put("attributes.progress", 101), "ended")
