"""A report's signature: what of its reading tells which story it belongs to, made once and kept."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from parley.compare.gather.minhash import minhash
from parley.compare.gather.rarity import rarity
from parley.compare.names import bare, key, person
from parley.compare.words import content, fold, words
from parley.reading import MEANING, Reading
from parley.report import RUNNING, Report

OPENING = 40
"""So many words of content at the beginning tell what a report is about."""
LONGEST = 4000
"""Words of content beyond these are left out: no news report is as long."""
TELLING = ("NN", "VB", "JJ", "CD")
"""How the tags begin of words that carry meaning."""
_UNIT = 127


@dataclass(frozen=True, slots=True)
class Signature:
    """What one report says, as far as it tells of which story it is; stems and keys are sorted."""

    report: str
    day: str | None
    """ISO day of publication."""
    title: tuple[str, ...]
    words: tuple[str, ...]
    counts: tuple[int, ...]
    """How often each word stands in the text."""
    opening: tuple[str, ...]
    people: tuple[str, ...]
    bodies: tuple[str, ...]
    places: tuple[str, ...]
    """Places and parties: a country is both."""
    events: tuple[str, ...]
    """Type and name of who or what took part, as `CONSULT lisk`."""
    days: tuple[str, ...]
    """ISO days of which it speaks, besides that of publication."""
    runs: bytes
    """MinHash of its runs of words."""
    meaning: bytes
    """`MEANING` signed bytes, or none where no encoder read it."""


def signature(reading: Reading) -> Signature:
    """The signature of a report; what no engine could read is left to its words."""
    report = reading.report
    title = content(words(report.title or ""))
    body = tuple(_body(report))[:LONGEST]
    counts = Counter(body) + Counter(title)
    people, bodies, places = _names(reading)
    stems = tuple(sorted(counts))
    return Signature(
        report=report.id,
        day=report.day,
        title=tuple(sorted(set(title))),
        words=stems,
        counts=tuple(counts[each] for each in stems),
        opening=tuple(sorted({*title, *body[:OPENING]})),
        people=people,
        bodies=bodies,
        places=places,
        events=tuple(sorted(set(_events(reading)))),
        days=tuple(sorted(set(_days(reading)))),
        runs=minhash(body),
        meaning=_meaning(reading),
    )


def undated(each: Signature) -> Signature:
    """The signature of the same report found without a day."""
    return replace(each, day=None, days=())


def moved(each: Signature, days: int) -> Signature:
    """The signature of the same report published so many days later, with all days of which it speaks."""
    later = tuple(_later(day, days) for day in each.days)
    return replace(each, day=_later(each.day, days) if each.day else None, days=later)


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _body(report: Report) -> Iterator[str]:
    for block in report.blocks:
        if block.kind in RUNNING:
            yield from content(words(report.text, block.start, block.end))


def _names(reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Keys of the names of people, of bodies and of places."""
    found: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    for each in reading.entities:
        if each.name:
            rank = 0 if each.kind == "person" else 2 if each.kind in {"place", "party"} else 1
            found[rank].add(_key(each.name, is_person=rank == 0))
    people, bodies, places = (tuple(sorted(keys - {""})) for keys in found)
    return people, bodies, places


def _key(name: str, *, is_person: bool) -> str:
    return person(name).family if is_person else key(fold(bare(name)))


def _events(reading: Reading) -> Iterator[str]:
    for event in reading.events:
        for entity in sorted({part.entity for part in event.participants} | {event.place} - {None}, key=str):
            each = reading.entities[entity] if entity is not None else None
            if each is not None and each.name:
                yield f"{event.type} {_key(each.name, is_person=each.kind == 'person')}"


def _days(reading: Reading) -> Iterator[str]:
    for time in reading.times:
        if time.first and time.first == time.last and time.first != reading.report.day:
            yield time.first


def _meaning(reading: Reading) -> bytes:
    """The sum of where the telling words lie, each weighed by how rare it is, as a vector of signed bytes."""
    held = np.frombuffer(reading.meanings, dtype=np.int8).reshape(-1, MEANING)
    if not len(held):
        return b""
    weights = np.fromiter(_weights(reading), dtype=np.float32, count=len(held))
    return unit_bytes(weights @ held.astype(np.float32))


def _weights(reading: Reading) -> Iterable[float]:
    text = reading.report.text
    running = [(b.start, b.end) for b in reading.report.blocks if b.kind in RUNNING]
    at = 0
    for token in reading.tokens:
        while at < len(running) and running[at][1] <= token.start:
            at += 1
        inside = at < len(running) and running[at][0] <= token.start
        stem = _stem(text[token.start : token.end]) if inside and token.tag[:2] in TELLING else ""
        yield rarity(stem) if stem else 0.0


@lru_cache(maxsize=65536)
def _stem(token: str) -> str:
    """The stem of a token that carries content, or none: most tokens of a report stand in many others."""
    return next(iter(content(words(token))), "")


def unit_bytes(vector: NDArray[np.float32]) -> bytes:
    """A vector brought to length 127, as signed bytes; none for one of length 0."""
    length = float(np.sqrt(vector @ vector))
    return np.rint(vector / length * _UNIT).astype(np.int8).tobytes() if length else b""
