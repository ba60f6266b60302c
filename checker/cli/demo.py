"""`xinfang demo`: the shipped cases, judged and compared with what is expected of them."""

from __future__ import annotations

import json
import sys
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, cast

from checker.cli.check import check_into, colour_wanted
from checker.cli.inputs import Case, Source, case_of, raws_of
from checker.cli.judging import Judge, judge_of, judged
from checker.cli.options import Args
from checker.cli.usage import UsageError
from checker.read.place import CaseError
from checker.show.lang import Lang, Text
from checker.show.paint import RED, painted, row

EXPECTED: Final = "expected.json"
"""Beside the demo cases: an object of case name to the verdict of its history."""


def run_demo(args: Args, lang: Lang) -> int:
    """Prints the report of each demo case; returns 0 iff each has the verdict expected of it."""
    with as_file(files("scenarios").joinpath("cases", "demo")) as folder:
        found = sorted(p for p in folder.rglob("*.json") if p.name != EXPECTED)
        if not found:
            raise UsageError(Text("本安装不带示例案件", "this installation ships no demo cases"))
        judge = judge_of((), (), (), prove=True)
        args.names = [str(p) for p in found]
        check_into(sys.stdout, args, judge, lang)
        wrong = _unexpected(found, folder / EXPECTED, judge)
    for case, expected, verdict in wrong:
        said = Text(
            f"{case}：应为 {expected}，得 {verdict}", f"{case}: not {expected} but {verdict}"
        )
        sys.stdout.write(painted([row((said.of(lang), RED))], colour=colour_wanted(sys.stdout)))
    return 1 if wrong else 0


def _unexpected(found: list[Path], expected: Path, judge: Judge) -> list[tuple[str, str, str]]:
    """Returns (case, expected, found) of every case whose verdict is not the expected one."""
    wanted: dict[str, str] = (
        cast("dict[str, str]", json.loads(expected.read_text(encoding="utf-8")))
        if expected.exists()
        else {}
    )
    got: dict[str, str] = {}
    for path in found:
        source = Source(path, in_folder=True)
        for raw in raws_of(source):
            case = case_of(raw, source, None)
            if isinstance(case, Case):
                report = judged(case, judge)
                name = case.loaded.record.case
                got[name] = "error" if isinstance(report, CaseError) else report.verdict.value
            else:
                got[path.name] = "error"
    return [(c, wanted.get(c, "?"), v) for c, v in got.items() if wanted.get(c, v) != v]
