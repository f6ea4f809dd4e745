"""Which organisations, places, parties and groups of different reports are one."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from parley.compare import vocabulary
from parley.compare.groups import Group, Link, grouped, pairs
from parley.compare.known import Known, Place
from parley.compare.names import acronym, demonym, initials, key, misspelt
from parley.compare.reasons import Row, Share, Veto, forbidden, weigh
from parley.compare.words import fold

ENOUGH = 0.6
"""Two bodies whose reasons weigh this much are one."""


@dataclass(frozen=True, slots=True, order=True)
class Body:
    """All local entities of one kind, name and side: what a comparison of bodies compares."""

    kind: str
    key: str
    """Key of the name, or of the description where there is no name."""
    named: bool
    code: str
    party: str
    """Key of the party that it belongs to, empty where unknown."""
    name: str
    places: tuple[Place, ...]
    place: bool = False
    """Whether some report knows the name as that of a place."""
    office: tuple[str, ...] = ()
    """What a ministry or department is for."""
    also: frozenset[str] = frozenset()
    """Keys of the other names by which its reports call it, its capital's included."""


def bodies(rest: Mapping[Place, Known], known: Mapping[Place, Known]) -> tuple[tuple[Body, ...], tuple[Group, ...]]:
    """The bodies among the `rest` of all that is known, and their groups, whose members are positions in the first."""
    found = tuple(sorted(_bodies(rest, known)))
    return found, grouped(found, _unambiguous(found, list(_links(found))), lambda a, b: forbidden(BODIES, a, b))


def party_key(place: Place | None, known: Mapping[Place, Known]) -> str:
    """Code or name of the party at the end of the chain that begins at a place; empty where there is none."""
    seen: set[Place] = set()
    while place is not None and place in known and place not in seen:
        seen.add(place)
        body = known[place]
        if body.kind == "party" or body.party is None:
            return body.code or key(body.name or body.description or "")
        place = body.party
    return ""


def different_codes(a: Body, b: Body) -> Veto | None:
    """Two states or blocs that the gazetteer knows."""
    return Veto(f"{a.name} is {a.code}, {b.name} is {b.code}") if a.code and b.code and a.code != b.code else None


def different_kinds(a: Body, b: Body) -> Veto | None:
    """Unnamed groups stay apart from named bodies, and kinds differ only under one name or between bodies."""
    if a.named != b.named and not (a.office and a.office == b.office):
        return Veto("one of them is only described")
    acting = {a.kind, b.kind} <= {"organisation", "party"} and not (a.place or b.place)
    if a.kind != b.kind and not (acting or _named_alike(a, b) or (a.code and a.code == b.code)):
        return Veto(f"{a.name} is a {a.kind}, {b.name} a {b.kind}")
    return None


def _named_alike(a: Body, b: Body) -> bool:
    """One name, or a land and its adjective, by which a report may know the party that another knows as a land."""
    return a.key == b.key or demonym(a.key, b.key) or demonym(b.key, a.key)


def different_sides(a: Body, b: Body) -> Veto | None:
    """A ministry of one party is not that of another."""
    if a.code and a.code == b.code:
        return None
    return Veto("they belong to different parties") if a.party and b.party and a.party != b.party else None


def same_code(a: Body, b: Body) -> Share | None:
    """The gazetteer knows both names as one."""
    return Share(1.0, f"“{a.name}” and “{b.name}” are both {a.code}") if a.code and a.code == b.code else None


def same_name(a: Body, b: Body) -> Share | None:
    """The same name but for case, marks and transliteration."""
    return Share(1.0, f"“{a.name}” and “{b.name}” are spellings of one name") if a.key == b.key else None


def acronym_of_name(a: Body, b: Body) -> Share | None:
    """One is written as the initials of the other."""
    for short, long in ((a, b), (b, a)):
        if acronym(short.name) and acronym(short.name) == initials(long.name):
            return Share(1.0, f"“{short.name}” are the initials of “{long.name}”")
    return None


def misspelt_name(a: Body, b: Body) -> Share | None:
    """One or two wrong letters in a name of several words, in different reports."""
    if a.kind != b.kind or " " not in a.key or " " not in b.key or _together(a, b):
        return None
    first, second = a.key.split(), b.key.split()
    wrong = [(x, y) for x, y in zip(first, second, strict=False) if x != y]
    if len(first) == len(second) and len(wrong) == 1 and misspelt(*wrong[0]):
        return Share(1.0, f"“{a.name}” and “{b.name}” differ by a letter")
    return None


