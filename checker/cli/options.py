"""The command line: commands and options in two languages. Standard library only."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from typing import Final, NoReturn, TypeVar

from checker.cli.commands import Command
from checker.cli.formats import Format
from checker.cli.log_options import GENERATE, LOGS, RULES, Option
from checker.cli.numbers import count, jobs, rlimit, rows, within, year
from checker.cli.usage import UsageError, meant, ticked
from checker.show.lang import Text


class Args(argparse.Namespace):
    """Everything a command line may say; what a command does not know keeps its default."""

    names: list[str]
    """Paths, rule ids, a tree: whatever the command takes."""

    def __init__(self) -> None:
        super().__init__()
        self.help = False
        self.format = Format.TEXT
        self.law: list[str] = []
        self.reading: list[str] = []
        self.limit: list[str] = []
        self.profile: str | None = None
        self.as_of: date | None = None
        self.strict = False
        self.all = False
        self.proof = False
        self.calendar: list[str] = []
        self.output: str | None = None
        self.jobs: int | None = None
        self.rlimit: int | None = None
        self.list: list[str] = []
        self.rejects: str | None = None
        self.mapping: str | None = None
        self.rules: str | None = None
        self.max_rejects: int | None = None
        self.cases: int | None = None
        self.violate: list[str] = []
        self.seed = 1
        self.provinces = 31
        self.out: str | None = None
        self.write: str | None = None
        self.rule: list[str] = []
        self.any_act = False
        self.back = False
        self.forward = False
        self.count = 1
        self.year: int | None = None
        self.certificate: str | None = None
        self.smt2: str | None = None
        self.receipt: str | None = None
        self.solver: str | None = None
        self.alethe: str | None = None
        self.due_within: int | None = None
        self.ics: str | None = None
        self.plan = False
        self.html = False
        self.latex = False
        self.smt = False
        self.law_text: str | None = None
        self.resume = False
        self.event: list[str] = []
        self.why_not: str | None = None
        self.summary: str | None = None


HELP: Final = Option(("-h", "--help"), None, Text("显示帮助", "show this help"))
LANG: Final = Option(
    ("--lang",),
    "zh|en",
    Text("语言（默认依 LC_ALL、LANG，否则 zh）", "language (LC_ALL, LANG, else zh)"),
)
_ALL: Final = Option(("--all",), None, Text("满足的也逐项列出", "list what is satisfied too"))
_PROOF: Final = Option(
    ("--proof",), None, Text("列出证明违反所依据的事实", "list the facts that prove a breach")
)
_FORMAT: Final = Option(
    ("--format",), "text|json", Text("输出格式（默认 text）", "form of the output")
)
_OUTPUT: Final = Option(("-o", "--output"), "FILE", Text("写入文件", "write to a file"))
_CHECK: Final = (
    Option(
        ("--format",),
        "text|json|html|docx|xlsx",
        Text("输出格式（默认 text）", "form of the output"),
    ),
    Option(
        ("--law",), "ID,...", Text("只按这些法源或规则判断", "judge by these sources or rules only")
    ),
    Option(
        ("--reading",), "IP-03=none", Text("固定一种读法，可重复", "pin a reading; may be repeated")
    ),
    Option(
        ("--limit",),
        "D_FR_REG=3",
        Text("给未定日数的期限取值，可重复", "set the days of an open limit; may be repeated"),
    ),
    Option(
        ("--profile",),
        "NAME|FILE",
        Text("采用一套读法和期限（TOML）", "a named set of readings and limits (TOML)"),
    ),
    Option(
        ("--as-of",),
        "DATE",
        Text(
            "以此日代替案件的 as_of，其后事件不计",
            "judge as of this day; later events are left out",
        ),
    ),
    Option(("--strict",), None, Text("办理中的案件也以 3 退出", "open cases exit with 3")),
    _ALL,
    _PROOF,
    Option(
        ("--calendar",),
        "FILE",
        Text("载入某年的放假安排（TOML），可重复", "load the holidays of a year (TOML)"),
    ),
    _OUTPUT,
    Option(
        ("--jobs",),
        "N",
        Text(
            "进程数（默认：超过 50 件用全部核心）", "processes (all cores for more than 50 cases)"
        ),
    ),
    Option(
        ("--rlimit",),
        "N",
        Text(
            "求解器每问可用的资源，用尽即无法判定",
            "solver resources per question; used up: undetermined",
        ),
    ),
    Option(
        ("--list",),
        "VERDICT,...",
        Text("只列出这些结论的案件名", "print only the names of cases with these verdicts"),
    ),
    Option(
        ("--rejects",),
        "FILE",
        Text("把未能判断的行及原因写成 CSV", "write the rows not judged, and why, as CSV"),
    ),
)
_PROOFS: Final = (
    Option(
        ("--certificate",),
        "DIR",
        Text("为每项结论写出可独立复核的证明", "write proofs that `xinfang recheck` checks"),
    ),
    Option(
        ("--smt2",),
        "DIR",
        Text("为每项结论写出 SMT-LIB 2 文件", "write an SMT-LIB 2 file per finding"),
    ),
    Option(
        ("--receipt",),
        "FILE",
        Text("写出整次判断的回执", "write a receipt of the whole run"),
    ),
)
_SOLVER: Final = Option(
    ("--solver",), "cvc5", Text("用这个求解器复核 .smt2 文件", "decide the .smt2 files by it")
)
_ALETHE: Final = Option(
    ("--alethe",),
    "DIR",
    Text("写出 cvc5 的 Alethe 证明（须无空步）", "write cvc5's Alethe proofs (refused with holes)"),
)
_SHOW: Final = (
    Option(("--latex",), None, Text("另列公式的 LaTeX", "the formula in LaTeX too")),
    Option(("--smt",), None, Text("另列公式的 SMT-LIB", "the formula in SMT-LIB too")),
)
_BOOK: Final = (
    Option(("--html",), None, Text("网页（唯一的格式）", "a page (the only form there is)")),
    _OUTPUT,
    Option(
        ("--law-text",),
        "DIR",
        Text(
            "并列条文原文：DIR 中的 R22.txt 等",
            "official texts beside it: R22.txt and others of DIR",
        ),
    ),
)
_FINDINGS: Final = Option(
    ("-o", "--output"),
    "FILE",
    Text("写出各项问题：.jsonl .csv .parquet .xlsx", "the findings: .jsonl .csv .parquet .xlsx"),
)
_RESUME: Final = Option(
    ("--resume",), None, Text("继续未完成的审计", "carry on with a run that did not end")
)
_SHARED: Final = (
    *("--law", "--reading", "--limit", "--profile", "--as-of", "--strict"),
    *("--calendar", "--jobs", "--rejects"),
)
_SUMMARY: Final = Option(
    ("--summary",), "FILE", Text("把汇总写成一页 HTML", "write the summary as one HTML page")
)
_AUDIT: Final = (
    *(_FINDINGS, _SUMMARY, _RESUME, LOGS[0], RULES),
    *(o for o in _CHECK if o.flags[-1] in _SHARED),
)
_EXPLAIN: Final = (
    Option(("--rule",), "ID,...", Text("只解释这些规则", "explain these rules only")),
    Option(
        ("--event",),
        "ID,...",
        Text("只解释以这些事件为所判之事的", "only what is judged of these events"),
    ),
    Option(
        ("--why-not",),
        "VERDICT",
        Text(
            "satisfied 或 violated：差在何处才成此结论",
            "satisfied or violated: what stands in the way of it",
        ),
    ),
)
_YEAR: Final = Option(("--year",), "YYYY", Text("只计这一年度", "this year only"))
_FORECAST: Final = (
    Option(
        ("--plan",),
        None,
        Text("另求一套使各项期限均得履行的行为", "acts and days that keep all duties together too"),
    ),
    Option(
        ("--due-within",),
        "7d",
        Text("只列这么多日内到期的", "only what is due within so many natural days"),
    ),
    Option(
        ("--ics",),
        "FILE",
        Text("把各最后一日写成 iCalendar 日历", "write the last days as an iCalendar file"),
    ),
)
_WRITE: Final = Option(
    ("--write",), "DIR", Text("把违规运行写成案件文件", "write violating runs as case files")
)
_REPAIR: Final = (
    Option(
        ("--rule",), "ID,...", Text("只改正违反这些规则之处", "mend only what breaks these rules")
    ),
    Option(("--back",), None, Text("回顾：本应如何（默认）", "what should have been (default)")),
    Option(
        ("--forward",),
        None,
        Text("展望：自 as_of 起还须作何行为、至迟何日", "what is still to be done, by when"),
    ),
    Option(
        ("--any-act",),
        None,
        Text(
            "产生义务的行为也可改日或未作（默认不动）",
            "acts a broken duty starts from may be moved or left out too",
        ),
    ),
    Option(
        ("--count",),
        "N",
        Text("给出几种，各改动不同的行为（默认 1）", "how many, each touching other acts (1)"),
    ),
    Option(
        ("--write",), "DIR", Text("把合规经过写成案件文件", "write the lawful histories as cases")
    ),
)
_BASIS: Final = (
    *("--law", "--reading", "--limit", "--profile", "--as-of"),
    *("--calendar", "--rlimit"),
)
"""What one case is judged by."""


def options_of(command: Command) -> tuple[Option, ...]:
    """Returns the options a command knows."""
    match command:
        case Command.AUDIT:
            return (*_AUDIT, LANG, HELP)
        case Command.CHECK:
            return (*_CHECK, *LOGS, RULES, *_PROOFS, LANG, HELP)
        case Command.RECEIPT_VERIFY:
            calendar = (o for o in _CHECK if o.flags[-1] == "--calendar")
            return (*calendar, LANG, HELP)
        case Command.RECHECK:
            return (_SOLVER, _ALETHE, LANG, HELP)
        case Command.EXPLORE_CONFLICTS | Command.EXPLORE_VACUOUS:
            wanted = ("--format", "--reading", "--limit", "--profile", "--calendar")
            return (*(o for o in _CHECK if o.flags[-1] in wanted), LANG, HELP)
        case Command.LAW_COVERAGE:
            return (_FORMAT, LANG, HELP)
        case Command.EXPLAIN:
            by = (o for o in _CHECK if o.flags[-1] in (*_BASIS, "--output"))
            return (*_EXPLAIN, _FORMAT, *by, LANG, HELP)
        case Command.LAW_SHOW:
            return (*_SHOW, LANG, HELP)
        case Command.LAW_BOOK:
            return (*_BOOK, LANG, HELP)
        case Command.GENERATE:
            return (*GENERATE, LANG, HELP)
        case Command.MAP_GUESS:
            return (_OUTPUT, LANG, HELP)
        case Command.DEMO:
            return (_ALL, _PROOF, LANG, HELP)
        case Command.REPAIR:
            by = (o for o in _CHECK if o.flags[-1] in _BASIS)
            return (_FORMAT, *_REPAIR, *by, LANG, HELP)
        case Command.SCORE:
            wanted = ("--reading", "--limit", "--profile", "--as-of", "--calendar")
            basis = (o for o in _CHECK if o.flags[-1] in wanted)
            return (_FORMAT, *basis, _YEAR, LANG, HELP)
        case Command.FORECAST:
            left_out = ("--format", "--all", "--proof", "--list", "--rejects")
            basis = (o for o in _CHECK if o.flags[-1] not in left_out)
            return (_FORMAT, *_FORECAST, *basis, LANG, HELP)
        case Command.VERIFY:
            wanted = ("--law", "--reading", "--limit", "--profile", "--calendar")
            return (*(o for o in _CHECK if o.flags[-1] in wanted), _WRITE, LANG, HELP)
        case _:
            return (LANG, HELP)


# ---- parsing -------------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(_translated(message))


_MESSAGES: Final = (
    (r"argument (\S+): expected .*", "{} 后缺少值", "{} needs a value"),
    (r"argument (\S+): ignored explicit argument.*", "{} 不带值", "{} takes no value"),
    (r"the following arguments are required: (.*)", "缺少 {}", "{} is missing"),
)


def _translated(message: str) -> Text:
    for pattern, zh, en in _MESSAGES:
        found = re.fullmatch(pattern, message)
        if found:
            said = ticked(found.group(1))
            return Text(zh.format(said), en.format(said))
    return Text(message, message)


def parse(command: Command, words: Sequence[str]) -> Args:
    """Returns what the words after the command say; UsageError iff they cannot be followed."""
    options = options_of(command)
    _check_known(words, options)
    parser = _Parser(add_help=False, allow_abbrev=False)
    for option in options:
        _add(parser, option)
    parser.add_argument("names", nargs="*", default=[])
    args, extras = parser.parse_known_intermixed_args(words, namespace=Args())
    if extras:
        said = ticked(extras[0])
        raise UsageError(Text(f"多余的参数 {said}", f"unexpected argument {said}"))
    return args


def _check_known(words: Sequence[str], options: Sequence[Option]) -> None:
    known = [flag for option in options for flag in option.flags]
    for word in words:
        if word == "--":
            return
        flag = word.split("=", 1)[0]
        if word.startswith("--") and flag not in known:
            said = ticked(flag)
            raise UsageError(Text(f"没有选项 {said}", f"unknown option {said}"), meant(flag, known))


_SWITCHES: Final = (
    *("--help", "--plan", "--strict", "--all", "--proof"),
    *("--html", "--latex", "--smt", "--resume", "--any-act"),
    *("--back", "--forward"),
)


def _add(parser: argparse.ArgumentParser, option: Option) -> None:
    flags = option.flags
    match flags[-1]:
        case flag if flag in _SWITCHES:
            parser.add_argument(*flags, action="store_true")
        case "--reading" | "--limit" | "--calendar":
            parser.add_argument(*flags, action="append", default=[])
        case "--law" | "--rule":
            parser.add_argument(*flags, action="extend", type=_listed, default=[])
        case "--format":
            parser.add_argument(*flags, type=one_of("--format", Format), default=Format.TEXT)
        case "--list" | "--event":
            parser.add_argument(*flags, action="extend", type=_listed, default=[])
        case "--cases" | "--seed" | "--provinces":
            parser.add_argument(*flags, type=rows)
        case "--violate":
            parser.add_argument(*flags, action="extend", type=_listed, default=[])
        case "--max-rejects":
            parser.add_argument(*flags, type=rows, dest="max_rejects")
        case "--jobs":
            parser.add_argument(*flags, type=jobs)
        case "--rlimit":
            parser.add_argument(*flags, type=rlimit)
        case "--count":
            parser.add_argument(*flags, type=count, default=1)
        case "--year":
            parser.add_argument(*flags, type=year)
        case "--due-within":
            parser.add_argument(*flags, type=within, dest="due_within")
        case "--as-of":
            parser.add_argument(*flags, type=_date, dest="as_of")
        case _:
            parser.add_argument(*flags)


def _listed(word: str) -> list[str]:
    return [part.strip() for part in re.split("[,，]", word) if part.strip()]


E = TypeVar("E", bound=Enum)


def one_of(flag: str, kind: type[E]) -> Callable[[str], E]:
    """Returns what reads a word as a member of the enum; UsageError iff it is none."""
    words = {str(member.value): member for member in kind}

    def read(word: str) -> E:
        if word not in words:
            said = ticked(word)
            message = Text(f"{said} 不是 {flag} 的取值", f"{said} is no value of {flag}")
            raise UsageError(message, meant(word, words))
        return words[word]

    return read


def _date(word: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", word):
            return date.fromisoformat(word)
    except ValueError:
        pass
    raise UsageError(
        Text(f"{ticked(word)} 不是日期", f"{ticked(word)} is not a date"),
        Text("写作年-月-日：`2024-02-29`", "write year-month-day: `2024-02-29`"),
    )
