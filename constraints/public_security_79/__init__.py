"""Provisions on petition work of public security organs 公安机关信访工作规定 (Order 79, 2005)."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from constraints.coverage import NotCheckable


def modules() -> tuple[ModuleType, ...]:
    """Returns the modules of the rules, in the order of the articles."""
    from constraints.public_security_79 import (
        departments,
        general,
        offices,
        outside,
        petitioners,
    )

    return (general, petitioners, offices, departments, outside)


def without_rule() -> Mapping[str, NotCheckable]:
    """Returns the provisions without a rule, by id, each with the reason."""
    from constraints.public_security_79.not_checkable import NOT_CHECKABLE

    return NOT_CHECKABLE


def readings_without_formula() -> Mapping[str, NotCheckable]:
    """Returns the questions of interpretation no formula asks, by id, each with the reason."""
    from constraints.public_security_79.not_checkable import READINGS_WITHOUT_FORMULA

    return READINGS_WITHOUT_FORMULA
