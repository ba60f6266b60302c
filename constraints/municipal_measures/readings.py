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

    BOTH = default("两者均须相符", "both must fit", "art. 3 names both side by side")
    LEVEL_FIRST = exploratory("级别优先", "the level", "no authority found")
    LINE_FIRST = exploratory("归口优先", "the line", "no authority found")


class OneLeader(
    Reading,
    id="MUN5_ONE",
    zh="分管领导是否仅限一名？",
    en="is it one leader in charge, or at least one?",
):
    """How many leaders are put in charge."""

    EXACTLY_ONE = default("恰为一名", "exactly one", "art. 5 ¶1 speaks of one leader")
    AT_LEAST_ONE = exploratory("至少一名", "at least one", "no authority found")


class Important(
    Reading, id="MUN_IMPORTANT", zh="何为重要问题？", en="what makes a matter important?"
):
    """When a matter is important."""

    ATTESTED = default("经认定", "it is attested", "arts. 5, 12, 13: a judgement left to the organ")
    COLLECTIVE = exploratory("五人以上集体访", "five or more raise it", "no authority found")
    ASSIGNED = exploratory("上级交办", "it was assigned from above", "no authority found")
    ANY_OF = exploratory("任一即可", "any of these", "no authority found")


class ReceptionPeriod(
    Reading,
    id="MUN52_PERIOD",
    zh="“定期或不定期”接访有无周期？",
    en="how often do leaders receive visitors “regularly or irregularly”?",
):
    """Within which time a leader must have received visitors."""

    QUARTER = default("每季度", "once a quarter", "a proposal; art. 18 ¶2 of 2022: regularly")
    MONTH = exploratory("每月", "once a month", "no authority found")
    NONE = exploratory("无周期", "there is no period", "art. 5 ¶2: or irregularly")


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
    )
    ALL = exploratory("全部来信", "all", "art. 5 ¶2 makes no difference between letters")


class Receiving(
    Reading,
    id="MUN7_RECEIVE",
    zh="“受理接待”是指收下还是实体受理？",
    en="is to receive to take in, or to accept?",
):
    """What must not be refused."""

    PHYSICAL = default("收件接待", "to take in", "art. 7: letters and visits are received first")
    SUBSTANTIVE = exploratory("实体受理", "to accept for handling", "no authority found")


class HandledBy(
    Reading,
    id="MUN72_LINE",
    zh="“隶属系统”指业务归口还是隶属关系？",
    en="is the line that of business or of subordination?",
):
    """Which line the handling organ must belong to."""

    BUSINESS = default("业务归口", "business", "art. 9 (1): system and business scope")
    SUBORDINATION = exploratory(
        "隶属关系", "also subordination: the unit complained of is below it", "no authority found"
    )


class ReorganisedMatters(
    Reading,
    id="MUN8_PENDING",
    zh="机构变动前未办结的事项是否随业务移交？",
    en="do pending matters go with the business?",
):
    """Which matters follow the business."""

    BOTH = default("新旧事项均移交", "new and pending ones", "art. 8: whoever has the business")
    ONLY_NEW = exploratory("仅新事项", "new ones only", "no authority found")


class SeveralSuccessors(
    Reading,
    id="MUN8_MULTI",
    zh="业务分归数个部门时由谁接办？",
    en="who takes the matter up if the business goes to several?",
):
    """Who is bound where the business is split."""

    UNDEFINED = default("办法未定", "the measures do not say", "art. 8 speaks of one department")
    LARGEST_SHARE = exploratory("承接最多者", "whoever took most of it", "no authority found")
    ALL = exploratory("各承接部门", "each of them", "no authority found")


class AcceptScope(
    Reading,
    id="MUN91_SCOPE",
    zh="本系统是否含下属单位的事项？",
    en="does the system include matters of subordinate units?",
):
    """Which matters an organ accepts itself."""

    OWN_OFFICE = default(
        "仅本机关", "its own", "art. 9 (3): matters of subordinate units are assigned to them"
    )
    OWN_SYSTEM = exploratory("含下属单位", "also theirs", "art. 9 (1): within the system")


class LeaderAssigns(
    Reading, id="MUN92_LEADER", zh="领导个人能否交办？", en="can a leader assign a matter?"
):
    """Whether an instruction of a leader above is an assignment."""

    YES = default("能", "yes", "art. 9 (2): superior organs and superior leaders")
    ONLY_ORGANS = exploratory("仅机关", "organs only", "REG22-22 knows organs only")


class ApprovalGate(
    Reading,
    id="MUN93_GATE",
    zh="审核结案意见是否及于答复信访人？",
    en="does approval gate the reply too, or the closing only?",
):
    """What waits for the closing opinion to be looked through."""

    CLOSING_ONLY = default("仅结案", "the closing", "art. 9 (3): closing opinions")
    REPLY_TOO = exploratory("含答复", "the reply too", "no authority found")


class Repeats(
    Reading, id="MUN95_REPEATS", zh="“多次处理”为几次？", en="how often is “repeatedly”?"
):
    """How many decisions make repeated handling."""

    TWO = default("两次", "two", "the least that is more than once")
    THREE = exploratory("三次", "three", "no authority found")


