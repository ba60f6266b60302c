"""What random histories are made of: organs, first days, kinds and their references, procedures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from model.calendar import day_number
from model.words import Kind

PETITIONER: Final = "p1"
ORGANS: Final = (
    "yunhe-housing", "yunhe-gov", "yunhe-xfj", "yunhe-builders",
    "linjiang-housing", "linjiang-gov", "linjiang-xfj",
    "prov-housing", "prov-gov", "prov-xfj",
)  # fmt: skip
CONFERENCES: Final = ("yunhe-joint", "linjiang-joint")
BUILDERS_END: Final = day_number(date(2024, 4, 30))
"""The last day of `yunhe-builders`; `yunhe-housing` carries on."""

ABOVE: Final[Mapping[str, tuple[str, ...]]] = {
    "yunhe-housing": ("linjiang-housing", "yunhe-gov"),
    "yunhe-builders": ("linjiang-housing", "yunhe-gov"),
    "yunhe-xfj": ("yunhe-gov", "linjiang-xfj"),
    "yunhe-gov": ("linjiang-gov",),
    "linjiang-housing": ("prov-housing", "linjiang-gov"),
    "linjiang-xfj": ("linjiang-gov", "prov-xfj"),
    "linjiang-gov": ("prov-gov",),
    "prov-housing": ("prov-gov",),
    "prov-xfj": ("prov-gov",),
}

STARTS: Final = tuple(
    day_number(date.fromisoformat(text))
    for text in (
        "2024-01-15", "2024-01-26", "2024-01-29", "2024-02-04", "2024-02-09", "2024-02-18",
        "2024-03-05", "2024-04-29", "2024-08-02", "2024-08-16", "2024-09-13", "2024-09-29",
        "2024-10-12", "2024-12-30", "2025-01-26", "2025-03-14", "2022-05-01", "2022-05-02",
        "2022-04-28", "2021-12-17", "2021-08-02", "2020-11-23",
    )
)  # fmt: skip
"""First days: make-up Sundays, days due at Spring Festival or in October, the change of law."""

SPANS: Final = (15, 30, 60, 90)
NOTICES: Final = (
    Kind.NOTIFY_RECEIPT, Kind.NOTIFY_ACCEPTANCE, Kind.NOTIFY_REFUSAL, Kind.NOTIFY_WHEREABOUTS,
)  # fmt: skip
RECEIVED: Final = (Kind.SUBMIT, Kind.TRANSFER, Kind.ASSIGN)
PASSED: Final = (Kind.TRANSFER, Kind.ASSIGN)
OPINIONS: Final = (Kind.OPINION, Kind.REVIEW_OPINION, Kind.RE_REVIEW_OPINION)
REQUESTS: Final = (Kind.REVIEW_REQUEST, Kind.RE_REVIEW_REQUEST)
BY_PETITIONER: Final = (Kind.SUBMIT, *REQUESTS, Kind.WITHDRAW)

REFERS: Final[Mapping[Kind, tuple[Kind, ...]]] = {
    Kind.SUBMIT: (),
    **dict.fromkeys((*NOTICES, Kind.ACCEPT), RECEIVED),
    Kind.REFUSE: (Kind.SUBMIT,),
    Kind.TRANSFER: (Kind.SUBMIT, Kind.TRANSFER),
    Kind.ASSIGN: (Kind.SUBMIT, Kind.TRANSFER),
    Kind.OBJECT: PASSED,
    Kind.CONSENT_RETURN: (Kind.OBJECT, *PASSED),
    Kind.RETURN_MATERIALS: (Kind.OBJECT, *PASSED),
    Kind.DISPUTE: (),
    Kind.DETERMINE_ACCEPTOR: (),
    Kind.REORGANISE: (),
    Kind.HEAR_STATEMENT: (Kind.ACCEPT, Kind.SUBMIT),
    Kind.INVESTIGATE: (Kind.ACCEPT, Kind.SUBMIT),
    Kind.HEARING_START: (Kind.RE_REVIEW_REQUEST, Kind.ACCEPT),
    Kind.HEARING_END: (Kind.HEARING_START,),
    Kind.OPINION: (Kind.ACCEPT, Kind.SUBMIT),
    Kind.DELIVER: OPINIONS,
    Kind.EXTEND: (Kind.ACCEPT,),
    Kind.NOTIFY_EXTENSION: (Kind.EXTEND,),
    Kind.REVIEW_REQUEST: (Kind.OPINION,),
    Kind.RE_REVIEW_REQUEST: (Kind.REVIEW_OPINION,),
    Kind.REVIEW_OPINION: (Kind.REVIEW_REQUEST,),
    Kind.RE_REVIEW_OPINION: (Kind.RE_REVIEW_REQUEST,),
    Kind.FEEDBACK: (Kind.ASSIGN,),
    Kind.CLOSING_REPORT: (Kind.ASSIGN,),
    Kind.DISCLOSE: (),
    Kind.WITHDRAW: (),
    Kind.OUTSIDE_REMEDY: (),
}
"""The kinds drawn, with what each may refer to."""

SPINES: Final[tuple[tuple[Kind, ...], ...]] = (
    (Kind.SUBMIT, Kind.NOTIFY_RECEIPT, Kind.ACCEPT, Kind.OPINION),
    (Kind.SUBMIT, Kind.ACCEPT, Kind.EXTEND, Kind.NOTIFY_EXTENSION, Kind.EXTEND, Kind.OPINION),
    (Kind.SUBMIT, Kind.ACCEPT, Kind.HEAR_STATEMENT, Kind.INVESTIGATE, Kind.OPINION, Kind.DELIVER),
    (Kind.ACCEPT, Kind.OPINION, Kind.DELIVER, Kind.REVIEW_REQUEST, Kind.REVIEW_OPINION),
    (Kind.OPINION, Kind.DELIVER, Kind.REVIEW_REQUEST, Kind.REVIEW_OPINION, Kind.DELIVER),
    *2 * ((Kind.OPINION, Kind.DELIVER, Kind.REVIEW_REQUEST),),
    (Kind.REVIEW_OPINION, Kind.DELIVER, Kind.RE_REVIEW_REQUEST, Kind.HEARING_START,
     Kind.HEARING_END, Kind.RE_REVIEW_OPINION),
    (Kind.SUBMIT, Kind.RE_REVIEW_OPINION, Kind.DELIVER, Kind.SUBMIT, Kind.ACCEPT),
    (Kind.RE_REVIEW_OPINION, Kind.SUBMIT, Kind.ACCEPT),
    *2 * ((Kind.ACCEPT, Kind.HEAR_STATEMENT, Kind.INVESTIGATE, Kind.OPINION),),
    (Kind.REVIEW_OPINION, Kind.DELIVER, Kind.RE_REVIEW_REQUEST, Kind.RE_REVIEW_OPINION),
    (Kind.SUBMIT, Kind.ACCEPT, Kind.SUBMIT, Kind.ACCEPT, Kind.OPINION),
    (Kind.ACCEPT, Kind.SUBMIT, Kind.ACCEPT),
    (Kind.SUBMIT, Kind.TRANSFER, Kind.NOTIFY_ACCEPTANCE, Kind.ACCEPT, Kind.OPINION),
    *3 * ((Kind.SUBMIT, Kind.TRANSFER, Kind.NOTIFY_RECEIPT),),
    *2 * ((Kind.SUBMIT, Kind.TRANSFER, Kind.OBJECT),),
    (Kind.ACCEPT, Kind.EXTEND, Kind.NOTIFY_EXTENSION),
    (Kind.SUBMIT, Kind.TRANSFER, Kind.OBJECT, Kind.CONSENT_RETURN, Kind.RETURN_MATERIALS),
    (Kind.SUBMIT, Kind.ASSIGN, Kind.FEEDBACK, Kind.CLOSING_REPORT),
    *3 * ((Kind.DISPUTE, Kind.DETERMINE_ACCEPTOR),),
    (Kind.SUBMIT, Kind.DISCLOSE, Kind.TRANSFER),
    (Kind.SUBMIT, Kind.ACCEPT, Kind.REORGANISE, Kind.OPINION),
    (Kind.SUBMIT, Kind.ACCEPT, Kind.OUTSIDE_REMEDY, Kind.WITHDRAW),
)  # fmt: skip
"""Procedures that histories begin with; whatever else happens is drawn around them."""
