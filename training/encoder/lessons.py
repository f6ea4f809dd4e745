"""What the encoder learns from: treebanks with names, GUM's entities, invented reports, and the Parley corpus."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.check import STORIES, Article, articles
from corpus.marks import named
from parley.annotate.encoder.passages import Words
from parley.annotate.quotations import quotations
from parley.annotate.sentences import sentences
from parley.annotate.tokens import tokenize
from parley.reading import Token
from parley.report import Block, Report
from quality.linked import bare, report_of
from training.corpora import UNKNOWN, Parsed, gum_names, recut, silent, states_as_places, treebank, universal
from training.corpora import Sentence as Named
from training.invention import invented_reports

UNTOLD = -1
"""A head that the corpus does not tell; 0 is the root, others count the words of the sentence from 1."""
_KINDS = {"person": "PER", "organisation": "ORG", "state": "LOC", "place": "LOC", "event": "MISC"}
_HONORIFICS = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Prof|Gen|Col|Capt)\.? ")
_ADJECTIVE = re.compile(r"\w+(?:an|ian|ish|ese|ic|i|ite)s?")
_PARTS = {"dev", "test"}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence with what is known of each word; `UNKNOWN` or `UNTOLD` where a corpus is silent."""

    words: Words
    tags: tuple[str, ...]
    names: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution by words of its document: cue from first to last, source and content as sets."""

    cue: tuple[int, int]
    source: frozenset[int]
    content: frozenset[int]
    stance: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """Sentences in order; `told` is None where the corpus does not say what is attributed."""

    name: str
    source: str
    sentences: tuple[Lesson, ...]
    told: tuple[Told, ...] | None = None
    stances: bool = False
    """Whether the stances of its attributions are known."""
    firsts: tuple[int, ...] = field(default=())
    """The first word of each sentence, in words of the document."""


def _numbered(name: str, source: str, found: Sequence[Lesson], told: tuple[Told, ...] | None = None) -> Document:
    firsts = [0]
    for lesson in found:
        firsts.append(firsts[-1] + len(lesson.words.words))
    return Document(name, source, tuple(found), told, told is not None, tuple(firsts[:-1]))


# Treebanks ----------------------------------------------------------------------------------------------------------


def _dependencies(parsed: Parsed, count: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Heads and relations of the words into which `recut` cuts a sentence."""
    owner: list[int] = []
    text, starts = "", []
    for each in parsed.pieces:
        starts.append(len(text))
        text += each.form + ("" if each.glued else " ")
    tokens = tokenize(text)
    for start in starts:
        inside = [number for number, token in enumerate(tokens) if token.start <= start < token.end]
        owner.append(inside[0] if inside else (owner[-1] if owner else 0))
    heads, relations = [UNTOLD] * count, [UNKNOWN] * count
    for number in range(count):
        group = [index for index, word in enumerate(owner) if word == number]
        outer = [
            index for index in group if parsed.pieces[index].head == 0 or owner[parsed.pieces[index].head - 1] != number
        ]
        if outer:
            piece = parsed.pieces[outer[-1]]
            heads[number] = 0 if piece.head == 0 else owner[piece.head - 1] + 1
            relations[number] = piece.relation.partition(":")[0] if piece.relation != "nsubj:pass" else piece.relation
    return tuple(heads), tuple(relations)


def _lessons(parsed: Sequence[tuple[Parsed, Named]]) -> list[Lesson]:
    """Lessons of one document; quotation marks are found over the whole of it."""
    text, bounds = "", []
    for _, sentence in parsed:
        for word in sentence.words:
            bounds.append((len(text), len(text) + len(word)))
            text += word if word in "“‘«„" and word else word + " "
    speech = quoted(text, (Block(0, len(text), "paragraph"),), bounds)
    found, place = [], 0
    for tree, sentence in parsed:
        count = len(sentence.words)
        heads, relations = _dependencies(tree, count)
        words = Words(sentence.words, tuple(speech[place : place + count]))
        found.append(Lesson(words, sentence.tags, sentence.names, heads, relations))
        place += count
    return found


