"""A rule's formula in words, Chinese and English: a walk over every node of the language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias, assert_never

from checker.show.glossary import FACTS, FIELDS, FLAGS, GRADES, word
from checker.show.glossary_kinds import kind_name
from checker.show.lang import ENUMERATION, OR, Text, a, joined, same
from checker.show.outline import NOT, ByReading, Line, Listed, Outline, Under, inline
from checker.show.relation_words import related
from model.calendar.day import date_of
from model.calendar.period import Unit
from model.logic import nodes as n
from model.logic.readings import reading
from model.words import Field, Kind

Names: TypeAlias = Mapping[str, Text]
"""What the variables of a formula are called; one that is not here goes by its own name."""

NOBODY_NAMED: Final[Names] = {}


# ---- formulas ------------------------------------------------------------------------------------


def outline_of(f: n.Formula, names: Names = NOBODY_NAMED) -> Outline:
    """Returns the formula as an outline."""
    match f:
        case n.Not(arg):
            return _negated(arg, names)
        case n.And(args):
            return _listed(args, names, every=True)
        case n.Or(args):
            return _listed(args, names, every=False)
        case n.Some(var, where, _):
            return Under(_there_is(var, names), outline_of(where, names))
        case n.EveryMember(var, parties, body):
            of = party_set(parties, names)
            head = Text(f"{of.zh}中的每一个 {var.name}", f"every {var.name} among {of.en}")
            return Under(head, outline_of(body, names))
        case n.SomeOrgan(var, _, body):
            head = Text(f"有一个机关 {var.name}，使", f"there is an organ {var.name} such that")
            return Under(head, outline_of(body, names))
        case n.Choose(id, branches):
            cases = tuple((value_label(id, v), outline_of(b, names)) for v, b in branches)
            return ByReading(question(id), cases)
        case n.NotAfter(left, right):
            return _with_provisos(atom(f, names), (*_of_day(left, names), *_of_day(right, names)))
        case n.AtMost(left, right):
            more = (*_of_number(left, names), *_of_number(right, names))
            return _with_provisos(atom(f, names), more)
        case _:
            return Line(atom(f, names))


def phrase(f: n.Formula, names: Names = NOBODY_NAMED) -> Text:
    """Returns the formula as one clause."""
    return inline(outline_of(f, names))


def _negated(arg: n.Formula, names: Names) -> Outline:
    match arg:
        case n.Not(inner):
            return outline_of(inner, names)
        case n.Always(value):
            return Line(atom(n.Always(not value), names))
        case n.NotAfter(left, right):
            one, two = day(left, names), day(right, names)
            text = Text(f"{one.zh}晚于{two.zh}", f"{one.en} is after {two.en}")
            return _with_provisos(text, (*_of_day(left, names), *_of_day(right, names)))
        case n.Some(var, where, _):
            head = _there_is(var, names)
            none = Text(
                head.zh.replace("有一个", "没有任何", 1),
                f"there is no {kinds(var.kinds).en} {name(var, names).en} such that",
            )
            return Under(none, outline_of(where, names))
        case _:
            part = outline_of(arg, names)
            if isinstance(part, Line):
                return Line(Text(f"并非“{part.text.zh}”", f"not: {part.text.en}"))
            return Under(NOT, part)


def _listed(args: tuple[n.Formula, ...], names: Names, *, every: bool) -> Outline:
    flat = tuple(_flat(args, every=every))
    if len(flat) == 1:
        return outline_of(flat[0], names)
    return Listed(every, tuple(outline_of(a, names) for a in flat))


def _flat(args: tuple[n.Formula, ...], *, every: bool) -> Iterator[n.Formula]:
    """Yields the parts of nested conjunctions (disjunctions), without those that say nothing."""
    idle = n.Always(every)
    found: list[n.Formula] = []
    for arg in args:
        if (every and isinstance(arg, n.And)) or (not every and isinstance(arg, n.Or)):
            found += _flat(arg.args, every=every)
        elif arg != idle:
            found.append(arg)
    yield from found or [idle]


def _there_is(var: n.EventVar, names: Names) -> Text:
    what, label = kinds(var.kinds), name(var, names)
    return Text(f"有一个{what.zh} {label.zh}，使", f"there is {a(what.en)} {label.en} such that")


def question(id: n.ReadingId) -> Text:
    """Returns the head of what a reading decides."""
    asked = reading(id)
    return Text(f"按 {id} 的读法", f"by the reading {id} ({asked.question_en.rstrip('?')})")


def value_label(id: n.ReadingId, value: str) -> Text:
    """Returns what stands before the branch of a value."""
    about = next(v.about for v in reading(id) if v.word == value)
    grade = GRADES[about.grade]
    return Text(f"{value}（{about.zh}，{grade.zh}）", f"{value} [{grade.en}]")


def atom(f: n.Atom, names: Names) -> Text:
    """Returns the atom as a clause."""
    match f:
        case n.Always(value):
            return Text("恒真", "always true") if value else Text("恒假", "never true")
        case n.Is(e, field, words):
            return _is(_of(e, FIELDS[field.value], names), map(word, words))
        case n.MatterIs(e, field, words):
            return _is(_of_matter(e, FIELDS[field.value], names), map(word, words))
        case n.Flag(e, field):
            return _clause(name(e, names), FLAGS[field.value])
        case n.MatterFlag(e, field):
            return _clause(_matter(e, names), FLAGS.get(field.value) or FACTS[field.value])
        case n.Attested(e, fact):
            said = _clause(name(e, names), FACTS[fact.value])
            return Text(f"{said.zh}（经认定）", f"{said.en} (attested)")
        case n.SameGround(later, earlier, fact):
            one, two, what = name(later, names), name(earlier, names), FACTS[fact.value]
            zh = f"{one.zh} 与 {two.zh} {what.zh}（经认定）"
            return Text(zh, f"of {one.en} and {two.en}, {what.en} (attested)")
        case n.States(e, stated):
            label, what = name(e, names), word(stated)
            return Text(f"{label.zh} 载明“{what.zh}”", f"{label.en} states: {what.en}")
        case n.IsA(e, of):
            label, what = name(e, names), kinds(of)
            return Text(f"{label.zh} 是{what.zh}", f"{label.en} is {a(what.en)}")
        case n.Given(e, field):
            label, what = name(e, names), FIELDS[field.value]
            return Text(f"{label.zh} 记有{what.zh}", f"{label.en} has {what.en}")
        case n.InSet(who, parties):
            one, two = party(who, names), party_set(parties, names)
            return Text(f"{one.zh}在{two.zh}之列", f"{one.en} is among {two.en}")
        case n.Overlap(left, right):
            one, two = party_set(left, names), party_set(right, names)
            return Text(
                f"{one.zh}与{two.zh}有重合", f"{one.en} and {two.en} have somebody in common"
            )
        case n.SameParty(left, right):
            one, two = party(left, names), party(right, names)
            return Text(f"{one.zh}就是{two.zh}", f"{one.en} is {two.en}")
        case n.Related(relation, left, right, _):
            return related(relation, party(left, names), party(right, names))
        case n.OfKind(who, of):
            return _is(party(who, names), (word(k.value) for k in of))
        case n.OfLevel(who, levels):
            level = party(who, names) + Text("的级别", "'s level")
            return _is(level, (word(k.value) for k in levels))
        case n.SameMatter(left, right):
            one, two = name(left, names), name(right, names)
            return Text(
                f"{one.zh} 与 {two.zh} 属同一事项", f"{one.en} and {two.en} are of one matter"
            )
        case n.SameEvent(left, right):
            one, two = name(left, names), name(right, names)
            return Text(f"{one.zh} 就是 {two.zh}", f"{one.en} is the same event as {two.en}")
        case n.Precedes(left, right):
            one, two = name(left, names), name(right, names)
            return Text(f"{one.zh} 先于 {two.zh}", f"{one.en} comes before {two.en}")
        case n.Answers(later, earlier):
            one, two = name(later, names), name(earlier, names)
            return Text(f"{one.zh} 针对 {two.zh}", f"{one.en} answers {two.en}")
        case n.NotAfter(left, right):
            one, two = day(left, names), day(right, names)
            return Text(f"{one.zh}不晚于{two.zh}", f"{one.en} is not after {two.en}")
        case n.AtMost(left, right):
            few, many = number(left, names), number(right, names)
            return Text(f"{few.zh}不超过{many.zh}", f"{few.en} is at most {many.en}")
        case n.Unsettled(id):
            asked = reading(id)
            return Text(f"法律未定：{asked.question_zh}（{id}）", f"left open by the law ({id})")
        case _:
            assert_never(f)


def _is(what: Text, words: Iterable[Text]) -> Text:
    choice = joined(words, OR)
    return Text(f"{what.zh}是{choice.zh}", f"{what.en} is {choice.en}")


def _clause(subject: Text, clause: Text) -> Text:
    return Text(f"{subject.zh} {clause.zh}", f"of {subject.en}: {clause.en}")


# ---- events and parties --------------------------------------------------------------------------


def name(var: n.EventVar, names: Names) -> Text:
    """Returns what the event is called."""
    return names.get(var.name) or same(var.name)


def kinds(of: Iterable[Kind]) -> Text:
    """Returns "an A or B"."""
    return joined((kind_name(k) for k in of), OR)


def _of(e: n.EventVar, what: Text, names: Names) -> Text:
    label = name(e, names)
    return Text(f"{label.zh} 的{what.zh}", f"{what.en} of {label.en}")


def _matter(e: n.EventVar, names: Names) -> Text:
    label = name(e, names)
    return Text(f"{label.zh} 的事项", f"the matter of {label.en}")


def _of_matter(e: n.EventVar, what: Text, names: Names) -> Text:
    label = _matter(e, names)
    return Text(f"{label.zh}的{what.zh}", f"{what.en} of {label.en}")


def party(t: n.PartyTerm, names: Names) -> Text:
    """Returns what the organ or person is called."""
    match t:
        case n.PartyOf(e, field):
            label = name(e, names)
            if field is Field.BY:
                return Text(f"{label.zh} 的作出者", f"whoever did {label.en}")
            return _of(e, FIELDS[field.value], names)
        case n.PartyVar(own):
            return names.get(own) or same(own)
        case _:
            assert_never(t)


def party_set(t: n.PartySet, names: Names) -> Text:
    """Returns what the set of parties is called."""
    match t:
        case n.SetOf(e, field):
            return _of(e, FIELDS[field.value], names)
        case n.MatterSet(e, matter_field):
            return _of_matter(e, FIELDS[matter_field.value], names)
        case _:
            assert_never(t)


# ---- days and numbers ----------------------------------------------------------------------------


def day(t: n.DayTerm, names: Names) -> Text:
    """Returns the day as a noun phrase."""
    match t:
        case n.DayOf(e, Field.ON):
            label = name(e, names)
            return Text(f"{label.zh} 之日", f"the day of {label.en}")
        case n.DayOf(e, field):
            return _of(e, FIELDS[field.value], names)
        case n.DayConst(value):
            return same(str(date_of(value)))
        case n.PeriodEnd():
            return _period(t, names)
        case n.Latest(var, _, of, otherwise):
            what, label = kinds(var.kinds), name(var, names)
            last, else_ = day(of, names), day(otherwise, names)
            return Text(
                f"各{what.zh} {label.zh} 中最晚的{last.zh}（没有则为{else_.zh}）",
                f"the latest of {last.en} over every {what.en} {label.en} (or, without one, "
                f"{else_.en})",
            )
        case n.CarriedOn(organ, after, until):
            who, low, high = party(organ, names), day(after, names), day(until, names)
            return Text(
                f"{low.zh}之后、{high.zh}以前{who.zh}的职权由他机关承继的最后一日（没有则为前者）",
                f"the last day after {low.en} and not past {high.en} on which the tree of organs "
                f"lets another take over from {who.en} (the former, without one)",
            )
        case n.ChooseDay(id, branches):
            return _chosen(id, ((v, day(b, names)) for v, b in branches))
        case _:
            assert_never(t)


def _period(t: n.PeriodEnd, names: Names) -> Text:
    start = day(t.start, names)
    if isinstance(t.start, n.PeriodEnd) and t.start.without:
        start = Text(f"（{start.zh}）", f"({start.en})")
    amounts = joined((_step(s, names) for s in t.steps), Text("，再加 ", ", then "))
    own = Text("信访人的", "the petitioner's own ") if t.petitioners else Text("", "")
    whole = Text(
        f"自{start.zh}起{own.zh} {amounts.zh}的末日",
        f"the end of {own.en}{amounts.en} from {start.en}",
    )
    for stopped in t.without:
        whole += _left_out(stopped)
    return whole


def _left_out(stopped: n.Suspension) -> Text:
    if stopped.sitting_only:
        return Text("（开庭日不计）", " (sitting days left out)")
    begins, ends = kinds(stopped.start.kinds), kinds(stopped.end_kinds)
    return Text(f"（自{begins.zh}至{ends.zh}不计）", f" (from {begins.en} to {ends.en} left out)")


# ---- what a term leaves to be said ---------------------------------------------------------------


def _with_provisos(text: Text, provisos: tuple[Outline, ...]) -> Outline:
    if not provisos:
        return Line(text)
    more = provisos[0] if len(provisos) == 1 else Listed(True, provisos)
    return Under(text + Text("，其中", ", where"), more)


def _of_day(t: n.DayTerm, names: Names) -> Iterator[Outline]:
    """Yields which events a day term counts, and what other readings make of it."""
    match t:
        case n.DayOf() | n.DayConst():
            return
        case n.PeriodEnd(start, steps, without, _):
            yield from _of_day(start, names)
            for step in steps:
                yield from _of_number(step.amount, names)
            for stopped in without:
                yield _only_where(stopped.start, stopped.where, names)
        case n.Latest(var, where, of, otherwise):
            yield _only_where(var, where, names)
            yield from _of_day(of, names)
            yield from _of_day(otherwise, names)
        case n.CarriedOn(_, after, until):
            yield from (*_of_day(after, names), *_of_day(until, names))
        case n.ChooseDay(id, branches):
            cases = (
                (value_label(id, v), _with_provisos(day(b, names), tuple(_of_day(b, names))))
                for v, b in branches
            )
            yield ByReading(question(id), tuple(cases))
        case _:
            assert_never(t)


def _of_number(t: n.NumberTerm, names: Names) -> Iterator[Outline]:
    match t:
        case n.NumberConst() | n.NumberOf() | n.OpenNumber():
            return
        case n.CappedSum(var, where, of, _):
            yield _only_where(var, where, names)
            yield from _of_number(of, names)
        case n.ChooseNumber(id, branches):
            cases = (
                (value_label(id, v), _with_provisos(number(b, names), tuple(_of_number(b, names))))
                for v, b in branches
            )
            yield ByReading(question(id), tuple(cases))
        case _:
            assert_never(t)


def _only_where(var: n.EventVar, where: n.Formula, names: Names) -> Outline:
    what, label = kinds(var.kinds), name(var, names)
    head = Text(f"只计这样的{what.zh} {label.zh}", f"only {a(what.en)} {label.en} counts such that")
    return Under(head, outline_of(where, names))


# ---- steps and numbers ---------------------------------------------------------------------------


def _step(s: n.Step, names: Names) -> Text:
    amount = number(s.amount, names)
    match s.unit:
        case Unit.NATURAL:
            return Text(f"{amount.zh} 日", f"{amount.en} days")
        case Unit.WORKING:
            return Text(f"{amount.zh} 个工作日", f"{amount.en} working days")
        case _:
            assert_never(s.unit)


def number(t: n.NumberTerm, names: Names) -> Text:
    """Returns the number as a noun phrase."""
    match t:
        case n.NumberConst(value):
            return same(str(value))
        case n.NumberOf(e, field):
            return _of(e, FIELDS[field.value], names)
        case n.CappedSum(var, _, of, cap):
            what, each = kinds(var.kinds), number(of, names)
            return Text(
                f"各次{what.zh}之和（{each.zh}，合计至多 {cap}）",
                f"the sum over every {what.en} ({each.en}, together at most {cap})",
            )
        case n.ChooseNumber(id, branches):
            return _chosen(id, ((v, number(b, names)) for v, b in branches))
        case n.OpenNumber(limit):
            return same(limit)
        case _:
            assert_never(t)


def _chosen(id: n.ReadingId, branches: Iterable[tuple[str, Text]]) -> Text:
    """Returns the term of the default value; the others are named by the readings of the rule."""
    found = dict(branches)
    default = found[reading(id).default().word]
    others = joined((same(v) for v in found), ENUMERATION)
    return default + Text(f"〔{id}：{others.zh}〕", f" [{id}: {others.en}]")


# ---- what a rule demands -------------------------------------------------------------------------


def demand_outline(demand: n.Demand, names: Names = NOBODY_NAMED) -> Outline:
    """Returns what is required or forbidden."""
    match demand:
        case n.Answer(what, None):
            return Under(Text("要求", "required"), outline_of(what, names))
        case n.Answer(what, due):
            assert due is not None
            last = day(due, names)
            by = Text(f"不晚于{last.zh}", f"not after {last.en}")
            parts = (outline_of(what, names), _with_provisos(by, tuple(_of_day(due, names))))
            return Under(Text("要求", "required"), Listed(True, parts))
        case n.Never(what):
            return Under(Text("禁止", "forbidden"), outline_of(what, names))
        case n.Holds(what):
            return Under(Text("必须", "it must hold that"), outline_of(what, names))
        case _:
            assert_never(demand)


def excuse_outline(excuse: n.Excuse, names: Names = NOBODY_NAMED) -> Outline:
    """Returns one exception."""
    head = Text(f"除非（{excuse.name}）", f"unless ({excuse.name})")
    if excuse.by is None:
        return Under(head, outline_of(excuse.what, names))
    last = day(excuse.by, names)
    by = _with_provisos(
        Text(f"不晚于{last.zh}", f"not after {last.en}"), tuple(_of_day(excuse.by, names))
    )
    return Under(head, Listed(True, (outline_of(excuse.what, names), by)))


def bearer_text(bearer: n.Bearer, names: Names = NOBODY_NAMED) -> Text:
    """Returns who is bound."""
    match bearer:
        case n.PartyOf():
            return party(bearer, names)
        case n.ThePetitioners():
            return Text("信访人", "the petitioners")
        case n.TheActor():
            return Text("作出该行为者", "whoever did it")
        case _:
            assert_never(bearer)


def trigger_text(var: n.EventVar) -> Text:
    """Returns a trigger: its name and the kinds it stands for."""
    return same(var.name) + Text("：", ": ") + kinds(var.kinds)
