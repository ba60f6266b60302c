"""The cells of events and matters as columns of kernels: what `model.casefile.cells` makes of what
is given and of what is not, for cases that are plain (`log_plain`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from checker.kernel.emit import STATED
from checker.kernel.layout import Need, Shape
from checker.kernel.runtime import FAR
from checker.read.csv_columns import COLUMNS, Cell, Owner
from checker.read.log import Cells
from checker.tasks.log_parties import petitioners_of
from checker.tasks.log_plain import wanted
from checker.tasks.log_rows import KINDS, Lists, Rows, by_value, day_of, given, listed, members_of
from model.casefile.cells import LABELS, NO_WAY, ONLY_IF_SAID
from model.casefile.fields import FIELDS, Absent, Sort
from model.casefile.kinds import COMMON, KindRule, has_field
from model.casefile.kinds import KINDS as RULES
from model.logic.meaning import DENIED_IF_ABSENT
from model.words import Content, Fact, Field, Kind, MatterField, MatterKind

if TYPE_CHECKING:
    from checker.tasks.log_rows import Flags, Ints

_EVENT: Final = {c.key: c.name for c in COLUMNS if c.owner is Owner.EVENT and not c.fact}
_MATTER: Final = {c.key: c.name for c in COLUMNS if c.owner is Owner.MATTER and not c.fact}
_NO, _UNKNOWN, _YES = 0, 1, 2
_REQUESTS: Final = (Kind.REVIEW_REQUEST, Kind.RE_REVIEW_REQUEST)


def of_kind(of: Callable[[Kind], int]) -> Ints:
    """Returns what `of` says of each kind, by the number of the kind."""
    return np.array([of(kind) for kind in Kind], np.int64)


def _three(value: Cell) -> int:
    said = value.get("value") if isinstance(value, dict) else value
    return _UNKNOWN if said is None else _YES * int(bool(said))


@dataclass
class Filler:
    """Fills the columns of plain rows. `codes`: the words that kernels compare with."""

    rows: Rows
    codes: Mapping[str, int]
    _sets: dict[str, int] = field(default_factory=dict[str, int])

    def columns(self, need: Need) -> dict[str, Ints]:
        """Returns the columns of one need."""
        match Shape(need.shape):
            case Shape.SPAN:
                return {} if need.name == "on" else self._span(Field(need.name))
            case Shape.CODE:
                return {need.name: self._code(need.name)}
            case Shape.TRUTH:
                return {need.name: self._truth(need.name)}
            case Shape.SET:
                return self._set(need.name)
            case Shape.WORDS:
                return self._words(Field(need.name))

    def _cells(self, field: Field) -> Cells:
        return self.rows.event(_EVENT[field.value])

    def _of_matter(self, name: MatterField) -> Cells:
        return self.rows.of_matter(_MATTER[name.value])

    def _has(self, field: Field) -> Flags:
        """Returns the rows whose kind has the field."""
        return of_kind(lambda k: int(has_field(k, field)))[self.rows.kind] > 0

    # ---- days and numbers ----

    def _span(self, name: Field) -> dict[str, Ints]:
        if name in (Field.SENT, Field.RECEIVED, Field.UNTIL):
            low = by_value(self._cells(name), day_of, 0)
            low = np.where(low > 0, low, np.where(self._has(name), self.rows.on, 0))
            high = np.where(self._has(name), low, FAR)
        elif name is Field.LIMIT:
            low = self._limit()
            high = np.where(low > 0, low, FAR)
        else:
            low, high = self._number(name)
        return {f"{name.value}.lo": low, f"{name.value}.hi": high}

    def _limit(self) -> Ints:
        cells, on = self._cells(Field.LIMIT), self.rows.on
        received = by_value(self._cells(Field.RECEIVED), day_of, 0)
        start = np.where(received > 0, received, on)
        days = by_value(cells, lambda v: v if isinstance(v, int) else 0, 0)
        fixed = by_value(cells, day_of, 0)
        return np.where(given(cells), np.where(fixed > 0, fixed, start + days), 0)

    def _number(self, name: Field) -> tuple[Ints, Ints]:
        rule, cells, has = FIELDS[name], self._cells(name), self._has(name)
        low, high = np.full(self.rows.many, rule.low), np.full(self.rows.many, rule.high)
        if name is Field.GROUP_SIZE:
            low, high = self._heads()
        elif name is Field.REPRESENTATIVES:
            grouped = self._has(Field.GROUP_SIZE)
            high = np.where(grouped, self._number(Field.GROUP_SIZE)[1], high)
        value = by_value(cells, lambda v: v if isinstance(v, int) else 0, 0)
        said = given(cells)
        low = np.where(said, value, np.where(has, low, 0))
        return low, np.where(said, value, np.where(has, high, FAR))

    def _heads(self) -> tuple[Ints, Ints]:
        joint = by_value(self._cells(Field.JOINT), _three, _NO) == _YES
        named = by_value(self._cells(Field.PETITIONERS), _length, 0)
        sent = self._cells(Field.REPRESENTATIVES)
        representatives = by_value(sent, lambda v: v if isinstance(v, int) else 0, 0)
        low = np.maximum(2, np.maximum(named, representatives))
        return np.where(joint, low, 1), np.where(joint, FIELDS[Field.GROUP_SIZE].high, 1)

    # ---- words and parties ----

    def _code(self, name: str) -> Ints:
        if name.startswith("matter."):
            return self._matter_code(MatterField(name.removeprefix("matter.")))
        wanted_field = Field(name)
        cells = self._cells(wanted_field)
        if FIELDS[wanted_field].sort is Sort.PARTY:
            return self._party(wanted_field, cells)
        said = by_value(cells, lambda v: self.codes.get(str(v), 0), -1)
        only = of_kind(lambda k: self._only_word(RULES[k], wanted_field))
        return np.where(given(cells), said, only[self.rows.kind])

    def _only_word(self, rule: KindRule, name: Field) -> int:
        words = rule.words.get(name, ())
        return self.codes.get(words[0], 0) if len(words) == 1 and name in rule.fields else -1

    def _party(self, name: Field, cells: Cells) -> Ints:
        code = by_value(cells, lambda v: self.rows.names.code(str(v)), -1)
        if name is not Field.BY:
            return code
        own = petitioners_of(self.rows).of_matter
        one = np.where(own.size == 1, own.val[np.minimum(own.off[:-1], len(own.val) - 1)], -1)
        lacks = of_kind(lambda k: int(wanted(Field.BY, RULES[k])))[self.rows.kind] > 0
        return np.where(given(cells) | ~lacks, code, one[self.rows.matter])

    def _matter_code(self, name: MatterField) -> Ints:
        cells = self._of_matter(name)
        found = by_value(cells, lambda v: self.codes.get(str(v), 0), -1)
        if name is MatterField.WAY:
            kinds = self._of_matter(MatterField.KIND)
            none = self.codes.get(NO_WAY, 0)
            other = by_value(kinds, lambda v: -1 if v == MatterKind.APPEAL.value else none, -1)
            found = np.where(given(cells), found, other)
        return found[self.rows.matter]

    # ---- truth ----

    def _truth(self, name: str) -> Ints:
        if name.startswith("matter."):
            return self._matter_flag(MatterField(name.removeprefix("matter.")))
        if name.startswith("fact."):
            return self._fact(Fact(name.removeprefix("fact.")))
        if name.endswith(".given"):
            return self._given(Field(name.removesuffix(".given")))
        wanted_field = Field(name)
        cells = self._cells(wanted_field)
        absent = of_kind(lambda k: _absent_truth(wanted_field, RULES[k]))[self.rows.kind]
        if wanted_field is Field.CONTAINS_DENUNCIATION:
            absent = np.where(self._has(wanted_field), self._denounces(), absent)
        if wanted_field is Field.DESIGNATED_PLACE:
            absent = np.where(self._has(wanted_field) & self._at_an_office(), _YES, absent)
        return np.where(given(cells), by_value(cells, _three, _UNKNOWN), absent)

    def _denounces(self) -> Ints:
        kinds = self._of_matter(MatterField.KIND)
        accused = by_value(kinds, lambda v: _YES * (v == MatterKind.ACCUSATION.value), _UNKNOWN)
        return accused[self.rows.matter]

    def _at_an_office(self) -> Flags:
        organs = self.rows.names.organs
        to = by_value(self._cells(Field.TO), lambda v: organs.codes.get(str(v), -1), -1)
        return (to >= 0) & organs.office[to]

    def _matter_flag(self, name: MatterField) -> Ints:
        return by_value(self._of_matter(name), _three, _NO)[self.rows.matter]

    def _given(self, name: Field) -> Ints:
        if name in (Field.ON, Field.SENT, Field.RECEIVED):
            return np.full(self.rows.many, _YES, np.int64)
        always = of_kind(lambda k: int(_always_a_cell(name, RULES[k])))[self.rows.kind] > 0
        return _YES * (given(self._cells(name)) | always).astype(np.int64)

    def _fact(self, fact: Fact) -> Ints:
        event, matter = self._event_fact(fact), self._matter_fact(fact)
        unsaid = _NO if fact in DENIED_IF_ABSENT else _UNKNOWN
        of_matter = np.where(matter == _UNKNOWN, unsaid, matter)[self.rows.matter]
        return np.where(event == _UNKNOWN, of_matter, event)

    def _event_fact(self, fact: Fact) -> Ints:
        said = by_value(self.rows.event(fact.value), _three, _UNKNOWN)
        if fact is Fact.HARD:
            return np.where(said == _UNKNOWN, self._event_fact(Fact.COMPLEX), said)
        if fact is Fact.GOOD_CAUSE:
            requests = np.isin(self.rows.kind, [KINDS[k] for k in _REQUESTS])
            spoken = self._matter_said(fact)[self.rows.matter] != _UNKNOWN
            return np.where(requests & ~spoken & (said == _UNKNOWN), _NO, said)
        return said

    def _matter_said(self, fact: Fact) -> Ints:
        name = LABELS.get(fact)
        heading = _MATTER[name.value] if name else f"matter_{fact.value}"
        return by_value(self.rows.of_matter(heading), _three, _UNKNOWN)

    def _matter_fact(self, fact: Fact) -> Ints:
        said = self._matter_said(fact)
        if fact is Fact.HARD:
            said = np.where(said == _UNKNOWN, self._matter_said(Fact.COMPLEX), said)
        return np.where(said == _UNKNOWN, _NO, said) if fact in ONLY_IF_SAID else said

    # ---- sets ----

    def _set(self, name: str) -> dict[str, Ints]:
        rows = self.rows
        if name.startswith("matter."):
            wanted_field = MatterField(name.removeprefix("matter."))
            members, open_ = self._matter_set(wanted_field)
            return self._columns(name, members.at(rows.matter), open_[rows.matter], own=None)
        event_field = Field(name)
        cells = self._cells(event_field)
        members = listed(cells, rows.names.code)
        if event_field is Field.PETITIONERS:
            theirs, open_ = self._matter_set(MatterField.PETITIONERS)
            said = given(cells)
            members = _either(said, members, theirs.at(rows.matter))
            return self._columns(name, members, np.where(said, 0, open_[rows.matter]), own=said)
        open_ = of_kind(lambda k: int(_open_if_absent(event_field, RULES[k])))[rows.kind]
        own = np.ones(rows.many, np.bool_)
        return self._columns(name, members, np.where(given(cells), 0, open_), own=own)

    def _matter_set(self, name: MatterField) -> tuple[Lists, Ints]:
        """Returns the members of each matter's set, and whether there may be more."""
        if name is MatterField.PETITIONERS:
            members = petitioners_of(self.rows).of_matter
            return members, (members.size == 0).astype(np.int64)
        cells = self._of_matter(name)
        members = listed(cells, self.rows.names.code)
        if name is MatterField.INVOLVES:
            theirs, open_ = self._matter_set(MatterField.COMPETENT)
            said = given(cells)
            return _either(said, members, theirs), np.where(said, 0, open_)
        unknown = name is MatterField.COMPETENT
        return members, (~given(cells) & unknown).astype(np.int64)

    def _columns(
        self, name: str, members: Lists, open_: Ints, own: Flags | None
    ) -> dict[str, Ints]:
        """Returns the columns of a set; `own`: the rows whose set is the event's, not its
        matter's."""
        number = self._sets.setdefault(name.removeprefix("matter."), len(self._sets))
        matters = len(self.rows.matters["matter"].codes)
        start = number * (self.rows.many + matters)
        of_matter = start + self.rows.matter
        of_event = start + matters + np.arange(self.rows.many, dtype=np.int64)
        return {
            f"{name}.off": members.off,
            f"{name}.val": members.val if len(members.val) else np.full(1, -1, np.int64),
            f"{name}.open": open_.astype(np.int64),
            f"{name}.id": of_matter if own is None else np.where(own, of_event, of_matter),
        }

    def _words(self, name: Field) -> dict[str, Ints]:
        cells = self._cells(name)
        sure = by_value(cells, lambda v: _bits(members_of(v)), 0)
        maybe = of_kind(lambda k: _bits(RULES[k].states) if name in RULES[k].fields else 0)
        return {
            f"{name.value}.sure": sure,
            f"{name.value}.maybe": np.where(given(cells), 0, maybe[self.rows.kind]),
        }


