"""The axis of time: days to the right, the long spans in which nothing happens cut short."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_MARGIN: Final = 4
"""Days shown on both sides of what happens."""
_DULL: Final = 24
"""Days without anything that are cut out, at least."""
_CUT: Final = 34.0
"""How wide a cut is drawn."""
_WIDEST_DAY: Final = 20.0


@dataclass(frozen=True)
class Axis:
    """Which days are shown, and where. `shown` are disjoint spans of days, ascending, both ends
    included, each with the place of its left edge; every day of them is `day` wide."""

    shown: tuple[tuple[int, int, float], ...]
    day: float
    right: float

    def x(self, day: float) -> float:
        """Returns where a day begins; `day + 0.5` is its middle. In a cut, the days are narrow."""
        place = max(0, bisect_right(self.shown, day, key=lambda s: s[0]) - 1)
        first, last, left = self.shown[place]
        if day <= last + 1 or place + 1 == len(self.shown):
            return left + (day - first) * self.day
        end, (next_first, _, next_left) = (
            left + (last + 1 - first) * self.day,
            self.shown[place + 1],
        )
        return end + (day - last - 1) / (next_first - last - 1) * (next_left - end)

    def days(self) -> Iterator[int]:
        """Yields the days shown, cuts left out."""
        for first, last, _ in self.shown:
            yield from range(first, last + 1)

    def cuts(self) -> Iterator[float]:
        """Yields the middle of each cut."""
        for _, _, left in self.shown[1:]:
            yield left - _CUT / 2


def axis_of(spans: Iterable[tuple[int, int]], left: float, right: float) -> Axis:
    """Returns the axis from `left` to `right` that shows these spans of days whole; there must be
    at least one."""
    merged = _merged(spans)
    total = sum(last + 1 - first for first, last in merged)
    room = right - left - _CUT * (len(merged) - 1)
    day = min(_WIDEST_DAY, max(room, _CUT) / total)
    shown: list[tuple[int, int, float]] = []
    place = left
    for first, last in merged:
        shown.append((first, last, place))
        place += (last + 1 - first) * day + _CUT
    return Axis(tuple(shown), day, place - _CUT)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted((max(1, a - _MARGIN), b + _MARGIN) for a, b in spans):
        if merged and first - merged[-1][1] <= _DULL:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged
