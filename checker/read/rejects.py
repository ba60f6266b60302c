"""What was not judged, row by row, and why: for a person to mend and hand in again."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TextIO

from checker.read.place import CaseError, Place


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that was not judged. `row` counts from 1 with the header; 0: the file as a whole.

    `own`: the fault is in this row; else in another row of its case. `text`: the row as written.
    """

    file: str
    row: int
    column: int
    field: str
    reason: str
    help: str | None
    text: str
    case: str = ""
    own: bool = True

    @property
    def error(self) -> CaseError:
        """The reject as an error with its place."""
        said = self.case and self.field and f"`{self.field}`" not in self.reason
        named = f"`{self.field}`: {self.reason}" if said else self.reason
        return CaseError(named, Place(self.file, self.row, self.column), self.help, self.field)


def reject_of(error: CaseError, text: str = "", case: str = "") -> Reject:
    """Returns the reject for an error."""
    at = error.place
    return Reject(at.file, at.line, at.column, error.field, error.message, error.help, text, case)


HEADER: Final = ("file", "row", "case", "field", "reason", "help", "text")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class RejectFile:
    """A table of rejects: UTF-8 with its mark, so that spreadsheets show Chinese."""

    def __init__(self, out: TextIO, said: Callable[[str], str] = str) -> None:
        """`said` gives a reason or a help in the reader's language."""
        self._said = said
        out.write("\ufeff")
        self._writer = csv.writer(out, lineterminator="\r\n")
        self._writer.writerow(HEADER)

    def write(self, rejects: Iterable[Reject]) -> None:
        """Writes one line per reject."""
        for r in rejects:
            reason, help = self._said(r.reason), self._said(r.help or "")
            cells = (r.file, str(r.row), r.case, r.field, reason, help, r.text)
            self._writer.writerow([harmless(c) for c in cells])


def harmless(cell: str) -> str:
    """Returns the cell as no spreadsheet takes it for a formula; bytes that are no text as
    escapes."""
    shown = cell.encode("utf-8", "backslashreplace").decode("utf-8")
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
