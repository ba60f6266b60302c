"""Zip archives, looked through before anybody else opens them: what they declare may be a lie."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, Final

from checker.read.place import CaseError, Place
from checker.read.text import no_such_file
from model.casefile.faults import quoted

MOST: Final = 200 << 20
"""Bytes all that is packed in an archive may come to."""
RATIO: Final = 100
"""How many times its size an archive may unpack to, beyond `FREE`."""
FREE: Final = 16 << 20
ENTRIES: Final = 1_000
_STEP: Final = 1 << 20
_HEADER: Final = 30


def check_zip(path: Path) -> None:
    """Returns iff an archive is sound and unpacks to no more than an honest one; CaseError else."""
    place = Place(str(path))
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > ENTRIES:
                raise CaseError(f"the file holds {len(entries)} packed parts", place)
            left = min(MOST, max(FREE, RATIO * path.stat().st_size))
            for entry in entries:
                left -= _size(file, entry, left, place)
    except FileNotFoundError:
        raise no_such_file(path) from None
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError) as error:
        message = f"{quoted(path.name)} is damaged: {str(error).lower()}"
        raise CaseError(message, place) from None


def _size(file: BinaryIO, entry: zipfile.ZipInfo, left: int, place: Place) -> int:
    """Returns what a part really unpacks to; CaseError if it is more than what is left."""
    if entry.flag_bits & 1:
        raise CaseError("the file is protected by a password", place, "save it without one")
    file.seek(entry.header_offset)
    header = file.read(_HEADER)
    skip = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    file.seek(entry.header_offset + _HEADER + skip)
    packed, size = entry.compress_size, 0
    unpack = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    while packed > 0 and (chunk := file.read(min(_STEP, packed))):
        packed -= len(chunk)
        while chunk:
            found = unpack.decompress(chunk, _STEP) if unpack else chunk
            size += len(found)
            if size > left:
                message = "the file unpacks to far more than its size"
                raise CaseError(message, place, "save the table as CSV")
            chunk = unpack.unconsumed_tail if unpack else b""
    return size
