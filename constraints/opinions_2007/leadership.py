"""Parts six and seven of the Opinions: the grass roots and those who lead, (18) to (21)."""

from __future__ import annotations

from constraints.acts import Submit
from constraints.acts_ways import Closing, Conclusion
from constraints.opinions_2007.acts import (
    Discipline,
    FoundOf,
    LeaderActs,
    LeaderStudy,
    OnSite,
    Substance,
)
from constraints.opinions_2007.limits import D_FRONT, P_OP_COUNTY
from constraints.opinions_2007.readings import Consequences
from constraints.opinions_2007.terms import first_closing, first_conclusion
from constraints.parties import HEADS, acts_as, continues
from constraints.regulations_2022.received import first_of_its_matter, same_level
from constraints.sources import OP07
from constraints.terms import is_petition_office
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    Claim,
    F,
    all_of,
    choose,
    limit,
    period,
    some,
    some_organ,
    when,
)
from model.organs.hierarchy import Relation
from model.words import Fact, Level, OrganKind

rule = rules_of(OP07)

# ---- (18) the grass roots ------------------------------------------------------------------------


@rule("OP07-18.a", article="18", modality=Modality.OBLIGATION)
def a_first_petition_is_dealt_with_in_substance(done: Closing) -> Claim:
    """The problem of a first petition is taken seriously: the matter is not closed without anybody
    having dealt with its substance.

    认真解决初信初访反映的问题：未作实体处理的，不得办结。
    """
    repeated = some(
        Submit,
        lambda s: all_of(
            s.same_matter(done),
            s.precedes(done),
            some(Submit, lambda e: e.same_matter(s) & (e.day < s.day), recorded_only=True),
        ),
        recorded_only=True,
    )
    dealt = some(Substance, lambda x: x.same_matter(done) & (x.day <= done.day))
    return when(first_closing(done), ~repeated).hold(dealt).on(done.by)


def has_petition_staff(raised: Submit) -> F:
    """The addressee has a petition office in the organ tree, or somebody attests that it has one,
    or staff."""
    office = some_organ(lambda o: o.related(Relation.PETITION_OFFICE_OF, raised.to), at=raised.day)
    return office | raised.attested(Fact.PETITION_STAFF)


@rule("OP07-18.b", article="18", modality=Modality.OBLIGATION)
def the_grass_roots_have_somebody_for_petitions(raised: Submit) -> Claim:
    """Townships, streets, villages and neighbourhoods have a body or staff for petitions.

    乡镇（街道）、村（居）应有负责信访工作的机构或者人员。

    Asked where a matter is raised there. That the organ tree has no office proves nothing: somebody
    must say that there is no staff either.
    """
    return when(raised.to.of_level(Level.TOWNSHIP)).hold(has_petition_staff(raised)).on(raised.to)


@rule("OP07-18.c", article="18", modality=Modality.OBLIGATION)
def counties_send_receptionists_down(found: FoundOf) -> Claim:
    """County governments and their departments send receptionists to the communities.

    县级政府和有关部门须向社区下派接访员。

    Judged where an authority finds of such an organ whether it did.
    """
    about = found.fact.is_(Fact.RECEPTIONISTS_SENT.value) & found.has_organ
    of_a_county = found.to.of_kind(OrganKind.GOVERNMENT, OrganKind.DEPARTMENT)
    return when(about, of_a_county, found.to.of_level(Level.COUNTY)).hold(found.value).on(found.to)


@rule("OP07-18.d", article="18", modality=Modality.OBLIGATION)
def large_enterprises_have_somebody_for_petitions(raised: Submit) -> Claim:
    """Large and medium state enterprises and institutions have a petition office or staff, full
    time or part time.

    大中型国有企业、事业单位须设信访办公室或者配备专（兼）职信访人员。

    Asked where a matter is raised there and it is attested to be of that size.
    """
    firm = raised.to.of_kind(OrganKind.ENTERPRISE, OrganKind.INSTITUTION)
    return (
        when(firm, raised.attested(Fact.LARGE_OR_MEDIUM))
        .hold(has_petition_staff(raised))
        .on(raised.to)
    )


