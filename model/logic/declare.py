"""`@rule`: turns an author's function into a `Rule` and refuses what no engine could serve."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Protocol, TypeAlias, cast, get_type_hints

from model.logic import nodes as n
from model.logic import rewrite
from model.logic.force import in_force
from model.logic.handles import Act, kinds_of
from model.logic.rule import Modality, Origin, Rule, Source
from model.logic.write import Claim

CHINESE = re.compile(r"[\u3400-\u9fff]")
BETWEEN_CHINESE = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])"
)

Decorator: TypeAlias = Callable[[Callable[..., Claim]], Rule]


class Declares(Protocol):
    """`@rule(id, article=…, modality=…)` of one source."""

    def __call__(self, id: str, *, article: str, modality: Modality) -> Decorator:
        """Returns the decorator of one rule: its inventory id, its article, its kind of norm."""
        ...


def rules_of(source: Source) -> Declares:
    """Returns the decorator that declares rules of this source."""

    def rule(id: str, *, article: str, modality: Modality) -> Decorator:
        return declare(id, source, article=article, modality=modality)

    return rule


def declare(id: str, source: Source, *, article: str, modality: Modality) -> Decorator:
    """Returns a decorator; the function's parameters are the trigger events, its docstring says the
    rule in English (first paragraph) and Chinese (second). TypeError, with the place, iff the rule
    is not of the shape all engines serve: one to three triggers, quantifier depth two, positive
    answers."""

    def build(function: Callable[..., Claim]) -> Rule:
        handles = [_trigger(function, name) for name in inspect.signature(function).parameters]
        claim = function(*handles)
        en, zh = _statements(function)
        built = Rule(
            id=id,
            source=source.id,
            article=article,
            modality=modality,
            zh=zh,
            en=en,
            triggers=tuple(h.var for h in handles),
            guard=n.And((in_force(source, handles, claim.demand), claim.guard.node)),
            demand=claim.demand,
            excuses=claim.excuses,
            bearer=claim.bearer,
            origin=Origin(function.__module__, function.__name__, function.__code__.co_firstlineno),
        )
        problem = rewrite.shape_problem(built)
        if problem:
            raise TypeError(f"rule {id} ({function.__module__}.{function.__name__}): {problem}")
        return built

    return build


def _trigger(function: Callable[..., Claim], name: str) -> Act:
    kind = _annotated(function, name)
    if not (isinstance(kind, type) and issubclass(kind, Act)):
        raise TypeError(f"rule `{function.__name__}`: parameter `{name}` must be an event type")
    return kind(n.EventVar(name, kinds_of(kind)))


def _annotated(function: Callable[..., Claim], name: str) -> object:
    """Returns the type of a parameter; a plain name is looked up, since evaluating the annotations
    of hundreds of rules takes a cold start longer than all else in declaring them."""
    written: object = function.__annotations__.get(name)
    if isinstance(written, str) and written in function.__globals__:
        return cast("object", function.__globals__[written])
    return get_type_hints(function).get(name)


def _statements(function: Callable[..., Claim]) -> tuple[str, str]:
    parts = [_one_line(p) for p in (inspect.getdoc(function) or "").split("\n\n")]
    if len(parts) < 2 or not CHINESE.search(parts[1]):
        raise TypeError(
            f"rule `{function.__name__}` needs a statement in English and one in Chinese"
        )
    return parts[0], parts[1]


def _one_line(paragraph: str) -> str:
    """Returns the paragraph unwrapped: Chinese goes on without a space."""
    return " ".join(BETWEEN_CHINESE.sub("", paragraph).split())
