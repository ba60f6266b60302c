"""`@rule`: turns an author's function into a `Rule` and refuses what no engine could serve."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import get_type_hints

from model.logic import nodes as n
from model.logic import rewrite
from model.logic.rule import Modality, Origin, Rule
from model.logic.write import Act, Claim, kinds_of


def rule(
    id: str, *, article: str, modality: Modality
) -> Callable[[Callable[..., Claim]], Rule]:
    """Returns a decorator; the function's parameters are the trigger events, its docstring says the rule
    in English (first paragraph) and Chinese (second). TypeError, with the place, iff the rule is not of
    the shape all engines serve: one to three triggers, quantifier depth two, positive answers."""

    def build(function: Callable[..., Claim]) -> Rule:
        handles = [_trigger(function, name) for name in inspect.signature(function).parameters]
        claim = function(*handles)
        en, zh = _statements(function)
        built = Rule(
            id=id,
            source=id.split("-")[0],
            article=article,
            modality=modality,
            zh=zh,
            en=en,
            triggers=tuple(h.var for h in handles),
            guard=claim.guard.node,
            demand=claim.demand,
            excuses=claim.excuses,
            bearer=claim.bearer,
            origin=Origin(
                function.__module__, function.__name__, function.__code__.co_firstlineno
            ),
        )
        problem = rewrite.shape_problem(built)
        if problem:
            raise TypeError(f"rule {id} ({function.__module__}.{function.__name__}): {problem}")
        return built

    return build


def _trigger(function: Callable[..., Claim], name: str) -> Act:
    kind: object = get_type_hints(function)[name]
    if not (isinstance(kind, type) and issubclass(kind, Act)):
        raise TypeError(f"rule `{function.__name__}`: parameter `{name}` must be an event type")
    return kind(n.EventVar(name, kinds_of(kind)))


def _statements(function: Callable[..., Claim]) -> tuple[str, str]:
    parts = [" ".join(p.split()) for p in (inspect.getdoc(function) or "").split("\n\n")]
    if len(parts) < 2:  # noqa: PLR2004
        raise TypeError(f"rule `{function.__name__}` needs a statement in English and one in Chinese")
    return parts[0], parts[1]
