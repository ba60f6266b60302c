"""From sources of kernels to functions: each is compiled once for all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias, cast

from checker.kernel import lower, machine, runtime
from checker.kernel.rule_source import KernelSource
from model.logic.meaning import PASSING_ON, TAKING_UP
from model.words import Kind

Plain: TypeAlias = Callable[..., int]
"""Called with `bits`, `counts`, `rows` and the arguments its source names; returns how many
instances it found, which may be more than `rows` has room for."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A kernel ready to run: as plain Python, or, where `native`, as machine code."""

    source: KernelSource
    run: Plain | machine.Function
    native: bool


def interpreted(source: KernelSource) -> Compiled:
    """Returns the kernel as plain Python: slow, without a compiler, for tests and proofs."""
    import numpy as np

    constants = {n: np.array(v, np.int64) for n, v in tables_of(source).items()}
    names: dict[str, object] = {**vars(runtime), **constants}
    exec(compile(source.text, f"<kernel of {source.rule}>", "exec"), names)
    return Compiled(source, cast("Plain", names["kernel"]), native=False)


def kept_or_interpreted(source: KernelSource) -> Compiled:
    """Returns the kernel compiled if an earlier run did so, else as plain Python."""
    return compiled(source) if is_kept(source) else interpreted(source)


def is_kept(source: KernelSource) -> bool:
    """Returns whether an earlier run compiled the kernel."""
    return _path(_digest(source)).exists()


def compiled(source: KernelSource) -> Compiled:
    """Returns the kernel, compiled unless an earlier run did so; the file it is kept in is named by
    the hash of all it depends on, so no stale one is ever run."""
    return Compiled(source, _loaded(_digest(source), source), native=True)


def compile_only(source: KernelSource) -> None:
    """Compiles the kernel for later runs, unless it is kept already."""
    digest = _digest(source)
    path = _path(digest)
    if not path.exists():
        module = lower.kernel_module(_name(digest), source.text, tables_of(source))
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(machine.object_code(module))
        draft.replace(path)


def tables_of(source: KernelSource) -> dict[str, tuple[int, ...]]:
    """Returns the constant tables a kernel refers to, by name."""
    of_kinds = {"PASSING_ON": PASSING_ON, "TAKING_UP": TAKING_UP}
    marked = {name: tuple(int(k in kinds) for k in Kind) for name, kinds in of_kinds.items()}
    return {**source.tables, **marked}


def _digest(source: KernelSource) -> str:
    tables = sorted(tables_of(source).items())
    text = "\n".join((source.text, str(tables), _surroundings()))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


@cache
def _surroundings() -> str:
    """Returns what every kernel depends on beside its own source."""
    files = (runtime.__file__, lower.__file__, machine.__file__)
    return "\n".join([machine.versions(), *(Path(f).read_text(encoding="utf-8") for f in files)])


def _name(digest: str) -> str:
    return f"kernel_{digest}"


def _path(digest: str) -> Path:
    return _folder() / f"{_name(digest)}.o"


@cache
def _folder() -> Path:
    """Returns where kernels are kept: the user's cache, or a folder of this run."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(base) / "xinfang" / "kernels"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="xinfang-kernels-"))


_LOADED: dict[str, machine.Function] = {}


def _loaded(digest: str, source: KernelSource) -> machine.Function:
    if digest not in _LOADED:
        compile_only(source)
        _LOADED[digest] = machine.loaded(_name(digest), _path(digest).read_bytes())
    return _LOADED[digest]
