"""Allegiance: whose people those are whom their own report places nowhere, by who issues it and who serves whom.

The reasons, the surest first: someone serves a person whose party is known, or is served by one; a report that a
party issues speaks of its own officers without saying so; the envoy of a report that calls one party so ("Ostish
envoys"); somebody else of the same seat of power is placed; a role names the members of one party ("the nurses'
negotiator"); and a post that only one of the parties can have ("the chief executive" where one of them is called a
company).
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from parley.compare import vocabulary
from parley.compare.called import nouns
from parley.compare.entities import Cluster
from parley.compare.homes import governs
from parley.compare.known import Known, Place, Titled
from parley.compare.names import demonym, key
from parley.compare.words import fold, stem
from parley.reading import Reading
from parley.report import Report

_POSSESSIVE = re.compile(r"\w{4,}s(?=['’]\s)")
_ROUNDS = 2
"""Rounds, so that who serves somebody who was placed in the first is placed in the second."""


def with_allegiance(
    people: Sequence[Cluster], bodies: Sequence[Cluster], all_known: Mapping[Place, Known], readings: Sequence[Reading]
) -> dict[Place, Known]:
    """All that is known, with the party of people whom no report places."""
    for _ in range(_ROUNDS):
        ground = _Ground(people, bodies, all_known, readings)
        found: dict[Place, Known] = {}
        for i, cluster in enumerate(people):
            held = [all_known[place] for place in cluster.places]
            if any(ground.party(each.party) is not None for each in held) or _is_past(held):
                continue
            home = ground.seated(held) or ground.served(i)
            if home is None and all(each.party is None for each in held):
                home = ground.issuer(held) or ground.sent(held) or ground.member(held) or ground.sole(held)
            if home is not None:
                found.update((each.place, replace(each, party=home)) for each in held if each.roles or each.party)
        all_known = {**all_known, **found}
    return dict(all_known)


def _is_past(held: Sequence[Known]) -> bool:
    """Whether a report tells that somebody holds no post any more, or holds one against the government."""
    told = {word for each in held for role in each.roles for word in fold(role.text).split()}
    return not told.isdisjoint(vocabulary.bodies().not_governing)


@dataclass(frozen=True)
class _Ground:
    """The people and bodies of a story, to ask for whom someone speaks."""

    people: Sequence[Cluster]
    bodies: Sequence[Cluster]
    all_known: Mapping[Place, Known]
    readings: Sequence[Reading]

    @cached_property
    def parties(self) -> Mapping[int, list[Known]]:
        """What reports know of each party, by its place among the bodies."""
        held = {i: [self.all_known[place] for place in cluster.places] for i, cluster in enumerate(self.bodies)}
        return {i: those for i, those in held.items() if any(each.kind == "party" and each.name for each in those)}

    @cached_property
    def owner(self) -> Mapping[Place, int]:
        """The body of each place."""
        return {place: i for i, cluster in enumerate(self.bodies) for place in cluster.places}

    def party(self, place: Place | None) -> int | None:
        """The party at the end of the chain from a body."""
        seen: set[Place] = set()
        while place is not None and place in self.all_known and place not in seen:
            seen.add(place)
            if self.owner.get(place) in self.parties:
                return self.owner[place]
            place = self.all_known[place].party
        return None

    def served(self, one: int) -> Place | None:
        """The party of those who serve someone by their roles ("adviser to President Kol"), or whom someone serves."""
        votes = Counter(
            party
            for other in self.serving.get(one, ())
            for place in self.people[other].places
            if (party := self.party(self.all_known[place].party)) is not None
        )
        return self._place(min(votes, key=lambda i: (-votes[i], i))) if votes else None

    @cached_property
    def serving(self) -> Mapping[int, set[int]]:
        """Who serves whom, both ways, by the names inside roles that are no ties of kin."""
        stand: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for i, cluster in enumerate(self.people):
            for place in cluster.places:
                for each in self.all_known[place].spellings:
                    stand[place.report].append((each.span.start, each.span.end, i))
        for rows in stand.values():
            rows.sort()
        found: dict[int, set[int]] = defaultdict(set)
        for i, cluster in enumerate(self.people):
            for place in cluster.places:
                for role in self.all_known[place].roles:
                    for other in self._served_by(stand[place.report], place, role):
                        if other != i:
                            found[i].add(other)
                            found[other].add(i)
        return found

    def _served_by(self, stand: Sequence[tuple[int, int, int]], place: Place, role: Titled) -> Iterator[int]:
        """The people whom a role says that somebody serves: by their names in it, or by "his" or "her" before it."""
        if _serves(role):
            yield from _inside(stand, role)
        whose = self.whose.get((place.report, role.span.start))
        if whose is not None and _is_under(role):
            yield whose

    @cached_property
    def whose(self) -> Mapping[tuple[str, int], int]:
        """The person whom "his" or "her" means, by the report and where the word after it begins."""
        owner = {place: i for i, cluster in enumerate(self.people) for place in cluster.places}
        found: dict[tuple[str, int], int] = {}
        for reading in self.readings:
            report = reading.report.id
            for mention in reading.mentions:
                one = owner.get(Place(report, mention.entity)) if mention.form == "pronoun" else None
                if one is not None and fold(reading.report.quote(mention.span)) in {"his", "her", "their"}:
                    found[report, mention.span.end + 1] = one
        return found

    def seated(self, held: Sequence[Known]) -> Place | None:
        """The only party of others who belong to the same seat of power: "the White Tower's aide"."""
        bodies = {self.owner[each.party] for each in held if each.party is not None and each.party in self.owner}
        seats = bodies & self.seats.keys()
        found = {party for seat in seats for party in self.seats[seat]}
        return self._place(min(found)) if len(found) == 1 else None

    @cached_property
    def seats(self) -> Mapping[int, set[int]]:
        """The parties of the people of each seat of power, ministry or council, by its place among the bodies."""
        found: dict[int, set[int]] = defaultdict(set)
        for cluster in self.people:
            belongs = {self.all_known[place].party for place in cluster.places}
            parties = {party for each in belongs if (party := self.party(each)) is not None}
            for each in belongs:
                if each is not None and each in self.owner and self._is_seat(self.owner[each]):
                    found[self.owner[each]] |= parties
        return found

    def _is_seat(self, body: int) -> bool:
        lists = vocabulary.bodies()
        names = [fold(self.all_known[place].name or "").split() for place in self.bodies[body].places]
        official = lists.seats | lists.of_states | lists.offices
        return any(name and (name[-1] in official or name[0] in lists.offices) for name in names)

    def sent(self, held: Sequence[Known]) -> Place | None:
        """The only party that someone's report calls by the plural of their role: "Ostish envoys", "the envoy"."""
        lists = vocabulary.bodies()
        acting = {stem(word) for word in lists.negotiating | lists.serving}
        told = {
            (each.place.report, stem(word))
            for each in held
            for role in each.roles
            for word in fold(role.text).split()[-1:]
        }
        found = {i for i, those in self.plurals.items() for _, head in told & those if head in acting}
        return self._place(min(found)) if len(found) == 1 else None

    @cached_property
    def plurals(self) -> Mapping[int, set[tuple[str, str]]]:
        """The nouns in the plural by which reports call each party, with the report."""
        return {
            i: {
                (each.place.report, stem(words[-1]))
                for each in held
                for spelling in (*each.descriptions, *each.spellings)
                if (words := fold(spelling.text).split()) and words[-1].endswith("s")
            }
            for i, held in self.parties.items()
        }

    def member(self, held: Sequence[Known]) -> Place | None:
        """The only party whose members a role names: "the nurses' chief negotiator" for the Nurses' Union."""
        told = {word for each in held for role in each.roles for word in _owners(role)}
        found = {i for i, those in self.members.items() if told & those}
        return self._place(min(found)) if len(found) == 1 else None

    @cached_property
    def members(self) -> Mapping[int, frozenset[str]]:
        """The plurals in the names of each party."""
        return {
            i: frozenset(
                word.strip("'")
                for each in held
                for word in fold(each.name or "").split()
                if len(word) > 4 and word.strip("'").endswith("s")
            )
            for i, held in self.parties.items()
        }

    def issuer(self, held: Sequence[Known]) -> Place | None:
        """The party that issues a report which tells of someone's post, if it is one that the party has."""
        for each in held:
            party = self.issuers.get(each.place.report)
            if party is not None and any(self._is_own(each.place.report, role, party) for role in each.roles):
                return self._place(party)
        return None

    def _is_own(self, report: str, role: Titled, party: int) -> bool:
        told = self.reports[report]
        return _is_ours(told.text, role) or self._own(role, party, told.outlet or "")

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """The reports by their ids."""
        return {reading.report.id: reading.report for reading in self.readings}

    @cached_property
    def issuers(self) -> Mapping[str, int]:
        """The party by whose name, or as whose outlet, each report goes out."""
        names = {i: {key(each.name) for each in held if each.name} for i, held in self.parties.items()}
        outlets = {reading.report.outlet or "" for reading in self.readings}
        owner = {outlet: _named_by(key(outlet).split(), names) for outlet in outlets}
        told = ((reading.report.id, owner[reading.report.outlet or ""]) for reading in self.readings)
        return {report: party for report, party in told if party is not None}

    def _own(self, role: Titled, party: int, outlet: str) -> bool:
        """Whether a role in a party's own report is one of its own: a government's in a state's, an officer's."""
        official = not vocabulary.bodies().official.isdisjoint(fold(outlet).split())
        words = set(fold(role.text).split())
        if words & vocabulary.bodies().ours:
            return True
        lists = vocabulary.bodies()
        if self._is_land(party):
            return governs(role) or (official and bool(words & lists.ranks))
        return not governs(role) and bool(words & lists.officers)

    def _is_land(self, party: int) -> bool:
        held = self.parties[party]
        return any(each.kind == "place" or each.code for each in held) or not any(
            set(nouns(each.name)) for each in held if each.name
        )

    def sole(self, held: Sequence[Known]) -> Place | None:
        """The only party of a kind that has such a post."""
        table = vocabulary.posts()
        told = {noun for each in held for role in each.roles for noun in table.get(fold(role.text), ())}
        fitting = [i for i, called in self.called.items() if called & told]
        return self._place(fitting[0]) if len(fitting) == 1 else None

    @cached_property
    def called(self) -> Mapping[int, frozenset[str]]:
        """What each party is called beside its name."""
        found: dict[int, frozenset[str]] = {}
        for i, held in self.parties.items():
            words = {fold(each.text).split()[-1] for one in held for each in one.descriptions if fold(each.text)}
            named = {noun for each in held if each.name for noun in nouns(each.name)}
            found[i] = frozenset(words | named)
        return found

    def _place(self, party: int) -> Place:
        return next(each.place for each in self.parties[party] if each.kind == "party")


