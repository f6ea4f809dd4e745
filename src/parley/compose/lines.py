"""How the brief tells one finding in a line: in whole sentences of a report where one can be read alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parley.compose.cast import Cast, stretch
from parley.compose.frames import AGAINST, DIFFERING, KINDS, MOVES, OVERLAPS, STANCE_VERBS, outlets
from parley.compose.overlap import standing
from parley.compose.readable import opened, sentence_of
from parley.compose.retelling import Retelling
from parley.compose.telling import has_verb, is_readable, lacks_plural, told
from parley.compose.timeline import shorten
from parley.dossier import BriefLine, BriefSection, Issue, Move, Position
from parley.reading import Reading
from parley.report import Report, Span
from parley.story import Claim, Discrepancy, Event, Statement, Value, Wording

LONGEST = 260
"""Characters of a quoted stretch."""

CLOSEST = 40
"""Characters between source, cue and content that are told as one stretch."""

LONGEST_SENTENCE = 220
"""Characters of a sentence that is told whole."""

LONGEST_SUMMARY = 164
"""Characters of the words that sum up a position."""

LONGEST_VALUE = 110
"""Characters of one of the values of a discrepancy."""

LONGEST_PRONOUN = 4

LEAST_SHARE = 0.3
"""Of a sentence's characters that a claim must be for the sentence to tell it."""

FEWEST_SAID = 4
"""Words of what somebody is said to say that tell something."""

MOST_PARTIES = 3
"""Parties whose stance a line of the brief tells."""

MOST_TRIED = 12
"""Pieces of evidence of a claim that are weighed to tell it."""

LOOSE = re.compile(
    r"(?:it|he|she|they|this|that|these|those|its|his|her|their|such|which|who|will|would|is|are|was|were|to|and|but|or|with)\b"
    r"|(?:\w{1,14}\s){0,3}(?:they|it|he|she)\b|[^\w“\"'‘]"
    r"|(?:[\w-]{1,14}\s){1,3}(?:earlier|later|before|after),|(?:later|earlier|meanwhile|instead|afterwards|there|then)\b"
    r"|(?:that|the (?:same|next|following|previous)) (?:day|evening|morning|afternoon|night|week)\b|the remarks?\b",
    re.IGNORECASE,
)
"""How words open that need the sentence before them."""

