"""First-receipt responsibility of a county 信访首访责任制: county and date unknown."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from constraints.coverage import NotCheckable


def modules() -> tuple[ModuleType, ...]:
    """Returns the modules of the rules, in the order of the articles."""
    from constraints.first_receipt import (
        assessment,
        departments,
        grave_matters,
        other_units,
        own_matters,
    )

    return (own_matters, other_units, grave_matters, departments, assessment)


def without_rule() -> Mapping[str, NotCheckable]:
    """Returns the provisions without a rule, by id, each with the reason."""
    from constraints.first_receipt.not_checkable import NOT_CHECKABLE

    return NOT_CHECKABLE


def readings_without_formula() -> Mapping[str, NotCheckable]:
    """Returns the questions of interpretation no formula asks, by id, each with the reason."""
    from constraints.first_receipt.not_checkable import READINGS_WITHOUT_FORMULA

    return READINGS_WITHOUT_FORMULA
