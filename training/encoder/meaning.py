"""Makes the axes of meaning of shipped weights: `python -m training.encoder.meaning WEIGHTS`.

Principal components (Hotelling 1933) of the mean last states of stretches of twelve words of the Parley corpus's train
stories. A span keeps on them nearly all that tells it from others, in a sixth of the numbers; the scale makes 127 of
the largest value but for one in a thousand. Needs no torch; writes `meaning.npz` beside the weights.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.articles import every
from parley.annotate.encoder.network import Axes, Network, network
from parley.annotate.encoder.parsing import worded
from parley.annotate.encoder.passages import passages
from parley.annotate.quotations import quotations
from parley.annotate.sentences import sentences
from parley.annotate.tokens import each_token
from parley.reading import MEANING
from quality import linked

Floats = NDArray[np.float64]

STRETCH = 12
"""Words of a stretch; a shorter rest is left out."""
EVERY = 2
"""One report of so many is taken."""
LARGEST = 0.999


def states(net: Network) -> Iterator[Floats]:
    """The last states of the pieces of every passage, without the marks around it."""
    told = [article for article in every() if article.split == "train"][::EVERY]
    for article in told:
        report = linked.report_of(linked.bare(f"{article.story}/{article.file}", article.marked.text))
        tokens = [token for block in report.blocks for token in each_token(report.text, block.start, block.end)]
        quoted = quotations(report.text, report.blocks)
        split = sentences(report, tokens, quoted)
        for passage in passages(worded(report, tokens, split, quoted), net.cut):
            yield net.look(passage).last[1:-1].astype(np.float64)


def axes(found: Iterator[Floats]) -> Axes:
    """Centre and scaled basis; the sign of an axis is that of its largest part, so that they are always the same."""
    every_state = list(found)
    stretches = [
        part[at : at + STRETCH].mean(0) for part in every_state for at in range(0, len(part) - STRETCH + 1, STRETCH)
    ]
    centre = np.mean(stretches, axis=0)
    _, vectors = np.linalg.eigh(np.cov(np.array(stretches).T))
    basis = vectors[:, ::-1][:, :MEANING]
    basis *= np.sign(basis[np.abs(basis).argmax(0), np.arange(MEANING)])
    placed = np.abs((np.concatenate(every_state) - centre) @ basis)
    scale = 127 / np.quantile(placed, LARGEST)
    return Axes(centre.astype(np.float32), np.ascontiguousarray((basis * scale).T, np.float32))


def main() -> None:
    """Make them."""
    parser = argparse.ArgumentParser(description="Make the axes of meaning.")
    parser.add_argument("weights", type=Path)
    folder = parser.parse_args().weights
    found = axes(states(network(folder)))
    np.savez(folder / "meaning.npz", centre=found.centre, basis=found.basis.T)


if __name__ == "__main__":
    main()
