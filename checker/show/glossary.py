"""What fields, facts, verdicts and labels are called, in both languages."""

from __future__ import annotations

from typing import Final, assert_never

from checker.show.lang import Text, same
from checker.tasks.findings import Cause, HistoryVerdict, Verdict
from model.logic.meaning import Outcome
from model.logic.readings import Grade
from model.logic.rule import Modality

FACTS: Final = {
    "complex": Text("情况复杂", "the matter is complex"),
    "reasonable": Text("诉求合理", "the claim is reasonable"),
    "lawful": Text("诉求合法", "the claim is lawful"),
    "rule_clear": Text("规定明确", "the rule is clear"),
    "blocked": Text("存在障碍", "it is blocked"),
    "facts_clear": Text("事实清楚", "the facts are clear"),
    "conforming": Text("符合规定", "it conforms to the rules"),
    "legal_channel": Text("应通过其他法定途径", "another legal procedure is open"),
    "social_impact": Text("有社会影响", "it has social impact"),
    "good_cause": Text("有正当理由", "there is good cause"),
    "same_facts": Text("事实相同", "the facts are the same"),
    "same_reasons": Text("理由相同", "the reasons are the same"),
    "settles_dispute": Text("了结争议", "it settles the dispute"),
    "covers_delay": Text("听证所需时间足以扣除逾期", "the time it needed makes up for the delay"),
    "serious_consequences": Text("造成严重后果", "it had serious consequences"),
    "serious": Text("重大", "it is serious"),
    "urgent": Text("紧急", "it is urgent"),
    "important": Text("重要", "it is important"),
    "litigation": Text("涉法涉诉", "it concerns litigation"),
    "shirked": Text("推诿", "it was pushed off"),
    "perfunctory": Text("敷衍", "it was dealt with perfunctorily"),
    "trend": Text("出现趋势性问题", "petitions show a trend"),
    "discriminated": Text("歧视信访人", "the petitioner was discriminated against"),
    "made_difficult": Text("刁难信访人", "things were made difficult for the petitioner"),
    "neglect": Text("有失职行为", "duty was neglected"),
    "wrongdoing": Text("民警违法违纪", "an officer did wrong"),
    "problem_found": Text("排查出问题", "screening found a problem"),
    "all_listed": Text("此类活动已全部列出", "every such act of the organ is listed"),
    "in_person": Text("由主要负责人亲自进行", "the chief did it in person"),
    "heavy_load": Text("信访任务重", "it has a heavy load of petitions"),
    "staff_named": Text("已确定领导和人员", "a leader and staff are named for it"),
    "leading_group": Text("设有信访工作领导小组", "there is a leading group for petitions"),
    "petition_body": Text("设有规定的信访机构", "there is the petition body required"),
    "outside_duties": Text("超出职责范围", "it is outside the duties of the organ"),
    "contrary_order": Text(
        "与另一上级的要求相反", "the order is contrary to that of another superior"
    ),
    "fault_claimed": Text("兼求认定执法过错", "fault with the act is claimed too"),
    "chief_accused": Text("被检举者为主要负责人", "the denounced is the chief of the organ"),
    "can_tell_now": Text("能够当场答复", "it can be told on the spot"),
    "existed_before": Text("原已存在而未提出", "what is new existed before and was not raised"),
    "fabricated": Text("捏造歪曲事实", "facts are fabricated or distorted"),
    "policy_issue": Text("属政策性问题", "it is a question of policy"),
    "judicial_aid_due": Text("符合司法救助条件", "judicial aid is due"),
    "unable": Text("确实处理不了", "the unit is unable to settle it"),
    "detailed": Text("登记详细", "the entry is detailed"),
    "to_head": Text("报至主要领导", "it reached the head of the unit"),
    "to_leader_in_charge": Text("报至分管领导", "it reached the leader in charge"),
    "intensified": Text("激化矛盾", "the conflict was intensified"),
    "could_settle": Text("本级能够解决", "the organ could settle it itself"),
    "strong_complaint": Text("群众反映强烈", "people complain of it strongly"),
    "mass_incident_sign": Text(
        "可能引发大规模集体上访或群体性事件", "it may lead to a mass petition or incident"
    ),
    "mass_incident": Text("属重大集体上访或群体性事件", "it is a mass petition or incident"),
    "petition_staff": Text("配有信访干部", "there is petition staff"),
    "misconduct": Text("有应予追究的情形", "there was conduct to be punished"),
    "receptionists_sent": Text("已下派接访员", "receptionists are sent to the communities"),
    "large_or_medium": Text("属大中型单位", "it is a large or medium unit"),
    "level_fits": Text("级别相符", "the level is the right one"),
    "line_fits": Text("归口相符", "the line is the right one"),
    "leader_in_charge": Text("已确定分管领导", "a leader is in charge of petitions"),
    "several_in_charge": Text("分管领导不止一名", "several leaders are in charge"),
    "largest_share": Text("承接业务最多", "it took the largest share of the business"),
    "state_secret": Text("属国家秘密", "it is a state secret"),
    "petitioners_unit": Text("为信访人所在单位", "it is the petitioner's own unit"),
    "untruthful": Text("未如实反映", "it is untruthful"),
    "excessive": Text("要求过高或意见不正确", "the demand is wrong or excessive"),
    "remarkable": Text("成绩显著", "the achievement is remarkable"),
    "crime": Text("构成犯罪", "it is a crime"),
    "hard": Text("属重大、复杂、疑难", "it is major, complex or hard"),
    "wilful_delay": Text("故意拖延", "it was delayed on purpose"),
    "adverse_effect": Text("造成不良影响", "it had an adverse effect"),
    "malpractice": Text("徇私舞弊、勒索受贿", "it involved favours, extortion or bribes"),
}
"""Attested facts and labels, as clauses that may be true."""

