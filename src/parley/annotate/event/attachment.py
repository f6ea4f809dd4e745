"""Which of two verbs, or which noun, a time belongs to: "agreed on Friday to stop", "asked them to meet on Friday"."""

from parley.annotate.event.scenes import Scene
from parley.annotate.event.triggers import Trigger
from parley.annotate.tenses import VerbGroup
from parley.annotate.wordlists import words
from parley.reading import TimeExpression

_BOUND_BY = frozenset({"after", "before", "while", "when", "since", "by", "without", "on", "upon", "despite", "from"})
"""Words that give a gerund a time of its own ("broke off after meeting on Monday")."""
_GOVERNORS = 5
"""Verbs before an infinitive among which the one stands that governs it."""


def described(scene: Scene, time: TimeExpression) -> int:
    """The head noun that a time describes from within its phrase ("the Saturday game", "Friday's vote"), or -1."""
    first, end = scene.parse.at(time.span.start), scene.parse.at(time.span.end)
    phrase = scene.phrases.around(first)
    if phrase is None or phrase.head < end or phrase.first >= first:
        return -1
    return phrase.head if scene.parse.tokens[phrase.first].tag in {"DT", "PRP$"} else -1


def elsewhere(scene: Scene, place: int, trigger: Trigger) -> bool:
    """Whether a time at a token belongs to another verb than the trigger's, or to what the trigger asks for."""
    if place > trigger.head:
        return _after(scene, place, trigger)
    return not trigger.noun and _before(scene, place, trigger)


def _after(scene: Scene, place: int, trigger: Trigger) -> bool:
    """Whether a verb that the trigger governs stands between it and the time."""
    between = range(trigger.last, place)
    if any(scene.parse.lower(index) == "that" and scene.parse.tokens[index].tag == "IN" for index in between):
        return True
    groups = scene.verbs.groups
    inner = [group for group in groups if trigger.head < group.first and group.head < place]
    if trigger.noun and any(group.finite for group in inner):
        return False
    return any(_governed(scene, group, trigger) for group in inner)


def _governed(scene: Scene, group: VerbGroup, trigger: Trigger) -> bool:
    """Whether a later verb takes the times after it: an aim, a wish ("that they leave"), a gerund with its time."""
    tag, before = scene.parse.tokens[group.head].tag, scene.parse.lower(group.first - 1)
    if scene.parse.tokens[group.first - 1].tag == "CC":
        return False
    if group.to:
        return True
    if tag == "VBG":
        return before in _BOUND_BY
    return tag in {"VB", "VBP"} and not trigger.noun


def _before(scene: Scene, place: int, trigger: Trigger) -> bool:
    """Whether the trigger is only what another verb aims at, to which the time before it belongs."""
    groups = scene.verbs.groups
    own = next((at for at, group in enumerate(groups) if group.first <= trigger.head <= group.head), 0)
    if not groups[own].to or place > groups[own].first:
        return False
    for group in reversed(groups[max(0, own - _GOVERNORS) : own]):
        if scene.parse.lower(group.head) in words("times", "aims"):
            return True
        if group.finite:
            return False
    return False


def opened(scene: Scene, time: TimeExpression, trigger: Trigger) -> bool:
    """Whether a time is told again by the clause of the trigger: "on 9 January, when the vote opens"."""
    after = scene.parse.at(time.span.end)
    after += after < scene.sentence.last and scene.parse.word(after) == ","
    if after >= trigger.first or scene.parse.lower(after) != "when":
        return False
    return not any(after < group.head < trigger.first for group in scene.verbs.groups)
