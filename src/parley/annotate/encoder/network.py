"""The network as it is shipped: ONNX Runtime and the word pieces of BERT behind one class of our own types."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from parley.annotate.encoder.naming import Clues
from parley.annotate.encoder.passages import Passage
from parley.reading import MEANING

Scores = NDArray[np.float32]
Bytes = NDArray[np.int8]

WIDTH = 384
"""Numbers of a state of the encoder."""
THREADS = 2
"""Threads of one run of the network, set once."""
_SLOWER = ("SkipLayerNormFusion",)
"""Changes of the graph that ONNX Runtime would make, and that make it slower on a processor: this one by a seventh."""
_BEGIN, _END, _UNKNOWN = 101, 102, 100
_REMEMBERED = 200_000
"""Words whose pieces are kept in mind, at most."""
_LONE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no encoding of text holds."""
_NO_PIECE = "[UNK]"
_AROUND = 2
"""Words before and after those that are asked for, to which the network looks for their roles."""
_NEITHER = np.array([[[0, -1e4, -1e4]]], dtype=np.float32)
_LONGEST_WORD = 12
"""Pieces of one word, at most: the rest of an address or a run of letters tells nothing."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What the heads can say, by number."""

    tags: tuple[str, ...]
    names: tuple[str, ...]
    stances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What the network says of a passage of W words and T pieces.

    `states` W x 384, `tags` W x tags and `names` W x labels and `cues` W x 3 (O, B, I) as scores, `last` T x 384 as
    the states of the pieces for sentence vectors; the first and last row belong to the marks around the passage.
    """

    states: Scores
    tags: Scores
    names: Scores
    cues: Scores
    last: Scores


@dataclass(frozen=True, slots=True)
class Asked:
    """A cue of a passage (first word, last word), and the words, first to before last, that may have a role."""

    cue: tuple[int, int]
    words: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Heard:
    """What the network says of N cues: `roles` N x L x 3 (neither, source, content) and `stances` N x 9, as scores.

    The roles of a cue begin at its word of `firsts`; after the words that were asked for they are neither.
    """

    roles: Scores
    stances: Scores
    firsts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Axes:
    """The axes along which the states of texts differ most: `centre` 384, `basis` MEANING x 384, scaled for bytes."""

    centre: Scores
    basis: Scores


@dataclass(frozen=True)
class Namer:
    """The head for names; `changes` are what each change of label adds to a path, labels x labels."""

    graph: ort.InferenceSession
    changes: Scores


@dataclass(frozen=True)
class Network:
    """The graphs with their labels, word pieces and axes; without a namer the reader's own scores of names stand."""

    reader: ort.InferenceSession
    teller: ort.InferenceSession
    namer: Namer | None
    labels: Labels
    tokenizer: Tokenizer
    axes: Axes
    known: dict[str, tuple[int, ...]]

    def cut(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The word pieces of each word, at least one."""
        if len(self.known) > _REMEMBERED:
            self.known.clear()
        for word in words:
            if word not in self.known:
                shown = _LONE.sub("\ufffd", word)
                pieces = self.tokenizer.encode(shown, add_special_tokens=False).ids
                self.known[word] = tuple(pieces[:_LONGEST_WORD]) or (_UNKNOWN,)
        return [self.known[word] for word in words]

    def look(self, passage: Passage) -> Looked:
        """One pass of the encoder over a passage."""
        pieces, around, firsts = [_BEGIN], [0], []
        for word, value in zip(passage.pieces, passage.surroundings, strict=True):
            firsts.append(len(pieces))
            pieces += word
            around += [value] * len(word)
        given = {
            "pieces": np.array([[*pieces, _END]], dtype=np.int64),
            "around": np.array([[*around, 0]], dtype=np.int64),
            "firsts": np.array(firsts, dtype=np.int64),
        }
        return Looked(*self.reader.run(["words", "tags", "names", "cues", "last"], given))

    def meanings(self, looked: Looked, passage: Passage) -> Bytes:
        """Where each word of a passage lies on the axes of meaning, W x MEANING: by the mean of its pieces."""
        sizes = np.array([len(word) for word in passage.pieces])
        sums = np.add.reduceat(looked.last[1:-1], np.cumsum(sizes) - sizes, axis=0)
        means = sums / sizes[:, None].astype(np.float32) - self.axes.centre
        # einsum and not @, whose threads wait for each other and take longer than all else here
        placed: Scores = np.einsum("wi,ji->wj", means, self.axes.basis)
        return np.rint(placed).clip(-127, 127).astype(np.int8)

    @property
    def changes(self) -> Scores:
        """What each change of name label adds to a path, labels x labels."""
        count = len(self.labels.names)
        return self.namer.changes if self.namer else np.zeros((count, count), dtype=np.float32)

    def name(self, looked: Looked, seen: Clues) -> Scores:
        """Scores of name labels, W x labels, with the clues to the words of a passage."""
        if self.namer is None:
            return looked.names
        given = {"states": looked.states, "alike": seen.alike, "forms": seen.forms, "chances": seen.chances}
        scores: Scores = self.namer.graph.run(["scores"], given)[0]
        return scores

    def hear(self, looked: Looked, sentences: Sequence[int], asked: Sequence[Asked]) -> Heard:
        """Roles and stances for cues of a passage."""
        first = np.array([one.words[0] for one in asked])
        sizes = np.array([one.words[1] for one in asked]) - first
        rows, steps = _pairs(sizes + 2 * _AROUND)
        given = {
            "words": looked.states,
            "sentences": np.array(sentences, dtype=np.int64),
            "cues": np.array([one.cue for one in asked], dtype=np.int64),
            "pairs": np.stack([rows, first[rows] + steps - _AROUND], 1),
        }
        scores, stances = self.teller.run(["roles", "stances"], given)
        kept = (steps >= _AROUND) & (steps < sizes[rows] + _AROUND)
        roles = np.tile(_NEITHER, (len(asked), int(sizes.max()), 1))
        roles[rows[kept], steps[kept] - _AROUND] = scores[kept]
        return Heard(roles, stances, tuple(first.tolist()))


def _pairs(sizes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of rows of these sizes one after another: the number of the row, and the place in it."""
    rows = np.repeat(np.arange(len(sizes)), sizes)
    return rows, np.arange(len(rows)) - (np.cumsum(sizes) - sizes)[rows]


@cache
def network(folder: Path) -> Network:
    """The network of a folder of weights, loaded once with the first report."""
    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    chosen = Labels(*(tuple(labels[name]) for name in ("tags", "names", "stances")))
    tokenizer = Tokenizer(WordPiece.from_file(str(folder / "vocab.txt"), unk_token=_NO_PIECE))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    axes = _axes(folder / "meaning.npz")
    reader, teller = _session(folder / "reader.onnx"), _session(folder / "roles.onnx")
    return Network(reader, teller, _namer(folder / "names.onnx"), chosen, tokenizer, axes, {})


def _namer(path: Path) -> Namer | None:
    """The head for names of a folder of weights, where there is one; its changes stand in the graph's metadata."""
    if not path.is_file():
        return None
    graph = _session(path)
    changes = json.loads(graph.get_modelmeta().custom_metadata_map["changes"])
    return Namer(graph, np.array(changes, dtype=np.float32))


def _axes(path: Path) -> Axes:
    """The axes of a folder of weights, or none at all: then every word lies at nought."""
    if not path.is_file():
        return Axes(np.zeros(WIDTH, np.float32), np.zeros((MEANING, WIDTH), np.float32))
    held = np.load(path)
    return Axes(held["centre"].astype(np.float32), np.ascontiguousarray(held["basis"].T, np.float32))


def _session(path: Path) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(_SLOWER)
    )
