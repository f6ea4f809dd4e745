"""Mentions: one pass over a report that gives every name, description and pronoun its figure."""

from collections.abc import Iterator
from dataclasses import dataclass

from parley.annotate.entity.again import learn_leaders, learn_nouns
from parley.annotate.entity.allegiance import settle_by_allegiance
from parley.annotate.entity.belonging import give_sides_to_bodies, learn, settle, settle_late
from parley.annotate.entity.coreference import bodies, people, shown
from parley.annotate.entity.described import fold, maker_of, read_description, read_voices, says_next
from parley.annotate.entity.descriptions import Description, descriptions
from parley.annotate.entity.discourse import Discourse, Entry, is_subject
from parley.annotate.entity.figures import Figure, Figures, Mark
from parley.annotate.entity.firstpersons import read_first_persons
from parley.annotate.entity.holders import Holders
from parley.annotate.entity.late import name_late
from parley.annotate.entity.names import Name
from parley.annotate.entity.nationality import Nationality
from parley.annotate.entity.parties import Scene, capitals, negotiators
from parley.annotate.entity.relatives import antecedent
from parley.annotate.entity.roles import cues
from parley.annotate.entity.telling import Telling
from parley.annotate.entity.votes import NameGroup
from parley.annotate.wordlists import words
from parley.reading import Form

_BESIDE = 6
"""Words before or after a quotation among which its speaker is named."""


@dataclass(frozen=True, slots=True)
class _Item:
    """Something to read, by its main token; of two at one token that of the lower rank comes first."""

    token: int
    rank: int
    what: Name | Description | Nationality | int


def tell(scene: Scene) -> Telling:
    """Find the figures of a report with all their mentions; linear but for sorting."""
    figures = Figures(names=scene.listed_names())
    everyone = people(scene.text, scene.groups.values(), figures)
    everything = bodies(scene, figures)
    towns = capitals(scene)
    give_sides_to_bodies(scene, everything, towns)
    for key in sorted(negotiators(scene, everything)):
        figures.all[key].kind = "party"
        figures.all[key].side = f"={key}"
        figures.parties[f"={key}"] = figures.all[key]
    discourse = Discourse(scene.text)
    telling = Telling(scene, figures, everyone, everything, towns, Holders(scene), discourse)
    learn_nouns(telling)
    _note_speakers(telling)
    for name, figure in sorted(everyone.items(), key=lambda pair: pair[0].start):
        for cue in cues(scene, name):
            learn(telling, figure, cue)
    learn_leaders(telling)
    for figure in figures.all:
        settle(telling, figure)
    settle_by_allegiance(telling)
    for item in sorted(_items(scene), key=lambda item: (item.token, item.rank)):
        _read(telling, item.what)
    for figure, cue in telling.cues:
        settle_late(telling, figure, cue)
    name_late(telling)
    read_first_persons(telling)
    for figure in telling.groups:
        fold(telling, figure)
    return telling


def _note_speakers(telling: Telling) -> None:
    """Who is named beside a quotation as its speaker; pronouns inside do not mean them."""
    text = telling.scene.text
    for index, (start, end) in enumerate(zip(text.starts, text.ends, strict=True)):
        after, before = text.parse.at(end), text.parse.at(start)
        for token in (*range(max(0, before - _BESIDE), before), *range(after, min(after + _BESIDE, len(text.words)))):
            name = telling.scene.starting.get(token)
            figure = telling.people.get(name) if name is not None else None
            if name is not None and figure is not None and _says(telling, name):
                telling.discourse.quoted.setdefault(index, set()).add(figure.key)


def _says(telling: Telling, name: Name) -> bool:
    """Whether a verb of saying stands right before or after a name with its title."""
    text = telling.scene.text
    first = name.first if name.title is None else name.title
    beside = text.lower[max(0, first - 1) : first] + text.lower[name.last : name.last + 1]
    return any(word in words("contexts", "saying") for word in beside)


