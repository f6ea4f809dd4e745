"""Tracks: who talks with whom and how, from the events in which two or more parties met, meet or were to meet."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from parley.compose.attendance import Attendance, attending, named
from parley.compose.between import mediators, meetings, proposals
from parley.compose.cast import Cast
from parley.compose.channels import channels
from parley.compose.terms import Terms, fold
from parley.dossier import Track
from parley.reading import Status
from parley.report import Report, Span, stable_id
from parley.story import Event

TALKS = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""PLOVER types by which parties talk to each other."""

MOST_PARTIES = 5
"""More parties than this are a gathering named in passing, no channel."""

ENOUGH = 2
"""So many times reports must tell of talks without naming their sides before they are a track of their own."""

SIDES = {2: "bilateral", 3: "trilateral"}
"""What talks of so many parties are called."""

COMING: tuple[Status, ...] = ("planned", "proposed")
STRONGEST: tuple[Status, ...] = ("happened", "planned", "proposed", "unverified", "denied")


@dataclass(frozen=True, slots=True)
class Told:
    """Events with the words that tell them, and the parties that take stands, those that most reports know first."""

    events: Sequence[Event]
    reports: Mapping[str, Report]
    leading: tuple[str, ...] = ()
    tellings: Attendance = field(default_factory=dict)

    def words(self, event: Event) -> str:
        """The folded words of an event's evidence."""
        return fold(" | ".join(self.reports[s.report].quote(s) for s in event.evidence if s.report in self.reports))


def tracks(told: Told, cast: Cast) -> tuple[Track, ...]:
    """One track for each set of parties that talk, the busiest first.

    Talks of which a report names one side alone belong to the track that meets at the same place; a set of parties that
    meets where a larger one does is part of it. Talks of which no report names two sides are those of the parties that
    take stands in the story, as many as the reports count. Where no report tells of talks, a
    mediator who puts proposals to the sides is their channel.
    """
    groups: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    bare = []
    talks = [(event, _sides(event, told, cast)) for event in told.events if _is_talk(event)]
    for event, parties in talks:
        if len(parties) <= MOST_PARTIES:
            groups[parties].append(event)
    kept = {parties: _told(parties, held, told, cast) for parties, held in groups.items() if len(parties) > 1}
    whole = _absorbed({parties: held for parties, held in kept.items() if held})
    for parties, held in sorted(groups.items()):
        for event in held:
            if event not in kept.get(parties, ()) and not _join_by_place(event, parties, whole):
                bare.append(event)
    _join_leading(bare, told, whole, cast)
    if not whole and len(told.leading) >= min(SIDES) and (put := proposals(told.events, cast)):
        whole[tuple(sorted(told.leading[: min(SIDES)]))] = put
    found = [track for parties, held in whole.items() for track in _channels(parties, held, told, cast)]
    going = mediators(talks, cast)
    between = meetings(talks, going, lambda event: _shows(channels().apart, told.words(event)))
    found += [_between(who, side, held, told, cast) for (who, side), held in sorted(between.items())]
    return tuple(sorted(found, key=lambda t: (-len(t.events), t.label, STRONGEST.index(t.status), t.id)))


def _channels(parties: tuple[str, ...], held: list[Event], told: Told, cast: Cast) -> Iterator[Track]:
    """The track of some parties; what is still to come on another level, or elsewhere, is a channel of its own."""
    been = [event for event in held if event.status == "happened" and _is_held(event)]
    ahead = [event for event in held if event.status in COMING and been and _is_apart(event, been, told)]
    yield _track(parties, [event for event in held if event not in ahead], told, cast)
    if ahead:
        track = _track(parties, ahead, told, cast)
        yield replace(track, id=stable_id("track", *parties, "ahead"))


def _is_apart(event: Event, been: Sequence[Event], told: Told) -> bool:
    """Whether a meeting to come is on a level, or in a place, on which those before it were not."""
    places = _places(list(been))
    if event.place and places and event.place not in places:
        return True
    level = _levels(told.words(event))
    return bool(level) and not any(level & _levels(told.words(each)) for each in been)


def _levels(words: str) -> set[str]:
    return {name for name, listed in channels().levels.items() if _shows(listed, words)}


def _between(who: str, side: str, held: Sequence[Event], told: Told, cast: Cast) -> Track:
    """The track of one side with somebody who goes between the sides."""
    track = _track((side,), list(held), told, cast)
    formats = tuple(name for name in track.formats if name not in {*SIDES.values(), "multilateral"})
    people = {p.entity for event in held for p in event.participants if cast.party(p.entity) == side}
    return replace(
        track,
        id=stable_id("track", side, who),
        label=_label((side, who), formats, cast),
        participants=tuple(sorted({who, *(people - {side})})),
        formats=("bilateral", *formats),
    )


def _sides(event: Event, told: Told, cast: Cast) -> tuple[str, ...]:
    """The parties of a meeting; where a report counts more sides than it names, those that the story is about too.

    Who is named beside "both sides" and takes no stand himself is with them: a mediator, a host.
    """
    parties = tuple(sorted(attending(event, told.tellings, cast)))
    count = _count(told.words(event)) or 0
    sides = told.leading[:count]
    if (
        not parties
        or len(sides) < count
        or set(sides) <= set(parties)
        or len(set(parties) & set(sides)) == len(parties) >= count
    ):
        return parties
    if len(parties) >= count and not set(parties) & set(sides):
        return parties
    return tuple(sorted({*parties, *sides}))


