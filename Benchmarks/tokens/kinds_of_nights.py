"""Kinds of what may happen to production lines across nightly lists, but for changes to one job."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from .courses import PAYMENT, A, NightKinds, T, add, altered, at_first, drop, finished, put
from .kinds_of_shape import PLACEHOLDER
from .lines import MINUTE
from .nights import STEPS, Job, Record, saved
from .session import Course, Session, reach, shift
from .together import TELLING_BITS, rank

NIGHT_KINDS = NightKinds()
kind = NIGHT_KINDS.add

# Going backwards


def old_answer(status: str) -> Callable[[Session], Course]:
    """A list shows a state that had been over for long."""

    def make(session: Session) -> Course:
        course, night = finished(session)
        job = course.jobs[0]

        def view_again(record: Record) -> None:
            record.clear()
            record.update(job.view(job.times[status]))

        course.edit(view_again, night, night)
        return course

    return make


for status in ["requested", "started", "ended"]:
    kind("harmless/old-answer-" + status, old_answer(status))


def deleted_while_running(session: Session) -> Course:
    """Seen twice while it ran, with more progress, and then deleted."""
    night = session.below(session.last - 1)
    job = session.maker.job(session.day(night), analyzed=False)
    job.times = {"requested": job.times["requested"], "started": job.times["started"], "deleted": session.day(night + 2)}
    course = Course(job)
    course.edit(put(A + "progress", 57), night + 1, night + 1)
    return course


kind("harmless/deleted-while-running", deleted_while_running)

# part-arithmetic


def continued(change: Callable[[Session, Job, Job], None], parts: int = 1, unseen: int = 0) -> Callable[[Session], Course]:
    """A line with further parts, the last of them changed."""

    def make(session: Session) -> Course:
        while True:
            course = Course(session.maker.job(session.day(0), "first", analyzed=False))
            if course.jobs[0].left > 1_000_000:
                break
        for night in sorted(session.random.sample(range(1, session.nights), parts)):
            session.continue_(course, night, unseen)
        change(session, *course.jobs[-2:])
        return course

    return make


def leaving(left: Callable[[Job, Job], int]) -> Callable[[Session, Job, Job], None]:
    return lambda session, old, new: session.maker.set_left(new, left(old, new))


def as_it_is(session: Session, old: Job, new: Job) -> None:
    pass


def waiting(extra: int) -> Callable[[Session, Job, Job], None]:
    """The last list shows the part before it has begun."""

    def change(session: Session, old: Job, new: Job) -> None:
        session.maker.set_left(new, old.left - new.size + extra)
        reach(new, "requested", saved(session.last))

    return change


PA = "part-arithmetic/"
kind(PA + "one-token-too-many", continued(leaving(lambda old, new: old.left - new.size + 1)))
kind(PA + "nothing-taken", continued(leaving(lambda old, new: old.left)))
kind(PA + "third-part", continued(leaving(lambda old, new: old.left - new.size + 2), parts=2))
kind(PA + "while-it-waits", continued(waiting(1)))
kind("harmless/part-exact", continued(as_it_is))
kind("harmless/three-parts", continued(as_it_is, parts=2))
kind("harmless/part-waits", continued(waiting(0)))
kind("harmless/unseen-part", continued(as_it_is, unseen=1))
kind("harmless/unseen-parts", continued(as_it_is, parts=2, unseen=12345))

# line-id-unique

LI = "line-id-unique/"


def another_alphabet(record: Record) -> None:
    alphabet = record["attributes"]["alphabet"]
    record["attributes"]["alphabet"] = "BASE62" if alphabet != "BASE62" else "BASE60"


kind(LI + "another-alphabet", altered(another_alphabet))
kind(LI + "another-alphabet-for-one-night", altered(another_alphabet, until_last=False))
kind(LI + "other-digits", altered(add(A + "digits", 1)))
kind(LI + "another-alphabet-at-first", at_first(another_alphabet))


def twice(session: Session, only: bool) -> Course:
    course, night = finished(session)
    if only:
        course = Course(session.maker.job(session.day(session.last)))
    course.extra[session.last if only else night] = None
    return course


def another_job_in_one_list(session: Session) -> Course:
    course, night = finished(session)
    job = course.jobs[0]
    while True:
        other = session.maker.job(session.day(night))
        if other.alphabet.id != job.alphabet.id:
            break
    other.whole["id"] = job.whole["id"]
    course.extra[night] = other
    return course


kind(LI + "twice-in-the-last-list", partial(twice, only=True))
kind(LI + "twice-in-a-later-list", partial(twice, only=False))
kind(LI + "another-job-in-one-list", another_job_in_one_list)

# Payments


def two_lines(share: Callable[[Record, Record], None], **options: Any) -> Callable[[Session], list[Course]]:
    """Two lines of the week, the second with something of the first."""

    def make(session: Session) -> list[Course]:
        first, _ = finished(session, **options)
        second, _ = finished(session)
        share(first.jobs[0].whole, second.jobs[0].whole)
        return [first, second]

    return make


def next_part_paid(share: Callable[[Record, Record], None]) -> Callable[[Session], Course]:
    return continued(lambda session, old, new: share(old.whole, new.whole))


def share_payment(old: Record, new: Record) -> None:
    new["relationships"]["payment"]["data"] |= old["relationships"]["payment"]["data"]


def share(key: str) -> Callable[[Record, Record], None]:
    def change(old: Record, new: Record) -> None:
        new["relationships"]["payment"]["data"][key] = old["relationships"]["payment"]["data"][key]

    return change


kind("payment-unique/two-lines", two_lines(share_payment))
kind("payment-unique/two-lines-two-transactions", two_lines(share("ident")), "payment-link")
kind("payment-link/transaction-of-two-lines", two_lines(share("id")))
kind("payment-link/part-with-another-transaction", next_part_paid(share("ident")))
kind("payment-link/part-with-another-payment", next_part_paid(share("id")))
kind("harmless/one-payment-for-two-parts", next_part_paid(share_payment))

# checksum-unique


def telling(session: Session) -> list[Course]:
    while True:
        first, second = finished(session, fill="first")[0], finished(session)[0]
        job = first.jobs[0]
        if session.maker.product(job).digits * rank(job.alphabet) >= TELLING_BITS:
            break
    copied = second.jobs[0]
    copied.whole = {**job.whole, "id": copied.whole["id"], "relationships": copied.whole["relationships"]}
    copied.alphabet, start = job.alphabet, copied.times["requested"] - job.times["requested"]
    copied.times = {step: time + start for step, time in job.times.items()}
    return [first, second]


kind("checksum-unique/two-lines", telling)

# line-stuck


def stuck(status: str) -> Callable[[Session], Course]:
    def make(session: Session) -> Course:
        night = session.below(session.last)
        job = session.caught(night, status)
        for step in STEPS[STEPS.index(status) + 1 :]:
            job.times.pop(step, None)
        return Course(job)

    return make


for status in ["requested", "started", "ended"]:
    kind("line-stuck/" + status, stuck(status))


def new_in_the_last_list(status: str) -> Callable[[Session], Course]:
    return lambda session: Course(session.caught(session.last, status))


def waits_for_days(session: Session) -> Course:
    """Longer than an hour, but in the last list it is finished."""
    night = session.below(session.last - 1)
    job = session.caught(night, "requested")
    shift(job, "started", saved(session.last) - 10 * MINUTE - job.times["started"])
    return Course(job)


for status in ["requested", "started", "ended"]:
    kind("harmless/new-and-" + status, new_in_the_last_list(status))
kind("harmless/waits-for-days", waits_for_days)

# What identifies nothing makes no states

kind("line-id-shape/placeholder-every-night", altered(put("id", PLACEHOLDER)))
kind("payment-ident-shape/placeholder-from-some-night", altered(put(PAYMENT + ".ident", "pi_" + "X" * 24)))
kind("timestamp-format/requested-unreadable", altered(put(T + "requested", "yesterday")))
kind("fields-present/no-id", altered(drop("id")))
