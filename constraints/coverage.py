"""Provisions of a source that no rule states, and why: nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NotCheckable:
    """Why no history can break a provision, or no formula depend on a reading."""

    zh: str
    en: str


class Package(Protocol):
    """What the package of one legal source offers; importing it imports no rule."""

    def modules(self) -> tuple[ModuleType, ...]:
        """Returns the modules its rules, readings and limits stand in, in the order of the
        articles."""
        ...

    def without_rule(self) -> Mapping[str, NotCheckable]:
        """Returns the provisions without a rule, by id, each with the reason."""
        ...

    def readings_without_formula(self) -> Mapping[str, NotCheckable]:
        """Returns the questions of interpretation no formula asks, by id, each with the reason."""
        ...
