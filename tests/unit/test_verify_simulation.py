"""The unfolding against plain simulation: a small walker that knows nothing of it plays a process,
`check` judges what it played."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from checker.read.json_ import Loaded, RawCase, load_history, raw_cases
from checker.read.process import LoadedProcess, load_process, parse_process
from checker.read.trees import load_tree
from checker.tasks.check import check
from checker.tasks.findings import Verdict
from checker.tasks.instance import Options
from checker.tasks.verify import Broken, Contested, Proved, Run, verify
from checker.tasks.verify_flow import runs_of
from checker.tasks.verify_unfold import unfold
from constraints.registry import all_rules
from constraints.sources import SOURCES
from model.calendar import national_calendar
from model.process import (
    ChoiceRecord,
    FlowItem,
    LoopRecord,
    OptionalRecord,
    ParallelRecord,
    StepRecord,
)

OPTIONS = Options(national_calendar())
LONG_AFTER = timedelta(days=400)

T = TypeVar("T")
Pick = Callable[[Sequence[int]], Sequence[int]]
"""Which of the numbers to go on with: all of them, or one by chance."""


@dataclass(frozen=True)
class Played:
    """What has been done so far: the case file's events, the day, the last event of each name."""

    day: date
    events: tuple[Mapping[str, object], ...] = ()
    last: tuple[tuple[str, tuple[str, date]], ...] = ()

    def named(self, name: str) -> tuple[str, date]:
        return dict(self.last)[name]


def play(flow: Sequence[FlowItem], so_far: Played, pick: Pick) -> Iterator[Played]:
    if not flow:
        yield so_far
        return
    for after in play_one(flow[0], so_far, pick):
        yield from play(flow[1:], after, pick)


def play_one(item: FlowItem, so_far: Played, pick: Pick) -> Iterator[Played]:
    match item:
        case StepRecord():
            yield from play_step(item, so_far, pick)
        case ChoiceRecord(choice=branches):
            for place in pick(range(len(branches))):
                yield from play(branches[place], so_far, pick)
        case OptionalRecord(optional=body):
            for done in pick((0, 1)):
                yield from play(body if done else (), so_far, pick)
        case LoopRecord(loop=body, times=times):
            for turns in pick(range(times.least, times.most + 1)):
                yield from play(body * turns, so_far, pick)
        case ParallelRecord(parallel=branches):
            yield from play_beside(branches, so_far, so_far.day, pick)


def play_beside(
    branches: Sequence[Sequence[FlowItem]], so_far: Played, begun: date, pick: Pick
) -> Iterator[Played]:
    """One branch after the other, each beginning on the same day."""
    if not branches:
        yield so_far
        return
    for end in play(branches[0], replace(so_far, day=begun), pick):
        for rest in play_beside(branches[1:], end, begun, pick):
            yield replace(rest, day=max(rest.day, end.day))


def play_step(step: StepRecord, so_far: Played, pick: Pick) -> Iterator[Played]:
    first = so_far.day + timedelta(days=step.after.least)
    last = so_far.day + timedelta(days=step.after.most)
    for name, days in step.within.items():
        if name in dict(so_far.last):
            first = max(first, so_far.named(name)[1] + timedelta(days=days.least))
            last = min(last, so_far.named(name)[1] + timedelta(days=days.most))
    if first > last:
        return
    for offset in pick(range((last - first).days + 1)):
        day = first + timedelta(days=offset)
        id = f"e{len(so_far.events)}"
        event: dict[str, object] = {
            **step.event.model_dump(mode="json", exclude_unset=True), "id": id, "on": str(day)
        }  # fmt: skip
        if step.event.refers:
            event["refers"] = [so_far.named(name)[0] for name in step.event.refers]
        if step.event.same_as:
            (same,) = step.event.same_as
            known = same.model_dump(mode="json", exclude_unset=True)
            event["same_as"] = [{**known, "event": so_far.named(same.event)[0]}]
        named = {**dict(so_far.last), step.step: (id, day)}
        yield Played(day, (*so_far.events, event), tuple(named.items()))


def violated(played: Played, process: LoadedProcess, rules: Sequence[str]) -> set[str]:
    """The rules that `check` finds violated in what was played."""
    record = process.record
    events = sorted(played.events, key=lambda e: str(e["on"]))
    end = max(date.fromisoformat(str(e["on"])) for e in events) + LONG_AFTER
    document = {
        "case": "played", "as_of": str(end), "record": "complete",
        "matters": [m.model_dump(mode="json", exclude_unset=True) for m in record.matters],
        "events": events,
    }  # fmt: skip
    (raw,) = raw_cases(json.dumps(document), "played")
    assert isinstance(raw, RawCase), raw
    loaded = load_history(raw, Path("played"), load_tree)
    assert isinstance(loaded, Loaded), loaded
    wanted = {id: all_rules()[id] for id in rules}
    report = check(loaded.history, wanted, [SOURCES["R22"]], OPTIONS)
    return {f.rule.id for f in report.findings if f.verdict is Verdict.VIOLATED}


def size(played: Played) -> tuple[int, int]:
    days = [date.fromisoformat(str(e["on"])).toordinal() for e in played.events]
    return len(days), max(days) - min(days)


def size_of(run: Run, start: date) -> tuple[int, int]:
    days = [date.fromisoformat(e["on"]) for e in json.loads(run.text)["events"]]
    return len(days), (max(days) - start).days


