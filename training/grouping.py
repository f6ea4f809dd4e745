"""Learns what each reason for one story weighs: `python -m training.grouping DATA [--measure]`.

Pairs of reports of the labelled streams (`quality/stream.py`) that share a key, once with their days and once without;
a pair is one story where both carry its label. Logistic regression with a penalty on large weights, by Newton's steps.
The same streams and readings give the same weights. `--measure` instead learns five times without a fifth of the
stories and measures on these. Needs no torch.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parley.compare.gather.clusters import clusters, parts
from parley.compare.gather.gather import candidates, completing, place
from parley.compare.gather.keys import ENOUGH
from parley.compare.gather.likeness import JUDGES, words_alike
from parley.compare.gather.profile import Profile, profile
from parley.compare.gather.signature import Signature, signature, undated
from parley.compare.gather.weights import weights
from parley.compare.reasons import Veto
from quality.grouping import in_one_year
from quality.partition import Agreement, agreement
from quality.stream import WHICH, labelled

WRITTEN = Path("src/parley/compare/lexicon/grouping.toml")
HEAD = """# What each reason for one story weighs, and how much is enough, in logits: `python -m training.grouping`.
# What it was learnt from and how far it holds: training/GROUPING.md.

[weights]
"""
PENALTY = 2.0
STEPS = 15
"""Newton's steps; the fit no longer moves after ten."""
FOLDS = 5
ALIKE = 0.08
"""Pairs without a key in common are learnt from where their words are alike by more than this."""
STRONG = 0.6
"""From this chance on a link leads on: parts are smaller than with less, and no worse grouped."""
BOUNDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """The reports of a stream, with or without days, and their candidate pairs with the share of each reason."""

    name: str
    order: Mapping[str, tuple[int, str]]
    """The place of each report."""
    stories: tuple[str, ...]
    one: NDArray[np.int64]
    other: NDArray[np.int64]
    near: NDArray[np.bool_]
    """Which pairs are compared; the others share a key, are of one story, or somewhat alike."""
    shares: Floats
    """Rows of pairs, a column for each reason, then 1."""

    @property
    def same(self) -> NDArray[np.bool_]:
        """Which pairs tell one story."""
        of = np.array([sorted(set(self.stories)).index(story) for story in self.stories])
        same: NDArray[np.bool_] = of[self.one] == of[self.other]
        return same

    @property
    def counts(self) -> Floats:
        """What each pair counts: that of a story of many reports less, for it has more of them."""
        size = Counter(self.stories)
        each = np.array([size[story] ** -0.5 for story in self.stories])
        return np.where(self.same, np.minimum(each[self.one], each[self.other]), 1.0)


def streams(data: Path) -> Iterator[Stream]:
    """The plain stream and the hard one, each with days and without."""
    for which in WHICH:
        found = labelled(data, which)
        stories = [each.story for each in found]
        signatures = [signature(each.reading) for each in found]
        yield stream(f"{which}, no days", stories, [undated(each) for each in signatures])
        yield stream(f"{which}, days", stories, in_one_year(stories, signatures))


def stream(name: str, stories: Sequence[str], signatures: Sequence[Signature]) -> Stream:
    """A stream with its candidate pairs."""
    at = {each.report: number for number, each in enumerate(signatures)}
    given = {each.report: each for each in signatures}
    seen = {report: profile(each) for report, each in given.items()}
    found = candidates(given, seen, ENOUGH)
    pairs = sorted(found | candidates(given, seen, 0) | set(_chosen(seen, dict(zip(at, stories, strict=True)))))
    shares = np.array([(*_shares(seen[a], seen[b]), 1.0) for a, b in pairs])
    one, other = (np.array([at[pair[side]] for pair in pairs]) for side in (0, 1))
    near = np.array([pair in found for pair in pairs])
    order = {report: place(each) for report, each in given.items()}
    return Stream(name, order, tuple(stories), one, other, near, shares)


