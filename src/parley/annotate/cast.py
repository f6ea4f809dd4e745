"""The cast of one report: who and what it speaks of, and every name, description and pronoun that stands for them."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from parley.annotate.entity.belonging import body_of
from parley.annotate.entity.figures import Figure, Figures, code_of
from parley.annotate.entity.kinds import groups
from parley.annotate.entity.mentions import tell
from parley.annotate.entity.names import known_polities, names
from parley.annotate.entity.nationality import UNNAMED, nationalities
from parley.annotate.entity.nested import nested
from parley.annotate.entity.parties import scene
from parley.annotate.entity.rolewords import is_role
from parley.annotate.entity.surface import surface
from parley.annotate.entity.telling import Telling
from parley.annotate.entity.things import things
from parley.annotate.parse import Parse
from parley.reading import LocalEntity, Mention
from parley.report import Span

_ARTICLE = 4
"""Characters of "the " before a mention."""
_POSSESSIVE = 2
"""Characters of "'s" after one."""


@dataclass(frozen=True, slots=True)
class Head:
    """A noun phrase, characters `start` to `end`, and where its main word starts; `possessor`: "'s" follows."""

    start: int
    end: int
    word: int
    possessor: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """Entities by key and mentions in order of their place; names are marked without title, role, article and "'s"."""

    entities: tuple[LocalEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    heads: tuple[Head, ...] = ()
    """Noun phrases in order: what the head of a source phrase is."""
    standing: tuple[tuple[int, int], ...] = ()
    """Where main words of mentions and roles start, each with the entity that they stand for, in order."""

    apposed: frozenset[int] = frozenset()
    """Where names start that stand after a comma or right after a noun."""
    things: tuple[tuple[Span, ...], ...] = ()
    """Noun phrases that mean the same thing, which is no entity; each chain in order."""

    nested: tuple[Mention, ...] = ()
    """Names inside longer names, each with the entity that it stands for; no mentions of their own."""

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that lie inside a span."""
        first = bisect_left(self.mentions, span.start, key=lambda mention: mention.span.start)
        last = bisect_left(self.mentions, span.end, key=lambda mention: mention.span.start)
        return tuple(mention for mention in self.mentions[first:last] if mention.span.end <= span.end)

    def entity_of(self, span: Span) -> int | None:
        """The entity of the head of a source phrase: Kol for "Varnia's envoy, Jan Kol,", None for what is no entity."""
        inside = self.mentions_in(span)
        whole = next((m for m in inside if m.form == "description" and _covers(m, span)), None)
        if whole is not None:
            return whole.entity
        found = self._head_of(span)
        if found is None and len(inside) == 1 and _covers(inside[0], span):
            return inside[0].entity
        if found is None or self.entities[found].name is None:
            named = self._apposed(inside)
            return found if named is None else named
        return found

    def _head_of(self, span: Span) -> int | None:
        """The entity of the first noun phrase that possesses nothing."""
        for head in self._heads_in(span):
            if not head.possessor or head.end + _POSSESSIVE >= span.end:
                return self._standing_at(head.word)
        return None

    def _apposed(self, inside: tuple[Mention, ...]) -> int | None:
        """The one name of a phrase that stands beside its noun: "her colleague from Varnia, Jan Kol,"."""
        names = {m.entity for m in inside if m.form == "name" and m.span.start in self.apposed}
        people = {key for key in names if self.entities[key].kind == "person"}
        return next(iter(people or names)) if len(people or names) == 1 else None

    def _heads_in(self, span: Span) -> Iterator[Head]:
        place = bisect_left(self.heads, span.start, key=lambda head: head.end - 1)
        while place < len(self.heads) and self.heads[place].start < span.end:
            yield self.heads[place]
            place += 1

    def _standing_at(self, start: int) -> int | None:
        place = bisect_left(self.standing, (start, -1))
        found = place < len(self.standing) and self.standing[place][0] == start
        return self.standing[place][1] if found else None


def _covers(mention: Mention, span: Span) -> bool:
    """Whether a mention fills a span but for an article before and "'s" after it."""
    return mention.span.start <= span.start + _ARTICLE and mention.span.end >= span.end - _POSSESSIVE


def cast(parse: Parse) -> Cast:
    """Find the cast of a report by its tags, its name labels and the word lists; linear in the number of words."""
    text = surface(parse)
    known = known_polities(text)
    found = names(text, known)
    adjectives = nationalities(text, found, known)
    telling = tell(scene(text, found, groups(text, found, adjectives), adjectives))
    return _finished(parse, telling)


