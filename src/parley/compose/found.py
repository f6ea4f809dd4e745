"""Issues that no lens lists: stands gathered by the nouns that they share, each labelled in the reports' own words."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import log
from unicodedata import normalize

from parley.compose.lens import wholes
from parley.compose.positions import Stand
from parley.compose.terms import singular
from parley.reading import Reading
from parley.report import RUNNING, Span

_SLUG = re.compile(r"[^a-z0-9]+")

_JOINING = frozenset({"of", "at", "for", "on", "to", "in"})
_INSIDE = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS"})
_ADDED = 6
"""So many words may be added to a label of one word."""

_FIRM = frozenset({"demands", "rejects", "offers", "accepts", "conditional"})
"""Stances that make a noun an issue; a worry or a welcome may be about anything."""

SPOKEN_OF = 3
"""So many sentences that name it make one word an issue on which one place takes a stance."""

_MILD = frozenset({"open", "supports"})

FURTHER = 0.5
"""What a noun counts behind the first of a stand ("a ceiling on prices")."""


@dataclass(frozen=True, slots=True)
class Own:
    """An issue in the reports' own words: its id, its label and its stands."""

    id: str
    label: str
    noun: str
    stands: tuple[Stand, ...]


def own_issues(loose: Sequence[Stand], readings: Sequence[Reading], every: Sequence[Stand]) -> tuple[Own, ...]:
    """Stands by the noun that most of them share and that is rare in the reports, busiest first.

    A noun makes an issue where a firm stand is taken on it outright, not in a figure of speech, and a second stand or a
    second report has it, or its party takes other stands among `every` one of the story, too; one word alone only where
    two places take a stance or more is said of it.
    """
    taking = Counter(party for party, _ in {(stand.party, stand.evidence) for stand in every})
    spread = _spread(loose, readings)
    groups = _by_noun(loose, {noun: log(1 + spread.sentences / max(1, spread.places[noun])) for noun in spread.places})
    rows = [
        Own(f"own-{_slug(noun)}", _label(noun, group, readings), noun, tuple(group))
        for noun, group in groups.items()
        if any(_raises(stand, noun, group, often=spread.places[noun] >= SPOKEN_OF) for stand in group)
        and (len(group) > 1 or len(spread.reports[noun]) > 1 or len(readings) == 1 or taking[group[0].party] > 1)
    ]
    rows = [row for row in rows if spread.places[row.noun] >= SPOKEN_OF or not _is_stray(row)]
    return tuple(sorted(rows, key=lambda row: (-len({s.party for s in row.stands}), -len(row.stands), row.id)))


def _raises(stand: Stand, noun: str, group: Sequence[Stand], *, often: bool) -> bool:
    """Whether a stand makes its noun an issue: it is on that outright, and firm unless much is said of it.

    The nouns of a quotation may be figures of speech; one that several reports give says what it is about.
    """
    reports = {each.evidence[0].report for each in group if (each.party, each.stance) == (stand.party, stand.stance)}
    if stand.quoted and len(reports) < 2:
        return False
    firm = stand.stance in _FIRM or (often and stand.stance in _MILD)
    return firm and any(phrase.main and phrase.head == noun for phrase in stand.about)


def _is_stray(row: Own) -> bool:
    """Whether an issue is one word that a single place of one report takes a stance on."""
    return " " not in row.label and len({span for stand in row.stands for span in stand.evidence}) < 2


def _slug(noun: str) -> str:
    return _SLUG.sub("-", normalize("NFKD", noun).encode("ascii", "ignore").decode()).strip("-") or "issue"


@dataclass(frozen=True, slots=True)
class _Spread:
    """How many running sentences there are, and in which sentences and reports each noun stands."""

    sentences: int
    places: Counter[str]
    reports: dict[str, set[str]]


def _spread(loose: Sequence[Stand], readings: Sequence[Reading]) -> _Spread:
    wanted = {phrase.head for stand in loose for phrase in stand.about}
    places: Counter[str] = Counter()
    reports: dict[str, set[str]] = defaultdict(set)
    count = 0
    for reading in readings:
        text = reading.report.text
        for sentence in reading.sentences:
            if reading.report.blocks[sentence.block].kind not in RUNNING:
                continue
            count += 1
            tokens = reading.tokens[sentence.first : sentence.last]
            named = (singular(text[t.start : t.end]) for t in tokens if t.tag.startswith("NN"))
            nouns = {wholes().get(noun, noun) for noun in named} & wanted
            places.update(nouns)
            for noun in nouns:
                reports[noun].add(reading.report.id)
    return _Spread(count, places, reports)


def _by_noun(loose: Sequence[Stand], rarity: dict[str, float]) -> dict[str, list[Stand]]:
    """Each stand under one noun: the noun with most stands takes its own, then the next of what is left."""
    holding: dict[str, dict[int, float]] = defaultdict(dict)
    for number, stand in enumerate(loose):
        for phrase in stand.about:
            holding[phrase.head].setdefault(number, 1.0 if phrase.main else FURTHER)
    left = set(range(len(loose)))

    def worth(noun: str) -> float:
        parties: dict[tuple[str, str], float] = {}
        for number in holding[noun].keys() & left:
            who = (loose[number].party, loose[number].stance)
            parties[who] = max(parties.get(who, 0.0), holding[noun][number])
        return sum(parties.values()) * rarity.get(noun, 1.0)

    heap = [(-worth(noun), noun) for noun in holding]
    heapify(heap)
    groups: dict[str, list[Stand]] = {}
    while heap:
        value, noun = heappop(heap)
        now = -worth(noun)
        if now > value:
            if now < 0:
                heappush(heap, (now, noun))
            continue
        members = sorted(holding[noun].keys() & left)
        if members:
            groups[noun] = [loose[number] for number in members]
            left -= set(members)
    return groups


def _label(noun: str, group: Sequence[Stand], readings: Sequence[Reading]) -> str:
    """The full noun phrase with that head that most stands have, the longer of two, as the reports write it."""
    texts = {reading.report.id: reading.report for reading in readings}
    spans = [phrase.span for stand in group for phrase in stand.about if phrase.head == noun]
    named = Counter(" ".join(texts[span.report].quote(span).split()) for span in spans)
    best = max(named, key=lambda words: (named[words], len(words), words))
    if " " not in best:
        known = {reading.report.id: reading for reading in readings}
        best = max((_fuller(known[span.report], span) for span in spans), key=lambda words: (" " in words, words))
    best = best.removeprefix("own ")
    return best[:1].upper() + best[1:]


def _fuller(reading: Reading, span: Span) -> str:
    """A noun with what a preposition adds straight behind it ("seat at the table")."""
    first = bisect_left(reading.tokens, span.end, key=lambda t: t.start)
    end = first + 1
    text = reading.report.text
    joined = first < len(reading.tokens) and text[span.end : reading.tokens[first].end].strip() in _JOINING
    while joined and end < min(len(reading.tokens), first + _ADDED) and reading.tokens[end].tag in _INSIDE:
        end += 1
    last = reading.tokens[end - 1]
    dated = any(time.span.start < last.end and span.end < time.span.end for time in reading.times)
    whole = joined and last.tag.startswith("NN") and not dated
    return " ".join(text[span.start : reading.tokens[end - 1].end if whole else span.end].split())
