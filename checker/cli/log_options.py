"""An option of the command line; and those that are about logs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from checker.show.lang import Text


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its spellings, the word for its value (none: a switch), what it is for."""

    flags: tuple[str, ...]
    value: str | None
    about: Text


LOGS: Final = (
    Option(
        ("--mapping",),
        "FILE",
        Text(
            "日志的列各是什么（TOML；见 map guess）",
            "what the columns of a log are (TOML; see map guess)",
        ),
    ),
    Option(
        ("--max-rejects",),
        "N",
        Text("被拒的行超过此数即停止", "stop once more rows than this are rejected"),
    ),
)
RULES: Final = Option(
    ("--rules",),
    "MODEL.decl",
    Text(
        "改按 Declare 模型的规则判断任何流程的日志", "judge a log of any process by a Declare model"
    ),
)
GENERATE: Final = (
    Option(("--cases",), "N", Text("案件数", "how many cases")),
    Option(
        ("--violate",),
        "RULE=SHARE",
        Text("违反某规则的份额，可重复", "the share that breaks a rule; may be repeated"),
    ),
    Option(("--seed",), "N", Text("种子（默认 1）", "the seed (1)")),
    Option(("--provinces",), "N", Text("省数（默认 31）", "how many provinces (31)")),
    Option(
        ("--out",),
        "FILE",
        Text("写到 .parquet、.csv、.xes、.xes.gz、.jsonl", "a .parquet, .csv, .xes or .jsonl file"),
    ),
)
