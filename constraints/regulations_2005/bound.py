"""Whom the 2005 Regulations bind, and what they ask to be told."""

from __future__ import annotations

from constraints.acts import DecisionNotice, Forwarding, Notice, PointingOn, Submit
from constraints.terms import continues
from model.logic.write import F, Party
from model.words import Content, OrganKind


def administrative(organ: Party) -> F:
    """The 2005 Regulations bind governments and their departments."""
    return organ.of_kind(
        OrganKind.GOVERNMENT,
        OrganKind.DEPARTMENT,
        OrganKind.PUBLIC_SECURITY,
        OrganKind.TOWNSHIP,
    )


def whether_accepted(n: Notice, received: Submit | Forwarding, by: Party) -> F:
    """The notice tells a petitioner in writing whether what was received is accepted; whoever tells
    to which organ it was passed on does not accept it."""
    decision = n.states(Content.ACCEPTED) | n.states(Content.NOT_ACCEPTED)
    said = decision | n.states(Content.ORGAN)
    decides = n.is_a(DecisionNotice) | n.is_a(PointingOn) | said
    told = n.to.in_(received.matter.petitioners) & n.written
    return n.answers(received) & continues(n.by, by) & told & decides
