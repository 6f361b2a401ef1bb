"""What kinds of defects across nights are made of: changes to what a list says, and the lives of production lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .defects import parent_of
from .lines import stamp
from .nights import Record, moment
from .session import Course, Edit, Session

FEWEST_NIGHTS = 4

A = "attributes."
T = A + "timestamps."
PAYMENT = "relationships.payment.data"


@dataclass(frozen=True)
class NightKind:
    """One kind, called RULE/WHAT: one of its lines fails the rule in one list at least, `others` may fail too.

    Kinds called harmless/WHAT fail nothing; that lines repeat or have moved on is found of every line.
    """

    name: str
    make: Callable[[Session], list[Course]]
    others: tuple[str, ...]

    @property
    def claimed(self) -> set[str]:
        return {self.name.split("/")[0]} - {"harmless"}

    @property
    def allowed(self) -> set[str]:
        return self.claimed | set(self.others)


class NightKinds:
    """The list of all kinds; filled by the modules that describe them."""

    def __init__(self) -> None:
        self.all: list[NightKind] = []

    def add(self, name: str, make: Callable[[Session], Course | list[Course]], others: str = "") -> None:
        def courses(session: Session) -> list[Course]:
            made = make(session)
            return made if isinstance(made, list) else [made]

        self.all.append(NightKind(name, courses, tuple(others.split())))


# What edits are made of


def put(path: str, value: Any) -> Edit:
    def edit(record: Record) -> None:
        parent, key = parent_of(record, path)
        parent[key] = value

    return edit


def add(path: str, amount: int) -> Edit:
    def edit(record: Record) -> None:
        parent, key = parent_of(record, path)
        parent[key] = type(parent[key])(int(parent[key]) + amount)

    return edit


def drop(path: str) -> Edit:
    def edit(record: Record) -> None:
        parent, key = parent_of(record, path)
        parent.pop(key, None)

    return edit


def later(step: str) -> Edit:
    """Moves a stamp by a millisecond."""
    return lambda record: put(T + step, stamp(moment(record["attributes"]["timestamps"][step]) + 1))(record)


def flip(record: Record) -> None:
    checksum = record["attributes"]["checksum"]
    record["attributes"]["checksum"] = checksum[:-1] + ("0" if checksum[-1] == "1" else "1")


def all_of(*edits: Edit) -> Edit:
    def edit(record: Record) -> None:
        for each in edits:
            each(record)

    return edit


# Courses that kinds are made of


def finished(session: Session, **options: Any) -> tuple[Course, int]:
    """A line that is finished early in the week, and a later night, not the last, by which that is known."""
    options.setdefault("hashed", True)
    night = session.below(session.last - 1)
    course = Course(session.maker.job(session.day(night), **options))
    return course, night + 1 + session.below(session.last - night - 1)


def altered(edit: Edit, until_last: bool = True, **options: Any) -> Callable[[Session], Course]:
    """What a finished line says is changed, from some night on or in one list only."""

    def make(session: Session) -> Course:
        course, night = finished(session, **options)
        course.edit(edit, night, session.last if until_last else night)
        return course

    return make


def at_first(edit: Edit, **options: Any) -> Callable[[Session], Course]:
    """What a finished line says is changed in the first lists, and right after that."""

    def make(session: Session) -> Course:
        course, night = finished(session, **options)
        course.edit(edit, 0, night - 1)
        return course

    return make


def caught(status: str, edit: Edit) -> Callable[[Session], Course]:
    """A list shows the job before it is finished; what the next one says is changed."""

    def make(session: Session) -> Course:
        night = session.below(session.last)
        course = Course(session.caught(night, status))
        course.edit(edit, night + 1, session.last)
        return course

    return make


def deleted(edit: Edit) -> Callable[[Session], Course]:
    """A finished line is deleted; what the lists say from then on is changed."""

    def make(session: Session) -> Course:
        course, night = finished(session)
        job = course.jobs[0]
        job.times["deleted"] = max(session.day(night), max(job.times.values()))
        course.edit(edit, night, session.last)
        return course

    return make
