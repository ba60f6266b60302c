"""Readings of the city measures; ids as in the rule inventory, grades as in its table of grades.

None has an authority but the text itself, so all but the default are exploratory; whether a final
opinion ends also the duty to take a matter up again is nationally arguable.
"""

from __future__ import annotations

from model.logic.readings import Reading, default, exploratory, live


class Allocation(
    Reading,
    id="MUN3_ALLOC",
    zh="级别与归口不一致时以何为准？",
    en="which comes first where level and line point to different organs?",
):
    """Which organ deals with a matter for which several are competent."""

    BOTH = default(
        "两者均须相符", "both must fit", "art. 3 names both side by side", "第三条两者并列"
    )
    LEVEL_FIRST = exploratory("级别优先", "the level", "no authority found", "未见依据")
    LINE_FIRST = exploratory("归口优先", "the line", "no authority found", "未见依据")


class OneLeader(
    Reading,
    id="MUN5_ONE",
    zh="分管领导是否仅限一名？",
    en="is it one leader in charge, or at least one?",
):
    """How many leaders are put in charge."""

    EXACTLY_ONE = default(
        "恰为一名", "exactly one", "art. 5 ¶1 speaks of one leader", "第五条第一款称一名领导"
    )
    AT_LEAST_ONE = exploratory("至少一名", "at least one", "no authority found", "未见依据")


class Important(
    Reading, id="MUN_IMPORTANT", zh="何为重要问题？", en="what makes a matter important?"
):
    """When a matter is important."""

    ATTESTED = default(
        "经认定",
        "it is attested",
        "arts. 5, 12, 13: a judgement left to the organ",
        "第五、十二、十三条：由机关判断",
    )
    COLLECTIVE = exploratory(
        "五人以上集体访", "five or more raise it", "no authority found", "未见依据"
    )
    ASSIGNED = exploratory(
        "上级交办", "it was assigned from above", "no authority found", "未见依据"
    )
    ANY_OF = exploratory("任一即可", "any of these", "no authority found", "未见依据")


class ReceptionPeriod(
    Reading,
    id="MUN52_PERIOD",
    zh="“定期或不定期”接访有无周期？",
    en="how often do leaders receive visitors “regularly or irregularly”?",
):
    """Within which time a leader must have received visitors."""

    QUARTER = default(
        "每季度",
        "once a quarter",
        "a proposal; art. 18 ¶2 of 2022: regularly",
        "建议值；2022年条例第十八条第二款称定期",
    )
    MONTH = exploratory("每月", "once a month", "no authority found", "未见依据")
    NONE = exploratory(
        "无周期", "there is no period", "art. 5 ¶2: or irregularly", "第五条第二款：或者不定期"
    )


class LettersRead(
    Reading,
    id="MUN52_ALL_LETTERS",
    zh="领导须阅批全部来信还是重要来信？",
    en="which letters must a leader read?",
):
    """The letters that leaders read."""

    IMPORTANT = default(
        "重要来信",
        "important ones",
        "art. 11: a leader's reading is one measure among several, as the case requires",
        "第十一条：领导阅批为视情况采取的措施之一",
    )
    ALL = exploratory(
        "全部来信", "all", "art. 5 ¶2 makes no difference between letters", "第五条第二款未区分来信"
    )


class Receiving(
    Reading,
    id="MUN7_RECEIVE",
    zh="“受理接待”是指收下还是实体受理？",
    en="is to receive to take in, or to accept?",
):
    """What must not be refused."""

    PHYSICAL = default(
        "收件接待",
        "to take in",
        "art. 7: letters and visits are received first",
        "第七条：先收件接待",
    )
    SUBSTANTIVE = exploratory(
        "实体受理", "to accept for handling", "no authority found", "未见依据"
    )


class HandledBy(
    Reading,
    id="MUN72_LINE",
    zh="“隶属系统”指业务归口还是隶属关系？",
    en="is the line that of business or of subordination?",
):
    """Which line the handling organ must belong to."""

    BUSINESS = default(
        "业务归口",
        "business",
        "art. 9 (1): system and business scope",
        "第九条第一项：系统、业务范围",
    )
    SUBORDINATION = exploratory(
        "隶属关系",
        "also subordination: the unit complained of is below it",
        "no authority found",
        "未见依据",
    )


class ReorganisedMatters(
    Reading,
    id="MUN8_PENDING",
    zh="机构变动前未办结的事项是否随业务移交？",
    en="do pending matters go with the business?",
):
    """Which matters follow the business."""

    BOTH = default(
        "新旧事项均移交",
        "new and pending ones",
        "art. 8: whoever has the business",
        "第八条：业务归谁",
    )
    ONLY_NEW = exploratory("仅新事项", "new ones only", "no authority found", "未见依据")


