"""Late names: a body or holder that was only described until the report named it ("Union rejects offer: ...")."""

from parley.annotate.entity.again import suits
from parley.annotate.entity.figures import Figure
from parley.annotate.entity.telling import Telling
from parley.annotate.wordlists import words

_NAMED = 2.0
"""What a reason by the noun has to give where a name comes later."""


def name_late(telling: Telling) -> None:
    """Make described bodies and holders one with the only named figure that suits them."""
    named = [figure for figure in telling.figures.all if figure.name is not None and figure.marks]
    for noun, token, figure in telling.nameless:
        if figure.name is None and figure.merged is None and figure.marks:
            found = _body(telling, noun, token, named) if figure.kind != "other" else _holder(telling, token, figure)
            if found is not None and found is not figure:
                _merge(figure, found)


def _body(telling: Telling, noun: str, token: int, named: list[Figure]) -> Figure | None:
    """The named body that a noun suits best, if no other suits it as well."""
    ranked: dict[float, list[Figure]] = {}
    for figure in named:
        weight = suits(telling, noun, token, figure)
        if weight >= _NAMED:
            ranked.setdefault(weight, []).append(figure)
    if not ranked and noun in words("bodies", "state_again"):
        states = [f for f in named if f.kind == "party" and telling.scene.is_state(f.side)]
        return states[0] if len(states) == 1 else None
    best = ranked[max(ranked)] if ranked else []
    return best[0] if len(best) == 1 else None


def _holder(telling: Telling, token: int, figure: Figure) -> Figure | None:
    """The only named person with such a role."""
    noun = telling.scene.text.lower[token]
    fitting = {h.figure.key: h.figure for h in telling.holders.named(noun, token, figure)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _merge(figure: Figure, found: Figure) -> None:
    found.marks.extend(figure.marks)
    found.speaks = found.speaks or figure.speaks
    figure.marks = []
    figure.merged = found.key
