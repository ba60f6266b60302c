"""A constraint in words: one sentence in Chinese, one in English."""

from __future__ import annotations

from typing import Final

from model.logic.rule import Said
from model.templates.parts import Constraint
from model.templates.parts import Template as T

_SENTENCES: Final = {
    T.EXISTENCE: ("{0}至少发生 {n} 次", "{0} happens at least {n} times"),
    T.ABSENCE: ("{0}发生不到 {n} 次", "{0} happens fewer than {n} times"),
    T.EXACTLY: ("{0}恰好发生 {n} 次", "{0} happens exactly {n} times"),
    T.INIT: ("案件以{0}开始", "the case begins with {0}"),
    T.END: ("案件以{0}结束", "the case ends with {0}"),
    T.CHOICE: ("{0}、{1}至少发生其一", "{0} or {1} happens"),
    T.EXCLUSIVE_CHOICE: ("{0}、{1}只发生其一", "either {0} or {1} happens, not both"),
    T.RESPONDED_EXISTENCE: ("有{0}则必有{1}", "where {0} happens, so does {1}"),
    T.RESPONSE: ("每次{0}之后必有{1}", "every {0} is followed by {1}"),
    T.ALTERNATE_RESPONSE: (
        "每次{0}之后、下一次{0}之前必有{1}",
        "every {0} is followed by {1} before the next {0}",
    ),
    T.CHAIN_RESPONSE: ("每次{0}之后紧接着是{1}", "every {0} is followed by {1} at once"),
    T.PRECEDENCE: ("每次{1}之前必有{0}", "every {1} is preceded by {0}"),
    T.ALTERNATE_PRECEDENCE: (
        "每次{1}之前、上一次{1}之后必有{0}",
        "every {1} is preceded by {0} after the last {1}",
    ),
    T.CHAIN_PRECEDENCE: ("每次{1}的前一事件是{0}", "every {1} comes right after {0}"),
    T.CO_EXISTENCE: ("{0}与{1}或者都有，或者都无", "{0} and {1} both happen or neither does"),
    T.SUCCESSION: (
        "每次{0}之后必有{1}，每次{1}之前必有{0}",
        "every {0} is followed by {1}, every {1} preceded by {0}",
    ),
    T.ALTERNATE_SUCCESSION: (
        "{0}与{1}交替发生，先{0}后{1}",
        "{0} and {1} take turns, {0} first",
    ),
    T.CHAIN_SUCCESSION: (
        "每次{0}之后紧接着是{1}，每次{1}的前一事件是{0}",
        "every {0} is followed at once by {1}, every {1} comes right after {0}",
    ),
    T.NOT_RESPONDED_EXISTENCE: ("有{0}则不得有{1}", "where {0} happens, {1} does not"),
    T.NOT_RESPONSE: ("{0}之后不得有{1}", "no {1} after {0}"),
    T.NOT_CHAIN_RESPONSE: ("{0}之后不得紧接着是{1}", "no {1} right after {0}"),
    T.NOT_PRECEDENCE: ("{1}之前不得有{0}", "no {0} before {1}"),
    T.NOT_CHAIN_PRECEDENCE: ("{1}的前一事件不得是{0}", "{1} does not come right after {0}"),
    T.NOT_CO_EXISTENCE: ("{0}与{1}不得都有", "{0} and {1} do not both happen"),
    T.NOT_SUCCESSION: ("{0}之后不得有{1}", "no {1} after {0}"),
    T.NOT_CHAIN_SUCCESSION: ("{0}之后不得紧接着是{1}", "no {1} right after {0}"),
    T.ABSENCE_UNTIL: ("{0}之后、{1}之前不得有{2}", "no {2} after {0} until {1}"),
}
_LIMITED: Final = ("（另有条件）", " (under its conditions)")


def sentence(c: Constraint) -> Said:
    """Returns what the constraint demands; its conditions are as the model writes them."""
    zh, en = _SENTENCES[c.template]
    names = tuple(f"「{a}」" for a in c.activities), tuple(f"`{a}`" for a in c.activities)
    limited = c.activation or c.correlation or c.window
    return Said(
        zh.format(*names[0], n=c.count) + (_LIMITED[0] if limited else ""),
        en.format(*names[1], n=c.count) + (_LIMITED[1] if limited else ""),
    )
