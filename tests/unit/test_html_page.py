"""The page: sound, self-contained, linked both ways, drawn from the counts, and escaped."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from checker.cli import main
from checker.cli.basis import Basis, judge_of
from checker.cli.inputs import Case, Source, case_of, raws_of
from checker.cli.judging import judged, receipt_of
from checker.read.place import CaseError, Place
from checker.show.html.dom import VOID
from checker.show.html.page import Sheet, page
from checker.show.lang import Lang
from model.calendar import national_calendar

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "scenarios" / "cases" / "demo"
REAL = ROOT / "scenarios" / "cases" / "real"
LAW = ("R22-19.3", "R22-22.1", "R22-23.2", "R22-30.3", "R22-34a", "R22-34b", "R22-35.1", "R05-33a")


@cache
def sheet_of(path: Path, *, prove: bool = False) -> Sheet:
    judge = judge_of(Basis(LAW, prove=prove))
    source = Source(path, False)
    case = case_of(raws_of(source)[0], source, None)
    assert isinstance(case, Case)
    report = judged(case, judge)
    assert not isinstance(report, CaseError)
    return Sheet(report, receipt_of(case, judge), case.notes)


def demo(name: str) -> Sheet:
    return sheet_of(DEMO / f"{name}.json", prove=True)


def written(*sheets: Sheet | CaseError, lang: Lang = Lang.ZH) -> str:
    return page(sheets, national_calendar(), lang)


def root_of(text: str) -> Element:
    return ElementTree.fromstring(text.removeprefix("<!DOCTYPE html>"))


def with_class(root: Element, *classes: str) -> list[Element]:
    return [e for e in root.iter() if {*classes} <= {*e.get("class", "").split()}]


def text_of(e: Element) -> str:
    return "".join(e.itertext())


ALL = tuple(sorted(p.stem for p in DEMO.glob("*.json") if not p.stem.endswith(".expect")))


@pytest.fixture(scope="module", params=list(Lang))
def every(request: pytest.FixtureRequest) -> str:
    lang = Lang(request.param)
    return written(
        *(demo(n) for n in ALL), sheet_of(REAL / "closed-at-three-levels.json"), lang=lang
    )


def test_it_is_sound_and_asks_for_nothing(every: str) -> None:
    root = root_of(every)
    assert root.get("lang") in ("zh-CN", "en")
    assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)", every)
    tags = {e.tag for e in root.iter()}
    assert not tags & {"script", "link", "img", "iframe", "object", "image", "use"}
    assert not [a for e in root.iter() for a in e.attrib if a.startswith("on") or a == "src"]


def test_html_reads_it_as_xml_does(every: str) -> None:
    """An empty `<td />` would swallow what follows in HTML; so would `<` in a style sheet."""
    drawn = {e for svg in root_of(every).iter("svg") for e in svg.iter()}
    empty = {e.tag for e in root_of(every).iter() if not len(e) and not e.text} - VOID
    assert empty <= {e.tag for e in drawn} - {"a", "text", "title"}
    style = root_of(every).find("head/style")
    assert style is not None
    assert style.text
    assert not set("<>&") & set(style.text)


def test_ids_are_unique_and_links_lead_somewhere(every: str) -> None:
    root = root_of(every)
    ids = Counter(e.get("id") for e in root.iter() if e.get("id"))
    assert max(ids.values()) == 1
    links = [e.get("href", "") for e in root.iter("a")]
    assert links
    wanted = {link.removeprefix("#") for link in links}
    wanted |= {i for e in root.iter() for i in e.get("aria-labelledby", "").split()}
    wanted |= set(re.findall(r"url\(#([^)]+)\)", every))
    assert wanted <= ids.keys()


def test_every_finding_is_there_and_events_link_both_ways() -> None:
    for name in ALL:
        root = root_of(written(demo(name)))
        by_id = {e.get("id", ""): e for e in root.iter() if e.get("id")}
        findings = {i: e for i, e in by_id.items() if re.fullmatch(r"c1-f\d+", i)}
        assert len(findings) == len(demo(name).report.findings)
        for finding in demo(name).report.findings:
            assert any(finding.rule.id in text_of(e) for e in findings.values())
        events = {i: e for i, e in by_id.items() if re.fullmatch(r"c1-e\d+", i)}
        assert len(events) == len(demo(name).report.history.events)
        there = {(f, a.get("href")) for f, e in findings.items() for a in e.iter("a")}
        back = {(a.get("href"), f"#{i}") for i, e in events.items() for a in e.iter("a")}
        about_events = {(f"#{f}", to) for f, to in there}
        assert about_events == {(f, e) for f, e in back if f is not None and "-f" in f}


def test_tables_have_heads_and_drawings_titles(every: str) -> None:
    root = root_of(every)
    for table in root.iter("table"):
        heads = table.findall("thead/tr/th")
        assert heads
        assert all(h.get("scope") == "col" for h in heads)
    for svg in root.iter("svg"):
        title = svg.find("title")
        assert title is not None
        assert title.get("id") == svg.get("aria-labelledby")


# ---- drawings ------------------------------------------------------------------------------------


def test_the_overrun_of_the_overdue_case_is_drawn_and_said() -> None:
    root = root_of(written(demo("overdue")))
    (overrun,) = with_class(root, "overrun")
    (bar,) = with_class(root, "bar", "bad")
    (rolled,) = [e for e in with_class(root, "rolled") if text_of(e).startswith("2024-04-04")]

    def ends(e: Element) -> tuple[float, float]:
        x = float(e.get("x", "nan"))
        return x, x + float(e.get("width", "nan"))

    day = ends(overrun)[1] - ends(overrun)[0]
    assert ends(bar)[1] == pytest.approx(ends(rolled)[0], abs=0.2)
    assert ends(rolled)[1] == pytest.approx(ends(overrun)[0], abs=0.2)
    # three days rolled over, two days late
    assert (ends(rolled)[1] - ends(rolled)[0]) / day == pytest.approx(3 / 2, abs=0.05)
    assert [text_of(e) for e in with_class(root, "late")] == ["+2日"]
    assert "60 个自然日：02-04 至 04-04，顺延至 04-07" in text_of(root)
    assert "2024-02-04 春节调休上班" in text_of(root)
    assert not with_class(root_of(written(demo("whole-chain"))), "overrun")


def test_a_wrong_step_is_red_and_signed() -> None:
    root = root_of(written(demo("passed-to-the-denounced")))
    assert len(with_class(root, "hop", "bad")) == 1
    labels = [text_of(e) for e in with_class(root, "label") if "✗" in text_of(e)]
    assert labels == ["✗ 转送 03-06", "✗ 转送"]
    assert not with_class(root_of(written(demo("whole-chain"))), "hop", "bad")


def test_unknown_days_are_ranges() -> None:
    root = root_of(written(sheet_of(REAL / "closed-at-three-levels.json")))
    ranges = with_class(root, "range")
    assert len(ranges) == 7
    assert all(e.get("style") == "fill:url(#c1-unknown)" for e in ranges)
    assert not with_class(root_of(written(demo("overdue"))), "range")


def test_the_superiors_between_are_drawn() -> None:
    drawn = [text_of(e) for e in with_class(root_of(written(demo("whole-chain"))), "organ")]
    assert any("云河县人民政府" in name for name in drawn)
    assert not any("国务院" in name for name in drawn)


# ---- what a finding rests on ---------------------------------------------------------------------


def test_proof_readings_missing_facts_and_receipt() -> None:
    proof = root_of(written(demo("overdue")))
    facts = [text_of(e) for e in proof.findall(".//dd/ul/li")]
    finding = next(f for f in demo("overdue").report.findings if f.proof)
    assert finding.proof is not None
    assert len(facts) == len(finding.proof.facts)
    assert "没有别的“受理”" in facts
    assert demo("overdue").receipt.input in text_of(proof)
    assert "IP-03=none" in text_of(root_of(written(demo("day-sixty-on-a-holiday"))))
    assert "是否经负责人批准" in text_of(root_of(written(demo("approval-missing"))))
    assert "不是法律决定" in text_of(proof)


def test_the_bar_counts_verdicts_and_errors() -> None:
    broken = CaseError("`x` is no day", Place("a.json", 3, 7), "write YYYY-MM-DD")
    root = root_of(written(demo("overdue"), demo("whole-chain"), broken))
    (bar,) = with_class(root, "bar")[:1]
    assert [text_of(li) for li in bar.iter("li")] == ["✗ 违反 1", "✓ 合规 1", "! 未能读取 1"]
    assert "a.json:3:7" in text_of(root)
    assert root_of(written()).find("body") is not None


# ---- what a case may hold ------------------------------------------------------------------------

NASTY = "<img src=x onerror=alert(1)>\"'&amp;</title></svg>"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


def test_names_are_escaped_and_cleaned(tmp_path: Path) -> None:
    case = json.loads((DEMO / "overdue.json").read_text(encoding="utf-8"))
    case["case"] = NASTY
    text = json.dumps(case).replace('"p1"', json.dumps(NASTY))
    text = text.replace('"accept"}', json.dumps(NASTY + "e") + "}")
    text = text.replace('"id": "accept"', '"id": ' + json.dumps(NASTY + "e"))
    text = text.replace('"refers": "accept"', '"refers": ' + json.dumps(NASTY + "e"))
    path = tmp_path / "case.json"
    path.write_text(text, encoding="utf-8")
    nasty, seen = written(sheet_of(path)), _Tags()
    seen.feed(nasty)
    assert Counter(seen.tags) == Counter(e.tag for e in root_of(nasty).iter())
    assert "img" not in seen.tags
    assert len(with_class(root_of(nasty), "hop")) == 1  # the slash in it makes no person of it
    assert "<img" not in nasty
    assert "<img src=x onerror=alert(1)>" in text_of(root_of(nasty))


def test_what_turns_text_around_is_left_out() -> None:
    sheet = demo("overdue")
    history = replace(sheet.report.history, case="a\u202egnp\u2066\u200f\x1b\x00b")
    text = written(replace(sheet, report=replace(sheet.report, history=history)))
    assert not set("\u202e\u2066\u200f\x1b\x00") & set(text)
    assert "agnpb" in text_of(root_of(text))


def test_the_command_writes_it(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    words = ["check", str(DEMO / "overdue.json"), "--format", "html", "--lang", "en"]
    assert main([*words, "-o", str(out)]) == 1
    root = root_of(out.read_text(encoding="utf-8"))
    assert root.get("lang") == "en"
    assert "2 days late" in text_of(root)
