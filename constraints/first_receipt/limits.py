"""Words of the notice that set a time without a number: no number in it is a time limit.

The numbers proposed are stipulations, not law. The anchors are limits of the 2022 Regulations that
a county document may not exceed. `D_FR_MAJOR`, `D_FR_ASAP`, `D_FR_MEASURE` are the notice's own
words: what “in time” means in another text says nothing about them.
"""

from __future__ import annotations

from typing import Final

from model.logic.limits import OpenLimit, open_limit

FIFTEEN: Final = 15
"""Arts. 22, 23 of the 2022 Regulations: what becomes of a matter is settled by then."""

NINETY: Final = 90
"""Art. 34 of the 2022 Regulations: 60 days and at most 30 more."""

D_FR_REG: Final = open_limit(
    "D_FR_REG",
    zh="详细登记",
    en="register in detail",
    stipulated=1,
    anchor=FIFTEEN,
    source="FR-3.1; anchor: R22 arts. 22 and 23",
)
D_FR_ACCEPT: Final = open_limit(
    "D_FR_ACCEPT",
    zh="应受理",
    en="accept what is to be accepted",
    stipulated=15,
    anchor=FIFTEEN,
    source="FR-3.5a; anchor: R22 art. 23 ¶2",
)
D_FR_TOTAL: Final = open_limit(
    "D_FR_TOTAL",
    zh="在规定时间内",
    en="within the time set",
    stipulated=60,
    anchor=NINETY,
    source="FR-2.0; anchor: R22 art. 34",
)
D_FR_TOTAL_OTHERWISE: Final = open_limit(
    "D_FR_TOTAL_OTHERWISE",
    zh="在规定时间内（不适用第三十四条期限的事项）",
    en="within the time set (matters without the days of art. 34)",
    stipulated=60,
    anchor=None,
    source="FR-2.0; no cap to borrow (ANCHOR60_SCOPE)",
)
D_FR_SOLVE: Final = open_limit(
    "D_FR_SOLVE",
    zh="及时解决",
    en="settle in time",
    stipulated=60,
    anchor=NINETY,
    source="FR-2.1a; anchor: R22 art. 34",
)
D_FR_SOLVE_OTHERWISE: Final = open_limit(
    "D_FR_SOLVE_OTHERWISE",
    zh="及时解决（不适用第三十四条期限的事项）",
    en="settle in time (matters without the days of art. 34)",
    stipulated=60,
    anchor=None,
    source="FR-2.1a; no cap to borrow (ANCHOR60_SCOPE)",
)
D_FR_HANDLE: Final = open_limit(
    "D_FR_HANDLE",
    zh="在规定时间内办理",
    en="handle within the time set",
    stipulated=60,
    anchor=NINETY,
    source="FR-2.2d, FR-3.5c; anchor: R22 art. 34",
)
D_FR_HANDLE_OTHERWISE: Final = open_limit(
    "D_FR_HANDLE_OTHERWISE",
    zh="在规定时间内办理（不适用第三十四条期限的事项）",
    en="handle within the time set (matters without the days of art. 34)",
    stipulated=60,
    anchor=None,
    source="FR-2.2d, FR-3.5c; no cap to borrow (ANCHOR60_SCOPE)",
)
D_FR_EXPLAIN: Final = open_limit(
    "D_FR_EXPLAIN",
    zh="解释清楚",
    en="explain clearly",
    stipulated=15,
    anchor=None,
    source="FR-2.1b",
)
D_FR_LIMIT: Final = open_limit(
    "D_FR_LIMIT",
    zh="限期解决",
    en="settle within a limit",
    stipulated=180,
    anchor=None,
    source="FR-2.1b",
)
D_FR_REPORT: Final = open_limit(
    "D_FR_REPORT",
    zh="及时报告",
    en="report in time",
    stipulated=5,
    anchor=FIFTEEN,
    source="FR-2.1c, FR-2.2b, FR-2.4a, FR-3.5b; anchor: R22 arts. 22 and 23",
)
D_FR_FILE: Final = open_limit(
    "D_FR_FILE",
    zh="报县信访局备案",
    en="file with the county bureau",
    stipulated=5,
    anchor=FIFTEEN,
    source="FR-2.2c; anchor: R22 arts. 22 and 23",
)
D_FR_INFORM: Final = open_limit(
    "D_FR_INFORM",
    zh="告知",
    en="inform",
    stipulated=15,
    anchor=FIFTEEN,
    source="FR-2.2a, FR-2.5; anchor: R22 art. 23 ¶2",
)
D_FR_SPONSOR: Final = open_limit(
    "D_FR_SPONSOR",
    zh="请示确定主办单位",
    en="ask for the sponsor to be named",
    stipulated=10,
    anchor=FIFTEEN,
    source="FR-2.4b; anchor: R22 arts. 22 and 23",
)
D_FR_CONVENE: Final = open_limit(
    "D_FR_CONVENE",
    zh="召集协调",
    en="convene",
    stipulated=10,
    anchor=FIFTEEN,
    source="FR-2.4c; anchor: R22 arts. 22 and 23",
)
D_FR_REPLY: Final = open_limit(
    "D_FR_REPLY",
    zh="及时答复",
    en="answer in time",
    stipulated=5,
    anchor=NINETY,
    source="FR-2.2e, FR-2.4e; anchor: with the handling at most R22 art. 34",
)
D_FR_RESULT: Final = open_limit(
    "D_FR_RESULT",
    zh="报告结果",
    en="report the result",
    stipulated=5,
    anchor=NINETY,
    source="FR-2.2f, FR-2.4f; anchor: with the handling at most R22 art. 34",
)
D_FR_MAJOR: Final = open_limit(
    "D_FR_MAJOR",
    zh="及时报告领导",
    en="tell the leaders in time",
    stipulated=1,
    anchor=None,
    source="FR-2.3a; R22 art. 25 says “promptly” and no number",
)
D_FR_MEASURE: Final = open_limit(
    "D_FR_MEASURE",
    zh="及时采取措施",
    en="take measures in time",
    stipulated=1,
    anchor=None,
    source="FR-2.3b; R22 art. 25 says “promptly” and no number",
)
D_FR_ASAP: Final = open_limit(
    "D_FR_ASAP",
    zh="尽快报告县信访局",
    en="report to the bureau as soon as possible",
    stipulated=1,
    anchor=None,
    source="FR-2.3c; R22 art. 25 says “promptly” and no number",
)
P_FR_TRACK: Final = open_limit(
    "P_FR_TRACK",
    zh="跟踪落实",
    en="track",
    stipulated=30,
    anchor=None,
    source="FR-2.4d, FR-3.5d",
)

ALL: Final[tuple[OpenLimit, ...]] = (
    D_FR_REG,
    D_FR_ACCEPT,
    D_FR_TOTAL,
    D_FR_TOTAL_OTHERWISE,
    D_FR_SOLVE,
    D_FR_SOLVE_OTHERWISE,
    D_FR_HANDLE,
    D_FR_HANDLE_OTHERWISE,
    D_FR_EXPLAIN,
    D_FR_LIMIT,
    D_FR_REPORT,
    D_FR_FILE,
    D_FR_INFORM,
    D_FR_SPONSOR,
    D_FR_CONVENE,
    D_FR_REPLY,
    D_FR_RESULT,
    D_FR_MAJOR,
    D_FR_MEASURE,
    D_FR_ASAP,
    P_FR_TRACK,
)
"""In the order of the inventory's table."""
