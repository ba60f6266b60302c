"""Chapter III, grave matters; conduct of petitioners (arts. 25-26)."""

from __future__ import annotations

from constraints.acts import Submit
from constraints.acts_receiving import Conduct, NotifyPeer, Report, TakeMeasure
from constraints.parties import acts_as, between_two, continues
from constraints.readings import UrgentAddressees
from constraints.regulations_2022.received import (
    first_of_its_matter,
    grave,
    of_its_own,
    to_the_heads,
)
from constraints.sources import R22
from constraints.terms import is_one_of, is_petition_office
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import WHOEVER_DID_IT, Claim, Day, F, Party, choose, some, some_organ, when
from model.organs.hierarchy import Relation
from model.words import Fact, Level, OrganKind

rule = rules_of(R22)

# ---- art. 25: grave matters ----------------------------------------------------------------------


def its_conference(conference: Party, organ: Party) -> F:
    """The conference stands at the organ's level or, where none stands there, is the nearest over
    it (art. 13 ¶3)."""
    own, over = Relation.SAME_LEVEL_BODY, Relation.CONFERENCE_OVER
    there = some_organ(
        lambda q: q.of_kind(OrganKind.JOINT_CONFERENCE) & q.related(own, organ), at=Day(organ.at)
    )
    nearer = some_organ(
        lambda q: q.related(over, organ) & conference.related(over, q), at=Day(organ.at)
    )
    nearest = conference.related(over, organ) & ~nearer
    return conference.related(own, organ) | (nearest & ~there)


def alarming(raised: Submit) -> F:
    """Serious or urgent, and attested to be likely to stir society."""
    return grave(raised) & raised.attested(Fact.SOCIAL_IMPACT)


@rule("R22-25.1a", article="25 ¶1", modality=Modality.OBLIGATION)
def a_grave_matter_is_reported_and_made_known(raised: Submit) -> Claim:
    """A serious or urgent matter likely to stir society is reported to the government or committee
    of the organ's level and made known to the competent organ and to the joint conference there.

    可能影响社会的重大、紧急事项，须报告本级党委、政府，并通报主管部门和本级联席会议。

    The text says "in time" and no more (IP-30): until all is done it is pending, never broken. The
    conference stands for its office, which the tree does not draw.
    """

    def reported(d: Report) -> F:
        return d.answers(raised) & continues(d.by, raised.to) & to_the_heads(d)

    def to_the_competent(p: NotifyPeer) -> F:
        theirs = is_one_of(p.to, raised.matter.competent) & between_two(p)
        return p.answers(raised) & continues(p.by, raised.to) & theirs

    def to_the_conference(p: NotifyPeer) -> F:
        def conference(c: Party) -> F:
            return c.of_kind(OrganKind.JOINT_CONFERENCE) & its_conference(c, p.by)

        there = acts_as(p.to, conference) & ~(p.to == p.by)
        return p.answers(raised) & continues(p.by, raised.to) & there

    heads = some(Report, reported)
    department = of_its_own(raised) | some(NotifyPeer, to_the_competent)
    everybody = heads & department & some(NotifyPeer, to_the_conference)
    told = choose({UrgentAddressees.ALL_THREE: everybody, UrgentAddressees.HEADS_ONLY: heads})
    return when(alarming(raised)).require(told).on(raised.to)


@rule("R22-25.1b", article="25 ¶1", modality=Modality.OBLIGATION)
def something_is_done_about_a_grave_matter(raised: Submit) -> Claim:
    """The organ that receives such a matter does what its powers allow to keep harm away.

    收到此类事项的机关，须在职权内采取措施，防止不良后果。

    No time is set and nobody measures whether it was enough: one measure satisfies it, none leaves
    it pending.
    """
    done = some(TakeMeasure, lambda m: m.answers(raised) & continues(m.by, raised.to))
    return when(alarming(raised)).require(done).on(raised.to)


@rule("R22-25.2", article="25 ¶2", modality=Modality.OBLIGATION)
def a_petition_office_reports_both_ways_at_once(raised: Submit, sent: Report) -> Claim:
    """A local petition office that reports a grave matter up its line reports it to the office
    above and to the State Bureau on one day; where these are the same, one report will do.

    地方信访部门就重大紧急事项上报的，同日报上一级信访部门和国家信访局；二者为同一机关的，一次即可。

    That it reports at all has no time (art. 25 ¶1); that it reports both ways at the same time is
    judged by the report it makes.
    """
    office = OrganKind.PETITION_OFFICE

    def that_day(d: Report) -> F:
        same_day = (d.day <= sent.day) & (sent.day <= d.day)
        return d.answers(raised) & continues(d.by, raised.to) & d.to.of_kind(office) & same_day

    upwards = some(Report, lambda d: that_day(d) & d.to.next_above(d.by))
    bureau = some(Report, lambda d: that_day(d) & d.to.of_level(Level.CENTRE))
    local = is_petition_office(raised.to) & ~raised.to.of_level(Level.CENTRE)
    by_the_office = sent.answers(raised) & continues(sent.by, raised.to)
    return (
        when(local, grave(raised), by_the_office, sent.to.of_kind(office))
        .hold(upwards & bureau)
        .on(raised.to)
    )


@rule("R22-25.2b", article="25 ¶2", modality=Modality.OBLIGATION)
def a_petition_office_reports_a_grave_matter_up_both_ways(raised: Submit) -> Claim:
    """A local petition office that receives a grave matter reports it to the office above and to
    the State Bureau.

    地方信访部门接到重大紧急事项的，须报上一级信访部门和国家信访局。

    The text sets no time: until both reports are made it is pending, never broken.
    """

    def reported(d: Report) -> F:
        by_it = d.answers(raised) & continues(d.by, raised.to)
        return by_it & d.to.of_kind(OrganKind.PETITION_OFFICE)

    upwards = some(Report, lambda d: reported(d) & d.to.next_above(d.by))
    bureau = some(Report, lambda d: reported(d) & d.to.of_level(Level.CENTRE))
    local = is_petition_office(raised.to) & ~raised.to.of_level(Level.CENTRE)
    return when(local, grave(raised)).require(upwards & bureau).on(raised.to)


# ---- art. 26: conduct of petitioners -------------------------------------------------------------

ITEMS = 6


@rule("R22-26", article="26", modality=Modality.PROHIBITION)
def petitioners_keep_the_peace(raised: Submit) -> Claim:
    """Petitioners do none of the six things listed: unlawful gatherings and blockades, dangerous
    objects, violence and damage, occupying reception places, inciting or profiteering, other
    disorder.

    信访人不得有所列六类行为：非法聚堵、携带危险品、伤人毁物、滞留滋事、煽动敛财、其他扰序。

    What was done is attested by the record of it. It changes nothing in the duties of organs.
    """

    def misconduct(c: Conduct) -> F:
        by_them = c.by.in_(raised.petitioners)
        return c.same_matter(raised) & by_them & c.item.between(1, ITEMS)

    return when(first_of_its_matter(raised)).forbid(some(Conduct, misconduct)).on(WHOEVER_DID_IT)
