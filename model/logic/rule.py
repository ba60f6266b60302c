"""A rule: one duty, ban, competence, right or limit of one article, as one formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from model.logic.nodes import Bearer, Demand, EventVar, Excuse, Formula, ReadingId


class Modality(Enum):
    """What kind of norm a rule is. A `RIGHT` that lapses is nobody's breach."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    COMPETENCE = "competence"
    CONDITION = "condition"
    RIGHT = "right"


class Rank(Enum):
    """What kind of text a source is. Which prevails over which is no order of this list: see
    `Source.prevails` and the readings it names."""

    CENTRAL_REGULATIONS = "regulations of the Central Committee and the State Council"
    ADMINISTRATIVE_REGULATIONS = "administrative regulations"
    MINISTERIAL_RULE = "ministerial rule"
    CENTRAL_POLICY = "policy document of the Central Committee and the State Council"
    LOCAL_DOCUMENT = "normative document of a city or county"


class Doctrine(Enum):
    """Why one source yields to another."""

    SUPERIOR = "a higher text prevails"
    LATER = "a later text of the same issuer prevails"
    SPECIAL = "a special text of the same issuer prevails"


@dataclass(frozen=True, slots=True)
class Said:
    """The same thing in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Precedence:
    """This source prevails over `over`, by `doctrine`, on the authority `why`; `doubt`: the reading
    that says whether it does."""

    over: str
    doctrine: Doctrine
    why: Said
    doubt: ReadingId | None = None


@dataclass(frozen=True, slots=True)
class Until:
    """The last day of a source as a day number; under the values `lasting` of `reading` it is still
    in force. No `reading`: nobody doubts the day."""

    day: int
    reading: ReadingId | None = None
    lasting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """The first day of a text that took another's place without a transition article (IP-55).
    `to_this`: this source is the later one."""

    day: int
    to_this: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A legal source.

    `in_force_from`: a day number; None: unknown, so no day is known to be before it.
    `until`: None: in force, or not known ever to have ended (`status` says which).
    `basis`: the texts it says it is made under. `doubts`: the readings its force or rank turns on.
    """

    id: str
    zh: str
    en: str
    issuer: Said
    rank: Rank
    binds: Said
    in_force_from: int | None
    until: Until | None
    basis: tuple[str, ...]
    status: Said
    prevails: tuple[Precedence, ...] = ()
    doubts: tuple[ReadingId, ...] = ()
    handover: Handover | None = None

    def covers(self, first: int, last: int, pinned: Mapping[ReadingId, str]) -> bool:
        """Returns whether the source is in force on some day of first..last: by default, or under
        the readings pinned."""
        if self.in_force_from is not None and last < self.in_force_from:
            return False
        if self.until is None or (
            self.until.reading and pinned.get(self.until.reading) in self.until.lasting
        ):
            return True
        return first <= self.until.day


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
