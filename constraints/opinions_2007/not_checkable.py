"""What of the Opinions no rule states, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from constraints.coverage import NotCheckable

NOT_CHECKABLE: Final[Mapping[str, NotCheckable]] = {
    "OP07-0": NotCheckable("引言，不要求任何行为", "preamble: it asks for no act"),
    "OP07-1": NotCheckable(
        "要求认识形势，属态度", "asks to understand the situation: an attitude, no act"
    ),
    "OP07-2": NotCheckable(
        "要求增强责任感，属态度", "asks for a sense of responsibility: an attitude, no act"
    ),
    "OP07-3": NotCheckable("指导思想，属目标", "the guiding idea: an aim, no act"),
    "OP07-4": NotCheckable("目标任务，属目标", "goals: an aim, no act"),
    "OP07-5": NotCheckable(
        "制定政策时听取意见，发生在信访事项之外，案件记录不载",
        "hearing others when policy is made: it happens outside any petition, so no record has it",
    ),
    "OP07-7.c": NotCheckable(
        "列举应着力的领域，不要求具体行为，任何人都无从违反；可据以选定较短的时限",
        "names fields to concentrate on: nobody can break it; it may guide the choice of a limit",
    ),
    "OP07-7.e": NotCheckable(
        "要求司法和执法机关公正履职，属工作质量",
        "asks courts and enforcement bodies to be fair: the quality of work, no act",
    ),
    "OP07-8": NotCheckable(
        "把思想工作与解决问题结合，属方式；不合理诉求的说服教育见 OP07-6.d",
        "combines persuasion with solutions: a manner; persuasion over unreasonable demands is "
        "OP07-6.d",
    ),
    "OP07-9.a": NotCheckable(
        "尊重信访权利、文明接待，属方式；可查的部分即不得妨碍信访，见 OP07-9.b",
        "respect and civility are a manner; what can be checked, obstruction, is OP07-9.b",
    ),
    "OP07-9.c": NotCheckable(
        "开通绿色邮政、专线电话等渠道，属设施；引导书面信访不构成个案义务",
        "opening channels is a matter of facilities; guiding people to writing is no duty in a "
        "case",
    ),
    "OP07-10": NotCheckable(
        "建立建议征集制度，属制度；单件建议的答复与采纳见 R22-29",
        "a system for suggestions; what is owed to a single one is judged by R22-29",
    ),
    "OP07-11.b": NotCheckable(
        "完善代表、委员联系群众制度，未定具体行为",
        "improves how deputies keep in touch with people: names no act",
    ),
    "OP07-12.a": NotCheckable(
        "要求建立受理、交办、督办、答复制度；制度有无，个案记录不载",
        "asks for working rules to exist: no record of one matter shows that",
    ),
    "OP07-12.d": NotCheckable(
        "以办理到位为质量标准，是评价标准，不是行为义务",
        "says what quality is measured by: a yardstick, no duty to act",
    ),
    "OP07-13.a": NotCheckable(
        "加强法制宣传和舆论引导，不涉个案", "publicity and guidance: not about any one matter"
    ),
    "OP07-14a": NotCheckable(
        "综合运用各种手段，手段由机关选择", "all means are to be used: which ones is free"
    ),
    "OP07-14.c": NotCheckable(
        "赋予联席会议综合协调职能，属授权，不行使亦不违反",
        "gives the joint conference its role: a power, which not using does not break",
    ),
    "OP07-16.a": NotCheckable("建立信息报送网络，属设施", "a reporting network is a facility"),
    "OP07-16c": NotCheckable(
        "开发利用信息、提高研判水平，属工作质量", "better use of information: the quality of work"
    ),
    "OP07-18e": NotCheckable(
        "加强基层组织和干部队伍建设，属组织建设", "building up the grass roots: organisation"
    ),
    "OP07-19a": NotCheckable(
        "重视、指导县级工作，属组织领导", "guiding the counties: organisation"
    ),
    "OP07-20a": NotCheckable(
        "列入议程、明确分管、充实编制，属组织领导，须定期另行检查",
        "agenda, named leaders, staff: organisation, to be looked into from time to time",
    ),
    "OP07-20b": NotCheckable(
        "说明人大、政协、法检和群团也做信访工作，是适用范围",
        "says that congresses, courts and mass organisations take part: the scope, no act",
    ),
    "OP07-20c": NotCheckable(
        "国家信访局协调指导全国，属职权", "the State Bureau coordinates: a competence"
    ),
    "OP07-21.b": NotCheckable(
        "把信访工作纳入干部考核，按年按人，个案记录不载",
        "petition work counts in assessing leaders: by year and person, not by matter",
    ),
    "OP07-22": NotCheckable(
        "队伍建设、经费和场所，属保障", "cadres, budget and premises: means, no act in a matter"
    ),
    "OP07-M": NotCheckable(
        "军队另作规定：机关树没有军队一类，军队机关不能出现在案件中",
        "the army has its own rules: the organ tree has no such kind, so none can be in a case",
    ),
}

READINGS_WITHOUT_FORMULA: Final[Mapping[str, NotCheckable]] = {
    "OP07_FORCE": NotCheckable(
        "意见是政策还是有约束力的规范，属法源的疑义，不属单条规则：只有点名时才据以判断，"
        "点名后一律按文本衡量",
        "whether the Opinions bind or are policy is a doubt about the source, not about a rule: "
        "they are used only when asked for by name, and then measured as written",
    ),
}
