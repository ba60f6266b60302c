"""Terms several rules of the Opinions share."""

from __future__ import annotations

from constraints.acts import Opinion
from constraints.acts_ways import Closing, Conclusion
from constraints.opinions_2007.acts import Solved
from constraints.terms import one_of
from model.logic.write import Act, F, PartySet, some


def first_conclusion(done: Conclusion) -> F:
    """No organ was done with the matter on an earlier day: what must come before is judged once."""
    return ~some(Conclusion, lambda c: c.same_matter(done) & (c.day < done.day), recorded_only=True)


def first_closing(done: Closing) -> F:
    """The matter was not closed on an earlier day."""
    return ~some(Closing, lambda c: c.same_matter(done) & (c.day < done.day), recorded_only=True)


def more_than_one(parties: PartySet) -> F:
    """The set has two members at least."""
    return one_of(parties, lambda p: one_of(parties, lambda q: q != p))


def solves(s: Solved, since: Act) -> F:
    """The problem is settled on that day or later: by what was done, agreed, or decided in favour
    of the petitioner."""
    in_favour = ~s.is_a(Opinion) | s.outcome.is_("supported")
    return s.same_matter(since) & (since.day <= s.day) & in_favour
