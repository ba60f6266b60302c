"""The official text of a source, cut into articles: from the user's file, never shipped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_ARTICLE: Final = re.compile(r"^[\s\u3000]*第([〇零一二三四五六七八九十百]+|\d+)条", re.MULTILINE)
_DIGITS: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}


def articles_of(text: str) -> Mapping[int, str]:
    """Returns each article by its number, from its 第N条 to the next; of a number that comes twice
    the first. What stands before the first article is left out."""
    found: dict[int, str] = {}
    heads = list(_ARTICLE.finditer(text))
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if heads[place + 1 :] else len(text)
        found.setdefault(_number(head.group(1)), text[head.start() : end].strip())
    return found


def article_number(article: str) -> int | None:
    """Returns the number an article reference begins with: 22 of `22 ¶1 (3)`; None if none."""
    found = re.match(r"\d+", article)
    return int(found.group()) if found else None


def _number(written: str) -> int:
    """Returns 34 of `34` and of `三十四`."""
    if written.isdecimal():
        return int(written)
    whole = digit = 0
    for c in written:
        if c in "十百":
            whole += (digit or 1) * (10 if c == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[c]
    return whole + digit
