"""Parties: which names stand for a state, bloc, union or company as a side, and which say only where."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parley.annotate import gazetteer
from parley.annotate.entity.figures import Figure
from parley.annotate.entity.names import Name
from parley.annotate.entity.nationality import Nationalities
from parley.annotate.entity.rolewords import is_role
from parley.annotate.entity.surface import Surface
from parley.annotate.entity.votes import NameGroup
from parley.annotate.wordlists import table, words

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ENOUGH = 3
"""Weight from which an organisation is a side of the talks."""
_CHAIN = 5
"""Names in a list that one preposition may govern."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The names of a report with their groups and adjectives, to ask how a name stands."""

    text: Surface
    names: Sequence[Name]
    groups: Mapping[tuple[str, ...], NameGroup]
    adjectives: Nationalities
    ending: Mapping[int, Name]
    """Names by the token after them."""
    starting: Mapping[int, Name]
    """Names by their first token."""

    def side(self, name: Name) -> str | None:
        """Key of the state or bloc that a name stands for by itself, a capital or seat included."""
        group = self.groups.get(name.key)
        if group is None or group.sort != "state":
            return None
        if group.entry is not None:
            return group.entry.polity.code
        return " ".join(group.whole or group.key)

    def acts(self, name: Name) -> bool:
        """Whether a name is the subject of a verb of saying or bargaining, or has a position or demand."""
        text, last = self.text, _past_adverbs(self.text, name.last)
        if last >= len(text.words) or text.sentence[last] != text.sentence[name.first]:
            return False
        if text.tags[last] == "POS":
            return text.lower[min(last + 1, len(text.words) - 1)] in words("contexts", "stances")
        if self._before(name) in words("contexts", "where") | words("contexts", "whither") | {"of", "the", ","}:
            return False
        if text.tags[last] in _FINITE and text.lower[last] in words("contexts", "auxiliary"):
            last = _past_adverbs(text, last + 1)
        low = text.lower[min(last, len(text.words) - 1)]
        return low in words("contexts", "saying") or low in words("contexts", "bargaining")

    def bargains(self, name: Name) -> bool:
        """Whether a name is the subject of a verb of bargaining."""
        last = _past_adverbs(self.text, name.last)
        while last < len(self.text.words) and self.text.lower[last] in words("contexts", "auxiliary"):
            last = _past_adverbs(self.text, last + 1)
        return last < len(self.text.words) and self.text.lower[last] in words("contexts", "bargaining")

    def _before(self, name: Name) -> str:
        text, first = self.text, name.first
        return text.lower[first - 1] if first and text.sentence[first - 1] == text.sentence[first] else ""

    def in_body(self, token: int) -> bool:
        """Whether a token belongs to the name of a body ("Varnian Foreign Ministry")."""
        name = self.starting.get(token)
        return name is not None and name.last > token + 1

    def is_press(self, name: Name) -> bool:
        """Whether a name is that of a paper, agency or platform, or stands after a word for one."""
        shown, first = " ".join(name.words), name.first
        before = self.text.lower[max(0, first - 2) : first]
        listed = gazetteer.agency(shown) or gazetteer.platform(shown) or name.key[-1] in words("bodies", "press_names")
        after = self.text.lower[name.last : name.last + 2]
        beside = words("bodies", "beside_press")
        return bool(listed) or any(word in beside for word in (*before, *after))

    def signs(self, name: Name) -> bool:
        """Whether a name stands in brackets at the beginning or end of a paragraph: the agency that reports."""
        text = self.text
        if not 0 < name.first <= name.last < len(text.words) or text.words[name.last] not in {")", "/"}:
            return False
        sentence = text.parse.sentences[text.sentence[name.first]]
        dashed = text.words[name.last + 1 : name.last + 2] and text.words[name.last + 1] in {"-", "–", "—", "--"}
        return text.words[name.first - 1] in {"(", "/"} and bool(dashed) and name.first < sentence.first + 12

    def nouns(self, name: str) -> frozenset[str]:
        """The words of a name in small letters, and what its kind of body is called."""
        own = name.lower().split()
        heads = {own[-1], *(before for before, link in pairwise(own) if link in {"of", "for"})}
        called = (nouns.split() for key, nouns in table("bodies")["called"].items() if heads & words("bodies", key))
        return frozenset(own).union(*called)

    def is_state(self, side: str | None) -> bool:
        """Whether a side is a state: listed as one, or with an adjective of its own."""
        known = gazetteer.polity(side) if side else None
        return known.kind == "state" if known else side in self.adjectives.sides

    def listed_names(self) -> dict[str, str]:
        """Names of the states and blocs of the gazetteer that the report speaks of, by their side."""
        found = {group.entry.polity.code: group.entry.polity.name for group in self.groups.values() if group.entry}
        return found | dict(self.adjectives.listed)

    def locates(self, name: Name) -> bool:
        """Whether a name only says where: after "in", after "to" with words of travel, in "Varnhol, Varnia"."""
        text = self.text
        if self._heads_place(name):
            return True
        if name.last < len(text.tags) and (text.tags[name.last] == "POS" or self._modifies(name)):
            return False
        first = self._chain_start(name)
        if first == 0 or text.sentence[first - 1] != text.sentence[name.first]:
            return self._dateline(name)
        before = first - 1
        if text.lower[before] == "the" and before > 0:
            before -= 1
        return self._governs_place(name, before)

    def _governs_place(self, name: Name, before: int) -> bool:
        """Whether the word at a token makes a place of the name that follows."""
        text, low = self.text, self.text.lower[before]
        earlier = text.lower[before - 1] if before else ""
        if low == "in":
            return earlier not in words("contexts", "in_party")
        if low in words("contexts", "where") or low in words("contexts", "reaching"):
            return True
        if low in words("contexts", "whither"):
            start = max(text.parse.sentences[text.sentence[before]].first, before - 4)
            return any(word in words("contexts", "travel") for word in text.lower[start:before])
        if low == "of":
            return earlier in words("contexts", "parts") or (
                earlier in words("contexts", "places") and earlier != "capital"
            )
        if low == "," and before > 0:
            town = self.ending.get(before)
            after = self.text.tags[name.last] if name.last < len(self.text.tags) else ""
            return town is not None and self._is_place(town) and after not in _FINITE
        return False

    def modifies_event(self, name: Name) -> bool:
        """Whether a capital only says where something took place: "the Varnhol talks", "a Varnhol hotel"."""
        if not self._modifies(name):
            return False
        phrase = self.text.phrases.around(name.first)
        noun = self.text.lower[phrase.head] if phrase else ""
        lists = ("groups", "spokesmen", "onlookers", "speaking_for", "described")
        acting = any(noun in words("bodies", key) for key in lists) or noun in words("contexts", "stances")
        return not acting and not is_role(noun)

    def _is_place(self, name: Name) -> bool:
        group = self.groups.get(name.key)
        return group is not None and group.sort == "place"

    def _modifies(self, name: Name) -> bool:
        """Whether a noun follows in the same phrase ("Varnia talks", "a Varnhol official")."""
        phrase = self.text.phrases.around(name.first)
        return phrase is not None and name.last < phrase.last and not self.starting.get(name.last)

    def _heads_place(self, name: Name) -> bool:
        """Whether a word for a place follows: "the Corrant region"."""
        last = name.last
        inside = last < len(self.text.lower) and self.text.sentence[last] == self.text.sentence[name.first]
        return inside and self.text.lower[last] in words("contexts", "places") and self.text.words[last].islower()

    def _chain_start(self, name: Name) -> int:
        """First token of a list of names that ends with this one, the article left out."""
        first, text = name.first, self.text
        for _ in range(_CHAIN):
            place = first - 1
            if place > 0 and text.lower[place] == "the":
                place -= 1
            if place < 1 or text.lower[place] not in {"and", "or", ","}:
                break
            if text.lower[place] != "," and text.words[place - 1] == ",":
                place -= 1
            earlier = self.ending.get(place)
            if earlier is None or (text.lower[place] == "," and not self._listed(name, earlier)):
                break
            first = earlier.first
        return first

    def _listed(self, name: Name, earlier: Name) -> bool:
        """Whether a comma parts two items of a list, not a town from its country."""
        return self.side(name) is not None and self.side(earlier) is not None

    def _dateline(self, name: Name) -> bool:
        """Whether a report begins with the name of a place."""
        text, sentence = self.text, self.text.parse.sentences[self.text.sentence[name.first]]
        following = text.words[name.last] if name.last < sentence.last else ""
        if name.first != sentence.first or text.parse.report.blocks[sentence.block].kind != "paragraph":
            return False
        capitals = all(word.isupper() and len(word) > 2 for word in name.words)
        return following in {"—", "–", "--", "(", "-"} or (capitals and following == ",")


