"""Which people of different reports are one, and which never are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from parley.compare.groups import Group, Link, grouped, pairs
from parley.compare.known import Known, Place
from parley.compare.names import SHORT, Name, misheard, misspelt, near, person, same_given
from parley.compare.reasons import Row, Share, Veto, forbidden, weigh

ENOUGH = 0.6
"""Two people whose reasons weigh this much are one."""
COMPANY = 2
"""So many companions in common speak for one person where a given name is likely misspelt."""
MARGIN = 0.15
"""By so much one bearer of a family name must fit better than another before the bare name is given to him."""


@dataclass(frozen=True, slots=True)
class Person:
    """All local people of one name and side: what a comparison of people compares."""

    name: Name
    shown: str
    party: str
    """Key of the party, empty where unknown."""
    roles: frozenset[str]
    company: frozenset[str]
    """Keys of the family names of the others that its reports name."""
    reports: frozenset[str]
    places: tuple[Place, ...]
    said: frozenset[str] = frozenset()
    """Runs of words that its reports quote it with."""
    sole: bool = False
    """Whether a name of one word is the given name of one person of the story alone, and nobody's family name."""


def people(known: Mapping[Place, Known], parties: Mapping[Place, str]) -> tuple[tuple[Person, ...], tuple[Group, ...]]:
    """The named people of a story and their groups; `parties` gives the key of each one's party."""
    named = sorted(_people(known, parties), key=lambda one: (one.name.letters, one.party, one.places))
    found = tuple(_with_sole_names(named))
    links = _unambiguous(found, list(_links(found)))
    return found, grouped(found, links, lambda a, b: forbidden(PEOPLE, a, b))


def different_family_names(a: Person, b: Person) -> Veto | None:
    """Family names that are neither one spelling nor one letter apart, and no family name that stands first."""
    if a.name.family == b.name.family or _like_family(a, b) or _stands_first(a, b) or _turned(a, b):
        return None
    if a.name.whole != b.name.whole and misheard(a.name.family, b.name.family):
        return None
    return Veto(f"{a.shown} and {b.shown} have different names")


def different_given_names(a: Person, b: Person) -> Veto | None:
    """Namesakes and relatives: given names, initials and short forms that do not fit."""
    if not (a.name.whole and b.name.whole) or same_given(a.name.given, b.name.given) or _titled(a, b):
        return None
    if _turned(a, b):
        return None
    family = a.name.family == b.name.family
    if (family and _one_post(a, b)) or ((family or _like_family(a, b)) and _like_given(a, b) and _one_place(a, b)):
        return None
    return Veto(f"{a.shown} and {b.shown} have different given names")


def different_parties(a: Person, b: Person) -> Veto | None:
    """People of different sides, unless one full name and one role or two companions speak for one person."""
    if not a.party or not b.party or a.party == b.party:
        return None
    one = a.name.letters == b.name.letters or (a.name.given[:1] == b.name.given[:1] and _like_family(a, b))
    if (
        a.name.whole
        and b.name.whole
        and one
        and (a.roles & b.roles or len(a.company & b.company) > 1 or a.said & b.said)
    ):
        return None
    return Veto(f"{a.shown} and {b.shown} belong to different parties")


def told_apart_in_one_report(a: Person, b: Person) -> Veto | None:
    """One report that names both, in two spellings, means two people."""
    if a.name.letters == b.name.letters or not a.reports & b.reports:
        return None
    partial = a.name.family == b.name.family and a.name.whole != b.name.whole
    return None if partial else Veto(f"one report names both {a.shown} and {b.shown}")


def same_full_name(a: Person, b: Person) -> Share | None:
    """Given and family name are spellings of one."""
    if _turned(a, b):
        return Share(1.0, f"{a.shown} and {b.shown} are one name in two orders")
    if not (a.name.whole and b.name.whole) or a.name.family != b.name.family or _initial(a) or _initial(b):
        return None
    if a.name.given[0] == b.name.given[0] or _titled(a, b):
        return Share(1.0, f"{a.shown} and {b.shown} are spellings of one name")
    if not same_given(a.name.given, b.name.given):
        return None
    return Share(0.8, f"{a.shown} and {b.shown} are forms of one name")


def initial_fits(a: Person, b: Person) -> Share | None:
    """The family name with an initial that fits the given name."""
    if not (a.name.whole and b.name.whole) or a.name.family != b.name.family or not (_initial(a) or _initial(b)):
        return None
    return Share(1.0, f"the initial in {a.shown} fits {b.shown}")


def family_name_alone(a: Person, b: Person) -> Share | None:
    """One report gives the family name only."""
    if a.name.family == b.name.family and not (a.name.whole and b.name.whole):
        return Share(1.0, f"{a.shown} and {b.shown} share the family name")
    return Share(0.7, f"{a.shown} and {b.shown} share the name that stands first") if _stands_first(a, b) else None


