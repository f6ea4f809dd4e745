"""Kinds of names and antecedents of pronouns against GUM (Zeldes 2017; annotations CC BY 4.0).

    python -m quality.coreference DATA_DIR [--genre news ...] [--split train ...] [--show]

DATA_DIR is the folder of the corpus, with `dep` and `splits.md`. The rules were developed on its parts train and dev;
the default is test. A name counts as found where a word of its core is the last of one of our names of the right kind.
A pronoun counts as right where the name or description before it that was given the same entity stands for the gold
entity; `precision` is the share among all pronouns that were given one.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from parley.annotate.cast import Cast, cast
from parley.annotate.stages import parsed
from parley.annotate.tokens import tokenize
from parley.reading import Mention
from quality.growing import Growing

_ENTITY = re.compile(r"\((?P<group>\d+)-(?P<sort>[a-z]+)(?P<rest>[^()]*)(?P<closed>\))?|(?P<end>\d+)\)")
_KINDS = {"person": {"person"}, "organization": {"organisation", "party"}, "place": {"place", "party"}}
_PRONOUNS = {
    "he, she": frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"}),
    "they": frozenset({"they", "them", "their", "theirs", "themselves"}),
    "it": frozenset({"it", "its", "itself"}),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold mention: its entity, sort, and where the words of its core start."""

    group: str
    sort: str
    core: frozenset[int]
    named: bool
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the corpus with its Penn tag."""

    start: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A mention whose end was not yet read."""

    first: int
    sort: str
    rest: str


@dataclass(slots=True)
class Article(Growing):
    """A text of the corpus with its gold mentions."""

    words: list[Word] = field(default_factory=list)
    opened: dict[str, list[Opened]] = field(default_factory=dict)
    gold: list[Gold] = field(default_factory=list)

    def add(self, word: str, tag: str, space: str) -> None:
        """One more word."""
        self.words.append(Word(self.length, word, tag))
        self.put(word, space)

    def mark(self, entry: str) -> None:
        """Open and close the mentions that begin or end at the last word."""
        for match in _ENTITY.finditer(entry):
            if match["group"]:
                opened = Opened(len(self.words) - 1, match["sort"], match["rest"])
                self.opened.setdefault(match["group"], []).append(opened)
            if match["closed"] or match["end"]:
                self._close(match["group"] or match["end"])

    def _close(self, group: str) -> None:
        if not self.opened.get(group):
            return
        opened = self.opened[group].pop()
        fields = opened.rest.lstrip("-").split("-")
        places = next((part for part in fields if re.fullmatch(r"\d+(?:,\d+)*", part)), "1")
        inside = (opened.first + int(place) - 1 for place in places.split(","))
        core = [self.words[place] for place in inside if place < len(self.words)]
        named = all(word.tag.startswith("NNP") for word in core)
        pronoun = opened.first == len(self.words) - 1 and self.words[-1].tag in {"PRP", "PRP$"}
        self.gold.append(Gold(group, opened.sort, frozenset(word.start for word in core), named, pronoun))


@dataclass(slots=True)
class Counts:
    """Hits and totals by measure."""

    hits: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)

    def count(self, measure: str, *, hit: bool) -> None:
        """One more case."""
        self.totals[measure] += 1
        self.hits[measure] += hit


