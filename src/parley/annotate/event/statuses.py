"""What a report says of an event's reality: happened, planned, proposed, denied or unverified."""

from functools import cache

from parley.annotate.event.scenes import Scene
from parley.annotate.event.triggers import Trigger, family, lemmas, listed
from parley.annotate.parse import Parse
from parley.annotate.tenses import MARKS
from parley.annotate.wordlists import table, words
from parley.reading import Status

_NEAR = 4
"""Words around a trigger among which an adjective or adverb changes its status."""
_BEFORE = 8
"""Words before a gerund among which its own subject stands."""
_FAR = 30
"""Words after a verb among which its time stands."""
_READY = frozenset({"ready", "willing", "prepared", "open", "able", "eager", "keen", "free"})
_UNREADY = frozenset({"unable", "reluctant", "unwilling", "unlikely", "loath"})
_COMING = frozenset({"due", "set", "bound", "likely", "about", "certain", "poised", "scheduled", "slated"})
_MODAL: dict[str, Status] = {"would": "planned", "'d": "planned"}
_PURPOSE = frozenset({"for", "towards", "toward", "before", "about"})


def verb_status(scene: Scene, group: int, depth: int = 0) -> Status:
    """Status of what a verb group says."""
    verb = scene.verbs.groups[group]
    if verb.negated or _untrue(scene, group) or _nothing(scene, group) or _nobody(scene, group):
        return "denied"
    if verb.tense == "future" or _not_before(scene, group):
        return "planned"
    if verb.tense == "present" and verb.first == verb.head and _demanded(scene, group):
        return "proposed"
    if verb.tense == "modal":
        return "proposed" if _conditional(scene, group) else _MODAL.get(verb.modal or "", "proposed")
    return "happened" if verb.finite or depth > 4 else _nonfinite(scene, group, depth)


def _nonfinite(scene: Scene, group: int, depth: int) -> Status:
    verb = scene.verbs.groups[group]
    tag = scene.parse.tokens[verb.head].tag
    if verb.to:
        return _infinitive(scene, group, depth)
    if tag in {"VB", "VBP"} and _demanded(scene, group):
        return "proposed"
    return _gerund(scene, group, depth) if tag.startswith("VB") and tag != "VBN" else "happened"


def _kept_from(scene: Scene, group: int) -> bool:
    """Whether a gerund is what somebody is kept from doing ("stopped the envoys walking out")."""
    before, verb = scene.verbs.groups[group - 1], scene.verbs.groups[group]
    between = range(before.head + 1, verb.first)
    parted = not between or any(scene.parse.word(index) in MARKS for index in between)
    gerund = scene.parse.tokens[verb.head].tag == "VBG" and verb.first == verb.head
    return gerund and not parted and scene.parse.lower(before.head) in lemmas("ending")


def _conditional(scene: Scene, group: int) -> bool:
    """Whether a condition follows the clause of a verb ("would accept it only if")."""
    end = scene.verbs.ends[group]
    near = range(max(end - 2, scene.verbs.groups[group].head), min(end + 2, scene.sentence.last))
    return any(scene.parse.lower(index) in {"if", "unless", "provided"} for index in near)


def _untrue(scene: Scene, group: int) -> bool:
    """Whether the clause of a verb is what someone denied, or said not to be so."""
    start = scene.verbs.starts[group]
    if start <= scene.sentence.first or scene.parse.lower(start) != "that":
        return False
    before = [scene.parse.lower(index) for index in range(max(start - 3, scene.sentence.first), start)]
    if (
        before[-1] in {"untrue", "false", "wrong"}
        or before[-2:] == ["not", "true"]
        or before[-2:] == ["no", "evidence"]
    ):
        return True
    return any(word in lemmas("disputing") for word in before)


def _nothing(scene: Scene, group: int) -> bool:
    """Whether the object of a verb is none ("will sign no treaty")."""
    after = scene.verbs.groups[group].head + 1
    return after < scene.sentence.last and scene.parse.lower(after) in {"no", "nothing", "neither", "nobody"}


def _not_before(scene: Scene, group: int) -> bool:
    """Whether a clause of time names what something to come waits for ("will pay once Ostland has withdrawn")."""
    verb, start = scene.verbs.groups[group], scene.verbs.starts[group]
    if verb.tense != "present" or start < scene.sentence.first:
        return False
    opens = {scene.parse.lower(start), scene.parse.lower(max(start - 1, scene.sentence.first))}
    ahead = any(each.tense in {"future", "modal"} for each in scene.verbs.groups)
    return ahead and bool(opens & words("figures", "waits"))