class SeveralSuccessors(
    Reading,
    id="MUN8_MULTI",
    zh="业务分归数个部门时由谁接办？",
    en="who takes the matter up if the business goes to several?",
):
    """Who is bound where the business is split."""

    UNDEFINED = default(
        "办法未定",
        "the measures do not say",
        "art. 8 speaks of one department",
        "第八条只称一个部门",
    )
    LARGEST_SHARE = exploratory(
        "承接最多者", "whoever took most of it", "no authority found", "未见依据"
    )
    ALL = exploratory("各承接部门", "each of them", "no authority found", "未见依据")


class AcceptScope(
    Reading,
    id="MUN91_SCOPE",
    zh="本系统是否含下属单位的事项？",
    en="does the system include matters of subordinate units?",
):
    """Which matters an organ accepts itself."""

    OWN_OFFICE = default(
        "仅本机关",
        "its own",
        "art. 9 (3): matters of subordinate units are assigned to them",
        "第九条第三项：下属单位的事项交办下去",
    )
    OWN_SYSTEM = exploratory(
        "含下属单位", "also theirs", "art. 9 (1): within the system", "第九条第一项：本系统范围内"
    )


class LeaderAssigns(
    Reading, id="MUN92_LEADER", zh="领导个人能否交办？", en="can a leader assign a matter?"
):
    """Whether an instruction of a leader above is an assignment."""

    YES = default(
        "能",
        "yes",
        "art. 9 (2): superior organs and superior leaders",
        "第九条第二项：上级机关和上级领导",
    )
    ONLY_ORGANS = exploratory(
        "仅机关", "organs only", "REG22-22 knows organs only", "2022年条例第二十二条只称机关"
    )


class ApprovalGate(
    Reading,
    id="MUN93_GATE",
    zh="审核结案意见是否及于答复信访人？",
    en="does approval gate the reply too, or the closing only?",
):
    """What waits for the closing opinion to be looked through."""

    CLOSING_ONLY = default(
        "仅结案", "the closing", "art. 9 (3): closing opinions", "第九条第三项：结案意见"
    )
    REPLY_TOO = exploratory("含答复", "the reply too", "no authority found", "未见依据")


class Repeats(
    Reading, id="MUN95_REPEATS", zh="“多次处理”为几次？", en="how often is “repeatedly”?"
):
    """How many decisions make repeated handling."""

    TWO = default("两次", "two", "the least that is more than once", "一次以上的最小数")
    THREE = exploratory("三次", "three", "no authority found", "未见依据")


class TakeoverRole(
    Reading,
    id="MUN95_ROLE",
    zh="查处下级未了案件是另行办理还是复查？",
    en="is taking a matter up new handling, or the review?",
):
    """Whether a review opinion is what art. 9 (5) asks for."""

    NEW_HANDLING = default(
        "另行办理", "new handling", "art. 9 (5): investigate and deal with", "第九条第五项：查处"
    )
    COUNTS_AS_REVIEW1 = exploratory(
        "视同复查", "the review will do", "no authority found", "未见依据"
    )


class FinalMatters(
    Reading,
    id="MUN95_FINAL",
    zh="已复核终结的事项是否仍须查处？",
    en="does a re-review opinion end the duty to take a matter up?",
):
    """Whether art. 9 (5) reaches matters that are final."""

    STOPS_AT_REVIEW2 = default(
        "终结即止",
        "it does",
        "REG22-36 ¶3; the measures rank below it and keep to the law (art. 4)",
        "2022年条例第三十六条第三款；办法位阶在下且须依法（第四条）",
    )
    IGNORES = live("仍须查处", "it does not", "art. 9 (5) makes no exception", "第九条第五项无例外")


class AdviceTrigger(
    Reading, id="MUN98_TRIGGER", zh="咨询须经请求吗？", en="is advice given only if asked for?"
):
    """What calls for advice."""

    ON_REQUEST = default(
        "依请求",
        "if asked for",
        "art. 9 (8): advice answers a question",
        "第九条第八项：咨询以提问为前提",
    )
    EX_OFFICIO = exploratory("主动提供", "always", "no authority found", "未见依据")


class PetitionSecret(
    Reading, id="MUN_SECRET", zh="何为信访秘密？", en="what is a secret of petition work?"
):
    """What must not be let out."""

    IDENTITY = default(
        "信访人身份及国家秘密",
        "who petitions, and state secrets",
        "arts. 9 (9) and 14 (5) read together",
        "第九条第九项与第十四条第五项合看",
    )
    STATE_SECRET = exploratory("仅国家秘密", "state secrets only", "no authority found", "未见依据")
    ALL_CONTENT = exploratory(
        "全部内容", "everything about the matter", "no authority found", "未见依据"
    )


