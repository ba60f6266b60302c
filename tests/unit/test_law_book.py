"""The book of law: sound, self-contained, every rule in every form, every link with its end."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
import z3

from checker.cli import main
from checker.show.html.book import Book, book_page
from checker.show.lang import Lang
from checker.show.latex import latex_lines
from checker.show.shipped_cases import cases_of, conflict_cases
from checker.show.smt_text import smt_lines
from checker.show.statute import articles_of
from checker.tasks.coverage import State, provisions_of
from constraints.registry import PACKAGES, all_rules
from model.logic.limits import all_limits
from model.logic.readings import all_readings

TEXT = "总则\n第一条 甲。\n乙。\n　第三十四条　办理期限<六十日>。\n第一百零二条 末。\n"


@cache
def written() -> str:
    return book_page(Book(all_rules(), {"R22": articles_of(TEXT)}), Lang.ZH)


@cache
def root() -> Element:
    return ElementTree.fromstring(written().removeprefix("<!DOCTYPE html>"))


@cache
def by_id() -> dict[str, Element]:
    found = [e for e in root().iter() if e.get("id")]
    ids = [e.get("id", "") for e in found]
    assert len(ids) == len(set(ids))
    return dict(zip(ids, found, strict=True))


def said(e: Element) -> str:
    return "".join(e.itertext())


def test_it_asks_for_nothing_outside() -> None:
    assert not re.search(r"https?:|@import|url\(|src=", written())
    assert not {e.tag for e in root().iter()} & {"link", "img", "iframe", "object"}


def test_scripts_and_styles_stand_as_they_are_written() -> None:
    folder = Path(__file__).parents[2] / "checker" / "show" / "html"
    for name in ("book.js", "book.css", "page.css"):
        raw = (folder / name).read_text(encoding="utf-8")
        assert raw in written(), name


def test_every_link_has_its_end() -> None:
    ends = {e.get("href", "") for e in root().iter("a")}
    assert len(ends) > 300
    assert {e for e in ends if e.removeprefix("#") not in by_id()} == set()


def test_every_rule_stands_in_it_with_all_its_forms() -> None:
    for id, rule in all_rules().items():
        whole = said(by_id()[id])
        good, bad = cases_of(rule)
        for words in (rule.zh, rule.en, "(assert", r"\begin{array}", good.note, bad.why.en):
            assert words in whole, (id, words)


def test_readings_limits_and_conflicts_stand_in_it() -> None:
    assert by_id().keys() >= all_readings().keys() | all_limits().keys()
    assert len(conflict_cases()) > 20
    for id, cases in conflict_cases().items():
        block = by_id()[id]
        links = {a.get("href") for a in block.iter("a")}
        assert links >= {f"#{r}" for c in cases for r in (*c.rules, *c.readings)}
    back = {a.get("href") for a in by_id()["R22-34a"].iter("a")}
    assert {"#IP-37", "#IP-41"} <= back
    assert any(href.startswith("#C-") for href in back if href)


def test_what_is_not_checkable_stands_in_it_with_the_reason() -> None:
    for source in PACKAGES:
        whole = said(by_id()[source])
        for p in provisions_of(source):
            if p.state is State.NOT_CHECKABLE:
                assert p.why is not None
                assert p.id in whole
                assert p.why.zh in whole


def test_the_official_text_stands_beside_the_rule_escaped() -> None:
    assert articles_of(TEXT).keys() == {1, 34, 102}
    assert "乙。" in articles_of(TEXT)[1]
    assert "办理期限<六十日>" in said(by_id()["R22-34a"])
    assert "没有这一条" in said(by_id()["R22-35.1"])
    assert "条文原文" not in said(by_id()["R05-33a"])


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(None, "R22.txt"), (b"\xff\xfe\x00", "UTF-8"), ("无条文".encode(), "第N条")],
)
def test_wrong_texts_are_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes | None, complaint: str
) -> None:
    if content is not None:
        (tmp_path / "R22.txt").write_bytes(content)
    assert main(["law", "book", "--html", "--law-text", str(tmp_path)]) == 2
    assert complaint in capfd.readouterr().err


def test_every_formula_is_smt_lib() -> None:
    for id, rule in all_rules().items():
        (asserted,) = z3.parse_smt2_string("\n".join(smt_lines(rule)))
        assert asserted.sexpr().startswith("(forall "), id


def test_latex_is_balanced() -> None:
    for id, rule in all_rules().items():
        whole = "\n".join(latex_lines(rule))
        assert whole.count("{") == whole.count("}"), id
        assert whole.count("(") == whole.count(")"), id
        assert whole.count(r"\bigl") == whole.count(r"\bigr"), id
        assert not re.search(r"(?<!\\)_", whole.partition("\n")[2]), id


def test_a_rule_is_shown_in_latex_and_smt_on_request(capfd: pytest.CaptureFixture[str]) -> None:
    main(["law", "show", "R22-34a"])
    assert "(assert" not in capfd.readouterr().out
    assert main(["law", "show", "R22-34a", "--latex", "--smt"]) == 0
    shown = capfd.readouterr().out
    assert re.search(r"\(define-fun D\d+ \(\(accepted Event\)\) Int", shown)
    assert r"\forall \mathsf{accepted}" in shown


def test_the_page_is_written_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "book.html"
    assert main(["law", "book", "--html", "-o", str(out), "--lang", "en"]) == 0
    assert 'data-lang="en"' in out.read_text(encoding="utf-8")[:2000]
