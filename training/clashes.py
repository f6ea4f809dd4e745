"""Learns what each sign of a contradiction weighs: `python -m training.clashes [--without STORY …]`.

Pairs of values (lengths of time, days) of different reports of the dev stories of `corpus/comparison` and of
the example story that cannot both be right of one thing. A pair is a contradiction where the gold has two such values
in one discrepancy; the others are none, traps among them. Logistic regression with a penalty on large weights, one
for each kind, by Newton's steps. How much is enough is what gives the precision asked for on stories that were left
out. The same stories give the same weights. Needs no torch.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from parley.compare.claims import claims
from parley.compare.compared import Compared
from parley.compare.discrepancies.clashes import candidates
from parley.compare.discrepancies.contexts import Contexts
from parley.compare.discrepancies.ground import Ground
from parley.compare.discrepancies.signs import AGAINST, SAID, Signs
from parley.compare.discrepancies.slots import Kind, Slot, Told, Value, slots
from parley.compare.events import events
from parley.compare.memo import Memo
from parley.compare.origins import origins
from parley.compare.propositions import ground, propositions
from parley.compare.resolve import resolve
from parley.compare.reuse import passages
from parley.compare.statements import statements
from parley.compare.utterances import utterances
from parley.desk import Desk
from parley.reading import Reading
from parley.report import Span
from quality import gold
from training.claims import stories

WRITTEN = Path("src/parley/compare/lexicon/clashes.toml")
HEAD = """# What each sign of a contradiction weighs in logits, what all pairs have in common, and how much is enough:
# `python -m training.clashes`. What it was learnt from and how far it holds: training/CLASHES.md.
"""
KINDS: tuple[Kind, ...] = ("period", "day")
PENALTY = 30.0
STEPS = 12
"""Newton's steps; the fit no longer moves after eight."""
PRECISION = 0.9
"""Of what is found on the stories left out, so much must be right at the bound."""
LEAST = 3
"""Fewer right ones than this set no bound."""
MARGIN = 2
"""Characters between a place of the gold and a value that still stands in it."""
Floats = NDArray[np.float64]


class Pair(NamedTuple):
    """The signs of a pair of values, which the two are, and the discrepancies of the gold that have them."""

    story: str
    kind: Kind
    signs: tuple[float, ...]
    values: frozenset[Value]
    named: frozenset[str]


def found(folder: Path, readings: Sequence[Reading]) -> Iterator[Pair]:
    """The candidates of a story; one with the values of a discrepancy is one wherever they stand."""
    contexts = Contexts(Ground(compared(readings)))
    every = slots(contexts)
    signs = Signs(contexts, Told(every))
    each = list(candidates(every, contexts))
    known = _known(folder, every, readings)
    by_values: dict[frozenset[Value], set[str]] = {}
    for a, b in each:
        named = {name for name, value in known[a] if any(name == n and value != v for n, v in known[b])}
        by_values.setdefault(_values(every[a], every[b]), set()).update(named)
    for a, b in each:
        one, other = every[a], every[b]
        seen, values = signs.of(one, other), _values(one, other)
        yield Pair(folder.name, one.kind, tuple(seen[name] for name in SAID), values, frozenset(by_values[values]))


def compared(readings: Sequence[Reading]) -> Compared:
    """What the search for discrepancies is given, found without the weights that are to be learnt."""
    memo = Memo()
    told = tuple(sorted(readings, key=lambda each: each.report.id))
    cast = resolve(told, memo)
    shared = passages(told)
    lines = origins(told, shared, cast.entities)
    spoken = utterances(told, cast, memo)
    said = statements(told, cast, spoken)
    happened = events(told, cast)
    asserted = propositions(told, ground(cast, spoken, said, happened), memo)
    return Compared(told, cast.entities, said, happened, claims(asserted, told, shared, lines), lines, memo)


def _values(a: Slot, b: Slot) -> frozenset[Value]:
    return frozenset((a.value, b.value))


def _known(folder: Path, every: Sequence[Slot], readings: Sequence[Reading]) -> list[set[tuple[str, int]]]:
    """For each slot the discrepancies of the gold in whose places it stands, with the number of the value."""
    known = gold.load(folder / "gold")
    texts = {Path(r.report.file).name: r.report for r in readings}
    places: list[tuple[str, int, Span]] = []
    for item in known.comparison.discrepancies:
        for number, value in enumerate(item.values):
            report = texts[known.file(value.report)]
            at = report.text.find(value.near)
            places.append((item.id, number, report.span(max(0, at - MARGIN), at + len(value.near) + MARGIN)))
    return [{(name, number) for name, number, span in places if span.meets(each.place)} for each in every]


