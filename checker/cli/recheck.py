"""`xinfang recheck`: certificates checked by the rechecker, questions decided by another solver."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from checker.certificate.recheck.bundle import Account, recheck_folder
from checker.certificate.recheck.given import Refused
from checker.cli.check import colour_wanted
from checker.cli.options import Args
from checker.cli.usage import UsageError, meant
from checker.show.lang import Lang, Text
from checker.show.paint import DIM, GREEN, RED, Row, painted, row

FEW = 20
"""Up to so many instances are named one by one."""
SOLVERS = ("cvc5",)


def run_recheck(args: Args, lang: Lang) -> int:
    """Prints what became of a folder; returns 1 iff something was refused, 2 iff there is nothing
    to check."""
    if len(args.names) != 1:
        raise UsageError(
            Text("须给出一个文件夹", "one folder is wanted"),
            Text("例如 `xinfang recheck out/`", "for example `xinfang recheck out/`"),
        )
    folder = Path(args.names[0])
    if args.solver is not None or args.alethe is not None:
        solver = args.solver or SOLVERS[0]
        if solver not in SOLVERS:
            message = Text(f"没有求解器 `{solver}`", f"no solver `{solver}`")
            raise UsageError(message, meant(solver, SOLVERS))
        from checker.cli.second import run_second

        return run_second(folder, args.alethe, lang)
    try:
        account = recheck_folder(folder)
    except Refused as reason:
        raise UsageError(Text(f"无法复核：{reason}", f"nothing to check: {reason}")) from None
    sys.stdout.write(painted(_rows(account, lang), colour=colour_wanted(sys.stdout)))
    return 1 if account.refused else 0


def _rows(account: Account, lang: Lang) -> Iterator[Row]:
    for line in account.refused[:FEW]:
        yield row((Text("不成立：", "refused: ").of(lang) + line, RED))
    for line in account.without[:FEW]:
        yield row((line, DIM))
    refused, without = len(account.refused), len(account.without)
    counted = Text(
        f"证明 {account.accepted} 份成立，{refused} 份不成立；{without} 项没有证明",
        f"{account.accepted} certificates accepted, {refused} refused; {without} without one",
    )
    yield row((counted.of(lang), RED if refused else GREEN))
