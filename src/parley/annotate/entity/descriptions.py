"""Descriptions of people and bodies: "Varnian officials", "a source close to the talks", "the country's envoy"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from parley.annotate.entity.discourse import speaks
from parley.annotate.entity.names import Name
from parley.annotate.entity.parties import Scene
from parley.annotate.entity.roles import role_words
from parley.annotate.entity.rolewords import is_modifier, is_role, plural_heads
from parley.annotate.nounphrases import NounPhrase
from parley.annotate.wordlists import words

Sort = Literal["holder", "group", "spokesmen", "onlookers", "voice", "body", "everyone", "person", "again"]
"""`holder`: one who has a role; `group`: a collective; `voice`: a paper or statement; `everyone`: all
sides at once; `again`: a word of the name of a body in the report."""

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "both", "all"})
_ALL = frozenset({"both", "all", "the", "two", "either", "neither"})
_LIST = frozenset({"and", "or", ",", "as", "well", "both", "&"})
_FARTHEST = 8
"""Words before a phrase in which adjectives that it shares are looked for."""


@dataclass(frozen=True, slots=True)
class Description:
    """A described figure: tokens `first` to before `last`, without what possesses it `own`; `head` is the main noun."""

    sort: Sort
    first: int
    own: int
    last: int
    head: int
    definite: bool
    plural: bool
    sides: tuple[str, ...]
    """Parties that its adjectives and names say, in order."""
    names: tuple[Name, ...]
    """Names inside it or after "of", "in" and "from"."""
    possessor: int | None
    """Main word of what possesses it: a name, another description or a pronoun."""
    words: tuple[str, ...]


def descriptions(scene: Scene) -> Iterator[Description]:
    """All descriptions in order of their head."""
    known = _heads_of_names(scene)
    for phrase in scene.text.phrases.all:
        sort = _sort(scene, phrase)
        if sort is None and _speaks_again(scene, phrase, known):
            sort = "again"
        if sort is not None:
            yield _description(scene, phrase, sort)


def _sort(scene: Scene, phrase: NounPhrase) -> Sort | None:
    text, noun = scene.text, scene.text.lower[phrase.head]
    if _is_number(scene, phrase) or (text.lower[phrase.first] == "the" and noun.endswith("-year-old")):
        return "person" if noun.endswith("-year-old") else "again"
    return _sort_of_noun(scene, phrase)


def _sort_of_noun(scene: Scene, phrase: NounPhrase) -> Sort | None:
    text, head, noun = scene.text, phrase.head, scene.text.lower[phrase.head]
    if text.tags[head] not in {"NN", "NNS", "NNP", "NNPS"} or _in_name(scene, head):
        return None
    if noun in words("bodies", "everyone") and text.lower[phrase.first] in _ALL:
        return "everyone"
    for sort, key in _SORTS:
        if noun in words("bodies", key):
            return sort
    if is_role(noun) or noun in plural_heads():
        return "holder" if is_role(noun) else "spokesmen"
    return "person" if noun in words("roles", "persons") or _is_epithet(scene, phrase) else None


def _is_number(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is "the Five" or "the nine": several who act together."""
    text, head = scene.text, phrase.head
    number = text.lower[head] in words("coreference", "numbers") and phrase.last - phrase.first == 2
    return number and text.lower[phrase.first] == "the" and text.lower[phrase.last : phrase.last + 1] != ["of"]


