"""What the corpus holds: `python -m corpus.counts` writes composition, phenomena and cues in COUNTS.md."""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.articles import STORIES, Article, articles, folders, story_of
from corpus.faults import SPLITS
from corpus.marks import named
from corpus.phenomena import PHENOMENA, Cut, Shown, directness
from corpus.sections import COUNTS, table, write_section

COMMAND = "`python -m corpus.counts`"
MOST = 40
"""Cues that are listed."""
DIRECTNESS = ("direct", "mixed", "indirect")
MARKED = ("mentions by hand", "mentions by name", "times", "events")


@dataclass(frozen=True, slots=True)
class Counted:
    """One report by what the tables are about."""

    kind: str
    manner: str
    split: str
    sums: Mapping[str, int]
    cues: Mapping[str, int]


def counted(stories: Path = STORIES) -> Iterator[Counted]:
    """Every report of the corpus, counted."""
    for folder in folders(stories):
        story = story_of(folder)
        for article in articles(folder):
            manner = article.front["manner"]
            yield Counted(story["kind"], manner, article.split, sums_of(article), cues_of(article))


def sums_of(article: Article) -> Counter[str]:
    """What one report adds to every column."""
    cut, marked = Cut(article), article.marked
    by_name = named(marked.text, article.names, marked.mentions)
    sums: Counter[str] = Counter(reports=1, words=len(article.words), attributions=len(marked.attributions))
    sums |= Counter({"sentences": len(cut.sentences), "sentences without": cut.silent})
    sums |= Counter(dict(zip(MARKED, (len(marked.mentions), sum(1 for _ in by_name)), strict=False)))
    sums |= Counter(times=len(marked.times), events=len(marked.events))
    for one in marked.attributions:
        shown = Shown(cut, one)
        sums[directness(shown)] += 1
        sums.update(name for name, holds in PHENOMENA if holds(shown))
    return sums


def cues_of(article: Article) -> Counter[str]:
    """Cues in lower case."""
    cues = (one.cue for one in article.marked.attributions if one.cue)
    return Counter(article.marked.text[slice(*cue)].lower() for cue in cues)


def added(found: Sequence[Counted], key: str) -> dict[str, Counter[str]]:
    """Sums by kind, manner or split, and of all."""
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        sums[getattr(one, key)].update(one.sums)
    order = SPLITS if key == "split" else sorted(sums, key=lambda name: (-sums[name]["attributions"], name))
    total = sum((Counter(one.sums) for one in found), Counter[str]())
    return {name: sums[name] for name in order if name in sums} | {"all": total}


def composition(found: Sequence[Counted]) -> str:
    """Reports, words and attributions by kind of negotiation, manner and split."""
    head = ("reports", "words", "attributions", "direct %", "mixed %", "indirect %", "sentences without any %")
    parts = [COMMAND, "Direct, mixed, indirect: all, some or none of the content's words are quoted."]
    for key, told in (("split", "Split"), ("kind", "Kind of negotiation"), ("manner", "Manner")):
        rows = [
            (
                name,
                *(sums[column] for column in head[:3]),
                *(_percent(sums[column], sums["attributions"]) for column in DIRECTNESS),
                _percent(sums["sentences without"], sums["sentences"]),
            )
            for name, sums in added(found, key).items()
        ]
        parts.append(f"### {told}\n\n{table((key, *head), rows)}")
    return "\n\n".join(parts)


def phenomena(found: Sequence[Counted]) -> str:
    """How many attributions show each phenomenon, and what else is marked, by split."""
    sums = added(found, "split")
    rows = [
        (name, *(one[name] for one in sums.values()), _percent(sums["all"][name], sums["all"]["attributions"]))
        for name, _ in PHENOMENA
    ]
    marked = [(name, *(one[name] for one in sums.values()), "") for name in MARKED]
    return f"{COMMAND}\n\n{table(('', *sums, '% of attributions'), [*rows, *marked])}"


def cues(found: Sequence[Counted]) -> str:
    """The most frequent cues, how many there are, and the share of `said`."""
    every = sum((Counter(one.cues) for one in found), Counter[str]())
    total = max(1, every.total())
    listed = ", ".join(f"{cue} {number}" for cue, number in ranked(every)[:MOST])
    said = sum(number for cue, number in every.items() if "said" in cue.split())
    lines = (
        COMMAND,
        f"{len(every)} different cues in {every.total()}; {sum(number == 1 for number in every.values())} stand once.",
        f"`said` alone is {_percent(every['said'], total):.1f} % of all cues; {_percent(said, total):.1f} % hold it.",
        f"The most frequent: {listed}.",
    )
    return "\n\n".join(lines)


def ranked(cues: Mapping[str, int]) -> list[tuple[str, int]]:
    """Most frequent first, then by alphabet."""
    return sorted(cues.items(), key=lambda item: (-item[1], item[0]))


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def main(arguments: list[str] | None = None) -> int:
    """Count, and write the sections."""
    parser = argparse.ArgumentParser(prog="python -m corpus.counts", description="Count what the corpus holds.")
    parser.add_argument("--from", dest="root", type=Path, default=STORIES, help="where the story folders lie")
    parser.add_argument("--page", type=Path, default=COUNTS)
    options = parser.parse_args(arguments)
    found = list(counted(options.root))
    for heading, made in (("Composition", composition), ("Phenomena", phenomena), ("Cues", cues)):
        write_section(options.page, heading, made(found))
    print(composition(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
