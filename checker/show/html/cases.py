"""The section of one case: verdict, findings, drawings, events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from checker.show.cell_words import fact
from checker.show.glossary import HISTORY_VERDICTS, MODALITIES, VERDICTS
from checker.show.glossary_kinds import kind_name
from checker.show.html.dom import Inside, el
from checker.show.html.organ_tree import organ_tree
from checker.show.html.timeline import timeline
from checker.show.html.view import NOTHING, View, events_of, in_full, sentence, tone
from checker.show.lang import ENUMERATION, Lang, Text
from checker.show.law import cited
from checker.show.liability_words import LIABILITY, liabilities
from checker.show.people import bound_by
from checker.show.sentences import FACTS_USED, Note, notes
from checker.tasks.findings import Finding, HistoryVerdict
from constraints.sources import SOURCES
from model.calendar import date_of
from model.history import Event
from model.words import Field


def history_tone(verdict: HistoryVerdict) -> str:
    """Returns the class that colours the verdict of a history."""
    match verdict:
        case HistoryVerdict.VIOLATED:
            return "bad"
        case HistoryVerdict.UNDETERMINED | HistoryVerdict.CONTESTED:
            return "doubt"
        case HistoryVerdict.OPEN:
            return "open"
        case HistoryVerdict.COMPLIANT | HistoryVerdict.AS_RECORDED:
            return "good"


def verdict_mark(verdict: HistoryVerdict, lang: Lang) -> Element:
    """Returns the sign and the word of the verdict of a history."""
    sign, word = HISTORY_VERDICTS[verdict]
    return el("strong", f"{sign} {word.of(lang)}", class_=f"verdict {history_tone(verdict)}")


def case_section(view: View, changed: Iterable[Text]) -> Element:
    """Returns all that is said of one case; `changed`: how the case was changed before."""
    history = view.history
    until = date_of(history.as_of)
    when = Text(f"记载截至 {until}", f"the record ends on {until}")
    heading = f"{view.anchor}-title"
    return el(
        "section",
        el(
            "h2",
            verdict_mark(view.report.verdict, view.lang),
            " ",
            el("bdi", history.case),
            id=heading,
        ),
        el("p", view.say(when), class_="when"),
        *(el("p", f"＊ {view.say(note)}", class_="when") for note in changed),
        *_full(view),
        *_drawing(view, Text("时间线", "Timeline"), timeline(view), _time_legend(view)),
        *_drawing(view, Text("机关与流转", "Organs"), organ_tree(view), _tree_legend(view)),
        *_events(view),
        *_settled(view),
        id=view.anchor,
        class_="case",
        aria_labelledby=heading,
    )


def _h3(view: View, text: Text) -> Element:
    return el("h3", view.say(text))


# ---- findings in full ----------------------------------------------------------------------------


def _full(view: View) -> Iterator[Element]:
    yield _h3(view, Text("认定", "Findings"))
    shown = [f for f in view.findings if in_full(f)]
    if not shown:
        said = Text("没有需要逐项说明的认定。", "Nothing that needs to be set out in full.")
        yield el("p", view.say(said))
    for finding in shown:
        yield _card(view, finding)


def _card(view: View, finding: Finding) -> Element:
    sign, word = VERDICTS[finding.verdict]
    rule = finding.rule
    who = view.say(bound_by(finding, view.history))
    heading = f"{view.finding_id(finding)}-title"
    law = f"{view.say(cited(rule, SOURCES))} · {view.say(MODALITIES[rule.modality])}"
    mark = el("strong", f"{sign} {view.say(word)}", class_=f"verdict {tone(finding.verdict)}")
    reasons = [n for n in notes(finding, view.told) if n.label != FACTS_USED]
    follows = [Note(LIABILITY, said) for said in liabilities(finding, view.report)]
    return el(
        "article",
        el("h4", mark, " ", el("span", rule.id, class_="rule"), f" {law}", id=heading),
        el("p", view.say(Text(rule.zh, rule.en)), class_="statement"),
        el(
            "dl",
            *_entry(view, Text("义务人", "bound"), [who]),
            *(piece for note in reasons for piece in _noted(view, note)),
            *(piece for note in follows for piece in _noted(view, note)),
            *_proof(view, finding),
            *_entry(view, Text("所涉事件", "events"), _event_links(view, finding)),
        ),
        id=view.finding_id(finding),
        class_=f"card {tone(finding.verdict)}",
        aria_labelledby=heading,
    )


def _entry(view: View, label: Text, inside: Iterable[Inside]) -> tuple[Element, Element]:
    return el("dt", view.say(label)), el("dd", *inside)


def _noted(view: View, note: Note) -> tuple[Element, Element]:
    return _entry(view, note.label, view.linked(sentence(note.text, view.lang)))


def _proof(view: View, finding: Finding) -> Iterator[Element]:
    if finding.proof is None or not finding.proof.facts:
        return
    said = (fact(name, value, view.history) for name, value in finding.proof.facts)
    facts = el("ul", *(el("li", *view.linked(view.say(f))) for f in said))
    lead = Text(
        "下列事实合在一起即足以证明，缺一不可：",
        "these facts together prove it, and none can be left out:",
    )
    yield from _entry(view, FACTS_USED, [view.say(lead), facts])


def _event_links(view: View, finding: Finding) -> list[Inside]:
    found = events_of(finding, view.history)
    return _listed([view.event_link(e) for e in found], view.say(ENUMERATION))


def _listed(links: Iterable[Element], between: str) -> list[Inside]:
    """Returns the links with something between them; a dash for none."""
    pieces: list[Inside] = []
    for link in links:
        pieces += [between, link] if pieces else [link]
    return pieces or [NOTHING]


# ---- drawings ------------------------------------------------------------------------------------


def _drawing(view: View, name: Text, drawn: Element | None, legend: Element) -> Iterator[Element]:
    if drawn is not None:
        yield _h3(view, name)
        yield el("figure", drawn, legend)


def _time_legend(view: View) -> Element:
    said = Text(
        "圈内数字为事件序号（见事件表）。灰底为周末，褐底为法定放假，“班”为调休上班日。"
        "横条为期间：自起算日至届满日；竖纹为顺延；红色斜纹为逾期；▲ 为其他读法下的届满日。"
        "灰色斜纹为日期不明的范围。竖虚线为记载截止日；锯齿处略去无事的日子。",
        "The numbers are those of the table of events. Grey: weekends; brown: public holidays; "
        "班: weekends worked. Bars: periods, from the day that starts them to their last day; "
        "lined: moved on to a working day; red hatching: overrun; ▲: last day under another "
        "reading. Grey hatching: the day is not known. Dashed: the end of the record. "
        "At a zigzag, days without events are left out.",
    )
    return el("figcaption", view.say(said))


def _tree_legend(view: View) -> Element:
    said = Text(
        "实线为隶属，虚线为业务指导，点线为职能承继；箭头为事项流转，数字为事件序号，"
        "红色并标 ✗ 的为违反规定的一步。",
        "Solid: belongs to; dashed: guided by; dotted: succeeds. Arrows: the way of the matter, "
        "with the numbers of the events; red and ✗: the step that is a breach.",
    )
    return el("figcaption", view.say(said))


# ---- events --------------------------------------------------------------------------------------


def _events(view: View) -> Iterator[Element]:
    yield _h3(view, Text("事件", "Events"))
    heads = (
        Text("序号", "no."),
        Text("日期", "day"),
        Text("事件", "event"),
        Text("行为人", "by"),
        Text("对象", "to"),
        Text("针对", "refers to"),
        Text("认定", "findings"),
    )
    yield _table(view, heads, [_event_row(view, e) for e in view.history.events], "events")


def _table(view: View, heads: Iterable[Text], rows: Iterable[Element], kind: str) -> Element:
    head = el("tr", *(el("th", view.say(h), scope="col") for h in heads))
    body = list(rows)
    if not body:
        body = [el("tr", el("td", NOTHING, colspan=str(len(head))))]
    return el("table", el("thead", head), el("tbody", *body), class_=kind)


def _event_row(view: View, e: Event) -> Element:
    wrong = "✗ " if e.id in view.wrong else ""
    refers = e.refers.options[0] if e.refers.known else frozenset[str]()
    to = [view.history.by_id[id] for id in sorted(refers) if id in view.history.by_id]
    about = view.findings_about.get(e.id, ())
    return el(
        "tr",
        el("th", str(e.order + 1), scope="row"),
        el("td", view.when(e), class_="day"),
        el("td", f"{wrong}{view.say(kind_name(e.kind))} ", el("code", e.id)),
        el("td", view.named(e, Field.BY)),
        el("td", view.named(e, Field.TO)),
        el("td", *_listed((_number_link(view, t) for t in to), view.say(ENUMERATION))),
        el("td", *_listed((view.finding_link(f) for f in about), " ")),
        id=view.event_id(e),
    )


def _number_link(view: View, e: Event) -> Element:
    return el("a", f"{e.order + 1} {view.say(kind_name(e.kind))}", href=f"#{view.event_id(e)}")


# ---- what is settled -----------------------------------------------------------------------------


def _settled(view: View) -> Iterator[Element]:
    settled = [f for f in view.findings if not in_full(f)]
    if not settled:
        return
    yield _h3(view, Text("其余认定", "Other findings"))
    heads = (
        Text("结论", "verdict"),
        Text("规则", "rule"),
        Text("义务人或权利人", "bound or entitled"),
        Text("理由", "reason"),
        Text("事件", "events"),
    )
    yield _table(view, heads, [_settled_row(view, f) for f in settled], "settled")


def _settled_row(view: View, finding: Finding) -> Element:
    sign, word = VERDICTS[finding.verdict]
    links = [_number_link(view, e) for e in events_of(finding, view.history)]
    mark = el("strong", f"{sign} {view.say(word)}", class_=f"verdict {tone(finding.verdict)}")
    return el(
        "tr",
        el("th", mark, scope="row"),
        el("td", finding.rule.id, el("br"), el("small", view.say(cited(finding.rule, SOURCES)))),
        el("td", view.say(bound_by(finding, view.history))),
        el("td", *view.linked(view.result(finding))),
        el("td", *_listed(links, view.say(ENUMERATION))),
        id=view.finding_id(finding),
    )
