"""Chapter I of Order 79: principles that bind as rules (arts. 2-8)."""

from __future__ import annotations

from constraints.acts import Accept, Forwarding, Submit
from constraints.acts_receiving import Allotted, Report, TakeMeasure
from constraints.acts_ways import Finding
from constraints.parties import acts_as, one_of
from constraints.public_security_79.acts import (
    Arrival,
    ChiefDecides,
    Circulate,
    Discipline,
    Hiding,
    InstructConceal,
    LeaderAct,
    Obstruct,
    Reading,
    Receiving,
    ReceptionDay,
    Screen,
    Settle,
    Studying,
)
from constraints.public_security_79.limits import (
    D_MAJOR,
    D_MEASURE,
    D_PS_EARLY,
    P_PS_LEADER,
    P_PS_RECDAY,
)
from constraints.public_security_79.readings import (
    Allocation,
    ReportedTo,
    Substitute,
)
from constraints.public_security_79.terms import (
    POLICE,
    below,
    higher,
    is_police,
    of_the_police,
    one_house,
    police_business,
)
from constraints.regulations_2022.received import grave
from constraints.sources import PS
from constraints.terms import is_one_of, withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    TRUE,
    WHOEVER_DID_IT,
    Claim,
    Day,
    F,
    Party,
    choose,
    limit,
    period,
    some,
    some_organ,
    when,
)
from model.organs.hierarchy import Relation
from model.words import Fact, Level, OrganKind

rule = rules_of(PS)


@rule("PS-2", article="2", modality=Modality.PROHIBITION)
def the_police_do_not_block_the_channel(raised: Submit) -> Claim:
    """Neither a public security organ nor its officers keep anybody from petitioning in a matter
    raised with the police.

    公安机关及其民警不得阻塞信访渠道，不得阻挠信访人提出事项。
    """
    return (
        when(is_police(raised.to))
        .forbid(some(Obstruct, lambda o: o.same_matter(raised) & of_the_police(o.by)))
        .on(WHOEVER_DID_IT)
    )


@rule("PS-3", article="3", modality=Modality.COMPETENCE)
def whoever_takes_a_matter_up_is_competent_for_it(taken: Accept) -> Claim:
    """The police organ that takes a matter up is the one that place, level and line make competent,
    unless an organ above named it or passed the matter on to it.

    受理信访事项的公安机关，应为依属地、分级、主管原则有权处理者；上级指定或转来的不在此限。
    """
    competent = is_one_of(taken.by, taken.matter.competent) | one_of(
        taken.matter.competent, lambda q: taken.by.related(Relation.PETITION_OFFICE_OF, q)
    )
    # A station is an outpost of its bureau: what the bureau is competent for, it may take up.
    outpost = taken.by.of_level(Level.TOWNSHIP) & one_of(
        taken.matter.competent, lambda q: q.of_kind(POLICE) & below(taken.by, q)
    )
    lower = one_of(taken.matter.competent, lambda q: q.of_kind(POLICE) & below(q, taken.by))
    same_line = one_of(taken.matter.competent, lambda q: q.of_kind(POLICE))
    named = some(Allotted, lambda z: z.same_matter(taken) & taken.by.in_(z.result))
    passed_down = some(
        Forwarding,
        lambda f: f.same_matter(taken) & one_house(f.to, taken.by) & higher(f.by, taken.by),
    )
    fits = choose(
        {
            Allocation.TERRITORY: competent | outpost,
            Allocation.LEVEL: competent | outpost | lower,
            Allocation.LINE: competent | same_line,
        }
    )
    return (
        when(is_police(taken.by), police_business(taken))
        .hold(fits)
        .unless("named by an organ above", named)
        .unless("passed on by an organ above", passed_down)
        .on(taken.by)
    )


@rule("PS-4.2", article="4 ¶2", modality=Modality.OBLIGATION)
def a_budding_problem_found_in_screening_is_settled(found: Screen) -> Claim:
    """A problem that screening finds and that may become a petition is settled early.

    排查发现可能引发信访的问题，应在萌芽、初始阶段及时解决。

    The text sets no number of days.
    """
    return (
        when(of_the_police(found.by), found.attested(Fact.PROBLEM_FOUND))
        .require(
            some(Settle, lambda s: s.same_matter(found) & found.precedes(s) & of_the_police(s.by))
        )
        .by(period(found.day).plus(limit(D_PS_EARLY)))
        .on(found.by)
    )


