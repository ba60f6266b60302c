"""Notices to the petitioner: what they say, and when none is owed."""

from __future__ import annotations

from constraints.acts import (
    AnyNotice,
    Forwarding,
    Notice,
    Opinion,
    PointingOn,
    RefusalNotice,
    Submit,
)
from constraints.parties import continues, inside
from constraints.terms import is_one_of
from model.logic.write import Act, F, some
from model.organs.hierarchy import Relation
from model.words import Content


def nobody_to_tell(sent: Forwarding) -> F:
    """Nobody knows the name, the address or any contact of whoever raised what was passed on."""

    def nobody(s: Submit) -> F:
        return sent.answers(s) & ~(s.has_name | s.has_address | s.has_contact)

    return some(Submit, nobody, recorded_only=True)


def told_before(sent: Forwarding) -> F:
    """The receiver wrote to a petitioner of the matter before, and has not answered since: what is
    passed on again while it handles the matter calls for no second notice."""

    def answered(x: Notice) -> F:
        return some(
            Opinion,
            lambda o: o.same_matter(sent) & x.precedes(o) & o.precedes(sent),
            recorded_only=True,
        )

    def told(x: Notice) -> F:
        ours = x.same_matter(sent) & continues(x.by, sent.to) & x.precedes(sent)
        return ours & x.to.in_(sent.matter.petitioners) & x.written & ~answered(x)

    return some(Notice, told, recorded_only=True)


def says_where(notice: AnyNotice) -> F:
    """The notice says to which organ or procedure the matter belongs."""
    stated = (Content.ORGAN, Content.ROUTE, Content.PROCEDURE)
    organ, route, procedure = (notice.states(content) for content in stated)
    return organ | route | procedure


def passed_on_by_its_office(raised: Submit) -> F:
    """The petition office of the government or committee it was raised with passed it on: that
    office takes in what is raised with them and owes no notice (arts. 14 ¶1, 22)."""

    def by_the_office(f: Forwarding) -> F:
        theirs = f.by.related(Relation.PETITION_OFFICE_OF, raised.to) & ~inside(f.by, raised.to)
        return f.answers(raised) & theirs & ~(f.to == raised.to)

    return some(Forwarding, by_the_office)


def pointed_on(accepted: Act) -> F:
    """Who accepted it was never competent and told the petitioner in writing where to turn: art. 34
    binds organs with power over the matter."""

    def told(x: Notice) -> F:
        ours = x.same_matter(accepted) & continues(x.by, accepted.by) & (accepted.day <= x.day)
        where = x.is_a(PointingOn) | (x.is_a(RefusalNotice) & says_where(x))
        return ours & x.written & where

    none = ~is_one_of(accepted.by, accepted.matter.competent)
    return none & some(Notice, told, recorded_only=True)
