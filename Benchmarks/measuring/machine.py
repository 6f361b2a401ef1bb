"""What a report says of the machine: its kind, never its name."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def architecture() -> str:
    return {"arm64": "aarch64"}.get(platform.machine(), platform.machine())


def memory() -> int:
    """Bytes of memory."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def free_memory() -> int:
    """Bytes that a program could have now, what the page cache holds included."""
    figures = Path("/proc/meminfo")
    free = re.search(r"^MemAvailable:\s*(\d+) kB", figures.read_text(), re.MULTILINE) if figures.exists() else None
    return int(free[1]) * 1024 if free else memory()


def machine_name() -> str:
    """Such as 2-core-x86_64."""
    return f"{cores()}-core-{architecture()}"


def load() -> float:
    """How many programs wanted a core in the last minute, on average."""
    return os.getloadavg()[0]


def description() -> str:
    """The kind of machine, in words."""
    processors = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = re.search(r"^model name\s*: (.+)", processors, re.MULTILINE)
    kind = f"{architecture()} ({model[1]})" if model else architecture()
    return f"{cores()} cores {kind}, {memory() / 2**30:.0f} GiB of memory, {platform.system()}"
