"""From the Python of kernels to the language of LLVM: a subset so small that it is soon read.

Numbers are whole and of 64 bits; truth is a comparison; arrays are one-dimensional, or rows of a
known width; there are assignments, `if`, `for … in range(…)`, `while`, `break`, `return`, and calls
of the functions in `checker.kernel.runtime` and `.loops`, each lowered once for the kinds of arrays
it is called with. Whatever else stands in a kernel is refused (`NotServed`), never guessed.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from checker.kernel import loops, runtime
from checker.kernel.code import NotServed

NUMBERS: Final = frozenset({"organs", "calendar_base"})
"""Arguments of kernels that are numbers; all others are arrays."""
WIDTHS: Final = {"case_open": 3, "rows": 7}
"""Arguments that have rows of several numbers."""
WRITTEN: Final = frozenset({
    "bits", "counts", "rows", "sure_first", "sure_last", "any_first", "any_last",
})  # fmt: skip
"""Arguments a kernel writes into."""


@dataclass(frozen=True, slots=True)
class Array:
    """An array at hand: operands of its address and length, bits of an element, numbers in a row
    (1: no rows), whether nobody writes into it."""

    address: str
    length: str
    bits: int
    width: int = 1
    still: bool = True


@dataclass
class Module:
    """One module being written: constant tables, and the functions called, by their own names."""

    tables: Mapping[str, Sequence[int]]
    functions: dict[str, str] = field(default_factory=dict[str, str])

    def called(self, name: str, arrays: Sequence[Array]) -> str:
        """Returns the name of a function of the runtime for such arrays, lowered."""
        marks = "".join(f"{'' if a.still else 'w'}{a.bits}." for a in arrays)
        full = f"@{name}.{marks}"
        if full not in self.functions:
            self.functions[full] = ""  # INVARIANT: no function of the runtime calls itself
            self.functions[full] = _function(self, full, _runtime()[name], arrays)
        return full

    def text(self, kernel: str) -> str:
        """Returns the whole module."""
        tables = (_table(name, values) for name, values in self.tables.items())
        return "\n".join((_HEAD, *tables, *self.functions.values(), kernel, "!0 = !{}", ""))


_HEAD: Final = """declare i64 @llvm.smin.i64(i64, i64)
declare i64 @llvm.smax.i64(i64, i64)
"""
BITS: Final = 16
"""Of an element of a constant table."""


def _table(name: str, values: Sequence[int]) -> str:
    cells = ", ".join(f"i{BITS} {v}" for v in values)
    return f"@{name} = private constant [{len(values)} x i{BITS}] [{cells}]"


def kernel_module(name: str, text: str, tables: Mapping[str, Sequence[int]]) -> str:
    """Returns the module of a kernel: a function of that name, of the address of its arguments,
    for each its address (or value) and its length."""
    return _module(name, text, tables, WRITTEN)


def loop_module(name: str, text: str) -> str:
    """As `kernel_module`, of a function of `loops`, which may write into any of its arrays."""
    return _module(name, text, {}, None)


def _module(
    name: str, text: str, tables: Mapping[str, Sequence[int]], written: Container[str] | None
) -> str:
    module = Module(tables)
    (definition,) = ast.parse(text).body
    assert isinstance(definition, ast.FunctionDef)
    body = _Body(module, {n: _constant(n, v) for n, v in tables.items()})
    for place, argument in enumerate(a.arg for a in definition.args.args):
        value, length = (body.slot(2 * place + k) for k in (0, 1))
        if argument in NUMBERS:
            body.put(argument, value)
        else:
            address = body.op(f"inttoptr i64 {value} to ptr")
            still = written is not None and argument not in written
            bits = BITS if argument[0] == "W" else 64
            body.arrays[argument] = Array(address, length, bits, WIDTHS.get(argument, 1), still)
    body.statements(definition.body)
    return module.text(body.text(f"i64 @{name}(ptr %slots)"))


def _constant(name: str, values: Sequence[int]) -> Array:
    return Array(f"@{name}", str(len(values)), BITS)


def _function(
    module: Module, name: str, definition: ast.FunctionDef, arrays: Sequence[Array]
) -> str:
    body, given, left = _Body(module), list[str](), list(arrays)
    for argument in (a for a in definition.args.args):
        own = argument.arg
        if ast.unparse(argument.annotation or ast.Constant(None)) == "int":
            given.append(f"i64 %{own}.in")
            body.put(own, f"%{own}.in")
        else:
            given += [f"ptr %{own}.at", f"i64 %{own}.len"]
            one = left.pop(0)
            body.arrays[own] = Array(f"%{own}.at", f"%{own}.len", one.bits, 1, one.still)
    body.statements(definition.body)
    return body.text(f"internal i64 {name}({', '.join(given)})")


@cache
def _runtime() -> Mapping[str, ast.FunctionDef]:
    texts = [Path(f).read_text(encoding="utf-8") for f in (runtime.__file__, loops.__file__)]
    found = [d for text in texts for d in ast.parse(text).body]
    return {d.name: d for d in found if isinstance(d, ast.FunctionDef)}


@dataclass
class _Body:
    """The body of one function being written. `label`: the block that is being written, None where
    nothing can follow; `loops`: where `break` leads from each loop that is open."""

    module: Module
    arrays: dict[str, Array] = field(default_factory=dict[str, Array])
    label: str | None = "start"
    loops: list[str] = field(default_factory=list[str])
    _lines: list[str] = field(default_factory=list[str])
    _names: dict[str, None] = field(default_factory=dict[str, None])
    _fresh: int = 0

    # ---- lines ----

    def op(self, text: str) -> str:
        """Writes an instruction and returns the name of its value."""
        self._fresh += 1
        self._lines.append(f"  %v{self._fresh} = {text}")
        return f"%v{self._fresh}"

    def slot(self, place: int) -> str:
        """Returns the value of an argument of a kernel."""
        at = self.op(f"getelementptr i64, ptr %slots, i64 {place}")
        return self.op(f"load i64, ptr {at}, !invariant.load !0")

    def put(self, name: str, value: str) -> None:
        """Writes an assignment to a local name."""
        self._names.setdefault(name)
        self._lines.append(f"  store i64 {value}, ptr %{name}.loc")

    def text(self, head: str) -> str:
        """Returns the function."""
        if self.label is not None:
            self._lines.append("  ret i64 0")
        own = [f"  %{name}.loc = alloca i64" for name in self._names]
        return "\n".join((f"define {head} nounwind {{", "start:", *own, *self._lines, "}", ""))

    def _new_label(self) -> str:
        self._fresh += 1
        return f"b{self._fresh}"

    def _begin(self, label: str) -> None:
        self._lines.append(f"{label}:")
        self.label = label

    def _go(self, label: str) -> None:
        """Ends the block by a jump, unless something ended it."""
        if self.label is not None:
            self._lines.append(f"  br label %{label}")
        self.label = None

    def _fork(self, test: str, yes: str, no: str) -> None:
        self._lines.append(f"  br i1 {test}, label %{yes}, label %{no}")
        self.label = None

    # ---- statements ----

    def statements(self, some: Sequence[ast.stmt]) -> None:
        """Writes statements, up to one after which nothing follows."""
        for one in some:
            if self.label is None:
                return
            self._statement(one)

    def _statement(self, s: ast.stmt) -> None:
        match s:
            case ast.Assign([target], value):
                self._assign(target, value)
            case ast.AugAssign(target, op, value):
                self._store(target, self.value(ast.BinOp(target, op, value)))
            case ast.If(test, then, otherwise):
                self._if(test, then, otherwise)
            case ast.For(ast.Name(name), ast.Call(ast.Name("range"), bounds), body, []):
                self._for(name, bounds, body)
            case ast.While(test, body, []):
                self._while(test, body)
            case ast.Return(ast.expr() as value):
                self._lines.append(f"  ret i64 {self.value(value)}")
                self.label = None
            case ast.Break():
                self._go(self.loops[-1])
            case ast.Pass() | ast.Expr(ast.Constant(str())):
                pass
            case ast.Expr(ast.Call() as call):
                self.value(call)
            case _:
                raise _refused(s)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        match target, value:
            case ast.Tuple(targets), ast.Tuple(values) if len(targets) == len(values):
                found = [self.value(v) for v in values]
                for one, operand in zip(targets, found, strict=True):
                    self._store(one, operand)
            case _:
                self._store(target, self.value(value))

    def _store(self, target: ast.expr, operand: str) -> None:
        match target:
            case ast.Name(name):
                self.put(name, operand)
            case ast.Subscript(ast.Name(name), index):
                array = self.arrays[name]
                assert not array.still, f"{name} is written into"
                assert array.bits == 64
                self._lines.append(f"  store i64 {operand}, ptr {self._element(array, index)}")
            case _:
                raise _refused(target)

    def _if(self, test: ast.expr, then: Sequence[ast.stmt], otherwise: Sequence[ast.stmt]) -> None:
        yes, no, end = (self._new_label() for _ in range(3))
        self._fork(self.test(test), yes, no if otherwise else end)
        self._begin(yes)
        self.statements(then)
        self._go(end)
        if otherwise:
            self._begin(no)
            self.statements(otherwise)
            self._go(end)
        self._begin(end)

    def _for(self, name: str, bounds: Sequence[ast.expr], body: Sequence[ast.stmt]) -> None:
        low, high = bounds if len(bounds) == 2 else (ast.Constant(0), bounds[0])
        first, last = self.value(low), self.value(high)
        begun, top, inside, end = (self._new_label() for _ in range(4))
        counter = f"{name}.{top}"
        self.put(counter, first)
        self._go(begun)
        self._begin(begun)
        now = self._local(counter)
        self._fork(self.op(f"icmp slt i64 {now}, {last}"), inside, end)
        self._begin(inside)
        self.put(name, now)
        self.loops.append(end)
        self.statements(body)
        self.loops.pop()
        if self.label is not None:
            self.put(counter, self.op(f"add nsw i64 {now}, 1"))
            self._go(begun)
        self._begin(end)

    def _while(self, test: ast.expr, body: Sequence[ast.stmt]) -> None:
        begun, inside, end = (self._new_label() for _ in range(3))
        self._go(begun)
        self._begin(begun)
        self._fork(self.test(test), inside, end)
        self._begin(inside)
        self.loops.append(end)
        self.statements(body)
        self.loops.pop()
        self._go(begun)
        self._begin(end)

    # ---- numbers ----

    def value(self, e: ast.expr) -> str:
        """Writes what computes a number and returns its operand."""
        match e:
            case ast.Constant(bool() | int() as number):
                return str(int(number))
            case ast.Name(name):
                return self._named(name)
            case ast.Subscript(ast.Name(name), index):
                return self._loaded(self.arrays[name], index)
            case ast.BinOp(left, op, right):
                return self._arithmetic(op, left, right)
            case ast.UnaryOp(ast.USub(), of):
                return self.op(f"sub nsw i64 0, {self.value(of)}")
            case _ if _is_truth(e):
                return self.op(f"zext i1 {self.test(e)} to i64")
            case ast.IfExp(test, then, otherwise):
                return self._either(test, then, otherwise)
            case ast.Call(ast.Name(name), arguments):
                return self._call(name, arguments)
            case _:
                raise _refused(e)

    def _named(self, name: str) -> str:
        if name in self._names:
            return self._local(name)
        found = vars(runtime).get(name)
        if isinstance(found, int):
            return str(found)
        raise NotServed(f"no kernel knows `{name}`")

    def _local(self, name: str) -> str:
        return self.op(f"load i64, ptr %{name}.loc")

    def _element(self, array: Array, index: ast.expr) -> str:
        match index:
            case ast.Tuple([row, column]):
                start = self.op(f"mul nsw i64 {self.value(row)}, {array.width}")
                at = self.op(f"add nsw i64 {start}, {self.value(column)}")
            case _:
                at = self.value(index)
        return self.op(f"getelementptr inbounds i{array.bits}, ptr {array.address}, i64 {at}")

    def _loaded(self, array: Array, index: ast.expr) -> str:
        mark = ", !invariant.load !0" if array.still else ""
        found = self.op(f"load i{array.bits}, ptr {self._element(array, index)}{mark}")
        return found if array.bits == 64 else self.op(f"sext i{array.bits} {found} to i64")

    def _arithmetic(self, op: ast.operator, left: ast.expr, right: ast.expr) -> str:
        a, b = self.value(left), self.value(right)
        match op, right:
            case (ast.Add(), _):
                return self.op(f"add nsw i64 {a}, {b}")
            case (ast.Sub(), _):
                return self.op(f"sub nsw i64 {a}, {b}")
            case (ast.Mult(), _):
                return self.op(f"mul nsw i64 {a}, {b}")
            case (ast.BitAnd(), _):
                return self.op(f"and i64 {a}, {b}")
            case (ast.BitOr(), _):
                return self.op(f"or i64 {a}, {b}")
            case (ast.LShift(), _):
                return self.op(f"shl i64 {a}, {b}")
            case (ast.FloorDiv(), ast.Constant(2)):
                return self.op(f"ashr i64 {a}, 1")
            case _:
                raise _refused(op)

    def _either(self, test: ast.expr, then: ast.expr, otherwise: ast.expr) -> str:
        yes, no, end = (self._new_label() for _ in range(3))
        self._fork(self.test(test), yes, no)
        arms: list[str] = []
        for label, value in ((yes, then), (no, otherwise)):
            self._begin(label)
            arms.append(f"[{self.value(value)}, %{self.label}]")
            self._go(end)
        self._begin(end)
        return self.op(f"phi i64 {', '.join(arms)}")

    def _call(self, name: str, arguments: Sequence[ast.expr]) -> str:
        match name, arguments:
            case (("min" | "max"), [first, *rest]):
                found = self.value(first)
                for one in rest:
                    both = f"i64 {found}, i64 {self.value(one)}"
                    found = self.op(f"call i64 @llvm.s{name}.i64({both})")
                return found
            case "len", [ast.Name(of)]:
                return self.arrays[of].length
            case _ if name in _runtime():
                return self._runtime_call(name, arguments)
            case _:
                raise NotServed(f"no kernel calls `{name}`")

    def _runtime_call(self, name: str, arguments: Sequence[ast.expr]) -> str:
        given, arrays = list[str](), list[Array]()
        for one in arguments:
            if isinstance(one, ast.Name) and one.id in self.arrays:
                array = self.arrays[one.id]
                arrays.append(array)
                given += [f"ptr {array.address}", f"i64 {array.length}"]
            else:
                given.append(f"i64 {self.value(one)}")
        return self.op(f"call i64 {self.module.called(name, arrays)}({', '.join(given)})")

    # ---- truth ----

    def test(self, e: ast.expr) -> str:
        """Writes what decides a condition and returns its operand."""
        match e:
            case ast.Compare(left, [ast.In()], [ast.Tuple(among)]):
                same = [ast.Compare(left, [ast.Eq()], [one]) for one in among]
                return self._chain(same, every=False)
            case ast.Compare(left, [op], [right]):
                sign = _SIGNS[type(op)]
                return self.op(f"icmp {sign} i64 {self.value(left)}, {self.value(right)}")
            case ast.Compare(left, ops, rights):
                sides = [left, *rights]
                pairs = [
                    ast.Compare(a, [op], [b])
                    for a, op, b in zip(sides, ops, sides[1:], strict=False)
                ]
                return self._chain(pairs, every=True)
            case ast.BoolOp(op, parts):
                return self._chain(parts, every=isinstance(op, ast.And))
            case ast.UnaryOp(ast.Not(), of):
                return self.op(f"xor i1 {self.test(of)}, true")
            case _:
                return self.op(f"icmp ne i64 {self.value(e)}, 0")

    def _chain(self, parts: Sequence[ast.expr], *, every: bool) -> str:
        """Writes a conjunction (disjunction) of which no part is looked at once it is settled."""
        settled, end = "false" if every else "true", self._new_label()
        arms: list[str] = []
        for part in parts[:-1]:
            found, on = self.test(part), self._new_label()
            arms.append(f"[{settled}, %{self.label}]")
            self._fork(found, on, end) if every else self._fork(found, end, on)
            self._begin(on)
        arms.append(f"[{self.test(parts[-1])}, %{self.label}]")
        self._go(end)
        self._begin(end)
        return self.op(f"phi i1 {', '.join(arms)}")


_SIGNS: Final[Mapping[type[ast.cmpop], str]] = {
    ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "slt", ast.LtE: "sle", ast.Gt: "sgt", ast.GtE: "sge",
}  # fmt: skip


def _is_truth(e: ast.expr) -> bool:
    """Returns whether an expression is a truth in Python too, whatever it is made of."""
    match e:
        case ast.Compare() | ast.UnaryOp(ast.Not()):
            return True
        case ast.BoolOp(_, parts):
            return all(map(_is_truth, parts))
        case _:
            return False


def _refused(node: ast.AST) -> NotServed:
    return NotServed(f"no kernel is made of {type(node).__name__}: `{ast.unparse(node)[:60]}`")
