"""Production lines that keep every rule: the clean part of a synthetic export.

A line is made as a shape (which keys it has) and its values (the text for each key). The text
around the values is prepared once a shape, so a line costs some random numbers and a formatting.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

from .alphabets import Alphabet
from .text import Raw, render

REACH_LIMIT = 1 << 20  # bytes that one job may take: the service's limit today
LAST_PART_LIMIT = 5_000_000  # different tokens; a larger number is never used up here
NICE_SIZES = [1000, 1500, 2000, 2500, 3000, 4000, 5000, 7500, 10000, 20000, 25000, 50000, 100000]

# How often each comes up, out of 1,000.
STATUSES = {"finished": 835, "analyzed": 85, "deleted": 40, "ended": 15, "started": 10, "requested": 15}
UNFINISHED = ("requested", "started", "ended")
FILLS = {"complete": 220, "last": 60, "first": 570, "later": 150}
# Characters per token, by weight: their mean decides the length of a production line.
DIGITS = {3: 40, 4: 50, 5: 70, 6: 80, 7: 30, 8: 90, 9: 30, 10: 80, 11: 10, 12: 100, 14: 40, 16: 80, 20: 40}
RARE_DIGITS = {13: 2, 15: 2, 18: 2, 24: 4, 25: 2, 32: 4, 40: 2, 64: 2, 99: 1, 100: 2}

IDENT_CHARS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
IDENT_TABLE = bytes(ord(IDENT_CHARS[byte % 62]) for byte in range(256))
SECONDS = [f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}" for n in range(86400)]
STAMP_ORDER = ("ended", "started", "requested", "finished", "analyzed", "deleted")
FILE_ORDER = ("data", "snapshot", "score", "analysis", "delta")
DAY = 86_400_000  # milliseconds
MINUTE = 60_000
FIRST_REQUEST = 19783 * DAY  # 2024-03-01 in milliseconds since 1970


class Shape(NamedTuple):
    """Which keys a production line has."""

    stamps: tuple[str, ...]
    files: tuple[str, ...]  # empty as long as the job has not ended
    hashed: bool
    progress: bool
    order: int  # 0: the key order of the published sample; others are shuffled


class Line(NamedTuple):
    shape: Shape
    values: dict[str, str | int]

    def text(self, pretty: bool = False, level: int = 0) -> str:
        return template(self.shape, pretty, level) % self.values


class Product(NamedTuple):
    """An alphabet with a number of characters per token."""

    alphabet: Alphabet
    digits: int
    total: int  # different tokens
    reach: int  # tokens that one job may take
    speed: int  # characters per second, about
    columns: tuple[list[str], list[str]]  # 256 checksum columns each, for even and odd numbers


Wanted = Callable[[Alphabet], bool]


class LineMaker:
    """Makes one clean production line after another, in the order in which they were run."""

    def __init__(self, alphabets: list[Alphabet], random: Random, orders: int = 1) -> None:
        self.random = random
        self.orders = orders
        self.clock = FIRST_REQUEST
        self.products = products_by_fill(alphabets)
        self.statuses = weighted(STATUSES)
        self.fills = weighted(FILLS)

    def below(self, limit: int) -> int:
        """A random number in 0..<limit; not quite even, but quick."""
        return int(self.random.random() * limit)

    def pick(self, items: list):
        return items[int(self.random.random() * len(items))]

    def make(self, status: str = "", fill: str = "", wanted: Wanted | None = None, recent: bool = True) -> Line:
        """The next line; status, fill and alphabet are drawn unless they are given.

        Only recent lines are drawn in a status before finished: others would be stuck.
        """
        if not status:
            status = self.pick(self.statuses)
            if not recent and status in UNFINISHED:
                status = "finished"
        fill = fill or self.pick(self.fills)
        product = self.pick(self.products[fill])
        while wanted and not wanted(product.alphabet):
            product = self.pick(self.products[fill])
        size, earlier = self.part(product, fill)
        values = self.identity()
        chars = product.digits * size
        stamps, ended = self.times(status, chars, product.speed, values)
        available = product.total - earlier - (size if ended else 0)
        values.update(
            status=status,
            analysis="metrics" if "analyzed" in stamps else "none",
            alphabet=product.alphabet.id,
            digits=product.digits,
            size=size,
            available=available,
            reachable=min(available, product.reach),
        )
        progress = status in ("started", "ended")
        if progress:
            values["progress"] = 100 if ended else self.below(100)
        files: tuple[str, ...] = ()
        if ended:
            values["partial"] = "true" if available else "false"
            values["checksum"] = self.checksum(product, available)
            files = self.files(product, size, available, stamps, values)
        hashed = ended and self.random.random() < 0.1
        if hashed:
            for name in files:
                values["hash_" + name] = f"{self.random.getrandbits(256):064x}"
        order = self.below(self.orders)
        return Line(Shape(stamps, files, hashed, progress, order), values)

    def part(self, product: Product, fill: str) -> tuple[int, int]:
        """The size of the job, and the tokens of earlier parts."""
        total, reach = product.total, product.reach
        if fill == "complete":
            return total, 0
        if fill == "last":
            size = self.size(min(reach, total - 1))
            return size, total - size
        if fill == "first":
            return self.size(min(reach, total - 1)), 0
        size = self.size(min(reach, total // 3))
        return size, 1 + self.below(min(20 * size, total - size - 1))

    def size(self, limit: int) -> int:
        nice = nice_sizes(limit)
        if nice and self.random.random() < 0.6:
            return nice[int(self.random.random() ** 2 * len(nice))]
        return 1 + self.below(min(limit, 12000))

    def identity(self) -> dict[str, str | int]:
        random = self.random
        form = "%032X" if random.random() < 0.8 else "%032x"
        line, payment = form % random.getrandbits(128), form % random.getrandbits(128)
        return {
            "id": f"{line[:8]}-{line[8:12]}-{line[12:16]}-{line[16:20]}-{line[20:]}",
            "transaction": f"{payment[:8]}-{payment[8:12]}-{payment[12:16]}-{payment[16:20]}-{payment[20:]}",
            "ident": "pi_" + random.randbytes(24).translate(IDENT_TABLE).decode(),
        }

    def times(self, status: str, chars: int, speed: int, values: dict) -> tuple[tuple[str, ...], bool]:
        """Fills in rate and stamps; returns the stamps there are, and whether the job has ended."""
        below = self.below
        requested = self.clock
        started = requested + 15 + below(200)
        rate = speed + below(speed // 16)
        run = -(-1000 * chars // rate)
        ended = started + run + (below(440) if self.random.random() < 0.02 else below(9))
        finished = ended + 1 + below(30)
        analyzed = finished + 50 + below(4000)
        if self.random.random() < 0.05:
            analyzed = ended + below(finished - ended)
        self.clock = finished + 1 + below(40)
        stamps = self.pick(DELETED_STAMPS) if status == "deleted" else STATUS_STAMPS[status]
        deleted = (analyzed if "ended" in stamps else started) + 1000 + below(20 * MINUTE)
        values["rate"] = rate
        times = (ended, started, requested, finished, analyzed, deleted)
        for name, time in zip(STAMP_ORDER, times):
            if name in stamps:
                values[name] = stamp(time)
        return stamps, "ended" in stamps

    def checksum(self, product: Product, available: int) -> str:
        if not available:
            return "0" * (product.digits * product.alphabet.bits)
        columns = product.columns[available & 1]
        while True:
            text = "".join([columns[byte] for byte in self.random.randbytes(product.digits)])
            if "1" in text:
                return text

    def files(self, product: Product, size: int, available: int, stamps: tuple, values: dict) -> tuple[str, ...]:
        """Fills in the sizes of the files; returns the files there are."""
        below = self.below
        names = ["data"]
        values["data"] = self.data_bytes(product, size, available)
        if available and "finished" in stamps:
            names.append("snapshot")
            values["snapshot"] = 500 + below(100_000)
        if "analyzed" in stamps:
            names += ["score", "analysis"]
            whole = not available and size == product.total
            values["score"] = score_bytes(product.total) if whole else 5 * size + 1 + below(size)
            values["analysis_bytes"] = 2000 + below(60_000)
            if self.random.random() < 0.75:
                names.append("delta")
                values["delta"] = 3 * size + 1 + below(size)
        return tuple(names)

    def data_bytes(self, product: Product, size: int, available: int) -> int:
        alphabet, digits = product.alphabet, product.digits
        newlines = size - 1
        if not alphabet.mixed:
            return size * digits * alphabet.widths[0] + newlines
        if not available and size == product.total:
            return size * digits * alphabet.bytes // alphabet.length + newlines
        fewest, most = (size * digits * width for width in (min(alphabet.widths), max(alphabet.widths)))
        return fewest + self.below(most - fewest + 1) + newlines


STATUS_STAMPS = {
    "requested": ("requested",),
    "started": ("started", "requested"),
    "ended": ("ended", "started", "requested"),
    "finished": ("ended", "started", "requested", "finished"),
    "analyzed": ("ended", "started", "requested", "finished", "analyzed"),
}
DELETED_STAMPS = [
    STATUS_STAMPS[last] + ("deleted",)
    for last in ["requested", "started", "ended"] + ["finished"] * 5 + ["analyzed"] * 3
]


def products_by_fill(alphabets: list[Alphabet]) -> dict[str, list[Product]]:
    """The products that each fill can be made of, as often as their weight says."""
    made = []
    for number, alphabet in enumerate(alphabets):
        columns = full_table(alphabet.even_columns), full_table(alphabet.odd_columns)
        for digits, weight in (DIGITS | RARE_DIGITS).items():
            reach = REACH_LIMIT // (digits * max(alphabet.widths))
            speed = 7000 + (2711 * number + 1301 * digits) % 30000
            total = alphabet.length**digits
            made += [Product(alphabet, digits, total, reach, speed, columns)] * weight
    return {
        "complete": [product for product in made if product.total <= product.reach],
        "last": [product for product in made if product.total <= LAST_PART_LIMIT],
        "first": made,
        "later": made,
    }


def full_table(columns: list[str]) -> list[str]:
    """The columns repeated to 256, so that one random byte chooses one."""
    assert len(columns) <= 256
    return columns * (256 // len(columns))


def weighted(weights: dict[str, int]) -> list[str]:
    return [key for key, weight in weights.items() for _ in range(weight)]


@lru_cache(maxsize=None)
def nice_sizes(limit: int) -> list[int]:
    return [size for size in NICE_SIZES if size <= limit]


@lru_cache(maxsize=None)
def score_bytes(total: int) -> int:
    """The decimal lengths of 0 ..< total and a newline between any two."""
    lengths, power = total, 10
    while power < total:
        lengths += total - power
        power *= 10
    return lengths + total - 1


@lru_cache(maxsize=None)
def day_text(day: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat() + "T"


def stamp(time: int) -> str:
    """Milliseconds since 1970 as the service writes them."""
    day, rest = divmod(time, DAY)
    second, millisecond = divmod(rest, 1000)
    return f"{day_text(day)}{SECONDS[second]}.{millisecond:03}Z"


@lru_cache(maxsize=None)
def template(shape: Shape, pretty: bool, level: int) -> str:
    """The text of a production line of this shape, with %(name)s for each value."""
    record = skeleton(shape)
    if shape.order:
        record = shuffled(record, Random(shape.order))
    return render(record, pretty, level)


def skeleton(shape: Shape) -> dict:
    """The keys of a production line in the order of the published sample."""

    def text(name: str) -> Raw:
        return Raw(f'"%({name})s"')

    def plain(name: str) -> Raw:
        return Raw(f"%({name})s")

    file_values = {name: "analysis_bytes" if name == "analysis" else name for name in FILE_ORDER}
    attributes = {
        "analysis": text("analysis"),
        "rate": plain("rate"),
        "progress": plain("progress"),
        "reachable": text("reachable"),
        "alphabet": text("alphabet"),
        "available": text("available"),
        "partial": plain("partial"),
        "checksum": text("checksum"),
        "status": text("status"),
        "filesizes": {name: plain(file_values[name]) for name in shape.files},
        "filehashes": {name: text("hash_" + name) for name in shape.files},
        "digits": text("digits"),
        "size": text("size"),
        "timestamps": {name: text(name) for name in STAMP_ORDER if name in shape.stamps},
    }
    absent = [] if shape.files else ["rate", "partial", "checksum", "filesizes"]
    absent += [] if shape.hashed else ["filehashes"]
    absent += [] if shape.progress else ["progress"]
    for name in absent:
        del attributes[name]
    payment = {"id": text("transaction"), "ident": text("ident"), "type": "transaction"}
    return {
        "attributes": attributes,
        "id": text("id"),
        "type": "tokens",
        "relationships": {"payment": {"data": payment}},
    }


def shuffled(value, random: Random):
    """The same value with the keys of every object in another order."""
    if not isinstance(value, dict):
        return value
    keys = list(value)
    random.shuffle(keys)
    return {key: shuffled(value[key], random) for key in keys}