class RegisterUnit(
    Reading, id="MUN_REG_UNIT", zh="逐件登记以何为件？", en="what gets an entry of its own?"
):
    """What is entered one by one."""

    PER_MATTER = default(
        "一事一件", "each matter", "art. 11: letters and visits one by one", "第十一条：逐件"
    )
    PER_SUBMISSION = exploratory(
        "一次一件", "each letter and visit", "no authority found", "未见依据"
    )
    PER_PERSON = exploratory("一人一件", "each person", "no authority found", "未见依据")


class ClosedList(
    Reading,
    id="MUN113_CLOSED",
    zh="领导阅批、直接查办、转办是否穷尽？",
    en="are the measures of art. 11 all there are?",
):
    """Whether other measures will do."""

    FALSE = default("未穷尽", "no", "art. 11: such measures as", "第十一条：等措施")
    TRUE = exploratory("穷尽", "yes", "no authority found", "未见依据")


class Onward(
    Reading,
    id="MUN12_ONWARD",
    zh="交办件能否转出本系统？",
    en="may an assigned matter be passed on outside the system?",
):
    """To whom an assigned matter may be passed on."""

    OWN_SYSTEM = default(
        "仅本系统下级",
        "to lower units of the system only",
        "art. 9 (3); REG22-23 ¶3: else object",
        "第九条第三项；2022年条例第二十三条第三款：否则应提异议",
    )
    ANY = exploratory("任何机关", "to any organ", "art. 12 names no limit", "第十二条未设限制")


class ImportantOrders(
    Reading,
    id="MUN12_IMPORTANT",
    zh="“重要”是否也限定领导批示件？",
    en="does “important” also limit instructions?",
):
    """Which orders art. 12 speaks of."""

    INSTRUCTIONS_TOO = default(
        "亦限定", "it does", "art. 12: the word stands before both", "第十二条：“重要”在两者之前"
    )
    PETITIONS_ONLY = exploratory("不限定", "it does not", "no authority found", "未见依据")


class NoDue(
    Reading,
    id="MUN12_NO_DUE",
    zh="交办未定期限的，何为按期？",
    en="what is on time where no limit was set?",
):
    """The limit of an order that sets none."""

    REG22_60 = default("六十日", "60 days", "REG22-34, by analogy", "比照2022年条例第三十四条")
    UNDEFINED = exploratory("无期限", "there is none", "no authority found", "未见依据")


class ClosureConsent(
    Reading,
    id="MUN12_CONSENT",
    zh="结案是否须经上级同意？",
    en="does closing need the consent of whoever assigned it?",
):
    """Whether asking is enough."""

    TRUE = default(
        "须经同意",
        "yes",
        "art. 12: to ask implies that one may be refused",
        "第十二条：报请即可能不准",
    )
    FALSE = exploratory("报请即可", "asking is enough", "no authority found", "未见依据")


class RelevantUnit(
    Reading, id="MUN132_UNIT", zh="“有关单位”是谁？", en="which unit is told the result?"
):
    """Who answers the petitioner."""

    HANDLING = default(
        "任何承办或答复单位",
        "any organ that is to answer",
        "art. 13 names no particular unit",
        "第十三条未指明单位",
    )
    FIRST_RECEIVER = exploratory(
        "首接单位", "an organ the matter was raised with", "no authority found", "未见依据"
    )
    PETITIONERS_OWN = exploratory(
        "信访人单位", "the petitioner's own unit", "no authority found", "未见依据"
    )


class ReplyForm(
    Reading,
    id="MUN132_FORM",
    zh="答复是否须采书面？",
    en="must the petitioner be answered in writing?",
):
    """The form of the answer."""

    ANY = default("形式不限", "in any form", "art. 13 names no form", "第十三条未定形式")
    WRITTEN = exploratory(
        "书面",
        "in writing",
        "REG22-32 asks for a written opinion",
        "2022年条例第三十二条要求书面意见",
    )


class SanctionDuty(
    Reading,
    id="MUN16_DUTY",
    zh="追究责任是义务还是裁量？",
    en="must misconduct be punished, or may it be?",
):
    """Whether art. 16 leaves a choice."""

    DUTY = default("义务", "it must", "art. 16: shall", "第十六条：应当")
    DISCRETION = exploratory(
        "裁量", "it may", "art. 16: according to its gravity", "第十六条：视情节轻重"
    )
