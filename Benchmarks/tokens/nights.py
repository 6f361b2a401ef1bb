"""A week of nightly saves: how the production lines of one session move from list to list.

A job is made whole, as it will stand once it is analyzed or deleted; what a night's list shows of it is the part that
had happened by then. A production line is one job or several, of which a list shows the latest.
"""

from __future__ import annotations

import copy
import json
from datetime import date, timedelta
from random import Random
from typing import Any

from .alphabets import Alphabet
from .lines import DAY, MINUTE, REACH_LIMIT, LineMaker, Product, stamp

FIRST_NIGHT = date(2026, 11, 16)
SAVED_AT = 23 * 60 * MINUTE + 30 * MINUTE  # of the day
LATEST_START = 20 * MINUTE  # before a list is saved, for a job that it shall show finished
STEPS = ("requested", "started", "ended", "finished", "analyzed", "deleted")

Record = dict[str, Any]


def name_of_night(night: int) -> str:
    return f"{FIRST_NIGHT + timedelta(days=night)}.json"


def saved(night: int) -> int:
    """When the list of a night is saved, in milliseconds since 1970."""
    return ((FIRST_NIGHT - date(1970, 1, 1)).days + night) * DAY + SAVED_AT


class Job:
    """One job: what it says in the end, and when each step is reached."""

    def __init__(self, whole: Record, times: dict[str, int], alphabet: Alphabet) -> None:
        self.whole = whole
        self.times = times
        self.alphabet = alphabet

    @property
    def size(self) -> int:
        return int(self.whole["attributes"]["size"])

    @property
    def left(self) -> int:
        """The tokens that the job leaves."""
        return int(self.whole["attributes"]["available"])

    def status(self, moment: int) -> str | None:
        """The last step reached, None before the request."""
        return max((step for step in self.times if self.times[step] <= moment), key=STEPS.index, default=None)

    def view(self, moment: int) -> Record:
        """What a list of that moment says of the job."""
        status = self.status(moment)
        record = copy.deepcopy(self.whole)
        attributes = record["attributes"]
        reached = [step for step in STEPS if step in self.times and self.times[step] <= moment]
        attributes["status"] = status
        attributes["timestamps"] = {step: stamp(self.times[step]) for step in reached}
        if status in ("started", "ended"):
            attributes["progress"] = 100 if status == "ended" else 42
        if "ended" not in reached:
            for name in ("rate", "partial", "checksum", "filesizes", "filehashes"):
                attributes.pop(name, None)
            attributes["available"] = str(self.left + self.size)
            attributes["reachable"] = str(reachable(self.alphabet, int(attributes["digits"]), self.left + self.size))
            return record
        due = ["data"]
        due += ["snapshot"] if "finished" in reached else []
        due += ["score", "analysis", "delta"] if "analyzed" in reached else []
        for name in ("filesizes", "filehashes"):
            if name in attributes:
                attributes[name] = {file: value for file, value in attributes[name].items() if file in due}
        return record


def reachable(alphabet: Alphabet, digits: int, available: int) -> int:
    return min(available, REACH_LIMIT // (digits * max(alphabet.widths)))


class JobMaker:
    """Makes jobs of one session, and parts that continue their production lines."""

    def __init__(self, alphabets: list[Alphabet], seed: int) -> None:
        self.random = Random(f"nights {seed}")
        self.lines = LineMaker(alphabets, self.random)
        self.alphabets = {alphabet.id: alphabet for alphabet in alphabets}
        self.products = {
            (product.alphabet.id, product.digits): product
            for products in self.lines.products.values()
            for product in products
        }

    def job(self, requested: int, fill: str = "", hashed: bool = False, analyzed: bool | None = None) -> Job:
        """A job whose steps follow one another without delay; not deleted."""
        while True:
            self.lines.clock = requested
            is_analyzed = self.random.random() < 0.3 if analyzed is None else analyzed
            line = self.lines.make("analyzed" if is_analyzed else "finished", fill)
            if not hashed or line.shape.hashed:
                break
        whole = json.loads(line.text())
        times = {step: moment(text) for step, text in whole["attributes"]["timestamps"].items()}
        return Job(whole, in_order(times), self.alphabets[whole["attributes"]["alphabet"]])

    def next_part(self, job: Job, requested: int, unseen: int = 0) -> Job:
        """The part that continues a production line; `unseen` tokens were produced in between."""
        product = self.product(job)
        most = min(product.reach, job.left - unseen)
        size = 1 + self.lines.below(min(most, 12000))
        self.lines.clock = requested
        part = self.job(requested, "first", analyzed=False)
        attributes, values = part.whole["attributes"], job.whole["attributes"]
        left = job.left - unseen - size
        attributes.update({name: values[name] for name in ("alphabet", "digits")})
        attributes.update(size=str(size), analysis="none")
        attributes.pop("filehashes", None)
        part.times.pop("analyzed", None)
        part.whole["id"] = job.whole["id"]
        part.alphabet = job.alphabet
        self.set_left(part, left)
        data = self.lines.data_bytes(product, size, left)
        attributes["filesizes"] = {"data": data} | ({"snapshot": 4000 + size} if left else {})
        run = -(-1000 * size * product.digits // attributes["rate"]) + 3
        ended = part.times["started"] + run
        part.times.update(ended=ended, finished=ended + 12)
        return part

    def product(self, job: Job) -> Product:
        attributes = job.whole["attributes"]
        return self.products[attributes["alphabet"], int(attributes["digits"])]

    def set_left(self, job: Job, left: int) -> None:
        """Sets the tokens that a job leaves, and what depends on them."""
        product = self.product(job)
        job.whole["attributes"].update(
            available=str(left),
            reachable=str(reachable(job.alphabet, product.digits, left)),
            partial=left > 0,
            checksum=self.lines.checksum(product, left),
        )


def in_order(times: dict[str, int]) -> dict[str, int]:
    """The same stamps, with no step before an earlier one, so that each list shows a whole state."""
    latest, ordered = 0, {}
    for step in STEPS:
        if step in times:
            latest = ordered[step] = max(times[step], latest)
    return ordered


def moment(text: str) -> int:
    day = date.fromisoformat(text[:10]) - date(1970, 1, 1)
    hours, minutes, seconds = int(text[11:13]), int(text[14:16]), int(text[17:19])
    return day.days * DAY + ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(text[20:23])
