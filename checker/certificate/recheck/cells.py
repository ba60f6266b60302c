"""The fields of events and matters: what is given, and what stands for what is not."""

from __future__ import annotations

from checker.certificate.recheck.given import Json, Object, day, items, obj, text, texts, whole
from checker.certificate.recheck.record import (
    Domain,
    Event,
    Members,
    Organs,
    Record,
    Span,
    Truth,
    Words,
)

NOBODY: Members = (frozenset(), frozenset())
NO_CELL: Words = ()
MOST_PEOPLE = 100_000
LABELS = ("serious", "urgent", "important", "litigation")


def record_of(document: Json, tree: Organs, form: Object, as_of: int) -> Record:
    """Returns the record of a case file, every field with what it can be."""
    record = Record(document, tree, form, as_of)
    record.matter_cells |= {m: _matter(m, raw, record) for m, raw in record.matters.items()}
    for e in record.events:
        _fill_cells(e, record)
    _fill_facts(record)
    return record


# ---- matters ----


def _matter(id: str, raw: Object, r: Record) -> dict[str, Domain]:
    kind = raw.get("kind")
    kinds = (text(kind),) if kind else tuple(texts(r.form["matter_kinds"]))
    elsewhere = _said_of(raw).get("legal_channel") is True
    ways = tuple(str(way) for way in range(1, 6 if elsewhere else 7))
    if raw.get("way") is not None:
        ways = (str(raw["way"]),)
    elif kind != "appeal":
        ways = ("none",) if kind else (*ways, "none")
    competent = _set(raw, "competent", "an organ", r, unknown=True)
    involves = _set(raw, "involves", "an organ", r, unknown=True)
    cells: dict[str, Domain] = {
        "kind": kinds,
        "way": ways,
        "petitioners": _petitioners(id, raw, r),
        "anonymous": bool(raw.get("anonymous")),
        "competent": competent,
        "accused": _set(raw, "accused", "anyone", r, unknown=False),
        "concerns": _set(raw, "concerns", "an organ", r, unknown=False),
        "area": _areas(raw, r),
        "involves": involves if "involves" in raw else competent,
    }
    return cells | {label: _said_of(raw).get(label, False) for label in LABELS}


def _petitioners(id: str, raw: Object, r: Record) -> Members:
    named, nobody = texts(raw.get("petitioners")), r.nobody(id)
    if named or nobody in r.petitioners:
        return frozenset(named or (nobody,)), frozenset()
    return frozenset(), frozenset(r.petitioners)


def _set(raw: Object, name: str, role: str, r: Record, *, unknown: bool) -> Members:
    if raw.get(name) is not None:
        return frozenset(texts(raw[name])), frozenset()
    return (frozenset(), r.all(role)) if unknown or name in raw else NOBODY


def _areas(raw: Object, r: Record) -> Words:
    if raw.get("area"):
        return (text(raw["area"]),)
    named = (m.get("area") for m in r.matters.values())
    lines = (organ[4] for organ in r.tree.organs.values())
    said = (text(a) for a in (*named, *lines) if a is not None)
    return tuple(dict.fromkeys((*texts(r.form["areas"]), *said)))


# ---- events ----


def _fill_cells(e: Event, r: Record) -> None:
    rule, cells = r.rule(e.kind), e.cells
    own = texts(rule["fields"])
    _fill_days(e, own, r)
    for name in (*texts(r.form["common"]), *own):
        about = obj(r.fields[name])
        if about["sort"] != "a day":
            cell = _cell(e, name, about, rule, r)
            if cell != NO_CELL:
                cells[name] = cell
    # an officer's official act is the act of the organ
    by = e.raw.get("by")
    if rule["by"] == "an organ" and isinstance(by, str) and "/" in by:
        (sure, maybe), unit = members(cells["by_person"]), by.partition("/")[0]
        cells["by"], cells["by_person"] = (unit,), (sure | {by}, maybe)


def members(cell: Domain) -> Members:
    """Returns the cell of a set."""
    assert isinstance(cell, tuple)
    sure, maybe = cell
    assert isinstance(sure, frozenset)
    assert isinstance(maybe, frozenset)
    return sure, maybe


