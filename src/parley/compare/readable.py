"""Readable: which stretch of a report can be read alone, and how much more a fragment needs for that."""

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property, partial
from importlib.resources import files
from itertools import product

from parley.compare.clauses import clauses
from parley.compare.extents import length
from parley.compare.memo import Memo
from parley.reading import Reading, Token
from parley.report import Span

LONGEST = 400
"""A fragment is not widened beyond so many characters."""
AROUND = 8
"""A fragment is widened to so many edges of clauses on each side at most."""
LIST = 7
"""So many tokens back from a conjunction the member before it of a list begins at most."""
EDGE = " \t\n\u00a0,;:–—"
CLOSE = 14
"""So many characters at most stand between a cue and the content that it announces."""


class Reads(IntEnum):
    """How well a stretch can be read alone, best first."""

    ALONE = 0
    LOOSELY = 1
    """A sentence whose subject is a pronoun, or a heading without a verb."""
    WITHIN = 2
    """A clause inside a sentence whose subject is a pronoun."""
    NOT = 3


@dataclass(frozen=True, slots=True)
class _Signs:
    dependent: frozenset[str]
    relative: frozenset[str]
    joining: frozenset[str]
    finite: frozenset[str]
    nominal: frozenset[str]
    open: frozenset[str]
    completing: frozenset[str]
    condition: frozenset[str]
    conceding: frozenset[str]
    measures: frozenset[str]


