"""What an attribution shows: each phenomenon is a row of `PHENOMENA`, a name and a test."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.articles import Article
from corpus.bounds import Span
from corpus.marks import Attribution
from parley.annotate.quotations import quotations
from parley.annotate.sentences import sentences
from parley.annotate.tagger import tag_document
from parley.annotate.tokens import tokenize
from parley.reading import Quotation, Sentence, Token
from parley.report import Block, Report, Sighting

SUBJECTS = frozenset({"i", "he", "she", "it", "we", "they", "you", "one", "this", "that"})
PRONOUNS = SUBJECTS | {"him", "her", "us", "them", "his", "hers", "its", "our", "their", "theirs"}
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b|['’]s\b")
_SENTENCE_END = re.compile(r"[.!?][”\"»’]?\s+[A-Z“«\"]|\n")


@dataclass(frozen=True)
class Cut:
    """A report cut into blocks, words, sentences and quotations, as Parley cuts it; words carry their tags."""

    article: Article

    @cached_property
    def report(self) -> Report:
        """The first line is the title, each other line a paragraph."""
        blocks: list[Block] = []
        for match in re.finditer(r"[^\n]*\S[^\n]*", self.article.marked.text):
            blocks.append(Block(match.start(), match.end(), "paragraph" if blocks else "title"))
        name = f"{self.article.story}/{self.article.file}"
        return Report(name, self.article.marked.text, (Sighting(name, None, None, ""),), tuple(blocks), language="en")

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words and marks, each with the tag that the small tagger gives it."""
        bare = [token for block in self.report.blocks for token in tokenize(self.report.text, block.start, block.end)]
        cut = sentences(self.report, bare, self.quotations)
        words = [[self.report.text[t.start : t.end] for t in bare[s.first : s.last]] for s in cut]
        tags = [each.pos for sentence in tag_document(words) for each in sentence]
        held = [token for sentence in cut for token in bare[sentence.first : sentence.last]]
        return tuple(Token(token.start, token.end, tag) for token, tag in zip(held, tags, strict=True))

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Everything in quotation marks of any style."""
        return quotations(self.report.text, self.report.blocks)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, the title's among them."""
        return sentences(self.report, self.tokens, self.quotations)

    def tags(self, span: Span) -> list[str]:
        """Tags of the words that a span meets."""
        return [token.tag for token in self.tokens if token.start < span[1] and span[0] < token.end]

    @cached_property
    def silent(self) -> int:
        """Sentences that no attribution touches."""
        spans = [span for one in self.article.marked.attributions for span in _spans(one)]
        return sum(not any(start < s.end and s.start < end for start, end in spans) for s in self.sentences)


@dataclass(frozen=True, slots=True)
class Shown:
    """One attribution in its report."""

    cut: Cut
    one: Attribution

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.cut.report.text[slice(*span)]

    @property
    def peers(self) -> Iterator[Attribution]:
        """The other attributions of the report."""
        return (other for other in self.cut.article.marked.attributions if other is not self.one)

    @property
    def sources(self) -> Iterator[str]:
        """The words of its sources, without a possessive ending and a final comma."""
        return (re.sub(r"(?:['’]s?|,)$", "", self.words(span)) for span in self.one.sources)


def _spans(one: Attribution) -> Iterator[Span]:
    yield from (*one.sources, *one.content)
    if one.cue:
        yield one.cue


def directness(shown: Shown) -> str:
    """direct, mixed or indirect: all, some or none of its content's words stand in quotations that begin in it."""
    pieces = shown.one.content
    quoted = [q for q in shown.cut.quotations if any(start <= q.start < end for start, end in pieces)]
    inside = outside = 0
    for start, end in pieces:
        for word in re.finditer(r"\w+", shown.cut.report.text[start:end]):
            place = start + word.start()
            held = any(q.start <= place < q.end for q in quoted)
            inside, outside = inside + held, outside + (not held)
    return "indirect" if not inside else "mixed" if outside else "direct"


def _nested(shown: Shown) -> bool:
    cue = shown.one.cue
    return cue is not None and any(start <= cue[0] < end for other in shown.peers for start, end in other.content)


