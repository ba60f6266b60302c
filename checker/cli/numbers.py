"""Numbers of the command line. Standard library only."""

from __future__ import annotations

import re

from checker.cli.usage import UsageError, ticked
from checker.show.lang import Text


def jobs(word: str) -> int:
    """Returns the number of processes; UsageError iff the word is none."""
    if re.fullmatch("[0-9]{1,3}", word) and int(word) >= 1:
        return int(word)
    said = ticked(word)
    raise UsageError(
        Text(f"{said} 不是进程数", f"{said} is no number of processes"),
        Text("写一个从 1 起的整数", "write a whole number from 1"),
    )


def rlimit(word: str) -> int:
    """Returns the resources a question may use; UsageError iff the word is none."""
    if re.fullmatch("[0-9]{1,9}", word) and int(word) >= 1:
        return int(word)
    said = ticked(word)
    raise UsageError(
        Text(f"{said} 不是资源上限", f"{said} is no limit of resources"),
        Text("写一个从 1 起的整数（默认 20000000）", "write a whole number from 1 (else 20000000)"),
    )


def count(word: str) -> int:
    """Returns how many histories are wanted; UsageError iff the word is none."""
    if re.fullmatch("[0-9]{1,2}", word) and int(word) >= 1:
        return int(word)
    said = ticked(word)
    raise UsageError(
        Text(f"{said} 不是个数", f"{said} is no number of histories"),
        Text("写一个从 1 到 99 的整数", "write a whole number from 1 to 99"),
    )


def rows(word: str) -> int:
    """Returns a number of rows or cases; UsageError iff the word is none."""
    if re.fullmatch("[0-9]{1,9}", word):
        return int(word)
    said = ticked(word)
    raise UsageError(
        Text(f"{said} 不是整数", f"{said} is no whole number"),
        Text("写一个从 0 起的整数", "write a whole number from 0"),
    )


def year(word: str) -> int:
    """Returns the year; UsageError iff the word is none."""
    if re.fullmatch("[12][0-9]{3}", word):
        return int(word)
    said = ticked(word)
    raise UsageError(
        Text(f"{said} 不是年份", f"{said} is not a year"), Text("写作 `2024`", "write `2024`")
    )


def within(word: str) -> int:
    """Returns the days of `7d` or `7`; UsageError iff the word is none."""
    found = re.fullmatch("([0-9]{1,4})d?", word)
    if found:
        return int(found.group(1))
    said = ticked(word)
    raise UsageError(
        Text(f"{said} 不是日数", f"{said} is no number of days"), Text("写作 `7d`", "write `7d`")
    )