def shorter_name(a: Body, b: Body) -> Share | None:
    """Two words or more that begin or end the other's name; `_unambiguous` sees to it that only one name fits."""
    short, long = sorted((a, b), key=lambda body: len(body.key))
    fits = f" {long.key} ".startswith(f" {short.key} ") or f" {long.key} ".endswith(f" {short.key} ")
    if a.kind != b.kind or a.kind == "place" or " " not in short.key or short.key == long.key or not fits:
        return None
    return Share(1.0, f"“{short.name}” is short for “{long.name}”")


def single_word_of_name(a: Body, b: Body) -> Share | None:
    """The word that begins the other's name, or the noun that ends it ("the League", "Concord" for "National Concord").

    `_unambiguous` as above.
    """
    short, long = sorted((a, b), key=lambda body: len(body.key))
    parts = long.key.split()
    if " " in short.key or len(parts) < 2 or not (short.named and long.named) or short.place or long.place:
        return None
    plain = len(parts) == 2 and parts[0] in _leading()
    noun = parts[-1] == short.key and (plain or short.key in _called())
    return Share(1.0, f"“{short.name}” is short for “{long.name}”") if noun or parts[0] == short.key else None


def words_left_out(a: Body, b: Body) -> Share | None:
    """A name of two words or more without a word or two from the middle ("Tarn League" for "Tarn Customs League")."""
    short, long = sorted((a.key.split(), b.key.split()), key=len)
    ends = len(short) > 1 and (short[0], short[-1]) == (long[0], long[-1]) and short[-1] in _called()
    if not ends or len(short) == len(long) or "place" in {a.kind, b.kind}:
        return None
    rest = iter(long)
    fits = all(word in rest for word in short)
    return Share(1.0, f"“{a.name}” and “{b.name}” differ by words in the middle") if fits else None


def also_called(a: Body, b: Body) -> Share | None:
    """A report calls one by the name that others know the other by; `_unambiguous` as above."""
    for short, long in ((a, b), (b, a)):
        if short.named and long.named and short.key in long.also and not (short.code or long.code):
            return Share(1.0, f"“{long.name}” is also called “{short.name}”")
    return None


def same_office(a: Body, b: Body) -> Share | None:
    """A ministry or department that is for the same, in whatever order its words stand."""
    return Share(1.0, f"“{a.name}” and “{b.name}” are one office") if a.office and a.office == b.office else None


def adjective_of_name(a: Body, b: Body) -> Share | None:
    """A party known in one report by its adjective only ("the Ostish side"), or an adjective taken for a name."""
    if not (a.code or b.code) and {"party", "place"} & {a.kind, b.kind}:
        for adjective, name in ((a, b), (b, a)):
            if name.kind != "organisation" and name.named and demonym(adjective.key, name.key):
                return Share(1.0, f"“{adjective.name}” is the adjective of “{name.name}”")
    return None


BODIES: tuple[Row[Body], ...] = (
    Row(different_codes),
    Row(different_kinds),
    Row(different_sides),
    Row(same_code, 1.0),
    Row(same_name, 0.9),
    Row(acronym_of_name, 0.7),
    Row(misspelt_name, 0.6),
    Row(adjective_of_name, 0.8),
    Row(shorter_name, 0.65),
    Row(single_word_of_name, 0.62),
    Row(words_left_out, 0.63),
    Row(also_called, 0.64),
    Row(same_office, 0.7),
)
"""What makes two bodies one."""


def _bodies(rest: Mapping[Place, Known], known: Mapping[Place, Known]) -> Iterator[Body]:
    held: dict[tuple[str, str, bool, str, str], list[Place]] = defaultdict(list)
    alone = _alone(rest)
    for place in sorted(rest):
        held[_signature(rest[place], known, alone)].append(place)
    located = _located(rest)
    for (kind, name_key, named, code, party), places in sorted(held.items()):
        first = known[places[0]]
        name = min(known[p].name or known[p].description or "" for p in places) or first.name or ""
        also = frozenset(key(each.text) for p in places for each in rest[p].spellings if named) - {name_key}
        located_so = name_key in located
        office = next((o for text in _texts(name, places, rest) if (o := _office(kind, text))), ())
        yield Body(kind, name_key, named, code, party, name, tuple(places), located_so, office, also)


def _texts(name: str, places: Sequence[Place], rest: Mapping[Place, Known]) -> Iterator[str]:
    """The name of a body, and how it is described where it has none."""
    yield name
    yield from (each.text for place in places if not rest[place].name for each in rest[place].descriptions)


def _located(rest: Mapping[Place, Known]) -> frozenset[str]:
    """Keys of the names that reports know as those of places at least as often as of bodies."""
    places: Counter[str] = Counter()
    for each in rest.values():
        if each.name:
            places[key(each.name)] += len(each.mentions) * (1 if each.kind == "place" else -1)
    known = {key(each.name) for each in rest.values() if each.name and each.kind == "place"}
    return frozenset(name for name in known if places[name] >= 0)


