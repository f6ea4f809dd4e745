"""Parts of speech (Penn Treebank) and names (PER, ORG, LOC, MISC) by averaged perceptrons (Collins 2002).

A text is tagged from left to right; then names are labelled twice, the second time in sight of the first labelling of
the whole text (two-stage, after Krishnan and Manning 2006). How the weights were made: weights/MODEL_CARD.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from parley.annotate.evidence import Evidence, FirstLook
from parley.annotate.features import (
    EVIDENCE,
    LABEL,
    LOWER,
    NAME_TEMPLATES,
    POS,
    SECOND_TEMPLATES,
    TAG_TEMPLATES,
    Described,
    Hashes,
    Template,
    describe,
    label_hashes,
    mix,
    salt,
)

_CHUNK = 2000
"""Words that are scored at once."""

_PART = 100_000
"""Words of a very long text that are taken together as one."""

Scores = NDArray[np.float32]


def _steps() -> NDArray[np.int16]:
    steps = [0]
    while len(steps) < 128:
        steps.append(steps[-1] + max(1, steps[-1] * 11 // 200))
    return np.array(steps, dtype=np.int16)


STEPS = _steps()
"""The sizes that a weight can have: every small whole number, then steps of about five in a hundred."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The Penn Treebank tag of a word and its name label: `O`, or `B-` or `I-` with PER, ORG, LOC or MISC."""

    pos: str
    name: str


@dataclass(frozen=True)
class Head:
    """A perceptron: its labels, and its weights as 2**bits rows by labels; row 0 is empty."""

    labels: tuple[str, ...]
    weights: NDArray[np.int16] | NDArray[np.float32]

    @property
    def bits(self) -> int:
        """How many bits of a hash number the rows."""
        return len(self.weights).bit_length() - 1

    @cached_property
    def hashes(self) -> Hashes:
        """A hash for each label, and one more for what stands before a sentence."""
        return label_hashes((*self.labels, ""))

    def scores(self, rows: Hashes) -> Scores:
        """Sums of the weights of each word's features, words by labels."""
        scores: Scores = self.weights[rows].sum(axis=1, dtype=np.float32)
        return scores

    @cached_property
    def after_one(self) -> Hashes:
        """Row of the feature 'the label before', for each label."""
        return self._row(mix(_salted("before"), self.hashes))

    @cached_property
    def after_two(self) -> Hashes:
        """Row of the feature 'the two labels before', labels by labels."""
        return self._row(mix(mix(_salted("two before"), self.hashes)[:, None], self.hashes[None, :]))

    @cached_property
    def history(self) -> Scores:
        """Scores by the two labels before: labels by labels by labels."""
        one, two = self.weights[self.after_one], self.weights[self.after_two]
        history: Scores = two.astype(np.float32) + one[None, :, :]
        return history

    @cached_property
    def transitions(self) -> Scores:
        """Scores by the label before, a great loss where it forbids the next: labels by labels."""
        return self.weights[self.after_one].astype(np.float32) + forbidden(self.labels)

    def after_one_with(self, words: Hashes) -> Hashes:
        """Rows of the feature 'the label before and this word', words by labels."""
        return self._row(mix(mix(_salted("before with"), words)[:, None], self.hashes[None, :]))

    def _row(self, hashes: Hashes) -> Hashes:
        return hashes >> np.uint32(32 - self.bits)


@dataclass(frozen=True, slots=True)
class Heads:
    """The three perceptrons: for tags, for a first labelling of names and for the second."""

    tags: Head
    names: Head
    second: Head


def _salted(name: str) -> Hashes:
    return np.array([salt(name)], dtype=np.uint32)


def tag(words: Sequence[str]) -> list[Tagged]:
    """Tags and name labels of the words of one sentence."""
    return tag_document([words])[0]


def tag_document(sentences: Sequence[Sequence[str]]) -> list[list[Tagged]]:
    """The same for all sentences of a text, where a name's other occurrences help to tell what it is."""
    return [tagged for part in _runs(sentences, _PART) for tagged in _tag_part(part)]


def _tag_part(sentences: Sequence[Sequence[str]]) -> list[list[Tagged]]:
    heads = load()
    evidence = Evidence(sentences)
    tags: list[list[str]] = []
    labels: list[list[str]] = []
    seen: list[Described] = []
    for chunk in _runs(sentences, _CHUNK):
        described = describe(chunk)
        found = greedy(heads.tags, described)
        tags += in_sentences(heads.tags, found, described)
        seen.append(for_names(described, heads.tags.hashes[found], evidence, chunk))
        labels += in_sentences(heads.names, best_path(heads.names, seen[-1], NAME_TEMPLATES), seen[-1])
    look = FirstLook(sentences, labels)
    names: list[list[str]] = []
    first = 0
    for chunk, described in zip(_runs(sentences, _CHUNK), seen, strict=True):
        again = for_second(described, look, chunk, labels[first : first + len(chunk)])
        names += in_sentences(heads.second, best_path(heads.second, again, SECOND_TEMPLATES), again)
        first += len(chunk)
    return [list(map(Tagged, *pair)) for pair in zip(tags, names, strict=True)]


