"""The records of an organ tree file, and the error about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from model.words import EdgeKind, Level, OrganKind


class OrganTreeError(ValueError):
    """An organ tree that cannot be read or makes no sense. `place` is `file:line`, or the file."""

    def __init__(self, message: str, place: str) -> None:
        super().__init__(f"{place}: {message}")
        self.message = message
        self.place = place


def _day(value: object) -> date:
    # pydantic alone would also take numbers, as seconds since 1970
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise ValueError("write the day as year-month-day, e.g. `2024-05-01`")
    return date.fromisoformat(value)


Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
Text: TypeAlias = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[^\s/]+$")]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OrganRecord(_Record):
    """One organ of a tree file. `from` and `to` are its first and last day, both included."""

    id: Id
    name: Text
    name_en: Text | None = None
    kind: OrganKind
    level: Level
    territory: Text
    line: Text | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    vertical: bool = Field(default=False, strict=True)


class EdgeRecord(_Record):
    """One edge: the superior, or for `successor_of` the successor, of organ `of` is organ `to`.

    `from` and `until` are its first and last day, both included (`to` is already the organ).
    """

    of: Id
    to: Id
    kind: EdgeKind
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None


class OrganTree(_Record):
    """An organ tree file: organs and the dated edges between them."""

    organs: tuple[OrganRecord, ...] = Field(min_length=1)
    edges: tuple[EdgeRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Where each record stands: the file, and its line where that is known."""

    organ_file: str
    edge_file: str
    organ_lines: tuple[int, ...] = ()
    edge_lines: tuple[int, ...] = ()

    def organ(self, index: int) -> str:
        """Returns `file:line` of the organ at this index, or the file."""
        return _at(self.organ_file, self.organ_lines, index)

    def edge(self, index: int) -> str:
        """Returns `file:line` of the edge at this index, or the file."""
        return _at(self.edge_file, self.edge_lines, index)


def _at(file: str, lines: Sequence[int], index: int) -> str:
    return f"{file}:{lines[index]}" if index < len(lines) else file
