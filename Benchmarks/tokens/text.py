"""JSON text as the service sends it, and as a planted defect may spoil it."""

from __future__ import annotations

import json
from typing import Any

INDENT = " " * 4


class Raw(str):
    """JSON text written as it stands: a number of an odd form, or a key for the second time."""


def render(value: Any, pretty: bool = False, level: int = 0) -> str:
    """The JSON text of a value; `level` is the depth at which its first character stands."""
    if isinstance(value, Raw):
        return value
    if isinstance(value, dict):
        colon = ": " if pretty else ":"
        members = [
            render_key(key) + colon + render(member, pretty, level + 1)
            for key, member in value.items()
        ]
        return enclosed(members, "{}", pretty, level)
    if isinstance(value, list):
        return enclosed([render(item, pretty, level + 1) for item in value], "[]", pretty, level)
    return json.dumps(value, ensure_ascii=False)


def render_key(key: str) -> str:
    return key if isinstance(key, Raw) else json.dumps(key, ensure_ascii=False)


def enclosed(members: list[str], brackets: str, pretty: bool, level: int) -> str:
    if not pretty or not members:
        return brackets[0] + ",".join(members) + brackets[1]
    outer = "\n" + INDENT * level
    inner = outer + INDENT
    return brackets[0] + inner + ("," + inner).join(members) + outer + brackets[1]
