"""`xinfang receipt`: a receipt compared with the cases judged again, and one case proved part of
it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import cast

from checker.cli.basis import Basis, Judge, judge_of
from checker.cli.check import colour_wanted
from checker.cli.commands import Command
from checker.cli.inputs import Case, case_in, questions
from checker.cli.judging import judged, receipt_of
from checker.cli.options import Args
from checker.cli.receipts import entry_of
from checker.cli.usage import UsageError, meant, ticked
from checker.read.place import CaseError
from checker.read.units import Refused, Unread
from checker.show.lang import Lang, Text
from checker.show.paint import GREEN, RED, painted, row
from checker.tasks.receipts import Entry, Step, climbed, path_to, root_of


@dataclass(frozen=True, slots=True)
class Written:
    """A receipt file: the cases of a run, or one case with its path to the root of the run."""

    root: str
    law: tuple[str, ...]
    cases: tuple[Entry, ...]
    path: tuple[Step, ...] | None


def run_receipt(command: Command, args: Args, lang: Lang) -> int:
    """Returns the exit code of `receipt prove` or `receipt verify`."""
    return _prove(args) if command is Command.RECEIPT_PROVE else _verify(args, lang)


def _prove(args: Args) -> int:
    """Prints the entry of one case with its path to the root; returns 0."""
    match args.names:
        case [name, case]:
            receipt = read_receipt(name)
        case _:
            raise UsageError(
                Text("须给出回执和案件名", "a receipt and the name of a case are wanted"),
                Text(
                    "`xinfang receipt prove run.json CASE`", "`xinfang receipt prove run.json CASE`"
                ),
            )
    names = [e.case for e in receipt.cases]
    if case not in names:
        said = ticked(case)
        raise UsageError(
            Text(f"回执中没有案件 {said}", f"no case {said} in it"), meant(case, names)
        )
    place = names.index(case)
    document = {
        "root": receipt.root,
        "law": list(receipt.law),
        "cases": [asdict(receipt.cases[place])],
        "path": [list(s) for s in path_to([e.leaf for e in receipt.cases], place)],
    }
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    return 0


def _verify(args: Args, lang: Lang) -> int:
    """Prints whether the receipt holds together, and whether the cases named, judged again, give
    what it says; returns 1 iff something differs, 2 iff a case cannot be read."""
    if not args.names:
        raise UsageError(Text("缺少回执文件", "no receipt is named"))
    receipt = read_receipt(args.names[0])
    wrong: list[Text] = []
    if _root(receipt) != receipt.root:
        wrong.append(Text("根与条目不符", "the root is not that of the cases"))
    again, errors = 0, 0
    if len(args.names) > 1:
        known = {e.case: e for e in receipt.cases}
        judge = _judge(receipt, args)
        for case in _cases(args.names[1:]):
            if isinstance(case, CaseError):
                errors += 1
                print(case, file=sys.stderr)
                continue
            again += 1
            wrong += _differences(case, judge, known)
    for said in wrong:
        _say(said, lang, ok=False)
    if not wrong:
        _say(
            Text(
                f"回执成立：{len(receipt.cases)} 件，重新判断 {again} 件相符",
                f"the receipt holds: {len(receipt.cases)} cases, {again} judged again alike",
            ),
            lang,
            ok=True,
        )
    return 2 if errors else 1 if wrong else 0


def _root(receipt: Written) -> str:
    leaves = [e.leaf for e in receipt.cases]
    if receipt.path is None or len(leaves) != 1:
        return root_of(leaves)
    return climbed(leaves[0], receipt.path)


def _say(said: Text, lang: Lang, *, ok: bool) -> None:
    text = painted([row((said.of(lang), GREEN if ok else RED))], colour=colour_wanted(sys.stdout))
    sys.stdout.write(text)


def _judge(receipt: Written, args: Args) -> Judge:
    first = receipt.cases[:1]
    readings = tuple(f"{id}={value}" for e in first for id, value in e.readings.items())
    limits = tuple(f"{id}={days}" for e in first for id, days in e.limits.items())
    return judge_of(Basis(receipt.law, readings, limits, None, tuple(args.calendar)))


def _cases(names: Sequence[str]) -> Iterator[Case | CaseError]:
    for question in questions(names, lambda _: None):
        if isinstance(question, Unread):
            yield question.reject.error
            continue
        case = case_in(question, None)
        yield case.rejects[0].error if isinstance(case, Refused) else case


def _differences(case: Case, judge: Judge, known: Mapping[str, Entry]) -> Iterator[Text]:
    name = case.loaded.record.case
    if name not in known:
        yield Text(f"{name}：不在回执中", f"{name}: not in the receipt")
        return
    report = judged(case, judge)
    if isinstance(report, CaseError):
        yield Text(f"{name}：{report.message}", f"{name}: {report.message}")
        return
    now, then = entry_of(name, report.verdict, receipt_of(case, judge)), known[name]
    for part in (f.name for f in fields(Entry)):
        if getattr(now, part) != getattr(then, part):
            yield Text(f"{name}：{part} 不同", f"{name}: another {part}")


def read_receipt(name: str) -> Written:
    """Returns the receipt of a file; UsageError iff it is none."""
    try:
        said = cast("object", json.loads(Path(name).read_text(encoding="utf-8")))
        return _written(said)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        said = ticked(name)
        raise UsageError(
            Text(f"无法读取 {said}：{reason}", f"cannot read {said}: {reason}")
        ) from None
    except (ValueError, KeyError, TypeError):
        said = ticked(name)
        raise UsageError(
            Text(f"{said} 不是回执", f"{said} is no receipt"),
            Text("回执由 `xinfang check --receipt FILE` 写出", "`check --receipt FILE` writes one"),
        ) from None


def _written(said: object) -> Written:
    from pydantic import TypeAdapter

    return TypeAdapter(Written).validate_python(_only(said))


def _only(said: object) -> object:
    if not isinstance(said, dict):
        raise TypeError("not an object")
    table = cast("dict[str, object]", said)
    return {k: table.get(k) for k in ("root", "law", "cases", "path")}
