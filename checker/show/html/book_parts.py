"""Pieces of the book of law: both languages side by side, links, cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from checker.show.glossary import HISTORY_VERDICTS
from checker.show.glossary_kinds import NAMES
from checker.show.html.dom import Inside, el
from checker.show.lang import Text, same
from checker.show.shipped_cases import ShippedCase

_VERDICTS: Final = {v.value: said for v, (_, said) in HISTORY_VERDICTS.items()}


def both(text: Text) -> list[Inside]:
    """Returns the text in both languages, of which the page shows one; once if they are alike."""
    if text.zh == text.en:
        return [text.zh]
    return [el("span", text.zh, lang="zh"), el("span", text.en, lang="en")]


def entry(name: Text, *inside: Inside) -> Iterator[Element]:
    """Yields a line of a list of definitions."""
    yield el("dt", *both(name))
    yield el("dd", *inside)


def paragraph(text: Text) -> Element:
    """Returns the text as a paragraph."""
    return el("p", *both(text))


def link(id: str) -> Element:
    """Returns a link to what has this id on the page."""
    return el("a", id, href=f"#{id}")


def links(ids: Iterable[str]) -> list[Inside]:
    """Returns links with spaces between them."""
    found: list[Inside] = []
    for id in ids:
        found += [" ", link(id)] if found else [link(id)]
    return found


def code_lines(lines: Iterable[str]) -> Element:
    """Returns lines of code, their indentation kept."""
    return el("pre", *(el("code", line or " ") for line in lines))


def folded(title: Text, *inside: Inside) -> Element:
    """Returns what is shown once one asks for it."""
    return el("details", el("summary", *both(title)), *inside)


def case_block(case: ShippedCase, title: Text) -> Element:
    """Returns a case: what it is about, what is expected of it and why, its acts, its file."""
    verdict = _VERDICTS.get(case.verdict) or same(case.verdict)
    pinned = "  ".join(f"{k}={v}" for k, v in case.readings.items())
    acts = [_act(a.on, a.kind, a.by) for a in case.acts]
    basis = [el("p", el("code", pinned))] if pinned else []
    return folded(
        title + Text("：", ": ") + verdict,
        el("p", case.note or "–", lang="zh-CN"),
        paragraph(case.why),
        *basis,
        el("ul", *acts, class_="acts"),
        el("p", el("code", case.path), class_="when"),
    )


def _act(on: str, kind: str, by: str) -> Element:
    name = NAMES.get(kind) or Text(kind, kind.replace("_", " "))
    return el("li", f"{on or '?'} ", *both(name), f" {by}" if by else "")
