"""Synthetic logs: histories lawful by construction, and histories that break one rule each.

Each is a petition about housing in some county of the national tree: submitted to the petition
office and passed on, or to the department outright; accepted, heard, investigated, decided, now
and then extended, reviewed, reviewed again. Days are drawn well inside the limits of the 2022
Regulations; a labelled history is the same with one thing done wrong. All cases of a chunk are
drawn at once, column by column; equal seeds give equal logs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from model.calendar import day_number
from scenarios.national import tree_name, units

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

CHUNK: Final = 40_000
"""How many cases are drawn at a time."""
LAWFUL: Final = "lawful"
_PETITIONER: Final = "p1"

# ---- what happens --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """One act a history may have: who does it to whom (`p` the petitioner, else a part of the
    county's or, of `above`, the prefecture's government), what it refers to, its own fields."""

    id: str
    kind: str
    by: str
    to: str = ""
    refers: str = ""
    own: Mapping[str, str] | None = None


_FULL: Final = "request;facts_reasons;opinion;basis"
SLOTS: Final = (
    Slot("submit", "submit", "p", "first", "", {
        "has_name": "yes", "has_address": "yes", "has_contact": "yes"}),
    Slot("register", "register", "first", "", "submit"),
    Slot("transfer", "transfer", "xfj", "housing", "submit"),
    Slot("notice", "notify_receipt", "housing", "p", "raised", {
        "written": "yes", "states": "receipt;route;procedure;accepted"}),
    Slot("accept", "accept", "housing", "", "raised"),
    Slot("hear", "hear_statement", "housing", "", "accept"),
    Slot("investigate", "investigate", "housing", "", "accept"),
    Slot("extend", "extend", "housing", "", "accept", {
        "days": "30", "approved_by_head": "yes", "complex": "yes", "reasons": "需要鉴定"}),
    Slot("tell-why", "notify_extension", "housing", "p", "extend", {
        "written": "yes", "reasons_given": "yes"}),
    Slot("opinion", "opinion", "housing", "", "accept", {"outcome": "not_supported"}),
    Slot("deliver", "deliver", "housing", "p", "opinion"),
    Slot("request", "review_request", "p", "gov", "opinion"),
    Slot("review", "review_opinion", "gov", "", "request", {"outcome": "upheld"}),
    Slot("deliver-review", "deliver", "gov", "p", "review"),
    Slot("re-request", "re_review_request", "p", "above", "review"),
    Slot("re-review", "re_review_opinion", "above", "", "re-request", {"outcome": "upheld"}),
    Slot("deliver-re-review", "deliver", "above", "p", "re-review"),
)  # fmt: skip
"""In order of time."""
AT: Final = {slot.id: i for i, slot in enumerate(SLOTS)}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing done wrong: an act late (its slot, and how many days after the act before it, from
    and to), an act left out, or a field given otherwise (slot, field, cell). `direct` and the
    others: what the history must have, or must not, for that."""

    late: tuple[str, int, int] | None = None
    missing: str = ""
    cell: tuple[str, str, str] | None = None
    direct: bool | None = None
    extended: bool | None = None
    reviewed: bool = False
    re_reviewed: bool = False


