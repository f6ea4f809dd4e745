"""Coreference of names within a report: last names, first names, initials, acronyms, partial and misspelt names."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from parley.annotate.entity.figures import Figure, Figures
from parley.annotate.entity.names import Name
from parley.annotate.entity.parties import Scene
from parley.annotate.entity.rolewords import Gender, gender_of_name, gender_of_word
from parley.annotate.entity.surface import Surface
from parley.annotate.entity.votes import NameGroup
from parley.annotate.wordlists import words

_LONG = 6
"""Letters from which a last name may differ in one and still be the same."""
_LONGEST = 30
_NAMESAKES = 12
"""People of one last name that are told apart."""


@dataclass(slots=True)
class _Person:
    """A person as names tell of them: first names and last name in small letters."""

    figure: Figure
    key: tuple[str, ...]
    names: list[Name] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """First tokens of the names, in order."""

    def add(self, name: Name) -> None:
        """One more mention."""
        self.names.append(name)
        insort(self.starts, name.first)

    def before(self, name: Name) -> int:
        """First token of the last mention before a name, or -1."""
        place = bisect_left(self.starts, name.first)
        return self.starts[place - 1] if place else -1


@dataclass(slots=True)
class People:
    """The people of a report, found by last name, by first name and by last names with one letter left out."""

    text: Surface
    figures: Figures
    by_last: dict[str, list[_Person]] = field(default_factory=lambda: defaultdict(list))
    by_first: dict[str, list[_Person]] = field(default_factory=lambda: defaultdict(list))
    by_spelling: dict[str, list[_Person]] = field(default_factory=lambda: defaultdict(list))

    def add_full(self, group: NameGroup) -> None:
        """Put a name of several words to its person."""
        key = _plain(group.key)
        gender = _gender(self.text, group.names, key)
        person = next((known for known in self._alike(key) if _same_person(known, key, gender)), None)
        if person is None:
            person = self._new(key, group)
        elif len(key) > len(person.key):
            person.key, person.figure.name = key, shown(group)
        person.figure.gender = person.figure.gender or gender
        for name in group.names:
            person.add(name)

    def add_single(self, group: NameGroup) -> None:
        """Put a last or first name to its person; where several bear it, each mention goes by itself."""
        word = group.key[-1]
        known = self.by_last.get(word) or self.by_first.get(word) or self._misspelt(word)
        if not known:
            person = self._new(group.key, group)
            person.figure.gender = _gender(self.text, group.names, group.key)
            known = [person]
        for name in group.names:
            self._nearest(known, name, group).add(name)

    def _alike(self, key: tuple[str, ...]) -> Iterator[_Person]:
        yield from self.by_last.get(key[-1], ())[:_NAMESAKES]
        yield from (known for known in self._misspelt(key[-1]) if known.key[-1] != key[-1])

    def _misspelt(self, word: str) -> list[_Person]:
        found: dict[int, _Person] = {}
        for spelling in _spellings(word):
            for person in self.by_spelling.get(spelling, ())[:8]:
                if _one_letter_apart(person.key[-1], word):
                    found.setdefault(person.figure.key, person)
        return [found[key] for key in sorted(found)]

    def _new(self, key: tuple[str, ...], group: NameGroup) -> _Person:
        person = _Person(self.figures.new("person", shown(group)), key)
        self.by_last[key[-1]].append(person)
        if len(key) > 1:
            self.by_first[key[0]].append(person)
            for spelling in _spellings(key[-1]):
                self.by_spelling[spelling].append(person)
        return person

    def _nearest(self, known: list[_Person], name: Name, group: NameGroup) -> _Person:
        """Of several people with a name the one whose title fits and who was named last; else a new one."""
        gender = _gender(self.text, [name], ())
        fitting = [person for person in known[:_NAMESAKES] if _compatible(person.figure.gender, gender)]
        if not fitting:
            return self._new(group.key, group)
        return max(fitting, key=lambda person: person.before(name))


def people(text: Surface, groups: Iterable[NameGroup], figures: Figures) -> dict[Name, Figure]:
    """The person of each name; full names first, then single words."""
    found = People(text, figures)
    everyone = [group for group in groups if group.sort == "person"]
    for group in everyone:
        if len(_plain(group.key)) > 1:
            found.add_full(group)
    for group in everyone:
        if len(_plain(group.key)) == 1:
            found.add_single(group)
    every = (person for listed in found.by_last.values() for person in listed)
    return {name: person.figure for person in every for name in person.names}


def shown(group: NameGroup) -> str:
    """A name as it is shown: as first written, capitals undone."""
    written = next((name.words for name in group.names if not all(word.isupper() for word in name.words)), None)
    if written is None:
        acronym = len(group.names[0].words) == 1 and len(group.key[0]) <= 6 and group.sort != "place"
        written = group.names[0].words if acronym else tuple(word.title() for word in group.names[0].words)
    joined = " ".join(written)
    for mark in ("'", "’"):
        joined = joined.replace(f" {mark}", mark)
    return joined


def _plain(key: tuple[str, ...]) -> tuple[str, ...]:
    """A key without "Jr." and its like."""
    while len(key) > 1 and key[-1] in words("persons", "suffixes"):
        key = key[:-1]
    return key


def _gender(text: Surface, names: Iterable[Name], key: tuple[str, ...]) -> Gender | None:
    """He or she, by titles before the name, else by its first word."""
    for name in names:
        for place in range(name.first - 1, max(-1, name.first - 5), -1):
            if text.sentence[place] != text.sentence[name.first] or text.words[place] in {",", ".", "and"}:
                break
            gender = gender_of_word(text.words[place])
            if gender:
                return gender
    return gender_of_name(key[0]) if len(key) > 1 else None


def _compatible(one: Gender | None, other: Gender | None) -> bool:
    return one is None or other is None or one == other


def _same_person(known: _Person, key: tuple[str, ...], gender: Gender | None) -> bool:
    """Whether two full names can be one person's: the last names agree, and the first names or their initials."""
    if not _compatible(known.figure.gender, gender):
        return False
    one, other = known.key[0], key[0]
    if known.key[-1] != key[-1]:
        return one == other
    if one == other or one in key[:-1] or other in known.key[:-1]:
        return True
    initial = min(len(one.strip(".")), len(other.strip("."))) == 1
    return (initial and one[0] == other[0]) or (len(one) >= 4 and _one_letter_apart(one, other))


