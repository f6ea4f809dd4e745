"""Whether a trigger tells enough to be an event, and whether what is denied with it is a refusal."""

from parley.annotate.event.arguments import Arguments
from parley.annotate.event.scenes import Scene
from parley.annotate.event.triggers import Trigger, family, lemmas, listed
from parley.reading import LocalEvent

_VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
_MATERIAL = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE", "RETREAT"})
_REAL = frozenset({"happened", "planned", "unverified"})
_STANCES = frozenset({"REJECT", "SUPPORT"})
"""Types by which one side alone acts, whatever stands beside it ("dismissed the idea", "backed the cap")."""
_GIVEN = frozenset({"AGREE", "SUPPORT"})
"""Types that somebody refuses who is told that he does not, or will not, do it."""
_WILL = frozenset({"will", "wo", "would", "shall", "sha", "can", "ca", "cannot"})
_SHARED = frozenset({"CONSULT", "AGREE", "RETREAT"})
"""Types of event that the sides of a story have in common, so that other reports can say who they are."""


def counts(event: LocalEvent, scene: Scene, trigger: Trigger, arguments: Arguments) -> bool:
    """Whether enough is told to tell the event from a word in passing."""
    sides = len(arguments.participants)
    if sides < trigger.kind.least or not _travels(scene, trigger, arguments):
        return False
    if trigger.lemma in listed("strict") and not (trigger.noun or trigger.kind.within or trigger.kind.subjects):
        acted = arguments.participants[:1] and arguments.participants[0].role == "actor"
        set_in = event.place is not None or event.time is not None
        struck = event.type == "ASSAULT" and event.place is not None
        if event.time is not None and (struck or (event.type in _MATERIAL and _people(scene, trigger))):
            return True
        stance = event.type in _STANCES and bool(scene.right(trigger.last, scene.sentence.last))
        told = stance or (event.type == "REQUEST" and _asks_to(scene, trigger))
        return sides > 1 or bool(acted and (trigger.kind.objects or told or (set_in and event.type in _MATERIAL)))
    if trigger.kind.type in _VERBAL and trigger.noun:
        return arguments.told and sides > 0 and arguments.deed not in lemmas("lasting")
    if trigger.noun and trigger.kind.type in {"AGREE", "AID", "SANCTION", "RETREAT", "COOPERATE"}:
        return sides > 1 or (sides > 0 and (arguments.told or event.time is not None))
    return bool(arguments.participants) or event.place is not None or event.time is not None


def _people(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb is done to people ("freed two surveyors")."""
    heads = {scene.parse.lower(link.phrase.head) for link in scene.right(trigger.last, scene.sentence.last)}
    return bool(heads & (family("people") | family("held")))


def _asks_to(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb has an object and says what that is to do ("asked the court to stop the sale")."""
    links = scene.right(trigger.last, scene.sentence.last)
    after = links[-1].phrase.last if links else scene.sentence.last
    while after < scene.sentence.last and (after in scene.timed or after + 1 in scene.timed):
        after += 1
    return any(group.to and group.first == after for group in scene.verbs.groups)


def _travels(scene: Scene, trigger: Trigger, arguments: Arguments) -> bool:
    """Whether a journey is one that somebody known makes himself ("the envoy flew to Velm"); true of all else."""
    if trigger.noun or trigger.kind.type != "CONSULT" or trigger.lemma.split()[0] not in listed("journeys"):
        return True
    passive = scene.verbs.groups[scene.verbs.before(trigger.head + 1)].passive
    kinds = {scene.cast.entities[part.entity].kind for part in arguments.participants}
    return not passive and "person" in kinds


def common(scene: Scene, event: LocalEvent, trigger: Trigger, arguments: Arguments) -> bool:
    """Whether the sides do it together, or it is "the strike", so that other reports can say who took part."""
    if event.status not in _REAL:
        return False
    if trigger.noun:
        again = trigger.lemma in listed("talks") or trigger.lemma in listed("stoppages")
        goes_on = arguments.deed in lemmas("going") or arguments.deed in lemmas("light")
        return goes_on and again and event.type in {*_SHARED, "PROTEST"}
    vague = trigger.lemma in listed("strict") and not _over(scene, trigger)
    together = bool(arguments.doers & (listed("collective") | {"they"})) or _is_done(scene, trigger)
    return event.type in _SHARED and together and not vague


def _is_done(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb for what the sides do together is passive, and nobody is told to do it ("a truce was agreed")."""
    group = scene.verbs.before(trigger.head + 1)
    verb, matters = scene.verbs.groups[group], scene.governed(group).patients
    opening = {scene.parse.lower(index) for index in range(scene.verbs.starts[group], verb.first)}
    done = verb.passive and verb.finite and bool(matters) and not (matters | opening) & listed("unsettled")
    return done and trigger.kind.type == "AGREE" and trigger.kind.mutual


def settles(scene: Scene, trigger: Trigger, event: LocalEvent) -> bool:
    """Whether somebody does what a verb says to a thing that is negotiated over ("accepted the award")."""
    acted = bool(event.participants) and event.participants[0].role != "recipient"
    return acted and not trigger.noun and _over(scene, trigger)


def _over(scene: Scene, trigger: Trigger) -> bool:
    """Whether the object of a verb is a thing that is negotiated over."""
    links = scene.right(trigger.last, scene.sentence.last)
    return any(scene.parse.lower(link.phrase.head) in listed("matters") for link in links if not link.inner)


def refuses(scene: Scene, trigger: Trigger, arguments: Arguments) -> bool:
    """Whether somebody is told not to agree or to support ("does not recognise the pact", "will not sign it")."""
    if trigger.noun or trigger.kind.type not in _GIVEN or not arguments.participants:
        return False
    verb = scene.verbs.groups[scene.verbs.before(trigger.head + 1)]
    meant = verb.tense in {"present", "future"} or (verb.modal or "") in _WILL
    acts = arguments.participants[0].role != "recipient" and not verb.passive
    return verb.negated and meant and acts and bool(scene.right(trigger.last, scene.sentence.last))