WRONGS: Final[Mapping[str, Wrong]] = {
    "R22-34a": Wrong(late=("opinion", 75, 130), extended=False),
    "R22-34b": Wrong(cell=("extend", "approved_by_head", "no"), extended=True),
    "R22-34c": Wrong(missing="tell-why", extended=True),
    "R22-23.2": Wrong(late=("notice", 22, 40), direct=True),
    "R22-23.3a": Wrong(late=("notice", 22, 40), direct=False),
    "R22-31(6)a": Wrong(missing="hear"),
    "R22-32.1a": Wrong(cell=("opinion", "states", "request;facts_reasons;opinion")),
    "R22-35.2": Wrong(late=("review", 45, 80), reviewed=True),
    "R22-36.1b": Wrong(late=("re-review", 45, 80), re_reviewed=True),
}
"""The rules a history can be made to break, each by one thing done wrong."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of text: a code per row, -1 for an empty cell, and the word of each code."""

    codes: NDArray[np.int32]
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Some whole cases as a table of events under the headings of our tables. `labels`: for each
    case the rule it breaks, or `LAWFUL`."""

    columns: Mapping[str, Column]
    case_off: Ints
    labels: tuple[str, ...]


def drawn(
    cases: int, violate: Mapping[str, float], seed: int, provinces: int = 31
) -> Iterator[Drawn]:
    """Yields so many cases, at most `CHUNK` at a time; of each rule named the share that breaks it
    (all shares together at most 1)."""
    for number, first in enumerate(range(0, cases, CHUNK)):
        yield _chunk(first, min(CHUNK, cases - first), violate, (seed, number), provinces)


# ---- one chunk -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Plan:
    """What distinguishes the cases: yes or no of each."""

    direct: Flags
    extended: Flags
    reviewed: Flags
    re_reviewed: Flags
    label: Ints
    """0, or 1 and the number of the rule it breaks."""


def _chunk(
    first: int, many: int, violate: Mapping[str, float], seed: tuple[int, int], provinces: int
) -> Drawn:
    import numpy as np

    rng = np.random.default_rng(seed)
    rules = tuple(violate)
    label = _labels(rng, many, violate)
    breaks = {rule: label == i + 1 for i, rule in enumerate(rules)}
    plan = _plan(rng, label, breaks)
    days = _days(rng, plan, breaks)
    there = _there(plan, breaks)
    counties = sum(u.level == "county" for u in units(provinces))
    case, slot = (found.astype(np.int64) for found in np.nonzero(there))
    rows = _Rows(case, slot, rng.integers(0, counties, many), provinces)
    organs = _Organs.of(provinces)
    columns = _of_cases(rows, first, organs, rng.integers(0, 2, many))
    columns |= _of_events(rows, days, plan.direct, organs)
    labels = (LAWFUL, *(f"violates {rule}" for rule in rules))
    _give_otherwise(columns, case, slot, breaks)
    head = slot == 0
    columns["case_note"] = Column(np.where(head, plan.label[case], -1).astype(np.int32), labels)
    off = np.concatenate([np.zeros(1, np.int64), np.cumsum(there.sum(axis=1), dtype=np.int64)])
    names = (LAWFUL, *rules)
    return Drawn(columns, off, tuple(names[int(label)] for label in plan.label))


def _labels(rng: np.random.Generator, many: int, violate: Mapping[str, float]) -> Ints:
    import numpy as np

    shares = np.cumsum([0.0, *violate.values()])
    label = np.searchsorted(shares, rng.random(many), side="right")
    return np.where(label > len(violate), 0, label).astype(np.int64)


def _plan(rng: np.random.Generator, label: Ints, breaks: Mapping[str, Flags]) -> _Plan:
    import numpy as np

    many = len(label)
    direct = rng.random(many) < 0.25
    extended = rng.random(many) < 0.1
    re_reviewed = rng.random(many) < 0.1
    reviewed = (rng.random(many) < 0.2) | re_reviewed
    for rule, broken in breaks.items():
        wrong = WRONGS[rule]
        if wrong.extended is not None:
            extended = np.where(broken, wrong.extended, extended)
        if wrong.direct is not None:
            direct = np.where(broken, wrong.direct, direct)
        re_reviewed = re_reviewed | (broken & wrong.re_reviewed)
        reviewed = reviewed | (broken & (wrong.reviewed or wrong.re_reviewed))
    return _Plan(direct, extended, reviewed, re_reviewed, label)


_FIRST_DAY: Final = (2022, 5, 9)
_SPREAD: Final = 850
AS_OF: Final = "2025-12-31"
"""The day up to which every case speaks: later than any that can be drawn."""


def _days(rng: np.random.Generator, plan: _Plan, breaks: Mapping[str, Flags]) -> Ints:
    """Returns the day of every slot of every case, be it there or not."""
    from datetime import date

    import numpy as np

    many = len(plan.label)

    def after(day: Ints, low: int, high: int) -> Ints:
        return day + rng.integers(low, high + 1, many)

    def late(slot: str, day: Ints, otherwise: Ints) -> Ints:
        found = otherwise
        for rule, broken in breaks.items():
            wrong = WRONGS[rule].late
            if wrong is not None and wrong[0] == slot:
                found = np.where(broken, after(day, *wrong[1:]), found)
        return found

    days = np.zeros((many, len(SLOTS)), np.int64)
    submit = day_number(date(*_FIRST_DAY)) + rng.integers(0, _SPREAD, many)
    transfer = after(submit, 1, 9)
    raised = np.where(plan.direct, submit, transfer)
    notice = late("notice", raised, after(raised, 0, 6))
    accept = after(raised, 6, 10)
    hear = after(accept, 1, 12)
    investigate = after(hear, 1, 12)
    extend = after(accept, 30, 50)
    void = breaks.get("R22-34b", np.zeros(many, np.bool_))
    in_time = np.where(plan.extended, after(extend, 5, 30), after(investigate, 1, 25))
    opinion = late("opinion", accept, np.where(void, after(accept, 52, 57), in_time))
    deliver = after(opinion, 0, 2)
    request = after(deliver, 3, 24)
    review = late("review", request, after(request, 4, 26))
    told = after(review, 0, 2)
    again = after(told, 3, 24)
    last = late("re-review", again, after(again, 4, 26))
    each = {
        "submit": submit, "register": submit, "transfer": transfer, "notice": notice,
        "accept": accept, "hear": hear, "investigate": investigate, "extend": extend,
        "tell-why": after(extend, 0, 1), "opinion": opinion, "deliver": deliver,
        "request": request, "review": review, "deliver-review": told, "re-request": again,
        "re-review": last, "deliver-re-review": after(last, 0, 2),
    }  # fmt: skip
    for name, found in each.items():
        days[:, AT[name]] = found
    return days


def _there(plan: _Plan, breaks: Mapping[str, Flags]) -> Flags:
    """Returns which slots every case has."""
    import numpy as np

    there = np.ones((len(plan.label), len(SLOTS)), np.bool_)
    there[:, AT["transfer"]] = ~plan.direct
    for name in ("extend", "tell-why"):
        there[:, AT[name]] = plan.extended
    for name in ("request", "review", "deliver-review"):
        there[:, AT[name]] = plan.reviewed
    for name in ("re-request", "re-review", "deliver-re-review"):
        there[:, AT[name]] = plan.re_reviewed
    for rule, broken in breaks.items():
        if WRONGS[rule].missing:
            there[:, AT[WRONGS[rule].missing]] &= ~broken
    return there


def _give_otherwise(
    columns: dict[str, Column], case: Ints, slot: Ints, breaks: Mapping[str, Flags]
) -> None:
    """Puts the cells that break a rule in place of the others."""
    import numpy as np

    for rule, broken in breaks.items():
        cell = WRONGS[rule].cell
        if cell is None:
            continue
        place, field, word = cell
        before = columns[field]
        at = broken[case] & (slot == AT[place])
        codes = np.where(at, len(before.words), before.codes).astype(np.int32)
        columns[field] = Column(codes, (*before.words, word))


# ---- columns -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a chunk: for each its case and its slot; whose county each case is of."""

    case: Ints
    slot: Ints
    county: Ints
    provinces: int

    @property
    def head(self) -> Flags:
        """Whether a row is the first of its case."""
        import numpy as np

        return np.asarray(self.slot == 0, np.bool_)


