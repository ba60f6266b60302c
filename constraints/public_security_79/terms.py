"""Legal terms of Order 79: what belongs to the police, what is one organ, whose a matter is."""

from __future__ import annotations

from constraints.acts import Accept, Forwarding, Opinion, Submit
from constraints.parties import acts_for, continues, one_of
from constraints.public_security_79.acts import InternalReply, Refer
from constraints.terms import clear_identity, is_one_of, same_matter
from model.logic.write import Act, Day, F, Party, Word, some, some_organ
from model.organs.hierarchy import Relation
from model.words import MatterField, OrganKind

POLICE = OrganKind.PUBLIC_SECURITY

CRIMINAL, ADMINISTRATIVE = "criminal_enforcement", "administrative_enforcement"
FAULT, MISCONDUCT = "enforcement_fault", ("police_misconduct", "police_violation")


def area(act: Act) -> Word:
    """Returns the subject area of the act's matter."""
    return Word(act.var, MatterField.AREA)


# ---- organs --------------------------------------------------------------------------------------


def is_police(organ: Party) -> F:
    """The organ is a public security organ or the petition office of one, which acts for it
    (art. 14)."""
    office = some_organ(
        lambda u: u.of_kind(POLICE) & organ.related(Relation.PETITION_OFFICE_OF, u),
        at=Day(organ.at),
    )
    return organ.of_kind(POLICE) | office


def one_house(who: Party, organ: Party) -> F:
    """Both are one organ, or an organ and its petition office, or who carries either on."""
    return continues(who, organ)


def higher(upper: Party, lower: Party) -> F:
    """`upper` is above the other organ, or is the petition office of one that is; an organ is not
    above its own petition office."""
    office = some_organ(
        lambda u: upper.related(Relation.PETITION_OFFICE_OF, u) & u.above(lower),
        at=Day(upper.at),
    )
    own = lower.related(Relation.PETITION_OFFICE_OF, upper)
    return (upper.above(lower) | office) & ~own


def below(unit: Party, organ: Party) -> F:
    """The unit is a lower organ or a department of the organ, or of the one whose petition office
    that is."""
    of_the_police = some_organ(
        lambda u: (
            organ.related(Relation.PETITION_OFFICE_OF, u)
            & unit.related(Relation.SUBORDINATE_IN_SYSTEM, u)
        ),
        at=Day(organ.at),
    )
    return unit.related(Relation.SUBORDINATE_IN_SYSTEM, organ) | of_the_police


def by_the_department(reply: InternalReply, given: Refer) -> F:
    """The reply is from whoever the office gave the matter, not from the office itself. To whom it
    goes its kind says."""
    return acts_for(reply.by, given.to, towards=given.by)


def of_the_police(who: Party) -> F:
    """The party is a police organ, its petition office, a department of it, or an officer."""

    def unit_of_police(u: Party) -> F:
        department = some_organ(
            lambda v: v.of_kind(POLICE) & u.related(Relation.SUBORDINATE_IN_SYSTEM, v),
            at=Day(who.at),
        )
        return is_police(u) | department

    officer = some_organ(
        lambda u: u.related(Relation.UNIT_OF, who) & unit_of_police(u), at=Day(who.at)
    )
    return unit_of_police(who) | officer


# ---- jurisdiction --------------------------------------------------------------------------------


def police_business(act: Act) -> F:
    """Some police organ is competent for the matter."""
    return one_of(act.matter.competent, lambda q: q.of_kind(POLICE))


def own_matter(raised: Submit) -> F:
    """The organ the matter was raised with is competent for it, or is the petition office of one
    that is."""
    office = one_of(
        raised.matter.competent, lambda q: raised.to.related(Relation.PETITION_OFFICE_OF, q)
    )
    return is_one_of(raised.to, raised.matter.competent) | office


def matter_below(raised: Submit) -> F:
    """A lower police organ is competent for the matter."""
    return one_of(raised.matter.competent, lambda q: q.of_kind(POLICE) & below(q, raised.to))


def taken_up_before(a: Accept, organ: Party, raised: Submit, until: Act) -> F:
    """That house accepted the petitioner's matter before the act."""
    same = same_matter(raised, a) & a.matter.petitioners.overlap(raised.petitioners)
    return one_house(a.by, organ) & a.precedes(until) & same


def in_hand(raised: Submit) -> F:
    """The organ, its petition office included, has accepted the petitioner's matter already and
    given no opinion on it yet: the repeat is registered, no more."""

    def unanswered(a: Accept) -> F:
        return ~some(Opinion, lambda o: o.answers(a) & o.precedes(raised), recorded_only=True)

    return some(
        Accept,
        lambda a: taken_up_before(a, raised.to, raised, raised) & unanswered(a),
        recorded_only=True,
    )


def in_hand_below(sent: Forwarding) -> F:
    """What is passed down repeats a matter that organ has accepted before and given no opinion on
    yet."""
    accepted = some(
        Submit,
        lambda s: (
            sent.answers(s)
            & some(Accept, lambda a: taken_up_before(a, sent.to, s, sent), recorded_only=True)
        ),
        recorded_only=True,
    )
    answered = some(
        Opinion,
        lambda o: o.same_matter(sent) & one_house(o.by, sent.to) & o.precedes(sent),
        recorded_only=True,
    )
    return accepted & ~answered


def nobody_known(act: Act) -> F:
    """Nobody left a name, an address or another way to be reached: nobody can be heard."""

    def known(s: Submit) -> F:
        return s.has_name | s.has_address | s.has_contact

    raised = some(Submit, lambda s: s.same_matter(act), recorded_only=True)
    left = some(Submit, lambda s: s.same_matter(act) & known(s), recorded_only=True)
    return raised & ~left


def can_be_told(act: Act) -> F:
    """Whoever raised the matter gave a name and an address clear enough to be told (IP-22)."""
    return some(
        Submit,
        lambda s: s.same_matter(act) & clear_identity(s, direct=True),
        recorded_only=True,
    )
