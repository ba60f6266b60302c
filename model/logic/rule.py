"""A rule: one duty, ban, competence, right or limit of one article, as one formula."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from model.logic.nodes import Bearer, Demand, EventVar, Excuse, Formula


class Modality(Enum):
    """What kind of norm a rule is. A `RIGHT` that lapses is nobody's breach."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    COMPETENCE = "competence"
    CONDITION = "condition"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Source:
    """A legal source. Days are day numbers; `None`: still in force."""

    id: str
    zh: str
    en: str
    issuer: str
    in_force_from: int
    in_force_to: int | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the rule stands in this project: what an author clicks on."""

    module: str
    function: str
    line: int


@dataclass(frozen=True, eq=False)
class Rule:
    """For every binding of `triggers` that satisfies `guard`: `demand`, unless an excuse, by
    `bearer`.

    Rules are compared by identity: there is one object per id.

    INVARIANT: the id is the inventory's; `guard`, `demand` and `excuses` have no free variables but
    the triggers; an instance is the tuple of its trigger event ids.
    """

    id: str
    source: str
    article: str
    modality: Modality
    zh: str
    en: str
    triggers: tuple[EventVar, ...]
    guard: Formula
    demand: Demand
    excuses: tuple[Excuse, ...]
    bearer: Bearer
    origin: Origin
