"""The headroom: a reader trained on with the Parley corpus and PolNeAR's train split; its weights are never shipped.

    python -m training.encoder.headroom DATA READER --out FOLDER [--steps N]

PolNeAR has no licence that would let us ship what is learnt from it. Prints what it then reaches on dev.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch

from parley.annotate.engine import Encoder
from quality.linked import Article, count, read_as_marked, report_of, show
from quality.polnear import articles
from training.corpora import UNKNOWN
from training.encoder.export import export
from training.encoder.learn import Plan, learn
from training.encoder.lessons import Document, Told, of_report, parley, words_of


def polnear(data: Path) -> Iterator[Document]:
    """The train split as lessons: attributions alone, names left open."""
    for article in articles(data / "polnear", "train"):
        report = report_of(article)
        tokens = words_of(report)
        starts = [token.start for token in tokens]
        told = tuple(_told(article, starts))
        yield replace(of_report(report, tokens, [UNKNOWN] * len(tokens), told), stances=False)


def _told(article: Article, starts: list[int]) -> Iterator[Told]:
    """Attributions by our tokens: those that begin inside a word of the gold."""
    for one in article.gold:
        places = {role: _places(article, words, starts) for role, words in one.items()}
        if places["cue"] and places["content"]:
            cue = sorted(places["cue"])
            yield Told((cue[0], cue[-1]), places["source"], places["content"], None)


def _places(article: Article, words: frozenset[int], starts: list[int]) -> frozenset[int]:
    bounds = [article.words[word] for word in words]
    return frozenset(place for place, start in enumerate(starts) if any(a <= start < b for a, b in bounds))


def scored(data: Path, weights: Path) -> str:
    """PolNeAR dev with some weights."""
    sums: Counter[str] = Counter()
    engine = Encoder(weights=weights)
    for article in articles(data / "polnear", "dev"):
        (reading,) = engine.read([report_of(article)])
        sums.update(count(article, [read.role for read in read_as_marked(article, reading, nested=False)]))
    return show(sums)


def main() -> None:
    """Train on and print the figures."""
    parser = argparse.ArgumentParser(description="Measure what PolNeAR's train split would add.")
    parser.add_argument("data", type=Path)
    parser.add_argument("reader", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=600)
    options = parser.parse_args()
    torch.set_num_threads(2)
    plan = Plan(steps=options.steps, stop=options.steps)
    learn([*parley("train"), *polnear(options.data)], plan, options.out, options.reader)
    export(options.out, options.out / "weights")
    print(scored(options.data, options.out / "weights"))


if __name__ == "__main__":
    main()
