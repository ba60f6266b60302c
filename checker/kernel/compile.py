"""From sources of kernels to compiled functions: each is compiled once for all."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TypeAlias, cast

from checker.kernel import runtime
from checker.kernel.rule_source import KernelSource
from model.logic.meaning import PASSING_ON, TAKING_UP
from model.words import Kind

Kernel: TypeAlias = Callable[..., int]
"""Called with `bits`, `counts`, `rows` and the arguments its source names; returns how many
instances it found, which may be more than `rows` has room for."""

_HEADER = """\"\"\"Generated: the kernel of {rule}. Change the rule, not this file.\"\"\"

import numpy as np
from numba import njit

from checker.kernel.runtime import *
from checker.kernel.runtime import FAR

"""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A kernel ready to run."""

    source: KernelSource
    run: Kernel


def interpreted(source: KernelSource) -> Compiled:
    """Returns the kernel as plain Python: slow, without a compiler, for tests and proofs."""
    import numpy as np

    plain = {name: getattr(f, "py_func", f) for name, f in vars(runtime).items()}
    constants = {n: np.array(v, np.int8) for n, v in {**source.tables, **_of_kinds()}.items()}
    names: dict[str, object] = {**plain, **constants, "np": np}
    exec(compile(source.text, f"<kernel of {source.rule}>", "exec"), names)
    return Compiled(source, cast("Kernel", names["kernel"]))


def kept_or_interpreted(source: KernelSource) -> Compiled:
    """Returns the kernel compiled if an earlier run did so, else as plain Python."""
    return compiled(source) if is_kept(source) else interpreted(source)


def is_kept(source: KernelSource) -> bool:
    """Returns whether an earlier run compiled the kernel."""
    path = _path(module_text(source))
    return any(path.parent.glob(f"__pycache__/{path.stem}.*.nbc"))


def _path(text: str) -> Path:
    return _folder() / f"kernel_{_digest(text)}.py"


def compiled(source: KernelSource) -> Compiled:
    """Returns the kernel, compiled at its first call; the file it is kept in is named by the hash
    of all it depends on, so no stale one is ever run."""
    text = module_text(source)
    path = _path(text)
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    return Compiled(source, cast("Kernel", vars(_loaded(path))["kernel"]))


def module_text(source: KernelSource) -> str:
    """Returns the whole module of a kernel: constants, then the function."""
    tables = {**source.tables, **_of_kinds()}
    constants = "\n".join(
        f"{name} = np.array({list(values)}, np.int8)" for name, values in tables.items()
    )
    head = _HEADER.format(rule=source.rule)
    return f"{head}{constants}\n\n\n@njit(nogil=True, cache=True)\n{source.text}"


def _of_kinds() -> dict[str, tuple[int, ...]]:
    return {
        "PASSING_ON": tuple(int(k in PASSING_ON) for k in Kind),
        "TAKING_UP": tuple(int(k in TAKING_UP) for k in Kind),
    }


def _digest(text: str) -> str:
    import numba

    here = Path(runtime.__file__).read_text(encoding="utf-8")
    versions = f"{numba.__version__} {sys.version}"
    return hashlib.sha256("\n".join((text, here, versions)).encode()).hexdigest()[:24]


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


def _loaded(path: Path) -> ModuleType:
    name = path.stem
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]
