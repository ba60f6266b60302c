"""What each kind of event is called."""

from __future__ import annotations

from typing import Final

from checker.show.lang import Text
from model.words import Kind

_TABLE: Final = """
submit 提出信访事项|submission
register 登记|registration
record_oral 口头事项记录|record of an oral submission
enter_system 录入信息系统|entry into the system
classify 甄别分类|classification
notify_receipt 接收告知|notice of receipt
notify_acceptance 受理告知|notice of acceptance
notify_refusal 不予受理告知|notice of refusal
notify_whereabouts 去向告知|notice of whereabouts
inform_other 其他告知|other information
accept 受理|acceptance
refuse 不予受理|refusal
no_longer_accept 不再受理|decision not to accept again
transfer 转送|transfer
assign 交办|assignment
object 提出异议|objection
consent_return 同意退回|consent to a return
reject_objection 不同意退回|rejection of an objection
return_materials 退回材料|return of the materials
consult 协商|consultation
dispute 受理争议|dispute about who accepts
determine_acceptor 决定受理机关|decision on who accepts
joint_conference 联席会议|joint conference
designate 指定|designation
reorganise 机构改革|reorganisation
urgent_report 紧急报告|urgent report
notify_peer 通报同级机关|notice to a body of the same level
take_measure 采取措施|measure
report 报告|report
declare_interest 申明利害关系|declaration of interest
recuse 回避|recusal
route 导入法定途径|routing to a legal procedure
guide 引导|guidance
perform 履行职责|performance of duty
inform_route 告知途径|information on the procedure
hear_statement 听取陈述|hearing of the petitioner
investigate 调查核实|inquiry
hearing_start 听证开始|start of a hearing
hearing_end 听证结束|end of a hearing
hearing 听证|hearing
opinion 处理意见|handling opinion
deliver 送达|delivery
extend 延长期限|extension
notify_extension 延期告知|notice of extension
review_request 复查请求|review request
re_review_request 复核请求|re-review request
review_opinion 复查意见|review opinion
re_review_opinion 复核意见|re-review opinion
publicise 公示|publication
mediate 调解|mediation
settlement 和解|settlement
agreement_document 协议书|written agreement
urge 督促|urging
execute 执行|execution
adopt 采纳|adoption
reply 答复|reply
feedback 反馈结果|feedback of the result
closing_report 结案报告|closing report
supervise 督办|supervision
suggest 提出改进建议|suggestion for improvement
propose_liability 提出追责建议|proposal of liability
order_correction 责令改正|order to correct
discipline 处分|discipline
disclose 泄露或透露|disclosure
retaliate 打击报复|retaliation
conduct 信访人行为|conduct of a petitioner
dissuade 劝阻教育|dissuasion
police_measure 公安处置|police measure
assist 帮扶救助|assistance
withdraw 撤回|withdrawal
outside_remedy 其他法定程序|remedy elsewhere
absence 未发生之证明|attested absence
finding 认定|finding
leader_read 领导阅信|letter read by a leader
leader_receive 领导接访|reception by a leader
leader_study 领导研究|study by a leader
instruct 批示|instruction
request_instructions 请示|request for instructions
answer_instructions 批复|answer to a request for instructions
submit_closing 报送结案|submission of the closing
review_closing 审核结案|review of the closing
request_closure 申请终结|request for closure
close 终结|closure
report_result 报告结果|report of the result
explain_delay 说明延误|explanation of a delay
coordinate 协调|coordination
takeover 接管|takeover
handover 移交|handover
notify_result 告知结果|notice of the result
archive 归档|archiving
give_advice 提供咨询|advice
educate 宣传教育|education
submit_information 报送信息|submission of information
conceal_document 隐匿材料|concealment of a document
destroy_document 毁弃材料|destruction of a document
forge_document 伪造材料|forgery of a document
criticise 通报批评|criticism
refer_judicial 移送司法|referral to the judiciary
commend 表彰|commendation
inspect 检查认定|inspection
reception_day 接待日|reception day
home_interview 下访|home interview
refer 移交办理|referral
internal_reply 内部回复|internal reply
designate_unit 指定责任单位|designation of a unit
reject 驳回|rejection
check_report 审查报告|check of a report
lead_coordinate 牵头协调|lead in coordination
special_force 专案组|special force
report_wrongdoing 报告违纪|report of wrongdoing
conceal 隐瞒|concealment
false_report 谎报|false report
instruct_conceal 授意隐瞒|instruction to conceal
circulate 通报|circulation
bulletin 简报|bulletin
screen 筛查|screening
settle 息诉|settling
assign_responsibility 明确责任|assignment of responsibility
policy_study 政策研究|policy study
explain 解释说明|explanation
create_conditions 创造条件|creation of conditions
joint_visit 联合接访|joint reception
take_charge 包案|taking charge
on_site 现场办公|on-site handling
obstruct 阻挠|obstruction
correct 纠正|correction
query 查询|query
answer_query 答复查询|answer to a query
propose 提出建议|proposal
refer_up 上报|referral upwards
special_plan 专项方案|special plan
first_visit 首次来访|first visit
file_record 建档|file
request_sponsor 提请确定主办|request to name the sponsor
determine_sponsor 确定主办单位|naming of the sponsor
convene 召集会商|convening
track 跟踪|tracking
letter 函告|letter
resolve 化解|resolution
stabilise 稳控|stabilisation
deduct 扣分|deduction
"""


def _read(table: str) -> dict[str, Text]:
    words: dict[str, Text] = {}
    for line in table.strip().splitlines():
        name, both = line.split(" ", 1)
        zh, en = both.split("|")
        words[name] = Text(zh, en)
    return words


NAMES: Final = _read(_TABLE)
"""Names of kinds by their spelling in the case file."""


def kind_name(kind: Kind) -> Text:
    """Returns what an event of this kind is called; by its spelling if it has no word yet."""
    return NAMES.get(kind.value) or Text(kind.value, kind.value.replace("_", " "))
