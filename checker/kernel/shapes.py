"""Questions about nodes that the printing of a kernel asks again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from model.logic import nodes as n
from model.logic.rewrite import children


@dataclass(frozen=True, slots=True)
class _Known:
    node: object
    number: int
    names: frozenset[str]


@dataclass
class Nodes:
    """Nodes by what they say: equal ones have one number, each node is looked at once.

    INVARIANT: what is known of a node by identity keeps the node, so that no other can come to have
    its identity.
    """

    _by_id: dict[int, _Known] = field(default_factory=dict[int, _Known])
    _numbers: dict[object, int] = field(default_factory=dict[object, int])

    def number(self, node: object) -> int:
        """Returns the number of the node and of all that are equal to it."""
        return self._known(node).number

    def names(self, node: object) -> frozenset[str]:
        """Returns the names of the variables that occur in a node, bound ones too."""
        return self._known(node).names

    def _known(self, node: object) -> _Known:
        found = self._by_id.get(id(node))
        if found is None:
            under = [self._known(child) for child in children(node)]
            key = (type(node), tuple(k.number for k in under) or node)
            own = {node.name} if isinstance(node, n.EventVar | n.PartyVar) else set[str]()
            names = frozenset(own).union(*(k.names for k in under))
            number = self._numbers.setdefault(key, len(self._numbers))
            found = self._by_id[id(node)] = _Known(node, number, names)
        return found


def conjuncts(f: n.Formula) -> Iterator[n.Formula]:
    """Yields what a conjunction asks for, and what the conjunctions in it do."""
    if isinstance(f, n.And):
        for arg in f.args:
            yield from conjuncts(arg)
    else:
        yield f
