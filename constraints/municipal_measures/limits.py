"""Times the city measures set in words only; the numbers proposed are no law.

`P_MUN_RECEPTION` (leaders receive visitors "regularly or irregularly") is the reading
MUN52_PERIOD: whether there is any period at all is what is doubtful.
"""

from __future__ import annotations

from model.logic.limits import open_limit

D_MUN_STUDY = open_limit(
    "D_MUN_STUDY",
    zh="及时研究解决",
    en="important problems are taken up in time",
    stipulated=30,
    anchor=None,
    source="MUN-5.1c",
)
D_MUN_HANDOVER = open_limit(
    "D_MUN_HANDOVER",
    zh="承接业务后接办信访事项的时间",
    en="until the successor takes the matter up",
    stipulated=15,
    anchor=None,
    source="MUN-8; the text sets no time",
)
D_MUN_ACC = open_limit(
    "D_MUN_ACC",
    zh="受理的时间",
    en="until the organ accepts",
    stipulated=15,
    anchor=15,
    source="MUN-9.1, MUN-16.1; anchor: REG22-23 ¶2",
)
D_MUN_URGE = open_limit(
    "D_MUN_URGE",
    zh="逾期后催办的时间",
    en="until an overdue unit is pressed",
    stipulated=5,
    anchor=None,
    source="MUN-9.3; the text sets no time",
)
D_MUN_APPROVE = open_limit(
    "D_MUN_APPROVE",
    zh="审核结案意见的时间",
    en="until a closing opinion is looked through",
    stipulated=15,
    anchor=90,
    source="MUN-9.3; the text sets no time; it must fit in the 60 + 30 days of REG22-34",
)
D_MUN_APPROVE_OTHERWISE = open_limit(
    "D_MUN_APPROVE_OTHERWISE",
    zh="审核结案意见的时间（不适用第三十四条期限的事项）",
    en="until a closing opinion is looked through (matters without the days of art. 34)",
    stipulated=15,
    anchor=None,
    source="MUN-9.3; no cap to borrow (ANCHOR60_SCOPE)",
)
D_MUN_COORD = open_limit(
    "D_MUN_COORD",
    zh="组织协调的时间",
    en="until the units are brought together",
    stipulated=15,
    anchor=None,
    source="MUN-9.4; the text sets no time",
)
D_MUN_TAKEOVER = open_limit(
    "D_MUN_TAKEOVER",
    zh="接办下级处理不了的案件的时间",
    en="until what the unit below could not settle is taken up",
    stipulated=15,
    anchor=None,
    source="MUN-9.5; the text sets no time",
)
D_MUN_INFO = open_limit(
    "D_MUN_INFO",
    zh="及时提供信访信息",
    en="information is supplied in time",
    stipulated=30,
    anchor=None,
    source="MUN-9.6",
)
D_MUN_ADVICE = open_limit(
    "D_MUN_ADVICE",
    zh="答复咨询的时间",
    en="until advice is given",
    stipulated=5,
    anchor=None,
    source="MUN-9.8; the text sets no time",
)
D_MUN_REG = open_limit(
    "D_MUN_REG",
    zh="逐件登记的时间",
    en="until a matter is entered",
    stipulated=1,
    anchor=15,
    source="MUN-11.1; anchor: REG22-22, REG22-23",
)
D_MUN_CLASSIFY = open_limit(
    "D_MUN_CLASSIFY",
    zh="及时判定内容和性质",
    en="content and nature are determined in time",
    stipulated=15,
    anchor=15,
    source="MUN-11.2; anchor: REG22-22",
)
D_MUN_DISP = open_limit(
    "D_MUN_DISP",
    zh="采取处理措施的时间",
    en="until one of the measures is taken",
    stipulated=15,
    anchor=15,
    source="MUN-11.3; anchor: REG22-22",
)
D_MUN_PROMPT = open_limit(
    "D_MUN_PROMPT",
    zh="及时查办或者转办",
    en="promptly looked into or passed on",
    stipulated=15,
    anchor=None,
    source="MUN-12.1",
)
D_MUN_REQCLOSE = open_limit(
    "D_MUN_REQCLOSE",
    zh="报请结案的时间",
    en="until closure is asked for",
    stipulated=5,
    anchor=None,
    source="MUN-12.2; the text sets no time",
)
D_MUN_LEADREP = open_limit(
    "D_MUN_LEADREP",
    zh="向领导报告的时间",
    en="until the leader is told",
    stipulated=1,
    anchor=None,
    source="MUN-13.1; the text sets no time",
)
D_MUN_NOTIFY = open_limit(
    "D_MUN_NOTIFY",
    zh="通知有关单位的时间",
    en="until the unit is told the result",
    stipulated=5,
    anchor=90,
    source="MUN-13.2; the text sets no time; all within the 60 + 30 days of REG22-34",
)
D_MUN_NOTIFY_OTHERWISE = open_limit(
    "D_MUN_NOTIFY_OTHERWISE",
    zh="通知有关单位的时间（不适用第三十四条期限的事项）",
    en="until the unit is told the result (matters without the days of art. 34)",
    stipulated=5,
    anchor=None,
    source="MUN-13.2; no cap to borrow (ANCHOR60_SCOPE)",
)
D_MUN_REPLY = open_limit(
    "D_MUN_REPLY",
    zh="答复信访人的时间",
    en="until the petitioner is answered",
    stipulated=5,
    anchor=90,
    source="MUN-13.2; the text sets no time; all within the 60 + 30 days of REG22-34",
)
D_MUN_REPLY_OTHERWISE = open_limit(
    "D_MUN_REPLY_OTHERWISE",
    zh="答复信访人的时间（不适用第三十四条期限的事项）",
    en="until the petitioner is answered (matters without the days of art. 34)",
    stipulated=5,
    anchor=None,
    source="MUN-13.2; no cap to borrow (ANCHOR60_SCOPE)",
)
D_MUN_ARCHIVE = open_limit(
    "D_MUN_ARCHIVE",
    zh="归档的时间",
    en="until the papers are filed",
    stipulated=30,
    anchor=None,
    source="MUN-13.3; the text sets no time",
)
D_MUN_INSTR = open_limit(
    "D_MUN_INSTR",
    zh="及时答复请示",
    en="a request for instructions is answered in time",
    stipulated=15,
    anchor=90,
    source="MUN-16.3; it must fit in the 60 + 30 days of REG22-34",
)
D_MUN_INSTR_OTHERWISE = open_limit(
    "D_MUN_INSTR_OTHERWISE",
    zh="及时答复请示（不适用第三十四条期限的事项）",
    en="a request for instructions is answered in time (matters without the days of art. 34)",
    stipulated=15,
    anchor=None,
    source="MUN-16.3; no cap to borrow (ANCHOR60_SCOPE)",
)
