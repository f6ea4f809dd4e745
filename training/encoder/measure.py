"""Measures a trained reader before it is shipped: `python -m training.encoder.measure DATA FOLDER [--part dev|test]`.

Tags, names and dependencies on EWT (on Parley's own words; a head that lies in a merged word counts as that word's),
and how far sentence vectors moved from those of the base: the mean cosine, and the rank correlation (Spearman) of the
similarities of pairs of sentences of one story of the Parley corpus, between base and reader.
"""

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from parley.annotate.encoder.decode import best_path
from parley.annotate.encoder.passages import LONGEST
from training.encoder.examples import IGNORED, Batch, Numbers, batch, examples
from training.encoder.learn import cutter, load, masked, teacher_vectors
from training.encoder.lessons import Document, english_web, parley
from training.encoder.model import Labels, Reader

PAIRS = 4000


def grammar(reader: Reader, labels: Labels, found: Sequence[Document]) -> dict[str, float]:
    """Accuracy of tags, F1 of names, and labelled attachment of words other than marks, in percent."""
    cut, numbers = cutter(), Numbers(labels)
    sums: Counter[str] = Counter()
    for document in found:
        for example in examples(document, cut, numbers, LONGEST):
            one = batch([example])
            with torch.no_grad():
                mixed, _ = reader.encoder(one.pieces, one.around, one.mask)
                words = reader.words(mixed, one.firsts)
                sums.update(_tags_and_names(reader, labels, one, words))
                sums.update(_attached(reader, labels, one, words))
    names = 200 * sums["names right"] / max(1, sums["names gold"] + sums["names read"])
    return {
        "tags": 100 * sums["tags right"] / max(1, sums["tags"]),
        "names": names,
        "attached": 100 * sums["attached right"] / max(1, sums["attached"]),
    }


def _tags_and_names(reader: Reader, labels: Labels, one: Batch, words: Tensor) -> Counter[str]:
    sums: Counter[str] = Counter()
    known = one.tags[0] != IGNORED
    sums["tags"] = int(known.sum())
    sums["tags right"] = int((reader.tags(words)[0].argmax(-1) == one.tags[0])[known].sum())
    if (one.names[0] != IGNORED).all():
        gold = _spans([labels.names[int(number)] for number in one.names[0]])
        read = _spans(best_path(reader.names(words)[0].numpy(), labels.names))
        sums.update({"names right": len(gold & read), "names gold": len(gold), "names read": len(read)})
    return sums


def _spans(names: Sequence[str]) -> set[tuple[int, int, str]]:
    found: set[tuple[int, int, str]] = set()
    start = 0
    for place, label in enumerate([*names, "O"]):
        before = names[place - 1] if place else "O"
        if before != "O" and not label.startswith("I-"):
            found.add((start, place, before[2:]))
        if label.startswith("B-"):
            start = place
    return {span for span in found if span[2] != "MISC"}


def _attached(reader: Reader, labels: Labels, one: Batch, words: Tensor) -> Counter[str]:
    arcs = masked(reader.parser.scores(words), one.sentences)[0]
    heads = arcs.argmax(-1)
    relations = reader.parser.labels(words, heads[None])[0].argmax(-1)
    sums: Counter[str] = Counter()
    for place, gold in enumerate(one.heads[0].tolist()):
        relation = int(one.relations[0, place])
        if IGNORED not in {gold, relation} and labels.relations[relation] != "punct":
            sums["attached"] += 1
            sums["attached right"] += int(heads[place]) == gold and int(relations[place]) == relation
    return sums


def moved(reader: Reader, labels: Labels, found: Sequence[Document]) -> dict[str, float]:
    """Mean cosine between old and new vectors, and the rank correlation of similarities within stories."""
    cut, numbers = cutter(), Numbers(labels)
    old, rows = teacher_vectors(found, cut)
    new = torch.zeros(old.shape)
    stories: dict[str, list[int]] = {}
    for document, row in zip(found, rows, strict=True):
        stories.setdefault(document.name.partition("/")[0], []).extend(number for number in row if number >= 0)
        for example in examples(document, cut, numbers, LONGEST, row):
            one = batch([example])
            with torch.no_grad():
                _, last = reader.encoder(one.pieces, one.around, one.mask)
            for _, sentence, number in one.vectors:
                new[number] = F.normalize(last[0][one.owners[0] == sentence].mean(0), dim=-1)
    chance = random.Random(1)  # noqa: S311
    pairs = [pair for numbers_ in stories.values() for pair in combinations(numbers_, 2)]
    chosen = chance.sample(pairs, min(PAIRS, len(pairs)))
    first, second = (torch.tensor(side) for side in zip(*chosen, strict=True))
    before = (old[first].float() * old[second].float()).sum(-1)
    after = (new[first] * new[second]).sum(-1)
    cosine = float((old.float() * new).sum(-1).mean())
    return {"cosine": cosine, "rank correlation": _correlation(_ranks(before), _ranks(after))}


def _ranks(values: Tensor) -> Tensor:
    return values.argsort().argsort().float()


def _correlation(one: Tensor, other: Tensor) -> float:
    return float(torch.corrcoef(torch.stack([one, other]))[0, 1])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure a trained reader.")
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="dev")
    options = parser.parse_args()
    torch.set_num_threads(2)
    reader, labels = load(options.folder)
    for name, value in grammar(reader, labels, list(english_web(options.data, options.part))).items():
        print(f"EWT {options.part} {name:10s} {value:6.2f}")
    for name, value in moved(reader, labels, list(parley(options.part))).items():
        print(f"sentence vectors, Parley {options.part}: {name:16s} {value:6.3f}")


if __name__ == "__main__":
    main()
