"""Reading files: every way a file can be wrong, its exact words and its exact place."""

from __future__ import annotations

import codecs
import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.read.json_ import Loaded, load_histories, raw_cases, read_case_file
from checker.read.place import CaseError, Place
from checker.read.scan import Positions, end_of
from checker.read.text import LARGEST, decode
from checker.read.trees import load_tree
from model.casefile.records import CaseRecord
from model.organs.hierarchy import Hierarchy
from tests.unit.test_casefile_cases import Json, accept, case, lone_organ, organs, submit

GOLDEN = Path(__file__).parents[1] / "golden" / "reading_errors.txt"
GOOD = json.dumps(case(), indent=1)


def small_tree(_record: CaseRecord, _file: Path) -> Hierarchy:
    return organs()


def bent(old: str, new: str) -> str:
    assert old in GOOD, old
    return GOOD.replace(old, new)


BAD: dict[str, str | bytes] = {
    "unknown key": bent('"as_of"', '"as_off"'),
    "unknown key of a matter": bent('"way"', '"wya"'),
    "unknown key of an event": bent('"refers"', '"reffers"'),
    "field of another kind": bent('"refers": "e1"', '"channel": "letter"'),
    "unknown kind": bent('"accept"', '"acept"'),
    "impossible date": bent("2024-02-04", "2023-02-30"),
    "no date": bent("2024-02-04", "4 February"),
    "after the end": bent("2024-02-04", "2024-06-04"),
    "before what it refers to": bent("2024-02-04", "2024-01-04"),
    "missing event": bent('"refers": "e1"', '"refers": "e11"'),
    "reference of a wrong kind": bent('"accept"', '"review_request"'),
    "two events of one id": bent('"e2"', '"e1"'),
    "unknown organ": bent('"by": "housing"', '"by": "huosing"'),
    "organ that began later": bent('"by": "housing"', '"by": "young"'),
    "organ that had ended": bent('"by": "housing"', '"by": "old"'),
    "petitioner as organ": bent('"by": "housing"', '"by": "p1"'),
    "stranger": bent('"by": "p1"', '"by": "p2"'),
    "missing key": bent('"case": "c1",', ""),
    "number in quotes": bent('"way": 6', '"way": "6"'),
    "number out of range": bent('"way": 6', '"way": 7'),
    "text for truth": bent('"way": 6', '"serious": "yes"'),
    "NaN": bent('"way": 6', '"way": NaN'),
    "infinity": bent('"way": 6', '"way": -Infinity'),
    "huge float": bent('"way": 6', '"way": 1e999'),
    "huge integer": bent('"way": 6', '"way": ' + "9" * 5000),
    "key twice": bent('"way": 6', '"way": 6, "way": 5'),
    "half a character": bent('"c1"', '"\\ud800"'),
    "control character in a name": bent('"c1"', '"a\\u0007"'),
    "trailing comma": bent('"refers": "e1"', '"refers": "e1",'),
    "line break in a text": bent('"c1"', '"c\n1"'),
    "single quotes": GOOD.replace('"', "'"),
    "cut off": GOOD[: len(GOOD) // 2].rstrip(),
    "cut off between": GOOD.rstrip().removesuffix("}"),
    "something after": GOOD + "\n{}",
    "empty": "",
    "blank": " \n\n",
    "number": "42",
    "empty array": "[]",
    "array of numbers": "[1]",
    "200,000 brackets": "[" * 200_000,
    "200,000 braces": '{"a":' * 200_000,
    "brackets in a case": bent('"case": "c1"', '"case": ' + "[" * 200_000),
    "binary": random.Random(7).randbytes(4096),
    "zeros": b"\0" * 100,
    "program": b"\x7fELF\x02\x01\x01\0\0\0\0\0" + bytes(range(256)),
    "broken UTF-8": bent('"c1"', '"住房问题"').encode().replace("住".encode(), b"\xe4\xbd"),
}


def errors_of(content: str | bytes, folder: Path) -> list[str]:
    file = folder / "case.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    loaded = list(load_histories(file, small_tree))
    return [str(e).replace(str(file), "case.json") for e in loaded if isinstance(e, CaseError)]


def golden_text(folder: Path) -> str:
    parts = [f"## {name}\n" + "\n".join(errors_of(bad, folder)) for name, bad in BAD.items()]
    return "\n\n".join(parts) + "\n"


def test_the_words_and_places_of_errors(tmp_path: Path) -> None:
    found = golden_text(tmp_path)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BAD)
