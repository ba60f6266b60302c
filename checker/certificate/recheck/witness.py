"""Witnesses: one completion of what the record leaves open, and what becomes of the instance in
it."""

from __future__ import annotations

from checker.certificate.recheck.cells import members, unrecorded
from checker.certificate.recheck.given import (
    Json,
    Object,
    Refused,
    canonical,
    items,
    obj,
    text,
    texts,
)
from checker.certificate.recheck.meaning import Meaning
from checker.certificate.recheck.proof import outcomes_of
from checker.certificate.recheck.record import Event
from checker.certificate.recheck.rules import Formula
from checker.certificate.recheck.terms import Env


def witnessed(m: Meaning, f: Formula, env: Env, witness: Object) -> str:
    """Returns the one outcome in a completion; Refused unless there can be such a completion."""
    enter(m, witness)
    found = outcomes_of(m, f, env, obj(witness["proof"]))
    leave(m)
    if len(found) != 1:
        raise Refused(f"a witness leaves {sorted(found)} possible")
    return next(iter(found))


def enter(m: Meaning, witness: Object) -> None:
    """Gives every open cell one value: that of the witness, else the first it can have."""
    m.fixed = {id: text(value) for id, value in obj(witness["readings"]).items()}
    for id, value in m.fixed.items():
        if value not in m.live[id]:
            raise Refused(f"{id} has no value `{value}` in play")
    m.supposed = [_supposed(m, obj(said), n) for n, said in enumerate(items(witness["supposed"]))]
    for name, part in obj(witness["cells"]).items():
        _admit(m, name, part)
    _check_order(m)
    _check_absences(m)


def leave(m: Meaning) -> None:
    """Ends the completion."""
    m.fixed, m.assumed, m.supposed = {}, {}, None


def _supposed(m: Meaning, said: Object, place: int) -> Event:
    kind = text(said["kind"])
    if kind not in m.record.open or kind in texts(m.record.form["never_supposed"]):
        raise Refused(f"no unrecorded `{kind}` may be supposed")
    assert m.trigger is not None
    e = unrecorded(kind, m.trigger, m.record)
    e.id, e.order, e.recorded = text(said["id"]), len(m.record.events) + place, True
    if e.id in m.record.by_id:
        raise Refused(f"`{e.id}` is recorded")
    return e


def _admit(m: Meaning, name: str, part: Json) -> None:
    """Gives a cell one value of those it can have; Refused if it cannot have it."""
    before, now = m.domain(name), m.suppose(name, part)
    match before, now:
        case (int(low), int(high)), (int(a), int(b)):
            fits = low <= a == b <= high
        case None, bool():
            fits = _unsaid(m, name)
        case None, (int(a), int(b)):
            fits = a == b and _is_free(m, name, a)
        case tuple(), (str(word),):
            fits = word in before
        case _:
            fits = before == now
    if not fits:
        raise Refused(f"`{name}` cannot be {canonical(part)}")


def _is_free(m: Meaning, name: str, value: int) -> bool:
    """Whether it is a place among a day's events, or an open limit that may be that many days."""
    if name.startswith("law.limit["):
        low, high = m.limits[name[len("law.limit[") : -1]]
        return low <= value and (high is None or value <= high)
    return name.endswith(".order")


def _unsaid(m: Meaning, name: str) -> bool:
    """Whether the record leaves this yes or no open."""
    owner, _, rest = name.partition("[")[0].rpartition(".")
    detail = name.partition("[")[2].rstrip("]")
    supposed = (o for o in m.supposed or () if o.id == owner)
    e = next(supposed, m.record.by_id.get(owner))
    match rest:
        case "attested" if e is not None:
            return e.facts.get(detail) is None
        case "attested":
            return m.record.matter_facts[owner].get(detail) is None
        case "same_facts" | "same_reasons" if e is not None:
            return m.ground(e, m.event(detail), rest) is None
        case _ if detail and e is not None:
            return detail in members(m.field(e, rest))[1]
        case _ if detail and owner in m.record.matter_cells:
            return detail in members(m.record.matter_cells[owner][rest])[1]
        case _:
            return owner in ("", "law") or not detail


def _check_order(m: Meaning) -> None:
    """Refuses a completion in which an event is earlier than what it refers to."""
    for e in (*m.record.events, *(m.supposed or ())):
        for o in (m.event(r) for r in m.references(e)[0]):
            if _day(m, o, "on") > _day(m, e, "on"):
                raise Refused(f"`{e.id}` is earlier than `{o.id}`, to which it refers")
        if "sent" in e.cells and _day(m, e, "sent") > _day(m, e, "received"):
            raise Refused(f"`{e.id}` is received before it is sent")


def _check_absences(m: Meaning) -> None:
    """Refuses a supposed event that somebody attests did not happen."""
    for absence in m.record.of_kind.get("absence", ()):
        kinds, until = m.field(absence, "of"), _day(m, absence, "until")
        about = [m.event(r) for r in m.references(absence)[0]]
        for e in m.supposed or ():
            denied = isinstance(kinds, tuple) and e.kind in kinds and _day(m, e, "on") <= until
            tied = not m.references(e)[0] or any(m.answers(e, o) for o in about)
            if denied and (not about or tied):
                raise Refused(f"`{absence.id}` says that no {e.kind} happened")


def _day(m: Meaning, e: Event, name: str) -> int:
    match m.field(e, name):
        case (int(low), int()):
            return low
        case _:
            raise Refused(f"`{e.id}` has no day `{name}`")
