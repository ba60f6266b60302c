"""Changes that no history can show, each with its argument. They count as survivors in the raw
score."""

from __future__ import annotations

from typing import Final

EQUIVALENT: Final[dict[tuple[str, str], str]] = {
    ("R22-26", "1 -> 0"): "the items of art. 26 are numbered 1 to 6: no record can say item 0",
    ("R22-26", "6 -> 7"): "the items of art. 26 are numbered 1 to 6: no record can say item 7",
}
"""(rule, change) -> why no history can tell the mutant from the rule."""