class TakeoverRole(
    Reading,
    id="MUN95_ROLE",
    zh="查处下级未了案件是另行办理还是复查？",
    en="is taking a matter up new handling, or the review?",
):
    """Whether a review opinion is what art. 9 (5) asks for."""

    NEW_HANDLING = default("另行办理", "new handling", "art. 9 (5): investigate and deal with")
    COUNTS_AS_REVIEW1 = exploratory("视同复查", "the review will do", "no authority found")


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
    )
    IGNORES = live("仍须查处", "it does not", "art. 9 (5) makes no exception")


class AdviceTrigger(
    Reading, id="MUN98_TRIGGER", zh="咨询须经请求吗？", en="is advice given only if asked for?"
):
    """What calls for advice."""

    ON_REQUEST = default("依请求", "if asked for", "art. 9 (8): advice answers a question")
    EX_OFFICIO = exploratory("主动提供", "always", "no authority found")


class PetitionSecret(
    Reading, id="MUN_SECRET", zh="何为信访秘密？", en="what is a secret of petition work?"
):
    """What must not be let out."""

    IDENTITY = default(
        "信访人身份及国家秘密",
        "who petitions, and state secrets",
        "arts. 9 (9) and 14 (5) read together",
    )
    STATE_SECRET = exploratory("仅国家秘密", "state secrets only", "no authority found")
    ALL_CONTENT = exploratory("全部内容", "everything about the matter", "no authority found")


class RegisterUnit(
    Reading, id="MUN_REG_UNIT", zh="逐件登记以何为件？", en="what gets an entry of its own?"
):
    """What is entered one by one."""

    PER_MATTER = default("一事一件", "each matter", "art. 11: letters and visits one by one")
    PER_SUBMISSION = exploratory("一次一件", "each letter and visit", "no authority found")
    PER_PERSON = exploratory("一人一件", "each person", "no authority found")


class ClosedList(
    Reading,
    id="MUN113_CLOSED",
    zh="领导阅批、直接查办、转办是否穷尽？",
    en="are the measures of art. 11 all there are?",
):
    """Whether other measures will do."""

    FALSE = default("未穷尽", "no", "art. 11: such measures as")
    TRUE = exploratory("穷尽", "yes", "no authority found")


class Onward(
    Reading,
    id="MUN12_ONWARD",
    zh="交办件能否转出本系统？",
    en="may an assigned matter be passed on outside the system?",
):
    """To whom an assigned matter may be passed on."""

    OWN_SYSTEM = default(
        "仅本系统下级", "to lower units of the system only", "art. 9 (3); REG22-23 ¶3: else object"
    )
    ANY = exploratory("任何机关", "to any organ", "art. 12 names no limit")


class ImportantOrders(
    Reading,
    id="MUN12_IMPORTANT",
    zh="“重要”是否也限定领导批示件？",
    en="does “important” also limit instructions?",
):
    """Which orders art. 12 speaks of."""

    INSTRUCTIONS_TOO = default("亦限定", "it does", "art. 12: the word stands before both")
    PETITIONS_ONLY = exploratory("不限定", "it does not", "no authority found")


class NoDue(
    Reading,
    id="MUN12_NO_DUE",
    zh="交办未定期限的，何为按期？",
    en="what is on time where no limit was set?",
):
    """The limit of an order that sets none."""

    REG22_60 = default("六十日", "60 days", "REG22-34, by analogy")
    UNDEFINED = exploratory("无期限", "there is none", "no authority found")


class ClosureConsent(
    Reading,
    id="MUN12_CONSENT",
    zh="结案是否须经上级同意？",
    en="does closing need the consent of whoever assigned it?",
):
    """Whether asking is enough."""

    TRUE = default("须经同意", "yes", "art. 12: to ask implies that one may be refused")
    FALSE = exploratory("报请即可", "asking is enough", "no authority found")


class RelevantUnit(
    Reading, id="MUN132_UNIT", zh="“有关单位”是谁？", en="which unit is told the result?"
):
    """Who answers the petitioner."""

    HANDLING = default(
        "任何承办或答复单位", "any organ that is to answer", "art. 13 names no particular unit"
    )
    FIRST_RECEIVER = exploratory(
        "首接单位", "an organ the matter was raised with", "no authority found"
    )
    PETITIONERS_OWN = exploratory("信访人单位", "the petitioner's own unit", "no authority found")


class ReplyForm(
    Reading,
    id="MUN132_FORM",
    zh="答复是否须采书面？",
    en="must the petitioner be answered in writing?",
):
    """The form of the answer."""

    ANY = default("形式不限", "in any form", "art. 13 names no form")
    WRITTEN = exploratory("书面", "in writing", "REG22-32 asks for a written opinion")


class SanctionDuty(
    Reading,
    id="MUN16_DUTY",
    zh="追究责任是义务还是裁量？",
    en="must misconduct be punished, or may it be?",
):
    """Whether art. 16 leaves a choice."""

    DUTY = default("义务", "it must", "art. 16: shall")
    DISCRETION = exploratory("裁量", "it may", "art. 16: according to its gravity")