FLAGS: Final = {
    "written": Text("采用书面形式", "it is in writing"),
    "oral": Text("为口头", "it is oral"),
    "orally": Text("口头进行", "it was done orally"),
    "joint": Text("为多人共同提出", "several people raise it together"),
    "has_name": Text("姓名（名称）清楚", "the name is clear"),
    "has_address": Text("住址清楚", "the address is clear"),
    "has_contact": Text("有联系方式", "there is a way to reach the petitioner"),
    "designated_place": Text("在指定场所", "it was at the designated place"),
    "representatives_elected": Text("推选了代表", "representatives were elected"),
    "on_spot": Text("当场作出", "it was done on the spot"),
    "redacted": Text("已隐去检举内容", "the denunciation was redacted"),
    "contains_denunciation": Text("含检举内容", "it contains a denunciation"),
    "reasons_given": Text("说明了理由", "reasons are given"),
    "approved_by_head": Text("经负责人批准", "the head approved it"),
    "approved_by_deputy": Text("由分管负责人批准", "a deputy in charge approved it"),
    "public": Text("公开", "it is public"),
    "sealed": Text("盖章", "it is sealed"),
    "value": Text("属实", "it is so"),
    "anonymous": Text("匿名", "it is anonymous"),
    **{label: FACTS[label] for label in ("serious", "urgent", "important", "litigation")},
}
"""Fields that are true or false, as clauses."""

