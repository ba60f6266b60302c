"""What of this source no rule states, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from constraints.coverage import NotCheckable

NOT_CHECKABLE: Final[Mapping[str, NotCheckable]] = {}

READINGS_WITHOUT_FORMULA: Final[Mapping[str, NotCheckable]] = {}
