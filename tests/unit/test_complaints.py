"""Whatever is wrong with an input is said in Chinese too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.read.place import CaseError, Place
from checker.show.complaints import complaint
from checker.show.lang import Lang
from checker.show.paint import painted
from checker.show.text import error_rows

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
READERS = (
    "model/casefile",
    "checker/read",
    "checker/tasks",
    "checker/cli/inputs.py",
    "model/process.py",
)
FAULTS = {"CaseFault", "CaseError"}
LINE = re.compile(r"(?:[^ ]+: |  help: )(.*)")
WORDS_OF_PYDANTIC = "`x` `x``x`, not `x`"


def spoken(node: ast.expr) -> Iterator[str]:
    """Yields a sentence of the source, with a word in backticks in each of its open places."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            parts = [v.value if isinstance(v, ast.Constant) else "\0" for v in values]
            text = "".join(str(p) for p in parts)
            yield text.replace("`\0`", "`x`").replace("\0", "`x`")
        case ast.IfExp(body=body, orelse=orelse):
            yield from spoken(body)
            yield from spoken(orelse)
        case _:
            pass


def sentences() -> Iterator[tuple[str, str]]:
    """Yields file:line and sentence of every fault whose words stand in the source itself."""
    for name in READERS:
        path = ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                match call:
                    case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
                        said = [*args, *(k.value for k in keywords if k.arg == "help")]
                        if name in FAULTS:
                            for text in (t for a in said for t in spoken(a)):
                                if " " in text:
                                    yield f"{file.relative_to(ROOT)}:{call.lineno}", text
                    case _:
                        pass


def test_every_sentence_of_the_readers_has_its_chinese() -> None:
    found = list(sentences())
    assert len(found) > 100
    english = {said: at for at, said in found if complaint(said).zh == said}
    assert english.keys() == {WORDS_OF_PYDANTIC}, english


@pytest.mark.parametrize("file", ["reading_errors.txt", "process_errors.txt"])
def test_every_error_of_the_goldens_has_its_chinese(file: str) -> None:
    lines = (GOLDEN / file).read_text(encoding="utf-8").splitlines()
    said = [found.group(1) for line in lines if (found := LINE.fullmatch(line))]
    assert len(said) > 20
    assert [s for s in said if complaint(s).zh == s] == []


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("unknown key `as_off`", "没有 `as_off` 这个键"),
        ("unknown key `a and `", "没有 `a and ` 这个键"),
        ("`e2` refers to `e1`, which is later: `2024-01-04` is before `2024-01-29`",
         "`e2` 指向更晚的 `e1`：`2024-01-04` 早于 `2024-01-29`"),
        ("it may refer to `opinion`, `accept`", "它可以指向 `opinion`、`accept`"),
        ("`way`: `way` must be less than or equal to 6, not `7`",
         "`way`：`way` 应当是不大于 6 的数，而不是 `7`"),
        ("`p1` is a petitioner, and this must be an organ", "`p1` 是信访人，而此处必须是机关"),
        ("a sentence nobody has put into Chinese", "a sentence nobody has put into Chinese"),
    ],
)  # fmt: skip
def test_the_users_words_stand_where_they_belong(en: str, zh: str) -> None:
    assert complaint(en).of(Lang.ZH) == zh
    assert complaint(en).of(Lang.EN) == en


def test_an_error_is_printed_in_chinese_alone() -> None:
    error = CaseError("unknown key `wya`", Place("case.json", 9, 4), "did you mean `way`?")
    text = painted(error_rows(error, Lang.ZH), colour=False)
    assert text == "错误: 没有 `wya` 这个键\n  --> case.json:9:4\n  = 提示: 是否想写 `way`？\n"
