"""A labelled stream of news, put together from what may be used: who tells of the same story as whom.

Invented reports of this repository (`corpus/stories`, `corpus/comparison`, `corpus/news`, the example), of the stories
that are free to look at unless others are asked for; and Wikinews texts from a folder of corpora, where there is one:
MEANTIME by the table in `stream.toml`, the news of GUM each alone. Readings are kept between runs.
"""

import re
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from corpus.articles import articles, folders, story_of
from parley.archive.archive import Added, Archive
from parley.desk import Desk
from parley.reading import Reading
from parley.report import Report
from quality.beat import drawn, shared

KEPT = Path(tempfile.gettempdir()) / "parley-grouping"
"""Where texts and readings are kept between runs."""
Which = Literal["plain", "hard", "beat", "alone", "held-back"]
"""`hard`: half of the reports cut to their beginnings, and half of the stories moved to the place of another of their
kind; `beat`, `alone`: those of `quality/beat.py`; `held-back`: stories that are kept for one measurement at the end."""
WHICH: tuple[Which, ...] = ("plain", "hard")
"""The streams of mixed news that are free to look at."""
SHORT = 90
"""Words at which a report of the hard stream ends, at the end of the paragraph."""
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)|(\d\d)-(\d\d)-(\d{4})")


@dataclass(frozen=True, slots=True)
class Piece:
    """One text: where it comes from, of which story it tells, under which name, and what front matter it gets."""

    origin: str
    story: str
    name: str
    text: str
    suffix: str = ".txt"

    @property
    def file(self) -> str:
        """Under which name it is written."""
        return f"{self.origin}/{self.story}/{self.name}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reading, where its report comes from and of which story it tells."""

    origin: str
    story: str
    reading: Reading


def labelled(corpora: Path | None, which: Which = "plain", root: Path = Path()) -> tuple[Labelled, ...]:
    """The stream in a fixed order, each report read once and kept for the next run."""
    found = {each.file: each for each in _chosen(corpora, which, root)}
    folder = KEPT / which
    for each in found.values():
        path = folder / each.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(each.text, "utf-8")
    return tuple(_read(found, folder))


def _chosen(corpora: Path | None, which: Which, root: Path) -> Iterable[Piece]:
    if which == "beat":
        return _beat(root)
    if which == "alone":
        return _alone(root)
    found = pieces(corpora, held_back=which == "held-back", root=root)
    return harder(found, root) if which == "hard" else found


def _beat(root: Path) -> Iterator[Piece]:
    cast = shared(root)
    for piece in _marked(root, held_back=False):
        front, mark, body = piece.text.rpartition("\n---\n")
        yield replace(piece, text=front + mark + cast[piece.story].put(body))


def _alone(root: Path) -> Iterator[Piece]:
    told = [each.text for each in _plain("example", "aldra-talks", root / "examples/aldra-talks/reports")]
    for at, text in enumerate(drawn([each for each in told if "\n---\n" in each])):
        yield Piece("alone", "aldra-talks", f"{at:03}", text)


def _read(found: Mapping[str, Piece], folder: Path) -> Iterator[Labelled]:
    kept = KEPT / "readings.parley"
    Archive.make(kept)
    with Archive.open(kept) as archive:
        added = [each for each in Desk().add(archive, folder) if isinstance(each, Added)]
        reports = {each.report: archive.report(each.report) for each in added if each.file in found}
        chosen = {each.file: _sighting(reports[each.report], each.file) for each in added if each.file in found}
        readings = Desk().readings_of(archive, tuple(chosen[file] for file in sorted(chosen)))
    for file, reading in zip(sorted(chosen), readings, strict=True):
        piece = found[file]
        yield Labelled(piece.origin, f"{piece.origin}/{piece.story}", reading)


def _sighting(report: Sequence[Report], file: str) -> Report:
    return next(each for each in report if each.file == file)


def pieces(corpora: Path | None, *, held_back: bool, root: Path = Path()) -> Iterator[Piece]:
    """Every text with its story."""
    yield from _marked(root, held_back=held_back)
    yield from _compared(root, held_back=held_back)
    if held_back:
        return
    yield from _plain("example", "aldra-talks", root / "examples/aldra-talks/reports")
    for folder in sorted((root / "corpus/news").glob("*/")):
        yield from _plain("news", folder.name, folder)
    if corpora is not None:
        yield from _meantime(corpora / "meantime" / "intra-doc_annotation", root)
        yield from _gum(corpora / "gum" / "dep")


def harder(found: Iterable[Piece], root: Path) -> Iterator[Piece]:
    """The stream with stories that are more alike, and reports that tell less."""
    renamed = _namesakes(root)
    for number, piece in enumerate(found):
        text = piece.text
        if piece.origin == "stories" and piece.story in renamed:
            pattern, names = renamed[piece.story]
            text = _renamed(text, pattern, names)
        yield replace(piece, text=_cut(text) if number % 2 else text)