def _of_cases(rows: _Rows, first: int, organs: _Organs, channel: Ints) -> dict[str, Column]:
    """Returns what is said once of each case, in its first row."""
    import numpy as np

    head = rows.head
    names = tuple(f"g{first + i + 1:09d}" for i in range(len(rows.county)))
    whose = organs.code("housing", rows.county[rows.case])
    return {
        "case": Column(rows.case.astype(np.int32), names),
        "as_of": _where(head, AS_OF),
        "organs": _where(head, tree_name(rows.provinces)),
        "matter_kind": _where(head, "appeal"),
        "way": _where(head, "6"),
        "petitioners": _where(head, _PETITIONER),
        "competent": Column(np.where(head, whose, -1).astype(np.int32), organs.words),
        "channel": Column(
            np.where(head, channel[rows.case], -1).astype(np.int32), ("letter", "online")
        ),
    }


def _of_events(rows: _Rows, days: Ints, direct: Flags, organs: _Organs) -> dict[str, Column]:
    slot, county = rows.slot, rows.county[rows.case]
    columns = {
        "event": _of_slot(slot, [s.id for s in SLOTS]),
        "kind": _of_slot(slot, [s.kind for s in SLOTS]),
        "on": _dates(days[rows.case, slot]),
        "by": organs.column([s.by for s in SLOTS], slot, county, direct[rows.case]),
        "to": organs.column([s.to for s in SLOTS], slot, county, direct[rows.case]),
        "refers": _refers(slot, direct[rows.case]),
    }
    for name in dict.fromkeys(n for s in SLOTS for n in s.own or ()):
        columns[name] = _of_slot(slot, [(s.own or {}).get(name, "") for s in SLOTS])
    states = [(s.own or {}).get("states", _FULL if s.id == "opinion" else "") for s in SLOTS]
    columns["states"] = _of_slot(slot, states)
    return columns


