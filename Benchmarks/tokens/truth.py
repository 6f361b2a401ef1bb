"""The truth file: what each production line fails, as the two oracles find it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TextIO

from .together import Place, Together

UNPLANTED = "unplanted"  # a line that fails a rule because of others


class Truth(NamedTuple):
    """A production line that fails rules, or in which something was planted."""

    source: str  # empty: the only one
    index: int  # from 0, in its source
    line_id: str  # empty where it is in doubt
    defect: str
    rules: list[str]  # a rule that fails twice stands twice; a change names its member: `line-changed:MEMBER`


def truth_of(together: Together, planted: Mapping[Place, str]) -> list[Truth]:
    """All lines that fail or have something planted, in input order."""
    rules: dict[Place, list[str]] = defaultdict(list)
    for finding in together.findings():
        rules[finding.place].append(finding.rule + (":" + finding.member if finding.member else ""))
    return [
        Truth(*record.place, record.raw_id, planted.get(record.place, UNPLANTED), sorted(rules[record.place]))
        for record in together.records
        if record.place in planted or record.place in rules
    ]


def write_truth(truth: list[Truth], output: TextIO) -> None:
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(Truth._fields)
    for row in truth:
        writer.writerow([*row[:-1], " ".join(row.rules)])
