"""XES, packed or not: trace by trace, offsets of time kept.

Attributes of the trace bear `case:` before their names, as is usual. A list is the values in it
between `;`. Rows are events, numbered as they come.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from checker.read.gz import opened
from checker.read.place import CaseError, Place
from checker.read.raw import BATCH, Filling, RawLog, RawRows, Together
from model.casefile.faults import quoted

if TYPE_CHECKING:
    from checker.read.xml_nodes import Node, Root, Walk


_SAMPLE: Final = 50
"""How many traces are looked at to learn which attributes there are."""
_LISTS: Final = ("list", "container")


def xes_log(path: Path, *, whole: bool) -> RawLog:
    """Returns the log in an XES file; CaseError if it holds none. `whole`: its columns are those of
    the whole file, not only of the first traces."""
    names: dict[str, None] = {}
    for place, trace in enumerate(_traces(path)):
        if place == _SAMPLE and not whole:
            break
        of_trace, events = _cells(trace)
        names |= dict.fromkeys(name for name, _ in of_trace)
        names |= dict.fromkeys(name for event in events for name, _ in event)
    if not names:
        raise CaseError("the log holds no trace", Place(str(path)))
    columns = tuple(names)
    return RawLog(str(path), columns, lambda: _batches(path), Together.BY_FORMAT, "event")


def _batches(path: Path) -> Iterator[RawRows]:
    filling, number = Filling(), 0
    for trace in _traces(path):
        of_trace, events = _cells(trace)
        for cells in events:
            number += 1
            filling.add(number, (*of_trace, *cells))
        if len(filling) >= BATCH:
            yield filling.taken()
    if len(filling):
        yield filling.taken()


def _cells(trace: Node) -> tuple[list[tuple[str, str]], list[list[tuple[str, str]]]]:
    of_trace: list[tuple[str, str]] = []
    events: list[list[tuple[str, str]]] = []
    for child in trace:
        if local(child) == "event":
            events.append([_attribute(a) for a in child])
        else:
            name, value = _attribute(child)
            of_trace.append((f"case:{name}", value))
    return of_trace, events


def _attribute(element: Node) -> tuple[str, str]:
    key, value = element.get("key"), element.get("value")
    if value is None and local(element) in _LISTS:
        inner = [v for v in element.iter() if v is not element]
        value = ";".join(v.get("value") or "" for v in inner if v.get("value") is not None)
    return str(key or ""), str(value or "").strip()


def local(element: Node) -> str:
    """Returns the name of an element without its namespace."""
    tag = str(element.tag)
    return tag[tag.rfind("}") + 1 :]


def _traces(path: Path) -> Iterator[Node]:
    yield from elements(path, ("trace",))


def elements(path: Path, names: tuple[str, ...]) -> Iterator[Node]:
    """Yields every element of these names that stands in the log itself or in a list of its own;
    CaseError at a DOCTYPE, at what is no XML, and if the root is no `log`."""
    from lxml import etree

    with opened(path) as file:
        try:
            walk = cast(
                "Walk",
                etree.iterparse(
                    file,
                    events=("start", "end"),
                    tag=("{*}log", *(f"{{*}}{name}" for name in names)),
                    resolve_entities=False,
                    no_network=True,
                    load_dtd=False,
                    huge_tree=False,
                    remove_comments=True,
                    remove_pis=True,
                ),
            )
            for event, element in walk:
                if event == "start":
                    _check_head(element, path)
                elif _near_top(element):
                    yield element
                    _forget(element)
        except etree.XMLSyntaxError as error:
            message = f"not valid XML: {str(error.msg).lower()}"
            raise CaseError(message, Place(str(path), error.lineno or 0, 1)) from None
    if walk.root is None or local(walk.root) != "log":
        raise CaseError(f"{quoted(path.name)} is no log in XML", Place(str(path)))


def _near_top(element: Node) -> bool:
    above = element.getparent()
    if above is None:
        return False
    further = above.getparent()
    return further is None or further.getparent() is None


def _check_head(element: Root, path: Path) -> None:
    if element.getparent() is None and element.getroottree().docinfo.doctype:
        message = "the file has a DOCTYPE, which could name other files or grow without bound"
        raise CaseError(message, Place(str(path), 1, 1), "take the DOCTYPE out")


def _forget(element: Node) -> None:
    """Frees what was read: the tree grows otherwise with the file."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
