"""A search whose clauses ask a reading is made anew when the reading around it is settled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from checker.ground.cells import Cells
from checker.ground.explore import Leaf, leaves
from constraints.acts import Opinion, Submit
from constraints.readings_handling import Completed, ExtensionTiming
from constraints.sources import R22
from model.calendar import national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.history import History
from model.logic.declare import rules_of
from model.logic.meaning import Outcome, outcome
from model.logic.readings import arguable
from model.logic.rule import Modality
from model.logic.write import FALSE, TRUE, Claim, choose, some, when
from tests.agree.histories import tree, world

OUTER, INNER = "IP-41", "IP-36"

rule = rules_of(R22)


@rule("TEST-nested", article="1", modality=Modality.OBLIGATION)
def is_answered_under_one_reading_of_two(raised: Submit) -> Claim:
    """Nothing may be missing under the one reading, an opinion under the other that counts.

    一种理解下应有意见。
    """
    counts = choose({ExtensionTiming.BEFORE_EXPIRY: FALSE, ExtensionTiming.AT_ANY_TIME: TRUE})
    done = some(Opinion, lambda o: o.same_matter(raised) & counts)
    return when().require(choose({Completed.ISSUED: done, Completed.DELIVERED: TRUE})).on(raised.to)


def answered() -> History:
    raised = {"id": "s", "kind": "submit", "on": "2024-03-04", "by": "p1", "to": "yunhe-housing"}
    opinion = {"id": "o", "kind": "opinion", "on": "2024-04-04", "by": "yunhe-housing"}
    matter: dict[str, object] = {
        "id": "m1",
        "kind": "appeal",
        "way": 6,
        "petitioners": ["p1"],
        "competent": [],
    }
    document: dict[str, object] = {
        "case": "answered",
        "as_of": "2024-06-17",
        "matters": [matter],
        "events": [{**raised, "refers": []}, {**opinion, "refers": ["s"]}],
    }
    return resolve(read_record(document), tree())


def fitting(found: list[Leaf], valuation: dict[str, str]) -> Iterator[Outcome | None]:
    for leaf in found:
        if all(valuation[id] == word for id, word in leaf.readings):
            yield leaf.split.certain()


def test_every_reading_is_asked_that_makes_a_difference() -> None:
    history, of = answered(), is_answered_under_one_reading_of_two
    events = (history.by_id["s"],)
    found = list(leaves(of, events, lambda: Cells(history), national_calendar(), {}))
    said: set[Outcome] = set()
    for outer, inner in product(arguable(OUTER), arguable(INNER)):
        valuation = {OUTER: outer, INNER: inner}
        meant = outcome(of, events, world(history, valuation))
        assert set(fitting(found, valuation)) == {meant}, valuation
        said.add(meant)
    assert said == {Outcome.SATISFIED, Outcome.PENDING}
