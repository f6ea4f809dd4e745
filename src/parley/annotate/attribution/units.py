"""Units of the search for attributions: sentences that one quotation ties together, as words, tags and chunks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from parley.annotate.attribution.chunks import Chunk, Words, chunks
from parley.annotate.attribution.corrections import corrected
from parley.annotate.attribution.cues import verb_cues
from parley.annotate.attribution.phrases import Grammar
from parley.annotate.attribution.tagrow import Tagged
from parley.annotate.parse import Parse, Range
from parley.reading import Quotation, Sentence

LONGEST = 1200
"""Tokens of a unit, at most; a quotation that ties more together is searched in pieces."""

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "POS", "CD"})


@dataclass(frozen=True)
class Unit:
    """Tokens `first` to before `last` of a parse, in one block; indexes of chunks count from the unit's first token."""

    parse: Parse
    first: int
    last: int
    sentence: int
    """Index of its first sentence."""
    block: int
    quotations: tuple[Quotation, ...]
    """Outermost quotations that begin in it."""

    @cached_property
    def words(self) -> list[str]:
        """Its words in lower case."""
        return self.parse.lowered[self.first : self.last]

    @cached_property
    def tags(self) -> list[str]:
        """Penn tags, corrected where the cue lexicon knows better."""
        tags = [token.tag for token in self.parse.tokens[self.first : self.last]]
        small = [word[0].islower() for word in self.parse.words[self.first : self.last]]
        return corrected(Tagged(self.words, small, self.parse.names[self.first : self.last]), tags)

    @cached_property
    def whole(self) -> dict[int, int]:
        """Token after its end by first token of each quotation that is a clause of its own."""
        places = [(self._place(q.start), self._place(q.end), q) for q in self.quotations]
        return {start: end for start, end, q in places if self._is_clause(start, end, q)}

    @cached_property
    def chunks(self) -> list[Chunk]:
        """Its chunks in order."""
        fragments = [q for q in self.quotations if self._place(q.start) not in self.whole]
        places = {place for q in fragments for place in (self._place(q.start), self._place(q.end) - 1)}
        marks = frozenset(at for at in places if 0 <= at < len(self.words) and not self.words[at][0].isalnum())
        names = self.parse.names[self.first : self.last]
        return chunks(Words(self.words, self.tags, self.whole, marks, names))

    @cached_property
    def grammar(self) -> Grammar:
        """Its chunks with their words, for the search."""
        return Grammar(self.words, self.tags, self.chunks, self.parse.names[self.first : self.last])

    @cached_property
    def in_quotation(self) -> list[bool]:
        """For each token whether it stands inside quotation marks."""
        inside = [False] * len(self.words)
        for quotation in self.quotations:
            for place in range(max(0, self._place(quotation.start)), min(len(inside), self._place(quotation.end))):
                inside[place] = True
        return inside

    def _place(self, offset: int) -> int:
        return self.parse.at(offset) - self.first

    def _is_clause(self, start: int, end: int, quotation: Quotation) -> bool:
        """Whether a quotation is one chunk: it holds a clause or ends like one, and is no fragment of a sentence."""
        first, last = start + 1, min(end, len(self.words))
        inner = range(max(0, first), last)
        if len(inner) > _LONG_FRAGMENT or quotation.continued:
            return True
        text = self.parse.report.text
        ending = text[quotation.inner_end - 1]
        before = self.words[start - 1] if start > 0 else ","
        if before in {",", ":", "-", "–", "—", ";", "."} and ending in ",?!.…—-":
            return True
        if ending in ",?!.…" and any("quotation" in cue.takes for cue in verb_cues().by_form.get(before, ())):
            return True
        if before in _FRAGMENT_AFTER:
            return False
        nominal = False
        for place in inner:
            if self.tags[place] in _FINITE and nominal:
                return True
            nominal = nominal or self.tags[place] in _NOMINAL
        return False


_LONG_FRAGMENT = 12
_FRAGMENT_AFTER = frozenset(
    [
        "as",
        "a",
        "an",
        "the",
        "of",
        "in",
        "to",
        "with",
        "his",
        "her",
        "its",
        "their",
        "my",
        "our",
        "your",
        "by",
        "for",
        "was",
        "were",
        "is",
        "are",
        "be",
    ]
)


def units(parse: Parse) -> Iterator[Unit]:
    """The units of a report in order; each is searched alone."""
    outermost = parse.outermost
    place = 0
    for run in _runs(parse.sentences, outermost):
        first, last = parse.sentences[run[0]], parse.sentences[run[-1]]
        while place < len(outermost) and outermost[place].end <= first.start:
            place += 1
        begins = place
        while place < len(outermost) and outermost[place].start < last.end:
            place += 1
        yield Unit(parse, first.first, last.last, run[0], first.block, tuple(outermost[begins:place]))


def stretches(sentences: Sequence[Sentence], outermost: Sequence[Quotation]) -> Iterator[Range]:
    """The tokens of each unit of a report that has these outermost quotations."""
    for run in _runs(sentences, outermost):
        yield sentences[run[0]].first, sentences[run[-1]].last


def _runs(sentences: Sequence[Sentence], outermost: Sequence[Quotation]) -> Iterator[list[int]]:
    """Indexes of the sentences of each unit."""
    run: list[int] = []
    place = 0
    for index, sentence in enumerate(sentences):
        while place < len(outermost) and outermost[place].end <= sentence.start:
            place += 1
        tied = place < len(outermost) and outermost[place].start < sentence.start
        size = sentence.last - sentences[run[0]].first if run else 0
        if run and not (tied and sentences[run[-1]].block == sentence.block and size <= LONGEST):
            yield run
            run = []
        run.append(index)
    if run:
        yield run
