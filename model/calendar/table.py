"""The table of one year: its runs of days off, its make-up working days, the notices behind them.

Written in TOML, packaged per year or given by the user (`--calendar FILE`):

    year = 2024
    note = "free text"                      # optional

    [notice]
    issuer = { zh = "国务院办公厅", en = "General Office of the State Council" }
    number = "国办发明电〔2023〕7号"          # optional
    dated = 2023-10-25                      # optional
    of = 2024                               # optional: the year of the schedule, if another

    [[run]]
    zh = "清明节"
    en = "Qingming"
    from = 2024-04-04                       # first and last day off, weekends between included
    to = 2024-04-06                         # optional: `from`
    work = [2024-04-07]                     # weekend days worked instead; optional
    notice = { issuer = … }                 # optional: the notice of the year
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from model.calendar.day import Notice, date_of, day_number, is_weekend


class CalendarFileError(ValueError):
    """A calendar file that cannot be read: its file, line, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Run:
    """Days off around one holiday and the weekend days worked for them (day numbers, ascending).

    `off` is empty where only the make-up days of a run fall into this year.
    """

    zh: str
    en: str
    off: tuple[int, ...]
    work: tuple[int, ...]
    notice: Notice


@dataclass(frozen=True, slots=True)
class YearTable:
    """The announced schedule of one calendar year.

    INVARIANT: every day lies in `year`; no day is named twice; every make-up day is a weekend day.
    """

    year: int
    notice: Notice
    runs: tuple[Run, ...]
    note: str | None


def read_table(text: str, name: str) -> YearTable:
    """Returns the year table written in a TOML text; `name` is the file's name for errors.

    Raises CalendarFileError iff the text is not TOML, has an unknown, missing or ill-typed key, a
    day of another year, a day named twice, or a make-up day that is no weekend day.
    """
    top = _Part(_Source(text, name), "", 1, "the table", _parsed(text, name))
    top.allow("year", "note", "notice", "run")
    year = top.year("year")
    notice = _notice(top.part("notice", "the notice"), year)
    parts = top.parts("run")
    runs = tuple(_run(part, year, notice) for part in parts)
    _check_named_once(parts, runs)
    return YearTable(year, notice, runs, top.maybe_word("note"))


def _parsed(text: str, name: str) -> Mapping[str, object]:
    # tomllib and difflib are imported where used: `--help` must stay cheap
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)$", str(error))
        line = found.group(1) if found else str(text.count("\n") + 1)
        reason = str(error)[: found.start()].strip() if found else str(error)
        reason = reason[:1].lower() + reason[1:]
        raise CalendarFileError(f"{name}:{line}: not TOML: {reason}") from None


@dataclass(frozen=True, slots=True)
class _Source:
    """The text of a calendar file, for saying where something stands."""

    text: str
    name: str

    def header(self, key: str, count: int) -> int:
        """Returns the line of the count-th header or assignment of a key; 1 if there is none."""
        pattern = rf"^\s*(?:\[+\s*{key}\s*\]+|{key}\s*=)"
        places = [i for i, line in enumerate(self.text.splitlines(), 1) if re.match(pattern, line)]
        return places[min(count, len(places)) - 1] if places else 1

    def after(self, line: int, word: str) -> int:
        """Returns the first line from `line` on that has the word outside quotes; else `line`."""
        lines = [re.sub(r'"[^"]*"', "", written) for written in self.text.splitlines()]
        wanted = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        return next((i for i in range(line, len(lines) + 1) if wanted.search(lines[i - 1])), line)


