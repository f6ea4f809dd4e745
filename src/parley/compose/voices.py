"""Which reports speak for a side themselves (its press office, its circular), and which bodies are only outlets."""

import re
from bisect import bisect_right

from parley.compose.lens import bodies, presses
from parley.compose.terms import singular
from parley.reading import Reading
from parley.report import Span
from parley.story import Entity, Story

_WORD = re.compile(r"\w+")
_OURS = re.compile(
    r"\bour (?:[a-z]+ ){0,2}?"
    r"(?:delegat\w+|negotiat\w+|teams?|sides?|envoys?|ministers?|presidents?|chair\w*|spokes\w+|leaders?|secretary),?"
    r"(?: (?:under|led by|headed by))?(?: the)? ",
    re.IGNORECASE,
)
"""What stands between "our" and the name of the one who speaks for it."""
_JOINING = frozenset({"of", "the", "and", "for", "to", "plc", "s"})


def voices(story: Story) -> dict[str, tuple[str, ...]]:
    """The sides that each report speaks for: those that its outlet is named after, else whose "our" it says itself.

    A newspaper with a land or a town in its name ("Ostmark Radio") speaks for nobody.
    """
    owning, issued = _owning(story), _issued(story)
    return {
        reading.report.id: issued.get(reading.report.outlet or "", ()) or owning.get(reading.report.id, ())
        for reading in story.readings
    }


def _issued(story: Story) -> dict[str, tuple[str, ...]]:
    """For each outlet the sides of whose names its own is made."""
    named = {reading.report.outlet for reading in story.readings if reading.report.outlet}
    return {outlet: issuers(outlet, story.entities) for outlet in sorted(named)}


def issuers(outlet: str, entities: tuple[Entity, ...]) -> tuple[str, ...]:
    """The sides of whose names an outlet's name is made, besides words for a press office."""
    words = _words(outlet)
    named = [
        (entity, max((shown for shown in map(_words, _names(entity)) if _within(shown, words)), key=len, default=()))
        for entity in entities
        if entity.kind == "party" or (entity.kind == "organisation" and entity.name[:1].isupper())
    ]
    acting = any(shown and (entity.kind == "party" or is_body(entity.name)) for entity, shown in named)
    left = set(words) - {word for _, shown in named for word in shown} - _JOINING
    own = acting and all(word in presses() for word in left)
    issuing = [(entity, shown) for entity, shown in named if shown]
    first = [entity.id for entity, shown in issuing if words[words.index(shown[0]) - 1 :][:1] != ("of",)]
    return tuple(first or [entity.id for entity, _ in issuing]) if own else ()


def outlets(story: Story) -> frozenset[str]:
    """Organisations of whose names an outlet's name is made that speaks for no side."""
    papers = [_words(outlet) for outlet, sides in _issued(story).items() if not sides]
    return frozenset(
        entity.id
        for entity in story.entities
        if entity.kind == "organisation"
        and any(_within(words, paper) or _within(paper, words) for paper in papers for words in [_words(entity.name)])
    )


def is_body(name: str) -> bool:
    """Whether a name has a word for a body of people ("council", "union")."""
    return any(singular(word) in bodies() for word in _words(name))


def _owning(story: Story) -> dict[str, tuple[str, ...]]:
    """By report, the only side that it calls its own outside quotations ("our delegation under Salt")."""
    readings: dict[str, Reading] = {reading.report.id: reading for reading in story.readings}
    found: dict[str, set[str]] = {}
    for entity in story.entities:
        side = entity.id if entity.kind == "party" else entity.party
        for span in entity.mentions if side else ():
            if _is_ours(readings[span.report], span):
                found.setdefault(span.report, set()).add(side or "")
    return {report: tuple(sides) for report, sides in found.items() if len(sides) == 1}


def _is_ours(reading: Reading, span: Span) -> bool:
    text = reading.report.text
    before = text[max(0, span.start - 60) : span.start]
    opens = text[max(0, span.start - 4) : span.start + 4].lower()
    named = any(met.end() == len(before) for met in _OURS.finditer(before))
    return (named or "our " in opens) and not _is_quoted(reading, span.start)


def _is_quoted(reading: Reading, place: int) -> bool:
    last = bisect_right(reading.quotations, place, key=lambda q: q.start)
    return any(q.start <= place < q.end for q in reading.quotations[max(0, last - 3) : last])


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *(variant.text for variant in entity.variants))


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name.lower()))


def _within(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether some words stand together in a longer row of words."""
    size = len(words)
    return size > 0 and any(longer[at : at + size] == words for at in range(len(longer) - size + 1))
