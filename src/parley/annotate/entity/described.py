"""Who and what descriptions mean: a party, a person with the role, a body spoken of again, someone unnamed."""

from parley.annotate.entity.again import called
from parley.annotate.entity.descriptions import Description
from parley.annotate.entity.figures import Figure
from parley.annotate.entity.introduced import introduced
from parley.annotate.entity.names import Name
from parley.annotate.entity.rolewords import saying
from parley.annotate.entity.telling import Nameless, Telling
from parley.annotate.wordlists import words

_NEAR = 2
"""Sentences back to the person whom "the novelist" means."""
_LOOKED_AT = 120
"""Entries back to the person whom "the minister" means."""

_BODIES = frozenset({"organisation", "party"})


def read_description(telling: Telling, description: Description) -> None:
    """Give a description its figure, unless it is a role of someone named beside it."""
    if description.head in telling.heads:
        return
    if description.sort == "holder" and description.head in telling.in_roles:
        return
    figure = _described(telling, description)
    tokens = (_start(telling, description), description.last, description.head)
    telling.add(figure, tokens, "description", plural=description.plural)


def _start(telling: Telling, description: Description) -> int:
    text, first = telling.scene.text, description.first
    while first < description.head and text.tags[first] in {"DT", "PDT"}:
        first += 1
    return first


def _described(telling: Telling, description: Description) -> Figure | None:
    """The figure of a description, None for what is no figure ("the talks' hosts" without a party)."""
    sort = description.sort
    if sort == "everyone" or len(description.sides) > 1:
        return _unnamed(telling, description, None, again=True)
    if sort == "again":
        return _again(telling, description)
    side, owner = _side_of(telling, description)
    if _is_itself(telling, description) and owner is not None and owner.kind in _BODIES and owner.name:
        return owner
    return _by_sort(telling, description, side, owner)


def _is_itself(telling: Telling, description: Description) -> bool:
    """Whether a noun stands for its owner ("Norvik's board"), not for somebody there ("its chief executive")."""
    text, head = telling.scene.text, description.head
    return text.lower[head] in words("coreference", "itself") and text.lower[head - 1] not in words(
        "roles", "modifiers"
    )


def _by_sort(telling: Telling, description: Description, side: str | None, owner: Figure | None) -> Figure | None:
    if description.sort in {"group", "spokesmen"}:
        return _group(telling, description, side, owner)
    if description.sort == "body":
        return _body(telling, description, side, owner)
    if description.sort == "holder":
        return _holder(telling, description, side, owner)
    found = maker_of(telling, description.head)
    if found is None and description.sort == "person":
        found = _salient_person(telling, description)
    if found is not None:
        return found
    speaking = telling.scene.text.lower[description.head] in words("bodies", "speaking_for")
    return _unnamed(telling, description, side if speaking else None, again=description.plural)


def _group(telling: Telling, description: Description, side: str | None, owner: Figure | None) -> Figure | None:
    """A party, for those who speak for it; unnamed people, where no party is told."""
    if side is not None:
        return telling.figures.party(side)
    if owner is None:
        owner = _modified(telling, description)
    if owner is not None and owner.kind == "party":
        return owner
    if owner is not None:
        return _owned(telling, description, owner)
    if description.sort == "spokesmen":
        return _unnamed(telling, description, None, again=True)
    return _again(telling, description)


def _owned(telling: Telling, description: Description, owner: Figure) -> Figure:
    """Those who belong to somebody: "her union", "his aides"."""
    if telling.scene.text.lower[description.head] in words("coreference", "called"):
        body = _own_body(telling, description, owner)
        if body is not None:
            return body
        if owner.name is None and owner.plural:
            return _nameless(telling, description, telling.scene.text.lower[description.head])
    figure = _unnamed(telling, description, None, again=False)
    figure.belongs = owner.key
    telling.groups.append(figure)
    return figure


