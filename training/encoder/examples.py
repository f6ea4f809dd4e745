"""Lessons as tensors: passages of random length, padded into batches, with what each head is to say."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from parley.annotate.encoder.passages import Cut, Passage, passages
from training.encoder.lessons import UNTOLD, Document
from training.encoder.model import Labels

IGNORED = -100
BEGIN, END = 101, 102
"""The pieces that BERT puts around every passage."""
MOST_CUES = 16


@dataclass(frozen=True, slots=True)
class Example:
    """A passage with the labels of its words by number; `cues` are (first, last) with the role of every word."""

    passage: Passage
    tags: list[int]
    names: list[int]
    heads: list[int]
    relations: list[int]
    cues: list[int]
    told: list[tuple[tuple[int, int], list[int], int]]
    vectors: list[int]
    """Rows of the teacher's sentence vectors, one for each sentence; -1 where there is none."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some examples; B passages, T pieces, W words."""

    pieces: Tensor
    around: Tensor
    mask: Tensor
    firsts: Tensor
    sentences: Tensor
    owners: Tensor
    """The sentence of each piece, B x T, or -1."""
    tags: Tensor
    names: Tensor
    heads: Tensor
    relations: Tensor
    cues: Tensor
    told: list[tuple[int, tuple[int, int], Tensor, int]]
    vectors: list[tuple[int, int, int]]
    """(passage, sentence, row of the teacher's vectors)."""

    @property
    def size(self) -> int:
        """Its pieces with padding."""
        return self.pieces.numel()


@dataclass(frozen=True)
class Numbers:
    """From labels to numbers."""

    labels: Labels

    def __post_init__(self) -> None:
        for name in ("tags", "relations", "names", "stances"):
            found = {label: place for place, label in enumerate(getattr(self.labels, name))}
            object.__setattr__(self, f"of_{name}", found)

    def number(self, kind: str, label: str) -> int:
        """The number of a label; IGNORED where it is not known."""
        found: dict[str, int] = getattr(self, f"of_{kind}")
        return found.get(label, IGNORED)


def examples(
    document: Document, cut: Cut, numbers: Numbers, longest: int, rows: Sequence[int] | None = None
) -> Iterator[Example]:
    """The passages of a document in order; `rows` are the rows of its sentences' teacher vectors."""
    words = [lesson.words for lesson in document.sentences]
    starts = {first: number for number, first in enumerate(document.firsts)}
    place = 0
    for passage in passages(words, cut, longest):
        count = len(passage.words)
        yield _example(document, passage, numbers, range(place, place + count), (starts, rows))
        place += count


def _example(
    document: Document,
    passage: Passage,
    numbers: Numbers,
    inside: range,
    known: tuple[dict[int, int], Sequence[int] | None],
) -> Example:
    starts, rows = known
    tags, names, heads, relations, vectors = [], [], [], [], []
    for index in inside:
        if index in starts:
            number = starts[index]
            lesson = document.sentences[number]
            vectors.append(rows[number] if rows is not None else -1)
            whole = index + len(lesson.words.words) <= inside.stop
            for place in range(min(len(lesson.words.words), inside.stop - index)):
                head = lesson.heads[place]
                tags.append(numbers.number("tags", lesson.tags[place]))
                names.append(numbers.number("names", lesson.names[place]))
                known_head = whole and head != UNTOLD
                heads.append(IGNORED if not known_head else 0 if head == 0 else index - inside.start + head)
                relations.append(numbers.number("relations", lesson.relations[place]) if known_head else IGNORED)
        elif index == inside.start:
            return Example(passage, *(([IGNORED] * len(inside),) * 5), [], [-1] * (passage.sentences[-1] + 1))
    cues, told = _cues(document, inside, numbers)
    return Example(passage, tags, names, heads, relations, cues, told, vectors)


def _cues(
    document: Document, inside: range, numbers: Numbers
) -> tuple[list[int], list[tuple[tuple[int, int], list[int], int]]]:
    if document.told is None:
        return [IGNORED] * len(inside), []
    labels = [0] * len(inside)
    told = []
    for one in document.told:
        first, last = one.cue[0] - inside.start, one.cue[1] - inside.start
        if first < 0 or last >= len(inside):
            continue
        labels[first] = 1
        labels[first + 1 : last + 1] = [2] * (last - first)
        roles = [2 if index in one.content else 1 if index in one.source else 0 for index in inside]
        stance = numbers.number("stances", one.stance or "none") if document.stances else IGNORED
        told.append(((first, last), roles, stance))
    return labels, told


def batch(found: Sequence[Example]) -> Batch:
    """Examples padded to the longest of them."""
    longest = max(example.passage.size for example in found) + 2
    widest = max(len(example.passage.words) for example in found)
    shape, wide = (len(found), longest), (len(found), widest)
    pieces, around, mask = (
        torch.zeros(shape, dtype=torch.long),
        torch.zeros(shape, dtype=torch.long),
        torch.zeros(shape),
    )
    owners = torch.full(shape, -1, dtype=torch.long)
    firsts, sentences = torch.zeros(wide, dtype=torch.long), torch.full(wide, -1, dtype=torch.long)
    rows = {
        name: torch.full(wide, IGNORED, dtype=torch.long) for name in ("tags", "names", "heads", "relations", "cues")
    }
    told, vectors = [], []
    for number, example in enumerate(found):
        passage = example.passage
        flat = [piece for word in passage.pieces for piece in word]
        pieces[number, : len(flat) + 2] = torch.tensor([BEGIN, *flat, END])
        mask[number, : len(flat) + 2] = 1
        place = 1
        for index, (word, value) in enumerate(zip(passage.pieces, passage.surroundings, strict=True)):
            firsts[number, index] = place
            around[number, place : place + len(word)] = value
            owners[number, place : place + len(word)] = passage.sentences[index]
            place += len(word)
        count = len(passage.words)
        sentences[number, :count] = torch.tensor(passage.sentences)
        for name, row in rows.items():
            row[number, :count] = torch.tensor(getattr(example, name))
        for cue, roles, stance in example.told[:MOST_CUES]:
            padded = torch.full((widest,), IGNORED, dtype=torch.long)
            padded[:count] = torch.tensor(roles)
            told.append((number, cue, padded, stance))
        vectors += [(number, sentence, row) for sentence, row in enumerate(example.vectors) if row >= 0]
    return Batch(pieces, around, mask, firsts, sentences, owners, **rows, told=told, vectors=vectors)


def batches(found: Sequence[Example], size: int, chance: random.Random) -> Iterator[Batch]:
    """All examples once in random order, in batches of about `size` pieces of like length."""
    order = sorted(found, key=lambda example: example.passage.size + chance.random() * 24)
    groups: list[list[Example]] = [[]]
    for example in order:
        if groups[-1] and (len(groups[-1]) + 1) * (example.passage.size + 2) > size:
            groups.append([])
        groups[-1].append(example)
    chance.shuffle(groups)
    yield from (batch(group) for group in groups if group)
