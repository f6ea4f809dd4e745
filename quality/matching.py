"""Who is who: whether an entity of a dossier is the one that the gold means."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from quality.dossier import Dossier
from quality.gold import Gold
from quality.words import fold_name

A = TypeVar("A", bound=Hashable)
B = TypeVar("B", bound=Hashable)


def names(gold: Gold, entity: str) -> frozenset[str]:
    """Folded names by which the gold knows an id; the id itself where no entity bears it."""
    return gold.names.get(entity) or frozenset({fold_name(entity.replace("-", " "))})


def is_entity(dossier: Dossier, gold: Gold, found: str | None, wanted: str) -> bool:
    """Whether the names meet; a person may go by the last name alone."""
    have, want = dossier.names(found), names(gold, wanted)
    if have & want:
        return True
    return wanted in gold.people and any(_last_name_of(a, b) or _last_name_of(b, a) for a in have for b in want)


def _last_name_of(short: str, full: str) -> bool:
    return " " not in short and full.rsplit(" ", 1)[-1] == short


def is_speaker(dossier: Dossier, gold: Gold, found: str | None, speaker: tuple[str, str | None]) -> bool:
    """Whether an entity is the speaker of a gold id; an unnamed source may go by the words of the report."""
    wanted, source = speaker
    if is_entity(dossier, gold, found, wanted):
        return True
    return wanted in gold.unnamed and source is not None and fold_name(source) in dossier.names(found)


def stands_for(dossier: Dossier, gold: Gold, found: str, wanted: str) -> bool:
    """Whether an entity is the one wanted or belongs to it as its party."""
    row = dossier.entity.get(found)
    return is_entity(dossier, gold, found, wanted) or (row is not None and is_entity(dossier, gold, row.party, wanted))


def pair_best(left: Iterable[A], right: Iterable[B], score: Callable[[A, B], float], least: float) -> dict[A, B]:
    """One-to-one pairs, best score first, that reach at least this score; ties go to the earlier in order."""
    options = [(score(a, b), i, j, a, b) for i, a in enumerate(left) for j, b in enumerate(right)]
    pairs: dict[A, B] = {}
    taken: set[int] = set()
    for value, _, j, a, b in sorted(options, key=lambda o: (-o[0], o[1], o[2])):
        if value < least:
            break
        if a not in pairs and j not in taken:
            pairs[a] = b
            taken.add(j)
    return pairs
