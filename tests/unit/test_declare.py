"""Declare models over logs of any process: each template against its published definition, all
engines against each other, and what is refused."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random

import numpy as np
import pytest

from checker.cli import main
from checker.read.decl import read_model
from checker.read.foreign import CaseLog, case_logs
from checker.read.place import CaseError
from checker.read.raw import Coded, offsets
from checker.show.complaints import complaint
from checker.tasks.declared import Declared, bench_of, broken_at, engine_rows, judged
from model.calendar import national_calendar
from model.history import History
from model.logic.rewrite import shape_problem
from model.logic.rule import Rule
from model.templates.parts import Constraint, DeclareModel, Template, arity
from model.templates.parts import Template as T
from model.templates.rules import rules_of
from model.templates.vocabulary import ACTIVITY

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "declare_errors.txt"

# ---- the published definitions, in linear temporal logic over finite traces ----------------------
# Pesic and van der Aalst (2006) for a, b, c; Burattin, Maggi and Sperduti (2016) for the past.

At = Callable[[str, int], bool]


def act(name: str) -> At:
    return lambda s, i: s[i] == name


def no(f: At) -> At:
    return lambda s, i: not f(s, i)


def both(*fs: At) -> At:
    return lambda s, i: all(f(s, i) for f in fs)


def implies(f: At, g: At) -> At:
    return lambda s, i: not f(s, i) or g(s, i)


def next_(f: At) -> At:
    return lambda s, i: i + 1 < len(s) and f(s, i + 1)


def last(f: At) -> At:
    return lambda s, i: i > 0 and f(s, i - 1)


def finally_(f: At) -> At:
    return lambda s, i: any(f(s, k) for k in range(i, len(s)))


def once(f: At) -> At:
    return lambda s, i: any(f(s, k) for k in range(i + 1))


def always(f: At) -> At:
    return lambda s, i: all(f(s, k) for k in range(i, len(s)))


def until(f: At, g: At) -> At:
    def at(s: str, i: int) -> bool:
        return i < len(s) and (g(s, i) or (f(s, i) and at(s, i + 1)))

    return at


def since(f: At, g: At) -> At:
    def at(s: str, i: int) -> bool:
        return i >= 0 and (g(s, i) or (f(s, i) and at(s, i - 1)))

    return at


def weakly_until(f: At, g: At) -> At:
    return lambda s, i: until(f, g)(s, i) or always(f)(s, i)


A, B, C = act("a"), act("b"), act("c")


def times(n: int) -> At:
    """At least n times a: F(a and X(at least n-1 times a))."""
    return finally_(A) if n == 1 else finally_(both(A, next_(times(n - 1))))


RESPONSE = always(implies(A, finally_(B)))
ALTERNATE_RESPONSE = always(implies(A, next_(until(no(A), B))))
CHAIN_RESPONSE = always(implies(A, next_(B)))
PRECEDENCE = always(implies(B, once(A)))
ALTERNATE_PRECEDENCE = always(implies(B, last(since(no(B), A))))
CHAIN_PRECEDENCE = always(implies(B, last(A)))
NOT_RESPONSE = always(implies(A, no(finally_(B))))

DEFINITIONS: dict[Template, At] = {
    T.EXISTENCE: times(1),
    T.ABSENCE: no(times(1)),
    T.EXACTLY: both(times(1), no(times(2))),
    T.INIT: lambda s, _: s.startswith("a"),
    T.END: lambda s, _: s.endswith("a"),
    T.CHOICE: lambda s, i: finally_(A)(s, i) or finally_(B)(s, i),
    T.EXCLUSIVE_CHOICE: lambda s, i: finally_(A)(s, i) is not finally_(B)(s, i),
    T.RESPONDED_EXISTENCE: implies(finally_(A), finally_(B)),
    T.RESPONSE: RESPONSE,
    T.ALTERNATE_RESPONSE: ALTERNATE_RESPONSE,
    T.CHAIN_RESPONSE: CHAIN_RESPONSE,
    T.PRECEDENCE: PRECEDENCE,
    T.ALTERNATE_PRECEDENCE: ALTERNATE_PRECEDENCE,
    T.CHAIN_PRECEDENCE: CHAIN_PRECEDENCE,
    T.CO_EXISTENCE: lambda s, i: finally_(A)(s, i) is finally_(B)(s, i),
    T.SUCCESSION: both(RESPONSE, PRECEDENCE),
    T.ALTERNATE_SUCCESSION: both(ALTERNATE_RESPONSE, ALTERNATE_PRECEDENCE),
    T.CHAIN_SUCCESSION: both(CHAIN_RESPONSE, CHAIN_PRECEDENCE),
    T.NOT_RESPONDED_EXISTENCE: implies(finally_(A), no(finally_(B))),
    T.NOT_RESPONSE: NOT_RESPONSE,
    T.NOT_CHAIN_RESPONSE: always(implies(A, no(next_(B)))),
    T.NOT_PRECEDENCE: always(implies(B, no(once(A)))),
    T.NOT_CHAIN_PRECEDENCE: always(implies(B, no(last(A)))),
    T.NOT_CO_EXISTENCE: no(both(finally_(A), finally_(B))),
    T.NOT_SUCCESSION: NOT_RESPONSE,
    T.NOT_CHAIN_SUCCESSION: always(implies(A, no(next_(B)))),
    # after a until b no c (Dwyer, Avrunin and Corbett 1999)
    T.ABSENCE_UNTIL: always(implies(A, lambda s, i: weak_after(s, i))),
}


def weak_after(s: str, i: int) -> bool:
    return i + 1 == len(s) or weakly_until(no(C), B)(s, i + 1)


COUNTS: dict[tuple[Template, int], At] = {
    (T.EXISTENCE, 2): times(2),
    (T.EXISTENCE, 3): times(3),
    (T.ABSENCE, 2): no(times(2)),
    (T.ABSENCE, 4): no(times(4)),
    (T.EXACTLY, 0): no(times(1)),
    (T.EXACTLY, 2): both(times(2), no(times(3))),
}

TRACES = ["".join(t) for n in range(7) for t in product("abc", repeat=n)]


def log_of(traces: Sequence[str]) -> CaseLog:
    """Returns a log of these traces, all of one day."""
    codes = np.array(["abc".index(c) for t in traces for c in t], np.int32)
    off = offsets(np.array([len(t) for t in traces], np.int64))
    day = np.full(len(codes), 738000, np.int64)
    return CaseLog("log", tuple(traces), off, day, day, {ACTIVITY: Coded(codes, "abc")}, {})


def all_templates() -> tuple[list[Constraint], list[At]]:
    """Returns every template over a, b, c, counted ones and both sides alike too, and what each
    is to mean."""
    found, meant = list[Constraint](), list[At]()
    for template, definition in DEFINITIONS.items():
        names = ("a", "b", "c")[: arity(template)]
        found.append(Constraint(template, names, len(found) + 1, template.value))
        meant.append(definition)
    for (template, count), definition in COUNTS.items():
        found.append(Constraint(template, ("a",), len(found) + 1, template.value, count))
        meant.append(definition)
    return found, meant


def test_every_template_means_what_was_published_on_every_trace_up_to_six() -> None:
    constraints, meant = all_templates()
    assert {c.template for c in constraints} == set(Template)
    rules = rules_of(DeclareModel("model", ("a", "b", "c"), {}, tuple(constraints)))
    log = log_of(TRACES)
    rows = found_by_kernels(log, rules)
    for rule, definition in zip(rules, meant, strict=True):
        assert shape_problem(rule) is None
        broken = {case for case, id, _ in rows if id == rule.id}
        assert broken == {t for t in TRACES if not definition(t, 0)}, rule.article


def test_the_reference_meaning_agrees_on_every_trace_up_to_four() -> None:
    constraints, _ = all_templates()
    rules = rules_of(DeclareModel("model", ("a", "b", "c"), {}, tuple(constraints)))
    log = log_of([t for t in TRACES if len(t) <= 4])
    assert found_by_meaning(log, rules) == found_by_kernels(log, rules)


def test_one_activity_on_both_sides_is_read_as_the_formula_stands() -> None:
    constraints = [
        Constraint(t, ("a", "a"), i, t.value) for i, t in enumerate(DEFINITIONS, 1) if arity(t) == 2
    ]
    rules = rules_of(DeclareModel("model", ("a",), {}, tuple(constraints)))
    log = log_of([t for t in TRACES if len(t) <= 4])
    rows = found_by_kernels(log, rules)
    assert rows == found_by_meaning(log, rules)
    for rule, c in zip(rules, constraints, strict=True):
        broken = {case for case, id, _ in rows if id == rule.id}
        same = {t for t in log.names if not DEFINITIONS[c.template](t.replace("b", "c"), 0)}
        if c.template in (T.RESPONSE, T.PRECEDENCE, T.SUCCESSION, T.RESPONDED_EXISTENCE):
            assert not broken  # the present event answers itself
        elif c.template in (T.NOT_RESPONSE, T.NOT_PRECEDENCE, T.NOT_CO_EXISTENCE):
            assert broken == {t for t in log.names if "a" in t}
        assert same is not None


# ---- engines -------------------------------------------------------------------------------------

Found = set[tuple[str, str, tuple[str, ...]]]
Engine = Callable[[CaseLog, Sequence[Rule]], "Found"]


def over_all(logs: Sequence[CaseLog], rules: Sequence[Rule], engine: Engine) -> Found:
    return {row for log in logs for row in engine(log, rules)}


def found_by_plain_kernels(log: CaseLog, rules: Sequence[Rule]) -> Found:
    return found_by_kernels(log, rules, native=False)


def found_by_kernels(log: CaseLog, rules: Sequence[Rule], *, native: bool = True) -> Found:
    bench = bench_of(rules, national_calendar(), 10**9 if native else 0)
    found = Declared()
    rows = {(r.case, r.rule, r.events) for r in judged(log, bench, found, rows=True)}
    assert found.denied == 0
    assert {case for case, _, _ in rows} <= set(log.names)
    return rows


def histories(log: CaseLog) -> Iterator[History]:
    return (log.history(k) for k in range(len(log.names)))


def found_by_meaning(log: CaseLog, rules: Sequence[Rule]) -> Found:
    return {
        (h.case, rule.id, tuple(e for e in events if e != "case"))
        for h in histories(log)
        for rule in rules
        for events in broken_at(rule, h)
    }


def found_by_engine(log: CaseLog, rules: Sequence[Rule]) -> Found:
    found = Declared()
    rows = engine_rows(log, rules, national_calendar(), found)
    said = {(r.case, r.rule, r.events) for _, many in rows for r in many}
    assert found.denied == 0
    return said


# ---- data and time, against a naive reading of MP-Declare ----------------------------------------


@dataclass(frozen=True)
class Ev:
    act: str
    at: datetime
    x: float | None
    w: str | None


@dataclass(frozen=True)
class Said:
    """A condition as written, and as Python."""

    text: str
    of: Callable[[Ev, Ev], bool]


def given(a: Ev, t: Ev) -> bool:
    return a.x is not None and t.x is not None


ACTIVATIONS = [
    Said("", lambda a, t: True),
    Said("A.x > 1.5", lambda a, t: a.x is not None and a.x > 1.5),
    Said("A.x <= 2 and not (A.w is p)", lambda a, t: a.x is not None and a.x <= 2 and a.w != "p"),
    Said("A.w is not p", lambda a, t: a.w is not None and a.w != "p"),
    Said("A.w in (p, q q) OR A.x = 3", lambda a, t: a.w in ("p", "q q") or a.x == 3),
    Said("A.x != 2", lambda a, t: a.x is not None and a.x != 2),
]
CORRELATIONS = [
    Said("", lambda a, t: True),
    Said("T.x >= A.x", lambda a, t: given(a, t) and (t.x or 0) >= (a.x or 0)),
    Said("A.x < T.x", lambda a, t: given(a, t) and (a.x or 0) < (t.x or 0)),
    Said("same w", lambda a, t: a.w is not None and a.w == t.w),
    Said("different x", lambda a, t: given(a, t) and a.x != t.x),
    Said("T.w not in (q q)", lambda a, t: t.w is not None and t.w != "q q"),
    Said("NOT same w AND T.x < 3", lambda a, t: not (a.w is not None and a.w == t.w)
         and t.x is not None and t.x < 3),
]  # fmt: skip
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WINDOWS = [
    Said("", lambda a, t: True),
    Said("0,2,h", lambda a, t: abs(a.at - t.at) <= 2 * HOUR),
    Said("0.5,36,h", lambda a, t: HOUR / 2 <= abs(a.at - t.at) <= 36 * HOUR),
    Said("1,,d", lambda a, t: abs(a.at - t.at) >= DAY),
    Said(",1,calendar days", lambda a, t: abs((a.at.date() - t.at.date()).days) <= 1),
]
DIRECTED = [t for t in DEFINITIONS if arity(t) == 2 and "XISTENCE" not in t.name and t.value in {
    "Response", "Alternate Response", "Chain Response", "Precedence", "Alternate Precedence",
    "Chain Precedence", "Not Response", "Not Chain Response", "Not Precedence",
    "Not Chain Precedence",
}] + [T.RESPONDED_EXISTENCE, T.NOT_RESPONDED_EXISTENCE]  # fmt: skip


def naive(template: Template, s: Sequence[Ev], a: Said, c: Said, w: Said) -> list[int]:
    """Returns the places of the events that break the constraint over P and Q, by the definition
    of Burattin, Maggi and Sperduti (2016), read off it word by word."""
    backward = "Precedence" in template.value
    activating, sought = ("Q", "P") if backward else ("P", "Q")

    def active(i: int) -> bool:
        return s[i].act == activating and a.of(s[i], s[i])

    def fits(i: int, k: int) -> bool:
        return s[k].act == sought and c.of(s[i], s[k]) and w.of(s[i], s[k])

    def answered(i: int) -> bool:
        before, after = range(i - 1, -1, -1), range(i + 1, len(s))
        way = before if backward else after
        name = template.value.removeprefix("Not ")
        if name == "Responded Existence":
            return any(fits(i, k) for k in range(len(s)))
        if name.startswith("Chain"):
            return any(fits(i, k) for k in list(way)[:1])
        if name.startswith("Alternate"):
            for k in way:
                if fits(i, k):
                    return True
                if active(k):
                    return False
            return False
        return any(fits(i, k) for k in way)

    negative = template.value.startswith("Not ")
    return [i for i in range(len(s)) if active(i) and answered(i) is negative]


def drawn_cases(random: Random, many: int) -> dict[str, list[Ev]]:
    start = datetime(2024, 2, 27, 22)
    steps = [timedelta(0), timedelta(microseconds=1), HOUR / 2, HOUR, 2 * HOUR, DAY, 2 * DAY]
    cases: dict[str, list[Ev]] = {}
    for number in range(many):
        at, events = start, list[Ev]()
        for _ in range(random.randrange(1, 9)):
            at += random.choice(steps)
            x, w = random.choice([None, 1.0, 2.0, 2.5, 3.0]), random.choice([None, "p", "q q"])
            events.append(Ev(random.choice("PQR"), at, x, w))
        cases[f"c{number}"] = events
    return cases


def written_log(path: Path, cases: dict[str, list[Ev]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["case", "activity", "timestamp", "x", "w"])
        for case, events in cases.items():
            for e in events:
                x = "" if e.x is None else f"{e.x:g}" if e.x != 2.0 else "2.00"
                at = e.at.strftime("%Y-%m-%dT%H:%M:%S.%f")
                out.writerow([case, e.act, at, x, e.w or ""])
    return path


HEAD = "activity P\nactivity Q\nactivity R\nbind P: x, w\nbind Q: x, w\nx: float\nw: p, q q\n"


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.trust) for seed in range(1, 9))]
)
def test_conditions_on_data_and_time_mean_what_was_published(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    cases = drawn_cases(random, 30)
    path = written_log(tmp_path / "log.csv", cases)
    asked = [
        (t, random.choice(ACTIVATIONS), random.choice(CORRELATIONS), random.choice(WINDOWS))
        for t in DIRECTED
        for _ in range(3)
    ]
    lines = [f"{t.value}[P, Q] | {a.text} | {c.text} | {w.text}" for t, a, c, w in asked]
    model_file = tmp_path / "model.decl"
    model_file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    model = read_model(model_file)
    logs = tuple(case_logs(path, model))
    rules = rules_of(model)
    rows = over_all(logs, rules, found_by_kernels)
    assert rows == over_all(logs, rules, found_by_meaning)
    assert rows == over_all(logs, rules, found_by_engine)
    few = {rule.id for rule in rules[::9]}
    plain = over_all(logs, rules[::9], found_by_plain_kernels)
    assert plain == {row for row in rows if row[1] in few}
    for rule, (t, a, c, w) in zip(rules, asked, strict=True):
        for case, events in cases.items():
            expected = {f"e{i + 1}" for i in naive(t, events, a, c, w)}
            assert {e for n, id, (e,) in rows if n == case and id == rule.id} == expected, (
                rule.article,
                events,
            )
    assert rows


# ---- what is refused -----------------------------------------------------------------------------

BAD = {
    "unknown template": "Respones[P, Q]",
    "unknown activity": "Response[P, QQ]",
    "one activity too few": "Response[P]",
    "one activity too many": "Existence[P, Q]",
    "bracket missing": "Response[P, Q | |",
    "something after the bracket": "Response[P, Q] x | |",
    "a number where none fits": "Response2[P, Q]",
    "counting to nought": "Existence0[P]",
    "no constraint": "what is this",
    "unknown attribute": "Response[P, Q] | A.y > 1",
    "attribute misspelt": "Response[P, Q] | A.wx is p",
    "target in the activation": "Response[P, Q] | T.x > 1",
    "no such event": "Response[P, Q] | B.x > 1",
    "no number": "Response[P, Q] | A.x > many",
    "word in an order": "Response[P, Q] | A.w > T.w | ",
    "word in an order, together": "Response[P, Q] | | A.w > T.w",
    "sorts mixed": "Response[P, Q] | | A.w = T.x",
    "comparison missing": "Response[P, Q] | A.x",
    "value missing": "Response[P, Q] | A.w is ",
    "bracket in a condition": "Response[P, Q] | (A.x > 1",
    "list missing": "Response[P, Q] | A.w in p",
    "list not closed": "Response[P, Q] | A.w in (p",
    "empty value": "Response[P, Q] | A.w in (p,,q)",
    "quotation mark": "Response[P, Q] | A.w is 'p",
    "two conditions without a word between": "Response[P, Q] | (A.x > 1) (A.x < 2)",
    "same of one event": "Response[P, Q] | same w",
    "exists": "Response[P, Q] | exist(A.x)",
    "no time": "Response[P, Q] | | | 3 days",
    "no unit": "Response[P, Q] | | | 0,3,w",
    "negative time": "Response[P, Q] | | | -1,3,d",
    "least over most": "Response[P, Q] | | | 4,3,d",
    "half a calendar day": "Response[P, Q] | | | 0,1.5,calendar days",
    "time of one activity": "Existence[P] | | 0,3,d",
    "too many conditions": "Response[P, Q] | | | 0,3,d | A.x > 1",
    "condition of a symmetric template": "Succession[P, Q] | A.x > 1 | |",
    "time of a symmetric template": "Co-Existence[P, Q] | | | 0,3,d",
    "nested too deep": "Response[P, Q] | " + "(" * 60 + "A.x > 1" + ")" * 60,
    "denied too often": "Response[P, Q] | " + "not " * 2000 + "A.x > 1",
    "line too long": "Response[P, Q] | " + "(" * 30_000,
}
BAD_HEADS = {
    "bind before the activity": "bind P: x\nactivity P\nExistence[P]\n",
    "activity without a name": "activity \nExistence[P]\n",
    "bind without attributes": "activity P\nbind P\nExistence[P]\n",
    "declared twice": "activity P\nbind P: x\nx: float\nx: p, q\nExistence[P]\n",
    "no constraint at all": "activity P\n",
}


def refusal(path: Path, text: str) -> CaseError:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_model(path)
    return caught.value


def test_what_is_wrong_with_a_model_is_said_with_its_place(tmp_path: Path) -> None:
    said: list[str] = []
    whole = {name: HEAD + line + "\n" for name, line in BAD.items()} | BAD_HEADS
    for name, text in whole.items():
        error = refusal(tmp_path / "m.decl", text)
        assert error.place.line, name
        place = f"{error.place.line}:{error.place.column}"
        said.append(f"{name}\n  {place}: {error.message}")
        assert complaint(error.message).zh != error.message, error.message
        if error.help:
            said.append(f"  help: {error.help}")
            assert complaint(error.help).zh != error.help, error.help
    assert "\n".join(said) + "\n" == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"\0" * 100, b"\xff\xfe\xfa\xfb" * 9, b"", b"\x89PNG\r\n"])
def test_a_model_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.decl"
    path.write_bytes(content)
    with pytest.raises(CaseError):
        read_model(path)


def test_a_model_of_a_hundred_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.decl"
    with path.open("wb") as file:
        file.truncate(100 << 20)
    with pytest.raises(CaseError, match="larger than 4 MB"):
        read_model(path)


def test_names_may_hold_commas_quotes_and_what_python_would_run(tmp_path: Path) -> None:
    odd = '"); import os; os._exit(3) #'
    text = (
        f"activity P, first\nactivity {odd}\nbind {odd}: a.b, a_b\n"
        f"Response[P, first, {odd}] | | T.a.b is x y | \n"
        f"Precedence[P, first, {odd}] | A.a_b is not x y | |\n"
    )
    path = tmp_path / "m.decl"
    path.write_text(text, encoding="utf-8")
    model = read_model(path)
    assert model.constraints[0].activities == ("P, first", odd)
    log_file = tmp_path / "log.csv"
    with log_file.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["case", "activity", "timestamp", "a.b", "a_b"])
        out.writerow(["1", "P, first", "2024-01-01", "", ""])
        out.writerow(["1", odd, "2024-01-02", "x y", "z"])
        out.writerow(["2", odd, "2024-01-02", "z", "x y"])
        out.writerow(["2", "P, first", "2024-01-03", "", ""])
        out.writerow(["3", odd, "2024-01-02", "z", "z"])
    logs = tuple(case_logs(log_file, model))
    expected = {("2", "L4", ("e2",)), ("3", "L5", ("e1",))}
    for engine in (found_by_kernels, found_by_meaning, found_by_engine):
        assert over_all(logs, rules_of(model), engine) == expected


# ---- the commands --------------------------------------------------------------------------------


def test_audit_and_check_find_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = written_log(tmp_path / "log.csv", drawn_cases(Random(5), 60))
    model = tmp_path / "m.decl"
    model.write_text(HEAD + "Response[P, Q] | A.x > 1 |\nExistence[S]\n", encoding="utf-8")
    assert main(["audit", str(log), "--rules", str(model), "--lang", "en"]) == 2
    assert "unknown activity `S`" in capsys.readouterr().err
    model.write_text(HEAD + "Response[P, Q] | A.x > 1 |\nExistence[R]\n", encoding="utf-8")
    out = tmp_path / "found.jsonl"
    args = [str(log), "--rules", str(model), "--lang", "en"]
    assert main(["audit", *args, "-o", str(out)]) == 1
    audited = capsys.readouterr().out.splitlines()
    assert main(["check", *args]) == 1
    checked = capsys.readouterr().out.splitlines()
    assert audited[2:4] == checked[-3:-1]
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == sum(line.startswith("  ✗") for line in checked)
    assert {r["rule"] for r in rows} == {"L8", "L9"}


def test_what_cannot_be_read_of_a_log_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "m.decl"
    model.write_text(HEAD + "Response[P, Q] | A.x > 1 |\n", encoding="utf-8")
    log = tmp_path / "log.csv"
    rows = ["case,activity,timestamp,x", "1,P,2024-01-01,many", "2,P,soon,1", "3,P,2024-01-01,2"]
    log.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert main(["audit", str(log), "--rules", str(model), "--lang", "en"]) == 2
    found = capsys.readouterr()
    assert "`many` is no number" in found.err
    assert "`soon` is no day" in found.err
    assert "1 case, 1 event; 1 with a breach" in found.out
    log.write_text("case,activity,timestamp,xx\n1,P,2024-01-01,1\n", encoding="utf-8")
    assert main(["audit", str(log), "--rules", str(model), "--lang", "en"]) == 2
    found = capsys.readouterr()
    assert "no attribute `x`" in found.err
    assert not found.out
    assert main(["audit", str(log), "--rules", str(model), "--law", "R22", "--lang", "en"]) == 2
    assert "`--law` has no meaning with `--rules`" in capsys.readouterr().err


def test_unknown_cells_go_to_the_solver() -> None:
    """The rules are rules of the language: what is unknown of a history is left to Z3."""
    from dataclasses import replace as with_

    from checker.tasks.findings import Verdict
    from checker.tasks.instance import Options, judge, verdict_of
    from model.history import Choice
    from model.logic.meaning import instances

    (rule,) = rules_of(
        DeclareModel("m", ("a", "b"), {}, (Constraint(T.RESPONSE, ("a", "b"), 1, ""),))
    )
    known = log_of(["ac"]).history(0)
    last_ = known.events[-1]
    unsure = with_(last_, cells={**last_.cells, ACTIVITY: Choice(("b", "c"))})
    history = with_(known, events=(*known.events[:-1], unsure))
    options = Options(national_calendar())
    verdicts = [
        verdict_of(judge(rule, events, h, options))
        for h in (known, history)
        for events in instances(rule, h)
    ]
    assert verdicts[0] is Verdict.VIOLATED
    assert Verdict.UNDETERMINED in verdicts


# ---- what is shipped -----------------------------------------------------------------------------


def test_the_example_of_the_page_says_what_the_page_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs" / "declare.md").read_text(encoding="utf-8")
    model, log, session = page.split("```\n")[1:6:2]
    (tmp_path / "loans.decl").write_text(model, encoding="utf-8")
    (tmp_path / "loans.csv").write_text(log, encoding="utf-8")
    command, _, expected = session.partition("\n")
    monkeypatch.chdir(tmp_path)
    assert main(command.removeprefix("$ xinfang ").split()) == 1
    assert capsys.readouterr().out == expected


def fines(tmp_path: Path, *rows: str) -> set[tuple[str, str]]:
    """Returns which rules of the shipped model these fines break, by the first word of a rule."""
    path = tmp_path / "fines.csv"
    path.write_text("\n".join(("case,activity,timestamp", *rows)) + "\n", encoding="utf-8")
    model = read_model(ROOT / "scenarios" / "models" / "road-traffic-fines.decl")
    rules = rules_of(model)
    logs = tuple(case_logs(path, model))
    found = over_all(logs, rules, found_by_kernels)
    assert found == over_all(logs, rules, found_by_engine)
    said = dict(zip((r.id for r in rules), ("appeal", "penalty", "collection"), strict=True))
    return {(case, said[id]) for case, id, _ in found}


def test_fines_are_judged_by_days_of_the_calendar(tmp_path: Path) -> None:
    notified, appeal = "Insert Fine Notification", "Insert Date Appeal to Prefecture"
    rows = [
        # winter to summer time and back: an hour less or more is no day
        f"last day,{notified},2010-03-01T00:00:00+01:00",
        f"last day,{appeal},2010-04-30T00:00:00+02:00",
        f"day late,{notified},2010-09-01T00:00:00+02:00",
        f"day late,{appeal},2010-11-01T00:00:00+01:00",
        f"never told,{appeal},2010-11-01T00:00:00+01:00",
        f"too soon,{notified},2010-03-01T00:00:00+01:00",
        "too soon,Add penalty,2010-04-29T00:00:00+02:00",
        f"first day,{notified},2010-09-01T00:00:00+02:00",
        "first day,Add penalty,2010-10-31T00:00:00+02:00",
        f"open,{notified},2010-03-01T00:00:00+01:00",
        f"open,{appeal},2010-03-02T00:00:00+01:00",
        "open,Send for Credit Collection,2010-06-01T00:00:00+02:00",
        "open,Receive Result Appeal from Prefecture,2010-07-01T00:00:00+02:00",
        f"closed,{notified},2010-03-01T00:00:00+01:00",
        f"closed,{appeal},2010-03-02T00:00:00+01:00",
        "closed,Receive Result Appeal from Prefecture,2010-05-01T00:00:00+02:00",
        "closed,Send for Credit Collection,2010-06-01T00:00:00+02:00",
    ]
    assert fines(tmp_path, *rows) == {
        ("day late", "appeal"),
        ("never told", "appeal"),
        ("too soon", "penalty"),
        ("open", "collection"),
    }
