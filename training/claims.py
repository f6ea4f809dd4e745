"""Learns what each reason for one claim weighs: `python -m training.claims [--without STORY …]`.

Pairs of propositions of different reports of the dev stories of `corpus/comparison` and of the example story; a pair is
one claim where the gold's places for one claim lie in both, two where they lie in both for different ones. Pairs of
which the gold knows one alone count less, as two: it may have left them out. Logistic regression with a penalty on
large weights, by Newton's steps; the same stories give the same weights. Needs no torch.
"""

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from parley.compare.claims import candidates, trait
from parley.compare.events import events
from parley.compare.groups import bundles
from parley.compare.propositions import Proposition, ground, propositions
from parley.compare.reasons import Veto, forbidden
from parley.compare.resolve import resolve
from parley.compare.sameness import FORBIDDING, REASONS
from parley.compare.statements import statements
from parley.compare.utterances import utterances
from parley.desk import Desk
from parley.reading import Reading
from quality import gold
from quality.words import Place, positions

WRITTEN = Path("src/parley/compare/lexicon/claims.toml")
HEAD = """# What each reason for one claim weighs, and how much is enough, in logits: `python -m training.claims`.
# What it was learnt from and how far it holds: training/CLAIMS.md.

[weights]
"""
LEAST = 0.5
"""The share of the words of a gold place that a proposition must hold to carry it."""
UNSURE = 0.4
"""What a pair counts of which the gold knows one alone."""
NATURAL = {"calderra-deadline": 2.0, "grey-palace": 2.0, "valletta-envoys": 2.0}
"""What the pairs of stories count that are told at the length and in the manner of the press."""
PENALTY = 3.0
STEPS = 12
"""Newton's steps; the fit no longer moves after eight."""
Floats = NDArray[np.float64]


class Pair(NamedTuple):
    """The share of each reason, whether the two are one claim, and what the pair counts."""

    shares: tuple[float, ...]
    same: bool
    counts: float


def stories(root: Path = Path()) -> list[Path]:
    """The folders of the dev stories and of the example story."""
    found = sorted((root / "corpus/comparison").glob("*/story.toml"))
    dev = [each.parent for each in found if tomllib.loads(each.read_text("utf-8"))["split"] == "dev"]
    return [*dev, root / "examples/aldra-talks"]


def told(readings: Sequence[Reading]) -> tuple[Proposition, ...]:
    """The propositions of a story."""
    cast = resolve(readings)
    on = ground(cast, utterances(readings, cast), statements(readings, cast), events(readings, cast))
    return propositions(readings, on)


def pairs(folder: Path, readings: Sequence[Reading]) -> Iterator[Pair]:
    """The pairs of a story of which the gold knows something and which no reason forbids."""
    every = told(readings)
    same = bundles(every, trait)
    found = [every[positions[0]] for positions in same]
    each_held, each_touched = _carried(folder, readings, every)
    held = [set[str]().union(*(each_held[i] for i in positions)) for positions in same]
    touched = [set[str]().union(*(each_touched[i] for i in positions)) for positions in same]
    weight = NATURAL.get(folder.name, 1.0)
    for i, j in candidates(found).tolist():
        a, b = found[i], found[j]
        unclear = not held[i] & held[j] and touched[i] & touched[j]
        if a.report == b.report or unclear or not (held[i] or held[j]) or forbidden(FORBIDDING, a, b):
            continue
        yield Pair(_shares(a, b), bool(held[i] & held[j]), weight * (1.0 if held[i] and held[j] else UNSURE))


def _carried(
    folder: Path, readings: Sequence[Reading], found: Sequence[Proposition]
) -> tuple[list[set[str]], list[set[str]]]:
    """For each proposition the gold's claims whose words it holds for the most part, and those that it touches."""
    known = gold.load(folder / "gold")
    several, alone = known.comparison.reported_by_several, known.comparison.one_report_only
    cited = [(c.id, ref, near) for c in several for ref, near in c.evidence.items()]
    cited += [(f"alone {number}", c.report, c.near) for number, c in enumerate(alone)]
    texts = {Path(r.report.file).name: r.report for r in readings}
    places: dict[str, list[tuple[str, frozenset[int]]]] = {}
    for claim, ref, near in cited:
        report = texts[known.file(ref)]
        at = report.text.find(near)
        words = positions(report.text, [Place("", at, at + len(near))])
        places.setdefault(report.id, []).append((claim, words))
    held: list[set[str]] = []
    touched: list[set[str]] = []
    for each in found:
        shares = [
            (claim, sum(each.span.start <= at < each.span.end for at in words) / max(1, len(words)))
            for claim, words in places.get(each.report, ())
        ]
        held.append({claim for claim, share in shares if share >= LEAST})
        touched.append({claim for claim, share in shares if share > 0})
    return held, touched


def _shares(a: Proposition, b: Proposition) -> tuple[float, ...]:
    outcomes = [judge(a, b) for judge in REASONS]
    return tuple(0.0 if each is None or isinstance(each, Veto) else max(0.0, min(each.share, 1.0)) for each in outcomes)


def learnt(found: Sequence[Pair]) -> Floats:
    """The weights of the reasons, then what all pairs have in common."""
    given = np.array([(*pair.shares, 1.0) for pair in found])
    same = np.array([pair.same for pair in found], dtype=float)
    counts = np.array([pair.counts for pair in found])
    scale = np.append(given[:, :-1].std(axis=0) + 1e-9, 1.0)
    given = given / scale
    penalty = np.diag([*([PENALTY] * len(REASONS)), 0.0])
    weights = np.zeros(given.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-(given @ weights)))
        slope = given.T @ (counts * (likely - same)) + penalty @ weights
        bend = (given * (counts * likely * (1 - likely))[:, None]).T @ given + penalty
        weights -= np.linalg.solve(bend, slope)
    plain: Floats = weights / scale
    return plain


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description="Learn what each reason for one claim weighs.")
    parser.add_argument("--without", nargs="*", default=[], help="stories to leave out, to measure on them")
    left_out = set(parser.parse_args().without)
    found = [
        pair
        for folder in stories()
        if folder.name not in left_out
        for pair in pairs(folder, Desk().readings(folder / "reports"))
    ]
    write(learnt(found), WRITTEN)


def write(weights: Floats, path: Path) -> None:
    """The table of weights; what all pairs have in common goes off what is enough."""
    rows = [f"{judge.__name__} = {weight:.3f}" for judge, weight in zip(REASONS, weights, strict=False)]
    path.write_text(HEAD + "\n".join(rows) + f"\n\n[bounds]\neven = {-weights[-1]:.3f}\n", "utf-8")


if __name__ == "__main__":
    main()
