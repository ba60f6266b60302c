"""Measures on the petition work of a city's organs 市级机关信访工作办法: which city is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from constraints.coverage import NotCheckable


def modules() -> tuple[ModuleType, ...]:
    """Returns the modules of the rules, in the order of the articles."""
    from constraints.municipal_measures import (
        chapter_2,
        chapter_3,
        chapter_3_other,
        chapter_4,
        chapter_6,
    )

    return (chapter_2, chapter_3, chapter_3_other, chapter_4, chapter_6)


def without_rule() -> Mapping[str, NotCheckable]:
    """Returns the provisions without a rule, by id, each with the reason."""
    from constraints.municipal_measures.not_checkable import NOT_CHECKABLE

    return NOT_CHECKABLE


def readings_without_formula() -> Mapping[str, NotCheckable]:
    """Returns the questions of interpretation no formula asks, by id, each with the reason."""
    from constraints.municipal_measures.not_checkable import READINGS_WITHOUT_FORMULA

    return READINGS_WITHOUT_FORMULA