def articles(folder: Path, genres: Sequence[str], splits: Sequence[str]) -> Iterator[Article]:
    """The texts of some genres and splits."""
    sections = re.split(r"^## (\w+)$", (folder / "splits.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    for split, listed in zip(sections[::2], sections[1::2], strict=True):
        for name in re.findall(r"\* (GUM_\w+)", listed) if split in splits else ():
            if name.split("_")[1] in genres:
                yield _article(folder / "dep" / f"{name}.conllu")


def _article(path: Path) -> Article:
    article = Article(path.stem)
    joined, joined_space = 0, ""
    for line in path.read_text("utf-8").splitlines():
        columns = line.split("\t")
        if line.startswith("# newpar_block"):
            article.end_block("heading" if "= head" in line else "paragraph")
        if len(columns) < 10 or "." in columns[0]:
            continue
        space = "" if "SpaceAfter=No" in columns[9] else " "
        if "-" in columns[0]:
            joined, joined_space = int(columns[0].split("-")[1]), space
            continue
        if int(columns[0]) <= joined:
            space = joined_space if int(columns[0]) == joined else ""
        joined = joined if int(columns[0]) < joined else 0
        article.add(columns[1], columns[4], space)
        article.mark(next((part[7:] for part in columns[9].split("|") if part.startswith("Entity=")), ""))
    article.end_block("paragraph")
    return article


def measure(article: Article, counts: Counts) -> Iterator[str]:
    """Count the names and pronouns of an article; a line for each pronoun that is wrong."""
    report = article.report
    parse = parsed(report, tokenize(report.text))
    found = cast(parse)
    last: dict[int, Mention] = {}
    for mention in found.mentions:
        last.setdefault(parse.tokens[parse.at(mention.span.end) - 1].start, mention)
    at: dict[int, list[Gold]] = {}
    for gold in article.gold:
        for start in gold.core:
            at.setdefault(start, []).append(gold)
    _measure_names(article, found, last, counts)
    for gold in article.gold:
        if gold.pronoun:
            yield from _measure_pronoun(article, gold, (found, last.get(min(gold.core)), at), counts)


def _measure_names(article: Article, found: Cast, last: Mapping[int, Mention], counts: Counts) -> None:
    kinds = {start: found.entities[m.entity].kind for start, m in last.items() if m.form in {"name", "metonym"}}
    people: set[int] = set()
    for gold in article.gold:
        people |= gold.core if gold.sort == "person" else set()
        if gold.named and gold.sort in _KINDS:
            right = any(kinds.get(start) in _KINDS[gold.sort] for start in gold.core)
            counts.count(f"names {gold.sort}", hit=right)
    for start, kind in kinds.items():
        if kind == "person":
            counts.count("names person, precision", hit=start in people)


_Given = tuple[Cast, Mention | None, Mapping[int, list[Gold]]]


def _measure_pronoun(article: Article, gold: Gold, answer: _Given, counts: Counts) -> Iterator[str]:
    found, given, at = answer
    start = min(gold.core)
    text = article.report.text
    word = next(word.text.lower() for word in article.words if word.start == start)
    sort = next((name for name, listed in _PRONOUNS.items() if word in listed), None)
    if sort is None:
        return
    right = given is not None and gold.group in _antecedents(found, given, at)
    if any(g.group == gold.group and g.sort in _KINDS and not g.pronoun for g in article.gold):
        counts.count(f"pronouns {sort}", hit=right)
    if given is not None:
        counts.count(f"pronouns {sort}, precision", hit=right)
        if not right:
            entity = found.entities[given.entity]
            before = " ".join(text[max(0, start - 160) : start].split())
            yield f"{article.name}: {before} [{word}] given {entity.name or entity.description}"


def _antecedents(found: Cast, given: Mention, at: Mapping[int, list[Gold]]) -> frozenset[str]:
    """The gold entities at the main word of the name or description before a pronoun, else of the first after it."""
    own = [m for m in found.mentions if m.entity == given.entity and m.form != "pronoun"]
    own.sort(key=lambda m: (m.span.start > given.span.start, abs(m.span.start - given.span.start)))
    for mention in own:
        for start in range(mention.span.end - 1, mention.span.start - 1, -1):
            if start in at:
                return frozenset(gold.group for gold in at[start])
    return frozenset()


def main() -> None:
    """Prints one line for each measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--genre", nargs="+", default=["news"])
    parser.add_argument("--split", nargs="+", default=["test"])
    parser.add_argument("--show", action="store_true", help="show the pronouns that were given a wrong entity")
    arguments = parser.parse_args()
    counts = Counts()
    for article in articles(arguments.data, arguments.genre, arguments.split):
        for line in measure(article, counts):
            if arguments.show:
                sys.stdout.write(line + "\n")
    for name in sorted(counts.totals):
        hits, total = counts.hits[name], counts.totals[name]
        sys.stdout.write(f"{name:28} {hits / total:.3f}  {hits}/{total}\n")


if __name__ == "__main__":
    main()
