"""What a run may write beside its findings: certificates, and questions for another solver."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from checker.certificate.recheck.given import Object


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


@dataclass(frozen=True, slots=True)
class Exported:
    """A question as SMT-LIB 2, and the name of its file."""

    name: str
    text: str


def file_name(case: str, text: str) -> str:
    """Returns a name for the files of a case: readable, and different for different texts."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in case)
    return f"{plain[:40]}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
