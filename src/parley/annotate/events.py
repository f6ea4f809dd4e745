"""Events with PLOVER type, participants, place, time and status, from trigger words and the clauses they stand in.

The types are those of PLOVER (Open Event Data Alliance); triggers and their arguments stand in `lexicon/events.toml`.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parley.annotate.cast import Cast
from parley.annotate.event.adjectives import adjectives
from parley.annotate.event.arguments import Arguments, of_noun, of_verb
from parley.annotate.event.enough import common, counts, refuses, settles
from parley.annotate.event.figures import literal
from parley.annotate.event.pairs import pair_of
from parley.annotate.event.refusals import refusals
from parley.annotate.event.scenes import Link, Scene
from parley.annotate.event.settings import place_of, time_of
from parley.annotate.event.statuses import aimed_at, beside, hypothetical, unchecked
from parley.annotate.event.triggers import Trigger, lemmas, listed, noun_trigger, sense, verb_trigger
from parley.annotate.event.uses import NOTHING, Page, Use, page_of
from parley.annotate.nounphrases import NounPhrase, noun_phrases
from parley.annotate.parse import Parse
from parley.annotate.tenses import MARKS, SUBORDINATE, predicates
from parley.reading import Attribution, LocalEvent, Participant, Sentence, Status, TimeExpression
from parley.report import Span

_NEAR = 12
"""Events back among which it is looked for."""
_BACK = 2
"""Sentences back in which "the talks" may have been told before."""
_SENSES = frozenset({"speak", "see"})
_MUTE = frozenset({"refuse", "decline"})
_SUMS = frozenset({"thousand", "million", "billion", "trillion", "$", "€", "£", "%", "percent", "dollars", "euros"})
"""Words of sums and shares."""
_LONG = 24
"""Characters above which a quotation is somebody's own words, not a word at a distance."""
_ABOUT = frozenset({"on", "about", "over", "around", "concerning", "regarding"})
"""Words that give talks a subject of their own."""
_AGAIN = frozenset(
    {"the", "these", "those", "this", "another", "further", "second", "third", "next", "new", "fresh", "final", "more"}
)
"""Words by which a noun takes up, or goes on with, what was told before."""


@dataclass(frozen=True, slots=True)
class Account:
    """What the search for events reads: the report's own readings, and the sense of words that have two."""

    parse: Parse
    times: tuple[TimeExpression, ...]
    cues: frozenset[int]
    """Where cues of direct speech start: "agreed" after a quotation is no agreement."""
    senses: Mapping[tuple[str, str], str]
    quoted: tuple[tuple[int, int], ...] = ()
    """Where the outer quotations start and end, in text order."""
    page: Page = NOTHING
    """How far the report is one of war, or of candidates."""