def _items(scene: Scene) -> Iterator[_Item]:
    """Names, descriptions, pronouns and other phrases."""
    text = scene.text
    taken: set[int] = set()
    for name in scene.names:
        taken.update(range(name.first, name.last))
        yield _Item(name.last - 1, 0, name)
    for token in sorted(scene.adjectives.at):
        people = scene.adjectives.at[token]
        counted = token > 0 and text.tags[token - 1] == "CD"
        if people.people and not counted and text.sentence[token] >= 0:
            taken.update(range(token, people.last))
            yield _Item(people.last - 1, 0, people)
    for description in descriptions(scene):
        taken.add(description.head)
        yield _Item(description.head, 1, description)
    for phrase in text.phrases.all:
        if phrase.head not in taken:
            yield _Item(phrase.head, 2, phrase.head)
        if text.tags[phrase.first] in {"PRP$", "WP$"} and phrase.first != phrase.head:
            yield _Item(phrase.first, 2, phrase.first)


def _read(telling: Telling, item: Name | Description | Nationality | int) -> None:
    if isinstance(item, Name):
        _read_name(telling, item)
    elif isinstance(item, Description):
        read_description(telling, item)
    elif isinstance(item, Nationality):
        tokens = (item.first, item.last, item.last - 1)
        telling.add(telling.figures.party(item.side), tokens, "description", plural=True)
    elif telling.scene.text.tags[item] in {"PRP", "PRP$"}:
        _read_pronoun(telling, item)
    elif telling.scene.text.lower[item] in words("coreference", "relatives"):
        _read_relative(telling, item)
    elif not read_voices(telling, item):
        telling.add(None, (item, item + 1, item), "description")
        maker = maker_of(telling, item)
        if maker is not None:
            telling.heads[item] = maker


def _read_name(telling: Telling, name: Name) -> None:
    figure, form = _named(telling, name)
    if figure is not None:
        telling.add(figure, (name.first, name.last, name.last - 1), form)
        figure.marks[-1] = Mark(name.start, name.end, form)
        text, joint = telling.scene.text, name.first - 1
        if joint > 0 and text.lower[joint] == "and" and text.sentence[joint - 1] == text.sentence[joint + 1]:
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


def _read_pronoun(telling: Telling, token: int) -> None:
    text = telling.scene.text
    low = text.lower[token]
    figure: Figure | None = None
    if low in words("pronouns", "he"):
        figure = telling.discourse.person(token, "he")
    elif low in words("pronouns", "she"):
        figure = telling.discourse.person(token, "she")
    elif low in words("pronouns", "they"):
        figure = _thing(telling, token, plural=True)
    elif low in words("pronouns", "it") and not _pleonastic(telling, token):
        figure = _thing(telling, token, plural=False)
    if figure is not None and figure.gender is None:
        figure.gender = "he" if low in words("pronouns", "he") else "she" if low in words("pronouns", "she") else None
    telling.add(figure, (token, token + 1, token), "pronoun", plural=low in words("pronouns", "they"))


def _thing(telling: Telling, token: int, *, plural: bool) -> Figure | None:
    """The figure that it or they mean; a noun phrase without one is only kept as what they mean."""
    entry = telling.discourse.thing(token, plural=plural)
    if entry is not None and entry.figure is None:
        telling.linked[token] = entry.token
    return entry.figure if entry is not None else None


def _read_relative(telling: Telling, token: int) -> None:
    """A relative pronoun is no mention of its own, but a source."""
    figure = antecedent(telling, token)
    if figure is not None:
        telling.heads[token] = figure
        figure.speaks = figure.speaks or says_next(telling, token + 1)


def _pleonastic(telling: Telling, token: int) -> bool:
    """Whether "it" stands for nothing: "it is clear that"."""
    text = telling.scene.text
    if text.lower[token] not in {"it"}:
        return False
    after = text.lower[token + 1 : token + 5]
    if not after or after[0] not in words("pronouns", "pleonastic_verbs"):
        return False
    return any(word in words("pronouns", "pleonastic_after") for word in after[1:])
