"""Proofs: hints that lead through a formula, and the outcomes that they leave possible.

A hint says where to look, and proves nothing by itself: `0` the formula decides itself; of a false
"all" (a true "one of") `[place, hint]`; of a true "all" (a false "one of") one hint per part; of a
found event, member or organ `[id, hint]`; of one that is not there the hints by id, `*` standing
for those not named.
"""

from __future__ import annotations

from collections.abc import Iterable

from checker.certificate.recheck.given import Json, Object, Refused, items, obj, text, whole
from checker.certificate.recheck.meaning import Meaning
from checker.certificate.recheck.record import Domain, Truth
from checker.certificate.recheck.rules import Formula, Node
from checker.certificate.recheck.terms import Env

OUTCOMES = frozenset({"not engaged", "satisfied", "excused", "pending", "violated"})


def check(m: Meaning, f: Node, env: Env, hint: Json, *, want: bool) -> None:
    """Returns iff the formula is surely true (false, if that is wanted); Refused if it need not
    be."""
    if hint == 0:
        if m.value(f, env) is not want:
            raise Refused(f"`{f.name}` is not surely {str(want).lower()}")
        return
    match f.name:
        case "Not":
            check(m, f.node(0), env, hint, want=not want)
        case "And" | "Or":
            parts, hints = f.nodes(0), items(hint)
            if (f.name == "And") is want:
                if len(parts) != len(hints):
                    raise Refused(f"{len(hints)} hints for {len(parts)} parts")
                for part, each in zip(parts, hints, strict=True):
                    check(m, part, env, each, want=want)
            else:
                place, inner = _pair(hint)
                if not 0 <= whole(place) < len(parts):
                    raise Refused("a hint names a part that is not there")
                check(m, parts[whole(place)], env, inner, want=want)
        case "Choose":
            branches = m.in_play(f)
            for value, each in _hints(hint, branches):
                check(m, branches[value], env, each, want=want)
        case "Some" | "EveryMember" | "SomeOrgan":
            _check_search(m, f, env, hint, want=want)
        case _:
            raise Refused(f"`{f.name}` takes no hint")


def _check_search(m: Meaning, f: Node, env: Env, hint: Json, *, want: bool) -> None:
    var, body = f.node(0).word(0), f.node(1 if f.name == "Some" else 2)
    if want is (f.name == "EveryMember"):
        _check_each(m, f, env, hint, want=want)
        return
    place, inner = _pair(hint)
    id = text(place)
    match f.name:
        case "Some":
            e = m.event(id)
            if e.kind not in f.node(0).words(1):
                raise Refused(f"`{id}` is of another kind")
            check(m, body, {**env, var: e}, inner, want=want)
            return
        case "SomeOrgan":
            low, high = m.day(f.node(1), env)
            tree = m.record.tree
            if id not in tree.organs or not (
                tree.alive(id, low, low) and tree.alive(id, high, high)
            ):
                raise Refused(f"`{id}` need not exist on that day")
        case _:
            if id not in m.set_of(f.node(1), env)[0]:
                raise Refused(f"`{id}` need not be a member")
    check(m, body, {**env, var: (id,)}, inner, want=want)


def _check_each(m: Meaning, f: Node, env: Env, hint: Json, *, want: bool) -> None:
    var, body = f.node(0).word(0), f.node(1 if f.name == "Some" else 2)
    if f.name == "Some":
        events = {e.id if e.recorded else f"? {e.kind}": e for e in m.events(f)}
        for id, each in _hints(hint, events):
            check(m, body, {**env, var: events[id]}, each, want=want)
        return
    if f.name == "EveryMember":
        for id, each in _hints(hint, m.in_set(f.node(1), env)):
            check(m, body, {**env, var: (id,)}, each, want=want)
        return
    with m.sweep():
        for id, each in _hints(hint, m.organs(f, env)):
            check(m, body, {**env, var: (id,)}, each, want=want)


def _pair(hint: Json) -> tuple[Json, Json]:
    match hint:
        case [place, inner]:
            return place, inner
        case _:
            raise Refused("a hint is no pair")


def _hints(hint: Json, wanted: Iterable[str]) -> list[tuple[str, Json]]:
    said, ids = obj(hint), list(wanted)
    strange = said.keys() - {*ids, "*"}
    lacking = [] if "*" in said else [id for id in ids if id not in said]
    if strange or lacking:
        raise Refused(f"hints name {sorted(strange)} and leave out {lacking}")
    return [(id, said.get(id, said.get("*"))) for id in ids]


