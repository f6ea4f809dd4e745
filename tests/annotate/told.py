"""Short texts read by the rules, for the tests of attributions: paragraphs are divided by empty lines."""

from dataclasses import dataclass

from parley.annotate.attributions import attributions
from parley.annotate.cast import cast
from parley.annotate.parse import Parse
from parley.annotate.stages import parsed
from parley.annotate.times import times
from parley.annotate.tokens import tokenize
from parley.reading import Attribution
from parley.report import Block, Report, Sighting


@dataclass(frozen=True)
class Told:
    """An attribution in plain words."""

    source: str | None
    cue: str | None
    content: tuple[str, ...]
    row: Attribution
    parse: Parse

    def quote(self, name: str) -> str | None:
        """The words of one of its spans."""
        span = getattr(self.row, name)
        return self.parse.report.quote(span) if span else None


def report_of(text: str, *, titled: bool = False) -> Report:
    """A report whose paragraphs are divided by empty lines; `titled`: the first is its title."""
    blocks: list[Block] = []
    start = 0
    for piece in text.split("\n\n"):
        if piece.strip():
            blocks.append(Block(start, start + len(piece), "title" if titled and not blocks else "paragraph"))
        start += len(piece) + 2
    return Report("r", text, (Sighting("r.txt", None, None, ""),), tuple(blocks), language="en")


def parse(text: str, *, titled: bool = False) -> Parse:
    """The parse of a text."""
    return parsed(report_of(text, titled=titled), tokenize(text))


def told(text: str, *, titled: bool = False) -> list[Told]:
    """What a text attributes to whom."""
    read = parse(text, titled=titled)
    found = times(read)
    quote = read.report.quote
    return [
        Told(
            quote(row.source) if row.source else None,
            quote(row.cue) if row.cue else None,
            tuple(quote(span) for span in row.content),
            row,
            read,
        )
        for row in attributions(read, cast(read), found)
    ]


def one(text: str, *, titled: bool = False) -> Told:
    """The only attribution of a text."""
    (found,) = told(text, titled=titled)
    return found


def name(found: Told) -> str | None:
    """The name of its speaker."""
    speaker = found.row.speaker
    return None if speaker is None else cast(found.parse).entities[speaker].name
