"""Questions of interpretation of the first-receipt notice.

Which texts the doubts come from: the notice as we have it, whose wording is garbled, and our
inventory of it. The questions about the score are asked by `scoring` too.
"""

from __future__ import annotations

from model.logic.readings import Reading, default, exploratory, live


class ReceiptMode(
    Reading,
    id="FR_MODE",
    zh="首访只指来访，还是各种渠道？",
    en="is a first receipt a visit only, or any channel?",
):
    """By which channels a matter may be raised for the first receiver to answer for it."""

    VISIT_ONLY = default(
        "仅来访",
        "a visit",
        "FR-1.1: its name and its words speak of a visit",
        "FR-1.1：名称和行文都说“访”",
    )
    ALL = live(
        "各种渠道",
        "any channel",
        "FR-3.5 speaks of petitions of the masses; R22 arts. 17 and 19",
        "FR-3.5称群众信访；条例第十七条、第十九条",
    )


class FirstWhere(
    Reading,
    id="FR_FIRST",
    zh="“首”指首次到任何单位，还是首次到本单位？",
    en="first anywhere, or first at that unit?",
):
    """Whether a matter has one first receiver or one per unit turned to."""

    FIRST_ANYWHERE = default(
        "首次到任何单位", "first anywhere", "FR-1.1: the first visit", "FR-1.1：首次来访"
    )
    FIRST_AT_THIS_UNIT = exploratory(
        "首次到该单位", "first at that unit", "no authority found", "未见依据"
    )


class FirstTie(
    Reading,
    id="FR_TIE",
    zh="同日先后到数个单位的，何者为首访？",
    en="which of several visits of one day is the first?",
):
    """Which unit is the first receiver if several were visited on one day."""

    EARLIEST_SEQ = default(
        "先到者", "the earlier one", "FR-1.1: plain meaning of “first”", "FR-1.1：“首”的通常含义"
    )
    ALL_OF_THE_DAY = exploratory("当日各单位", "each of that day", "no authority found", "未见依据")


class Jointly(
    Reading,
    id="FR_JOINT",
    zh="首访接待人与首访单位的责任，一方履行是否足够？",
    en="does it suffice that the unit acts, or must the first receiver?",
):
    """Who must act where the notice binds the first receiver and the first unit together."""

    EITHER_SUFFICES = default(
        "单位任何人员办理即可",
        "anyone of the unit",
        "FR-2.0: one duty of both",
        "FR-2.0：双方同负一项责任",
    )
    BOTH_MUST = exploratory(
        "须接待人本人办理", "the receiver in person", "no authority found", "未见依据"
    )


class WhoIsBound(
    Reading,
    id="FR_SUBJ",
    zh="第二条第（一）项稳定工作由谁承担？",
    en="who is to keep things calm under part 2 (1)?",
):
    """Whom the garbled “first applicant” of part 2 (1) means."""

    RECEIVER = default(
        "首访接待人及单位",
        "the first receiver",
        "FR-2.1c: the sense of the item",
        "FR-2.1c：该项的文义",
    )
    LITERAL = exploratory(
        "按字面为信访人", "the petitioner, by the letter", "no authority found", "未见依据"
    )


class WhoSetsTheLimit(
    Reading,
    id="FR21B_LIMIT",
    zh="限期解决的期限由谁确定？",
    en="who sets the limit within which the obstacle is to be overcome?",
):
    """Whose recorded limit counts; where none is recorded, the number is open."""

    UNIT_SETS = default(
        "首访单位",
        "the first unit",
        "FR-2.1b: the unit creates the conditions",
        "FR-2.1b：由该单位创造条件",
    )
    BUREAU_SETS = exploratory("县信访局", "the county bureau", "no authority found", "未见依据")
    NONE = exploratory("无人确定", "nobody", "no authority found", "未见依据")


