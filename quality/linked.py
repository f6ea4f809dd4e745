"""Attributions as linked relations: the protocol that PolNeAR and the Parley corpus are measured by.

Words are runs of letters and digits, or single marks. Exact F1 is micro over runs of neighbouring words of one role;
overlap F1 is micro over words. An attribution counts where its cue meets a gold cue, one to one, the best overlaps
first, and both source and content meet those of the gold; a missing source meets a missing one.

Two conventions of the corpora that a reading does not share are applied to what was read, and nothing else: a direct
content has its quotation marks; a quotation that goes on without a new cue belongs to the attribution before it.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parley.reading import Attribution, Reading
from parley.report import Block, Report, Sighting, Span
from quality.measure import Measure, harmonic, share

ROLES = ("source", "cue", "content")
DIRECTNESS = ("direct", "mixed", "indirect")
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


def bare(name: str, text: str) -> Article:
    """An article of a text, cut into words, without gold."""
    return Article(name, text, tuple((match.start(), match.end()) for match in _WORD.finditer(text)), ())


# ------------------------------------------------------------------------------------------------------- what was read


def report_of(article: Article, *, outlet: str | None = None, published: str | None = None) -> Report:
    """The article as a report: the first line is its title, each other line a paragraph."""
    blocks: list[Block] = []
    for match in re.finditer(r"[^\n]+", article.text):
        line = match[0]
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            kind = "paragraph" if blocks else "title"
            blocks.append(Block(start, match.start() + len(line.rstrip()), kind))  # type: ignore[arg-type]
    sighting = Sighting(f"{article.name}.txt", None, outlet, "")
    return Report(
        article.name, article.text, (sighting,), tuple(blocks), outlet=outlet, published=published, language="en"
    )


@dataclass(frozen=True, slots=True)
class Read:
    """An attribution of a reading as a corpus would mark it: its words by role, and the attribution itself."""

    role: Role
    attribution: Attribution


def read_as_marked(article: Article, reading: Reading, *, nested: bool) -> list[Read]:
    """The attributions of a reading as the corpora mark them; with `nested` those inside another's content too."""
    rows: list[tuple[dict[str, Words], Attribution]] = []
    for attribution in reading.attributions:
        inside = attribution.parent is not None
        if inside and not nested:
            continue
        content = article.covered(_with_marks(article.text, span) for span in attribution.content)
        if attribution.cue is None and attribution.source is None:
            before = [role for role, told in rows if (told.parent is not None) == inside]
            if before:
                before[-1]["content"] |= content
            continue
        role = {"source": _words(article, attribution.source), "cue": _words(article, attribution.cue)}
        rows.append(({**role, "content": content}, attribution))
    return [Read(role, attribution) for role, attribution in rows]


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


def pairs(gold: Sequence[Role], read: Sequence[Role]) -> list[tuple[int, int]]:
    """Indexes of gold and read attributions whose cues meet, one to one, the best overlaps first."""
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
            matched.append((i, j))
    return matched


def meets(gold: Role, read: Role) -> bool:
    """Whether source and content of a pair meet; a missing source meets a missing one."""
    source = bool(gold["source"] & read["source"]) or not (gold["source"] or read["source"])
    return source and bool(gold["content"] & read["content"])


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
    matched = [(article.gold[i], read[j]) for i, j in pairs(article.gold, read)]
    both = sum(meets(gold, one) for gold, one in matched)
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


# ------------------------------------------------------------------------------------------------------------- figures

FIGURES = (*(f"{role} {how}" for role in ROLES for how in ("exact", "overlap")), "cue met", "attribution", "all exact")
"""What `count` sums as right, gold and read."""


def show(sums: Counter[str]) -> str:
    """The table of figures, in percent."""
    lines = []
    for name in FIGURES:
        precision, recall, score = (100 * (measure.value or 0.0) for measure in scored(sums, name))
        lines.append(f"{name:16s} P {precision:5.1f}  R {recall:5.1f}  F {score:5.1f}")
    for kind in DIRECTNESS:
        found, gold = sums[f"{kind} found"], sums[f"{kind} gold"]
        lines.append(f"recall of {kind:8s} {100 * found / max(1, gold):5.1f}  ({found} of {gold})")
    return "\n".join(lines)


def scored(sums: Counter[str], name: str) -> tuple[Measure, Measure, Measure]:
    """Precision, recall and F1 of one of FIGURES, named like `attribution.f1`."""
    right, gold, read = (sums[f"{name} {part}"] for part in ("right", "gold", "read"))
    stem = name.replace(" ", ".")
    precision, recall = share(f"{stem}.precision", right, read), share(f"{stem}.recall", right, gold)
    return precision, recall, harmonic(f"{stem}.f1", precision, recall)


def measures(sums: Counter[str]) -> list[Measure]:
    """Every figure as a measure between 0 and 1, for floors."""
    found = [measure for name in FIGURES for measure in scored(sums, name)]
    return found + [share(f"recall.{kind}", sums[f"{kind} found"], sums[f"{kind} gold"]) for kind in DIRECTNESS]