def test_an_error_is_one_sentence_with_its_place(name: str, tmp_path: Path) -> None:
    errors = errors_of(BAD[name], tmp_path)
    assert len(errors) == 1
    first = errors[0].splitlines()[0]
    place, _, message = first.partition(": ")
    assert place.startswith("case.json:")
    assert message[0] == "`" or not message[0].isupper() or message.startswith("NaN")
    assert not message.endswith(".")
    assert len(first) < 200


# ---- size, files -------------------------------------------------------------------------------


def test_a_file_of_60_mb_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    with file.open("wb") as opened:
        opened.truncate(60 * 1024 * 1024)
    (error,) = load_histories(file, small_tree)
    assert isinstance(error, CaseError)
    assert error.message == "the file is larger than 50 MB"
    assert error.place == Place(str(file))
    assert LARGEST == 50 * 1024 * 1024


def test_a_missing_file_names_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(GOOD)
    (error,) = load_histories(tmp_path / "cse.json", small_tree)
    assert isinstance(error, CaseError)
    assert (error.message, error.help) == (
        "there is no file `cse.json`",
        "did you mean `case.json`?",
    )


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (error,) = load_histories(tmp_path, small_tree)
    assert isinstance(error, CaseError)
    assert error.message == f"`{tmp_path.name}` is a folder"


# ---- encodings ---------------------------------------------------------------------------------

CHINESE = json.dumps(case(submit(note="信访人投诉住房问题"), accept()), ensure_ascii=False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str) -> None:
    assert decode(CHINESE.encode(encoding), "f") == CHINESE


def test_utf_16_needs_its_mark_and_its_last_byte() -> None:
    with pytest.raises(CaseError, match="control character"):
        decode(CHINESE.encode("utf-16-le"), "f")
    with pytest.raises(CaseError, match="not text"):
        decode(codecs.BOM_UTF16_LE + b"{\0}", "f")


# ---- several cases -----------------------------------------------------------------------------


def test_the_other_cases_of_an_array_are_still_read(tmp_path: Path) -> None:
    file = tmp_path / "many.json"
    texts = [GOOD, bent("2024-02-04", "2023-02-30"), bent('"way": 6', '"way": NaN'), GOOD]
    file.write_text("[" + ",\n".join(texts) + "]")
    found = list(load_histories(file, small_tree))
    assert [isinstance(f, Loaded) for f in found] == [True, False, False, True]
    (second, third) = (f for f in found if isinstance(f, CaseError))
    lines = GOOD.count("\n") + 1
    own = GOOD[: GOOD.index("2024-02-04")].count("\n") + 1
    assert second.place.line == lines + own
    assert third.message == "`NaN` is not a number"


def test_raw_cases_stop_at_the_first_error_of_a_strict_reader(tmp_path: Path) -> None:
    file = tmp_path / "many.json"
    file.write_text(f"[{GOOD}, {GOOD}]")
    assert len(read_case_file(file)) == 2
    file.write_text(f"[{GOOD} {GOOD}]")
    with pytest.raises(CaseError, match="expected `,`"):
        read_case_file(file)


# ---- places ------------------------------------------------------------------------------------


def test_places_of_keys_and_values() -> None:
    text = '{"a": [1, {"b":\n  "x"}],\n "c": "住]\\"}"}'
    positions = Positions("f", text, 0)
    assert positions.place_of(("a",)) == Place("f", 1, 7)
    assert positions.place_of(("a",), key=True) == Place("f", 1, 2)
    assert positions.place_of(("a", 1, "b")) == Place("f", 2, 3)
    assert positions.place_of(("a", 1, "b"), key=True) == Place("f", 1, 12)
    assert positions.place_of(("a", 1, "absent")) == Place("f", 1, 11)
    assert positions.excerpt(("a", 1)) == '{"b":\n  "x"}'
    assert positions.excerpt(("c",)) == '"住]\\"}"'


DOCUMENTS: st.SearchStrategy[Json] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-999, 999), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda v: v),
        st.dictionaries(st.text(max_size=4), inner, max_size=4),
    ),
    max_leaves=15,
)


