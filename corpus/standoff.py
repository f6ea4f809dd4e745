"""The corpus without marks: `python -m corpus.standoff OUT` writes plain texts, and what was marked by offset.

`OUT/STORY/` holds the texts and a manifest that Parley reads; `OUT/gold/STORY/` one JSON file for each text and one for
the story. Offsets count code points of the text file. `corpus/README.md` describes every field.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from corpus.articles import STORIES, Article, articles, folders, story_of
from corpus.marks import Attribution, Event, Mention, Time, named

FORMAT = "parley-corpus/1"
Json = dict[str, Any]


def compile_story(folder: Path, out: Path) -> int:
    """Writes one story; says how many reports it has."""
    story = story_of(folder)
    texts, gold = out / folder.name, out / "gold" / folder.name
    texts.mkdir(parents=True, exist_ok=True)
    gold.mkdir(parents=True, exist_ok=True)
    told = list(articles(folder))
    for article in told:
        (texts / article.file).write_bytes(article.marked.text.encode())
        _write_json(gold / f"{Path(article.file).stem}.json", report_of(article))
    rows = [
        {"file": a.file, "outlet": a.front["outlet"], "published": a.front["published"], "language": "en"} for a in told
    ]
    manifest = yaml.safe_dump({"reports": rows}, allow_unicode=True, sort_keys=False, width=200)
    (texts / "manifest.yaml").write_text(manifest, "utf-8")
    _write_json(gold / "story.json", {"format": FORMAT, "story": folder.name, **story})
    return len(told)


def _write_json(path: Path, content: Json) -> None:
    rows = [f"{json.dumps(key)}: {_value(value)}" for key, value in content.items()]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")


def _value(value: object) -> str:
    """A value on one line, a list of objects with a line to each."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n " + ",\n ".join(json.dumps(item, ensure_ascii=False) for item in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def report_of(article: Article) -> Json:
    """What is marked in one report."""
    marked = article.marked
    by_name = named(marked.text, article.names, marked.mentions)
    mentions = [(one, "mark") for one in marked.mentions] + [(one, "name") for one in by_name]
    return {
        "format": FORMAT,
        "story": article.story,
        "file": article.file,
        "split": article.split,
        **{key: article.front[key] for key in ("outlet", "manner", "published")},
        "attributions": [attribution(one, marked.attributions) for one in marked.attributions],
        "mentions": [_mention(one, by) for one, by in sorted(mentions, key=lambda item: (item[0].start, -item[0].end))],
        "times": [_time(one) for one in sorted(marked.times, key=lambda one: one.start)],
        "events": [_event(one) for one in sorted(marked.events, key=lambda one: one.start)],
    }


def attribution(one: Attribution, told: Iterable[Attribution]) -> Json:
    """An attribution with its depth: how many others hold its cue in their contents."""
    around = [other for other in told if other is not one and _holds(other, one.place)]
    inmost = min(around, key=lambda other: sum(end - start for start, end in other.content), default=None)
    return {
        "number": one.number,
        "source": [list(span) for span in one.sources],
        "cue": list(one.cue) if one.cue else None,
        "content": [list(span) for span in one.content],
        "speaker": one.speaker,
        "stance": one.stance,
        "issue": one.issue,
        "negated": one.negated,
        "depth": len(around),
        "inside": inmost.number if inmost else None,
    }


def _holds(other: Attribution, place: int) -> bool:
    return any(start <= place < end for start, end in other.content)


def _mention(one: Mention, by: str) -> Json:
    return {"entity": one.entity, "start": one.start, "end": one.end, "by": by}


def _time(one: Time) -> Json:
    return {"value": one.value, "start": one.start, "end": one.end}


def _event(one: Event) -> Json:
    return {
        "type": one.type,
        "status": one.status,
        "actors": list(one.actors),
        "recipients": list(one.recipients),
        "place": one.place,
        "start": one.start,
        "end": one.end,
    }


def main(arguments: list[str] | None = None) -> int:
    """Compile every story, or those that are named."""
    parser = argparse.ArgumentParser(prog="python -m corpus.standoff", description="Write the corpus without marks.")
    parser.add_argument("out", type=Path)
    parser.add_argument("stories", nargs="*", help="names of story folders; default: all")
    parser.add_argument("--from", dest="root", type=Path, default=STORIES, help="where the story folders lie")
    options = parser.parse_args(arguments)
    chosen = folders(options.root, options.stories)
    reports = sum(compile_story(folder, options.out) for folder in chosen)
    print(f"{len(chosen)} stories, {reports} reports: {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
