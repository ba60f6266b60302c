"""The generator draws readable case files that reach every rule, both kept and broken."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.registry import all_rules
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.logic.meaning import Outcome, instances
from scenarios.generate import Document, case_document
from tests.agree.engines import by_meaning
from tests.agree.histories import drawn, some_completion, tree
from tests.laws.rows import rules_in_scope

DRAWN = 600


def documents(*, unknowns: float, partial: float) -> st.SearchStrategy[Document]:
    """Strategy of case documents; shrinks by the seed only."""
    return st.integers(0, 2**32 - 1).map(
        lambda seed: case_document(Random(seed), unknowns=unknowns, partial=partial)
    )


@settings(max_examples=150)
@given(
    st.one_of(
        documents(unknowns=0.0, partial=0.0),
        documents(unknowns=0.3, partial=0.3),
        documents(unknowns=0.8, partial=1.0),
    )
)
def test_documents_are_case_files(document: Document) -> None:
    history = resolve(read_record(document), tree())
    assert 2 <= len([e for e in history.events if e.id.startswith("e")]) <= 12


def test_equal_seeds_draw_equal_documents() -> None:
    one, other = (case_document(Random(7), unknowns=0.5, partial=0.5) for _ in range(2))
    assert one == other
    assert one != case_document(Random(8), unknowns=0.5, partial=0.5)


def test_every_rule_is_engaged_kept_and_broken() -> None:
    seen = Counter[tuple[str, Outcome]]()
    for seed in range(DRAWN):
        history = some_completion(drawn(seed), Random(seed), timed=False)
        assert history is not None
        for id in rules_in_scope():
            for events in instances(all_rules()[id], history):
                said = by_meaning(all_rules()[id], events, history, {}, settled=True)
                seen[id, said] += 1
    wanted = [(id, o) for id in rules_in_scope() for o in (Outcome.SATISFIED, Outcome.VIOLATED)]
    assert [(id, o.value) for id, o in wanted if not seen[id, o]] == []
    assert (
        min(
            sum(n for (r, o), n in seen.items() if r == id and o is not Outcome.NOT_ENGAGED)
            for id in rules_in_scope()
        )
        >= 4
    )
    assert {o for _, o in seen} == set(Outcome)


def test_unknowns_and_partial_records_are_drawn() -> None:
    histories = [drawn(seed, unknowns=0.5, partial=0.5) for seed in range(100)]
    assert 20 <= sum(bool(h.open_kinds) for h in histories) <= 80
    assert sum(not e.refers.known for h in histories for e in h.events) >= 10
    assert sum(not e.cells[f].known for h in histories for e in h.events for f in e.cells) >= 100
