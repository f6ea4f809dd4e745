"""Passages: whole neighbouring sentences that the encoder reads in one pass, each sentence once, with its context."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 190
"""Word pieces of a passage, at most, but for a longer sentence, which is a passage of its own."""
LIMIT = 500
"""Word pieces that the encoder takes at once; a longer sentence is read in parts."""
CASES = 6
"""Values of `case_of`."""
SURROUNDINGS = CASES * 4
"""Values of `surroundings`: case, in or out of quotation marks, headline or text."""

_REMEMBERED = 20_000
"""Words whose case is kept in mind."""
_MARKED = 0.7
"""Share of words with capitals above which a sentence's capitals tell nothing."""


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence for the encoder: its words, which of them are quoted, whether it is a headline."""

    words: tuple[str, ...]
    quoted: tuple[bool, ...]
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in order with the number of each word's sentence, its pieces and its surroundings."""

    words: tuple[str, ...]
    sentences: tuple[int, ...]
    pieces: tuple[tuple[int, ...], ...]
    surroundings: tuple[int, ...]

    @property
    def size(self) -> int:
        """Its word pieces."""
        return sum(map(len, self.pieces))


@lru_cache(_REMEMBERED)
def case_of(word: str) -> int:
    """0 small letters, 1 first letter a capital, 2 all capitals, 3 capitals inside, 4 no letters."""
    if not word.isalpha() and not any(letter.isalpha() for letter in word):
        return 4
    if word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[:1].isupper() and word[1:] == word[1:].lower() else 3


def surroundings(sentence: Words) -> tuple[int, ...]:
    """A number below SURROUNDINGS for each word; case is 5 where nearly every word has capitals."""
    cases = [case_of(word) for word in sentence.words]
    lettered = [case for case in cases if case != 4]
    shouted = len(lettered) > 2 and sum(case > 0 for case in lettered) >= _MARKED * len(lettered)
    if shouted:
        cases = [case if case == 4 else 5 for case in cases]
    return tuple(
        case + CASES * quoted + 2 * CASES * sentence.headline
        for case, quoted in zip(cases, sentence.quoted, strict=True)
    )


Cut = Callable[[Sequence[str]], Sequence[tuple[int, ...]]]
"""From words to the numbers of their word pieces; at least one for each word."""


def passages(sentences: Iterable[Words], cut: Cut, longest: int = LONGEST) -> Iterator[Passage]:
    """The sentences packed into passages in order; time and memory grow with the length of the text alone."""
    waiting: list[Passage] = []
    size = 0
    for sentence in sentences:
        for part in _parts(sentence, cut):
            if waiting and size + part.size > longest:
                yield _joined(waiting)
                waiting, size = [], 0
            waiting.append(part)
            size += part.size
    if waiting:
        yield _joined(waiting)


def _parts(sentence: Words, cut: Cut) -> Iterator[Passage]:
    """A sentence as one part, or as several where it is too long for the encoder."""
    pieces = cut(sentence.words)
    around = surroundings(sentence)
    if 0 < sum(map(len, pieces)) <= LIMIT:
        yield Passage(sentence.words, (0,) * len(pieces), tuple(pieces), around)
        return
    first = size = 0
    for index in range(len(pieces) + 1):
        if index == len(pieces) or size + len(pieces[index]) > LIMIT:
            if first < index:
                chosen = slice(first, index)
                yield Passage(sentence.words[chosen], (0,) * (index - first), tuple(pieces[chosen]), around[chosen])
            first, size = index, 0
        if index < len(pieces):
            size += len(pieces[index])


def _joined(parts: Sequence[Passage]) -> Passage:
    return Passage(
        tuple(word for part in parts for word in part.words),
        tuple(number for number, part in enumerate(parts) for _ in part.words),
        tuple(piece for part in parts for piece in part.pieces),
        tuple(value for part in parts for value in part.surroundings),
    )