def _past_adverbs(text: Surface, index: int) -> int:
    """The first token from here that is no adverb."""
    for _ in range(3):
        if index < len(text.tags) and (text.tags[index] == "RB" or text.lower[index] in {"n't", "also", "itself"}):
            index += 1
    return index


def scene(
    text: Surface, found: Sequence[Name], groups: Mapping[tuple[str, ...], NameGroup], adjectives: Nationalities
) -> Scene:
    """The names that have a group, ready to be asked."""
    kept = [name for name in found if name.key in groups]
    return Scene(
        text, kept, groups, adjectives, {name.last: name for name in kept}, {name.first: name for name in kept}
    )


def capitals(scene: Scene) -> dict[tuple[str, ...], str]:
    """Sides by the keys of their capitals, where the report says so: "Varnhol, the capital of Varnia"."""
    text, found = scene.text, dict[tuple[str, ...], str]()
    for index, low in enumerate(text.lower):
        if low != "capital" or text.sentence[index] < 0:
            continue
        side, end = _capital_of(scene, index)
        if side is None:
            continue
        town = _town_beside(scene, index, end)
        if town is not None and scene.side(town) is None:
            found.setdefault(town.key, side)
    return found


def _capital_of(scene: Scene, index: int) -> tuple[str | None, int]:
    """Whose capital the word at a token speaks of, and the token after the phrase."""
    text = scene.text
    adjective = scene.adjectives.ending(index)
    if adjective is not None:
        return adjective.side, index + 1
    if index > 1 and text.tags[index - 1] == "POS":
        owner = scene.ending.get(index - 1)
        return (scene.side(owner) if owner else None), index + 1
    if index + 2 < len(text.lower) and text.lower[index + 1] == "of":
        place = index + 2 + (text.lower[index + 2] == "the")
        owner = scene.starting.get(place)
        return (scene.side(owner), owner.last) if owner else (None, index)
    return None, index + 1