def _nobody(scene: Scene, group: int) -> bool:
    """Whether the subject of a verb is nobody ("neither of the delegations met")."""
    start, verb = scene.verbs.starts[group], scene.verbs.groups[group]
    while start < verb.first and scene.parse.tokens[start].tag in {"CC", ","}:
        start += 1
    return verb.finite and start < verb.first and scene.parse.lower(start) in words("figures", "nobody")


def _infinitive(scene: Scene, group: int, depth: int) -> Status:
    """Status of an infinitive by the adjective or noun before it, else by the verb that governs it."""
    parse, first = scene.parse, scene.verbs.groups[group].first
    before = parse.lower(first - 1) if first > scene.sentence.first else ""
    governor = scene.verbs.groups[group - 1] if group else None
    if before in _UNREADY or (governor is not None and governor.negated and first - governor.head < 8):
        return "denied"
    if before in _READY or before in listed("proposals"):
        return "proposed"
    word = parse.lower(governor.head) if governor is not None else ""
    near = governor is not None and (first - governor.head <= 2 or word in lemmas("controlling"))
    return "planned" if before in _COMING or not near else _governed(scene, group - 1, depth)


def _governed(scene: Scene, group: int, depth: int) -> Status:
    """Status of an infinitive that the verb group with this index governs."""
    word = scene.parse.lower(scene.verbs.groups[group].head)
    if word in lemmas("failing"):
        return "denied"
    if word in lemmas("proposing"):
        return "proposed"
    return verb_status(scene, group, depth + 1) if word in lemmas("implying") else "planned"


def _demanded(scene: Scene, group: int) -> bool:
    """Whether a bare verb stands in a clause with "that" after a word of asking ("demands that it withdraw")."""
    first = scene.verbs.groups[group].first
    for index in range(first - 1, max(first - 16, scene.sentence.first), -1):
        if scene.parse.lower(index) == "that":
            word = scene.parse.lower(index - 1)
            return word in listed("proposals") or word in lemmas("proposing")
    return False


def _gerund(scene: Scene, group: int, depth: int) -> Status:
    parse, first = scene.parse, scene.verbs.groups[group].first
    before = parse.lower(first - 1) if first > scene.sentence.first else ""
    near = {scene.parse.lower(index) for index in range(max(first - 4, scene.sentence.first), first)}
    if before == "without" or (before == "of" and near & {"little", "no", "few"}) or _short_of(scene, first):
        return "denied"
    if _only_maybe(scene, first) or (before == "to" and first - 2 >= 0 and parse.lower(first - 2) in _READY):
        return "proposed"
    if group and _kept_from(scene, group):
        return "denied"
    if before in _PURPOSE or (before == "of" and first - 2 >= 0 and parse.lower(first - 2) in listed("proposals")):
        return "proposed"
    if group == 0:
        return "happened"
    return of_object(scene, group - 1, depth + 1)


def _short_of(scene: Scene, first: int) -> bool:
    """Whether words before a gerund say that it did not come about ("fell short of signing")."""
    before = [scene.parse.lower(index) for index in range(max(first - 6, scene.sentence.first), first)]
    if " ".join(before[-2:]) in words("figures", "kept"):
        return True
    return before[-1:] == ["against"] and bool(set(before) & words("figures", "against"))


def _only_maybe(scene: Scene, first: int) -> bool:
    """Whether a gerund with a subject of its own is what a noun says might be ("talk of Ostland leaving")."""
    for index in range(first - 1, max(first - _BEFORE, scene.sentence.first), -1):
        if scene.parse.lower(index) == "of":
            near = range(max(index - _NEAR, scene.sentence.first), index)
            return any(scene.parse.lower(at) in family("maybe") for at in near)
        if scene.phrase_at(index) is None and scene.parse.tokens[index].tag != "POS":
            return False
    return False


def of_object(scene: Scene, group: int, depth: int = 0) -> Status:
    """Status of what a verb group takes as its object: "ruled out talks", "proposed talks", "held talks"."""
    word, verb = scene.parse.lower(scene.verbs.groups[group].head), scene.verbs.groups[group]
    own = verb_status(scene, group, depth)
    if _denies(scene, group):
        return "happened" if verb.negated else "denied"
    if word in lemmas("proposing"):
        return "proposed"
    if word in lemmas("planning"):
        return "denied" if own == "denied" else "planned"
    return own


def _denies(scene: Scene, group: int) -> bool:
    head = scene.verbs.groups[group].head
    lemma = lemmas("denying").get(scene.parse.lower(head))
    if lemma == "rule":
        return head + 1 < scene.sentence.last and scene.parse.lower(head + 1) == "out"
    return lemma is not None


