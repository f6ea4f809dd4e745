"""Grading: the form by which a party's stance is given as another than was found, and what was decided on it."""

from dataclasses import dataclass

from parley.compose.things import address
from parley.deliver.views.sayings import STANCES
from parley.deliver.visible import day_text, one_line
from parley.dossier import Issue, Position
from parley.serve.bench import Bench


@dataclass(frozen=True, slots=True)
class Given:
    """A decision on a stance that holds: what it says, and the id by which it is taken back."""

    id: str
    words: str
    reason: str
    by: str
    day: str


@dataclass(frozen=True, slots=True)
class Grading:
    """A stance that can be given as another: the things of the decision, and the stances to choose among."""

    things: tuple[str, str, str]
    stances: tuple[tuple[str, str], ...]
    """Value and words, without the one that it has."""
    decided: tuple[Given, ...]


def grading_of(bench: Bench, issue: Issue, position: Position) -> Grading:
    """The form of one position, and the decisions that hold on it."""
    things = address(issue.id, position)
    stances = tuple((value, sign.word) for value, sign in STANCES.items() if value != position.stance)
    return Grading(things, stances, tuple(_given(bench, things)))


def _given(bench: Bench, things: tuple[str, str, str]) -> list[Given]:
    held = (each for each in bench.dossier.decisions if each.state == "binds" and each.kind in {"regrade", "note"})
    on = (each for each in held if (*each.things, each.before) == things)
    return [
        Given(each.id, _words(each.kind, each.value), each.reason, one_line(each.by), _day(each.made)) for each in on
    ]


def _words(kind: str, value: str | None) -> str:
    told = STANCES[value].word if kind == "regrade" and value in STANCES else one_line(value or "")
    return f"Given as “{told}”" if kind == "regrade" else f"Note: “{told}”"


def _day(made: str) -> str:
    return day_text(made[:10])
