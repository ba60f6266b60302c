"""Kernels compiled before an audit: once for all, in as many processes as there are cores."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from random import Random

from checker.cli.basis import Basis, judge_of
from checker.cli.progress import Bar
from checker.kernel.code import NotServed
from checker.kernel.columns import chunk_of
from checker.kernel.compile import compiled, is_kept
from checker.kernel.rule_source import source_of
from checker.kernel.screen import kernels_of, run, screen_of
from checker.show.lang import Lang, Text
from checker.tasks.instance import Options
from checker.tasks.many import answers, cores
from constraints.registry import all_rules
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.history import History
from model.logic.rule import Rule


def compile_all(rules: Iterable[Rule], basis: Basis, jobs: int | None, lang: Lang) -> None:
    """Compiles the kernels that no earlier run compiled, with a bar where somebody looks on."""
    options = judge_of(basis).options
    lacking = [rule.id for rule in rules if _lacks(rule, options)]
    doing = Text("编译内核（仅此一次）", "compiling kernels (once)")
    with Bar(lang, wanted=sys.stderr.isatty(), doing=doing) as bar:
        bar.expect(len(lacking))
        for _ in answers(lacking, partial(_compiling, basis), _lost, jobs or cores(), chunk=1):
            bar.advance()


def _lacks(rule: Rule, options: Options) -> bool:
    try:
        return not is_kept(source_of(rule, options.pinned, options.limits))
    except NotServed:
        return False


def _compiling(basis: Basis) -> Callable[[str], None]:
    return partial(_compile, judge_of(basis).options, _any_history())


def _lost(id: str, code: int) -> None:
    """A kernel that could not be compiled is compiled, or fails, where it is used."""


def _compile(options: Options, history: History, id: str) -> None:
    rule = all_rules()[id]
    source = source_of(rule, options.pinned, options.limits)
    kernels = kernels_of([rule], lambda _: compiled(source))
    screen = screen_of(kernels, history.hierarchy, options.calendar)
    run(screen, kernels.kernels[0], chunk_of([history], kernels.needs, kernels.codes))


def _any_history() -> History:
    """Returns a history: numba learns from it the types of the columns, and nothing else."""
    from checker.read.trees import load_tree
    from scenarios.generate import case_document

    record = read_record(case_document(Random(0)))
    return resolve(record, load_tree(record, Path()))
