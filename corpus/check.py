"""Proves the corpus: `python -m corpus.check [STORY …]` names every fault, then counts; exit status 1 where there is one."""

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.marks import Marked, MarkError, named, read

STORIES = Path(__file__).parent / "stories"
KINDS = ("person", "organisation", "state", "place", "event", "group")
STANCES = ("demands", "rejects", "offers", "supports", "accepts", "conditional", "wary", "open")
STATUSES = ("happened", "planned", "proposed", "denied", "unverified")
PLOVER = tuple(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
RUN = 8
"""Words in a row that no two stories may share."""


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

    @property
    def words(self) -> list[str]:
        """Its words, lower case."""
        return re.findall(r"\w+(?:['’]\w+)?", self.marked.text.lower())


def story_of(folder: Path) -> dict[str, Any]:
    """The table of a story; raises MarkError where it cannot be read."""
    try:
        return tomllib.loads((folder / "story.toml").read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise MarkError(f"{folder.name}/story.toml: {error}") from error


def articles(folder: Path, wrong: list[str] | None = None) -> Iterator[Article]:
    """The reports of one story folder in order of name; faulty ones go to `wrong` where it is given, else raise."""
    story = story_of(folder)
    names = {name: key for key, entity in story["entities"].items() for name in entity.get("names", ())}
    kinds = {key: entity["kind"] for key, entity in story["entities"].items()}
    for path in sorted(folder.glob("[0-9]*.txt")):
        try:
            front, body = _front(path.read_text("utf-8"))
            yield Article(folder.name, path.name, story["split"], front, read(body), names, kinds)
        except MarkError as error:
            if wrong is None:
                raise MarkError(f"{folder.name}/{path.name}: {error}") from error
            wrong.append(f"{folder.name}/{path.name}: {error}")


def _front(text: str) -> tuple[dict[str, str], str]:
    match = re.match(r"---\n(.*?)\n---\n+", text, re.DOTALL)
    if not match:
        raise MarkError("no front matter between two lines of ---")
    rows = (line.partition(":") for line in match[1].split("\n") if line.strip())
    return {key.strip(): value.strip() for key, _, value in rows}, text[match.end() :].rstrip() + "\n"


def faults(article: Article, story: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one report, each in a sentence."""
    where = f"{article.story}/{article.file}"
    for key in ("outlet", "manner", "published"):
        if not article.front.get(key):
            yield f"{where}: no {key} in the front matter"
    known, issues, marked = set(article.kinds), set(story.get("issues", {})), article.marked
    for one in marked.attributions:
        spot = f"{where}: attribution {one.number}"
        if one.cue is None:
            yield f"{spot} has no cue"
        if one.stance not in {None, *STANCES}:
            yield f"{spot}: unknown stance {one.stance!r}"
        if one.issue is not None and one.issue not in issues:
            yield f"{spot}: unknown issue {one.issue!r}"
        if one.speaker is not None and one.speaker not in known:
            yield f"{spot}: unknown speaker {one.speaker!r}"
        if len(one.sources) > 1:
            yield f"{spot} has {len(one.sources)} sources; one, or a compound one in one mark"
        if one.cue and any(start <= one.cue[0] < end for start, end in one.content):
            yield f"{spot}: its cue lies in its own content"
        if one.cue and len(marked.text[slice(*one.cue)].split()) > 9:
            yield f"{spot}: the cue is long: {marked.text[slice(*one.cue)]!r}"
    for mention in marked.mentions:
        if mention.entity not in known:
            yield f"{where}: unknown entity {mention.entity!r}"
    for event in marked.events:
        for entity in (*event.actors, *event.recipients, *([event.place] if event.place else [])):
            if entity not in known:
                yield f"{where}: event {event.type}: unknown entity {entity!r}"
        if event.type not in PLOVER or event.status not in STATUSES:
            yield f"{where}: unknown event {event.type}:{event.status}"
    if len(article.words) < 90:
        yield f"{where}: only {len(article.words)} words"


def story_faults(folder: Path, story: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the table of a story."""
    if story.get("split") not in {"train", "dev", "test"}:
        yield f"{folder.name}: split must be train, dev or test"
    for key, entity in story.get("entities", {}).items():
        if entity.get("kind") not in KINDS:
            yield f"{folder.name}: {key}: kind must be one of {', '.join(KINDS)}"
        party = entity.get("party")
        if party and party not in story["entities"]:
            yield f"{folder.name}: {key}: unknown party {party!r}"


def repeated(found: list[Article]) -> Iterator[str]:
    """Runs of words that two stories share."""
    seen: dict[tuple[str, ...], Article] = {}
    told: set[tuple[str, str]] = set()
    for article in found:
        words = article.words
        for place in range(len(words) - RUN + 1):
            run = tuple(words[place : place + RUN])
            other = seen.setdefault(run, article)
            pair = (f"{other.story}/{other.file}", f"{article.story}/{article.file}")
            if other.story != article.story and pair not in told:
                told.add(pair)
                yield f"{pair[0]} and {pair[1]} share {' '.join(run)!r}"


def counts(found: list[Article]) -> dict[str, int]:
    """The quotas: how many attributions show each phenomenon."""
    sums: Counter[str] = Counter()
    for article in found:
        sums["reports"] += 1
        sums["words"] += len(article.words)
        sums["mentions marked"] += len(article.marked.mentions)
        sums["mentions by name"] += len(list(named(article.marked.text, article.names, article.marked.mentions)))
        sums["times"] += len(article.marked.times)
        sums["events"] += len(article.marked.events)
        sums.update(_phenomena(article))
    return dict(sums)


def _phenomena(article: Article) -> Counter[str]:
    sums: Counter[str] = Counter()
    text, told = article.marked.text, article.marked.attributions
    title_end = text.find("\n")
    for one in told:
        spans = [text[start:end] for start, end in one.content]
        quoted = [bool(re.match(r"[“‘«„\"']|''", span)) for span in spans]
        inside = any("“" in span or "«" in span or '"' in span for span in spans)
        sums["attributions"] += 1
        sums["direct" if all(quoted) else "mixed" if inside or any(quoted) else "indirect"] += 1
        sums["without source"] += not one.sources
        sums["shared source"] += any(o is not one and o.sources and o.sources == one.sources for o in told)
        sums["discontinuous content"] += len(spans) > 1
        sums["negated"] += one.negated
        sums["with stance"] += one.stance is not None
        sums["with issue"] += one.issue is not None
        sums["in the headline"] += bool(one.cue and one.cue[0] < title_end)
        sums["over paragraphs"] += len({text.count("\n", 0, start) for start, _ in one.content}) > 1
        nested = one.cue and any(
            o is not one and any(start <= one.cue[0] < end for start, end in o.content) for o in told
        )
        sums["nested"] += bool(nested)
        pronouns = {"he", "she", "they", "it", "who", "him", "her", "his", "their", "we", "i"}
        sums["pronoun as source"] += any(text[s:e].lower() in pronouns for s, e in one.sources)
        entity = one.speaker and article.kinds.get(one.speaker)
        sums["unnamed speaker"] += entity == "group"
        sums["lower-case source"] += any(text[s:e].islower() and text[s:e] not in pronouns for s, e in one.sources)
        sums["source in another sentence"] += bool(one.cue and one.sources and _far(text, one.sources[0], one.cue))
    return sums


def _far(text: str, source: tuple[int, int], cue: tuple[int, int]) -> bool:
    between = text[min(source[1], cue[1]) : max(source[0], cue[0])]
    return bool(re.search(r"[.!?][”\"»’]?\s+[A-Z“«\"]|\n", between))


def main() -> None:
    """Check the stories that are named, or all."""
    parser = argparse.ArgumentParser(description="Check the marks of the corpus and count what it holds.")
    parser.add_argument("stories", nargs="*", help="names of story folders; default: all")
    options = parser.parse_args()
    folders = [STORIES / name for name in options.stories] or sorted(p for p in STORIES.iterdir() if p.is_dir())
    wrong: list[str] = []
    found: list[Article] = []
    for folder in folders:
        try:
            story = story_of(folder)
            wrong += story_faults(folder, story)
            for article in articles(folder, wrong):
                found.append(article)
                wrong += faults(article, story)
        except (MarkError, KeyError) as error:
            wrong.append(f"{folder.name}: {error}")
    wrong += repeated(found)
    for line in wrong:
        print(line, file=sys.stderr)
    for name, number in counts(found).items():
        print(f"{name:28s} {number}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
