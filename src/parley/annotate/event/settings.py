"""When and where an event took place: the time and the place that its clause tells."""

from bisect import bisect_left
from collections.abc import Sequence

from parley.annotate.event.arguments import Arguments
from parley.annotate.event.attachment import described, elsewhere, opened
from parley.annotate.event.scenes import Scene
from parley.annotate.event.statuses import words_of
from parley.annotate.event.triggers import Trigger
from parley.reading import TimeExpression

_VAGUE = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
_DECIDED = frozenset({"AID", "SANCTION", "CONCEDE", "SUPPORT"})
"""Types of event that are done by deciding on them ("agreed on Friday to lend 90 million")."""
_OPENING = 3
"""Words before a day that opens a sentence ("Late on Friday")."""
_UNTIL = frozenset({"until", "till"})
_JOINED = 8
"""Verbs of a sentence among which one may still be joined to the first."""
_INSIDE = frozenset({"in", "at", "inside", "near"})


def time_of(scene: Scene, times: Sequence[TimeExpression], arguments: Arguments, trigger: Trigger) -> int | None:
    """Index of the time expression of a clause that is nearest to a trigger; days before longer stretches."""
    tokens, clause = scene.parse.tokens, arguments.reach
    start, end = tokens[clause[0]].start, tokens[clause[1] - 1].end
    if clause[0] > scene.sentence.first and scene.parse.lower(clause[0]) in {"after", "before", "as"}:
        start = tokens[max(clause[0] - 4, scene.sentence.first)].start
    if scene.parse.lower(clause[0]) == "when" and _dated_before(scene, clause[0]):
        start = tokens[max(clause[0] - 4, scene.sentence.first)].start
    at, best = bisect_left(times, start, key=lambda time: time.span.start), None
    rank = (3, 0)
    while at < len(times) and times[at].span.end <= end:
        time = times[at]
        place = scene.parse.at(time.span.start)
        taken = _elsewhere(arguments, place) or _of_another(scene, time, trigger)
        here = (3 if taken else _rank(scene, time, trigger), abs(place - trigger.head))
        if here[0] < 3 and opened(scene, time, trigger):
            return at
        if here[0] < 3 and here < rank:
            best, rank = at, here
        at += 1
    return best if best is not None or trigger.noun else _fronted(scene, times, trigger)


def _fronted(scene: Scene, times: Sequence[TimeExpression], trigger: Trigger) -> int | None:
    """The day that opens a sentence, for a verb joined to its first one ("On Friday he rose, bowed and left")."""
    parse, verbs = scene.parse, scene.verbs
    own = verbs.before(trigger.head + 1)
    base = _base(scene, own) if 0 < own <= _JOINED and verbs.groups[own].finite else -1
    if base < 0 or verbs.groups[own].tense != verbs.groups[base].tense or not _leads(scene, base):
        return None
    at = bisect_left(times, parse.tokens[scene.sentence.first].start, key=lambda time: time.span.start)
    fits = at < len(times) and parse.at(times[at].span.start) - scene.sentence.first < _OPENING
    before_verb = fits and parse.at(times[at].span.end) <= verbs.groups[0].first
    if before_verb and _rank(scene, times[at], trigger) == 0:
        return at
    return _shared(scene, times, base, trigger)


def _shared(scene: Scene, times: Sequence[TimeExpression], base: int, trigger: Trigger) -> int | None:
    """The only day of the clause that a verb goes on with ("flew in on Monday and was received by him")."""
    parse, verbs = scene.parse, scene.verbs
    start, end = parse.tokens[verbs.starts[base]].start, parse.tokens[verbs.ends[base] - 1].end
    at = bisect_left(times, start, key=lambda time: time.span.start)
    found: list[int] = []
    while at < len(times) and times[at].span.end <= end:
        if _rank(scene, times[at], trigger) == 0:
            found.append(at)
        at += 1
    return found[0] if len(found) == 1 else None


def _base(scene: Scene, group: int) -> int:
    """The verb that a verb without a subject is joined to, over others like it."""
    verbs, at = scene.verbs, group
    while not scene.left(verbs.groups[at].first, verbs.starts[at]) and _joined(scene, verbs.starts[at]):
        before = [other for other in range(at) if verbs.groups[other].finite and not _relative(scene, other)]
        if not before:
            break
        at = before[-1]
    return at


def _relative(scene: Scene, group: int) -> bool:
    """Whether a verb says something in passing of a noun ("a man who carries a bag")."""
    first = scene.verbs.groups[group].first
    return scene.parse.lower(first - 1) in {"who", "which", "that"} if first > scene.sentence.first else False


def _leads(scene: Scene, base: int) -> bool:
    """Whether no other clause than relative ones stands before that of a verb."""
    before = (at for at in range(base) if scene.verbs.groups[at].finite)
    return all(_relative(scene, at) for at in before)


def _joined(scene: Scene, start: int) -> bool:
    """Whether a clause goes on with the subject of that before it, by "and", "but" or a comma."""
    return scene.parse.tokens[start].tag == "CC" or scene.parse.word(start) == ","


