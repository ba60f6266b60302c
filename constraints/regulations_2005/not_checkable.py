"""What of the Regulations of 2005 no rule states, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from constraints.coverage import NotCheckable

NOT_CHECKABLE: Final[Mapping[str, NotCheckable]] = {
    "R05-39": NotCheckable(
        "定期分析报告：须机关层面的记载",
        "periodic analysis reports: need a record of the organ, not of a case",
    ),
}

READINGS_WITHOUT_FORMULA: Final[Mapping[str, NotCheckable]] = {}
