"""Certificates written: a proof is looked for in the rechecker's own terms, so that what is written
is accepted, or said not to have been found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from checker.certificate.recheck.bundle import (
    BAD,
    GOOD,
    Case,
    bound,
    rests_on,
    verdict,
)
from checker.certificate.recheck.given import Json, Object, Refused, canonical
from checker.certificate.recheck.meaning import Meaning
from checker.certificate.recheck.proof import outcomes_of, running
from checker.certificate.recheck.record import Truth
from checker.certificate.recheck.rules import Formula, Node
from checker.certificate.recheck.terms import Bound, Env, Noted
from checker.certificate.recheck.witness import enter, leave

MOST_TRIES = 60
"""Case distinctions tried for one instance before it is said to have no certificate."""
MOST_WORDS = 8
"""Words of a cell that a case distinction may tell apart."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the engines say of one instance. `reason`: why it cannot have a certificate, if so.
    `witnesses`: gives completions (readings, cells, supposed events) that have these outcomes."""

    rule: str
    events: tuple[str, ...]
    verdict: str
    reason: str | None = None
    witnesses: Callable[[], Sequence[Object]] | None = None


def certified(case: Case, claims: Sequence[Claim]) -> Object:
    """Returns `certificates` and `without` of a case: one certificate per claim (claims not engaged
    for one reason share theirs), or the reason why it has none."""
    found: list[Object] = []
    without: list[Json] = []
    for claim in claims:
        reason = claim.reason
        if reason is None:
            try:
                found.append(certificate_of(case, claim))
            except Refused as refused:
                reason = str(refused)
        if reason is not None:
            without.append(
                {
                    "rule": claim.rule,
                    "events": [*claim.events],
                    "verdict": claim.verdict,
                    "reason": reason,
                }
            )
    return {"certificates": [*_shared(case, found)], "without": without}


def _shared(case: Case, certificates: list[Object]) -> Iterator[Json]:
    """Yields the certificates, those not engaged for one reason as one."""
    groups: dict[str, Object] = {}
    for one in certificates:
        if one["verdict"] != "not engaged":
            yield one
            continue
        key = f"{one['rule']} {canonical(one['proof'])}"
        if key not in groups:
            groups[key] = {**one, "events": []}
        events = groups[key]["events"]
        assert isinstance(events, list)
        assert isinstance(one["events"], list)
        events += one["events"]
    for group in groups.values():
        yield _stated(case, group)


def certificate_of(case: Case, claim: Claim) -> Object:
    """Returns the certificate of a claim; Refused if none is found."""
    f, _ = case.basis.formula(claim.rule)
    m = case.meaning()
    env = bound(m, f, [*claim.events])
    right = case.basis.about(claim.rule)["right"] is True
    search = _Search(m, f, env, claim.verdict)
    certificate: Object = {
        "rule": claim.rule,
        "events": [[*claim.events]],
        "verdict": claim.verdict,
    }
    if claim.verdict != "undetermined":
        certificate["proof"], found = search.by_readings()
        sure = {next(iter(r)) for r in found if len(r) == 1}
        try:
            verdict(found, frozenset(sure), right=right)
            return _stated(case, certificate)
        except Refused:
            pass
    given = claim.witnesses() if claim.witnesses else ()
    if not given:
        raise Refused("no completion with its outcome was found")
    certificate["witnesses"] = [search.witnessed(w) for w in given]
    return _stated(case, certificate)


def _stated(case: Case, certificate: Object) -> Object:
    """Returns the certificate with all it rests on stated; Refused unless it proves its claim."""
    return {**certificate, **rests_on(case, certificate)}


# ---- looking for a proof -------------------------------------------------------------------------


@dataclass
class _Search:
    """Looks for the case distinctions under which every leaf fits the verdict."""

    m: Meaning
    f: Formula
    env: Env
    verdict: str
    tries: int = 0

    def by_readings(self) -> tuple[Json, list[frozenset[str]]]:
        """Returns a tree of readings, then of cells, with the outcomes per combination of readings;
        Refused if none is found. A reading is told apart only where it must be."""
        m = self.m
        m.noted = Noted()
        leaf, outcomes = self._leaf()
        if self._fits(outcomes):
            return leaf, [outcomes]
        open_ = (id for id, vs in m.noted.readings.items() if len(vs) > 1 and id not in m.fixed)
        asked = next(open_, None)
        if asked is None:
            tree, found = self._by_cells(3)
            return tree, [found]
        branches: Object = {}
        all_found = list[frozenset[str]]()
        for value in m.live[asked]:
            m.fixed[asked] = value
            branches[value], under = self.by_readings()
            all_found += under
        del m.fixed[asked]
        return {"reading": asked, "of": branches}, all_found

    def _fits(self, outcomes: frozenset[str]) -> bool:
        match self.verdict:
            case "not engaged":
                return outcomes == frozenset({"not engaged"})
            case "violated" | "lapsed":
                return outcomes == BAD
            case "satisfied" | "excused":
                return outcomes <= GOOD
            case "pending":
                return outcomes <= GOOD | {"pending"}
            case "contested":
                return outcomes == BAD or not outcomes & BAD
            case _:
                return False

    def _by_cells(self, depth: int) -> tuple[Object, frozenset[str]]:
        """Returns a tree of case distinctions over cells; Refused if none is found."""
        m = self.m
        m.loose, m.flips = {}, {}
        leaf, outcomes = self._leaf()
        if self._fits(outcomes):
            return leaf, outcomes
        self.tries += 1
        if depth == 0 or self.tries > MOST_TRIES:
            raise Refused(f"no case distinction was found that leaves only `{self.verdict}`")
        for name, parts in list(_distinctions(m)):
            try:
                return self._told_apart(name, parts, depth)
            except Refused:
                continue
        raise Refused(f"no case distinction was found that leaves only `{self.verdict}`")

    def _told_apart(
        self, name: str, parts: list[Json], depth: int
    ) -> tuple[Object, frozenset[str]]:
        before = dict(self.m.assumed)
        cases, found = list[Json](), frozenset[str]()
        try:
            for part in parts:
                self.m.suppose(name, part)
                tree, outcomes = self._by_cells(depth - 1)
                cases.append([part, tree])
                found |= outcomes
                self.m.assumed = dict(before)
        finally:
            self.m.assumed = before
        if self.verdict == "contested" and not self._fits(found):
            raise Refused("a reading leaves both a breach and none")
        return {"cell": name, "of": cases}, found

    def witnessed(self, witness: Object) -> Object:
        """Returns the completion with the proof of what becomes of the instance in it; Refused if
        it is no completion."""
        enter(self.m, witness)
        try:
            leaf, _ = self._leaf()
        finally:
            leave(self.m)
        return {**witness, "proof": leaf}

    # ---- a leaf ----

    def _leaf(self) -> tuple[Object, frozenset[str]]:
        """Returns all that the record settles of the instance, and the outcomes left possible."""
        m, f, env = self.m, self.f, self.env
        leaf: Object = {}
        guard = self._settle(leaf, "guard", f.guard)
        if guard is not False:
            met = self._settle(leaf, "met", f.met)
            if met is None or met is not f.wanted:
                self._excuses(leaf)
                if f.answer and running(m, f, env) is not None:
                    leaf["running"] = True
        return leaf, outcomes_of(m, f, env, leaf)

    def _settle(self, leaf: Object, part: str, node: Node) -> Truth:
        value = self.m.value(node, self.env)
        if value is not None:
            leaf[part] = [int(value), _need(hint(self.m, node, self.env, want=value))]
        return value

    def _excuses(self, leaf: Object) -> None:
        hints = list[Json]()
        for place, excuse in enumerate(self.f.excuses):
            value = self.m.value(excuse, self.env)
            if value is True:
                found = _need(hint(self.m, excuse, self.env, want=True))
                leaf["excuses"] = {"is": [place, found]}
                return
            if value is False:
                hints.append(_need(hint(self.m, excuse, self.env, want=False)))
        if len(hints) == len(self.f.excuses):
            leaf["excuses"] = hints


def _need(found: Json) -> Json:
    if found is None:
        raise Refused("a formula that is decided has no hint")
    return found


def _distinctions(m: Meaning) -> Iterator[tuple[str, list[Json]]]:
    """Yields the cells read that are open, with the cases to tell apart."""
    for name, domain in m.loose.items():
        if name.startswith("?."):
            continue
        match domain:
            case None:
                yield name, [True, False]
            case (int(low), int(high)):
                for at in sorted(x for x in m.flips.get(name, ()) if low < x <= high):
                    yield name, [{"from": low, "to": at - 1}, {"from": at, "to": high}]
            case tuple() if len(domain) <= MOST_WORDS:
                yield name, [str(word) for word in domain]
            case _:
                pass


# ---- hints ---------------------------------------------------------------------------------------


def hint(m: Meaning, f: Node, env: Env, *, want: bool) -> Json:
    """Returns a hint under which `recheck.proof.check` accepts the formula; None if there is
    none."""
    match f.name:
        case "Not":
            return hint(m, f.node(0), env, want=not want)
        case "And" | "Or":
            parts = f.nodes(0)
            if (f.name == "And") is want:
                return _each([hint(m, p, env, want=want) for p in parts])
            for place in sorted(range(len(parts)), key=lambda p: parts[p].name in _DEEP):
                found = hint(m, parts[place], env, want=want)
                if found is not None:
                    return [place, found]
            return None
        case "Choose":
            named = {value: hint(m, b, env, want=want) for value, b in m.in_play(f).items()}
            return _by_id(named)
        case "Some" | "EveryMember" | "SomeOrgan":
            return _of_search(m, f, env, want=want)
        case _:
            return 0 if m.value(f, env) is want else None


_DEEP = frozenset({"Some", "SomeOrgan", "EveryMember", "And", "Or", "Not", "Choose"})


def _of_search(m: Meaning, f: Node, env: Env, *, want: bool) -> Json:
    var, body = f.node(0).word(0), f.node(1 if f.name == "Some" else 2)
    each = want is (f.name == "EveryMember")
    named = dict[str, Json]()
    for id, bound_to in _candidates(m, f, env, sure=not each):
        found = hint(m, body, {**env, var: bound_to}, want=want)
        if found is not None and not each:
            return [id, found]
        named[id] = found
    return _by_id(named) if each else None


def _candidates(m: Meaning, f: Node, env: Env, *, sure: bool) -> Iterator[tuple[str, Bound]]:
    match f.name:
        case "Some":
            for e in m.events(f):
                if e.recorded:
                    yield e.id, e
                elif not sure:
                    yield f"? {e.kind}", e
        case "EveryMember":
            members = m.set_of(f.node(1), env)
            yield from ((p, (p,)) for p in sorted(members[0] if sure else members[0] | members[1]))
        case _:
            low, high = m.day(f.node(1), env)
            tree = m.record.tree
            for o in m.organs(f, env):
                if not sure or (tree.alive(o, low, low) and tree.alive(o, high, high)):
                    yield o, (o,)


def _each(hints: list[Json]) -> Json:
    if any(h is None for h in hints):
        return None
    return 0 if all(h == 0 for h in hints) else hints


def _by_id(named: dict[str, Json]) -> Json:
    """Returns hints by id, those most alike as `*`."""
    if any(h is None for h in named.values()):
        return None
    if all(h == 0 for h in named.values()):
        return 0
    usual, count = Counter(canonical(h) for h in named.values()).most_common(1)[0]
    if count == 1:
        return {**named}
    star = next(h for h in named.values() if canonical(h) == usual)
    return {"*": star, **{id: h for id, h in named.items() if canonical(h) != usual}}
