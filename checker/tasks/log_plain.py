"""Which cases of a log go from columns to kernels outright: those of which everything is known to
be in order. All others become histories first, as a case file does; nothing is approximated.

What is asked here is what `model.casefile.resolve` would have to narrow down, derive from other
events, or refuse. Whoever teaches it a new absence asks for it here, or the tests say so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np

from checker.read.csv_columns import HEADINGS, Cell
from checker.read.log import ABSENT, Cells
from checker.tasks.log_parties import petitioners_of
from checker.tasks.log_rows import KINDS, Rows, by_value, day_of, flags, given, listed, members_of
from model.casefile.fields import FIELDS, Absent, Sort
from model.casefile.kinds import KINDS as RULES
from model.casefile.kinds import KindRule, Reference, Role
from model.words import Field, Kind

if TYPE_CHECKING:
    from checker.tasks.log_rows import Flags, Ints

DERIVED: Final = frozenset({
    Kind.HEARING, Kind.HEARING_START, Kind.HEARING_END, Kind.FIRST_VISIT, Kind.FINDING,
    Kind.REORGANISE,
})  # fmt: skip
"""Kinds that become other events, or from which facts, days or organs of others are derived."""
REFUSED: Final = frozenset({"same_as", "areas", "ends", "sitting_days"})
"""Columns of which nothing is read here: a case that gives one goes the other way."""
LABELS: Final = frozenset({
    "matter_serious", "matter_urgent", "matter_important", "matter_litigation",
})  # fmt: skip
LIMIT: Final = 3_650
"""Days after the end of the record by which a limit must lie (`casefile.cells.FAR`)."""


def plain_cases(rows: Rows) -> Flags:
    """Returns the cases that are wholly known and in order."""
    cases = np.ones(len(rows.numbers), np.bool_)
    record = rows.cases.get("record")
    if record is not None:
        cases &= ~(given(record) & ~flags(record, lambda v: v == "complete"))
    if "law" in rows.cases:
        cases &= ~flags(rows.cases["law"], lambda v: v is None)
    cases &= (rows.as_of > 0) & (np.diff(rows.case_off) > 0)
    cases[rows.case_of_matter[_bad_matters(rows)]] = False
    cases[rows.case_of[_bad_events(rows)]] = False
    return cases


def _said(value: Cell) -> bool:
    """Whether a cell says something: not that it is unknown, not a range of days."""
    match value:
        case None:
            return False
        case dict():
            return isinstance(value.get("value"), bool)
        case _:
            return True


# ---- matters -------------------------------------------------------------------------------------


def _bad_matters(rows: Rows) -> Flags:
    bad = np.zeros(len(rows.matters["matter"].codes), np.bool_)
    for heading, cells in rows.matters.items():
        if heading == "matter_note":
            continue
        bad |= given(cells) & ~flags(cells, _said)
        if HEADINGS[heading].fact or heading in LABELS:
            bad |= flags(cells, lambda v: not _attested(rows, v))
    bad |= flags(rows.of_matter("petitioners"), lambda v: not v)
    named, anonymous = given(rows.of_matter("petitioners")), rows.of_matter("anonymous")
    bad |= named & flags(anonymous, lambda v: v is True)
    of_appeal = flags(rows.of_matter("matter_kind"), lambda v: v == "appeal")
    unkinded = ~given(rows.of_matter("matter_kind"))
    bad |= given(rows.of_matter("way")) & ~(of_appeal | unkinded)
    for heading in ("competent", "concerns", "involves"):
        bad |= _strange_members(rows.of_matter(heading), rows.names.organs.codes.__contains__)
    bad |= _strange_members(rows.of_matter("accused"), rows.names.is_known)
    return bad


def _strange_members(cells: Cells, known: Callable[[str], bool]) -> Flags:
    return flags(cells, lambda v: not all(map(known, members_of(v))))


def _attested(rows: Rows, value: Cell) -> bool:
    """Whether it is known who attests a fact: an organ, or nobody is named."""
    by = value.get("by") if isinstance(value, dict) else None
    return by is None or (isinstance(by, str) and rows.names.is_known(by))


# ---- events --------------------------------------------------------------------------------------


def _bad_events(rows: Rows) -> Flags:
    bad = np.isin(rows.kind, [KINDS[k] for k in DERIVED])
    bad |= (rows.on == 0) | (rows.on > rows.as_of[rows.case_of]) | (rows.matter == ABSENT)
    for heading, cells in rows.events.items():
        if heading in ("note", "event", "kind", "number", "reasons"):
            continue
        bad |= given(cells) & ~flags(cells, _said)
        if heading in REFUSED:
            bad |= given(cells)
        if HEADINGS[heading].fact:
            bad |= flags(cells, lambda v: not _attested(rows, v))
    bad |= _twins(rows) | _bad_references(rows) | _bad_days(rows)
    for heading, column in HEADINGS.items():
        own = heading in rows.events or heading in ("by", "to", "target", "leader", "unit")
        if own and column.name == heading and not column.fact and column.key in tuple(Field):
            bad |= _bad_parties(rows, heading, Field(column.key))
    bad |= flags(rows.event("consents"), lambda v: v is True)
    sponsor = rows.kind == KINDS[Kind.DETERMINE_SPONSOR]
    bad |= sponsor & ~given(rows.event("to"))
    return bad


def _twins(rows: Rows) -> Flags:
    ids = rows.events["event"]
    table: dict[Cell, int] = {}
    number = by_value(ids, lambda v: table.setdefault(str(v), len(table)), 0)
    keys = rows.case_of * (len(table) + 1) + number
    _, at, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return np.asarray(counts[at] > 1, np.bool_)


def _bad_references(rows: Rows) -> Flags:
    """Those of which it is not said what they refer to though they must, that refer to what they
    cannot, or to a later row, so that nothing goes round in a circle."""
    may, must, none = _reference_tables()
    known = rows.said == 1
    bad = np.asarray((rows.said == 0) | (must[rows.kind] & ~known), np.bool_)
    bad |= none[rows.kind] & known
    later, earlier = rows.from_row, rows.ref_val
    wrong = ~may[rows.kind[later], rows.kind[earlier]] | (earlier >= later)
    wrong |= rows.on[earlier] > rows.on[later]
    pairs = later * max(1, rows.many) + earlier
    _, at, counts = np.unique(pairs, return_inverse=True, return_counts=True)
    bad[later[wrong | (counts[at] > 1)]] = True
    return bad


def _reference_tables() -> tuple[Flags, Flags, Flags]:
    size = len(Kind)
    may, must, none = (np.zeros(shape, np.bool_) for shape in ((size, size), size, size))
    for kind, rule in RULES.items():
        may[KINDS[kind], [KINDS[k] for k in (*rule.refers, *rule.failing)]] = True
        must[KINDS[kind]] = rule.reference is Reference.NEEDED
        none[KINDS[kind]] = rule.reference is Reference.REFUSED
    return may, must, none


def _bad_days(rows: Rows) -> Flags:
    last = rows.as_of[rows.case_of]
    bad = np.zeros(rows.many, np.bool_)
    days: dict[str, Ints] = {}
    for heading in ("sent", "received", "until"):
        cells = rows.event(heading)
        days[heading] = by_value(cells, day_of, 0)
        bad |= given(cells) & ((days[heading] == 0) | (days[heading] > last))
    sent = np.where(days["sent"] > 0, days["sent"], rows.on)
    bad |= (days["received"] > 0) & (days["received"] < sent)
    limit = rows.event("limit")
    return bad | (by_value(limit, day_of, 0) > last + LIMIT)


# ---- parties -------------------------------------------------------------------------------------


def _bad_parties(rows: Rows, heading: str, field: Field) -> Flags:
    match FIELDS[field].sort:
        case Sort.PARTY:
            return _bad_party(rows, heading, field)
        case Sort.PARTIES:
            return _bad_members(rows, heading, field)
        case _:
            return np.zeros(rows.many, np.bool_)


def role_of(field: Field, rule: KindRule) -> Role:
    """Returns who may stand in a party field of a kind."""
    return rule.by if field is Field.BY else rule.to if field is Field.TO else FIELDS[field].role


def wanted(field: Field, rule: KindRule) -> bool:
    """Returns whether an event of a kind has the party even where it is not given."""
    if field is Field.TO:
        return rule.to_needed
    has = field is Field.BY or field in rule.fields
    return has and FIELDS[field].absent is Absent.UNKNOWN


def _bad_party(rows: Rows, heading: str, field: Field) -> Flags:
    """Those that name nobody though there is somebody, a person, or who cannot be it: not in this
    role, or no longer or not yet there."""
    cells, organs = rows.event(heading), rows.names.organs
    code = by_value(cells, lambda v: rows.names.code(str(v)), -1)
    is_organ = (code >= 0) & (code < len(organs.codes))
    petitioner = petitioners_of(rows).among(rows.case_of, code)
    roles = {role: np.zeros(len(Kind), np.bool_) for role in Role}
    lacks = np.zeros(len(Kind), np.bool_)
    for kind, rule in RULES.items():
        roles[role_of(field, rule)][KINDS[kind]] = True
        lacks[KINDS[kind]] = wanted(field, rule)
    fits = (roles[Role.ORGAN] | roles[Role.ANYONE])[rows.kind] & is_organ
    fits |= (roles[Role.PETITIONER] | roles[Role.ANYONE])[rows.kind] & petitioner
    bad = given(cells) & (~fits | flags(cells, lambda v: "/" in str(v)))
    at = np.where(is_organ, code, 0)
    if len(organs.codes):
        bad |= is_organ & (rows.on < organs.begun[at])
        if field is Field.BY:
            bad |= is_organ & (rows.on > organs.ended[at])
    absent = ~given(cells) & lacks[rows.kind]
    if field is Field.BY:
        absent &= ~(roles[Role.PETITIONER][rows.kind] & _one_petitioner(rows))
    return bad | absent


def _one_petitioner(rows: Rows) -> Flags:
    one = petitioners_of(rows).of_matter.size == 1
    return np.asarray(one[rows.matter] & (rows.matter >= 0), np.bool_)


def _bad_members(rows: Rows, heading: str, field: Field) -> Flags:
    cells, role = rows.event(heading), FIELDS[field].role
    if field is Field.PETITIONERS:
        return flags(cells, lambda v: not isinstance(v, list))
    organs = rows.names.organs.codes
    if role is Role.ORGAN:
        return _strange_members(cells, organs.__contains__)
    found = listed(cells, rows.names.code)
    known = by_value(cells, lambda v: int(_all_known(rows, v)), 1) > 0
    bad = np.zeros(rows.many, np.bool_)
    ours = petitioners_of(rows).among(rows.case_of[found.row], found.val)
    bad[found.row[~ours & ~known[found.row]]] = True
    return bad


def _all_known(rows: Rows, value: Cell) -> bool:
    return all(map(rows.names.is_known, members_of(value)))
