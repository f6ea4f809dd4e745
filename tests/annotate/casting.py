"""Casts of short texts for tests: paragraphs are divided by empty lines."""

from dataclasses import dataclass, replace

from parley.annotate.cast import Cast, cast
from parley.annotate.parse import Parse
from parley.annotate.quotations import quotations
from parley.annotate.sentences import sentences
from parley.annotate.tagger import tag_document
from parley.annotate.tokens import tokenize
from parley.reading import LocalEntity
from parley.report import Block, Report, Sighting, Span


@dataclass(frozen=True)
class Read:
    """A text and its cast, to be asked in plain words."""

    parse: Parse
    cast: Cast

    def people(self) -> set[str]:
        """Names of the people."""
        return self.named("person")

    def named(self, kind: str) -> set[str]:
        """Names of the entities of a kind."""
        return {entity.name for entity in self.cast.entities if entity.kind == kind and entity.name}

    def entity(self, name: str, kind: str | None = None) -> LocalEntity:
        """The entity of this name or description."""
        (found,) = (
            e for e in self.cast.entities if name in {e.name, e.description} and (kind is None or e.kind == kind)
        )
        return found

    def party_of(self, name: str) -> str | None:
        """Name of the party of an entity."""
        party = self.entity(name).party
        return None if party is None else self.cast.entities[party].name

    def words(self, name: str, form: str | None = None, kind: str | None = None) -> list[str]:
        """The words that stand for an entity, in order."""
        key = self.entity(name, kind).key
        mentions = [m for m in self.cast.mentions if m.entity == key and (form is None or m.form == form)]
        return [self.parse.report.quote(m.span) for m in mentions]

    def roles(self, name: str) -> list[str]:
        """The roles of a person."""
        return [self.parse.report.quote(role) for role in self.entity(name).roles]

    def span(self, words: str, nth: int = 0) -> Span:
        """Where words stand for the first, second ... time."""
        start = -1
        for _ in range(nth + 1):
            start = self.parse.report.text.index(words, start + 1)
        return self.parse.report.span(start, start + len(words))

    def meant(self, words: str, nth: int = 0) -> str | None:
        """Name or description of the entity at the head of these words."""
        key = self.cast.entity_of(self.span(words, nth))
        return None if key is None else self.cast.entities[key].name or self.cast.entities[key].description


def read(text: str, *, titled: bool = False) -> Read:
    """The cast of a text."""
    blocks: list[Block] = []
    start = 0
    for piece in text.split("\n\n"):
        if piece:
            blocks.append(Block(start, start + len(piece), "title" if titled and not blocks else "paragraph"))
        start += len(piece) + 2
    report = Report("r", text, (Sighting("r.txt", None, None, ""),), tuple(blocks), language="en")
    parse = _parsed(report)
    return Read(parse, cast(parse))


def _parsed(report: Report) -> Parse:
    """A parse as the engine makes it."""
    tokens, quoted = tokenize(report.text), quotations(report.text, report.blocks)
    split = sentences(report, tokens, quoted)
    words = [[report.text[token.start : token.end] for token in tokens[s.first : s.last]] for s in split]
    names = ["O"] * len(tokens)
    for sentence, tagged in zip(split, tag_document(words), strict=True):
        for index, tag in enumerate(tagged, sentence.first):
            tokens[index], names[index] = replace(tokens[index], tag=tag.pos), tag.name
    return Parse(report, tuple(tokens), tuple(names), split, quoted)
