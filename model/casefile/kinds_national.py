"""The kinds of the Regulations, and those every source shares (rows of the case file format)."""

from __future__ import annotations

from typing import Final

from model.casefile.kind_rule import (
    ALLOCATION,
    EVERY,
    HANDED,
    HANDED_FIELDS,
    OPINIONS,
    RECEIVED,
    REQUESTS,
    RecordField,
    Role,
    Table,
    enter,
)
from model.words import Content, Fact, Field, Kind

CHANNELS: Final = ("letter", "visit", "online", "phone", "fax", "other")
PROCEDURES: Final = ("litigation", "arbitration", "reconsideration", "discipline", "other")
REMEDIES: Final = ("litigation", "reconsideration", "arbitration", "information_request", "other")
REVIEWED: Final = ("upheld", "annulled", "changed", "remanded")

NOTICE_STATES: Final = (
    Content.RECEIPT,
    Content.ROUTE,
    Content.PROCEDURE,
    Content.ACCEPTED,
    Content.NOT_ACCEPTED,
    Content.REASONS,
    Content.ORGAN,
)
OPINION_STATES: Final = (
    Content.REQUEST,
    Content.FACTS_REASONS,
    Content.OPINION,
    Content.BASIS,
)

_SUBMIT_FIELDS: Final = (
    Field.CHANNEL,
    Field.HAS_NAME,
    Field.HAS_ADDRESS,
    Field.HAS_CONTACT,
    Field.ORAL,
    Field.DESIGNATED_PLACE,
    Field.JOINT,
    Field.GROUP_SIZE,
    Field.REPRESENTATIVES,
    Field.REPRESENTATIVES_ELECTED,
    Field.PETITIONERS,
)
TABLE: Final[Table] = {}

# ---- raising, registration, notices --------------------------------------------------------------

enter(
    TABLE,
    Kind.SUBMIT,
    Kind.FIRST_VISIT,
    by=Role.PETITIONER,
    to=Role.ORGAN,
    to_needed=True,
    own=_SUBMIT_FIELDS,
    kept=(RecordField.SAME_AS,),
    words={Field.CHANNEL: CHANNELS},
)
enter(
    TABLE,
    Kind.REGISTER,
    Kind.RECORD_ORAL,
    Kind.ENTER_SYSTEM,
    Kind.CLASSIFY,
    must=RECEIVED,
    kept=(RecordField.NUMBER,),
)
enter(
    TABLE,
    Kind.NOTIFY_RECEIPT,
    Kind.NOTIFY_ACCEPTANCE,
    Kind.NOTIFY_REFUSAL,
    Kind.NOTIFY_WHEREABOUTS,
    Kind.INFORM_OTHER,
    must=RECEIVED,
    to=Role.PETITIONER,
    to_needed=True,
    own=(Field.STATES, Field.ON_SPOT),
    states=NOTICE_STATES,
)
enter(TABLE, Kind.ACCEPT, must=RECEIVED, own=(Field.DECIDED_BY,))
enter(TABLE, Kind.REFUSE, Kind.NO_LONGER_ACCEPT, must=(Kind.SUBMIT, *REQUESTS), own=(Field.GROUND,))

# ---- passing on, who is competent ----------------------------------------------------------------

