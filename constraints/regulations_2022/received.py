"""Terms of chapter III: who received a matter, what bars it, who is competent for it."""

from __future__ import annotations

from constraints.acts import (
    Accept,
    Acceptance,
    DetermineAcceptor,
    Extend,
    Forwarding,
    Opinion,
    ReReviewOpinion,
    Submit,
)
from constraints.acts_receiving import Consult, PassedOnOrConcluded, PassedUpOrOn, Report
from constraints.acts_ways import Conclusion
from constraints.claims import closes
from constraints.parties import HEADS, acts_as, as_a_body, between_two, continues, one_body, one_of
from constraints.readings import BarLimit
from constraints.remand import last_sent_back
from constraints.terms import (
    HANDLING_DAYS,
    LONGEST_EXTENSION,
    extends,
    is_one_of,
    is_petition_office,
    same_matter,
    start_of_handling,
    starts_handling,
)
from model.logic.write import (
    TRUE,
    Act,
    Day,
    F,
    Party,
    all_of,
    capped_sum,
    choose_day,
    period,
    some,
    some_organ,
)
from model.organs.hierarchy import Relation
from model.words import Channel, OrganKind

POLITICAL_LEGAL = (OrganKind.COURT, OrganKind.PROCURATORATE, OrganKind.PUBLIC_SECURITY)
DISCIPLINE = (OrganKind.DISCIPLINE_INSPECTION, OrganKind.SUPERVISORY)

# ---- who -----------------------------------------------------------------------------------------


def same_level(organ: Party, other: Party) -> F:
    """The organ is the other, or another one of its level and territory."""
    return (organ == other) | organ.related(Relation.SAME_LEVEL_BODY, other)


def same_level_competent(s: Submit) -> F:
    """An organ of the receiver's level and territory is competent."""
    return one_of(s.matter.competent, lambda q: same_level(q, s.to))


def concerns_a_lower_organ(s: Submit) -> F:
    """The matter is about a lower organ, or one is competent for it."""
    return one_of(s.matter.concerns, lambda q: s.to.above(q)) | one_of(
        s.matter.competent, lambda q: s.to.above(q)
    )


def of_its_own(raised: Submit) -> F:
    """The receiver is competent."""
    return is_one_of(raised.to, raised.matter.competent)


def in_the_system_below(lower: Party, organ: Party) -> F:
    """The one is a lower organ of the other's system, the petition offices inside either included;
    a government's system takes in the bodies it is next above."""

    def below(q: Party, g: Party) -> F:
        return q.related(Relation.SUBORDINATE_IN_SYSTEM, g) | g.next_above(q)

    found = as_a_body(lower, lambda q: as_a_body(organ, lambda g: below(q, g)))
    return found & ~one_body(lower, organ)


def lower_of_the_system_competent(s: Submit) -> F:
    """A lower organ of the receiver's system is competent."""
    return one_of(s.matter.competent, lambda q: in_the_system_below(q, s.to))


def to_the_heads(report: Report) -> F:
    """The report goes to the government or committee of the reporter's level and territory, or to
    their petition office, if that is neither the reporter nor its own."""

    def head(g: Party) -> F:
        return g.of_kind(*HEADS) & g.related(Relation.SAME_LEVEL_BODY, report.by)

    own_office = report.to.related(Relation.PETITION_OFFICE_OF, report.by)
    return acts_as(report.to, head) & ~(report.to == report.by) & ~own_office


def stands_by(organ: Party, competent: Party) -> F:
    """The organ is competent, or next above such an organ, or the reception unit of either, or the
    petition office of the level of either."""
    office = is_petition_office(organ)
    above_it = some_organ(
        lambda g: g.next_above(competent) & same_level(organ, g), at=Day(organ.at)
    )
    by_office = office & (same_level(organ, competent) | above_it)
    own_unit = as_a_body(organ, lambda g: (g == competent) | g.next_above(competent))
    return own_unit | by_office


def of_the_two_levels(organ: Party, competent: Party) -> F:
    """The organ is of the level and territory of a competent one or of one next above it."""
    above_it = some_organ(
        lambda g: g.next_above(competent) & same_level(organ, g), at=Day(organ.at)
    )
    return same_level(organ, competent) | above_it