def misspelt_name(a: Person, b: Person) -> Share | None:
    """One or two wrong letters; without a given name that agrees it says less."""
    given = bool(a.name.whole and b.name.whole)
    if a.name.family == b.name.family:
        slip = given and not same_given(a.name.given, b.name.given) and _like_given(a, b)
        return Share(1.0, f"“{a.shown}” and “{b.shown}” differ by a letter or two") if slip else None
    if not _like_family(a, b):
        return None
    share = 1.0 if given and same_given(a.name.given, b.name.given) else 0.9 if given else 0.5
    return Share(share, f"“{a.shown}” and “{b.shown}” differ by a letter or two")


def wrong_given_name(a: Person, b: Person) -> Share | None:
    """One report alone gives the holder of a post another given name."""
    if a.name.family != b.name.family or not _one_post(a, b) or same_given(a.name.given, b.name.given):
        return None
    return None if _like_given(a, b) else Share(1.0, f"{a.shown} and {b.shown} are one in post or words")


def given_name_of_kin(a: Person, b: Person) -> Share | None:
    """A given name alone beside others of the family ("her brother Karl")."""
    if not _stands_first(a, b):
        return None
    short, long = (a, b) if not a.name.whole else (b, a)
    named = long.name.family in short.company
    return Share(1.0, f"{short.shown} is named beside others of the family of {long.shown}") if named else None


def only_bearer_of_a_given_name(a: Person, b: Person) -> Share | None:
    """A given name alone that one person of the story bears and no other ("On Monday Karl told you")."""
    if not _stands_first(a, b):
        return None
    short, long = (a, b) if not a.name.whole else (b, a)
    fits = short.sole and short.name.family == long.name.given[0]
    return Share(1.0, f"nobody else in the story is called {short.shown}") if fits else None


def same_role(a: Person, b: Person) -> Share | None:
    """A role that reports give to both."""
    shared = sorted(a.roles & b.roles)
    return Share(1.0, f"both are called {shared[0]}") if shared else None


def same_party(a: Person, b: Person) -> Share | None:
    """Both belong to one party."""
    return Share(1.0, f"both belong to {a.party}") if a.party and a.party == b.party else None


def same_company(a: Person, b: Person) -> Share | None:
    """Named together with the same other people."""
    shared = sorted(a.company & b.company - {a.name.family, b.name.family})
    return Share(min(1.0, len(shared) / 2), f"both are named with {', '.join(shared[:3])}") if shared else None


def same_words_quoted(a: Person, b: Person) -> Share | None:
    """Reports quote both with the same words."""
    shared = sorted(a.said & b.said)
    return Share(1.0, f"both are quoted with “{shared[0]}”") if shared else None


PEOPLE: tuple[Row[Person], ...] = (
    Row(different_family_names),
    Row(different_given_names),
    Row(different_parties),
    Row(told_apart_in_one_report),
    Row(same_full_name, 1.0),
    Row(initial_fits, 0.75),
    Row(family_name_alone, 0.6),
    Row(misspelt_name, 0.55),
    Row(wrong_given_name, 0.45),
    Row(given_name_of_kin, 0.2),
    Row(only_bearer_of_a_given_name, 0.2),
    Row(same_role, 0.2),
    Row(same_party, 0.15),
    Row(same_company, 0.15),
    Row(same_words_quoted, 0.3),
)
"""What makes two people one: a misspelling needs a role, or a party or company besides, before it counts."""


def _titled(a: Person, b: Person) -> bool:
    """Whether one is the other's whole name with a title or form of address before it that no list knows."""
    short, long = sorted((a.name, b.name), key=lambda name: len(name.given))
    more = len(long.given) > len(short.given) and short.whole
    return (
        more
        and (short.family == long.family or _like_families(short, long))
        and long.given[-len(short.given) :] == short.given
    )


def _like_family(a: Person, b: Person) -> bool:
    return _like_families(a.name, b.name)


def _like_families(a: Name, b: Name) -> bool:
    """Whether two family names may be one got wrong; beside one given name more letters may be wrong."""
    if misspelt(a.family, b.family):
        return True
    common = any(len(given) > 2 for given in set(a.given) & set(b.given))
    return common and misheard(a.family, b.family)


def _turned(a: Person, b: Person) -> bool:
    """Whether one name has the other's words in another order ("Kato Ren" for "Ren Kato")."""
    one, other = (*a.name.given, a.name.family), (*b.name.given, b.name.family)
    return one != other and len(one) == 2 and one == other[::-1]


def _like_given(a: Person, b: Person) -> bool:
    """Whether two given names are likely one that a report got wrong: two letters, or half of a double name."""
    one, other = a.name.given[0], b.name.given[0]
    if set(one.split()) & set(other.split()):
        return True
    shortest = min(len(one), len(other))
    most = 2 if shortest > SHORT else 1
    slip = one[0] == other[0] and OSA.distance(one, other, score_cutoff=most) <= most
    return slip and shortest >= SHORT - 1 and not _of_two_sexes(one, other)