def _spellings(word: str) -> list[str]:
    """The word and what is left of it without any one letter; nothing for short words."""
    if not _LONG <= len(word) <= _LONGEST:
        return []
    return list(dict.fromkeys([word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]))


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether at most one letter is added, left out or another."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, more = one[start:], other[start:]
    return rest[1:] == more[1:] or rest[1:] == more or rest == more[1:]


@dataclass(slots=True)
class Bodies:
    """Organisations and places of a report, found by key, acronym and first word."""

    figures: Figures
    by_key: dict[tuple[str, ...], Figure] = field(default_factory=dict)
    by_acronym: dict[str, Figure] = field(default_factory=dict)
    by_word: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))

    def of(self, group: NameGroup) -> Figure:
        """The figure of a name, made where it is new."""
        key = _without_form(group.key) if group.entry is None else ("", group.entry.polity.code)
        figure = self.by_key.get(key) or (self.by_key.get(group.whole) if group.whole else None)
        if figure is None and len(key) == 1 and group.entry is None:
            written = group.names[0].words[0]
            figure = self.by_acronym.get(written.replace(".", "")) if written.isupper() else self._begun(group)
        if figure is None:
            figure = self.figures.new("organisation" if group.sort != "place" else "place", shown(group))
            self._learn(figure, key, group)
        self.by_key.setdefault(key, figure)
        return figure

    def _begun(self, group: NameGroup) -> Figure | None:
        """The one longer name of an organisation that begins with a word."""
        found = self.by_word.get(group.key[0], ()) if group.sort == "organisation" else ()
        return found[0] if len(found) == 1 else None

    def _learn(self, figure: Figure, key: tuple[str, ...], group: NameGroup) -> None:
        if len(group.key) > 1:
            initials = "".join(word[0] for word in group.names[0].words if word[0].isupper())
            if len(initials) > 1:
                self.by_acronym.setdefault(initials, figure)
            if group.sort == "organisation" and key[0] not in _common():
                self.by_word[key[0]].append(figure)


@cache
def _common() -> frozenset[str]:
    """First words of names of bodies that say nothing alone."""
    kinds = ("state_bodies", "unions", "blocs", "other_bodies", "of_heads", "wide")
    extra = frozenset({"national", "international", "united", "central", "general", "first", "new", "royal", "federal"})
    return extra.union(*(words("bodies", kind) for kind in kinds))


def _without_form(key: tuple[str, ...]) -> tuple[str, ...]:
    """A key without "Inc" and its like."""
    legal = {"inc", "inc.", "ltd", "ltd.", "llc", "plc", "corp", "corp.", "ag", "gmbh", "asa", "spa", "nv", "sa"}
    return key[:-1] if len(key) > 1 and key[-1] in legal else key


def bodies(scene: Scene, figures: Figures) -> dict[tuple[str, ...], Figure]:
    """The figure of each name of an organisation or place, by key; long names first, then acronyms and parts."""
    found = Bodies(figures)
    named = [group for group in scene.groups.values() if group.sort in {"organisation", "place"}]
    named.sort(key=lambda group: (-len(group.key), group.names[0].first))
    result = {group.key: found.of(group) for group in named}
    _join_bracketed(scene, result)
    return result


def _join_bracketed(scene: Scene, result: dict[tuple[str, ...], Figure]) -> None:
    """A name in brackets after a longer one is its short form: "the Union of Ferry Workers (UFW)"."""
    text = scene.text
    for group in scene.groups.values():
        name = group.names[0]
        bracketed = name.first > 0 and text.words[name.first - 1] == "(" and name.last < len(text.words)
        if not bracketed or text.words[name.last] != ")" or group.sort == "person":
            continue
        longer = scene.ending.get(name.first - 1)
        if longer is not None and len(longer.key) > 1 and longer.key in result:
            result[group.key] = result[longer.key]
