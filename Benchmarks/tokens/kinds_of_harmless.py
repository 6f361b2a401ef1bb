"""Kinds that are no defects: odd, but permitted; no rule is failed."""

from __future__ import annotations

from .defects import AFTER, ALL, Kinds, edit, put
from .text import Raw

HARMLESS_KINDS = Kinds()
kind = HARMLESS_KINDS.add

A = "attributes."
N = "harmless/"


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(char):04x}" for char in text)

kind(N + "unknown-key", put("links", {"self": "/api/tokens/x"}), ALL)
kind(N + "unknown-attribute", put(A + "priority", [1, {"digits": "x"}, "}{,"]), ALL)
kind(N + "unknown-status-step", put(A + "timestamps.archived", "some day"), ALL)
kind(N + "unknown-alphabet", put(A + "alphabet", "HOUSE_STYLE"), ALL)
kind(N + "duplicate-unknown-key", lambda p: p.attributes.update({"note": 1, Raw('"note"'): 2}), ALL)
kind(N + "null-filehashes", put(A + "filehashes", None), AFTER)
kind(N + "null-later-stamp", put(A + "timestamps.deleted", None), ("requested", "finished", "analyzed"))
kind(N + "null-progress", put(A + "progress", None), ("requested", "finished", "analyzed", "deleted"))
kind(N + "higher-analysis", put(A + "analysis", "deep"), ALL)
for field in ["digits", "size", "available", "reachable"]:
    kind(f"{N}{field}-as-number", edit(A + field, lambda text: Raw(text)), ALL)
kind(N + "lower-case-id", edit("id", str.lower), ALL)
kind(N + "escaped-id", edit("id", lambda id: Raw('"' + escaped(id) + '"')), ALL)
kind(N + "escaped-key", lambda p: p.attributes.update({Raw('"s\\u0069ze"'): p.attributes.pop("size")}), ALL)
kind(N + "escaped-unknown-key", put("\\u0000\"}", 1), ALL)