def _of_two_sexes(one: str, other: str) -> bool:
    """Whether one given name is the other with the ending of women ("Erika" for "Erik", "Paola" for "Paolo")."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return short[:-1] == long[:-1] and "a" in {short[-1], long[-1]}
    return long in {f"{short}a", f"{short}ina"}


def _one_place(a: Person, b: Person) -> bool:
    """Whether two are of one party, role or company, and one of them is named by a single report."""
    alone = min(len(a.reports), len(b.reports)) == 1
    return alone and bool(
        a.roles & b.roles
        or (a.party and a.party == b.party)
        or len(a.company & b.company) >= COMPANY
        or a.said & b.said
    )


def _one_post(a: Person, b: Person) -> bool:
    """Whether two hold a post of several words, which few share, or say the same words; one of them in one report."""
    posts = {role for role in a.roles & b.roles if " " in role}
    return bool(posts or a.said & b.said) and min(len(a.reports), len(b.reports)) == 1


def _initial(one: Person) -> bool:
    return len(one.name.given[0]) == 1


def _stands_first(a: Person, b: Person) -> bool:
    short, long = (a, b) if not a.name.whole else (b, a)
    if short.name.whole or not long.name.whole:
        return False
    return short.name.family == long.name.given[0] or misspelt(short.name.family, long.name.given[0])


def _people(known: Mapping[Place, Known], parties: Mapping[Place, str]) -> Iterator[Person]:
    families: dict[str, set[str]] = defaultdict(set)
    held: dict[tuple[str, str], list[Place]] = defaultdict(list)
    sole = _sole_parties(known, parties)
    for place in sorted(known):
        each = known[place]
        if each.kind == "person" and each.name and not each.plural:
            name = person(each.name)
            families[place.report].add(name.family)
            held[name.letters, parties.get(place) or sole.get(name.letters, "")].append(place)
    for (_, party), places in sorted(held.items()):
        name = person(known[places[0]].name or "")
        reports = frozenset(place.report for place in places)
        yield Person(
            name=name,
            shown=min(known[place].name or "" for place in places),
            party=party,
            roles=frozenset(key for place in places for role in known[place].roles for key in role.keys),
            company=frozenset(f for report in sorted(reports) for f in families[report]) - {name.family},
            reports=reports,
            places=tuple(places),
            said=frozenset(run for place in places for run in known[place].said),
        )


def _with_sole_names(found: Sequence[Person]) -> Iterator[Person]:
    """The people, those of one word marked that is one other's given name alone."""
    given: dict[str, set[str]] = defaultdict(set)
    for each in found:
        if each.name.whole:
            given[each.name.given[0]].add(each.name.letters)
    families = {each.name.family for each in found if each.name.whole}
    for each in found:
        name = each.name.family
        yield replace(each, sole=not each.name.whole and len(given[name]) == 1 and name not in families)


def _sole_parties(known: Mapping[Place, Known], parties: Mapping[Place, str]) -> dict[str, str]:
    """The party of a whole name to which all reports that give it one give the same."""
    found: dict[str, set[str]] = defaultdict(set)
    for place, each in known.items():
        if each.kind == "person" and each.name and parties.get(place) and person(each.name).whole:
            found[person(each.name).letters].add(parties[place])
    return {letters: min(those) for letters, those in found.items() if len(those) == 1}


def _links(found: Sequence[Person]) -> Iterator[Link]:
    postings: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(found):
        for block in _blocks(one):
            postings[block].append(i)
    for a, b in pairs(postings):
        verdict = weigh(PEOPLE, found[a], found[b])
        if verdict.score >= ENOUGH:
            yield Link(a, b, verdict.score, verdict.reasons)


def _blocks(one: Person) -> Iterator[str]:
    for each in near(one.name.family):
        yield f"near {each}"
    yield f"family {one.name.family}"
    if one.name.whole and not _initial(one):
        yield from (f"near {each}" for each in near(one.name.given[0]))
        yield f"given {one.name.given[0]}"
        yield " ".join(sorted((one.name.given[0], one.name.family)))


def _unambiguous(found: Sequence[Person], links: Sequence[Link]) -> list[Link]:
    """Without the links of a bare name that fits two people who must stay apart about equally well."""
    bearers: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        for bare, other in ((link.a, link.b), (link.b, link.a)):
            if not found[bare].name.whole and found[other].name.whole:
                bearers[bare].append(link)
    dropped: set[Link] = set()
    for bare, fitting in sorted(bearers.items()):
        ranked = sorted(fitting, key=lambda link: (-link.score, link.a, link.b))
        best = found[_other(ranked[0], bare)]
        rivals = [link for link in ranked[1:] if forbidden(PEOPLE, best, found[_other(link, bare)])]
        close = any(link.score > ranked[0].score - MARGIN for link in rivals)
        dropped.update(ranked if close else rivals)
    return [link for link in links if link not in dropped]


def _other(link: Link, one: int) -> int:
    return link.b if link.a == one else link.a
