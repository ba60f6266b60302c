"""Open-textured limits: where the text says "in time" and no number, the number is a parameter.

Nobody's default is law. Unset, a limit is any number of days up to its anchor, the limit of a
higher text that it may not exceed; without an anchor it is any number at all. A verdict is then
firm only where every admissible number agrees; a user may set the number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

LimitId: TypeAlias = str
"""`D_FR_REPORT`: which words without a number."""


@dataclass(frozen=True, slots=True)
class OpenLimit:
    """Words of a text that set a time without a number. `stipulated`: a proposal in days, not law;
    `anchor`: the most it may be, in days, None if no text says."""

    id: LimitId
    zh: str
    en: str
    stipulated: int
    anchor: int | None
    source: str

    @property
    def admissible(self) -> str:
        """The numbers a user may set: `0..15`, `0..`."""
        return f"0..{self.anchor}" if self.anchor is not None else "0.."

    def admits(self, days: int) -> bool:
        """Returns whether the limit may be that many days."""
        return days >= 0 and (self.anchor is None or days <= self.anchor)


_ALL: dict[LimitId, OpenLimit] = {}


def open_limit(
    id: LimitId, *, zh: str, en: str, stipulated: int, anchor: int | None, source: str
) -> OpenLimit:
    """Returns the limit, declared; TypeError iff the id is taken or the proposal beyond the
    anchor."""
    limit = OpenLimit(id, zh, en, stipulated, anchor, source)
    if id in _ALL:
        raise TypeError(f"limit {id} is declared twice")
    if not limit.admits(stipulated):
        raise TypeError(f"limit {id}: {stipulated} days are not {limit.admissible}")
    _ALL[id] = limit
    return limit


def all_limits() -> Mapping[LimitId, OpenLimit]:
    """Returns every declared limit by id (those whose module has been imported)."""
    return _ALL


def open_limit_of(id: LimitId) -> OpenLimit:
    """Returns the limit of that id; KeyError iff none is declared."""
    return _ALL[id]
