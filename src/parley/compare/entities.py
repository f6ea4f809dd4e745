"""What a story says of each entity: name, id, kind, party, roles and spellings, from all that reports know of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from parley.compare.known import Known, Place, Titled
from parley.compare.names import bare, person
from parley.compare.words import fold
from parley.reading import Kind
from parley.report import Span, stable_id
from parley.story import Entity, Reason, Role, Variant

T = TypeVar("T")

RANK: tuple[Kind, ...] = ("party", "person", "organisation", "place", "other")
"""Which kind prevails where as many mentions speak for one as for another."""

_WHOSE = re.compile(r"^(?:his|her|its|their|our|my|your)\s+(?=\w)", re.IGNORECASE)

SLUG = 60
"""Most characters that a name gives to an id."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Local entities that are one, and why."""

    places: tuple[Place, ...]
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """A cluster and the entity that it becomes."""

    cluster: Cluster
    entity: Entity


@dataclass(frozen=True, slots=True)
class _Face:
    """What names an entity, before its party is known."""

    kind: Kind
    name: str
    named: bool


def entities_of(clusters: Sequence[Cluster], known: Mapping[Place, Known]) -> tuple[Resolved, ...]:
    """One entity for each cluster; ids are slugs of kind and name, with a digest only where two would clash."""
    faces = [_face([known[place] for place in cluster.places]) for cluster in clusters]
    ids = _ids(clusters, faces, known)
    owner = {place: i for i, cluster in enumerate(clusters) for place in cluster.places}
    found: list[Resolved] = []
    for i, cluster in enumerate(clusters):
        all_known = [known[place] for place in cluster.places]
        party = _party(all_known, known, owner, faces)
        codes = Counter(each.code for each in all_known if each.code)
        entity = Entity(
            id=ids[i],
            name=faces[i].name,
            kind=faces[i].kind,
            party=ids[party] if party is not None and party != i else None,
            roles=_roles(role for each in all_known for role in each.roles),
            mentions=tuple(sorted({span for each in all_known for span in each.mentions})),
            variants=_variants(all_known, faces[i]),
            code=_most(codes) if codes else None,
            why=cluster.why,
        )
        found.append(Resolved(cluster, entity))
    return tuple(found)


def _face(all_known: Sequence[Known]) -> _Face:
    kinds: Counter[Kind] = Counter()
    names: Counter[str] = Counter()
    reports: dict[str, set[str]] = defaultdict(set)
    for each in all_known:
        kinds[each.kind] += len(each.mentions)
        if each.name:
            names[each.name] += len(each.mentions)
            reports[each.name].add(each.place.report)
    top = max(kinds.values())
    kind = next(kind for kind in RANK if kinds.get(kind) == top)
    kind = "party" if "party" in kinds and any(each.code for each in all_known) else kind
    if not names:
        return _Face(kind, _description(all_known), named=False)
    whole = [name for name in names if kind != "person" or _whole(name)] or list(names)
    best = min(whole, key=lambda name: (-len(reports[name]), -names[name], -len(name.split()), name))
    return _Face(kind, best, named=True)


def _whole(name: str) -> bool:
    parts = person(name)
    return parts.whole and len(parts.given[0]) > 1


def _description(all_known: Sequence[Known]) -> str:
    worded = [each.description for each in all_known if each.description]
    worded += [spelling.text for each in all_known for spelling in each.descriptions]
    words = Counter(_WHOSE.sub("", bare(text)) for text in worded)
    if len({each.place.report for each in all_known}) > 1:
        return min(words, key=lambda text: (-words[text], -len(text), text), default="unnamed")
    return min(words, key=lambda text: (-len(text), text), default="unnamed")


def _ids(clusters: Sequence[Cluster], faces: Sequence[_Face], known: Mapping[Place, Known]) -> list[str]:
    slugs = [f"{face.kind}-{_slug(face.name)}" for face in faces]
    often = Counter(slugs)
    ids: list[str] = []
    for slug, face, cluster in zip(slugs, faces, clusters, strict=True):
        if face.named and often[slug] == 1:
            ids.append(slug)
            continue
        first = min(known[place].mentions[0] for place in cluster.places)
        ids.append(stable_id(slug, first.report, str(first.start)))
    return ids


def _slug(name: str) -> str:
    return "-".join(fold(name).replace(".", "").replace("'", "").split())[:SLUG].strip("-")


def _party(
    all_known: Sequence[Known], known: Mapping[Place, Known], owner: Mapping[Place, int], faces: Sequence[_Face]
) -> int | None:
    """The party that most of an entity's mentions speak for; the end of the chain from body to party."""
    votes: Counter[int] = Counter()
    for each in all_known:
        party = _chained(each.party, known, owner, faces)
        if party is None and each.kind == "person":
            party = _joined(each.party, known, owner)
        if party is not None:
            votes[party] += 1 + len(each.roles)
    return min(votes, key=lambda party: (-votes[party], faces[party].name)) if votes else None


def _joined(place: Place | None, known: Mapping[Place, Known], owner: Mapping[Place, int]) -> int | None:
    """The body of members that somebody speaks for ("leader of the Bakers' League"), though it is no side itself."""
    return owner.get(place) if place is not None and place in known and known[place].bargains else None


def _chained(
    place: Place | None, known: Mapping[Place, Known], owner: Mapping[Place, int], faces: Sequence[_Face]
) -> int | None:
    seen: set[Place] = set()
    while place is not None and place in owner and place not in seen:
        seen.add(place)
        if faces[owner[place]].kind == "party":
            return owner[place]
        place = known[place].party
    return None


def _roles(titled: Iterable[Titled]) -> tuple[Role, ...]:
    """Roles of the same words as one, in the wording that most reports use."""
    held: dict[str, list[Titled]] = defaultdict(list)
    for role in titled:
        held["; ".join(sorted(role.keys)) or fold(role.text)].append(role)
    merged: list[Role] = []
    for _, same in sorted(held.items()):
        words = Counter(role.text for role in same)
        merged.append(Role(_most(words), tuple(sorted({role.span for role in same}))))
    return tuple(sorted(merged, key=lambda role: (-len(role.evidence), role.text)))


def _variants(all_known: Sequence[Known], face: _Face) -> tuple[Variant, ...]:
    """Distinct spellings; descriptions count where they stand for a party or where no name is known."""
    spelt: dict[str, set[Span]] = defaultdict(set)
    for each in all_known:
        described = each.descriptions if face.kind == "party" or not face.named else ()
        worded = [spelling for spelling in described if not face.named or " " in spelling.text]
        for spelling in (*each.spellings, *worded):
            if spelling.text:
                spelt[spelling.text].add(spelling.span)
    return tuple(
        Variant(text, tuple(sorted(spans)))
        for text, spans in sorted(spelt.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def _most(counted: Counter[T]) -> T:
    """The most frequent, ties by spelling."""
    return min(counted, key=lambda item: (-counted[item], str(item)))
