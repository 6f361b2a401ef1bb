"""Kinds of defects in sizes, counts, checksums, files and rates."""

from __future__ import annotations

from .alphabets import Alphabet
from .defects import AFTER, ALL, BEFORE, COMPLETE, PARTIAL, Change, Kinds, Patient, add, drop, edit, put
from .lines import REACH_LIMIT

FIGURE_KINDS = Kinds()
kind = FIGURE_KINDS.add

LISTED = ("finished", "analyzed")
A = "attributes."
DATA = A + "filesizes.data"


def even_width(alphabet: Alphabet) -> bool:
    return not alphabet.mixed


def wide(alphabet: Alphabet) -> bool:
    return not alphabet.mixed and alphabet.widths[0] > 1


def narrow(alphabet: Alphabet) -> bool:
    return not alphabet.mixed and alphabet.widths[0] == 1


def mixed(alphabet: Alphabet) -> bool:
    return alphabet.mixed


def column_test(alphabet: Alphabet) -> bool:
    return alphabet.column_test


def small(alphabet: Alphabet) -> bool:
    return max(alphabet.codes) < 64


def token_bytes(patient: Patient) -> int:
    return patient.digits * patient.alphabet.widths[0] + 1


def long_run(patient: Patient) -> bool:
    """Whether the run took seconds, so that a wrong rate is beyond every allowance."""
    return patient.digits * patient.size > 4 * patient.attributes["rate"]


def very_long_run(patient: Patient) -> bool:
    """Whether two percent of the run are more than the longest start-up."""
    return patient.digits * patient.size > 40 * patient.attributes["rate"]


def more_bytes(amount) -> Change:
    """Changes the size of the data file by a number made from the line."""

    def change(patient: Patient) -> None:
        patient.files["data"] += amount(patient)

    return change


def mixed_above(patient: Patient) -> None:
    patient.files["data"] = patient.size * (patient.digits * max(patient.alphabet.widths) + 1)

# data-file-size

D = "data-file-size/"
kind(D + "one-token-short", more_bytes(lambda p: -token_bytes(p)), alphabet=even_width, fits=lambda p: p.size > 2)
kind(D + "one-token-long", more_bytes(token_bytes), alphabet=even_width)
kind(D + "newline-at-end", more_bytes(lambda p: 1), alphabet=even_width)
kind(D + "one-byte-short", more_bytes(lambda p: -1), alphabet=even_width)
kind(D + "no-newlines", more_bytes(lambda p: 1 - p.size), alphabet=even_width, fits=lambda p: p.size > 1)
kind(D + "two-byte-newlines", more_bytes(lambda p: p.size - 1), alphabet=even_width, fits=lambda p: p.size > 1)
kind(
    D + "characters-for-bytes",
    more_bytes(lambda p: p.size * p.digits * (1 - p.alphabet.widths[0])),
    alphabet=wide,
)
kind(D + "zero", put(DATA, 0), alphabet=even_width)
kind(D + "two-to-the-32-more", add(DATA, 1 << 32), alphabet=even_width)
kind(D + "deleted", add(DATA, -1), "deleted", alphabet=even_width, fits=lambda p: bool(p.files))
kind(
    D + "alphabet-swapped",
    put(A + "alphabet", "DICE"),
    fills=PARTIAL,
    alphabet=narrow,
    others="available-arithmetic checksum-bits reachable-limit size-within-alphabet size-within-reach",
)
kind(
    D + "digits-one-more",
    add(A + "digits", 1),
    alphabet=even_width,
    others="checksum-bits reachable-limit size-within-reach rate-possible",
)
kind(D + "size-one-less", add(A + "size", -1), alphabet=even_width, fits=lambda p: p.size > 1000)
kind(D + "mixed-too-small", put(DATA, 5), fills=PARTIAL, alphabet=mixed, fits=lambda p: p.size > 9)
kind(D + "mixed-too-large", mixed_above, fills=PARTIAL, alphabet=mixed)
kind(D + "mixed-complete-inexact", add(DATA, 1), fills="complete", alphabet=mixed)

# score-file-size

SCORE = A + "filesizes.score"
for amount, what in [(1, "newline-at-end"), (-1, "one-byte-short"), (-5, "one-line-short")]:
    kind("score-file-size/" + what, add(SCORE, amount), "analyzed", "complete")
