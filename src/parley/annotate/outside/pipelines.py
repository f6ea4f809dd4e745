"""spaCy pipelines as an engine: their tags and names on Parley's own words; nothing else of spaCy comes in here.

A pipeline gets a Doc of Parley's words, blanks and sentence starts, so that its labels hold for these words one by one
and no offset has to be found again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from parley.annotate.engine import Rules
from parley.annotate.parse import Parse
from parley.annotate.quotations import quotations
from parley.annotate.sentences import sentences
from parley.annotate.stages import Stages, problem
from parley.errors import UsageError
from parley.reading import Engine, Reading, Sentence, Token
from parley.report import Report

VERSION = "1"
"""Of this adapter."""

AT_ONCE = 1000
"""Words of whole sentences that a pipeline gets at once, so that its memory does not grow with the report."""

LABELS: Mapping[str, str] = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC",
    "NORP": "MISC", "EVENT": "MISC", "LAW": "MISC", "LANGUAGE": "MISC", "PRODUCT": "MISC", "WORK_OF_ART": "MISC",
    "MISC": "MISC",
}  # fmt: skip
"""Name labels of OntoNotes and CoNLL, and what they are here; dates, numbers and amounts are no names."""

PENN = frozenset({
    "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP",
    "NNPS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD",
    "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "ADD", "AFX", "GW", "HYPH", "NFP", "XX",
    ".", ",", ":", "$", "#", "''", "``", "-LRB-", "-RRB-",
})  # fmt: skip
"""The tags that the later stages know (Penn Treebank, as OntoNotes extends it)."""

UNKNOWN = "XX"

_ARTICLES = frozenset({"the", "a", "an"})


class Marked(Protocol):
    """A word as a pipeline labels it."""

    @property
    def tag_(self) -> str:
        """Its fine-grained tag."""

    @property
    def ent_iob_(self) -> str:
        """B, I, O or nothing."""

    @property
    def ent_type_(self) -> str:
        """The label of the name that it belongs to."""


class Component(Protocol):
    """What a pipeline says of one of its components."""

    @property
    def assigns(self) -> Iterable[str]:
        """What it sets, such as "token.tag" and "doc.ents"."""


class Pipeline(Protocol):
    """What is used of a spaCy `Language`."""

    @property
    def meta(self) -> Mapping[str, Any]:
        """Its language, name and version."""

    @property
    def pipe_names(self) -> Sequence[str]:
        """Its active components."""

    def get_pipe_meta(self, name: str, /) -> Component:
        """What one of them is."""

    def __call__(self, doc: Any, /) -> Iterable[Marked]:
        """The document with every word labelled."""


class Documents(Protocol):
    """Makes the document that a pipeline labels."""

    def __call__(self, *, words: Sequence[str], spaces: Sequence[bool], starts: Sequence[bool]) -> Any:
        """A document of words; `spaces`: whether a blank follows; `starts`: whether a sentence begins."""


@dataclass(frozen=True)
class Installed:
    """A pipeline with what makes its documents; `spacy` is the version of spaCy."""

    pipeline: Pipeline
    documents: Documents
    spacy: str

    @property
    def named(self) -> str:
        """The pipeline's name and version as its own description gives them, never a path."""
        meta = self.pipeline.meta
        return _plain(f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}")

    def parsed(self, report: Report, tokens: Sequence[Token]) -> Parse:
        """The parse of a report; the words of blocks that are no running text get no tags."""
        quoted = quotations(report.text, report.blocks)
        split = sentences(report, tokens, quoted)
        tagged, names = list(tokens), ["O"] * len(tokens)
        for part in _parts(split):
            first, last = part[0].first, part[-1].last
            marked = list(self.pipeline(self._document(report, tokens[first : last + 1], part)))
            for index, word in enumerate(marked[: last - first], first):
                tagged[index] = replace(tokens[index], tag=word.tag_ if word.tag_ in PENN else UNKNOWN)
            for sentence in part:
                names[sentence.first : sentence.last] = _names(
                    [report.text[t.start : t.end] for t in tokens[sentence.first : sentence.last]],
                    marked[sentence.first - first : sentence.last - first],
                )
        return Parse(report, tuple(tagged), tuple(names), split, quoted)

    def _document(self, report: Report, tokens: Sequence[Token], part: Sequence[Sentence]) -> Any:
        """The document of some sentences; `tokens` are theirs and the one after, if there is one."""
        begins, size = {sentence.first - part[0].first for sentence in part}, part[-1].last - part[0].first
        here = tokens[:size]
        after = [token.start for token in tokens[1:]] + [0]
        return self.documents(
            words=[report.text[token.start : token.end] for token in here],
            spaces=[token.end < start for token, start in zip(here, after, strict=False)],
            starts=[index in begins for index in range(size)],
        )


