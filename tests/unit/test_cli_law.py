"""The words of the law: every rule and reading can be shown, and every word has both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.cli import main
from checker.cli.commands import Command
from checker.cli.help import help_text
from checker.show import glossary, glossary_kinds
from checker.show.formula import outline_of, phrase
from checker.show.lang import Lang
from checker.show.law import article
from checker.show.outline import lines
from checker.show.paint import columns, wrapped
from constraints.registry import all_rules
from model.casefile.kinds import KINDS
from model.logic.readings import all_readings
from model.words import Fact, Field, Kind, MatterField, OrganKind


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_can_be_shown(capfd: pytest.CaptureFixture[str], lang: str) -> None:
    for id, rule in all_rules().items():
        assert main(["law", "show", id, "--lang", lang]) == 0
        shown = capfd.readouterr().out
        assert id in shown
        assert rule.zh[:8] in shown
        assert rule.en[:8] in shown
        assert f".py:{rule.origin.line}" in shown


def test_a_rule_shows_its_formula_and_readings(capfd: pytest.CaptureFixture[str]) -> None:
    main(["law", "show", "R22-34a", "--lang", "en"])
    shown = capfd.readouterr().out
    for words in (
        "art. 34", "for every accepted: acceptance or", "there is a handling opinion o1 such that",
        "o1 answers accepted", "60 days", "the number of days of x1",
        "unless (withdrawal)", "IP-37", "only_one = only one  [live]", "chapter_4.py:",
    ):  # fmt: skip
        assert words in shown, words


def test_lists_have_every_rule_and_reading(capfd: pytest.CaptureFixture[str]) -> None:
    main(["law", "list"])
    listed = capfd.readouterr().out
    assert all(f"  {id} " in listed for id in all_rules())
    main(["law", "readings"])
    asked = capfd.readouterr().out
    assert all(id in asked and r.question_zh in asked for id, r in all_readings().items())


def test_every_part_of_every_guard_has_words() -> None:
    for rule in all_rules().values():
        said = phrase(rule.guard)
        assert said.zh
        assert said.en
        assert list(lines(outline_of(rule.guard)))


def test_the_glossary_names_every_word() -> None:
    assert set(glossary_kinds.NAMES) >= {k.value for k in Kind}
    named = glossary.FLAGS.keys() | glossary.FIELDS.keys() | glossary.FACTS.keys()
    assert named >= {f.value for f in Field} | {f.value for f in MatterField}
    assert glossary.FACTS.keys() >= {f.value for f in Fact}
    assert glossary.WORDS.keys() >= {k.value for k in OrganKind}
    closed = {
        w for k in KINDS.values() for f, ws in k.words.items() if f is Field.OUTCOME for w in ws
    }
    assert glossary.WORDS.keys() >= closed


@pytest.mark.parametrize(
    ("written", "zh"),
    [
        ("34", "第34条"),
        ("19 ¶3", "第19条第3款"),
        ("22 ¶1 (3)", "第22条第1款第3项"),
        ("31 (6)", "第31条第6项"),
        ("36 ¶¶1-2", "第36条第1-2款"),
        ("annex", "第annex条"),
    ],
)
def test_articles(written: str, zh: str) -> None:
    assert article(written).zh == zh


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["chek"], "`check`"),
        (["law", "shwo"], "`show`"),
        (["check", "x.json", "--formt", "json"], "`--format`"),
        (["check", "x.json", "--format", "jsno"], "`json`"),
        (["check", "x.json", "--reading", "IP-3=none"], "`IP-03`"),
        (["check", "x.json", "--reading", "IP-03=nnoe"], "`none`"),
        (["check", "x.json", "--law", "R23"], "`R22`"),
        (["law", "show", "R22-34"], "`R22-34a`"),
        (["law", "readings", "IP-99"], "`IP-"),
        (["schema", "finding"], "`findings`"),
        (["organs", "show", "example-provinc"], "`example-province`"),
        (["--hlep"], "`--help`"),
        (["--lang", "fr", "check"], "`zh`"),
    ],
)
def test_did_you_mean(capfd: pytest.CaptureFixture[str], words: list[str], hint: str) -> None:
    assert main(words) == 2
    printed = capfd.readouterr()
    assert hint in printed.err
    assert printed.out == ""


@pytest.mark.parametrize(
    "words",
    [["check"], ["law"], ["law", "show"], ["schema"], ["check", "x", "--as-of"],
     ["check", "x", "--as-of", "1.5.24"], ["check", "x", "--strict=yes"],
     ["check", "x", "--calendar", "gone.toml"]],
)  # fmt: skip
def test_usage_errors_exit_with_two(capfd: pytest.CaptureFixture[str], words: list[str]) -> None:
    for lang, head in (("zh", "错误: "), ("en", "error: ")):
        assert main(["--lang", lang, *words]) == 2
        printed = capfd.readouterr()
        assert printed.err.startswith(head)
        assert "Traceback" not in printed.err


def test_help_is_there_in_both_languages(capfd: pytest.CaptureFixture[str]) -> None:
    for command in Command:
        zh, en = (help_text(command, lang) for lang in Lang)
        assert zh != en
        assert zh.startswith("用法")
        assert en.isascii() or "·" in en
        assert main([*command.value.split(" "), "--help", "--lang", "en"]) == 0
        assert capfd.readouterr().out == en


def test_the_language_comes_from_the_environment(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value, word in (
        ("LANG", "en_GB.UTF-8", "usage"), ("LANG", "C.UTF-8", "用法"), ("LC_ALL", "zh_CN", "用法"),
    ):  # fmt: skip
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv(variable, value)
        main(["--help"])
        assert word in capfd.readouterr().out


def test_schemas_and_trees_are_printed(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "case"]) == 0
    assert '"xinfang case file"' in capfd.readouterr().out
    assert main(["schema", "findings"]) == 0
    assert '"xinfang findings"' in capfd.readouterr().out
    assert main(["organs", "show"]) == 0
    shown = capfd.readouterr().out
    assert "云河县住房和城乡建设局" in shown
    assert "另一上级" in shown


def test_the_demo_is_judged_as_expected(capfd: pytest.CaptureFixture[str]) -> None:
    demo = Path(__file__).resolve().parents[2] / "scenarios" / "cases" / "demo"
    if not demo.is_dir():
        pytest.skip("no demo cases yet")
    assert main(["demo", "--lang", "en"]) == 0
    assert "demo cases are judged as expected" in capfd.readouterr().out


def test_lines_are_wrapped_without_loss() -> None:
    text = "自受理（e2）之日 2024-02-04（周日）起算，当日不计入，60 个自然日；" * 3 + "x" * 50
    found = wrapped(text, 40)
    assert all(columns(line) <= 40 for line in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
