"""Accuracy of attributions on PolNeAR: `python quality/polnear.py DATA_DIR [--split dev]`.

DATA_DIR holds `SPLIT/text/*.txt` and `SPLIT/attributions/*.ann` (brat standoff) of PolNeAR (Newell, Margolin and Ruths,
LREC 2018). Gold is the first annotator of each article. Three conventions of PolNeAR that a reading does not share are
applied to what is scored, and nothing else: a direct content has its quotation marks; a quotation that goes on without
a new cue belongs to the attribution before it; an attribution inside the content of another one is none.

Exact F1 is micro over runs of words of one role; overlap F1 is micro over words. An attribution counts where its cue
meets a gold cue, one to one, and both source and content meet those of the gold.
"""

import argparse
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.annotate.engine import Rules
from parley.reading import Reading
from parley.report import Block, Report, Sighting, Span

ROLES = ("source", "cue", "content")
_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*|[^\w\s]")
_MARKS = {"“": True, "”": False}

Words = frozenset[int]
Role = Mapping[str, Words]
"""Words of source, cue and content by role: indexes into the words of the article."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its words and gold attributions."""

    name: str
    text: str
    words: tuple[tuple[int, int], ...]
    gold: tuple[Role, ...]

    def covered(self, pieces: Iterable[tuple[int, int]]) -> Words:
        """Indexes of the words that some pieces of text meet."""
        found: set[int] = set()
        for start, end in pieces:
            index = bisect_right(self.words, start, key=lambda word: word[1])
            while index < len(self.words) and self.words[index][0] < end:
                found.add(index)
                index += 1
        return frozenset(found)


