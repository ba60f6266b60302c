"""Opinions on petition work in the new period 关于进一步加强新时期信访工作的意见 (2007)."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from constraints.coverage import NotCheckable


def modules() -> tuple[ModuleType, ...]:
    """Returns the modules of the rules, in the order of the articles."""
    from constraints.opinions_2007 import channels, leadership, mechanisms, problems

    return (problems, channels, mechanisms, leadership)


def without_rule() -> Mapping[str, NotCheckable]:
    """Returns the provisions without a rule, by id, each with the reason."""
    from constraints.opinions_2007.not_checkable import NOT_CHECKABLE

    return NOT_CHECKABLE


def readings_without_formula() -> Mapping[str, NotCheckable]:
    """Returns the questions of interpretation no formula asks, by id, each with the reason."""
    from constraints.opinions_2007.not_checkable import READINGS_WITHOUT_FORMULA

    return READINGS_WITHOUT_FORMULA
