"""The case files of a rule, and those that show a conflict: what each tells and expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import BaseModel, ConfigDict

from checker.show.lang import Text
from model.logic.rule import Rule

_CASES = "scenarios/cases"


class _Finding(BaseModel):
    model_config = ConfigDict(extra="ignore")
    rule: str


class _Expected(BaseModel):
    model_config = ConfigDict(extra="ignore")
    verdict: str
    why: dict[str, str]
    readings: dict[str, str] = {}
    findings: list[_Finding] = []


class _Event(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str
    kind: str
    on: str | dict[str, object] | list[object] | None = None
    by: str | list[str] | dict[str, object] | None = None


class _Case(BaseModel):
    model_config = ConfigDict(extra="ignore")
    case: str
    note: str = ""
    as_of: str
    events: list[_Event]


@dataclass(frozen=True, slots=True)
class Act:
    """One event of a case: its day (empty if it is not one known day), its kind, who did it."""

    on: str
    kind: str
    by: str


@dataclass(frozen=True, slots=True)
class ShippedCase:
    """A case file of this project and what is expected of it. `path` is relative to the project;
    `verdict` is the verdict of the whole case; `rules` are those a finding is expected of."""

    path: str
    name: str
    note: str
    verdict: str
    why: Text
    acts: tuple[Act, ...]
    readings: Mapping[str, str] = field(default_factory=dict[str, str])
    rules: tuple[str, ...] = ()


def cases_of(rule: Rule) -> tuple[ShippedCase, ShippedCase]:
    """Returns the good and the bad case of a rule."""
    tail = rule.id.partition("-")[2].replace("(", "-").replace(")", "")
    folder = files("scenarios").joinpath("cases", rule.source, tail)
    where = f"{_CASES}/{rule.source}/{tail}"
    return _read(folder, "good", where), _read(folder, "bad", where)


@cache
def conflict_cases() -> Mapping[str, tuple[ShippedCase, ...]]:
    """Returns the cases that show each conflict (`C-01`), in order."""
    folder = files("scenarios").joinpath("cases", "conflicts")
    found: dict[str, list[ShippedCase]] = {}
    for name in sorted(_names(folder)):
        case = _read(folder, name, f"{_CASES}/conflicts")
        found.setdefault(name[:4], []).append(case)
    return {id: tuple(cases) for id, cases in found.items()}


def _names(folder: Traversable) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.name.endswith(".json") and not entry.name.endswith(".expect.json"):
            yield entry.name.removesuffix(".json")


def _read(folder: Traversable, name: str, where: str) -> ShippedCase:
    case = _Case.model_validate_json(folder.joinpath(f"{name}.json").read_bytes())
    hoped = _Expected.model_validate_json(folder.joinpath(f"{name}.expect.json").read_bytes())
    return ShippedCase(
        path=f"{where}/{name}.json",
        name=case.case,
        note=case.note,
        verdict=hoped.verdict,
        why=Text(hoped.why["zh"], hoped.why["en"]),
        acts=tuple(Act(_said(e.on), e.kind, _said(e.by)) for e in case.events),
        readings=hoped.readings,
        rules=tuple(dict.fromkeys(f.rule for f in hoped.findings)),
    )


def _said(value: object) -> str:
    return value if isinstance(value, str) else ""
