"""The report of one history as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, assert_never

from checker.read.json_ import Loaded
from checker.read.place import CaseError
from checker.show.complaints import complaint
from checker.show.excerpt import Mark, excerpt, place_of
from checker.show.glossary import HISTORY_VERDICTS, MODALITIES, VERDICTS
from checker.show.glossary_kinds import kind_name
from checker.show.lang import ENUMERATION, SEMICOLON, Lang, Text, joined, quantity
from checker.show.law import article, cited
from checker.show.liability_words import LIABILITY, liabilities
from checker.show.paint import (
    BLUE,
    BOLD,
    DIM,
    GREEN,
    RED,
    YELLOW,
    Row,
    Style,
    columns,
    row,
    wrapped,
)
from checker.show.people import bound_by, event_label
from checker.show.sentences import Told, notes, together
from checker.tasks.findings import Finding, HistoryVerdict, Report, Verdict
from model.calendar import Calendar, date_of
from model.logic import nodes as n
from model.logic.readings import Regime
from model.logic.rule import Modality, Source
from model.words import Field

SHOWN: Final = (Verdict.VIOLATED, Verdict.UNDETERMINED, Verdict.CONTESTED, Verdict.PENDING)
"""Verdicts shown in full, worst first; the others are counted, or listed on request."""

_WIDEST: Final = 94
"""Columns of the sentences of a finding."""

_LABELS: Final = {Lang.ZH: 6, Lang.EN: 10}
"""Columns of the label of a note."""


def report_rows(
    loaded: Loaded,
    report: Report,
    sources: Mapping[str, Source],
    calendar: Calendar,
    lang: Lang,
    *,
    everything: bool = False,
) -> Iterator[Row]:
    """Yields the verdict of a history and its findings: in full what matters, or `everything`."""
    told = Told(report.history, calendar)
    yield _headline(loaded, report, lang)
    order = list(Verdict) if everything else list(SHOWN)
    order.sort(key=lambda v: SHOWN.index(v) if v in SHOWN else len(SHOWN))
    for verdict in order:
        for finding in report.findings:
            if finding.verdict is verdict and (everything or _matters(finding)):
                yield row("")
                yield from _finding_rows(finding, loaded, told, sources, lang)
                yield from _liability_rows(finding, report, lang)
    yield from _tail(report, told, lang, everything=everything)
    yield row("")


def _matters(finding: Finding) -> bool:
    """A right that may have run out is nobody's breach; one that runs is worth a look."""
    right = finding.rule.modality is Modality.RIGHT
    return not right or finding.verdict is Verdict.PENDING


def _headline(loaded: Loaded, report: Report, lang: Lang) -> Row:
    sign, word = HISTORY_VERDICTS[report.verdict]
    style = history_style(report.verdict)
    until = date_of(report.history.as_of)
    when = Text(f"截至 {until}", f"as of {until}").of(lang)
    place = loaded.positions.place_of(())
    case = report.history.case
    return row((f"{sign} {word.of(lang)}", style), "  ", (case, BOLD), (f"  {place}  {when}", DIM))


def history_style(verdict: HistoryVerdict) -> Style:
    """Returns the style of a history's verdict."""
    match verdict:
        case HistoryVerdict.VIOLATED:
            return RED
        case HistoryVerdict.UNDETERMINED | HistoryVerdict.CONTESTED:
            return YELLOW
        case HistoryVerdict.OPEN:
            return BLUE
        case HistoryVerdict.COMPLIANT | HistoryVerdict.AS_RECORDED:
            return GREEN
        case _:
            assert_never(verdict)


def verdict_style(verdict: Verdict) -> Style:
    """Returns the style of the verdict of a finding."""
    match verdict:
        case Verdict.VIOLATED:
            return RED
        case Verdict.UNDETERMINED | Verdict.CONTESTED:
            return YELLOW
        case Verdict.PENDING:
            return BLUE
        case Verdict.SATISFIED | Verdict.EXCUSED:
            return GREEN
        case Verdict.LAPSED:
            return DIM
        case _:
            assert_never(verdict)


