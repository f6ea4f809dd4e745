"""Running words: the words of whole reports in one row, folded so that only the wording tells them apart."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count, pairwise

import numpy as np
import numpy.typing as npt

from parley.reading import Reading
from parley.report import RUNNING, Report, Span

Numbers = npt.NDArray[np.int64]

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_MARK = rf"\u0300-\u036f{_INVISIBLE}"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,8}}|\d+(?:[.,]\d+)*+|[^\W_](?:[^\W_]+|[{_MARK}]+|['’ʼ‘](?=[^\W_]))*+")
_APART = re.compile(f"({_WORD.pattern})")
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

    def inside(self, span: Span, owner: int) -> slice:
        """Which words of a report stand wholly within a span of it."""
        low, high = (int(at) for at in np.searchsorted(self.owners, [owner, owner + 1]))
        first = low + int(np.searchsorted(self.starts[low:high], span.start))
        return slice(first, low + int(np.searchsorted(self.ends[low:high], span.end, side="right")))


def running(readings: Sequence[Reading]) -> Running:
    """The running words of all reports, in the order of the report ids; furniture is left out."""
    reports = tuple(sorted((reading.report for reading in readings), key=lambda report: report.id))
    cuts = [(owner, start, end) for owner, report in enumerate(reports) for start, end in stretches(report)]
    written = "".join(f"{reports[owner].text[start:end]} " for owner, start, end in cuts)
    numbers: dict[str, int] = defaultdict(count().__next__)
    kinds = np.fromiter(map(numbers.__getitem__, written.split()), np.int64)
    pieces = _pieces(list(numbers))
    counts = pieces.stops[kinds] - pieces.firsts[kinds]
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    rows = np.repeat(pieces.firsts[kinds], counts) + within
    owners, starts, ends = np.array(cuts, np.int64).reshape(-1, 3).T
    edges = np.cumsum(ends - starts + 1)
    places = np.repeat(_starts(written), counts)
    cut = np.searchsorted(edges, places, side="right")
    barriers = np.searchsorted(cut, np.arange(len(cuts)), side="right") + np.arange(len(cuts))
    places += (ends + 1 - edges)[cut]
    return Running(
        reports,
        _with(barriers, pieces.words[rows], -1 - barriers),
        _with(barriers, pieces.starts[rows] + places, ends),
        _with(barriers, pieces.ends[rows] + places, ends),
        _with(barriers, owners[cut], owners),
        pieces.folds,
    )


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What stands between blanks, each taken apart into its words but once."""

    firsts: Numbers
    """Where the words of each piece begin in the three columns that follow, and where they stop."""
    stops: Numbers
    words: Numbers
    """Number of the folded word, and where it begins and ends in its piece."""
    starts: Numbers
    ends: Numbers
    folds: tuple[str, ...]


def _pieces(written: Sequence[str]) -> _Pieces:
    parts = _APART.split(" ".join(written))
    edges = np.cumsum(np.fromiter(map(len, parts), np.int64))
    begins = np.cumsum(np.fromiter((len(piece) + 1 for piece in written), np.int64, len(written)))
    begins = np.concatenate([np.zeros(1, np.int64), begins])
    starts, ends = edges[:-1:2], edges[1::2]
    cuts = np.searchsorted(starts, begins)
    pieces = np.searchsorted(begins, starts, side="right") - 1
    numbers: dict[str, int] = defaultdict(count().__next__)
    words = np.fromiter(map(numbers.__getitem__, parts[1::2]), np.int64)
    folds: dict[str, int] = {}
    folded = np.array([folds.setdefault(fold(word), len(folds)) for word in numbers], np.int64)
    return _Pieces(cuts[:-1], cuts[1:], folded[words], starts - begins[pieces], ends - begins[pieces], tuple(folds))


def _starts(text: str) -> Numbers:
    """Where what stands between blanks begins, as `str.split` finds it."""
    blanks = _blanks()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    blank = blanks[np.minimum(codes, len(blanks) - 1)]
    return np.flatnonzero(~blank & np.concatenate([[True], blank[:-1]])) if len(blank) else np.zeros(0, np.int64)


@cache
def _blanks() -> npt.NDArray[np.bool_]:
    """Whether each character is a blank; the last place stands for all beyond, which are none."""
    return np.array([*(chr(code).isspace() for code in range(0x3001)), False])


def _with(barriers: Numbers, words: Numbers, values: Numbers) -> Numbers:
    """A column of `Running` with the values of the barriers at their places."""
    column = np.empty(len(words) + len(barriers), np.int64)
    is_word = np.ones(len(column), bool)
    is_word[barriers] = False
    column[is_word], column[barriers] = words, values
    return column


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
    plain = word.lower() if word.isascii() and word.isalnum() else _plain(word)
    if not plain.isascii() or len(plain) < 4:
        return plain
    spelling = _spelling()
    if plain in spelling.spellings:
        return spelling.spellings[plain]
    if len(plain) <= 6 or not plain.endswith(_endings()):
        return plain
    old, new = next(pair for pair in spelling.endings if plain.endswith(pair[0]))
    return plain[: -len(old)] + new


def _plain(word: str) -> str:
    return _DROPPED.sub("", unicodedata.normalize("NFKD", word)).casefold()


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
class Habits:
    """What newsrooms write anyway, and the spellings that are one: the lists of `lexicon/reuse.toml`."""

    light: frozenset[str]
    """Words that weigh nothing in a shared run."""
    phrases: tuple[str, ...]
    """Common phrases in folded words, the longest first."""
    anchors: dict[str, tuple[int, ...]]
    """Of each phrase the longest word, to the positions of the phrases that are looked up by it."""
    spellings: dict[str, str]
    endings: tuple[tuple[str, str], ...]


@cache
def habits() -> Habits:
    """The lists, read once."""
    table = tomllib.loads(files("parley.compare").joinpath("lexicon/reuse.toml").read_text("utf-8"))
    phrases = sorted({" ".join(words_of(phrase)) for phrase in table["boilerplate"]["phrases"]}, key=_longest)
    anchors: dict[str, tuple[int, ...]] = {}
    for number, phrase in enumerate(phrases):
        word = max(phrase.split(), key=len)
        anchors[word] = (*anchors.get(word, ()), number)
    return Habits(
        frozenset(fold(word) for words in table["light"].values() for word in words.split()),
        tuple(phrases),
        anchors,
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
    return Habits(frozenset(), (), {}, dict(table["words"]), endings)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(old for old, _ in _spelling().endings)
