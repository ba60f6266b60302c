"""Moments as logs write them: the legal day, the time of day, and the order in time.

The legal day is that of UTC+8 (the day on which something happened for the law of the country). A
moment with another offset is carried over; one without an offset is taken as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Final

from model.casefile.faults import CaseFault, quoted

_LEGAL: Final = timezone(timedelta(hours=8))
_MOMENT: Final = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|[+-]\d{2}:?\d{2})?"
)
_SECONDS: Final = 86_400


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the second of the day where it is written. `zone`: the offset written, minutes.
    `by_the_clock`: a time other than the midnight that stands for a bare day in many logs."""

    day: date
    second: int | None
    zone: int | None
    by_the_clock: bool = False

    @property
    def key(self) -> int:
        """Where it stands in time, whole seconds; a day alone is its beginning."""
        return self.day.toordinal() * _SECONDS + (self.second or 0)

    @property
    def time(self) -> str:
        """The time of day as a case file writes it; empty if none is written."""
        if self.second is None:
            return ""
        return f"{self.second // 3600:02d}:{self.second % 3600 // 60:02d}"


def moment_of(word: str) -> Moment | None:
    """Returns the moment a cell writes; None if it writes none (a range, `?`, no date at all).

    CaseFault if no calendar has it, in UTC+8.
    """
    found = _MOMENT.fullmatch(word)
    if found is None:
        return None
    year, month, day, month_, day_, hour, minute, second, zone = found.groups()
    try:
        when = datetime(
            int(year),
            int(month or month_),
            int(day or day_),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
        )
        offset = _offset(zone)
        if offset is not None and hour is not None:
            when = when.replace(tzinfo=timezone(timedelta(minutes=offset)))
            when = when.astimezone(_LEGAL)
    except (ValueError, OverflowError):
        raise CaseFault(f"there is no day or time {quoted(word)}") from None
    clock = any(int(part or 0) for part in (hour, minute, second))
    seconds = when.hour * 3600 + when.minute * 60 + when.second
    return Moment(when.date(), None if hour is None else seconds, offset, clock)


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    if zone in ("Z", "UTC"):
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return -minutes if zone[0] == "-" else minutes
