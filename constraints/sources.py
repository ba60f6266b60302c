"""The legal sources: who issued them, when they are in force."""

from __future__ import annotations

from datetime import date

from model.calendar import day_number
from model.logic.rule import Source

R22 = Source(
    id="R22",
    zh="信访工作条例",
    en="Regulations on Petition Work (2022)",
    issuer="中共中央、国务院",
    in_force_from=day_number(date(2022, 5, 1)),
    in_force_to=None,
)

R05 = Source(
    id="R05",
    zh="信访条例",
    en="Regulations on Letters and Visits (2005)",
    issuer="国务院",
    in_force_from=day_number(date(2005, 5, 1)),
    in_force_to=day_number(date(2022, 4, 30)),
)

SOURCES = {s.id: s for s in (R22, R05)}
