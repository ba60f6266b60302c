"""What of the Regulations of 2005 no rule states, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from constraints.coverage import NotCheckable

NOT_CHECKABLE: Final[Mapping[str, NotCheckable]] = {
    "R05-14.1": NotCheckable(
        "可反映的对象：机关树中的机关均在其列，属受理的前提，非何人之义务",
        "what may be petitioned about: all organs of the tree; a condition, nobody's duty",
    ),
    "R05-38": NotCheckable(
        "可以提出处分建议：许可",
        "sanctions may be proposed: permission",
    ),
    "R05-39": NotCheckable(
        "定期分析报告：须机关层面的记载",
        "periodic analysis reports: need a record of the organ, not of a case",
    ),
}

READINGS_WITHOUT_FORMULA: Final[Mapping[str, NotCheckable]] = {}