def _modified(telling: Telling, description: Description) -> Figure | None:
    """The body that a noun before the head speaks of again: "union officials"."""
    for token in range(description.own, description.head):
        noun = telling.scene.text.lower[token]
        if noun in words("bodies", "body_again"):
            return called(telling, noun, description.head)
    return None


def _side_of(telling: Telling, description: Description) -> tuple[str | None, Figure | None]:
    """The one party of a description, or else the person or body that it belongs to."""
    if description.sides:
        return description.sides[0], None
    if description.possessor is not None:
        owner = telling.heads.get(description.possessor)
        if owner is None or telling.scene.text.lower[description.head] in words("roles", "opposite"):
            return None, None
        return telling.figures.sided(owner), owner
    found = (_side_of_name(telling, description, name) for name in description.names)
    return next((pair for pair in found if pair != (None, None)), (None, None))


def _side_of_name(telling: Telling, description: Description, name: Name) -> tuple[str | None, Figure | None]:
    """The party or body of a name in a description; that of a place only for those who speak for one."""
    side = telling.scene.side(name) or telling.capitals.get(name.key)
    if side:
        return side, None
    figure = telling.people.get(name) or telling.bodies.get(name.key)
    if figure is not None and figure.kind != "place":
        return telling.figures.sided(figure), figure
    if figure is not None and telling.scene.text.lower[description.head] in words("coreference", "sides"):
        return telling.figures.party(" ".join(name.key), figure.name).side, None
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
    """What "the government" or "the union" speaks of again; a body that is only described, where none is named."""
    noun = telling.scene.text.lower[description.head]
    if description.plural or noun not in words("coreference", "alone") | words("coreference", "called"):
        if description.plural:
            return _unnamed(telling, description, None, again=True)
        return called(telling, noun, description.head) if description.definite else None
    found = called(telling, noun, description.head) if description.definite else None
    return found or _nameless(telling, description, noun)


def _nameless(telling: Telling, description: Description, noun: str) -> Figure:
    """A body without a name, the same wherever the report says "the union"."""
    figure = telling.described.get((None, noun)) if description.definite else None
    if figure is None:
        figure = telling.figures.new("organisation")
        figure.description = telling.scene.text.text(_start(telling, description), description.last)
        telling.described[None, noun] = figure
    telling.nameless.append(Nameless(noun, description.head, figure))
    return figure


def _body(telling: Telling, description: Description, side: str | None, owner: Figure | None) -> Figure | None:
    """A body that is only described: "the Varnian foreign ministry", "the Norra news agency"."""
    for name in description.names:
        figure = telling.bodies.get(name.key)
        if figure is not None and name.first >= description.own and name.last <= description.head:
            return figure
    if owner is not None and description.possessor is not None:
        body = _own_body(telling, description, owner)
        if body is not None:
            return body
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


def _own_body(telling: Telling, description: Description, owner: Figure) -> Figure | None:
    """The body that a person belongs to: "her union"; only where the report names one that is called so."""
    body = telling.figures.all[owner.belongs] if owner.belongs is not None else None
    noun = telling.scene.text.lower[description.head]
    if owner.kind != "person":
        return None
    if body is not None and body.kind in {"party", "organisation"} and not telling.scene.is_state(body.side):
        return body
    side = telling.figures.sided(owner)
    party = telling.figures.parties.get(side) if side is not None else None
    if party is not None and not telling.scene.is_state(side):
        return party
    return None if party is not None else called(telling, noun, description.head)


def _holder(telling: Telling, description: Description, side: str | None, owner: Figure | None) -> Figure | None:
    """One who has a role: the person that the report names with it, else a figure without a name."""
    if description.definite and not description.plural:
        person = telling.holders.find(description, side, owner)
        if person is not None:
            if person.side is None and person.belongs is None:
                person.side = side
            return person
    person = _only_person(telling, description) if side is None and owner is None else None
    person = person or introduced(telling, description, side, owner)
    if person is not None:
        telling.holders.add_described(person, description)
        return person
    figure = _unnamed(
        telling, description, side, again=description.definite and (side is not None or owner is not None)
    )
    figure.gender = telling.holders.gender(description)
    if side is None and owner is not None and owner is not figure:
        figure.belongs = owner.key
    if not description.plural:
        telling.holders.add_described(figure, description)
        if description.definite:
            telling.nameless.append(Nameless(telling.scene.text.lower[description.head], description.head, figure))
    return figure


