"""How many lawful histories come out contested, and on which readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.measure import Cost, command, documents, lines_of, spent
from checker.certificate.recheck.given import Object, items, obj
from checker.tasks.findings import HistoryVerdict
from scenarios.generate import Document
from scenarios.register import Delivery, lawful_document

HISTORIES: Final = 300
SEED: Final = 7
GOOD: Final = frozenset({HistoryVerdict.COMPLIANT.value, HistoryVerdict.AS_RECORDED.value})
WHAT: Final = {
    Delivery.SAME_DAY: "register, decisions delivered on their day",
    Delivery.INSIDE: "register, delivered within a week, before the period ends",
    Delivery.LATER: "register, delivered within a week, the period notwithstanding",
}
SAID: Final = """\
## Lawful histories that come out contested

%d random histories a line that are lawful by construction: registers (`scenarios/register.py`),
the days spread evenly over the time the law gives, and the lawful cases of `xinfang generate`. Aim:
fewer than one in twenty. It is contested where two live readings of the law disagree.

| histories | compliant | contested | other | readings it turns on | processor, s each |
|---|---|---|---|---|---|"""


def registers(many: int, seed: int, delivery: Delivery) -> Iterator[Document]:
    """Yields so many lawful histories, of equal seeds the same ones."""
    rng = Random(seed)
    for place in range(many):
        yield lawful_document(rng, f"lawful-{place}", delivery)


def run() -> str:
    """Returns the section."""
    lines = [SAID % HISTORIES]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "cases.jsonl"
        for delivery, what in WHAT.items():
            lines.append(_line(what, lines_of(file, registers(HISTORIES, SEED, delivery))))
        log = str(Path(folder) / "log.jsonl")
        command("generate", "--cases", str(HISTORIES), "--provinces", "1", "--out", log)
        lines.append(_line("`xinfang generate --provinces 1`", Path(log)))
    return "\n".join([*lines, ""])


def _line(what: str, file: Path) -> str:
    found: list[Object] = []
    cost = spent(lambda: found.extend(_checked(file)))
    return _counted(what, found, cost)


def _checked(file: Path) -> Iterator[Object]:
    return documents(command("check", str(file), "--format", "json", "--jobs", "2"))


def _counted(what: str, cases: list[Object], cost: Cost) -> str:
    verdicts = Counter(str(case["verdict"]) for case in cases)
    good = sum(verdicts[verdict] for verdict in GOOD)
    contested = verdicts[HistoryVerdict.CONTESTED.value]
    turning = Counter(id for case in cases for id in turns_on(case))
    shares = (good, contested, len(cases) - good - contested)
    on = ", ".join(f"{id} ({n})" for id, n in turning.most_common()) or "–"
    said = " | ".join(f"{n / len(cases):.1%}" for n in shares)
    return f"| {what} | {said} | {on} | {cost.processor / len(cases):.2f} |"


def turns_on(case: Object) -> frozenset[str]:
    """Returns the readings that some contested finding of a case turns on."""
    return frozenset(
        id
        for finding in map(obj, items(case["findings"]))
        for turn in map(obj, items(finding["turns_on"]))
        for id in obj(turn["readings"])
    )
