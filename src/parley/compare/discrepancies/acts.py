"""Acts: the deeds that one clause tells of, verb by verb and noun by noun, each as done or as not done."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parley.compare.words import fold, stem, stop
from parley.reading import Token

BACK = 5
"""Within so many words before a verb stand its auxiliaries and its negative."""
NOUN = 4
"""Within so many words before a noun stands the negative that it has."""
_QUOTES = frozenset({"``", "''", '"'})


@dataclass(frozen=True, slots=True)
class Act:
    """A deed, by the stretch of text that names it; `sweeping` where it is denied of everybody or of all times."""

    name: str
    done: bool
    sweeping: bool
    listed: bool
    """Whether `deeds.toml` knows it."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lists:
    """`lexicon/deeds.toml`."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """By its first word, every way of saying a deed, the longest first, and the deed."""
    stems: Mapping[str, str]
    frames: Mapping[str, frozenset[str]]
    idle: frozenset[str]
    known: frozenset[str]
    """The deeds that are listed."""

    def within(self, name: str, told: Sequence[str]) -> bool:
        """Whether a phrase of a list stands among some words."""
        line = f" {' '.join(told)} "
        return any(f" {phrase} " in line for phrase in self.frames[name])


class Clause:
    """The words of a clause on the way to its acts."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.tokens = [token for token in tokens if token.tag not in _QUOTES]
        self.words = [fold(text[t.start : t.end]) or text[t.start : t.end] for t in self.tokens]
        self.words = ["n't" if word in {"n't", "nt"} else word for word in self.words]
        self.turned = self._turned()

    def acts(self) -> Iterator[Act]:
        """The deeds that the clause tells as done or as not done, in order; none in a condition or a plan."""
        for at, token in enumerate(self.tokens):
            if self.words[at] in lists().frames["conditional"]:
                return
            if token.tag.startswith("VB") and self.words[at] not in lists().frames["auxiliary"]:
                found = self._verb(at)
            elif token.tag in {"NN", "NNS"}:
                found = self._noun(at)
            else:
                found = None
            if found is not None:
                yield found

    def _verb(self, at: int) -> Act | None:
        before = self.words[max(0, at - BACK) : at]
        done = self._realised(at)
        if done is None:
            return None
        odd = self._negatives(at) + int(self.turned and self._first(at)) + int(not done)
        after = at + self._length(at)
        if odd % 2 and after < len(self.words) and self.words[after] in lists().frames["limiting"]:
            return None
        if odd % 2 == 0 and after < len(self.words) and self.words[after] in lists().frames["partial"]:
            return None
        act = self._act(at, done=odd % 2 == 0, near=before)
        yet = bool({"have", "has", "'ve"} & set(self._chain(at)))
        return None if act and not act.done and yet and not act.sweeping else act

    def _first(self, at: int) -> bool:
        """Whether no other verb stands between the opening of the clause and this one."""
        chain = len(self._chain(at))
        ahead = zip(self.words[: at - chain], self.tokens, strict=False)
        return all(word in lists().frames["auxiliary"] or token.tag[:2] not in {"VB", "MD"} for word, token in ahead)

    def _realised(self, at: int) -> bool | None:
        """Whether a verb is told as done; False after "failed to", None where it is a wish, a plan or a habit."""
        tag, before = self.tokens[at].tag, self._chain(at)
        if lists().frames["modal"] & set(before):
            return None
        if tag == "VBD":
            return True
        if tag == "VBN":
            return True if lists().frames["realising"] & set(before) else None
        if tag == "VB" and "to" in before:
            return False if lists().frames["failing"] & set(self.words[max(0, at - 3) : at]) else None
        return True if tag == "VB" and "did" in {*before, *self.words[max(0, at - BACK) : at]} else None

    def _chain(self, at: int) -> Sequence[str]:
        """The auxiliaries and adverbs right before a verb."""
        low = at
        while low > 0 and at - low < BACK and self._belongs(low - 1):
            low -= 1
        return self.words[low:at]

    def _belongs(self, at: int) -> bool:
        lists_ = lists().frames
        word = self.words[at]
        return word in lists_["auxiliary"] | lists_["negative"] or word == "to" or self.tokens[at].tag in {"RB", "MD"}

    def _negatives(self, at: int) -> int:
        """Negatives in the verb's own chain, and one in its object ("took no part"), unless they only limit."""
        frames = lists().frames
        chain = self._chain(at)
        own = sum(
            word in {"not", "n't", "never", "neither", "nor"} and not self._limits(at - len(chain) + number)
            for number, word in enumerate(chain)
        )
        after = at + self._length(at)
        obj = after < len(self.words) and self.words[after] in frames["objects"] and not self._limits(after)
        return own + int(obj)

    def _limits(self, at: int) -> bool:
        return at + 1 < len(self.words) and self.words[at + 1] in lists().frames["limiting"]

    def _turned(self) -> bool:
        """Whether the clause opens so that all of it is turned round ("at no moment did", "nobody has")."""
        frames = lists().frames
        line = " ".join(self.words)
        if any(line.startswith(f"{each} ") for each in frames["openings"]):
            return True
        first = next((i for i, t in enumerate(self.tokens) if t.tag in {"VBD", "VBZ", "VBP", "MD"}), len(self.tokens))
        opening = [word for word in self.words[:first] if word not in {"that", "and", "but", "yet"}]
        lead = f"{' '.join(opening)} "
        return any(lead.startswith(f"{each} ") for each in frames["subjects"]) and not self._limits(
            self.words.index(opening[0])
        )

    def _noun(self, at: int) -> Act | None:
        """A noun of a deed: "there was no walk-out", "agreement has been reached"."""
        frames = lists().frames
        if not self._named(at) or (self.words[at - 1 : at] and self.words[at - 1] in frames["measures"]):
            return None
        before = self.words[max(0, at - NOUN) : at]
        negatives = [word for word in before if word in {"no", "without", "not", "n't", "never"}]
        existing = "there" in self.words[max(0, at - NOUN - 3) : at]
        if negatives and not (frames["limiting"] & set(before)):
            light = existing or "without" in negatives or self._light()
            return self._act(at, done=False, near=self.words) if light else None
        if lists().within("telling", before) and lists().within("untrue", self.words[at:]):
            return self._act(at, done=False, near=("such",))
        if self._light() and not self.turned and not frames["negative"] & set(self.words):
            return self._act(at, done=True, near=())
        return None

    def _light(self) -> bool:
        """Whether the clause has a verb by which a noun of a deed is told as done."""
        light = lists().frames["light"]
        return any(
            word in light and token.tag.startswith("VB") and self._realised(at) and self.words[at] != "be"
            for at, (word, token) in enumerate(zip(self.words, self.tokens, strict=True))
        )

    def _named(self, at: int) -> bool:
        """Whether the noun is one of the deeds listed."""
        return self._phrase(at) is not None or stem(self.words[at]) in lists().stems

    def _phrase(self, at: int) -> tuple[str, int] | None:
        for phrase, name in lists().phrases.get(self.words[at], ()):
            here = self.words[at : at + len(phrase)]
            if len(here) == len(phrase) and all(p in {"_", w} for p, w in zip(phrase, here, strict=True)):
                return name, len(phrase)
        return None

    def _length(self, at: int) -> int:
        found = self._phrase(at)
        return found[1] if found else 1

    def _act(self, at: int, *, done: bool, near: Sequence[str]) -> Act | None:
        found = self._phrase(at)
        name, length = found or (stem(self.words[at]), 1)
        name = lists().stems.get(name, name)
        if found is None and (name in stop() or name in lists().idle or len(name) < 3):
            return None
        frames = lists().frames
        sweeping = not done and bool(
            self.turned or frames["sweeping"] & set(near) or frames["swept"] & set(self.words) or "there" in self.words
        )
        listed = found is not None or name in lists().known
        return Act(name, done, sweeping, listed, self.tokens[at].start, self.tokens[at + length - 1].end)


