"""The case file as it is written: strict, frozen records, before anything absent is given a
meaning.

`read_record` is the door. What the parser alone can see is refused here (unknown keys, wrong
types, impossible dates, fields a kind does not have); what needs the other events or the organs,
in `resolve`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal, TypeAlias, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Tag,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic import Field as Setting

from model.casefile.faults import CaseFault, CaseFaults, did_you_mean, faults_of, quoted
from model.casefile.kinds import KINDS, KindRule
from model.casefile.values import (
    END_SCHEMA,
    ID_SCHEMA,
    ContentWord,
    Date,
    DayCell,
    Id,
    Ids,
    KindWord,
    LimitCell,
    MatterKindWord,
    OneOrMore,
    Source,
    Time,
    among,
    listed,
    names_facts,
)
from model.words import Fact, Field, Kind, MatterKind


class _Record(BaseModel):
    """Strict and frozen; an unknown key is refused with the nearest known one."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, revalidate_instances="never"
    )

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, value: object) -> object:
        if isinstance(value, dict):
            cls._check_keys(cast("dict[str, object]", value))
            return cast("dict[str, object]", value)
        return value

    @classmethod
    def _check_keys(cls, value: Mapping[str, object]) -> None:
        refuse_unknown(value, tuple(cls.model_fields))


def refuse_unknown(value: Mapping[str, object], known: tuple[str, ...]) -> None:
    """Raises CaseFault at the first key that is not among the known ones."""
    for key in value:
        if key not in known:
            raise CaseFault(
                f"unknown key {quoted(key)}", (key,), did_you_mean(key, known), on_key=True
            )


class AttestedRecord(_Record):
    """Somebody's word that a fact holds; `value` null: nobody knows."""

    value: bool | None
    by: Id | None = None
    on: Date | None = None


def _attested(value: object) -> object:
    if value is None or isinstance(value, bool):
        return {"value": value}
    if not isinstance(value, (dict, AttestedRecord)):
        raise CaseFault(
            f"{quoted(value)} is neither true nor false",
            help="write true, false, null, or who attested it: `value`, `by`, `on`",
        )
    return cast("object", value)


ATTESTED_SCHEMA: Final = {
    "anyOf": [
        {"type": ["boolean", "null"]},
        {
            "type": "object",
            "properties": {
                "value": {"type": ["boolean", "null"]},
                "by": {"anyOf": [ID_SCHEMA, {"type": "null"}]},
                "on": END_SCHEMA,
            },
            "required": ["value"],
            "additionalProperties": False,
        },
    ]
}
Attested = Annotated[AttestedRecord, BeforeValidator(_attested), WithJsonSchema(ATTESTED_SCHEMA)]
Facts: TypeAlias = Annotated[
    dict[Annotated[Fact, Setting(strict=False)], Attested],
    BeforeValidator(names_facts),
    WithJsonSchema(
        {
            "type": "object",
            "properties": {fact.value: ATTESTED_SCHEMA for fact in Fact},
            "additionalProperties": False,
        }
    ),
]


class SameAsRecord(_Record):
    """Whether a submission has the facts, and gives the reasons, of an earlier event's
    submission."""

    event: Id
    facts: bool | None = None
    reasons: bool | None = None


class CompleteFor(_Record):
    """The record is complete for these kinds of event only."""

    complete_for: Annotated[tuple[KindWord, ...], Setting(strict=False)]


def _how_complete(value: object) -> str:
    return "kinds" if isinstance(value, dict | CompleteFor) else "word"


class MatterRecord(_Record):
    """One matter, as written."""

    id: Id
    kind: MatterKindWord | None = None
    way: Annotated[int, Setting(ge=1, le=6)] | None = None
    petitioners: Ids | None = None
    anonymous: bool = False
    competent: Ids | None = None
    accused: Ids | None = None
    concerns: Ids | None = None
    area: Id | None = None
    involves: Ids | None = None
    serious: Attested | None = None
    urgent: Attested | None = None
    important: Attested | None = None
    litigation: Attested | None = None
    attested: Facts | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _agrees(self) -> MatterRecord:
        if self.way is not None and self.kind not in (None, MatterKind.APPEAL):
            raise CaseFault(
                f"`way` is for an `appeal`, and this is {quoted(self.kind)}", ("way",), on_key=True
            )
        if self.anonymous and self.petitioners:
            raise CaseFault("an anonymous matter names petitioners", ("petitioners",), on_key=True)
        return self


