"""Text reuse against peers: `python -m quality.reuse [TEXTS] [--copies 40] [--seed 1]`.

Takes reports of the Parley corpus, and with TEXTS the plain texts of a folder besides (Wikinews, for one), and plants
copies among them: whole copies, one paragraph or half of one copied into another report, paragraphs cut and put in
another order, and rewritten ones of four strengths: `rewritten` (one word in nine replaced, some paragraphs cut), and,
of two paragraphs put into another report, `reworded`, `edited` and `recast` of `rewording.py`. Under some reports that
have nothing else in common stands the same boilerplate. A planted pair of reports counts as found where a tool names
it; a pair of reports of different stories that is named without having been planted is a false one, pairs of one story
that share words by themselves count neither way; `boilerplate` is the share of the pairs that have nothing but that in
common which are named all the same. One core, the best of three runs, in documents a second:

- Parley (`compare/reuse.py`, which names every passage and not only pairs),
- a winnowed index of 8-word shingles (Schleimer, Wilkerson and Aiken 2003), pairs that share four fingerprints,
- datasketch's MinHash with LSH over 5-word shingles and rensa's, where they are installed.
"""

import argparse
import importlib
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any
from zlib import crc32

from corpus.articles import every
from parley.compare.reuse import passages
from parley.reading import Engine, Reading
from parley.report import Block, Report, Sighting
from quality.rewording import STRENGTHS, boilerplate, sentences

Pair = tuple[int, int]

SHINGLE, WINDOW, FINGERPRINTS = 8, 4, 4
"""Of the winnowed index: words of a shingle, shingles of a window, fingerprints that a pair must share."""
PERMUTATIONS, THRESHOLD, SKETCHED = 128, 0.2, 5
"""Of the sketches: permutations, likeness from which a pair is named, words of a shingle."""
REPLACED = 9
"""Of so many words one is replaced in a light rewriting."""
WAYS = ("whole", "paragraph", "half", "reordered", "rewritten", *STRENGTHS)
RUNS = 3
"""So often each tool runs; the fastest run counts, as other work on the machine makes the rest slower."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Text:
    """A text, the story that it belongs to, and how it was made of another one, if it was."""

    story: str
    words: str
    copied: int | None = None
    under: str | None = None
    """The boilerplate that stands under it."""
    way: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a tool names, and the seconds that it took."""

    pairs: frozenset[Pair]
    seconds: float


Tool = Callable[[Sequence[str]], frozenset[Pair]]


def own() -> list[Text]:
    """The reports of the Parley corpus without marks."""
    return [Text(article.story, article.marked.text) for article in every()]


def others(folder: Path) -> list[Text]:
    """The plain texts of a folder, each a story of its own."""
    return [Text(path.stem, path.read_text("utf-8")) for path in sorted(folder.rglob("*.txt"))]


def planted(texts: Sequence[Text], copies: int, seed: int) -> list[Text]:
    """The texts, so many of them with boilerplate, and after them so many copies of each way, all drawn by chance."""
    drawn = random.Random(seed)  # noqa: S311  a draw that comes out the same every time, no secret
    long = [number for number, text in enumerate(texts) if len(_paragraphs(text.words)) > 3]
    made = list(texts)
    for number in drawn.sample(long, min(copies, len(long))):
        under = drawn.choice(boilerplate())
        made[number] = replace(texts[number], words=f"{texts[number].words.rstrip()}\n\n{under}\n", under=under)
    for way in WAYS:
        for number in drawn.sample(long, min(copies, len(long))):
            host = texts[drawn.choice([n for n in long if texts[n].story != texts[number].story])]
            words = _copy(texts[number].words, host.words, way, drawn)
            made.append(Text(f"copy {len(made)}", words, number, way=way))
    return made


