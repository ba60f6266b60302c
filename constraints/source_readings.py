"""Questions about whole sources: whether one is still in force, and which prevails."""

from __future__ import annotations

from model.logic.readings import Reading, default, live


class Order79Status(
    Reading,
    id="PS79_STATUS",
    zh="公安部令第79号自2023年7月1日起是否失效？",
    en="did Order 79 end when the text of 2023 came into force?",
):
    """Whether the 2005 provisions of the Ministry of Public Security outlived those of 2023."""

    SUPERSEDED = default(
        "已为2023年规定所取代",
        "superseded from 2023-07-01",
        "the ministry's later text on the same subject, document no. 9 of 2023",
        "同一机关就同一事项的后规定，公通字〔2023〕9号",
    )
    IN_FORCE = live(
        "未经废止，仍有效",
        "not repealed, so in force",
        "no repeal was found; a ministry's document is lower in form than a ministerial rule",
        "未见废止；规范性文件的形式低于部门规章",
    )


class CentralRank(
    Reading,
    id="REG22_RANK",
    zh="2022年条例对其他规定的效力等级？",
    en="what is the rank of the Regulations of 2022 against the other texts?",
):
    """What the joint Regulations of Party and State of 2022 prevail over."""

    ABOVE_ALL_FOUR = default(
        "高于其余各规定",
        "above all the others",
        "issued jointly by the Central Committee and the State Council; art. 1",
        "中共中央、国务院联合发布；第1条",
    )
    ADMINISTRATIVE_EQUIVALENT = live(
        "与行政法规相当",
        "as administrative regulations",
        "took the place of the administrative regulations of 2005; Legislation Law 99, 100",
        "取代2005年行政法规；立法法第99、100条",
    )
    PARTY_RULE_ONLY = live(
        "仅为党内法规",
        "a rule of the Party only",
        "Legislation Law 99 to 106 name no joint regulations; approved by the Politburo",
        "立法法第99至106条未列联合发布的条例；由中央政治局会议审议批准",
    )
