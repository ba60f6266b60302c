"""From whole cases of a log to what `load_unit` takes: the rows of one case as a table has them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from checker.read.csv_ import Header, Row, RowGroup
from checker.read.csv_columns import HEADINGS
from checker.read.door import Whole
from checker.read.log import EventLog


def groups_of(whole: Whole, file: str) -> Iterator[RowGroup]:
    """Yields the rows of each case."""
    for k in range(len(whole.names)):
        yield group_of(whole, file, k)


def unit_of(log: EventLog, case: int) -> RowGroup:
    """Returns the rows of one case of a log, for `units.load_unit`: the exact way to its history,
    or to what is wrong with it."""
    return group_of(log.whole, log.file, case)


def group_of(whole: Whole, file: str, case: int) -> RowGroup:
    """Returns the rows of one case, by its number among these."""
    sheet = whole.sheet
    names = tuple(sheet.columns)
    header = Header(",".join(names), tuple(HEADINGS[n] for n in names))
    columns = [sheet.columns[n] for n in names]
    rows: list[Row] = []
    for place in range(int(whole.case_off[case]), int(whole.case_off[case + 1])):
        cells = tuple(c.word(place) for c in columns)
        rows.append(Row(int(sheet.rows[place]), _line(cells), cells, sheet.faults.get(place)))
    return RowGroup(file, header, whole.names[case], tuple(rows), whole.doubtful.get(case))


def _line(cells: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
