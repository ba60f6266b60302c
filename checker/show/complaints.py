"""What is wrong with an input, in both languages. The readers say it once, in English, with the
user's words in backticks; here the sentence is found again by its shape and said in Chinese. One
without a Chinese line stays English: a test asks for a line for all the readers can say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from checker.show.lang import Text

_TICKED: Final = r"`[^`]*`"
_PLACES: Final = {
    "{}": rf"({_TICKED}(?:(?:, | and | or ){_TICKED})*|-?\d+(?:-\d+)*)",
    "{w}": r"(.+?)",
}
_PLACE: Final = re.compile(r"\{w?\}")
_LISTED: Final = re.compile(r"(?<=`)(?:, | and | or )(?=`)")


def complaint(message: str) -> Text:
    """Returns the sentence a reader said, in Chinese where its shape is known and as it stands in
    English."""
    return Text(_chinese(message), message)


def _chinese(message: str) -> str:
    for shape, zh in _shapes():
        if found := shape.fullmatch(message):
            said = (_place(group) for group in found.groups())
            return _filled(zh, tuple(said))
    return message


def _place(said: str) -> str:
    return _LISTED.sub("、", said) if said.startswith("`") and _is_list(said) else _chinese(said)


def _is_list(said: str) -> bool:
    return re.fullmatch(_PLACES["{}"], said) is not None


def _filled(zh: str, said: tuple[str, ...]) -> str:
    return re.sub(r"\{(\d)\}", lambda place: said[int(place.group(1)) - 1], zh)


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Returns the known sentences, those with the most words of their own first."""
    text = Path(__file__).with_name("complaints_zh.toml").read_text(encoding="utf-8")
    known = tomllib.loads(text)
    own = sorted(known, key=lambda shape: -len(_PLACE.sub("", shape)))
    return tuple((re.compile("".join(_pattern(shape)), re.DOTALL), known[shape]) for shape in own)


def _pattern(shape: str) -> Iterator[str]:
    last = 0
    for place in _PLACE.finditer(shape):
        yield re.escape(shape[last : place.start()])
        yield _PLACES[place.group()]
        last = place.end()
    yield re.escape(shape[last:])