def _fill_days(e: Event, own: list[str], r: Record) -> None:
    cells = e.cells
    cells["on"] = on = (e.low, e.high)
    if not e.ends:
        floor = next(o for o in r.events if o.matter == e.matter).low
        rests = [r.event(i).low for i in e.refs[0]] if len(e.refs) == 1 else []
        earliest = max(rests, default=min(e.low, floor))
        sent = on
        if e.has("sent"):
            cells["sent"] = sent = r.span(e.raw["sent"], earliest, r.as_of)
        if e.has("received"):
            cells["received"] = on = r.span(e.raw["received"], max(earliest, sent[0]), r.as_of)
    if "until" in own and e.has("until"):
        cells["until"] = r.span(e.raw["until"], e.low, r.as_of)
    if "limit" in own and e.has("limit"):
        said = e.raw["limit"]
        if isinstance(said, int):
            cells["limit"] = (on[0] + said, on[1] + said)
        else:
            cells["limit"] = r.span(said, on[0], r.as_of + whole(r.form["far"]))


def _cell(e: Event, name: str, about: Object, rule: Object, r: Record) -> Domain:
    value = e.raw.get(name)
    match about["sort"]:
        case "a set of days":
            return _sitting(e, r)
        case "a party":
            return _party(e, name, about, rule, r)
        case "a set of parties":
            return _parties(e, name, about, r)
        case "a set of words":
            if value is None:
                return frozenset[str](), frozenset(texts(rule["states"]))
            return frozenset(texts(value)), frozenset[str]()
        case "true or false":
            return _truth(e, name, about, rule, r)
        case "a whole number":
            return _number(e, name, about)
        case _:
            if e.raw["kind"] == "first_visit" and name == "channel":
                return ("visit",)
            words = obj(rule["words"]).get(name)
            return (text(value),) if value is not None else tuple(texts(words))


def _number(e: Event, name: str, about: Object) -> Span:
    value, low, high = e.raw.get(name), whole(about["low"]), whole(about["high"])
    if value is not None:
        return whole(value), whole(value)
    heads = (1, 1)
    if e.raw.get("joint") is True:  # two at least, and all who are named
        named, few = texts(e.raw.get("petitioners")), e.raw.get("representatives")
        heads = (max(2, len(named), few if isinstance(few, int) else 0), MOST_PEOPLE)
    if name == "group_size" and not e.has(name):
        return heads
    group = e.raw.get("group_size")
    if name == "representatives" and isinstance(group, int):
        return low, group
    return low, heads[1] if name == "representatives" and not e.has("group_size") else high


def _truth(e: Event, name: str, about: Object, rule: Object, r: Record) -> Truth:
    if e.has(name):
        value = e.raw[name]
        return value if isinstance(value, bool) else None
    match name:
        case "written":
            return True if rule["written"] else None
        case "value":
            return True
        case "contains_denunciation":
            kind = r.matters[e.matter].get("kind")
            return kind == "accusation" if kind else None
        case "designated_place":
            office = r.tree.organs.get(str(e.raw.get("to")), [""])[0] == "petition_office"
            return True if office else None
        case _:
            return False if about["absent"] == "no, none" else None


def _party(e: Event, name: str, about: Object, rule: Object, r: Record) -> Words:
    value = e.raw.get(name)
    if value is not None:
        return (text(value),)
    if name == "to" and e.kind == "determine_sponsor" and e.raw.get("result"):
        return tuple(texts(e.raw["result"]))
    role = text(rule[name] if name in ("by", "to") else about["role"])
    wanted = rule["to_needed"] is True if name == "to" else about["absent"] == "unknown"
    if not e.has(name) and not wanted:
        return NO_CELL
    if name == "by" and role == "a petitioner" and not e.has(name):
        sure, maybe = _petitioners(e.matter, r.matters[e.matter], r)
        if len(sure) == 1 and not maybe:
            return tuple(sure)
    return r.candidates(role, e.low, e.high)


def _parties(e: Event, name: str, about: Object, r: Record) -> Members | Words:
    value = e.raw.get(name)
    if isinstance(value, bool):  # `consents`: all who take part, or nobody
        return _parties(e, "parties", obj(r.fields["parties"]), r) if value else NOBODY
    if value is not None:
        return frozenset(texts(value)), frozenset()
    if name == "petitioners" and not e.has(name):
        return NO_CELL
    if about["absent"] == "no, none" and not e.has(name):
        return NOBODY
    return frozenset(), r.all(text(about["role"]))


def _sitting(e: Event, r: Record) -> Members:
    listed = e.raw.get("sitting_days")
    if listed is not None:
        return frozenset(str(day(d)) for d in items(listed)), frozenset()
    start, end = _hearing(e, r)
    possible = frozenset(str(d) for d in range(start[0], end[1] + 1))
    between = range(0) if e.has("sitting_days") else range(start[1], end[0] + 1)
    sure = frozenset(str(d) for d in between)
    return sure, possible - sure


