"""`xinfang generate`: a synthetic log over the national tree, each case labelled."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from checker.cli.options import Args
from checker.cli.usage import UsageError, meant, ticked
from checker.show.lang import Lang, Text


def run_generate(args: Args, lang: Lang) -> int:
    """Writes the log; returns 0."""
    from checker.show.log_files import ENDINGS, write_log
    from scenarios.national import PROVINCES
    from scenarios.synthetic import drawn

    if args.cases is None or args.cases < 1 or args.out is None or args.names:
        raise UsageError(
            Text("须写明 --cases 和 --out", "--cases and --out are needed, and nothing else"),
            Text(
                "例如 `xinfang generate --cases 1000 --out log.parquet`",
                "for example `xinfang generate --cases 1000 --out log.parquet`",
            ),
        )
    if not 1 <= args.provinces <= PROVINCES:
        raise UsageError(Text("省数须为 1 至 31", "there are 1 to 31 provinces"))
    shares = _shares(args.violate)
    path = Path(args.out)
    if not path.name.lower().endswith(ENDINGS):
        said = ticked(path.name)
        raise UsageError(
            Text(f"不会写 {said} 这种文件", f"no log of the kind of {said} can be written"),
            Text("后缀：" + " ".join(ENDINGS), "it ends in " + " ".join(ENDINGS)),
        )
    labels: dict[str, int] = {}
    try:
        for label in write_log(path, drawn(args.cases, shares, args.seed, args.provinces)):
            labels[label] = labels.get(label, 0) + 1
    except OSError as error:
        reason, said = (error.strerror or str(error)).lower(), ticked(args.out)
        message = Text(f"无法写入 {said}：{reason}", f"cannot write {said}: {reason}")
        raise UsageError(message) from None
    for label, many in sorted(labels.items()):
        sys.stdout.write(f"{many:>12,}  {label}\n")
    return 0


def _shares(words: Sequence[str]) -> Mapping[str, float]:
    """Returns the share of each rule; a bare article stands for its first rule."""
    from scenarios.synthetic import WRONGS

    found: dict[str, float] = {}
    for word in words:
        name, _, share = word.partition("=")
        rule = next((r for r in WRONGS if r == name or _article(r) == name), None)
        if rule is None:
            said = ticked(name)
            message = Text(f"不会违反 {said}", f"no case that breaks {said} can be generated")
            raise UsageError(message, meant(name, WRONGS))
        found[rule] = _share(share, word)
    if sum(found.values()) > 1:
        raise UsageError(Text("份额之和大于 1", "the shares come to more than 1"))
    return found


def _article(rule: str) -> str:
    return rule.rstrip("abcdefgh")


def _share(share: str, word: str) -> float:
    try:
        found = float(share)
    except ValueError:
        found = -1.0
    if 0 <= found <= 1:
        return found
    said = ticked(word)
    raise UsageError(
        Text(f"{said} 没有写明份额", f"{said} gives no share"),
        Text("例如 `R22-34a=0.05`", "for example `R22-34a=0.05`"),
    )
