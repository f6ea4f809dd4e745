"""Coreference against OntoGUM (Zhu, Pradhan and Zeldes 2021), the part of GUM that follows OntoNotes.

    python -m quality.ontogum DATA_DIR [--genre news ...] [--split test ...] [--engine rules] [--texts]

DATA_DIR is the folder of GUM, with `ontogum` and `splits.md`. Clusters of one mention are left out on both sides.
Printed twice: `span`, where a mention of ours is the noun phrase around its main word and has to begin and end with the
gold mention; and `head`, where two mentions are one if their main words are, by the gold tree; of several gold mentions
with one main word the longest counts. As in OntoNotes a role before or after a name is no mention of its own, names
inside longer names are mentions ("Norra" in "the Norra Times"), "'s" belongs to its mention, and a state and its land
are one. The mean is that of the F1 of MUC, B-cubed and CEAF-phi4.
"""

import argparse
import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from parley.annotate.cast import Cast, cast
from parley.annotate.engine import WEIGHTS
from parley.annotate.entity.surface import surface
from parley.annotate.stages import Parsing, parsed
from parley.annotate.tokens import tokenize
from quality.clusters import Cluster, Share, b_cubed, ceaf, muc
from quality.extents import extent
from quality.growing import Growing

_MARK = re.compile(r"\((\d+)(\))?|(\d+)\)")
_PRONOUNS = frozenset(
    word
    for sort in ("I you we he she it they", "him her me us them", "his its our my your their", "this that these those")
    for word in sort.lower().split()
)
"""Words that no apposition begins with, and after which "'s" is a verb."""
_MEASURES: Mapping[str, Callable[[Sequence[Cluster], Sequence[Cluster]], Share]] = {
    "muc": muc,
    "b-cubed": b_cubed,
    "ceaf-phi4": ceaf,
}

Span = tuple[int, int]
"""First word of a mention and the word after it."""


