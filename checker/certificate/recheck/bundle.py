"""A folder of certificates: the basis they rest on, the cases, and whether each proves its claim.

`basis.json` and `trees/DIGEST.json` hold what is taken as given; `cases/NAME.json` the case files
as they were judged; `certificates/NAME.json` per case what is claimed and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from checker.certificate.recheck.cells import record_of
from checker.certificate.recheck.days import Calendar
from checker.certificate.recheck.given import (
    Json,
    Object,
    Refused,
    canonical,
    day,
    digest,
    items,
    obj,
    read,
    text,
    texts,
    whole,
)
from checker.certificate.recheck.meaning import Meaning
from checker.certificate.recheck.proof import results
from checker.certificate.recheck.record import Organs, Record
from checker.certificate.recheck.rules import Formula, formula
from checker.certificate.recheck.terms import Env, Noted
from checker.certificate.recheck.witness import witnessed

GOOD = frozenset({"not engaged", "satisfied", "excused"})
BAD = frozenset({"violated"})
PARTS = ("format", "calendar", "readings", "limits", "sources")
MALFORMED = (KeyError, IndexError, ValueError, TypeError, AssertionError, RecursionError)
WORST_FIRST = ("violated", "undetermined", "contested", "open")


@dataclass(eq=False)
class Basis:
    """What is taken as given. Hashes are of the canonical JSON of each part."""

    parts: Object
    calendar: Calendar = field(init=False)
    live: dict[str, tuple[str, ...]] = field(init=False)
    limits: dict[str, tuple[int, int | None]] = field(init=False)
    hashes: dict[str, str] = field(init=False)
    _formulas: dict[str, tuple[Formula, str]] = field(
        default_factory=dict[str, tuple[Formula, str]]
    )
    _trees: dict[str, Organs] = field(default_factory=dict[str, Organs])

    def __post_init__(self) -> None:
        table, form = obj(self.parts["calendar"]), obj(self.parts["format"])
        rest = frozenset(whole(d) for d in items(table["rest"]))
        longest = whole(form["longest_rest"])
        self.calendar = Calendar(whole(table["first"]), whole(table["last"]), rest, longest)
        self.live = {id: tuple(texts(v)) for id, v in obj(self.parts["readings"]).items()}
        self.limits = {id: _limit(items(v)) for id, v in obj(self.parts["limits"]).items()}
        self.hashes = {part: digest(canonical(self.parts[part])) for part in PARTS}
        for name, tree in obj(self.parts["trees"]).items():
            self.add_tree(name, tree)

    def add_tree(self, name: str, tree: Json) -> None:
        """Takes in a tree of organs."""
        if f"organs {name}" not in self.hashes:
            self.hashes[f"organs {name}"] = digest(canonical(tree))
            obj(self.parts["trees"])[name] = tree

    def formula(self, rule: str) -> tuple[Formula, str]:
        """Returns the formula of a rule and its hash."""
        if rule not in self._formulas:
            table = self.about(rule)["table"]
            self._formulas[rule] = formula(table), digest(canonical(table))
        return self._formulas[rule]

    def about(self, rule: str) -> Object:
        """Returns the entry of a rule."""
        rules = obj(self.parts["rules"])
        if rule not in rules:
            raise Refused(f"the basis has no rule `{rule}`")
        return obj(rules[rule])

    def tree(self, name: str) -> Organs:
        """Returns a tree of organs by its digest."""
        if name not in self._trees:
            said = obj(obj(self.parts["trees"])[name])
            pairs = {
                relation: [frozenset(_two(p) for p in texts(table)) for table in items(tables)]
                for relation, tables in obj(said["relations"]).items()
            }
            organs = {id: items(organ) for id, organ in obj(said["organs"]).items()}
            self._trees[name] = Organs(organs, [whole(e) for e in items(said["epochs"])], pairs)
        return self._trees[name]


def _limit(said: list[Json]) -> tuple[int, int | None]:
    low, high = said
    return whole(low), None if high is None else whole(high)


def _two(pair: str) -> tuple[str, str]:
    a, _, b = pair.partition(" ")
    return a, b


@dataclass(eq=False)
class Case:
    """One case: its file read anew, and what is claimed of it."""

    basis: Basis
    record: Record
    claims: Object

    def meaning(self) -> Meaning:
        """Returns what formulas mean over this case."""
        b = self.basis
        return Meaning(self.record, b.live, b.limits, b.calendar)


def case_of(basis: Basis, file: str | bytes, claims: Object) -> Case:
    """Returns the case; Refused unless file and basis are those the claims are about."""
    if digest(file) != claims["input"]:
        raise Refused("the case file is not the one that was judged")
    for part, hash in obj(claims["basis"]).items():
        if basis.hashes.get(part) != hash:
            raise Refused(f"the {part} of the basis is not what was judged by")
    if set(PARTS) - obj(claims["basis"]).keys():
        raise Refused("the claims do not say what they rest on")
    for rule, hash in obj(claims["rules"]).items():
        if basis.formula(rule)[1] != hash:
            raise Refused(f"the formula of {rule} is not the one judged by")
    name = text(claims["organs"])
    if f"organs {name}" not in obj(claims["basis"]):
        raise Refused("the claims do not name their tree of organs")
    document = obj(read(file))
    if document["case"] != claims["case"]:
        raise Refused("the case file is of another case")
    if document["as_of"] != claims["as_of"]:
        raise Refused("the case is judged as of another day than its file says")
    form = obj(basis.parts["format"])
    return Case(basis, record_of(document, basis.tree(name), form, day(claims["as_of"])), claims)


# ---- one certificate -----------------------------------------------------------------------------


def recheck(case: Case, certificate: Object) -> None:
    """Returns iff the certificate proves its verdict of each instance it names, from exactly what
    it states; Refused with the reason if not."""
    try:
        noted = rests_on(case, certificate)
    except MALFORMED as error:
        raise Refused(f"it is malformed: {error!r}") from None
    stated = certificate.keys() - {"rule", "events", "verdict", "proof", "witnesses"}
    if stated != noted.keys() or any(certificate[k] != noted[k] for k in stated):
        raise Refused(f"what it states is not what it rests on: {_difference(certificate, noted)}")


def rests_on(case: Case, certificate: Object) -> Object:
    """Returns what the proof of a certificate rests on, as it must state it; Refused unless it
    proves its verdict of each instance it names."""
    rule = text(certificate["rule"])
    if rule not in obj(case.claims["rules"]):
        raise Refused(f"{rule} is not among the rules judged by")
    m = case.meaning()
    for ids in items(certificate["events"]):
        found = _proved(m, case.basis, rule, texts(ids), certificate)
        if found != certificate["verdict"]:
            raise Refused(f"it proves `{found}`, not `{certificate['verdict']}`")
    return noted_in(m.noted)


def _difference(certificate: Object, noted: Object) -> str:
    for part in ("facts", "periods", "closed", "readings"):
        a, b = certificate.get(part), noted.get(part)
        if a != b:
            if isinstance(a, dict) and isinstance(b, dict):
                names = [k for k in {**a, **b} if a.get(k, "-") != b.get(k, "-")]
                return f"{part}: {', '.join(sorted(names)[:5])}"
            return part
    return "a part too many"


def noted_in(noted: Noted) -> Object:
    """Returns what was read, as a certificate states it."""
    closed: list[Json] = [*sorted(noted.closed)]
    periods: list[Json] = [noted.periods[key] for key in sorted(noted.periods)]
    asked: Object = {id: [*values] for id, values in noted.readings.items() if len(values) > 1}
    found: Object = {"facts": {**noted.facts}, "closed": closed, "periods": periods}
    return {k: v for k, v in {**found, "readings": asked}.items() if v}


def bound(m: Meaning, f: Formula, ids: list[str]) -> Env:
    """Returns the triggers bound to these events; Refused if one is of another kind."""
    if len(ids) != len(f.triggers):
        raise Refused(f"{len(ids)} events for {len(f.triggers)} triggers")
    events = [m.record.event(id) for id in ids]
    for e, var in zip(events, f.triggers, strict=True):
        if e.kind not in var.words(1):
            raise Refused(f"`{e.id}` is no trigger of this rule")
    m.trigger = events[-1]
    return {var.word(0): e for e, var in zip(events, f.triggers, strict=True)}


def _proved(m: Meaning, basis: Basis, rule: str, ids: list[str], certificate: Object) -> str:
    f, _ = basis.formula(rule)
    env = bound(m, f, ids)
    witnesses = [obj(w) for w in items(certificate.get("witnesses", []))]
    outcomes = [witnessed(m, f, env, w) for w in witnesses]
    if "proof" not in certificate:
        return _undetermined(witnesses, outcomes)
    found = results(m, f, env, certificate["proof"])
    sure = {next(iter(r)) for r in found if len(r) == 1} | {*outcomes}
    return verdict(found, frozenset(sure), right=basis.about(rule)["right"] is True)


def _undetermined(witnesses: list[Object], outcomes: list[str]) -> str:
    """Returns `undetermined`; Refused unless two completions under one valuation of the readings
    differ in whether there is a breach."""
    under = {canonical(w["readings"]) for w in witnesses}
    if len(under) != 1 or len({o == "violated" for o in outcomes}) != 2:
        raise Refused(
            "no two completions under the same readings, one with a breach and one without"
        )
    return "undetermined"


def verdict(found: list[frozenset[str]], sure: frozenset[str], *, right: bool) -> str:
    """Returns the verdict that these outcomes per reading make, of which the `sure` ones do come
    about; Refused if they leave it open."""
    everywhere = frozenset[str]().union(*found)
    if everywhere <= {"not engaged"}:
        return "not engaged"
    if everywhere == BAD:
        return "lapsed" if right else "violated"
    if everywhere <= GOOD | {"pending"}:
        if "pending" in sure:
            return "pending"
        if everywhere <= GOOD and "satisfied" in sure:
            return "satisfied"
        if everywhere <= {"not engaged", "excused"} and "excused" in sure:
            return "excused"
        raise Refused(f"it is open which of {sorted(everywhere)} come about")
    if all(r == BAD or not r & BAD for r in found):
        return "contested"
    raise Refused(f"it leaves open {sorted(everywhere)}")


# ---- a case as a whole ---------------------------------------------------------------------------


def instances(case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yields every rule with every binding of its triggers: the list of triggers is exhaustive."""
    for rule in obj(case.claims["rules"]):
        kinds = [var.words(1) for var in case.basis.formula(rule)[0].triggers]
        pools = [[e.id for e in case.record.events if e.kind in k] for k in kinds]
        yield from ((rule, ids) for ids in product(*pools))