@rule("PS-5.1", article="5 ¶1", modality=Modality.OBLIGATION)
def a_police_organ_has_a_leading_group(raised: Submit, found: Finding) -> Claim:
    """A public security organ has a leading group for petitions made up of its chiefs and the heads
    of its departments.

    公安机关应成立由负责人和有关部门负责人组成的信访工作领导小组。

    Organ trees do not show such groups: what counts is what an authority finds, referring to the
    matter raised there.
    """
    return (
        when(found.answers(raised), is_police(raised.to), found.fact.is_(Fact.LEADING_GROUP))
        .hold(found.value)
        .on(raised.to)
    )


# ---- art. 6: chiefs ------------------------------------------------------------------------------


def again(done: LeaderAct) -> F:
    """The leaders of that organ do the same thing again."""

    def alike(x: LeaderAct) -> F:
        kinds = (Reading, Receiving, Studying)
        (first, second, third) = (done.is_a(k) & x.is_a(k) for k in kinds)
        return first | second | third

    return some(LeaderAct, lambda x: (x.by == done.by) & done.precedes(x) & alike(x))


@rule("PS-6.1", article="6 ¶1", modality=Modality.OBLIGATION)
def leaders_read_receive_and_study_again_and_again(done: LeaderAct) -> Claim:
    """The chiefs of a public security organ keep reading letters, receiving visitors and studying
    petition work: after each time there is a next one.

    公安机关负责人应经常阅批来信、接待来访、听取汇报并研究解决问题，不得一次了事。

    Judged only where the record attests that it lists every such act of the organ. No interval in
    the text.
    """
    return (
        when(done.by.of_kind(POLICE), done.attested(Fact.ALL_LISTED))
        .require(again(done))
        .by(period(done.day).plus(limit(P_PS_LEADER)))
        .on(done.by)
    )


@rule("PS-6.1b", article="6 ¶2", modality=Modality.OBLIGATION)
def the_county_chief_holds_reception_days(held: ReceptionDay) -> Claim:
    """The chief of a county bureau holds reception days in person: after each there is a next one.

    县级公安局长应建立并坚持接待日制度，亲自接待信访人。

    Judged only where the record attests that it lists every reception day. No interval in the text.
    """

    def by_the_right_person(x: ReceptionDay) -> F:
        return choose(
            {
                Substitute.CHIEF_ONLY: x.attested(Fact.IN_PERSON),
                Substitute.DEPUTY_OK: TRUE,
            }
        )

    bureau = held.by.of_kind(POLICE) & held.by.of_level(Level.COUNTY)
    return (
        when(bureau, held.attested(Fact.ALL_LISTED))
        .require(
            some(
                ReceptionDay,
                lambda x: (x.by == held.by) & held.precedes(x) & by_the_right_person(x),
            )
        )
        .by(period(held.day).plus(limit(P_PS_RECDAY)))
        .on(held.by)
    )


@rule("PS-6.1b.2", article="6 ¶2", modality=Modality.OBLIGATION)
def what_is_raised_on_the_reception_day_is_dealt_with(held: ReceptionDay, raised: Submit) -> Claim:
    """The chief of a county bureau deals directly with what is raised on the reception day.

    接待日提出的事项，由县级公安局长直接处理。

    No number of days: it is open until it comes.
    """
    bureau = held.by.of_kind(POLICE) & held.by.of_level(Level.COUNTY)
    return (
        when(bureau, held.answers(raised))
        .require(
            some(
                ChiefDecides,
                lambda x: x.same_matter(raised) & one_house(x.by, held.by) & (held.day <= x.day),
            )
        )
        .unless("withdrawal", withdrawal(raised))
        .on(held.by)
    )


# ---- arts. 7, 8: serious matters, accountability -------------------------------------------------


def reaches_the_police(known: Arrival) -> F:
    """A matter comes to a police organ from outside it."""
    return is_police(known.to) & ~one_house(known.by, known.to)


@rule("PS-7.2a", article="7 ¶2", modality=Modality.PROHIBITION)
def serious_matters_are_not_hidden(known: Arrival) -> Claim:
    """Nobody of the police conceals a serious or urgent matter or reports it falsely.

    对重大、紧急信访事项，公安机关及其民警不得隐瞒、谎报。
    """
    return (
        when(reaches_the_police(known), grave(known))
        .forbid(some(Hiding, lambda h: h.same_matter(known) & of_the_police(h.by)))
        .on(WHOEVER_DID_IT)
    )


