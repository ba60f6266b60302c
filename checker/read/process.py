"""From a process file to its runs; what is wrong is said with its exact place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from checker.read.json_ import RawCase, error_of, raw_cases
from checker.read.place import CaseError, Place
from checker.read.scan import Positions
from checker.read.text import read_text
from model.casefile.faults import CaseFault, CaseFaults, did_you_mean

if TYPE_CHECKING:
    from model.organs.hierarchy import Hierarchy
    from model.process import ProcessRecord


@dataclass(frozen=True, slots=True)
class LoadedProcess:
    """One process with its organs and the places in its file."""

    record: ProcessRecord
    hierarchy: Hierarchy
    positions: Positions

    def error_of(self, fault: CaseFault) -> CaseError:
        """Returns a fault of the process with its place in the file."""
        return error_of(fault, self.positions)


def shipped_processes() -> tuple[str, ...]:
    """Returns the names of the shipped processes, sorted."""
    from importlib.resources import files

    folder = files("scenarios").joinpath("processes")
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(n.removesuffix(".json") for n in names if n.endswith(".json")))


def load_process(name: str) -> LoadedProcess:
    """Returns the process of a file, or the shipped one of that name; CaseError if there is
    none."""
    from importlib.resources import files

    path = Path(name)
    shipped = shipped_processes()
    if name in shipped and not path.exists():
        text = files("scenarios").joinpath("processes", f"{name}.json").read_text(encoding="utf-8")
        return parse_process(text, path)
    if not path.exists() and "/" not in name and not name.endswith(".json"):
        help_line = did_you_mean(name, shipped)
        raise CaseError(f"there is no file and no shipped process `{name}`", Place(name), help_line)
    return parse_process(read_text(path), path)


def parse_process(text: str, path: Path) -> LoadedProcess:
    """Returns the process this text writes; CaseError with the place of the first thing wrong."""
    from model.process import read_process

    raw = _only(text, path)
    try:
        record = read_process(raw.document)
        record, hierarchy = _among(record, path)
    except CaseFaults as found:
        at = min(found.faults, key=lambda f: raw.positions.offset_of(f.at, key=f.on_key))
        raise error_of(at, raw.positions) from None
    except CaseFault as fault:
        raise error_of(fault, raw.positions) from None
    return LoadedProcess(record, hierarchy, raw.positions)


def _only(text: str, path: Path) -> RawCase:
    found = list(raw_cases(text, str(path)))
    if isinstance(found[0], CaseError):
        raise found[0]
    if len(found) > 1:
        raise CaseError("a process file holds one process", Place(str(path), 1, 1))
    return found[0]


def _among(record: ProcessRecord, path: Path) -> tuple[ProcessRecord, Hierarchy]:
    """Returns the process with its organs; a tree beside its file now stands inside, so that a run
    may be written anywhere."""
    from checker.read.trees import load_tree
    from model.casefile.records import CaseRecord

    case = CaseRecord(
        case=record.process,
        as_of=record.first_days[0],
        organs=record.organs,
        matters=record.matters,
        events=(),
    )
    hierarchy = load_tree(case, path)
    match record.organs:
        case str(name) if name.endswith(".json") or "/" in name:
            tree = cast("object", json.loads(read_text(path.parent / name)))
            return record.model_copy(update={"organs": tree}), hierarchy
        case _:
            return record, hierarchy
