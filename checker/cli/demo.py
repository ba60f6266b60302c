"""`xinfang demo`: the shipped cases, judged and compared with what is expected of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import as_file, files
from typing import TypedDict, cast

from checker.cli.basis import Basis, Judge, judge_of
from checker.cli.check import check_into, colour_wanted
from checker.cli.inputs import Case, Source, case_of, files_of, raws_of
from checker.cli.judging import judged
from checker.cli.options import Args
from checker.cli.usage import UsageError, ticked
from checker.read.place import CaseError
from checker.show.lang import Lang, Text
from checker.show.paint import GREEN, RED, painted, row
from checker.tasks.findings import Finding, Report
from model.calendar import date_of


class _Wanted(TypedDict, total=False):
    """A finding that an expectation file names."""

    rule: str
    events: list[str]
    verdict: str
    due: str
    since: str
    days_late: int


class _Expected(TypedDict):
    """`name.expect.json`: what is expected of `name.json`."""

    verdict: str
    findings: list[_Wanted]
    why: Mapping[str, str]


def run_demo(args: Args, lang: Lang) -> int:
    """Prints the report of each demo case; returns 0 iff each is judged as its expectation file
    says, else 1."""
    if args.names:
        extra = ticked(args.names[0])
        raise UsageError(Text(f"多余的参数 {extra}", f"unexpected argument {extra}"))
    with as_file(files("scenarios").joinpath("cases", "demo")) as folder:
        found = [s for s in files_of([str(folder)]) if isinstance(s, Source)]
        if not found:
            raise UsageError(Text("本安装不带示例案件", "this installation ships no demo cases"))
        judge = judge_of(Basis(prove=args.proof))
        args.names = [str(folder)]
        check_into(sys.stdout, args, judge, lang)
        wrong = [line for source in found for line in _unexpected(source, judge)]
    style, said = (RED, wrong) if wrong else (GREEN, [_agreed(len(found))])
    rows = (row((line.of(lang), style)) for line in said)
    sys.stdout.write(painted(rows, colour=colour_wanted(sys.stdout)))
    return 1 if wrong else 0


def _agreed(n: int) -> Text:
    return Text(f"✓ {n} 件示例均与预期一致", f"✓ all {n} demo cases are judged as expected")


def _unexpected(source: Source, judge: Judge) -> Iterator[Text]:
    """Yields what is not as the expectation file beside the case says; nothing without one."""
    path = source.path.with_name(source.path.stem + ".expect.json")
    if not path.exists():
        return
    expected = cast("_Expected", json.loads(path.read_text(encoding="utf-8")))
    for raw in raws_of(source):
        case = case_of(raw, source, None)
        report = judged(case, judge) if isinstance(case, Case) else case
        for said in _differences(report, expected):
            yield Text(f"✗ {source.path.stem} 与预期不符：{said}", f"✗ {source.path.stem}: {said}")


def _differences(report: Report | CaseError, expected: _Expected) -> Iterator[str]:
    if isinstance(report, CaseError):
        yield report.message
        return
    if report.verdict.value != expected["verdict"]:
        yield f"{expected['verdict']} ≠ {report.verdict.value}"
    for wanted in expected["findings"]:
        if not any(_is(f, wanted) for f in report.findings):
            yield json.dumps(wanted, ensure_ascii=False)


def _is(finding: Finding, wanted: _Wanted) -> bool:
    found = _Wanted(
        rule=finding.rule.id,
        events=[e.id for e in finding.events],
        verdict=finding.verdict.value,
    )
    if finding.due is not None:
        found["due"] = str(date_of(finding.due))
    if finding.since is not None:
        found["since"] = str(date_of(finding.since))
    if finding.days_late is not None:
        found["days_late"] = finding.days_late
    checked = wanted.keys() & _Wanted.__annotations__.keys()
    return all(found.get(key) == wanted.get(key) for key in checked)
