"""The kinds of the other four sources.

The case file format leaves their columns open: the reference is optional, unless a kind's very name
says what it answers.
"""

from __future__ import annotations

from typing import Final

from model.casefile.kind_rule import EVERY, HANDED, HANDED_FIELDS, RECEIVED, Role, Table, enter
from model.words import Field, Kind

TABLE: Final[Table] = {}

# ---- the city measures ---------------------------------------------------------------------------

enter(
    TABLE,
    Kind.LEADER_READ,
    Kind.LEADER_RECEIVE,
    Kind.LEADER_STUDY,
    Kind.COORDINATE,
    Kind.TAKEOVER,
    Kind.HANDOVER,
    Kind.CLOSE,
    Kind.ARCHIVE,
    Kind.GIVE_ADVICE,
    Kind.EDUCATE,
    Kind.CRITICISE,
    Kind.REFER_JUDICIAL,
    may=EVERY,
)
enter(
    TABLE,
    Kind.NOTIFY_RESULT,
    Kind.SUBMIT_INFORMATION,
    Kind.COMMEND,
    Kind.INSPECT,
    to_needed=True,
    may=EVERY,
)
enter(
    TABLE,
    Kind.REQUEST_INSTRUCTIONS,
    Kind.SUBMIT_CLOSING,
    Kind.REQUEST_CLOSURE,
    to=Role.ORGAN,
    to_needed=True,
    may=EVERY,
)
enter(TABLE, Kind.INSTRUCT, to=Role.ORGAN, to_needed=True, may=EVERY, own=(Field.LIMIT,))
enter(TABLE, Kind.ANSWER_INSTRUCTIONS, must=(Kind.REQUEST_INSTRUCTIONS,))
enter(
    TABLE,
    Kind.REVIEW_CLOSING,
    must=(Kind.SUBMIT_CLOSING, Kind.REQUEST_CLOSURE, Kind.CLOSING_REPORT),
)
enter(
    TABLE,
    Kind.REPORT_RESULT,
    must=(*RECEIVED, Kind.REPORT, Kind.INSTRUCT),
    to=Role.ORGAN,
    to_needed=True,
)
enter(TABLE, Kind.EXPLAIN_DELAY, must=(*HANDED, Kind.INSTRUCT))
enter(
    TABLE,
    Kind.CONCEAL_DOCUMENT,
    Kind.DESTROY_DOCUMENT,
    Kind.FORGE_DOCUMENT,
    by=Role.ANYONE,
    may=EVERY,
)

# ---- public security -----------------------------------------------------------------------------

enter(
    TABLE,
    Kind.RECEPTION_DAY,
    Kind.HOME_INTERVIEW,
    Kind.DESIGNATE_UNIT,
    Kind.REJECT,
    Kind.CHECK_REPORT,
    Kind.LEAD_COORDINATE,
    Kind.SPECIAL_FORCE,
    Kind.CIRCULATE,
    Kind.SCREEN,
    Kind.SETTLE,
    may=EVERY,
)
enter(
    TABLE,
    Kind.REFER,
    must=RECEIVED,
    to=Role.ORGAN,
    to_needed=True,
    own=(Field.LIMIT, *HANDED_FIELDS),
)
enter(TABLE, Kind.REPORT_WRONGDOING, Kind.BULLETIN, to=Role.ORGAN, to_needed=True, may=EVERY)
enter(TABLE, Kind.INTERNAL_REPLY, must=(Kind.REFER,))
enter(TABLE, Kind.CONCEAL, Kind.FALSE_REPORT, Kind.INSTRUCT_CONCEAL, by=Role.ANYONE, may=EVERY)

# ---- the 2007 Opinions ---------------------------------------------------------------------------

enter(
    TABLE,
    Kind.ASSIGN_RESPONSIBILITY,
    may=EVERY,
    own=(Field.LEADER, Field.UNIT, Field.PERSON, Field.LIMIT),
)
enter(
    TABLE,
    Kind.POLICY_STUDY,
    Kind.EXPLAIN,
    Kind.JOINT_VISIT,
    Kind.TAKE_CHARGE,
    Kind.ON_SITE,
    Kind.SPECIAL_PLAN,
    may=EVERY,
)
enter(TABLE, Kind.CREATE_CONDITIONS, may=EVERY, own=(Field.LIMIT,))
enter(TABLE, Kind.PROPOSE, Kind.REFER_UP, to=Role.ORGAN, to_needed=True, may=EVERY)
enter(TABLE, Kind.OBSTRUCT, by=Role.ANYONE, may=EVERY, own=(Field.TARGET,))
enter(TABLE, Kind.CORRECT, must=(Kind.OBSTRUCT,))
enter(TABLE, Kind.QUERY, by=Role.PETITIONER, to=Role.ORGAN, to_needed=True, may=EVERY)
enter(TABLE, Kind.ANSWER_QUERY, must=(Kind.QUERY,), to=Role.PETITIONER, to_needed=True)

# ---- first receipt -------------------------------------------------------------------------------

enter(
    TABLE,
    Kind.REQUEST_SPONSOR,
    Kind.TRACK,
    Kind.RESOLVE,
    Kind.STABILISE,
    Kind.DEDUCT,
    may=EVERY,
)
enter(TABLE, Kind.FILE_RECORD, may=EVERY, to=Role.ORGAN, to_needed=True)
enter(TABLE, Kind.LETTER, may=EVERY, to=Role.ORGAN, to_needed=True, written=True)
enter(TABLE, Kind.CONVENE, may=EVERY, own=(Field.PARTIES,))
enter(
    TABLE,
    Kind.DETERMINE_SPONSOR,
    may=EVERY,
    to=Role.ORGAN,
    to_needed=True,
    own=(Field.RESULT,),
)
