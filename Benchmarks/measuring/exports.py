"""The exports that are measured on, and the tokaudit that is measured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / ".build-benchmarks"
GENERATOR = ROOT / "Benchmarks" / "generate"


def generated(lines: int, pretty: bool = False, label: str = "", planting: tuple[str, ...] = ()) -> Path:
    """The export to measure on; made anew when the generator has changed since.

    `label` tells apart what was planted.
    """
    path = CACHE / f"lines-{lines}{'-pretty' if pretty else ''}{label}.json"
    sources = [GENERATOR, *GENERATOR.with_name("tokens").glob("*.py")]
    if path.exists() and path.stat().st_mtime > max(source.stat().st_mtime for source in sources):
        return path
    CACHE.mkdir(exist_ok=True)
    print(f"generating {path.name}", file=sys.stderr)
    unfinished = path.with_suffix(".part")
    command = [sys.executable, str(GENERATOR), "--lines", str(lines), "-o", str(unfinished)]
    subprocess.run([*command, *planting, *(["--pretty"] if pretty else [])], check=True)
    return unfinished.rename(path)


def built() -> Path:
    """The release build of this package."""
    build = ["swift", "build", "-c", "release", "--package-path", str(ROOT), "--product", "tokaudit"]
    subprocess.run(build, check=True, stdout=sys.stderr)
    where = subprocess.run([*build, "--show-bin-path"], check=True, text=True, stdout=subprocess.PIPE)
    return Path(where.stdout.strip()) / "tokaudit"


def chosen(command: str | None) -> Path:
    """The tokaudit that `--command` names, else the release build."""
    return Path(command).resolve() if command else built()


def knows_threads(tool: Path) -> bool:
    """Whether this tokaudit has the option --threads."""
    shown = subprocess.run([str(tool), "audit", "--help"], check=True, text=True, stdout=subprocess.PIPE)
    return "--threads" in shown.stdout
