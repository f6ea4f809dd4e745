"""Late names: whom descriptions mean that nobody named suited when they were read ("Union rejects offer: ...").

When the whole report is known, each body and holder that is only described is weighed against everyone named, by how
well the noun suits them, how often the report speaks of them and how soon; so is a body whose name is only a word for
its kind ("the Ministry" for the Ministry of Rivers).
"""

from collections.abc import Iterator

from parley.annotate.entity.again import suits
from parley.annotate.entity.figures import Figure
from parley.annotate.entity.names import Name
from parley.annotate.entity.telling import Nameless, Telling
from parley.annotate.wordlists import words

_OFTEN = 0.1
"""What each mention gives, up to ten."""
_SURE = 2.0
"""What a reason by the noun has to give where another body suits it as well."""
_LEAST = 1.2
"""What a person has to reach."""
_MARGIN = 0.1
"""By how much a body that suits only by its kind has to go before the next."""


def name_late(telling: Telling) -> None:
    """Make described bodies and holders one with the named figure that suits them best."""
    named = [figure for figure in telling.figures.all if figure.name is not None and figure.marks]
    lone = list(_lone(telling))
    generic = {case.figure.key for case in lone}
    real = [figure for figure in named if figure.key not in generic]
    for figure in telling.figures.all:
        body = _of_members(figure, real) if _are_members(figure) else None
        if body is not None:
            _merge(telling, figure, body)
    for case in (*telling.nameless, *lone):
        figure = case.figure
        if figure.merged is None and figure.marks and (figure.name is None or figure.key in generic):
            found = _body(telling, case, real) if figure.kind != "other" else _holder(telling, case)
            if found is not None and found is not figure:
                _merge(telling, figure, found)


def _lone(telling: Telling) -> Iterator[Nameless]:
    """Bodies whose whole name is a word for their kind, with a capital."""
    kinds = words("coreference", "called") | words("coreference", "alone") | words("bodies", "groups")
    for key in sorted(telling.bodies):
        figure = telling.bodies[key]
        alone = len(key) == 1 and key[0] in kinds and figure.name is not None and figure.name.lower() == key[0]
        if alone and not any(_goes_on(telling, name) for name in telling.scene.groups[key].names):
            yield Nameless(key[0], telling.scene.groups[key].names[0].first, figure)


def _are_members(figure: Figure) -> bool:
    """Whether a figure is several people without a name, number or trait: "the doctors", "Varnhol dockers"."""
    said = (figure.description or "").removeprefix("the ").split()
    plain = bool(said) and all(word[0].isupper() and word.isalpha() for word in said[:-1])
    counted = bool(said) and said[0].lower() in words("sources", "quantities")
    return figure.plural and figure.kind == "other" and bool(figure.marks) and plain and not counted


def _of_members(figure: Figure, named: list[Figure]) -> Figure | None:
    """The only body whose name says who its members are: "the doctors" for the Association of Hospital Doctors."""
    noun = (figure.description or "").lower().split()[-1]
    bodies = [
        other
        for other in named
        if other.kind in {"organisation", "party"}
        and noun in {part.strip("'’") for part in (other.name or "").lower().replace("’s", "s").split()}
    ]
    return bodies[0] if len(bodies) == 1 else None


def _goes_on(telling: Telling, name: Name) -> bool:
    """Whether "of" follows, so that a name is longer than what was found of it."""
    return telling.scene.text.lower[name.last : name.last + 1] == ["of"]


def _body(telling: Telling, case: Nameless, named: list[Figure]) -> Figure | None:
    """The named body that a noun suits best."""
    if case.noun in words("bodies", "state_again"):
        states = [figure for figure in named if figure.kind == "party" and telling.scene.is_state(figure.side)]
        states.sort(key=lambda figure: -len(figure.marks))
        unsure = len(states) > 1 and len(states[0].marks) == len(states[1].marks)
        return states[0] if states and not unsure else None
    ranked: list[tuple[float, float, Figure]] = []
    for figure in named:
        weight = suits(telling, case.noun, case.token, figure)
        if weight:
            ranked.append((weight + _OFTEN * min(len(figure.marks), 10), weight, figure))
    ranked.sort(key=lambda row: -row[0])
    if not ranked:
        return None
    unsure = len(ranked) > 1 and ranked[0][1] < _SURE and ranked[0][0] - ranked[1][0] < _MARGIN
    return None if unsure else ranked[0][2]


def _holder(telling: Telling, case: Nameless) -> Figure | None:
    """The named person whose role suits the noun best, and of these the one most spoken of."""
    best: tuple[float, Figure] | None = None
    for holder, weight in telling.holders.alike(case.noun, case.token, case.figure):
        if not _of_owner(telling, case.figure, holder):
            continue
        score = weight + _OFTEN / 2 * min(len(holder.marks), 10)
        if best is None or score > best[0]:
            best = (score, holder)
    return best[1] if best is not None and best[0] >= _LEAST else None


def _of_owner(telling: Telling, figure: Figure, holder: Figure) -> bool:
    """Whether somebody may belong to those to whom the one described does ("its secretary")."""
    if figure.belongs is None:
        return True
    owner = telling.figures.all[figure.belongs]
    if owner.kind not in {"party", "organisation"}:
        return holder.belongs == owner.key
    side, own = telling.figures.sided(holder), telling.figures.sided(owner)
    if side is not None and telling.scene.is_state(own):
        return side == own
    return holder.belongs is None or holder.belongs == owner.key or telling.figures.all[holder.belongs].name is None


def _merge(telling: Telling, figure: Figure, found: Figure) -> None:
    found.marks.extend(figure.marks)
    found.speaks = found.speaks or figure.speaks
    figure.marks = []
    figure.merged = found.key
    for other in telling.figures.all:
        if other.belongs == figure.key:
            other.belongs = found.key
    for side in [side for side, party in telling.figures.parties.items() if party is figure]:
        telling.figures.parties[side] = found
