"""Roles of the people of a report: before the name, after it, in relative clauses and predicates, each a span."""

from collections.abc import Iterator
from dataclasses import dataclass

from parley.annotate.entity.figures import Role
from parley.annotate.entity.names import Name
from parley.annotate.entity.parties import Scene
from parley.annotate.entity.rolewords import honorifics, is_modifier, is_role, plural_heads
from parley.annotate.nounphrases import NounPhrase
from parley.annotate.wordlists import words

_ENDS = frozenset({",", ".", ";", ":", ")", "–", "—", "-", "who", "whose", "”", '"', "’", "'", "!", "?"})
_BEFORE_NAME = _ENDS | {"of", "in", "at", "from", "'s"}
_OF = frozenset({"of", "for", "to", "at", "on", "in"})
_CERTAIN = frozenset({"a", "certain", "one"})
"""What may stand before a name beside a role: "the envoy, a certain Jan Kol,"."""
_ONE = frozenset({"one", "among"})
_BE = frozenset({"is", "was", "are", "remains", "became", "becomes", "'s", "'re"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Something said of the person whose name it is: a role, or only where they belong (`role` is None)."""

    name: Name
    role: Role | None
    first: int
    last: int
    """Tokens in which the party is looked for."""


def cues(scene: Scene, name: Name) -> Iterator[Cue]:
    """Everything that the words around a person's name say of their role and party."""
    yield from _prenominal(scene, name)
    yield from _possessor(scene, name)
    yield from _apposed_after(scene, name)
    yield from _apposed_before(scene, name)
    yield from _relative(scene, name)
    yield from _origin(scene, name)


def _cue(name: Name, first: int, last: int, head: int) -> Cue:
    return Cue(name, Role(first, last, head), first, last)


def _prenominal(scene: Scene, name: Name) -> Iterator[Cue]:
    """ "Varnian Foreign Minister Ilsa Brandt", "the president's special envoy Jan Kol"."""
    phrases = scene.text.phrases
    start = name.first if name.title is None else name.title
    for place in (name.first, start):
        phrase = phrases.around(place)
        if phrase is not None:
            start = min(start, phrases.start(phrase))
    start = _with_role_before(scene, start)
    start = _without_article(scene, start, name.first)
    head = _head_before(scene, start, name.first)
    if head is not None:
        yield _cue(name, start, name.first, head)


def _head_before(scene: Scene, start: int, end: int) -> int | None:
    """The role right before a name, honorifics and what a role is for left out; None for "Mr" alone."""
    text, index = scene.text, end - 1
    while index >= start:
        low = text.lower[index]
        if is_role(low):
            return index
        if low not in honorifics() | {"of", "for", "and", "the"} and low not in words("roles", "portfolios"):
            break
        index -= 1
    rank = text.lower[end - 1]
    ranked = end - 1 >= start and rank in words("roles", "ranks") and rank in honorifics()
    return end - 1 if ranked else None


def _with_role_before(scene: Scene, start: int) -> int:
    """Start of a role that is joined by "and": "Secretary of State and National Security Adviser"."""
    text = scene.text
    if start < 2 or text.lower[start - 1] != "and":
        return start
    index = start - 2
    while index > 0 and (text.lower[index] in words("roles", "portfolios") or text.lower[index] in {"of", "for"}):
        index -= 1
    if not is_role(text.lower[index]):
        return start
    phrase = text.phrases.around(index)
    return text.phrases.start(phrase) if phrase else index


def _without_article(scene: Scene, start: int, end: int) -> int:
    text = scene.text
    while start < end and (text.tags[start] in {"DT", "PRP$", "PDT", "POS"} or not text.words[start][0].isalnum()):
        start += 1
    return start


def _possessor(scene: Scene, name: Name) -> Iterator[Cue]:
    """ "Varnia's Jan Kol": where they belong, no role."""
    text, mark = scene.text, name.first - 1
    if mark > 0 and text.tags[mark] == "POS" and text.sentence[mark - 1] == text.sentence[mark]:
        owner = text.phrases.around(name.first - 2)
        first = owner.first if owner else name.first - 2
        yield Cue(name, None, first, name.first - 1)


def _apposed_after(scene: Scene, name: Name) -> Iterator[Cue]:
    """ "Ilsa Brandt, the foreign minister of Varnia,", "Jan Kol of Norvik, chair of the lenders' committee,"."""
    text, index = scene.text, _past_origin(scene, name)
    if not _same_sentence(scene, name, index) or text.words[index] not in {",", "(", "–", "—"}:
        return
    index += 1
    if _same_sentence(scene, name, index + 1) and text.lower[index].isdigit() and text.words[index + 1] == ",":
        index += 2
    yield from _described(scene, name, index)


def _described(scene: Scene, name: Name, index: int) -> Iterator[Cue]:
    """The role that begins at a token."""
    text = scene.text
    if not _same_sentence(scene, name, index):
        return
    phrase = _whole(scene, index)
    if phrase is not None and text.lower[index] in _ONE and text.lower[phrase.last : phrase.last + 1] == ["of"]:
        yield from _one_of(scene, name, phrase.last + 1)
    if phrase is not None and phrase.owner is not None and not is_role(text.lower[phrase.head]):
        yield from _somebody_of(scene, name, phrase)
    if phrase is None or not is_role(text.lower[phrase.head]) or _ends_in_name(scene, phrase):
        return
    end = _with_complements(scene, phrase)
    if _same_sentence(scene, name, end + 1) and text.lower[end] == "and":
        yield from _second(scene, name, end + 1)
    after = text.words[end] if _same_sentence(scene, name, end) else "."
    if after in _ENDS or text.tags[end][:2] in {"VB", "WP", "IN", "RB", "TO", "MD", "CC"}:
        yield _cue(name, _without_article(scene, index, phrase.head), end, phrase.head)


def _one_of(scene: Scene, name: Name, index: int) -> Iterator[Cue]:
    """Of whom someone is one: "Jan Kol, one of the two leaders of the Harbour List"."""
    phrase = _whole(scene, index)
    if phrase is not None and scene.text.lower[phrase.head] in plural_heads() | words("bodies", "spokesmen"):
        yield Cue(name, None, index, _with_complements(scene, phrase))


def _somebody_of(scene: Scene, name: Name, phrase: NounPhrase) -> Iterator[Cue]:
    """Whose somebody is who has no role in the words: "Jan Kol, Norvik's man for figures,"."""
    owner, text = scene.text.phrases.owner(phrase), scene.text
    after = text.words[phrase.last] if _same_sentence(scene, name, phrase.last) else "."
    person = text.lower[phrase.head] in words("roles", "persons") | words("coreference", "epithets")
    if owner is not None and owner.last in scene.ending and person and (after in _ENDS or after in _OF):
        yield Cue(name, None, owner.first, owner.last)


def _second(scene: Scene, name: Name, index: int) -> Iterator[Cue]:
    """A second role after "and": "the minister of trade and her party's chief negotiator"."""
    phrase = _whole(scene, index)
    if phrase is not None and is_role(scene.text.lower[phrase.head]) and not _ends_in_name(scene, phrase):
        end = _with_complements(scene, phrase)
        yield _cue(name, _without_article(scene, index, phrase.head), end, phrase.head)


def _whole(scene: Scene, index: int) -> NounPhrase | None:
    """The phrase at the end of a chain of possessors that begins at a token."""
    phrases = scene.text.phrases
    phrase = phrases.around(index)
    for _ in range(5):
        if phrase is None or not phrase.possessor:
            break
        following = phrases.around(phrase.last + 1)
        if following is None or phrases.owner(following) is not phrase:
            break
        phrase = following
    return phrase


def _with_complements(scene: Scene, phrase: NounPhrase) -> int:
    """The token after a role with its "of ..." and "for ...": at most three such pieces."""
    text, end = scene.text, phrase.last
    for _ in range(3):
        if end + 1 >= len(text.words) or text.sentence[end + 1] != text.sentence[phrase.first]:
            break
        joined = text.lower[end] == "and" and text.lower[end + 1] in words("roles", "portfolios")
        if text.lower[end] not in _OF and not joined:
            break
        following = _whole(scene, end + 1)
        if following is None or (following.first > end + 1 and text.phrases.start(following) != end + 1):
            break
        end = following.last
    return end


def _ends_in_name(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase ends with a person's name, so that its role is that person's."""
    name = scene.ending.get(phrase.last)
    return name is not None and name.first >= phrase.first


def _apposed_before(scene: Scene, name: Name) -> Iterator[Cue]:
    """ "The country's chief negotiator, Ilsa Brandt, said"."""
    text, comma = scene.text, _with_roles(scene, name) - 1
    while comma > 0 and text.lower[comma] in _CERTAIN:
        comma -= 1
    if comma < 1 or text.words[comma] not in {",", "–", "—"} or text.sentence[comma - 1] != text.sentence[name.first]:
        return
    after = text.words[name.last] if _same_sentence(scene, name, name.last) else "."
    if after.lower() not in _BEFORE_NAME and text.tags[name.last][:2] not in {"VB", "MD"}:
        return
    phrase = text.phrases.around(comma - 1)
    for _ in range(2):
        if phrase is None or is_role(text.lower[phrase.head]):
            break
        start = text.phrases.start(phrase)
        linked = start > 1 and text.lower[start - 1] in _OF and text.sentence[start - 2] == text.sentence[name.first]
        phrase = text.phrases.around(start - 2) if linked else None
    if phrase is None or not is_role(text.lower[phrase.head]) or _ends_in_name(scene, phrase):
        return
    start = text.phrases.start(phrase)
    if _definite(scene, start, phrase):
        yield _cue(name, _without_article(scene, start, phrase.head), comma, phrase.head)


def _with_roles(scene: Scene, name: Name) -> int:
    """The first token of a name with the title or role right before it ("former minister Jan Kol")."""
    text, first = scene.text, name.first if name.title is None else name.title
    while (
        first > 0
        and text.words[first - 1][0].isalpha()
        and (is_role(text.lower[first - 1]) or is_modifier(text.lower[first - 1]))
    ):
        first -= 1
    return first


def _definite(scene: Scene, start: int, phrase: NounPhrase) -> bool:
    """Whether a phrase means one person: with "the", a possessor, an adjective of nationality, or "of" after it."""
    text = scene.text
    if phrase.owner is not None or text.lower[start] in {"the", "his", "her", "its", "their"}:
        return True
    return start in scene.adjectives.at or text.lower[phrase.last] in {"of", "for"} or text.capital(phrase.head)


def _relative(scene: Scene, name: Name) -> Iterator[Cue]:
    """ "Ilsa Brandt, who leads the delegation", "Ilsa Brandt is the envoy of Varnia"."""
    text, index = scene.text, _past_origin(scene, name)
    if _same_sentence(scene, name, index + 4) and text.lower[index + 1].isdigit() and text.words[index + 2] == ",":
        index += 2
    if _same_sentence(scene, name, index + 2) and text.words[index] == "," and text.lower[index + 1] in {"who", "now"}:
        index += 1
    if _same_sentence(scene, name, index) and text.tags[index] == "POS":
        return
    relative = _same_sentence(scene, name, index) and text.lower[index] == "who"
    index = _past_small(scene, index + relative)
    if not _same_sentence(scene, name, index + 1):
        return
    low = text.lower[index]
    if low in _BE or low in words("roles", "becoming"):
        copula = _BE | words("roles", "becoming") | {"been", "as", "has", "had"}
        while text.lower[index] in copula or text.tags[index] == "RB":
            index += 1
            if not _same_sentence(scene, name, index):
                return
        if text.lower[index] in words("roles", "leading"):
            yield from _led(scene, name, index)
        else:
            yield from _described(scene, name, index)
    elif relative and low in words("roles", "leading"):
        yield from _led(scene, name, index)


def _led(scene: Scene, name: Name, index: int) -> Iterator[Cue]:
    """What a person leads, heads or represents."""
    text = scene.text
    phrase = _whole(scene, index + 1)
    if phrase is None or text.sentence[phrase.first] != text.sentence[name.first]:
        return
    bodies = words("bodies", "groups") | words("bodies", "described") | words("bodies", "state_bodies")
    if text.lower[phrase.head] in bodies or _ends_in_name(scene, phrase):
        yield _cue(name, index, phrase.last, index)


def _past_small(scene: Scene, index: int) -> int:
    """Past "is also", "will", "has"."""
    text = scene.text
    for _ in range(3):
        if index >= len(text.tags) or not (text.tags[index] in {"RB", "MD"} or text.lower[index] in {"has", "had"}):
            break
        index += 1
    return index


def _origin(scene: Scene, name: Name) -> Iterator[Cue]:
    """ "Ilsa Brandt of Varnia", "Mayor Jan Kol, of the Harbour List,": where they belong, no role."""
    text, index = scene.text, name.last
    apart = text.words[index : index + 1] == [","]
    index += apart
    if _same_sentence(scene, name, index + 1) and text.lower[index] == "of":
        phrase = text.phrases.around(index + 1)
        if phrase is not None and (not apart or phrase.last in scene.ending):
            yield Cue(name, None, index + 1, phrase.last)


def _past_origin(scene: Scene, name: Name) -> int:
    """The token after a name and the "of Norvik" behind it, if that ends in a name."""
    text, index = scene.text, name.last
    if not _same_sentence(scene, name, index + 1) or text.lower[index] != "of":
        return index
    phrase = text.phrases.around(index + 1)
    return phrase.last if phrase is not None and phrase.last in scene.ending else index


def _same_sentence(scene: Scene, name: Name, index: int) -> bool:
    return index < len(scene.text.sentence) and scene.text.sentence[index] == scene.text.sentence[name.first]


def role_words(scene: Scene, first: int, head: int) -> tuple[str, ...]:
    """What a role is called, its modifiers and head in small letters: for telling two roles apart."""
    text = scene.text
    inside = range(first, head + 1)
    return tuple(text.lower[place] for place in inside if is_modifier(text.words[place]) or is_role(text.words[place]))
