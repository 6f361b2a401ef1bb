"""The line of totals that every tool prints for the same job, and those of tokaudit from its tables."""

from __future__ import annotations

import csv
import math
from pathlib import Path

# The rules of tokaudit that look at what the eight checks look at, by the name of the total. Its rules on rates differ.
RULES = {
    "filesize": ["data-file-size"],
    "width": ["checksum-bits"],
    "nonzero": ["checksum-zero-when-complete"],
    "order": ["timestamp-order"],
    "ratedev": ["rate-possible", "rate-plausible"],
    "payment": ["payment-ident-shape"],
    "dup_id": ["line-id-unique"],
    "dup_ident": ["payment-unique"],
}
SELECTED = [rule for rules in RULES.values() for rule in rules]
NAMES = ["records", *RULES, "mean", "var", "min", "max"]
CLOSE = 1e-6  # relative: sums in floating point, and three decimals in tokaudit's table

Totals = dict[str, float]


def parsed(path: Path) -> Totals | None:
    """The totals in the last line of a tool's output; None if that is something else."""
    lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    try:
        totals = {name: float(value) for name, value in (part.split("=") for part in lines[-1].split())}
    except (IndexError, ValueError):
        return None
    return totals if list(totals) == NAMES else None


def of_tokaudit(rules: Path, rates: Path) -> Totals:
    """The same from the tables of rules and of rates; without `ratedev`."""
    with open(rules, encoding="utf-8", newline="") as file:
        failed = {row["rule"]: int(row["failed"]) for row in csv.DictReader(file)}
    with open(rates, encoding="utf-8", newline="") as file:
        all_lines = next(csv.DictReader(file))
    totals: Totals = {"records": int(all_lines["production_lines"])}
    totals |= {name: failed[codes[0]] for name, codes in RULES.items() if name != "ratedev"}
    # tokaudit states the deviation of a sample, the job asks for the variance of all.
    count = int(all_lines["rate_n"])
    totals["mean"] = float(all_lines["rate_mean"])
    totals["var"] = float(all_lines["rate_sd"]) ** 2 * (count - 1) / count
    return totals | {"min": int(all_lines["rate_min"]), "max": int(all_lines["rate_max"])}


def differing(totals: Totals, reference: Totals) -> list[str]:
    """The names of totals that are others; only those that both have."""
    return [
        name
        for name in NAMES
        if name in totals and name in reference
        if not math.isclose(totals[name], reference[name], rel_tol=CLOSE if name in ("mean", "var") else 0)
    ]
