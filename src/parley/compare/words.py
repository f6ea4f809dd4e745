"""Words as a comparison sees them: folded, stemmed, synonyms as one, each with its place in the text."""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, zip_longest
from math import log
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from parley.compare import vocabulary

_WORD = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+(?:[’'.&][^\W_]+)*")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})


TYPICAL, SHORT = 40, 10
"""Clauses of a report by which densities become weights, and as how long the shortest is taken."""
REACH = 6
"""So many words after a negative are looked at for what it turns round."""


class Word(NamedTuple):
    """A word of a report: its place in code points, its folded letters and its stem."""

    start: int
    end: int
    text: str
    stem: str


def fold(text: str) -> str:
    """Letters without marks or case; blanks, quotation marks and punctuation folded to single spaces."""
    return " ".join(match[0] for match in _WORD.finditer(_plain(text)))


def words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Words between two code points; parts joined by hyphens are words, clitics are cut off but for `n't`."""
    stop = len(text) if end is None else end
    if stop - start < len(text):
        table = _table(text)
        first, last = bisect_right(table.ends, start), bisect_left(table.starts, stop)
        if table.cuts(start, first) or table.cuts(stop, last - 1):
            return tuple(_words(text, start, stop))
        return table.words[table.counts[first] : table.counts[max(first, last)]]
    return tuple(_words(text, start, stop))


@dataclass(frozen=True, slots=True)
class _Table:
    """The words of a whole text, and of each piece without blanks where it begins and ends."""

    words: tuple[Word, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    counts: Sequence[int]
    """How many words stand before each piece, and in all."""

    def cuts(self, at: int, piece: int) -> bool:
        """Whether a place lies within a piece."""
        return 0 <= piece < len(self.starts) and self.starts[piece] < at < self.ends[piece]


@lru_cache(maxsize=1024)
def _table(text: str) -> _Table:
    """Kept of the latest texts: every step of a comparison asks for the words of the same sentences and clauses."""
    starts, ends = array("q"), array("q")
    words: list[Word] = []
    counts = array("q", (0,))
    for match in _PIECE.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        words.extend(Word(match.start() + p.start, match.start() + p.end, p.text, p.stem) for p in _parts(match[0]))
        counts.append(len(words))
    return _Table(tuple(words), starts, ends, counts)


def _words(text: str, start: int, stop: int) -> Iterator[Word]:
    for match in _PIECE.finditer(text, start, stop):
        for part in _parts(match[0]):
            yield Word(match.start() + part.start, match.start() + part.end, part.text, part.stem)


def content(found: Iterable[Word]) -> tuple[str, ...]:
    """Stems of the words that carry content, in order; phrases of two words are one."""
    return tuple(each for _, each in phrased(tuple(found)) if each and each not in stop())


def phrased(found: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    """Each word with its stem; of two words that are one phrase the first has the stem and the second none."""
    phrases = vocabulary.words().phrases
    used = False
    for here, after in zip_longest(found, found[1:]):
        meaning = phrases.get(f"{here.text} {after.text}") if after and not used else None
        yield here, stem(meaning) if meaning else "" if used else here.stem
        used = meaning is not None


@cache
def supposing() -> frozenset[str]:
    """Words after which something is supposed or asked, and not asserted."""
    return frozenset(vocabulary.words().supposing)


@cache
def stop() -> frozenset[str]:
    """Stems without content of their own."""
    listed = vocabulary.words().stop
    return frozenset({*listed, *(_root(word) for word in sorted(listed))})


def negated(found: Sequence[Word]) -> Iterator[str]:
    """The stem that each negative turns round: that of the next word of content ("did not sign" and "refuses to sign").

    A negative that only limits ("not more than 40", "not only") turns nothing round.
    """
    told = list(phrased(found))
    for at, (_, each) in enumerate(told):
        if each not in _negative() or (at + 1 < len(told) and told[at + 1][0].text in vocabulary.words().limiting):
            continue
        after = (stem for _, stem in told[at + 1 : at + 1 + REACH] if stem and stem not in stop())
        yield from islice((stem for stem in after if stem not in _negative()), 1)


def negative(found: Sequence[Word]) -> bool:
    """Whether a word that turns a sentence round is among them."""
    return any(each in _negative() for _, each in phrased(found))


def denies(found: Sequence[Word]) -> bool:
    """Whether the words of a cue say that what follows is not so ("denied", "dismissed as false")."""
    told = [each for _, each in phrased(found)]
    return any(each in _denying() for each in told) and not any(each in _negative() - _denying() for each in told)


def turned(told: frozenset[str], inner: Sequence[Word], cue: Sequence[Word]) -> frozenset[str]:
    """Which stems of a content are said not to be, by negatives before them or by a cue that denies."""
    denied = denies(cue)
    counted = Counter(negated(inner if denied else (*cue, *inner)))
    odd = frozenset(each for each, times in counted.items() if times % 2) & told
    return told - odd if denied else odd


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light stem (after Porter 1980, fewer steps), with irregular forms and synonyms folded into one."""
    root = _root(word)
    return _synonyms().get(root, root)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    folded = text.translate(_APOSTROPHES).casefold().translate(vocabulary.spelling().letters)
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def _parts(written: str) -> tuple[Word, ...]:
    """The words of a piece without blanks, by their places in it."""
    text, end = _plain(written), len(written)
    if text.endswith("n't"):
        before = (Word(0, end - 3, text[:-3], stem(text[:-3])),) if text[:-3] else ()
        return (*before, Word(end - 3, end, "n't", "n't"))
    base = re.split(r"'(?:s|re|ve|ll|d|m)?$", text, maxsplit=1)[0].strip(".")
    return (Word(0, end, base, stem(base)),)


def _root(word: str) -> str:
    return _strip(vocabulary.words().irregular.get(word, word))


def _strip(word: str) -> str:
    if len(word) <= 3 or not word.isalpha():
        return word
    word = _ending(_plural(word))
    for suffix, least in (("ly", 4), ("ment", 5), ("ness", 4), ("ation", 4), ("ion", 4)):
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            word = word[: -len(suffix)] + ("at" if suffix == "ation" else "")
            break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


def _plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _ending(word: str) -> str:
    for suffix in ("ing", "ed"):
        base = word[: -len(suffix)]
        if word.endswith(suffix) and not word.endswith("eed") and len(base) >= 3 and re.search("[aeiouy]", base):
            if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
                return base[:-1]
            return base[:-1] + "y" if suffix == "ed" and base.endswith("i") else base
    return word


@cache
def _synonyms() -> dict[str, str]:
    return {_root(word): _root(group[0]) for group in vocabulary.words().synonyms for word in group}


@cache
def _negative() -> frozenset[str]:
    listed = vocabulary.words().negative
    return frozenset({*listed, *(stem(word) for word in sorted(listed))})


@cache
def contraries() -> Mapping[str, frozenset[str]]:
    """For each stem the stems of the words that say the contrary."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in vocabulary.words().contraries:
        for a, b in ((one, other), (other, one)):
            for word in a:
                found[stem(word)].update(stem(each) for each in b)
    return {word: frozenset(against - {word}) for word, against in found.items()}


@cache
def _denying() -> frozenset[str]:
    return frozenset(stem(word) for word in sorted(vocabulary.words().denying))


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a stem tells: the logarithm of how few of the texts hold it (idf, Spärck Jones 1972)."""

    texts: int
    holding: Mapping[str, int]

    @classmethod
    def of(cls, texts: Iterable[Iterable[str]]) -> "Rarity":
        """The rarity of every stem in some texts."""
        holding: Counter[str] = Counter()
        number = 0
        for text in texts:
            number += 1
            holding.update(set(text))
        return cls(number, holding)

    def weight(self, found: Iterable[str]) -> float:
        """Sum over distinct stems."""
        return sum(self.one(each) for each in sorted(set(found)))

    def one(self, each: str) -> float:
        """Weight of one stem, above 0 even where every text holds it."""
        return log((self.texts + 2) / (self.holding.get(each, 0) + 1)) + 0.1


@dataclass(frozen=True, slots=True)
class Density:
    """How much a stem tells, by how often the reports that have it at all use it: others change nothing.

    What every report says once is as rare as what one report says once, so that a claim that all carry is not taken for
    a common phrase; and a report about something else leaves all weights as they are.
    """

    shares: Mapping[str, float]
    """For each stem the share of the texts, in the reports that hold it, that do."""

    @classmethod
    def of(cls, texts: Iterable[tuple[str, Iterable[str]]]) -> "Density":
        """The density of every stem in texts, each with the id of its report."""
        number: Counter[str] = Counter()
        holding: dict[str, Counter[str]] = defaultdict(Counter)
        for report, text in texts:
            number[report] += 1
            for each in set(text):
                holding[each][report] += 1
        return cls(
            {
                each: sum(held.values()) / sum(max(SHORT, number[report]) for report in held)
                for each, held in holding.items()
            }
        )

    def one(self, each: str) -> float:
        """Weight of one stem, as of a text among `TYPICAL`; above 0 even where every text holds it."""
        return log((TYPICAL + 2) / (self.shares.get(each, 0.0) * TYPICAL + 1)) + 0.1


def in_order(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words the two have in the same order: their longest common subsequence."""
    return int(LCSseq.similarity(a, b))
