"""What an audit has done so far, block by block: in a folder beside its output, or in memory.

A part is written under another name and renamed, so it is there whole or not at all. A run that was
killed is taken up after the last part; the outputs are made from the parts, and so are the same.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.usage import UsageError, ticked
from checker.read.rejects import Reject
from checker.show.lang import Text
from checker.tasks.audit_rows import FindingRow
from checker.tasks.audit_summary import Summary

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True)
class Part:
    """One block: the cases judged with their places, the findings, what was refused, the count."""

    cases: tuple[tuple[str, str], ...]
    rows: tuple[FindingRow, ...]
    rejects: tuple[Reject, ...]
    summary: Summary


@dataclass(frozen=True)
class Run:
    """What a run is about: two runs of the same give the same parts. `inputs`: each file with its
    SHA-256; `basis`: law, readings, limits and calendar; `program`: its version and its rules."""

    inputs: Mapping[str, str]
    basis: Mapping[str, str]
    program: Mapping[str, str]
    block: int
    """Cases in a block."""


@dataclass
class Parts:
    """The parts of a run, in order. `folder` is None where nothing is kept on disk: then the
    findings are not kept at all, since nobody asked for them."""

    folder: Path | None
    done: int = 0
    _held: list[Part] = field(default_factory=list[Part])

    def add(self, part: Part) -> None:
        """Keeps the next part."""
        if self.folder is None:
            self._hold(part)
        else:
            _write(self._path(self.done), _adapter().dump_json(part))
        self.done += 1

    def _hold(self, part: Part) -> None:
        """Adds a part to the one that is held: nobody asks for its findings or its order."""
        before = self._held.pop() if self._held else Part((), (), (), Summary())
        before.summary.merge(part.summary)
        rejects = (*before.rejects, *part.rejects) if part.rejects else before.rejects
        self._held.append(replace(before, rejects=rejects))

    def __iter__(self) -> Iterator[Part]:
        if self.folder is None:
            yield from self._held
            return
        for number in range(self.done):
            yield _adapter().validate_json(self._path(number).read_bytes())

    def _path(self, number: int) -> Path:
        assert self.folder is not None
        return self.folder / f"{number:08}.json"

    def remove(self) -> None:
        """Removes what was kept: the outputs are written."""
        if self.folder is not None:
            shutil.rmtree(self.folder)


def parts_of(output: str | None, run: Run, *, resume: bool) -> Parts:
    """Returns the parts of the run so far; none but with `resume`. UsageError iff there is nothing
    to keep them beside, the folder cannot be made, or it holds the parts of another run."""
    if output is None:
        if resume:
            message = Text("`--resume` 须有 `-o`", "`--resume` needs `-o`")
            raise UsageError(message, Text("以原来的 -o 重新运行", "give the `-o` of that run"))
        return Parts(None)
    folder = Path(output).with_name(f"{Path(output).name}.parts")
    try:
        return _in_folder(folder, run, resume=resume)
    except OSError as error:
        said, why = ticked(str(folder)), (error.strerror or str(error)).lower()
        raise UsageError(Text(f"无法使用 {said}：{why}", f"cannot use {said}: {why}")) from None


def _in_folder(folder: Path, run: Run, *, resume: bool) -> Parts:
    head = folder / "run.json"
    text = _run_adapter().dump_json(run, indent=1)
    said = ticked(folder.name)
    if not head.exists():
        folder.mkdir(exist_ok=True)
        _write(head, text)
        return Parts(folder)
    if not resume:
        raise UsageError(
            Text(f"{said} 中有未完成的运行", f"{said} holds a run that did not end"),
            Text("用 `--resume` 继续，或删除该文件夹", "carry on by `--resume`, or remove it"),
        )
    changed = _changed(_run_adapter().validate_json(head.read_bytes()), run)
    if changed:
        names = ", ".join(changed)
        raise UsageError(
            Text(
                f"{said} 是另一次运行：{names} 已变", f"{said} is of another run: {names} changed"
            ),
            Text("删除该文件夹，重新运行", "remove the folder and run from the start"),
        )
    numbers = sorted(int(p.stem) for p in folder.glob("[0-9]*.json"))
    return Parts(folder, next((i for i, n in enumerate(numbers) if i != n), len(numbers)))


def _changed(before: Run, now: Run) -> Sequence[str]:
    """Returns the words of what differs."""
    pairs = (
        (before.inputs, now.inputs),
        (before.basis, now.basis),
        (before.program, now.program),
        ({"block": str(before.block)}, {"block": str(now.block)}),
    )
    found = [k for old, new in pairs for k in {**old, **new} if old.get(k) != new.get(k)]
    return [ticked(name) for name in found]


def digest_of(path: Path) -> str:
    """Returns the SHA-256 of a file; of one that cannot be read, what is wrong."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return (error.strerror or str(error)).lower()


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


@cache
def _adapter() -> TypeAdapter[Part]:
    from pydantic import TypeAdapter

    return TypeAdapter(Part)


@cache
def _run_adapter() -> TypeAdapter[Run]:
    from pydantic import TypeAdapter

    return TypeAdapter(Run)
