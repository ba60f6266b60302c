"""One row of the table of kinds: what an event of a kind may refer to, who does it, its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Final, TypeAlias

from model.words import Content, Field, Kind


class Role(Enum):
    """Who may stand in a party field."""

    NOBODY = "nobody"
    ORGAN = "an organ"
    PETITIONER = "a petitioner"
    ANYONE = "an organ, a petitioner or a person of an organ"


class Reference(Enum):
    """Whether events of a kind refer to others."""

    REFUSED = "refused"
    OPTIONAL = "optional"  # absent: it refers to nothing
    NEEDED = "needed"  # absent: it refers to something, unknown which


class RecordField(StrEnum):
    """Own fields that shape the history, or are kept for people, but that no formula reads."""

    NUMBER = "number"
    REASONS = "reasons"
    AREAS = "areas"
    SAME_AS = "same_as"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class KindRule:
    """What the case file says of one kind.

    `refers`: kinds an event of this kind may refer to. `fields`: its own fields that become
    cells. `words`: the list of a word field that has a closed one; the others take any text.
    `needed`: fields that must be given. `written`: it is a document, so written unless the
    record says otherwise. `failing`: kinds it may refer to instead, and unsaid does where none of
    `refers` is recorded.
    """

    kind: Kind
    reference: Reference
    refers: tuple[Kind, ...]
    by: Role
    to: Role
    to_needed: bool
    fields: tuple[Field, ...]
    kept: tuple[RecordField, ...]
    needed: tuple[Field, ...]
    states: tuple[Content, ...]
    words: Mapping[Field, tuple[str, ...]] = field(default_factory=dict[Field, tuple[str, ...]])
    written: bool = False
    failing: tuple[Kind, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Returns the names of the kind's own fields, as the file spells them."""
        return (*(f.value for f in self.fields), *(f.value for f in self.kept))


Words: TypeAlias = dict[Field, tuple[str, ...]]
Table: TypeAlias = dict[Kind, KindRule]

EVERY: Final = tuple(Kind)
HANDED: Final = (Kind.TRANSFER, Kind.ASSIGN)
RECEIVED: Final = (Kind.SUBMIT, *HANDED)
REQUESTS: Final = (Kind.REVIEW_REQUEST, Kind.RE_REVIEW_REQUEST)
OPINIONS: Final = (Kind.OPINION, Kind.REVIEW_OPINION, Kind.RE_REVIEW_OPINION)
ALLOCATION: Final = (
    *RECEIVED,
    Kind.CONSULT,
    Kind.DISPUTE,
    Kind.DETERMINE_ACCEPTOR,
    Kind.JOINT_CONFERENCE,
    Kind.REORGANISE,
)

HANDED_FIELDS: Final = (Field.COPY_TO, Field.REDACTED, Field.CONTAINS_DENUNCIATION)


def enter(  # noqa: PLR0913
    table: Table,
    *kinds: Kind,
    by: Role = Role.ORGAN,
    to: Role = Role.ANYONE,
    to_needed: bool = False,
    must: tuple[Kind, ...] = (),
    may: tuple[Kind, ...] = (),
    own: tuple[Field, ...] = (),
    kept: tuple[RecordField, ...] = (),
    needed: tuple[Field, ...] = (),
    states: tuple[Content, ...] = (),
    words: Words | None = None,
    written: bool = False,
    failing: tuple[Kind, ...] = (),
) -> None:
    """Enters kinds that `must` refer, or `may` refer, to events of these kinds; neither: to
    none."""
    reference = Reference.NEEDED if must else Reference.OPTIONAL if may else Reference.REFUSED
    for kind in kinds:
        assert kind not in table, f"{kind} stands twice in the table of kinds"
        table[kind] = KindRule(
            kind,
            reference,
            must or may,
            by,
            to,
            to_needed,
            own,
            kept,
            needed,
            states,
            words or {},
            written,
            failing,
        )
