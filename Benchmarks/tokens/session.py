"""The production lines of one session, night by night, and the lists that are saved of them."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .alphabets import Alphabet
from .checker import parse
from .export import COMPACT, Form
from .lines import MINUTE
from .nights import LATEST_START, STEPS, Job, JobMaker, Record, name_of_night, saved
from .text import render
from .together import CROSS_LINE_RULES, Place, Together
from .truth import Truth, truth_of

if TYPE_CHECKING:
    from .courses import NightKind

Edit = Callable[[Record], None]
ALWAYS = {"line-repeated", "line-states"}  # what every line may be found to be that stands in several lists


class Planting(NamedTuple):
    """One kind, planted once."""

    kind: NightKind
    number: int


class Course:
    """What becomes of one production line: its jobs one after another, and what is changed in which lists."""

    def __init__(self, *jobs: Job) -> None:
        self.jobs = list(jobs)
        self.edits: list[tuple[int, int, Edit]] = []
        self.extra: dict[int, Job | None] = {}  # in a list: the line for a second time, or another job under its id
        self.planting: Planting | None = None

    def edit(self, edit: Edit, first: int, last: int) -> None:
        """Changes what the lists of some nights say."""
        self.edits.append((first, last, edit))

    def records(self, night: int) -> list[Record]:
        begun = [job for job in self.jobs if job.status(saved(night))]
        if not begun:
            return []
        record = begun[-1].view(saved(night))
        for first, last, edit in self.edits:
            if first <= night <= last:
                edit(record)
        if night not in self.extra:
            return [record]
        job = self.extra[night]
        return [record, job.view(saved(night)) if job else copy.deepcopy(record)]


class Session:
    """All production lines over all nights, ordinary ones and such with something planted."""

    def __init__(self, alphabets: list[Alphabet], seed: int, nights: int) -> None:
        self.maker = JobMaker(alphabets, seed)
        self.random = self.maker.random
        self.below = self.maker.lines.below
        self.nights = nights
        self.last = nights - 1
        self.courses: list[Course] = []
        self.together = Together(self.maker.alphabets)
        self.planted: dict[Place, Planting] = {}

    # Making courses

    def day(self, night: int) -> int:
        """A moment of the day that ends with this list, early enough to be finished in it."""
        return saved(night) - LATEST_START - self.below(20 * 60 * MINUTE)

    def ordinary(self) -> Course:
        """A line that comes some day, moves on from night to night, and may be continued or deleted."""
        random, below = self.random, self.below
        night = 0 if random.random() < 0.4 else below(self.nights)
        if random.random() < 0.25:
            course = Course(self.caught(night, STEPS[below(3)]))
        else:
            course = Course(self.maker.job(self.day(night)))
        if night == self.last:
            return course
        job, later = course.jobs[0], night + 1 + below(self.last - night)
        if "analyzed" in job.times and random.random() < 0.5:
            job.times["analyzed"] = self.day(later)
        elif job.left and job.times["finished"] < saved(later - 1) and random.random() < 0.4:
            # A list shows the latest part only: a job never seen finished would look stuck for good.
            self.continue_(course, later)
        elif random.random() < 0.15:
            job.times["deleted"] = max(self.day(later), max(job.times.values()))
        return course

    def continue_(self, course: Course, night: int, unseen: int = 0) -> Job:
        """Adds a part that some list shows for the first time."""
        requested = max(self.day(night), max(course.jobs[-1].times.values()) + MINUTE)
        part = self.maker.next_part(course.jobs[-1], requested, unseen)
        course.jobs.append(part)
        return part

    def caught(self, night: int, status: str, **options: Any) -> Job:
        """A job that a list shows before it is finished, and the next list finished."""
        job = self.maker.job(saved(night) - LATEST_START, **options)
        reach(job, status, saved(night), 1 + self.below(10 * MINUTE))
        return job

    # Planting

    def plant(self, lines: int, kinds: list[NightKind]) -> None:
        """Fills the session with so many lines, one or two of each kind among them.

        Raises ValueError where the kinds need more lines.
        """
        for number, kind in enumerate(kinds):
            for course in kind.make(self):
                course.planting = Planting(kind, number)
                self.courses.append(course)
        if len(self.courses) > lines:
            raise ValueError(f"the defects need {len(self.courses)} production lines")
        self.courses += [self.ordinary() for _ in range(lines - len(self.courses))]
        self.random.shuffle(self.courses)

    # Lists

    def records(self, night: int) -> Iterator[tuple[Course, Record]]:
        for course in self.courses:
            for record in course.records(night):
                yield course, record

    def write(self, folder: Path | None, form: Form = COMPACT) -> None:
        """Writes the lists, and shows each record as it is written to the oracles."""
        for night in range(self.nights):
            name, texts = name_of_night(night), []
            for course, record in self.records(night):
                texts.append(render(record, form.pretty, form.level))
                if course.planting:
                    self.planted[Place(name, len(texts) - 1)] = course.planting
                self.together.add(name, 0, parse(texts[-1]))
            if folder:
                (folder / name).write_bytes((form.head + form.between.join(texts) + form.foot).encode())

    @property
    def truth(self) -> list[Truth]:
        return truth_of(self.together, {place: planting.kind.name for place, planting in self.planted.items()})

    def mismatches(self) -> Iterator[str]:
        """Kinds that fail no line or others than they claim, and ordinary lines that fail."""
        failed: dict[Planting | None, set[str]] = defaultdict(set)
        for row in self.truth:
            planting = self.planted.get(Place(row.source, row.index))
            rules = {rule.split(":")[0] for rule in row.rules}
            failed[planting] |= rules
            allowed = ALWAYS | (planting.kind.allowed if planting else set())
            if planting and planting.kind.claimed:  # what single lines fail by what was done to them is not listed
                allowed |= rules - set(CROSS_LINE_RULES)
            if not rules <= allowed:
                yield f"{row.source} index {row.index}, {row.defect}: the oracles find {row.rules}"
        for planting in set(self.planted.values()):
            if not planting.kind.claimed <= failed[planting]:
                yield f"{planting.kind.name}: the oracles find {sorted(failed[planting])}"


def reach(job: Job, status: str, moment: int, before: int = MINUTE) -> None:
    """Moves the steps of a job so that one of them is the last before a moment; a run takes as long as before."""
    step = STEPS[STEPS.index(status) + 1]
    if status == "started":
        before = (job.times[step] - job.times[status]) // 2
    shift(job, "requested", moment - before - job.times[status])
    if status != "started":
        shift(job, step, moment + MINUTE // 2 - job.times[step])


def shift(job: Job, step: str, by: int) -> None:
    """Moves a step and all later ones."""
    for each in job.times:
        if STEPS.index(each) >= STEPS.index(step):
            job.times[each] += by
