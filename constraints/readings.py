"""Readings of the national Regulations: IP ids of the rule inventory, graded there.

IP-01, IP-02 and IP-03 (how periods are counted) belong to the language: `model.logic.readings`.
"""

from __future__ import annotations

from model.logic.readings import Reading, default, exploratory, live


class Dispatch(
    Reading, id="IP-04", zh="以发出还是收到为准？", en="is an act done when sent or when received?"
):
    """The day that counts for a notice: sent or received."""

    SENT = default(
        "发出",
        "when sent",
        "by analogy: Civil Procedure Law 85 ¶4, time in transit not counted",
        "比照民事诉讼法第85条第4款，在途时间不计",
    )
    RECEIVED = live(
        "收到",
        "when received",
        "art. 23: the petitioner is to be told within the period",
        "第23条：期限内告知信访人",
    )


class AcceptanceDate(
    Reading,
    id="IP-07",
    zh="没有受理记录时办理期限自何时起算？",
    en="what starts the 60 days without an acceptance?",
):
    """What stands for an acceptance nobody recorded."""

    ELSE_NOTICE = default(
        "以接收告知代之",
        "the notice of receipt",
        "arts. 23 and 44(3) read together: the notice stands for acceptance",
        "第23条与第44条第3项合看：告知即示受理",
    )
    EXPLICIT_ONLY = exploratory(
        "只认受理", "nothing but an acceptance", "literal reading of art. 34", "第34条文义"
    )


class NoticeContent(
    Reading,
    id="IP-08",
    zh="十五日告知是否须说明受理与否？",
    en="must the 15-day notice say whether it is accepted?",
):
    """What the notice of art. 23 must say."""

    RECEIPT_SUFFICES = default(
        "告知接收、途径、程序即可",
        "receipt, route, procedure suffice",
        "text of art. 23 ¶3",
        "第23条第3款文义",
    )
    ACCEPTANCE_NEEDED = live(
        "须告知是否受理",
        "it must say whether",
        "art. 44(3) punishes not telling whether",
        "第44条第3项所罚者为未告知是否受理",
    )
    EITHER = exploratory("任一即可", "either will do", "no authority found", "未见依据")


class BarLimit(
    Reading,
    id="IP-10",
    zh="“规定期限”止于何时？",
    en="until when does a pending matter bar a higher organ?",
):
    """The end of the window in which a higher organ must not accept."""

    WITH_EXTENSION = default(
        "六十日及有效延长",
        "60 days and valid extensions",
        "arts. 19 ¶3 and 34",
        "第19条第3款、第34条",
    )
    WITHOUT_EXTENSION = exploratory("仅六十日", "60 days only", "no authority found", "未见依据")


class SameMatterBy(
    Reading, id="IP-13", zh="何为同一信访事项？", en="what makes two submissions one matter?"
):
    """By what a later submission is known to raise the same matter."""

    ATTESTED = default(
        "经认定，否则按编号",
        "attested, else the file number",
        "art. 19 ¶3; what registers do",
        "第19条第3款；登记实务",
    )
    FILE_NUMBER = exploratory("仅按编号", "the file number only", "no authority found", "未见依据")


class UnclearIdentity(
    Reading,
    id="IP-22",
    zh="姓名、住址不清如何认定？",
    en="when is name or address unclear, and for which notices?",
):
    """Who cannot be told, so that nobody need tell them."""

    NAME_OR_ADDRESS = default(
        "姓名或住址不清，及于各项告知", "either unclear; all notices", "art. 23 ¶2", "第23条第2款"
    )
    ONLY_DIRECT = live(
        "仅限直接提出的告知",
        "either unclear; only art. 23 ¶2",
        "art. 23 ¶3 repeats no exception",
        "第23条第3款未重申例外",
    )
    NO_CONTACT = live(
        "完全无法联系",
        "no way to reach the petitioner",
        "art. 17: contact by network is equal",
        "第17条：网络联系方式同等有效",
    )


class CommonSuperior(
    Reading, id="IP-27", zh="“共同的上一级”指什么？", en="which organ is the common superior?"
):
    """Which organ stands above all parties to a dispute."""

    NEXT_HIGHER = default(
        "共同的上一级机关", "next higher organ of each", "text of art. 24 ¶1", "第24条第1款文义"
    )
    NEAREST = live(
        "最近的共同上级",
        "nearest common ancestor",
        "purpose: somebody with authority over all decides",
        "目的解释：由对各方均有管辖权者决定",
    )


class ReorganisedClock(
    Reading,
    id="IP-29",
    zh="机构改革后期限如何计算？",
    en="does a reorganisation restart the clock?",
):
    """Whether a reorganisation restarts a running period."""

    INHERITED = default(
        "继续计算",
        "the successor inherits it",
        "art. 24 ¶2: functions are carried on",
        "第24条第2款：职权由他机关继续行使",
    )
    RESTARTS = live(
        "自改革之日重新计算",
        "it restarts on the day it takes effect",
        "art. 24 ¶2: the successor accepts",
        "第24条第2款：由继受机关受理",
    )


class Confidential(
    Reading, id="IP-33", zh="检举材料的保密范围？", en="what is secret, and from whom?"
):
    """How far the secrecy of denunciations reaches."""

    ANY_DENUNCIATION = default(
        "一切检举内容，对被检举者", "any denunciation; the denounced", "art. 30 ¶3", "第30条第3款"
    )
    ACCUSATION_CLASS = live(
        "限于检举控告类",
        "accusation matters only",
        "art. 30 is about that class",
        "第30条所规定者为该类事项",
    )
    ALSO_UNIT = live(
        "及于被检举人所在单位",
        "also the unit of a denounced person",
        "purpose of art. 30 ¶3",
        "第30条第3款的目的",
    )


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


