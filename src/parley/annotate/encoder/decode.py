"""From scores to labels: the best path through BIO labels, cues, and what each cue ascribes to whom."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from parley.annotate.encoder.network import Heard, Scores
from parley.annotate.parse import Proposal, Range

SWITCH = np.array([[0.0, 0.2, 2.0], [0.2, 0.0, 1.0], [2.0, 1.0, 0.0]], dtype=np.float32)
"""What each change between neither, source and content costs, in logits."""
LIKELY = 0.5
"""Probability from which a word is taken for a cue's."""
SURE = 0.85
"""The same for the surest word of a cue; which cues are sure enough is decided where they are taken in."""
_AT_ONCE = 64
"""Sentences whose labels are sought side by side."""


def softmax(scores: Scores) -> Scores:
    """Probabilities over the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    result: Scores = raised / raised.sum(-1, keepdims=True)
    return result


def best_path(scores: Scores, labels: Sequence[str]) -> list[str]:
    """The best row of BIO labels by Viterbi: I-X follows only B-X or I-X."""
    if not len(scores):
        return []
    barred, inner = _barred(tuple(labels))
    path = scores.argmax(-1)
    if inner[path[0]] or barred[path[:-1], path[1:]].any():
        rows = scores[:, :, None].copy()
        rows[0, inner] -= 1e9
        path = _best_rows(rows, barred)[:, 0]
    return [labels[place] for place in path.tolist()]


@cache
def _barred(labels: tuple[str, ...]) -> tuple[Scores, NDArray[np.bool_]]:
    """What each change of label costs: nothing, or more than any score; and which labels never come first."""
    costs = np.array([[0.0 if _follows(before, after) else 1e9 for after in labels] for before in labels])
    return costs.astype(np.float32), np.array([label.startswith("I") for label in labels])


def best_chains(scores: Scores, begins: Sequence[bool], labels: Sequence[str], changes: Scores) -> list[str]:
    """The best BIO labels of whole sentences by Viterbi; `changes` are added for each step, the last one to O."""
    firsts = [place for place, begun in enumerate(begins) if begun]
    bounds = list(zip(firsts, [*firsts[1:], len(scores)], strict=True))
    barred, inner = _barred(tuple(labels))
    found: list[str] = []
    for place in range(0, len(bounds), _AT_ONCE):
        some = bounds[place : place + _AT_ONCE]
        rows = np.full((max(last - first for first, last in some) + 1, len(labels), len(some)), -1e9, dtype=np.float32)
        rows[:, labels.index("O")] = 0
        for number, (first, last) in enumerate(some):
            rows[: last - first, :, number] = scores[first:last]
        rows[0, inner] -= 1e9
        paths = _best_rows(rows, barred - changes).T.tolist()
        for (first, last), path in zip(some, paths, strict=True):
            found += [labels[number] for number in path[: last - first]]
    return found


def _follows(before: str, after: str) -> bool:
    return not after.startswith("I") or before[1:] == after[1:]


def _best_rows(rows: Scores, costs: Scores) -> NDArray[np.intp]:
    """The best kinds, words by rows, of scores of words by kinds by rows, where a change of kind has its cost."""
    change = costs.T[:, :, None]
    bests = rows.copy()
    before = bests[0]
    for here in bests[1:]:
        np.add(here, np.maximum.reduce(before - change, 1), out=here)
        before = here
    back = (bests[:-1, None] - change).argmax(2)
    path = [bests[-1].argmax(0).tolist()]
    for row in reversed(back.tolist()):
        path.append([row[kind][at] for at, kind in enumerate(path[-1])])
    return np.array(path[::-1])


def cues_of(scores: Scores, sure: float = SURE) -> list[tuple[int, int, float]]:
    """Cues as (first word, last word, probability)."""
    chances = softmax(scores)
    cue = 1 - chances[:, 0]
    runs: list[list[int]] = []
    for index in np.flatnonzero(cue >= LIKELY).tolist():
        if runs and index == runs[-1][-1] + 1 and chances[index, 2] >= chances[index, 1]:
            runs[-1].append(index)
        else:
            runs.append([index])
    found = ((run[0], run[-1], float(cue[run].max())) for run in runs)
    return [one for one in found if one[2] >= sure]


def told_of(cues: Sequence[tuple[int, int, float]], heard: Heard, stances: Sequence[str]) -> list[Proposal]:
    """The attributions of a passage, by its words; cues without content are dropped."""
    inside = [
        (first - start, last - start, sure) for (first, last, sure), start in zip(cues, heard.firsts, strict=True)
    ]
    paths = smooth(heard.roles, inside).tolist()
    shares = softmax(heard.stances).tolist()
    found = []
    for number, roles in enumerate(softmax(heard.roles)):
        first, last, sure = cues[number]
        content = [run for run in _runs(paths[number], 2) if roles[slice(*run), 2].max() > 0.6]
        if content:
            sources = _runs(paths[number], 1)
            source = max(sources, key=lambda run: (roles[slice(*run), 1].sum(), -run[0]), default=None)
            start = heard.firsts[number]
            places = tuple(_moved(run, start) for run in content)
            likely = tuple(zip(stances, shares[number], strict=True))
            found.append(Proposal((first, last + 1), source and _moved(source, start), places, sure, likely))
    return found


def _moved(run: Range, by: int) -> Range:
    return run[0] + by, run[1] + by


def smooth(scores: Scores, cues: Sequence[tuple[int, int, float]]) -> NDArray[np.intp]:
    """The best roles of N x L words where each change of role costs `SWITCH`; the words of a cue have none."""
    given = scores - scores.max(-1, keepdims=True)
    for row, (first, last, _) in zip(given, cues, strict=True):
        row[first : last + 1] = -1e9
        row[first : last + 1, 0] = 0
    return _best_rows(np.ascontiguousarray(given.transpose(1, 2, 0)), SWITCH).T


def _runs(roles: Sequence[int], role: int) -> list[tuple[int, int]]:
    """Stretches of neighbouring words of a role."""
    found, end = [], 0
    for kind, run in groupby(roles):
        start, end = end, end + len(list(run))
        if kind == role:
            found.append((start, end))
    return found
