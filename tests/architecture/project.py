"""What the architecture tests look at: the project's files and their syntax trees."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from checker import PACKAGES

ROOT = Path(__file__).resolve().parents[2]
# What `make` leaves behind, for a copy without git's ignore list.
LEFTOVERS = {".venv", ".venv-lock", ".git", "__pycache__", "dist", "build"} | {
    f".{tool}" for tool in ("pytest_cache", "mypy_cache", "ruff_cache", "hypothesis")
}


@cache
def project_files() -> tuple[Path, ...]:
    """Returns every file that is committed or would be, as absolute paths."""
    if (ROOT / ".git").exists():
        listing = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        candidates = [ROOT / name for name in listing.split("\0") if name]
    else:
        candidates = [p for p in ROOT.rglob("*") if not LEFTOVERS & set(p.parts)]
    return tuple(sorted(p for p in candidates if p.is_file()))


def sources(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Yields each Python file of these top-level folders, as (path from the root, its tree)."""
    for path in project_files():
        inside = path.relative_to(ROOT)
        if inside.parts[0] in folders and path.suffix == ".py":
            yield inside, ast.parse(path.read_text(encoding="utf-8"), filename=str(inside))


def shipped_sources() -> Iterator[tuple[Path, ast.Module]]:
    """Yields each Python file of the four packages."""
    return sources(*PACKAGES)


def imported_modules(tree: ast.Module) -> frozenset[str]:
    """Returns the dotted names a file imports, lazily or not; relative imports are left out."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                names |= {alias.name for alias in aliases}
            case ast.ImportFrom(module=str(module), level=0):
                names.add(module)
            case _:
                pass
    return frozenset(names)
