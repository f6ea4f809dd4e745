"""People who come on stage or are given a role, and entities that turned out to be one, or two, or somebody named."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from parley.changes import Change, ChangeKind
from parley.compose.changes.ground import Ground
from parley.compose.changes.places import places
from parley.compose.changes.sense import lexicon, stems
from parley.compose.terms import fold
from parley.report import Span
from parley.story import Entity, Role

ALIKE = 80
"""Likeness of two role words, in hundredths, from which they are the same."""

FIRM = 2
"""Mentions that each of two entities had for it to be news that they are one."""


DECIDED = "the analyst decided"
"""The reason that a decision leaves on what it changed."""


@dataclass(frozen=True)
class People:
    """The people and parties of two dossiers, matched by their mentions."""

    ground: Ground

    def all(self) -> Iterator[Change]:
        """The changes of people and of who is who."""
        for entity in self.ground.later.entities:
            old = sorted(self.ground.persons.shared[entity.id])
            if entity.kind == "person" and not old and self._is_on_stage(entity):
                yield self._on_stage(entity)
            if entity.kind == "person" and old:
                yield from self._roles(entity, old)
            yield from self._merged(entity, old)
            yield from self._renamed(entity, old)
        yield from self._split()

    @cached_property
    def _acting(self) -> dict[str, int]:
        """How often each entity speaks, takes part in an event or stands for something."""
        counts: dict[str, int] = {}
        dossier = self.ground.later
        spoken = [statement.speaker for statement in dossier.statements]
        taking = [participant.entity for event in dossier.events for participant in event.participants]
        standing = [position.by for issue in dossier.issues for position in issue.positions]
        for name in (*spoken, *taking, *standing):
            if name:
                counts[name] = counts.get(name, 0) + 1
        return counts

    def _is_on_stage(self, entity: Entity) -> bool:
        """Whether a person acts, speaks or has an office; not who wrote the report, nor a name in passing."""
        fresh = self.ground.fresh(entity.mentions)
        if not fresh or len(fresh) < len(set(entity.mentions)) or not _is_named(entity):
            return False
        if set(entity.mentions) & self.respelled:
            return False
        authors = {fold(self.ground.report(span).author or "") for span in fresh}
        if any(fold(entity.name) in author for author in authors if author) and not self._speaks.get(entity.id):
            return False
        return bool(entity.roles or entity.party or self._acting.get(entity.id))

    @cached_property
    def _speaks(self) -> Counter[str]:
        """How many statements each entity made."""
        return Counter(each.speaker for each in self.ground.later.statements if each.speaker)

    @cached_property
    def respelled(self) -> frozenset[Span]:
        """Mentions within passages that a conflict about the spelling of a name cites: somebody known, maybe."""
        cited = places(
            (span, each.id)
            for each in self.ground.later.discrepancies
            if each.kind == "name"
            for value in each.values
            for span in value.evidence
        )
        mentions = {mention for entity in self.ground.later.entities for mention in entity.mentions}
        shown = {
            word
            for each in self.ground.later.discrepancies
            if each.kind == "name"
            for value in each.values
            for word in stems(value.value)
        }
        return frozenset(m for m in mentions if cited.at(m, 1.0) and stems(self.ground.words(m)) & shown)

    def _on_stage(self, entity: Entity) -> Change:
        persons = self.ground.persons
        spans = self.ground.in_order(entity.mentions)
        role = entity.roles[0].text if entity.roles else ""
        party = persons.name(entity.party)
        told = ", ".join(part for part in (role, party) if part)
        return Change(
            kind="on stage",
            text=f"{entity.name} ({told})" if told else entity.name,
            refs=(entity.id,),
            evidence=(*(span for r in entity.roles[:1] for span in self.ground.in_order(r.evidence)[:1]), *spans[:3]),
            now=role or None,
            who=(entity.name,),
            day=self.ground.day(spans),
            weight=0.3 * bool(entity.roles)
            + 0.4 * bool(entity.party)
            + min(0.05 * self._acting.get(entity.id, 0), 0.3),
        )

    def _roles(self, entity: Entity, old: list[str]) -> Iterator[Change]:
        """Roles that only new reports give, unlike all those that were known."""
        had = [role.text for name in old for role in self.ground.persons.earlier[name].roles]
        for role in entity.roles:
            fresh = self.ground.fresh(role.evidence)
            if not fresh or self.ground.known(role.evidence) or not had or self._is_known(role, had, entity):
                continue
            yield Change(
                kind="role",
                text=f"{entity.name}: “{role.text}”, before “{had[0]}”",
                refs=(entity.id,),
                evidence=fresh,
                before=self._roles_before(old),
                was="; ".join(dict.fromkeys(had)),
                now=role.text,
                who=(entity.name,),
                day=self.ground.day(fresh),
                weight=0.3,
            )

    def _roles_before(self, old: list[str]) -> tuple[Span, ...]:
        spans = (s for name in old for role in self.ground.persons.earlier[name].roles for s in role.evidence)
        return self.ground.in_order(there for span in spans if (there := self.ground.there(span)))

    def _is_known(self, role: Role, had: list[str], entity: Entity) -> bool:
        """Whether a role was known in other words: the name of the party and an article make no new office."""
        party = fold(self.ground.persons.name(entity.party))
        told = stems(fold(role.text).replace(party, " ") if party else role.text)
        if told & lexicon()["passing"]:
            return True
        for each in had:
            known = stems(each)
            if told <= known or fuzz.token_set_ratio(fold(role.text), fold(each)) >= ALIKE:
                return True
            if told & known - lexicon()["offices"]:
                return True
        return not told

    def _merged(self, entity: Entity, old: list[str]) -> Iterator[Change]:
        """Two who were told apart and are one by what is known now, or by the analyst's decision."""
        earlier = self.ground.persons.earlier
        least = 1 if _decided(entity) else FIRM
        named = [earlier[name] for name in old if _is_named(earlier[name]) and len(earlier[name].mentions) >= least]
        names = list(dict.fromkeys(each.name for each in named))
        if entity.kind in {"person", "party"} and len(named) > 1 and len(names) > 1:
            yield self._identity("merged", entity, names, f"{' and '.join(names)} are one: {entity.name}")

    def _renamed(self, entity: Entity, old: list[str]) -> Iterator[Change]:
        """Somebody who was known by a description and has a name now, or by another name."""
        if len(old) != 1 or entity.kind not in {"person", "party"} or not _is_named(entity):
            return
        before = self.ground.persons.earlier[old[0]]
        if before.kind == "other" and not _is_named(before):
            yield self._identity("renamed", entity, [before.name], f"{before.name} has a name: {entity.name}")
        elif before.name != entity.name and _is_named(before) and self._is_other(before.name, entity):
            yield self._identity("renamed", entity, [before.name], f"{before.name} is called {entity.name}")

    @staticmethod
    def _is_other(name: str, entity: Entity) -> bool:
        """Whether an entity is called otherwise than before, and not only more or less fully."""
        return _decided(entity) is not None or not stems(name) & stems(entity.name)

    def _split(self) -> Iterator[Change]:
        """One who turns out to be two."""
        persons = self.ground.persons
        for name, now in sorted(persons.now.items()):
            named = [persons.later[each] for each in now if _is_named(persons.later[each])]
            sure = [each for each in named if len(persons.shared[each.id][name]) >= FIRM]
            if persons.earlier[name].kind in {"person", "party"} and len(sure) > 1:
                old = persons.old_name(name)
                text = f"{old} are two: {' and '.join(each.name for each in sure)}"
                yield self._identity("split", sure[0], [old], text)

    def _identity(self, kind: ChangeKind, entity: Entity, names: list[str], text: str) -> Change:
        spans = self.ground.in_order(entity.mentions)
        fresh = self.ground.fresh(spans)
        decided = _decided(entity)
        known = [span for each in sorted(self.ground.persons.shared[entity.id].values()) for span in sorted(each)[:1]]
        return Change(
            kind=kind,
            text=f"{text} ({decided})" if decided else text,
            refs=(entity.id,),
            evidence=(fresh or spans)[:3],
            before=self.ground.in_order(known),
            was="; ".join(names),
            now=entity.name,
            who=(entity.name,),
            day=self.ground.day(fresh) if fresh else None,
            weight=0.5 if entity.kind == "party" else 0.3,
        )


def _decided(entity: Entity) -> str | None:
    """What the analyst decided of an entity, in words."""
    return next((reason.detail for reason in entity.why if reason.name == DECIDED), None)


def _is_named(entity: Entity) -> bool:
    return entity.kind != "other" and entity.name[:1].isupper()
