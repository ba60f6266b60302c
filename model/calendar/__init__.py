"""The Chinese working-day calendar, from our own yearly tables of the official holiday notices.

Standard library only. `model.calendar.period` counts periods over it.
"""

from __future__ import annotations

from functools import cache

from model.calendar.day import DayKind, DayNote, Notice, date_of, day_number
from model.calendar.table import CalendarFileError, Run, YearTable, read_table
from model.calendar.working import Calendar, OutsideCoverage

__all__ = [
    "Calendar",
    "CalendarFileError",
    "DayKind",
    "DayNote",
    "Notice",
    "OutsideCoverage",
    "Run",
    "YearTable",
    "date_of",
    "day_number",
    "national_calendar",
    "read_table",
]


@cache
def national_calendar() -> Calendar:
    """Returns the calendar of all packaged years; read once, then the same object."""
    # imported here: `--help` must stay cheap
    from importlib.resources import files

    tables = files("model.calendar").joinpath("tables")
    return Calendar.of(
        read_table(file.read_text(encoding="utf-8"), file.name)
        for file in tables.iterdir()
        if file.name.endswith(".toml")
    )