def _is_epithet(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase speaks of someone by what he or she is: "the novelist said"."""
    text, noun = scene.text, scene.text.lower[phrase.head]
    if text.lower[phrase.first] not in {"the", "this"} or text.tags[phrase.head] != "NN" or phrase.owner is not None:
        return False
    if noun in words("coreference", "epithets"):
        return True
    agent = len(noun) > 5 and noun.endswith(tuple(words("coreference", "agents")))
    known = noun in words("coreference", "called") or noun in words("coreference", "no_agents")
    return agent and not known and speaks(text, phrase.first, phrase.last)


def _heads_of_names(scene: Scene) -> frozenset[str]:
    """The main words of the names of bodies, and what such are called."""
    groups = (group for group in scene.groups.values() if group.sort == "organisation" and len(group.key) > 1)
    return frozenset(word for group in groups for word in (group.key[0], group.key[-1])) | words(
        "coreference", "called"
    )


def _speaks_again(scene: Scene, phrase: NounPhrase, known: frozenset[str]) -> bool:
    """Whether a phrase may be a body's name cut short: "the fund", "the Five"."""
    text = scene.text
    new = text.lower[phrase.first] in {"a", "an"} and text.lower[phrase.head] in words("coreference", "called")
    bare = (new or text.lower[phrase.first] in {"the", "this"}) and phrase.owner is None
    bare = bare and text.tags[phrase.head] != "NNS"
    return (
        bare
        and phrase.head - phrase.first <= 2
        and text.lower[phrase.head] in known
        and not _in_name(scene, phrase.head)
    )


_SORTS: tuple[tuple[Sort, str], ...] = (
    ("spokesmen", "spokesmen"),
    ("onlookers", "onlookers"),
    ("voice", "voices"),
    ("group", "groups"),
    ("body", "described"),
)


def _in_name(scene: Scene, token: int) -> bool:
    """Whether a token is part of a name, or says what a role is for ("of State")."""
    if scene.text.capital(token) and token and scene.text.lower[token - 1] == "of":
        return True
    for first in range(token, max(-1, token - 8), -1):
        name = scene.starting.get(first)
        if name is not None:
            plain = len(name.words) == 1 and name.title is None and scene.groups[name.key].sort == "thing"
            return name.last > token and not plain
    return False


def _description(scene: Scene, phrase: NounPhrase, sort: Sort) -> Description:
    text = scene.text
    first = text.phrases.start(phrase)
    owner = text.phrases.owner(phrase)
    possessor = owner.head if owner else None
    if owner is not None and (name := scene.ending.get(owner.last)) is not None:
        possessor = name.last - 1
        first = name.first if _unlike_title(scene, owner.first, name.first) else first
    opening = text.lower[phrase.first]
    if possessor is None and text.tags[phrase.first] == "PRP$":
        possessor = phrase.first
    names = tuple(_names_inside(scene, first, phrase.head)) + tuple(_names_after(scene, phrase))
    sides = list(_sides_inside(scene, first, phrase.head))
    if not sides:
        sides.extend(dict.fromkeys(side for name in names if (side := scene.side(name)) is not None))
    for side, start in _sides_before(scene, first):
        first = start
        if side not in sides:
            sides.append(side)
    return Description(
        sort=sort,
        first=first,
        own=phrase.first,
        last=_end(scene, phrase, sort),
        head=phrase.head,
        definite=owner is not None or opening in _DEFINITE or _bare(scene, phrase),
        plural=text.tags[phrase.head] in {"NNS", "NNPS"} or opening in {"some", "several", "two", "three", "many"},
        sides=tuple(sides),
        names=names,
        possessor=possessor,
        words=role_words(scene, phrase.first, phrase.head),
    )


def _end(scene: Scene, phrase: NounPhrase, sort: Sort) -> int:
    """The token after a description; one who speaks "for" or "of" someone is described with that."""
    text, end = scene.text, phrase.head + 1
    if sort == "holder" and end + 1 < len(text.lower) and text.lower[end] in {"for", "of"}:
        following = text.phrases.around(end + 1)
        if following is not None and text.sentence[following.first] == text.sentence[end]:
            return following.head + 1
    return end


def _unlike_title(scene: Scene, first: int, last: int) -> bool:
    """Whether other words than titles and adjectives of nationality stand before an owner's name in its phrase."""
    text = scene.text
    fitting = (
        token in scene.adjectives.at or is_role(text.lower[token]) or is_modifier(text.lower[token])
        for token in range(first, last)
    )
    return not all(fitting)


def _bare(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a single holder stands without article ("Varnian envoy says", "President said")."""
    text = scene.text
    return text.tags[phrase.first] not in {"DT", "CD"} and text.tags[phrase.head] not in {"NNS", "NNPS"}


def _sides_inside(scene: Scene, first: int, head: int) -> Iterator[str]:
    """Sides of the adjectives and names of states before a head, without those that belong to a body's name."""
    seen: set[str] = set()
    for token in range(first, head):
        adjective = scene.adjectives.at.get(token)
        name = scene.starting.get(token)
        side = adjective.side if adjective else scene.side(name) if name else None
        if side is not None and side not in seen:
            seen.add(side)
            yield side


def _sides_before(scene: Scene, first: int) -> Iterator[tuple[str, int]]:
    """Sides of adjectives that are joined to those of the phrase, and where they begin ("Varnian and Ostish")."""
    text, index = scene.text, first - 1
    if first not in scene.adjectives.at and first not in scene.starting:
        return
    lowest = max(0, first - _FARTHEST)
    while index >= lowest and text.sentence[index] == text.sentence[first] and text.lower[index] in _LIST:
        while index >= lowest and text.lower[index] in _LIST:
            index -= 1
        adjective, name = scene.adjectives.ending(index + 1), scene.ending.get(index + 1)
        short = name is not None and scene.side(name) is not None and all(word.isupper() for word in name.words)
        if adjective is not None and not adjective.people:
            yield adjective.side, adjective.first
            index = adjective.first - 1
        elif name is not None and short:
            yield scene.side(name) or "", name.first
            index = name.first - 1
        else:
            break


def _names_inside(scene: Scene, first: int, head: int) -> Iterator[Name]:
    for token in range(first, head):
        name = scene.starting.get(token)
        if name is not None:
            yield name


def _names_after(scene: Scene, phrase: NounPhrase) -> Iterator[Name]:
    """Names after "of", "in", "from" and "for"."""
    text, index = scene.text, phrase.last
    stays = text.lower[phrase.head] not in words("bodies", "travellers") and phrase.owner is None
    links = {"of", "from", "for", "in", "at"} if stays else {"of", "from", "for"}
    if index + 1 < len(text.lower) and text.lower[index] in links:
        following = text.phrases.around(index + 1)
        if following is not None and text.sentence[following.first] == text.sentence[phrase.first]:
            name = scene.ending.get(following.last)
            for _ in range(4):
                if name is None:
                    break
                yield name
                joined = name.last < len(text.lower) and text.lower[name.last] in {"and", ","}
                name = scene.starting.get(name.last + 1) if joined else None
