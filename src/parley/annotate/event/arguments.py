"""Who takes part in an event: the subject, object and prepositions of a verb, the owner and complements of a noun."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from parley.annotate.event.scenes import Link, Scene, Standing
from parley.annotate.event.statuses import before_noun, of_object, verb_status
from parley.annotate.event.triggers import Trigger, lemmas, listed, verb_trigger
from parley.annotate.nounphrases import NounPhrase
from parley.annotate.tenses import BE
from parley.reading import Participant, Status

Part = Literal["actor", "recipient", "participant"]
_REACH = 30
"""Words after a trigger within which its complements stand."""
_SIDES = frozenset({"with", "between", "among", "by", "involving", "including", "against"})
"""Prepositions after which a place stands for its people."""
_SHARED = frozenset({"with", "between", "among", "involving", "including", "by", "of", "alongside"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """Participants of an event, its status, the clause that tells it, and whether a verb says that it takes place."""

    participants: tuple[Participant, ...]
    status: Status
    clause: tuple[int, int]
    reach: tuple[int, int]
    """Tokens among which its time and place stand: the clause, or a noun with its complements."""
    told: bool
    doers: frozenset[str] = frozenset()
    """The main words of the subject of a verb."""
    deed: str = ""
    """The verb that has an event noun as its subject."""
    others: tuple[tuple[int, int], ...] = ()
    """Tokens of other event nouns with their complements: times and places there are theirs."""


def of_verb(scene: Scene, trigger: Trigger, group: int) -> Arguments:
    """The arguments of a verb trigger in the verb group with this index."""
    verb, kind = scene.verbs.groups[group], trigger.kind
    upper = _upper(scene, group)
    subject = scene.who(scene.subject(group), places=not verb.passive or kind.mutual)
    objects = () if kind.topic else scene.who(scene.right(trigger.last, upper), places=kind.mutual)
    others = _after_prepositions(scene, trigger.last, upper, kind.to | ({"from"} if kind.reversed else set()))
    agents = _after_prepositions(scene, trigger.last, upper, {"by"}) if verb.passive else ()
    if kind.mutual:
        parts = _parts("participant", (*subject, *objects, *others, *agents))
    elif kind.reversed:
        parts = (*_parts("actor", (*others, *agents)), *_parts("recipient", subject))
    elif verb.passive:
        parts = (*_parts("actor", agents), *_parts("recipient", (*subject, *others)))
    else:
        parts = (*_parts("actor", subject), *_parts("recipient", (*objects, *others)))
    clause = (scene.verbs.starts[group], scene.verbs.ends[group])
    doers = scene.governed(group).subjects
    return Arguments(_each_once(parts), verb_status(scene, group), clause, clause, told=True, doers=doers)


def _upper(scene: Scene, group: int) -> int:
    """Where the complements of a verb end: at the next verb or the end of its clause."""
    end = min(scene.verbs.ends[group], scene.verbs.groups[group].head + _REACH)
    following = scene.verbs.groups[group + 1].first if group + 1 < len(scene.verbs.groups) else end
    return min(end, max(following, scene.verbs.groups[group].head + 1))


def _after_prepositions(scene: Scene, start: int, upper: int, prepositions: Iterable[str]) -> tuple[Standing, ...]:
    found: list[Standing] = []
    wanted = frozenset(prepositions)
    for index in range(start, upper - 1):
        if wanted == {"by"} and scene.parse.word(index) == ",":
            break
        if scene.parse.lower(index) in wanted and scene.phrases.around(index + 1):
            acts = scene.parse.lower(index) in _SIDES
            found.extend(scene.who(scene.right(index + 1, upper), places=acts))
    return tuple(found)


def _parts(role: Part, standings: Sequence[Standing]) -> tuple[Participant, ...]:
    return tuple(Participant(standing.entity, role, standing.span) for standing in standings)


def _each_once(parts: Sequence[Participant]) -> tuple[Participant, ...]:
    seen: dict[int, Participant] = {}
    for part in parts:
        seen.setdefault(part.entity, part)
    return tuple(seen.values())


def of_noun(scene: Scene, trigger: Trigger, phrase: NounPhrase) -> Arguments:
    """The arguments of a noun trigger at the head of a noun phrase, with those that the verb beside it adds."""
    kind, start = trigger.kind, scene.phrases.start(phrase)
    inner: tuple[Standing, ...] = ()
    if start < trigger.first:
        inner = scene.named(scene.parse.span(start, trigger.first))
    actors: Part = "participant" if kind.mutual else "actor"
    parts = [*_parts(actors, inner), *_complements(scene, trigger, phrase)]
    subject_of, object_of = _subject_of(scene, phrase), _object_of(scene, phrase)
    if subject_of >= 0:
        parts += _as_subject(scene, trigger, subject_of)
        status = _subject_status(scene, subject_of)
    elif object_of >= 0:
        parts += _as_object(scene, trigger, object_of)
        status = of_object(scene, object_of)
    else:
        owner = scene.verbs.before(start)
        parts += _beside_be(scene, trigger, start, owner) or _present(scene, trigger, phrase)
        status = before_noun(scene, start, owner if owner >= 0 else None)
    group = subject_of if subject_of >= 0 else object_of if object_of >= 0 else scene.verbs.before(start)
    clause = _clause(scene, group, trigger)
    told = subject_of >= 0 or (object_of >= 0 and _takes_place(scene, trigger, object_of))
    governed = subject_of >= 0 or object_of >= 0
    alone = not governed and not _shares(scene, trigger, start) and scene.verbs.groups
    reach = (start, _complement_end(scene, trigger, phrase)) if alone else clause
    deed = scene.parse.lower(scene.verbs.groups[subject_of].head) if subject_of >= 0 else ""
    return Arguments(_each_once(parts), status, clause, reach, told, deed=deed)


def _shares(scene: Scene, trigger: Trigger, start: int) -> bool:
    """Whether a noun has the time of its clause: "said at the talks", "said on Monday after a meeting"."""
    first = scene.sentence.first
    before = scene.parse.lower(start - 1) if start > first else ""
    after = before in {"after", "following"} and start - 2 >= first and start - 2 in scene.timed
    return before in {"at", "during"} or (after and trigger.kind.mutual)


def _takes_place(scene: Scene, trigger: Trigger, group: int) -> bool:
    """Whether a verb says of its object that it takes place, or will, or will not."""
    word = scene.parse.lower(scene.verbs.groups[group].head)
    keys = ("doing", "proposing", "planning", "denying") if not trigger.kind.mutual else ("light",)
    return any(word in lemmas(key) for key in keys)


def _clause(scene: Scene, group: int, trigger: Trigger) -> tuple[int, int]:
    whole = (scene.sentence.first, scene.sentence.last)
    if group < 0:
        group = 0 if scene.verbs.groups else -1
    if group < 0:
        return whole
    start, end = scene.verbs.starts[group], scene.verbs.ends[group]
    if trigger.first < start and group > 0:
        start = scene.verbs.starts[group - 1]
    return min(start, trigger.first), max(end, trigger.last)


def _complements(scene: Scene, trigger: Trigger, phrase: NounPhrase) -> list[Participant]:
    """Participants after a noun: "between A and B", "on B by A", "of B"."""
    found: list[Participant] = []
    for part in _prepositional(scene, trigger, phrase):
        if part.word in _SHARED or part.word in trigger.kind.to:
            found += _parts(_role(trigger, part.word), scene.who(part.links, places=part.word in _SIDES))
    return found


def _complement_end(scene: Scene, trigger: Trigger, phrase: NounPhrase) -> int:
    """The token after the last complement of a noun."""
    return max([phrase.last, *(part.end for part in _prepositional(scene, trigger, phrase))])


@dataclass(frozen=True, slots=True)
class Complement:
    """A preposition after a noun, the phrases that it introduces, and the token after them."""

    word: str
    links: tuple[Link, ...]
    end: int


def _prepositional(scene: Scene, trigger: Trigger, phrase: NounPhrase) -> Iterator[Complement]:
    """The complements of a noun, up to the next verb or comma; a time among them has no phrases."""
    index, upper = phrase.last, min(scene.sentence.last, phrase.last + _REACH)
    while index < upper - 1:
        word, tag = scene.parse.lower(index), scene.parse.tokens[index].tag
        if index in scene.timed:
            index += 1
            yield Complement("", (), index)
            continue
        named = word in _SHARED or word in trigger.kind.to
        if word == "," and scene.parse.lower(index + 1) in {"including", "involving"}:
            index += 1
            continue
        if not named and tag not in {"IN", "TO"}:
            break
        links = scene.right(index + 1, upper)
        timed = index + 1 in scene.timed
        if not links and not timed:
            break
        index = links[-1].phrase.last if links and not timed else index + 1
        yield Complement(word, () if timed else links, index)


def _role(trigger: Trigger, word: str) -> Part:
    kind = trigger.kind
    if kind.mutual or word in {"between", "among", "including", "involving"}:
        return "participant"
    if word == "by":
        return "actor"
    if word == "of":
        return "actor" if kind.of == "actor" else "recipient"
    return "recipient"


def _subject_of(scene: Scene, phrase: NounPhrase) -> int:
    """The first verb group that says something of a noun phrase, or -1."""
    first = scene.verbs.before(phrase.last) + 1
    for group in range(first, min(first + 2, len(scene.verbs.groups))):
        if _holds(scene, scene.subject(group), phrase):
            return _arranged(scene, group)
    return -1


def _arranged(scene: Scene, group: int) -> int:
    """The infinitive that "be" makes a thing to come ("the talks are to be resumed"), else the verb itself."""
    groups = scene.verbs.groups
    verb = groups[group]
    be = verb.first == verb.head and scene.parse.lower(verb.head) in BE and group + 1 < len(groups)
    return group + 1 if be and groups[group + 1].to and groups[group + 1].first == verb.head + 1 else group


def _object_of(scene: Scene, phrase: NounPhrase) -> int:
    """The verb group that has a noun phrase as its object, or -1."""
    group = scene.verbs.before(scene.phrases.start(phrase))
    if group < 0 or scene.parse.lower(scene.verbs.groups[group].head) == "following":
        return -1
    links = scene.right(scene.verbs.groups[group].head + 1, scene.sentence.last)
    return group if _holds(scene, links, phrase) else -1


def _holds(scene: Scene, links: Sequence[Link], phrase: NounPhrase) -> bool:
    """Whether a phrase is one of a chain, or what a measure before it is of ("two days of talks")."""
    for place, link in enumerate(links):
        measured = place > 0 and scene.parse.lower(links[place - 1].phrase.head) in listed("measures")
        if link.phrase.head == phrase.head and (measured or not link.inner):
            return True
    return False


def _subject_status(scene: Scene, group: int) -> Status:
    verb = scene.verbs.groups[group]
    return of_object(scene, group) if verb.passive else verb_status(scene, group)


def _as_subject(scene: Scene, trigger: Trigger, group: int) -> list[Participant]:
    """What the verb of an event noun adds: "meetings that included A", "an attack was launched by A"."""
    verb = scene.verbs.groups[group]
    word, upper = scene.parse.lower(verb.head), _upper(scene, group)
    if word in lemmas("including") and not verb.passive:
        return list(_parts("participant", scene.who(scene.right(verb.head + 1, upper), places=True)))
    added = list(_complements_of_verb(scene, trigger, verb.head + 1, upper))
    if verb.passive and word in lemmas("light"):
        role: Part = "participant" if trigger.kind.mutual else "actor"
        added += _parts(role, _after_prepositions(scene, verb.head + 1, upper, {"by"}))
    return added


def _complements_of_verb(scene: Scene, trigger: Trigger, start: int, upper: int) -> tuple[Participant, ...]:
    """Sides told after the verb: "talks resumed with A", "talks were held between A and B"."""
    if not trigger.kind.mutual or verb_trigger(scene.parse, start - 1, upper, ()):
        return ()
    return _parts("participant", _after_prepositions(scene, start, upper, {"with", "between", "among"}))


def _as_object(scene: Scene, trigger: Trigger, group: int) -> list[Participant]:
    """Who does what an event noun names: "A held talks", "A launched an attack"."""
    word = scene.parse.lower(scene.verbs.groups[group].head)
    if scene.verbs.groups[group].passive:
        return []
    subject = scene.who(scene.subject(group), places=True)
    if trigger.kind.mutual:
        return list(_parts("participant", subject)) if word in lemmas("light") else []
    if word in lemmas("suffering"):
        return list(_parts("recipient", subject))
    return list(_parts("actor", subject)) if word in lemmas("doing") else []


def _present(scene: Scene, trigger: Trigger, phrase: NounPhrase) -> list[Participant]:
    """Who does something at, during or after an event: "said at the talks", "after a meeting A left"."""
    start = _measured(scene, phrase)
    before = scene.parse.lower(start - 1) if start > scene.sentence.first else ""
    around = before in {"at", "during"} or (before in {"after", "following"} and trigger.kind.mutual)
    seat = start - 2 >= scene.sentence.first and scene.parse.lower(start - 2) in listed("seats")
    if not around or seat or trigger.kind.type not in {"CONSULT", "PROTEST"}:
        return []
    owner = scene.verbs.before(start)
    opens = owner < 0 or scene.verbs.groups[owner].head == start - 1
    if opens and start - 1 == scene.sentence.first:
        owner = next((at for at, verb in enumerate(scene.verbs.groups) if verb.finite), -1)
    if owner < 0 or scene.verbs.groups[owner].passive:
        return []
    role: Part = "participant" if trigger.kind.mutual else "actor"
    known = scene.who(scene.subject(owner))
    return [part for part in _parts(role, known) if scene.cast.entities[part.entity].kind != "other"]


def _measured(scene: Scene, phrase: NounPhrase) -> int:
    """The first token of a noun phrase, or of the measure that it is told of ("nine hours of talks")."""
    start = scene.phrases.start(phrase)
    if start - 2 >= scene.sentence.first and scene.parse.lower(start - 1) == "of":
        measure = scene.phrases.around(start - 2)
        if measure and scene.parse.lower(measure.head) in listed("measures"):
            return scene.phrases.start(measure)
    return start


def _beside_be(scene: Scene, trigger: Trigger, start: int, group: int) -> list[Participant]:
    """The subject of "were in talks", and of "took part in talks"."""
    if group < 0 or not trigger.kind.mutual or scene.parse.lower(start - 1) not in {"in", "into", "at", "on"}:
        return []
    if scene.parse.lower(start - 1) == "on" and scene.parse.lower(start - 2) != "in":
        return []
    verb = scene.verbs.groups[group]
    gap = start - 1 - verb.head
    word = scene.parse.lower(verb.head)
    takes_part = word in lemmas("taking_part") and gap <= 3
    be = scene.parse.lower(verb.head) in {"be", "is", "are", "was", "were", "been", "remain", "remained", "remains"}
    if not takes_part and not (be and gap <= 2):
        return []
    return list(_parts("participant", scene.who(scene.subject(group), places=True)))
