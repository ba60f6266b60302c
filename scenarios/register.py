"""Random lawful registers: histories in which every organ does what it must, in time.

Unlike `scenarios.generate`, which draws disorder at the deadlines, the days here are spread evenly
over the time the law gives, so that few fall on its edge. What a good register writes down is
written down. All under the Regulations of 2022.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from random import Random
from typing import Final

from model.calendar import date_of, day_number
from scenarios.generate import Document, Json

FIRST: Final = day_number(date(2022, 6, 1))
LAST: Final = day_number(date(2025, 6, 30))
OFFICE: Final = "yunhe-xfj"
ORGAN: Final = "yunhe-housing"
PERSON: Final = "p1"
WEEK: Final = 7
NOTICE: Final[list[Json]] = ["receipt", "route", "procedure", "accepted"]
OPINION: Final[list[Json]] = ["request", "facts_reasons", "opinion", "basis"]


class Delivery(Enum):
    """When a decision is delivered: on its day; within a week and before its period ends; within
    a week, after its period has ended too."""

    SAME_DAY = "on the day"
    INSIDE = "within a week, inside the period"
    LATER = "within a week"


@dataclass
class _Case:
    rng: Random
    day: int
    delivery: Delivery
    events: list[Json] = field(default_factory=list[Json])

    @property
    def slack(self) -> int:
        """Days before the end of a period by which its decision is made."""
        return WEEK if self.delivery is Delivery.INSIDE else 0

    def after(self, most: int, least: int = 0) -> int:
        """Moves on by some of the days that are left; returns the day."""
        self.day += self.rng.randint(least, max(least, most))
        return self.day

    def add(self, id: str, kind: str, by: str, refers: str | None = None, **own: Json) -> str:
        event: Document = {"id": id, "kind": kind, "on": _text(self.day), "by": by, **own}
        self.events.append(event if refers is None else {**event, "refers": refers})
        return id


def _text(day: int) -> str:
    return str(date_of(day))


def lawful_document(rng: Random, name: str, delivery: Delivery = Delivery.LATER) -> Document:
    """Returns a case document of 7 to 19 events in which every duty is done in time; equal
    generators give equal documents."""
    case = _Case(rng, rng.randint(FIRST, LAST), delivery)
    received, where = _received(case)
    accepted = _accepted(case, received)
    supported = _decided(case, accepted)
    _delivered(case, "opinion", ORGAN)
    _closed(case, supported=supported)
    if not supported and rng.random() < 0.4:
        _reviewed(case, "opinion")
    matter: Document = {
        "id": "m1", "kind": "appeal", "way": 6, "petitioners": [PERSON], "competent": [ORGAN],
    }  # fmt: skip
    return {
        "case": name,
        "as_of": _text(case.day + rng.randint(31, 200)),
        "record": "complete",
        "note": where,
        "matters": [matter],
        "events": case.events,
    }


def _received(case: _Case) -> tuple[str, str]:
    """Returns what the competent organ has to answer, and how it got there."""
    direct = case.rng.random() < 0.4
    to, channel = (ORGAN, "visit") if direct else (OFFICE, case.rng.choice(("letter", "online")))
    named: Document = {"has_name": True, "has_address": True, "has_contact": True}
    if direct:
        named["designated_place"] = True
    _add(case, "submit", {"kind": "submit", "by": PERSON, "to": to, "channel": channel, **named})
    case.add("register", "register", to, "submit")
    case.add("enter", "enter_system", to, "submit")
    if direct:
        return "submit", "direct"
    case.after(10)
    assigned = case.rng.random() < 0.2
    passed: Document = {"by": OFFICE, "to": ORGAN, "refers": "submit"}
    passed["contains_denunciation"] = False
    if assigned:
        _add(case, "pass", {"kind": "assign", "limit": 120, **passed})
        return "pass", "assigned"
    _add(case, "pass", {"kind": "transfer", **passed})
    return "pass", "transferred"


def _add(case: _Case, id: str, own: Document) -> None:
    case.events.append({"id": id, "on": _text(case.day), **own})


def _accepted(case: _Case, received: str) -> str:
    if received == "pass":
        case.add("register-2", "register", ORGAN, received)
    case.after(13)
    case.add("notice", "notify_receipt", ORGAN, received, to=PERSON, written=True, states=NOTICE)
    case.add("accept", "accept", ORGAN, received)
    return "accept"


def _decided(case: _Case, accepted: str) -> bool:
    """Has the opinion given, after an extension now and then; returns whether it supports."""
    begun = case.day
    case.after(15)
    case.add("hear", "hear_statement", ORGAN, accepted)
    case.after(20)
    case.add("investigate", "investigate", ORGAN, accepted)
    last = 60
    if case.rng.random() < 0.15:
        case.day = begun + case.rng.randint(36, 55)
        case.add(
            "extend", "extend", ORGAN, accepted, days=30, approved_by_head=True,
            attested={"complex": True},
        )  # fmt: skip
        case.after(3)
        case.add("tell", "notify_extension", ORGAN, "extend", to=PERSON, reasons_given=True)
        last = 90
    case.after(begun + last - case.slack - case.day, 1)
    supported = case.rng.random() < 0.4
    outcome = "supported" if supported else "not_supported"
    case.add("opinion", "opinion", ORGAN, accepted, outcome=outcome, states=OPINION, sealed=True)
    if not supported:
        case.add("educate", "educate", ORGAN, "opinion", to=PERSON)
    return supported


def _closed(case: _Case, *, supported: bool) -> None:
    if supported:
        case.after(3)
        case.add("urge", "urge", OFFICE, "opinion", to=ORGAN)
    if any(isinstance(e, dict) and e["kind"] == "assign" for e in case.events):
        case.after(3, 1)
        case.add("feedback", "feedback", ORGAN, "pass", to=OFFICE)
        case.add("report", "closing_report", ORGAN, "pass", to=OFFICE)


def _delivered(case: _Case, opinion: str, by: str) -> None:
    case.after(0 if case.delivery is Delivery.SAME_DAY else WEEK)
    case.add(f"deliver-{opinion}", "deliver", by, opinion, to=PERSON)


def _reviewed(case: _Case, opinion: str) -> None:
    case.after(29, 1)
    case.add("request", "review_request", PERSON, opinion, to="yunhe-gov")
    case.after(28 - case.slack, 3)
    case.add("review", "review_opinion", "yunhe-gov", "request", outcome="upheld", written=True)
    _delivered(case, "review", "yunhe-gov")
    if case.rng.random() < 0.4:
        case.after(29, 1)
        case.add("again", "re_review_request", PERSON, "review", to="linjiang-gov")
        case.after(28 - case.slack, 3)
        case.add(
            "final", "re_review_opinion", "linjiang-gov", "again", outcome="upheld", written=True
        )
        _delivered(case, "final", "linjiang-gov")
