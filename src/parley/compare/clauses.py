"""Clauses: a sentence cut where one assertion ends and the next begins, so that each can be compared alone."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parley.reading import Reading, Sentence
from parley.report import Span

REACH = 10
"""Within so many tokens a subject must have its verb."""
SHORT = 4
"""A clause of fewer tokens stays with the one before it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and the index of its sentence; `finite` where it has a verb of its own."""

    span: Span
    sentence: int
    finite: bool


@dataclass(frozen=True, slots=True)
class _Cuts:
    after_comma: frozenset[str]
    bare: frozenset[str]
    joining: frozenset[str]
    marks: frozenset[str]
    finite: frozenset[str]
    subject: frozenset[str]


def clauses(reading: Reading) -> tuple[Clause, ...]:
    """The clauses of every sentence in order; quotations are never cut."""
    quoted = sorted((q.start, q.end) for q in reading.quotations if q.depth == 0)
    found: list[Clause] = []
    for number, sentence in enumerate(reading.sentences):
        parts = _Parts(reading, sentence, quoted)
        found += [Clause(span, number, finite) for span, finite in parts]
    return tuple(found)


class _Parts:
    """One sentence on the way to its clauses."""

    def __init__(self, reading: Reading, sentence: Sentence, quoted: list[tuple[int, int]]) -> None:
        self.reading = reading
        self.tokens = reading.tokens[sentence.first : sentence.last]
        text = reading.report.text
        self.words = [text[t.start : t.end].casefold() for t in self.tokens]
        self.inside = _inside([t.start for t in self.tokens], quoted)
        finite = _cuts().finite
        self.verbs = [t.tag in finite for t in self.tokens]
        self.verb_ahead = _ahead(self.verbs)

    def __iter__(self) -> Iterator[tuple[Span, bool]]:
        """The spans of the clauses, and whether each has a verb."""
        start = 0
        for end in [*self._starts(), len(self.tokens)]:
            first, last = self._trim(start, end)
            if first < last:
                span = Span(self.reading.report.id, self.tokens[first].start, self.tokens[last - 1].end)
                yield span, any(self.verbs[first:last])
            start = end

    def _starts(self) -> Iterator[int]:
        """Indices of the tokens that begin a new clause."""
        begun = 0
        has_verb = False
        for i in range(len(self.tokens)):
            if has_verb and i - begun >= SHORT and not self.inside[i] and self._opens(i):
                yield i
                begun, has_verb = i, False
            participle = self.tokens[i].tag == "VBG" and begun > 0
            has_verb = self.verbs[i] or participle or (has_verb and self.words[i] != "that")

    def _opens(self, i: int) -> bool:
        cuts, word, tag = _cuts(), self.words[i], self.tokens[i].tag
        if len(self.tokens) - i < SHORT or word in cuts.marks:
            return word in cuts.marks and self.verb_ahead[i] and len(self.tokens) - i >= SHORT
        if self.words[i - 1] == "," and self._after_comma(i):
            return True
        if word == "even" and self.words[i + 1] in cuts.bare:
            return self._clause(i + 2)
        if word in cuts.bare or word in cuts.joining:
            return self._clause(i + 1, within=6 if word in cuts.joining else REACH)
        return tag in {"WDT", "WP"} and self._relative(i + 1)

    def _after_comma(self, i: int) -> bool:
        cuts, word = _cuts(), self.words[i]
        if word in cuts.joining:
            return self._clause(i + 1)
        after = word in cuts.after_comma and (self.verb_ahead[i] or word == "with")
        return after or self.tokens[i].tag == "VBG"

    def _clause(self, i: int, within: int = REACH) -> bool:
        """Whether a subject and its verb begin here."""
        if i >= len(self.tokens) or self.tokens[i].tag not in _cuts().subject:
            return False
        for j in range(i + 1, min(len(self.tokens), i + within)):
            if self.verbs[j]:
                return True
            if self.words[j] in {",", ";", "and", "to", "that"}:
                return False
        return False

    def _relative(self, i: int) -> bool:
        """Whether a verb follows the relative pronoun, with an adverb between at most."""
        ahead = [j for j in range(i, min(len(self.tokens), i + 2)) if self.verbs[j]]
        return bool(ahead) and (ahead[0] == i or self.tokens[i].tag == "RB") and len(self.tokens) - i > SHORT

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """Without marks and joining words at the edges."""
        edge = {",", ".", *_cuts().marks}
        while first < last and (self.words[first] in edge or self.words[first] in _cuts().joining):
            first += 1
        while first < last and self.words[last - 1] in edge:
            last -= 1
        return first, last


def _inside(starts: list[int], quoted: list[tuple[int, int]]) -> list[bool]:
    """Whether each offset lies within one of the sorted stretches."""
    found: list[bool] = []
    at = 0
    for start in starts:
        while at < len(quoted) and quoted[at][1] <= start:
            at += 1
        found.append(at < len(quoted) and quoted[at][0] < start < quoted[at][1])
    return found


def _ahead(verbs: list[bool]) -> list[bool]:
    """For each token whether a verb stands after it."""
    found = [False] * len(verbs)
    for i in range(len(verbs) - 2, -1, -1):
        found[i] = found[i + 1] or verbs[i + 1]
    return found


@cache
def _cuts() -> _Cuts:
    lists = tomllib.loads(files("parley.compare").joinpath("lexicon/clauses.toml").read_text("utf-8"))
    return _Cuts(**{name: frozenset(words) for name, words in lists.items()})
