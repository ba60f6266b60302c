"""What happened or is planned: case files, organ trees, process models, generators of histories."""

from __future__ import annotations

DEFAULT_TREE = "example-province"
"""The tree of a case that names none."""


class UnknownTreeError(LookupError):
    """No shipped organ tree has this name."""


def shipped_trees() -> tuple[str, ...]:
    """Returns the names of the shipped organ trees, sorted."""
    from importlib.resources import files

    names = (entry.name for entry in files("scenarios").joinpath("organs").iterdir())
    return tuple(sorted(n.removesuffix(".json") for n in names if n.endswith(".json")))


def shipped_tree(name: str) -> str:
    """Returns the JSON text of the shipped organ tree, or of the made-up national one;
    UnknownTreeError iff there is none."""
    from difflib import get_close_matches
    from importlib.resources import files

    from scenarios.national import is_national, national_tree

    if is_national(name):
        return national_tree(name)
    known = shipped_trees()
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(known)}"
        raise UnknownTreeError(f"no shipped organ tree `{name}`: {hint}")
    return files("scenarios").joinpath("organs", f"{name}.json").read_text(encoding="utf-8")
