"""The sample of a week: a few production lines whose lists, night by night, tell a story."""

from __future__ import annotations

from .alphabets import BUILT_IN
from .courses import NightKind, put
from .kinds_of_nights import share_payment
from .lines import MINUTE
from .nights import Job, Record, saved
from .session import Course, Planting, Session, reach

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
HOUR = 60 * MINUTE


class Week(Session):
    """Twelve production lines; the seed decides on figures, not on the story."""

    def __init__(self, seed: int) -> None:
        super().__init__(BUILT_IN, seed, nights=7)
        self.tell()

    def tell(self) -> None:
        self.come(MONDAY, 9, "complete", analyzed=True)
        continued = self.come(MONDAY, 11, "first")
        altered = self.come(MONDAY, 14, "first")
        running = self.come(MONDAY, 20, "first")
        reach(running.jobs[0], "started", saved(MONDAY))

        paid = self.come(TUESDAY, 10, "first", analyzed=True)
        paid.jobs[0].times["analyzed"] += 24 * HOUR
        packing = self.come(TUESDAY, 16, "later")
        reach(packing.jobs[0], "ended", saved(TUESDAY))

        self.come(WEDNESDAY, 13, "later")
        self.continue_(continued, WEDNESDAY)

        self.come(THURSDAY, 15, "complete")
        self.alter(altered, THURSDAY)

        paid_again = self.come(FRIDAY, 10, "first")
        share_payment(paid.jobs[0].whole, paid_again.jobs[0].whole)
        self.label(paid_again, "payment-unique/two-lines")

        deleted = self.come(FRIDAY, 17, "first")
        deleted.jobs[0].times["deleted"] = self.at(SATURDAY, 12)

        waiting = self.come(SATURDAY, 18, "first")
        waiting.jobs[0].times = {"requested": waiting.jobs[0].times["requested"]}
        self.label(waiting, "line-stuck/requested")

        last = self.come(SUNDAY, 22, "first")
        reach(last.jobs[0], "started", saved(SUNDAY))

    def at(self, night: int, hour: int) -> int:
        """A moment in the hour of the day that ends with the list of this night."""
        return saved(night) - saved(night) % (24 * HOUR) + hour * HOUR + self.below(50 * MINUTE)

    def come(self, night: int, hour: int, fill: str, analyzed: bool = False) -> Course:
        """A new production line of some length."""
        while True:
            job = self.maker.job(self.at(night, hour), fill, analyzed=analyzed)
            if 1000 <= job.size <= 100_000 and job.times["ended"] - job.times["started"] > 1000:
                break
        course = Course(job)
        self.courses.append(course)
        return course

    def alter(self, course: Course, night: int) -> None:
        """From this night on the file is one token shorter, and the checksum another that the alphabet allows."""
        job: Job = course.jobs[0]
        attributes = job.whole["attributes"]
        token = int(attributes["digits"]) * job.alphabet.widths[0] + 1
        shorter = attributes["filesizes"]["data"] - token
        checksum = self.maker.lines.checksum(self.maker.product(job), job.left)

        def change(record: Record) -> None:
            put("attributes.filesizes.data", shorter)(record)
            put("attributes.checksum", checksum)(record)

        course.edit(change, night, self.last)
        self.label(course, "line-changed/data-size-and-checksum")

    def label(self, course: Course, name: str) -> None:
        course.planting = Planting(NightKind(name, lambda session: [], ()), len(name))
