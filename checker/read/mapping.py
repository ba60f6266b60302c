"""The mapping file: which column of a log is which of ours, and what its words mean here.

sheet = "2024"   # of a workbook with several

[columns]        # ours = theirs; of several the first that is not empty
case = "case:concept:name"
kind = "concept:name"
on = "time:timestamp"
by = ["org:resource", "org:group"]

[values.kind]    # theirs = ours
"Register complaint" = "register"

[defaults]       # of the case or the matter, where the log says nothing
as_of = "2024-12-31"

[leave_out]      # rows that are none of ours, by a column of theirs: counted and reported
"lifecycle:transition" = ["start"]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias, cast

from checker.read.csv_columns import HEADINGS, Column, Owner
from checker.read.place import CaseError, Place
from checker.read.raw import Name
from checker.read.text import read_text
from model.casefile.faults import CaseFault, did_you_mean, quoted
from model.words import Kind

LARGEST: Final = 1 << 20
"""The largest mapping file that is read, in bytes."""
SECTIONS: Final = ("columns", "values", "defaults", "leave_out")
NEEDED: Final = ("case", "kind", "on")

Heading: TypeAlias = str


@dataclass(frozen=True, slots=True)
class LogMapping:
    """How a log is to be read; headings are the English ones of `csv_columns`."""

    columns: Mapping[Heading, tuple[Name, ...]]
    values: Mapping[Heading, Mapping[str, str]] = field(
        default_factory=dict[Heading, Mapping[str, str]]
    )
    defaults: Mapping[Heading, str] = field(default_factory=dict[Heading, str])
    leave_out: Mapping[Name, frozenset[str]] = field(default_factory=dict[Name, frozenset[str]])
    file: str = ""
    sheet: str = ""


_STANDARD: Final = {
    "case:concept:name": "case", "concept:name": "kind", "time:timestamp": "on",
    "org:resource": "by",
}  # fmt: skip
"""What the standard attributes of XES stand for in a log under our own headings."""


def of_own_headings(names: tuple[Name, ...], file: str) -> LogMapping:
    """Returns the mapping of a log whose columns bear our headings; CaseError if one does not."""
    found: dict[Heading, tuple[Name, ...]] = {}
    for name in names:
        column = HEADINGS.get(_STANDARD.get(name, name).removeprefix("case:"))
        column = column or HEADINGS.get(name.casefold())
        if column is None:
            help = did_you_mean(name, HEADINGS) or "say what it is in a file: --mapping FILE"
            raise CaseError(f"unknown column {quoted(name)}", Place(file), help)
        if column.name in found:
            raise CaseError(f"the column {quoted(column.name)} stands twice", Place(file))
        found[column.name] = (name,)
    return LogMapping(found)


def read_mapping(path: Path) -> LogMapping:
    """Returns the mapping a file holds; CaseError with its line if it holds none."""
    text = read_text(path, LARGEST)
    try:
        document = cast("dict[str, object]", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        said = re.search(r"^(.*?) \(at line (\d+), column (\d+)\)", str(error))
        end = Place(str(path), text.rstrip("\n").count("\n") + 1, 1)
        where = Place(str(path), int(said[2]), int(said[3])) if said else end
        what = said[1] if said else str(error).removesuffix(" (at end of document)")
        message = f"not valid TOML: {what[:1].lower()}{what[1:]}"
        raise CaseError(message, where) from None
    return _Reading(str(path), text).mapping(document)


@dataclass(frozen=True, slots=True)
class _Reading:
    file: str
    text: str

    def mapping(self, document: Mapping[str, object]) -> LogMapping:
        for name in document:
            if name not in (*SECTIONS, "sheet"):
                raise self._error(f"unknown section {quoted(name)}", name, SECTIONS)
        columns = {
            self._heading(k).name: self._words(k, v) for k, v in self._table(document, "columns")
        }
        defaults = {k: self._default(k, v) for k, v in self._table(document, "defaults")}
        for name in NEEDED:
            if name not in columns and name not in defaults:
                raise self._error(f"`{name}` is mapped to no column of the log", "columns", ())
        sheet = document.get("sheet", "")
        if not isinstance(sheet, str):
            raise self._error("`sheet` needs a text", "sheet", ())
        return LogMapping(
            columns,
            {self._heading(k).name: self._meant(k, v) for k, v in self._table(document, "values")},
            defaults,
            {k: frozenset(self._words(k, v)) for k, v in self._table(document, "leave_out")},
            self.file,
            sheet,
        )

    def _table(self, document: Mapping[str, object], name: str) -> list[tuple[str, object]]:
        found = document.get(name, {})
        if not isinstance(found, dict):
            raise self._error(f"`{name}` is a section, `[{name}]`", name, ())
        return list(cast("dict[str, object]", found).items())

    def _heading(self, name: str) -> Column:
        column = HEADINGS.get(name)
        if column is None:
            raise self._error(f"we have no column {quoted(name)}", name, HEADINGS)
        return column

    def _words(self, name: str, value: object) -> tuple[str, ...]:
        words = [value] if isinstance(value, str) else value
        if not isinstance(words, list) or not words:
            raise self._error(f"{quoted(name)} needs a text or a list of texts", name, ())
        for word in cast("list[object]", words):
            if not isinstance(word, str) or not word:
                raise self._error(f"{quoted(name)} needs a text or a list of texts", name, ())
        return tuple(cast("list[str]", words))

    def _meant(self, name: str, value: object) -> Mapping[str, str]:
        if not isinstance(value, dict):
            raise self._error(f"`values.{name}` is a section, `[values.{name}]`", name, ())
        found: dict[str, str] = {}
        for theirs, ours in cast("dict[str, object]", value).items():
            if not isinstance(ours, str):
                raise self._error(f"the meaning of {quoted(theirs)} is no text", theirs, ())
            if self._heading(name).name == "kind" and ours not in tuple(Kind):
                raise self._error(f"{quoted(ours)} is not a kind of event", theirs, tuple(Kind))
            found[theirs] = ours
        return found

    def _default(self, name: str, value: object) -> str:
        column = self._heading(name)
        if column.owner is Owner.EVENT:
            raise self._error(f"{quoted(name)} is of an event: no default fits them all", name, ())
        said = {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else value
        said = str(said) if isinstance(said, (int, date)) else said
        if isinstance(said, list):
            said = ";".join(self._words(name, cast("list[object]", said)))
        if not isinstance(said, str) or not said:
            raise self._error(f"the default of {quoted(name)} is no text", name, ())
        try:
            column.read(said)
        except CaseFault as fault:
            raise CaseError(fault.message, self._place(name), fault.help) from None
        return said

    def _error(
        self, message: str, key: str, known: Mapping[str, Column] | tuple[str, ...]
    ) -> CaseError:
        return CaseError(message, self._place(key), did_you_mean(key, known) if known else None)

    def _place(self, key: str) -> Place:
        """Returns the first line that sets the key or opens the section."""
        wanted = re.compile(rf"""\s*\[?(?:[\w.]+\.)?["']?{re.escape(key)}["']?\s*[=\]]""")
        for number, line in enumerate(self.text.splitlines(), 1):
            if wanted.match(line):
                return Place(self.file, number, 1)
        return Place(self.file)
