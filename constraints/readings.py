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


class BarChannel(
    Reading,
    id="IP-12",
    zh="2005年条例的重复信访限制及于何种形式？",
    en="which channels does the bar of 2005 reach?",
):
    """Whether the bar of art. 16 (2005) holds for matters raised otherwise than by a visit."""

    ALL = default(
        "各种形式",
        "all",
        "art. 16 speaks of raising the same matter",
        "第16条所称为再提出同一事项",
    )
    VISITS = live(
        "限于走访", "visits only", "the sentence stands in the article on visits", "该句在走访条内"
    )


class WhoIsTold(
    Reading,
    id="IP-22b",
    zh="多人共同提出的，须告知每一人吗？",
    en="several raise one matter: must each be told?",
):
    """Whether telling one of several petitioners tells all."""

    EACH = default(
        "须告知每一人",
        "each",
        "arts. 17 ¶2, 23: whoever raises it is told",
        "第17条第2款、第23条：提出者均须告知",
    )
    ONE = live(
        "告知一人即可",
        "one will do",
        "art. 20 ¶3 by analogy: common matters are raised through representatives",
        "比照第20条第3款：共同事项由代表提出",
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