kind("score-file-size/zero", put(SCORE, 0), "analyzed", "complete")

# size-within-alphabet and size-within-reach



def never_ended(patient: Patient) -> bool:
    return "ended" not in patient.stamps


kind("size-within-alphabet/zero", put(A + "size", "0"), BEFORE)
kind("size-within-alphabet/zero-deleted", put(A + "size", "0"), "deleted", fits=never_ended)
kind(
    "size-within-alphabet/one-more-than-all",
    add(A + "size", 1),
    BEFORE,
    "complete",
    alphabet=even_width,
    others="available-arithmetic",
)
kind(
    "size-within-alphabet/finished",
    add(A + "size", 1),
    AFTER,
    "complete",
    alphabet=even_width,
    others="available-arithmetic data-file-size",
)


def set_size_beyond_reach(by: int) -> Change:
    def change(patient: Patient) -> None:
        one_job = REACH_LIMIT // (patient.digits * patient.alphabet.widths[0])
        patient.attributes["size"] = str(one_job + by)

    return change


def plenty(patient: Patient) -> bool:
    return patient.available > 10 * REACH_LIMIT


R = "size-within-reach/"
kind(R + "one-too-many", set_size_beyond_reach(1), BEFORE, PARTIAL, even_width, plenty)
kind(
    R + "one-too-many-deleted",
    set_size_beyond_reach(1),
    "deleted",
    PARTIAL,
    even_width,
    lambda p: plenty(p) and never_ended(p),
)
kind(R + "far-too-many", set_size_beyond_reach(REACH_LIMIT), BEFORE, PARTIAL, even_width, plenty)
kind(
    R + "finished",
    set_size_beyond_reach(1),
    LISTED,
    PARTIAL,
    even_width,
    plenty,
    others="data-file-size rate-possible available-arithmetic",
)
kind(
    R + "near-ten-to-the-18",
    put(A + "size", "9" * 18),
    BEFORE,
    PARTIAL,
    even_width,
    lambda p: p.available > 10**19,
)


# available-arithmetic, reachable-limit, partial-flag


def add_size(patient: Patient) -> None:
    patient.attributes["available"] = str(patient.available + patient.size)


def one_less_than_size(patient: Patient) -> None:
    patient.attributes["available"] = str(patient.size - 1)


def many(patient: Patient) -> bool:
    """Whether a small change of the tokens available leaves those reachable alone."""
    return patient.available > 2 * REACH_LIMIT


