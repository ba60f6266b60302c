"""The conditions of a Declare model: what is said of the attributes of two events.

    (A.amount >= 100 AND A.channel is not post) OR NOT (A.paid in (yes, partly))
    same org:group        T.amount < A.amount

`and`, `or`, `not` in any case; `not` binds closest. Values may hold blanks: the longest value the
model declares is taken, else all up to `and`, `or` or a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from checker.read.place import CaseError, Place
from model.casefile.faults import did_you_mean, quoted
from model.templates.parts import (
    Against,
    Both,
    Compared,
    Condition,
    Domain,
    Either,
    Negated,
    OneOf,
    Order,
    Ref,
    Side,
)

DEEPEST: Final = 50
"""How deep brackets may lie in each other."""
_ORDERS: Final = {"==": Order.EQUAL, "<>": Order.UNEQUAL} | {o.value: o for o in Order}
_SIGN: Final = re.compile(r"<=|>=|<>|!=|==|<|>|=")
_WORD_ORDER: Final = re.compile(r"(is\s+not|is|not\s+in|in)(?=[\s(]|$)", re.IGNORECASE)
_REF: Final = re.compile(r"([AT])\.", re.IGNORECASE)
_BARE: Final = re.compile(r"[^\s()<>=!,]+")
_VALUE_ENDS: Final = re.compile(r"(?<=\s)(?:and|or)(?=[\s(]|$)|[()]", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?")
_LONGEST_NUMBER: Final = 60


@dataclass(frozen=True, slots=True)
class Where:
    """Where a condition stands; `offset`: how many characters of its line are before it."""

    file: str
    line: int
    offset: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model declares: the domain of each attribute, the words it may be."""

    attributes: Mapping[str, Domain]
    values: Mapping[str, tuple[str, ...]]

    def condition(self, text: str, sides: tuple[Side, ...], where: Where) -> Condition | None:
        """Returns the condition, None if nothing is said; CaseError if it cannot be read.
        `sides`: of which events it may speak."""
        if not text.strip():
            return None
        parser = _Parser(self, text, sides, where)
        found = parser.either(0)
        parser.skip()
        if parser.at < len(text):
            word = _BARE.match(text, parser.at)
            said = word[0] if word else text[parser.at]
            raise parser.error(
                f"{quoted(said)} is not expected here", "write `AND` or `OR` between"
            )
        return found


def number_of(word: str) -> Decimal | None:
    """Returns the number a text writes, exactly; None if it writes none."""
    if len(word) > _LONGEST_NUMBER or not _NUMBER.fullmatch(word):
        return None
    try:
        return Decimal(word)
    except InvalidOperation:
        return None