enter(
    TABLE,
    Kind.TRANSFER,
    must=RECEIVED,
    to=Role.ORGAN,
    to_needed=True,
    own=HANDED_FIELDS,
)
enter(
    TABLE,
    Kind.ASSIGN,
    must=RECEIVED,
    to=Role.ORGAN,
    to_needed=True,
    own=(Field.LIMIT, *HANDED_FIELDS),
)
enter(TABLE, Kind.OBJECT, must=HANDED, to=Role.ORGAN, to_needed=True, own=(Field.REASONS_GIVEN,))
enter(
    TABLE,
    Kind.CONSENT_RETURN,
    Kind.REJECT_OBJECTION,
    must=(Kind.OBJECT, *HANDED),
    to=Role.ORGAN,
    to_needed=True,
    own=(Field.REASONS_GIVEN,),
)
enter(
    TABLE,
    Kind.RETURN_MATERIALS,
    must=(Kind.OBJECT, *HANDED),
    to=Role.ORGAN,
    to_needed=True,
    own=(Field.REASONS_GIVEN,),
)
enter(
    TABLE,
    Kind.CONSULT,
    Kind.DISPUTE,
    Kind.DETERMINE_ACCEPTOR,
    Kind.JOINT_CONFERENCE,
    Kind.DESIGNATE,
    may=ALLOCATION,
    own=(Field.PARTIES, Field.RESULT),
)
enter(
    TABLE,
    Kind.REORGANISE,
    own=(Field.CHANGE, Field.OLD, Field.NEW),
    kept=(RecordField.AREAS,),
    words={Field.CHANGE: ("split", "merge", "abolish", "rename")},
)
enter(
    TABLE, Kind.URGENT_REPORT, Kind.NOTIFY_PEER, must=(Kind.SUBMIT,), to=Role.ORGAN, to_needed=True
)
enter(TABLE, Kind.TAKE_MEASURE, must=(Kind.SUBMIT,))
enter(
    TABLE,
    Kind.REPORT,
    must=(Kind.SUBMIT,),
    to=Role.ORGAN,
    to_needed=True,
    own=(Field.FORM,),
    words={Field.FORM: ("written", "phone")},
)
enter(TABLE, Kind.DECLARE_INTEREST, by=Role.ANYONE, own=(Field.PERSON, Field.INTEREST_IN))
enter(
    TABLE,
    Kind.RECUSE,
    by=Role.ANYONE,
    may=(Kind.DECLARE_INTEREST,),
    own=(Field.PERSON, Field.INTEREST_IN),
)

# ---- handling ------------------------------------------------------------------------------------

enter(
    TABLE,
    Kind.ROUTE,
    Kind.GUIDE,
    Kind.PERFORM,
    must=(Kind.SUBMIT,),
    own=(Field.PROCEDURE,),
    words={Field.PROCEDURE: PROCEDURES},
)
enter(
    TABLE,
    Kind.INFORM_ROUTE,
    must=(Kind.SUBMIT,),
    to=Role.PETITIONER,
    to_needed=True,
    own=(Field.PROCEDURE,),
    words={Field.PROCEDURE: PROCEDURES},
)
enter(TABLE, Kind.HEAR_STATEMENT, Kind.INVESTIGATE, must=(Kind.ACCEPT, Kind.SUBMIT))
enter(
    TABLE, Kind.HEARING_START, must=(Kind.ACCEPT, *REQUESTS), own=(Field.PUBLIC, Field.SITTING_DAYS)
)
enter(
    TABLE,
    Kind.HEARING_END,
    must=(Kind.ACCEPT, *REQUESTS, Kind.HEARING_START),
    own=(Field.PUBLIC, Field.SITTING_DAYS),
)
enter(
    TABLE,
    Kind.HEARING,
    must=(Kind.ACCEPT, *REQUESTS),
    own=(Field.PUBLIC, Field.SITTING_DAYS),
    kept=(RecordField.ENDS,),
)
enter(
    TABLE,
    Kind.OPINION,
    must=(Kind.ACCEPT, Kind.SUBMIT),
    own=(Field.OUTCOME, Field.STATES, Field.SEALED),
    states=OPINION_STATES,
    words={Field.OUTCOME: ("supported", "explained", "not_supported")},
    written=True,
)
enter(
    TABLE,
    Kind.DELIVER,
    must=OPINIONS,
    to=Role.PETITIONER,
    to_needed=True,
    own=(Field.METHOD,),
    written=True,  # what is delivered is a document
)
enter(
    TABLE,
    Kind.EXTEND,
    must=(Kind.ACCEPT, Kind.NOTIFY_ACCEPTANCE, Kind.NOTIFY_RECEIPT),
    own=(Field.DAYS, Field.APPROVED_BY_HEAD, Field.APPROVED_BY_DEPUTY),
    kept=(RecordField.REASONS,),
    needed=(Field.DAYS,),
)
enter(
    TABLE,
    Kind.NOTIFY_EXTENSION,
    must=(Kind.EXTEND,),
    to=Role.PETITIONER,
    to_needed=True,
    own=(Field.REASONS_GIVEN,),
)

# ---- review, re-review ---------------------------------------------------------------------------

