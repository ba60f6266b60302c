"""Readings of the period of handling and what lengthens or ends it (arts. 31 to 34)."""

from __future__ import annotations

from model.logic.readings import Reading, default, exploratory, live


class WhoHasSixtyDays(
    Reading, id="IP-35", zh="六十日适用于哪些事项？", en="which matters have the 60 days?"
):
    """The matters to which the handling period of art. 34 applies."""

    WAY_SIX = default(
        "仅第三十一条第六项", "only those of art. 31(6)", "text of art. 34", "第34条文义"
    )
    ALL_APPEALS = exploratory("全部申诉求决类", "all appeals", "the 2005 text", "2005年条例")


class ExtensionTiming(
    Reading,
    id="IP-36",
    zh="期满后批准的延长是否有效？",
    en="does an extension granted after day 60 count?",
):
    """Whether an extension must come before the period ends."""

    BEFORE_EXPIRY = default("无效", "no", "what is extended must still run", "所延长者须尚未届满")
    AT_ANY_TIME = live(
        "有效", "yes", "art. 34 sets no time for the approval", "第34条未定批准的时间"
    )


class SeveralExtensions(
    Reading, id="IP-37", zh="可否多次延长？", en="may there be several extensions?"
):
    """How the days of several extensions add up."""

    TOGETHER = default(
        "合计不超过三十日",
        "together at most 30 days",
        "art. 34 caps the prolongation, not its steps",
        "第34条限制延长的总数，不限次数",
    )
    ONLY_ONE = live(
        "只能一次", "only one", "art. 34 speaks of one prolongation", "第34条只言一次延长"
    )
    EACH = exploratory("每次不超过三十日", "each at most 30 days", "no authority found", "未见依据")


class TooLong(
    Reading,
    id="IP-37b",
    zh="超过三十日的延长效力如何？",
    en="what of an extension of more than 30 days?",
):
    """Whether an extension beyond the cap has no effect at all, or that of 30 days."""

    VOID = default(
        "无效", "it is void", "art. 34: it must not exceed 30 days", "第34条：不得超过三十日"
    )
    CUT = live(
        "减至三十日",
        "it counts for 30 days",
        "art. 34 caps its length, not its being granted",
        "第34条限制长短，不限制批准本身",
    )


class ExtensionNotice(
    Reading, id="IP-39", zh="未告知延期理由的后果？", en="what if the petitioner is not told why?"
):
    """What an extension nobody explained is worth."""

    SEPARATE_BREACH = default(
        "另构成违反", "a breach of its own", "art. 34: a further duty", "第34条：另一项义务"
    )
    INEFFECTIVE = live(
        "延长不生效",
        "the extension has no effect",
        "art. 34: listed with the conditions",
        "第34条：与各条件并列",
    )


class Approver(Reading, id="IP-38", zh="延期由谁批准？", en="who may approve an extension?"):
    """Whose approval an extension needs."""

    HEAD_OR_DEPUTY = default(
        "负责人，含分管负责人",
        "the head or the deputy in charge",
        "art. 34: whoever is responsible",
        "第34条：凡负责人均可",
    )
    PRINCIPAL_ONLY = live(
        "限主要负责人",
        "the principal head only",
        "art. 34 speaks of the head of the organ",
        "第34条所称为本机关负责人",
    )


class SentBack(
    Reading, id="IP-54", zh="发回后期限如何计算？", en="which days has a matter that is sent back?"
):
    """The period for a new opinion after review or re-review sent the matter back."""

    NEW_SIXTY = default(
        "自发回起另计六十日",
        "a new 60 days",
        "art. 34 by analogy: it is handled anew",
        "比照第34条：重新办理",
    )
    CONTINUES = exploratory(
        "接续原期限",
        "what is left of the old",
        "art. 34 counts from acceptance; no text on remand supports it",
        "第34条自受理起算；发回重办无明文依据",
    )
    IN_THE_DECISION = exploratory(
        "以发回决定所定期限为准", "what the decision sets", "no authority found", "未见依据"
    )


class Completed(
    Reading,
    id="IP-41",
    zh="“办结”指作出还是送达？",
    en="is a matter completed when decided or delivered?",
):
    """Which act completes the handling of a matter."""

    ISSUED = default(
        "作出意见",
        "when the opinion is given",
        "arts. 34 and 31(6): to issue an opinion",
        "第34条、第31条第6项：出具意见",
    )
    DELIVERED = live(
        "送达",
        "when it is delivered",
        "arts. 35 and 36 run from receipt; a reply is to be made",
        "第35、36条自收到起算；须予答复",
    )


class MediationClock(
    Reading, id="IP-58", zh="调解期间办理期限是否中止？", en="do the 60 days run during mediation?"
):
    """Which days count while parties mediate."""

    RUNS = default(
        "继续计算", "they run", "art. 34 names one prolongation only", "第34条只设一种延长"
    )
    SUSPENDED = live(
        "经同意的调解期间中止",
        "not while all agree to mediate",
        "art. 33 with art. 34",
        "第33条与第34条合看",
    )
