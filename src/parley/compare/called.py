"""Called: which named body a report means that only says "the union" or "the commission"."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from parley.compare import vocabulary
from parley.compare.entities import Cluster
from parley.compare.known import Known, Place
from parley.compare.words import fold
from parley.story import Reason


def with_called(clusters: Sequence[Cluster], all_known: Mapping[Place, Known]) -> list[Cluster]:
    """The clusters, those that are only called "the union" joined to the one body of the story that may be called so.

    Bodies of a kind come from an index by the words of their names, and only one may fit; nothing is joined to a
    body that the same report names.
    """
    fitting = _by_noun(clusters, all_known)
    joined: dict[int, list[int]] = defaultdict(list)
    for i, cluster in enumerate(clusters):
        noun = _only_called([all_known[place] for place in cluster.places])
        found = _sole(fitting.get(noun, ()), clusters, all_known) if noun else None
        if found is not None and not _reports(clusters[found]) & _reports(cluster):
            joined[found].append(i)
    gone = {i for those in joined.values() for i in those}
    return [
        _with(cluster, [clusters[j] for j in joined.get(i, ())], all_known)
        for i, cluster in enumerate(clusters)
        if i not in gone
    ]


def ambiguous(clusters: Sequence[Cluster], all_known: Mapping[Place, Known]) -> frozenset[int]:
    """The clusters that are only called "the union" where several may be called so, or "the party", as any side may."""
    fitting = _by_noun(clusters, all_known)
    told = {i: _only_called([all_known[place] for place in cluster.places]) for i, cluster in enumerate(clusters)}
    return frozenset(
        i for i, noun in told.items() if noun and (len(fitting.get(noun, ())) > 1 or noun in vocabulary.bodies().of_any)
    )


def _only_called(held: Sequence[Known]) -> str:
    """The one noun by which reports speak of a body without a name: "the union", never "their union"."""
    if any(each.kind != "organisation" or each.name or each.plural or not each.definite for each in held):
        return ""
    told = {fold(each.description or "").removeprefix("the ") for each in held}
    noun = min(told)
    return noun if len(told) == 1 and noun in vocabulary.bodies().called - vocabulary.bodies().of_states else ""


def _by_noun(clusters: Sequence[Cluster], all_known: Mapping[Place, Known]) -> dict[str, list[int]]:
    """The clusters of named bodies by what they may be called."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, cluster in enumerate(clusters):
        held = [all_known[place] for place in cluster.places]
        told = {noun for each in held if each.name and each.kind != "place" for noun in nouns(each.name)}
        for noun in sorted(told):
            found[noun].append(i)
    return found


def nouns(name: str) -> Iterator[str]:
    """What the words of a name let a body be called."""
    words = set(fold(name).replace("'", " ").split())
    yield from words & vocabulary.bodies().called
    for noun, kinds in vocabulary.kinds().items():
        if words & kinds:
            yield noun


def _sole(fitting: Sequence[int], clusters: Sequence[Cluster], all_known: Mapping[Place, Known]) -> int | None:
    """The only one that fits, or the only party among those that do."""
    parties = [i for i in fitting if any(all_known[place].kind == "party" for place in clusters[i].places)]
    left = fitting if len(fitting) == 1 else parties
    return left[0] if len(left) == 1 else None


def _reports(cluster: Cluster) -> set[str]:
    return {place.report for place in cluster.places}


def _with(cluster: Cluster, others: Sequence[Cluster], all_known: Mapping[Place, Known]) -> Cluster:
    if not others:
        return cluster
    shown = min(all_known[place].name or "" for place in cluster.places if all_known[place].name)
    said = min(all_known[place].description or "" for other in others for place in other.places)
    reason = Reason("only body so called", 1.0, f"no other body of the story may be called “{said}” than {shown}")
    places = (*cluster.places, *(place for other in others for place in other.places))
    return replace(cluster, places=tuple(sorted(places)), why=(*cluster.why, reason))
