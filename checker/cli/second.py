"""`xinfang recheck DIR --solver cvc5`: every exported question of a folder decided once more."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from checker.cli.check import colour_wanted
from checker.cli.outputs import folder_for
from checker.cli.usage import UsageError, ticked
from checker.show.lang import Lang, Text
from checker.show.paint import GREEN, RED, painted, row

FEW = 20
"""Up to so many disagreements are named one by one."""


def run_second(folder: Path, proofs: str | None, lang: Lang) -> int:
    """Prints how many answers agree; returns 1 iff one does not. UsageError iff there is no
    question or no second solver."""
    if find_spec("cvc5") is None:
        raise UsageError(
            Text("没有安装 cvc5", "cvc5 is not installed"),
            Text("安装附加组件 `xinfang[certify]`", "install the extra `xinfang[certify]`"),
        )
    from checker.smt.second import decide

    kept = folder_for(proofs)
    files = sorted(folder.rglob("*.smt2"))
    if not files:
        said = ticked(str(folder))
        raise UsageError(
            Text(f"{said} 中没有 .smt2 文件", f"no .smt2 file in {said}"),
            Text(
                "用 `xinfang check --smt2 DIR` 写出", "write them with `xinfang check --smt2 DIR`"
            ),
        )
    wrong = 0
    for path in files:
        decided = decide(path)
        if decided.agrees and kept and decided.found == "unsat":
            _keep_proof(path, kept)
        if not decided.agrees:
            wrong += 1
            if wrong <= FEW:
                line = f"{path}: {decided.found} ({decided.expected or 'nothing'} expected)"
                sys.stdout.write(painted([row((line, RED))], colour=colour_wanted(sys.stdout)))
    counted = Text(
        f"cvc5 复核 {len(files)} 个问题：{len(files) - wrong} 个一致，{wrong} 个不一致",
        f"{len(files)} questions decided by cvc5: {len(files) - wrong} agree, {wrong} do not",
    )
    last = row((counted.of(lang), RED if wrong else GREEN))
    sys.stdout.write(painted([last], colour=colour_wanted(sys.stdout)))
    return 1 if wrong else 0


def _keep_proof(question: Path, folder: Path) -> None:
    from checker.smt.second import HasHoles, alethe

    try:
        proof = alethe(question)
        (folder / f"{question.stem}.alethe").write_text(proof or "", encoding="utf-8")
    except HasHoles as error:
        raise UsageError(Text(f"{question}：{error}", f"{question}: {error}")) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(Text(f"无法写入：{reason}", f"cannot write: {reason}")) from None
