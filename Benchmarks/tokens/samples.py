"""The files in SampleData, judged as they are in the repository: what they fail is what their truth files say."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from .alphabets import BUILT_IN, CUSTOM, Alphabet
from .together import Together, add_file
from .truth import truth_of, write_truth

PLACEHOLDERS = "line-id-shape payment-ident-shape transaction-id-shape"


def judged(files: list[Path], alphabets: list[Alphabet], name_sources: bool) -> list[dict[str, str]]:
    """The rows of the truth file of these files."""
    together = Together({alphabet.id: alphabet for alphabet in alphabets})
    for file in files:
        add_file(together, file.name if name_sources else "", file.read_text(encoding="utf-8"))
    text = StringIO()
    write_truth(truth_of(together, {}), text)
    return list(csv.DictReader(StringIO(text.getvalue())))


def stated(truth: Path) -> list[dict[str, str]]:
    """The rows of a truth file of lines that fail."""
    with open(truth, encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["rules"]]


def sample_mismatches(folder: Path) -> Iterator[str]:
    published = judged([folder / "get-all-tokens.json"], BUILT_IN, name_sources=False)
    if [row["rules"] for row in published] != [PLACEHOLDERS] * 2:
        yield f"get-all-tokens.json fails {published}"
    for name in ["every-alphabet-and-status", "custom-alphabets"]:
        if rows := judged([folder / f"{name}.json"], BUILT_IN + CUSTOM, name_sources=False):
            yield f"{name}.json fails {rows}"
    for name, files in [
        ("every-rule-fails", [folder / "every-rule-fails.json"]),
        ("week-of-nights", sorted((folder / "week-of-nights").glob("*.json"))),
    ]:
        found = judged(files, BUILT_IN, name_sources=len(files) > 1)
        due = stated(folder / f"{name}.truth.csv")
        for row in found + due:
            row["defect"] = ""  # what was planted can't be seen
        if found != due:
            yield f"{name} fails {[row for row in found if row not in due]}, due is {[row for row in due if row not in found]}"