def over(above: Party, organ: Party, relation: Relation) -> F:
    """`above` stands over the organ in that relation, or over the one whose petition office it
    is."""
    of_its_own = some_organ(
        lambda u: organ.related(Relation.PETITION_OFFICE_OF, u) & above.related(relation, u),
        at=Day(organ.at),
    )
    return above.related(relation, organ) | of_its_own


def told(known: Arrival, kind: OrganKind, relation: Relation) -> F:
    """The organ reports to one of that kind over it in that relation; if there is none, to
    nobody."""
    there_is_one = some_organ(lambda u: u.of_kind(kind) & over(u, known.to, relation), at=known.day)

    def told_there(r: Report) -> F:
        there = acts_as(r.to, lambda u: u.of_kind(kind) & over(u, known.to, relation))
        return r.same_matter(known) & one_house(r.by, known.to) & there

    return some(Report, told_there) | ~there_is_one


@rule("PS-7.2b", article="7 ¶2", modality=Modality.OBLIGATION)
def serious_matters_are_reported_without_delay(known: Arrival) -> Claim:
    """A serious or urgent matter that comes to a public security organ is reported upwards without
    delay.

    公安机关得知重大、紧急信访事项的，应向上报告，不得缓报。

    To whom is a reading; the text sets no number of days.
    """
    government = told(known, OrganKind.GOVERNMENT, Relation.NEXT_ABOVE_GOVERNMENT_ONLY)
    next_police = told(known, POLICE, Relation.NEXT_ABOVE_LINE_ONLY)
    reported = choose(
        {
            ReportedTo.REGULATIONS_CHAIN: government & next_police,
            ReportedTo.SUPERIOR_POLICE: next_police,
            ReportedTo.GOVERNMENT_AND_SUPERIOR: government & told(known, POLICE, Relation.ANCESTOR),
        }
    )
    return (
        when(reaches_the_police(known), grave(known))
        .require(reported)
        .by(period(known.received).plus(limit(D_MAJOR)))
        .on(known.to)
    )


@rule("PS-7.2c", article="7 ¶2", modality=Modality.PROHIBITION)
def nobody_has_others_hide_a_serious_matter(known: Arrival) -> Claim:
    """Nobody of the police has others conceal a serious or urgent matter or report it falsely or
    late.

    公安机关及其民警不得授意他人隐瞒、谎报、缓报重大、紧急信访事项。
    """
    return (
        when(reaches_the_police(known), grave(known))
        .forbid(some(InstructConceal, lambda h: h.same_matter(known) & of_the_police(h.by)))
        .on(WHOEVER_DID_IT)
    )


@rule("PS-7.3", article="7 ¶3", modality=Modality.OBLIGATION)
def measures_are_taken_within_ones_duties(known: Arrival) -> Claim:
    """On a serious or urgent matter that may affect society the police organ takes measures within
    its duties.

    对可能造成社会影响的重大、紧急信访事项，公安机关应在职责范围内及时采取措施。

    The text sets no number of days.
    """
    return (
        when(reaches_the_police(known), grave(known), known.attested(Fact.SOCIAL_IMPACT))
        .require(some(TakeMeasure, lambda t: t.same_matter(known) & one_house(t.by, known.to)))
        .by(period(known.received).plus(limit(D_MEASURE)))
        .unless("outside its duties", known.attested(Fact.OUTSIDE_DUTIES))
        .on(known.to)
    )


@rule("PS-8", article="8", modality=Modality.OBLIGATION)
def neglect_is_punished_and_circulated(found: Finding) -> Claim:
    """Where a police organ finds neglect of duty in petition work, those responsible are
    disciplined and named in a notice that goes round.

    公安机关认定信访工作中有失职行为的，应追究责任并予以通报。

    No number of days: it is open until it comes.
    """
    return (
        when(is_police(found.by), found.fact.is_(Fact.NEGLECT), found.value)
        .require(
            some(Discipline, lambda d: d.answers(found) & of_the_police(d.by))
            & some(Circulate, lambda c: c.answers(found) & of_the_police(c.by))
        )
        .on(found.by)
    )
