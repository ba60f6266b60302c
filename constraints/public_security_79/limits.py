"""Open-textured limits of Order 79: words of time without a number. The numbers are proposals."""

from __future__ import annotations

from model.logic.limits import open_limit

D_PS_EARLY = open_limit(
    "D_PS_EARLY",
    zh="排查出的苗头性问题“及时”解决的日数",
    en="days in which a budding problem found in screening is settled",
    stipulated=30,
    anchor=None,
    source="PS-4.2",
)
D_MAJOR = open_limit(
    "D_PS_MAJOR",
    zh="重大、紧急信访不得缓报的日数",
    en="days after which the report of a serious or urgent matter is delayed",
    stipulated=1,
    anchor=None,
    source="PS-7.2",
)
D_MEASURE = open_limit(
    "D_PS_MEASURE",
    zh="“及时”采取措施的日数",
    en="days in which measures are taken",
    stipulated=1,
    anchor=None,
    source="PS-7.3",
)
D_RECUSE = open_limit(
    "D_RECUSE",
    zh="有利害关系后回避的日数",
    en="days from an interest to recusal",
    stipulated=0,
    anchor=None,
    source="PS-11",
)
D_PS_REFER = open_limit(
    "D_PS_REFER",
    zh="受理后分交或自办的日数",
    en="days from acceptance to referral or own handling",
    stipulated=5,
    anchor=None,
    source="PS-14.2",
)
D_PS_REPLY = open_limit(
    "D_PS_REPLY",
    zh="有结果后答复或告知的日数",
    en="days from the result to the reply",
    stipulated=5,
    anchor=None,
    source="PS-14.6",
)
D_PS_URGE = open_limit(
    "D_PS_URGE",
    zh="承办部门逾期后督促的日数",
    en="days in which an overdue department is pressed",
    stipulated=5,
    anchor=None,
    source="PS-14.7",
)
D_PS_WRONG = open_limit(
    "D_PS_WRONG",
    zh="发现民警违法违纪后反映的日数",
    en="days in which wrongdoing found is reported",
    stipulated=5,
    anchor=None,
    source="PS-14.8",
)
D_PS_ADV = open_limit(
    "D_PS_ADV",
    zh="“及时”提出建议的日数",
    en="days in which proposals are made",
    stipulated=30,
    anchor=None,
    source="PS-14.9",
)
D_PS_START = open_limit(
    "D_PS_START",
    zh="“认真及时”开始办理的日数",
    en="days in which a department begins to handle what was referred to it",
    stipulated=15,
    anchor=None,
    source="PS-15.1b",
)
D_PS_INTERNAL = open_limit(
    "D_PS_INTERNAL",
    zh="未定期限时内部书面回复的日数",
    en="days of the written answer to the petition office where none are set",
    stipulated=45,
    anchor=60,
    source="PS-15.1c; anchor: REG22-34, REG05-33, the time of the outer answer",
)
D_PS_LEAD = open_limit(
    "D_PS_LEAD",
    zh="涉及多部门时牵头协调的日数",
    en="days in which the chief begins to coordinate several departments",
    stipulated=5,
    anchor=None,
    source="PS-15.2d",
)
P_PS_LEADER = open_limit(
    "P_PS_LEADER",
    zh="负责人阅信、接访、研究的间隔日数",
    en="days between two readings, receptions or studies by leaders",
    stipulated=92,
    anchor=None,
    source="PS-6.1",
)
P_PS_RECDAY = open_limit(
    "P_PS_RECDAY",
    zh="局长接待日的间隔日数",
    en="days between two reception days of the chief",
    stipulated=31,
    anchor=None,
    source="PS-6.1b",
)
P_PS_BULLETIN = open_limit(
    "P_PS_BULLETIN",
    zh="“定期”通报、报告的间隔日数",
    en="days between two bulletins or reports",
    stipulated=92,
    anchor=None,
    source="PS-X22.5, from outside the given text",
)
