"""Wrong command lines: what is wrong, and what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.show.lang import ENUMERATION, Text, joined, same


class UsageError(Exception):
    """A command line that cannot be followed: one sentence and, where there is one, a help line."""

    def __init__(self, message: Text, help: Text | None = None) -> None:
        super().__init__(message, help)
        self.message = message
        self.help = help


def ticked(word: str) -> str:
    """Returns the user's word in backticks, on one line, cut when long."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in word)
    return f"`{shown if len(shown) <= 60 else shown[:59] + '…'}`"


def _bare(word: str) -> str:
    """Returns the word without case and leading zeros: `ip-3` is meant for `IP-03`."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", word.casefold())


def meant(word: str, known: Iterable[str]) -> Text:
    """Returns "did you mean …?" with the nearest known word, or else the known words."""
    from difflib import get_close_matches

    words = tuple(dict.fromkeys(known))
    folded = {w.casefold(): w for w in reversed(words)}
    alike = [w for w in words if _bare(w) == _bare(word)]
    if alike:
        return Text(f"是否指 `{alike[0]}`？", f"did you mean `{alike[0]}`?")
    longer = [f"`{w}`" for w in words if word and w.casefold().startswith(word.casefold())][:5]
    if longer:
        return Text(f"是否指 {'、'.join(longer)}？", f"did you mean {', '.join(longer)}?")
    near = get_close_matches(word.casefold()[:60], folded, n=1)
    if near:
        found = f"`{folded[near[0]]}`"
        return Text(f"是否指 {found}？", f"did you mean {found}?")
    listed = joined((same(f"`{w}`") for w in words[:24]), ENUMERATION)
    more = "…" if len(words) > 24 else ""
    return Text(f"可用：{listed.zh}{more}", f"known: {listed.en}{more}")
