"""What a noun speaks of again: "the union", "the company", "the Front", by a table of weighed reasons.

A reason looks at one body that was told of and says how well the noun suits it; the best sum wins, and where two bodies
suit a noun equally well only by their kind, none is meant.
"""

from collections.abc import Callable
from dataclasses import dataclass

from parley.annotate.entity.discourse import Entry
from parley.annotate.entity.figures import Figure
from parley.annotate.entity.telling import Telling
from parley.annotate.wordlists import table, words

_LOOKED_AT = 240
"""Entries back to what "the union" speaks of again."""
_REACH = 5
"""Sentences back to what "the country" speaks of again, where the report speaks of several."""
_SUITS = 1.0
"""What a reason by the noun has to give at least."""
_MARGIN = 0.45
"""By how much a body that suits only by its kind has to go before the next."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A noun and where it stands."""

    telling: Telling
    noun: str
    token: int


Reason = Callable[[Asked, Figure], bool]


def _in_name(asked: Asked, figure: Figure) -> bool:
    """The noun is a word of the name: "the front" for the Northern Front."""
    return asked.noun in (figure.name or "").lower().replace("’", "'").split()


def _told(asked: Asked, figure: Figure) -> bool:
    """The report itself called it so: "the carrier Norvik", "Norvik, a carrier"."""
    return asked.noun in asked.telling.learned.get(figure.key, ())


def _called(asked: Asked, figure: Figure) -> bool:
    """Bodies with such a name are called so: "the company" for Norvik Ferries."""
    return figure.name is not None and asked.noun in asked.telling.scene.nouns(figure.name)


def _may_be(asked: Asked, figure: Figure) -> bool:
    """Nothing in its name says that it is of another kind: "the company" for Norvik."""
    row = table("coreference")["fits"].get(asked.noun)
    if row is None or asked.telling.scene.is_state(figure.side) or figure.name is None:
        return False
    if figure.kind not in {"organisation", "party"} or figure.plural:
        return False
    if figure.key in asked.telling.press or asked.telling.learned.get(figure.key):
        return False
    others = words("coreference", "telling_heads")
    parts = figure.name.lower().split()
    common = len(parts) == 1 and parts[0] in asked.telling.scene.text.small
    return not common and not (others & {parts[0], parts[-1]})


def _run_so(asked: Asked, figure: Figure) -> bool:
    """Those who lead it lead such bodies: "the company" for Norvik, whose chief executive Jan Kol is."""
    return asked.noun in asked.telling.led.get(figure.key, ()) and _may_be(asked, figure)


REASONS: tuple[tuple[Reason, float], ...] = (
    (_in_name, 3.0),
    (_told, 3.0),
    (_called, 2.0),
    (_run_so, 1.6),
    (_may_be, 1.0),
)
"""Why a noun suits a body, the strongest first; the first that holds counts."""
_NEAR = 0.08
"""What each sentence between takes away."""
_JUST = 0.5
"""What it gives to stand in the sentence before, in the same paragraph."""
_OFTEN = 0.08
"""What each earlier mention gives, up to six."""


def suits(telling: Telling, noun: str, token: int, figure: Figure) -> float:
    """How well a noun suits a named body; 0 for other figures."""
    return _weight(Asked(telling, noun, token), figure) if figure.kind in {"party", "organisation"} else 0.0


def _weight(asked: Asked, figure: Figure) -> float:
    return next((weight for reason, weight in REASONS if reason(asked, figure)), 0.0)


