"""Namesakes: two people with nearly one name whom no report tells apart and who by office or doings are one."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.lists import names
from parley.compare.discrepancies.name import bare_words, differ, told, two_names
from parley.compare.reasons import Row, Share, Veto, weigh
from parley.compare.words import content, fold, stem, words
from parley.report import Span
from parley.story import Discrepancy, Entity, Value

ENOUGH = 0.6
"""Two people whose reasons weigh this much are one."""
BEGUN = 5
"""Names that begin with so many letters alike may be one name."""
SHOWN = 8
"""Of one person so many places are looked at."""
BESIDE = 60
"""So many characters from a name at most its bearer's role stands."""
SAME_DOINGS = 4
"""So many words of content that two sentences about them share are as good as one office."""
CROWD = 12
"""A name that more people than this bear says nothing."""
_CAPITAL = re.compile(r"[^\W\d_a-z][\w-]+")


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person with the parts of the name and what the reports say of her: stems of her roles and sentences."""

    entity: Entity
    given: str
    family: str
    roles: frozenset[str]
    told: tuple[frozenset[str], ...]
    reports: frozenset[str]
    related: bool
    """Whether a relative is spoken of beside."""
    beside: frozenset[str]
    """Words of the reports that name the person, as far as they begin with a capital, folded."""


def namesake_discrepancies(ground: Ground) -> Iterator[Discrepancy]:
    """People of one given or family name whose other name is near, who bear one office and meet in no report."""
    held: dict[tuple[str, str], list[Bearer]] = defaultdict(list)
    for entity in sorted(ground.compared.entities, key=lambda each: each.id):
        bearer = _bearer(ground, entity) if entity.kind == "person" else None
        if bearer is not None:
            held["given", bearer.given].append(bearer)
            held["family", bearer.family].append(bearer)
    for _, alike in sorted(held.items()):
        for one, other in combinations(alike, 2) if len(alike) <= CROWD else ():
            verdict = weigh(ROWS, one, other)
            if verdict.score >= ENOUGH:
                values = [Value(each.entity.name, _places(ground, each)) for each in (one, other)]
                ways = [f"{quoted(each.entity.name)} in {ground.labels(each.reports)}" for each in (one, other)]
                note = f"The reports seem to name one person differently: {listed(sorted(ways))}."
                yield discrepancy("name", values, note, verdict.reasons)


def met(a: Bearer, b: Bearer) -> Veto | None:
    """A report that names both takes them for two; so do parties of their own."""
    if a.reports & b.reports or (a.family == b.family and (a.given in b.beside or b.given in a.beside)):
        return Veto("a report names both")
    if a.family == b.family and (a.related or b.related):
        return Veto("a relative is spoken of")
    sides = {a.entity.party, b.entity.party} - {None}
    return Veto("they are of two parties") if len(sides) > 1 else None


def other_name(a: Bearer, b: Bearer) -> Veto | None:
    """Names that are forms of one, or have nothing to do with each other."""
    if a.family == b.family:
        fits = differ(a.given, b.given, sure=True, part=1) or two_names(a.given, b.given)
    else:
        begun = a.family[:BEGUN] == b.family[:BEGUN] and min(len(a.family), len(b.family)) > BEGUN
        fits = differ(a.family, b.family, sure=True) or begun
    return None if fits else Veto("the names are forms of one, or two names")


def few_letters(a: Bearer, b: Bearer) -> Share | None:
    """A letter or two differ."""
    part = int(a.family == b.family)
    one, other = (a.given, b.given) if part else (a.family, b.family)
    return Share(1.0, f"{one} and {other} differ by few letters") if differ(one, other, sure=True, part=part) else None


def one_office(a: Bearer, b: Bearer) -> Share | None:
    """The reports give them one office in the same words."""
    shared = sorted(a.roles & b.roles)
    return Share(len(shared) / 2, f"both are told as {' '.join(shared)}") if shared else None


def one_doing(a: Bearer, b: Bearer) -> Share | None:
    """The sentences that name them say the same."""
    shared = max((one & other for one in a.told for other in b.told), key=len, default=frozenset[str]())
    return Share(len(shared) / SAME_DOINGS, f"of both is told: {', '.join(sorted(shared))}") if shared else None


ROWS: tuple[Row[Bearer], ...] = (
    Row(met),
    Row(other_name),
    Row(few_letters, 0.35),
    Row(one_office, 0.6),
    Row(one_doing, 0.8),
)
"""What makes two people one whom a report names wrongly."""


def _bearer(ground: Ground, entity: Entity) -> Bearer | None:
    """A person who is known by a given and a family name."""
    parts = bare_words(entity.name)
    if len(parts) < 2 or not all(part[:1].isupper() for part in parts) or any(len(part) < 3 for part in parts):
        return None
    own = {fold(part) for part in parts}
    full = _full(entity, parts[0])
    sentences = []
    for span in full[:SHOWN]:
        passage = ground.passage(span)
        text = ground.reading[span.report].report.text
        sentences.append(frozenset(content(w for w in words(text, passage.start, passage.end) if w.text not in own)))
    near = [role for role in entity.roles if any(_near(span, each) for span in full for each in role.evidence)]
    roles = frozenset(each for role in near for each in content(words(role.text)))
    reports = frozenset(span.report for span in entity.mentions)
    related = any(not _kin().isdisjoint(each) for each in (roles, *sentences))
    texts = (ground.reading[report].report.text for report in sorted(reports))
    beside = frozenset(fold(word) for text in texts for word in _CAPITAL.findall(text))
    return Bearer(entity, fold(parts[0]), fold(parts[-1]), roles, tuple(sentences), reports, related, beside)


def _full(entity: Entity, given: str) -> list[Span]:
    """Where the person is named with the given name: the family name alone may stand for somebody else."""
    named = {span for variant in entity.variants if given in variant.text.split() for span in variant.mentions}
    return sorted(named) or sorted(entity.mentions)


def _near(name: Span, role: Span) -> bool:
    """Whether a role stands beside a name."""
    return name.report == role.report and max(name.start, role.start) - min(name.end, role.end) <= BESIDE


@cache
def _kin() -> frozenset[str]:
    return frozenset(stem(word) for word in sorted(names().kin))


def _places(ground: Ground, bearer: Bearer) -> tuple[Span, ...]:
    return tuple(told(ground, span) for span in sorted(bearer.entity.mentions))