def _shared(shown: Shown) -> bool:
    return bool(shown.one.sources) and any(other.sources == shown.one.sources for other in shown.peers)


def _pronoun(shown: Shown) -> bool:
    return any(words.lower() in PRONOUNS for words in shown.sources)


def _relative(shown: Shown) -> bool:
    return any(words.lower() in RELATIVE - {"that"} for words in shown.sources)


def _common_noun(shown: Shown) -> bool:
    """A source that holds no name and is no pronoun."""
    return any(
        words.lower() not in PRONOUNS | RELATIVE
        and not any(letter.isupper() for letter in words[1:])
        and not any(tag.startswith("NNP") for tag in shown.cut.tags(span))
        for words, span in zip(shown.sources, shown.one.sources, strict=True)
    )


def _unnamed(shown: Shown) -> bool:
    """A speaker that is a loose group or a source without a name."""
    return shown.cut.article.kinds.get(shown.one.speaker or "") == "group"


def _metonym(shown: Shown) -> bool:
    """A name of a place, or a name without article that is not among its own, for a state or a body."""
    article, speaker = shown.cut.article, shown.one.speaker or ""
    if article.kinds.get(speaker) not in {"state", "organisation"}:
        return False
    own = {word for name, key in article.names.items() if key == speaker for word in name.split()}
    for words, span in zip(shown.sources, shown.one.sources, strict=True):
        owner = article.names.get(words)
        if owner not in {None, speaker} and article.kinds[owner or ""] in {"place", "state"}:
            return True
        named = all(tag == "NNP" for tag in shown.cut.tags(span)) and not words.isupper()
        if owner is None and named and own.isdisjoint(words.split()) and not _headline(shown):
            return True
    return False


def _nominal(shown: Shown) -> bool:
    """A cue with a noun and no verb but forms of be; a word right beside its source is a verb, whatever its tag."""
    cue = shown.one.cue
    if cue is None:
        return False
    words, tags = shown.words(cue).lower(), shown.cut.tags(cue)
    verbs = sum(tag.startswith(("VB", "MD")) for tag in tags) - len(_BE.findall(words))
    if verbs > 0 or not any(tag.startswith("NN") for tag in tags):
        return False
    single = len(words.split()) == 1
    return not single or not any(_beside(shown, source, cue) for source in shown.one.sources)


def _beside(shown: Shown, source: Span, cue: Span) -> bool:
    """Whether a cue follows or precedes a source that is no possessor, with nothing between them."""
    first, second = sorted((source, cue))
    possessor = re.search(r"['’]s?$|^(?:his|her|its|our|their|my|whose)$", shown.words(source), re.IGNORECASE)
    return not possessor and second[0] - first[1] <= 1


def _elsewhere(shown: Shown) -> bool:
    """A source that stands in another sentence than the cue."""
    one = shown.one
    if not one.cue or not one.sources:
        return False
    first, second = sorted((one.sources[0], one.cue))
    return bool(_SENTENCE_END.search(shown.cut.report.text[first[1] : second[0]]))


def _over_paragraphs(shown: Shown) -> bool:
    text = shown.cut.report.text
    return len({text.count("\n", 0, start) for start, _ in shown.one.content}) > 1


def _headline(shown: Shown) -> bool:
    return shown.one.place < shown.cut.report.blocks[0].end


PHENOMENA: tuple[tuple[str, Callable[[Shown], bool]], ...] = (
    ("nested in another's content", _nested),
    ("content in several pieces", lambda shown: len(shown.one.content) > 1),
    ("content over paragraphs", _over_paragraphs),
    ("no cue", lambda shown: shown.one.cue is None),
    ("no source", lambda shown: not shown.one.sources),
    ("source shared with another cue", _shared),
    ("source a pronoun", _pronoun),
    ("source a relative pronoun", _relative),
    ("source a common noun (no name in it)", _common_noun),
    ("source unnamed (a loose group)", _unnamed),
    ("source a metonym", _metonym),
    ("source in another sentence", _elsewhere),
    ("cue nominal", _nominal),
    ("negated or declined", lambda shown: shown.one.negated),
    ("with a stance", lambda shown: shown.one.stance is not None),
    ("with an issue", lambda shown: shown.one.issue is not None),
    ("in the headline", _headline),
)
