"""Readings of the Opinions of 2007: ids of the rule inventory, part G.

OP07_FORCE has no formula: see `not_checkable`.
"""

from __future__ import annotations

from model.logic.readings import Reading, default, exploratory, live


class Answered(
    Reading,
    id="OP6_ANSWER",
    zh="“事事有回音”须答复实体还是告知即可？",
    en="must every petition get an answer on its substance, or will any notice do?",
):
    """What the echo is that every petition is to get."""

    ANY_NOTICE = default(
        "任何告知即可",
        "any notice will do",
        "(6): an echo; the text sets no content",
        "（六）：有回音；未规定内容",
    )
    SUBSTANTIVE = exploratory(
        "须有实体答复",
        "an answer on the substance",
        "(6) is about solving problems",
        "（六）讲的是解决问题",
    )


class PushedUp(
    Reading,
    id="PUSH_UP",
    zh="何为“把矛盾推给上级”？",
    en="what pushes a problem up?",
):
    """Which reports upwards the ban on pushing problems up means."""

    ONLY_WITHOUT_EFFORT = default(
        "未自行处理即上交",
        "going up before doing anything oneself",
        "(7): problems are to be settled effectively on the spot",
        "（七）：在当地有效解决问题",
    )
    ANY_UPWARD_REFERRAL = exploratory(
        "任何上交",
        "any going up",
        "literal reading of (7); bars what other texts demand",
        "（七）的字面；与其他规定要求的上报相冲突",
    )
    ONLY_IF_REJECTED = exploratory(
        "拒绝信访人后上交",
        "going up after turning the petitioner away",
        "no authority found",
        "未见依据",
    )


class Renvoi(
    Reading,
    id="OP12_RENVOI",
    zh="“严格按照《信访条例》”指哪一文本？",
    en="which Regulations do the Opinions refer to?",
):
    """Whether the Opinions mean the Regulations of their own day or those in force."""

    DYNAMIC = default(
        "现行条例",
        "those in force",
        "a reference to a text is to the text as it stands; the Regulations of 2022 took its place",
        "援引某一文件即援引其现行文本；2022年条例已取而代之",
    )
    STATIC_2005 = live(
        "2005年条例",
        "those of 2005",
        "in 2007 (12) named the Regulations then in force; nothing was amended",
        "（十二）援引的是2007年施行的条例；此后未作修改",
    )


class SupervisionDuty(
    Reading,
    id="OP17_DUTY",
    zh="督查是信访部门的职权还是义务？",
    en="is pressing a late organ a power or a duty?",
):
    """Whether a petition office must press an organ that is late."""

    POWER = default(
        "职权",
        "a power",
        "(17) sets up a mechanism and orders no act",
        "（十七）建立机制，未规定具体行为",
    )
    DUTY = exploratory(
        "义务",
        "a duty",
        "(17): to make sure that problems are properly resolved",
        "（十七）：促进问题妥善解决",
    )


class Consequences(
    Reading,
    id="OP21_CONSEQUENCES",
    zh="追究责任是否一律以严重后果为前提？",
    en="are serious consequences needed for every head of liability?",
):
    """What the words on serious consequences in (21) belong to."""

    SHIRKING_ONLY = default(
        "仅限推诿敷衍",
        "for shirking only",
        "(21): they follow the second head",
        "（二十一）：紧接第二种情形",
    )
    EVERY_HEAD = exploratory(
        "两种情形均须",
        "for both heads",
        "(21) may be read with both heads before them",
        "（二十一）亦可读作兼指两种情形",
    )
