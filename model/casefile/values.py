"""The values of a case file: days, words, ids. Strict: nothing is turned into something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, cast

from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)
from pydantic import Field as Setting

from model.casefile.faults import CaseFault, did_you_mean, quoted
from model.words import Content, Fact, Kind, MatterKind

SOURCES: Final = ("R22", "R05", "MUN", "PS", "OP07", "FR")
"""Ids of the legal sources a case may ask to be judged under."""

# ---- days ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Days:
    """Somewhere from `first` to `last`, both included; an end that is None is unknown."""

    first: date | None = None
    last: date | None = None


_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_date(value: object) -> date:
    """Returns the date of `2024-02-29`; CaseFault for any other writing and for impossible
    dates."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise CaseFault(f"{quoted(value)} is not a date", help="write year-month-day: `2024-02-29`")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise CaseFault(f"there is no day {quoted(value)}", help="check month and day") from None


def read_days(value: object) -> Days:
    """Returns the days of a date, of `{"from": …, "to": …}` (one end may be left out) or of
    null."""
    match value:
        case Days():
            return value
        case None:
            return Days()
        case dict():
            return _range(cast("Mapping[str, object]", value))
        case _:
            day = read_date(value)
            return Days(day, day)


def _range(value: Mapping[str, object]) -> Days:
    for key in value:
        if key not in ("from", "to"):
            help_line = did_you_mean(key, ("from", "to"))
            raise CaseFault(
                f"unknown key {quoted(key)} in a range of days", (key,), help_line, on_key=True
            )
    if not value:
        raise CaseFault(
            "a range of days needs `from` or `to`", help="write null for an unknown day"
        )
    first, last = (_end(value, key) for key in ("from", "to"))
    if first and last and first > last:
        raise CaseFault(
            f"the range ends before it begins: {quoted(str(first))} to {quoted(str(last))}"
        )
    return Days(first, last)


def _end(value: Mapping[str, object], key: str) -> date | None:
    try:
        return None if value.get(key) is None else read_date(value[key])
    except CaseFault as fault:
        raise fault.below((key,)) from None


def _write_days(days: Days | int | None) -> object:
    match days:
        case Days(None, None):
            return None
        case Days(first, last) if first == last:
            return str(first)
        case Days(first, last):
            ends = (("from", first), ("to", last))
            return {name: str(day) for name, day in ends if day is not None}
        case _:
            return days


def read_limit(value: object) -> Days | int:
    """Returns a number of days as it is, anything else as days."""
    if isinstance(value, int) and not isinstance(value, bool):
        if 0 <= value <= 3_650:
            return value
        raise CaseFault(f"a limit of {quoted(value)} days", help="from 0 to 3650 days, or a date")
    return read_days(value)


DATE_SCHEMA: Final = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
END_SCHEMA: Final = {"anyOf": [DATE_SCHEMA, {"type": "null"}]}
DAYS_SCHEMA: Final = {
    "anyOf": [
        DATE_SCHEMA,
        {
            "type": "object",
            "properties": {"from": END_SCHEMA, "to": END_SCHEMA},
            "additionalProperties": False,
            "minProperties": 1,
        },
        {"type": "null"},
    ]
}
_LIMIT_SCHEMA: Final = {
    "anyOf": [{"type": "integer", "minimum": 0, "maximum": 3_650}, DAYS_SCHEMA],
}

Date = Annotated[date, PlainValidator(read_date), PlainSerializer(str), WithJsonSchema(DATE_SCHEMA)]
DayCell = Annotated[
    Days, PlainValidator(read_days), PlainSerializer(_write_days), WithJsonSchema(DAYS_SCHEMA)
]
LimitCell = Annotated[
    Days | int,
    PlainValidator(read_limit),
    PlainSerializer(_write_days),
    WithJsonSchema(_LIMIT_SCHEMA),
]

# ---- words ---------------------------------------------------------------------------------------


def _printable(value: str) -> str:
    if not value.strip() or not value.isprintable():
        raise CaseFault(f"{quoted(value)} is not a name", help="give printable characters")
    return value


def among(words: Iterable[str], what: str) -> Callable[[object], object]:
    """Returns a check that a text is one of these words; what is no text passes, for the type
    check."""
    known = tuple(words)

    def check(value: object) -> object:
        if isinstance(value, str) and value not in known:
            raise CaseFault(f"{quoted(value)} is not {what}", help=did_you_mean(value, known))
        return value

    return check


def names_facts(value: object) -> object:
    """Returns the value; CaseFault if it is an object with a key that is no fact."""
    known = [fact.value for fact in Fact]
    if not isinstance(value, dict):
        return value
    facts = cast("dict[str, object]", value)
    for key in facts:
        if key not in known:
            message = f"{quoted(key)} is not a fact that can be attested"
            raise CaseFault(message, (key,), did_you_mean(key, known), on_key=True)
    return facts


def listed(value: object) -> object:
    """Returns one text or object as a list of one, anything else as it is."""
    return [cast("object", value)] if isinstance(value, (str, dict)) else value


def _time(value: str) -> str:
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", value):
        raise CaseFault(
            f"{quoted(value)} is not a time of day", help="write hours and minutes: `09:30`"
        )
    return value


ID_SCHEMA: Final = {"type": "string", "minLength": 1}
_IDS_SCHEMA: Final = {"type": "array", "items": ID_SCHEMA}

Id = Annotated[str, AfterValidator(_printable), WithJsonSchema(ID_SCHEMA)]
Ids = Annotated[tuple[Id, ...], Setting(strict=False)]
OneOrMore = Annotated[
    tuple[Id, ...],
    Setting(strict=False),
    BeforeValidator(listed),
    WithJsonSchema({"anyOf": [ID_SCHEMA, _IDS_SCHEMA]}),
]
Time = Annotated[
    str,
    AfterValidator(_time),
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
]
KindWord = Annotated[
    Kind, Setting(strict=False), BeforeValidator(among((k.value for k in Kind), "a kind of event"))
]
MatterKindWord = Annotated[
    MatterKind,
    Setting(strict=False),
    BeforeValidator(among((k.value for k in MatterKind), "a kind of matter")),
]
ContentWord = Annotated[
    Content,
    Setting(strict=False),
    BeforeValidator(among((c.value for c in Content), "something a notice or opinion states")),
]
Source = Annotated[
    str,
    BeforeValidator(among(SOURCES, "a source of law")),
    WithJsonSchema({"enum": list(SOURCES)}),
]
