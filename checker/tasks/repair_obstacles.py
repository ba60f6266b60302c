"""Why there is no repair: the rules that cannot all be kept within the bound, and the facts that no
organ can change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.ground.cells import FactValue
from checker.ground.loosened import Loosened, acts_touched, kept_within
from checker.ground.residual import BoolSymbol, CellName, Lin, Residual, at_most, not_, or_
from checker.tasks.instance import Judged, Options
from checker.tasks.proof import proof_of
from checker.tasks.repair_search import Search


@dataclass(frozen=True)
class Obstacles:
    """`rules`: a minimal set of rules that no history within the bound keeps. `facts`: of the
    proofs that those of them are broken which are to be mended, what no repair may change."""

    rules: tuple[str, ...] = ()
    facts: tuple[tuple[CellName, FactValue], ...] = ()


def obstacles(search: Search, broken: Iterable[Judged], options: Options) -> Obstacles:
    """Returns what stands in the way; nothing where the solver gives up."""
    rules = _clash(search)
    loose = search.encoding.loose
    facts: dict[CellName, FactValue] = {}
    for judged in broken:
        if judged.rule.id in rules:
            facts.update(_fixed(judged, loose, options))
    return Obstacles(rules, tuple(facts.items()))


def _clash(search: Search) -> tuple[str, ...]:
    from checker.smt.solve import DEFAULT_RLIMIT, Completions

    encoding = search.encoding
    ids = tuple(dict.fromkeys(id for id, _ in encoding.demands))
    demands: list[Residual] = list(kept_within(encoding.loose, encoding.cells))
    for (id, _), demanded in encoding.demands.items():
        demands += [or_((not_(_kept(id)), d)) for d in demanded]
    rlimit = encoding.options.rlimit or DEFAULT_RLIMIT
    solver = Completions(encoding.cells.definitions, demands, rlimit)
    few = at_most(acts_touched(encoding.loose, encoding.cells), Lin(search.most))
    core = solver.core(few, [(_kept(id), True) for id in ids])
    return tuple(ids[place] for place in core) if isinstance(core, tuple) else ()


def _kept(id: str) -> BoolSymbol:
    return BoolSymbol(CellName("rule", "kept", id))


def _fixed(
    judged: Judged, loose: Loosened, options: Options
) -> Iterator[tuple[CellName, FactValue]]:
    proof = proof_of(judged, options)
    for name, value in proof.facts if proof else ():
        loosened = name.owner in loose.moving or name in loose.saying
        if not loosened and name.owner != "record" and name.field != "refers":
            yield name, value
