"""How organs stand to each other, in words."""

from __future__ import annotations

from typing import Final

from checker.show.lang import Text
from model.organs.hierarchy import Relation

RELATIONS: Final = {
    Relation.NEXT_ABOVE: ("{a}是{b}的上一级机关", "{a} is a next higher organ of {b}"),
    Relation.NEXT_ABOVE_GOVERNMENT_ONLY: (
        "{a}是{b}所属的上一级政府",
        "{a} is the government {b} belongs to",
    ),
    Relation.NEXT_ABOVE_LINE_ONLY: ("{a}是{b}的上一级主管部门", "{a} is the like body above {b}"),
    Relation.ANCESTOR: ("{a}在{b}的领导链上", "{a} is on the line above {b}"),
    Relation.ABOVE: ("{a}是{b}的上级机关", "{a} is higher than {b}"),
    Relation.COMMON_TERRITORY_ABOVE: (
        "{a}是{b}之上的一级党政领导机关",
        "{a} leads a territory above {b}",
    ),
    Relation.SUBORDINATE_IN_SYSTEM: (
        "{a}是{b}本系统的下级机关",
        "{a} is a lower organ of the system of {b}",
    ),
    Relation.SAME_LEVEL_BODY: ("{a}与{b}同级", "{a} is of the level and territory of {b}"),
    Relation.PETITION_OFFICE_OF: ("{a}是{b}的信访部门", "{a} is the petition office of {b}"),
    Relation.DISCIPLINE_OF: ("{a}是{b}的纪检机关", "{a} is the discipline organ of {b}"),
    Relation.CONFERENCE_OVER: ("{a}是{b}所在地区的联席会议", "{a} is a joint conference over {b}"),
    Relation.SUCCEEDS: ("{a}承接{b}的职能", "{a} carries on the functions of {b}"),
    Relation.UNIT_OF: ("{a}是{b}所在的单位", "{a} is the unit of {b}"),
}


def related(relation: Relation, one: Text, two: Text) -> Text:
    """Returns that one stands in the relation to the other."""
    known = ("{a} " + relation.value + " {b}", "{a} " + relation.value + " {b}")
    zh, en = RELATIONS.get(relation, known)
    return Text(zh.format(a=one.zh, b=two.zh), en.format(a=one.en, b=two.en))