def before_noun(scene: Scene, first: int, governor: int | None) -> Status:
    """Status of an event noun that is neither subject nor object, by the words before its phrase at a token."""
    parse, lowest = scene.parse, scene.sentence.first
    before = parse.lower(first - 1) if first > lowest else ""
    noun = parse.lower(first - 2) if first - 2 >= lowest else ""
    if before == "without":
        return "denied"
    named = _by_noun(before, noun)
    if named:
        return named
    if before in words_of("ahead") or f"{noun} {before}" in phrases_of("ahead"):
        return "planned"
    if governor is None:
        return "happened"
    proposed = parse.lower(scene.verbs.groups[governor].head) in lemmas("proposing") and before in {
        "for",
        "on",
        "about",
    }
    return "proposed" if proposed else verb_status(scene, governor)


def _by_noun(before: str, noun: str) -> Status | None:
    """Status that a noun gives to what a preposition joins to it ("a proposal for talks")."""
    if before in {"of", "for", "on", "to"} and noun in listed("proposals"):
        return "proposed"
    if before in {"of", "for", "on", "to"} and noun in listed("plans"):
        return "planned"
    return "proposed" if before in {"for", "to"} and noun in _READY else None


@cache
def words_of(key: str) -> frozenset[str]:
    """The words of a section of the event lexicon."""
    return frozenset(table("events")[key]["words"])


@cache
def phrases_of(key: str) -> frozenset[str]:
    """The phrases of a section of the event lexicon."""
    return frozenset(table("events")[key]["phrases"])


def beside(scene: Scene, first: int, last: int) -> Status | None:
    """The status that adjectives and adverbs before tokens `first` to `last` give, or None."""
    near = {scene.parse.lower(index) for index in range(max(first - _NEAR, scene.sentence.first), last)}
    adjacent = {scene.parse.lower(index) for index in range(max(first - 2, scene.sentence.first), last)}
    lists = table("events")["beside"]
    if near & set(lists["unverified"]):
        return "unverified"
    order: tuple[Status, ...] = ("denied", "planned", "proposed")
    for status in order:
        if adjacent & set(lists[status]):
            return status
    return None


def hypothetical(scene: Scene, start: int) -> bool:
    """Whether a clause that starts at a token tells of what is not, or not yet, so."""
    hypotheses = words_of("hypothetical")
    here = scene.parse.lower(start)
    before = scene.parse.lower(start - 1) if start > scene.sentence.first else ""
    return here in hypotheses or before in hypotheses


def aimed_at(scene: Scene, trigger: Trigger) -> bool:
    """Whether the words only name a purpose ("cut duties to end the strike"), or an attack that should be no more."""
    phrase = scene.phrases.around(trigger.head) if trigger.noun else None
    start = scene.phrases.start(phrase) if phrase else trigger.first
    groups, own = scene.verbs.groups, scene.verbs.before(start if trigger.noun else trigger.head + 1)
    if own < 0 or (trigger.noun and start - groups[own].head > 2):
        return False
    if trigger.noun and trigger.kind.type == "ASSAULT":
        return not groups[own].finite and scene.parse.lower(groups[own].head) in lemmas("ending")
    if own and groups[own - 1].to and _kept_from(scene, own):
        return True
    return groups[own].to and not _dated(scene, own) and _purpose(scene, own)


def _dated(scene: Scene, group: int) -> bool:
    """Whether a time stands soon after a verb, before the next one."""
    verbs = scene.verbs
    following = verbs.groups[group + 1].first if group + 1 < len(verbs.groups) else verbs.ends[group]
    head = verbs.groups[group].head
    return any(at in scene.timed for at in range(head + 1, min(following, head + _FAR)))


def _purpose(scene: Scene, group: int) -> bool:
    """Whether an infinitive says what something else is done for: no word before it asks for one."""
    parse, first = scene.parse, scene.verbs.groups[group].first
    if first == scene.sentence.first or not parse.tokens[first - 1].tag.startswith(("NN", "CD")):
        return False
    if first - 1 in scene.timed or (group and scene.verbs.groups[group - 1].passive):
        return False
    if parse.lower(first - 1) in listed("proposals") | listed("plans"):
        return False
    governor = parse.lower(scene.verbs.groups[group - 1].head) if group else ""
    asking = ("proposing", "planning", "implying", "controlling", "failing", "denying")
    return not any(governor in lemmas(key) for key in asking)


def unchecked(parse: Parse, first: int, last: int) -> bool:
    """Whether a sentence says that its account could not be checked."""
    lists = table("events")["unchecked"]
    found = [parse.lower(index) for index in range(first, last)]
    if any(phrase in found for phrase in lists["phrases"]):
        return True
    for place, word in enumerate(found):
        if word in lists["participles"]:
            window = found[max(place - 6, 0) : place]
            if any(negative in window for negative in ("not", "n't", "never", "cannot", "impossible", "yet")):
                return True
    return False
