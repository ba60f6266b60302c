"""Readings of review, re-review and what is final (arts. 35 and 36)."""

from __future__ import annotations

from model.logic.readings import Reading, default, exploratory, live


class WrongAddressee(
    Reading,
    id="IP-43",
    zh="误向无权机关请求复查的效力？",
    en="what if review is asked of a wrong organ?",
):
    """Whether a request sent to an organ that is not next above keeps the period."""

    NO_EFFECT = default(
        "无效力，应予指引",
        "no effect; point on",
        "arts. 35, 36: of the next higher organ",
        "第35、36条：向上一级机关请求",
    )
    KEEPS_DATE = live(
        "以误投之日为请求之日",
        "its date counts",
        "by analogy with art. 23 ¶1: who is not competent points on, and nothing is lost",
        "比照第23条第1款：无权者应予指引，期限不因此丧失",
    )
    VOID = exploratory("自始无效", "void", "no authority found", "未见依据")


class LateRequest(
    Reading, id="IP-46", zh="逾期请求可否受理？", en="what of a late request for review?"
):
    """Whether a late request can still be dealt with."""

    UNLESS_CAUSE = default(
        "无正当理由的不予受理",
        "inadmissible unless good cause is attested",
        "arts. 35, 36; Civil Procedure Law 86 by analogy",
        "第35、36条；比照民事诉讼法第86条",
    )
    MAY_ACCEPT = live(
        "机关可以受理",
        "the organ may take it up",
        "arts. 35, 36 set a time for asking and forbid no organ to answer",
        "第35、36条只定请求的时间，不禁止机关答复",
    )
    STRICT = exploratory("一律不予受理", "inadmissible", "no authority found", "未见依据")


class MissedWindow(
    Reading,
    id="IP-47",
    zh="逾期未请求复查、复核的，可否再次受理？",
    en="is a matter closed once the time for review was missed?",
):
    """Whether a matter of which nobody asked review in time may be accepted again."""

    NOT_BARRED = default(
        "不禁止",
        "no",
        "art. 36 ¶3 bars only after a re-review opinion",
        "第36条第3款仅在复核意见之后不再受理",
    )
    CLOSED = live(
        "不再受理",
        "yes: it is not accepted again",
        "State Bureau measures of 2014 on visiting level by level",
        "国家信访局2014年逐级走访办法",
    )


class NewFact(Reading, id="IP-52", zh="何为新的事实或者理由？", en="what is a new fact or reason?"):
    """What lifts the bar of art. 36 ¶3."""

    ANY = default(
        "任何新提出者", "any that was not raised", "text of art. 36 ¶3", "第36条第3款文义"
    )
    AROSE_AFTER = live(
        "限于其后发生者",
        "only what arose since",
        "purpose of art. 36 ¶3: what could have been raised was settled",
        "第36条第3款的目的：本可提出者视为已了结",
    )
    BOTH = exploratory(
        "事实与理由均新", "fact and reason both new", "no authority found", "未见依据"
    )


class NobodyAbove(
    Reading, id="IP-44", zh="没有上一级时如何复查？", en="who reviews where no organ is above?"
):
    """Who reviews the opinion of an organ with none above it."""

    UNDETERMINED = default(
        "未定",
        "not settled",
        "no national text; Interpretation 253 covers departments only",
        "无全国性规定；国法函〔2005〕253号仅及于部门",
    )


class NoWrittenReply(
    Reading, id="IP-45", zh="未收到书面答复可否请求复查？", en="review without a written reply?"
):
    """Whether silence opens the way to review."""

    NOT_ADMISSIBLE = default(
        "不可", "no", "art. 35: from receipt of the written reply", "第35条：自收到书面答复起"
    )
    AFTER_LAPSE = live(
        "办理期满后可以",
        "yes, once the 60 days lapse",
        "silence must not cut off the remedy",
        "不得以沉默阻断救济",
    )


class HearingDays(
    Reading, id="IP-48", zh="听证所需时间如何计算？", en="which days does a hearing take?"
):
    """Which days of a hearing the period of art. 36 leaves out."""

    NOTICE_TO_END = default(
        "自听证开始至结束",
        "from its start to its end",
        "art. 36 ¶2: time needed for the hearing",
        "第36条第2款：听证所需时间",
    )
    SITTING_ONLY = live(
        "仅开庭日", "the days it sat", "art. 36 ¶2, narrowly", "第36条第2款，从窄解释"
    )


class FinalFrom(
    Reading, id="IP-51", zh="复核意见自何时起终结？", en="from when is a re-review opinion final?"
):
    """The day from which a re-review opinion stands."""

    ISSUE = default("作出时", "when given", "art. 36 ¶3", "第36条第3款")
    DELIVERY = live(
        "送达时",
        "when delivered",
        "one cannot be dissatisfied with what one has not received",
        "未收到者无从不服",
    )
