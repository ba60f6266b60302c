"""Two languages, side by side: whatever is said is said in both, and chosen when it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never


class Lang(StrEnum):
    """A language of the output."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in Chinese and in English."""

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """Returns what is said in that language."""
        match lang:
            case Lang.ZH:
                return self.zh
            case Lang.EN:
                return self.en
            case _:
                assert_never(lang)

    def __add__(self, other: Text) -> Text:
        return Text(self.zh + other.zh, self.en + other.en)

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


def same(word: str) -> Text:
    """Returns a word that is alike in both languages: an id, a date, a name."""
    return Text(word, word)


def joined(texts: Iterable[Text], between: Text) -> Text:
    """Returns the texts with `between` between them."""
    parts = tuple(texts)
    return Text(between.zh.join(t.zh for t in parts), between.en.join(t.en for t in parts))


COMMA = Text("，", ", ")
SEMICOLON = Text("；", "; ")
ENUMERATION = Text("、", ", ")
OR = Text("或", " or ")


def quantity(n: int, zh: str, en: str) -> Text:
    """Returns a number of things, the English word in its plural but for one."""
    return Text(f"{n} {zh}", f"{n} {en}" + ("" if n == 1 else "s"))


def a(noun: str) -> str:
    """Returns the English noun with its article."""
    return f"{'an' if noun[:1] in 'aeio' else 'a'} {noun}"