def articles(data: Path, split: str) -> Iterator[Article]:
    """The articles of a split in order of name."""
    for path in sorted((data / split / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        words = tuple((match.start(), match.end()) for match in _WORD.finditer(text))
        annotations = sorted((data / split / "attributions").glob(f"{_literal(path.stem)}_*.ann"))
        bare = Article(path.stem, text, words, ())
        gold = tuple(_gold(bare, annotations[0].read_text("utf-8"))) if annotations else ()
        yield Article(path.stem, text, words, gold)


def _literal(name: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", name)


def _gold(article: Article, standoff: str) -> Iterator[Role]:
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[list[str]] = []
    for line in standoff.split("\n"):
        fields = line.split("\t")
        if line.startswith("T") and len(fields) >= 3:
            places = fields[1].partition(" ")[2].split(";")
            spans[fields[0]] = [(int(a), int(b)) for a, b in (place.split() for place in places)]
        elif line.startswith("E") and len(fields) >= 2:
            events.append(fields[1].split())
    for event in events:
        pieces: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
        for argument in event:
            role, _, key = argument.partition(":")
            role = role.rstrip("0123456789").lower()
            if role in pieces:
                pieces[role].extend(spans.get(key, []))
        yield {role: article.covered(places) for role, places in pieces.items()}


# ------------------------------------------------------------------------------------------------------- what was read


def report_of(article: Article) -> Report:
    """The article as a report: the first line is its title, each other line a paragraph."""
    blocks: list[Block] = []
    for match in re.finditer(r"[^\n]+", article.text):
        line = match[0]
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            kind = "paragraph" if blocks else "title"
            blocks.append(Block(start, match.start() + len(line.rstrip()), kind))  # type: ignore[arg-type]
    sighting = Sighting(f"{article.name}.txt", None, None, "")
    return Report(article.name, article.text, (sighting,), tuple(blocks), language="en")


def read_as_polnear(article: Article, reading: Reading) -> list[Role]:
    """The attributions of a reading under the conventions of PolNeAR."""
    rows: list[dict[str, Words]] = []
    for attribution in reading.attributions:
        content = article.covered(_with_marks(article.text, span) for span in attribution.content)
        if attribution.parent is not None:
            continue
        if attribution.cue is None and attribution.source is None:
            if rows:
                rows[-1]["content"] |= content
            continue
        rows.append(
            {"source": _words(article, attribution.source), "cue": _words(article, attribution.cue), "content": content}
        )
    return list(rows)


def _words(article: Article, span: Span | None) -> Words:
    return article.covered([(span.start, span.end)]) if span else frozenset()


def _with_marks(text: str, span: Span) -> tuple[int, int]:
    """Bounds of a content with the quotation marks right beside it."""
    start, end = span.start, span.end
    for mark in ("''", "``", '"', "“", "‘", "'"):
        if text.startswith(mark, start - len(mark)) and start >= len(mark):
            start -= len(mark)
            break
    for mark in ("''", '"', "”", "’", "'"):
        if text.startswith(mark, end) and start < span.start:
            end += len(mark)
            break
    return start, end


# ------------------------------------------------------------------------------------------------------------- scoring


def runs(words: Words) -> set[tuple[int, int]]:
    """Stretches of neighbouring words."""
    found: set[tuple[int, int]] = set()
    start = previous = -2
    for word in [*sorted(words), -1]:
        if word != previous + 1 or word == -1:
            if start >= 0:
                found.add((start, previous))
            start = word
        previous = word
    return found


def pairs(gold: Sequence[Role], read: Sequence[Role]) -> list[tuple[Role, Role]]:
    """Gold and read attributions whose cues meet, one to one, the best overlaps first."""
    meeting = sorted(
        (
            (len(g["cue"] & r["cue"]), len(g["content"] & r["content"]), i, j)
            for i, g in enumerate(gold)
            for j, r in enumerate(read)
            if g["cue"] & r["cue"]
        ),
        reverse=True,
    )
    taken_gold: set[int] = set()
    taken_read: set[int] = set()
    matched = []
    for _, _, i, j in meeting:
        if i not in taken_gold and j not in taken_read:
            taken_gold.add(i)
            taken_read.add(j)
            matched.append((gold[i], read[j]))
    return matched


def quoted_words(article: Article) -> Words:
    """Words inside double quotation marks; a paragraph ends every quotation."""
    inside: list[int] = []
    opened = False
    line_end = -1
    for index, (start, end) in enumerate(article.words):
        if start > line_end:
            opened = False
            line_end = article.text.find("\n", start)
            line_end = len(article.text) if line_end < 0 else line_end
        word = article.text[start:end]
        if word in _MARKS:
            opened = _MARKS[word]
        elif word == '"' or (word == "'" and article.text.startswith("''", start)):
            opened = not opened
        elif opened:
            inside.append(index)
    return frozenset(inside)


def kind_of(article: Article, content: Words, quoted: Words) -> str:
    """direct, mixed or indirect: all, some or none of the content's words are quoted."""
    words = [index for index in content if article.text[article.words[index][0]].isalnum()]
    inside = sum(index in quoted for index in words)
    return "direct" if words and inside == len(words) else "mixed" if inside else "indirect"


def count(article: Article, read: Sequence[Role]) -> Counter[str]:
    """What one article adds to the sums."""
    sums: Counter[str] = Counter()
    for role in ROLES:
        gold_runs = {run for one in article.gold for run in runs(one[role])}
        read_runs = {run for one in read for run in runs(one[role])}
        gold_words = {word for one in article.gold for word in one[role]}
        read_words = {word for one in read for word in one[role]}
        sums.update(_hits(f"{role} exact", gold_runs, read_runs))
        sums.update(_hits(f"{role} overlap", gold_words, read_words))
    matched = pairs(article.gold, read)
    both = sum(_meets(gold, one) for gold, one in matched)
    same = sum(all(gold[role] == one[role] for role in ROLES) for gold, one in matched)
    for name, right in (("cue met", len(matched)), ("attribution", both), ("all exact", same)):
        sums.update({f"{name} right": right, f"{name} gold": len(article.gold), f"{name} read": len(read)})
    quoted = quoted_words(article)
    for one in article.gold:
        kind = kind_of(article, one["content"], quoted)
        sums[f"{kind} gold"] += 1
        sums[f"{kind} found"] += any(one["cue"] & r["cue"] and one["content"] & r["content"] for r in read)
    return sums


def _hits(name: str, gold: set[tuple[int, int]] | set[int], read: set[tuple[int, int]] | set[int]) -> dict[str, int]:
    return {f"{name} right": len(gold & read), f"{name} gold": len(gold), f"{name} read": len(read)}


def _meets(gold: Role, read: Role) -> bool:
    """Whether source and content of a pair meet; a missing source meets a missing one."""
    source = bool(gold["source"] & read["source"]) or not (gold["source"] or read["source"])
    return source and bool(gold["content"] & read["content"])


def show(sums: Counter[str]) -> str:
    """The table of figures, in percent."""
    lines = []
    for name in (
        *(f"{role} {how}" for role in ROLES for how in ("exact", "overlap")),
        "cue met",
        "attribution",
        "all exact",
    ):
        right, gold, read = (sums[f"{name} {part}"] for part in ("right", "gold", "read"))
        precision, recall = 100 * right / max(1, read), 100 * right / max(1, gold)
        score = 2 * precision * recall / (precision + recall) if right else 0.0
        lines.append(f"{name:16s} P {precision:5.1f}  R {recall:5.1f}  F {score:5.1f}")
    for kind in ("direct", "mixed", "indirect"):
        found, gold = sums[f"{kind} found"], sums[f"{kind} gold"]
        lines.append(f"recall of {kind:8s} {100 * found / max(1, gold):5.1f}  ({found} of {gold})")
    return "\n".join(lines)


def main() -> None:
    """Read the articles of a split and print how well."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    options = parser.parse_args()
    sums: Counter[str] = Counter()
    engine = Rules()
    for article in articles(options.data, options.split):
        (reading,) = engine.read([report_of(article)])
        sums.update(count(article, read_as_polnear(article, reading)))
    print(show(sums))


if __name__ == "__main__":
    main()
