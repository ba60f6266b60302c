"""JSON Lines of events: one object per line; what stands inside another is named `outer.inner`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

from checker.read.lines import Line, lines_of, surveyed
from checker.read.raw import BATCH, Filling, RawLog, RawRows

_SAMPLE: Final = 1_000
"""How many lines are looked at to learn which columns there are."""


def jsonl_log(path: Path, *, whole: bool) -> RawLog:
    """Returns the log in a file of JSON Lines; CaseError if it cannot be read at all. `whole`: its
    columns are those of the whole file, not only of the first lines."""
    names: dict[str, None] = {}
    for number, (line, cells) in enumerate(_lines(path)):
        names |= dict.fromkeys(n for n, _ in cells if not line.fault)
        if number >= _SAMPLE and not whole:
            break
    return RawLog(str(path), tuple(names), lambda: _batches(path), unit="line")


def _batches(path: Path) -> Iterator[RawRows]:
    filling = Filling()
    for line, cells in _lines(path):
        if line.fault:
            filling.lose(line.number, line.fault)
        else:
            filling.add(line.number, cells)
        if len(filling) >= BATCH:
            yield filling.taken()
    if len(filling):
        yield filling.taken()


def _lines(path: Path) -> Iterator[tuple[Line, list[tuple[str, str]]]]:
    """Yields each line that is not blank with its cells, or with what is wrong with it."""
    for line in lines_of(path, surveyed(path).encoding):
        if not line.text.strip():
            continue
        if line.fault:
            yield line, []
            continue
        try:
            yield line, _cells(line.text)
        except (ValueError, RecursionError) as error:
            said = str(error) if isinstance(error, _UnsoundError) else "the line is no sound JSON"
            yield Line(line.number, line.text, said), []


class _UnsoundError(ValueError):
    pass


def _cells(text: str) -> list[tuple[str, str]]:
    document = cast("object", json.loads(text, parse_constant=_constant))
    if not isinstance(document, dict):
        raise _UnsoundError("a line of a log holds one event, an object")
    return list(_flat(cast("dict[str, object]", document), ""))


def _constant(word: str) -> float:
    raise _UnsoundError(f"`{word}` is not a number")


def _flat(document: dict[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in document.items():
        name = f"{prefix}{key}"
        match value:
            case dict():
                yield from _flat(cast("dict[str, object]", value), f"{name}.")
            case list():
                yield name, _joined(name, cast("list[object]", value))
            case _:
                yield name, _text(value)


def _joined(name: str, values: list[object]) -> str:
    if any(isinstance(v, (dict, list)) for v in values):
        raise _UnsoundError(f"`{name}` holds more than words: a line is one event, not a case")
    return ";".join(_text(v) for v in values) or "-"


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value).strip()
