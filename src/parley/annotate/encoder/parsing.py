"""The parse of a report by the encoder: tags, names, and the attributions that it proposes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter
from pathlib import Path

import numpy as np

from parley.annotate.attribution.units import stretches
from parley.annotate.encoder.decode import best_chains, cues_of, told_of
from parley.annotate.encoder.naming import begins, clues
from parley.annotate.encoder.network import Asked, Looked, Network, network
from parley.annotate.encoder.passages import Passage, Words, passages
from parley.annotate.parse import Parse, Proposal, Range, outermost
from parley.annotate.quotations import quotations
from parley.annotate.sentences import sentences
from parley.reading import MEANING, Quotation, Sentence, Token
from parley.report import Report

TOGETHER = 40
"""Passages whose names are read together, some 5,000 words."""


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
    for neighbours in _together(passages(worded(report, tokens, split, quoted), net.cut)):
        looked = [net.look(passage) for passage in neighbours]
        labels = iter(_named(net, neighbours, looked))
        for passage, seen in zip(neighbours, looked, strict=True):
            here = places[first : first + len(passage.words)]
            meanings[here] = net.meanings(seen, passage)
            for index, tag in zip(here, seen.tags.argmax(-1).tolist(), strict=True):
                tagged[index] = Token(tokens[index].start, tokens[index].end, net.labels.tags[tag])
                names[index] = next(labels)
            proposals += (_placed(one, here) for one in _told(net, seen, _Place(here, whole, passage.sentences)))
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


def _together(found: Iterator[Passage]) -> Iterator[list[Passage]]:
    """Neighbouring passages whose names are read in sight of each other; memory does not grow with the report."""
    while neighbours := list(islice(found, TOGETHER)):
        yield neighbours


def _named(net: Network, neighbours: Sequence[Passage], looked: Sequence[Looked]) -> list[str]:
    """Name labels of all words of some passages."""
    states, names, tags = (
        np.concatenate(rows) for rows in zip(*((one.states, one.names, one.tags) for one in looked), strict=True)
    )
    seen = clues(neighbours, states, names, tags.argmax(-1))
    scores, first = [], 0
    for passage, one in zip(neighbours, looked, strict=True):
        scores.append(net.name(one, seen.part(slice(first, first + len(passage.words)))))
        first += len(passage.words)
    begun = [first for passage in neighbours for first in begins(passage)]
    return best_chains(np.concatenate(scores), begun, net.labels.names, net.changes)


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


def _told(net: Network, looked: Looked, place: _Place) -> list[Proposal]:
    """Attributions of a passage; a cue's roles are looked for where they will be searched."""
    cues = [(cue, around) for cue in cues_of(looked.cues) if cue[1] < (around := place.around(cue[0]))[1]]
    if not cues:
        return []
    heard = net.hear(looked, place.sentences, [Asked(cue[:2], around) for cue, around in cues])
    return told_of([cue for cue, _ in cues], heard, net.labels.stances)


def _placed(told: Proposal, here: Sequence[int]) -> Proposal:
    """The same by tokens of the report."""

    def places(run: Range) -> Range:
        return here[run[0]], here[run[1] - 1] + 1

    source = places(told.source) if told.source else None
    return replace(told, cue=places(told.cue), source=source, content=tuple(map(places, told.content)))
