"""What follows from a breach (arts. 43 to 47), in a sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checker.show.lang import Text
from checker.show.law import article
from checker.tasks.findings import Finding, Report
from constraints.liability import BY_ID

LIABILITY: Final = Text("追责", "liability")


def liabilities(finding: Finding, report: Report) -> Iterator[Text]:
    """Yields what each article on liability makes of the breach."""
    events = tuple(e.id for e in finding.events)
    for head, rule, of in report.liability:
        if (rule, of) == (finding.rule.id, events):
            found = BY_ID[head]
            where = article(found.article)
            yield Text(f"{where.zh}：{found.zh}", f"{where.en}: {found.en}")