def quoted(text: str, blocks: tuple[Block, ...], bounds: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each stretch of a text stands inside quotation marks."""
    outer = [q for q in quotations(text, blocks) if q.depth == 0]
    inside = [False] * len(bounds)
    number = 0
    for index, (start, end) in enumerate(bounds):
        while number < len(outer) and outer[number].end <= start:
            number += 1
        inside[index] = number < len(outer) and outer[number].start <= start and end <= outer[number].end
    return inside


def english_web(data: Path, part: str) -> Iterator[Document]:
    """EWT with the names of Universal NER."""
    names = universal(data / f"uner/en_ewt-ud-{part}.iob2")
    documents: dict[str, list[tuple[Parsed, Named]]] = {}
    for parsed in treebank(data / f"ewt/en_ewt-ud-{part}.conllu"):
        labels = names.get(parsed.name, [])
        known = len(labels) == len(parsed.pieces)
        documents.setdefault(parsed.document, []).append((parsed, recut(parsed, labels if known else silent(parsed))))
    for name, found in documents.items():
        yield _numbered(name, "ewt", _lessons(found))


def gum_documents(data: Path, part: str) -> Iterator[Document]:
    """GUM with names made from its entities, by its own division."""
    division = (data / "gum/splits.md").read_text("utf-8")
    held = {name: re.findall(r"\* (GUM_\w+)", division.split(f"## {name}\n")[1].split("## ")[0]) for name in _PARTS}
    for path in sorted((data / "gum/dep").glob("GUM_*.conllu")):
        where = next((name for name, listed in held.items() if path.stem in listed), "train")
        if where == part:
            found = [(parsed, states_as_places(recut(parsed, gum_names(parsed)))) for parsed in treebank(path)]
            yield _numbered(path.stem, "gum", _lessons(found))


def invented(count: int) -> Iterator[Document]:
    """Invented reports that teach names."""
    for number, report in enumerate(invented_reports(count)):
        lessons = []
        for sentence in report:
            size = len(sentence.words)
            untold = (UNTOLD,) * size, (UNKNOWN,) * size
            lessons.append(Lesson(Words(sentence.words, (False,) * size), sentence.tags, sentence.names, *untold))
        yield _numbered(f"invented {number}", "invented", lessons)


# The Parley corpus --------------------------------------------------------------------------------------------------


def parley(part: str, stories: Path = STORIES) -> Iterator[Document]:
    """The reports of a part of the Parley corpus."""
    for folder in sorted(path for path in stories.iterdir() if path.is_dir()):
        for article in articles(folder):
            if article.split == part:
                yield of_article(article)


def of_article(article: Article) -> Document:
    """A marked report as lessons, with its attributions by words."""
    report = report_of(bare(f"{article.story}/{article.file}", article.marked.text))
    tokens = words_of(report)
    return of_report(report, tokens, _names(article, tokens), tuple(_told(article, tokens)))


def words_of(report: Report) -> list[Token]:
    """The bare tokens of a report."""
    return [token for block in report.blocks for token in tokenize(report.text, block.start, block.end)]


def of_report(report: Report, tokens: Sequence[Token], names: Sequence[str], told: tuple[Told, ...]) -> Document:
    """A report as lessons with name labels and attributions by its tokens."""
    text = report.text
    speech = quoted(text, report.blocks, [(token.start, token.end) for token in tokens])
    lessons = []
    for sentence in sentences(report, tokens, quotations(text, report.blocks)):
        inside = slice(sentence.first, sentence.last)
        words = tuple(text[token.start : token.end] for token in tokens[inside])
        title = report.blocks[sentence.block].kind == "title"
        unknown, untold = (UNKNOWN,) * len(words), (UNTOLD,) * len(words)
        shown = Words(words, tuple(speech[inside]), title)
        lessons.append(Lesson(shown, unknown, tuple(names[inside]), untold, unknown))
    return _numbered(report.id, "parley", lessons, told)


def _told(article: Article, tokens: Sequence[Token]) -> Iterator[Told]:
    for one in article.marked.attributions:
        if one.cue is None:
            continue
        cue = sorted(_inside(tokens, one.cue))
        source = frozenset(index for span in one.sources for index in _inside(tokens, span))
        content = frozenset(index for span in one.content for index in _inside(tokens, span))
        if cue and content:
            yield Told((cue[0], cue[-1]), source, content, one.stance)


def _inside(tokens: Sequence[Token], span: tuple[int, int]) -> list[int]:
    return [index for index, token in enumerate(tokens) if token.start < span[1] and span[0] < token.end]


def _names(article: Article, tokens: Sequence[Token]) -> list[str]:
    """BIO labels from the names of the story; other capitals inside a sentence are left open."""
    text = article.marked.text
    labels = ["O"] * len(tokens)
    for index, token in enumerate(tokens):
        word = text[token.start : token.end]
        if (
            word[:1].isupper()
            and index
            and text[tokens[index - 1].start : tokens[index - 1].end] not in {".", "“", "?", "!", "‘", '"'}
        ):
            labels[index] = UNKNOWN
    for mention in named(text, article.names, ()):
        kind = _KINDS.get(article.kinds[mention.entity])
        name = text[mention.start : mention.end]
        bare = _HONORIFICS.match(name)
        inside = _inside(tokens, (mention.start + (bare.end() if bare else 0), mention.end))
        if bare:
            labels[max(0, inside[0] - 1)] = "O"
        doubtful = article.kinds[mention.entity] == "state" and " " not in name and _ADJECTIVE.fullmatch(name)
        for place, index in enumerate(inside):
            labels[index] = UNKNOWN if doubtful or kind is None else f"{'I' if place else 'B'}-{kind}"
    return labels


# Variation ----------------------------------------------------------------------------------------------------------


def varied(document: Document, chance: random.Random) -> Document:
    """The document as it is, or shouted, or without knowledge of its quotation marks."""
    draw = chance.random()
    if draw < 0.03:
        return replace(document, sentences=tuple(_with(lesson, upper=True) for lesson in document.sentences))
    if draw < 0.07:
        return replace(document, sentences=tuple(_with(lesson, upper=False) for lesson in document.sentences))
    return document


def _with(lesson: Lesson, *, upper: bool) -> Lesson:
    words = tuple(word.upper() for word in lesson.words.words) if upper else lesson.words.words
    quoted = lesson.words.quoted if upper else (False,) * len(words)
    return replace(lesson, words=Words(words, quoted, lesson.words.headline))