def _finding_rows(
    finding: Finding, loaded: Loaded, told: Told, sources: Mapping[str, Source], lang: Lang
) -> Iterator[Row]:
    sign, word = VERDICTS[finding.verdict]
    rule, style = finding.rule, verdict_style(finding.verdict)
    marks = _marks(finding, told)
    who = bound_by(finding, told.history).of(lang)
    law = f"{cited(rule, sources).of(lang)} · {MODALITIES[rule.modality].of(lang)} · {who}"
    yield row((f"  {place_of(marks[0], loaded)}", DIM))
    yield row((f"  {sign} {word.of(lang)} {rule.id}", style), f"  {law}")
    for line in wrapped(Text(rule.zh, rule.en).of(lang), _WIDEST):
        yield row((f"    {line}", DIM))
    yield from excerpt(marks, loaded, lang)
    for note in notes(finding, told):
        label = note.label.of(lang)
        pad = " " * (_LABELS[lang] - columns(label))
        first, *more = wrapped(note.text.of(lang), _WIDEST - _LABELS[lang])
        yield row(("    = ", BLUE), (f"{label}{pad}", BOLD), first)
        yield from (row(" " * (6 + _LABELS[lang]), line) for line in more)


def _liability_rows(finding: Finding, report: Report, lang: Lang) -> Iterator[Row]:
    """Yields, in one line each, what follows from a breach."""
    label = LIABILITY.of(lang)
    pad = " " * (_LABELS[lang] - columns(label))
    for said in liabilities(finding, report):
        first, *more = wrapped(said.of(lang), _WIDEST - _LABELS[lang])
        yield row(("    = ", BLUE), (f"{label}{pad}", BOLD), first)
        yield from (row(" " * (6 + _LABELS[lang]), line) for line in more)


def _marks(finding: Finding, told: Told) -> Sequence[Mark]:
    """Returns what to point at: where the period starts, the act, the events that lack a fact."""
    marks: dict[str, Mark] = {}
    count = finding.count
    if count is not None and count.starts is not None and count.starts[0] in told.history.by_id:
        id, field = count.starts
        begun = Text("：期间自此起算", ": the period starts here")
        marks[id] = Mark(id, field, event_label(told.history.by_id[id]) + begun, important=False)
    for mark in (*_act_mark(finding), *_missing_marks(finding, told)):
        marks[mark.event] = mark
    if not marks or count is None:
        for e in finding.events:
            marks.setdefault(e.id, Mark(e.id, Field.ON, event_label(e), important=not marks))
    ordered = sorted(marks.values(), key=lambda m: not m.important)
    return ordered[:4]


def _act_mark(finding: Finding) -> Iterator[Mark]:
    act = finding.act
    if act is None or finding.verdict not in (Verdict.VIOLATED, Verdict.LAPSED, Verdict.CONTESTED):
        return
    late = finding.days_late
    said = Text("", "")
    if isinstance(finding.rule.demand, n.Never):
        said = Text("：为本条所禁止", ": forbidden by this rule")
    elif late is not None and late > 0:
        days = quantity(late, "日", "day")
        said = Text(f"：逾期 {days.zh}", f": {days.en} late")
    yield Mark(act.id, Field.ON, event_label(act) + said, important=True)


def _missing_marks(finding: Finding, told: Told) -> Iterator[Mark]:
    """Yields the events whose facts are missing; of an order, both."""
    for cell in (c for m in finding.missing for c in m.cells):
        for id in cell.owner.split(" "):
            e = told.history.by_id.get(id)
            if e is not None:
                field = Field(cell.field) if cell.field in tuple(Field) else Field.ON
                what = Text("：当日先后未载明", ": its order on the day is not recorded")
                other = Text("：缺决定结论的事实", ": what decides is not recorded")
                said = what if cell.field == "order" else other
                yield Mark(id, field, event_label(e) + said, important=True)


# ---- what is not shown in full -------------------------------------------------------------------


def _tail(report: Report, told: Told, lang: Lang, *, everything: bool) -> Iterator[Row]:
    if report.uncovered:
        events = joined(
            (event_label(told.history.by_id[id]) for id in report.uncovered), ENUMERATION
        )
        yield row("")
        yield row(
            ("  ? ", YELLOW),
            Text(
                f"下列事件发生时施行的法律未载入，未作判断：{events.zh}",
                f"no law judged here was in force on the day of {events.en}",
            ).of(lang),
        )
    yield from _regime_rows(report, lang)
    for joint in report.joint:
        yield row(("  ? ", YELLOW), together(joint, told).of(lang))
    if not everything:
        for finding in report.findings:
            open_right = finding.verdict in SHOWN and not _matters(finding)
            if finding.verdict is Verdict.LAPSED or open_right:
                yield _briefly(finding, told, lang)
    yield from _counted(report, lang, everything=everything)
    for advice in report.advice:
        yield row(("  * ", BLUE), advice)
    if report.history.open_kinds:
        yield row((f"  {_open(report).of(lang)}", DIM))


