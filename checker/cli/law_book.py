"""`xinfang law book`: the law on one page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checker.cli.check import output_to
from checker.cli.options import Args
from checker.cli.usage import UsageError, ticked
from checker.show.html.book import Book, book_page
from checker.show.lang import Lang, Text
from checker.show.statute import articles_of
from constraints.registry import all_rules
from constraints.sources import SOURCES


def run_book(args: Args, lang: Lang) -> int:
    """Writes the page; returns 0."""
    if args.names:
        said = ticked(args.names[0])
        raise UsageError(Text(f"多余的参数 {said}", f"unexpected argument {said}"))
    none: Mapping[str, Mapping[int, str]] = {}
    texts = none if args.law_text is None else texts_in(Path(args.law_text))
    with output_to(args.output) as out:
        out.write(book_page(Book(all_rules(), texts), lang))
    return 0


def texts_in(folder: Path) -> Mapping[str, Mapping[int, str]]:
    """Returns the articles of every source that has a file `ID.txt` in the folder; UsageError iff
    there is none, or one cannot be read or holds no article."""
    found = {id: _articles(folder / f"{id}.txt") for id in SOURCES if _is_there(folder, id)}
    if not found:
        said = ticked(str(folder))
        names = ", ".join(f"`{id}.txt`" for id in SOURCES)
        raise UsageError(
            Text(f"{said} 中没有法源的文本", f"{said} has no text of a source"),
            Text(f"文件名：{names}", f"the files are called {names}"),
        )
    return found


def _is_there(folder: Path, id: str) -> bool:
    return (folder / f"{id}.txt").is_file()


def _articles(path: Path) -> Mapping[int, str]:
    said = ticked(str(path))
    try:
        found = articles_of(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(Text(f"无法读取 {said}：{why}", f"cannot read {said}: {why}")) from None
    except UnicodeDecodeError:
        raise UsageError(
            Text(f"{said} 不是 UTF-8 文本", f"{said} is not text in UTF-8"),
            Text("请另存为 UTF-8", "save it as UTF-8"),
        ) from None
    if not found:
        raise UsageError(
            Text(f"{said} 中没有条文", f"{said} holds no article"),
            Text("每条以“第N条”起行", "each article begins a line with 第N条"),
        )
    return found
