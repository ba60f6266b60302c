"""Many cases at once: worker processes that answer in order, and the count of what they found.

Workers are spawned, not forked: a fork would copy the threads of the progress bar and whatever
state the solver has, and their behaviour must not depend on either.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from typing import Final, Generic, TypeVar

from checker.tasks.findings import HistoryVerdict, Report, Verdict
from model.logic.rule import Modality

CHUNK: Final = 8
"""Cases handed to a worker at a time."""
FEW: Final = 50
"""Up to so many cases one process is quicker than several."""

Q = TypeVar("Q")
A = TypeVar("A")


def answers(
    questions: Iterable[Q],
    prepare: Callable[[], Callable[[Q], A]],
    lost: Callable[[Q, int], A],
    jobs: int | None = None,
    chunk: int = CHUNK,
) -> Iterator[tuple[Q, A]]:
    """Yields each question with its answer, in the order of the questions, however many processes
    work: `jobs`, or if None one for few questions, else one per core; `chunk` questions are handed
    to a process at a time.

    `prepare` is called once per process and gives what answers a question. `lost(question, code)`
    is the answer where the process that worked on it ended with that exit code. With several jobs
    questions, answers and `prepare` must be picklable. Holds a few chunks of each, never all.
    """
    coming = iter(questions)
    if jobs is None:
        first = list(islice(coming, FEW + 1))
        coming = chain(first, coming)
        jobs = cores() if len(first) > FEW else 1
    if jobs > 1:
        pool = _Pool(prepare, lost, jobs, chunk)
        try:
            yield from pool.answers(coming)
        finally:
            pool.close()
    else:
        work = prepare()
        for question in coming:
            yield question, work(question)


def cores() -> int:
    """Returns how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


# ---- processes -----------------------------------------------------------------------------------


def _serve(channel: Connection, prepare: Callable[[], Callable[[Q], A]]) -> None:
    """The worker: one answer for each question of a chunk, chunk after chunk."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    work = prepare()
    try:
        while True:
            for question in channel.recv():
                channel.send(work(question))
    except (EOFError, BrokenPipeError):
        return


@dataclass
class _Chunk(Generic[Q, A]):
    """Questions handed out together, and the answers so far."""

    questions: Sequence[Q]
    answers: list[A] = field(default_factory=list[A])

    @property
    def left(self) -> Sequence[Q]:
        return self.questions[len(self.answers) :]


class _Worker(Generic[Q, A]):
    """A process, the channel to it, and the chunk it works on."""

    def __init__(self, prepare: Callable[[], Callable[[Q], A]]) -> None:
        context = multiprocessing.get_context("spawn")
        self.channel, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, prepare), daemon=True)
        self.process.start()
        theirs.close()
        self.chunk: _Chunk[Q, A] | None = None

    def give(self, chunk: _Chunk[Q, A]) -> None:
        self.chunk = chunk
        with suppress(BrokenPipeError):  # it has ended; reading from it says so
            self.channel.send(chunk.left)

    def close(self) -> None:
        self.process.terminate()
        self.process.join()
        self.channel.close()


class _Pool(Generic[Q, A]):
    """Workers, and the chunks not yet answered in full, in their order.

    INVARIANT: at most `jobs * 4` chunks are held; a chunk is given to one worker at a time.
    """

    def __init__(
        self,
        prepare: Callable[[], Callable[[Q], A]],
        lost: Callable[[Q, int], A],
        jobs: int,
        chunk: int,
    ) -> None:
        self._prepare = prepare
        self._lost = lost
        self._jobs = jobs
        self._chunk = chunk
        self._workers: list[_Worker[Q, A]] = []

    def close(self) -> None:
        for worker in self._workers:
            worker.close()
        self._workers.clear()

    def answers(self, questions: Iterator[Q]) -> Iterator[tuple[Q, A]]:
        window: deque[_Chunk[Q, A]] = deque()
        idle: deque[_Chunk[Q, A]] = deque()
        while True:
            while len(window) < self._jobs * 4 and (found := list(islice(questions, self._chunk))):
                chunk = _Chunk[Q, A](found)
                window.append(chunk)
                idle.append(chunk)
            if not window:
                return
            self._hand_out(idle)
            self._gather(idle)
            while window and not window[0].left:
                done = window.popleft()
                yield from zip(done.questions, done.answers, strict=True)

    def _hand_out(self, idle: deque[_Chunk[Q, A]]) -> None:
        for worker in self._workers:
            if worker.chunk is None and idle:
                worker.give(idle.popleft())
        while idle and len(self._workers) < self._jobs:
            worker = _Worker[Q, A](self._prepare)
            self._workers.append(worker)
            worker.give(idle.popleft())

    def _gather(self, idle: deque[_Chunk[Q, A]]) -> None:
        """Takes what the workers have; of a worker that ended, the question is lost and the rest
        of its chunk waits for another."""
        busy = {w.channel: w for w in self._workers if w.chunk is not None}
        for channel in wait(list(busy)):
            assert isinstance(channel, Connection)
            worker = busy[channel]
            chunk = worker.chunk
            assert chunk is not None
            try:
                chunk.answers.append(channel.recv())
            except (EOFError, OSError):
                self._workers.remove(worker)
                worker.process.join()
                chunk.answers.append(self._lost(chunk.left[0], worker.process.exitcode or 0))
                worker.close()
                if chunk.left:
                    idle.appendleft(chunk)
                continue
            if not chunk.left:
                worker.chunk = None


# ---- counting ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts of one report: its verdict; per finding its rule, its verdict, how late. A right
    that lapsed, or of which nobody knows whether it lapsed, counts as lapsed: no breach."""

    verdict: HistoryVerdict
    findings: tuple[tuple[str, Verdict, int | None], ...]
    not_engaged: tuple[str, ...]