def for_names(described: Described, tags: Hashes, evidence: Evidence, sentences: Sequence[Sequence[str]]) -> Described:
    """The description with what the perceptrons for names see besides: tags and other occurrences."""
    columns = np.concatenate([evidence.columns(words) for words in sentences])
    return described.with_columns(POS, tags[:, None]).with_columns(EVIDENCE, columns)


def for_second(
    described: Described, look: FirstLook, sentences: Sequence[Sequence[str]], labels: Sequence[Sequence[str]]
) -> Described:
    """The description with what the second perceptron for names sees besides."""
    columns = [look.columns(words, names) for words, names in zip(sentences, labels, strict=True)]
    return described.with_columns(LABEL, np.concatenate(columns))


def in_sentences(head: Head, labels: Sequence[int], described: Described) -> list[list[str]]:
    """Labels by sentence."""
    flat = (head.labels[label] for label in labels)
    return [[next(flat) for _ in range(length)] for length in described.lengths]


def _runs(sentences: Sequence[Sequence[str]], least: int) -> Iterator[Sequence[Sequence[str]]]:
    """The sentences in runs of about so many words."""
    first = size = 0
    for index, words in enumerate(sentences):
        size += len(words)
        if size >= least:
            yield sentences[first : index + 1]
            first, size = index + 1, 0
    if first < len(sentences):
        yield sentences[first:]


def greedy(head: Head, described: Described) -> list[int]:
    """Labels from left to right, each seeing the two before it; flat over the sentences."""
    static = head.scores(described.rows(TAG_TEMPLATES, head.bits))
    before = head.history
    with_word = head.after_one_with(described.column(0, LOWER))
    labels: list[int] = []
    nothing = len(head.labels)
    index = 0
    for length in described.lengths:
        one = two = nothing
        for _ in range(length):
            scores = static[index] + before[two, one]
            scores += head.weights[with_word[index, one]]
            two, one = one, int(scores.argmax())
            labels.append(one)
            index += 1
    return labels


def best_path(head: Head, described: Described, templates: Sequence[Template]) -> list[int]:
    """The best labels of each sentence (Viterbi), each seeing the one before it; flat over the sentences."""
    moves = head.weights[head.after_one_with(described.column(0, LOWER))].astype(np.float32)
    moves += head.transitions
    moves += head.scores(described.rows(templates, head.bits))[:, None, :]
    labels: list[int] = []
    first = 0
    for length in described.lengths:
        labels.extend(viterbi(moves[first : first + length]))
        first += length
    return labels


def viterbi(moves: Scores) -> list[int]:
    """The best path through scores of words by labels before by labels; the last label before is the beginning."""
    if not len(moves):
        return []
    best = moves[0, -1]
    backs = []
    for move in moves[1:, :-1]:
        through = best[:, None] + move
        backs.append(through.argmax(axis=0))
        best = through.max(axis=0)
    path = [int(best.argmax())]
    for back in reversed(backs):
        path.append(int(back[path[-1]]))
    return path[::-1]


def forbidden(labels: tuple[str, ...]) -> Scores:
    """A great loss where an `I-` does not go on with the name before it; labels before by labels."""
    loss = np.zeros((len(labels) + 1, len(labels)), dtype=np.float32)
    for column, label in enumerate(labels):
        for row, before in enumerate((*labels, "")):
            if label.startswith("I-") and before[2:] != label[2:]:
                loss[row, column] = -1e6
    return loss


@cache
def load() -> Heads:
    """The shipped perceptrons."""
    return read_weights(files("parley.annotate").joinpath("weights/tagger.npz").read_bytes())


def read_weights(packed: bytes) -> Heads:
    """The perceptrons from the bytes of a weights file."""
    arrays = np.load(BytesIO(packed))
    return Heads(*(_head(arrays, name) for name in Heads.__slots__))


def _head(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Head:
    labels = tuple(str(label) for label in arrays[f"{name}_labels"])
    used = np.unpackbits(arrays[f"{name}_used"].astype(np.uint8))
    weights = np.zeros(len(used), dtype=np.int16)
    steps = np.concatenate([-STEPS[:0:-1], STEPS])
    weights[used.view(bool)] = steps[arrays[f"{name}_codes"].astype(np.int16) + 127]
    return Head(labels, weights.reshape(-1, len(labels)))


def write_weights(heads: Heads) -> bytes:
    """The bytes of a weights file, a code of eight bits for each weight that is not zero; every weight is a step."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name in Heads.__slots__:
        head: Head = getattr(heads, name)
        flat = head.weights.reshape(-1)
        some = flat[flat != 0]
        arrays[f"{name}_labels"] = np.array(head.labels)
        arrays[f"{name}_used"] = np.packbits(flat != 0)
        arrays[f"{name}_codes"] = (np.sign(some) * np.searchsorted(STEPS, np.abs(some))).astype(np.int8)
    packed = BytesIO()
    np.savez_compressed(packed, **arrays)  # type: ignore[arg-type]
    return packed.getvalue()
