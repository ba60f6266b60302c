"""What of the Regulations of 2022 no rule states, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from constraints.coverage import NotCheckable

NOT_CHECKABLE: Final[Mapping[str, NotCheckable]] = {
    "R22-1": NotCheckable(
        "立法目的，没有可为之行为",
        "purpose: it asks for no act",
    ),
    "R22-2": NotCheckable(
        "适用范围：各条所约束的机关由此而定",
        "scope: it says whom the other articles bind",
    ),
    "R22-3": NotCheckable(
        "信访工作的性质，属政策表述",
        "the nature of petition work: policy",
    ),
    "R22-4": NotCheckable(
        "指导思想，属政策表述",
        "guiding thought: policy",
    ),
    "R22-5.1": NotCheckable(
        "原则：党的领导",
        "a principle: leadership by the Party",
    ),
    "R22-5.2": NotCheckable(
        "原则：以人民为中心",
        "a principle: centred on the people",
    ),
    "R22-5.3": NotCheckable(
        "属地分级原则：用于确定有权机关，记载须列明 `competent`",
        "a principle of allocation: who is competent must be recorded as `competent`",
    ),
    "R22-5.4": NotCheckable(
        "原则：依法处理",
        "a principle: handling by law",
    ),
    "R22-5.5": NotCheckable(
        "原则：源头治理",
        "a principle: governance at the source",
    ),
    "R22-6": NotCheckable(
        "一般性要求，任何一件记载都不能显示渠道不畅",
        "a general aim: no record of one matter shows a closed channel",
    ),
    "R22-7": NotCheckable(
        "工作格局，属政策表述",
        "the pattern of the work: policy",
    ),
    "R22-8(1)-(3)": NotCheckable(
        "党中央的领导职权，不涉个案",
        "powers of the central leadership, outside any case",
    ),
    "R22-9.1": NotCheckable(
        "领导职责，不涉个案",
        "leadership, outside any case",
    ),
    "R22-9.2": NotCheckable(
        "定期听取汇报：无频次，亦非个案事项",
        "regular reports: no frequency is set and no case shows them",
    ),
    "R22-10": NotCheckable(
        "组织职责，不涉个案",
        "organising duties, outside any case",
    ),
    "R22-11.1(1)-(7)": NotCheckable(
        "中央联席会议职权，不涉个案",
        "powers of the central joint conference, outside any case",
    ),
    "R22-11.2": NotCheckable(
        "机构设置：由机关树表达",
        "where an office sits: the organ tree says it",
    ),
    "R22-12.1": NotCheckable(
        "中央联席会议向中央请示报告，不在个案记载之内",
        "reports of the central joint conference upwards, in no record of a case",
    ),
    "R22-12.2": NotCheckable(
        "成员单位落实议定事项：议定事项不是信访事项",
        "members carry out what was agreed: that is no petition matter",
    ),
    "R22-13.1": NotCheckable(
        "地方联席会议：由机关树表达，第24条用之",
        "local joint conferences: the organ tree has them, art. 24 uses them",
    ),
    "R22-13.2": NotCheckable(
        "建立机制，不涉个案",
        "building mechanisms, outside any case",
    ),
    "R22-13.3": NotCheckable(
        "乡镇可设联席会议：许可",
        "a township may have a conference: permission",
    ),
    "R22-14.1(1)-(7)": NotCheckable(
        "信访部门职能：授权，无从违反",
        "functions of petition offices: they empower and cannot be broken",
    ),
    "R22-14.2": NotCheckable(
        "明确机构人员：人事与机构，不在记载之内",
        "naming a unit or staff: personnel, not in a record",
    ),
    "R22-15.1": NotCheckable(
        "一般职责：经第23、31、34条核查",
        "a general duty: checked through arts. 23, 31 and 34",
    ),
    "R22-15.2": NotCheckable(
        "社会力量参与，属政策表述",
        "social forces: policy",
    ),
    "R22-15.3": NotCheckable(
        "基层化解，属工作目标，不限制复查复核",
        "settling at the grass roots: an aim, no bar to review",
    ),
    "R22-16.1": NotCheckable(
        "人员配备与任职",
        "staffing and who heads an office",
    ),
    "R22-16.2-16.4": NotCheckable(
        "培训、挂职与经费",
        "training, postings and funds",
    ),
    "R22-17.2": NotCheckable(
        "信访人定义：体现为案件的信访人",
        "who is a petitioner: the petitioners of the record",
    ),
    "R22-18.1": NotCheckable(
        "公布渠道程序：机构一般义务，个案不显示",
        "publishing channels: owed to all, no case shows it",
    ),
    "R22-18.2": NotCheckable(
        "领导阅信接访包案：无次数，不系于个案",
        "leaders read letters and receive visits: no number and not tied to a case",
    ),
    "R22-18.3": NotCheckable(
        "市县联合接访：设施安排",
        "joint reception at city and county level: an arrangement",
    ),
    "R22-19.1a": NotCheckable(
        "“一般应当”书面并载明各项：缺之无后果，仅免除他人告知（第23条第2款）",
        "generally in writing, with name and address: whoever leaves it out is only not told"
        " (art. 23 ¶2)",
    ),
    "R22-20.4": NotCheckable(
        "属地接待：安排责任，无日期与行为可核",
        "reception where people come: an arrangement without day or act",
    ),
    "R22-21.1": NotCheckable(
        "信息系统互联互通：设施",
        "systems that connect: a facility",
    ),
    "R22-23.4": NotCheckable(
        "政法、纪检的告知另有规定：作为第23条第2、3款的例外",
        "notices of political-legal and discipline organs: an exception inside R22-23.2, 23.3a",
    ),
    "R22-27": NotCheckable(
        "“四到位”标准：依评价而定",
        "the four standards: an assessment of quality",
    ),
    "R22-29.2": NotCheckable(
        "奖励：由价值判断触发",
        "rewards: set off by a judgement of worth",
    ),
    "R22-29.3": NotCheckable(
        "征集建议制度：制度建设",
        "a system to collect suggestions: an arrangement",
    ),
    "R22-31(6)b": NotCheckable(
        "可以听证：许可；所占时间见 R22-36.1b",
        "a hearing may be held: permission; its days count in R22-36.1b",
    ),
    "R22-36.2c": NotCheckable(
        "听证时间不计入：在 R22-36.1b 的期限之内",
        "hearing days are left out: inside the period of R22-36.1b",
    ),
    "R22-37.1": NotCheckable(
        "多元化解，属政策表述",
        "many ways to settle: policy",
    ),
    "R22-37.2a": NotCheckable(
        "可以帮助申请救助：许可",
        "help to apply for assistance may be given: permission",
    ),
    "R22-37.3": NotCheckable(
        "终结后的疏导帮扶：无日期，重在质量",
        "aftercare of closed matters: no day, a matter of quality",
    ),
    "R22-38.1-38.3": NotCheckable(
        "督查：工作层面，不系于个案",
        "inspection: of programmes, not of a case",
    ),
    "R22-39.1": NotCheckable(
        "年度考核：须机关层面的记载",
        "annual assessment: needs a record of the organ, not of a case",
    ),
    "R22-39.2": NotCheckable(
        "表彰：许可",
        "commendation: permission",
    ),
    "R22-39.3": NotCheckable(
        "约谈、通报等：以总体评价为条件",
        "interviews and circulars: they follow an overall assessment",
    ),
    "R22-41.1": NotCheckable(
        "年度报告：须机关层面的记载",
        "annual report: needs a record of the organ, not of a case",
    ),
    "R22-41.2": NotCheckable(
        "向巡视巡察提供信息：依需要而定",
        "information to inspection bodies: on need",
    ),
    "R22-42(1)-(4)": NotCheckable(
        "引发信访的责任：须认定因果与严重后果，个案记载不显示",
        "liability for causing a petition: no record of one matter shows cause and damage",
    ),
    "R22-46(1)": NotCheckable(
        "作风粗暴：对态度的评价",
        "rude manner: a judgement of manner",
    ),
    "R22-46(2)": NotCheckable(
        "吃拿卡要：由纪检查明，不是办理行为",
        "taking favours: found by discipline organs, no act of handling",
    ),
    "R22-46(3)": NotCheckable(
        "对集体访、舆情处置不力：总体评价",
        "poor response to mass visits: an overall judgement",
    ),
    "R22-46(7)": NotCheckable(
        "其他违规：兜底条款，无自身内容",
        "other violations: a catch-all without content of its own",
    ),
    "R22-47.3": NotCheckable(
        "捏造、诬告的责任：以认定虚假为前提，处分不属信访机关",
        "false accusation: rests on a finding of falsity, and the penalty lies with others",
    ),
    "R22-48": NotCheckable(
        "外国人参照执行：信访人范围",
        "foreigners by reference: who is a petitioner",
    ),
    "R22-49": NotCheckable(
        "解释权",
        "who interprets",
    ),
    "R22-50": NotCheckable(
        "施行日期：在每条规则的条件之中",
        "the day it begins: inside the guard of every rule",
    ),
}

READINGS_WITHOUT_FORMULA: Final[Mapping[str, NotCheckable]] = {
    "IP-05": NotCheckable(
        "记载以日计，期满当日任何时刻均属期内",
        "the record counts days: the whole of the last day is in time",
    ),
    "IP-06": NotCheckable(
        "收到之日以记载为准；是否视为送达由记载者认定",
        "the record says when a paper was received; whether it is deemed so is for "
        "whoever records it",
    ),
    "IP-08": NotCheckable(
        "所疑者为第44条第3项之罚，不在第23条之义务；见责任层",
        "the doubt belongs to the liability of art. 44(3), not to the duties of art. 23",
    ),
    "IP-09": NotCheckable(
        "第19条第3款的文字是不予受理；“可以拒绝”之说无依据，取之则无此规则",
        "the text says not to accept; that one merely may refuse has no authority and "
        "would leave no rule",
    ),
    "IP-11": NotCheckable(
        "上级机关由机关树的 `above` 关系确定；其他范围无依据",
        "which organs are higher is the relation `above` of the organ tree; the other "
        "ranges have no authority",
    ),
    "IP-14": NotCheckable(
        "同一或共同信访人；其他范围无依据",
        "the same petitioner or a co-petitioner; the other ranges have no authority",
    ),
    "IP-15": NotCheckable(
        "R22-19.3 只禁止受理；登记、转送、告知均不在其内",
        "R22-19.3 forbids acceptance only; registering, passing on and telling are outside it",
    ),
    "IP-17": NotCheckable(
        "受访机关应如何处置越级走访，现有法源均无规定；2014年办法不在其列",
        "what the organ visited has to do is in no source here; the measures of 2014 are "
        "none of them",
    ),
    "IP-18": NotCheckable(
        "R22-20.3 约束信访人；机关可否拒绝接待无依据",
        "R22-20.3 binds the petitioners; that an organ may turn them away has no authority",
    ),
    "IP-20": NotCheckable(
        "2022年条文未限转送层级；2005年“直接”转送未写成规则",
        "the text of 2022 does not limit relays; `directly` of 2005 is not stated as a rule",
    ),
    "IP-21": NotCheckable(
        "第22条未规定信访部门告知；类推无依据",
        "art. 22 names no notice by the petition office; the analogy has no authority",
    ),
    "IP-23": NotCheckable(
        "逾期异议为 R22-23.3b 之违反；机关是否因此受拘束，第23条第3款的告知只问有无职权",
        "a late objection breaks R22-23.3b; the notice of art. 23 para. 3 asks only who "
        "is competent",
    ),
    "IP-25": NotCheckable(
        "沉默不是同意：R22-23.3c 须有同意的记载；视为同意无依据",
        "silence is no consent: R22-23.3c asks for a recorded one; deemed consent has no authority",
    ),
    "IP-26": NotCheckable(
        "交办期限与六十日各有规则（R22-22.1(3)a、R22-34a），互不影响",
        "the assigned limit and the 60 days are rules of their own and do not touch each other",
    ),
    "IP-30": NotCheckable(
        "“及时”无日数：规则不设期满日，或以未定期限表达",
        "`promptly` has no number: the rules have no due day or an open limit",
    ),
    "IP-40": NotCheckable(
        "延长自六十日届满起算；自批准起算之说无依据",
        "an extension adds to the 60 days; counting from its approval has no authority",
    ),
    "IP-42": NotCheckable(
        "上一级机关由机关树按国法函〔2005〕253号确定；其他取值可用自备机关树表达",
        "the organ tree follows Interpretation 253; the other values are a tree of one's own",
    ),
    "IP-49": NotCheckable(
        "复查复核期限无延长规定；地方规定不在法源之列",
        "no text prolongs a review; local measures are not among the sources",
    ),
    "IP-50": NotCheckable(
        "复核意见的书面形式只是推定，无明文，不作违反",
        "that a re-review opinion is written is implied only, so its lack is no breach",
    ),
    "IP-53": NotCheckable(
        "终结及于信访人与共同信访人，以同一事项论；其他范围无依据",
        "finality binds the petitioner and co-petitioners of the matter; the other "
        "ranges have no authority",
    ),
    "IP-56": NotCheckable(
        "地方规定不在法源之列",
        "no province's measures are among the sources",
    ),
    "IP-57": NotCheckable(
        "条文未定日数：只问有无，至记载终了未有者为待办",
        "no number in the text: only existence is asked, and what is missing stays open",
    ),
    "IP-60": NotCheckable(
        "机关与否由机关树的类别确定",
        "which bodies are organs is said by the kinds of the organ tree",
    ),
}