def _regime_rows(report: Report, lang: Lang) -> Iterator[Row]:
    """Yields, of a history that straddles two texts, what each answer to IP-55 makes of it."""
    if not report.regimes:
        return
    head = Text("跨越新旧条例（IP-55）：", "it straddles two Regulations (IP-55): ")
    values = {v.word: v.about for v in Regime}
    parts = (
        Text(f"{values[w].zh}，{HISTORY_VERDICTS[v][1].zh}", f"{w}, {HISTORY_VERDICTS[v][1].en}")
        for w, v in report.regimes
    )
    yield row("")
    yield row(("  § ", BLUE), (head + joined(parts, SEMICOLON)).of(lang))


def _briefly(finding: Finding, told: Told, lang: Lang) -> Row:
    """Returns a right that lapsed, or of which that is not known, in one line."""
    sign, word = VERDICTS[finding.verdict]
    who = bound_by(finding, told.history).of(lang)
    due = date_of(finding.due) if finding.due is not None else "?"
    lapsed = Text(f"期限至 {due} 届满，未行使", f"the time ended on {due}, not used")
    unclear = Text("是否已行使不明，不影响结论", "whether it was used is not clear; no breach")
    said = (lapsed if finding.verdict is Verdict.LAPSED else unclear).of(lang)
    where = article(finding.rule.article).of(lang)
    return row((f"  {sign} {word.of(lang)} {finding.rule.id}  {where} · {who} · {said}", DIM))


def _counted(report: Report, lang: Lang, *, everything: bool) -> Iterator[Row]:
    met = sum(f.verdict is Verdict.SATISFIED for f in report.findings)
    excused = sum(f.verdict is Verdict.EXCUSED for f in report.findings)
    if not report.findings:
        said = Text("没有涉及任何规则：什么也没有判断", "no rule is engaged: nothing was judged")
        yield row((f"  ∅ {said.of(lang)}", YELLOW))
    if everything or not met + excused:
        return
    said = Text(f"另有 {met} 项满足", f"{met} satisfied")
    if excused:
        said = said + Text(f"、{excused} 项免责", f", {excused} excused")
    yield row((f"  ✓ {said.of(lang)}", DIM))


def _open(report: Report) -> Text:
    kinds = sorted(report.history.open_kinds)
    if len(kinds) > _FEW:
        return Text("记载不完整：未载不等于未发生", "the record is partial: silence proves nothing")
    named = joined((kind_name(k) for k in kinds), ENUMERATION)
    return Text(f"记载对下列各类不完整：{named.zh}", f"the record is not complete for {named.en}")


_FEW: Final = 8

# ---- errors and the end --------------------------------------------------------------------------


def error_rows(error: CaseError, lang: Lang) -> Iterator[Row]:
    """Yields an input that could not be read: its place, one sentence, what to do."""
    head = Text("错误", "error").of(lang)
    yield row((head, RED), f": {complaint(error.message).of(lang)}")
    yield row(("  --> ", BLUE), str(error.place))
    if error.help:
        what = (Text("提示", "help").of(lang), BOLD)
        yield row(("  = ", BLUE), what, f": {complaint(error.help).of(lang)}")


def summary_rows(verdicts: Iterable[HistoryVerdict], errors: int, lang: Lang) -> Iterator[Row]:
    """Yields one line: how many histories have which verdict, how many could not be read."""
    found = list(verdicts)
    parts: list[Text] = []
    for verdict in HistoryVerdict:
        number = found.count(verdict)
        if number:
            sign, word = HISTORY_VERDICTS[verdict]
            parts.append(Text(f"{sign} {word.zh} {number}", f"{sign} {number} {word.en}"))
    if errors:
        parts.append(Text(f"! 无法读取 {errors}", f"! {errors} not readable"))
    whole = joined(parts, Text(" · ", " · "))
    cases = quantity(len(found), "件", "case")
    yield row((Text(f"共 {cases.zh}：{whole.zh}", f"{cases.en}: {whole.en}").of(lang), BOLD))
