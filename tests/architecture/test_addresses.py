"""No file says where packages are downloaded from, or where a developer's machine keeps things."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.architecture.project import ROOT, project_files

# The words are put together here so that this file does not hold what it looks for.
_HOSTS = [
    r"pypi\.(?:org|python\.org)",
    r"pythonhosted\.org",
    r"npmjs\.(?:org|com)",
    r"yarnpkg\.com",
    r"debian\.org",
    r"(?:static\.)?crates\.io",
    r"(?:objects|raw|codeload)\.github(?:usercontent)?\.com",
    r"github\.com/[^\s/]+/[^\s/]+/(?:releases/download|archive)",
    r"[a-z0-9.-]*(?:mirror|registry|artifactory|nexus)[a-z0-9.-]*",
]
DOWNLOAD = re.compile(r"https?:" + r"//(?:[a-z0-9-]+\.)*(?:" + "|".join(_HOSTS) + ")", re.I)
FOLDERS = ["work", "root", "home/[a-z]", "Users/[A-Za-z]", "opt/[a-z]"]
MACHINE_PATH = re.compile(r"(?<![\w.~$)}/-])/(?:" + "|".join(FOLDERS) + r")[\w.-]*/")


def findings(text: str) -> Iterator[str]:
    """Yields each download address or machine path in a text."""
    for pattern in (DOWNLOAD, MACHINE_PATH):
        yield from (match.group() for match in pattern.finditer(text))


def test_no_file_holds_an_address_or_a_machine_path() -> None:
    found: list[str] = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a spreadsheet
        found += [f"{path.relative_to(ROOT)}: {what}" for what in findings(text)]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "https:" + "//files.pythonhosted.org/packages/x.whl",
        "--index-url http:" + "//mirror.example.com/simple",
        "see /" + "work/main/model",
        "'/" + "home/someone/case.json'",
    ],
)
def test_a_planted_address_is_seen(planted: str) -> None:
    assert list(findings(planted))


@pytest.mark.parametrize("fine", ["https://example.org/law", "docs/work/notes", "~/home/x/y"])
def test_other_text_is_left_alone(fine: str) -> None:
    assert list(findings(fine)) == []
