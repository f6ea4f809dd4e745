"""Names: one person whose name the reports spell with different letters."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations

from rapidfuzz.distance import OSA

from parley.compare import vocabulary
from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.lists import names
from parley.compare.names import bare, key, same_given
from parley.compare.words import fold
from parley.report import Span
from parley.story import Discrepancy, Entity, Reason, Value

LONG = 7
"""In a name of so many letters two may differ; in a shorter one, of four or more, a single one."""
MOST = 200
"""Letters of a clause, or of what is around a name in a longer one, that are shown for the sake of the name."""
SURE = 5
"""Of two names of which the longer has so many letters two may differ where the rest of the name is the same."""


_LETTERS = re.compile(r"(?:[^\W\d_]\.){2,}")


@dataclass(frozen=True, slots=True)
class Spelled:
    """One spelling of one part of a name, counted from the last word, and where it stands."""

    part: int
    text: str
    rest: frozenset[str]
    """The other words of the names in which it stands, folded."""
    evidence: tuple[Span, ...]


def name_discrepancies(ground: Ground) -> Iterator[Discrepancy]:
    """People whose given or family name is spelt with a few different letters, or as another language hears it.

    So are other given names of one family name, where all else says that the reports mean one person. Marks, endings
    and letters of another script (`spelling.toml`), short forms, partial names and titles are no difference.
    """
    for entity in ground.compared.entities:
        if entity.kind == "person" and len(entity.variants) > 1:
            for part, spellings in _parts(entity).items():
                odd = [each for each in spellings if any(_are_slips(ground, each, other) for other in spellings)]
                odd = [each for each in odd if not any(_within(each, other) for other in odd if other is not each)]
                if len(odd) > 1:
                    yield _found(ground, entity, part, odd)
                elif part == 1:
                    yield from _two_given(ground, entity)


def _two_given(ground: Ground, entity: Entity) -> Iterator[Discrepancy]:
    """Two given names of one person that are no forms of one: who is taken for one person has one of them wrong."""
    given: dict[str, list[Span]] = defaultdict(list)
    forms = [(bare_words(variant.text), variant.mentions) for variant in entity.variants]
    for words, mentions in forms:
        if len(words) > 1 and len(words[0]) > 1 and not any(_titled(words, mentions, *other) for other in forms):
            given[" ".join(words[:-1])].extend(mentions)
    for one, other in combinations(sorted(given), 2):
        reports = [{span.report for span in given[name]} for name in (one, other)]
        if two_names(one, other) and reports[0].isdisjoint(reports[1]):
            spelled = (Spelled(1, name, frozenset(), tuple(sorted(set(given[name])))) for name in (one, other))
            yield _found(ground, entity, 1, list(spelled))
            return


def _titled(words: list[str], mentions: Sequence[Span], longer: list[str], others: Sequence[Span]) -> bool:
    """Whether a report has the name with more words, so that the first word may be a title ("Herr Merrick")."""
    reports = {span.report for span in mentions} & {span.report for span in others}
    return bool(reports) and set(words) < set(longer)


def two_names(one: str, other: str) -> bool:
    """Whether given names are neither forms, short forms, parts nor transliterations of one another."""
    a, b = fold(one).split(), fold(other).split()
    if not a or not b or set(a) <= set(b) or set(b) <= set(a):
        return False
    if min(len(a[0]), len(b[0])) < 3 or a[0].startswith(b[0]) or b[0].startswith(a[0]):
        return False
    return not same_given((key(a[0]),), (key(b[0]),)) and _sound(a[0]) != _sound(b[0])


def bare_words(text: str) -> list[str]:
    """The words of a name without titles, suffixes, small words and letters with stops ("H.E.")."""
    lists = vocabulary.spelling()
    words = [word.strip(".,") for word in bare(text).split() if not _LETTERS.fullmatch(word)]
    first = max((at + 1 for at, word in enumerate(words[:-1]) if fold(word) in lists.before), default=0)
    return [word for word in words[first:] if fold(word) not in lists.after | lists.before | lists.particles]


def _are_slips(ground: Ground, one: Spelled, other: Spelled) -> bool:
    """Whether one spelling is the other misspelt: both stand in a full name, or in a report that has the full one.

    A family name alone in another report may be another person's; given names that begin alike are two names.
    """
    sure = bool(one.rest & other.rest)
    if sure and not one.part and _is_curtailed(one, other):
        return True
    if not differ(one.text, other.text, sure=sure, part=one.part) or (one.part and _one_from(one.text, other.text)):
        return False
    full = [{span.report for span in each.evidence if " " in bare(ground.quote(span))} for each in (one, other)]
    reports = [{span.report for span in each.evidence} for each in (one, other)]
    return bool((full[0] and full[1]) or full[0] & reports[1] or full[1] & reports[0])


def _within(one: Spelled, other: Spelled) -> bool:
    """Whether only reports that have the other spelling, and have it more often, have this one."""
    reports = [{span.report for span in each.evidence} for each in (one, other)]
    here = [span for span in other.evidence if span.report in reports[0]]
    return reports[0] <= reports[1] and len(here) > len(one.evidence)


def _is_curtailed(one: Spelled, other: Spelled) -> bool:
    """Whether a family name lacks an s that most reports give it; an s of few is that of a genitive."""
    plain, marked = sorted((one, other), key=lambda each: len(each.text))
    few, many = ({span.report for span in each.evidence} for each in (plain, marked))
    return fold(plain.text) + "s" == fold(marked.text) and len(many - few) > len(few)


def _one_from(one: str, other: str) -> bool:
    """Whether one given name begins like the other, which it shortens, or ends it for the other sex."""
    short, long = sorted((fold(one), fold(other)), key=len)
    return long.startswith(short) and (len(long) > len(short) + 1 or long[-1] in "aio")


def differ(one: str, other: str, *, sure: bool = False, part: int = 0) -> bool:
    """Whether two words are one name but for a letter or two that no known transliteration explains.

    With `sure` the rest of the name is the same; `part` counts the words of a name from the last.
    """
    if _are_forms(one, other, is_given=part > 0):
        return False
    a, b = fold(one), fold(other)
    shortest = min(len(a), len(b))
    longest = max(len(a), len(b))
    most = 2 if (longest if sure else shortest) >= (SURE if sure else LONG) and shortest >= 4 else int(shortest >= 4)
    return OSA.distance(a, b, score_cutoff=most) <= most


def _are_forms(one: str, other: str, *, is_given: bool) -> bool:
    """Whether two words are one name in forms that are no slip: marks, transliterations, short forms, endings."""
    a, b = fold(one), fold(other)
    given, american = vocabulary.spelling().given, vocabulary.words().irregular
    if a == b or (a in given and given[a] == given.get(b)) or american.get(a, a) == american.get(b, b):
        return True
    is_marked = not (one.isascii() and other.isascii())
    sounds = {_sound(each, is_marked=is_marked, is_given=is_given) for each in (a, b)}
    return len(sounds) == 1 or a + "s" == b or b + "s" == a


@lru_cache(maxsize=4096)
def _sound(name: str, *, is_marked: bool = True, is_given: bool = True) -> str:
    """The key of a name by the folds that stand for another script; slips of the pen keep their letters.

    So does the last letter of a family name; without `is_marked` no spelling has a letter with a mark.
    """
    rules = vocabulary.spelling()
    ending = next((rule for rule in rules.endings if name.endswith(rule.letters)), None) if len(name) > 3 else None
    plain = name[: -len(ending.letters)] + ending.become if ending else name
    last = "" if is_given or ending else plain[-1:]
    plain = plain.removesuffix(last)
    for rule in rules.anywhere:
        if rule.letters not in names().slips and (is_marked or rule.letters not in names().umlauts):
            plain = plain.replace(rule.letters, rule.become)
    return plain + last


def _parts(entity: Entity) -> dict[int, list[Spelled]]:
    """The spellings of each word of a name; words are counted from the last, where names agree best."""
    found: dict[tuple[int, str], list[Span]] = defaultdict(list)
    rest: dict[tuple[int, str], set[str]] = defaultdict(set)
    forms = [(bare_words(variant.text), variant.mentions) for variant in entity.variants]
    first = {fold(words[0]) for words, _ in forms if len(words) > 1}
    last = {fold(words[-1]) for words, _ in forms if len(words) > 1}
    for words, mentions in forms:
        is_first = len(words) == 1 and _nearer(words[0], first, last)
        for part, word in enumerate(reversed(words), int(is_first)):
            if len(word) >= 4 and word[0].isupper():
                found[part, word].extend(mentions)
                rest[part, word] |= {fold(other) for other in words if other != word}
    spelled: dict[int, list[Spelled]] = defaultdict(list)
    for (part, word), spans in sorted(found.items()):
        spelled[part].append(Spelled(part, word, frozenset(rest[part, word]), tuple(sorted(set(spans)))))
    return spelled


def _nearer(word: str, first: set[str], last: set[str]) -> bool:
    """Whether a name alone is like one that stands first in full names, and like none that stands last."""
    return any(differ(word, each) for each in first) and not any(_alike(word, each) for each in last)


def _alike(one: str, other: str) -> bool:
    return fold(one) == other or differ(one, other)


def _found(ground: Ground, entity: Entity, part: int, odd: list[Spelled]) -> Discrepancy:
    values: dict[str, list[Spelled]] = defaultdict(list)
    for each in odd:
        values[fold(each.text)].append(each)
    shown = [
        Value(_fullest(ground, same), tuple(told(ground, span) for each in same for span in each.evidence))
        for same in values.values()
    ]
    which = "family name" if part == 0 else "given name"
    ways = [
        f"{quoted(value.value)} in {ground.labels(span.report for span in value.evidence)}"
        for value in sorted(shown, key=lambda value: value.evidence)
    ]
    note = f"The reports spell the {which} of one person differently: {listed(ways)}."
    same_person = Reason("same person", 1.0, f"the reports mean one person, {entity.name}")
    return discrepancy("name", shown, note, (same_person, _difference([same[0].text for same in values.values()])))


def told(ground: Ground, name: Span) -> Span:
    """The clause in which a name stands, so that a reader sees who is meant; of a long one what is around the name."""
    clause = ground.clause(name)
    return clause if clause is not None and clause.end - clause.start <= MOST else ground.passage(name, MOST)


def _difference(spellings: Sequence[str]) -> Reason:
    letters = listed([quoted(each) for each in spellings])
    if any(differ(one, other) or fold(one) + "s" == fold(other) for one, other in permutations(spellings, 2)):
        return Reason("few letters differ", 1.0, f"{letters} differ by few letters and are no mere other script")
    return Reason("two given names", 1.0, f"{letters} are no forms of one name")


def _fullest(ground: Ground, same: list[Spelled]) -> str:
    """The longest form of the name in which this spelling stands."""
    forms = {bare(ground.quote(span)) for each in same for span in each.evidence}
    return min(forms, key=lambda form: (-len(form), form))
