"""Where the strings of an answer stand in a passage: letter for letter and word by word, or nowhere."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parley.annotate.outside.answers import Named
from parley.annotate.outside.passages import Passage, even
from parley.reading import Stance
from parley.report import Span

OFTEN = 60
"""Places of one string in a passage, at most; so common a string points to nothing."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An attribution whose every string stands in the report."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance | None

    @property
    def spans(self) -> tuple[Span, ...]:
        """All its spans, in order of place."""
        return tuple(sorted(span for span in (self.source, self.cue, *self.content) if span))


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Why an attribution is refused."""

    reason: str


@dataclass(slots=True)
class Places:
    """The places of a passage that are still free for the strings of the next attribution."""

    passage: Passage
    taken: set[tuple[Span, ...]] = field(default_factory=set)
    reached: int = 0
    """Where the attribution placed last begins."""
    shown: tuple[str, ...] = field(init=False)
    """The stretches of the passage as the model saw them."""

    def __post_init__(self) -> None:
        self.shown = self.passage.shown

    def place(self, named: Named) -> Placed | Unplaced:
        """The nearest places of its strings that go together, after those of the attribution before where it can be."""
        parts = {
            "source": (named.source,) if named.source else (),
            "cue": (named.cue,) if named.cue else (),
            "content": named.content,
        }
        found = {text: self._occurrences(text) for texts in parts.values() for text in texts}
        if not all(any(map(str.isalnum, text)) for text in (*parts["source"], *named.content)):
            return Unplaced("its source or a piece of its content holds no word")
        for part, texts in parts.items():
            if any(not found[text] for text in texts):
                return Unplaced(f"its {part} does not stand there letter for letter")
            if any(len(found[text]) > OFTEN for text in texts):
                return Unplaced(f"its {part} stands there more than {OFTEN} times")
        sentences = self.passage.parse.sentences
        near = Near(tuple(sentence.start for sentence in sentences[self.passage.first : self.passage.last]))
        free = [each for each in _combinations(named, found, near) if each.spans not in self.taken]
        if not free:
            return Unplaced("its source, cue and content do not stand apart from each other, or were named before")
        best = min(free, key=lambda each: (each.spans[0].start < self.reached, near.spread(each), each.spans))
        self.taken.add(best.spans)
        self.reached = best.spans[0].start
        return best

    def _occurrences(self, text: str) -> list[Span]:
        """Every place of a string in a stretch of the passage that begins and ends with a whole word or mark."""
        text = even(text).strip()
        span = self.passage.parse.report.span
        found = [
            span(stretch.start + start, stretch.start + start + len(text))
            for stretch, shown in zip(self.passage.stretches, self.shown, strict=True)
            for start in _starts(shown, text)
        ]
        return [place for place in found if self._whole_words(place)]

    def _whole_words(self, place: Span) -> bool:
        parse = self.passage.parse
        first, last = parse.at(place.start), parse.at(place.end) - 1
        return first <= last and parse.tokens[first].start == place.start and parse.tokens[last].end == place.end


def _starts(shown: str, text: str) -> Iterator[int]:
    start = shown.find(text) if text else -1
    while start >= 0:
        yield start
        start = shown.find(text, start + 1)


@dataclass(frozen=True, slots=True)
class Near:
    """What is near to what in a passage: first what stands in the same sentence, then by characters between."""

    starts: tuple[int, ...]
    """Where its sentences start."""

    def distance(self, one: Span, other: Span) -> tuple[int, int]:
        """Sentences and characters between two spans."""
        before, after = sorted((one, other))
        return max(0, self._sentence(after.start) - self._sentence(before.end - 1)), after.start - before.end

    def _sentence(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def nearest(self, places: Sequence[Span], to: Sequence[Span], apart: Sequence[Span]) -> Span | None:
        """The place nearest to some spans that meets none of others."""
        free = [place for place in places if not any(place.meets(span) for span in apart)]
        return min(free, key=lambda place: (min(self.distance(place, span) for span in to), place.start), default=None)

    def spread(self, placed: Placed) -> tuple[int, int]:
        """How far apart the spans of an attribution stand in all."""
        pairs = [self.distance(before, after) for before, after in pairwise(placed.spans)]
        return sum(sentences for sentences, _ in pairs), sum(characters for _, characters in pairs)


def _combinations(named: Named, found: Mapping[str, list[Span]], near: Near) -> Iterator[Placed]:
    """For each place of the content the nearest cue, and the source nearest to that; no two of them meet."""
    for first in found[named.content[0]]:
        content = _in_order(first, [found[text] for text in named.content[1:]])
        if content is None:
            continue
        cue = near.nearest(found[named.cue], content, content) if named.cue else None
        beside = (cue, *content) if cue else content
        source = near.nearest(found[named.source], beside[:1] if cue else content, beside) if named.source else None
        if (cue is None) == (named.cue is None) and (source is None) == (named.source is None):
            yield Placed(source, cue, content, named.stance)


def _in_order(first: Span, others: Sequence[list[Span]]) -> tuple[Span, ...] | None:
    """The pieces of a content, each at its first place after the one before."""
    row = [first]
    for places in others:
        at = bisect_left(places, row[-1].end, key=lambda span: span.start)
        if at == len(places):
            return None
        row.append(places[at])
    return tuple(row)
