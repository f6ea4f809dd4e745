"""Parses of short texts for the tests of the engine: each line is a block and one sentence."""

from dataclasses import replace

from parley.annotate.parse import Parse
from parley.annotate.quotations import quotations
from parley.annotate.tagger import tag_document
from parley.annotate.tokens import tokenize
from parley.reading import Sentence, Token
from parley.report import RUNNING, Block, BlockKind, Report, Sighting

SATURDAY = "2031-12-20"
"""A day of publication: Saturday, 20 December 2031."""


def parse_of(*lines: str, day: str | None = SATURDAY, kinds: dict[int, BlockKind] | None = None) -> Parse:
    """The parse of lines, each a block and a sentence; `kinds` says which lines are no paragraphs."""
    text = "\n".join(lines)
    blocks, start = [], 0
    for index, line in enumerate(lines):
        blocks.append(Block(start, start + len(line), (kinds or {}).get(index, "paragraph")))
        start += len(line) + 1
    report = Report("r", text, (Sighting("r.txt", None, None, ""),), tuple(blocks), published=day, language="en")
    tokens: list[Token] = []
    names: list[str] = []
    sentences: list[Sentence] = []
    for index, block in enumerate(blocks):
        first = len(tokens)
        found = tokenize(text, block.start, block.end)
        tagged = tag_document([[text[token.start : token.end] for token in found]])[0]
        tokens += [replace(token, tag=tag.pos) for token, tag in zip(found, tagged, strict=True)]
        names += [tag.name for tag in tagged]
        if block.kind in RUNNING:
            sentences.append(Sentence(block.start, block.end, first, len(tokens), index))
    return Parse(report, tuple(tokens), tuple(names), tuple(sentences), quotations(text, tuple(blocks)))
