"""Readings of Order 79: questions its text leaves open (its status: `constraints.source_readings`).

Where nobody is known to have argued a value, it is exploratory and says so.
"""

from __future__ import annotations

from model.logic.readings import Reading, default, exploratory, live

NO_AUTHORITY = "no authority found"
NONE_ZH = "未见依据"


class Allocation(
    Reading,
    id="PS3_PRIORITY",
    zh="属地、分级、谁主管谁负责三项原则冲突时以何者为先？",
    en="which of territory, level and line comes first?",
):
    """Which principle of art. 3 decides who takes a matter up, and whose order is carried out."""

    TERRITORY = default(
        "属地",
        "territory",
        "the order in which art. 3 names the principles",
        "第三条列举各原则的先后",
    )
    LEVEL = exploratory("分级", "level", NO_AUTHORITY, NONE_ZH)
    LINE = exploratory("谁主管", "line", NO_AUTHORITY, NONE_ZH)


class Substitute(
    Reading,
    id="PS6_SUBSTITUTE",
    zh="局长接待日可否由副职代为接待？",
    en="may a deputy hold the chief's reception day?",
):
    """Who must hold the reception day of a county bureau."""

    CHIEF_ONLY = default(
        "须局长本人", "the chief only", "art. 6 names the chiefs of bureaus", "第六条指明局长"
    )
    DEPUTY_OK = exploratory("可由副职", "a deputy will do", NO_AUTHORITY, NONE_ZH)


class ReportedTo(
    Reading,
    id="PS7_DEST",
    zh="重大、紧急信访应向谁报告？",
    en="to whom are serious and urgent matters reported?",
):
    """The addressee that art. 7 does not name."""

    REGULATIONS_CHAIN = default(
        "本级政府和上一级公安机关",
        "the government of its level and the next higher police organ",
        "by analogy: Regulations of 2005, art. 26, under which Order 79 was made",
        "类推：2005年条例第二十六条，本规定依该条例制定",
    )
    SUPERIOR_POLICE = exploratory(
        "上一级公安机关", "the next higher police organ only", NO_AUTHORITY, NONE_ZH
    )
    GOVERNMENT_AND_SUPERIOR = exploratory(
        "本级政府和任一上级公安机关",
        "the government of its level and any higher police organ",
        NO_AUTHORITY,
        NONE_ZH,
    )


class AcceptanceLimit(
    Reading,
    id="PS10_ACCEPT_LIMIT",
    zh="属本级管辖的，应在多少日内受理？",
    en="within how many days is a matter of one's own accepted?",
):
    """The time of art. 10, which sets none."""

    FIFTEEN_DAYS = default(
        "十五日",
        "fifteen days",
        "Order 79, the article on sorting what was received; Regulations of 2005, arts. 21, 22",
        "本规定关于分别处理之条；2005年条例第二十一条、第二十二条",
    )
    IMMEDIATELY = exploratory(
        "当日", "the same day", "art. 10 taken literally: no delay", "第十条“不得拖延”之字面"
    )


class ProtectionWindow(
    Reading,
    id="PS10_WINDOW",
    zh="办结以后的打击报复是否仍属禁止？",
    en="does the ban on retaliation outlast the matter?",
):
    """How long the ban of art. 10 protects the petitioner."""

    UNLIMITED = default("不限期", "without limit", "art. 10 sets no end", "第十条未设终点")
    WHILE_OPEN = exploratory("办结前", "until the matter is answered", NO_AUTHORITY, NONE_ZH)


class AccusedUnit(
    Reading,
    id="ACC_UNIT",
    zh="被检举的是个人时，其所在单位是否也是被检举单位？",
    en="is the whole unit denounced when one of its members is?",
):
    """To whom denunciations must not be disclosed when a person is named."""

    AS_NAMED = default(
        "以所检举者为准，另及其主管的单位",
        "whoever is named, and the unit a named chief leads",
        "art. 10 speaks of the person or unit denounced",
        "第十条所称被检举的人员或者单位",
    )
    WHOLE_UNIT = exploratory("其所在单位亦是", "the unit too", NO_AUTHORITY, NONE_ZH)


class RecusalTrigger(
    Reading,
    id="RECUSE_TRIGGER",
    zh="回避因何而起？",
    en="what brings recusal about?",
):
    """Who must raise an interest before art. 11 keeps an officer from acting."""

    SELF = default(
        "自行回避",
        "the interest itself",
        "art. 11 asks officers with an interest to withdraw",
        "第十一条要求有利害关系的民警回避",
    )
    ON_REQUEST = exploratory("经信访人申请", "a petitioner's request", NO_AUTHORITY, NONE_ZH)
    SUPERIOR = exploratory("经上级认定", "a finding of the superior organ", NO_AUTHORITY, NONE_ZH)