def events(
    parse: Parse, cast: Cast, times: tuple[TimeExpression, ...], attributions: tuple[Attribution, ...]
) -> tuple[LocalEvent, ...]:
    """All events in the order of their triggers, each with at least a participant, a place or a time."""
    parse = _retagged(parse)
    cues = frozenset(item.cue.start for item in attributions if item.cue and item.kind == "direct")
    quoted = sorted((each.start, each.end) for each in parse.quotations if each.depth == 0)
    account = Account(parse, times, cues, sense(parse), tuple(quoted), page_of(parse))
    said: dict[int, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        said[attribution.sentence].append(attribution)
    found: list[LocalEvent] = []
    for scene in _scenes(parse, cast, times, pair_of(cast, attributions, parse.report.outlet or "")):
        for event in (*_of_scene(account, scene, found), *refusals(scene, said[scene.index])):
            if not _told(found, event):
                found.append(event)
    return tuple(found)


def _retagged(parse: Parse) -> Parse:
    """The parse with the verb after "talks" or "the sides" as a verb, which a tagger may take for a noun."""
    tokens = list(parse.tokens)
    for index in range(1, len(tokens) - 1):
        if tokens[index].tag not in {"NN", "JJ", "RB"} or parse.lower(index) not in listed("going"):
            continue
        before = parse.lower(index - 1)
        plural = tokens[index - 1].tag == "NNS" and before in listed("collective")
        if (plural or before in listed("talks")) and tokens[index + 1].tag not in {"NN", "NNS", "JJ"}:
            tokens[index] = replace(tokens[index], tag="VBP")
    return parse if tuple(tokens) == parse.tokens else replace(parse, tokens=tuple(tokens))


def _scenes(parse: Parse, cast: Cast, times: Sequence[TimeExpression], pair: tuple[int, ...]) -> Iterator[Scene]:
    phrases = noun_phrases(parse, [token.tag for token in parse.tokens])
    sides = adjectives(parse, cast)
    groups: dict[int, tuple[int, ...]] = {}
    timed = {
        index
        for time in times
        if time.type != "SET"
        for index in range(parse.at(time.span.start), parse.at(time.span.end))
    }
    for index, sentence in enumerate(parse.sentences):
        verbs = predicates(parse, sentence.first, sentence.last)
        here = frozenset(token for token in range(sentence.first, sentence.last) if token in timed)
        scene = Scene(parse, cast, phrases, sentence, index, verbs, here, sides, pair, groups)
        groups.update(_groups(scene))
        yield scene


def _groups(scene: Scene) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Unnamed groups with the sides that "of" or "from" gives them ("the negotiators of A and B")."""
    start, end = scene.sentence.start, scene.sentence.end
    for mention in scene.cast.mentions_in(Span(scene.parse.report.id, start, end)):
        entity = scene.cast.entities[mention.entity]
        after = scene.parse.at(mention.span.end)
        if entity.kind != "other" or mention.form == "pronoun" or after + 1 >= scene.sentence.last:
            continue
        if scene.parse.lower(after) in {"of", "from"}:
            sides = scene.who(scene.right(after + 1, scene.sentence.last), places=True)
            named = tuple(side.entity for side in sides if scene.cast.entities[side.entity].kind == "party")
            if len(named) > 1:
                yield mention.entity, named


def _of_scene(account: Account, scene: Scene, before: Sequence[LocalEvent]) -> Iterator[LocalEvent]:
    doubtful = unchecked(scene.parse, scene.sentence.first, scene.sentence.last)
    triggers = sorted(_triggers(account, scene), key=lambda pair: pair[0].first)
    inner = [found.reach for trigger, found in triggers if trigger.noun and found.reach != found.clause]
    for trigger, arguments in triggers:
        others = tuple(reach for reach in inner if reach != arguments.reach and not _takes(trigger, reach))
        event = _event(account, scene, trigger, replace(arguments, others=others))
        event = event and literal(Use(scene, trigger, arguments, event, account.page))
        if event and doubtful and event.status == "happened":
            event = replace(event, status="unverified")
        known = event and (counts(event, scene, trigger, arguments) or settles(scene, trigger, event))
        if event and (known or common(scene, event, trigger, arguments)) and not _spoken_of(account, event):
            yield _resolved(event, scene, trigger, before)


def _takes(trigger: Trigger, reach: tuple[int, int]) -> bool:
    """Whether an event noun is the object that a verb asks for, so that its time is the verb's ("left the talks")."""
    return not trigger.noun and 0 <= reach[0] - trigger.last < trigger.kind.within


def _triggers(account: Account, scene: Scene) -> Iterator[tuple[Trigger, Arguments]]:
    parse = scene.parse
    taken: set[int] = set()
    for group, verb in enumerate(scene.verbs.groups):
        trigger = verb_trigger(parse, verb.head, scene.sentence.last, scene.timed, scene.governed(group))
        if trigger and parse.names[trigger.head] == "O" and not _spoken(account, parse, trigger):
            taken.update(range(trigger.first, trigger.last))
            yield _sensed(account, parse, trigger), of_verb(scene, trigger, group)
    for index in range(scene.sentence.first, scene.sentence.last):
        if parse.tokens[index].tag not in {"NN", "NNS"} or index in taken or parse.names[index] != "O":
            continue
        phrase = scene.phrases.around(index)
        trigger = noun_trigger(parse, index, (scene.sentence.first, scene.sentence.last)) if phrase else None
        if phrase and trigger and (phrase.head == index or trigger.last > index + 1):
            yield _sensed(account, parse, trigger), of_noun(scene, trigger, phrase)


def _spoken(account: Account, parse: Parse, trigger: Trigger) -> bool:
    """Whether a verb only says who spoke ("he agreed" after a quotation)."""
    return trigger.kind.type in {"AGREE", "SUPPORT"} and parse.tokens[trigger.head].start in account.cues


def _sensed(account: Account, parse: Parse, trigger: Trigger) -> Trigger:
    """The trigger with the type that the whole report gives a word of two senses."""
    known = account.senses.get((trigger.kind.type, parse.lower(trigger.head)))
    if not known or (trigger.last - trigger.first > 1 and trigger.kind.type == "ASSAULT"):
        return trigger
    return replace(trigger, kind=replace(trigger.kind, type=known, of="actor"))


def _event(account: Account, scene: Scene, trigger: Trigger, arguments: Arguments) -> LocalEvent | None:
    parse, clause = scene.parse, arguments.clause
    if hypothetical(scene, clause[0]) or _other_sense(scene, trigger):
        return None
    if trigger.kind.type != "CONSULT" and aimed_at(scene, trigger):
        return None
    status = arguments.status
    if status == "denied" and "no" in trigger.lemma.split():
        status = "happened"
    if status != "denied":
        status = beside(scene, trigger.first, trigger.last if trigger.noun else trigger.first) or status
    time = time_of(scene, account.times, arguments, trigger)
    if time is not None and _told_as_past(scene, trigger) and _to_come(account, time):
        time = None
    taken = frozenset(part.entity for part in arguments.participants)
    refused = status == "denied" and refuses(scene, trigger, arguments)
    status = "happened" if refused else status
    return LocalEvent(
        type="REJECT" if refused else trigger.kind.type,
        trigger=parse.span(trigger.first, trigger.last),
        evidence=_evidence(parse, scene.sentence, clause, trigger),
        participants=arguments.participants,
        status=_timed(account, status, time, loose=trigger.noun and not arguments.told),
        sentence=scene.index,
        place=place_of(scene, arguments, trigger, taken),
        time=time,
    )


def _other_sense(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb has a particle or an object that gives it another sense ("struck out", "meet its needs")."""
    parse = scene.parse
    if trigger.noun or trigger.last >= scene.sentence.last:
        return False
    if trigger.last == trigger.first + 1 and parse.tokens[trigger.last].tag == "RP":
        return True
    if trigger.kind.type == "REJECT" and trigger.lemma.split()[0] in _MUTE and _idle(parse, trigger.head + 1):
        return True
    if trigger.lemma in _SENSES and parse.lower(trigger.last) in listed("unheard"):
        return True
    links = scene.right(trigger.last, scene.sentence.last)
    if _misplaced(scene, trigger, links):
        return True
    counted = [link for link in links if parse.tokens[link.phrase.first].tag != "CD"]
    return any(parse.lower(link.phrase.head) in listed("things") for link in counted)


def _misplaced(scene: Scene, trigger: Trigger, links: Sequence[Link]) -> bool:
    """Whether the object is none for a verb: a paper that is handed over, a sum that is hit, a thing that is seen."""
    if trigger.kind.type == "RETREAT":
        return _hands_papers(scene, trigger)
    if trigger.kind.type == "ASSAULT":
        return bool(links) and _is_amount(scene.parse, links[0].phrase)
    seen = trigger.lemma == "see" and trigger.kind.least > 0
    return seen and not any(_is_somebody(scene, link.phrase) for link in links)


def _hands_papers(scene: Scene, trigger: Trigger) -> bool:
    """Whether what is handed over, withdrawn or released is a paper ("handed over the report")."""
    group = scene.verbs.before(trigger.head + 1)
    links = scene.right(trigger.last, scene.sentence.last)
    heads = {scene.parse.lower(link.phrase.head) for link in links if not link.inner}
    if scene.verbs.groups[group].passive:
        heads |= scene.governed(group).patients
    return bool(heads & listed("papers"))


def _is_amount(parse: Parse, phrase: NounPhrase) -> bool:
    """Whether a phrase is a sum or a share ("hit 120 billion dollars"), at which nobody can shoot."""
    inside = {parse.lower(index) for index in range(phrase.first, phrase.last)}
    return bool(inside & _SUMS)


def _is_somebody(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the main word of a phrase stands for a person or for sides of the talks."""
    if scene.parse.lower(phrase.head) in listed("collective"):
        return True
    entity = scene.cast.entity_of(scene.parse.span(scene.phrases.start(phrase), phrase.last))
    return entity is not None and scene.cast.entities[entity].kind == "person"


def _idle(parse: Parse, index: int) -> bool:
    """Whether at a token stands that somebody would not talk ("declined to comment")."""
    return index + 1 < len(parse.tokens) and parse.lower(index) == "to" and parse.lower(index + 1) in lemmas("idle")


def _spoken_of(account: Account, event: LocalEvent) -> bool:
    """Whether a direct quotation only speaks of what might be, with neither day nor place nor two who take part."""
    told = event.status in {"happened", "unverified"} or event.time is not None or event.place is not None
    if told or len(event.participants) > 1:
        return False
    at = bisect_right(account.quoted, (event.trigger.start, len(account.parse.report.text))) - 1
    start, end = account.quoted[at] if at >= 0 else (0, 0)
    return event.trigger.start < end and end - start > _LONG


def _told_as_past(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb says in the past tense that somebody did it, so that a day to come is of what he spoke of."""
    group = scene.verbs.groups[scene.verbs.before(trigger.head + 1)] if not trigger.noun else None
    return group is not None and group.tense == "past" and not group.passive and group.head == trigger.head


def _to_come(account: Account, time: int) -> bool:
    """Whether a time begins after the day of publication."""
    first, today = account.times[time].first, account.parse.report.day
    return bool(first and today and first > today)


def _timed(account: Account, status: Status, time: int | None, *, loose: bool) -> Status:
    """What is told as happening on a day after publication is planned; a `loose` noun of a day before it is not."""
    when, today = account.times[time] if time is not None else None, account.parse.report.day
    if when is None or not today:
        return status
    if status == "happened" and when.first and when.first > today:
        return "planned"
    over = loose and status == "planned" and when.first and when.last and when.last < today
    return "happened" if over else status


def _evidence(parse: Parse, sentence: Sentence, clause: tuple[int, int], trigger: Trigger) -> Span:
    """The clause without the words and marks that join it to others."""
    first, last = max(clause[0], sentence.first), min(clause[1], sentence.last)
    while first < trigger.first and (
        parse.lower(first) in SUBORDINATE or parse.word(first) in MARKS or parse.tokens[first].tag == "CC"
    ):
        first += 1
    while last > trigger.last and (parse.word(last - 1) in MARKS or parse.word(last - 1) == "."):
        last -= 1
    return parse.span(first, last)


def _resolved(event: LocalEvent, scene: Scene, trigger: Trigger, before: Sequence[LocalEvent]) -> LocalEvent:
    """ "The talks" with the participants and place of the talks told just before."""
    phrase = scene.phrases.around(trigger.head) if trigger.noun else None
    if phrase is not None and not event.participants and trigger.lemma in listed("talks") and trigger.kind.mutual:
        event = replace(event, participants=_sides(scene, phrase))
    again = phrase is not None and any(
        scene.parse.lower(index) in _AGAIN for index in range(phrase.first, min(phrase.first + 3, phrase.last))
    )
    if not again or event.participants:
        return event
    near = [earlier for earlier in before[-_NEAR:] if event.sentence - earlier.sentence <= _BACK]
    alike = [earlier for earlier in near if earlier.type == event.type and earlier.participants]
    alike = [earlier for earlier in alike if earlier.place is None or event.place in {None, earlier.place}]
    same = [earlier for earlier in alike if _head_of(scene.parse, earlier) == scene.parse.lower(trigger.head)] or alike
    sides = {frozenset(part.entity for part in earlier.participants) for earlier in same}
    if not same or len(sides) > 1:
        return event
    place = event.place if event.place is not None else same[-1].place
    return replace(event, participants=same[-1].participants, place=place)


def _sides(scene: Scene, phrase: NounPhrase) -> tuple[Participant, ...]:
    """The two sides that a report is about, who take part in "the talks" that it gives to nobody and to no subject."""
    if phrase.last < scene.sentence.last and scene.parse.lower(phrase.last) in _ABOUT:
        return ()
    span = scene.parse.span(phrase.first, phrase.last)
    return tuple(Participant(side, "participant", span) for side in scene.pair)


def _head_of(parse: Parse, event: LocalEvent) -> str:
    """The last word of an event's trigger."""
    return parse.lower(parse.at(event.trigger.end) - 1)


def _told(found: Sequence[LocalEvent], event: LocalEvent) -> bool:
    """Whether the same clause has told the event already by another word."""
    sides = {part.entity for part in event.participants}
    if any(each.type == event.type and each.trigger.meets(event.trigger) for each in found[-4:]):
        return True
    for earlier in reversed(found[-4:]):
        if earlier.sentence != event.sentence or earlier.type != event.type or earlier.evidence != event.evidence:
            continue
        if sides <= {part.entity for part in earlier.participants} and event.status == earlier.status:
            return True
    return False
