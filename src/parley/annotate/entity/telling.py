"""Telling: a report while it is read from left to right, with the figures found so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parley.annotate.entity.discourse import Discourse, Entry, is_subject, speaks
from parley.annotate.entity.figures import Figure, Figures, Mark, Role
from parley.annotate.entity.holders import Holders
from parley.annotate.entity.names import Name
from parley.annotate.entity.nationality import Nationality
from parley.annotate.entity.parties import Scene
from parley.annotate.entity.roles import Cue
from parley.annotate.entity.rolewords import is_role
from parley.annotate.wordlists import words
from parley.reading import Form


@dataclass(frozen=True, slots=True)
class Nameless:
    """A body or holder that is only described so far: main noun of the description, its token, figure."""

    noun: str
    token: int
    figure: Figure


@dataclass(slots=True)
class Telling:
    """A report as it is read from left to right."""

    scene: Scene
    figures: Figures
    people: Mapping[Name, Figure]
    bodies: Mapping[tuple[str, ...], Figure]
    capitals: Mapping[tuple[str, ...], str]
    holders: Holders
    discourse: Discourse
    heads: dict[int, Figure] = field(default_factory=dict)
    """Figures by the main token of each mention and role."""
    cues: list[tuple[Figure, Cue]] = field(default_factory=list)
    in_roles: set[int] = field(default_factory=set)
    """Tokens of roles up to their main noun."""
    places: dict[str, Figure] = field(default_factory=dict)
    described: dict[tuple[str | None, str], Figure] = field(default_factory=dict)
    """Unnamed figures that may be spoken of again, by side and words."""
    nameless: list[Nameless] = field(default_factory=list)
    """Bodies and holders that are only described so far."""
    linked: dict[int, int] = field(default_factory=dict)
    """Main tokens of the noun phrases that pronouns mean where these are no figures, by the pronoun's token."""
    learned: dict[int, set[str]] = field(default_factory=dict)
    """What the report calls its bodies beside their names, by key of the figure."""
    led: dict[int, set[str]] = field(default_factory=dict)
    """What bodies are called whose leaders the report names, by key of the figure."""
    press: set[int] = field(default_factory=set)
    """Keys of the papers and agencies that report."""
    groups: list[Figure] = field(default_factory=list)
    """Figures that become part of a party once that is known ("his aides")."""

    def mark(self, adjective: Nationality) -> Mark:
        """A mark for an adjective that alone tells of a party."""
        tokens = self.scene.text.parse.tokens
        return Mark(tokens[adjective.first].start, tokens[adjective.last - 1].end, "description")

    def note_role(self, figure: Figure, role: Role) -> None:
        """A mention for a role, which describes who holds it; what somebody leads is none."""
        text = self.scene.text
        if text.tags[role.head].startswith("NN"):
            start, end = text.parse.tokens[role.first].start, text.parse.tokens[role.last - 1].end
            figure.marks.append(Mark(start, end, "description"))
        for token in range(role.first, role.head):
            if is_role(text.words[token]):
                self.heads.setdefault(token, figure)

    def final(self, figure: Figure) -> int:
        """Key of a figure, or of the figure that it became part of."""
        while figure.merged is not None:
            figure = self.figures.all[figure.merged]
        return figure.key

    def add(self, figure: Figure | None, tokens: tuple[int, int, int], form: Form, *, plural: bool = False) -> None:
        """Put a mention (first token, token after, main token) on record; without a figure only for the discourse."""
        text = self.scene.text
        first, last, head = tokens
        subject = (
            text.lower[head] in words("pronouns", "subjects") if form == "pronoun" else is_subject(text, first, last)
        )
        if figure is not None:
            self.heads[head] = figure
            if form in {"name", "metonym"}:
                self.heads.update(dict.fromkeys(range(first, last), figure))
            start, end = text.parse.tokens[first].start, text.parse.tokens[last - 1].end
            figure.marks.append(Mark(start, end, form))
            nameless = subject and figure.kind == "organisation" and figure.name is None
            figure.speaks = figure.speaks or nameless or speaks(text, first, last)
        self.discourse.add(
            Entry(
                figure,
                head,
                text.sentence[head],
                text.quotation(head),
                subject,
                plural or text.tags[head] in {"NNS", "NNPS"},
                form == "pronoun",
                form in {"name", "metonym"},
                head in self.linked,
            )
        )
