"""Mentions: one pass over a report that gives every name, description and pronoun its figure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from parley.annotate.coreference import bodies, people, shown
from parley.annotate.descriptions import Description, descriptions
from parley.annotate.discourse import Discourse, Entry, is_subject, speaks
from parley.annotate.figures import Figure, Figures, Mark
from parley.annotate.holders import Holders
from parley.annotate.kinds import NameGroup
from parley.annotate.names import Name
from parley.annotate.nationality import Nationality
from parley.annotate.parties import Scene, capitals, negotiators
from parley.annotate.roles import Cue, cues
from parley.annotate.wordlists import words
from parley.reading import Form

_REACH = 5
"""Sentences back to what "the country" or "the union" speaks of again."""


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
    groups: list[Figure] = field(default_factory=list)
    """Figures that become part of a party once that is known ("his aides")."""

    def mark(self, adjective: Nationality) -> Mark:
        """A mark for an adjective that alone tells of a party."""
        tokens = self.scene.text.parse.tokens
        return Mark(tokens[adjective.first].start, tokens[adjective.last - 1].end, "description")

    def final(self, figure: Figure) -> int:
        """Key of a figure, or of the party that it became part of."""
        return figure.key if figure.merged is None else figure.merged


def tell(scene: Scene) -> Telling:
    """Find the figures of a report with all their mentions; linear but for sorting."""
    figures = Figures()
    everyone = people(scene.text, scene.groups.values(), figures)
    everything = bodies(scene, figures)
    towns = capitals(scene)
    _give_sides_to_bodies(scene, everything, towns)
    for key in negotiators(scene, everything):
        figures.all[key].kind = "party"
        figures.all[key].side = f"={key}"
        figures.parties[f"={key}"] = figures.all[key]
    discourse = Discourse(scene.text)
    telling = Telling(scene, figures, everyone, everything, towns, Holders(scene), discourse)
    for name, figure in sorted(everyone.items(), key=lambda pair: pair[0].start):
        for cue in cues(scene, name):
            _learn(telling, figure, cue)
    for figure in figures.all:
        _settle(telling, figure)
    for _, _, item in sorted(_items(scene), key=itemgetter(0, 1)):
        _read(telling, item)
    for figure, cue in telling.cues:
        _settle_late(telling, figure, cue)
    for figure in telling.groups:
        _fold(telling, figure)
    return telling


_Item = Name | Description | int


def _items(scene: Scene) -> Iterator[tuple[int, int, _Item]]:
    """Names, descriptions, pronouns and other phrases by their main token; of two at one token the first counts."""
    text = scene.text
    taken: set[int] = set()
    for name in scene.ending.values():
        taken.update(range(name.first, name.last))
        yield name.last - 1, 0, name
    for description in descriptions(scene):
        taken.add(description.head)
        yield description.head, 1, description
    for phrase in text.phrases.all:
        if phrase.head not in taken:
            yield phrase.head, 2, phrase.head
        if text.tags[phrase.first] == "PRP$" and phrase.first != phrase.head:
            yield phrase.first, 2, phrase.first


def _read(telling: Telling, item: _Item) -> None:
    if isinstance(item, Name):
        _read_name(telling, item)
    elif isinstance(item, Description):
        _read_description(telling, item)
    elif telling.scene.text.tags[item] in {"PRP", "PRP$"}:
        _read_pronoun(telling, item)
    else:
        _add(telling, None, (item, item + 1, item), "description")


def _add(
    telling: Telling, figure: Figure | None, tokens: tuple[int, int, int], form: Form, *, plural: bool = False
) -> None:
    """Put a mention (first token, token after, main token) on record; without a figure only for the discourse."""
    text = telling.scene.text
    first, last, head = tokens
    subject = text.lower[head] in words("pronouns", "subjects") if form == "pronoun" else is_subject(text, first, last)
    if figure is not None:
        telling.heads[head] = figure
        start, end = text.parse.tokens[first].start, text.parse.tokens[last - 1].end
        figure.marks.append(Mark(start, end, form))
        figure.speaks = figure.speaks or speaks(text, first, last)
    telling.discourse.add(
        Entry(
            figure,
            head,
            text.sentence[head],
            text.quotation(head),
            subject,
            plural or text.tags[head] in {"NNS", "NNPS"},
            form == "pronoun",
            form in {"name", "metonym"},
        )
    )


def _read_name(telling: Telling, name: Name) -> None:
    figure, form = _named(telling, name)
    if figure is not None:
        _add(telling, figure, (name.first, name.last, name.last - 1), form)
        figure.marks[-1] = Mark(name.start, name.end, form)
        text = telling.scene.text
        if (
            name.first > 1
            and text.lower[name.first - 1] == "and"
            and text.sentence[name.first] == text.sentence[name.first - 2]
        ):
            telling.discourse.add(_together(telling, name))


def _together(telling: Telling, name: Name) -> Entry:
    """Two names joined by "and": "they" means both, which no one figure is."""
    text, head = telling.scene.text, name.last - 1
    subject = is_subject(text, name.first, name.last)
    return Entry(None, head, text.sentence[head], text.quotation(head), subject, plural=True)


def _named(telling: Telling, name: Name) -> tuple[Figure | None, Form]:
    """The figure of a name; a capital or seat that acts is a metonym of its party."""
    group = telling.scene.groups[name.key]
    if group.sort == "state":
        return _state(telling, name, group)
    if group.sort == "place":
        return _town(telling, name, group)
    figure = telling.people.get(name) if group.sort == "person" else None
    return figure or (telling.bodies.get(name.key) if group.sort == "organisation" else None), "name"


def _state(telling: Telling, name: Name, group: NameGroup) -> tuple[Figure, Form]:
    scene, side = telling.scene, telling.scene.side(name) or ""
    form = group.entry.form if group.entry else "name"
    metonym = form in {"capital", "seat"}
    if scene.locates(name) or (form == "capital" and scene.modifies_event(name)):
        return _place(telling, name, side if not metonym else None), "name"
    return telling.figures.party(side, shown(group)), "metonym" if metonym else "name"


def _town(telling: Telling, name: Name, group: NameGroup) -> tuple[Figure, Form]:
    """A place, or the party whose capital it is, or one that only acts like a party."""
    side = telling.capitals.get(name.key, "")
    if side and not telling.scene.locates(name) and not telling.scene.modifies_event(name):
        return telling.figures.party(side), "metonym"
    if not side and len(name.key) == 1 and telling.scene.acts(name):
        return telling.figures.party(" ".join(name.key), shown(group)), "name"
    return telling.bodies[name.key], "name"


def _place(telling: Telling, name: Name, side: str | None) -> Figure:
    """The place of a state or capital."""
    shown_name = shown(telling.scene.groups[name.key])
    if side is not None:
        shown_name = telling.figures.party_name(side) or shown_name
    figure = telling.places.get(shown_name)
    if figure is None:
        figure = telling.places[shown_name] = telling.figures.new("place", shown_name)
    return figure


# Roles and parties ---------------------------------------------------------------------------------------------------


def _learn(telling: Telling, figure: Figure, cue: Cue) -> None:
    """Keep a role and what it says of the party."""
    telling.cues.append((figure, cue))
    telling.holders.add_cue(figure, cue)
    if cue.role is not None:
        if cue.role not in figure.roles:
            figure.roles.append(cue.role)
        telling.in_roles.update(range(cue.role.first, cue.role.head + 1))
        telling.heads.setdefault(cue.role.head, figure)


def _settle(telling: Telling, figure: Figure) -> None:
    """The party of a person, by most of what their roles say."""
    if figure.kind != "person":
        return
    weights: Counter[str] = Counter()
    for cue in telling.holders.cues_of(figure):
        for side in _sides(telling, cue):
            weights[side] += 2 if cue.role else 1
    if weights:
        figure.side = max(weights, key=lambda side: weights[side])
    else:
        _belong(telling, figure)


def _belong(telling: Telling, figure: Figure) -> None:
    for cue in telling.holders.cues_of(figure):
        for name in _relevant(telling, cue):
            other = telling.people.get(name) or telling.bodies.get(name.key)
            if other is not None and other is not figure and figure.belongs is None and other.kind != "place":
                figure.belongs = other.key


def _sides(telling: Telling, cue: Cue) -> Iterator[str]:
    """Sides of the adjectives and states in a cue."""
    scene = telling.scene
    for token in range(cue.first, cue.last):
        adjective = scene.adjectives.at.get(token)
        if adjective is not None and not adjective.people and not scene.in_body(token):
            yield adjective.side
    for name in _relevant(telling, cue):
        side = scene.side(name) or telling.capitals.get(name.key)
        if side:
            yield side


def _relevant(telling: Telling, cue: Cue) -> Iterator[Name]:
    """Names in a cue that say where someone belongs, not those after "to", "in" or "on"."""
    scene, text = telling.scene, telling.scene.text
    for token in range(cue.first, cue.last):
        name = scene.starting.get(token)
        if name is None:
            continue
        before = text.lower[token - 2] if text.lower[token - 1] == "the" and token > 1 else text.lower[token - 1]
        after_head = cue.role is not None and token > cue.role.head
        led = cue.role is not None and text.lower[cue.role.head] in words("roles", "leading")
        if not after_head or led or before in {"of", "for"}:
            yield name


def _give_sides_to_bodies(
    scene: Scene, figures: Mapping[tuple[str, ...], Figure], towns: Mapping[tuple[str, ...], str]
) -> None:
    """The state of a ministry or agency, by an adjective in or before its name, by "of" after it or a possessor."""
    text = scene.text
    for name in scene.ending.values():
        group = scene.groups[name.key]
        figure = figures.get(name.key) if group.sort == "organisation" else None
        if figure is None or figure.side is not None or scene.is_press(name):
            continue
        for token in range(max(0, name.first - 1), name.last):
            adjective = scene.adjectives.at.get(token)
            if adjective is not None and text.sentence[token] == text.sentence[name.first]:
                figure.side = adjective.side
        owner = scene.ending.get(name.first - 1) if text.tags[name.first - 1] == "POS" else None
        after = scene.starting.get(name.last + 1) if text.lower[min(name.last, len(text.lower) - 1)] == "of" else None
        for other in (owner, after):
            if other is not None and figure.side is None:
                figure.side = scene.side(other) or towns.get(other.key)


def _settle_late(telling: Telling, figure: Figure, cue: Cue) -> None:
    """The party of a person whose role speaks of "the country" or "its"."""
    if figure.side is not None or figure.belongs is not None:
        return
    for token in range(max(0, cue.first - 1), cue.last):
        other = telling.heads.get(token)
        if other is not None and other is not figure and other.kind in {"party", "person", "organisation"}:
            figure.belongs = other.key
            return


# Descriptions --------------------------------------------------------------------------------------------------------


def _read_description(telling: Telling, description: Description) -> None:
    if description.head in telling.heads:
        return
    if description.sort == "holder" and description.head in telling.in_roles:
        return
    figure = _described(telling, description)
    tokens = (_start(telling, description), description.last, description.head)
    _add(telling, figure, tokens, "description", plural=description.plural)


def _start(telling: Telling, description: Description) -> int:
    text, first = telling.scene.text, description.first
    while first < description.head and text.tags[first] in {"DT", "PDT"}:
        first += 1
    return first


def _described(telling: Telling, description: Description) -> Figure | None:
    """The figure of a description, None for what is no figure ("the talks' hosts" without a party)."""
    sort, sides = description.sort, description.sides
    if sort == "everyone" or len(sides) > 1:
        return _unnamed(telling, description, None, again=True)
    side, owner = _side_of(telling, description)
    if sort in {"group", "spokesmen"}:
        return _group(telling, description, side, owner)
    if sort == "body":
        return _body(telling, description, side)
    if sort == "holder":
        return _holder(telling, description, side, owner)
    speaking = telling.scene.text.lower[description.head] in words("bodies", "speaking_for")
    return _unnamed(telling, description, side if speaking else None, again=description.plural)


def _group(telling: Telling, description: Description, side: str | None, owner: Figure | None) -> Figure | None:
    """A party, for those who speak for it; unnamed people, where no party is told."""
    if side is not None:
        return telling.figures.party(side)
    if owner is not None:
        figure = _unnamed(telling, description, None, again=False)
        figure.belongs = owner.key
        telling.groups.append(figure)
        return figure
    return (
        _unnamed(telling, description, None, again=True)
        if description.sort == "spokesmen"
        else _again(telling, description)
    )


def _side_of(telling: Telling, description: Description) -> tuple[str | None, Figure | None]:
    """The one party of a description, or else the person or body that it belongs to."""
    if description.sides:
        return description.sides[0], None
    if description.possessor is not None:
        owner = telling.heads.get(description.possessor)
        if owner is None or telling.scene.text.lower[description.head] in words("roles", "opposite"):
            return None, None
        return telling.figures.sided(owner), owner
    for name in description.names:
        side = telling.scene.side(name) or telling.capitals.get(name.key)
        if side:
            return side, None
        figure = telling.people.get(name) or telling.bodies.get(name.key)
        if figure is not None and figure.kind != "place":
            return telling.figures.sided(figure), figure
    return None, None


def _unnamed(telling: Telling, description: Description, side: str | None, *, again: bool) -> Figure:
    """A figure without a name; `again`: the same words later mean the same."""
    text = telling.scene.text
    shown_text = text.text(_start(telling, description), description.last)
    key = (side, shown_text.lower())
    figure = telling.described.get(key) if again else None
    if figure is None:
        figure = telling.figures.new("other", plural=description.plural)
        figure.description, figure.side = shown_text, side
        if again:
            telling.described[key] = figure
    return figure


def _again(telling: Telling, description: Description) -> Figure | None:
    """What "the government" or "the union" speaks of again: the last state, or the last body that is called so."""
    noun = telling.scene.text.lower[description.head]
    here = telling.scene.text.sentence[description.head]
    if not description.definite:
        return None
    for entry in reversed(telling.discourse.entries[-80:]):
        figure = entry.figure
        if here - entry.sentence > _REACH:
            break
        if figure is None or figure.name is None or figure.kind not in {"party", "organisation"}:
            continue
        if description.plural:
            continue
        called = noun in telling.scene.nouns(figure.name)
        state = figure.kind == "party" and not (figure.side or "").startswith("=")
        if called or (state and noun in words("bodies", "state_again")):
            return figure
    return None


def _body(telling: Telling, description: Description, side: str | None) -> Figure | None:
    """A body that is only described: "the Varnian foreign ministry"."""
    if side is None:
        return _again(telling, description)
    text = telling.scene.text
    phrase = [
        place for place in range(description.own, description.last) if text.tags[place] not in {"DT", "PRP$", "PDT"}
    ]
    plain = " ".join(text.lower[place] for place in phrase if place not in telling.scene.adjectives.at)
    figure = telling.described.get((side, plain))
    if figure is None:
        figure = telling.figures.new("organisation")
        figure.description, figure.side = text.text(_start(telling, description), description.last), side
        telling.described[side, plain] = figure
    return figure


def _holder(telling: Telling, description: Description, side: str | None, owner: Figure | None) -> Figure | None:
    """One who has a role: the person that the report names with it, else a figure without a name."""
    if description.definite and not description.plural:
        person = telling.holders.find(description, side, owner)
        if person is not None:
            if person.side is None and person.belongs is None:
                person.side = side
            return person
    figure = _unnamed(
        telling, description, side, again=description.definite and (side is not None or owner is not None)
    )
    figure.gender = telling.holders.gender(description)
    if side is None and owner is not None and owner is not figure:
        figure.belongs = owner.key
    if not description.plural:
        telling.holders.add_described(figure, description)
    return figure


def _fold(telling: Telling, figure: Figure) -> None:
    """Make "his aides" part of the party, now that it is known."""
    side = telling.figures.sided(figure)
    if side is not None and side in telling.figures.parties:
        telling.figures.parties[side].marks.extend(figure.marks)
        figure.marks = []
        figure.merged = telling.figures.parties[side].key


# Pronouns ------------------------------------------------------------------------------------------------------------


def _read_pronoun(telling: Telling, token: int) -> None:
    text = telling.scene.text
    low = text.lower[token]
    figure: Figure | None = None
    if low in words("pronouns", "he"):
        figure = telling.discourse.person(token, "he")
    elif low in words("pronouns", "she"):
        figure = telling.discourse.person(token, "she")
    elif low in words("pronouns", "they"):
        figure = telling.discourse.thing(token, plural=True)
    elif low in words("pronouns", "it") and not _pleonastic(telling, token):
        figure = telling.discourse.thing(token, plural=False)
    if figure is None:
        return
    if (
        figure.kind in {"person", "other"}
        and figure.gender is None
        and low in words("pronouns", "he") | words("pronouns", "she")
    ):
        figure.gender = "he" if low in words("pronouns", "he") else "she"
    _add(telling, figure, (token, token + 1, token), "pronoun", plural=low in words("pronouns", "they"))


def _pleonastic(telling: Telling, token: int) -> bool:
    """Whether "it" stands for nothing: "it is clear that"."""
    text = telling.scene.text
    if text.lower[token] not in {"it"}:
        return False
    after = text.lower[token + 1 : token + 5]
    if not after or after[0] not in words("pronouns", "pleonastic_verbs"):
        return False
    return any(word in words("pronouns", "pleonastic_after") for word in after[1:])