# ---- what ----------------------------------------------------------------------------------------


def is_visit(s: Submit) -> F:
    """The matter is raised in person."""
    return s.channel.is_(Channel.VISIT)


def grave(act: Act) -> F:
    """The matter is recorded as serious or as urgent."""
    return act.matter.serious | act.matter.urgent


def first_done(done: PassedOnOrConcluded | Conclusion, s: Submit) -> F:
    """The receiver did it with what it received, and nothing of that sort on an earlier day.
    Several such acts of that day all count."""

    def by_the_receiver(d: PassedOnOrConcluded | Conclusion) -> F:
        taken_up = some(Accept, lambda a: d.answers(a) & a.answers(s), recorded_only=True)
        return (d.answers(s) | taken_up) & continues(d.by, s.to)

    earlier = some(type(done), lambda e: by_the_receiver(e) & (e.day < done.day))
    return by_the_receiver(done) & ~earlier


def accepted_by_another(sent: Forwarding) -> F:
    """The organs concerned agreed, or whoever decides it said, that another than the receiver
    accepts (art. 24 ¶1): to tell what becomes of the matter is then the other's."""

    def another(z: Consult | DetermineAcceptor) -> F:
        somebody = one_of(z.result, lambda _: TRUE)
        here = one_of(z.result, lambda q: continues(sent.to, q))
        return z.same_matter(sent) & somebody & ~here

    def agreed(c: Consult) -> F:
        return another(c) & (sent.to.in_(c.parties) | (c.by == sent.to))

    return some(Consult, agreed, recorded_only=True) | some(
        DetermineAcceptor, another, recorded_only=True
    )


def first_of_its_matter(s: Submit) -> F:
    """Nothing was raised on that matter of the record on an earlier day."""
    return ~some(Submit, lambda e: e.same_matter(s) & (e.day < s.day))


# ---- what bars it --------------------------------------------------------------------------------


def raised_there_before(s: Submit) -> F:
    """The same petitioner raised the same matter with that organ before: what it did then need not
    be repeated."""

    def repeated(e: Submit) -> F:
        same = same_matter(s, e) & e.petitioners.overlap(s.petitioners)
        return e.precedes(s) & (e.to == s.to) & same

    return some(Submit, repeated)


def handled_below(s: Submit) -> F:
    """A lower organ has the matter in hand within its time, so that art. 19 ¶3 bars it here. All
    recorded days of extension count: whether they hold is a question to the lower organ."""

    def in_hand(a: Acceptance) -> F:
        start = last_sent_back(a, s, otherwise=start_of_handling(a))
        sent_back = last_sent_back(a, s, otherwise=a.day)
        first = period(start).plus(HANDLING_DAYS)
        longer = capped_sum(
            Extend, lambda x: extends(x, a), of=lambda x: x.days, cap=LONGEST_EXTENSION
        )
        limit = choose_day(
            {
                BarLimit.WITH_EXTENSION: first.plus(longer).end,
                BarLimit.WITHOUT_EXTENSION: first.end,
            }
        )

        def since(o: Opinion) -> F:
            of_it = o.answers(a) & continues(o.by, a.by)
            return of_it & o.precedes(s) & (sent_back <= o.day)

        answered = some(Opinion, since)
        return all_of(
            starts_handling(a),
            same_matter(s, a),
            a.matter.petitioners.overlap(s.petitioners),
            as_a_body(s.to, lambda g: g.above(a.by)),
            a.precedes(s),
            ~answered,
            s.day <= limit,
        )

    return some(Acceptance, in_hand)


def closed_by_re_review(s: Submit) -> F:
    """A re-review opinion on the same facts and reasons stands, so that art. 36 ¶3 bars it
    (IP-51)."""
    return some(ReReviewOpinion, lambda k: closes(k, s))


def barred(s: Submit) -> F:
    """Arts. 19 ¶3 or 36 ¶3 keep the receiver from taking it up."""
    return handled_below(s) | closed_by_re_review(s)


def sent_to_another(d: PassedUpOrOn, office: Party) -> F:
    """The office passed the matter on to another body: what its government hands it is not handed
    on, nor what it hands itself."""
    return d.is_a(Forwarding) & ~(d.to == office) & between_two(d)