def _of_another(scene: Scene, time: TimeExpression, trigger: Trigger) -> bool:
    """Whether a time is another verb's; what is done by deciding has the decision's day, a limit binds noun and aim."""
    place = scene.parse.at(time.span.start)
    done = place < trigger.head and trigger.kind.type in _DECIDED
    bound = trigger.noun and not time.first
    return not done and not bound and elsewhere(scene, place, trigger)


def _dated_before(scene: Scene, token: int) -> bool:
    """Whether a time stands right before a token ("on Tuesday, when they met")."""
    before = token - 1 if scene.parse.word(token - 1) != "," else token - 2
    return before >= scene.sentence.first and before in scene.timed


def _elsewhere(arguments: Arguments, token: int) -> bool:
    """Whether a token belongs to another event noun."""
    return any(first <= token < last for first, last in arguments.others)


def _rank(scene: Scene, time: TimeExpression, trigger: Trigger) -> int:
    """0 for days and weekdays, 1 for longer stretches, 2 for open ones, 3 for what is no time of an event."""
    own = described(scene, time) in {-1, trigger.head} and not _limits(scene, time)
    if time.type == "SET" or time.value in _VAGUE or not own or _possessed(scene, time, trigger):
        return 3
    if time.type == "DURATION":
        if time.first and time.first == time.last:
            return 0 if _introduces(scene, time, trigger) else 3
        return 1 if time.first and time.last else 3
    if time.value.startswith("XXXX-XX") or time.value == "XXXX":
        return 3
    if time.first and time.last:
        return 0 if time.first == time.last else 1
    return 0 if time.value.startswith("XXXX-W") and len(time.value) > 8 else 2


def _limits(scene: Scene, time: TimeExpression) -> bool:
    """Whether a time is only the end of what is told ("extended until 15 May")."""
    first = scene.parse.at(time.span.start)
    before = scene.parse.lower(first - 1) if first > scene.sentence.first else ""
    return before in _UNTIL or scene.parse.lower(first) in _UNTIL


def _introduces(scene: Scene, time: TimeExpression, trigger: Trigger) -> bool:
    """Whether a trigger stands in what a counted day introduces ("a day after shells struck")."""
    after = scene.parse.at(time.span.end)
    return after < trigger.head and scene.parse.lower(after) in {"after", "before"}


def _possessed(scene: Scene, time: TimeExpression, trigger: Trigger) -> bool:
    """Whether "'s" makes it part of another noun than the trigger ("Friday's vote", but "Friday's long talks")."""
    after = scene.parse.at(time.span.end)
    if after >= len(scene.parse.tokens) or scene.parse.tokens[after].tag != "POS":
        return False
    owned = scene.phrases.around(after + 1)
    return not (trigger.noun and owned is not None and owned.head == trigger.head)


def place_of(scene: Scene, arguments: Arguments, trigger: Trigger, taken: frozenset[int]) -> int | None:
    """Entity of the place nearest to a trigger in a clause, after a preposition of place or before the noun itself."""
    tokens = scene.parse.tokens
    clause = arguments.reach
    span = scene.parse.span(*clause)
    best, nearest = _struck(scene, trigger, taken), (9, len(tokens))
    for mention in scene.cast.mentions_in(span):
        entity = scene.cast.entities[mention.entity]
        if entity.kind not in {"place", "party"} or mention.entity in taken or mention.form == "pronoun":
            continue
        first = scene.parse.at(mention.span.start)
        if _elsewhere(arguments, first):
            continue
        before = first - 1 if first else 0
        if scene.parse.tokens[before].tag == "DT" and before > clause[0]:
            before -= 1
        word = scene.parse.lower(before)
        located = word in (words_of("places") if entity.kind == "place" else _INSIDE) and before < first
        inside = entity.kind == "place" and trigger.noun and first < trigger.first and trigger.first - first <= 3
        phrase = scene.phrases.around(first)
        heads = phrase is None or phrase.head < scene.parse.at(mention.span.end) or entity.kind == "place"
        other = tokens[before - 1].tag in {"NN", "NNS"} and before - 1 not in range(trigger.first, trigger.last)
        rank = (
            2 * int(entity.kind == "party") + int(other and not inside),
            abs(first - trigger.head) + (0 if first > trigger.head else 3),
        )
        if ((located and heads) or inside) and rank < nearest:
            best, nearest = mention.entity, rank
    return best


def _struck(scene: Scene, trigger: Trigger, taken: frozenset[int]) -> int | None:
    """The place that is itself what an attack is done to ("shelled Velm")."""
    if trigger.noun or trigger.kind.type != "ASSAULT":
        return None
    for link in scene.right(trigger.last, scene.sentence.last):
        entity = scene.cast.entity_of(scene.parse.span(link.phrase.first, link.phrase.last))
        if entity is not None and entity not in taken and scene.cast.entities[entity].kind == "place":
            return entity
    return None
