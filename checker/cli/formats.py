"""The forms of findings a command has."""

from __future__ import annotations

import sys
from enum import Enum
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from checker.cli.usage import UsageError, meant
from checker.show.lang import Text

if TYPE_CHECKING:
    from checker.cli.options import Args


class Format(Enum):
    """The form of the findings."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"


PLAIN: Final = (Format.TEXT, Format.JSON)
OFFICE: Final = {Format.DOCX: "docx", Format.XLSX: "xlsxwriter"}
"""The library that makes a form."""
DOCUMENTS: Final = (Format.HTML, Format.DOCX, Format.XLSX)
"""Forms made of all reports at once, in one process."""


def only_text_or_json(args: Args, command: str) -> None:
    """Returns iff the form asked for is one of the two that every command has; else UsageError."""
    if args.format not in PLAIN:
        form = args.format.value
        raise UsageError(
            Text(f"`{command}` 没有 `{form}` 格式", f"`{command}` has no form `{form}`"),
            meant("", [f.value for f in PLAIN]),
        )


def office_ready(args: Args) -> None:
    """Returns iff a Word or Excel report, if one is asked for, can be made and has a file to go to;
    else UsageError."""
    library = OFFICE.get(args.format)
    if library is None:
        return
    form = args.format.value
    if args.output is None and sys.stdout.isatty():
        raise UsageError(
            Text(f"`{form}` 格式不能写到终端", f"`{form}` is no form for a terminal"),
            Text(f"例如 `-o 报告.{form}`", f"for example `-o report.{form}`"),
        )
    if find_spec(library) is None:
        raise UsageError(
            Text(f"`{form}` 格式需要 {library}", f"the form `{form}` needs {library}"),
            Text("安装附加组件 `xinfang[office]`", "install the extra `xinfang[office]`"),
        )
