"""Who petitions in the cases of a log, as `model.casefile.parties` says it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from checker.tasks.log_rows import KINDS, Lists, Rows, by_value, flags, given, listed, offsets
from model.casefile.kinds import KINDS as RULES
from model.casefile.kinds import Role
from model.words import Kind

if TYPE_CHECKING:
    from checker.tasks.log_rows import Flags, Ints

_WIDTH: Final = 1 << 40
"""More than there are parties: a case and a party are one number."""
_OF_PETITIONERS: Final = np.zeros(len(Kind), np.bool_)
_OF_PETITIONERS[[KINDS[k] for k, rule in RULES.items() if rule.by is Role.PETITIONER]] = True


@dataclass(frozen=True, eq=False)
class Petitioners:
    """`of_matter`: the petitioners of each matter, none where it may be any of the case; `pairs`:
    those of all cases, each a number of case and party."""

    of_matter: Lists
    pairs: Ints

    def among(self, case: Ints, party: Ints) -> Flags:
        """Returns whether each party petitions in its case."""
        return np.isin(case * _WIDTH + party, self.pairs)


@lru_cache(maxsize=4)
def petitioners_of(rows: Rows) -> Petitioners:
    """Returns the petitioners: those named by matters and events and, where a matter names none,
    whoever submits."""
    own = listed(rows.of_matter("petitioners"), rows.names.code)
    events = listed(rows.event("event_petitioners"), rows.names.code)
    submits, by = _submitters(rows)
    cases = [rows.case_of_matter[own.row], rows.case_of[events.row], rows.case_of[submits]]
    parties = [own.val, events.val, by[submits]]
    nobody = _nobody(rows, np.concatenate(cases))
    cases.append(rows.case_of_matter[nobody.row])
    parties.append(nobody.val)
    pairs = np.unique(np.concatenate(cases) * _WIDTH + np.concatenate(parties))
    return Petitioners(_either(own, nobody), pairs)


def _submitters(rows: Rows) -> tuple[Flags, Ints]:
    """Returns the rows whose actor petitions, for want of anybody named, and all actors."""
    by = by_value(rows.event("by"), lambda v: rows.names.code(str(v)), -1)
    lacking = np.zeros(len(rows.numbers), np.bool_)
    lacking[rows.case_of_matter[_unsaid(rows)]] = True
    organ = flags(rows.event("by"), lambda v: rows.names.is_known(str(v)))
    return (by >= 0) & ~organ & _OF_PETITIONERS[rows.kind] & lacking[rows.case_of], by


def _either(own: Lists, nobody: Lists) -> Lists:
    """Returns lists of which one at most is not empty, put together."""
    off = offsets(own.size + nobody.size)
    val = np.zeros(int(off[-1]), np.int64)
    for one in (own, nobody):
        val[off[one.row] + np.arange(len(one.val)) - one.off[one.row]] = one.val
    return Lists(off, val)


def _unsaid(rows: Rows) -> Flags:
    """Returns the matters that neither name petitioners nor are anonymous."""
    return ~given(rows.of_matter("petitioners")) & ~_anonymous(rows)


def _anonymous(rows: Rows) -> Flags:
    return flags(rows.of_matter("anonymous"), lambda v: v is True)


def _nobody(rows: Rows, named: Ints) -> Lists:
    """Returns for each matter whose petitioner nobody names the party that stands for it; `named`:
    cases in which somebody is named."""
    somebody = np.zeros(len(rows.numbers), np.bool_)
    somebody[named] = True
    lone = _anonymous(rows) | (_unsaid(rows) & ~somebody[rows.case_of_matter])
    ids = rows.matters["matter"]
    anonymous = by_value(ids, lambda v: rows.names.code(f"{v}:anonymous"), -1)
    other = by_value(ids, lambda v: rows.names.code(f"{v}:petitioner"), -1)
    party = np.where(_anonymous(rows), anonymous, other)
    return Lists(offsets(lone.astype(np.int64)), party[lone])
