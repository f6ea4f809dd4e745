"""Names: one person whose name the reports spell with different letters."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from parley.compare import vocabulary
from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.lists import slips
from parley.compare.names import bare
from parley.compare.words import fold
from parley.report import Span
from parley.story import Discrepancy, Entity, Reason, Value

LONG = 7
"""In a name of so many letters two may differ; in a shorter one, of four or more, a single one."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """One spelling of one part of a name, counted from the last word, and where it stands."""

    part: int
    text: str
    evidence: tuple[Span, ...]


def name_discrepancies(ground: Ground) -> Iterator[Discrepancy]:
    """People whose given or family name is spelt with a few different letters.

    Transliterations (`spelling.toml`), short forms of given names, partial names, titles and endings are no difference.
    """
    for entity in ground.compared.entities:
        if entity.kind == "person" and len(entity.variants) > 1:
            for part, spellings in _parts(entity).items():
                odd = [each for each in spellings if any(_are_slips(ground, each, other) for other in spellings)]
                if len(odd) > 1:
                    yield _found(ground, entity, part, odd)


def _are_slips(ground: Ground, one: Spelled, other: Spelled) -> bool:
    """Whether one spelling is the other misspelt: both stand in a full name, or in a report that has the full one.

    A family name alone in another report may be another person's; given names that begin alike are two names.
    """
    a, b = fold(one.text), fold(other.text)
    if not differ(one.text, other.text) or (one.part and (a.startswith(b) or b.startswith(a))):
        return False
    full = [{span.report for span in each.evidence if " " in bare(ground.quote(span))} for each in (one, other)]
    reports = [{span.report for span in each.evidence} for each in (one, other)]
    return bool((full[0] and full[1]) or full[0] & reports[1] or full[1] & reports[0])


def differ(one: str, other: str) -> bool:
    """Whether two words are one name but for a letter or two that no known transliteration explains."""
    a, b = fold(one), fold(other)
    given = vocabulary.spelling().given
    is_given = a in given and given[a] == given.get(b)
    if a == b or is_given or _sound(a) == _sound(b) or a + "s" == b or b + "s" == a:
        return False
    shortest = min(len(a), len(b))
    most = 2 if shortest >= LONG else 1 if shortest >= 4 else 0
    return OSA.distance(a, b, score_cutoff=most) <= most


@lru_cache(maxsize=4096)
def _sound(name: str) -> str:
    """The key of a name by the folds that stand for another script; slips of the pen keep their letters."""
    rules = vocabulary.spelling()
    ending = next((rule for rule in rules.endings if name.endswith(rule.letters)), None) if len(name) > 3 else None
    plain = name[: -len(ending.letters)] + ending.become if ending else name
    for rule in rules.anywhere:
        if rule.letters not in slips():
            plain = plain.replace(rule.letters, rule.become)
    return plain


def _parts(entity: Entity) -> dict[int, list[Spelled]]:
    """The spellings of each word of a name; words are counted from the last, where names agree best."""
    lists = vocabulary.spelling()
    found: dict[tuple[int, str], list[Span]] = defaultdict(list)
    for variant in entity.variants:
        words = [word.strip(".,") for word in bare(variant.text).split()]
        words = [word for word in words if fold(word) not in lists.after | lists.before | lists.particles]
        for part, word in enumerate(reversed(words)):
            if len(word) >= 4 and word[0].isupper():
                found[part, word].extend(variant.mentions)
    spelled: dict[int, list[Spelled]] = defaultdict(list)
    for (part, word), spans in sorted(found.items()):
        spelled[part].append(Spelled(part, word, tuple(sorted(set(spans)))))
    return spelled


def _found(ground: Ground, entity: Entity, part: int, odd: list[Spelled]) -> Discrepancy:
    values: dict[str, list[Spelled]] = defaultdict(list)
    for each in odd:
        values[fold(each.text)].append(each)
    shown = [
        Value(_fullest(ground, same), tuple(span for each in same for span in each.evidence))
        for same in values.values()
    ]
    which = "family name" if part == 0 else "given name"
    ways = [
        f"{quoted(value.value)} in {ground.labels(span.report for span in value.evidence)}"
        for value in sorted(shown, key=lambda value: value.evidence)
    ]
    note = f"The reports spell the {which} of one person differently: {listed(ways)}."
    letters = listed([quoted(same[0].text) for same in values.values()])
    why = (
        Reason("same person", 1.0, f"the reports mean one person, {entity.name}"),
        Reason("few letters differ", 1.0, f"{letters} differ by few letters and are no known transliterations"),
    )
    return discrepancy("name", shown, note, why)


def _fullest(ground: Ground, same: list[Spelled]) -> str:
    """The longest form of the name in which this spelling stands."""
    forms = {bare(ground.quote(span)) for each in same for span in each.evidence}
    return min(forms, key=lambda form: (-len(form), form))