def learnt(pairs: Sequence[Pair]) -> Floats:
    """The weights of the signs, then what all pairs have in common; none weighs the wrong way, but rather nothing."""
    given = np.array([(*pair.signs, 1.0) for pair in pairs])
    clash = np.array([bool(pair.named) for pair in pairs], dtype=float)
    ways = np.array([*(-1.0 if name in AGAINST else 1.0 for name in SAID), 0.0])
    used = given.std(axis=0) > 1e-9
    used[-1] = True
    while True:
        weights = np.zeros(len(used))
        weights[used] = _fitted(given[:, used], clash)
        wrong = used & (weights * ways < 0)
        if not wrong.any():
            return weights
        used &= ~wrong


def _fitted(given: Floats, clash: Floats) -> Floats:
    """Logistic regression by Newton's steps on columns of one scale; the last column is not held small."""
    scale = np.append(given[:, :-1].std(axis=0), 1.0)
    given = given / scale
    penalty = np.diag([*([PENALTY] * (given.shape[1] - 1)), 0.0])
    weights = np.zeros(given.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(given @ weights, -30, 30)))
        slope = given.T @ (likely - clash) + penalty @ weights
        bend = (given * (likely * (1 - likely) + 1e-9)[:, None]).T @ given + penalty
        weights -= np.linalg.solve(bend, slope)
    plain: Floats = weights / scale
    return plain


class Ranked(NamedTuple):
    """A finding on a story left out: its score, and the discrepancies of the gold that it names."""

    score: float
    story: str
    named: frozenset[str]


def ranked(pairs: Sequence[Pair]) -> list[Ranked]:
    """Every pair of values, each once, by its best score under weights learnt without its story; best first."""
    best: dict[tuple[str, frozenset[Value]], Ranked] = {}
    for story in sorted({pair.story for pair in pairs}):
        weights = learnt([pair for pair in pairs if pair.story != story])
        for pair in (pair for pair in pairs if pair.story == story):
            score = float(np.dot((*pair.signs, 1.0), weights))
            key = (story, pair.values)
            if key not in best or score > best[key].score:
                best[key] = Ranked(score, story, pair.named)
    return sorted(best.values(), key=lambda each: (-each.score, each.story))


def enough(rows: Sequence[Ranked], precision: float = PRECISION) -> tuple[float, int, int]:
    """The lowest score, not below even odds, down to which so much is right; with how many are found and right.

    Endless where too few are found.
    """
    bound, told, right = float("inf"), 0, 0
    hits = 0
    for number, row in enumerate(rows, 1):
        hits += bool(row.named)
        if row.named and row.score >= 0 and hits >= LEAST and hits >= precision * number:
            bound, told, right = row.score, number, hits
    return bound, told, right


def write(pairs: Sequence[Pair], path: Path) -> None:
    """The tables of weights, with the bounds of stories left out."""
    lines = [HEAD]
    for kind in KINDS:
        own = [pair for pair in pairs if pair.kind == kind]
        rows = ranked(own)
        bound, told, right = enough(rows)
        named = {(row.story, name) for row in rows[:told] for name in row.named}
        print(f"{kind}: {len(own)} pairs; left out: {told} found, {right} right, {len(named)} of the gold")
        *weights, common = learnt(own)
        lines.append(f"[{kind}]\ncommon = {common:.3f}\nenough = {bound:.3f}\n\n[{kind}.weights]")
        lines += [f"{name} = {weight:.3f}" for name, weight in zip(SAID, weights, strict=True) if abs(weight) >= 5e-4]
        lines.append("")
    path.write_text("\n".join(lines), "utf-8")


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description="Learn what each sign of a contradiction weighs.")
    parser.add_argument("--without", nargs="*", default=[], help="stories to leave out, to measure on them")
    left_out = set(parser.parse_args().without)
    folders = [folder for folder in stories() if folder.name not in left_out]
    write([pair for folder in folders for pair in found(folder, Desk().readings(folder / "reports"))], WRITTEN)


if __name__ == "__main__":
    main()
