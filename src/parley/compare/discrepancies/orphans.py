"""Orphans: quoted sentences that no attribution holds, though another report says whose words they are."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from parley.compare.discrepancies.ground import Ground
from parley.compare.discrepancies.lists import quoting
from parley.compare.discrepancies.wordings import Quoted, holds, same_sentence, sentences_of
from parley.reading import Quotation, Reading
from parley.report import Span
from parley.story import Entity

RUN = 4
"""Quoted sentences that share so many words in a row are looked at together."""
LIKE = 0.6
"""Sentences as like as this are of one utterance where the speaker is named beside the second."""
BEFORE = 240
"""Letters before a quotation, in its paragraph, within which its speaker is named."""
CROWD = 16
"""Of one run of words in more places than this, the first alone are compared."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A quoted sentence without a speaker, and the people who are named in what leads up to it."""

    words: Quoted
    lead: Span
    """The sentence that leads up to the quotation, as far as the mark."""
    named: tuple[Entity, ...]
    announced: bool
    """Whether a colon stands right before the quotation."""
    owner: Entity | None = None
    """Who is said right after the quotation to have coined it: "Venn's line", "Venn's words"."""
    signature: Span | None = None
    """The words that say so."""


class Orphans:
    """Finds quoted sentences without a speaker by words that they share with others."""

    def __init__(self, ground: Ground) -> None:
        self._held: dict[tuple[str, ...], list[Orphan]] = defaultdict(list)
        for reading in ground.readings:
            for orphan in _orphans(ground, reading):
                for run in _runs(orphan.words):
                    self._held[run].append(orphan)

    def __iter__(self) -> Iterator[Orphan]:
        """All of them, in the order of the text."""
        found = {each.words.span: each for held in self._held.values() for each in held}
        return iter([found[span] for span in sorted(found)])

    def like(self, words: Quoted) -> Sequence[Orphan]:
        """Those of other reports that are wordings of a sentence, in the order of the text."""
        near = {each.words.span: each for run in _runs(words) for each in self._held.get(run, ())[:CROWD]}
        return [
            near[span]
            for span in sorted(near)
            if span.report != words.span.report
            and (holds(near[span].words, words) or same_sentence(near[span].words, words) >= LIKE)
        ]


def _orphans(ground: Ground, reading: Reading) -> Iterator[Orphan]:
    for quotation in reading.quotations:
        whole = Span(reading.report.id, quotation.start, quotation.end)
        if quotation.depth == 0 and not ground.attributed(whole):
            yield from _of(ground, reading, quotation)


def _of(ground: Ground, reading: Reading, quotation: Quotation) -> Iterator[Orphan]:
    text = reading.report.text
    blocks = reading.report.blocks
    block = bisect_right(blocks, quotation.start, key=lambda each: each.start) - 1
    low = max(blocks[block].start if block >= 0 else 0, quotation.start - BEFORE)
    lead = Span(reading.report.id, low, quotation.start)
    named = tuple(each for each in ground.entities(lead) if each.kind == "person") if low < quotation.start else ()
    announced = text[low : quotation.start].rstrip().endswith(":")
    owner, signature = _owner(ground, reading, quotation)
    for words in sentences_of(reading, quotation):
        if len(words.tokens) >= RUN:
            yield Orphan(words, lead, named, announced, owner, signature)


def _owner(ground: Ground, reading: Reading, quotation: Quotation) -> tuple[Entity | None, Span | None]:
    """The person whose words a quotation is called right after it, and the words that call it so."""
    found = _owned().match(reading.report.text, quotation.end)
    if found is None:
        return None, None
    place = reading.report.span(*found.span("whose"))
    people = [each for each in ground.entities(place) if each.kind == "person"]
    return (people[0], reading.report.span(*found.span("said"))) if len(people) == 1 else (None, None)


def _runs(words: Quoted) -> list[tuple[str, ...]]:
    texts = words.texts
    return [texts[i : i + RUN] for i in range(len(texts) - RUN + 1)]


@cache
def _owned() -> re.Pattern[str]:
    """A genitive right after a quotation and a noun for words: "Venn's parting line"."""
    nouns = "|".join(sorted(quoting().coined))
    whose = r"[ \t]*(?:[–—-][ \t]*)?(?P<said>(?P<whose>[^\W\d_][^.!?\n“”\"]{1,60}?)[’']s?"
    return re.compile(rf"{whose} (?:[\w-]+ ){{0,2}}(?:{nouns})\b)")
