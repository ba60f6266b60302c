"""The receipt of a run, as it is written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from checker.show.document import Receipt, Versions
from checker.tasks.findings import HistoryVerdict
from checker.tasks.receipts import Entry, root_of


def entry_of(case: str, verdict: HistoryVerdict, receipt: Receipt) -> Entry:
    """Returns what a run's receipt says of one case."""
    r = receipt
    readings, limits = dict(r.readings), dict(r.limits)
    return Entry(case, verdict.value, r.input, r.rules, r.calendar, r.hierarchy, readings, limits)


def receipt_text(entries: Sequence[Entry], law: Sequence[str], versions: Versions | None) -> str:
    """Returns the receipt of a run as JSON."""
    document = {
        "root": root_of([e.leaf for e in entries]),
        "versions": asdict(versions) if versions else None,
        "law": list(law),
        "cases": [asdict(e) for e in entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