class Suit(
    Reading,
    id="IP-34c",
    zh="数名信访人中一人起诉的，其余人的事项是否转出？",
    en="one of several petitioners sues: does that take the matter of all out?",
):
    """Whose matter a lawsuit of one petitioner takes out of ordinary petition work."""

    WHOLE_MATTER = default(
        "整个事项转出",
        "the whole matter",
        "art. 28 ¶2 separates matters",
        "第28条第2款以事项为单位分离",
    )
    SUER_ONLY = live(
        "仅起诉人退出",
        "only of the one who sues",
        "art. 17: each petitioner asks for himself; a lawsuit is its parties' alone",
        "第17条：信访人各自提出；诉讼仅及于其当事人",
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


class ObjectionClock(
    Reading,
    id="IP-24",
    zh="异议期间告知期限是否中止？",
    en="do the 15 days run while an objection is open?",
):
    """Which days count while the organ's objection to what was passed on is undecided."""

    RUNS = default("继续计算", "they run", "art. 23 ¶3 sets no suspension", "第23条第3款未设中止")
    SUSPENDED = live(
        "异议处理期间中止",
        "not until it is decided",
        "art. 23 ¶3: who must tell is open",
        "第23条第3款：由谁告知尚未定",
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


class FifteenDays(
    Reading,
    id="IP-19",
    zh="第二十二条的十五日及于哪些处理？",
    en="what do the 15 days of art. 22 reach, and does a report meet them?",
):
    """Whether the 15 days hold for litigation and accusations, and a report stands for passing
    on."""

    REACH_ALL = default(
        "及于第二款，报请决定亦可",
        "paragraph 2 too; a report for decision suffices",
        "art. 22 ¶1 speaks of every matter received; item (1) ends in a report",
        "第22条第1款及于收到的一切事项；第1项以报请终",
    )
    PARAGRAPH_ONE = exploratory(
        "仅第一款，报请之外仍须转送",
        "paragraph 1 only; a report does not suffice",
        "no authority found",
        "未见依据",
    )


class VisitTarget(
    Reading, id="IP-16", zh="走访应到哪些机关？", en="which organs may a visit be paid to?"
):
    """Where a visit may be paid."""

    COMPETENT_OR_NEXT = default(
        "有权机关或其上一级",
        "a competent organ or one next above it",
        "text of art. 20 ¶1",
        "第20条第1款文义",
    )
    ANY_OF_LEVELS = live(
        "这两级的任何机关",
        "any organ of those two levels",
        "art. 20 ¶1 may be read of levels; art. 18 ¶3: joint reception halls",
        "第20条第1款可作层级解；第18条第3款有联合接访场所",
    )


class UrgentAddressees(
    Reading, id="IP-31", zh="重大紧急事项须告知谁？", en="whom must a grave matter be told to?"
):
    """Which of the three addressees of art. 25 ¶1 must be told."""

    ALL_THREE = default(
        "三者均须", "all three", "art. 25 ¶1 lists them one after the other", "第25条第1款逐一列举"
    )
    HEADS_ONLY = exploratory(
        "仅党委和政府", "the committee or the government only", "no authority found", "未见依据"
    )


class Classified(
    Reading,
    id="IP-34",
    zh="事项类别以何时为准？",
    en="when is it settled of what class a matter is?",
):
    """Whether a lawsuit begun later takes a matter out of ordinary petition work."""

    AS_IT_STANDS = default(
        "以有权机关现有认定为准",
        "as the competent organ records it, and as it stands now",
        "art. 28 ¶2: such matters are to be separated, without a moment being named",
        "第28条第2款：应予分离，未言何时",
    )
    AT_RECEIPT = exploratory(
        "以收到时为准", "as labelled on receipt", "no authority found", "未见依据"
    )


class Recusal(Reading, id="IP-32", zh="回避及于何人？", en="whom does recusal keep from acting?"):
    """Whether an interest keeps only the person from acting, or the whole organ."""

    STAFF = default(
        "仅本人，已为之行为有效",
        "the person; acts stand",
        "text of art. 28 ¶3: staff",
        "第28条第3款文义：工作人员",
    )
    ORGAN_LEVEL = exploratory("及于其机关", "the whole organ too", "no authority found", "未见依据")


class ConsultationClock(
    Reading,
    id="IP-28",
    zh="受理争议期间告知期限是否中止？",
    en="do the 15 days run while organs settle who accepts?",
):
    """Which days count from a dispute about who accepts until somebody settles it."""

    RUNS = default(
        "继续计算", "they run", "arts. 23 and 24 set no suspension", "第23、24条未设中止"
    )
    SUSPENDED = live(
        "争议处理期间中止",
        "not until it is settled",
        "art. 24 ¶1: who must tell is open",
        "第24条第1款：由谁告知尚未定",
    )


class AnchorScope(
    Reading,
    id="ANCHOR60_SCOPE",
    zh="第三十四条的六十日可否作为其他事项时限的上限？",
    en="do the 60 days of art. 34 cap the limits other texts leave open, whatever the way?",
):
    """Which matters borrow the 60 days of the Regulations as the most a limit without a number may
    be. Shared by the sources that borrow it."""

    WAY_SIX = default(
        "仅第三十一条第六项的事项",
        "only matters of art. 31(6)",
        "art. 34 speaks of those matters only; another law's limit may hold for the others",
        "第三十四条只规定该项；其余事项可能另有法定期限",
    )
    ALL_MATTERS = live(
        "所有事项",
        "all matters",
        "art. 33 of 2005 had 60 days for every matter",
        "2005年条例第三十三条对各类事项均为六十日",
    )