# ---- the shipped processes -----------------------------------------------------------------------

RULES = (
    "R22-19.3", "R22-23.2", "R22-23.3a", "R22-31(6)a",
    "R22-34a", "R22-34b", "R22-34c", "R22-35.2", "R22-36.1b",
)  # fmt: skip
SHIPPED = (
    "national", "opinion-in-seventy-five-days", "accepted-above-as-well",
    "review-in-forty-five-days",
)  # fmt: skip
SAMPLES = 40


def by_chance(chance: random.Random) -> Pick:
    """The first, the last or any: violations lie at the ends of the windows."""
    return lambda numbers: [chance.choice((numbers[0], numbers[-1], chance.choice(numbers)))]


@pytest.mark.parametrize("name", SHIPPED)
def test_samples_agree_with_what_is_proved_and_found(name: str) -> None:
    process = load_process(name)
    rules = {id: all_rules()[id] for id in RULES}
    runs = runs_of(unfold(process.record), process.hierarchy)
    found = verify(runs, rules, [SOURCES["R22"]], OPTIONS)
    proved = {a.rule.id for a in found.answers if isinstance(a, Proved)}
    shortest = {
        a.rule.id: len(a.run.history.events) for a in found.answers if isinstance(a, Broken)
    }
    assert proved | shortest.keys() == set(RULES)
    chance = random.Random(name)
    samples, broken = 0, 0
    while samples < SAMPLES:
        begin = process.record.first_days[0] + timedelta(days=chance.randrange(366))
        for played in play(process.record.flow, Played(begin), by_chance(chance)):
            samples += 1
            bad = violated(played, process, RULES)
            assert bad & proved == set(), played
            broken += bool(bad)
            for rule in bad:
                assert len(played.events) >= shortest[rule]
    assert (broken > 0) is bool(shortest), "the samples never met what verify found"


# ---- small processes, every run of them ----------------------------------------------------------

SUBMIT = {
    "step": "submit", "kind": "submit", "by": "p1", "to": "yunhe-housing", "channel": "letter",
    "has_name": True, "has_address": True, "has_contact": True,
}  # fmt: skip
MATTER = {
    "id": "m1", "kind": "appeal", "way": 6, "petitioners": ["p1"], "competent": ["yunhe-housing"],
}  # fmt: skip


def any_process(chance: random.Random) -> dict[str, object]:
    """A few registrations and notices in some order, side by side, again and again or left out."""
    number = 0

    def window() -> list[int]:
        least = chance.choice((0, 0, 5, 9))
        return [least, least + chance.choice((0, 1, 2))]

    def step(name: str | None = None) -> dict[str, object]:
        nonlocal number
        number += 1
        kind = chance.choice(("notify_receipt", "register", "notify_receipt"))
        made: dict[str, object] = {
            "step": name or f"s{number}", "kind": kind, "by": "yunhe-housing",
            "refers": "submit", "after": window(),
        }  # fmt: skip
        if kind == "notify_receipt":
            made |= {"to": "p1", "written": chance.random() < 0.8, "states": ["receipt"]}
        if chance.random() < 0.4:
            made["within"] = {"submit": [0, chance.choice((14, 15, 16, 17))]}
        return made

    def part(depth: int) -> object:
        match chance.choice(("step", "step", "choice", "optional", "parallel", "loop")):
            case "choice" if depth:
                return {"choice": [flow(depth - 1), flow(depth - 1)]}
            case "optional" if depth:
                return {"optional": flow(depth - 1)}
            case "parallel" if depth:
                return {"parallel": [flow(depth - 1), flow(depth - 1)]}
            case "loop" if depth:
                least = chance.randrange(2)
                return {"loop": flow(depth - 1), "times": [least, least + 1]}
            case _:
                return step()

    def flow(depth: int) -> list[object]:
        return [part(depth) for _ in range(chance.choice((1, 1, 2)))]

    begin = date(2024, 3, 11) + timedelta(days=chance.randrange(14))
    inner = [SUBMIT, *flow(2)]
    return {"process": "any", "start": str(begin), "matters": [MATTER], "flow": inner}


MOST_RUNS = 250


@pytest.mark.parametrize("seed", range(24))
def test_every_run_of_a_small_process_agrees(seed: int) -> None:
    chance = random.Random(seed)
    while True:
        process = parse_process(json.dumps(any_process(chance)), Path("any.json"))
        begin = process.record.first_days[0]
        all_runs = play(process.record.flow, Played(begin), lambda numbers: numbers)
        played = [run for run, _ in zip(all_runs, range(MOST_RUNS + 1), strict=False)]
        if 0 < len(played) <= MOST_RUNS:
            break
    bad = [run for run in played if violated(run, process, ["R22-23.2"])]
    runs = runs_of(unfold(process.record), process.hierarchy)
    rule = {"R22-23.2": all_rules()["R22-23.2"]}
    (answer,) = verify(runs, rule, [SOURCES["R22"]], OPTIONS).answers
    match answer:
        case Proved():
            assert bad == []
        case Broken(_, run):
            assert size_of(run, begin) == min(map(size, bad))
        case Contested():
            assert bad == []  # `check` calls no run violated, the default reading some
        case _:
            raise AssertionError(answer)
