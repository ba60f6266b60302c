"""Readings, limits and profiles on the command line: what they change; how mistakes are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.cli import main
from checker.cli.basis import Basis, judge_of
from checker.cli.profiles import load_profile, shipped_profiles
from checker.cli.usage import UsageError
from checker.show.lang import Lang
from constraints.registry import all_rules
from model.logic.limits import all_limits, open_limit
from model.logic.readings import Grade, all_readings

GOLDEN = Path(__file__).parents[1] / "golden" / "basis_errors.txt"

if "D_TEST_TOLD" not in all_limits():
    open_limit(
        "D_TEST_TOLD", zh="及时", en="in time", stipulated=5, anchor=15, source="for tests only"
    )

PROFILES = {
    "unknown key": 'zh = "从严"\nreding = 1\n',
    "no TOML": "[readings]\nIP-03 = none\n",
    "unknown reading": '[readings]\n\nIP-3 = "none"\n',
    "unknown value": '[readings]\nIP-03 = "nnoe"\n',
    "a number for a reading": "[readings]\nIP-03 = 3\n",
    "a reading that is no table": 'readings = "IP-03=none"\n',
    "unknown limit": "[limits]\nD_TEST_TOLDD = 3\n",
    "a limit that is no number": '[limits]\nD_TEST_TOLD = "three"\n',
    "a limit beyond its anchor": "# mine\n[limits]\nD_TEST_TOLD = 16\n",
}

COMMANDS = {
    "unknown profile": Basis(profile="strct"),
    "no such file": Basis(profile="mine.toml"),
    "unknown source": Basis(law=("RF",)),
    "unknown rule": Basis(law=("R22-36.33",)),
    "two values": Basis(readings=("IP-03=none", "IP-03=twice")),
    "no value": Basis(readings=("IP-03",)),
    "no days": Basis(limits=("D_TEST_TOLD",)),
    "negative days": Basis(limits=("D_TEST_TOLD=-1",)),
    "days beyond the anchor": Basis(limits=("D_TEST_TOLD=99",)),
}


def complaints() -> Iterator[str]:
    """Yields every mistake with what is said of it, in both languages."""
    bases = {
        **{f"profile: {name}": Basis(profile="mine.toml") for name in PROFILES},
        **COMMANDS,
    }
    for name, basis in bases.items():
        if name.startswith("profile: "):
            Path("mine.toml").write_text(PROFILES[name[9:]], encoding="utf-8")
        else:
            Path("mine.toml").unlink(missing_ok=True)
        with pytest.raises(UsageError) as caught:
            judge_of(basis)
        yield f"## {name}"
        for lang in Lang:
            yield caught.value.message.of(lang)
            if caught.value.help:
                yield f"  = {caught.value.help.of(lang)}"
        yield ""


def test_mistakes_are_answered_at_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "\n".join(complaints()) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", shipped_profiles())
def test_a_shipped_profile_pins_what_is_arguable(name: str) -> None:
    all_rules()
    profile = load_profile(name)
    assert profile.about.zh
    assert profile.about.en
    pinned = judge_of(Basis(profile=name)).options.pinned
    for id, word in pinned.items():
        values = all_readings()[id].graded(Grade.DEFAULT, Grade.LIVE)
        assert word in {v.word for v in values}, f"{id}={word} has no authority"


def test_the_profiles_differ() -> None:
    pinned = [judge_of(Basis(profile=name)).options.pinned for name in shipped_profiles()]
    assert all(a != b for i, a in enumerate(pinned) for b in pinned[:i])
    assert not judge_of(Basis(profile="default")).options.pinned


def test_the_command_line_wins_over_the_profile(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[readings]\nIP-03 = "none"\n[limits]\nD_TEST_TOLD = 2\n', encoding="utf-8")
    options = judge_of(Basis(profile=str(mine))).options
    assert (options.pinned, options.limits) == ({"IP-03": "none"}, {"D_TEST_TOLD": 2})
    other = Basis(("R22",), ("IP-03=twice",), ("D_TEST_TOLD=3",), str(mine))
    options = judge_of(other).options
    assert (options.pinned, options.limits) == ({"IP-03": "twice"}, {"D_TEST_TOLD": 3})


def test_a_profile_decides_what_is_contested(capfd: pytest.CaptureFixture[str]) -> None:
    case = Path(__file__).parents[2] / "scenarios/cases/demo/day-sixty-on-a-holiday.json"
    found = {
        name: main(["check", str(case), "--profile", name, "--list", "violated"])
        for name in ("default", "strict", "lenient")
    }
    capfd.readouterr()
    assert found == {"default": 3, "strict": 1, "lenient": 0}
