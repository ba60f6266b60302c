"""What xinfang can be asked to do: the words, what each command is for, how it is used."""

from __future__ import annotations

from enum import Enum
from typing import Final

from checker.show.lang import Text


class Command(Enum):
    """What xinfang can be asked to do, by the words that ask for it."""

    AUDIT = "audit"
    CHECK = "check"
    DEMO = "demo"
    EXPLAIN = "explain"
    EXPLORE_CONFLICTS = "explore conflicts"
    EXPLORE_VACUOUS = "explore vacuous"
    FORECAST = "forecast"
    GENERATE = "generate"
    LAW_SHOW = "law show"
    LAW_LIST = "law list"
    LAW_READINGS = "law readings"
    LAW_LIMITS = "law limits"
    LAW_COVERAGE = "law coverage"
    LAW_ENGINES = "law engines"
    LAW_BOOK = "law book"
    MAP_GUESS = "map guess"
    ORGANS_SHOW = "organs show"
    RECEIPT_PROVE = "receipt prove"
    RECEIPT_VERIFY = "receipt verify"
    RECHECK = "recheck"
    REPAIR = "repair"
    SCHEMA = "schema"
    SCORE = "score"
    VERIFY = "verify"


ABOUT: Final = {
    Command.AUDIT: Text(
        "审计整份日志：筛查全部案件，写出各项问题与汇总",
        "screen a whole log of cases, write the findings and a summary",
    ),
    Command.CHECK: Text(
        "判断案件记录是否合规，并说明何处、为何", "judge case files and say where and why"
    ),
    Command.DEMO: Text("判断自带的示例案件", "judge the cases that ship with the program"),
    Command.EXPLAIN: Text(
        "解释一项结论：条款、日期、最少的依据、何机关之用时、为何不是另一结论",
        "explain a verdict: clauses, days, fewest facts, whose time, why not another",
    ),
    Command.EXPLORE_CONFLICTS: Text(
        "探查某情形下各规则能否同时遵守", "ask whether the rules can all be met in a situation"
    ),
    Command.EXPLORE_VACUOUS: Text(
        "找出某情形下从不适用的规则", "name the rules that nothing in a situation can engage"
    ),
    Command.FORECAST: Text(
        "预测在办案件：每项期限的最后一日、由谁作何行为",
        "of every running duty: the last safe day, who must do what",
    ),
    Command.GENERATE: Text(
        "生成带标签的模拟日志", "write a synthetic log, labelled with the rules it breaks"
    ),
    Command.LAW_SHOW: Text(
        "显示规则：条款、含义、公式、读法", "show rules: article, meaning, formula"
    ),
    Command.LAW_LIST: Text("列出全部规则", "list all rules"),
    Command.LAW_READINGS: Text("列出各项法律读法及其依据", "list the readings and their authority"),
    Command.LAW_LIMITS: Text(
        "列出条文未定日数的期限", "list the limits the text gives no number for"
    ),
    Command.LAW_COVERAGE: Text(
        "列出各法源每一条款的状态：规则、须认定、无从核查",
        "state of every provision: a rule, a rule once attested, not checkable and why",
    ),
    Command.LAW_ENGINES: Text(
        "列出各规则的内核及其随事件数的增长", "the kernel of each rule, and how its time grows"
    ),
    Command.LAW_BOOK: Text(
        "把全部法源、规则、读法、冲突写成一个网页",
        "write all sources, rules, readings and conflicts as one page",
    ),
    Command.MAP_GUESS: Text(
        "为日志拟一份映射文件，并列出五行", "propose a mapping file for a log and show five rows"
    ),
    Command.ORGANS_SHOW: Text("显示机关隶属树", "show a tree of organs"),
    Command.RECEIPT_PROVE: Text(
        "证明一个案件属于一次判断", "prove that a case is part of a run, without the others"
    ),
    Command.RECEIPT_VERIFY: Text(
        "核对回执：重新判断所给案件，逐项比对",
        "verify a receipt: the cases named are judged again and compared",
    ),
    Command.RECHECK: Text(
        "独立复核证明文件；用另一求解器复核导出的问题",
        "check certificates independently, or exported questions by another solver",
    ),
    Command.REPAIR: Text(
        "给出最近的合规经过：哪些行为本应如何，并证明无更近者",
        "the nearest lawful history: which acts should have been otherwise, proved nearest",
    ),
    Command.SCHEMA: Text(
        "输出 JSON Schema：case、findings 或 explanation",
        "print a JSON Schema: case, findings or explanation",
    ),
    Command.SCORE: Text(
        "按首访责任制计算各单位年度扣分",
        "points the first-receipt notice deducts, by unit and year",
    ),
    Command.VERIFY: Text(
        "证明流程的任何运行都不违规，或给出最短的违规运行",
        "prove that no run of a process breaks a rule, or find the shortest that does",
    ),
}

USAGE: Final = {
    Command.AUDIT: "xinfang audit LOG... [-o FILE] [OPTIONS]",
    Command.CHECK: "xinfang check PATH... [OPTIONS]",
    Command.DEMO: "xinfang demo [--all] [--proof]",
    Command.EXPLAIN: "xinfang explain CASE [--rule R] [--event ID] [--why-not VERDICT] [OPTIONS]",
    Command.EXPLORE_CONFLICTS: "xinfang explore conflicts [SITUATION...] [OPTIONS]",
    Command.EXPLORE_VACUOUS: "xinfang explore vacuous [SITUATION...] [OPTIONS]",
    Command.FORECAST: "xinfang forecast PATH... [OPTIONS]",
    Command.GENERATE: "xinfang generate --cases N [--violate RULE=SHARE] [--seed N] --out FILE",
    Command.LAW_SHOW: "xinfang law show ID... [--latex] [--smt]",
    Command.LAW_LIST: "xinfang law list",
    Command.LAW_READINGS: "xinfang law readings [ID...]",
    Command.LAW_LIMITS: "xinfang law limits [ID...]",
    Command.LAW_COVERAGE: "xinfang law coverage [SOURCE...] [--format text|json]",
    Command.LAW_ENGINES: "xinfang law engines [SOURCE|ID...]",
    Command.LAW_BOOK: "xinfang law book --html [-o FILE] [--law-text DIR]",
    Command.MAP_GUESS: "xinfang map guess LOG [-o FILE]",
    Command.ORGANS_SHOW: "xinfang organs show [TREE]",
    Command.RECEIPT_PROVE: "xinfang receipt prove RECEIPT CASE",
    Command.RECEIPT_VERIFY: "xinfang receipt verify RECEIPT [CASE...] [OPTIONS]",
    Command.RECHECK: "xinfang recheck DIR [--solver cvc5]",
    Command.REPAIR: "xinfang repair CASE... [OPTIONS]",
    Command.SCHEMA: "xinfang schema case|findings|explanation",
    Command.SCORE: "xinfang score CASE... [OPTIONS]",
    Command.VERIFY: "xinfang verify PROCESS... [OPTIONS]",
}

EXIT_CODES: Final = Text(
    """退出码：0 合规（含就记载而言合规、未用 --strict 的办理中案件） · 1 违反
        2 输入或用法有误 · 3 无法判定或有争议；多个案件取 2 > 1 > 3 > 0""",
    """exit codes: 0 compliant (also as recorded; open cases unless --strict) · 1 violated
            2 input or usage error · 3 undetermined or contested; of several: 2 > 1 > 3 > 0""",
)