class Stabilising(
    Reading,
    id="FR_STABILISE",
    zh="“稳定工作”是否包括劝阻上访？",
    en="does keeping calm include dissuading from travel?",
):
    """Which acts keep a petitioner calm."""

    PERSUADE_ONLY = default(
        "仅说服疏导",
        "persuasion only",
        "OP07-9.b: normal petitioning is not to be obstructed",
        "OP07-9.b：不得阻碍正常信访",
    )
    INCLUDES_DISSUADING_TRAVEL = exploratory(
        "包括劝阻",
        "dissuasion too",
        "no authority found; contrary to OP07-9.b",
        "未见依据；与OP07-9.b相悖",
    )


class Informed(
    Reading,
    id="FR22_X",
    zh="不属职权的，应告知谁？",
    en="who is to be informed if the matter is another unit's?",
):
    """Whom the first unit informs: the wording is garbled."""

    PETITIONER_OF_COMPETENT_UNIT = default(
        "告知信访人有权单位",
        "the petitioner, of the competent unit",
        "FR-2.2a with R22 art. 23 ¶1",
        "FR-2.2a，参照条例第二十三条第一款",
    )
    COMPETENT_UNIT = exploratory(
        "告知有权单位", "the competent unit", "FR-2.2a by the letter", "FR-2.2a的字面"
    )


class MeasuresBy(
    Reading,
    id="FR23_POWER",
    zh="防止事态扩大的措施由谁采取？",
    en="who takes the measures that stop a grave matter from spreading?",
):
    """Whether a clerk has to take measures, or the unit."""

    UNIT = default(
        "所在单位",
        "the unit",
        "FR-2.3: a clerk acts within the unit's powers",
        "FR-2.3：经办人在单位职权内行事",
    )
    PERSON = exploratory(
        "接待人本人", "the receiver in person", "FR-2.3b by the letter", "FR-2.3b的字面"
    )


class Detail(
    Reading,
    id="FR_FIELDS",
    zh="“详细登记”要求哪些内容？",
    en="what does registering in detail ask for?",
):
    """Whether an entry must be attested to be detailed."""

    LISTED = default(
        "姓名、住址、诉求、事实、理由、接待人、时间",
        "name, address, request, facts, reasons, receiver, time",
        "FR-3.1 with R22 art. 19 ¶1",
        "FR-3.1，参照条例第十九条第一款",
    )
    ANY_ENTRY = exploratory("登记即可", "any entry", "no authority found", "未见依据")


class LegalChannelFirst(
    Reading,
    id="FR25_EXCLUSIVE",
    zh="应通过法定途径的，首访单位是否仍须自行解决？",
    en="must the unit still settle what belongs to another legal channel?",
):
    """Whether telling the legal channel takes the place of settling."""

    NO = default(
        "仍须解决",
        "yes",
        "FR-2.1a: unconditionally; both can be done",
        "FR-2.1a：无条件；两者可以并行",
    )
    YES = exploratory(
        "以告知为限",
        "no: telling takes its place",
        "FR-2.5 as the special provision",
        "FR-2.5为特别规定",
    )


class GivesWay(
    Reading,
    id="FR_RESPECT_REG22",
    zh="本制度是否让位于《信访工作条例》？",
    en="does the notice give way to the Regulations?",
):
    """Whether it asks for what the Regulations of 2022 forbid."""

    TRUE = default(
        "让位",
        "it does",
        "a county document may not contradict a higher text",
        "县级文件不得与上位规定相抵触",
    )
    FALSE = exploratory("不让位", "it does not", "no authority found", "未见依据")


class AcceptScope(
    Reading,
    id="FR_ACCEPT_SCOPE",
    zh="首访单位应受理哪些事项？",
    en="what is the first unit to accept?",
):
    """Whether the point for not accepting reaches matters of other units."""

    NARROW = default(
        "本单位职权内的",
        "what is in its powers",
        "FR-2.1a, FR-2.2; R22 art. 23 ¶1",
        "FR-2.1a、FR-2.2；条例第二十三条第一款",
    )
    BROAD = exploratory("一切首访事项", "any first visit", "FR-3.5a by the letter", "FR-3.5a的字面")


