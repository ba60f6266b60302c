"""What of this source no rule states, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from constraints.coverage import NotCheckable

NOT_CHECKABLE: Final[Mapping[str, NotCheckable]] = {
    "MUN-2": NotCheckable(
        "指导思想，没有可为或者不可为的具体行为",
        "an aim of the work: no act keeps or breaks it",
    ),
    "MUN-4": NotCheckable(
        "办理质量的标准；其中“依法”一语用于第九条第一项：上位法禁止受理的，不要求受理",
        "a standard of quality; that the law is kept stands in MUN-9.1 and MUN-16.1: nobody need"
        " accept what a higher text forbids to accept",
    ),
    "MUN-5.1a": NotCheckable(
        "列入议程和目标管理是机关内部的组织安排，个案记录中没有",
        "agenda and target management are internal organisation: no record of a case shows them",
    ),
    "MUN-9.7": NotCheckable(
        "培训和经验交流是年度组织工作，个案记录中没有",
        "training and exchange are yearly work of organisation: no record of a case shows them",
    ),
    "MUN-10": NotCheckable(
        "“加强协作”没有确定的行为；个案中的协调由第九条第四项规定",
        "to cooperate is no particular act; coordination in a case stands in MUN-9.4",
    ),
    "MUN-14.1": NotCheckable(
        "学习与素质要求，不是个案中的行为",
        "study and ability are ideals of conduct, no act in a case",
    ),
    "MUN-14.2": NotCheckable(
        "模范执行、公正办事是品行要求；办法没有回避规定，具体行为见第十六条第六项",
        "exemplary and impartial service is an ideal; the measures know no recusal, and what is"
        " an act of it stands in MUN-16.6",
    ),
    "MUN-14.4": NotCheckable(
        "团结协作、顾全大局是品行要求，没有确定的行为",
        "to be on good terms with other units is an ideal, no particular act",
    ),
}

READINGS_WITHOUT_FORMULA: Final[Mapping[str, NotCheckable]] = {
    "MUN_RANK": NotCheckable(
        "办法无论为规章还是规范性文件，均低于国家条例；公式不因此而异",
        "whether municipal rule or plain document, the measures rank below the national"
        " regulations: no formula differs",
    ),
}
