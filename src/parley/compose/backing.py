"""Quotations that back a stance: a party's own words straight after the report says where it stands."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from parley.compose.cast import Cast
from parley.compose.positions import Stand
from parley.compose.said import Said
from parley.reading import Reading


def backed(stands: Iterable[Stand], reading: Reading, said: tuple[Said, ...], cast: Cast) -> Iterator[Stand]:
    """One report's stands, each followed by those that its party's direct quotation in the next sentence repeats.

    A report tells in its own words where a party stands and then lets the party speak; a quotation that takes a stance
    of its own stands for that alone.
    """
    found = list(stands)
    yield from found
    last: dict[int, list[Stand]] = {}
    for stand in found:
        last.setdefault(_sentence(reading, stand.evidence[-1].start), []).append(stand)
    spoken = {span for stand in found for span in stand.evidence}
    for each in said:
        party = cast.side(each.statement.speaker)
        opens = _sentence(reading, each.content[0].start)
        if each.attribution.kind != "direct" or party is None or not spoken.isdisjoint(each.content):
            continue
        for stand in _latest(last.get(opens - 1, ()), party):
            yield replace(stand, evidence=each.content, statement=each.statement.id, backs=True)


def _latest(stands: Iterable[Stand], party: str) -> list[Stand]:
    """The stands of a party in the last of its stances in a sentence, on every issue."""
    own = [stand for stand in stands if stand.party == party and not stand.backs and not stand.account]
    return [stand for stand in own if stand.stance == own[-1].stance and stand.evidence == own[-1].evidence]


def _sentence(reading: Reading, place: int) -> int:
    return max(0, bisect_right(reading.sentences, place, key=lambda s: s.start) - 1)