def _parts(split: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences in groups that stand beside each other and have about `AT_ONCE` words."""
    part: list[Sentence] = []
    for sentence in split:
        if part and (sentence.first != part[-1].last or sentence.last - part[0].first > AT_ONCE):
            yield part
            part = []
        part.append(sentence)
    if part:
        yield part


def _names(words: Sequence[str], marked: Sequence[Marked]) -> list[str]:
    """BIO labels of the words of a sentence; articles before a name and "'s" after it are no part of it here."""
    labels = ["O"] * len(words)
    for first, last in _runs(marked):
        kind = LABELS.get(marked[first].ent_type_)
        inner = _trimmed(words, first, last)
        if kind and inner:
            labels[inner[0] : inner[-1] + 1] = [f"B-{kind}", *[f"I-{kind}"] * (len(inner) - 1)]
    return labels


def _trimmed(words: Sequence[str], first: int, last: int) -> range:
    """The words of a name without articles before it and "'s" after it."""
    while first < last and words[first].lower() in _ARTICLES:
        first += 1
    while first < last and words[last - 1].lower().replace("’", "'") in {"'s", "'"}:
        last -= 1
    return range(first, last)


def _runs(marked: Sequence[Marked]) -> Iterator[tuple[int, int]]:
    """Where each name begins and ends, also where a label begins with I."""
    start: int | None = None
    for index, word in enumerate(marked):
        goes_on = word.ent_iob_ == "I" and start is not None and word.ent_type_ == marked[start].ent_type_
        if start is not None and not goes_on:
            yield start, index
            start = None
        if start is None and word.ent_iob_ in {"B", "I"} and word.ent_type_:
            start = index
    if start is not None:
        yield start, len(marked)


@dataclass(frozen=True, slots=True)
class Spacy:
    """An engine that tags and finds names by an installed spaCy pipeline; the pipeline is loaded once a process."""

    pipeline: str
    version: str
    name: str = "spacy"

    @property
    def engine(self) -> Engine:
        """Its name, with the versions of pipeline, spaCy and rules."""
        return Engine(self.name, self.version)

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """One reading for each report, in order."""
        stages = Stages(self.engine, parse=installed(self.pipeline).parsed)
        for report in reports:
            yield with_unknown_tags(stages.read(report))


def spacy_engine(name: str) -> Spacy:
    """The engine of an installed pipeline; raises UsageError where it or spaCy is missing or does not do."""
    found = installed(name)
    rules = Rules().engine
    return Spacy(name, f"{VERSION}; {found.named}; spaCy {found.spacy}; {rules.name} {rules.version}")


def with_unknown_tags(reading: Reading) -> Reading:
    """The reading with a problem where most words have tags that are not Penn's."""
    tagged = [token.tag for token in reading.tokens if token.tag]
    unknown = tagged.count(UNKNOWN)
    if 2 * unknown <= len(tagged):
        return reading
    reason = f"The pipeline gave {unknown} of {len(tagged)} words tags that are not of the Penn Treebank."
    return replace(reading, problems=(*reading.problems, problem(reading.report, reason)))


@cache
def installed(name: str) -> Installed:
    """The pipeline of a package's name or a folder's path, loaded once."""
    try:
        spacy = import_module("spacy")
    except ImportError as error:
        raise UsageError(
            "The engine `spacy` needs spaCy, which is not installed.", "Install parley[spacy] and a pipeline."
        ) from error
    try:
        pipeline = spacy.load(name)
    except OSError as error:
        raise UsageError(
            f"There is no spaCy pipeline {name!r}.", "Install its package, or give the path of its folder."
        ) from error
    except (ImportError, ValueError) as error:
        raise UsageError(
            f"The spaCy pipeline {name!r} cannot be loaded: {_first_line(error)}", "Install what it needs."
        ) from error
    vocabulary, document = pipeline.vocab, import_module("spacy.tokens").Doc

    def documents(*, words: Sequence[str], spaces: Sequence[bool], starts: Sequence[bool]) -> Any:
        return document(vocabulary, words=list(words), spaces=list(spaces), sent_starts=list(starts))

    return fit(Installed(pipeline, documents, str(spacy.__version__)))


def fit(found: Installed) -> Installed:
    """The same, if it is for English and has what the later stages need; raises UsageError."""
    pipeline = found.pipeline
    language = pipeline.meta.get("lang")
    if language not in {"en", "xx"}:
        raise UsageError(f"The pipeline {found.named} is for {language!r}.", "Choose one for English.")
    sets = {name: {name, *pipeline.get_pipe_meta(name).assigns} for name in pipeline.pipe_names}
    for needed, signs in {"tagger": {"tagger", "token.tag"}, "NER": {"ner", "doc.ents", "token.ent_type"}}.items():
        if not any(signs & each for each in sets.values()):
            raise UsageError(
                f"The pipeline {found.named} has no {needed}.",
                "Choose one with a tagger and NER, such as the English news pipelines of spaCy.",
            )
    return found


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200].rstrip(".") + "."


def _plain(text: str) -> str:
    """A name in one line of plain characters."""
    return re.sub(r"[^\w.+-]+", " ", text).strip()[:100] or "unnamed"
