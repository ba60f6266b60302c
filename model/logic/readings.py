"""Readings: questions of interpretation, each with admissible values graded by how far they are
arguable.

A reading is an enum whose members are made by `default`, `live` or `exploratory`. Verdicts quantify
over the default and live values; exploratory ones are used only on request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import ClassVar, Self, TypeVar

from model.logic.nodes import ReadingId


class Grade(Enum):
    """How far a value is arguable: what verdicts assume, quantify over, or look at on request."""

    DEFAULT = "default"
    LIVE = "live"
    EXPLORATORY = "exploratory"


@dataclass(frozen=True, slots=True)
class Value:
    """One admissible value: how far it is arguable, what it says, on what authority (in English and
    in Chinese; without the latter the English stands for both)."""

    grade: Grade
    zh: str
    en: str
    source: str
    source_zh: str = ""


def default(zh: str, en: str, source: str, source_zh: str = "") -> Value:
    """Returns the value a verdict is reported under: exactly one per reading."""
    return Value(Grade.DEFAULT, zh, en, source, source_zh)


def live(zh: str, en: str, source: str, source_zh: str = "") -> Value:
    """Returns a value competent lawyers defend with a cited text: a verdict that turns on it is
    contested."""
    return Value(Grade.LIVE, zh, en, source, source_zh)


def exploratory(zh: str, en: str, source: str, source_zh: str = "") -> Value:
    """Returns a value without national authority: asked for by name only."""
    return Value(Grade.EXPLORATORY, zh, en, source, source_zh)


class Reading(Enum):
    """Base of every reading; subclass with `id=`, `zh=` and `en=` (the question)."""

    id: ClassVar[str]
    question_zh: ClassVar[str]
    question_en: ClassVar[str]

    def __init_subclass__(cls, *, id: ReadingId, zh: str, en: str) -> None:
        cls.id, cls.question_zh, cls.question_en = id, zh, en
        _register(cls)

    @property
    def word(self) -> str:
        """The spelling on the command line: `--reading IP-03=none`."""
        return self.name.lower()

    @property
    def about(self) -> Value:
        """The value behind the member: its grade, wording and authority."""
        assert isinstance(self.value, Value)
        return self.value

    @classmethod
    def graded(cls, *grades: Grade) -> tuple[Self, ...]:
        """Returns the values of these grades, in order of declaration."""
        return _graded(cls, grades)

    @classmethod
    def default(cls) -> Self:
        """Returns the value a verdict is reported under."""
        return cls.graded(Grade.DEFAULT)[0]


R = TypeVar("R", bound=Reading)


@cache
def _graded(kind: type[R], grades: tuple[Grade, ...]) -> tuple[R, ...]:
    return tuple(v for v in kind if v.about.grade in grades)


@cache
def arguable(id: ReadingId) -> tuple[str, ...]:
    """Returns the words of the default and the live values of a reading, in order of declaration;
    KeyError iff none is declared."""
    return tuple(v.word for v in reading(id).graded(Grade.DEFAULT, Grade.LIVE))


_ALL: dict[ReadingId, type[Reading]] = {}


def _register(reading: type[Reading]) -> None:
    values = list(reading)
    defaults = [v for v in values if v.about.grade is Grade.DEFAULT]
    if len(defaults) != 1:
        raise TypeError(f"reading {reading.id} must have exactly one default, has {len(defaults)}")
    if reading.id in _ALL:
        raise TypeError(f"reading {reading.id} is declared twice")
    _ALL[reading.id] = reading


def all_readings() -> Mapping[ReadingId, type[Reading]]:
    """Returns every declared reading by id (those whose module has been imported)."""
    return _ALL


def reading(id: ReadingId) -> type[Reading]:
    """Returns the reading of that id; KeyError iff none is declared."""
    return _ALL[id]


# ---- the readings every period asks --------------------------------------------------------------


class DayUnit(
    Reading,
    id="IP-01",
    zh="“日”按自然日还是工作日计算？",
    en="is a plain “day” natural or working?",
):
    """Whether an unnamed “day” is a natural or a working day."""

    NATURAL = default(
        "自然日",
        "natural days",
        "a contrario: art. 23 ¶3 says working days for 5 and plain days for 15",
        "反对解释：第23条第3款对五日言“工作日”，对十五日只言“日”",
    )
    WORKING = exploratory(
        "工作日",
        "working days",
        "by analogy with the Licensing Law, art. 82; no authority",
        "比照行政许可法第82条；无依据",
    )


class StartDay(
    Reading, id="IP-02", zh="起算当日是否计入？", en="does the day that starts a period count?"
):
    """Whether the day from which a period runs is its first day."""

    EXCLUDED = default(
        "不计入",
        "it does not",
        "by analogy: Civil Code 201, Civil Procedure Law 85",
        "比照民法典第201条、民事诉讼法第85条",
    )
    INCLUDED = exploratory("计入", "it does", "no authority found", "未见依据")


class RollOver(
    Reading, id="IP-03", zh="期满日为休息日时是否顺延？", en="what if the last day is a rest day?"
):
    """What becomes of a period that ends on a rest day."""

    NEXT_WORKING_DAY = default(
        "顺延至下一工作日",
        "it moves to the next working day",
        "by analogy: Civil Code 203, Civil Procedure Law 85",
        "比照民法典第203条、民事诉讼法第85条",
    )
    NONE = live(
        "不顺延",
        "it stays",
        "the Regulations have no article on counting; Civil Code 204 leaves room",
        "条例没有计算期间的条文；民法典第204条留有余地",
    )
    PETITIONER_ONLY = exploratory(
        "仅对信访人顺延", "it moves for the petitioner only", "no authority found", "未见依据"
    )
    TWICE = exploratory(
        "延长时两次顺延", "it moves before an extension too", "no authority found", "未见依据"
    )


# ---- the reading every source asks that took another's place -----------------------------------


class Regime(
    Reading,
    id="IP-55",
    zh="跨越新旧条例的事项适用哪一部？",
    en="which text governs a matter that straddles the old and the new one?",
):
    """The Regulations of 2022 have no transition article."""

    EVENT_DATE = default(
        "依各行为当日施行的文本",
        "the one in force on the day of each act",
        "art. 50 of 2022; no retroactivity: Legislation Law 104",
        "2022年条例第50条；法不溯及既往：立法法第104条",
    )
    SUBMISSION_DATE = live(
        "依信访事项首次提出之日",
        "the one in force when the matter was first raised",
        "one matter, one procedure; by analogy with the transition of 2005 (letter 253, 2)",
        "一事一程序；比照2005年新旧衔接（函253第二条）",
    )
    STILL_RUNNING = live(
        "新文本施行时尚未届满的，依新文本",
        "the new one, of what still had time to run when it came into force",
        "letter 253 of 2005, point 2, by analogy: unfinished matters follow the new text",
        "比照国法秘函253号第二条：未办结的依新文本",
    )