def _finished(parse: Parse, telling: Telling) -> Cast:
    """The figures that count, with new keys in order of their first mention."""
    _show_parties(telling)
    figures = telling.figures
    kept = [figure for figure in figures.all if figure.marks and _counts(figure)]
    kept.sort(key=lambda figure: (min(mark.start for mark in figure.marks), figure.key))
    keys = {figure.key: place for place, figure in enumerate(kept)}
    entities = tuple(_entity(parse, figures, figure, keys) for figure in kept)
    mentions = sorted(
        (
            Mention(Span(parse.report.id, mark.start, mark.end), keys[figure.key], mark.form)
            for figure in kept
            for mark in figure.marks
        ),
        key=lambda mention: (mention.span.start, -mention.span.end, mention.entity),
    )
    chains = _chains(telling, keys)
    return Cast(
        entities,
        tuple(mentions),
        _heads(telling),
        _standing(telling, keys),
        _beside_nouns(telling),
        chains,
        _nested(telling, keys),
    )


def _chains(telling: Telling, keys: Mapping[int, int]) -> tuple[tuple[Span, ...], ...]:
    """Things, and figures that are told of too little to be entities."""
    parse = telling.scene.text.parse
    found = [tuple(parse.span(first, last) for first, last in chain) for chain in things(telling)]
    for figure in telling.figures.all:
        if figure.key not in keys and len(figure.marks) > 1:
            places = sorted((mark.start, mark.end) for mark in figure.marks)
            found.append(tuple(parse.report.span(start, end) for start, end in places))
    return tuple(sorted(found, key=lambda chain: chain[0].start))


def _nested(telling: Telling, keys: Mapping[int, int]) -> tuple[Mention, ...]:
    parse = telling.scene.text.parse
    found = ((parse.span(name.first, name.last), telling.final(name.figure)) for name in nested(telling))
    return tuple(Mention(span, keys[key], "name") for span, key in found if key in keys)


def _beside_nouns(telling: Telling) -> frozenset[int]:
    text, found = telling.scene.text, set[int]()
    for name in telling.scene.names:
        before = (name.first if name.title is None else name.title) - 1
        if before >= 0 and text.sentence[before] == text.sentence[name.first]:
            noun = text.tags[before] in {"NN", "NNS"} or is_role(text.lower[before]) or name.title is not None
            if noun or text.words[before] in {",", "("}:
                found.add(name.start)
    return frozenset(found)


def _counts(figure: Figure) -> bool:
    """Whether a figure is told of: unnamed ones only if they are a source, or a body of a known side."""
    unnamed = figure.kind == "organisation" and figure.name is None and figure.side is None
    return figure.speaks or (figure.kind != "other" and (not unnamed or len(figure.marks) > 1))


def _show_parties(telling: Telling) -> None:
    """Give parties that the report knows by an adjective alone a mention, if anyone belongs to them."""
    figures = telling.figures
    for figure in list(figures.all):
        side = figures.sided(figure)
        if side is not None and figure.marks and figure.kind != "party" and _counts(figure):
            figures.party(side)
    first = telling.scene.adjectives.first_of
    for side, figure in figures.parties.items():
        if not figure.marks and side in first:
            figure.marks.append(telling.mark(first[side]))
        if figure.name is None and side.startswith(UNNAMED):
            figure.description = side.removeprefix(UNNAMED).title()


def _entity(parse: Parse, figures: Figures, figure: Figure, keys: Mapping[int, int]) -> LocalEntity:
    side = figures.sided(figure)
    party = figures.parties.get(side) if side is not None and figure.kind not in {"party", "place"} else None
    body = body_of(figures, figure) if side is None else None
    return LocalEntity(
        key=keys[figure.key],
        kind=figure.kind,
        name=figure.name,
        description=figure.description,
        code=code_of(figure.side) if figure.kind == "party" else None,
        roles=tuple(parse.span(role.first, role.last) for role in sorted(figure.roles, key=lambda role: role.first)),
        party=keys.get(party.key) if party is not None and party is not figure else None,
        plural=figure.plural,
        body=keys.get(body.key) if body is not None and body is not figure else None,
    )


def _heads(telling: Telling) -> tuple[Head, ...]:
    text = telling.scene.text
    tokens = text.parse.tokens
    heads = [
        Head(tokens[phrase.first].start, tokens[phrase.last - 1].end, tokens[phrase.head].start, phrase.possessor)
        for phrase in text.phrases.all
    ]
    alone = [name for name in telling.scene.names if text.phrases.around(name.last - 1) is None]
    heads += [Head(name.start, name.end, tokens[name.last - 1].start, possessor=False) for name in alone]
    whose = [tokens[phrase.first] for phrase in text.phrases.all if text.tags[phrase.first] == "WP$"]
    heads += [Head(token.start, token.end, token.start, possessor=False) for token in whose]
    return tuple(sorted(heads, key=lambda head: (head.start, head.end)))


def _standing(telling: Telling, keys: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    tokens = telling.scene.text.parse.tokens
    pairs = ((token, telling.final(figure)) for token, figure in telling.heads.items())
    return tuple(sorted((tokens[token].start, keys[key]) for token, key in pairs if key in keys))
