"""Who and when, as people write it: organs by name, days with what they are, events by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.show.glossary_kinds import kind_name
from checker.show.lang import ENUMERATION, OR, Text, joined, same
from checker.tasks.findings import Finding, Verdict
from model.calendar import Calendar, DayKind, DayNote, date_of
from model.calendar.day import WEEKDAYS_EN, WEEKDAYS_ZH, weekday
from model.history import Choice, Event, History, Span
from model.logic.nodes import TheActor
from model.organs.hierarchy import Hierarchy
from model.words import Field, Kind


def party_name(party: str, hierarchy: Hierarchy) -> Text:
    """Returns the name of an organ, a person with that of the organ, or the id of anybody else."""
    organ, slash, person = party.partition("/")
    if not hierarchy.is_organ(organ):
        return same(party)
    known = hierarchy.organ(organ)
    name = Text(known.name, known.name_en or known.name)
    return name + Text(f" {person}", f", {person}") if slash else name


def bearer_name(bearer: tuple[str, ...], history: History) -> Text:
    """Returns who is bound; that the record does not say it, if nobody is known."""
    if not bearer:
        return Text("义务人记载不明", "bearer not recorded")
    names = [party_name(b, history.hierarchy) for b in bearer]
    whole = joined(names, ENUMERATION)
    if history.hierarchy.is_organ(bearer[0].partition("/")[0]):
        return whole
    return Text(f"信访人 {whole.zh}", f"petitioner {whole.en}")


def bound_by(finding: Finding, history: History) -> Text:
    """Returns who is bound by the rule of a finding: anybody, by a prohibition that nobody
    broke."""
    nobody = isinstance(finding.rule.bearer, TheActor) and finding.act is None
    if nobody and finding.verdict is Verdict.SATISFIED:
        return Text("任何人", "anybody")
    return bearer_name(finding.bearer, history)


def event_label(e: Event) -> Text:
    """Returns `处理意见（e5）`."""
    kind = kind_name(e.kind)
    return Text(f"{kind.zh}（{e.id}）", f"{kind.en} ({e.id})")


def doer(e: Event, history: History) -> Text | None:
    """Returns who did it, None if the record does not say."""
    who = e.cells.get(Field.BY)
    if isinstance(who, Choice) and who.known:
        return party_name(who.options[0], history.hierarchy)
    return None


def known_day(e: Event, field: Field = Field.ON) -> int | None:
    """Returns the day of an event, None if it is not known."""
    cell = e.cells.get(e.name_of(field))
    return cell.low if isinstance(cell, Span) and cell.known else None


def kinds_named(kinds: Iterable[Kind]) -> Text:
    """Returns "an opinion or a delivery", without repeats."""
    return joined((kind_name(k) for k in dict.fromkeys(kinds)), OR)


# ---- days ----------------------------------------------------------------------------------------


def day_text(day: int, calendar: Calendar) -> Text:
    """Returns `2024-04-07（周日，清明节调休上班）`: the date and what the day is, as far as it is
    known."""
    if calendar.covers(day):
        return noted(calendar.describe(day))
    zh, en = WEEKDAYS_ZH[weekday(day)], WEEKDAYS_EN[weekday(day)]
    return Text(f"{date_of(day)}（{zh}）", f"{date_of(day)} ({en})")


def noted(note: DayNote) -> Text:
    """Returns the date of a noted day with its weekday and, if it has one, the holiday."""
    zh, en = note.weekday_zh, note.weekday_en
    if note.kind is DayKind.HOLIDAY:
        zh, en = f"{zh}，{note.zh}放假", f"{en}, {note.en} holiday"
    elif note.kind is DayKind.MAKE_UP:
        zh, en = f"{zh}，{note.zh}调休上班", f"{en}, make-up working day for {note.en}"
    return Text(f"{date_of(note.day)}（{zh}）", f"{date_of(note.day)} ({en})")


def rest_days(notes: tuple[DayNote, ...]) -> Text:
    """Returns rest days as ranges with what they are: `2024-10-01 至 10-07 国庆节放假`."""
    return joined((_range(r) for r in _runs(notes)), ENUMERATION)


def _runs(notes: tuple[DayNote, ...]) -> Iterator[tuple[DayNote, ...]]:
    run: list[DayNote] = []
    for note in notes:
        if run and (note.day != run[-1].day + 1 or _why(note) != _why(run[-1])):
            yield tuple(run)
            run = []
        run.append(note)
    if run:
        yield tuple(run)


def _why(note: DayNote) -> Text:
    if note.kind is DayKind.WEEKEND:
        return Text("周末", "weekend")
    return Text(f"{note.zh}放假", f"{note.en} holiday")


def _range(run: tuple[DayNote, ...]) -> Text:
    first, last, why = date_of(run[0].day), date_of(run[-1].day), _why(run[0])
    if first == last:
        return Text(f"{first} {why.zh}", f"{first} {why.en}")
    return Text(f"{first} 至 {last:%m-%d} {why.zh}", f"{first} to {last:%m-%d} {why.en}")
