"""Chapters I and II of the city measures: who deals with what; leaders and bodies (arts. 3-6)."""

from __future__ import annotations

from constraints.acts import Accept, Register, Submit
from constraints.acts_ways import Closing
from constraints.municipal_measures.acts import Inspect, LeaderRead, LeaderReceive, LeaderStudy
from constraints.municipal_measures.limits import D_MUN_STUDY
from constraints.municipal_measures.readings import (
    Allocation,
    LettersRead,
    OneLeader,
    ReceptionPeriod,
)
from constraints.municipal_measures.terms import competent, important, municipal
from constraints.parties import continues, one_of
from constraints.sources import MUN
from constraints.terms import withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    TRUE,
    Claim,
    F,
    choose,
    limit,
    period,
    some,
    some_organ,
    when,
)
from model.organs.hierarchy import Relation
from model.words import Channel, Fact, OrganKind

rule = rules_of(MUN)

QUARTER = 92
MONTH = 31


@rule("MUN-3", article="3", modality=Modality.COMPETENCE)
def of_several_competent_organs_level_and_line_choose(accepted: Accept) -> Claim:
    """Where several organs are competent, the one that accepts is the one that level and line point
    to.

    数个机关均有权处理的，受理者须与级别、归口相符。
    """
    others = one_of(
        accepted.matter.competent,
        lambda q: ~(continues(accepted.by, q) | q.succeeds(accepted.by)),
    )
    level, line = accepted.attested(Fact.LEVEL_FITS), accepted.attested(Fact.LINE_FITS)
    fits = choose(
        {
            Allocation.BOTH: level & line,
            Allocation.LEVEL_FIRST: level,
            Allocation.LINE_FIRST: line,
        }
    )
    return (
        when(municipal(accepted.by), competent(accepted.by, accepted), others)
        .hold(fits)
        .on(accepted.by)
    )


@rule("MUN-5.1b", article="5 ¶1", modality=Modality.OBLIGATION)
def one_leader_is_in_charge_of_petitions(found: Inspect) -> Claim:
    """Every department of the city has one leader in charge of petition work: judged by what an
    inspection found.

    市级机关各部门须确定一名领导分管信访工作；以检查认定为准。
    """
    several = found.attested(Fact.SEVERAL_IN_CHARGE)
    enough = choose({OneLeader.EXACTLY_ONE: ~several, OneLeader.AT_LEAST_ONE: TRUE})
    return (
        when(municipal(found.to)).hold(found.attested(Fact.LEADER_IN_CHARGE) & enough).on(found.to)
    )


@rule("MUN-5.1c", article="5 ¶1", modality=Modality.OBLIGATION)
def leaders_study_an_important_problem_in_time(entered: Register) -> Claim:
    """The leaders of the organ take up an important problem of its own, once it is entered, in
    time.

    重要信访问题登记后，主管的市级机关领导须及时研究解决。
    """
    studied = some(LeaderStudy, lambda s: s.same_matter(entered) & continues(s.by, entered.by))
    return (
        when(municipal(entered.by), competent(entered.by, entered), important(entered))
        .require(studied)
        .by(period(entered.day).plus(limit(D_MUN_STUDY)))
        .unless("withdrawal", withdrawal(entered))
        .on(entered.by)
    )


@rule("MUN-5.2", article="5 ¶2", modality=Modality.OBLIGATION)
def a_leader_reads_the_letter_before_all_is_over(letter: Submit, closed: Closing) -> Claim:
    """An important letter to an organ of the city is not closed without ever having been read by a
    leader.

    重要来信须经领导阅批；办结而始终未阅批的，即为违反。
    """
    read = some(LeaderRead, lambda r: r.same_matter(letter) & continues(r.by, letter.to))
    wanted = choose({LettersRead.IMPORTANT: important(letter), LettersRead.ALL: TRUE})
    return (
        when(
            municipal(letter.to),
            letter.channel.is_(Channel.LETTER),
            wanted,
            closed.same_matter(letter),
            continues(closed.by, letter.to),
            letter.precedes(closed),
        )
        .hold(read)
        .on(letter.to)
    )


@rule("MUN-5.2a", article="5 ¶2", modality=Modality.OBLIGATION)
def leaders_have_received_visitors_of_late(found: Inspect) -> Claim:
    """A leader of the organ has received visitors within the quarter before an inspection that
    lists every such reception.

    检查列明全部接访情况的，检查前一季度内须有领导接访。
    """

    def within(days: int) -> F:
        def of_late(r: LeaderReceive) -> F:
            recent = (r.day <= found.day) & (found.day <= period(r.day).plus(days).end)
            return continues(r.by, found.to) & recent

        return some(LeaderReceive, of_late)

    received = choose(
        {
            ReceptionPeriod.QUARTER: within(QUARTER),
            ReceptionPeriod.MONTH: within(MONTH),
            ReceptionPeriod.NONE: TRUE,
        }
    )
    return when(municipal(found.to), found.attested(Fact.ALL_LISTED)).hold(received).on(found.to)


@rule("MUN-6", article="6", modality=Modality.OBLIGATION)
def there_is_a_petition_body_or_staff(found: Inspect) -> Claim:
    """Every department of the city has, as it needs, a petition body in the tree of organs or staff
    that does the work: judged when it is inspected.

    市级机关各部门须按需要设信访机构，或者配备专职、兼职信访干部；以检查认定为准。
    """
    body = some_organ(lambda x: x.related(Relation.PETITION_OFFICE_OF, found.to), at=found.day)
    itself = found.to.of_kind(OrganKind.PETITION_OFFICE)
    there = body | itself | found.attested(Fact.PETITION_STAFF)
    return when(municipal(found.to)).hold(there).on(found.to)
