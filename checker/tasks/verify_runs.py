"""From a model of the solver to a run: the shortest one, and the case file that records it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, cast

from checker.ground.cells import Cells
from checker.ground.completions import Value
from checker.ground.residual import (
    CellName,
    IntSymbol,
    Lin,
    Residual,
    Symbol,
    and_,
    at_most,
    not_,
    or_,
)
from checker.ground.symbolic import chosen, how_many
from checker.tasks.verify_flow import Runs, run_constraints
from model.calendar import date_of
from model.casefile.fields import FIELDS, Sort
from model.history import Cell, Choice, Event, Matter, Members, Span, Truth
from model.words import Fact, Field, MatterField

Values: TypeAlias = Mapping[Symbol, Value]
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Doc: TypeAlias = "dict[str, Json]"


@dataclass(frozen=True, slots=True)
class Found:
    """A run with what is asked for. `shortest`: no run with it has fewer steps, and none of as few
    takes fewer days."""

    values: Values
    shortest: bool


@dataclass(frozen=True, slots=True)
class Nothing:
    """No run has what is asked for."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """The solver gave up; `reason` is its own word for it."""

    reason: str


def shortest_run(
    wanted: Iterable[Residual], runs: Runs, cells: Cells, rlimit: int | None
) -> Found | Nothing | Unsure:
    """Returns the run with the fewest steps, then the fewest days, then the earliest start, that
    has everything wanted."""
    from checker.smt.solve import DEFAULT_RLIMIT, Completions, GaveUp, Impossible, Possible

    asked = list(wanted)
    if any(r is False for r in asked):
        return Nothing()
    number = how_many(cells)
    demands = [*asked, *run_constraints(runs, cells)]
    solver = Completions(cells.definitions, demands, rlimit or DEFAULT_RLIMIT)
    match solver.possible(True):
        case Impossible():
            return Nothing()
        case GaveUp(reason):
            return Unsure(reason)
        case Possible(values):
            best = values
    sure = True

    def lessen(measure: Callable[[Values], int], at_most_: Callable[[int], Residual]) -> None:
        """Looks for the least measure by halving; keeps it as a demand."""
        nonlocal best, sure
        low, high = 0, measure(best)
        while low < high:
            middle = (low + high) // 2
            match solver.possible(at_most_(middle)):
                case Possible(values):
                    best, high = values, min(middle, measure(values))
                case Impossible():
                    low = middle + 1
                case GaveUp():
                    sure = False
                    low = high
        solver.demand(at_most_(high))

    begin = runs.unfolding.start.earliest
    lessen(lambda v: _steps(v, runs), lambda n: at_most(number, Lin(n)))
    lessen(lambda v: _days(v, runs), lambda n: _over_in(n, runs, cells))
    lessen(lambda v: _start(v, runs) - begin, lambda n: at_most(runs.start, Lin(begin + n)))
    return Found(best, sure)


def _steps(values: Values, runs: Runs) -> int:
    """The optional steps that happened: the others are in every run."""
    names = {s.name: v for s, v in values.items()}
    return sum(
        not e.recorded and names.get(CellName(e.id, "happened")) is True
        for e in runs.history.events
    )


def _start(values: Values, runs: Runs) -> int:
    return _value(runs.start, values)


def _value(lin: Lin, values: Values) -> int:
    return lin.const + sum(k * _number(s, values) for s, k in lin.terms)


def _number(symbol: IntSymbol, values: Values) -> int:
    value = values.get(symbol, symbol.low)
    assert isinstance(value, int)
    return value


def _days(values: Values, runs: Runs) -> int:
    """The days from the start of the process to its last step."""
    names = {s.name: v for s, v in values.items()}
    start = _start(values, runs)
    last = start
    for e in runs.history.events:
        if e.recorded or names.get(CellName(e.id, "happened")) is True:
            on = e.cells[Field.ON]
            assert isinstance(on, Span)
            day = names.get(CellName(e.id, Field.ON.value), on.low)
            assert isinstance(day, int)
            last = max(last, day)
    return last - start


def _over_in(n: int, runs: Runs, cells: Cells) -> Residual:
    latest = runs.start + n
    return and_(
        or_((not_(cells.occurred(e)), at_most(cells.day(e), latest))) for e in runs.history.events
    )


# ---- the case file of a run ----------------------------------------------------------------------


def case_of_run(runs: Runs, cells: Cells, values: Values, name: str, note: str) -> Doc:
    """Returns the case file of a run: the steps that happened on their days, and every fact the
    model had to fix."""
    history = chosen(cells, values)
    touched: dict[str, list[CellName]] = {}
    for symbol in values:
        touched.setdefault(symbol.name.owner, []).append(symbol.name)
    written = {e.id: e for e in runs.record.events}
    events: list[Json] = []
    for place, e in enumerate(history.events):
        plain = cast("Doc", written[e.id].model_dump(mode="json", exclude_unset=True))
        doc = _event(e, plain, touched.get(e.id, []))
        if CellName(e.id, "order") in touched.get(e.id, []):
            doc["time"] = _time(place)  # the order of a day's events mattered: say it
        events.append(doc)
    matters: list[Json] = []
    for m in runs.record.matters:
        plain = cast("Doc", m.model_dump(mode="json", exclude_unset=True))
        matters.append(_matter(history.matters[m.id], plain, touched.get(m.id, [])))
    organs: Doc = {}
    if runs.record.organs is not None:
        organs = {"organs": cast("Json", runs.record.organs)}
    return {
        "case": name,
        "as_of": str(date_of(history.as_of)),
        "record": "complete",
        **organs,
        "note": note,
        "matters": matters,
        "events": events,
    }


def _time(place: int) -> str:
    """Returns a time of day; later places have later ones. INVARIANT: fits `MOST_EVENTS`."""
    minutes = 8 * 60 + 2 * place
    return f"{minutes // 60:02}:{minutes % 60:02}"


_DAYS = (Sort.DAY, Sort.DAYS)
_AUXILIARY = ("happened", "order", "refers")
_SAME = {Fact.SAME_FACTS.value: "facts", Fact.SAME_REASONS.value: "reasons"}


def _event(e: Event, plain: Doc, touched: list[CellName]) -> Doc:
    on = e.cells[Field.ON]
    assert isinstance(on, Span)
    doc: Doc = {"id": e.id, "kind": plain["kind"], "on": str(date_of(on.low)), **plain}
    doc["on"] = str(date_of(on.low))
    if e.refers.options[0] and "refers" in doc:
        refers: list[Json] = [*sorted(e.refers.options[0])]
        doc["refers"] = refers[0] if len(refers) == 1 else refers
    for name in touched:
        if name.field == "attested":
            fact = Fact(name.detail)
            _attest(doc, fact, e.facts[fact])
        elif name.field in _SAME:
            _set_same(doc, name, e)
        elif name.field not in _AUXILIARY and FIELDS[Field(name.field)].sort not in _DAYS:
            doc[name.field] = _plain(e.cells[Field(name.field)])
    return doc


def _attest(doc: Doc, fact: Fact, value: Truth) -> None:
    said = doc.setdefault("attested", {})
    assert isinstance(said, dict)
    said[fact.value] = value.value


def _set_same(doc: Doc, name: CellName, e: Event) -> None:
    if name.detail not in e.same_as:
        return  # the other event is not in this run
    said = doc.setdefault("same_as", [])
    assert isinstance(said, list)
    entry = next((s for s in said if isinstance(s, dict) and s.get("event") == name.detail), None)
    if entry is None:
        entry = cast("Doc", {"event": name.detail})
        said.append(entry)
    facts, reasons = e.same_as[name.detail]
    entry[_SAME[name.field]] = (facts if _SAME[name.field] == "facts" else reasons).value


def _matter(m: Matter, plain: Doc, touched: list[CellName]) -> Doc:
    doc: Doc = dict(plain)
    for name in touched:
        if name.field == "attested":
            fact = Fact(name.detail)
            _attest(doc, fact, m.facts[fact])
            continue
        value = _plain(m.cells[MatterField(name.field)])
        if name.field == MatterField.WAY.value:
            if isinstance(value, str) and value.isdigit():
                doc[name.field] = int(value)
            continue
        doc[name.field] = value
    return doc


def _plain(cell: Cell) -> Json:
    match cell:
        case Span(low, _):
            return low
        case Choice(options):
            return options[0]
        case Truth(value):
            return value
        case Members(sure, _):
            return [*sorted(sure)]


def text_of(doc: Doc) -> str:
    """Returns the case file as text: one line per matter and per event."""
    lines: list[str] = []
    for key, value in doc.items():
        said = json.dumps(value, ensure_ascii=False)
        if key in ("matters", "events") and isinstance(value, list):
            rows = ",\n".join("  " + json.dumps(v, ensure_ascii=False) for v in value)
            said = f"[\n{rows}]"
        lines.append(f' "{key}": {said}')
    return "{\n" + ",\n".join(lines) + "}\n"


def written_to(folder: Path, name: str, text: str) -> Path:
    """Returns the path of the case file now written there; OSError if it cannot be."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    path.write_text(text, encoding="utf-8")
    return path