class Readable:
    """One report's stretches as a reader sees them who sees nothing else; what was asked of one is kept."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.report.text
        self.starts = [token.start for token in reading.tokens]
        self.sentences = [sentence.start for sentence in reading.sentences]
        self.quoted = sorted((q.start, q.inner_start, q.inner_end, q.end) for q in reading.quotations if q.depth == 0)
        self.opened = [each[0] for each in self.quoted]
        self._known: dict[Span, Reads] = {}
        self._shown: dict[Span, Span] = {}

    @cached_property
    def announced(self) -> list[tuple[Span, Span]]:
        """Cues and sources with each content that follows them in their sentence, by the beginning of the content."""
        pairs = (
            (span, content)
            for each in self.reading.attributions
            for span, content in product((each.source, each.cue), each.content)
            if span and span.end <= content.start and self.sentence(span.start) == self.sentence(content.start)
        )
        return sorted(pairs, key=lambda pair: (pair[1].start, pair[0]))

    @cached_property
    def edges(self) -> dict[int, list[Span]]:
        """The clauses of each sentence."""
        found: dict[int, list[Span]] = {}
        for clause in clauses(self.reading):
            found.setdefault(clause.sentence, []).append(clause.span)
        return found

    def sentence(self, offset: int) -> int:
        """Index of the sentence in which an offset lies."""
        return max(0, bisect_right(self.sentences, offset) - 1)

    def reads(self, span: Span) -> Reads:
        """How well the words of a stretch can be read alone, once its edges are trimmed."""
        if span not in self._known:
            self._known[span] = self._reads(self._trimmed(self._balanced(span)))
        return self._known[span]

    def shown(self, span: Span) -> Span:
        """The stretch without loose ends, or where it is a fragment the least around it that is none."""
        if span not in self._shown:
            self._shown[span] = self._held(span)
        return self._shown[span]

    def _held(self, span: Span) -> Span:
        near = self._trimmed(self._balanced(span))
        if self._reads(near) >= Reads.WITHIN:
            wider = (self._trimmed(self._balanced(each)) for each in self._wider(near))
            held = (each for each in wider if each.covers(near) and length(each) <= LONGEST)
            fit = (each for each in held if self._reads(each) < Reads.WITHIN)
            near = next(fit, near)
        part = near.covers(span) or span.covers(near)
        return near if part and length(near) <= max(LONGEST, length(span)) else self._trimmed(span)

    def _reads(self, span: Span) -> Reads:
        first, last = self._tokens(span)
        if first >= last:
            return Reads.NOT
        sentence = self.reading.sentences[self.sentence(span.start)]
        begins, ends = self._begins(sentence.start, span.start), self._blank(span.end, sentence.end)
        tags = [token.tag for token in self.reading.tokens[first:last]]
        verb = next((i for i, tag in enumerate(tags) if tag in _signs().finite), None)
        if begins and ends:
            return Reads.LOOSELY if verb is None or tags[0] == "PRP" else Reads.ALONE
        relatives = sum(self._relates(i) for i in range(first + 1, last))
        if verb is None or sum(tag in _signs().finite for tag in tags) <= relatives:
            return Reads.NOT
        torn = not begins and self._is_torn(first, sentence.first)
        if torn or self._hangs(first, last, begins) or self._dangles(last, span, ends):
            return Reads.NOT
        if tags[0] == "PRP":
            return Reads.LOOSELY if begins else Reads.WITHIN
        imperative = begins and tags[0] == "VB"
        subject = any(tag in _signs().nominal for tag in tags[:verb])
        return Reads.ALONE if subject or imperative else Reads.NOT

    def _hangs(self, first: int, last: int, begins: bool) -> bool:
        """Whether the tokens begin with what needs a clause before them, and none follows their comma."""
        token, signs = self.reading.tokens[first], _signs()
        word = self._word(token.start, token.end)
        hanging = word in signs.dependent or token.tag in {"VBG", "VBN"}
        if begins:
            return hanging and not self._main(first, last)
        before = self.reading.tokens[first - 1] if first else None
        after_and = before is not None and before.tag in {"CC", ":"}
        if word in signs.relative or token.tag in signs.finite or token.tag in {"VBN", "WDT"}:
            return True
        if before is not None and (self._listed(first) if after_and else self._runs_on(before, token)):
            return True
        participle = word.endswith("ing") and before is not None and before.tag == "," and token.tag != "NNP"
        hanging = hanging or participle or token.tag in {"IN", "TO"}
        return hanging and not (after_and and self._main(first, last))

    def _relates(self, at: int) -> bool:
        """Whether a token opens a clause that tells of the noun before it ("the fact that", "those who")."""
        token, before = self.reading.tokens[at], self.reading.tokens[at - 1]
        that = self._word(token.start, token.end) == "that" and before.tag.startswith("NN")
        return that or token.tag in {"WDT", "WP"}

    def _is_torn(self, first: int, opened: int) -> bool:
        """Whether what stands before a token in its sentence says nothing without it, or it is an apposition."""
        tokens = self.reading.tokens
        clause = next((i for i in range(first - 1, opened - 1, -1) if self._relates(i)), opened)
        if not any(token.tag in _signs().finite for token in tokens[clause:first]):
            return True
        before = tokens[first - 1]
        article = self._word(tokens[first].start, tokens[first].end) in {"a", "an"}
        return before.tag == "VBG" or (article and before.tag in {",", ":", "''"})

    def _runs_on(self, before: Token, token: Token) -> bool:
        """Whether a phrase that began with the token before goes on."""
        signs = _signs()
        if before.tag in signs.open and self._word(before.start, before.end) != "that":
            return True
        return before.tag in signs.nominal - {"PRP"} and token.tag in signs.nominal - {"PRP", "DT"}

    def _listed(self, first: int) -> bool:
        """Whether the conjunction before a token joins the last of a list ("rain, snow and wind"), not clauses."""
        words = [self._word(token.start, token.end) for token in self.reading.tokens[max(0, first - LIST) : first]]
        tags = [token.tag for token in self.reading.tokens[max(0, first - LIST) : first]]
        comma = next((i for i in range(len(words) - 3, -1, -1) if words[i] == ","), None)
        return comma is not None and words[-1] in _signs().joining and not _signs().finite & set(tags[comma:])

    def _main(self, first: int, last: int) -> bool:
        """Whether a subject and its verb follow a comma."""
        comma = subject = False
        for token in self.reading.tokens[first:last]:
            comma = comma or self.text[token.start : token.end] == ","
            subject = subject or (comma and token.tag in _signs().nominal)
            if subject and token.tag in _signs().finite:
                return True
        return False

    def _dangles(self, last: int, span: Span, ends: bool) -> bool:
        """Whether the words break off inside a phrase or before what they announce."""
        if ends:
            return False
        tokens, signs = self.reading.tokens, _signs()
        while last and not self.text[tokens[last - 1].start].isalnum():
            last -= 1
        final, after = tokens[last - 1], tokens[last] if last < len(tokens) else None
        if final.tag in signs.open:
            return True
        unmarked = after is not None and self.text[after.start].isalnum() and after.tag != "CC"
        if after is not None and unmarked and (final.tag in signs.finite or self._needed(after, final)):
            return True
        if self._on_condition(last) or self._is_open(self._tokens(span)[0], last):
            return True
        low = bisect_left(self.announced, span.end, key=lambda pair: pair[1].start)
        high = bisect_right(self.announced, span.end + CLOSE, key=lambda pair: pair[1].start)
        return any(span.covers(cue) for cue, _ in self.announced[low:high])

    def _is_open(self, first: int, last: int) -> bool:
        """Whether a clause that hangs on another follows "that", and the other does not come ("that while … rise")."""
        tokens, signs = self.reading.tokens, _signs()
        for i in range(first, last - 1):
            words = [self._word(token.start, token.end) for token in tokens[i : i + 2]]
            if words[0] == "that" and words[1] in signs.condition | signs.conceding:
                return not self._main(i + 1, last)
        return False

    def _needed(self, after: Token, final: Token) -> bool:
        """Whether a word without a comma before it begins what tells which thing is meant, or on what condition."""
        word, signs = self._word(after.start, after.end), _signs()
        measured = self._word(final.start, final.end) in signs.measures and word in {"after", "before"}
        return measured or after.tag in {"WDT", "WP", "WP$"} or word in signs.completing

    def _on_condition(self, last: int) -> bool:
        """Whether a condition follows the marks after a stretch (", provided …")."""
        after = next((t for t in self.reading.tokens[last : last + 3] if self.text[t.start].isalnum()), None)
        return after is not None and self._word(after.start, after.end) in _signs().condition

    def _balanced(self, span: Span) -> Span:
        """With both marks of every quotation of which it holds one, or with neither where that one is far."""
        start, end = span.start, span.end
        low = max(0, bisect_left(self.opened, start) - 1)
        for opened, inner, closing, closed in self.quoted[low : bisect_left(self.opened, end)]:
            if opened < start < closed and closing < end:
                if self.sentence(opened) == self.sentence(start):
                    start = opened
                elif 2 * (closing - start) >= end - start:
                    end = closing
                else:
                    start = opened if end - opened <= LONGEST else closed
            elif start <= opened < end < closed:
                if self.sentence(closed - 1) == self.sentence(end - 1):
                    end = closed
                elif 2 * (end - inner) >= end - start:
                    start = inner
                else:
                    end = closed if closed - start <= LONGEST else opened
        return Span(span.report, start, end) if start < end else span

    def _trimmed(self, span: Span) -> Span:
        """Without marks, blanks and conjunctions at the edges."""
        start, end = span.start, span.end
        while start < end:
            while start < end and self.text[start] in EDGE:
                start += 1
            token = self._at(start)
            if token is None or self._word(start, token) not in _signs().joining or token >= end:
                break
            start = token
        while end > start:
            while end > start and self.text[end - 1] in EDGE:
                end -= 1
            last = self._ending(end)
            if last is None or self._word(last, end) not in _signs().joining - {"yet"} or last <= start:
                break
            end = last
        return Span(span.report, start, end) if start < end else span

    def _wider(self, span: Span) -> Iterator[Span]:
        """Runs of clauses of its sentence that hold it, the shortest first, then the sentence."""
        number = self.sentence(span.start)
        sentence = self.reading.sentences[number]
        spans = self.edges.get(number, ())
        right = bisect_left(spans, span.end, key=lambda each: each.end)
        left = bisect_right(spans, span.start, key=lambda each: each.start)
        lefts = [each.start for each in spans[max(0, left - AROUND) : left]] or [span.start]
        rights = [each.end for each in spans[right : right + AROUND]] or [span.end]
        runs = {(min(a, span.start), max(b, span.end)) for a, b in product(lefts, rights)}
        for start, end in sorted(runs, key=lambda run: (run[1] - run[0], run)):
            yield Span(span.report, start, end)
        if sentence.end - sentence.start <= 2 * LONGEST:
            yield Span(span.report, min(sentence.start, span.start), max(sentence.end, span.end))

    def _tokens(self, span: Span) -> tuple[int, int]:
        """First and last (exclusive) token that lie in the span, without marks before the first word."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        while first < last and not self.text[self.starts[first]].isalnum():
            first += 1
        return first, last

    def _at(self, start: int) -> int | None:
        """Where the token ends that begins here."""
        at = bisect_left(self.starts, start)
        return self.reading.tokens[at].end if at < len(self.starts) and self.starts[at] == start else None

    def _ending(self, end: int) -> int | None:
        """Where the token begins that ends here."""
        at = bisect_left(self.starts, end) - 1
        return self.starts[at] if at >= 0 and self.reading.tokens[at].end == end else None

    def _word(self, start: int, end: int) -> str:
        return self.text[start:end].casefold()

    def _begins(self, start: int, end: int) -> bool:
        """Whether no word but a conjunction stands between the beginning of a sentence and a stretch."""
        return end - start <= CLOSE and (
            self._blank(start, end) or self._word(start, end).strip(EDGE) in _signs().joining
        )

    def _blank(self, start: int, end: int) -> bool:
        """Whether no word stands between."""
        return not any(character.isalnum() for character in self.text[start:end])


@cache
def _signs() -> _Signs:
    lists = tomllib.loads(files("parley.compare").joinpath("lexicon/readable.toml").read_text("utf-8"))
    return _Signs(**{name: frozenset(words) for name, words in lists.items()})


def readables(readings: Iterable[Reading], memo: Memo) -> dict[str, Readable]:
    """The pages of some readings by the ids of their reports."""
    return {each.report.id: memo.once("readable", each, None, partial(Readable, each)) for each in readings}