def event_parties(rows: Rows) -> Iterator[tuple[Ints, Ints]]:
    """Yields, column by column, the parties that events name and that are competent: of each its
    case and its code, -1 of nobody."""
    for name, rule in FIELDS.items():
        cells = rows.event(_EVENT[name.value])
        if rule.sort is Sort.PARTY:
            yield rows.case_of, by_value(cells, lambda v: rows.names.code(str(v)), -1)
        elif rule.sort is Sort.PARTIES:
            found = listed(cells, rows.names.code)
            yield rows.case_of[found.row], found.val
    competent = listed(rows.of_matter(_MATTER[MatterField.COMPETENT.value]), rows.names.code)
    yield rows.case_of_matter[competent.row], competent.val


def _length(value: Cell) -> int:
    return len(value) if isinstance(value, list) else 0


def _either(first: Flags, one: Lists, other: Lists) -> Lists:
    """Returns the first list where the flag is set, else the other."""
    every = Lists(np.concatenate([one.off, one.off[-1] + other.off[1:]]), np.r_[one.val, other.val])
    rows = np.arange(len(first), dtype=np.int64)
    return every.at(np.where(first, rows, rows + len(first)))


def _bits(words: Iterable[str]) -> int:
    return sum(1 << STATED.index(Content(w)) for w in set(words))


def _absent_truth(name: Field, rule: KindRule) -> int:
    """Returns what an absent truth stands for; `_UNKNOWN` where the kind has no such field."""
    if name not in (*COMMON, *rule.fields):
        return _UNKNOWN
    match name:
        case Field.WRITTEN:
            return _YES if rule.written else _UNKNOWN
        case Field.VALUE:
            return _YES
        case _:
            return _NO if FIELDS[name].absent is Absent.NO else _UNKNOWN


def _open_if_absent(name: Field, rule: KindRule) -> bool:
    has = name in (*COMMON, *rule.fields)
    return has and FIELDS[name].absent is not Absent.NO and FIELDS[name].sort is Sort.PARTIES


def _always_a_cell(name: Field, rule: KindRule) -> bool:
    """Returns whether every event of the kind has a cell for the field, given or not."""
    if name not in (*COMMON, *rule.fields):
        return False
    match FIELDS[name].sort:
        case Sort.PARTY:
            return wanted(name, rule)
        case Sort.PARTIES:
            return name is not Field.PETITIONERS
        case Sort.WORD:
            return name in rule.words
        case Sort.DAY:
            return name is Field.UNTIL
        case _:
            return True
