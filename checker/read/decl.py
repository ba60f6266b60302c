"""Declare models (`.decl`): activities, their attributes, constraints, line by line.

activity Notify
bind Notify: amount, channel
amount: float between 0 and 500
channel: post, mail
Response[Notify, Pay] | A.amount > 100 | T.channel is A.channel | 0,60,d

A line that begins with `#` is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from checker.read.decl_conditions import Reading, Where
from checker.read.place import CaseError, Place
from checker.read.text import read_text
from model.casefile.faults import did_you_mean, quoted
from model.templates.parts import (
    COUNTING,
    SYMMETRIC,
    Clock,
    Constraint,
    DeclareModel,
    Domain,
    Side,
    Template,
    Window,
    arity,
)

LARGEST: Final = 4 << 20
"""The largest model that is read, in bytes."""
LONGEST: Final = 20_000
"""The longest line, in characters."""
MANY: Final = 10_000
"""The most constraints."""
MOST: Final = 1_000_000
"""The greatest number a template may count to."""

_RANGE: Final = re.compile(r"(integer|float)(\s+between\s+\S+\s+and\s+\S+)?", re.IGNORECASE)
_TRUTH: Final = {"true", "false"}
_LETTERS: Final = re.compile("[^a-z]")
_NAMES: Final = {_LETTERS.sub("", t.value.lower()): t for t in Template} | {"last": Template.END}
_MICROSECONDS: Final = {
    "s": 1_000_000,
    "m": 60_000_000,
    "h": 3_600_000_000,
    "d": 86_400_000_000,
}
_CALENDAR: Final = "calendar days"
_NUMBER: Final = re.compile(r"\d{1,12}(?:\.\d{1,6})?")


def read_model(path: Path) -> DeclareModel:
    """Returns the model in a file; CaseError with its line at the first thing wrong with it."""
    reader = _Reader(str(path), read_text(path, LARGEST))
    return reader.model()


@dataclass
class _Reader:
    """A model being read. Constraints come last, whatever their place in the file."""

    file: str
    text: str
    activities: dict[str, int] = field(default_factory=dict[str, int])
    bound: dict[str, int] = field(default_factory=dict[str, int])
    """The attributes some activity has, by the first line that says so."""
    domains: dict[str, Domain] = field(default_factory=dict[str, Domain])
    values: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def model(self) -> DeclareModel:
        later: list[tuple[int, str]] = []
        for number, line in enumerate(self.text.splitlines(), 1):
            if len(line) > LONGEST:
                raise self._error(
                    "the line is too long", number, 1, f"at most {LONGEST} characters"
                )
            said = line.strip()
            if said and not said.startswith("#") and not self._declared(said, number):
                later.append((number, line))
        attributes = {a: self.domains.get(a, Domain.WORDS) for a in (*self.bound, *self.domains)}
        if len(later) > MANY:
            raise self._error(f"the model has more than {MANY} constraints", later[MANY][0], 1)
        constraints = tuple(self._constraint(n, line, attributes) for n, line in later)
        if not constraints:
            help = "a constraint is written `Response[A, B] | | |`"
            raise self._error("the model has no constraint", 1, 1, help)
        return DeclareModel(self.file, tuple(self.activities), attributes, constraints)

    # ---- declarations ----

    def _declared(self, said: str, line: int) -> bool:
        """Takes in a line that declares something; returns False of any other."""
        first, _, rest = said.partition(" ")
        if first == "activity":
            if not rest.strip():
                raise self._error("the activity has no name", line, 1)
            self.activities.setdefault(rest.strip(), line)
            return True
        if first == "bind":
            self._bind(rest, line)
            return True
        names, colon, domain = said.partition(": ")
        if not colon or "[" in names:
            return False
        self._domain(_split(names), domain.strip(), line)
        return True

    def _bind(self, rest: str, line: int) -> None:
        name, colon, attributes = rest.partition(": ")
        if not colon:
            raise self._error("`bind` needs an activity, `: ` and attributes", line, 1)
        if name.strip() not in self.activities:
            help = did_you_mean(name.strip(), self.activities)
            raise self._error(f"unknown activity {quoted(name.strip())}", line, 6, help)
        for attribute in _split(attributes):
            self.bound.setdefault(attribute, line)

    def _domain(self, names: list[str], domain: str, line: int) -> None:
        numbers = _RANGE.fullmatch(domain)
        for name in names:
            if name in self.domains:
                raise self._error(f"{quoted(name)} is declared twice", line, 1)
            values = () if numbers else tuple(_split(domain))
            truth = {v.lower() for v in values} == _TRUTH
            self.domains[name] = (
                Domain.NUMBERS if numbers else Domain.TRUTH if truth else Domain.WORDS
            )
            self.values[name] = values

    # ---- constraints ----

    def _constraint(self, number: int, line: str, attributes: Mapping[str, Domain]) -> Constraint:
        head, *conditions = line.split("|")
        template, count = self._template(head, number)
        activities = self._named(head, number, template)
        if conditions and not conditions[-1].strip():
            conditions.pop()
        most = 2 if arity(template) == 1 else 3
        offsets = [len(head) + 1]
        for part in (*conditions, "", "", ""):
            offsets.append(offsets[-1] + len(part) + 1)
        if len(conditions) > most:
            message = f"`{template.value}` takes no further condition"
            raise self._error(message, number, offsets[most])
        parts = [*conditions, "", "", ""][:3]
        if most == 2:
            parts, offsets = [parts[0], "", parts[1]], [offsets[0], *offsets]
        first, second, time = parts
        reading = Reading(attributes, self.values)
        if any(p.strip() for p in parts):
            self._check_conditions(template, parts, number, offsets)
        return Constraint(
            template,
            activities,
            number,
            line.strip().rstrip("| "),
            count,
            reading.condition(first, (Side.ACTIVATION,), Where(self.file, number, offsets[0])),
            reading.condition(second, tuple(Side), Where(self.file, number, offsets[1])),
            self._window(time, number, offsets[2]) if time.strip() else None,
        )

    def _check_conditions(
        self, template: Template, parts: list[str], line: int, offsets: list[int]
    ) -> None:
        at = next(o for p, o in zip(parts, offsets, strict=False) if p.strip())
        if template in SYMMETRIC:
            message = f"no publication says what a condition means for `{template.value}`"
            help = "write it as templates with one activation, a line each"
            raise self._error(message, line, at + 1, help)
        if arity(template) == 1 and parts[2].strip():
            message = f"`{template.value}` is about one activity: there is no time between two"
            raise self._error(message, line, offsets[2] + 1)

    def _template(self, head: str, line: int) -> tuple[Template, int]:
        name, bracket, _ = head.partition("[")
        name = name.strip()
        if not bracket or any(c in name for c in "]:"):
            help = "a constraint is written `Response[A, B] | | |`"
            raise self._error("neither a declaration nor a constraint", line, 1, help)
        digits = name[len(name.rstrip("0123456789")) :]
        name = name[: len(name) - len(digits)].rstrip()
        template = _NAMES.get(_LETTERS.sub("", name.lower()))
        if template is None:
            known = [t.value for t in Template]
            help = did_you_mean(name, known) or f"known: {', '.join(map(quoted, known))}"
            raise self._error(f"unknown template {quoted(name)}", line, 1, help)
        if digits and template not in COUNTING:
            raise self._error(f"`{template.value}` takes no number", line, 1)
        count = int(digits[:12] or 1)
        least = 0 if template is Template.EXACTLY else 1
        if not least <= count <= MOST:
            raise self._error(f"`{template.value}` counts from {least} to {MOST}", line, 1)
        return template, count

    def _named(self, head: str, line: int, template: Template) -> tuple[str, ...]:
        inner = head.rstrip()
        at = inner.index("[") + 1
        if not inner.endswith("]"):
            closed = inner.rfind("]")
            if closed < at:
                raise self._error("the bracket `[` is not closed", line, at, "add `]`")
            rest = inner[closed + 1 :].strip()
            help = "conditions stand between `|`"
            raise self._error(f"{quoted(rest)} follows the bracket", line, closed + 2, help)
        inside = inner[at:-1]
        wanted = arity(template)
        found = _cut(inside, wanted, self.activities)
        if len(found) != wanted:
            is_about = "one activity" if wanted == 1 else f"{wanted} activities"
            message = f"`{template.value}` is about {is_about}, here {len(found)}"
            raise self._error(message, line, at + 1)
        for name in found:
            if name not in self.activities:
                help = did_you_mean(name, self.activities) or f"declare it: `activity {name}`"
                column = at + 1 + inside.find(name)
                raise self._error(f"unknown activity {quoted(name)}", line, column, help)
        return tuple(found)

    def _window(self, text: str, line: int, offset: int) -> Window:
        parts = [p.strip() for p in text.split(",")]
        help = "write it `least,most,unit`, the unit s, m, h or d: `0,60,d`"
        column = offset + 1 + len(text) - len(text.lstrip())
        if len(parts) != 3:
            raise self._error(f"{quoted(text.strip())} is no time condition", line, column, help)
        low, high, unit = parts
        for number in (low, high):
            if number and not _NUMBER.fullmatch(number):
                raise self._error(f"{quoted(number)} is no length of time", line, column, help)
        calendar = unit.lower() == _CALENDAR
        if not calendar and unit.lower() not in _MICROSECONDS:
            help = f"known: `s`, `m`, `h`, `d`, `{_CALENDAR}`"
            raise self._error(f"unknown unit of time {quoted(unit)}", line, column, help)
        one = 1 if calendar else _MICROSECONDS[unit.lower()]
        if calendar and "." in low + high:
            raise self._error(f"`{_CALENDAR}` are whole days", line, column)
        least, most = (_exactly(n, one) if n else None for n in (low, high))
        if most is not None and most < (least or 0):
            raise self._error("the least is more than the most", line, column, help)
        return Window(least or 0, most, Clock.DAYS if calendar else Clock.MICROSECONDS)

    def _error(self, message: str, line: int, column: int, help: str | None = None) -> CaseError:
        return CaseError(message, Place(self.file, line, column), help)


def _exactly(number: str, one: int) -> int:
    """Returns so many units, in the whole units of the clock; six places are always whole there."""
    whole, _, places = number.partition(".")
    return int(whole) * one + int(places.ljust(6, "0")) * one // 1_000_000


def _split(text: str) -> list[str]:
    return [part for p in text.split(",") if (part := p.strip())]


def _cut(inside: str, wanted: int, known: Mapping[str, int]) -> list[str]:
    """Returns the activities between the brackets: names may hold commas, so that parting is taken
    of which all parts are declared."""
    parts = inside.split(",")
    if len(parts) > wanted and len(parts) <= 12:
        for found in _partings(parts, wanted):
            if all(name in known for name in found):
                return found
    return [p.strip() for p in parts]


def _partings(parts: list[str], wanted: int) -> list[list[str]]:
    if wanted == 1:
        return [[",".join(parts).strip()]]
    return [
        [",".join(parts[:i]).strip(), *rest]
        for i in range(1, len(parts) - wanted + 2)
        for rest in _partings(parts[i:], wanted - 1)
    ]