def canonical(stem_: str) -> str:
    """One name for the stems of one deed ("resign" and "resignat"); others stay as they are."""
    return lists().stems.get(stem_, stem_)


def alone(name: str) -> bool:
    """Whether a deed is one that somebody does alone."""
    return name in lists().frames["alone"]


def general(name: str) -> bool:
    """Whether a deed says nothing without what it is of."""
    return name in lists().frames["general"]


def signs(told: Sequence[str]) -> bool:
    """Whether folded words say that a paper was signed by parties, and not merely witnessed or to be signed."""
    line = f" {' '.join(told)} "
    if lists().within("witnessing", told):
        return False
    at = [line.find(f" {each} ") for each in lists().frames["signing"]]
    before = [line[:start].split()[-BACK:] for start in at if start >= 0]
    unreal = lists().frames["modal"] | lists().frames["negative"] | lists().frames["conditional"] | {"to", "be"}
    return any(unreal.isdisjoint(each) for each in before)


@cache
def lists() -> Lists:
    """`lexicon/deeds.toml`, loaded once."""
    data = tomllib.loads(files("parley.compare").joinpath("lexicon/deeds.toml").read_text("utf-8"))
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    stems: dict[str, str] = {}
    for name, ways in data["acts"].items():
        for way in ways:
            parts = tuple(part if part == "_" else fold(part) for part in way.split())
            phrases.setdefault(parts[0], []).append((parts, name))
            if len(parts) == 1:
                stems.setdefault(stem(parts[0]), name)
    ordered = {first: tuple(sorted(ways, key=lambda way: (-len(way[0]), way))) for first, ways in phrases.items()}
    frames = {name: frozenset(words) for name, words in data["frames"].items()}
    idle_ = frozenset(stem(word) for word in sorted(frames["idle"]))
    return Lists(ordered, stems, frames, idle_, frozenset(data["acts"]))