def counted(report: Report) -> Counted:
    """Returns what counts of a report."""
    found: list[tuple[str, Verdict, int | None]] = []
    for f in report.findings:
        right = f.rule.modality is Modality.RIGHT
        doubtful = f.verdict in (Verdict.UNDETERMINED, Verdict.CONTESTED)
        found.append((f.rule.id, Verdict.LAPSED if right and doubtful else f.verdict, f.days_late))
    return Counted(report.verdict, tuple(found), report.not_engaged)


@dataclass
class RuleCount:
    """What was found of one rule: instances by verdict, the longest delay and whose it is."""

    verdicts: Counter[Verdict] = field(default_factory=Counter[Verdict])
    worst: int = 0
    worst_case: str = ""


@dataclass
class Tally:
    """The count over all cases. `rejected`: cases that could not be judged; `files`: files of which
    nothing could be read; `rows` and `rejected_rows`: of tables and JSON Lines.

    INVARIANT: `cases == sum(verdicts.values()) + rejected`.
    """

    cases: int = 0
    rejected: int = 0
    files: int = 0
    rows: int = 0
    rejected_rows: int = 0
    verdicts: Counter[HistoryVerdict] = field(default_factory=Counter[HistoryVerdict])
    rules: dict[str, RuleCount] = field(default_factory=dict[str, RuleCount])
    asked: dict[str, None] = field(default_factory=dict[str, None])
    """Every rule that judged some case, in the order of the law."""

    def add(self, name: str, one: Counted) -> None:
        """Counts a judged case."""
        self.cases += 1
        self.verdicts[one.verdict] += 1
        for id in one.not_engaged:
            self.asked.setdefault(id)
        for id, verdict, late in one.findings:
            self.asked.setdefault(id)
            rule = self.rules.setdefault(id, RuleCount())
            rule.verdicts[verdict] += 1
            if verdict is Verdict.VIOLATED and late is not None and late > rule.worst:
                rule.worst, rule.worst_case = late, name

    def refuse(self) -> None:
        """Counts a case that could not be judged."""
        self.cases += 1
        self.rejected += 1

    @property
    def never_engaged(self) -> tuple[str, ...]:
        """The rules that no case gave occasion for, by id."""
        return tuple(sorted(id for id in self.asked if id not in self.rules))

    @property
    def by_rule(self) -> Sequence[tuple[str, RuleCount]]:
        """The rules engaged, the longest delay first, then the most breaches."""
        return sorted(
            self.rules.items(),
            key=lambda item: (-item[1].worst, -item[1].verdicts[Verdict.VIOLATED], item[0]),
        )
