"""What a formula means over one record: true, false, or None where the record leaves it open."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

from checker.certificate.recheck.cells import members
from checker.certificate.recheck.days import told
from checker.certificate.recheck.given import canonical, obj, text, texts
from checker.certificate.recheck.record import Domain, Event, Truth, Words
from checker.certificate.recheck.rules import Node
from checker.certificate.recheck.terms import Env, Terms
from checker.certificate.recheck.truth import agreed, all_of, any_of, not_of, sign

MOST_PAIRS = 400


class Meaning(Terms):
    """Formulas over one record."""

    # ---- compound formulas ----

    def value(self, f: Node, env: Env) -> Truth:
        """Returns the truth value of a formula."""
        match f.name:
            case "And":
                return all_of(self.value(a, env) for a in f.nodes(0))
            case "Or":
                return any_of(self.value(a, env) for a in f.nodes(0))
            case "Not":
                return not_of(self.value(f.node(0), env))
            case "Choose":
                return agreed([self.value(b, env) for b in self.in_play(f).values()])
            case "Some":
                return any_of(self.found(f, e, env) for e in self.events(f))
            case "EveryMember":
                return all_of(self.member(f, p, env) for p in self.in_set(f.node(1), env))
            case "SomeOrgan":
                with self.sweep():
                    return any_of(self.organ(f, o, env) for o in self.organs(f, env))
            case _:
                return ATOMS[f.name](self, f, env)

    @contextmanager
    def sweep(self) -> Generator[None, None, None]:
        """While every organ is tried, what an organ is not is not noted."""
        before, self.sweeping = self.sweeping, True
        yield
        self.sweeping = before

    def member(self, f: Node, p: str, env: Env) -> Truth:
        """Returns whether the body holds of the party if it is a member."""
        holds = self.value(f.node(2), {**env, f.node(0).word(0): (p,)})
        sure = p in self.set_of(f.node(1), env)[0]
        return holds if sure or holds else None

    def in_set(self, f: Node, env: Env) -> list[str]:
        """Returns who may be in a set."""
        sure, maybe = self.set_of(f, env)
        return sorted(sure | maybe)

    def organ(self, f: Node, o: str, env: Env) -> Truth:
        """Returns whether the organ, alive on the day, is such."""
        low, high = self.day(f.node(1), env)
        tree, holds = self.record.tree, self.value(f.node(2), {**env, f.node(0).word(0): (o,)})
        surely = tree.alive(o, low, low) and tree.alive(o, high, high)
        return holds if surely or holds is False else None

    def organs(self, f: Node, env: Env) -> list[str]:
        """Returns the organs that may be alive on the day."""
        low, high = self.day(f.node(1), env)
        return [o for o in self.record.tree.organs if self.record.tree.alive(o, low, high)]

    # ---- atoms ----

    def organ_such(self, f: Node, env: Env, place: int) -> Truth:
        """Returns whether the party is an organ of one of these kinds (levels)."""
        organs, found = self.record.tree.organs, list[Truth]()
        who, wanted = self.party(f.node(0), env), f.words(1)
        for o in who:
            found.append(o in organs and text(organs[o][place]) in wanted)
        if len(who) == 1 and who[0] in organs and not self.sweeping:
            self.note(f"{who[0]} is", [text(organs[who[0]][0]), text(organs[who[0]][1])])
        return agreed(found)

    def related(self, f: Node, env: Env) -> Truth:
        """Returns whether the left party stands in the relation to the right one on the day."""
        left, right = self.party(f.node(1), env), self.party(f.node(2), env)
        low, high = self.day(f.node(3), env)
        if len(left) * len(right) > MOST_PAIRS:
            return None
        name = f.word(0)
        if name == "unit_of":
            found = agreed([self._unit_of(a, b) for a in left for b in right])
        else:
            now = self.record.tree.tables(name, low, high)
            found = agreed([(a, b) in table for table in now for a in left for b in right])
        if len(left) == len(right) == 1 and not (self.sweeping and found is False):
            self.note(f"{left[0]} {name} {right[0]} on {canonical(told(low, high))}", found)
        return found

    def _unit_of(self, a: str, b: str) -> bool:
        unit, slash, person = b.partition("/")
        return bool(slash and person) and unit == a and a in self.record.tree.organs

    def not_after(self, f: Node, env: Env) -> Truth:
        """Returns whether the left day is not after the right one."""
        left, right = f.node(0), f.node(1)
        (a, b), (c, d) = self.day(left, env), self.day(right, env)
        if b <= c or a > d:
            return b <= c
        for term, day in ((left, c), (left, d), (right, b), (right, a)):
            if term.name == "DayOf":
                e = self.of_event(term, env)
                named = f"{e.id}.{e.alias(term.word(1))}"
                self.flips.setdefault(named, set()).add(day + (term is left))
        return None

    def overlap(self, f: Node, env: Env) -> Truth:
        """Returns whether somebody is in both sets; a set has somebody in it."""
        left, right = f.node(0), f.node(1)
        if self.set_name(left, env)[0] == self.set_name(right, env)[0]:
            return True
        (a, b), (c, d) = self.set_of(left, env), self.set_of(right, env)
        return True if a & c else None if (a | b) & (c | d) else False

    def attested(self, f: Node, env: Env) -> Truth:
        """Returns whether the fact is attested of the event or, failing that, of its matter."""
        e, fact = self.of_event(f, env), f.word(1)
        of_matter = self.record.matter_facts[e.matter]
        said = e.facts.get(fact)
        said = of_matter.get(fact) if said is None else said
        if said is None and fact in texts(self.record.form["denied_if_absent"]):
            said = False
        owner = e.id if fact in e.facts or not e.recorded else e.matter
        return self.truth(f"{owner}.attested[{fact}]", said)

    def same_ground(self, f: Node, env: Env) -> Truth:
        """Returns whether the later submission rests on the facts (reasons) of the earlier
        event."""
        later, earlier = self.of_event(f, env), self.of_event(f, env, 1)
        return self.truth(
            f"{later.id}.{f.word(2)}[{earlier.id}]", self.ground(later, earlier, f.word(2))
        )

    def ground(self, later: Event, earlier: Event, fact: str) -> Truth:
        """Returns what the record says of it."""
        said = later.raw.get("same_as")
        about = [obj(s) for s in (said if isinstance(said, list) else [said] if said else [])]
        key = "facts" if fact == "same_facts" else "reasons"
        one_matter = later.matter == earlier.matter
        for known in (earlier.id, *sorted(self.record.rests_on(earlier))):
            for word in reversed([w for w in about if w["event"] == known]):
                if key in word:
                    value = word[key]
                    return value if isinstance(value, bool) else None
                same = self.event(known).matter == later.matter
                return same if key == "facts" else (None if same else False)
        return one_matter if key == "facts" else (None if one_matter else False)

    def is_a(self, f: Node, env: Env) -> Truth:
        """Returns whether the event is of one of these kinds."""
        e = self.of_event(f, env)
        self.note(f"{e.id}.kind", e.kind)
        return e.kind in f.words(1)

    def same_matter(self, f: Node, env: Env) -> Truth:
        """Returns whether both events belong to one matter."""
        a, b = self.of_event(f, env), self.of_event(f, env, 1)
        for e in (a, b):
            self.note(f"{e.id}.matter", e.matter)
        return a.matter == b.matter

    def matter_cell(self, f: Node, env: Env) -> tuple[str, Domain]:
        """Returns a cell of the event's matter, with its name."""
        e, name = self.of_event(f, env), f.word(1)
        return f"{e.matter}.{name}", self.record.matter_cells[e.matter][name]

    def event_cell(self, f: Node, env: Env) -> tuple[str, Domain]:
        """Returns a cell of the event, with its name."""
        e, name = self.of_event(f, env), f.word(1)
        return f"{e.id}.{e.alias(name)}", self.field(e, name)

    def is_word(self, cell: tuple[str, Domain], wanted: Words) -> Truth:
        """Returns whether a word is one of those wanted."""
        owner, _, name = cell[0].partition(".")
        words = self.word(owner, name, self.cell(*cell))
        return agreed([w in wanted for w in words])

    def is_member(self, cell: tuple[str, Domain], element: str) -> Truth:
        """Returns whether a set of words has the element."""
        sure, maybe = self.narrowed(cell[0], members(cell[1]))
        said: Truth = True if element in sure else None if element in maybe else False
        return self.truth(f"{cell[0]}[{element}]", said)

    def in_parties(self, f: Node, env: Env) -> Truth:
        """Returns whether the party is a member of the set."""
        who, (sure, maybe) = self.party(f.node(0), env), self.set_of(f.node(1), env)
        return agreed([True if o in sure else None if o in maybe else False for o in who])

    def same_party(self, f: Node, env: Env) -> Truth:
        """Returns whether both are the same party."""
        left, right = self.party(f.node(0), env), self.party(f.node(1), env)
        if len(left) == len(right) == 1:
            return left == right
        return None if set(left) & set(right) else False

    def at_most(self, f: Node, env: Env) -> Truth:
        """Returns whether the left number is not greater than the right one."""
        (a, b), (c, d) = self.number(f.node(0), env), self.number(f.node(1), env)
        return sign(b <= c, a > d)

    def given(self, f: Node, env: Env) -> Truth:
        """Returns whether the record gives the field at all."""
        e = self.of_event(f, env)
        found = e.alias(f.word(1)) in e.cells
        self.note(f"{e.id}.{f.word(1)} given", found)
        return found


