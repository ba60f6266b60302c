"""What of this source no rule states, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from constraints.coverage import NotCheckable

NOT_CHECKABLE: Final[Mapping[str, NotCheckable]] = {
    "PS-1": NotCheckable(
        zh="立法目的和依据，不要求任何行为；其依据（2005年条例）载于法源数据。",
        en="Purpose and basis: it asks for no act. That it rests on the Regulations of 2005 is "
        "data of the source.",
    ),
    "PS-4.1": NotCheckable(
        zh="科学决策、公正执法以从源头预防，指信访之前的执法活动，不见于案件记录。",
        en="Deciding soundly and enforcing fairly is conduct before any petition: no history of "
        "one shows it.",
    ),
    "PS-5.2": NotCheckable(
        zh="为信访机构提供保障，系经费与人员安排，不见于案件记录。",
        en="Support of petition bodies is a matter of money and staff: no history shows it.",
    ),
    "PS-6.2": NotCheckable(
        zh="可以约访，是许可而非义务，任何记录都不能违反，也不排除其他规则。",
        en="Leaders may talk to petitioners at home: a permission, which no history breaks and "
        "which defeats no other rule.",
    ),
    "PS-7.1": NotCheckable(
        zh="建立报告处理制度，只问制度有无；具体行为由PS-7.2、PS-7.3判断。",
        en="That a system of reporting exists is no act of a case; the acts are PS-7.2 and PS-7.3.",
    ),
    "PS-9.1": NotCheckable(
        zh="信访工作纳入年度考核，不是某一案件中的行为。",
        en="Petition work counts in yearly appraisals: not an act in any one case.",
    ),
    "PS-9.2": NotCheckable(
        zh="以是否在本级、当地解决作为考核依据，是全年各案的比例，单个记录无从判断。",
        en="How much was settled at the organ's own level or place is a share of a year's matters: "
        "no single history has it, and the text sets no share to reach.",
    ),
    "PS-9.3": NotCheckable(
        zh="表彰奖励以“成绩显著”之评价为前提，且未指明由谁作出。",
        en="Awards rest on a judgement of merit, and the text names nobody who owes them.",
    ),
    "PS-10.1": NotCheckable(
        zh="保护信访人合法权益是结果要求，由PS-10.2至PS-10.4具体化。",
        en="Protecting petitioners' rights is a result; PS-10.2 to PS-10.4 say by which acts.",
    ),
    "PS-12": NotCheckable(
        zh="“逐步建立”信息系统是建设规划，无期限；逐件录入由2022年条例第二十一条规定。",
        en="Gradually building an information system is a programme without a time; entering each "
        "matter is R22-21.",
    ),
    "PS-14.0": NotCheckable(
        zh="信访机构的性质是定义：信访机构代表其公安机关，已写入各规则（`one_house`）。",
        en="What the petition office is: a definition. That it acts for its organ stands in every "
        "rule (`one_house`).",
    ),
}

READINGS_WITHOUT_FORMULA: Final[Mapping[str, NotCheckable]] = {
    "PS6_CONSENT": NotCheckable(
        zh="约访是否须经同意：约访是许可，没有规则依赖于此。",
        en="Whether a home interview needs consent: the interview is a permission, and no rule "
        "depends on it.",
    ),
    "PS8_CIRC": NotCheckable(
        zh="通报的范围：案件记录不载通报发至何处，有通报即可。",
        en="How far a notice of neglect goes round: the record does not say, so any will do.",
    ),
    "PS92_LEVEL": NotCheckable(
        zh="“本级”“当地”之解释只影响年度考核（PS-9.2），没有公式。",
        en="What counts as settled at one's own level matters for yearly appraisals only (PS-9.2).",
    ),
}