FIELDS: Final = {
    "on": Text("日期", "the day"),
    "sent": Text("发出之日", "the day of dispatch"),
    "received": Text("收到之日", "the day of receipt"),
    "limit": Text("所定期限", "the limit set"),
    "until": Text("截止之日", "the last day spoken of"),
    "by": Text("行为人", "who did it"),
    "to": Text("对象", "the addressee"),
    "target": Text("所针对的人", "the target"),
    "leader": Text("领导", "the leader"),
    "unit": Text("单位", "the unit"),
    "copy_to": Text("抄送对象", "who had a copy"),
    "parties": Text("各方", "the parties"),
    "result": Text("所定机关", "the organs decided on"),
    "by_person": Text("经办人", "the person acting"),
    "petitioners": Text("信访人", "the petitioners"),
    "consents": Text("同意的人", "who consents"),
    "interest_in": Text("利害关系所及", "what the interest is in"),
    "person": Text("人员", "the person"),
    "old": Text("原机关", "the former organs"),
    "new": Text("新机关", "the new organs"),
    "sitting_days": Text("开庭日", "the sitting days"),
    "states": Text("载明的内容", "what it states"),
    "group_size": Text("人数", "the number of people"),
    "representatives": Text("代表人数", "the number of representatives"),
    "days": Text("天数", "the number of days"),
    "item": Text("项次", "the item"),
    "channel": Text("渠道", "the channel"),
    "outcome": Text("结论", "the outcome"),
    "procedure": Text("程序", "the procedure"),
    "stage": Text("阶段", "the stage"),
    "content": Text("内容", "the content"),
    "method": Text("方式", "the method"),
    "ground": Text("理由", "the ground"),
    "form": Text("形式", "the form"),
    "decided_by": Text("决定方式", "how it was decided"),
    "change": Text("改革方式", "the change"),
    "of": Text("所指的行为", "the act spoken of"),
    "fact": Text("所认定的事实", "the fact found"),
    "refers": Text("所针对的事件", "what it refers to"),
    "kind": Text("类别", "the kind"),
    "way": Text("第三十一条办理途径（第几项）", "the way of art. 31"),
    "competent": Text("有权处理的机关", "the competent organs"),
    "accused": Text("被检举者", "the denounced"),
    "concerns": Text("所涉机关", "the organs complained of"),
    "area": Text("领域", "the area"),
    "involves": Text("涉及其职责的机关", "the organs involved"),
}
"""Other fields, as noun phrases."""

WORDS: Final = {
    "yes": Text("是", "yes"),
    "no": Text("否", "no"),
    "appeal": Text("申诉求决", "appeal"),
    "suggestion": Text("建议意见", "suggestion"),
    "accusation": Text("检举控告", "accusation"),
    "information": Text("信息", "information"),
    "letter": Text("来信", "letter"),
    "visit": Text("走访", "visit"),
    "online": Text("网上", "online"),
    "phone": Text("电话", "phone"),
    "fax": Text("传真", "fax"),
    "other": Text("其他", "other"),
    "litigation": Text("诉讼", "litigation"),
    "arbitration": Text("仲裁", "arbitration"),
    "reconsideration": Text("行政复议", "reconsideration"),
    "discipline": Text("党纪政务处分", "discipline"),
    "begins": Text("启动", "begins"),
    "decided": Text("作出决定", "decided"),
    "ends": Text("终结", "ends"),
    "supported": Text("支持", "supported"),
    "explained": Text("解释", "explained"),
    "not_supported": Text("不予支持", "not supported"),
    "upheld": Text("维持", "upheld"),
    "annulled": Text("撤销", "annulled"),
    "changed": Text("变更", "changed"),
    "remanded": Text("发回", "remanded"),
    "receipt": Text("已接收", "receipt"),
    "route": Text("途径", "route"),
    "accepted": Text("受理", "accepted"),
    "not_accepted": Text("不予受理", "not accepted"),
    "reasons": Text("理由", "reasons"),
    "organ": Text("机关", "organ"),
    "request": Text("诉求", "request"),
    "facts_reasons": Text("事实和理由", "facts and reasons"),
    "opinion": Text("意见", "opinion"),
    "basis": Text("依据", "basis"),
    "government": Text("政府", "government"),
    "department": Text("部门", "department"),
    "party_committee": Text("党委", "party committee"),
    "party_department": Text("党委部门", "party department"),
    "petition_office": Text("信访部门", "petition office"),
    "joint_conference": Text("联席会议", "joint conference"),
    "discipline_inspection": Text("纪检机关", "discipline inspection organ"),
    "supervisory": Text("监察机关", "supervisory organ"),
    "court": Text("法院", "court"),
    "procuratorate": Text("检察院", "procuratorate"),
    "public_security": Text("公安机关", "public security organ"),
    "legal_department": Text("法制部门", "legal department"),
    "congress": Text("人大", "people's congress"),
    "cppcc": Text("政协", "CPPCC"),
    "mass_organisation": Text("群团组织", "mass organisation"),
    "enterprise": Text("企业", "enterprise"),
    "institution": Text("事业单位", "institution"),
    "township": Text("乡镇", "township"),
    "centre": Text("中央", "centre"),
    "province": Text("省级", "province"),
    "prefecture": Text("地市级", "prefecture"),
    "county": Text("县级", "county"),
}
"""Words of closed lists."""