def _where(rows: Flags, word: str) -> Column:
    import numpy as np

    return Column(np.where(rows, 0, -1).astype(np.int32), (word,))


def _of_slot(slot: Ints, words: Sequence[str]) -> Column:
    """Returns the column whose cell depends on the slot alone."""
    import numpy as np

    distinct = tuple(dict.fromkeys(w for w in words if w))
    code = np.array([distinct.index(w) if w else -1 for w in words], np.int32)
    return Column(code[slot], distinct)


def _refers(slot: Ints, direct: Flags) -> Column:
    import numpy as np

    words = tuple(dict.fromkeys(s.refers for s in SLOTS if s.refers not in ("", "raised")))
    words = (*words, *(w for w in ("transfer",) if w not in words))
    code = np.array([words.index(s.refers) if s.refers in words else -1 for s in SLOTS], np.int32)
    raised = np.array([s.refers == "raised" for s in SLOTS], np.bool_)[slot]
    to = np.where(direct, words.index("submit"), words.index("transfer"))
    return Column(np.where(raised, to, code[slot]).astype(np.int32), words)


def _dates(days: Ints) -> Column:
    import numpy as np

    from model.calendar import date_of

    distinct, codes = np.unique(days, return_inverse=True)
    words = tuple(date_of(int(d)).isoformat() for d in distinct)
    return Column(codes.astype(np.int32), words)


@dataclass(frozen=True, slots=True)
class _Organs:
    """The parties of all counties as words, part by part, the petitioner last."""

    words: tuple[str, ...]
    counties: int

    @staticmethod
    def of(provinces: int) -> _Organs:
        """Returns the parties of the first provinces."""
        counties = [u for u in units(provinces) if u.level == "county"]
        own = (f"{u.id}-{part}" for part in _PARTS for u in counties)
        above = (f"{u.above}-gov" for u in counties)
        return _Organs((*own, *above, _PETITIONER), len(counties))

    def code(self, part: str, county: Ints) -> Ints:
        """Returns the codes of a part of the counties."""
        return (*_PARTS, "above").index(part) * self.counties + county

    def column(self, parts: Sequence[str], slot: Ints, county: Ints, direct: Flags) -> Column:
        """Returns the column of who each slot names."""
        import numpy as np

        found = np.full(len(slot), -1, np.int64)
        for part in (*_PARTS, "above"):
            at = np.array([p == part for p in parts], np.bool_)[slot]
            found = np.where(at, self.code(part, county), found)
        first = np.array([p == "first" for p in parts], np.bool_)[slot]
        whose = np.where(direct, self.code("housing", county), self.code("xfj", county))
        found = np.where(first, whose, found)
        petitioner = np.array([p == "p" for p in parts], np.bool_)[slot]
        found = np.where(petitioner, len(self.words) - 1, found)
        return Column(found.astype(np.int32), self.words)


_PARTS: Final = ("xfj", "housing", "gov")
