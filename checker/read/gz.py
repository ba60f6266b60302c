"""Files that may be compressed, read no further than an honest file would go."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, cast

from checker.read.place import CaseError, Place
from checker.read.text import no_such_file
from model.casefile.faults import quoted

FREE: Final = 64 << 20
"""Bytes that any file may unpack to."""
RATIO: Final = 300
"""How many times its size a file may unpack to beyond that; logs in XML reach 100."""


class Unpacked:
    """A compressed file as bytes; CaseError once it has grown past every honest ratio."""

    def __init__(self, inner: BinaryIO, path: Path) -> None:
        self._inner = inner
        self._path = path
        self._left = max(FREE, RATIO * path.stat().st_size)

    def read(self, size: int = -1) -> bytes:
        """Returns the next bytes."""
        place = Place(str(self._path))
        try:
            found = self._inner.read(1 << 20 if size < 0 else size)
        except EOFError:
            help = "fetch or pack it again"
            raise CaseError("the compressed file ends too early", place, help) from None
        except (gzip.BadGzipFile, zlib.error, OSError) as error:
            said = str(error).lower()
            raise CaseError(f"the compressed file is damaged: {said}", place) from None
        self._left -= len(found)
        if self._left < 0:
            message = f"the file unpacks to more than {RATIO} times its size"
            raise CaseError(message, place, "a log does not: unpack it first if it is sound")
        return found


@contextmanager
def opened(path: Path) -> Generator[BinaryIO, None, None]:
    """Gives the bytes of a file, unpacked if its name ends in `.gz`; CaseError if it cannot be
    opened."""
    try:
        plain = path.open("rb")
    except FileNotFoundError:
        raise no_such_file(path) from None
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        message = f"{quoted(path.name)} cannot be read: {reason}"
        raise CaseError(message, Place(str(path))) from None
    with plain:
        if path.suffix.lower() != ".gz":
            yield plain
            return
        with gzip.GzipFile(fileobj=plain) as inner:
            yield cast("BinaryIO", Unpacked(cast("BinaryIO", inner), path))