def read_voices(telling: Telling, head: int) -> bool:
    """Give people whom no list names a figure where they speak: "one of them said", "skippers say"."""
    text = telling.scene.text
    phrase = text.phrases.around(head)
    several = text.tags[head] == "NNS" and text.lower[head] not in words("coreference", "mute")
    if phrase is None or phrase.owner is not None or not (several or text.lower[head] in words("coreference", "some")):
        return False
    end = phrase.last
    if text.lower[end : end + 1] == ["of"] and (following := text.phrases.around(end + 1)) is not None:
        end = following.last
    if not says_next(telling, end) or text.quotation(head) >= 0:
        return False
    shown = text.text(phrase.first, phrase.last)
    key = (None, shown.lower())
    figure = telling.described.get(key) if several else None
    if figure is None:
        figure = telling.described[key] = telling.figures.new("other", plural=several)
        figure.description = shown
    telling.add(figure, (phrase.first, phrase.last, head), "description", plural=several)
    figure.speaks = True
    return True


def says_next(telling: Telling, end: int) -> bool:
    """Whether the next word, adverbs aside, is a finite verb of saying or wanting."""
    text = telling.scene.text
    while end < len(text.words) and text.tags[end] in {"RB", "MD"}:
        end += 1
    if end >= len(text.words) or text.tags[end] not in {"VBD", "VBZ", "VBP", "VB"}:
        return False
    return text.lower[end] in saying() or text.lower[end] in words("coreference", "minds")


def maker_of(telling: Telling, head: int) -> Figure | None:
    """Who speaks by a paper or an office: its owner, for "the union's newsletter"."""
    text = telling.scene.text
    phrase = text.phrases.around(head)
    if phrase is None or text.lower[head] not in words("coreference", "papers"):
        return None
    owner = text.phrases.owner(phrase)
    if owner is None:
        return telling.heads.get(phrase.first) if text.tags[phrase.first] == "PRP$" else None
    return telling.heads.get(owner.head)


def _salient_person(telling: Telling, description: Description) -> Figure | None:
    """The person who was last spoken of, for "the 61-year-old" or "the novelist"; nobody farther than two sentences."""
    text, head = telling.scene.text, description.head
    if not description.definite or description.plural or description.possessor is not None:
        return None
    gender = telling.holders.gender(description)
    return (
        telling.discourse.last_person(head, gender, _NEAR) if text.lower[description.own] in {"the", "this"} else None
    )


def _only_person(telling: Telling, description: Description) -> Figure | None:
    """The one person that a paragraph has named, for "the minister" without anyone who is called so."""
    text, head = telling.scene.text, description.head
    bare = description.definite and not description.plural and text.lower[description.own] == "the"
    if not bare or text.lower[head] not in words("roles", "offices"):
        return None
    block, found = text.block(head), dict[int, Figure]()
    for entry in reversed(telling.discourse.entries[-_LOOKED_AT:]):
        if text.block(entry.token) != block:
            break
        if entry.figure is not None and entry.figure.kind == "person":
            found[entry.figure.key] = entry.figure
    if len(found) != 1:
        return None
    (person,) = found.values()
    gender = telling.holders.gender(description)
    fits = gender is None or person.gender in {None, gender}
    return person if fits and not telling.holders.has_office(person, description) else None


def fold(telling: Telling, figure: Figure) -> None:
    """Make "his aides" part of the party, now that it is known."""
    side = telling.figures.sided(figure)
    if side is not None and side in telling.figures.parties:
        telling.figures.parties[side].marks.extend(figure.marks)
        figure.marks = []
        figure.merged = telling.figures.parties[side].key
