"""From scores to labels: the best path through BIO labels, cues, and what each cue ascribes to whom."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parley.annotate.encoder.network import Heard, Scores

SWITCH = np.array([[0.0, 0.2, 2.0], [0.2, 0.0, 1.0], [2.0, 1.0, 0.0]], dtype=np.float32)
"""What each change between neither, source and content costs, in logits."""
CUE = 0.5
"""Probability from which a word is taken for a cue's."""


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution as the network has it, by words: cue, source and content as (first, after last).

    `sure` is the probability of its cue, `stance` its stance or None.
    """

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    sure: float
    stance: str | None


def softmax(scores: Scores) -> Scores:
    """Probabilities over the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    result: Scores = raised / raised.sum(-1, keepdims=True)
    return result


def best_path(scores: Scores, labels: Sequence[str]) -> list[str]:
    """The best row of BIO labels by Viterbi: I-X follows only B-X or I-X."""
    if not len(scores):
        return []
    allowed = np.array([[_follows(before, after) for after in labels] for before in labels])
    barred = np.where(allowed, 0.0, -1e9).astype(np.float32)
    best = scores[0] + np.array([-1e9 if label.startswith("I") else 0.0 for label in labels], dtype=np.float32)
    back = []
    for row in scores[1:]:
        all_ways = best[:, None] + barred
        back.append(all_ways.argmax(0))
        best = all_ways.max(0) + row
    place = int(best.argmax())
    path = [place]
    for row in reversed(back):
        path.append(int(row[path[-1]]))
    return [labels[place] for place in reversed(path)]


def _follows(before: str, after: str) -> bool:
    return not after.startswith("I") or before[1:] == after[1:]


def cues_of(scores: Scores, least: float = CUE) -> list[tuple[int, int, float]]:
    """Cues as (first word, last word, probability)."""
    chances = softmax(scores)
    cue = 1 - chances[:, 0]
    found: list[tuple[int, int, float]] = []
    index = 0
    while index < len(cue):
        if cue[index] < least:
            index += 1
            continue
        last = index
        while last + 1 < len(cue) and cue[last + 1] >= least and chances[last + 1, 2] >= chances[last + 1, 1]:
            last += 1
        found.append((index, last, float(cue[index : last + 1].max())))
        index = last + 1
    return found


def told_of(cues: Sequence[tuple[int, int, float]], heard: Heard, stances: Sequence[str]) -> list[Told]:
    """The attributions of a passage; cues without content are dropped."""
    found = []
    paths = smooth(heard.roles, cues)
    for (first, last, sure), roles, chosen, scores in zip(
        cues, softmax(heard.roles), paths, heard.stances, strict=True
    ):
        content = tuple(run for run in _runs(chosen == 2) if roles[slice(*run), 2].max() > 0.6)
        sources = _runs(chosen == 1)
        source = max(sources, key=lambda run: (roles[slice(*run), 1].sum(), -run[0]), default=None)
        stance = stances[int(scores.argmax())]
        if content:
            found.append(Told((first, last + 1), source, content, sure, None if stance == "none" else stance))
    return found


def smooth(scores: Scores, cues: Sequence[tuple[int, int, float]]) -> np.ndarray:
    """The best roles of N x W words where each change of role costs `SWITCH`; the words of a cue have none."""
    count, length, kinds = scores.shape
    given = scores - scores.max(-1, keepdims=True)
    for row, (first, last, _) in zip(given, cues, strict=True):
        row[first : last + 1] = -1e9
        row[first : last + 1, 0] = 0
    best = given[:, 0]
    back = np.zeros((length, count, kinds), dtype=np.int8)
    for place in range(1, length):
        ways = best[:, :, None] - SWITCH[None]
        back[place] = ways.argmax(1)
        best = ways.max(1) + given[:, place]
    path = np.zeros((count, length), dtype=np.int8)
    path[:, -1] = best.argmax(-1)
    for place in range(length - 1, 0, -1):
        path[:, place - 1] = back[place][np.arange(count), path[:, place]]
    return path


def _runs(chosen: np.ndarray) -> list[tuple[int, int]]:
    """Stretches of neighbouring words that are chosen."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], chosen.astype(np.int8), [0]])))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]