enter(
    TABLE,
    Kind.REVIEW_REQUEST,
    must=(Kind.OPINION,),
    failing=(Kind.ACCEPT,),  # nobody replied (IP-45)
    by=Role.PETITIONER,
    to=Role.ORGAN,
    to_needed=True,
)
enter(
    TABLE,
    Kind.RE_REVIEW_REQUEST,
    must=(Kind.REVIEW_OPINION,),
    by=Role.PETITIONER,
    to=Role.ORGAN,
    to_needed=True,
)
enter(
    TABLE,
    Kind.REVIEW_OPINION,
    must=(Kind.REVIEW_REQUEST,),
    own=(Field.OUTCOME, Field.STATES, Field.SEALED),
    states=OPINION_STATES,
    words={Field.OUTCOME: REVIEWED},
    written=True,
)
enter(
    TABLE,
    Kind.RE_REVIEW_OPINION,
    must=(Kind.RE_REVIEW_REQUEST,),
    own=(Field.OUTCOME, Field.STATES, Field.SEALED),
    states=OPINION_STATES,
    words={Field.OUTCOME: REVIEWED},
    written=True,
)
enter(TABLE, Kind.PUBLICISE, must=(Kind.RE_REVIEW_OPINION,))

# ---- settling, carrying out, supervising ---------------------------------------------------------

enter(
    TABLE,
    Kind.MEDIATE,
    Kind.SETTLEMENT,
    by=Role.ANYONE,
    may=EVERY,
    own=(Field.PARTIES, Field.CONSENTS),
)
enter(
    TABLE,
    Kind.AGREEMENT_DOCUMENT,
    by=Role.ANYONE,
    may=EVERY,
    own=(Field.PARTIES, Field.CONSENTS),
    written=True,
)
enter(
    TABLE,
    Kind.URGE,
    Kind.EXECUTE,
    Kind.ADOPT,
    must=(*OPINIONS, Kind.SUBMIT),
    own=(Field.ORALLY,),
)
enter(
    TABLE,
    Kind.REPLY,
    must=(*OPINIONS, Kind.SUBMIT),
    to=Role.PETITIONER,
    to_needed=True,
    own=(Field.ORALLY,),
)
enter(
    TABLE,
    Kind.FEEDBACK,
    must=(Kind.ASSIGN, Kind.SUGGEST, Kind.PROPOSE, Kind.PROPOSE_LIABILITY),
    to=Role.ORGAN,
    to_needed=True,
)
enter(
    TABLE,
    Kind.CLOSING_REPORT,
    must=(Kind.ASSIGN, Kind.SUGGEST),
    to=Role.ORGAN,
    to_needed=True,
    written=True,
)
enter(
    TABLE,
    Kind.SUPERVISE,
    Kind.SUGGEST,
    Kind.PROPOSE_LIABILITY,
    Kind.ORDER_CORRECTION,
    Kind.DISCIPLINE,
    must=EVERY,
    to_needed=True,
)

# ---- conduct -------------------------------------------------------------------------------------

enter(
    TABLE,
    Kind.DISCLOSE,
    by=Role.ANYONE,
    may=EVERY,
    to_needed=True,
    own=(Field.CONTENT, Field.COPY_TO, Field.REDACTED, Field.CONTAINS_DENUNCIATION),
    words={Field.CONTENT: ("identity", "material", "existence")},
)
enter(
    TABLE, Kind.RETALIATE, Kind.CONDUCT, by=Role.ANYONE, may=EVERY, own=(Field.TARGET, Field.ITEM)
)
enter(TABLE, Kind.DISSUADE, Kind.POLICE_MEASURE, may=EVERY, own=(Field.TARGET, Field.ITEM))
enter(TABLE, Kind.ASSIST, may=EVERY)
enter(TABLE, Kind.WITHDRAW, by=Role.PETITIONER, may=EVERY)
enter(
    TABLE,
    Kind.OUTSIDE_REMEDY,
    by=Role.ANYONE,
    may=EVERY,
    own=(Field.PROCEDURE, Field.STAGE, Field.OUTCOME),
    words={Field.PROCEDURE: REMEDIES, Field.STAGE: ("begins", "decided", "ends")},
)
enter(
    TABLE,
    Kind.ABSENCE,
    by=Role.ANYONE,
    may=EVERY,
    own=(Field.OF, Field.UNTIL),
    needed=(Field.OF,),
    words={Field.OF: tuple(k.value for k in Kind)},
)
enter(
    TABLE,
    Kind.FINDING,
    may=EVERY,
    own=(Field.FACT, Field.VALUE),
    needed=(Field.FACT,),
    words={Field.FACT: (*(f.value for f in Fact), *(k.value for k in Kind))},
)
