"""The parse of a report by the encoder: tags, names, and the attributions that it proposes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path

import numpy as np

from parley.annotate.attribution.units import stretches
from parley.annotate.encoder.decode import best_path, cues_of, told_of
from parley.annotate.encoder.network import Asked, Looked, Network, network
from parley.annotate.encoder.passages import Words, passages
from parley.annotate.parse import Parse, Proposal, Range, outermost
from parley.annotate.quotations import quotations
from parley.annotate.sentences import sentences
from parley.reading import MEANING, Quotation, Sentence, Token
from parley.report import Report


def encoded(report: Report, tokens: Sequence[Token], weights: Path) -> Parse:
    """The parse of a report from its bare tokens; the words of blocks that are no running text get no tags."""
    quoted = quotations(report.text, report.blocks)
    split = sentences(report, tokens, quoted)
    net = network(weights)
    places = [index for sentence in split for index in range(sentence.first, sentence.last)]
    tagged, names = list(tokens), ["O"] * len(tokens)
    meanings = np.zeros((len(tokens), MEANING), dtype=np.int8)
    proposals: list[Proposal] = []
    whole = tuple(stretches(split, outermost(quoted)))
    first = 0
    for passage in passages(worded(report, tokens, split, quoted), net.cut):
        here = places[first : first + len(passage.words)]
        looked = net.look(passage)
        meanings[here] = net.meanings(looked, passage)
        tags, labels, told = _read(net, looked, _Place(here, whole, passage.sentences))
        for index, tag, label in zip(here, tags, labels, strict=True):
            tagged[index] = Token(tokens[index].start, tokens[index].end, tag)
            names[index] = label
        proposals += (_placed(one, here) for one in told)
        first += len(here)
    return Parse(report, tuple(tagged), tuple(names), split, quoted, tuple(proposals), meanings.tobytes())


def worded(
    report: Report, tokens: Sequence[Token], split: Sequence[Sentence], quoted: Sequence[Quotation]
) -> Iterator[Words]:
    """The sentences as the encoder takes them, one by one."""
    inside = [False] * len(tokens)
    for quotation in quoted:
        first = bisect_left(tokens, quotation.start, key=lambda token: token.start)
        last = bisect_right(tokens, quotation.end, key=lambda token: token.end)
        inside[first:last] = [True] * (last - first)
    for sentence in split:
        here = slice(sentence.first, sentence.last)
        words = tuple(report.text[token.start : token.end] for token in tokens[here])
        yield Words(words, tuple(inside[here]), report.blocks[sentence.block].kind == "title")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a passage stands: the token and sentence of each word; the stretches of tokens that are searched alone."""

    tokens: Sequence[int]
    stretches: Sequence[Range]
    sentences: Sequence[int]

    def around(self, word: int) -> Range:
        """The words of the passage that are searched together with a word."""
        index = bisect_right(self.stretches, self.tokens[word], key=itemgetter(0)) - 1
        first, last = self.stretches[index]
        return bisect_left(self.tokens, first), bisect_left(self.tokens, last)


def _read(net: Network, looked: Looked, place: _Place) -> tuple[list[str], list[str], list[Proposal]]:
    """Tags, name labels and attributions of a passage; a cue's roles are looked for where they will be searched."""
    tags = [net.labels.tags[number] for number in looked.tags.argmax(-1).tolist()]
    names = best_path(looked.names, net.labels.names)
    cues = [(cue, around) for cue in cues_of(looked.cues) if cue[1] < (around := place.around(cue[0]))[1]]
    if not cues:
        return tags, names, []
    heard = net.hear(looked, place.sentences, [Asked(cue[:2], around) for cue, around in cues])
    return tags, names, told_of([cue for cue, _ in cues], heard, net.labels.stances)


def _placed(told: Proposal, here: Sequence[int]) -> Proposal:
    """The same by tokens of the report."""

    def places(run: Range) -> Range:
        return here[run[0]], here[run[1] - 1] + 1

    source = places(told.source) if told.source else None
    return replace(told, cue=places(told.cue), source=source, content=tuple(map(places, told.content)))
