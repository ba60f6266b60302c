"""What a run may write beside its findings: certificates, and questions for another solver."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from checker.certificate.recheck.given import Object, items, obj, texts

Instance: TypeAlias = tuple[str, tuple[str, ...]]
"""The id of a rule, the ids of the trigger events."""


@dataclass(frozen=True)
class Certified:
    """The files of one case: the case as judged, what is claimed of it, its tree of organs."""

    case: str
    file: str
    claims: Object
    tree: tuple[str, str]
    """The hash of its tables of organs, and the tables as JSON."""

    @property
    def name(self) -> str:
        """The name of its files: readable, and different for different cases."""
        return file_name(self.case, self.file)

    def files_of(self) -> Mapping[Instance, str]:
        """Returns, of each instance that has a certificate, the file it is in, within the folder
        of certificates."""
        path = f"certificates/{self.name}.json"
        return {
            (str(one["rule"]), tuple(texts(ids))): path
            for one in map(obj, items(self.claims["certificates"]))
            for ids in items(one["events"])
        }


@dataclass(frozen=True, slots=True)
class Exported:
    """A question as SMT-LIB 2, and the name of its file."""

    name: str
    text: str


def file_name(case: str, text: str) -> str:
    """Returns a name for the files of a case: readable, and different for different texts."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in case)
    return f"{plain[:40]}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
