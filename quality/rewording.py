"""Rewording: how an editor, a little or thoroughly, makes another text of a copy, by lists of our own.

Three strengths, each with what the weaker ones do: `reworded` puts synonyms and other numbers in, `edited` cuts
openings, asides and adverbs and puts sentences in another order, `recast` merges sentences and turns active into
passive and back.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

SWAPPED = 0.9
"""So often a word that has a synonym is exchanged."""
CUT = 0.7
"""So often an opening or an aside is cut."""

_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-Z“])")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:,\d{3})*")

Way = Callable[[str, Random], str]
"""Makes another paragraph of one."""


@dataclass(frozen=True, slots=True)
class _Lists:
    synonyms: Mapping[str, tuple[str, ...]]
    cut: tuple[re.Pattern[str], ...]
    turned: tuple[tuple[re.Pattern[str], str], ...]
    boilerplate: tuple[str, ...]


def reworded(paragraph: str, drawn: Random) -> str:
    """Synonyms for nearly all of the words that have one, and every number another."""
    swapped = _WORD.sub(lambda match: _synonym(match[0], drawn), paragraph)
    return _NUMBER.sub(lambda match: f"{int(match[0].replace(',', '')) + drawn.randint(1, 9):,}", swapped)


def edited(paragraph: str, drawn: Random) -> str:
    """Openings and asides cut, the sentences in another order, then reworded."""
    sentences = [_shortened(sentence, drawn) for sentence in _SENTENCE.split(paragraph)]
    drawn.shuffle(sentences)
    return reworded(" ".join(sentences), drawn)


def recast(paragraph: str, drawn: Random) -> str:
    """Sentences turned where a pattern fits and merged two by two, then edited."""
    sentences = [_turned(sentence) for sentence in _SENTENCE.split(paragraph)]
    merged = [_merged(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
    return edited(" ".join(merged), drawn)


STRENGTHS: Mapping[str, Way] = {"reworded": reworded, "edited": edited, "recast": recast}
"""From the weakest to the strongest."""


def sentences(paragraph: str) -> list[str]:
    """A paragraph cut behind full stops, question and exclamation marks."""
    return _SENTENCE.split(paragraph)


def boilerplate() -> tuple[str, ...]:
    """Paragraphs that stand under reports which have nothing else in common."""
    return _lists().boilerplate


def _synonym(word: str, drawn: Random) -> str:
    found = _lists().synonyms.get(word.lower())
    if not found or drawn.random() >= SWAPPED:
        return word
    chosen = drawn.choice(found)
    return chosen.capitalize() if word[0].isupper() else chosen


def _shortened(sentence: str, drawn: Random) -> str:
    for pattern in _lists().cut:
        if drawn.random() < CUT:
            sentence = pattern.sub("", sentence)
    return f"{sentence[:1].upper()}{sentence[1:]}"


def _turned(sentence: str) -> str:
    for pattern, other in _lists().turned:
        if pattern.search(sentence):
            turned = pattern.sub(other, sentence)
            return f"{turned[:1].upper()}{turned[1:]}"
    return sentence


def _merged(pair: Sequence[str]) -> str:
    if len(pair) < 2 or not pair[0].endswith("."):
        return " ".join(pair)
    return f"{pair[0][:-1]}, and {pair[1][:1].lower()}{pair[1][1:]}"


@cache
def _lists() -> _Lists:
    table = tomllib.loads(Path(__file__).with_name("rewording.toml").read_text("utf-8"))
    rows = [row.split(":") for row in table["synonyms"].replace("\n", " ").split(";") if ":" in row]
    return _Lists(
        {word.strip(): tuple(others.split()) for word, others in rows},
        tuple(re.compile(pattern) for pattern in (*table["openings"], *table["asides"])),
        tuple((re.compile(pattern, re.IGNORECASE), other) for pattern, other in table["turned"]),
        tuple(table["boilerplate"]),
    )
