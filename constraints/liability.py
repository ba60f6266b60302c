"""Liability (2022: arts. 43-46; 2005: arts. 41-45): what follows from breaches of other rules.

Not rules: liability is nobody's duty to keep, never changes a verdict, and none follows from a
liability. After serious consequences the persons responsible are dealt with too: no record of one
matter decides that, so it is not said of a breach.

IP-08 has its place at art. 44(3): it punishes not telling in time *whether* a matter is accepted,
while art. 23 asks for receipt, route and procedure. The duty is judged by the text of art. 23; a
notice that keeps it entails no liability. Art. 44(2), a refusal of what is within one's powers, is
an ordinary ban (`R22-44(2)`): no other article states it. Art. 42 needs consequences and causes
that no record of one matter shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Liability:
    """One head of liability: its id and article, what it says, the rules whose breach it punishes.

    INVARIANT: `punishes` names declared rules only.
    """

    id: str
    article: str
    zh: str
    en: str
    punishes: tuple[str, ...]


_NOT_TRANSFERRED = Liability(
    "R22-43a",
    "43",
    "信访部门未依规登记、转送、交办：上级责令改正",
    "a petition office did not register, transfer or assign: a superior orders correction",
    (
        "R22-22.1",
        "R22-22.1b",
        "R22-22.1(1)a",
        "R22-22.1(1)b",
        "R22-22.1(2)",
        "R22-22.1(3)",
        "R22-22.2a",
        "R22-22.2c",
    ),
)
_NOT_SUPERVISED = Liability(
    "R22-43b",
    "43",
    "信访部门应督办而未督办：上级责令改正",
    "a petition office did not press an organ as it had to: a superior orders correction",
    ("R22-40.1",),
)
_NOT_REGISTERED = Liability(
    "R22-44(1)",
    "44 (1)",
    "未依规登记：上级责令改正",
    "not registered: a superior orders correction",
    ("R22-23.1a.2",),
)
_NOT_TOLD = Liability(
    "R22-44(3)",
    "44 (3)",
    "逾期未书面告知受理与否：上级责令改正",
    "the petitioner was not told in writing in time: a superior orders correction",
    ("R22-23.2", "R22-23.3a", "R22-23.3a.2", "R22-23.1b"),
)
_NOT_COMPLETED = Liability(
    "R22-45(1)",
    "45 (1)",
    "拖延或者逾期未办结：上级责令改正",
    "delayed, or not completed in time: a superior orders correction",
    ("R22-28.1", "R22-34a", "R22-34a.2", "R22-35.2", "R22-36.1b"),
)
_NOT_SUPPORTED = Liability(
    "R22-45(2)",
    "45 (2)",
    "对事实清楚且合规的诉求未支持：上级责令改正",
    "a founded request was not supported: a superior orders correction",
    ("R22-32.1b",),
)
_PROPOSAL_NEGLECTED = Liability(
    "R22-45(3)",
    "45 (3)",
    "轻忽信访部门的建议：上级责令改正",
    "a petition office's proposal was neglected: a superior orders correction",
    ("R22-40.4",),
)
_HANDLED_IMPROPERLY = Liability(
    "R22-45(4)",
    "45 (4)",
    "未履行或者未正确履行处理职责：上级责令改正",
    "other duties of handling were not kept: a superior orders correction",
    (
        "R22-22.1(3)a",
        "R22-22.1(3)b",
        "R22-23.3b",
        "R22-23.3c",
        "R22-28.2a",
        "R22-28.2b",
        "R22-29.1a",
        "R22-31.0",
        "R22-31(1)a",
        "R22-31(1)b",
        "R22-31(2)",
        "R22-31(3)",
        "R22-31(4)",
        "R22-31(5)",
        "R22-31(6)a",
        "R22-32.1a",
        "R22-32.1c",
        "R22-32.2a",
        "R22-32.2b",
        "R22-33a",
        "R22-33b",
        "R22-34b",
        "R22-34c",
    ),
)
_URGENT_MATTERS = Liability(
    "R22-46(4)",
    "46 (4)",
    "重大紧急事项瞒报、缓报或者未及时处置：上级责令改正",
    "a grave matter was not reported or acted on: a superior orders correction",
    ("R22-25.1a", "R22-25.1b", "R22-25.2", "R22-25.2b"),
)
_LEAKED = Liability(
    "R22-46(5)",
    "46 (5)",
    "检举材料落入被检举者之手：上级责令改正",
    "a denunciation reached the denounced: a superior orders correction",
    ("R22-30.3",),
)
_RETALIATED = Liability(
    "R22-46(6)",
    "46 (6)",
    "报复信访人：上级责令改正",
    "revenge on a petitioner: a superior orders correction",
    ("R22-18.4",),
)

_OF_2005: Final = (
    Liability(
        "R05-40-46a",
        "41",
        "信访机构未依规登记、转送、交办、督办：上级责令改正",
        "a petition office did not register, pass on or press: a superior orders correction",
        ("R05-21.1a", "R05-21.1b", "R05-21.1c", "R05-36a"),
    ),
    Liability(
        "R05-40-46b",
        "42",
        "未登记、拒收或者逾期未告知受理与否：上级责令改正",
        "not registered, refused or not told in time: a superior orders correction",
        ("R05-21.2", "R05-22.1a", "R05-22.1b", "R05-22.2"),
    ),
    Liability(
        "R05-40-46c",
        "43",
        "逾期未办结或者应支持而未支持：上级责令改正",
        "not completed in time, or a founded request not supported: a superior orders correction",
        ("R05-32b", "R05-33a", "R05-33d", "R05-34.2", "R05-35.1b"),
    ),
    Liability(
        "R05-40-46d",
        "44",
        "检举材料落入被检举者之手：依法给予处分",
        "a denunciation reached the denounced: disciplinary sanction",
        ("R05-23",),
    ),
    Liability(
        "R05-40-46e",
        "45",
        "重大紧急事项瞒报、缓报：依法给予处分",
        "a grave matter was not reported: disciplinary sanction",
        ("R05-26-27a",),
    ),
)

LIABILITIES: Final = (
    _NOT_TRANSFERRED,
    _NOT_SUPERVISED,
    _NOT_REGISTERED,
    _NOT_TOLD,
    _NOT_COMPLETED,
    _NOT_SUPPORTED,
    _PROPOSAL_NEGLECTED,
    _HANDLED_IMPROPERLY,
    _URGENT_MATTERS,
    _LEAKED,
    _RETALIATED,
    *_OF_2005,
)

BY_ID: Final = {liability.id: liability for liability in LIABILITIES}


def punishing(rule: str) -> tuple[Liability, ...]:
    """Returns the heads of liability under which a breach of the rule falls."""
    return tuple(liability for liability in LIABILITIES if rule in liability.punishes)
