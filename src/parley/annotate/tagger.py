"""Parts of speech (Penn Treebank) and names (PER, ORG, LOC, MISC) by averaged perceptrons (Collins 2002)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from parley.annotate.features import (
    EVIDENCE,
    LOWER,
    NAME_TEMPLATES,
    POS,
    POS_TEMPLATES,
    Described,
    Evidence,
    Hashes,
    describe,
    label_hashes,
    mix,
    salt,
)

_CHUNK = 2000
"""Words that are scored at once."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tag of a word and its name label: `O`, or `B-` or `I-` with PER, ORG, LOC or MISC."""

    pos: str
    name: str


@dataclass(frozen=True)
class Head:
    """A perceptron: its labels, and its weights as rows by labels, 2**bits rows."""

    labels: tuple[str, ...]
    weights: NDArray[np.int8] | NDArray[np.float32]

    @property
    def bits(self) -> int:
        """How many bits of a hash number the rows."""
        return len(self.weights).bit_length() - 1

    @cached_property
    def hashes(self) -> Hashes:
        """A hash for each label, and one more for what stands before a sentence."""
        return label_hashes((*self.labels, ""))

    def scores(self, rows: Hashes) -> NDArray[np.int32] | NDArray[np.float32]:
        """Sums of the weights of each word's features, words by labels."""
        kind = np.float32 if self.weights.dtype == np.float32 else np.int32
        scores: NDArray[np.int32] | NDArray[np.float32] = self.weights[rows].sum(axis=1, dtype=kind)
        return scores

    def after_one(self) -> Hashes:
        """Row of the feature 'the label before', for each label."""
        return self._row(mix(_salted("before"), self.hashes))

    def after_two(self) -> Hashes:
        """Row of the feature 'the two labels before', labels by labels."""
        return self._row(mix(mix(_salted("two before"), self.hashes)[:, None], self.hashes[None, :]))

    def after_one_with(self, words: Hashes) -> Hashes:
        """Rows of the feature 'the label before and this word', words by labels."""
        return self._row(mix(mix(_salted("before with"), words)[:, None], self.hashes[None, :]))

    def _row(self, hashes: Hashes) -> Hashes:
        return hashes >> np.uint32(32 - self.bits)


def _salted(name: str) -> Hashes:
    return np.array([salt(name)], dtype=np.uint32)


def tag(words: Sequence[str]) -> list[Tagged]:
    """Tags and name labels of the words of one sentence."""
    return tag_document([words])[0]


def tag_document(sentences: Sequence[Sequence[str]]) -> list[list[Tagged]]:
    """The same for all sentences of a text, where a name's other occurrences help to tell what it is."""
    pos, name = load()
    evidence = Evidence(sentences)
    tagged: list[list[Tagged]] = []
    for chunk in _chunks(sentences):
        described = describe(chunk)
        tags = greedy(pos, described)
        names = best_path(name, for_names(described, pos.hashes[tags], evidence, chunk))
        pairs = (Tagged(pos.labels[t], name.labels[n]) for t, n in zip(tags, names, strict=True))
        tagged.extend([next(pairs) for _ in words] for words in chunk)
    return tagged


def for_names(described: Described, tags: Hashes, evidence: Evidence, sentences: Sequence[Sequence[str]]) -> Described:
    """The description with what only the second perceptron sees: tags and other occurrences."""
    seen = np.concatenate([evidence.columns(words) for words in sentences])
    return described.with_columns(POS, tags[:, None]).with_columns(EVIDENCE, seen)


def _chunks(sentences: Sequence[Sequence[str]]) -> Iterator[Sequence[Sequence[str]]]:
    first = size = 0
    for index, words in enumerate(sentences):
        size += len(words)
        if size >= _CHUNK:
            yield sentences[first : index + 1]
            first, size = index + 1, 0
    if first < len(sentences):
        yield sentences[first:]


def greedy(head: Head, described: Described) -> list[int]:
    """Labels from left to right, each seeing the two before it; flat over the sentences."""
    static = head.scores(described.rows(POS_TEMPLATES, head.bits))
    before = head.weights[head.after_two()].astype(static.dtype) + head.weights[head.after_one()][None, :, :]
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


def best_path(head: Head, described: Described) -> list[int]:
    """The best labels of each sentence (Viterbi), each seeing the one before it; flat over the sentences."""
    static = head.scores(described.rows(NAME_TEMPLATES, head.bits))
    before = head.weights[head.after_one()].astype(static.dtype) + _forbidden(head.labels).astype(static.dtype)
    moves = head.weights[head.after_one_with(described.column(0, LOWER))] + before
    moves += static[:, None, :]
    labels: list[int] = []
    first = 0
    for length in described.lengths:
        labels.extend(_viterbi(moves[first : first + length]))
        first += length
    return labels


def _viterbi(moves: NDArray[np.int32] | NDArray[np.float32]) -> list[int]:
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


def _forbidden(labels: tuple[str, ...]) -> NDArray[np.int32]:
    """A great loss where an `I-` does not go on with the name before it; labels before by labels."""
    loss = np.zeros((len(labels) + 1, len(labels)), dtype=np.int32)
    for column, label in enumerate(labels):
        for row, before in enumerate((*labels, "")):
            if label.startswith("I-") and before[2:] != label[2:]:
                loss[row, column] = -(2**20)
    return loss


@cache
def load() -> tuple[Head, Head]:
    """The perceptrons for tags and for names."""
    return read_weights(files("parley.annotate").joinpath("weights/tagger.weights").read_bytes())


def read_weights(packed: bytes) -> tuple[Head, Head]:
    """The perceptrons for tags and for names from the bytes of a weights file."""
    arrays = np.load(BytesIO(packed))
    return _head(arrays, "pos"), _head(arrays, "name")


def _head(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Head:
    labels = tuple(str(label) for label in arrays[f"{name}_labels"])
    used = np.unpackbits(arrays[f"{name}_used"].astype(np.uint8))
    weights = np.zeros(len(used), dtype=np.int8)
    weights[used.view(bool)] = arrays[f"{name}_weights"]
    return Head(labels, weights.reshape(-1, len(labels)))


def write_weights(pos: Head, name: Head) -> bytes:
    """The bytes of a weights file; the weights must be of whole numbers already."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for key, head in (("pos", pos), ("name", name)):
        flat = head.weights.reshape(-1)
        arrays[f"{key}_labels"] = np.array(head.labels)
        arrays[f"{key}_used"] = np.packbits(flat != 0)
        arrays[f"{key}_weights"] = flat[flat != 0].astype(np.int8)
    packed = BytesIO()
    np.savez_compressed(packed, **arrays)  # type: ignore[arg-type]
    return packed.getvalue()