def paths(document: Json, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [here]
    match document:
        case dict():
            for key, value in document.items():
                found += paths(value, (*here, key))
        case list():
            for index, value in enumerate(document):
                found += paths(value, (*here, index))
        case _:
            pass
    return found


def at(document: Json, path: tuple[str | int, ...]) -> Json:
    for part in path:
        match document, part:
            case dict(), str():
                document = document[part]
            case list(), int():
                document = document[part]
            case _:
                raise AssertionError(path)
    return document


@given(DOCUMENTS, st.sampled_from([None, 1]), st.booleans())
def test_the_excerpt_at_every_path_is_its_value(
    document: Json, indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(document, indent=indent, ensure_ascii=ascii_only)
    positions = Positions("f", " " + text, 1)
    assert end_of(" " + text, 1) == len(text) + 1
    for path in paths(document):
        assert json.loads(positions.excerpt(path)) == at(document, path)


def test_the_place_of_an_event(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(GOOD)
    (loaded,) = load_histories(file, small_tree)
    assert isinstance(loaded, Loaded)
    line = GOOD[: GOOD.index('"e2"')].count("\n")
    assert loaded.place_of_event("e2").line == line
    assert json.loads(loaded.positions.excerpt(loaded.path_of_event("e2")))["id"] == "e2"
    assert loaded.text == GOOD


# ---- organs ------------------------------------------------------------------------------------


def load_one(organs_field: Json, folder: Path) -> Loaded | CaseError:
    file = folder / "case.json"
    document = case(submit(to="yunhe-housing"), matters=[{"id": "m1", "petitioners": ["p1"]}])
    file.write_text(json.dumps({**document, "organs": organs_field}))
    (found,) = load_histories(file, load_tree)
    return found


@pytest.mark.parametrize("named", [None, "example-province"])
def test_shipped_trees(named: str | None, tmp_path: Path) -> None:
    found = load_one(named, tmp_path)
    assert isinstance(found, Loaded), found
    assert found.history.hierarchy.is_organ("yunhe-housing")


def test_a_tree_beside_the_case_or_inside_it(tmp_path: Path) -> None:
    (tmp_path / "organs.json").write_text(json.dumps(lone_organ("yunhe-housing")))
    for named in ("organs.json", "./organs.json", lone_organ("yunhe-housing")):
        found = load_one(named, tmp_path)
        assert isinstance(found, Loaded), found
        assert found.history.hierarchy.organs == ("yunhe-housing",)


def test_trees_that_are_none(tmp_path: Path) -> None:
    unknown = load_one("example-provinc", tmp_path)
    assert isinstance(unknown, CaseError)
    assert unknown.message == "there is no shipped organ tree `example-provinc`"
    assert unknown.help == "did you mean `example-province`?"
    missing = load_one("./nowhere.json", tmp_path)
    assert isinstance(missing, CaseError)
    unread = "the organ tree `nowhere.json` cannot be used: there is no file `nowhere.json`"
    assert missing.message == unread
    assert Path(missing.place.file).name == "case.json"
    (tmp_path / "broken.json").write_text('{"organs": [\n}')
    broken = load_one("broken.json", tmp_path)
    assert isinstance(broken, CaseError)
    assert broken.message.startswith("the organ tree `broken.json`, line 2: ")
    assert Path(broken.place.file).name == "case.json"
    inline = load_one({"organs": 5}, tmp_path)
    assert isinstance(inline, CaseError)
    assert Path(inline.place.file).name == "case.json"


# ---- fuzz --------------------------------------------------------------------------------------


@given(st.binary(max_size=200))
def test_bytes_give_text_or_a_case_error(content: bytes) -> None:
    try:
        text = decode(content, "f")
    except CaseError:
        return
    assert all(isinstance(c, CaseError) or c.positions.text == text for c in raw_cases(text, "f"))


@given(st.integers(0, len(GOOD)), st.text(max_size=3), st.integers(0, 6))
def test_a_damaged_file_gives_a_case_error_or_a_case(cut: int, put: str, drop: int) -> None:
    text = GOOD[:cut] + put + GOOD[cut + drop :]
    try:
        sound = decode(text.encode("utf-8", "replace"), "f")
    except CaseError:
        return
    errors = [found for found in raw_cases(sound, "f") if isinstance(found, CaseError)]
    assert all(error.place.line >= 1 and error.place.column >= 1 for error in errors)
    if not errors:
        assert json.loads(sound) is not None
