"""The stories and their reports, read from their folders."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.marks import Marked, MarkError, read

STORIES = Path(__file__).parent / "stories"
_FRONT = re.compile(r"---\n(.*?)\n---\n+", re.DOTALL)
_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Article:
    """One report of the corpus: its story, front matter and marks; `names` maps each name to its entity."""

    story: str
    file: str
    split: str
    front: dict[str, str]
    marked: Marked
    names: dict[str, str]
    kinds: dict[str, str]
    first_line: int = 1
    """The line of the file on which the text begins."""

    @property
    def words(self) -> list[str]:
        """Its words, lower case."""
        return words_of(self.marked.text)


def words_of(text: str) -> list[str]:
    """Words of a text in lower case, without marks."""
    return _WORD.findall(text.lower())


def folders(stories: Path = STORIES, only: Iterable[str] = ()) -> list[Path]:
    """The story folders in order of name, or those that are named."""
    chosen = [stories / name for name in only]
    return chosen or sorted(path for path in stories.iterdir() if path.is_dir())


def story_of(folder: Path) -> dict[str, Any]:
    """The table of a story; raises MarkError where it cannot be read or lacks its split or its entities' kinds."""
    where = f"{folder.name}/story.toml"
    try:
        story = tomllib.loads((folder / "story.toml").read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MarkError(f"{where}: {error}") from error
    for key in ("title", "kind", "split", "summary", "entities"):
        if key not in story:
            raise MarkError(f"{where}: no {key}")
    for key, entity in story["entities"].items():
        if "kind" not in entity:
            raise MarkError(f"{where}: {key}: no kind")
    return story


def articles(folder: Path, wrong: list[str] | None = None) -> Iterator[Article]:
    """The reports of one story folder in order of name; faulty ones go to `wrong` where it is given, else raise."""
    story = story_of(folder)
    for path in sorted(folder.glob("[0-9]*.txt")):
        try:
            yield article_of(path, story)
        except (MarkError, OSError, UnicodeDecodeError) as error:
            told = f"{folder.name}/{path.name}: {error}"
            if wrong is None:
                raise MarkError(told) from error
            wrong.append(told)


def every(stories: Path = STORIES) -> list[Article]:
    """Every report of the corpus; raises MarkError at the first fault."""
    return [article for folder in folders(stories) for article in articles(folder)]


def article_of(path: Path, story: dict[str, Any]) -> Article:
    """One report, with the names and kinds of its story; raises MarkError."""
    text = path.read_text("utf-8")
    match = _FRONT.match(text)
    if not match:
        raise MarkError("line 1: no front matter between two lines of ---")
    rows = (line.partition(":") for line in match[1].split("\n") if line.strip())
    front = {key.strip(): value.strip() for key, _, value in rows}
    first_line = text.count("\n", 0, match.end()) + 1
    entities = story["entities"]
    return Article(
        path.parent.name,
        path.name,
        story["split"],
        front,
        read(text[match.end() :].rstrip() + "\n", first_line),
        {name: key for key, entity in entities.items() for name in entity.get("names", ())},
        {key: entity["kind"] for key, entity in entities.items()},
        first_line,
    )
