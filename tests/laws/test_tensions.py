"""The tensions of the inventory: fifteen pairs of rules that pull apart, each shown as a case
(judged with the others in test_scenarios); both sides where no text settles them."""

from __future__ import annotations

import re
from typing import Final

from tests.laws.test_scenarios import CASES, EXPECTED, expectation_of

TENSIONS: Final = CASES / "tensions"
HOW_MANY: Final = 15
FILES: Final = tuple(sorted(p for p in TENSIONS.glob("*.json") if not p.name.endswith(EXPECTED)))


def test_every_tension_is_there() -> None:
    numbers = {int(m[1]) for p in FILES if (m := re.match(r"T-(\d\d)-", p.name))}
    assert numbers == set(range(1, HOW_MANY + 1))


def test_every_tension_says_something() -> None:
    silent = [
        p.stem
        for p in FILES
        if len(expectation_of(p).findings) + len(expectation_of(p).not_engaged) < 1
    ]
    assert silent == []


def test_what_no_text_settles_is_shown_from_both_sides() -> None:
    sides = [expectation_of(p) for p in FILES if p.stem.startswith("T-01-")]
    broken = [{f.rule for f in e.findings if f.verdict == "violated"} for e in sides]
    assert len(broken) == 2
    assert broken[0].isdisjoint(broken[1])