def _join_leading(bare: list[Event], told: Told, whole: dict[tuple[str, ...], list[Event]], cast: Cast) -> None:
    """A track of the talks whose sides nobody names, for the parties that the story is about.

    Where a track with named parties has as many events, the talks may be theirs, and are left alone; not where the
    reports count more sides than it has.
    """
    words = {event.id: told.words(event) for event in bare}
    talks = [e for e in bare if e.status != "denied" and _shows(channels().talks, words[e.id])]
    counted = [count for e in talks if (count := _count(words[e.id]))]
    gathered = any(_shows(channels().gatherings, words[e.id]) for e in talks)
    everybody = min(len(told.leading), MOST_PARTIES) if gathered else 0
    size = max(sorted(set(counted)), key=counted.count, default=everybody)
    leading = tuple(sorted(told.leading[:size]))
    fitting = [
        e
        for e in talks
        if set(attending(e, told.tellings, cast)) <= set(leading) and _count(words[e.id]) in {None, size}
    ]
    busiest = max((len(held) for each, held in whole.items() if not counted or len(each) >= size), default=0)
    enough = 1 if counted and size > 2 else ENOUGH
    if size < 2 or len(leading) < size or len(fitting) < enough or busiest >= len(fitting):
        return
    home = next((each for each in whole if set(leading) <= set(each)), leading)
    whole[home] = [*whole.get(home, []), *fitting]


def _told(parties: tuple[str, ...], held: list[Event], told: Told, cast: Cast) -> list[Event]:
    """The events of some parties; where only talks that were denied name them, no "the talks" are theirs.

    What names nobody founds a track of parties that take stands in the story, of no others.
    """
    sure = [e for e in held if len(named(e, told.tellings, cast)) > 1 or _count(told.words(e)) or not told.tellings]
    if sure and all(event.status == "denied" for event in sure):
        return sure
    return held if sure or set(parties) <= set(told.leading) else []


def _count(words: str) -> int | None:
    return next((count for count, listed in channels().counts.items() if _shows(listed, words)), None)


def _shows(listed: Terms, words: str) -> bool:
    return any(listed.find(words, 0, len(words)))


def _absorbed(groups: dict[tuple[str, ...], list[Event]]) -> dict[tuple[str, ...], list[Event]]:
    """Groups without those whose parties and place belong to a larger one, nor a placeless event of its parties.

    Parties that met by themselves more often than with the others have a channel of their own.
    """
    whole: dict[tuple[str, ...], list[Event]] = {}
    for parties, held in sorted(groups.items(), key=lambda row: (-len(row[0]), row[0])):
        larger = [each for each in whole if set(parties) < set(each) and _met(held) <= _met(groups.get(each, ()))]
        there = [each for each in larger if _places(held) & _places(whole[each])]
        if there or (len(larger) == 1 and len(held) == 1 and not _places(held)):
            larger = there or larger
            whole[larger[0]] += held
        else:
            whole[parties] = list(held)
    return whole


def _met(events: Sequence[Event]) -> tuple[int, int]:
    """How many events took place, and how many are told in all."""
    return sum(event.status == "happened" for event in events), len(events)


def _join_by_place(event: Event, parties: tuple[str, ...], whole: dict[tuple[str, ...], list[Event]]) -> bool:
    """Adds an event to the one track that has its parties and meets at its place; False unless there is exactly one."""
    fitting = [
        each for each in whole if set(parties) <= set(each) and event.place and event.place in _places(whole[each])
    ]
    if len(fitting) == 1:
        whole[fitting[0]].append(event)
    return len(fitting) == 1


def _places(events: list[Event]) -> set[str]:
    return {event.place for event in events if event.place}


def _is_talk(event: Event) -> bool:
    """Whether parties talk, or one proposes that they do."""
    return event.type in TALKS or (event.type == "REQUEST" and event.status == "proposed")


def _track(parties: tuple[str, ...], events: list[Event], told: Told, cast: Cast) -> Track:
    present = {p.entity for event in events for p in event.participants if p.entity not in parties}
    people = {who for who in present if cast.entities[who].kind in {"person", "organisation"}}
    places = [event.place for event in events if event.place]
    formats = _formats(events, told)
    evidence: list[Span] = sorted({span for event in events for span in event.evidence})
    return Track(
        id=stable_id("track", *parties),
        label=_label(parties, formats, cast),
        parties=parties,
        participants=tuple(sorted(people)),
        place=max(sorted(set(places)), key=places.count, default=None),
        status=_status(events),
        events=tuple(event.id for event in events),
        evidence=tuple(evidence),
        formats=(SIDES.get(len(parties), "multilateral"), *formats),
    )


def _status(events: list[Event]) -> Status:
    """What became of it at most; it has met where a session is told with its day, its place or by several reports."""
    told = {event.status for event in events}
    if told - {"happened"} and not any(event.status == "happened" and _is_held(event) for event in events):
        told -= {"happened"}
    return next((status for status in STRONGEST if status in told), "unverified")


def _is_held(event: Event) -> bool:
    """Whether an event is told as one that took place, and not only by its name ("talks between A and B")."""
    several = len({span.report for span in event.evidence}) > 1
    return event.type != "CONSULT" or several or event.place is not None or event.when is not None


def _formats(events: list[Event], told: Told) -> tuple[str, ...]:
    """The formats in which reports tell that the parties talk."""
    words = [told.words(event) for event in events if event.type in TALKS]
    return tuple(name for name, listed in channels().formats.items() if any(_shows(listed, each) for each in words))


def _label(parties: tuple[str, ...], formats: tuple[str, ...], cast: Cast) -> str:
    """The parties by name, and the formats in which they are told to talk."""
    names = " – ".join(sorted(cast.name(party) for party in parties))
    return f"{names} ({', '.join(formats)})" if formats else names
