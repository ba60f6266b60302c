"""What of the first-receipt notice no rule states, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from constraints.coverage import NotCheckable

NOT_CHECKABLE: Final[Mapping[str, NotCheckable]] = {
    "FR-0": NotCheckable(
        "说明制定依据和批准机关，无人据此负有义务",
        "says on what basis and with whose consent the notice was made; it binds nobody to an act",
    ),
    "FR-1.1": NotCheckable(
        "定义首访接待人；已写入各条规则的适用条件（`terms.is_first`、`by_the_first`）",
        "defines the first receiver; it is in the guard of every rule (`terms.is_first`, "
        "`by_the_first`)",
    ),
    "FR-1.2": NotCheckable(
        "定义首访单位；已写入各条规则的适用条件（`terms.is_first`）",
        "defines the first unit; it is in the guard of every rule (`terms.is_first`)",
    ),
    "FR-3.2": NotCheckable(
        "概括受理、承办、转办、跟踪四项，分别由 FR-3.5a 至 FR-3.5d 及第二条各项规则检查",
        "names the four tasks in general; FR-3.5a to FR-3.5d and the rules of part 2 check each",
    ),
    "FR-3.4": NotCheckable(
        "将扣分与年终考核挂钩，不涉及单个事项；由评分计算（`xinfang score`）",
        "ties the points to the year-end assessment, not to a matter; `xinfang score` adds them up",
    ),
}

READINGS_WITHOUT_FORMULA: Final[Mapping[str, NotCheckable]] = {
    "FR_OVERLAP": NotCheckable(
        "关于扣分如何合计，由评分（`scoring`）采用，规则本身不涉及",
        "is about adding up points: `scoring` asks it, no rule does",
    ),
    "BASE": NotCheckable(
        "考核总分未见于文本，只报告扣分",
        "the total of the assessment is not in the text: only deductions are reported",
    ),
    "FLOOR": NotCheckable(
        "扣分下限未见于文本，不设下限",
        "no floor is in the text: none is applied",
    ),
}
