"""Three truth values: true, false, and None where the record leaves it open."""

from __future__ import annotations

from collections.abc import Iterable

from checker.certificate.recheck.record import Span, Truth


def all_of(values: Iterable[Truth]) -> Truth:
    """Returns the conjunction: None if it hangs on one that is None."""
    found: Truth = True
    for value in values:
        if value is False:
            return False
        found = found and value
    return found


def any_of(values: Iterable[Truth]) -> Truth:
    """Returns the disjunction: None if it hangs on one that is None."""
    return not_of(all_of(not_of(v) for v in values))


def not_of(value: Truth) -> Truth:
    """Returns the negation."""
    return None if value is None else not value


def sign(yes: bool, no: bool) -> Truth:
    """Returns true if surely yes, false if surely no, else None."""
    return True if yes else False if no else None


def agreed(values: list[Truth]) -> Truth:
    """Returns what all say; None if they differ, false of none."""
    return (
        values[0] if values and all(v is values[0] for v in values) else None if values else False
    )


def hull(spans: Iterable[Span]) -> Span:
    """Returns the least span that holds all of them."""
    found = list(spans)
    return min(s[0] for s in found), max(s[1] for s in found)
