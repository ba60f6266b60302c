"""The legal sources: who issued them, whom they bind, when they hold, what they prevail over."""

from __future__ import annotations

from datetime import date
from typing import Final

from constraints.source_readings import CentralRank, Order79Status
from model.calendar import day_number
from model.logic.rule import Doctrine, Handover, Precedence, Rank, Said, Source, Until

_PARTY_AND_STATE = Said(
    "中共中央、国务院", "Central Committee of the Communist Party and State Council"
)
_NON_CONTRADICTION = Said(
    "下位文件不得与上位规定相抵触", "a lower document must not contradict a higher text"
)


def _above(over: str) -> Precedence:
    return Precedence(over, Doctrine.SUPERIOR, _NON_CONTRADICTION, CentralRank.id)


R22 = Source(
    id="R22",
    zh="信访工作条例",
    en="Regulations on Petition Work (2022)",
    issuer=_PARTY_AND_STATE,
    rank=Rank.CENTRAL_REGULATIONS,
    binds=Said(
        "各级党的机关、人大、行政、政协、监察、审判、检察机关，群团组织，国有企业事业单位（第二条）",
        "all Party, congress, administrative, consultative, supervisory, judicial, procuratorial "
        "organs, mass organisations, state enterprises and institutions (art. 2)",
    ),
    in_force_from=day_number(date(2022, 5, 1)),
    until=None,
    basis=(),
    status=Said("有效", "in force"),
    prevails=(
        Precedence(
            "R05",
            Doctrine.LATER,
            Said("国务院2022年决定废止", "repealed by decision of the State Council of 2022"),
        ),
        *(_above(id) for id in ("MUN", "PS", "OP07", "FR")),
    ),
    doubts=(CentralRank.id,),
    handover=Handover(day_number(date(2022, 5, 1)), to_this=True),
)

R05 = Source(
    id="R05",
    zh="信访条例",
    en="Regulations on Letters and Visits (2005)",
    issuer=Said("国务院", "State Council"),
    rank=Rank.ADMINISTRATIVE_REGULATIONS,
    binds=Said("各级人民政府及其工作部门", "governments at all levels and their departments"),
    in_force_from=day_number(date(2005, 5, 1)),
    until=Until(day_number(date(2022, 4, 30))),
    basis=(),
    status=Said("2022年5月1日起废止", "repealed from 2022-05-01"),
    prevails=tuple(
        Precedence(
            id,
            Doctrine.SUPERIOR,
            Said("立法法第九十九条、第一百条", "Legislation Law (2023) 99, 100"),
        )
        for id in ("MUN", "PS", "FR")
    ),
    handover=Handover(day_number(date(2022, 5, 1)), to_this=False),
)

MUN = Source(
    id="MUN",
    zh="市级机关信访工作办法",
    en="Measures on the Petition Work of Municipal Organs",
    issuer=Said("某市（未载明）", "a city (not named)"),
    rank=Rank.LOCAL_DOCUMENT,
    binds=Said(
        "市级机关、部门及其信访工作人员", "organs and departments of the city and their staff"
    ),
    in_force_from=None,
    until=None,
    basis=(),
    status=Said("施行与废止日期均不详", "neither the day it began nor an end is known"),
)

PS = Source(
    id="PS",
    zh="公安机关信访工作规定",
    en="Provisions on Petition Work of Public Security Organs (2005)",
    issuer=Said("公安部（令第79号）", "Ministry of Public Security (Order 79)"),
    rank=Rank.MINISTERIAL_RULE,
    binds=Said(
        "各级公安机关及其部门、警种、民警", "public security organs, their departments and police"
    ),
    in_force_from=day_number(date(2005, 8, 18)),
    until=Until(day_number(date(2023, 6, 30)), Order79Status.id, (Order79Status.IN_FORCE.word,)),
    basis=("R05",),
    status=Said(
        "2023年7月1日起实际上为新规定取代，未见废止文件",
        "replaced in substance from 2023-07-01; no repeal was found",
    ),
    doubts=(Order79Status.id, CentralRank.id),
)

OP07 = Source(
    id="OP07",
    zh="关于进一步加强新时期信访工作的意见",
    en="Opinions on Strengthening Petition Work in the New Period (2007)",
    issuer=_PARTY_AND_STATE,
    rank=Rank.CENTRAL_POLICY,
    binds=Said(
        "各级党委、政府及其部门，部分及于人大、政协、法院、检察院、群团组织和国有企业",
        "Party committees, governments and their departments; in part congresses, courts, "
        "procuratorates, mass organisations and state enterprises",
    ),
    in_force_from=day_number(date(2007, 3, 10)),
    until=None,
    basis=(),
    status=Said(
        "文末署2007年3月10日，未定施行日，自该日起适用；未见废止，作政策看待",
        "dated 2007-03-10 at its foot, with no other day of coming into force; no repeal was "
        "found; treated as policy",
    ),
    doubts=(CentralRank.id,),
)

FR = Source(
    id="FR",
    zh="信访首访责任制",
    en="First-Receipt Responsibility for Petitions",
    issuer=Said("某县（未载明，经县委、县政府同意）", "a county (not named), with its consent"),
    rank=Rank.LOCAL_DOCUMENT,
    binds=Said(
        "乡镇、县直部门、省市驻县单位，县信访局",
        "towns, county departments, provincial and municipal units in the county, its bureau for "
        "letters and visits",
    ),
    in_force_from=None,
    until=None,
    basis=("R05",),
    status=Said(
        "施行日期不详，所据2005年条例已废止",
        "the day it began is not known; the regulations of 2005 it rests on are repealed",
    ),
)

SOURCES: Final = {s.id: s for s in (R22, R05, MUN, PS, OP07, FR)}
