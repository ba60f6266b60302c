"""Folders of proofs: certificates with their basis, and questions for another solver."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from checker.cli.answering import Answer
from checker.cli.basis import Judge
from checker.cli.options import Args
from checker.cli.usage import UsageError, ticked
from checker.show.lang import Text


@dataclass(frozen=True)
class Outputs:
    """Where certificates and questions go; None: not wanted."""

    certificates: Path | None
    questions: Path | None

    def add(self, answer: Answer) -> None:
        """Writes what the answer brought; UsageError iff it cannot be written."""
        try:
            self._certificates(answer)
            for question in answer.questions:
                assert self.questions is not None
                _write(self.questions / f"{question.name}.smt2", question.text)
        except OSError as error:
            raise _unwritable(str(error.filename), error) from None

    def _certificates(self, answer: Answer) -> None:
        found, folder = answer.certified, self.certificates
        if found is None or folder is None:
            return
        digest, tree = found.tree
        if not (folder / "trees" / f"{digest}.json").exists():
            _write(folder / "trees" / f"{digest}.json", tree)
        _write(folder / "cases" / f"{found.name}.json", found.file)
        claims = json.dumps(found.claims, ensure_ascii=False, separators=(",", ":"))
        _write(folder / "certificates" / f"{found.name}.json", claims)


def outputs_of(args: Args, judge: Judge) -> Outputs:
    """Returns where to write, the folders made and the basis written; UsageError iff a folder
    cannot be made or holds something already."""
    found = Outputs(folder_for(args.certificate), folder_for(args.smt2))
    if found.certificates:
        from checker.tasks.certify import basis_parts

        try:
            for part in ("trees", "cases", "certificates"):
                (found.certificates / part).mkdir()
            parts = json.dumps(basis_parts(judge.options), separators=(",", ":"))
            _write(found.certificates / "basis.json", parts)
        except OSError as error:
            raise _unwritable(str(error.filename), error) from None
    return found


def folder_for(name: str | None) -> Path | None:
    """Returns the folder of that name, made and empty (None of None); UsageError iff it cannot."""
    if name is None:
        return None
    path = Path(name)
    try:
        path.mkdir(parents=True, exist_ok=True)
        filled = any(path.iterdir())
    except OSError as error:
        raise _unwritable(name, error) from None
    if filled:
        said = ticked(name)
        raise UsageError(
            Text(f"文件夹 {said} 不是空的", f"the folder {said} is not empty"),
            Text("请另取一个名字", "name another one, so that nothing old is taken for new"),
        )
    return path


def _write(path: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    draft = path.with_name(f".{path.name}")
    draft.write_text(text, encoding="utf-8", newline="")
    draft.replace(path)


def _unwritable(name: str, error: OSError) -> UsageError:
    reason, said = (error.strerror or str(error)).lower(), ticked(name)
    return UsageError(Text(f"无法写入 {said}：{reason}", f"cannot write {said}: {reason}"))
