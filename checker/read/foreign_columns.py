"""From the words of a log to the columns that Declare rules read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final, assert_never

from checker.read.decl_conditions import number_of
from checker.read.raw import Coded
from model.casefile.faults import quoted
from model.templates.parts import Clock, DeclareModel, Domain
from model.templates.vocabulary import (
    CodeOf,
    PlaceOf,
    RankOf,
    TimeOf,
    WordOf,
    columns_of,
    field_of,
    scales_of,
)
from model.words import Field

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_FRACTION: Final = re.compile(r":\d{2}[.,](\d+)")
_DAY: Final = 86_400
_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row, in which of its fields."""

    field: str
    message: str


@dataclass
class Columns:
    """The columns by the fields that rules read them under. `faults`: by place of the row."""

    words: dict[Field, Coded] = field(default_factory=dict[Field, Coded])
    numbers: dict[Field, Ints] = field(default_factory=dict[Field, "Ints"])
    faults: dict[int, Fault] = field(default_factory=dict[int, Fault])


def columns_read(
    model: DeclareModel, told: Mapping[str, Coded], at: Coded, moment: Ints
) -> Columns:
    """Returns the columns the model reads, of the attributes as the log writes them, the moments
    as written and in seconds."""
    found, wanted = Columns(), columns_of(model.constraints)
    spelt = {a: _spelt(c, model.attributes[a]) for a, c in told.items()}
    numbers = {a: _numbers(c) for a, c in spelt.items()}
    scales = scales_of(model.constraints)
    ranked = {c.attribute for c in wanted if isinstance(c, RankOf)}
    coded = {c.attribute for c in wanted if isinstance(c, CodeOf)}
    ranks = sorted({v for a in ranked for v in numbers[a] if v is not None})
    codes = {w: i for i, w in enumerate(dict.fromkeys(w for a in coded for w in spelt[a].words))}
    for column in wanted:
        name = field_of(column)
        match column:
            case WordOf(attribute):
                found.words[name] = spelt[attribute]
            case PlaceOf(attribute):
                places = [_place(v, scales[attribute]) for v in numbers[attribute]]
                found.numbers[name] = _taken(places, spelt[attribute])
                _unreadable(found, attribute, spelt[attribute], numbers[attribute])
            case RankOf(attribute):
                among = [0 if v is None else bisect_left(ranks, v) + 1 for v in numbers[attribute]]
                found.numbers[name] = _taken(among, spelt[attribute])
                _unreadable(found, attribute, spelt[attribute], numbers[attribute])
            case CodeOf(attribute):
                numbered = [codes[w] + 1 for w in spelt[attribute].words]
                found.numbers[name] = _taken(numbered, spelt[attribute])
            case TimeOf(clock, later):
                found.numbers[name] = _time(clock, at, moment) + later
            case _:
                assert_never(column)
    return found


def _spelt(column: Coded, domain: Domain) -> Coded:
    """Returns the words as conditions spell them."""
    if domain is not Domain.TRUTH:
        return column
    return Coded(column.codes, tuple(w.lower() for w in column.words))


def _numbers(column: Coded) -> list[Decimal | None]:
    return [number_of(w) for w in column.words]


def _place(value: Decimal | None, constants: tuple[Decimal, ...]) -> int:
    """Returns where the number stands among the constants (`vocabulary.PlaceOf`)."""
    if value is None:
        return 0
    at = bisect_left(constants, value)
    equal = at < len(constants) and constants[at] == value
    return 2 * at + 1 + equal


def _taken(values: list[int], column: Coded) -> Ints:
    """Returns the number of each row's word, 0 where there is none."""
    import numpy as np

    return np.array([*values, 0], np.int64)[column.codes]


def _unreadable(
    found: Columns, attribute: str, column: Coded, numbers: list[Decimal | None]
) -> None:
    import numpy as np

    bad = np.array([n is None for n in numbers] + [False], np.bool_)
    for place in np.flatnonzero(bad[column.codes]):
        said = f"{quoted(column.word(int(place)))} is no number"
        found.faults[int(place)] = Fault(attribute, said)


def _time(clock: Clock, at: Coded, moment: Ints) -> Ints:
    match clock:
        case Clock.DAYS:
            return moment // _DAY
        case Clock.MICROSECONDS:
            return moment * _MILLION + _taken([_fraction(w) for w in at.words], at)
        case _:
            assert_never(clock)


def _fraction(word: str) -> int:
    """Returns the microseconds past the second that a moment writes."""
    found = _FRACTION.search(word)
    return int(found[1][:6].ljust(6, "0")) if found else 0
