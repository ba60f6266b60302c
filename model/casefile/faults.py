"""What is wrong with a case, where in the document, and what to do: for people."""

from __future__ import annotations

import json
from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, TypeAlias, cast

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

DocPath: TypeAlias = tuple[str | int, ...]
"""The way to a value from the top of a case: `("events", 3, "by")`."""

_LONGEST: Final = 60
_FEW: Final = 12


class CaseFault(ValueError):
    """A case that cannot be read. `at` leads to the offending value, or to its key if `on_key`."""

    def __init__(
        self, message: str, at: DocPath = (), help: str | None = None, *, on_key: bool = False
    ) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.help = help
        self.on_key = on_key

    def below(self, path: DocPath) -> CaseFault:
        """Returns the same fault seen from further up: `path` leads to what `at` starts from."""
        return CaseFault(self.message, (*path, *self.at), self.help, on_key=self.on_key)


class CaseFaults(Exception):
    """Everything found wrong with one document; never empty."""

    def __init__(self, faults: tuple[CaseFault, ...]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


def quoted(value: object) -> str:
    """Returns the user's word in backticks: one line, no control characters, cut when long."""
    text = value if isinstance(value, str) else _written(value)
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return f"`{shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + '…'}`"


def _written(value: object) -> str:
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    if isinstance(value, (list, tuple)):
        return "[…]" if value else "[]"
    try:
        return json.dumps(value)
    except TypeError:
        return type(value).__name__


def did_you_mean(word: object, known: Iterable[str]) -> str | None:
    """Returns a help line naming the nearest known word, or all of them if they are few."""
    words = sorted(set(known))
    near = get_close_matches(word[:_LONGEST], words, n=1) if isinstance(word, str) else []
    if near:
        return f"did you mean `{near[0]}`?"
    if words and len(words) <= _FEW:
        return "known: " + ", ".join(f"`{w}`" for w in words)
    return None


_EXPECTED: Final[dict[str, str]] = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "an object",
    "model_type": "an object",
    "enum": "text",
    "literal_error": "text",
}
"""What pydantic wanted, by the name of its error, in the words of a case file."""


def faults_of(error: ValidationError, document: object) -> tuple[CaseFault, ...]:
    """Returns what pydantic found wrong with a document, in our words; never empty."""
    return tuple(_fault(e, document) for e in error.errors(include_url=False))


def _fault(error: ErrorDetails, document: object) -> CaseFault:
    at = _within(error["loc"], document)
    own: object = error.get("ctx", {}).get("error")
    if isinstance(own, CaseFault):
        return own.below(at)
    name = str(error["loc"][-1]) if error["loc"] else "the case"
    if error["type"] == "missing":
        return CaseFault(f"{quoted(name)} is missing", at)
    if error["type"] == "extra_forbidden":
        return CaseFault(f"unknown key {quoted(name)}", at, on_key=True)
    what = _what(at)
    if error["type"] in _EXPECTED:
        wanted = _EXPECTED[error["type"]]
        return CaseFault(f"{what} must be {wanted}, not {_said(error['input'])}", at)
    reason = error["msg"].replace("Input should be", "must be").removesuffix(".")
    return CaseFault(f"{what} {reason[:1].lower()}{reason[1:]}, not {_said(error['input'])}", at)


def _said(value: object) -> str:
    """Text keeps its quotation marks here: `"5"` is not 5."""
    return quoted(json.dumps(value, ensure_ascii=False) if isinstance(value, str) else value)


def _what(at: DocPath) -> str:
    match at:
        case ():
            return "a case"
        case (*_, str(name)):
            return quoted(name)
        case (*_, str(name), int()):
            return f"each of `{name}`"
        case _:
            return "each"


def _within(loc: DocPath, document: object) -> DocPath:
    """Returns the parts of a pydantic location that lead through the document itself."""
    found: list[str | int] = []
    here = document
    for part in loc:
        match here, part:
            case dict(), str() if part in here:
                here = cast("dict[str, object]", here)[part]
            case list(), int() if part < len(cast("list[object]", here)):
                here = cast("list[object]", here)[part]
            case _:
                # a branch of a union, or a missing key: no step in the document
                continue
        found.append(part)
    return tuple(found)
