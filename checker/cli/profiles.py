"""Profiles: named sets of readings and limits, shipped or in a TOML file of the user's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final, cast

from checker.cli.usage import UsageError, meant, ticked
from checker.show.lang import Text, same

SUFFIX: Final = ".toml"
_EXAMPLES: Final = {"readings": '`IP-03 = "none"`', "limits": "`D_FR_REG = 3`"}
_NOTHING: Final = Text("", "")
_KEYS: Final = ("zh", "en", "readings", "limits")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a profile: a reading or a limit, the value it is given, where it stands
    (`file:line: `)."""

    id: str
    value: str
    place: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A named set of readings and limits; what it is for, in both languages."""

    about: Text = _NOTHING
    readings: tuple[Entry, ...] = ()
    limits: tuple[Entry, ...] = ()


def shipped_profiles() -> tuple[str, ...]:
    """Returns the names of the shipped profiles, sorted."""
    names = (entry.name for entry in files("constraints").joinpath("profiles").iterdir())
    return tuple(sorted(n.removesuffix(SUFFIX) for n in names if n.endswith(SUFFIX)))


def load_profile(name: str) -> Profile:
    """Returns the shipped profile of that name, or the one in that file; UsageError, with
    `file:line` where it has one, iff there is none or it cannot be read."""
    if name in shipped_profiles():
        entry = files("constraints").joinpath("profiles", name + SUFFIX)
        return _read(entry.read_text(encoding="utf-8"), name + SUFFIX)
    if not name.endswith(SUFFIX) and "/" not in name:
        message = Text(f"没有方案 {ticked(name)}", f"no profile {ticked(name)}")
        raise UsageError(message, meant(name, shipped_profiles()))
    try:
        return _read(Path(name).read_text(encoding="utf-8"), name)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "no UTF-8 text"
        message = Text(f"无法读取 {ticked(name)}：{why}", f"cannot read {ticked(name)}: {why}")
        raise UsageError(message) from None


def _read(text: str, name: str) -> Profile:
    top = _parsed(text, name)
    for key in top:
        if key not in _KEYS:
            message = Text(f"没有键 {ticked(key)}", f"unknown key {ticked(key)}")
            raise UsageError(same(f"{name}:{_line(text, key)}: ") + message, meant(key, _KEYS))
    return Profile(
        Text(str(top.get("zh", "")), str(top.get("en", ""))),
        tuple(_entries(text, name, "readings", top)),
        tuple(_entries(text, name, "limits", top)),
    )


def _parsed(text: str, name: str) -> Mapping[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        line = found[1] if found else str(text.count("\n") + 1)
        reason = str(error)[: found.start()] if found else str(error)
        reason = reason[:1].lower() + reason[1:]
        message = Text(f"不是 TOML：{reason}", f"not TOML: {reason}")
        raise UsageError(same(f"{name}:{line}: ") + message) from None


def _entries(text: str, name: str, part: str, top: Mapping[str, object]) -> Iterator[Entry]:
    """Yields the entries of one table; what is no word and no number is refused at its line."""
    table = top.get(part, {})
    if not isinstance(table, dict):
        said = Text(f"{ticked(part)} 应为表", f"{ticked(part)} must be a table")
        raise UsageError(same(f"{name}:{_line(text, part)}: ") + said, same(f"[{part}]"))
    wanted = str if part == "readings" else int
    for id, value in cast("dict[str, object]", table).items():
        place = f"{name}:{_line(text, id)}: "
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise UsageError(same(place) + _ill_typed(part, str(value)), same(_EXAMPLES[part]))
        yield Entry(id, str(value), place)


def _ill_typed(part: str, value: str) -> Text:
    said = ticked(value)
    if part == "readings":
        return Text(f"{said} 不是读法的取值", f"{said} is no value of a reading")
    return Text(f"{said} 不是日数", f"{said} is no number of days")


def _line(text: str, key: str) -> int:
    """Returns the line a key or header stands in; 1 if it is not found."""
    pattern = re.compile(rf"^\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*(?:=|\])")
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if pattern.match(line)), 1)
