"""Kinds: what a name is where reports differ, and which names that one report takes for people are none."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from parley.compare import vocabulary
from parley.compare.credits import credit
from parley.compare.known import Known, Place
from parley.compare.names import bare, key, person
from parley.compare.words import fold
from parley.reading import Kind, Reading

_LOUD = 3
"""So many capitals in a word that is not all of a name in capitals are a headline's or an abbreviation's."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the whole story knows, to ask of one name: who acts, who signed, what outlets and people are called."""

    acting: Set[Place]
    authors: Mapping[str, str]
    """Folded names of those who signed, by report."""
    outlets: Set[str]
    parts: Set[str]
    """Keys of the given and family names of people with whole names."""
    bodies: Set[str]
    """Keys of the first words of the names of organisations."""


def of_one_kind(all_known: Mapping[Place, Known]) -> dict[Place, Known]:
    """With a name that is a person's in one report and a body's in another given the kind that most mentions say."""
    counted: dict[str, Counter[Kind]] = defaultdict(Counter)
    for each in all_known.values():
        if each.name:
            counted[key(each.name)][each.kind] += len(each.mentions) + 2 * len(each.roles)
    return {place: _with_kind(each, counted) for place, each in all_known.items()}


def _with_kind(each: Known, counted: Mapping[str, Counter[Kind]]) -> Known:
    kinds = counted.get(key(each.name or ""), Counter())
    if not each.name or "person" not in kinds or len(kinds) == 1:
        return each
    most = min(kinds, key=lambda kind: (-kinds[kind], kind))
    body = each.kind == "party" and each.code is not None
    wrong = each.kind == "person" and not each.roles if most != "person" else not body and " " in each.name
    return replace(each, kind=most) if wrong else each


def without_strangers(all_known: Mapping[Place, Known], readings: Sequence[Reading]) -> dict[Place, Known]:
    """With the names that are no people of the story as what they are: authors, outlets, bodies and noise."""
    ground = _ground(all_known, readings)
    return {place: _judged(each, ground) if each.kind == "person" else each for place, each in all_known.items()}


def _judged(each: Known, ground: _Ground) -> Known:
    if not each.name:
        return each
    if key(each.name) in ground.outlets:
        return replace(each, kind="organisation")
    if _signs(each, ground) or (not each.roles and _is_loud(each.name)):
        return replace(each, kind="other")
    name = key(each.name)
    if each.roles or " " in name or name in ground.parts or each.place in ground.acting:
        return each
    return replace(each, kind="organisation" if name in ground.bodies else "other")


def _signs(each: Known, ground: _Ground) -> bool:
    """Whether someone only signs a report: its author, of whom it says nothing but that they write for it."""
    if fold(each.name or "") not in ground.authors.get(each.place.report, "").split(";"):
        return False
    writing = vocabulary.bodies().writing
    return all(not writing.isdisjoint(fold(role.text).split()) for role in each.roles)


def _is_loud(name: str) -> bool:
    """Whether a word of a name is a headline's or an abbreviation: in capitals, as the others are not."""
    loud = any(sum(map(str.isupper, word)) >= _LOUD for word in name.split())
    return loud and " " in name and not name.isupper()


def _ground(all_known: Mapping[Place, Known], readings: Sequence[Reading]) -> _Ground:
    acting: set[Place] = set()
    for reading in readings:
        report = reading.report.id
        acting |= {Place(report, said.speaker) for said in reading.attributions if said.speaker is not None}
        acting |= {Place(report, each.entity) for event in reading.events for each in event.participants}
    names = [person(each.name) for each in all_known.values() if each.kind == "person" and each.name]
    bodies = [key(each.name).split() for each in all_known.values() if each.kind == "organisation" and each.name]
    return _Ground(
        acting=acting,
        authors={reading.report.id: _authors(reading) for reading in readings},
        outlets={key(bare(reading.report.outlet)) for reading in readings if reading.report.outlet},
        parts={part for name in names if name.whole for part in (*name.given, name.family)},
        bodies={parts[0] for parts in bodies if len(parts) > 1},
    )


def _authors(reading: Reading) -> str:
    """Folded names of those who signed a report, parted by semicolons."""
    signed = [reading.report.author or "", credit(reading).author or ""]
    parts = [part for each in signed for part in each.replace(" and ", ",").replace(";", ",").split(",")]
    return ";".join(dict.fromkeys(folded for part in parts if (folded := fold(part))))
