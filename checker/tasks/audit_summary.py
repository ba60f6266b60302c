"""The count over all histories of an audit: added up block by block, whatever the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from checker.tasks.audit import Audited
from checker.tasks.audit_rows import FindingRow
from checker.tasks.findings import HistoryVerdict, Verdict
from checker.tasks.many import RuleCount, Tally

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Worst:
    """The longest delay of a rule, whose it is, and in which case."""

    days: int
    case: str
    bearer: str


@dataclass
class Summary:
    """What an audit counts. `rejected`: cases not judged; `files`: files of which nothing could be
    read; `rows` and `rejected_rows`: of tables and JSON Lines. `organs`, `levels`, `months` count
    violations: by the first organ bound, its level, the month of the first day of the breach.
    `questions`: rules times histories; `judged`: how many of these the ordinary engine judged;
    `contradicted`: rules it did not confirm the kernel's verdict of.

    INVARIANT: `cases == sum(verdicts.values()) + rejected`.
    """

    cases: int = 0
    rejected: int = 0
    files: int = 0
    rows: int = 0
    rejected_rows: int = 0
    questions: int = 0
    judged: int = 0
    verdicts: Counts = field(default_factory=Counts)
    rules: dict[str, Counts] = field(default_factory=dict[str, Counts])
    worst: dict[str, Worst] = field(default_factory=dict[str, Worst])
    organs: Counts = field(default_factory=Counts)
    levels: Counts = field(default_factory=Counts)
    months: Counts = field(default_factory=Counts)
    causes: Counts = field(default_factory=Counts)
    reasons: Counts = field(default_factory=Counts)
    """Why rows were rejected."""
    asked: dict[str, None] = field(default_factory=dict[str, None])
    contradicted: Counts = field(default_factory=Counts)

    def add(self, one: Audited) -> None:
        """Counts a judged history."""
        self.cases += 1
        self.questions += len(one.asked)
        self.judged += one.judged
        _bump(self.verdicts, one.verdict.value)
        self.asked |= dict.fromkeys(one.asked)
        for id, verdicts in one.counts.items():
            _merge(self.rules.setdefault(id, {}), {v.value: n for v, n in verdicts.items()})
        for id in one.contradicted:
            _bump(self.contradicted, id)
        for row in one.rows:
            self._add_row(row)

    def _add_row(self, row: FindingRow) -> None:
        if row.cause:
            _bump(self.causes, row.cause)
        if row.verdict != Verdict.VIOLATED.value:
            return
        bearer = row.bearer[0].partition("/")[0] if row.bearer else ""
        _bump(self.organs, bearer)
        _bump(self.levels, row.level)
        _bump(self.months, row.since[:7] if row.since else "")
        self._worse(row.rule, Worst(row.days_late or 0, row.case, bearer))

    def _worse(self, rule: str, worst: Worst) -> None:
        known = self.worst.get(rule)
        if worst.days and (known is None or worst.days > known.days):
            self.worst[rule] = worst

    def merge(self, other: Summary) -> None:
        """Adds what another part of the log counted; of equal delays the earlier one stays."""
        self.cases += other.cases
        self.rejected += other.rejected
        self.files += other.files
        self.rows += other.rows
        self.rejected_rows += other.rejected_rows
        self.questions += other.questions
        self.judged += other.judged
        self.asked |= other.asked
        for mine, theirs in (
            (self.verdicts, other.verdicts),
            (self.organs, other.organs),
            (self.levels, other.levels),
            (self.months, other.months),
            (self.causes, other.causes),
            (self.reasons, other.reasons),
            (self.contradicted, other.contradicted),
        ):
            _merge(mine, theirs)
        for id, counts in other.rules.items():
            _merge(self.rules.setdefault(id, {}), counts)
        for id, worst in other.worst.items():
            self._worse(id, worst)

    @property
    def errors(self) -> int:
        """How much of the input was not judged."""
        return self.rejected + self.files + self.rejected_rows

    def tally(self) -> Tally:
        """Returns the part of it that `check` counts too."""
        return Tally(
            self.cases,
            self.rejected,
            self.files,
            self.rows,
            self.rejected_rows,
            Counter({HistoryVerdict(v): n for v, n in self.verdicts.items()}),
            {id: self._rule(id) for id in self.rules},
            dict(self.asked),
        )

    def _rule(self, id: str) -> RuleCount:
        worst = self.worst.get(id, Worst(0, "", ""))
        verdicts = Counter({Verdict(v): n for v, n in self.rules[id].items()})
        return RuleCount(verdicts, worst.days, worst.case)


def summed(parts: Iterable[Summary]) -> Summary:
    """Returns the count over all parts."""
    whole = Summary()
    for part in parts:
        whole.merge(part)
    return whole


def _bump(counts: Counts, key: str) -> None:
    counts[key] = counts.get(key, 0) + 1


def _merge(mine: Counts, theirs: Counts) -> None:
    for key, n in theirs.items():
        mine[key] = mine.get(key, 0) + n
