"""`xinfang check`: golden reports, exit codes, options, and input that is no case at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checker.cli import main
from checker.show.document import schema_text, shipped_schema_text
from tests.laws.rows import rules_in_scope

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "tests" / "laws" / "verdict_table"
GOLDEN = ROOT / "tests" / "golden" / "cli"

LATE = "due-on-a-make-up-working-sunday"
UNDETERMINED = "complexity-not-recorded"
CONTESTED = "two-extensions-of-fifteen-days"
PENDING = "pending-on-the-last-day"
SAME_DAY = "statement-heard-on-the-day-of-the-opinion"
CALENDAR = "due-beyond-the-calendar"
WORKING_DAYS = "five-working-days-across-the-october-holiday"
PARTIAL = "partial-and-overdue"
HEARING = "only-one-sitting-day"
OPEN_LAW = "review-above-a-provincial-government"

Doc = dict[str, object]


def table() -> dict[str, Doc]:
    """Returns the cases of the verdict table by name."""
    rows: dict[str, Doc] = {}
    for path in sorted(TABLE.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            rows[row["name"]] = row["case"]
    return rows


CASES = table()


def written(case: Doc) -> str:
    """Returns a case as people write one: an event per line."""
    events = cast("list[Doc]", case["events"])
    head = json.dumps({k: v for k, v in case.items() if k != "events"}, ensure_ascii=False)
    lines = ",\n  ".join(json.dumps(e, ensure_ascii=False) for e in events)
    return f'{head[:-1]},\n "events": [\n  {lines}]}}\n'


@dataclass(frozen=True)
class Ran:
    """What a run printed."""

    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *words: str) -> Ran: ...


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs xinfang in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    def go(*words: str) -> Ran:
        first = words[:1] == ("check",) and "--law" not in words
        code = main((*words, "--law", ",".join(rules_in_scope())) if first else words)
        printed = capfd.readouterr()
        return Ran(code, printed.out, printed.err)

    return go


def put(*names: str) -> None:
    """Writes rows of the verdict table into the current folder."""
    for name in names:
        Path(f"{name}.json").write_text(written(CASES[name]), encoding="utf-8")


# ---- what people read ----------------------------------------------------------------------------

SHOWN = (
    LATE, UNDETERMINED, CONTESTED, PENDING, SAME_DAY, CALENDAR,
    WORKING_DAYS, PARTIAL, HEARING, OPEN_LAW,
)  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHOWN)
def test_the_report_reads_as_before(run: Run, name: str, lang: str) -> None:
    put(name)
    done = run("check", f"{name}.json", "--lang", lang, "--all", "--proof")
    golden = GOLDEN / f"{name}.{lang}.txt"
    if os.environ.get("XINFANG_GOLDEN") == "write":
        golden.write_text(done.out, encoding="utf-8")
    assert done.out == golden.read_text(encoding="utf-8")
    assert done.err == ""


def test_a_late_answer_says_how_its_period_was_counted(run: Run) -> None:
    put(LATE)
    done = run("check", f"{LATE}.json")
    said = "".join(line.strip() for line in done.out.splitlines())
    for words in (
        f"{LATE}.json:7:", "R22-34a", "第34条", "云河县住房和城乡建设局",
        "当日不计入", "60 个自然日",
        "2024-04-04（周四，清明节放假）", "2024-04-04 至 04-06 清明节放假",
        "2024-04-07（周日，清明节调休上班）", "逾期 1 日", "IP-03=none（不顺延）", "逾期 4 日",
    ):  # fmt: skip
        assert words in said, words


def test_the_missing_fact_is_named_in_words(run: Run) -> None:
    put(UNDETERMINED)
    assert "是否情况复杂（事项 m1 未载明）：是 → 期限未届；否 → 违反" in run("check", ".").out
    english = run("check", ".", "--lang", "en").out
    assert "whether the matter is complex (matter m1 does not say): yes → pending" in english


def test_control_and_bidi_characters_are_not_printed(run: Run) -> None:
    text = written(CASES[LATE]).replace('{"id": "e5"', '{"note": "\u202egpj\u200b", "id": "e5"')
    Path("evil.json").write_text(text, encoding="utf-8")
    done = run("check", "evil.json", "--all")
    assert done.code == 1, done.err
    assert not {"\u202e", "\x1b", "\u200b"} & set(done.out + done.err)
    assert '{"note": "gpj", "id": "e5"' in done.out
    Path("c.json").write_text('{"\u202eax": 1}', encoding="utf-8")
    refused = run("check", "c.json", "--format", "json")
    assert not {"\u202e", "\x1b", "\u200b"} & set(refused.out + refused.err)
    VALIDATOR.validate(json.loads(refused.out))


# ---- exit codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "options", "code"),
    [
        ([WORKING_DAYS], [], 0),
        ([LATE], [], 1),
        ([UNDETERMINED], [], 3),
        ([CONTESTED], [], 3),
        ([PENDING], [], 0),
        ([PENDING], ["--strict"], 3),
        ([UNDETERMINED, LATE, WORKING_DAYS], [], 1),
        ([UNDETERMINED, WORKING_DAYS], [], 3),
        ([CONTESTED], ["--reading", "IP-37=together"], 0),
        ([CONTESTED], ["--reading", "IP-37=only_one"], 1),
        ([LATE], ["--reading", "IP-01=working"], 0),
        ([LATE], ["--law", "R22-35.1"], 0),
        ([LATE], ["--law", "R22-34a,R22-35.1"], 1),
    ],
)
def test_the_exit_code(run: Run, names: list[str], options: list[str], code: int) -> None:
    put(*names)
    assert run("check", *(f"{n}.json" for n in names), *options).code == code


def test_a_bad_file_is_reported_and_the_others_are_judged(run: Run) -> None:
    put(WORKING_DAYS)
    Path("bad.json").write_text('{"case": "b",\n "as_off": "2024-01-01"}', encoding="utf-8")
    done = run("check", "bad.json", f"{WORKING_DAYS}.json", "gone.json")
    assert done.code == 2
    assert "bad.json:2:2" in done.err
    assert "`as_of`" in done.err
    assert "gone.json" in done.err
    assert WORKING_DAYS in done.out
    assert "无法读取 2" in done.out


def test_two_cases_of_one_name_are_refused(run: Run) -> None:
    put(LATE)
    Path("copy.json").write_text(Path(f"{LATE}.json").read_text("utf-8"), encoding="utf-8")
    done = run("check", ".")
    assert done.code == 2
    assert "另有一件案件也叫" in done.err


def test_folders_leave_out_trees_and_expectations(run: Run) -> None:
    put(WORKING_DAYS)
    Path("tree.json").write_text('{"organs": [], "edges": []}', encoding="utf-8")
    Path("x.expect.json").write_text('{"verdict": "open"}', encoding="utf-8")
    done = run("check", ".", f"{WORKING_DAYS}.json")
    assert done.code == 0, done.err
    assert "tree" not in done.out + done.err


def test_an_empty_folder_is_an_error(run: Run) -> None:
    done = run("check", ".")
    assert done.code == 2
    assert "没有案件文件" in done.err


def test_a_source_nobody_knows_is_no_pass(run: Run) -> None:
    Path("c.json").write_text(written({**CASES[LATE], "law": ["NOPE"]}), encoding="utf-8")
    assert main(["check", "c.json"]) == 2


# ---- another day ---------------------------------------------------------------------------------


def test_as_of_leaves_out_later_events_and_says_so(run: Run) -> None:
    put(LATE)
    done = run("check", f"{LATE}.json", "--as-of", "2024-04-05")
    assert done.code == 3, "60 days are over, and whether the last day moves is disputed"
    assert "其后 2 个事件不计" in done.out
    assert run("check", f"{LATE}.json", "--as-of", "2024-04-03").code == 0
    later = run("check", f"{LATE}.json", "--as-of", "2025-01-01")
    assert "假定其后至 2025-01-01" in later.out
    assert later.code == 1


def test_as_of_keeps_places_in_the_file(run: Run) -> None:
    put(LATE)
    done = run("check", f"{LATE}.json", "--as-of", "2024-04-08", "--format", "json")
    found = json.loads(done.out)[0]
    assert found["as_of"] == "2024-04-08"
    assert found["notes"] == []
    assert "json:7:" in run("check", f"{LATE}.json", "--as-of", "2024-04-08").out


def test_as_of_refuses_what_cannot_be_moved(run: Run) -> None:
    case = json.loads(written(CASES[LATE]))
    case["events"].insert(0, {**case["events"][0], "id": "e0", "on": "2024-01-20"})
    case["events"][-1]["received"] = "2024-05-06"
    Path("c.json").write_text(written(case), encoding="utf-8")
    done = run("check", "c.json", "--as-of", "2024-04-20")
    assert done.code == 2
    line = (
        written(case)
        .splitlines()
        .index(next(x for x in written(case).splitlines() if "received" in x))
    )
    assert f"c.json:{line + 1}:" in done.err


# ---- JSON ----------------------------------------------------------------------------------------


class Validator(Protocol):
    def validate(self, instance: object) -> None: ...


VALIDATOR = cast("Validator", Draft202012Validator(json.loads(shipped_schema_text())))


def test_the_schema_file_is_current() -> None:
    assert shipped_schema_text() == schema_text(), "write schema_text() to the file"


def test_every_row_of_the_verdict_table_gives_valid_json(run: Run) -> None:
    put(*CASES)
    Path("zz-bad.json").write_text("[", encoding="utf-8")
    found = json.loads(run("check", ".", "--format", "json").out)
    VALIDATOR.validate(found)
    by_case = {f["case"]: f for f in found if "case" in f}
    assert by_case.keys() == CASES.keys()
    assert found[-1]["error"].startswith("not valid JSON")
    for one in by_case.values():
        assert all(f["why"]["zh"] and f["why"]["en"] for f in one["findings"])
        assert all(
            len(one["receipt"][k]) == 64 for k in ("input", "rules", "calendar", "hierarchy")
        )


def test_the_schema_refuses_other_documents() -> None:
    broken: object = [{"case": "x", "verdict": "fine"}]
    with pytest.raises(Exception, match="is not valid"):
        VALIDATOR.validate(broken)


def test_a_finding_in_json(run: Run) -> None:
    put(LATE)
    found = json.loads(run("check", f"{LATE}.json", "--format", "json").out)[0]
    assert (found["case"], found["verdict"], found["law"]) == (LATE, "violated", ["R22"])
    late = next(f for f in found["findings"] if f["rule"] == "R22-34a")
    assert late["due"] == "2024-04-07"
    assert late["since"] == "2024-04-08"
    assert late["days_late"] == 1
    assert late["bearer"] == ["yunhe-housing"]
    assert late["events"] == ["e2"]
    assert late["certificate"] is None
    assert "清明节" in late["why"]["zh"]
    assert "Qingming" in late["why"]["en"]


def test_the_receipt_tells_inputs_apart(run: Run) -> None:
    put(LATE)
    first = json.loads(run("check", f"{LATE}.json", "--format", "json").out)[0]["receipt"]
    again = json.loads(run("check", f"{LATE}.json", "--format", "json").out)[0]["receipt"]
    fewer = json.loads(run("check", f"{LATE}.json", "--format", "json", "--law", "R22-34a").out)[0][
        "receipt"
    ]
    Path(f"{LATE}.json").write_text(written({**CASES[LATE], "note": "x"}), encoding="utf-8")
    other = json.loads(run("check", f"{LATE}.json", "--format", "json").out)[0]["receipt"]
    assert first == again
    assert first["rules"] != fewer["rules"]
    assert first["input"] != other["input"]
    assert first["rules"] == other["rules"]


def test_output_to_a_file_is_whole_or_not_there(run: Run) -> None:
    put(LATE)
    done = run("check", f"{LATE}.json", "--format", "json", "-o", "out.json")
    assert (done.code, done.out) == (1, "")
    VALIDATOR.validate(json.loads(Path("out.json").read_text("utf-8")))
    refused = run("check", f"{LATE}.json", "-o", "no/such/out.json")
    assert refused.code == 2
    assert sorted(p.name for p in Path().iterdir()) == [f"{LATE}.json", "out.json"]


# ---- input that is none --------------------------------------------------------------------------

HEAD = b'{"case": "c", "as_of": "2024-01-01", "events": [], "matters": '

JUNK: Mapping[str, bytes] = {
    "nothing": b"",
    "blank": b" \n",
    "binary": bytes(range(256)) * 9,
    "brackets": b"[" * 200_000,
    "braces": b'{"a":' * 200_000,
    "closed brackets": b"[" * 100_000 + b"]" * 100_000,
    "nan": b'{"case": NaN}',
    "infinity": b'[{"case": -Infinity}]',
    "huge number": b'{"case": "c", "as_of": ' + b"9" * 5_000 + b"}",
    "huge exponent": b'{"case": "c", "as_of": 1e999999}',
    "number": b"3",
    "text": b'"case"',
    "null": b"null",
    "list of lists": b"[[[]]]",
    "numbers for everything": b'{"case": 1, "as_of": 2, "matters": 3, "events": 4}',
    "lists for everything": b'{"case": [], "as_of": [], "matters": [], "events": []}',
    "objects for everything": b'{"case": {}, "as_of": {}, "matters": {}, "events": {}}',
    "events of nothing": b'{"case": "c", "as_of": "2024-01-01", "events": [null, 1]}',
    "half a character": b'{"case": "\\ud800"}',
    "matter of nothing": HEAD + b"[{}]}",
    "organs of a number": HEAD + b'[{"id": "m"}], "organs": 3}',
    "organs of nowhere": HEAD + b'[{"id": "m"}], "organs": "../../x.json"}',
    "first day": HEAD.replace(b"2024", b"0001") + b'[{"id": "m"}]}',
    "last day": HEAD.replace(b"2024-01-01", b"9999-12-31") + b'[{"id": "m"}]}',
}


@pytest.mark.parametrize("name", JUNK)
def test_junk_is_told_in_one_sentence(run: Run, name: str) -> None:
    Path("junk.json").write_bytes(JUNK[name])
    done = run("check", "junk.json", "--format", "json")
    assert "Traceback" not in done.err
    assert "internal error" not in done.err
    if name in ("first day", "last day"):
        assert done.code == 0
    else:
        assert done.code == 2
        assert ("x.json" if name == "organs of nowhere" else "junk.json:") in done.err
    VALIDATOR.validate(json.loads(done.out))


ODD: tuple[object, ...] = (
    None, True, 0, -1, 10**17, 0.5, "", "x", "\u202e", [], {}, [None], "9999-12-31", "0001-01-01",
    "e1", "p1", {"from": "2024-03-01"}, {"value": True}, "accept", "yunhe-housing/zhang",
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_case_is_judged_or_refused(run: Run, data: st.DataObject) -> None:
    case = json.loads(json.dumps(CASES[data.draw(st.sampled_from((LATE, CALENDAR, HEARING)))]))
    place = data.draw(st.sampled_from(["case", "matters", "events"]))
    target = case if place == "case" else data.draw(st.sampled_from(case[place]))
    key = data.draw(st.sampled_from(sorted(target)))
    target[key] = data.draw(st.sampled_from(ODD))
    Path("c.json").write_text(json.dumps(case), encoding="utf-8")
    done = run("check", "c.json")
    assert done.code in (0, 1, 2, 3)
    assert "Traceback" not in done.err
    assert "internal error" not in done.err, done.err


# ---- how it starts -------------------------------------------------------------------------------


def modules_of(words: Sequence[str], folder: Path) -> set[str]:
    code = (
        "import sys\nfrom checker.cli import main\nmain(sys.argv[1:])\n"
        "print('MODULES', *sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_a_decided_case_needs_no_solver(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text(written(CASES[LATE]), encoding="utf-8")
    assert not {"z3", "networkx", "rich"} & modules_of(
        ["check", "c.json", "--law", "R22-34a"], tmp_path
    )


def test_help_needs_nothing_of_ours(tmp_path: Path) -> None:
    loaded = modules_of(["--help"], tmp_path)
    assert not {"z3", "networkx", "pydantic", "rich", "model", "constraints"} & loaded


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text(
        json.dumps([{**CASES[LATE], "case": f"c{i}"} for i in range(40)]), encoding="utf-8"
    )
    code = "import sys\nfrom checker.cli import main\nsys.exit(main(sys.argv[1:]))"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", code, "check", "c.json"],
        cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