@dataclass
class _Parser:
    reading: Reading
    text: str
    sides: tuple[Side, ...]
    where: Where
    at: int = 0

    def error(self, message: str, help: str | None = None, at: int | None = None) -> CaseError:
        column = self.where.offset + (self.at if at is None else at) + 1
        return CaseError(message, Place(self.where.file, self.where.line, column), help)

    def skip(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def _takes(self, word: str) -> bool:
        """Goes past a keyword or bracket, if it stands here."""
        self.skip()
        end = self.at + len(word)
        if self.text[self.at : end].lower() != word:
            return False
        if word.isalpha() and end < len(self.text) and self.text[end] not in " \t(":
            return False
        self.at = end
        return True

    # ---- structure ----

    def either(self, depth: int) -> Condition:
        args = [self._both(depth)]
        while self._takes("or"):
            args.append(self._both(depth))
        return args[0] if len(args) == 1 else Either(tuple(args))

    def _both(self, depth: int) -> Condition:
        args = [self._negated(depth)]
        while self._takes("and"):
            args.append(self._negated(depth))
        return args[0] if len(args) == 1 else Both(tuple(args))

    def _negated(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise self.error(f"conditions are nested more than {DEEPEST} deep")
        if self._takes("not"):
            return Negated(self._negated(depth + 1))
        self.skip()
        opened = self.at
        if not self._takes("("):
            return self._atom()
        found = self.either(depth + 1)
        if not self._takes(")"):
            raise self.error("the bracket `(` is not closed", "add `)`", opened)
        return found

    # ---- atoms ----

    def _atom(self) -> Condition:
        for word, order in (("same", Order.EQUAL), ("different", Order.UNEQUAL)):
            if self._takes(word):
                return self._same(order)
        self.skip()
        left = self._ref()
        if left is None:
            said = _BARE.match(self.text, self.at)
            what = f"{quoted(said[0])} begins no condition" if said else "a condition is missing"
            raise self.error(what, "write `A.attribute is value` or `same attribute`")
        self.skip()
        sign = _SIGN.match(self.text, self.at)
        if sign:
            self.at = sign.end()
            return self._ordered(left, _ORDERS[sign[0]])
        said = _WORD_ORDER.match(self.text, self.at)
        if said is None:
            help = "known: `is`, `is not`, `in`, `not in`, `<`, `<=`, `=`, `!=`, `>=`, `>`"
            raise self.error("a comparison is missing", help)
        self.at = said.end()
        denied = "not" in said[1].lower()
        if said[1].lower().endswith("in"):
            return self._one_of(left, denied=denied)
        return self._ordered(left, Order.UNEQUAL if denied else Order.EQUAL)

    def _same(self, order: Order) -> Condition:
        if len(self.sides) < 2:
            raise self.error("there is only one event here", "put it between the next `|`")
        self.skip()
        name = self._attribute()
        sides = (Ref(Side.ACTIVATION, name), Ref(Side.TARGET, name))
        return Compared(sides[0], order, sides[1], self.reading.attributes[name])

    def _ref(self) -> Ref | None:
        found = _REF.match(self.text, self.at)
        if found is None:
            return None
        side = Side(found[1].upper())
        if side not in self.sides:
            help = "say it of `T` between the next `|`"
            raise self.error(f"{quoted(found[1])} is no event here", help)
        self.at = found.end()
        return Ref(side, self._attribute())

    def _attribute(self) -> str:
        """Goes past the longest attribute declared that stands here."""
        for name in sorted(self.reading.attributes, key=len, reverse=True):
            end = self.at + len(name)
            if self.text.startswith(name, self.at) and not self.text[end : end + 1].isalnum():
                self.at = end
                return name
        said = _BARE.match(self.text, self.at)
        if said is None:
            raise self.error("the name of an attribute is missing")
        known = self.reading.attributes
        help = did_you_mean(said[0], known) or f"declare it: `bind ACTIVITY: {said[0]}`"
        raise self.error(f"unknown attribute {quoted(said[0])}", help)

    def _ordered(self, left: Ref, order: Order) -> Condition:
        self.skip()
        start = self.at
        if _REF.match(self.text, self.at):
            right = self._ref()
            assert right is not None
            return self._between(left, order, right, start)
        value = self._value(left.attribute)
        numbers = self.reading.attributes[left.attribute] is Domain.NUMBERS
        number = number_of(value)
        if order not in (Order.EQUAL, Order.UNEQUAL) or numbers:
            if number is None:
                raise self.error(f"{quoted(value)} is no number", None, start)
            return Against(left, order, number)
        return OneOf(left, (self._spelt(left, value),), denied=order is Order.UNEQUAL)

    def _spelt(self, of: Ref, value: str) -> str:
        """Returns the word as an event would give it."""
        truth = self.reading.attributes[of.attribute] is Domain.TRUTH
        return value.lower() if truth else value

    def _between(self, left: Ref, order: Order, right: Ref, start: int) -> Condition:
        domains = {self.reading.attributes[r.attribute] for r in (left, right)}
        if len(domains) > 1:
            raise self.error("the two attributes are not of one sort", None, start)
        domain = domains.pop()
        if domain is not Domain.NUMBERS and order not in (Order.EQUAL, Order.UNEQUAL):
            help = f"declare what it is: `{left.attribute}: float`"
            raise self.error(f"words are in no order, and {quoted(left.attribute)} is one", help)
        return Compared(left, order, right, domain)

    def _one_of(self, left: Ref, *, denied: bool) -> Condition:
        self.skip()
        opened = self.at
        if not self._takes("("):
            raise self.error("a list `(…, …)` is missing after `in`")
        end = self.text.find(")", self.at)
        if end < 0:
            raise self.error("the bracket `(` is not closed", "add `)`", opened)
        words = [w.strip().strip("'\"") for w in self.text[self.at : end].split(",")]
        if not all(words):
            raise self.error("a value is missing")
        self.at = end + 1
        if self.reading.attributes[left.attribute] is not Domain.NUMBERS:
            return OneOf(left, tuple(dict.fromkeys(self._spelt(left, w) for w in words)), denied)
        args: list[Condition] = []
        for word in words:
            number = number_of(word)
            if number is None:
                raise self.error(f"{quoted(word)} is no number", None, opened)
            args.append(Against(left, Order.UNEQUAL if denied else Order.EQUAL, number))
        return Both(tuple(args)) if denied else Either(tuple(args))

    def _value(self, attribute: str) -> str:
        """Goes past a value: in quotation marks, as declared, or up to the next keyword."""
        rest = self.text[self.at :]
        if rest[:1] in ("'", '"'):
            end = rest.find(rest[0], 1)
            if end < 0:
                raise self.error("the quotation mark is not closed")
            self.at += end + 1
            return rest[1:end]
        for value in sorted(self.reading.values.get(attribute, ()), key=len, reverse=True):
            if rest.startswith(value) and _ended(rest, len(value)):
                self.at += len(value)
                return value
        ends = _VALUE_ENDS.search(rest)
        value = rest[: ends.start()] if ends else rest
        if not value.strip():
            raise self.error("a value is missing")
        self.at += len(value)
        return value.strip()


def _ended(text: str, at: int) -> bool:
    """Returns whether a value that ends there is followed by nothing, a keyword or a bracket."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at == len(text) or _VALUE_ENDS.match(text, at) is not None
