"""Time expressions against the TIMEX3 annotation of NewsReader MEANTIME (CC BY 4.0): extents and values.

    python -m quality.times DATA_DIR [--engine NAME] [--show]

DATA_DIR is the folder of the corpus. Only the first six sentences of each article are annotated and counted. Articles
with an even index (in the order of their names) served to develop the rules, those with an odd index did not. Extents
match where they overlap (relaxed, TempEval); a value counts where a matching extent has exactly this value.
"""

import argparse
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.reading import TimeExpression
from parley.report import Block, BlockKind, Report, Sighting
from quality.engine import DEFAULT, chosen

_ANNOTATED = 6
_KINDS: dict[int, BlockKind] = {0: "title", 1: "dateline"}
_TIGHT_BEFORE = frozenset({",", ".", ";", ":", "?", "!", ")", "%", "'s", "'", "n't", "''"})
_TIGHT_AFTER = frozenset({"(", "$", "#", "``"})


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated expression: characters and TIMEX3 value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Article:
    """The annotated sentences of an article, one block each, with the expressions and the day of creation."""

    report: Report
    gold: tuple[Gold, ...]
    skipped: tuple[tuple[int, int], ...]
    """Characters of the creation time, which is given and not counted."""


@dataclass(slots=True)
class Count:
    """Counts over articles: expressions found, annotated, matching in extent, and in value too."""

    found: int = 0
    annotated: int = 0
    extent: int = 0
    value: int = 0

    def add(self, other: "Count") -> None:
        """Adds the counts of an article."""
        self.found += other.found
        self.annotated += other.annotated
        self.extent += other.extent
        self.value += other.value

    def f1(self, hits: int) -> float:
        """Harmonic mean of precision and recall of so many hits."""
        return 2 * hits / (self.found + self.annotated) if self.found + self.annotated else 0.0

    def line(self, name: str) -> str:
        """A row of the table."""
        return (
            f"{name:12} found {self.found:4} annotated {self.annotated:4}  "
            f"extent {self.extent:4} F1 {self.f1(self.extent):.3f}  value {self.value:4} F1 {self.f1(self.value):.3f}"
        )


@dataclass(frozen=True, slots=True)
class Laid:
    """The annotated sentences of a file as a report, one block each, and the characters of each token by its id."""

    report: Report
    place: Mapping[str, tuple[int, int]]

    def spots(self, marked: ET.Element) -> list[tuple[int, int]]:
        """The characters of the tokens that an annotation is anchored to; none where it lies further down."""
        anchors = (anchor.get("t_id", "") for anchor in marked.iter("token_anchor"))
        return [self.place[anchor] for anchor in anchors if anchor in self.place]


def laid(root: ET.Element, name: str) -> Laid:
    """The annotated sentences of a file of the corpus, which gives words only, in plain spelling."""
    text = ""
    blocks: list[Block] = []
    place: dict[str, tuple[int, int]] = {}
    for sentence in range(_ANNOTATED):
        start = len(text)
        for token in root.iter("token"):
            if int(token.get("sentence", "0")) == sentence:
                text = _append(text, token.text or "", start)
                place[token.get("t_id", "")] = (len(text) - len(token.text or ""), len(text))
        if len(text) > start:
            blocks.append(Block(start, len(text), _KINDS.get(sentence, "paragraph")))
            text += "\n"
    created = (timex for timex in root.iter("TIMEX3") if timex.get("functionInDocument") == "CREATION_TIME")
    day = next((timex.get("value") for timex in created), None)
    sighting = Sighting(f"{name}.xml", None, None, "")
    return Laid(Report(name, text, (sighting,), tuple(blocks), published=day, language="en"), place)


def read_article(path: Path) -> Article:
    """The article of a file of the corpus."""
    root = ET.parse(path).getroot()  # noqa: S314
    made = laid(root, path.stem)
    gold, skipped = [], []
    for timex in root.iter("TIMEX3"):
        spots = made.spots(timex)
        if not spots:
            continue
        start, end = min(s for s, _ in spots), max(e for _, e in spots)
        if timex.get("functionInDocument") == "CREATION_TIME":
            skipped.append((start, end))
        else:
            gold.append(Gold(start, end, timex.get("value") or ""))
    return Article(made.report, tuple(gold), tuple(skipped))


def _append(text: str, word: str, start: int) -> str:
    if len(text) == start or word in _TIGHT_BEFORE or text.rsplit(" ", 1)[-1] in _TIGHT_AFTER:
        return text + word
    return text + " " + word


def compare(article: Article, read: Sequence[TimeExpression], *, show: bool) -> Count:
    """Counts of one article; with `show`, what differs is printed."""
    found = [t for t in read if not any(_meet(t, *spot) for spot in article.skipped)]
    count = Count(len(found), len(article.gold))
    free = list(found)
    for gold in article.gold:
        over = [t for t in free if _meet(t, gold.start, gold.end)]
        best = next((t for t in over if t.value == gold.value), over[0] if over else None)
        if best:
            free.remove(best)
            count.extent += 1
            count.value += best.value == gold.value
        if show and (best is None or best.value != gold.value):
            words = article.report.text[gold.start : gold.end]
            print(f"  {words!r} = {gold.value}; found {_shown(article.report, best)}")
    for extra in free if show else ():
        print(f"  not annotated: {_shown(article.report, extra)}")
    return count


def _shown(report: Report, found: TimeExpression | None) -> str:
    return f"{report.quote(found.span)!r} = {found.value}" if found else "nothing"


def _meet(found: TimeExpression, start: int, end: int) -> bool:
    return found.span.start < end and start < found.span.end


def articles(folder: Path) -> Iterator[Article]:
    """All articles, in the order of their names."""
    for path in sorted(folder.glob("intra-doc_annotation/*/*.xml")):
        yield read_article(path)


def main() -> int:
    """Prints extent and value F1 of both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", default=DEFAULT)
    parser.add_argument("--show", action="store_true", help="print what differs in the half for development")
    options = parser.parse_args()
    engine = chosen(options.engine)
    halves = [Count(), Count()]
    for index, article in enumerate(articles(options.folder)):
        (reading,) = engine.read([article.report])
        halves[index % 2].add(compare(article, reading.times, show=options.show and index % 2 == 0))
    if not halves[0].annotated:
        print(f"no article in {options.folder}", file=sys.stderr)
        return 1
    for name, half in zip(("development", "held out"), halves, strict=True):
        print(half.line(name))
    both = Count()
    for half in halves:
        both.add(half)
    print(both.line("both"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