V = "available-arithmetic/"
AVAILABLE = A + "available"
kind(V + "two-too-many", add(AVAILABLE, 2), fills="first", alphabet=even_width, fits=many)
kind(V + "one-too-many", add(AVAILABLE, 1), fills="first", fits=many, others="checksum-columns")
kind(
    V + "one-left",
    put(AVAILABLE, "1"),
    fills="complete",
    others="checksum-columns checksum-nonzero-when-partial partial-flag reachable-limit",
)
kind(V + "far-too-many", edit(AVAILABLE, lambda old: "7" * 8000 + old), fills="first", alphabet=even_width, fits=many)
kind(V + "size-added-back", add_size, fills="first", alphabet=even_width, fits=many, others="checksum-columns")
kind(V + "before-more-than-all", add(AVAILABLE, 1), BEFORE, "first", even_width, many)
kind(V + "before-less-than-size", one_less_than_size, BEFORE, fits=lambda p: p.size > 1, others="reachable-limit")
L = "reachable-limit/"
REACHABLE = A + "reachable"
kind(L + "one-more", add(REACHABLE, 1), ALL, PARTIAL, even_width)
kind(L + "one-less", add(REACHABLE, -1), ALL, PARTIAL, even_width)
kind(L + "none", put(REACHABLE, "0"), ALL, PARTIAL, even_width)
kind(L + "complete-not-none", put(REACHABLE, "1"), AFTER, COMPLETE, even_width)
kind(
    L + "available-instead",
    lambda p: p.attributes.update(reachable=str(p.available)),
    ALL,
    PARTIAL,
    even_width,
    many,
)
kind(
    L + "characters-for-bytes",
    lambda p: p.attributes.update(reachable=str(REACH_LIMIT // p.digits)),
    ALL,
    PARTIAL,
    wide,
    many,
)
kind("partial-flag/ended-true", put(A + "partial", True), "ended", COMPLETE)
kind("partial-flag/ended-false", put(A + "partial", False), "ended", PARTIAL)
kind("partial-flag/deleted-true", put(A + "partial", True), "deleted", COMPLETE, fits=lambda p: bool(p.files))
kind("partial-flag/true", put(A + "partial", True), LISTED, COMPLETE, others="files-listed")
kind("partial-flag/false", put(A + "partial", False), LISTED, PARTIAL, others="files-listed")


# Checksums


def column_width(patient: Patient) -> int:
    return len(patient.attributes["checksum"]) // patient.digits


def longer_by_column(patient: Patient) -> None:
    patient.attributes["checksum"] += "0" * column_width(patient)


def widened(patient: Patient, bits: int) -> None:
    """The same columns, each padded with leading zeros."""
    checksum, width = patient.attributes["checksum"], column_width(patient)
    columns = [checksum[at : at + width] for at in range(0, len(checksum), width)]
    patient.attributes["checksum"] = "".join(column.rjust(bits, "0") for column in columns)


def flip_leaves_bits(patient: Patient) -> bool:
    """Whether the checksum can't become all zeros by flipping one bit."""
    return patient.attributes["checksum"].count("1") > 1


def short_leaves_bits(patient: Patient) -> bool:
    return not patient.available or "1" in patient.attributes["checksum"][:-1]


CHECKSUM = A + "checksum"
B = "checksum-bits/"
kind(B + "one-bit-short", edit(CHECKSUM, lambda bits: bits[:-1]), fits=short_leaves_bits)
kind(B + "one-bit-long", edit(CHECKSUM, lambda bits: bits + "0"))
kind(B + "one-column-long", longer_by_column, alphabet=lambda alphabet: not small(alphabet))
kind(B + "eighteen-bits-a-column", lambda p: widened(p, 18))
kind(B + "not-binary", edit(CHECKSUM, lambda bits: bits[:-1] + "2"), fills=PARTIAL)
kind(B + "letter", edit(CHECKSUM, lambda bits: "O" + bits[1:]), others="checksum-zero-when-complete")
kind(B + "space", edit(CHECKSUM, lambda bits: bits + " "), others="checksum-zero-when-complete")
kind(B + "empty-when-complete", put(CHECKSUM, ""), fills=COMPLETE)
kind(B + "eight-bits-a-digit", lambda p: widened(p, 8), alphabet=small)


def flipped(patient: Patient, column: int, bit: int) -> str:
    checksum = patient.attributes["checksum"]
    place = column * column_width(patient) + bit
    return checksum[:place] + ("1" if checksum[place] == "0" else "0") + checksum[place + 1 :]


def flip_free_bit(patient: Patient) -> None:
    """Flips one bit of one column so that the column leaves the span of the alphabet."""
    width = column_width(patient)
    span = set(patient.alphabet.span)
    outside = [bit for bit in range(width) if 1 << (width - 1 - bit) not in span]
    column = patient.random.randrange(patient.digits)
    patient.attributes["checksum"] = flipped(patient, column, patient.random.choice(outside))


def in_span(patient: Patient) -> None:
    """Puts a value that the column test allows in the last column of a complete line."""
    width = column_width(patient)
    value = patient.random.choice(patient.alphabet.span[1:])
    patient.attributes["checksum"] = patient.attributes["checksum"][:-width] + format(value, f"0{width}b")


kind("checksum-zero-when-complete/in-span", in_span, fills=COMPLETE)
kind("checksum-zero-when-complete/deleted", in_span, "deleted", COMPLETE, fits=lambda p: bool(p.files))
kind(
    "checksum-zero-when-complete/first-bit",
    lambda p: p.attributes.update(checksum=flipped(p, 0, 0)),
    fills=COMPLETE,
    others="checksum-columns",
)
kind(
    "checksum-nonzero-when-partial/all-zero",
    edit(CHECKSUM, lambda bits: "0" * len(bits)),
    fills=PARTIAL,
    others="checksum-columns checksum-unique",
)
kind(
    "checksum-nonzero-when-partial/all-zero-even",
    edit(CHECKSUM, lambda bits: "0" * len(bits)),
    fills=PARTIAL,
    fits=lambda p: p.available % 2 == 0,
    others="checksum-unique",
)
C = "checksum-columns/"
kind(C + "one-bit", flip_free_bit, fills=PARTIAL, alphabet=column_test, fits=flip_leaves_bits)
kind(C + "one-bit-deleted", flip_free_bit, "deleted", PARTIAL, column_test, lambda p: bool(p.files) and flip_leaves_bits(p))
kind(C + "one-bit-when-complete", flip_free_bit, fills=COMPLETE, alphabet=column_test, others="checksum-zero-when-complete")
kind(
    C + "last-digit-of-available",
    add(AVAILABLE, -1),
    fills="first",
    alphabet=lambda alphabet: alphabet.column_test and alphabet.codes[0] not in alphabet.span,
    fits=many,
)

# files-listed, filehash-shape

F = "files-listed/"


def drop_file(name: str) -> Change:
    def change(patient: Patient) -> None:
        del patient.files[name]
        patient.attributes.get("filehashes", {}).pop(name, None)

    return change


def hashed(patient: Patient) -> bool:
    return "filehashes" in patient.attributes


def rename_hash(patient: Patient) -> None:
    hashes = patient.attributes["filehashes"]
    hashes["delta" if "delta" not in hashes else "snapshot"] = hashes.pop("data")


kind(F + "no-data", drop_file("data"))
kind(F + "null-data", put(DATA, None))
kind(F + "no-snapshot", drop_file("snapshot"), LISTED, PARTIAL)
kind(F + "snapshot-when-complete", put(A + "filesizes.snapshot", 4096), LISTED, COMPLETE)
kind(F + "snapshot-in-ended", put(A + "filesizes.snapshot", 4096), "ended", PARTIAL)
kind(F + "no-score", drop_file("score"), "analyzed")
kind(F + "no-analysis", drop_file("analysis"), "analyzed")
kind(F + "empty", lambda p: (p.files.clear(), p.attributes.pop("filehashes", None)))
kind(F + "hash-missing", drop(A + "filehashes.data"), fits=hashed)
kind(F + "hash-without-file", rename_hash, fits=hashed)
H = "filehash-shape/"
HASH = A + "filehashes.data"
kind(H + "upper-case", edit(HASH, lambda text: text[:-1].upper() + "F"), fits=hashed)
kind(H + "one-short", edit(HASH, lambda text: text[:-1]), fits=hashed)
kind(H + "one-long", edit(HASH, lambda text: text + "0"), fits=hashed)
kind(H + "not-hexadecimal", edit(HASH, lambda text: "g" + text[1:]), fits=hashed)
kind(H + "empty", put(HASH, ""), fits=hashed)


# rate-possible, rate-plausible


def year_early(patient: Patient) -> None:
    """Moves started, and requested with it, into the year before: no run takes so long."""
    for step in ("started", "requested"):
        patient.stamps[step] = "2023" + patient.stamps[step][4:]


RATE = A + "rate"
P = "rate-possible/"
kind(P + "halved", edit(RATE, lambda rate: rate // 2), fits=long_run)
kind(P + "two-percent-low", edit(RATE, lambda rate: rate * 98 // 100), fits=very_long_run)
kind(P + "one", put(RATE, 1), fits=long_run)
kind(P + "zero", put(RATE, 0), fits=long_run)
kind(P + "no-time", lambda p: p.stamps.update(started=p.stamps["ended"]), fits=long_run)
kind(P + "deleted", edit(RATE, lambda rate: rate // 2), "deleted", fits=lambda p: bool(p.files) and long_run(p))
Q = "rate-plausible/"
kind(Q + "doubled", edit(RATE, lambda rate: rate * 2), fits=long_run)
kind(Q + "fifth-more", edit(RATE, lambda rate: rate * 6 // 5), fits=long_run)
kind(Q + "tokens-for-characters", edit(RATE, lambda rate: rate * 1000), fits=long_run)
kind(Q + "started-a-year-early", year_early, fits=long_run)
