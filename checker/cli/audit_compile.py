"""Kernels compiled before an audit: once for all, in as many processes as there are cores."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from functools import partial

from checker.cli.basis import Basis, judge_of
from checker.cli.progress import Bar
from checker.kernel.code import NotServed
from checker.kernel.compile import compile_only, is_kept
from checker.kernel.rule_source import source_of
from checker.show.lang import Lang, Text
from checker.tasks.instance import Options
from checker.tasks.many import answers, cores
from constraints.registry import all_rules
from model.logic.rule import Rule


def compile_all(rules: Collection[Rule], basis: Basis, jobs: int | None, lang: Lang) -> None:
    """Compiles the kernels that no earlier run compiled, with a bar where somebody looks on."""
    left = lacking(rules, basis)
    if not left:
        return
    doing = Text("编译内核（仅此一次）", "compiling kernels (once)")
    with Bar(lang, wanted=sys.stderr.isatty(), doing=doing) as bar:
        bar.expect(len(left))
        for _ in answers(left, partial(_compiling, basis), _lost, jobs or cores(), chunk=1):
            bar.advance()


def lacking(rules: Collection[Rule], basis: Basis) -> list[str]:
    """Returns the rules whose kernels no run has compiled yet."""
    options = judge_of(basis).options
    known = _KNOWN.setdefault(basis, set())
    found = [rule.id for rule in rules if rule.id not in known and _lacks(rule, options)]
    known |= {rule.id for rule in rules} - set(found)
    return found


_KNOWN: dict[Basis, set[str]] = {}
"""The rules whose kernels were found compiled: looking means printing them."""


def _lacks(rule: Rule, options: Options) -> bool:
    try:
        return not is_kept(source_of(rule, options.pinned, options.limits))
    except NotServed:
        return False


def _compiling(basis: Basis) -> Callable[[str], None]:
    return partial(_compile, judge_of(basis).options)


def _lost(id: str, code: int) -> None:
    """A kernel that could not be compiled is compiled, or fails, where it is used."""


def _compile(options: Options, id: str) -> None:
    compile_only(source_of(all_rules()[id], options.pinned, options.limits))
