"""Events against NewsReader MEANTIME (Minard et al. 2016, CC BY 4.0): triggers and participants, for orientation only.

    python -m quality.eventive DATA [--engine NAME] [--half held-out|development]

DATA is the folder of the corpus. The first six sentences of each article are annotated and read. Articles with an odd
index in the order of their names are held out; those with an even index may serve to develop and to train.

MEANTIME marks everything that happens or holds, a reading only what belongs to a type of PLOVER, so recall is low by
design. `trigger` counts all of them; `trigger, own` leaves out verbs of speech and grammatical verbs, which a reading
has as attributions or not at all. A trigger is found where it meets the gold's, one to one. `participant`: Arg0 as
actor, Arg1 and Arg2 as recipient, persons, organisations and places only, of the events of all other classes, found
where a participant of the matched event meets it in the same role (`participant` is either role); `participant, met`
counts only events that were matched.
"""

import argparse
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.reading import LocalEvent, Reading
from parley.report import Report
from quality.engine import DEFAULT, chosen
from quality.measure import harmonic, share
from quality.times import Laid, laid

ROWS = ("trigger", "trigger, own", "participant", "participant, met")
_ROLES = {"Arg0": "actor", "Arg1": "recipient", "Arg2": "recipient"}
_ACTING = {"PER", "ORG", "LOC"}
_OTHERWISE = {"SPEECH_COGNITIVE", "GRAMMATICAL"}

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A gold participant: actor or recipient, and its characters."""

    role: str
    place: Place


@dataclass(frozen=True, slots=True)
class Event:
    """A gold event: its trigger, whether it is of speech or grammatical, its participants."""

    place: Place
    otherwise: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """The annotated sentences of an article with their events."""

    report: Report
    events: tuple[Event, ...]


def articles(folder: Path) -> Iterator[Article]:
    """All articles in the order of their names."""
    for path in sorted(folder.glob("intra-doc_annotation/*/*.xml")):
        root = ET.parse(path).getroot()  # noqa: S314  the corpus's own files
        made = laid(root, path.stem)
        yield Article(made.report, tuple(_events(root, made)))


def _events(root: ET.Element, made: Laid) -> Iterator[Event]:
    instance = {_id(source): _ref(link) for link in root.iter("REFERS_TO") for source in link.iter("source")}
    sort = {_id(entity): entity.get("ent_type") for entity in root.iter("ENTITY")}
    kind = {_id(event): event.get("class") for event in root.iter("EVENT")}
    acting = {
        _id(mention): _bounds(spots)
        for mention in root.iter("ENTITY_MENTION")
        if (spots := made.spots(mention)) and sort.get(instance.get(_id(mention), "")) in _ACTING
    }
    parts: dict[str, list[Part]] = {}
    for link in root.iter("HAS_PARTICIPANT"):
        role, place = _ROLES.get(link.get("sem_role", "")), acting.get(_ref(link))
        for source in link.iter("source") if role and place else ():
            parts.setdefault(_id(source), []).append(Part(role or "", place or (0, 0)))
    for mention in root.iter("EVENT_MENTION"):
        if spots := made.spots(mention):
            otherwise = kind.get(instance.get(_id(mention), "")) in _OTHERWISE
            yield Event(_bounds(spots), otherwise, tuple(parts.get(_id(mention), ())))


def _id(element: ET.Element) -> str:
    return element.get("m_id", "")


def _ref(link: ET.Element) -> str:
    target = link.find("target")
    return "" if target is None else _id(target)


def _bounds(spots: Sequence[Place]) -> Place:
    return min(start for start, _ in spots), max(end for _, end in spots)


# ------------------------------------------------------------------------------------------------------------- scoring


def count(article: Article, reading: Reading) -> Counter[str]:
    """What one article adds to the sums: right, gold and read of each of ROWS."""
    gold, read = article.events, reading.events
    met = _matched([event.place for event in gold], [_place(event) for event in read])
    own = [(gold[i], read[j]) for i, j in met if not gold[i].otherwise]
    spoken = len(met) - len(own)
    sums = _sums("trigger", len(met), len(gold), len(read))
    eventful = [event for event in gold if not event.otherwise]
    sums.update(_sums("trigger, own", len(own), len(eventful), len(read) - spoken))
    right = sum(len(_parts(event, other)) for event, other in own)
    told = sum(len(event.participants) for _, event in own)
    sums.update(_sums("participant, met", right, sum(len(event.parts) for event, _ in own), told))
    matched = {j for _, j in met}
    extra = sum(len(event.participants) for j, event in enumerate(read) if j not in matched)
    sums.update(_sums("participant", right, sum(len(event.parts) for event in eventful), told + extra))
    return sums


def _sums(name: str, right: int, gold: int, read: int) -> Counter[str]:
    return Counter({f"{name} right": right, f"{name} gold": gold, f"{name} read": read})


def _place(event: LocalEvent) -> Place:
    return event.trigger.start, event.trigger.end


def _parts(event: Event, read: LocalEvent) -> list[tuple[int, int]]:
    """Pairs of participants in the same role whose characters meet."""
    gold = [part.place for part in event.parts]
    told = [(part.span.start, part.span.end) for part in read.participants]
    allowed = {
        (i, j)
        for i, part in enumerate(event.parts)
        for j, other in enumerate(read.participants)
        if other.role in {part.role, "participant"}
    }
    return _matched(gold, told, allowed)


def _matched(
    gold: Sequence[Place], read: Sequence[Place], allowed: set[tuple[int, int]] | None = None
) -> list[tuple[int, int]]:
    """Indexes of stretches that meet, one to one, those that share most characters first."""
    meeting = sorted(
        (min(g[1], r[1]) - max(g[0], r[0]), -i, -j)
        for i, g in enumerate(gold)
        for j, r in enumerate(read)
        if g[0] < r[1] and r[0] < g[1] and (allowed is None or (i, j) in allowed)
    )
    found: dict[int, int] = {}
    for _, i, j in reversed(meeting):
        if -i not in found and -j not in found.values():
            found[-i] = -j
    return list(found.items())


def show(sums: Counter[str]) -> str:
    """The table, in percent."""
    rows = []
    for name in ROWS:
        right, gold, read = (sums[f"{name} {part}"] for part in ("right", "gold", "read"))
        precision, recall = share("p", right, read), share("r", right, gold)
        p, r, f = (100 * (one.value or 0.0) for one in (precision, recall, harmonic("f", precision, recall)))
        rows.append(f"{name:16s} P {p:5.1f}  R {r:5.1f}  F {f:5.1f}  ({right} right, {gold} gold, {read} read)")
    return "\n".join(rows)


def main() -> int:
    """Reads the articles of a half and prints how well; status 1 where there is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--engine", default=DEFAULT)
    parser.add_argument("--half", choices=("held-out", "development"), default="held-out")
    options = parser.parse_args()
    half = list(articles(options.data))[options.half == "held-out" :: 2]
    if not half:
        print(f"no article in {options.data}", file=sys.stderr)
        return 1
    engine = chosen(options.engine)
    sums: Counter[str] = Counter()
    for article in half:
        (reading,) = engine.read([article.report])
        sums.update(count(article, reading))
    print(f"MEANTIME, {options.half}, {len(half)} articles, engine {options.engine}")
    print(show(sums))
    return 0


if __name__ == "__main__":
    sys.exit(main())
