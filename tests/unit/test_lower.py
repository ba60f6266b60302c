"""Kernels lowered for LLVM do what the same text does in Python."""

from __future__ import annotations

from itertools import count
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.kernel import machine, runtime
from checker.kernel.code import NotServed
from checker.kernel.compile import Plain
from checker.kernel.lower import kernel_module
from checker.kernel.native import call, slot_of

TABLES = {"K0": (0, 1, 1, 0)}
NUMBER = count()
TEXTS = {
    "guarded": "return (7 if bits[0] < 0 or bits[0] > 3 else K0[bits[0]])",
    "chained": "return (1 if bits[0] < bits[1] <= bits[2] else 0) + 2 * (bits[1] == bits[2])",
    "unchecked": "if 0 <= bits[0] < len(K0) and K0[bits[0]] == 1:\n        return 5\n    return 6",
    "among": "return 1 if bits[0] in (-1, bits[1]) else 0",
    "at once": "x, y, bits[0] = bits[1], bits[0], bits[2]\n    return 100 * x + 10 * y + bits[0]",
    "floors": "return bits[0] // 2",
    "bits": "return (bits[0] & 6 > 0) + 0 | 1 << (bits[1] & 3)",
    "least": "return min(bits[0], bits[1], bits[2]) - max(bits[0], bits[1])",
    "negated": "return 1 if not (bits[0] and not bits[1]) else -bits[2]",
    "breaks": """x = 0
    for i in range(len(bits)):
        for j in range(i, 3):
            if bits[j] == 2:
                break
            x += bits[j]
        if x > 5:
            break
    return x""",
    "while": """x = bits[0]
    while x < 9:
        x += 2
        if x == bits[1]:
            break
    return x""",
    "calls": "return 3 * not_after(bits[0], bits[1], bits[1], bits[2]) + hull(bits[0], bits[1])",
    "written": "bits[1] += bits[0]\n    bits[2] = 4\n    return bits[1]",
}


def kernel(text: str) -> str:
    """Returns a kernel of one array, under a name that may be written into."""
    return f"def kernel(bits):\n    {text}\n"


FUNCTIONS: dict[str, machine.Function] = {}


def native(text: str) -> machine.Function:
    if text not in FUNCTIONS:
        name = f"a_kernel_{next(NUMBER)}"
        module = kernel_module(name, kernel(text), TABLES)
        FUNCTIONS[text] = machine.loaded(name, machine.object_code(module))
    return FUNCTIONS[text]


def plain(text: str) -> Plain:
    names: dict[str, object] = {**vars(runtime), **{k: np.array(v) for k, v in TABLES.items()}}
    exec(kernel(text), names)
    return cast("Plain", names["kernel"])


@pytest.mark.parametrize("name", TEXTS)
@given(cells=st.lists(st.integers(-4, 9), min_size=3, max_size=3))
def test_machine_code_does_what_the_text_does(name: str, cells: list[int]) -> None:
    text = TEXTS[name]
    ours, theirs = np.array(cells, np.int64), np.array(cells, np.int64)
    assert call(native(text), [slot_of(ours)]) == int(plain(text)(theirs))
    assert ours.tolist() == theirs.tolist()


@pytest.mark.parametrize(
    "text",
    [
        "return bits[0] % 2",
        "return bits[0] // 3",
        "return bits[0] ** 2",
        "return nobody",
        "return print(bits[0])",
        "return bits[0] and bits[1]",
        "for x in bits:\n        return x",
        "x = y = bits[0]\n    return x",
        "return bits[0] / 2",
        "try:\n        return 1\n    finally:\n        pass",
    ],
)
def test_what_is_not_in_the_subset_is_refused(text: str) -> None:
    with pytest.raises(NotServed):
        kernel_module("refused", kernel(text), TABLES)
