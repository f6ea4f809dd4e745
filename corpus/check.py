"""Proves the corpus: `python -m corpus.check [STORY …]` names every fault by file and line.

Exit status 1 where there is a fault.
"""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.articles import STORIES, Article, articles, folders, story_of
from corpus.faults import faults, story_faults
from corpus.marks import MarkError
from corpus.repetition import repeated

__all__ = ["STORIES", "Article", "Checked", "articles", "check", "main", "story_of"]


@dataclass(frozen=True, slots=True)
class Checked:
    """The reports that could be read, and every fault in a line of its own."""

    articles: tuple[Article, ...]
    wrong: tuple[str, ...]


def check(places: Iterable[Path]) -> Checked:
    """Every report of some story folders, with all that is wrong in them and between them."""
    found: list[Article] = []
    wrong: list[str] = []
    for folder in places:
        try:
            story = story_of(folder)
        except MarkError as error:
            wrong.append(str(error))
            continue
        told = list(articles(folder, wrong))
        wrong += story_faults(folder.name, story, told)
        wrong += (fault for article in told for fault in faults(article, story))
        found += told
    return Checked(tuple(found), (*wrong, *repeated(found)))


def main(arguments: list[str] | None = None) -> int:
    """Check the stories that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m corpus.check", description="Check the marks of the corpus.")
    parser.add_argument("stories", nargs="*", help="names of story folders; default: all")
    parser.add_argument("--from", dest="root", type=Path, default=STORIES, help="where the story folders lie")
    options = parser.parse_args(arguments)
    checked = check(folders(options.root, options.stories))
    for line in checked.wrong:
        print(line, file=sys.stderr)
    told = sum(len(article.marked.attributions) for article in checked.articles)
    print(f"{len(checked.articles)} reports, {told} attributions, {len(checked.wrong)} faults")
    return 1 if checked.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
