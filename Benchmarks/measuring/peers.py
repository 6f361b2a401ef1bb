"""The tools that a user might choose instead, made ready to run; see ../peers/README.md for their job."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from .exports import CACHE, ROOT

JOBS = ROOT / "Benchmarks" / "peers"
READY = CACHE / "peers"
PATIENCE = 600  # seconds for one installation


class Peer(NamedTuple):
    name: str
    version: str
    command: list[str]  # the export follows
    limit: int = 1 << 62  # bytes of the largest document that it takes


class Missing(Exception):
    """Why a peer can't be run here."""


def output_of(command: list[str], **options: object) -> str:
    """What the command prints; Missing if it fails."""
    try:
        done = subprocess.run(command, text=True, capture_output=True, timeout=PATIENCE, **options)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(f"{Path(command[0]).name}: {type(error).__name__}") from None
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        raise Missing(f"{Path(command[0]).name} ended with status {done.returncode}: {last}")
    return done.stdout.strip()


def python() -> str:
    """The interpreter of an environment kept in .build-benchmarks."""
    interpreter = READY / "environment" / "bin" / "python"
    if not interpreter.exists():
        print("making an environment for Python packages", file=sys.stderr)
        output_of([sys.executable, "-m", "venv", str(READY / "environment")])
    return str(interpreter)


def package(name: str) -> str:
    """Installs the Python package if it isn't yet, and gives its version."""
    show = [python(), "-c", "import sys, importlib.metadata as m; print(m.version(sys.argv[1]))", name]
    try:
        return output_of(show)
    except Missing:
        print(f"installing {name}", file=sys.stderr)
        try:
            output_of([python(), "-m", "pip", "install", "-q", "--only-binary", ":all:", name])
        except Missing:
            raise Missing(f"pip can't install {name} here") from None
        return output_of(show)


def newer(target: Path, *sources: Path) -> bool:
    return target.exists() and all(target.stat().st_mtime > source.stat().st_mtime for source in sources)


def with_package(name: str, title: str, script: str) -> Peer:
    return Peer(title, package(name), [python(), str(JOBS / script)])


def clickhouse() -> Peer:
    version = package("chdb")
    engine = output_of([python(), "-c", "import chdb; print(str(chdb.query('select version()', 'TSV')).strip())"])
    return Peer("ClickHouse (chdb)", f"{engine}, chdb {version}", [python(), str(JOBS / "with_clickhouse.py")])


def jq() -> Peer:
    if shutil.which("jq") is None and shutil.which("apt-get") and os.geteuid() == 0:
        print("installing jq", file=sys.stderr)
        output_of(["apt-get", "install", "-y", "-qq", "jq"])
    if shutil.which("jq") is None:
        raise Missing("not installed")
    return Peer("jq", output_of(["jq", "--version"]).removeprefix("jq-"), ["jq", "-r", "-f", str(JOBS / "job.jq")])


def json_decoder() -> Peer:
    source, program = JOBS / "with_jsondecoder.swift", READY / "with_jsondecoder"
    shown = re.search(r"Swift version (\S+)", output_of(["swiftc", "--version"]))
    if not newer(program, source):
        output_of(["swiftc", "-O", str(source), "-o", str(program)])
    return Peer("Swift, JSONDecoder", f"Foundation of Swift {shown[1] if shown else '?'}", [str(program)])


def simdjson_sources() -> Path:
    """The folder of simdjson.h and simdjson.cpp, from the sources of the Python package pysimdjson."""
    if found := next(READY.glob("pysimdjson-*/simdjson/simdjson.cpp"), None):
        return found.parent
    print("fetching the sources of simdjson", file=sys.stderr)
    fetch = ["download", "-q", "--no-deps", "--no-binary", "pysimdjson", "pysimdjson"]
    try:
        output_of([python(), "-m", "pip", *fetch, "-d", str(READY)])
    except Missing:
        raise Missing("pip can't fetch the sources of pysimdjson here") from None
    with tarfile.open(next(READY.glob("pysimdjson-*.tar.gz"))) as archive:
        archive.extractall(READY, filter="data")
    return next(READY.glob("pysimdjson-*/simdjson/simdjson.cpp")).parent


def simdjson() -> Peer:
    folder, source, program = simdjson_sources(), JOBS / "with_simdjson.cpp", READY / "with_simdjson"
    compiler = next((name for name in ("g++", "clang++") if shutil.which(name)), None)
    if compiler is None:
        raise Missing("no C++ compiler")
    if not newer(program, source):
        # For this processor: on-demand code is compiled here and not chosen when it runs.
        flags = ["-std=c++17", "-O3", "-march=native", "-DNDEBUG", f"-I{folder}"]
        output_of([compiler, *flags, str(source), str(folder / "simdjson.cpp"), "-o", str(program)])
    version = re.search(r'#define SIMDJSON_VERSION "(.+)"', (folder / "simdjson.h").read_text(encoding="utf-8"))
    built = f"{version[1] if version else '?'}, {compiler} {output_of([compiler, '-dumpfullversion'])}"
    return Peer("simdjson, on demand", built, [str(program)], limit=(1 << 32) - 64)


# The anchor first, then by what is usually the speed.
MAKERS: dict[str, Callable[[], Peer]] = {
    "simdjson": simdjson,
    "clickhouse": clickhouse,
    "msgspec": lambda: with_package("msgspec", "Python, msgspec", "with_msgspec.py"),
    "duckdb": lambda: with_package("duckdb", "DuckDB", "with_duckdb.py"),
    "orjson": lambda: with_package("orjson", "Python, orjson", "with_orjson.py"),
    "jsondecoder": json_decoder,
    "jq": jq,
}


def prepared(names: list[str]) -> tuple[list[Peer], dict[str, str]]:
    """The peers that can be run here, and why the others can't."""
    READY.mkdir(parents=True, exist_ok=True)
    peers, missing = [], {}
    for name in names:
        try:
            peers.append(MAKERS[name]())
        except Missing as reason:
            missing[name] = str(reason)
    return peers, missing