Atom: TypeAlias = Callable[[Meaning, Node, Env], Truth]
ATOMS: Mapping[str, Atom] = {
    "Always": lambda m, f, env: f.parts[0] is True,
    "Is": lambda m, f, env: m.is_word(m.event_cell(f, env), f.words(2)),
    "MatterIs": lambda m, f, env: m.is_word(m.matter_cell(f, env), f.words(2)),
    "Flag": lambda m, f, env: m.truth(*m.event_cell(f, env)),
    "MatterFlag": lambda m, f, env: m.truth(*m.matter_cell(f, env)),
    "Attested": Meaning.attested,
    "SameGround": Meaning.same_ground,
    "States": lambda m, f, env: m.is_member(
        (f"{m.of_event(f, env).id}.states", m.field(m.of_event(f, env), "states")), f.word(1)
    ),
    "IsA": Meaning.is_a,
    "Given": Meaning.given,
    "InSet": Meaning.in_parties,
    "Overlap": Meaning.overlap,
    "SameParty": Meaning.same_party,
    "Related": Meaning.related,
    "OfKind": lambda m, f, env: m.organ_such(f, env, 0),
    "OfLevel": lambda m, f, env: m.organ_such(f, env, 1),
    "SameMatter": Meaning.same_matter,
    "SameEvent": lambda m, f, env: m.of_event(f, env).id == m.of_event(f, env, 1).id,
    "Precedes": lambda m, f, env: m.precedes(m.of_event(f, env), m.of_event(f, env, 1)),
    "Answers": lambda m, f, env: m.answers(m.of_event(f, env), m.of_event(f, env, 1)),
    "NotAfter": Meaning.not_after,
    "AtMost": Meaning.at_most,
    "Unsettled": lambda m, f, env: m.truth(f"law.unsettled[{f.word(0)}]", None),
}
