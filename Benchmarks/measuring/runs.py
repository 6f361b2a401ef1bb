"""Running a command and taking its time and memory."""

from __future__ import annotations

import subprocess
import sys
from typing import NamedTuple

# Runs one command with its output in a file, and prints seconds, processor seconds, peak kilobytes,
# exit status. The peak that the kernel keeps for a child starts at that of its parent: so a bare
# interpreter is the parent, and the peak of `true` is the floor below which nothing can be seen.
LAUNCHER = """
import os, sys, time
output = [(os.POSIX_SPAWN_OPEN, 1, sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]
begin = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ, file_actions=output)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - begin
peak = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
print(seconds, usage.ru_utime + usage.ru_stime, peak, os.waitstatus_to_exitcode(status))
"""


class Run(NamedTuple):
    seconds: float
    processor: float  # seconds of all cores
    peak: int  # kilobytes
    status: int


def run(command: list[str], output: str = "/dev/null") -> Run:
    """Runs the command once, its standard output in the file `output`."""
    launched = subprocess.run(
        [sys.executable, "-I", "-S", "-c", LAUNCHER, output, *command], check=True, text=True, stdout=subprocess.PIPE
    )
    seconds, processor, peak, status = launched.stdout.split()
    return Run(float(seconds), float(processor), int(peak), int(status))


def memory_floor() -> int:
    """The peak, in kilobytes, below which nothing can be seen."""
    return max(run(["true"]).peak for _ in range(3))


def memory_text(peak: int, floor: int) -> str:
    """The peak in MiB; `≤` where it can't be told from the floor."""
    return f"≤ {peak / 1024:.0f}" if peak <= 1.1 * floor else f"{peak / 1024:,.0f}"