@dataclass
class Account:
    """What became of one case or of a folder: certificates accepted, refused (with the reason), and
    instances that have none (with the reason)."""

    accepted: int = 0
    refused: list[str] = field(default_factory=list[str])
    without: list[str] = field(default_factory=list[str])


def recheck_case(case: Case, account: Account) -> None:
    """Adds what becomes of every certificate of the case, and of its verdict as a whole."""
    left = set(instances(case))
    verdicts: list[tuple[str, str]] = []
    for certificate in map(obj, items(case.claims["certificates"])):
        rule, verdict = text(certificate["rule"]), text(certificate["verdict"])
        for bound_to in items(certificate["events"]):
            left.discard((rule, tuple(texts(bound_to))))
        verdicts.append((rule, verdict))
        try:
            recheck(case, certificate)
            account.accepted += 1
        except Refused as reason:
            events = canonical(certificate["events"])
            account.refused.append(f"{case.claims['case']}: {rule} {events}: {reason}")
    for lacking in map(obj, items(case.claims["without"])):
        rule = text(lacking["rule"])
        left.discard((rule, tuple(texts(lacking["events"]))))
        verdicts.append((rule, text(lacking["verdict"])))
        events = " ".join(texts(lacking["events"]))
        why = f"no certificate: {text(lacking['reason'])}"
        account.without.append(f"{case.claims['case']}: {rule} {events} {verdicts[-1][1]}: {why}")
    for rule, ids in sorted(left):
        account.refused.append(f"{case.claims['case']}: {rule} {' '.join(ids)}: nothing is claimed")
    whole_verdict = verdict_of_case(case, verdicts)
    if whole_verdict != case.claims["verdict"]:
        said = f"the verdicts make `{whole_verdict}`, not `{case.claims['verdict']}`"
        account.refused.append(f"{case.claims['case']}: {said}")


