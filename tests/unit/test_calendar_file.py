"""A user's calendar file: what it changes, and what is said when it cannot be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from model.calendar import (
    Calendar,
    CalendarFileError,
    DayKind,
    OutsideCoverage,
    day_number,
    national_calendar,
    read_table,
)

CALENDAR = national_calendar()
NOTICE = '[notice]\nissuer = { zh = "国务院办公厅", en = "General Office of the State Council" }\n'
RUN = '[[run]]\nzh = "元旦"\nen = "New Year\'s Day"\nfrom = 2027-01-01\nto = 2027-01-03\n'
WORK = "work = [2027-01-09]\n"
GOOD = f"year = 2027\n{NOTICE}{RUN}{WORK}"


def loaded(tmp_path: Path, text: str) -> Calendar:
    path = tmp_path / "local.toml"
    path.write_text(text, encoding="utf-8")
    return CALENDAR.with_year(path)


def test_one_more_year_is_covered(tmp_path: Path) -> None:
    calendar = loaded(tmp_path, GOOD)
    assert calendar.last == day_number(date(2027, 12, 31))
    assert calendar.describe(day_number(date(2027, 1, 1))).kind is DayKind.HOLIDAY
    assert calendar.describe(day_number(date(2027, 1, 9))).kind is DayKind.MAKE_UP
    assert calendar.describe(day_number(date(2027, 1, 10))).kind is DayKind.WEEKEND
    assert calendar.next_working(day_number(date(2027, 1, 1))) == day_number(date(2027, 1, 4))
    with pytest.raises(OutsideCoverage):
        CALENDAR.is_working(day_number(date(2027, 1, 1)))


def test_a_year_already_covered_is_replaced_whole(tmp_path: Path) -> None:
    calendar = loaded(tmp_path, GOOD.replace("2027", "2022"))
    assert (calendar.first, calendar.last) == (CALENDAR.first, CALENDAR.last)
    assert calendar.is_working(day_number(date(2022, 10, 3)))  # National Day is not in the file
    assert not calendar.is_working(day_number(date(2021, 10, 1)))
    assert calendar.fingerprint != CALENDAR.fingerprint


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    assert loaded(tmp_path, "\ufeff" + GOOD).covers(day_number(date(2027, 6, 1)))


def test_one_day_needs_no_to(tmp_path: Path) -> None:
    calendar = loaded(tmp_path, GOOD.replace("to = 2027-01-03\n", ""))
    assert not calendar.is_working(day_number(date(2027, 1, 1)))
    assert calendar.describe(day_number(date(2027, 1, 2))).kind is DayKind.WEEKEND


def test_a_run_may_rest_on_a_notice_of_its_own() -> None:
    own = 'notice = { issuer = { zh = "省政府", en = "the province" }, dated = 2026-12-30 }\n'
    (run,) = read_table(GOOD + own, "local.toml").runs
    assert run.notice.en == "the province, notice on the holiday schedule of 2027, 2026-12-30"


BAD = [
    (GOOD.replace("to =", "too ="), "8: unknown key `too` in run 1; did you mean `to`?"),
    (
        GOOD + "colour = 1\n",
        "10: unknown key `colour` in run 1; known are `zh`, `en`, `from`, `to`, `work`, `notice`",
    ),
    ("yaer = 2027\n" + GOOD, "1: unknown key `yaer` in the table; did you mean `year`?"),
    (
        GOOD.replace("issuer = {", 'nunber = "1"\nissuer = {'),
        "3: unknown key `nunber` in the notice; did you mean `number`?",
    ),
    (
        GOOD.replace('en = "Gen', 'eng = "Gen'),
        "3: unknown key `eng` in the issuer of the notice; did you mean `en`?",
    ),
    (
        GOOD.replace("to = 2027-01-03", "to = 2028-01-03"),
        "8: `2028-01-03` in run 1 is no day of 2027; put it into the table of 2028",
    ),
    (
        GOOD.replace("2027-01-09", "2026-12-26"),
        "9: `2026-12-26` in run 1 is no day of 2027; put it into the table of 2026",
    ),
    (
        GOOD.replace("from = 2027-01-01", "from = 2027-01-08"),
        "8: run 1 ends on `2027-01-03`, before it begins on `2027-01-08`",
    ),
    (
        GOOD.replace("2027-01-09", "2027-01-08"),
        "9: `2027-01-08` is no Saturday or Sunday and cannot be a make-up working day",
    ),
    (
        GOOD.replace("2027-01-09", "2027-01-03"),
        "8: `2027-01-03` of run 1 is already named in run 1; name it once",
    ),
    (GOOD + RUN, "13: `2027-01-01` of run 2 is already named in run 1; name it once"),
    (
        GOOD.replace("2027-01-09", '"2027-01-09"'),
        "9: `work` of run 1 must be a date such as 2027-01-01, without quotes or a time of day",
    ),
    (
        GOOD.replace("from = 2027-01-01", "from = 2027-01-01T08:00:00"),
        "7: `from` of run 1 must be a date such as 2027-01-01, without quotes or a time of day",
    ),
    (GOOD.replace("[2027-01-09]", "2027-01-09"), "9: `work` of run 1 must be a list of dates"),
    (GOOD.replace("from = 2027-01-01\n", ""), "7: run 1 has `to` but no `from`; add it"),
    (f'year = 2027\n{NOTICE}[[run]]\nzh = "a"\nen = "b"\n', "4: run 1 names no day; give `from`"),
    (GOOD.replace('zh = "元旦"\n', ""), "4: run 1 has no `zh`; add it"),
    (GOOD.replace('"元旦"', '" "'), "5: `zh` of run 1 must be a text in quotes"),
    (GOOD.replace("year = 2027", 'year = "2027"'), "1: `year` of the table must be a year such as"),
    (GOOD.replace("year = 2027", "year = true"), "1: `year` of the table must be a year such as"),
    (GOOD.replace("year = 2027", "year = 20270"), "1: `year` of the table must be a year such as"),
    (GOOD.replace("year = 2027\n", ""), "1: the table has no `year`; add it"),
    (f"year = 2027\n{RUN}", "1: the table has no `notice`; add it"),
    (f"year = 2027\n{NOTICE}", "1: the table has no `run`; add it"),
    (f"year = 2027\nrun = []\n{NOTICE}", "2: `run` must be written as `[[run]]`"),
    (f"year = 2027\n{NOTICE}".replace("[notice]", "notice = 1\n[x]"), "3: unknown key `x`"),
    (f"year = 2027\nnotice = 1\n{RUN}", "2: `notice` of the table must be a table"),
    ("year = \n", "1: not TOML: invalid value"),
    ('note = """', "1: not TOML: "),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CalendarFileError) as caught:
        loaded(tmp_path, text)
    said = str(caught.value).removeprefix(f"{tmp_path / 'local.toml'}:")
    assert said.startswith(message)
    assert not said.endswith(".")


def test_a_year_that_leaves_a_gap_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CalendarFileError, match="has no table of 2027; load it first"):
        loaded(tmp_path, GOOD.replace("2027-01-09", "2028-01-08").replace("2027", "2028"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "none.toml"
    with pytest.raises(CalendarFileError) as caught:
        CALENDAR.with_year(path)
    assert str(caught.value) == f"cannot read calendar file `{path}`: no such file or directory"


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gbk.toml"
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(CalendarFileError, match="not UTF-8; save the file as UTF-8"):
        CALENDAR.with_year(path)