def _town_beside(scene: Scene, index: int, end: int) -> Name | None:
    """The name before the phrase, with a comma ("X, the Varnian capital"), or after it ("the Varnian capital, X")."""
    text = scene.text
    after = end + (end < len(text.words) and text.words[end] == ",")
    following = scene.starting.get(after)
    if following is not None and following.title is None:
        return following
    phrase = text.phrases.around(index)
    first = text.phrases.start(phrase) if phrase else index
    return scene.ending.get(first - 1) if first > 1 and text.words[first - 1] in {",", "(", "–", "—"} else None


def negotiators(scene: Scene, figures: Mapping[tuple[str, ...], Figure]) -> frozenset[int]:
    """Keys of the organisations that negotiate for themselves: unions, blocs, armed groups, companies in talks."""
    weight: dict[int, float] = defaultdict(float)
    for key, figure in figures.items():
        group = scene.groups[key]
        if figure.kind != "organisation" or group.entry is not None or _never(scene, group):
            continue
        if figure.side is not None:
            continue
        heads = {key[0], key[-1], *(before for before, link in pairwise(key) if link in {"of", "for"})}
        if heads & words("bodies", "sides_by_name"):
            weight[figure.key] = max(weight[figure.key], 3)
        elif heads & (words("bodies", "unions") | words("bodies", "armed") | words("bodies", "blocs")):
            weight[figure.key] = max(weight[figure.key], 2)
        weight[figure.key] += sum(_at_the_table(scene, name) for name in group.names[:200])
    return frozenset(key for key, value in weight.items() if value >= _ENOUGH)


def _never(scene: Scene, group: NameGroup) -> bool:
    """Whether a name is that of a paper, agency, platform, court, university or a body of a state."""
    first, last = group.key[0], group.key[-1]
    if any(scene.is_press(name) for name in group.names[:50]):
        return True
    state = last in words("bodies", "state_bodies") - words("bodies", "unions") - words("bodies", "blocs")
    other = words("bodies", "other_bodies")
    return state or last in other or first in other or first in words("bodies", "state_bodies")


def _at_the_table(scene: Scene, name: Name) -> float:
    """How much a mention speaks for a side of the talks."""
    text, first = scene.text, name.first
    before = text.lower[max(0, first - 8) : first]
    talks = any(word in words("contexts", "talking") for word in before)
    if talks and ({"between", "with"} & set(before)):
        return _ENOUGH
    if scene.bargains(name):
        return 1
    noun = text.lower[first - 1] if first else ""
    apposed = text.phrases.around(name.last + 1) if text.lower[name.last : name.last + 1] == [","] else None
    after = text.lower[apposed.head] if apposed is not None else ""
    return 2 if {noun, after} & words("bodies", "sides") else 0
