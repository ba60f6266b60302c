"""Regulations on Petition Work 信访工作条例 (2022): one module per chapter."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from constraints.coverage import NotCheckable


def modules() -> tuple[ModuleType, ...]:
    """Returns the modules of the rules, in the order of the articles."""
    from constraints.regulations_2022 import (
        chapter_3,
        chapter_3_accepting,
        chapter_3_grave,
        chapter_3_receiving,
        chapter_4,
        chapter_4_opinions,
        chapter_4_ways,
        chapter_5,
        findings,
    )

    return (
        chapter_3,
        chapter_3_receiving,
        chapter_3_accepting,
        chapter_3_grave,
        chapter_4,
        chapter_4_ways,
        chapter_4_opinions,
        chapter_5,
        findings,
    )


def without_rule() -> Mapping[str, NotCheckable]:
    """Returns the provisions without a rule, by id, each with the reason."""
    from constraints.regulations_2022.not_checkable import NOT_CHECKABLE

    return NOT_CHECKABLE


def readings_without_formula() -> Mapping[str, NotCheckable]:
    """Returns the questions of interpretation no formula asks, by id, each with the reason."""
    from constraints.regulations_2022.not_checkable import READINGS_WITHOUT_FORMULA

    return READINGS_WITHOUT_FORMULA