def verdict_of_case(case: Case, verdicts: list[tuple[str, str]]) -> str:
    """Returns what the verdicts of the rules make of the history."""
    made = {"compliant as recorded" if case.record.open else "compliant"}
    for rule, said in verdicts:
        if case.basis.about(rule)["right"] is True and said != "pending":
            continue
        made.add("open" if said == "pending" else said)
    if uncovered(case):
        made.add("undetermined")
    return next(
        (v for v in WORST_FIRST if v in made), min(made & {"compliant", "compliant as recorded"})
    )


def uncovered(case: Case) -> list[str]:
    """Returns the events on days for which no source judged by was in force."""
    names = {text(case.basis.about(rule)["source"]) for rule in obj(case.claims["rules"])}
    sources = [items(obj(case.basis.parts["sources"])[name]) for name in names]
    always = (0, case.record.as_of)
    spans = [
        (always[0] if a is None else whole(a), always[1] if b is None else whole(b))
        for a, b in sources
    ]
    return [
        e.id for e in case.record.events if not any(e.high >= a and e.low <= b for a, b in spans)
    ]


def recheck_folder(folder: Path) -> Account:
    """Returns what became of every certificate in a folder; Refused if it holds none."""
    account = Account()
    try:
        basis = Basis(obj(read((folder / "basis.json").read_bytes())))
        for path in sorted((folder / "trees").glob("*.json")):
            basis.add_tree(path.stem, read(path.read_bytes()))
        claimed = sorted((folder / "certificates").glob("*.json"))
        if not claimed:
            raise Refused("the folder holds no certificates")
        for path in claimed:
            try:
                file = (folder / "cases" / path.name).read_bytes()
                recheck_case(case_of(basis, file, obj(read(path.read_bytes()))), account)
            except (Refused, *MALFORMED) as error:
                account.refused.append(f"{path.name}: {error}")
    except OSError as error:
        raise Refused(f"cannot read `{error.filename}`: {(error.strerror or '').lower()}") from None
    return account
