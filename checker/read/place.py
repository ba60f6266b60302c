"""Places in files, and the one exception for input that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: line and column count from 1, in characters; line 0: the file as a
    whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


def place_at(file: str, text: str, offset: int) -> Place:
    """Returns the place of the character at an offset of the text."""
    line = text.count("\n", 0, offset) + 1
    return Place(file, line, offset - text.rfind("\n", 0, offset))


class CaseError(Exception):
    """Input that cannot be read: one sentence, its place and, where there is one, what to do
    about it. `field`: the way to the value in its case, `events[3].on`, where one is at fault."""

    def __init__(
        self, message: str, place: Place, help: str | None = None, field: str = ""
    ) -> None:
        super().__init__(message, place, help, field)
        self.message = message
        self.place = place
        self.help = help
        self.field = field

    def __str__(self) -> str:
        first = f"{self.place}: {self.message}"
        return first if self.help is None else f"{first}\n  help: {self.help}"
