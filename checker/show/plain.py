"""Values of documents that JSON has no form for."""

from __future__ import annotations

from datetime import date
from enum import Enum


def plain(value: object) -> object:
    """Returns the word of an enum, the ISO form of a date; TypeError for anything else."""
    match value:
        case Enum():
            word: object = value.value
            return word
        case date():
            return value.isoformat()
        case _:
            raise TypeError(f"{type(value).__name__} has no JSON form")
