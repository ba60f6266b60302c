"""Minimal sets of rules that clash: all of them, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum

from checker.ground.residual import BoolSymbol, CellName, Residual, and_, not_, or_


class Unsure(Enum):
    """Why there is neither a yes nor a no."""

    LAW_UNSETTLED = "the law leaves it open"
    HORIZON = "something demanded is still open at the horizon"
    CALENDAR = "the horizon lies past the known calendar"
    GAVE_UP = "the solver gave up"
    NOT_EXPRESSIBLE = "a rule has no encoding over these unknowns"
    ENGINES_DISAGREE = "the witness does not replay"
    WHOLE_TREE = "the witness holds on the cut only, not in the whole tree"


class NoAnswer(Exception):
    """Neither a yes nor a no can be given, for this reason."""

    def __init__(self, why: Unsure) -> None:
        super().__init__(why.value)
        self.why = why


def minimal_clashes(
    ids: Sequence[str], can_keep: Callable[[frozenset[str]], bool]
) -> Iterator[frozenset[str]]:
    """Yields every minimal set of ids of which `can_keep` says no, each once.

    `can_keep` must be monotone: what can be kept with more rules can be kept with fewer. Each round
    takes a set not yet known to be good or bad, and grows it or shrinks it to the border.
    """
    from checker.smt.solve import Completions, GaveUp, Impossible

    known: list[Residual] = []
    while True:
        reply = Completions({}, ()).possible(and_((*known, *map(_told, ids))))
        if isinstance(reply, GaveUp):
            raise NoAnswer(Unsure.GAVE_UP)
        if isinstance(reply, Impossible):
            return
        seed = frozenset(id for id in ids if reply.values.get(_in(id)) is True)
        if can_keep(seed):
            grown = _grown(seed, ids, can_keep)
            known.append(or_(_in(id) for id in ids if id not in grown))
        else:
            shrunk = _shrunk(seed, ids, can_keep)
            known.append(or_(not_(_in(id)) for id in ids if id in shrunk))
            yield shrunk


def _told(id: str) -> Residual:
    # Either way: the solver gives a value to every literal it has seen.
    return or_((_in(id), not_(_in(id))))


def _grown(
    seed: frozenset[str], ids: Sequence[str], can_keep: Callable[[frozenset[str]], bool]
) -> frozenset[str]:
    for id in ids:
        if id not in seed and can_keep(seed | {id}):
            seed |= {id}
    return seed


def _shrunk(
    seed: frozenset[str], ids: Sequence[str], can_keep: Callable[[frozenset[str]], bool]
) -> frozenset[str]:
    for id in ids:
        if id in seed and not can_keep(seed - {id}):
            seed -= {id}
    return seed


def _in(id: str) -> BoolSymbol:
    return BoolSymbol(CellName("set", "has", id))
