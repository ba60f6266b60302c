"""Changes that no history can show, each with its argument. They count as survivors in the raw
score."""

from __future__ import annotations

from typing import Final

EQUIVALENT: Final[dict[tuple[str, str], str]] = {
    ("R05-22.1b", "all -> any competent (2 of 3)"): (
        "beside the clause that nobody but a court, congress or procuratorate is competent it says "
        "something else only where nobody is; but then none that is competent refuses"
    ),
    ("R22-22.1(1)a", "all -> any competent (4 of 5)"): (
        "beside the clause that nobody but a court is competent it says something else only where "
        "nobody is; but the rule asks that an organ of the office's level is"
    ),
    ("R22-26", "1 -> 0"): "the items of art. 26 are numbered 1 to 6: no record can say item 0",
    ("R22-26", "6 -> 7"): "the items of art. 26 are numbered 1 to 6: no record can say item 7",
}
"""(rule, change) -> why no history can tell the mutant from the rule."""
