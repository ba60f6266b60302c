"""The working-day calendar: constant-time look-ups over the covered days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, compress
from pathlib import Path

from model.calendar.day import (
    WEEKDAYS_EN,
    WEEKDAYS_ZH,
    DayKind,
    DayNote,
    date_of,
    day_number,
    is_weekend,
    weekday,
)
from model.calendar.table import CalendarFileError, YearTable, read_table


class OutsideCoverage(LookupError):
    """A look-up needed a day no loaded year table covers.

    `day` is the first such day; `first` and `last` bound the coverage. A verdict that meets this is
    undetermined, never guessed.
    """

    def __init__(self, day: int, first: int | None = None, last: int | None = None) -> None:
        """Takes the first day not covered, and the coverage if known."""
        super().__init__(day, first, last)
        self.day = day
        self.first = first
        self.last = last

    def __str__(self) -> str:
        """The message for people."""
        covered = "the working-day calendar does not cover"
        if self.first is not None and self.last is not None:
            span = f"{_written(self.first)} to {_written(self.last)}"
            covered = f"the working-day calendar covers {span}, not"
        return f"{covered} `{_written(self.day)}`; load the holiday notice of that year"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Calendar:
    """Which days `first..last` (day numbers, both included) are worked, and why.

    Make one by `national_calendar()`, `Calendar.of` or `with_year`. Two calendars are equal iff
    they are the same object; `fingerprint` tells whether they say the same.

    INVARIANT: coverage is whole calendar years without a gap.
    """

    first: int
    last: int
    tables: Mapping[int, YearTable]
    _works: bytes
    _index: tuple[int, ...]
    _days: tuple[int, ...]
    _named: Mapping[int, DayNote]

    @classmethod
    def of(cls, tables: Iterable[YearTable]) -> Calendar:
        """Returns the calendar of these years; ValueError iff none, or one between lacks."""
        by_year = {table.year: table for table in sorted(tables, key=lambda t: t.year)}
        if not by_year:
            raise ValueError("a calendar needs the table of at least one year")
        low, high = min(by_year), max(by_year)
        for year in range(low, high + 1):
            if year not in by_year:
                raise ValueError(f"the calendar has no table of {year}; load it first")
        first, last = day_number(date(low, 1, 1)), day_number(date(high, 12, 31))
        works = _worked_days(first, last, by_year.values())
        return cls(
            first=first,
            last=last,
            tables=by_year,
            _works=works,
            _index=tuple(accumulate(works)),
            _days=tuple(compress(range(first, last + 1), works)),
            _named=_named_days(by_year.values()),
        )

    def __repr__(self) -> str:
        """The coverage."""
        return f"Calendar({_written(self.first)} to {_written(self.last)})"

    def with_table(self, table: YearTable) -> Calendar:
        """Returns this calendar with one more year, which replaces a year already covered.

        ValueError iff the year does not adjoin the coverage.
        """
        return Calendar.of(({**self.tables, table.year: table}).values())

    def with_year(self, path: Path) -> Calendar:
        """Returns this calendar with the year of a TOML file (form: `model.calendar.table`).

        A year already covered is replaced whole. CalendarFileError iff the file cannot be read, or
        its year leaves a gap in the coverage.
        """
        try:
            table = read_table(path.read_text(encoding="utf-8-sig"), str(path))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise CalendarFileError(f"cannot read calendar file `{path}`: {reason}") from None
        except UnicodeDecodeError:
            raise CalendarFileError(f"{path}: not UTF-8; save the file as UTF-8") from None
        try:
            return self.with_table(table)
        except ValueError as error:
            raise CalendarFileError(f"{path}: {error}") from None

    @property
    def fingerprint(self) -> str:
        """A SHA-256 over all the tables say: equal iff two calendars say the same."""
        import hashlib

        return hashlib.sha256(repr(sorted(self.tables.items())).encode()).hexdigest()

    def covers(self, day: int) -> bool:
        """Returns whether it is known if the day is worked."""
        return self.first <= day <= self.last

    def is_working(self, day: int) -> bool:
        """Returns whether the day is worked."""
        return self._works[self._offset(day)] == 1

    def working_index(self, day: int) -> int:
        """Returns the number of working days in `first..day`."""
        return self._index[self._offset(day)]

    def next_working(self, day: int) -> int:
        """Returns the day itself if it is worked, else the next day that is."""
        return day if self.is_working(day) else self.plus_working(day, 1)

    def plus_working(self, day: int, n: int) -> int:
        """Returns the day on which the n-th working day after `day` falls; `day` itself for n = 0.

        `day` does not count, worked or not. ValueError iff n is negative.
        """
        if n < 0:
            raise ValueError(f"working days are counted forwards, not {n}")
        place = self._index[self._offset(day)] + n - 1
        if n == 0:
            return day
        if place >= len(self._days):
            raise OutsideCoverage(self.last + 1, self.first, self.last)
        return self._days[place]

    def describe(self, day: int) -> DayNote:
        """Returns what the day is, its name and the notice behind it."""
        worked = self.is_working(day)
        if day in self._named:
            return self._named[day]
        kind = DayKind.WORKING if worked else DayKind.WEEKEND
        return DayNote(day, kind, WEEKDAYS_ZH[weekday(day)], WEEKDAYS_EN[weekday(day)], None)

    def _offset(self, day: int) -> int:
        # INVARIANT: every look-up passes here; a negative index would answer from the far end
        if not self.first <= day <= self.last:
            raise OutsideCoverage(day, self.first, self.last)
        return day - self.first


def _worked_days(first: int, last: int, tables: Iterable[YearTable]) -> bytes:
    week = bytes(not is_weekend(day) for day in range(first, first + 7))
    length = last + 1 - first
    works = bytearray((week * (length // 7 + 1))[:length])
    for run in (run for table in tables for run in table.runs):
        for day in run.off:
            works[day - first] = 0
        for day in run.work:
            works[day - first] = 1
    return bytes(works)


def _named_days(tables: Iterable[YearTable]) -> Mapping[int, DayNote]:
    named: dict[int, DayNote] = {}
    for run in (run for table in tables for run in table.runs):
        for days, kind in ((run.off, DayKind.HOLIDAY), (run.work, DayKind.MAKE_UP)):
            for day in days:
                named[day] = DayNote(day, kind, run.zh, run.en, run.notice)
    return named


def _written(day: int) -> str:
    try:
        return date_of(day).isoformat()
    except (ValueError, OverflowError):
        return f"day {day}"