@dataclass(slots=True)
class Text(Growing):
    """A text of the corpus with its gold clusters; `above` is the word that governs each word, or -1."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    gold: dict[str, set[Span]] = field(default_factory=lambda: defaultdict(set))
    opened: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, word: str, space: str, above: int) -> None:
        """One more word."""
        self.words.append(word)
        self.starts.append(self.length)
        self.ends.append(self.length + len(word))
        self.put(word, space)
        self.above.append(above)

    def mark(self, entry: str) -> None:
        """Open and close the mentions that begin or end at the last word."""
        for whole, closed, end in _MARK.findall(entry):
            if whole:
                self.opened[whole].append(len(self.starts) - 1)
            if closed or end:
                self.gold[whole or end].add((self.opened[whole or end].pop(), len(self.starts)))

    def head(self, span: Span) -> int:
        """The main word of a span: the first one that nothing inside governs."""
        inside = range(*span)
        return next((word for word in inside if self.above[word] not in inside), span[1] - 1)


def texts(folder: Path, genres: Sequence[str], splits: Sequence[str]) -> Iterator[Text]:
    """The texts of some genres and splits, all genres where none is named."""
    sections = re.split(r"^## (\w+)$", (folder / "splits.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    for split, listed in zip(sections[::2], sections[1::2], strict=True):
        for name in re.findall(r"\* (GUM_\w+)", listed) if split in splits else ():
            path = folder / "ontogum" / f"{name}.conllu"
            if path.exists() and (not genres or name.split("_")[1] in genres):
                yield read(name, path.read_text("utf-8"))


def read(name: str, table: str) -> Text:
    """A text from its CoNLL-U table."""
    text, first, joined, joined_space = Text(name), 0, 0, ""
    for line in table.splitlines():
        columns = line.split("\t")
        if line.startswith("# newpar_block"):
            text.end_block("heading" if "= head" in line else "paragraph")
        if not line:
            first, joined = len(text.starts), 0
        if len(columns) < 10 or "." in columns[0]:
            continue
        space = "" if "SpaceAfter=No" in columns[9] else " "
        if "-" in columns[0]:
            joined, joined_space = int(columns[0].split("-")[1]), space
            continue
        if int(columns[0]) <= joined:
            space = joined_space if int(columns[0]) == joined else ""
        above = int(columns[6])
        text.add(columns[1], space, first + above - 1 if above else -1)
        text.mark(next((part[7:] for part in columns[9].split("|") if part.startswith("Entity=")), ""))
    text.end_block("paragraph")
    return text


def ours(text: Text, parse: Parsing = parsed) -> list[set[Span]]:
    """The mentions of each entity that the engine finds, each as the whole noun phrase around its main word."""
    report = text.report
    read_as = parse(report, tokenize(report.text))
    found, seen = cast(read_as), surface(read_as)
    clusters: dict[int, set[Span]] = defaultdict(set)
    for start, end, key in (*_mentions(found), *_things(found)):
        first, last = extent(seen, read_as.at(start), read_as.at(end))
        span = _words(text, read_as.tokens[first].start, read_as.tokens[last - 1].end)
        if span is not None:
            clusters[key].add(span)
    return [{_owning(text, span) for span in _joined(text, cluster)} for cluster in clusters.values()]


def _things(found: Cast) -> Iterator[tuple[int, int, int]]:
    """Start and end of each mention of a thing that is no entity, and a key of its own below zero."""
    for place, chain in enumerate(found.things, 1):
        for mention in chain:
            yield mention.start, mention.end, -place


def _one_of_a_name(found: Cast) -> list[int]:
    """For each entity the first of its name: a state and its land are one entity of the corpus."""
    first: dict[str, int] = {}
    lands = {"party", "place"}
    return [
        first.setdefault(entity.name, key) if entity.name is not None and entity.kind in lands else key
        for key, entity in enumerate(found.entities)
    ]


def _owning(text: Text, span: Span) -> Span:
    """A mention with the "'s" after it, which belongs to it as in OntoNotes; not that of "it's"."""
    after = text.words[span[1]] if span[1] < len(text.words) else ""
    plural = after in {"'", "’"} and text.words[span[1] - 1].endswith("s")
    pronoun = span[1] - span[0] == 1 and text.words[span[0]].lower() in _PRONOUNS
    return (span[0], span[1] + 1) if (plural or after in {"'s", "’s"}) and not pronoun else span


def _joined(text: Text, cluster: Iterable[Span]) -> set[Span]:
    """Without what lies inside another mention ("envoy" in "Envoy Kol"), and an apposition as one with its name."""
    result: list[Span] = []
    for first, last in sorted(cluster, key=lambda span: (span[0], -span[1])):
        before = result[-1] if result else (0, -9)
        if last <= before[1]:
            continue
        mark = text.words[before[1]] if first - before[1] == 1 else ""
        if mark in {",", "("} and text.words[first].lower() not in _PRONOUNS:
            closed = mark == "(" and text.words[last : last + 1] == [")"]
            result[-1] = (before[0], last + closed)
        else:
            result.append((first, last))
    return set(result)


def _mentions(found: Cast) -> Iterator[tuple[int, int, int]]:
    """Start, end and entity of each mention, with title where the phrase has one, and of each name inside others."""
    one = _one_of_a_name(found)
    ends = {head.end: head for head in found.heads}
    for mention in (*found.mentions, *found.nested):
        start, end = mention.span.start, mention.span.end
        head = ends.get(end)
        yield (min(start, head.start) if head is not None else start), end, one[mention.entity]


def _words(text: Text, start: int, end: int) -> Span | None:
    """The words of a stretch of characters."""
    first = bisect_left(text.ends, start + 1)
    last = bisect_left(text.starts, end)
    return (first, last) if first < last else None


def spans(clusters: Iterable[Iterable[Span]]) -> list[Cluster]:
    """Clusters of two mentions and more, each mention by its span; a mention in two clusters stays in the first."""
    return _kept(((span, span) for span in cluster) for cluster in clusters)


def heads(text: Text, clusters: Iterable[Iterable[Span]]) -> list[Cluster]:
    """The same by main words; of several mentions with one main word the longest counts."""
    listed = [list(cluster) for cluster in clusters]
    longest: dict[int, tuple[int, int]] = {}
    for place, cluster in enumerate(listed):
        for span in cluster:
            longest.setdefault(text.head(span), (0, 0))
            longest[text.head(span)] = max(longest[text.head(span)], (span[1] - span[0], -place))
    return _kept(
        ((text.head(span), span) for span in cluster if -longest[text.head(span)][1] == place)
        for place, cluster in enumerate(listed)
    )


def _kept(clusters: Iterable[Iterable[tuple[Hashable, Span]]]) -> list[Cluster]:
    seen: set[Hashable] = set()
    result: list[Cluster] = []
    for cluster in clusters:
        fresh = frozenset(key for key, _ in cluster if key not in seen)
        if len(fresh) > 1:
            seen |= fresh
            result.append(fresh)
    return result


def score(text: Text, found: Iterable[Iterable[Span]]) -> dict[str, Share]:
    """The three measures of a text by span and by main word, under names such as "head muc"."""
    listed = [sorted(cluster) for cluster in found]
    gold = [sorted(cluster) for cluster in text.gold.values() if len(cluster) > 1]
    pairs = {"span": (spans(gold), spans(listed)), "head": (heads(text, gold), heads(text, listed))}
    return {f"{rule} {name}": measure(*pairs[rule]) for rule in pairs for name, measure in _MEASURES.items()}


def mean(shares: Mapping[str, Share], rule: str) -> float:
    """Mean F1 of the three measures under one rule."""
    return sum(shares[f"{rule} {name}"].f1 for name in _MEASURES) / len(_MEASURES)


def parsing(engine: str) -> Parsing:
    """What parses for an engine."""
    if engine == "rules":
        return parsed
    from parley.annotate.encoder.parsing import encoded  # noqa: PLC0415  brings ONNX Runtime, which the rules do not need

    return partial(encoded, weights=WEIGHTS)


def main() -> None:
    """Prints a line for each measure, and with `--texts` one for each text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--genre", nargs="+", default=[])
    parser.add_argument("--split", nargs="+", default=["test"])
    parser.add_argument("--engine", choices=["rules", "encoder"], default="rules", help="whose tags and names")
    parser.add_argument("--texts", action="store_true", help="a line for each text as well")
    arguments = parser.parse_args()
    total: dict[str, Share] = defaultdict(Share)
    for text in texts(arguments.data, arguments.genre, arguments.split):
        shares = score(text, ours(text, parsing(arguments.engine)))
        for name, share in shares.items():
            total[name] += share
        if arguments.texts:
            sys.stdout.write(f"{text.name:32} span {mean(shares, 'span'):.3f}  head {mean(shares, 'head'):.3f}\n")
    for name, share in total.items():
        sys.stdout.write(f"{name:16} P {share.precision:.3f}  R {share.recall:.3f}  F1 {share.f1:.3f}\n")
    for rule in ("span", "head") if total else ():
        sys.stdout.write(f"{rule + ' mean':16} F1 {mean(total, rule):.3f}\n")


if __name__ == "__main__":
    main()