class ScoredUnits(
    Reading,
    id="FR_SCORED_UNITS",
    zh="扣分是否及于首访单位以外的责任单位？",
    en="do other units lose points too?",
):
    """Whose failure to handle costs points."""

    FIRST_ONLY = default(
        "仅首访单位", "the first unit only", "FR-3.5 speaks of the first unit", "FR-3.5只称首访单位"
    )
    ANY_DUTY_BEARER = exploratory(
        "任何责任单位", "any unit bound", "no authority found", "未见依据"
    )


class Occurrence(
    Reading,
    id="FR_OCC",
    zh="“每发生一次”以什么计？",
    en="what is one occurrence?",
):
    """What is counted: matters, visits, or matters per year."""

    MATTER = default(
        "每件事项", "one matter", "FR-3.5: the failure is about a matter", "FR-3.5：失职就事项而言"
    )
    VISIT = live(
        "每次来访",
        "each visit",
        "FR-3.5: each occurrence, with petitions in the plural",
        "FR-3.5：按发生次数计，信访为多数",
    )
    PERIOD = live(
        "每件事项每年度",
        "a matter in a year",
        "FR-3.4: the score is that of the year's end",
        "FR-3.4：年终考核",
    )


class Overlapping(
    Reading,
    id="FR_OVERLAP",
    zh="同一事项数项失职，扣分如何计算？",
    en="how do several failures in one matter add up?",
):
    """How the points of several failures in one matter are taken together."""

    CUMULATIVE = default(
        "累计", "their sum", "FR-3.5: each failure has its own points", "FR-3.5：各项失职各有分值"
    )
    MAX_ONLY = live(
        "只计最重",
        "the gravest",
        "no double counting of one neglect; FR-3.5 is silent",
        "一项疏忽不重复计；FR-3.5未言明",
    )
    FIRST_FAILURE = live(
        "只计最先",
        "the earliest",
        "what follows from a failure is not a new one",
        "由前一失职所致者不另计",
    )


class Tracks(
    Reading,
    id="FR_TRACK_MIN",
    zh="跟踪几次方为跟踪？",
    en="how often must a matter be tracked?",
):
    """How many recorded acts of tracking suffice."""

    ONCE = default("一次", "once", "FR-2.4d, FR-3.5d: no number", "FR-2.4d、FR-3.5d：未定次数")
    TWICE = exploratory("两次", "twice", "no authority found", "未见依据")


class TrackedWhen(
    Reading,
    id="FOL_NEEDS_TRANSFER",
    zh="未转办的是否也须跟踪？",
    en="is there anything to track before the matter is passed on?",
):
    """Whether failing to pass a matter on is a failure to track it too."""

    TRUE = default(
        "转办后方须跟踪",
        "only once it is passed on",
        "FR-2.4d follows on 2.4a to c",
        "FR-2.4d承接2.4a至c",
    )
    FALSE = exploratory("未转办亦须", "yes", "no authority found", "未见依据")


class ReportsCount(
    Reading,
    id="FR_REPORT_AS_TRANSFER",
    zh="未报县信访局是否也算应转而未转？",
    en="is not reporting to the bureau a failure to pass on?",
):
    """Whether the point for not passing on reaches reports to the bureau."""

    FALSE = default("不算", "no", "FR-3.5b speaks of passing on", "FR-3.5b只称转办")
    TRUE = exploratory("算", "yes", "no authority found", "未见依据")


class Strictly(
    Reading,
    id="FR36_CONJ",
    zh="严肃追究是否三项条件俱备？",
    en="must all three conditions of strict accountability be met?",
):
    """Which conditions lead to accountability of the first receiver and the first unit."""

    AND = default(
        "三项俱备",
        "all three",
        "FR-3.6: perfunctory, intensified, serious, in one chain",
        "FR-3.6：三项连言",
    )
    SERIOUS_ONLY = exploratory(
        "敷衍并有严重后果即可",
        "perfunctory with serious consequences",
        "no authority found",
        "未见依据",
    )
