"""What a certificate takes as given, as data with hashes: formulas, readings, format, calendar,
organs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import cast

from checker.certificate.recheck.given import Json, Object, canonical, digest
from checker.ground.ghosts import INSTITUTIONAL
from checker.ground.periods import LONGEST_REST
from model.calendar import Calendar
from model.casefile.cells import FAR, ONLY_IF_SAID
from model.casefile.dating import FOUNDING
from model.casefile.fields import AREAS, FIELDS
from model.casefile.kinds import COMMON, KINDS, KindRule
from model.logic import nodes as n
from model.logic.limits import LimitId, open_limit_of
from model.logic.meaning import DENIED_IF_ABSENT, PASSING_ON, TAKING_UP
from model.logic.readings import Grade, all_readings
from model.logic.rewrite import limits_of, rule_parts
from model.logic.rule import Modality, Rule, Source
from model.logic.table import table
from model.organs.hierarchy import Hierarchy, Organ, Relation
from model.words import Fact, MatterKind


def hash_of(part: Json) -> str:
    """Returns the SHA-256 of a part of the basis."""
    return digest(canonical(part))


@cache
def case_format() -> Object:
    """Returns what the case file says of each kind and field, and what an absent one means."""
    fields: Object = {
        f.value: {
            "sort": r.sort.value,
            "absent": r.absent.value,
            "low": r.low,
            "high": r.high,
            "role": r.role.value,
        }
        for f, r in FIELDS.items()
    }
    return {
        "kinds": {kind.value: _kind(rule) for kind, rule in KINDS.items()},
        "fields": fields,
        "common": _words(COMMON),
        "matter_kinds": _words(MatterKind),
        "areas": _words(AREAS),
        "facts": _words(Fact),
        "only_if_said": _sorted(ONLY_IF_SAID),
        "denied_if_absent": _sorted(DENIED_IF_ABSENT),
        "passing_on": _sorted(PASSING_ON),
        "taking_up": _sorted(TAKING_UP),
        "never_supposed": _sorted(INSTITUTIONAL),
        "founding": FOUNDING,
        "far": FAR,
        "longest_rest": LONGEST_REST,
    }


def _words(words: Iterable[str]) -> list[Json]:
    return [str(w) for w in words]


def _sorted(words: Iterable[str]) -> list[Json]:
    return [*sorted(str(w) for w in words)]


def _kind(rule: KindRule) -> Object:
    return {
        "reference": rule.reference.value,
        "refers": _words(rule.refers),
        "failing": _words(rule.failing),
        "by": rule.by.value,
        "to": rule.to.value,
        "to_needed": rule.to_needed,
        "fields": _words(rule.fields),
        "states": _words(rule.states),
        "words": {f.value: _words(words) for f, words in rule.words.items()},
        "written": rule.written,
    }


@cache
def readings(pinned: tuple[tuple[str, str], ...]) -> Object:
    """Returns for every reading the values in play, the default first; of a pinned one that
    value."""
    fixed = dict(pinned)
    found: Object = {}
    for id, reading in all_readings().items():
        default = reading.default().word
        live = [v.word for v in reading.graded(Grade.LIVE)]
        found[id] = [fixed[id]] if id in fixed else [default, *live]
    return found


def limits(chosen: Mapping[str, Rule], said: Mapping[LimitId, int]) -> Object:
    """Returns for every open-textured limit of the rules the fewest and the most days it allows;
    null: no text says how many at most."""
    found: Object = {}
    for id in sorted({id for rule in chosen.values() for id in limits_of(rule)}):
        found[id] = [said[id], said[id]] if id in said else [0, open_limit_of(id).anchor]
    return found


def rules(chosen: Mapping[str, Rule]) -> Object:
    """Returns the tables of the rules, whether each is a right, and its source."""
    return {
        id: {"table": _table(r), "right": r.modality is Modality.RIGHT, "source": r.source}
        for id, r in chosen.items()
    }


def _last(s: Source, pinned: Mapping[str, str]) -> int | None:
    # INVARIANT: as `Source.covers`
    until = s.until
    if until is None or (until.reading and pinned.get(until.reading) in until.lasting):
        return None
    return until.day


def sources(known: Mapping[str, Source], pinned: Mapping[str, str]) -> Object:
    """Returns the first and last day each source is in force; under a reading pinned to a value
    that lets it last, without end."""
    return {id: [s.in_force_from, _last(s, pinned)] for id, s in known.items()}


def relations(chosen: Mapping[str, Rule]) -> frozenset[Relation]:
    """Returns the relations between organs that the rules ask about."""
    found = (part for rule in chosen.values() for part in rule_parts(rule))
    return frozenset(part.relation for part in found if isinstance(part, n.Related))


@cache
def _table(rule: Rule) -> Json:
    return cast("Json", table(rule))


@cache
def calendar_table(calendar: Calendar) -> Object:
    """Returns the first and last day covered and the rest days between."""
    days = range(calendar.first, calendar.last + 1)
    rest: list[Json] = [d for d in days if not calendar.is_working(d)]
    return {"first": calendar.first, "last": calendar.last, "rest": rest}


def _organ(tree: Hierarchy, o: Organ) -> list[Json]:
    days: list[Json] = [*tree.successions(o.id)]
    return [o.kind.value, o.level.value, o.alive_from, o.alive_to, o.line, days]


def organs(tree: Hierarchy, wanted: Collection[Relation]) -> Object:
    """Returns the organs of a tree and, per epoch, who stands in each relation to whom."""
    epochs = tree.epochs(1, 10_000_000)
    organs: Object = {o.id: _organ(tree, o) for o in map(tree.organ, tree.organs)}
    relations: Object = {
        r.value: [[f"{a} {b}" for a, b in sorted(tree.pairs(r, day))] for day in epochs]
        for r in sorted(wanted)
        if r is not Relation.UNIT_OF
    }
    return {"digest": tree.digest, "epochs": [*epochs], "organs": organs, "relations": relations}
