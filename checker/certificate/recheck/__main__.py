"""`python -m checker.certificate.recheck FOLDER`: the rechecker on its own."""

from __future__ import annotations

import sys
from pathlib import Path

from checker.certificate.recheck.bundle import recheck_folder
from checker.certificate.recheck.given import Refused


def main(words: list[str]) -> int:
    """Prints what became of the certificates of a folder; returns 0 iff every one was accepted."""
    if len(words) != 1:
        print("usage: python -m checker.certificate.recheck FOLDER", file=sys.stderr)
        return 2
    try:
        account = recheck_folder(Path(words[0]))
    except Refused as reason:
        print(f"refused: {reason}")
        return 1
    for line in account.refused:
        print(f"refused: {line}")
    said = f"{account.accepted} accepted, {len(account.refused)} refused"
    print(f"{said}, {len(account.without)} without a certificate")
    return 1 if account.refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
