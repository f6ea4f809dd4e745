"""Names inside longer names: the town in "the Norra Times", the state in "the Bank of Varnia".

No reading shows them as mentions, as nobody is told of; they tell which words stand for the same (OntoNotes).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.annotate.entity.figures import Figure
from parley.annotate.entity.telling import Telling

_LONGEST = 6
"""Words of a name that is looked for inside others."""

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nested:
    """Tokens `first` to before `last` that are the name of a figure inside another name."""

    first: int
    last: int
    figure: Figure


def nested(telling: Telling) -> Iterator[Nested]:
    """The names inside others, in order; linear in the number of words."""
    known, listed = _known(telling), telling.scene.text.listed
    ends = {match.start: match.end for match in listed}
    starts = {match.end: match.start for match in listed}
    for first, last in _runs(telling):
        place = first
        while place < last:
            found = _at(telling, known.get(telling.scene.text.lower[place], ()), place, last)
            end = place + 1 if found is None else found.last
            part = ends.get(place, end) > end or starts.get(end, place) < place
            if found is not None and not part and (place == first or end < last):
                yield found
            place = end


def _known(telling: Telling) -> dict[str, list[tuple[_Key, Figure]]]:
    """Whole names of the report in small letters with their figures, by their first word, the longest first."""
    found: dict[str, dict[_Key, Figure]] = defaultdict(dict)
    for name in telling.scene.names:
        figure = telling.heads.get(name.last - 1)
        if figure is not None and len(name.words) <= _LONGEST:
            key = tuple(telling.scene.text.lower[name.first : name.last])
            found[key[0]].setdefault(key, figure)
    return {first: sorted(keys.items(), key=lambda pair: -len(pair[0])) for first, keys in found.items()}


def _runs(telling: Telling) -> Iterator[tuple[int, int]]:
    """First token and token after of each run of proper nouns."""
    text = telling.scene.text
    start = 0
    while start < len(text.words):
        end = start
        while end < len(text.words) and text.tags[end] in {"NNP", "NNPS"} and text.sentence[end] >= 0:
            end += 1
        if end > start:
            yield start, end
        start = max(end, start + 1)


def _at(telling: Telling, known: Sequence[tuple[_Key, Figure]], place: int, last: int) -> Nested | None:
    """The longest name that begins at a token, unless it is the mention itself or part of somebody's name."""
    lower = telling.scene.text.lower
    for key, figure in known:
        end = place + len(key)
        if end > last or tuple(lower[place:end]) != key:
            continue
        around = telling.heads.get(end - 1)
        if around is not figure and (around is None or around.kind != "person"):
            return Nested(place, end, figure)
    return None
