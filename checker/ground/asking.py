"""Questions of interpretation, asked only where the answer makes a difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from model.logic.nodes import ReadingId
from model.logic.readings import arguable, reading

B = TypeVar("B")
T = TypeVar("T")


@dataclass
class Asking:
    """Answers each question by `fixed`, else by the default; `asked` is what was asked, in
    order."""

    fixed: Mapping[ReadingId, str]
    pinned: frozenset[ReadingId] = frozenset()
    asked: dict[ReadingId, str] = field(default_factory=dict[ReadingId, str])

    def __call__(self, id: ReadingId) -> str:
        """Returns the word of the value in force for the question, and notes that it was asked."""
        if id not in self.asked:
            self.asked[id] = self.fixed.get(id) or reading(id).default().word
        return self.asked[id]

    def settle(self, id: ReadingId, branches: Mapping[str, B], walk: Callable[[B], T]) -> T:
        """Returns the walk of the branch that the reading chooses; the question counts as asked
        only if the branches in play differ.

        INVARIANT: whatever was asked inside the branches stays asked when they agree, so a world in
        which they would differ is explored too.
        """
        if id in self.asked or id in self.pinned:
            return walk(branches[self(id)])
        before = dict(self.asked)
        results = [walk(branches[word]) for word in arguable(id)]
        if all(r == results[0] for r in results):
            return results[0]
        self.asked = before
        return walk(branches[self(id)])
