"""Figures: the entities of a report while they are being found, and the marks that stand for them."""

from dataclasses import dataclass, field

from parley.annotate.entity.nationality import UNNAMED
from parley.annotate.entity.rolewords import Gender
from parley.annotate.gazetteer import Polity, polity
from parley.reading import Form, Kind


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` that stand for a figure."""

    start: int
    end: int
    form: Form


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the report words it, tokens `first` to before `last`; `head` is its main noun, or a verb."""

    first: int
    last: int
    head: int


@dataclass(slots=True)
class Figure:
    """An entity in the making; `side` is the key of the party that it is, belongs to or speaks for."""

    key: int
    kind: Kind
    name: str | None = None
    description: str | None = None
    side: str | None = None
    belongs: int | None = None
    """The figure whose party is its own ("the president's envoy"), where it has no side itself."""
    gender: Gender | None = None
    plural: bool = False
    marks: list[Mark] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    speaks: bool = False
    """Whether it is a source somewhere; unnamed figures that are none are left out."""
    merged: int | None = None
    """Key of the party that it became part of."""


@dataclass(slots=True)
class Figures:
    """All figures of a report by key, and the parties by side."""

    all: list[Figure] = field(default_factory=list)
    parties: dict[str, Figure] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Names that the gazetteer gives to sides."""

    def new(self, kind: Kind, name: str | None = None, *, plural: bool = False) -> Figure:
        """One more figure."""
        figure = Figure(len(self.all), kind, name, plural=plural)
        self.all.append(figure)
        return figure

    def party(self, side: str, name: str | None = None) -> Figure:
        """The party of a side, made where it is new; a name that the gazetteer gives goes before others."""
        figure = self.parties.get(side)
        if figure is None:
            figure = self.new("party", self.names.get(side, name))
            figure.side = side
            self.parties[side] = figure
        elif figure.name is None and name is not None:
            figure.name = name
        return figure

    def party_name(self, side: str) -> str | None:
        """The name of a party, also of one that has no figure yet."""
        figure = self.parties.get(side)
        return self.names.get(side) or (figure.name if figure else None)

    def sided(self, figure: Figure) -> str | None:
        """The side of a figure: its own, or that of whom it belongs to."""
        for _ in range(6):
            if figure.side is not None or figure.belongs is None:
                break
            figure = self.all[figure.belongs]
        return figure.side


def code_of(side: str | None) -> str | None:
    """The gazetteer's code of a side that is in it."""
    known: Polity | None = polity(side) if side and not side.startswith(UNNAMED) else None
    return known.code if known else None
