"""What a certificate is made of: JSON, hashes, days; and the refusal."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TypeAlias, cast

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Object: TypeAlias = "dict[str, Json]"


class Refused(Exception):
    """The certificate does not prove what it claims: why."""


def read(text: str | bytes) -> Json:
    """Returns the JSON value of a text; Refused if it is none, or a key stands twice in an
    object."""
    try:
        return cast("Json", json.loads(text, object_pairs_hook=_once))
    except ValueError as error:
        raise Refused(f"not JSON: {error}") from None


def _once(pairs: list[tuple[str, Json]]) -> Object:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused("a key stands twice in an object")
    return found


def obj(value: Json) -> Object:
    """Returns the value, an object; Refused if it is none."""
    if not isinstance(value, dict):
        raise Refused(f"an object is wanted, not {json.dumps(value)[:60]}")
    return value


def items(value: Json) -> list[Json]:
    """Returns the value, a list; Refused if it is none."""
    if not isinstance(value, list):
        raise Refused(f"a list is wanted, not {json.dumps(value)[:60]}")
    return value


def text(value: Json) -> str:
    """Returns the value, a text; Refused if it is none."""
    if not isinstance(value, str):
        raise Refused(f"a text is wanted, not {json.dumps(value)[:60]}")
    return value


def whole(value: Json) -> int:
    """Returns the value, a whole number; Refused if it is none."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused(f"a whole number is wanted, not {json.dumps(value)[:60]}")
    return value


def texts(value: Json) -> list[str]:
    """Returns the texts of a list, or the one text; none of null."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else [text(v) for v in items(value)]


def day(value: Json) -> int:
    """Returns the day number of `2024-02-29`."""
    try:
        return date.fromisoformat(text(value)).toordinal()
    except ValueError:
        raise Refused(f"`{value}` is no day") from None


def canonical(value: Json) -> str:
    """Returns the JSON that is hashed: keys sorted, no spaces, characters beyond ASCII escaped."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def digest(value: str | bytes) -> str:
    """Returns the SHA-256 of a text."""
    return hashlib.sha256(value.encode() if isinstance(value, str) else value).hexdigest()
