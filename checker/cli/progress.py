"""A bar on stderr for long runs."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from checker.show.lang import Lang, Text

if TYPE_CHECKING:
    from rich.progress import Progress

SHORT = 20
"""Runs of at most so many cases show no bar."""

JUDGING = Text("判断案件", "judging")


class Bar:
    """Counts cases; draws itself once there are more than a few and stderr is a terminal."""

    def __init__(self, lang: Lang, *, wanted: bool, doing: Text = JUDGING) -> None:
        self._said = doing.of(lang)
        self._wanted = wanted
        self._done = 0
        self._total = 0
        self._drawn: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._drawn:
            self._drawn.stop()

    def expect(self, more: int) -> None:
        """Says that so many more cases are to come."""
        self._total += more

    def advance(self, more: int = 1) -> None:
        """Says that so many cases are done."""
        self._done += more
        if self._drawn is None and self._wanted and self._total > SHORT:
            self._drawn = _progress()
            self._drawn.add_task(self._said, total=self._total)
            self._drawn.start()
        if self._drawn:
            self._drawn.update(self._drawn.task_ids[0], completed=self._done, total=self._total)


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    )
