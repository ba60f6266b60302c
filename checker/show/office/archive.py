"""Office files are zip archives; equal reports are to be equal bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Final

MADE: Final = datetime(2022, 5, 1)
"""What a file says of its making: the day the Regulations came into force, not now."""


def undated(archive: bytes) -> bytes:
    """Returns the archive with the same members, none of them bearing the time it was made."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for member in made.infolist():
            head = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            head.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(head, made.read(member))
    return out.getvalue()
