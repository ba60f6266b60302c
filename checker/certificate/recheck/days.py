"""Working days, and the last day of a period."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from checker.certificate.recheck.given import Json, Object


@dataclass(eq=False)
class Calendar:
    """The rest days of `first..last`. Past its coverage a count ends on any of the `room` days from
    where it would begin: on the earliest if `late` is false, else on the latest."""

    first: int
    last: int
    rest: frozenset[int]
    longest_rest: int

    def next_working(self, day: int, *, late: bool) -> int:
        """Returns the day itself if it is worked, else the next that is."""
        found = self._worked(day, 1) if self.first <= day <= self.last else None
        return found or day + (self.longest_rest if late else 0)

    def plus_working(self, day: int, n: int, *, late: bool) -> int:
        """Returns the n-th working day after that day."""
        found = self._worked(day + 1, n) if self.first <= day <= self.last else None
        return found or day + (3 * n + self.longest_rest if late else 0)

    def _worked(self, day: int, n: int) -> int | None:
        """Returns the n-th worked day from `day` on; the day before for n = 0."""
        while n > 0 and day <= self.last:
            n -= day not in self.rest
            day += 1
        return None if n else day - 1


@dataclass(frozen=True, slots=True)
class Counting:
    """A way to count: the values of the readings IP-01, IP-02 and IP-03."""

    unit: str
    start: str
    roll: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period from one day on: its steps (days, unit), the days that do not count."""

    start: int
    steps: tuple[tuple[int, str], ...]
    stopped: frozenset[int] = field(default_factory=frozenset[int])

    def end(self, how: Counting, *, own: bool, late: bool, by: Calendar) -> tuple[int, int]:
        """Returns the last day before and after it rolls over; `own`: the petitioner's period."""
        last, unit = self.start - (how.start == "included"), "natural"
        for place, (n, said) in enumerate(self.steps):
            unit = "working" if how.unit == "working" else said
            if place and how.roll == "twice":
                last = by.next_working(last, late=late)
            last = by.plus_working(last, n, late=late) if unit == "working" else self._on(last, n)
        rolls = how.roll in ("next_working_day", "twice") or (how.roll == "petitioner_only" and own)
        return last, by.next_working(last, late=late) if rolls and unit != "working" else last

    def _on(self, last: int, n: int) -> int:
        if not self.stopped:
            return last + max(n, 0)
        while n > 0:
            last += 1
            n -= last not in self.stopped
        return last


def told(low: int, high: int) -> Json:
    """Returns a day, or two of them, as the certificate writes it."""
    return _iso(low) if low == high else [_iso(low), _iso(high)]


@lru_cache(maxsize=1 << 12)
def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat() if 0 < day <= date.max.toordinal() else f"day {day}"


def account(low: Stretch, high: Stretch, raw: tuple[int, int], due: tuple[int, int]) -> Object:
    """Returns a period as the certificate writes it: from when, how many days, its end before and
    after rolling over."""
    found: Object = {
        "from": told(low.start, high.start),
        "days": [_step(n, m, u) for (n, u), (m, _) in zip(low.steps, high.steps, strict=True)],
        "to": told(*raw),
        "due": told(*due),
    }
    if high.stopped:
        found["stopped"] = [len(low.stopped), len(high.stopped)]
    return found


def _step(low: int, high: int, unit: str) -> Json:
    return [low if low == high else [low, high], unit]
