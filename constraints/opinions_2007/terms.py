"""Terms several rules of the Opinions share."""

from __future__ import annotations

from constraints.acts import Opinion, OutsideRemedy
from constraints.acts_ways import Closing, Conclusion
from constraints.opinions_2007.acts import Solved
from constraints.parties import one_of
from constraints.terms import withdrawn_by_all
from model.logic.write import Act, F, Party, PartySet, all_of, some


def first_conclusion(done: Conclusion) -> F:
    """No organ was done with the matter on an earlier day: what must come before is judged once.
    Nothing need come before where the matter was withdrawn or went to court."""
    earlier = some(
        Conclusion, lambda c: c.same_matter(done) & (c.day < done.day), recorded_only=True
    )
    return ~earlier & ~gone(done)


def first_closing(done: Closing) -> F:
    """The matter was not closed on an earlier day, nor withdrawn or taken to court."""
    earlier = some(Closing, lambda c: c.same_matter(done) & (c.day < done.day), recorded_only=True)
    return ~earlier & ~gone(done)


def gone(done: Closing | Conclusion) -> F:
    """By then every petitioner had withdrawn the matter, or it was in court."""
    in_court = some(
        OutsideRemedy,
        lambda x: all_of(
            x.same_matter(done),
            x.procedure.is_("litigation", "reconsideration"),
            x.stage.is_("begins"),
            x.day <= done.day,
        ),
    )
    return in_court | withdrawn_by_all(done, lambda w: w.day <= done.day)


def several_branches(parties: PartySet) -> F:
    """Two members at least stand beside each other: neither is above the other."""

    def beside(p: Party) -> F:
        return one_of(parties, lambda q: (q != p) & ~q.above(p) & ~p.above(q))

    return one_of(parties, beside)


def solves(s: Solved, since: Act) -> F:
    """The problem is settled on that day or later: by what was done, agreed, or decided in favour
    of the petitioner."""
    in_favour = ~s.is_a(Opinion) | s.outcome.is_("supported")
    return s.same_matter(since) & (since.day <= s.day) & in_favour
