"""Whom the 2005 Regulations bind, and what they ask to be told."""

from __future__ import annotations

from constraints.acts import DecisionNotice, Forwarding, Notice, PointingOn, Submit
from constraints.parties import acts_as, as_a_body, continues
from model.logic.write import F, Party
from model.words import Content, OrganKind

ADMINISTRATIVE = (
    OrganKind.GOVERNMENT,
    OrganKind.DEPARTMENT,
    OrganKind.PUBLIC_SECURITY,
    OrganKind.TOWNSHIP,
)
"""Governments and their departments."""


def administrative(organ: Party) -> F:
    """The 2005 Regulations bind governments and their departments, and so the petition office
    inside a department; those of governments are petition offices (art. 6)."""
    return as_a_body(organ, lambda g: g.of_kind(*ADMINISTRATIVE))


def for_an_administrative_organ(organ: Party) -> F:
    """The organ is administrative, or the petition office through which one acts."""
    return acts_as(organ, lambda g: g.of_kind(*ADMINISTRATIVE))


def whether_accepted(n: Notice, received: Submit | Forwarding, by: Party) -> F:
    """The notice tells a petitioner in writing whether what was received is accepted; whoever tells
    to which organ it was passed on does not accept it."""
    decision = n.states(Content.ACCEPTED) | n.states(Content.NOT_ACCEPTED)
    said = decision | n.states(Content.ORGAN)
    decides = n.is_a(DecisionNotice) | n.is_a(PointingOn) | said
    told = n.to.in_(received.matter.petitioners) & n.written
    return n.answers(received) & continues(n.by, by) & told & decides