@dataclass(frozen=True, slots=True)
class _Part:
    """One TOML table: its source, the header it stands under (the count-th of that key), the name
    errors call it by, its values."""

    source: _Source
    key: str
    count: int
    what: str
    values: Mapping[str, object]

    def error(self, message: str, word: str | None = None) -> CalendarFileError:
        line = self.source.header(self.key, self.count) if self.key else 1
        line = line if word is None else self.source.after(line, word)
        return CalendarFileError(f"{self.source.name}:{line}: {message}")

    def allow(self, *keys: str) -> None:
        for key in self.values:
            if key not in keys:
                raise self.error(f"unknown key `{key}` in {self.what}; {_advice(key, keys)}", key)

    def _need(self, key: str) -> object:
        if key not in self.values:
            raise self.error(f"{self.what} has no `{key}`; add it")
        return self.values[key]

    def word(self, key: str) -> str:
        value = self._need(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"`{key}` of {self.what} must be a text in quotes", key)
        return value

    def maybe_word(self, key: str) -> str | None:
        return self.word(key) if key in self.values else None

    def year(self, key: str) -> int:
        value = self._need(key)
        if not isinstance(value, int) or not 1950 <= value <= 2200:
            raise self.error(f"`{key}` of {self.what} must be a year such as 2027", key)
        return value

    def day(self, key: str) -> date:
        return self._as_date(key, self._need(key))

    def days(self, key: str) -> tuple[date, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.error(f"`{key}` of {self.what} must be a list of dates in brackets", key)
        return tuple(self._as_date(key, item) for item in cast("list[object]", value))

    def _as_date(self, key: str, value: object) -> date:
        # a TOML date-time is a `date` too: its time of day would be lost without a word
        if type(value) is not date:
            wanted = "a date such as 2027-01-01, without quotes or a time of day"
            raise self.error(f"`{key}` of {self.what} must be {wanted}", key)
        return value

    def part(self, key: str, what: str) -> _Part:
        header, count = (self.key, self.count) if self.key else (key, 1)
        return self._as_part(self._need(key), key, _Part(self.source, header, count, what, {}))

    def parts(self, key: str) -> tuple[_Part, ...]:
        value = self._need(key)
        if not isinstance(value, list) or not value:
            raise self.error(f"`{key}` must be written as `[[{key}]]`", key)
        return tuple(
            self._as_part(item, key, _Part(self.source, key, i, f"{key} {i}", {}))
            for i, item in enumerate(cast("list[object]", value), 1)
        )

    def _as_part(self, value: object, key: str, empty: _Part) -> _Part:
        if not isinstance(value, dict):
            raise self.error(f"`{key}` of {self.what} must be a table", key)
        return replace(empty, values=cast("dict[str, object]", value))


def _advice(word: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1)
    if close:
        return f"did you mean `{close[0]}`?"
    return "known are " + ", ".join(f"`{key}`" for key in known)


def _notice(part: _Part, year: int) -> Notice:
    part.allow("issuer", "number", "dated", "of")
    issuer = part.part("issuer", f"the issuer of {part.what}")
    issuer.allow("zh", "en")
    dated = day_number(part.day("dated")) if "dated" in part.values else None
    of = part.year("of") if "of" in part.values else year
    return Notice(issuer.word("zh"), issuer.word("en"), of, part.maybe_word("number"), dated)


def _run(part: _Part, year: int, notice: Notice) -> Run:
    part.allow("zh", "en", "from", "to", "work", "notice")
    if "notice" in part.values:
        notice = _notice(part.part("notice", f"the notice of {part.what}"), year)
    off, work = _off(part, year), _work(part, year)
    if not off and not work:
        raise part.error(f"{part.what} names no day; give `from` and `to`, or `work`")
    return Run(part.word("zh"), part.word("en"), off, work, notice)


def _off(part: _Part, year: int) -> tuple[int, ...]:
    if "from" not in part.values:
        if "to" in part.values:
            raise part.error(f"{part.what} has `to` but no `from`; add it", "to")
        return ()
    first = part.day("from")
    last = part.day("to") if "to" in part.values else first
    for day in (first, last):
        _check_year(part, day, year)
    if last < first:
        raise part.error(f"{part.what} ends on `{last}`, before it begins on `{first}`", str(last))
    return tuple(range(day_number(first), day_number(last) + 1))


def _work(part: _Part, year: int) -> tuple[int, ...]:
    for day in part.days("work"):
        _check_year(part, day, year)
        if not is_weekend(day_number(day)):
            raise part.error(
                f"`{day}` is no Saturday or Sunday and cannot be a make-up working day", str(day)
            )
    return tuple(sorted(day_number(day) for day in part.days("work")))


def _check_year(part: _Part, day: date, year: int) -> None:
    if day.year != year:
        raise part.error(
            f"`{day}` in {part.what} is no day of {year}; put it into the table of {day.year}",
            str(day),
        )


def _check_named_once(parts: tuple[_Part, ...], runs: tuple[Run, ...]) -> None:
    owner: dict[int, str] = {}
    for part, run in zip(parts, runs, strict=True):
        for day in run.off + run.work:
            if day in owner:
                twice = f"`{date_of(day)}` of {part.what} is already named in {owner[day]}"
                raise part.error(f"{twice}; name it once", str(date_of(day)))
            owner[day] = part.what
