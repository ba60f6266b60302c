"""Times the Opinions set without a number. The numbers proposed here are nobody's law."""

from __future__ import annotations

from model.logic.limits import open_limit

D_OP_ANSWER = open_limit(
    "D_OP_ANSWER",
    zh="事事有回音",
    en="everything gets an echo",
    stipulated=15,
    anchor=None,
    source="OP07-6.0; no text sets a limit",
)
D_OP_SOLVE = open_limit(
    "D_OP_SOLVE",
    zh="依法依政策解决",
    en="settled by law and policy",
    stipulated=60,
    anchor=60,
    source="OP07-6.a; anchor: REG22-34",
)
D_OP_SOLVE_OTHERWISE = open_limit(
    "D_OP_SOLVE_OTHERWISE",
    zh="依法依政策解决（非第三十一条第六项的事项）",
    en="settled by law and policy (matters not under art. 31(6))",
    stipulated=60,
    anchor=None,
    source="OP07-6.a; the 60 days of REG22-34 are not theirs (ANCHOR60_SCOPE)",
)
D_OP_CORRECT = open_limit(
    "D_OP_CORRECT",
    zh="坚决纠正",
    en="firmly corrected",
    stipulated=15,
    anchor=None,
    source="OP07-9.b; no text sets a limit",
)
D_OP_QUERY = open_limit(
    "D_OP_QUERY",
    zh="查询办理情况",
    en="asking how a matter stands",
    stipulated=5,
    anchor=None,
    source="OP07-9.d; no text sets a limit",
)
P_OP_LEADER = open_limit(
    "P_OP_LEADER",
    zh="定期接待群众来访",
    en="regularly receiving visitors",
    stipulated=92,
    anchor=None,
    source="OP07-11.a; REG22-18 ¶2 says regularly too",
)
P_OP_SCREEN = open_limit(
    "P_OP_SCREEN",
    zh="经常性排查",
    en="regular screening",
    stipulated=92,
    anchor=None,
    source="OP07-15.a; no text sets a limit",
)
D_OP_ASSIGN = open_limit(
    "D_OP_ASSIGN",
    zh="明确责任人、责任单位",
    en="laying down who is responsible",
    stipulated=15,
    anchor=None,
    source="OP07-15.b; no text sets a limit",
)
D_OP_MAJOR = open_limit(
    "D_OP_MAJOR",
    zh="及时报告",
    en="reported in time",
    stipulated=1,
    anchor=None,
    source="OP07-16.b (D_MAJOR); REG22-25 says promptly",
)
D_FEEDBACK = open_limit(
    "D_FEEDBACK",
    zh="支持信访部门的建议",
    en="supporting what petition offices propose",
    stipulated=30,
    anchor=None,
    source="OP07-17.b; REG05-36 had 30 days and is repealed",
)
P_OP_COUNTY = open_limit(
    "P_OP_COUNTY",
    zh="及时研究信访问题",
    en="studying petition problems in time",
    stipulated=92,
    anchor=None,
    source="OP07-19.b; no text sets a limit",
)
D_FRONT = open_limit(
    "D_FRONT",
    zh="深入一线指挥处置",
    en="going to the front line",
    stipulated=1,
    anchor=None,
    source="OP07-19.c; REG22-25 says promptly",
)