# ---- (19) the county -----------------------------------------------------------------------------


@rule("OP07-19.b", article="19", modality=Modality.OBLIGATION)
def county_leaders_study_petitions_regularly(studied: LeaderStudy) -> Claim:
    """The party committee and the government of a county study petition problems in time: after one
    meeting the next one follows.

    县级党委常委会、政府办公会须及时研究信访问题：一次之后，按期再次研究。

    Only where a record lists such meetings at all.
    """
    heads = studied.by.of_kind(OrganKind.GOVERNMENT, OrganKind.PARTY_COMMITTEE)
    again = some(LeaderStudy, lambda x: (x.day > studied.day) & continues(x.by, studied.by))
    return (
        when(heads, studied.by.of_level(Level.COUNTY))
        .require(again)
        .by(period(studied.day).plus(limit(P_OP_COUNTY)))
        .on(studied.by)
    )


@rule("OP07-19.c", article="19", modality=Modality.OBLIGATION)
def county_leaders_go_to_the_front_line(raised: Submit) -> Claim:
    """At a large collective petition or a mass incident the leaders of the county take command on
    the spot.

    发生重大集体上访和群体性事件的，县级领导干部须深入一线指挥处置。

    They are taken to know of it from the day it reaches the committee, the government or the
    petition office of the county.
    """
    leaders = raised.to.of_kind(OrganKind.GOVERNMENT, OrganKind.PARTY_COMMITTEE)
    county = raised.to.of_level(Level.COUNTY) & (leaders | is_petition_office(raised.to))

    def there(o: OnSite) -> F:
        heads = acts_as(o.by, lambda g: g.of_kind(*HEADS) & same_level(g, raised.to))
        return o.same_matter(raised) & (raised.day <= o.day) & heads

    return (
        when(county, raised.attested(Fact.MASS_INCIDENT), first_of_its_matter(raised))
        .require(some(OnSite, there))
        .by(period(raised.day).plus(limit(D_FRONT)))
        .on(raised.to)
    )


# ---- (21) responsibility -------------------------------------------------------------------------


@rule("OP07-21.a", article="21", modality=Modality.OBLIGATION)
def leaders_take_important_matters_in_hand(done: Conclusion) -> Claim:
    """An important matter is taken in hand by a leader before an organ is done with it.

    重要信访问题，领导须亲自推动解决，方可办结。

    Who is the first one responsible, and that there is one only, no record of one matter shows.
    """
    in_hand = some(LeaderActs, lambda x: x.same_matter(done) & (x.day <= done.day))
    return when(first_conclusion(done), done.attested(Fact.IMPORTANT)).hold(in_hand).on(done.by)


@rule("OP07-21.c", article="21", modality=Modality.OBLIGATION)
def misconduct_found_is_disciplined(found: FoundOf) -> Claim:
    """Where an authority finds that petitions come from misconduct, or that petitions were shirked
    with serious consequences, those responsible are disciplined.

    经查因违法违规行为引发信访，或者推诿敷衍造成严重后果的，须给予处分。

    What the serious consequences belong to is a reading (OP21_CONSEQUENCES). No number of days: it
    is open until it comes.
    """
    serious = found.attested(Fact.SERIOUS_CONSEQUENCES)
    misconduct = found.fact.is_(Fact.MISCONDUCT.value)
    shirked = found.fact.is_(Fact.SHIRKED.value, Fact.PERFUNCTORY.value) & serious
    punishable = choose(
        {
            Consequences.SHIRKING_ONLY: misconduct | shirked,
            Consequences.EVERY_HEAD: (misconduct & serious) | shirked,
        }
    )
    disciplined = some(Discipline, lambda d: d.same_matter(found) & found.precedes(d))
    return when(found.value, punishable).require(disciplined).on(found.by)
