"""Reading an organ tree from JSON or CSV.

The loaders return a tree that `model.organs.check` has accepted, or raise `OrganTreeError`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Final, TypeAlias, cast

from pydantic import BaseModel, ValidationError

from model.organs.check import check_tree
from model.organs.records import EdgeRecord, OrganRecord, OrganTree, OrganTreeError, Places
from model.words import EdgeKind, Level, OrganKind

__all__ = [
    "EdgeRecord",
    "OrganRecord",
    "OrganTree",
    "OrganTreeError",
    "load_tree_csv",
    "load_tree_json",
]


def load_tree_json(source: str | bytes | Mapping[str, object], place: str) -> OrganTree:
    """Returns the tree of a JSON text (bytes: UTF-8, with or without mark, or GB18030) or object.

    Raises OrganTreeError, its place `place:line` wherever the text shows the line.
    """
    if isinstance(source, Mapping):
        return _build(source, Places(place, place))
    text = _decode(source, place)
    try:
        raw: object = json.loads(text, object_pairs_hook=_object_without_repeats)
    except json.JSONDecodeError as error:
        raise OrganTreeError(f"not valid JSON: {error.msg}", f"{place}:{error.lineno}") from None
    except _RepeatedKeyError as error:
        raise OrganTreeError(f"the key `{error.key}` stands twice in one object", place) from None
    organ_lines = _lines_of_key(text, "id", len(_records(raw, "organs")))
    edge_lines = _lines_of_key(text, "of", len(_records(raw, "edges")))
    return _build(raw, Places(place, place, organ_lines, edge_lines))


def load_tree_csv(
    organs_csv: str | bytes, edges_csv: str | bytes, place: str, edges_place: str | None = None
) -> OrganTree:
    """Returns the tree of two tables: headings are the records' keys, an empty cell is absent.

    `place` names the table of organs, `edges_place` that of edges (default: the same name).
    Raises OrganTreeError with `file:line`.
    """
    second = place if edges_place is None else edges_place
    organs, organ_lines = _rows(_decode(organs_csv, place), tuple(_keys(OrganRecord)), place)
    edges, edge_lines = _rows(_decode(edges_csv, second), tuple(_keys(EdgeRecord)), second)
    places = Places(place, second, organ_lines, edge_lines)
    return _build({"organs": organs, "edges": edges}, places)


def _build(raw: object, places: Places) -> OrganTree:
    try:
        tree = OrganTree.model_validate(raw)
    except ValidationError as error:
        raise _explained(error, raw, places) from None
    check_tree(tree, places)
    return tree


def _decode(source: str | bytes, place: str) -> str:
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return source.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise OrganTreeError("neither UTF-8 nor GB18030 text: save the file as UTF-8", place)


class _RepeatedKeyError(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


def _object_without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _RepeatedKeyError(key)
        found[key] = value
    return found


def _lines_of_key(text: str, key: str, records: int) -> tuple[int, ...]:
    """Returns the line of each record's `key`; nothing if the text does not pair up with them."""
    lines: list[int] = []
    line, seen = 1, 0
    for match in re.finditer(rf'"{key}"\s*:', text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        lines.append(line)
    return tuple(lines) if len(lines) == records else ()


def _records(raw: object, part: str) -> list[object]:
    if not isinstance(raw, Mapping):
        return []
    found = cast("Mapping[object, object]", raw).get(part)
    return cast("list[object]", found) if isinstance(found, list) else []


Row: TypeAlias = dict[str, str | bool]


def _rows(text: str, keys: tuple[str, ...], place: str) -> tuple[list[Row], tuple[int, ...]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    heading = [cell.strip() for cell in next(reader, list[str]())]
    for name in heading:
        if name not in keys:
            raise OrganTreeError(f"unknown column `{name}`{_meant(name, keys)}", f"{place}:1")
        if heading.count(name) > 1:
            raise OrganTreeError(f"the column `{name}` stands twice", f"{place}:1")
    rows: list[Row] = []
    lines: list[int] = []
    for cells in reader:
        if any(cell.strip() for cell in cells):
            rows.append(_row(heading, cells, f"{place}:{reader.line_num}"))
            lines.append(reader.line_num)
    return rows, tuple(lines)


def _row(heading: Sequence[str], cells: Sequence[str], place: str) -> Row:
    if len(cells) > len(heading):
        message = f"{len(cells)} cells under {len(heading)} headings"
        raise OrganTreeError(message, place)
    row: Row = {}
    for key, cell in zip(heading, cells, strict=False):
        value = cell.strip()
        if value:
            row[key] = _truth(value, place) if key == "vertical" else value
    return row


def _truth(value: str, place: str) -> bool:
    # spreadsheets write TRUE and FALSE
    match value.lower():
        case "true":
            return True
        case "false":
            return False
        case _:
            raise OrganTreeError(f"`vertical` is `{value}`: write `true` or `false`", place)


def _keys(record: type[BaseModel]) -> tuple[str, ...]:
    return tuple(info.alias or name for name, info in record.model_fields.items())


def _meant(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, n=1)
    return f": did you mean `{near[0]}`?" if near else f": known are {', '.join(known)}"


def _explained(error: ValidationError, raw: object, places: Places) -> OrganTreeError:
    """Returns the first problem pydantic found, in our words, with the record it stands in."""
    first = error.errors(include_url=False)[0]
    match first["loc"]:
        case ("organs", int(index), *rest):
            place, known = places.organ(index), _keys(OrganRecord)
            who = _named(raw, "organs", index)
        case ("edges", int(index), *rest):
            place, known = places.edge(index), _keys(EdgeRecord)
            who = _named(raw, "edges", index)
        case loc:
            place, known, who, rest = places.organ_file, _keys(OrganTree), "the tree", list(loc)
    key = str(rest[0]) if rest else ""
    message = _problem(first["type"], key, first["input"], first["msg"], who, known)
    return OrganTreeError(message, place)


def _problem(
    kind: str, key: str, value: object, message: str, who: str, known: Sequence[str]
) -> str:
    match kind:
        case "extra_forbidden":
            return f"unknown key `{key}` in {who}{_meant(key, known)}"
        case "missing":
            return f"{who} has no `{key}`: add it"
        case "enum":
            return f"unknown {key} `{value}` of {who}{_meant(str(value), _words(key, who))}"
        case "string_pattern_mismatch":
            return f"{who}: `{key}` is `{value}`, but an id has no space and no `/`"
        case "value_error":
            return f"{who}: `{key}` is `{value}`: {message.removeprefix('Value error, ')}"
        case "too_short":
            return f"{who} has no organ: list at least one under `{key}`"
        case "tuple_type" | "string_type" | "bool_type" | "model_type" | "dict_type":
            return f"{who}{key and f': `{key}`'} must be {_TYPES[kind]}, not {_shown(value)}"
        case _:
            said = message[:1].lower() + message[1:]
            return f"{who}: `{key}`: {said}" if key else f"{who}: {said}"


_TYPES: Final = {
    "tuple_type": "a list",
    "string_type": "text",
    "bool_type": "true or false",
    "model_type": "an object",
    "dict_type": "an object",
}


def _shown(value: object) -> str:
    match value:
        case dict():
            return "an object"
        case list():
            return "a list"
        case _:
            return f"`{value}`"


def _words(key: str, who: str) -> Sequence[str]:
    if key == "level":
        return tuple(Level)
    return tuple(EdgeKind) if who.startswith("edge") else tuple(OrganKind)


def _named(raw: object, part: str, index: int) -> str:
    match _records(raw, part)[index]:
        case {"id": str(name)}:
            return f"organ `{name}`"
        case {"of": str(of), "to": str(to)}:
            return f"edge `{of}` to `{to}`"
        case _:
            return f"{part.removesuffix('s')} number {index + 1}"
