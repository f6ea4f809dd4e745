"""The engine that reads reports: the interface that every engine keeps, and the first one, which goes by rules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from parley.annotate.attributions import attributions
from parley.annotate.cast import cast
from parley.annotate.events import events
from parley.annotate.parse import Parse
from parley.annotate.quantities import quantities
from parley.annotate.quotations import quotations
from parley.annotate.sentences import LONGEST, sentences
from parley.annotate.tagger import tag_document
from parley.annotate.times import times
from parley.annotate.tokens import each_token
from parley.reading import Engine, Reading, Sentence, Token
from parley.report import Block, Problem, Report

STAGE = "annotate"
LONGEST_REPORT = 60_000
"""Words of a report that are read, at most; no press report comes near."""


class ReadingEngine(Protocol):
    """What reads reports; its name and version tell whether a reading kept from earlier still holds."""

    @property
    def engine(self) -> Engine:
        """Its name, and a version that changes whenever the same report might be read otherwise."""

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """One reading for each report, in the same order; each needs its report alone."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The first engine: a small tagger, word lists and rules; English only, loaded with the first report."""

    name: str = "rules"
    version: str = "1"

    @property
    def engine(self) -> Engine:
        """Its name and version, which stand in every reading."""
        return Engine(self.name, self.version)

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """One reading for each report; what cannot be read is a problem of the reading, never an error."""
        for report in reports:
            yield self._read(report)

    def _read(self, report: Report) -> Reading:
        if report.language not in {None, "en"}:
            reason = f"The report is in another language ({report.language}); this engine reads English only."
            return Reading(report, self.engine, problems=(_problem(report, reason),))
        cut = _cut(report)
        parse = parsed(cut.report, cut.tokens)
        found = times(parse)
        people = cast(parse)
        told = attributions(parse, people, found)
        return Reading(
            report,
            self.engine,
            tokens=parse.tokens,
            sentences=parse.sentences,
            quotations=parse.quotations,
            entities=people.entities,
            mentions=people.mentions,
            attributions=told,
            events=events(parse, people, found, told),
            times=found,
            quantities=quantities(parse),
            problems=(*cut.problems, *_too_long(report, parse)),
        )


@dataclass(frozen=True, slots=True)
class _Cut:
    """The part of a report that is read, its tokens without tags, and what was left out."""

    report: Report
    tokens: tuple[Token, ...]
    problems: tuple[Problem, ...]


def _cut(report: Report) -> _Cut:
    """The blocks of a report up to the longest length."""
    tokens: list[Token] = []
    blocks: list[Block] = []
    for block in report.blocks:
        for token in each_token(report.text, block.start, block.end):
            if len(tokens) == LONGEST_REPORT:
                kept = (
                    (*blocks, Block(block.start, tokens[-1].end, block.kind)) if block.start < token.start else blocks
                )
                reason = f"Only the first {LONGEST_REPORT} words were read."
                return _Cut(replace(report, blocks=tuple(kept)), tuple(tokens), (_problem(report, reason),))
            tokens.append(token)
        blocks.append(block)
    return _Cut(report, tuple(tokens), ())


def parsed(report: Report, tokens: Sequence[Token]) -> Parse:
    """The parse of a report from its bare tokens; the words of blocks that are no running text get no tags."""
    quoted = quotations(report.text, report.blocks)
    split = sentences(report, tokens, quoted)
    tagged = list(tokens)
    names = ["O"] * len(tokens)
    for sentence, row in zip(split, tag_document(_words(report, tokens, split)), strict=True):
        for index, (token, label) in enumerate(
            zip(tokens[sentence.first : sentence.last], row, strict=True), sentence.first
        ):
            tagged[index] = replace(token, tag=label.pos)
            names[index] = label.name
    return Parse(report, tuple(tagged), tuple(names), split, quoted)


def _words(report: Report, tokens: Sequence[Token], split: Sequence[Sentence]) -> list[list[str]]:
    return [[report.text[t.start : t.end] for t in tokens[s.first : s.last]] for s in split]


def _too_long(report: Report, parse: Parse) -> tuple[Problem, ...]:
    """A problem for sentences that were cut."""
    cut = sum(sentence.last - sentence.first >= LONGEST for sentence in parse.sentences)
    reason = f"Sentences of more than {LONGEST} words were read in pieces ({cut} pieces)."
    return (_problem(report, reason),) if cut else ()


def _problem(report: Report, reason: str) -> Problem:
    return Problem(report.file, STAGE, reason, report.id)
