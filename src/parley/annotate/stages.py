"""The stages from a report to its reading; an engine puts in its own parse or its own attributions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from parley.annotate.attributions import attributions
from parley.annotate.cast import Cast, cast
from parley.annotate.events import events
from parley.annotate.parse import Parse
from parley.annotate.quantities import quantities
from parley.annotate.quotations import quotations
from parley.annotate.sentences import LONGEST, sentences
from parley.annotate.tagger import tag_document
from parley.annotate.times import impossible, times
from parley.annotate.tokens import each_token
from parley.reading import Attribution, Engine, Reading, Sentence, TimeExpression, Token
from parley.report import Block, Problem, Report

STAGE = "annotate"
LONGEST_REPORT = 60_000
"""Words of a report that are read, at most; no press report comes near."""


@dataclass(frozen=True, slots=True)
class Told:
    """The attributions of a report, and what was refused on the way."""

    attributions: tuple[Attribution, ...]
    problems: tuple[Problem, ...] = ()


Parsing = Callable[[Report, Sequence[Token]], Parse]
"""Tags and names for the bare tokens of a report."""

Telling = Callable[[Parse, Cast, tuple[TimeExpression, ...]], Told]
"""The attributions of a parse, their speakers keys of the cast."""


def parsed(report: Report, tokens: Sequence[Token]) -> Parse:
    """The parse of a report by the small tagger; the words of blocks that are no running text get no tags."""
    quoted = quotations(report.text, report.blocks)
    split = sentences(report, tokens, quoted)
    tagged = list(tokens)
    names = ["O"] * len(tokens)
    for sentence, row in zip(split, tag_document(_words(report, tokens, split)), strict=True):
        for index, (token, label) in enumerate(
            zip(tokens[sentence.first : sentence.last], row, strict=True), sentence.first
        ):
            tagged[index] = Token(token.start, token.end, label.pos)
            names[index] = label.name
    return Parse(report, tuple(tagged), tuple(names), split, quoted)


def _words(report: Report, tokens: Sequence[Token], split: Sequence[Sentence]) -> list[list[str]]:
    return [[report.text[t.start : t.end] for t in tokens[s.first : s.last]] for s in split]


def told(parse: Parse, people: Cast, found: tuple[TimeExpression, ...]) -> Told:
    """What the rules, and the proposals of the parse, find attributed."""
    return Told(attributions(parse, people, found))


@dataclass(frozen=True, slots=True)
class Stages:
    """A reading stage by stage; `parse` and `tell` are the two that an engine can put in."""

    engine: Engine
    parse: Parsing = parsed
    tell: Telling = told

    def read(self, report: Report) -> Reading:
        """One reading; what cannot be read is a problem of it, never an error."""
        if report.language not in {None, "en"}:
            reason = f"The report is in another language ({report.language}); this engine reads English only."
            return Reading(report, self.engine, problems=(problem(report, reason),))
        taken = _taken(report)
        parse = self.parse(taken.report, taken.tokens)
        found = times(parse)
        people = cast(parse)
        said = self.tell(parse, people, found)
        return Reading(
            report,
            self.engine,
            tokens=parse.tokens,
            sentences=parse.sentences,
            quotations=parse.quotations,
            entities=people.entities,
            mentions=people.mentions,
            attributions=said.attributions,
            events=events(parse, people, found, said.attributions),
            times=found,
            quantities=quantities(parse),
            meanings=parse.meanings,
            problems=(*taken.problems, *_in_pieces(parse), *_undated(parse), *said.problems),
        )


def _undated(parse: Parse) -> tuple[Problem, ...]:
    """A line for each date in the text that no calendar has."""
    shown = dict.fromkeys(" ".join(parse.report.quote(span).split()) for span in impossible(parse))
    return tuple(problem(parse.report, f"“{words}” is no day of the calendar; it dates nothing.") for words in shown)


def problem(report: Report, reason: str) -> Problem:
    """A problem of the reading of a report."""
    return Problem(report.file, STAGE, reason, report.id)


@dataclass(frozen=True, slots=True)
class _Taken:
    """The part of a report that is read, with its bare tokens."""

    report: Report
    tokens: tuple[Token, ...]
    problems: tuple[Problem, ...] = ()


def _taken(report: Report) -> _Taken:
    """The blocks of a report up to the longest length."""
    tokens: list[Token] = []
    for index, block in enumerate(report.blocks):
        for token in each_token(report.text, block.start, block.end):
            if len(tokens) == LONGEST_REPORT:
                begun = (Block(block.start, tokens[-1].end, block.kind),) if block.start < tokens[-1].end else ()
                reason = f"Only the first {LONGEST_REPORT} words were read."
                short = replace(report, blocks=(*report.blocks[:index], *begun))
                return _Taken(short, tuple(tokens), (problem(report, reason),))
            tokens.append(token)
    return _Taken(report, tuple(tokens))


def _in_pieces(parse: Parse) -> tuple[Problem, ...]:
    """A problem for sentences that were cut."""
    cut = sum(sentence.last - sentence.first >= LONGEST for sentence in parse.sentences)
    reason = f"Sentences of more than {LONGEST} words were read in pieces ({cut} pieces)."
    return (problem(parse.report, reason),) if cut else ()
