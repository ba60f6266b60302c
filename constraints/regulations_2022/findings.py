"""Duties that only an attestation or a finding can show kept or broken (arts. 19-40)."""

from __future__ import annotations

from constraints.acts import Submit
from constraints.acts_receiving import EnterSystem, Report
from constraints.acts_ways import Assist, Finding, HandlingAct
from constraints.parties import continues
from constraints.regulations_2022.received import POLITICAL_LEGAL, first_of_its_matter, to_the_heads
from constraints.sources import R22
from constraints.terms import is_petition_office
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import PETITIONERS, WHOEVER_DID_IT, Claim, F, some, when
from model.words import Fact, Kind

rule = rules_of(R22)


@rule("R22-19.2", article="19 ¶2", modality=Modality.PROHIBITION)
def petitioners_do_not_make_up_facts(raised: Submit) -> Claim:
    """Petitioners neither make up nor distort facts and accuse nobody falsely.

    信访人不得捏造、歪曲事实，不得诬告他人。

    Broken only where somebody attests it; it changes nothing in the duties of organs.
    """
    return when().hold(~raised.attested(Fact.FABRICATED)).on(PETITIONERS)


@rule("R22-21.2", article="21 ¶2", modality=Modality.OBLIGATION)
def what_is_raised_is_entered_in_the_system(raised: Submit, found: Finding) -> Claim:
    """An organ enters what is raised with it in the petition information system.

    机关收到的信访事项，须录入信访信息系统。

    The text says "in time" and no more (IP-30): judged where an authority looked into it, by the
    day of its finding.
    """
    entered = some(
        EnterSystem,
        lambda e: e.answers(raised) & continues(e.by, raised.to) & (e.day <= found.day),
    )
    looked_into = found.answers(raised) & found.fact.is_(Kind.ENTER_SYSTEM.value)
    return when(looked_into).hold(found.value | entered).on(raised.to)


@rule("R22-28.1", article="28 ¶1", modality=Modality.PROHIBITION)
def nobody_shirks_or_drags_a_matter_out(raised: Submit) -> Claim:
    """Whoever handles a matter neither shirks it nor deals with it perfunctorily.

    办理信访事项，不得推诿、敷衍。

    Broken only where somebody attests it of an act; the numbers of days are rules of their own.
    """

    def shirking(a: HandlingAct) -> F:
        badly = a.attested(Fact.SHIRKED) | a.attested(Fact.PERFUNCTORY)
        return a.same_matter(raised) & badly

    return when(first_of_its_matter(raised)).forbid(some(HandlingAct, shirking)).on(WHOEVER_DID_IT)


@rule("R22-37.2b", article="37 ¶2", modality=Modality.OBLIGATION)
def judicial_aid_is_given_where_it_is_due(found: Finding) -> Claim:
    """A political-legal organ that finds that judicial aid is due gives it.

    政法部门认定符合司法救助条件的，给予司法救助。

    No number of days: it is open until it comes.
    """
    due = found.fact.is_(Fact.JUDICIAL_AID_DUE.value) & found.value
    given = some(
        Assist,
        lambda a: a.same_matter(found) & continues(a.by, found.by) & (found.day <= a.day),
    )
    return when(found.by.of_kind(*POLITICAL_LEGAL), due).require(given).on(found.by)


@rule("R22-40.2", article="40 ¶2", modality=Modality.OBLIGATION)
def questions_of_policy_are_reported_to_the_heads(found: Finding) -> Claim:
    """A petition office that finds a question of policy behind a matter reports it to the
    government or committee of its level.

    信访部门发现政策性问题的，报告本级党委、政府。

    “Promptly” has no number (IP-30): it is open until it comes.
    """
    policy = found.fact.is_(Fact.POLICY_ISSUE.value) & found.value

    def reported(r: Report) -> F:
        by_it = r.same_matter(found) & continues(r.by, found.by)
        return by_it & to_the_heads(r) & (found.day <= r.day)

    return when(is_petition_office(found.by), policy).require(some(Report, reported)).on(found.by)