class EventRecord(_Record):
    """One event, as written. Which of the own fields a kind has is said in `kinds.KINDS`."""

    id: Id
    kind: KindWord
    on: DayCell
    time: Time | None = None
    by: Id | None = None
    to: Id | None = None
    by_person: OneOrMore | None = None
    matter: Id | None = None
    refers: OneOrMore | None = None
    sent: DayCell | None = None
    received: DayCell | None = None
    written: bool | None = None
    attested: Facts | None = None
    note: str | None = None
    # own fields of some kinds
    number: Id | None = None
    channel: Id | None = None
    has_name: bool | None = None
    has_address: bool | None = None
    has_contact: bool | None = None
    oral: bool | None = None
    designated_place: bool | None = None
    joint: bool | None = None
    group_size: Annotated[int, Setting(ge=1, le=100_000)] | None = None
    representatives: Annotated[int, Setting(ge=0, le=100_000)] | None = None
    representatives_elected: bool | None = None
    same_as: (
        Annotated[
            tuple[SameAsRecord, ...],
            Setting(strict=False),
            BeforeValidator(listed),
        ]
        | None
    ) = None
    petitioners: Ids | None = None
    states: Annotated[tuple[ContentWord, ...], Setting(strict=False)] | None = None
    on_spot: bool | None = None
    decided_by: Id | None = None
    ground: Id | None = None
    limit: LimitCell | None = None
    copy_to: OneOrMore | None = None
    redacted: bool | None = None
    contains_denunciation: bool | None = None
    reasons_given: bool | None = None
    parties: Ids | None = None
    result: OneOrMore | None = None
    change: Id | None = None
    old: Ids | None = None
    new: Ids | None = None
    areas: dict[str, str] | None = None
    person: OneOrMore | None = None
    interest_in: OneOrMore | None = None
    procedure: Id | None = None
    public: bool | None = None
    sitting_days: Annotated[tuple[Date, ...], Setting(strict=False)] | None = None
    ends: DayCell | None = None
    outcome: Id | None = None
    sealed: bool | None = None
    method: Id | None = None
    days: Annotated[int, Setting(ge=1, le=3_650)] | None = None
    approved_by_head: bool | None = None
    approved_by_deputy: bool | None = None
    reasons: Id | None = None
    consents: bool | Ids | None = None
    orally: bool | None = None
    content: Id | None = None
    target: Id | None = None
    item: Annotated[int, Setting(ge=1, le=6)] | None = None
    stage: Id | None = None
    until: DayCell | None = None
    of: Id | None = None
    fact: Id | None = None
    value: bool | None = None
    form: Id | None = None
    leader: Id | None = None
    unit: Id | None = None

    @classmethod
    def _check_keys(cls, value: Mapping[str, object]) -> None:
        kind = value.get("kind")
        if not isinstance(kind, str) or kind not in tuple(Kind):
            # which fields it has cannot be said before its kind is right
            return refuse_unknown(value, tuple(cls.model_fields))
        rule = KINDS[Kind(kind)]
        known = (*SHARED, *rule.names)
        for key in value:
            if key in known:
                continue
            if key in cls.model_fields:
                message, help_line = f"{quoted(kind)} has no field {quoted(key)}", _own(rule)
            else:
                message, help_line = f"unknown key {quoted(key)}", None
            raise CaseFault(message, (key,), did_you_mean(key, known) or help_line, on_key=True)
        return None

    @model_validator(mode="after")
    def _words_of_the_kind(self) -> EventRecord:
        rule = KINDS[self.kind]
        for name, words in rule.words.items():
            given = word_of(self, name)
            if given is not None and given not in words:
                message = f"{quoted(given)} is no `{name}` of {quoted(self.kind)}"
                raise CaseFault(message, (name.value,), did_you_mean(given, words))
        for index, stated in enumerate(self.states or ()):
            if stated not in rule.states:
                message = f"{quoted(self.kind)} does not state {quoted(stated)}"
                raise CaseFault(message, ("states", index), did_you_mean(stated, rule.states))
        for name in rule.needed:
            if given_value(self, name) is None:
                raise CaseFault(f"{quoted(self.kind)} needs `{name}`")
        return self

    def has(self, name: str) -> bool:
        """Returns whether the file gives the field, be it as null."""
        return name in self.model_fields_set


SHARED: Final = (
    "id", "kind", "on", "time", "by", "to", "by_person", "matter", "refers", "sent", "received",
    "written", "attested", "note",
)  # fmt: skip
"""Keys every event may have."""


def _own(rule: KindRule) -> str:
    return "its own fields: " + (", ".join(f"`{name}`" for name in rule.names) or "none")


def given_value(event: EventRecord, name: Field) -> object:
    """Returns what the record gives for a field, None if nothing."""
    return cast("object", getattr(event, name.value))


def word_of(event: EventRecord, name: Field) -> str | None:
    """Returns the word the record gives for a word field."""
    value = given_value(event, name)
    assert value is None or isinstance(value, str)
    return value


def _some(matters: tuple[MatterRecord, ...]) -> tuple[MatterRecord, ...]:
    if not matters:
        raise CaseFault("a case has at least one matter")
    return matters


class CaseRecord(_Record):
    """One case file, as written."""

    case: Id
    as_of: Date
    record: Annotated[
        Annotated[Literal["complete", "partial"], Tag("word")]
        | Annotated[CompleteFor, Tag("kinds")],
        Discriminator(_how_complete),
        BeforeValidator(among(("complete", "partial"), "`complete` or `partial`")),
    ] = "complete"
    organs: str | dict[str, object] | None = None
    law: Annotated[tuple[Source, ...], Setting(strict=False)] | None = None
    matters: Annotated[
        tuple[MatterRecord, ...],
        Setting(strict=False, json_schema_extra={"minItems": 1}),
        AfterValidator(_some),
    ]
    events: Annotated[tuple[EventRecord, ...], Setting(strict=False)]
    note: str | None = None


def read_record(document: object) -> CaseRecord:
    """Returns the record of one parsed case; CaseFaults with everything wrong if it is not well
    formed."""
    try:
        return CaseRecord.model_validate(document)
    except ValidationError as error:
        raise CaseFaults(faults_of(error, document)) from None
