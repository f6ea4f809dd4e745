"""Running words: the words of whole reports in one row, folded so that only the wording tells them apart."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from parley.reading import Reading
from parley.report import RUNNING, Report, Span

Numbers = npt.NDArray[np.int64]

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"[^\W_]|[\u0300-\u036f{_INVISIBLE}]"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,8}}|\d+(?:[.,]\d+)*+|[^\W_](?:{_LETTER}|['’ʼ‘](?=[^\W_]))*+")
_DROPPED = re.compile(rf"[\u0300-\u036f{_INVISIBLE}'’ʼ‘.]")
_GROUPS = re.compile(r",(?=\d{3})")


@dataclass(frozen=True, slots=True)
class Running:
    """Folded words of all reports in a row; between two stretches stands a barrier that equals nothing."""

    reports: tuple[Report, ...]
    words: Numbers
    """A number per folded word; negative and unlike any other at a barrier."""
    starts: Numbers
    ends: Numbers
    owners: Numbers
    """Index into `reports` for each word."""
    folds: tuple[str, ...]
    """The folded word behind each number."""

    def span(self, first: int, stop: int) -> Span:
        """The span of the words from `first` to before `stop`, all of one report."""
        report = self.reports[int(self.owners[first])]
        return Span(report.id, int(self.starts[first]), int(self.ends[stop - 1]))

    def folded(self, first: int, stop: int) -> tuple[str, ...]:
        """The folded words themselves; barriers are left out."""
        return tuple(self.folds[word] for word in self.words[first:stop].tolist() if word >= 0)

    def is_capital(self, at: int) -> bool:
        """Whether the word is written with a capital first letter."""
        return self.reports[int(self.owners[at])].text[int(self.starts[at])].isupper()

    def inside(self, span: Span, owner: int) -> slice:
        """Which words of a report stand wholly within a span of it."""
        low, high = (int(at) for at in np.searchsorted(self.owners, [owner, owner + 1]))
        first = low + int(np.searchsorted(self.starts[low:high], span.start))
        return slice(first, low + int(np.searchsorted(self.ends[low:high], span.end, side="right")))


def running(readings: Sequence[Reading]) -> Running:
    """The running words of all reports, in the order of the report ids; furniture is left out."""
    reports = tuple(sorted((reading.report for reading in readings), key=lambda report: report.id))
    numbers: dict[str, int] = {}
    folds: dict[str, int] = {}
    columns = _Columns([], [], [], [])
    for owner, report in enumerate(reports):
        text = report.text
        before = len(columns.words)
        for start, end in stretches(report):
            spans = [match.span() for match in _WORD.finditer(text, start, end)]
            written = [text[first:last] for first, last in spans]
            for word in written:
                if word not in numbers:
                    numbers[word] = folds.setdefault(fold(word), len(folds))
            columns.words.extend([numbers[word] for word in written])
            columns.starts.extend([first for first, _ in spans])
            columns.ends.extend([last for _, last in spans])
            columns.barrier(end)
        columns.owners.extend([owner] * (len(columns.words) - before))
    arrays = [np.array(each, np.int64) for each in (columns.words, columns.starts, columns.ends, columns.owners)]
    return Running(reports, arrays[0], arrays[1], arrays[2], arrays[3], tuple(folds))


def unquoted(row: Running, readings: Sequence[Reading]) -> npt.NDArray[np.bool_]:
    """Which words of the row stand outside quotation marks; a barrier is no word."""
    owners = {report.id: owner for owner, report in enumerate(row.reports)}
    outside = row.words >= 0
    for reading in readings:
        for quotation in reading.quotations:
            if quotation.depth == 0:
                span = reading.report.span(quotation.start, quotation.end)
                outside[row.inside(span, owners[reading.report.id])] = False
    return outside


def words_of(text: str) -> Iterator[str]:
    """The folded words of a text in order, as `running` folds them."""
    return (fold(match[0]) for match in _WORD.finditer(text))


def fold(word: str) -> str:
    """One word without case, accents, apostrophes and inner stops, in American spelling; lossy on purpose."""
    if word[0].isdigit():
        return _GROUPS.sub("", word).casefold()
    plain = _DROPPED.sub("", unicodedata.normalize("NFKD", word)).casefold()
    if not plain.isascii() or len(plain) < 4:
        return plain
    spelling = _spelling()
    if plain in spelling.spellings:
        return spelling.spellings[plain]
    ending = next((pair for pair in spelling.endings if plain.endswith(pair[0])), None) if len(plain) > 6 else None
    return plain[: -len(ending[0])] + ending[1] if ending else plain


def stretches(report: Report) -> Iterator[tuple[int, int]]:
    """Pieces of a report between which furniture or the title's end stands: `(start, end)` in code points."""
    blocks = [block for block in report.blocks if block.start < block.end]
    if not blocks:
        yield 0, len(report.text)
        return
    start: int | None = None
    for block, after in pairwise([*blocks, None]):
        if block is None or block.kind not in RUNNING:
            continue
        start = block.start if start is None else start
        if after is None or after.kind not in RUNNING or block.kind in {"title", "subtitle"}:
            yield start, block.end
            start = None


@dataclass(frozen=True, slots=True)
class _Columns:
    """The arrays of `Running` while they grow."""

    words: list[int]
    starts: list[int]
    ends: list[int]
    owners: list[int]

    def barrier(self, at: int) -> None:
        """A word that equals no other."""
        self.words.append(-1 - len(self.words))
        self.starts.append(at)
        self.ends.append(at)


@dataclass(frozen=True, slots=True)
class Habits:
    """What newsrooms write anyway, and the spellings that are one: the lists of `lexicon/reuse.toml`."""

    light: frozenset[str]
    """Words that weigh nothing in a shared run."""
    phrases: tuple[str, ...]
    """Common phrases in folded words, the longest first."""
    spellings: dict[str, str]
    endings: tuple[tuple[str, str], ...]


@cache
def habits() -> Habits:
    """The lists, read once."""
    table = tomllib.loads(files("parley.compare").joinpath("lexicon/reuse.toml").read_text("utf-8"))
    phrases = sorted({" ".join(words_of(phrase)) for phrase in table["boilerplate"]["phrases"]}, key=_longest)
    return Habits(
        frozenset(fold(word) for words in table["light"].values() for word in words.split()),
        tuple(phrases),
        dict(table["spelling"]["words"]),
        tuple((old, new) for old, new in table["spelling"]["endings"]),
    )


def _longest(phrase: str) -> tuple[int, str]:
    return -len(phrase), phrase


@cache
def _spelling() -> Habits:
    """The spellings alone; `habits` folds its phrases by them."""
    table = tomllib.loads(files("parley.compare").joinpath("lexicon/reuse.toml").read_text("utf-8"))["spelling"]
    endings = tuple((old, new) for old, new in table["endings"])
    return Habits(frozenset(), (), dict(table["words"]), endings)
