"""Regulations on Letters and Visits 信访条例 (2005): in force until the Regulations of 2022."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from constraints.coverage import NotCheckable


def modules() -> tuple[ModuleType, ...]:
    """Returns the modules of the rules, in the order of the articles."""
    from constraints.regulations_2005 import chain, handling, receiving

    return (receiving, chain, handling)


def without_rule() -> Mapping[str, NotCheckable]:
    """Returns the provisions without a rule, by id, each with the reason."""
    from constraints.regulations_2005.not_checkable import NOT_CHECKABLE

    return NOT_CHECKABLE


def readings_without_formula() -> Mapping[str, NotCheckable]:
    """Returns the questions of interpretation no formula asks, by id, each with the reason."""
    from constraints.regulations_2005.not_checkable import READINGS_WITHOUT_FORMULA

    return READINGS_WITHOUT_FORMULA
