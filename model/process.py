"""A process as it is written: steps with their windows of days, choices, parallel parts, loops.

Strict, frozen records. A step is an event of a case file without its day: `after` says how many
days it comes after the step before, `within` how many after steps it names. Whatever is left out
or null means what it means in a case file: a fact nobody fixed may be either way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, TypeAlias, TypeVar, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    PlainSerializer,
    PlainValidator,
    Tag,
    ValidationError,
    model_validator,
)
from pydantic import Field as Setting

from model.casefile.faults import CaseFault, CaseFaults, did_you_mean, faults_of, quoted
from model.casefile.records import EventRecord, MatterRecord, refuse_unknown
from model.casefile.values import DayCell, Days, Id
from model.words import Kind

LONGEST: Final = 3_650
"""The most days between two steps."""

MOST_TURNS: Final = 20
"""The most turns of a loop."""

DEFAULT_START: Final = Days(date(2024, 1, 1), date(2024, 12, 31))
"""The days a process may begin on that names none."""


@dataclass(frozen=True, slots=True)
class Between:
    """From `least` to `most` days, both included."""

    least: int
    most: int


def _between(value: object) -> Between:
    match value:
        case Between():
            return value
        case [int() as least, int() as most] if not {type(least), type(most)} & {bool}:
            if 0 <= least <= most <= LONGEST:
                return Between(least, most)
            raise CaseFault(
                f"{quoted(f'[{least}, {most}]')} is no window of days",
                help=f"the least first, from 0 to {LONGEST} days",
            )
        case _:
            raise CaseFault(
                f"{quoted(value)} is no window of days",
                help="write the least and the most days: `[0, 15]`",
            )


def _written(value: Between) -> list[int]:
    return [value.least, value.most]


Window = Annotated[Between, PlainValidator(_between), PlainSerializer(_written)]


class _Record(BaseModel):
    """Strict and frozen; an unknown key is refused with the nearest known one."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, value: object) -> object:
        if isinstance(value, dict):
            return cls._checked(cast("dict[str, object]", value))
        return value

    @classmethod
    def _checked(cls, value: dict[str, object]) -> object:
        refuse_unknown(value, tuple(cls.model_fields))
        return value


# ---- steps ---------------------------------------------------------------------------------------

_OWN: Final = ("step", "after", "within")
_NO_DAYS: Final = ("on", "time", "sent", "received", "ends", "sitting_days", "until")
_REFUSED: Final = {
    Kind.HEARING: "write a step `hearing_start` and a step `hearing_end`",
    Kind.ABSENCE: "a process says what is done; what it leaves out is not done",
    Kind.FINDING: "say `attested` at the step or at the matter",
    Kind.REORGANISE: "the organ tree tells of reorganisations",
}


class StepRecord(_Record):
    """One step: an event without its day. `event` holds the fields of the case file; its day there
    is not meant."""

    step: Id
    after: Window = Between(0, 0)
    within: dict[str, Window] = Setting(default_factory=dict)
    event: EventRecord

    @classmethod
    def _checked(cls, value: dict[str, object]) -> object:
        for key in value:
            if key in _NO_DAYS:
                help_line = "say how many days `after` the step before it comes: `[0, 15]`"
                raise CaseFault(f"a step has no {quoted(key)}", (key,), help_line, on_key=True)
            if key in ("id", "event"):
                raise CaseFault(
                    f"a step has no {quoted(key)}", (key,), "its name is its `step`", on_key=True
                )
        _check_spelling(value)
        event = {key: cell for key, cell in value.items() if key not in _OWN}
        own = {key: cell for key, cell in value.items() if key in _OWN}
        return {**own, "event": {"id": value["step"], "on": None, **event}}

    @model_validator(mode="after")
    def _can_be_a_step(self) -> StepRecord:
        if self.event.kind in _REFUSED:
            message = f"{quoted(self.event.kind.value)} is no step of a process"
            raise CaseFault(message, ("kind",), _REFUSED[self.event.kind])
        if self.event.limit is not None and not isinstance(self.event.limit, int):
            raise CaseFault("the `limit` of a step is a number of days", ("limit",))
        return self


def _check_spelling(value: dict[str, object]) -> None:
    """Keys of a step that no event has: the nearest of both vocabularies is named here."""
    known = (*_OWN, *EventRecord.model_fields)
    for key in value:
        if key not in known:
            raise CaseFault(
                f"unknown key {quoted(key)}", (key,), did_you_mean(key, known), on_key=True
            )


# ---- control flow --------------------------------------------------------------------------------


B = TypeVar("B")


def _two(branches: tuple[B, ...]) -> tuple[B, ...]:
    if len(branches) < 2:
        raise CaseFault(
            "a choice or parallel part has at least two branches",
            help="what may be left out is `optional`",
        )
    return branches


def _times(value: object) -> Between:
    times = _between(value)
    if times.most > MOST_TURNS:
        raise CaseFault(f"a loop of {times.most} turns", help=f"at most {MOST_TURNS}")
    return times


class ChoiceRecord(_Record):
    """Exactly one of the branches is taken; an empty branch does nothing."""

    choice: Annotated[tuple[Flow, ...], Setting(strict=False), AfterValidator(_two)]