_THINGS = re.compile(r"\b(?:one|two|three|four|several|some|many|other) things?\b", re.IGNORECASE)
"""Words that only announce what is told after them."""
_PRONOUN = re.compile(r"(?:i|we|he|she|they|it)$", re.IGNORECASE)
_OWN = frozenset({"paragraph", "point"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that tell a claim, the evidence that has them all, and how badly they do it: 0 is best."""

    words: str
    evidence: tuple[Span, ...]
    flaw: int
    typical: float = 0.0

    @property
    def is_loose(self) -> bool:
        """Whether the words need the sentence before them."""
        return bool(LOOSE.match(self.words))


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells findings of one story in lines, with the words of its reports."""

    read: dict[str, Reading]
    statements: dict[str, Statement]
    cast: Cast

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports, in order."""
        return tuple(reading.report for reading in self.read.values())

    def claim(self, claim: Claim, section: BriefSection) -> BriefLine:
        """The claim in the sentence that tells it best, and the outlets that carry it."""
        best = self.best(claim)
        evidence = tuple(dict.fromkeys((*claim.evidence, *best.evidence)))
        return BriefLine(section, self._carried(best.words, evidence), (claim.id,), evidence)

    def best(self, claim: Claim) -> Sentence:
        """The least flawed way to tell a claim; of equals the one that has most in common with other reports."""
        return min(self._ways(claim), key=lambda s: (s.is_loose, s.flaw, -s.typical, len(s.words), s.words))

    def _ways(self, claim: Claim) -> Iterator[Sentence]:
        tried = claim.evidence[:MOST_TRIED]
        for span in tried:
            yield self._whole(claim, span)
        for statement in (self.statements[each] for each in claim.statements if each in self.statements):
            for wording in statement.wordings:
                if any(span.meets(content) for span in tried for content in wording.content):
                    yield self._said(claim, statement, wording)

    def _whole(self, claim: Claim, span: Span) -> Sentence:
        """The sentence around a piece of evidence; cut, or the claim alone, where it is long or says much else."""
        reading = self.read[span.report]
        around = sentence_of(reading, span)
        words = opened(reading.report.quote(around))
        flaw = 0 if _kind_of(reading.report, span) in _OWN and has_verb(reading, (around,)) else 4
        if len(words) > LONGEST_SENTENCE or _opens_a_quotation(words):
            around, words = span, shorten(opened(reading.report.quote(span)), LONGEST)
            flaw += 2 if has_verb(reading, (span,)) else 4
        elif span.end - span.start < LEAST_SHARE * (around.end - around.start):
            flaw += 1
        if self._by_pronoun(around) or words.endswith("?") or _THINGS.search(words):
            flaw += 3
        flaw += lacks_plural(reading, around)
        return Sentence(words, (around,), flaw, self._typical(claim, around))

    def _by_pronoun(self, span: Span) -> bool:
        """Whether somebody who is only called "he" or "she" says something in the span."""
        quote = self.read[span.report].report.quote
        sources = (a.source for a in self.read[span.report].attributions if a.source and span.covers(a.source))
        return any(_PRONOUN.match(quote(source)) for source in sources)

    def _said(self, claim: Claim, statement: Statement, wording: Wording) -> Sentence:
        """A wording with its speaker: the report's own stretch where it can be read alone."""
        reading = self.read[wording.report]
        report = reading.report
        pieces = tuple(piece for piece in (wording.source, wording.cue, *wording.content) if piece)
        typical = self._typical(claim, stretch(wording.content))
        short = 4 * (sum(len(report.quote(span).split()) for span in wording.content) < FEWEST_SAID)
        if wording.kind != "direct" and _self_contained(wording):
            whole = stretch(pieces)
            return Sentence(shorten(opened(report.quote(whole)), LONGEST), (whole,), 1 + short, typical)
        speaker = self.cast.name(statement.speaker) or (report.quote(wording.source) if wording.source else "")
        line = told(reading, wording, speaker)
        if len(line) > LONGEST:
            line = f"{shorten(line, LONGEST)}{'”' if wording.kind == 'direct' else ''}"
        flaw = 1 if wording.kind == "direct" else 2 if is_readable(reading, wording) else 5
        return Sentence(line, pieces, flaw + short, typical)

    def _typical(self, claim: Claim, span: Span) -> float:
        """The part of a span's longer words that the claim's evidence in other reports has too."""
        words = self._longer((span,))
        others = self._longer(tuple(each for each in claim.evidence if each.report != span.report))
        return round(len(words & others) / max(1, len(words)), 2)

    def _longer(self, spans: Sequence[Span]) -> frozenset[str]:
        words = " ".join(self.read[span.report].report.quote(span) for span in spans)
        return frozenset(word.casefold() for word in re.findall(r"\w{4,}", words))

    def _carried(self, words: str, evidence: Sequence[Span]) -> str:
        return f"{_ended(words)} ({outlets(self.reports, evidence)})"

    def issue(self, issue: Issue) -> BriefLine:
        """One stance a party: the latest that no other overtook, by most evidence, in the words that name the issue."""
        chosen: dict[str, Position] = {}
        ranked = sorted(standing(issue.positions), key=lambda p: (-len(p.evidence), p.since or "~", p.stance))
        for position in ranked:
            if position.stance != "unknown":
                chosen.setdefault(position.party, position)
        held = list(chosen.values())[:MOST_PARTIES]
        parts = [f"{self.cast.name(p.party)} {STANCE_VERBS[p.stance]} (“{_summed_up(p)}”)" for p in held]
        tail = f"; {OVERLAPS[issue.overlap]}" if len(held) > 1 else ""
        evidence = tuple(dict.fromkeys(span for p in held for span in self._summarised(p)))
        return BriefLine("stands", f"{issue.label}: {'; '.join(parts)}{tail}.", (issue.id,), evidence)

    def move(self, issue: Issue, position: Position, move: Move) -> BriefLine:
        """Where a party moved, from which stance to which, in the words that show it and those it held before."""
        name = self.cast.name(position.party)
        text = (
            f"{issue.label}: {name} {MOVES[move.kind]}: {STANCE_VERBS[position.stance]} (“{_summed_up(position)}”),"
            f" before {STANCE_VERBS[move.before]}."
        )
        evidence = tuple(dict.fromkeys((*self._summarised(position), *move.evidence)))
        return BriefLine("moved", text, (issue.id,), evidence)

    def _summarised(self, position: Position) -> tuple[Span, ...]:
        """The first piece of a position's evidence that has the words which sum it up, else the first."""
        words = _flat(_summed_up(position).removeprefix("… ").removesuffix(" …"))
        having = (s for s in position.evidence if words in _flat(self.read[s.report].report.quote(s)))
        return (next(having, position.evidence[0]),)

    def discrepancy(self, discrepancy: Discrepancy) -> BriefLine:
        """The values side by side, each with the outlets that give it."""
        values = [
            f"“{shorten(v.value, LONGEST_VALUE)}” ({outlets(self.reports, v.evidence)})" for v in discrepancy.values[:3]
        ]
        text = f"{DIFFERING} {KINDS[discrepancy.kind]}: {f' {AGAINST} '.join(values)}."
        evidence = tuple(dict.fromkeys(span for value in discrepancy.values for span in _one_a_report(value)))
        return BriefLine("disputed", text, (discrepancy.id,), evidence)

    def planned(self, event: Event) -> BriefLine:
        """What is planned, in its whole sentence where that is short."""
        best = Retelling(self.read, self.cast).of(event)
        around = sentence_of(self.read[best.report], best)
        sentence = opened(self.read[best.report].report.quote(around))
        told = sentence if len(sentence) <= LONGEST_SENTENCE else opened(self.read[best.report].report.quote(best))
        words = shorten(told, LONGEST_SENTENCE)
        evidence = tuple(dict.fromkeys((*event.evidence, around)))
        return BriefLine("next", self._carried(words, event.evidence), (event.id,), evidence)


def _opens_a_quotation(words: str) -> bool:
    """Whether a quotation in the words begins or ends outside them."""
    return words.count("“") != words.count("”") or words.count('"') % 2 == 1


def _flat(words: str) -> str:
    return " ".join(words.split())


def _kind_of(report: Report, span: Span) -> str:
    return next((block.kind for block in report.blocks if block.start <= span.start < block.end), "paragraph")


def _self_contained(wording: Wording) -> bool:
    """Whether source, cue and content stand together and the source is a name, not a pronoun."""
    if wording.source is None or wording.cue is None or len(wording.content) > 1:
        return False
    pieces = sorted((wording.source, wording.cue, wording.content[0]))
    close = all(after.start - before.end <= CLOSEST for before, after in pairwise(pieces))
    return close and wording.source.end - wording.source.start > LONGEST_PRONOUN


def _one_a_report(value: Value) -> tuple[Span, ...]:
    return tuple({span.report: span for span in reversed(value.evidence)}.values())[::-1]


def _summed_up(position: Position) -> str:
    return shorten(position.summary.removeprefix("that ").rstrip(",;"), LONGEST_SUMMARY)


def _ended(words: str) -> str:
    ended = words if words.endswith((".", "!", "?", "…", "”")) else f"{words}."
    return ended[:1].upper() + ended[1:]
