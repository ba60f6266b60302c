"""The state of every provision of the law, in words and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypedDict

from checker.show.glossary import FACTS
from checker.show.lang import ENUMERATION, OR, SEMICOLON, Lang, Text, joined, same
from checker.show.paint import BOLD, DIM, GREEN, PLAIN, YELLOW, Row, Style, row
from checker.tasks.coverage import Provision, State
from constraints.coverage import NotCheckable
from model.logic.rule import Source

STATES: Final = {
    State.RUNS: (Text("规则", "rule"), GREEN),
    State.ATTESTED: (Text("经认定后适用", "rule once attested"), YELLOW),
    State.LIABILITY: (Text("随规则而生", "follows from rules"), PLAIN),
    State.NOT_CHECKABLE: (Text("无从核查", "not checkable"), DIM),
}


class ProvisionDocument(TypedDict):
    """One provision: its state; the facts it needs, one of each group; those it may ask; why it is
    not checkable."""

    id: str
    state: str
    needs: list[list[str]]
    asks: list[str]
    follows: list[str]
    why: dict[str, str] | None


class SourceDocument(TypedDict):
    """One source: how many provisions are in each state, and all of them; the readings that no
    formula asks."""

    source: str
    counts: dict[str, int]
    provisions: list[ProvisionDocument]
    readings_without_formula: dict[str, dict[str, str]]


def coverage_rows(
    source: Source, found: Sequence[Provision], unasked: Mapping[str, NotCheckable], lang: Lang
) -> Iterator[Row]:
    """Yields the counts of a source, then its provisions one by one."""
    yield row((f"{source.id}  {Text(source.zh, source.en).of(lang)}", BOLD))
    status = Text(source.status.zh, source.status.en).of(lang)
    yield row((f"  {Text(source.issuer.zh, source.issuer.en).of(lang)} · {status}", DIM))
    counts = Counter(p.state for p in found)
    for state, (word, style) in STATES.items():
        yield row(f"  {counts[state]:>4}  ", (word.of(lang), style))
    yield row("")
    width = max((len(p.id) for p in found), default=0)
    for provision in found:
        word, style = STATES[provision.state]
        said = _said(provision)
        dash: tuple[tuple[str, Style], ...] = ((f"  {said.of(lang)}", DIM),) if said else ()
        yield row(f"  {provision.id:<{width}}  ", (word.of(lang), style), *dash)
    if unasked:
        yield row("")
        heading = Text("没有公式依据的读法", "readings that no formula asks")
        yield row((f"  {heading.of(lang)}", BOLD))
    for id, why in unasked.items():
        yield row(f"  {id}  ", (Text(why.zh, why.en).of(lang), DIM))


def _said(p: Provision) -> Text:
    match p.state:
        case State.NOT_CHECKABLE if p.why is not None:
            return Text(p.why.zh, p.why.en)
        case State.ATTESTED:
            groups = (joined((FACTS[f] for f in group), OR) for group in p.needs)
            return Text("须认定：", "needs: ") + joined(groups, SEMICOLON)
        case State.LIABILITY:
            return Text("违反：", "breach of ") + joined(map(same, p.follows), ENUMERATION)
        case _:
            return Text("或取决于：", "may turn on: ") + _facts(p.asks) if p.asks else Text("", "")


def _facts(names: Sequence[str]) -> Text:
    return joined((FACTS[name] for name in names), ENUMERATION)


def coverage_document(
    source: Source, found: Sequence[Provision], unasked: Mapping[str, NotCheckable]
) -> SourceDocument:
    """Returns the same as data."""
    counts = Counter(p.state for p in found)
    return SourceDocument(
        source=source.id,
        counts={state.value: counts[state] for state in State},
        provisions=[_document(p) for p in found],
        readings_without_formula={id: {"zh": w.zh, "en": w.en} for id, w in unasked.items()},
    )


def _document(p: Provision) -> ProvisionDocument:
    return ProvisionDocument(
        id=p.id,
        state=p.state.value,
        needs=[list(group) for group in p.needs],
        asks=list(p.asks),
        follows=list(p.follows),
        why={"zh": p.why.zh, "en": p.why.en} if p.why else None,
    )