def _chosen(seen: Mapping[str, Profile], story: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs that a completed part may ask for: of one story, or with some words alike."""
    for one, other in combinations(sorted(seen), 2):
        if story[one] == story[other] or ((found := words_alike(seen[one], seen[other])) and found.share > ALIKE):
            yield one, other


def _shares(a: Profile, b: Profile) -> Iterator[float]:
    for judge in JUDGES:
        outcome = judge(a, b)
        yield 0.0 if outcome is None or isinstance(outcome, Veto) else max(0.0, min(outcome.share, 1.0))


def learnt(given: Iterable[tuple[Stream, NDArray[np.bool_]]]) -> Floats:
    """The weights of the reasons, then what all pairs have in common, from the chosen pairs of each stream."""
    chosen = list(given)
    shares = np.vstack([each.shares[kept] for each, kept in chosen])
    same = np.concatenate([each.same[kept] for each, kept in chosen]).astype(float)
    counts = np.concatenate([each.counts[kept] for each, kept in chosen])
    scale = np.append(shares[:, :-1].std(axis=0) + 1e-9, 1.0)
    shares = shares / scale
    penalty = np.diag([*([PENALTY] * len(JUDGES)), 0.0])
    found = np.zeros(shares.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(shares @ found, -30, 30)))
        slope = shares.T @ (counts * (likely - same)) + penalty @ found
        bend = (shares.T * (counts * likely * (1 - likely))) @ shares + penalty
        found -= np.linalg.solve(bend, slope)
    plain: Floats = found / scale
    return plain


def fold(story: str) -> int:
    """In which fifth a story is, by its name alone; the hard stream's stories are in that of the plain one's."""
    return int(sha256(story.partition("/")[2].encode()).hexdigest()[:8], 16) % FOLDS


def crossed(given: Sequence[Stream]) -> list[Floats]:
    """For each stream the logits of its pairs, by weights that were learnt without the stories of either report."""
    logits = [np.zeros(len(each.one)) for each in given]
    for out in range(FOLDS):
        folds = [np.array([fold(story) for story in each.stories]) for each in given]
        touched = [(f[s.one] == out) * 1.0 + (f[s.other] == out) for s, f in zip(given, folds, strict=True)]
        found = learnt((each, t == 0) for each, t in zip(given, touched, strict=True))
        for at, each in enumerate(given):
            logits[at] += touched[at] / 2 * (each.shares @ found)
    return logits


def grouped(each: Stream, logits: Floats, least: float) -> Agreement:
    """How well the stream is grouped by these logits."""
    reports = tuple(each.order)
    links: dict[str, dict[str, float]] = {report: {} for report in reports}
    chances = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    known = {(reports[a], reports[b]): float(p) for a, b, p in zip(each.one, each.other, chances, strict=True)}
    for (a, b), shared in zip(known, each.near, strict=True):
        if shared:
            links[a][b] = links[b][a] = known[a, b]
    groups = []
    for part in parts(reports, links, STRONG):
        for a, b in completing(part, each.order):
            links[a][b] = links[b][a] = known.get((a, b), 0.0)
        groups += clusters(part, links, least)
    of = {report: group[0] for group in groups for report in group}
    return agreement(each.stories, [of[report] for report in reports])


def measured(given: Sequence[Stream]) -> None:
    """Prints for each bound how well each stream is grouped by weights that were learnt without it."""
    logits = crossed(given)
    for least in BOUNDS:
        for each, found in zip(given, logits, strict=True):
            print(f"{least:5.2f}  {each.name:16}{grouped(each, found, least).row}")


def centre(data: Path) -> Floats:
    """The mean of the meanings of the reports."""
    rows = [np.frombuffer(signature(each.reading).meaning, np.int8).astype(float) for each in labelled(data)]
    mean: Floats = np.mean([row / np.linalg.norm(row) for row in rows if len(row)], axis=0)
    return mean


def write(found: Floats, together: float, mean: Sequence[float]) -> None:
    """The table of weights and bounds."""
    rows = [f"{judge.__name__} = {weight:.3f}" for judge, weight in zip(JUDGES, found[:-1], strict=True)]
    middle = ", ".join(f"{each:.4f}" for each in mean)
    bounds = f"[bounds]\neven = {-found[-1]:.3f}\ntogether = {together}\nstrong = {STRONG}\ncentre = [{middle}]\n"
    WRITTEN.write_text(HEAD + "\n".join(rows) + "\n\n" + bounds, "utf-8")
    weights.cache_clear()


def main() -> None:
    """Learn and write, or measure."""
    parser = argparse.ArgumentParser(description="Learn what each reason for one story weighs.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--together", type=float, default=0.25)
    asked = parser.parse_args()
    mean = [round(each, 4) for each in centre(asked.data)]
    if not WRITTEN.exists() or list(weights().centre) != mean:
        write(np.zeros(len(JUDGES) + 1), asked.together, mean)
    given = list(streams(asked.data))
    if asked.measure:
        measured(given)
    else:
        write(learnt((each, np.ones(len(each.one), dtype=bool)) for each in given), asked.together, mean)


if __name__ == "__main__":
    main()
