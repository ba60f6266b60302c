"""An organ, a dated edge between two organs, and the relations the rules speak of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from model.words import EdgeKind, Level, OrganKind

OrganId: TypeAlias = str

LEVELS: Final = tuple(Level)
"""From the centre down: an earlier level is a higher one."""

LEADERS: Final = frozenset({OrganKind.GOVERNMENT, OrganKind.PARTY_COMMITTEE, OrganKind.TOWNSHIP})
"""Kinds that lead a territory; other bodies belong to one of these, or to their own line."""

TWO_MASTERS: Final = frozenset(
    {
        OrganKind.DEPARTMENT,
        OrganKind.PUBLIC_SECURITY,
        OrganKind.PETITION_OFFICE,
        OrganKind.PARTY_DEPARTMENT,
        OrganKind.DISCIPLINE_INSPECTION,
        OrganKind.SUPERVISORY,
        OrganKind.JOINT_CONFERENCE,
    }
)
"""Kinds led by the government or committee they belong to and by the like body above."""

GOVERNMENT_DEPARTMENTS: Final = frozenset({OrganKind.DEPARTMENT, OrganKind.PUBLIC_SECURITY})

DEPENDENTS: Final = frozenset(
    {OrganKind.ENTERPRISE, OrganKind.INSTITUTION, OrganKind.MASS_ORGANISATION}
)
"""Bodies that belong to a territory's government without sharing its authority over lower ones."""


class Relation(StrEnum):
    """Relations between two parties on a day, read "a RELATION b". None holds of a and a.

    Unless said otherwise both organs exist on that day. R22 are the Regulations of 2022;
    "Interpretation 253" is letter 253 of 2005 of the State Council's legislative office.
    """

    NEXT_ABOVE = "next_above"
    """a is a next higher organ of b (上一级机关, R22 art. 24, 35, 36; IP-42 default).

    Of a department: the government it belongs to, or the like department one level up; of a
    provincial government department: its government only (Interpretation 253); of a vertical organ:
    its own line only; of a government, township or party committee: the one above; of a petition
    office: the body it belongs to, or the petition office above; of a subordinate body: whom it is
    subordinate to."""

    NEXT_ABOVE_GOVERNMENT_ONLY = "next_above_government_only"
    """As NEXT_ABOVE, but of an organ with two masters only the body it belongs to (IP-42, second
    value). A vertical organ keeps its line: it has no other master."""

    NEXT_ABOVE_LINE_ONLY = "next_above_line_only"
    """As NEXT_ABOVE, but of an organ with two masters only the like body above, a provincial
    department's ministry included (IP-42, third value)."""

    ANCESTOR = "ancestor"
    """a is reached from b by superior edges of any kind, in some steps (IP-11: across lines)."""

    ABOVE = "above"
    """a is strictly higher than b (上级机关, R22 art. 19 ¶3; IP-11 default): an ancestor of b; or
    the party committee beside the government that leads b; or the government or party committee, or
    a body of either, of a territory strictly larger than that whose leaders lead b (of a vertical
    organ: those its line ends at). Never both ways round; over a court only its ancestors stand."""

    COMMON_TERRITORY_ABOVE = "common_territory_above"
    """a is above b and is a government, a party committee or a township: who could decide for all
    bodies of a territory if the nearest common superior is asked for (IP-27, second value)."""

    SUBORDINATE_IN_SYSTEM = "subordinate_in_system"
    """a is a lower organ of b's own system (本系统, R22 art. 23 ¶1): reached downwards from b by
    department lines, `subordinate_of`, or the line of governments, committees, party departments.
    A government's own departments are not in its line."""

    SAME_LEVEL_BODY = "same_level_body"
    """a is another organ of b's level and b's territory (同级, R22 art. 22, 24 ¶2, 25)."""

    PETITION_OFFICE_OF = "petition_office_of"
    """a is the petition office of the committee, government or department b (R22 art. 22)."""

    DISCIPLINE_OF = "discipline_of"
    """a is the discipline inspection organ of the party committee b (R22 art. 22 ¶2, 30)."""

    CONFERENCE_OVER = "conference_over"
    """a is the joint conference of a territory that is or contains b's territory (R22 art. 24)."""

    SUCCEEDS = "succeeds"
    """a exists on the day and carries on functions of b, which has ended, directly or through
    successors in between (R22 art. 24 ¶2)."""

    UNIT_OF = "unit_of"
    """a is the organ to which the person b ("organ/person") belongs, on any day."""


@dataclass(frozen=True, slots=True)
class Organ:
    """One organ. Days are numbers (`date.toordinal()`), both included; `None` is without limit."""

    id: OrganId
    name: str
    name_en: str | None
    kind: OrganKind
    level: Level
    territory: str
    line: str | None
    alive_from: int | None
    alive_to: int | None
    vertical: bool

    def alive(self, day: int) -> bool:
        """Returns whether the organ exists on that day; its last day counts."""
        return covers(self.alive_from, self.alive_to, day)


@dataclass(frozen=True, slots=True)
class Edge:
    """The superior (or successor) of `of` is `to`, from day `first` to day `last`, both included.

    `None` is without limit. A superior edge is already cut to the days on which both ends exist.
    """

    of: OrganId
    to: OrganId
    kind: EdgeKind
    first: int | None
    last: int | None

    def in_force(self, day: int) -> bool:
        """Returns whether the edge holds on that day."""
        return covers(self.first, self.last, day)


def covers(first: int | None, last: int | None, day: int) -> bool:
    """Returns whether `day` lies in `first..last`, an absent end being without limit."""
    return (first is None or first <= day) and (last is None or day <= last)