def _copy(text: str, host: str, way: str, drawn: random.Random) -> str:
    """A text made of another one; a paragraph is put into a host, of which at most the half is kept."""
    parts, around = _paragraphs(text), _paragraphs(host)
    if way == "paragraph":
        return "\n\n".join([*around[: len(around) // 2], max(parts, key=len)])
    if way == "half":
        longest = sentences(max(parts, key=len))
        half = " ".join(longest[: max(1, len(longest) // 2)])
        return "\n\n".join([*around[: len(around) // 2], half])
    if way in STRENGTHS:
        longest = sorted(parts, key=len)[-2:]
        return "\n\n".join([*around[: len(around) // 2], *(STRENGTHS[way](part, drawn) for part in longest)])
    if way == "reordered":
        kept = drawn.sample(parts, max(2, len(parts) * 2 // 3))
        return "\n\n".join(kept)
    if way == "rewritten":
        kept = [part for part in parts if drawn.random() > 0.2] or parts
        return "\n\n".join(_rewritten(part, around, drawn) for part in kept)
    return text


def _rewritten(part: str, around: Sequence[str], drawn: random.Random) -> str:
    """Every ninth word or so replaced by one of the host's."""
    store = " ".join(around).split()
    return " ".join(drawn.choice(store) if drawn.randrange(REPLACED) == 0 else word for word in part.split())


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text) if len(part.split()) > 12]


# --------------------------------------------------------------------------------------------------------------- tools


def parley(texts: Sequence[str]) -> frozenset[Pair]:
    """The pairs of reports that a passage names."""
    readings = [_reading(number, text) for number, text in enumerate(texts)]
    return frozenset(
        pair
        for passage in passages(readings)
        for pair in combinations(sorted({int(span.report) for span in passage.spans}), 2)
    )


def _reading(number: int, text: str) -> Reading:
    blocks = [Block(m.start(), m.end(), "paragraph") for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    name = f"{number:06d}"
    return Reading(Report(name, text, (Sighting(name, None, None, ""),), tuple(blocks)), Engine("none", "0"))


def winnowed(texts: Sequence[str]) -> frozenset[Pair]:
    """Pairs that share fingerprints: the least hash of every window of shingles."""
    held: dict[int, set[int]] = defaultdict(set)
    for number, text in enumerate(texts):
        for fingerprint in _fingerprints(_WORD.findall(text.lower())):
            held[fingerprint].add(number)
    shared: dict[Pair, int] = defaultdict(int)
    for numbers in held.values():
        for pair in combinations(sorted(numbers), 2):
            shared[pair] += 1
    return frozenset(pair for pair, count in shared.items() if count >= FINGERPRINTS)


def _fingerprints(words: Sequence[str]) -> set[int]:
    hashes = [crc32(" ".join(words[at : at + SHINGLE]).encode()) for at in range(max(1, len(words) - SHINGLE + 1))]
    return {min(hashes[at : at + WINDOW]) for at in range(max(1, len(hashes) - WINDOW + 1))}


def _shingles(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return [" ".join(words[at : at + SKETCHED]) for at in range(max(1, len(words) - SKETCHED + 1))]


def datasketch(texts: Sequence[str]) -> frozenset[Pair]:
    """Pairs whose MinHash sketches fall into one bucket."""
    library = importlib.import_module("datasketch")
    index = library.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    pairs: set[Pair] = set()
    for number, text in enumerate(texts):
        sketch = library.MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in _shingles(text)])
        pairs.update((int(other), number) for other in index.query(sketch))
        index.insert(str(number), sketch)
    return frozenset(pairs)


def rensa(texts: Sequence[str]) -> frozenset[Pair]:
    """The same with rensa's sketches, which are compared where they fall into one bucket."""
    library = importlib.import_module("rensa")
    index = library.RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=PERMUTATIONS // 2)
    sketches: list[Any] = []
    pairs: set[Pair] = set()
    for number, text in enumerate(texts):
        sketch = library.RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(_shingles(text))
        near = (other for other in index.query(sketch) if sketches[other].jaccard(sketch) >= THRESHOLD)
        pairs.update((other, number) for other in near)
        index.insert(number, sketch)
        sketches.append(sketch)
    return frozenset(pairs)


TOOLS: Mapping[str, Tool] = {"Parley": parley, "winnowed index": winnowed, "datasketch": datasketch, "rensa": rensa}


# ------------------------------------------------------------------------------------------------------------- measure


def timed(tool: Tool, texts: Sequence[Text]) -> Found:
    """What a tool names, in seconds of this process's work."""
    words = [text.words for text in texts]
    seconds: list[float] = []
    for _ in range(RUNS):
        began = time.process_time()
        pairs = tool(words)
        seconds.append(time.process_time() - began)
    return Found(pairs, min(seconds))


def recall(found: Found, texts: Sequence[Text], way: str | None = None) -> float:
    """Share of the planted pairs, or of those of one way, that are named."""
    wanted = [(t.copied, n) for n, t in enumerate(texts) if t.copied is not None and way in {None, t.way}]
    return sum((min(pair), max(pair)) in found.pairs for pair in wanted) / max(1, len(wanted))


def precision(found: Found, texts: Sequence[Text]) -> float:
    """Share of the named pairs that were planted, of those that should not share words by themselves.

    A copy shares with all that its source or its host shares with, which counts neither way.
    """
    right = sum(texts[a].copied == b or texts[b].copied == a for a, b in found.pairs)
    wrong = sum(_strangers(texts[a], texts[b]) and not _alike_under(texts[a], texts[b]) for a, b in found.pairs)
    return right / max(1, right + wrong)


def taken(found: Found, texts: Sequence[Text]) -> float:
    """Share of the pairs of strangers with the same boilerplate that are named; 0 is best."""
    alike = {
        (a, b)
        for a, b in combinations((n for n, text in enumerate(texts) if text.under), 2)
        if _strangers(texts[a], texts[b]) and _alike_under(texts[a], texts[b])
    }
    return len(alike & found.pairs) / max(1, len(alike))


def _strangers(a: Text, b: Text) -> bool:
    return a.copied is None and b.copied is None and a.story != b.story


def _alike_under(a: Text, b: Text) -> bool:
    return a.under is not None and a.under == b.under


def table(texts: Sequence[Text], tools: Iterable[str]) -> list[str]:
    """A row for each tool that is installed; the others are named."""
    rows = [f"{'':16}" + "".join(f"{way:>12}" for way in (*WAYS, "recall", "precision", "boilerplate", "docs/s"))]
    for name in tools:
        try:
            found = timed(TOOLS[name], texts)
        except ImportError:
            rows.append(f"{name:16} not installed")
            continue
        figures = [*(recall(found, texts, way) for way in WAYS), recall(found, texts)]
        figures += [precision(found, texts), taken(found, texts)]
        rows.append(f"{name:16}" + "".join(f"{each:12.3f}" for each in figures) + f"{len(texts) / found.seconds:12.0f}")
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Plants, runs each tool and prints the table; status 2 where the folder cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?", help="folder of further plain texts")
    parser.add_argument("--copies", type=int, default=40, help="copies of each way")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    if asked.texts is not None and not asked.texts.is_dir():
        print(f"There is no folder {asked.texts}. Name one that holds .txt files.", file=sys.stderr)
        return 2
    texts = planted([*own(), *(others(asked.texts) if asked.texts else [])], asked.copies, asked.seed)
    print(f"{len(texts)} texts, {sum(t.copied is not None for t in texts)} of them planted, seed {asked.seed}")
    print("\n".join(table(texts, TOOLS)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