def _signature(each: Known, known: Mapping[Place, Known], alone: Set[Place]) -> tuple[str, str, bool, str, str]:
    party = party_key(each.party, known)
    if each.name:
        return each.kind, key(each.name), True, each.code or "", party
    if each.kind == "party":
        return each.kind, _adjective(each) or f"{each.place.report}:{each.place.key:06d}", True, each.code or "", party
    role = " ".join(each.described)
    collective = each.plural and party and role
    own = role if collective else f"{each.place.report}:{each.place.key:06d}"
    own = f"called {_noun(each)}" if each.place in alone else own
    return each.kind, own, False, each.code or "", party


def _noun(each: Known) -> str:
    """The noun by which a body without a name is spoken of alone, if bodies at the table are: "the committee"."""
    words = fold(each.description or "").split()
    before = words[: next((i for i, word in enumerate(words) if word in {"of", "for"}), len(words))]
    return before[-1] if before and before[-1] in vocabulary.bodies().called else ""


def _alone(rest: Mapping[Place, Known]) -> frozenset[Place]:
    """Bodies without a name, the only ones of their report that are spoken of by their noun."""
    held: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place, each in rest.items():
        noun = (
            _noun(each) if each.kind == "organisation" and not each.name and not each.plural and each.definite else ""
        )
        if noun:
            held[place.report, noun].append(place)
    return frozenset(places[0] for places in held.values() if len(places) == 1)


def _office(kind: str, name: str) -> tuple[str, ...]:
    lists = vocabulary.bodies()
    words = fold(name).split()
    if kind != "organisation" or not lists.offices.intersection(words):
        return ()
    told = sorted({key(word) for word in words if word not in lists.hollow})
    return tuple(told) if len(told) > 1 else ()


def _adjective(each: Known) -> str:
    """Key of the first capitalised word by which a party without a name is described ("the Ostish hosts")."""
    described = [each.description or "", *(spelling.text for spelling in each.descriptions)]
    capital = (word for text in described for word in text.split() if word[:1].isupper())
    return key(next(capital, ""))


def _links(found: Sequence[Body]) -> Iterator[Link]:
    postings: dict[str, list[int]] = defaultdict(list)
    for i, body in enumerate(found):
        for each in _blocks(body):
            postings[each].append(i)
    for a, b in pairs(postings):
        verdict = weigh(BODIES, found[a], found[b])
        if verdict.score >= ENOUGH:
            yield Link(a, b, verdict.score, verdict.reasons)


def _blocks(body: Body) -> Iterator[str]:
    yield f"key {body.key}"
    if body.office:
        yield f"office {' '.join(body.office)}"
    if body.code:
        yield f"code {body.code}"
    if body.named:
        short = acronym(body.name) or initials(body.name)
        if short:
            yield f"short {short}"
        yield from (f"key {each}" for each in sorted(body.also))
        parts = body.key.split()
        if " " not in body.key:
            yield f"stem {body.key[:3]}"
        yield from (f"word {part}" for part in {parts[0], parts[-1]} if len(parts) == 1 or not body.place)
        if len(parts) > 1:
            yield from (f"part {' '.join(part)}" for part in (parts[:2], parts[-2:]))
            yield from (f"but {' '.join(parts[:i] + parts[i + 1 :])}" for i in range(min(len(parts), 8)))


def _unambiguous(found: Sequence[Body], links: Sequence[Link]) -> list[Link]:
    """Without the links of a short name that fits two longer ones which are not linked themselves."""
    longer: dict[int, set[str]] = defaultdict(set)
    for link in filter(_shortens, links):
        short, long = sorted((link.a, link.b), key=lambda i: len(found[i].key))
        longer[short].add(found[long].key)
    linked = {frozenset((found[link.a].key, found[link.b].key)) for link in links}
    many = {
        short
        for short, names in longer.items()
        if any(frozenset(pair) not in linked for pair in combinations(sorted(names), 2))
    }
    return [link for link in links if not (many & {link.a, link.b} and _shortens(link))]


def _shortens(link: Link) -> bool:
    """Whether a link rests on one name being short for the other."""
    return any(reason.name in {"shorter name", "single word of name", "also called"} for reason in link.reasons)


@cache
def _leading() -> frozenset[str]:
    return frozenset(key(word) for word in vocabulary.bodies().leading)


@cache
def _called() -> frozenset[str]:
    return frozenset(key(noun) for noun in vocabulary.bodies().called)


def _together(a: Body, b: Body) -> bool:
    return bool({p.report for p in a.places} & {p.report for p in b.places})