def word(value: str) -> Text:
    """Returns what a word of the case file means; the word itself where the glossary has none."""
    return WORDS.get(value) or same(value)


# ---- verdicts ------------------------------------------------------------------------------------

VERDICTS: Final = {
    Verdict.SATISFIED: ("✓", Text("满足", "satisfied")),
    Verdict.EXCUSED: ("✓", Text("免责", "excused")),
    Verdict.PENDING: ("…", Text("期限未届", "pending")),
    Verdict.VIOLATED: ("✗", Text("违反", "violated")),
    Verdict.UNDETERMINED: ("?", Text("无法判定", "undetermined")),
    Verdict.CONTESTED: ("◐", Text("有争议", "contested")),
    Verdict.LAPSED: ("∅", Text("权利逾期", "lapsed")),
}
"""The sign and the word of the verdict of an instance."""

HISTORY_VERDICTS: Final = {
    HistoryVerdict.VIOLATED: ("✗", Text("违反", "violated")),
    HistoryVerdict.UNDETERMINED: ("?", Text("无法判定", "undetermined")),
    HistoryVerdict.CONTESTED: ("◐", Text("有争议", "contested")),
    HistoryVerdict.OPEN: ("…", Text("办理中", "open")),
    HistoryVerdict.COMPLIANT: ("✓", Text("合规", "compliant")),
    HistoryVerdict.AS_RECORDED: ("✓", Text("就记载而言合规", "compliant as recorded")),
}
"""The sign and the word of the verdict of a history."""

OUTCOMES: Final = {
    Outcome.NOT_ENGAGED: Text("不适用", "not engaged"),
    Outcome.SATISFIED: Text("满足", "satisfied"),
    Outcome.EXCUSED: Text("免责", "excused"),
    Outcome.PENDING: Text("期限未届", "pending"),
    Outcome.VIOLATED: Text("违反", "violated"),
}

MODALITIES: Final = {
    Modality.OBLIGATION: Text("义务", "obligation"),
    Modality.PROHIBITION: Text("禁止", "prohibition"),
    Modality.COMPETENCE: Text("权限", "competence"),
    Modality.CONDITION: Text("条件", "condition"),
    Modality.RIGHT: Text("权利", "right"),
}

GRADES: Final = {
    Grade.DEFAULT: Text("通行", "default"),
    Grade.LIVE: Text("有据可争", "live"),
    Grade.EXPLORATORY: Text("仅供探索", "exploratory"),
}


def cause_text(cause: Cause) -> Text:
    """Returns why nothing could be decided, as a sentence."""
    match cause:
        case Cause.MISSING_FACT:
            return Text("记载缺少决定结论的事实", "the record lacks a fact that decides")
        case Cause.ORDER:
            return Text(
                "同一天内事件的先后没有记载，先后不同则结论不同",
                "the order of events of one day is not recorded, and it decides",
            )
        case Cause.CALENDAR:
            return Text(
                "所需日子的放假安排尚未公布或未载入",
                "the working-day calendar does not reach the days needed",
            )
        case Cause.LAW_UNSETTLED:
            return Text("法律对此没有规定", "the law leaves it open")
        case Cause.OPEN_LIMIT:
            return Text(
                "条文只说“及时”等，未定日数，结论取决于所取日数",
                "the text sets a time without a number, and the number decides",
            )
        case Cause.LAW_NOT_COVERED:
            return Text("当时施行的法律不在本工具范围内", "the law of that day is not covered")
        case Cause.GAVE_UP:
            return Text("求解超出限额，未得结论", "the solver gave up")
        case Cause.NOT_EXPRESSIBLE:
            return Text("此情形本工具无法表达", "this cannot be expressed")
        case Cause.ENGINES_DISAGREE:
            return Text(
                "两个引擎结论不一，不予采信，请报告此案",
                "two engines disagree, so neither is believed; please report the case",
            )
        case _:
            assert_never(cause)
