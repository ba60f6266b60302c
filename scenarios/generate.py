"""Random case documents, for tests and benchmarks: plausible procedures, and plausible disorder.

A document has the shape of a case file, on the default organ tree. Days are drawn at the deadlines
of what came before (one off on either side, before and after rolling over), since that is where
verdicts change; who acts and what an act refers to is mostly proper and sometimes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Final, TypeAlias

from model.calendar import OutsideCoverage, date_of, day_number, national_calendar
from model.words import Kind
from scenarios.procedures import (
    ABOVE,
    BUILDERS_END,
    BY_PETITIONER,
    CONFERENCES,
    NOTICES,
    OPINIONS,
    ORGANS,
    PASSED,
    PETITIONER,
    REFERS,
    REQUESTS,
    SPANS,
    SPINES,
    STARTS,
)

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Document: TypeAlias = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Act:
    """One event being drawn; `own` are its fields in the file."""

    id: str
    kind: Kind
    day: int
    matter: str
    by: str
    to: str | None
    refers: str | None
    own: Document = field(default_factory=dict[str, Json])


@dataclass
class _Draw:
    """A history being drawn."""

    rng: Random
    kind: str
    free: bool
    acts: list[Act] = field(default_factory=list[Act])
    matters: tuple[str, ...] = ("m1",)

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def proper(self, wanted: str | None) -> str:
        """Returns who should act or be addressed or, now and then, any organ."""
        if wanted is None or self.chance(0.5 if self.free else 0.12):
            return self.rng.choice(ORGANS)
        return wanted


def case_document(rng: Random, *, unknowns: float = 0.0, partial: float = 0.0) -> Document:
    """Returns a case document of 2 to 12 events; equal generators give equal documents.

    `unknowns`: how much of what a file may leave open is left open, 0 to 1; at 0 nearly all that a
    rule reads is given. `partial`: how likely the record is not complete.
    """
    draw = _Draw(rng, rng.choice(("appeal", "appeal", "appeal", "accusation", "suggestion")), False)
    draw.free = draw.chance(0.2)
    draw.matters = ("m1", "m2") if draw.chance(0.1) else ("m1",)
    spine = () if draw.free else rng.choice(SPINES)
    for kind in spine if draw.chance(0.7) else spine[: rng.randint(0, len(spine))]:
        _add(draw, kind)
    wanted = rng.randint(max(2, len(draw.acts)), min(12, len(draw.acts) + 6))
    while len(draw.acts) < wanted:
        _add(draw, _next_kind(draw))
    acts = [_blurred(a, draw, unknowns) for a in _recorded_order(draw)]
    as_of = _as_of(draw)
    record = _record(draw, partial)
    if record != "complete":
        acts += _absences(draw, as_of)
    return {
        "case": f"drawn-{rng.getrandbits(32):08x}",
        "as_of": _text(as_of),
        "record": record,
        "law": ["R22"],
        "matters": [_matter(id, draw, unknowns) for id in draw.matters],
        "events": list[Json](acts),
    }


def _text(day: int) -> str:
    return date_of(day).isoformat()


# ---- which acts ----------------------------------------------------------------------------------


def _next_kind(draw: _Draw) -> Kind:
    if draw.free:
        return draw.rng.choice(tuple(REFERS))
    there = {a.kind for a in draw.acts}
    fitting = [k for k, refers in REFERS.items() if not refers or there & set(refers)]
    return draw.rng.choice(fitting)


def _add(draw: _Draw, kind: Kind) -> None:
    fitting = [a for a in draw.acts if a.kind in REFERS[kind]]
    referred = None
    if fitting:
        referred = fitting[-1] if draw.chance(0.7) else draw.rng.choice(fitting)
    day = _day_after(draw, _delivery(referred, draw) or (draw.acts[-1] if draw.acts else None))
    if referred:
        day = max(day, referred.day)
    by = _existing(_actor(kind, referred, draw), day)
    act = Act(
        id=f"e{len(draw.acts) + 1}",
        kind=kind,
        day=day,
        matter=referred.matter if referred else draw.rng.choice(draw.matters),
        by=by,
        to=_addressee(kind, referred, by, draw),
        refers=referred.id if referred else None,
    )
    draw.acts.append(replace(act, own=_own(act, draw)))


def _delivery(referred: Act | None, draw: _Draw) -> Act | None:
    """Returns how the act reached the petitioner, mostly, if it is an opinion; else the act."""
    if referred is None or referred.kind not in OPINIONS or draw.chance(0.2):
        return referred
    found = [a for a in draw.acts if a.kind is Kind.DELIVER and a.refers == referred.id]
    return found[-1] if found else referred


def _existing(organ: str, day: int) -> str:
    return "yunhe-housing" if organ == "yunhe-builders" and day > BUILDERS_END else organ


def _actor(kind: Kind, referred: Act | None, draw: _Draw) -> str:
    if kind in BY_PETITIONER:
        return PETITIONER
    if kind is Kind.DETERMINE_ACCEPTOR:
        heads = (*4 * ("yunhe-gov",), "linjiang-housing", "prov-gov")
        return draw.rng.choice((*CONFERENCES, *CONFERENCES, *heads))
    if referred is None:
        return draw.rng.choice(("yunhe-housing", *ORGANS))
    taker = referred.by if kind is Kind.CONSENT_RETURN and referred.kind in PASSED else referred.to
    wanted = taker if taker in ORGANS else referred.by
    return draw.proper(wanted if wanted in ORGANS else None)


def _addressee(kind: Kind, referred: Act | None, by: str, draw: _Draw) -> str | None:
    match kind:
        case Kind.SUBMIT:
            handling = [a.by for a in draw.acts if a.kind is Kind.ACCEPT and a.by in ABOVE]
            if handling and draw.chance(0.7):
                return draw.rng.choice(ABOVE[handling[-1]])
            return draw.rng.choice(("yunhe-housing", "yunhe-housing", *8 * ("yunhe-xfj",), *ORGANS))
        case Kind.TRANSFER | Kind.ASSIGN:
            return draw.rng.choice((*6 * ("yunhe-housing",), "yunhe-builders", *ORGANS))
        case Kind.DELIVER | Kind.NOTIFY_EXTENSION | Kind.WITHDRAW:
            return PETITIONER if kind is not Kind.WITHDRAW else None
        case Kind.REVIEW_REQUEST | Kind.RE_REVIEW_REQUEST:
            above = ABOVE.get(referred.by if referred else "", ORGANS)
            return draw.proper(draw.rng.choice(above))
        case Kind.DISCLOSE:
            return draw.rng.choice((*ORGANS, PETITIONER, "yunhe-housing/zhang"))
        case _ if kind in NOTICES:
            return PETITIONER
        case Kind.OBJECT | Kind.CONSENT_RETURN | Kind.RETURN_MATERIALS | Kind.FEEDBACK:
            return draw.proper(referred.by if referred and referred.by in ORGANS else None)
        case Kind.CLOSING_REPORT:
            return draw.proper(referred.by if referred and referred.by in ORGANS else None)
        case _:
            return None


# ---- days ----------------------------------------------------------------------------------------


def deadline(start: int, span: int, rng: Random) -> int:
    """Returns the last day of a span, rolled over or not, or a neighbour; 5 are working days."""
    calendar = national_calendar()
    try:
        raw = calendar.plus_working(start, span) if span == 5 else start + span
        last = calendar.next_working(raw) if rng.random() < 0.6 else raw
    except OutsideCoverage:
        last = start + span
    return last + rng.choice((-1, 0, 0, 1))


def _day_after(draw: _Draw, before: Act | None) -> int:
    rng = draw.rng
    if before is None:
        return rng.choice(STARTS)
    here = before.own.get("received", None)
    start = day_number(date.fromisoformat(here)) if isinstance(here, str) else before.day
    drawn = rng.random()
    if drawn < 0.2:
        return before.day
    if drawn < 0.6:
        return before.day + rng.randint(1, 9)
    if drawn < 0.65:
        return rng.choice([a.day for a in draw.acts])
    return deadline(start, rng.choice((5, 15, 15, 30, 30, 60, 60, 90)), rng)


def _recorded_order(draw: _Draw) -> list[Act]:
    """Returns the acts mostly by day, now and then in the order drawn."""
    if draw.chance(0.8):
        return sorted(draw.acts, key=lambda a: a.day)
    return list(draw.acts)


def _as_of(draw: _Draw) -> int:
    last = max(a.day for a in draw.acts)
    last = max([last, *(_received(a) for a in draw.acts)])
    ends = [deadline(a.day, span, draw.rng) for a in draw.acts for span in (5, *SPANS)]
    later = [d for d in ends if d >= last]
    return draw.rng.choice(later) if later and draw.chance(0.8) else last + draw.rng.randint(0, 400)


def _received(act: Act) -> int:
    said = act.own.get("received")
    return day_number(date.fromisoformat(said)) if isinstance(said, str) else act.day


# ---- what a file says of each --------------------------------------------------------------------


def _own(act: Act, draw: _Draw) -> Document:
    rng = draw.rng
    said: Document = {"written": draw.chance(0.85)}
    if draw.chance(0.15):
        said["sent"] = _text(act.day)
    if draw.chance(0.15) and act.kind is not Kind.HEARING_END:
        said["received"] = _text(act.day + rng.randint(0, 3))
    make = _OWN.get(act.kind)
    return {**said, **make(act, draw)} if make else said


def _submit(act: Act, draw: _Draw) -> Document:
    rng = draw.rng
    said: Document = {
        "channel": rng.choice(("letter", "visit", "online")),
        "has_name": draw.chance(0.85),
        "has_address": draw.chance(0.85),
        "has_contact": draw.chance(0.8),
    }
    if draw.chance(0.3):
        said |= {
            "channel": "visit",
            "joint": draw.chance(0.8),
            "group_size": rng.choice((1, 2, 5, 6, 30)),
            "representatives": rng.choice((0, 1, 5, 6)),
            "representatives_elected": draw.chance(0.7),
        }
    earlier = [a.id for a in draw.acts if a.kind in (Kind.SUBMIT, *OPINIONS, Kind.ACCEPT)]
    if earlier:
        said["same_as"] = [
            {"event": id, "facts": draw.chance(0.8), "reasons": draw.chance(0.8)} for id in earlier
        ]
    if draw.chance(0.1):
        said["petitioners"] = [PETITIONER, "p2"]
    return said


def _passing(act: Act, draw: _Draw) -> Document:
    said: Document = {"redacted": draw.chance(0.2), "contains_denunciation": draw.chance(0.5)}
    if draw.chance(0.2):
        said["copy_to"] = [draw.rng.choice(ORGANS)]
    if act.kind is Kind.ASSIGN and draw.chance(0.8):
        last = deadline(act.day, draw.rng.choice(SPANS), draw.rng)
        said["limit"] = draw.rng.choice((15, 30, _text(max(last, act.day))))
    return said


def _extend(act: Act, draw: _Draw) -> Document:
    fact: Json = {"value": draw.chance(0.8), "by": act.by}
    return {
        "days": draw.rng.choice((1, 10, 15, 20, 29, 30, 30, 31)),
        "approved_by_head": draw.chance(0.8),
        "attested": {"complex": fact},
    }


def _hearing(act: Act, draw: _Draw) -> Document:
    days = {act.day + draw.rng.randint(0, 6) for _ in range(draw.rng.randint(1, 4))}
    return {"sitting_days": [_text(d) for d in sorted(days)]} if draw.chance(0.5) else {}


def _dispute(act: Act, draw: _Draw) -> Document:
    known = (
        ("yunhe-housing", "yunhe-xfj"),
        ("yunhe-housing", "linjiang-housing"),
        ("yunhe-housing", "yunhe-builders"),
        draw.rng.sample(ORGANS, 2),
    )
    return {"parties": list[Json](draw.rng.choice(known))}


def _outside(act: Act, draw: _Draw) -> Document:
    return {
        "procedure": draw.rng.choice(("litigation", "litigation", "reconsideration")),
        "stage": draw.rng.choice(("begins", "begins", "ends")),
    }


def _reasons(act: Act, draw: _Draw) -> Document:
    return {"reasons_given": draw.chance(0.75)}


def _notice(act: Act, draw: _Draw) -> Document:
    words = [w for w in ("receipt", "route", "procedure", "accepted") if draw.chance(0.7)]
    return {"states": list[Json](words)}


def _request(act: Act, draw: _Draw) -> Document:
    return {"attested": {"good_cause": {"value": True}}} if draw.chance(0.15) else {}


def _reorganise(act: Act, draw: _Draw) -> Document:
    old = draw.rng.choice(("yunhe-housing", "yunhe-builders"))
    return {"change": "merge", "old": [old], "new": ["yunhe-housing"]}


_OWN: Final[Mapping[Kind, Callable[[Act, _Draw], Document]]] = {
    Kind.SUBMIT: _submit,
    Kind.TRANSFER: _passing,
    Kind.ASSIGN: _passing,
    Kind.DISCLOSE: lambda act, draw: {k: v for k, v in _passing(act, draw).items() if k != "limit"},
    Kind.EXTEND: _extend,
    Kind.HEARING_START: _hearing,
    Kind.DISPUTE: _dispute,
    Kind.DETERMINE_ACCEPTOR: _dispute,
    Kind.OUTSIDE_REMEDY: _outside,
    Kind.OBJECT: _reasons,
    Kind.NOTIFY_EXTENSION: _reasons,
    **dict.fromkeys(NOTICES, _notice),
    **dict.fromkeys(REQUESTS, _request),
    Kind.REORGANISE: _reorganise,
}


def _matter(id: str, draw: _Draw, unknowns: float) -> Json:
    said: Document = {
        "id": id,
        "kind": draw.kind,
        "petitioners": [PETITIONER],
        "competent": list[Json](
            draw.rng.choice((["yunhe-housing"], ["yunhe-housing", "yunhe-builders"], ["yunhe-gov"]))
        ),
    }
    if draw.kind == "appeal":
        said["way"] = 6 if draw.chance(0.9) else 3
    if draw.kind == "accusation" or draw.chance(0.3):
        said["accused"] = list[Json](
            draw.rng.choice((["yunhe-housing"], ["yunhe-housing/zhang"], ["yunhe-gov"]))
        )
    for name in ("kind", "way", "competent"):
        if draw.chance(unknowns / 4):
            said.pop(name, None)
    return said


# ---- what is left open ---------------------------------------------------------------------------


def _blurred(act: Act, draw: _Draw, unknowns: float) -> Json:
    said: Document = {"id": act.id, "kind": act.kind.value, "on": _text(act.day)}
    said |= {"by": act.by, "matter": act.matter, **act.own}
    if act.to is not None:
        said["to"] = act.to
    if REFERS[act.kind]:
        said["refers"] = list[Json]([act.refers] if act.refers else [])
    if act.kind is Kind.SUBMIT and draw.chance(unknowns / 4):
        said["petitioners"] = None
    if draw.chance(0.3):
        # INVARIANT: within a day, later drawn is later: no reference runs against the clock.
        said["time"] = f"{8 + int(act.id[1:]) // 2:02d}:{30 * (int(act.id[1:]) % 2):02d}"
    if draw.chance(unknowns):
        said["on"] = _unknown_day(act, draw)
        for name in ("sent", "received"):
            said.pop(name, None)
    for name in _LEAVABLE:
        if said.get(name) not in (None, []) and draw.chance(unknowns / 3):
            _leave_open(said, name, draw)
    return said


_LEAVABLE: Final = (
    "by", "to", "refers", "written", "channel", "has_name", "has_address", "has_contact", "states",
    "reasons_given", "approved_by_head", "attested", "same_as", "contains_denunciation", "limit",
    "representatives", "representatives_elected", "sitting_days", "parties", "procedure", "stage",
    "received",
)  # fmt: skip


def _unknown_day(act: Act, draw: _Draw) -> Json:
    if draw.chance(0.2):
        return None
    low = act.day - draw.rng.randint(0, 3)
    ends: Document = {"from": _text(low), "to": _text(act.day + draw.rng.randint(0, 3))}
    if draw.chance(0.1):
        del ends["from"]
    return ends


def _leave_open(said: Document, name: str, draw: _Draw) -> None:
    if name in ("refers", "by", "to", "written", "states") or draw.chance(0.5):
        del said[name]
    elif name == "attested":
        said[name] = {fact: {"value": None} for fact in ("complex", "good_cause")}
    elif name != "same_as":
        said[name] = None


def _record(draw: _Draw, partial: float) -> Json:
    if not draw.chance(partial):
        return "complete"
    if draw.chance(0.5):
        return "partial"
    return {"complete_for": [k.value for k in Kind if draw.chance(0.8)]}


def _absences(draw: _Draw, as_of: int) -> list[Json]:
    """Returns attestations that some answer never came."""
    return [
        {
            "id": f"a{place}",
            "kind": "absence",
            "on": _text(as_of),
            "by": draw.rng.choice(("yunhe-housing", "linjiang-xfj")),
            "matter": act.matter,
            "refers": act.id,
            "of": draw.rng.choice((Kind.OPINION, Kind.FEEDBACK, Kind.EXTEND, *NOTICES)).value,
        }
        for place, act in enumerate(draw.acts)
        if draw.chance(0.1)
    ]
