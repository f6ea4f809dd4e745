"""Refusals: somebody is told to say that he and his side will not do a thing, or that it shall not be done."""

from collections.abc import Iterator, Sequence

from parley.annotate.cast import Cast
from parley.annotate.event.scenes import Scene
from parley.annotate.event.triggers import lemmas
from parley.annotate.tenses import VerbGroup
from parley.reading import Attribution, LocalEvent, Participant
from parley.report import Span

_OWN = frozenset({"i", "we", "he", "she", "they", "it"})
_NONE = frozenset({"no", "nobody", "nothing", "none", "neither"})
_WILL = frozenset({"will", "wo", "would", "shall", "sha"})
_CONDITIONS = frozenset({"if", "unless", "until", "before"})


def refusals(scene: Scene, said: Sequence[Attribution]) -> Iterator[LocalEvent]:
    """A refusal for each attribution of a sentence whose content says what its speaker's side will not do."""
    for attribution in said:
        speaker = attribution.speaker
        if speaker is None or scene.cast.entities[speaker].kind not in {"person", "party"}:
            continue
        for content in attribution.content:
            group = _refused(scene, content, speaker)
            if group >= 0:
                yield _event(scene, attribution, content, group)
                break


def _refused(scene: Scene, content: Span, speaker: int) -> int:
    """Index of the first verb of a content, where it says what the speaker's side will not do, or -1."""
    start, end = scene.parse.at(content.start), scene.parse.at(content.end)
    finite = [at for at, verb in enumerate(scene.verbs.groups) if verb.finite and start <= verb.first < end]
    at = finite[0] if finite else -1
    if at < 0 or scene.parse.lower(max(start, scene.sentence.first)) in _CONDITIONS:
        return -1
    verb = scene.verbs.groups[at]
    idle = scene.parse.lower(verb.head) in lemmas("idle")
    none = scene.parse.lower(max(scene.verbs.starts[at], start)) in _NONE
    meant = (verb.modal or "") in _WILL and (verb.negated or none) and not idle
    return at if meant and _own(scene, verb, at, speaker) else -1


def _own(scene: Scene, verb: VerbGroup, group: int, speaker: int) -> bool:
    """Whether the subject of a verb is the speaker or his side, or the verb says that nothing shall be done."""
    if verb.passive:
        return True
    links = scene.left(verb.first, scene.verbs.starts[group])
    if len(links) == 1 and scene.parse.lower(links[0].phrase.head) in _OWN - {"it"}:
        return True
    side = _side(scene.cast, speaker)
    return any(_side(scene.cast, each.entity) == side for each in scene.who(links, places=True))


def _side(cast: Cast, entity: int) -> int:
    party = cast.entities[entity].party
    return entity if party is None else party


def _event(scene: Scene, said: Attribution, content: Span, group: int) -> LocalEvent:
    verb = scene.verbs.groups[group]
    spans = [span for span in (said.source, said.cue) if span and scene.sentence.start <= span.start]
    start = min([content.start, *(span.start for span in spans)])
    end = min(max([content.end, *(span.end for span in spans)]), scene.sentence.end)
    source = said.source or content
    return LocalEvent(
        type="REJECT",
        trigger=scene.parse.span(verb.first, verb.head + 1),
        evidence=Span(content.report, max(start, scene.sentence.start), end),
        participants=(Participant(said.speaker, "actor", source),) if said.speaker is not None else (),
        status="happened",
        sentence=scene.index,
        time=said.time,
    )
