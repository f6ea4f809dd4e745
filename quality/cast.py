"""How well the people were found and told apart."""

from quality.dossier import Dossier, Entity
from quality.gold import Gold, Named
from quality.matching import is_entity, names
from quality.measure import Measure, faults, share
from quality.words import fold_name


def people(dossier: Dossier, gold: Gold) -> list[Measure]:
    """People found, invented, put to their party, their spellings merged, and two of them merged into one."""
    found = [e for e in dossier.entities if e.kind == "person"]
    wanted = gold.entities.people
    met = {p.id: [e for e in found if dossier.names(e.id) & names(gold, p.id)] for p in wanted}
    hits = sum(bool(m) for m in met.values())
    spellings = [(p, v) for p in wanted for v in p.variants]
    apart = gold.entities.must_not_merge
    return [
        share("people.recall", hits, len(wanted)),
        share("people.precision", hits, len(found)),
        share("people.party", sum(any(_of_party(dossier, gold, e, p) for e in met[p.id]) for p in wanted), len(wanted)),
        share("people.variants", sum(_merged(dossier, found, p, v) for p, v in spellings), len(spellings), "spellings"),
        faults(
            "people.false_merges", sum(_confused(dossier, gold, found, pair) for pair in apart), len(apart), "pairs"
        ),
    ]


def _of_party(dossier: Dossier, gold: Gold, found: Entity, wanted: Named) -> bool:
    if wanted.party is None:
        return found.party is None
    return is_entity(dossier, gold, found.party, wanted.party)


def _merged(dossier: Dossier, found: list[Entity], person: Named, variant: str) -> bool:
    return any({fold_name(person.name), fold_name(variant)} <= dossier.names(e.id) for e in found)


def _confused(dossier: Dossier, gold: Gold, found: list[Entity], pair: tuple[str, str]) -> bool:
    one, other = (names(gold, p) for p in pair)
    return any(dossier.names(e.id) & one and dossier.names(e.id) & other for e in found)