def called(telling: Telling, noun: str, token: int) -> Figure | None:
    """The last state before a token, or the body that is called so."""
    asked, here = Asked(telling, noun, token), telling.scene.text.sentence[token]
    entries = telling.discourse.entries[-_LOOKED_AT:]
    if noun in words("bodies", "state_again"):
        state = _state(telling, entries, here)
        if state is not None:
            return state
    ranked: list[tuple[float, float, Figure]] = []
    seen: set[int] = set()
    for entry in reversed(entries):
        figure = entry.figure
        if figure is None or figure.key in seen or figure.name is None or figure.kind not in {"party", "organisation"}:
            continue
        seen.add(figure.key)
        weight = _weight(asked, figure)
        if weight:
            often = _OFTEN * min(telling.discourse.counts.get(figure.key, 0), 6)
            ranked.append((weight + often + _near(telling, entry, token), weight, figure))
    return _best(ranked)


def _near(telling: Telling, entry: Entry, token: int) -> float:
    """What the place of an earlier mention gives or takes."""
    text = telling.scene.text
    distance = text.sentence[token] - entry.sentence
    just = distance <= 1 and text.block(token) == text.block(entry.token)
    return (_JUST if just else 0.0) - _NEAR * min(distance, 12)


def _best(ranked: list[tuple[float, float, Figure]]) -> Figure | None:
    ranked.sort(key=lambda row: -row[0])
    if not ranked:
        return None
    unsure = len(ranked) > 1 and ranked[0][1] <= _SUITS and ranked[0][0] - ranked[1][0] < _MARGIN
    return None if unsure else ranked[0][2]


def _state(telling: Telling, entries: list[Entry], here: int) -> Figure | None:
    """The last state within reach, or the only one."""
    states: dict[int, Figure] = {}
    for entry in reversed(entries):
        figure = entry.figure
        if figure is not None and figure.kind == "party" and telling.scene.is_state(figure.side):
            if here - entry.sentence <= _REACH:
                return figure
            states.setdefault(figure.key, figure)
    return next(iter(states.values())) if len(states) == 1 else None


def learn_nouns(telling: Telling) -> None:
    """Keep what the report calls its bodies beside their names: "the carrier Norvik", "Norvik, a carrier"."""
    text = telling.scene.text
    for name in telling.scene.names:
        figure = telling.bodies.get(name.key)
        if figure is None or figure.kind == "place":
            continue
        if telling.scene.is_press(name) or telling.scene.signs(name):
            telling.press.add(figure.key)
        for token in _beside(telling, name.first, name.last):
            if text.lower[token] in words("coreference", "called"):
                telling.learned.setdefault(figure.key, set()).add(text.lower[token])


def learn_leaders(telling: Telling) -> None:
    """Keep what bodies with such leaders are called: a chief executive leads a company."""
    text, nouns = telling.scene.text, table("coreference")["led_by"]
    for figure, cue in telling.cues:
        role = cue.role
        if role is None:
            continue
        called_so = {noun for word in text.lower[role.first : role.last] for noun in nouns.get(word, "").split()}
        near = (telling.scene.starting.get(token) for token in range(max(0, role.first - 2), cue.last))
        for name in near:
            body = telling.bodies.get(name.key) if name is not None else None
            if body is not None and body is not figure and called_so:
                telling.led.setdefault(body.key, set()).update(called_so)


def _beside(telling: Telling, first: int, last: int) -> list[int]:
    """The noun right before or after a name, and the main noun of what stands after it with a comma or "is"."""
    text, found = telling.scene.text, list[int]()
    inside = text.phrases.around(last)
    if inside is not None and inside.first < last and text.tags[inside.head] == "NN":
        found.append(inside.head)
    if first and text.sentence[first - 1] == text.sentence[first] and text.tags[first - 1] == "NN":
        found.append(first - 1)
    if first > 1 and text.words[first - 1] == "," and text.tags[first - 2] == "NN":
        before = text.phrases.around(first - 2)
        if before is not None and text.lower[before.first] in {"the", "a", "an", "its", "their"}:
            found.append(first - 2)
    if last + 1 < len(text.words) and text.lower[last] in {",", "is", "was", "("}:
        after = text.phrases.around(last + 1)
        if after is not None and text.sentence[after.head] == text.sentence[first]:
            found.append(after.head)
    return found
