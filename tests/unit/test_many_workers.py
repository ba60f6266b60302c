"""Worker processes: answers in order, and a process that ends takes one question with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from checker.tasks.many import CHUNK, answers


def doubling() -> Callable[[int], int]:
    """Returns what doubles a number; 13 ends the process."""
    return _double


def _double(number: int) -> int:
    if number == 13:
        os._exit(7)
    return 2 * number


def _lost(number: int, code: int) -> int:
    return -1000 * code - number


@pytest.mark.parametrize("jobs", [2, 3])
def test_a_process_that_ends_costs_one_answer(jobs: int) -> None:
    found = list(answers(range(60), doubling, _lost, jobs))
    assert [q for q, _ in found] == list(range(60))
    assert [a for _, a in found] == [2 * n if n != 13 else -7013 for n in range(60)]


def test_one_process_is_this_one() -> None:
    assert list(answers(range(5), doubling, _lost, 1)) == [(n, 2 * n) for n in range(5)]
    assert list(answers(range(5), doubling, _lost)) == [(n, 2 * n) for n in range(5)]


def test_questions_are_not_read_far_ahead() -> None:
    read: list[int] = []

    def coming() -> Iterator[int]:
        for n in range(20, 1_020):
            read.append(n)
            yield n

    stream = answers(coming(), doubling, _lost, 2)
    assert next(stream) == (20, 40)
    assert len(read) <= 2 * 4 * CHUNK
    stream.close()  # type: ignore[attr-defined]