def _renamed(text: str, pattern: re.Pattern[str], names: Mapping[str, str]) -> str:
    return pattern.sub(lambda match: names[match[0]], text)


def _namesakes(root: Path) -> dict[str, tuple[re.Pattern[str], dict[str, str]]]:
    """For every other story of a kind the names of its places and states, and those of the story before it."""
    told = [(story_of(folder), folder.name) for folder in folders(root / "corpus/stories")]
    free = sorted((story["kind"], name, story["entities"]) for story, name in told if story["split"] != "test")
    found = {}
    for (kind, _, first), (other, name, second) in zip(free[::2], free[1::2], strict=False):
        if kind == other:
            names = _pairs(second, first)
            if names:
                found[name] = (re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b"), names)
    return found


def _pairs(second: dict[str, Any], first: dict[str, Any]) -> dict[str, str]:
    """The first name of each place and state of the one story, with one of the other's."""
    found: dict[str, str] = {}
    for kind in ("place", "state"):
        one, other = (
            [e["names"][0] for e in entities.values() if e["kind"] == kind and e.get("names")]
            for entities in (second, first)
        )
        found.update(zip(one, other, strict=False))
    return found


def _cut(text: str) -> str:
    """Front matter, and the paragraphs that hold the first words."""
    front, mark, body = text.rpartition("\n---\n")
    kept: list[str] = []
    for paragraph in body.strip().split("\n\n"):
        if len(" ".join(kept).split()) < SHORT:
            kept.append(paragraph)
    return front + mark + "\n\n".join(kept) + "\n"


def _marked(root: Path, *, held_back: bool) -> Iterator[Piece]:
    for folder in folders(root / "corpus/stories"):
        if (story_of(folder)["split"] == "test") == held_back:
            for article in articles(folder):
                front = "".join(f"{key}: {value}\n" for key, value in article.front.items() if key != "manner")
                name = article.file.removesuffix(".txt")
                yield Piece("stories", folder.name, name, f"---\n{front}---\n{article.marked.text}")


def _compared(root: Path, *, held_back: bool) -> Iterator[Piece]:
    for path in sorted((root / "corpus/comparison").glob("*/story.toml")):
        if (tomllib.loads(path.read_text("utf-8"))["split"] == "test") == held_back:
            yield from _plain("comparison", path.parent.name, path.parent / "reports")


def _plain(origin: str, story: str, folder: Path) -> Iterator[Piece]:
    for path in sorted(folder.iterdir()):
        if path.suffix in {".txt", ".md", ".html"}:
            yield Piece(origin, story, path.stem, path.read_text("utf-8"), path.suffix)


def _meantime(folder: Path, root: Path) -> Iterator[Piece]:
    table = tomllib.loads((root / "quality/stream.toml").read_text("utf-8"))["meantime"]
    story = {number: f"{min(group)}" for group in table["stories"] for number in group}
    for path in sorted(folder.glob("*/*.xml")):
        number = int(path.name.partition("_")[0])
        if number not in table["left_out"]:
            marked = path.read_text("utf-8")
            words = re.findall(r'<token [^>]*sentence="(\d+)"[^>]*>([^<]*)</token>', marked)
            created = re.search(r'functionInDocument="CREATION_TIME"[^>]*value="([^"]*)"', marked)
            lines: dict[int, list[str]] = {}
            for sentence, word in words:
                lines.setdefault(int(sentence), []).append(word.replace("&amp;", "&"))
            told = [_set(" ".join(lines[number])) for number in sorted(lines)]
            yield Piece("meantime", story.get(number, str(number)), str(number), _front(_day(created), told))


def _gum(folder: Path) -> Iterator[Piece]:
    for path in sorted(folder.glob("GUM_news_*.conllu")):
        marked = path.read_text("utf-8")
        meta = dict(re.findall(r"^# meta::(\w+) = (.*)$", marked, re.MULTILINE))
        told = re.findall(r"^# text = (.*)$", marked, re.MULTILINE)
        yield Piece("gum", path.stem, path.stem, _front(meta.get("dateCreated"), told))


def _day(created: re.Match[str] | None) -> str | None:
    found = _DATE.search(created[1]) if created else None
    if found is None:
        return None
    return found[1] or f"{found[4]}-{found[3]}-{found[2]}"


def _front(day: str | None, told: list[str]) -> str:
    """A report whose first line is its title, four sentences to a paragraph."""
    front = f"---\npublished: {day}\n---\n" if day else ""
    rest = [" ".join(told[at : at + 4]) for at in range(1, len(told), 4)]
    return front + "\n\n".join((told[0], *rest)) + "\n"


def _set(tokens: str) -> str:
    """Tokens as one writes them: no blank before marks, none inside quotation marks."""
    text = tokens.replace("`` ", "“").replace(" ''", "”").replace("''", "”")
    text = re.sub(r" ([,.;:!?%)]|'s\b|n't\b)", r"\1", text)
    return re.sub(r"([($£]) ", r"\1", text)