def _hearing(e: Event, r: Record) -> tuple[Span, Span]:
    on = (e.low, e.high)
    if e.kind == "hearing_end":
        starts = [o for o in r.events if o.kind == "hearing_start" and o.id in _sure(e)]
        begun = (starts[0].low, starts[0].high) if len(starts) == 1 else (e.low, e.low)
        return begun, on
    ends = [o for o in r.events if o.kind == "hearing_end"]
    sure = [(o.low, o.high) for o in ends if e.id in _sure(o)]
    if sure:
        return on, min(sure, key=lambda span: span[0])
    maybe = any(e.id in option for o in ends for option in o.refs)
    return on, (e.low if maybe else r.as_of, r.as_of)


def _sure(e: Event) -> frozenset[str]:
    return e.refs[0] if len(e.refs) == 1 else frozenset()


def unrecorded(kind: str, trigger: Event, r: Record) -> Event:
    """Returns an event of which nothing is known but its kind and matter."""
    rule = r.rule(kind)
    e = Event("?", kind, len(r.events), {}, False, None, trigger.matter, recorded=False)
    mine = [o for o in r.events if o.matter == trigger.matter]
    e.low, e.high = min(o.low for o in mine), r.as_of
    may = [frozenset({o.id}) for o in mine if o.kind in texts(rule["refers"])]
    e.refs = (frozenset(), *may)
    people = r.petitioners or ("a petitioner",)
    for name in (*texts(r.form["common"]), *texts(rule["fields"])):
        about = obj(r.fields[name])
        role = text(rule[name] if name in ("by", "to") else about["role"])
        organs = () if role == "a petitioner" else tuple(r.tree.organs)
        parties = (*organs, *(() if role == "an organ" else (*people, *sorted(r.persons))))
        match about["sort"]:
            case "a day":
                e.cells[name] = (e.low, e.high)
            case "a whole number":
                e.cells[name] = (whole(about["low"]), whole(about["high"]))
            case "a party":
                e.cells[name] = parties
            case "a set of parties":
                e.cells[name] = (frozenset(), frozenset(parties))
            case "a set of days":
                e.cells[name] = (frozenset(), frozenset())
            case "a set of words":
                e.cells[name] = (frozenset(), frozenset(texts(rule["states"])))
            case "true or false":
                e.cells[name] = None
            case _:
                said = obj(rule["words"]).get(name)
                e.cells[name] = ("not known",) if said is None else tuple(texts(said))
    del e.cells["sent"]
    return e


# ---- attested facts ----


def _spoken(said: Json) -> Truth:
    value = said.get("value") if isinstance(said, dict) else said
    return value if isinstance(value, bool) else None


def _said_of(raw: Object) -> dict[str, Truth]:
    said = {name: _spoken(word) for name, word in obj(raw.get("attested") or {}).items()}
    for label in LABELS:
        if label in raw and said.get(label) is None:
            said[label] = _spoken(raw[label])
    return said


def _fill_facts(r: Record) -> None:
    r.matter_facts |= {m: _said_of(raw) for m, raw in r.matters.items()}
    for e in r.events:
        e.facts |= {n: _spoken(w) for n, w in obj(e.raw.get("attested") or {}).items()}
    known = texts(r.form["facts"])
    for e in r.events:
        name = e.raw.get("fact")
        if e.kind == "finding" and isinstance(name, str) and name in known and len(e.refs) == 1:
            value = _spoken(e.raw["value"]) if e.has("value") else True
            for facts in [r.event(id).facts for id in e.refs[0]] or [r.matter_facts[e.matter]]:
                if facts.get(name) is None:
                    facts[name] = value
    for m, said in r.matter_facts.items():
        r.matter_cells[m] |= {label: said.get(label, False) for label in LABELS}
    for e in r.events:
        request = e.kind in ("review_request", "re_review_request")
        if request and "good_cause" not in r.matter_facts[e.matter]:
            e.facts.setdefault("good_cause", False)
    for said in (*(e.facts for e in r.events), *r.matter_facts.values()):
        if "complex" in said:
            said.setdefault("hard", said["complex"])
    for m, said in r.matter_facts.items():
        denied = texts(r.form["only_if_said"])
        r.matter_facts[m] = {n: False if n in denied else None for n in known} | said