def _is_ours(text: str, role: Titled) -> bool:
    """Whether "our" stands right before a role."""
    before = text[max(0, role.span.start - 4) : role.span.start].casefold().strip()
    return before in vocabulary.bodies().ours


def _is_under(role: Titled) -> bool:
    """Whether a role that is somebody's is that of somebody who serves them, no kin, friend or rival."""
    return set(fold(role.text).replace("-", " ").split()).isdisjoint(vocabulary.bodies().of_kin)


def _owners(role: Titled) -> Iterator[str]:
    """The plurals in a role that possess something: "nurses" of "the nurses' negotiating team"."""
    return (fold(found[0]) for found in _POSSESSIVE.finditer(role.text))


def _serves(role: Titled) -> bool:
    return not set(fold(role.text).replace("-", " ").split()).isdisjoint(vocabulary.bodies().serving)


def _inside(rows: Sequence[tuple[int, int, int]], role: Titled) -> Iterator[int]:
    first = bisect_left(rows, (role.span.start, 0, 0))
    last = bisect_right(rows, (role.span.end, 0, 0))
    yield from (i for _, end, i in rows[first:last] if end <= role.span.end)


def _named_by(outlet: Sequence[str], names: Mapping[int, set[str]]) -> int | None:
    """The only party by whose name, the longest where there are several, an outlet is called."""
    said = {i: max((len(n.split()) for n in those if _says(outlet, n)), default=0) for i, those in names.items()}
    longest = max(said.values(), default=0)
    fitting = [i for i, words in said.items() if words and words == longest]
    return fitting[0] if len(fitting) == 1 else None


def _says(outlet: Sequence[str], name: str) -> bool:
    """Whether the name of an outlet holds that of a party, or its adjective ("Ostish State Radio")."""
    parts = name.split()
    spans = (outlet[at : at + len(parts)] for at in range(len(outlet) - len(parts) + 1))
    return any(span == parts for span in spans) or (
        len(parts) == 1 and any(demonym(word, name) for word in outlet if len(word) > 3)
    )