# ---- outcomes ------------------------------------------------------------------------------------


def outcomes_of(m: Meaning, f: Formula, env: Env, leaf: Object) -> frozenset[str]:
    """Returns the outcomes that a leaf leaves possible."""
    known: dict[str, Truth] = {"guard": None, "met": None, "excused": None, "running": None}
    for part, node in (("guard", f.guard), ("met", f.met)):
        if part in leaf:
            want, hint = _pair(leaf[part])
            check(m, node, env, hint, want=want == 1)
            known[part] = want == 1
    if known["met"] is not None:
        known["met"] = known["met"] is f.wanted
    if "excuses" in leaf:
        known["excused"] = _excused(m, f, env, leaf["excuses"])
    if leaf.get("running") is True or not f.answer:
        known["running"] = running(m, f, env)
    unknown = leaf.keys() - {"guard", "met", "excuses", "running"}
    if unknown:
        raise Refused(f"a leaf has {sorted(unknown)}")
    return possible(known["guard"], known["met"], known["excused"], known["running"])


def _excused(m: Meaning, f: Formula, env: Env, said: Json) -> Truth:
    """One hint per excuse: none came; or `[place, hint]` in an object: that one did."""
    if isinstance(said, dict):
        place, hint = _pair(said["is"])
        if not 0 <= whole(place) < len(f.excuses):
            raise Refused("there is no such excuse")
        check(m, f.excuses[whole(place)], env, hint, want=True)
        return True
    if len(items(said)) != len(f.excuses):
        raise Refused("every excuse must be refuted")
    for excuse, hint in zip(f.excuses, items(said), strict=True):
        check(m, excuse, env, hint, want=False)
    return False


def running(m: Meaning, f: Formula, env: Env) -> Truth:
    """Returns whether there is still time to meet the demand."""
    if not f.answer:
        return False
    if f.due is None:
        return True
    low, high = m.day(f.due, env)
    as_of = m.record.as_of
    return True if as_of <= low else False if as_of > high else None


def possible(guard: Truth, met: Truth, excused: Truth, runs: Truth) -> frozenset[str]:
    """Returns the outcomes not excluded."""
    left = set(OUTCOMES)
    if guard is True:
        left.discard("not engaged")
    if guard is False or met is False:
        left.discard("satisfied")
    if guard is False or met is True or excused is False:
        left.discard("excused")
    if guard is False or met is True or excused is True:
        left -= {"pending", "violated"}
    if runs is not None:
        left.discard("violated" if runs else "pending")
    return frozenset(left)


# ---- case distinctions ---------------------------------------------------------------------------


def results(m: Meaning, f: Formula, env: Env, tree: Json) -> list[frozenset[str]]:
    """Returns, per combination of readings told apart, the outcomes left possible."""
    said = obj(tree)
    if "reading" in said:
        id = text(said["reading"])
        found: list[frozenset[str]] = []
        for value, inner in _hints(said["of"], m.values(id)):
            m.fixed[id] = value
            found += results(m, f, env, inner)
            del m.fixed[id]
        return found
    return [_by_cells(m, f, env, said)]


def _by_cells(m: Meaning, f: Formula, env: Env, tree: Object) -> frozenset[str]:
    if "cell" not in tree:
        return outcomes_of(m, f, env, tree)
    name, found = text(tree["cell"]), frozenset[str]()
    before, parts = dict(m.assumed), list[Domain]()
    whole_cell = m.domain(name)
    for case in items(tree["of"]):
        part, inner = _pair(case)
        parts.append(m.suppose(name, part))
        found |= _by_cells(m, f, env, obj(inner))
        m.assumed = dict(before)
    if not covered(whole_cell, parts):
        raise Refused(f"the cases of `{name}` leave something out")
    return found


def covered(domain: Domain, parts: list[Domain]) -> bool:
    """Returns whether the parts are the whole domain."""
    match domain:
        case (int(low), int(high)):
            spans = sorted(p for p in parts if isinstance(p, tuple))
            nxt = low
            for span in spans:
                first, last = span
                if not (isinstance(first, int) and isinstance(last, int)) or first > nxt:
                    return False
                nxt = max(nxt, last + 1)
            return nxt > high
        case None:
            return {p for p in parts if isinstance(p, bool)} == {True, False}
        case tuple():
            return {w for p in parts if isinstance(p, tuple) for w in p} >= set(domain)
        case _:
            return True
