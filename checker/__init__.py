"""What follows: reads case files, asks the engines, explains what they answer."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

__version__ = "0.1.0"

PACKAGES = ("model", "constraints", "scenarios", "checker")
"""The top-level import packages of this distribution."""


def foreign_packages() -> tuple[str, ...]:
    """Returns the names of `PACKAGES` that Python would import from somewhere else than from beside
    this package: another distribution owns them. Empty iff the environment is sound.

    Reads no file of the packages and imports none of them: cheap enough for every start.
    """
    home = Path(__file__).resolve().parent.parent
    return tuple(name for name in PACKAGES if _home_of(name) != home)


def _home_of(package: str) -> Path | None:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).resolve().parent.parent