class InterestWidth(
    Reading,
    id="INTR_WIDTH",
    zh="与何人何事有利害关系须回避？",
    en="an interest in what keeps an officer from acting?",
):
    """How far the direct interest of art. 11 reaches."""

    PETITIONER = default(
        "与事项或信访人",
        "in the matter or the petitioner",
        "art. 11 names both",
        "第十一条两者并列",
    )
    MATTER = exploratory("仅与事项", "in the matter only", NO_AUTHORITY, NONE_ZH)
    ACCUSED_TOO = exploratory("另及被检举者", "in the denounced too", NO_AUTHORITY, NONE_ZH)


class Superiors(
    Reading,
    id="PS14_SUPERIOR",
    zh="交办的上级机关是否包括本级政府？",
    en="is the government a superior whose assignments art. 14 is about?",
):
    """Whose assignments the petition office carries out."""

    BOTH = default(
        "公安机关和政府",
        "police and government",
        "art. 14 says superior organs, without a line; bureaus stand under both",
        "第十四条称上级机关而不限条线；公安机关受双重领导",
    )
    POLICE_LINE = exploratory("仅上级公安机关", "higher police organs only", NO_AUTHORITY, NONE_ZH)


class ReplyOrInform(
    Reading,
    id="PS146_OR",
    zh="书面答复与告知可否任选？",
    en="may the office choose between a written reply and information?",
):
    """What the two ways of art. 14 (6) are for."""

    BY_OUTCOME = default(
        "办理结果书面答复，不予受理告知",
        "results are replied to in writing, refusals are told",
        "art. 14 (6) names the result of handling with the reply",
        "第十四条第六项以书面答复对应办理情况",
    )
    FREE_CHOICE = exploratory("任选", "either will do", NO_AUTHORITY, NONE_ZH)


class Issuer(
    Reading,
    id="PS_ISSUER",
    zh="答复可否由业务部门作出？",
    en="may the department itself reply to the petitioner?",
):
    """Who signs the reply of art. 14 (6)."""

    OFFICE = default(
        "信访部门代表机关",
        "the petition office for the organ",
        "art. 14 (6): a task of the office",
        "第十四条第六项：信访部门之职责",
    )
    DEPARTMENT = exploratory("业务部门亦可", "the department may", NO_AUTHORITY, NONE_ZH)


class ActAndFault(
    Reading,
    id="PS152_OVERLAP",
    zh="既不服执法行为又要求认定过错的，由谁承办？",
    en="who handles a matter that attacks an act and asks to find its fault?",
):
    """Which item of art. 15 holds when two do."""

    BOTH = default(
        "两部门各自承办", "both departments", "art. 15 puts neither item first", "第十五条未分先后"
    )
    LEGAL_FIRST = exploratory("先由法制部门", "the legal department first", NO_AUTHORITY, NONE_ZH)


class ChiefAccused(
    Reading,
    id="PS152_CHIEF_ACCUSED",
    zh="主要负责人被检举时由谁牵头协调？",
    en="who leads where the chief is denounced?",
):
    """Who coordinates several departments if the chief may not (arts. 10, 11)."""

    SUPERIOR_LEADS = default(
        "上级机关",
        "an organ above",
        "nothing in Order 79 says so; arts. 10 and 11 only exclude the chief",
        "本规定未作规定，第十条、第十一条仅排除其本人",
    )
    DEPUTY_LEADS = exploratory("其他负责人", "another leader", NO_AUTHORITY, NONE_ZH)
    CHIEF_LEADS = exploratory(
        "仍由本人", "the chief all the same", "art. 15 taken literally", "第十五条之字面"
    )


class HearingRules(
    Reading,
    id="PS24_RENVOI",
    zh="听证“依照条例”，条例废止后指什么？",
    en="which Regulations does the article on hearings mean after 2022?",
):
    """Whether the reference to the Regulations moves with them (the question of OP12_RENVOI)."""

    DYNAMIC = default(
        "现行条例",
        "those in force",
        "a text is applied with the law it refers to as it stands",
        "援引以现行有效之文本为准",
    )
    STATIC_2005 = live(
        "2005年条例",
        "those of 2005",
        "that a text's basis is repealed does not by itself repeal the text, nor what it took over",
        "依据废止不当然使规定及其所采内容失效",
    )