class OptionalRecord(_Record):
    """Done or left out."""

    optional: Flow


class ParallelRecord(_Record):
    """All branches are done, side by side; what follows comes after the last of them."""

    parallel: Annotated[tuple[Flow, ...], Setting(strict=False), AfterValidator(_two)]


class LoopRecord(_Record):
    """Done again and again, from `times[0]` to `times[1]` times."""

    loop: Flow
    times: Annotated[Between, PlainValidator(_times), PlainSerializer(_written)]


_HEADS: Final = ("step", "choice", "optional", "parallel", "loop")


def _headed(value: object) -> object:
    if not isinstance(value, dict):
        raise CaseFault(
            f"{quoted(value)} is no part of a process",
            help="an object with one of " + ", ".join(f"`{h}`" for h in _HEADS),
        )
    heads = [h for h in _HEADS if h in value]
    if len(heads) == 1:
        return cast("object", value)
    if heads:
        raise CaseFault("one part of a process cannot be " + " and ".join(f"`{h}`" for h in heads))
    near = ((key, did_you_mean(key, _HEADS)) for key in cast("dict[str, object]", value))
    meant = next((hint for _, hint in near if hint and hint.startswith("did")), None)
    known = "known: " + ", ".join(f"`{h}`" for h in _HEADS)
    raise CaseFault("it is not said what part of a process this is", help=meant or known)


def _tag(value: object) -> str | None:
    if isinstance(value, dict):
        found = next((h for h in _HEADS if h in value), None)
        return None if found is None else f"a {found}"
    return None


Item: TypeAlias = Annotated[
    Annotated["StepRecord", Tag("a step")]
    | Annotated["ChoiceRecord", Tag("a choice")]
    | Annotated["OptionalRecord", Tag("a optional")]
    | Annotated["ParallelRecord", Tag("a parallel")]
    | Annotated["LoopRecord", Tag("a loop")],
    Discriminator(_tag),
    BeforeValidator(_headed),
]
Flow: TypeAlias = Annotated[tuple["Item", ...], Setting(strict=False)]
"""Parts done one after the other."""

FlowItem: TypeAlias = StepRecord | ChoiceRecord | OptionalRecord | ParallelRecord | LoopRecord


class ProcessRecord(_Record):
    """One process file, as written. It begins on some day of `start`."""

    process: Id
    organs: str | dict[str, object] | None = None
    start: DayCell = DEFAULT_START
    matters: Annotated[tuple[MatterRecord, ...], Setting(strict=False, min_length=1)]
    flow: Flow
    note: str | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> ProcessRecord:
        if self.start.first is None or self.start.last is None:
            raise CaseFault(
                "a process begins on a day or within a range of days",
                ("start",),
                'write `"2024-03-04"`, or `from` and `to`',
            )
        if not self.flow:
            raise CaseFault("a process has at least one step", ("flow",))
        _names(self.flow, ("flow",))
        return self

    @property
    def first_days(self) -> tuple[date, date]:
        """The first and the last day it may begin on."""
        assert self.start.first is not None
        assert self.start.last is not None
        return self.start.first, self.start.last


for _model in (ChoiceRecord, OptionalRecord, ParallelRecord, LoopRecord, ProcessRecord):
    _model.model_rebuild()

Path: TypeAlias = tuple[str | int, ...]


def branches_of(item: FlowItem) -> tuple[tuple[Path, tuple[FlowItem, ...]], ...]:
    """Returns the sequences inside a part, each with the way to it; none of a step."""
    match item:
        case StepRecord():
            return ()
        case ChoiceRecord(choice=inner):
            return tuple((("choice", i), b) for i, b in enumerate(inner))
        case ParallelRecord(parallel=inner):
            return tuple((("parallel", i), b) for i, b in enumerate(inner))
        case OptionalRecord(optional=body):
            return ((("optional",), body),)
        case LoopRecord(loop=body):
            return ((("loop",), body),)


def _names(flow: tuple[FlowItem, ...], at: Path) -> dict[str, Path]:
    """Returns the names of all steps with their places; CaseFault if one stands twice, other than
    in different branches of a choice."""
    found: dict[str, Path] = {}
    for place, item in enumerate(flow):
        here = (*at, place)
        for name, where in _names_in(item, here).items():
            if name in found:
                message = f"another step is called {quoted(name)}"
                help_line = "only different branches of a choice may share a name"
                raise CaseFault(message, (*where, "step"), help_line)
            found[name] = where
    return found


def _names_in(item: FlowItem, at: Path) -> dict[str, Path]:
    if isinstance(item, StepRecord):
        return {item.step: at}
    found: dict[str, Path] = {}
    for way, branch in branches_of(item):
        names = _names(branch, (*at, *way))
        twice = next((n for n in names if n in found), None)
        if twice is not None and not isinstance(item, ChoiceRecord):
            message = f"another step is called {quoted(twice)}"
            raise CaseFault(message, (*names[twice], "step"))
        found |= names
    return found


def read_process(document: object) -> ProcessRecord:
    """Returns the record of one parsed process; CaseFaults with everything wrong if it is not well
    formed."""
    try:
        return ProcessRecord.model_validate(document)
    except ValidationError as error:
        raise CaseFaults(faults_of(error, document)) from None
