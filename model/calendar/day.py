"""Days as whole numbers, and what is known about one day of the national calendar.

A day number is the proleptic Gregorian ordinal of a local date (UTC+8): 1 is 0001-01-01.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

WEEKDAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_number(day: date) -> int:
    """Returns the day number of a local date."""
    return day.toordinal()


def date_of(day: int) -> date:
    """Returns the local date of a day number; ValueError iff it lies outside years 1 to 9999."""
    return date.fromordinal(day)


def weekday(day: int) -> int:
    """Returns 0 for Monday to 6 for Sunday."""
    return (day + 6) % 7


def is_weekend(day: int) -> bool:
    """Returns whether the day is a Saturday or Sunday, worked or not."""
    return weekday(day) >= 5


class DayKind(Enum):
    """What a day is to the national calendar; the first and the last are worked."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"

    @property
    def worked(self) -> bool:
        """Whether work is done on such a day."""
        return self in (DayKind.WORKING, DayKind.MAKE_UP)


@dataclass(frozen=True, slots=True)
class Notice:
    """The official notice a day off or a make-up day rests on.

    `of` is the year whose schedule it announces; `number` and `dated` (a day number) are None where
    we are not sure of them.
    """

    issuer_zh: str
    issuer_en: str
    of: int
    number: str | None = None
    dated: int | None = None

    @property
    def zh(self) -> str:
        """The citation in Chinese."""
        if self.number is None:
            return f"{self.issuer_zh}关于{self.of}年节假日安排的通知"
        return f"{self.issuer_zh} {self.number}"

    @property
    def en(self) -> str:
        """The citation in English; a number stays as issued."""
        cited = self.number or f"notice on the holiday schedule of {self.of}"
        when = "" if self.dated is None else f", {date_of(self.dated)}"
        return f"{self.issuer_en}, {cited}{when}"


@dataclass(frozen=True, slots=True)
class DayNote:
    """What one day is and why.

    A day off or a make-up day has the name of its holiday and the notice; an ordinary working or
    weekend day has the name of its weekday and no notice.
    """

    day: int
    kind: DayKind
    zh: str
    en: str
    notice: Notice | None

    @property
    def weekday_zh(self) -> str:
        """The weekday in Chinese, e.g. 周日."""
        return WEEKDAYS_ZH[weekday(self.day)]

    @property
    def weekday_en(self) -> str:
        """The weekday in English, e.g. Sunday."""
        return WEEKDAYS_EN[weekday(self.day)]
