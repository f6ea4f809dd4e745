"""Figures of speech: why words that could name an event name none here, as a table of named reasons.

Literal and figurative uses are told apart by what they are done to and with: an attack needs arms, forces, casualties
or a place, a protest a crowd, aid goods or money, a release somebody who is held.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from parley.annotate.event.scenes import Link, Scene
from parley.annotate.event.triggers import family, listed
from parley.annotate.event.uses import Use
from parley.annotate.wordlists import words
from parley.reading import LocalEvent

_BESIDE = 3
"""Words before an attack among which an adjective makes it one of words."""
_ARMED = 3
"""So many words of force in a report make it one of war."""
_CONTEST = 2
"""So many words of a contest for votes make it one of candidates."""
_SCOLDED = frozenset({"attack", "assault", "pound", "pummel", "target", "hit", "blast", "fire back", "shoot back"})
"""Words that accuse where they do no harm."""
_GIVEN = frozenset({"support", "help", "backing"})
_HANDED = frozenset({"release", "free"})
_LEFT = frozenset({"abandon", "quit", "withdraw", "relinquish", "give up", "let go", "surrender", "evacuate", "vacate"})
_MET = frozenset({"receive", "host", "greet", "welcome"})
_AIMS = frozenset({"behind", "around", "round"})
_OVER = frozenset({"over", "for", "about", "on"})
_IT = frozenset({"it", "this", "that"})
_GATHER = frozenset({"gather", "assemble", "fill", "pack", "turn out", "occupy", "surround", "block", "throng"})


Reason = Callable[[Use], str | None]
"""Why words name no event, in a few words, or None."""


def literal(use: Use) -> LocalEvent | None:
    """The event that words name, with the type that they have here; None where they are a figure of speech."""
    event = use.event
    if use.trigger.lemma == "shoot down" and event.type == "REJECT" and use.heads & family("sites"):
        return replace(event, type="ASSAULT")
    if any(True for _ in reasons(use)):
        return _otherwise(use)
    return event


def reasons(use: Use) -> Iterator[str]:
    """Every reason by which the words name no event of their type."""
    for reason in (*EVERY, *BY_TYPE.get(use.event.type, ())):
        found = reason(use)
        if found:
            yield found


def _otherwise(use: Use) -> LocalEvent | None:
    """What a figure of speech says: who attacks in words accuses, who gives his support supports."""
    event, acts = use.event, any(part.role == "actor" for part in use.event.participants)
    done_to = any(part.role == "recipient" for part in event.participants) or bool(use.heads & family("ideas"))
    if any(reason(use) for reason in EVERY) or not acts or not done_to:
        return None
    if event.type == "ASSAULT" and use.trigger.lemma in _SCOLDED and not use.trigger.noun:
        return replace(event, type="ACCUSE")
    if event.type == "AID" and in_words(use):
        return replace(event, type="SUPPORT")
    return None


# ---- of every type ----


def describes(use: Use) -> str | None:
    """A participle before a noun only says which one is meant ("the striking miners", "declining sales")."""
    scene, head = use.scene, use.trigger.head
    phrase = scene.phrases.around(head)
    inside = phrase is not None and phrase.head > head and scene.parse.tokens[phrase.head].tag.startswith("NN")
    participle = scene.parse.tokens[head].tag in {"VBG", "VBN", "JJ"}
    tells = use.group is not None and use.group.head == head and use.group.finite
    return "a participle that describes a noun" if inside and participle and not (tells or use.trigger.noun) else None


def contrary(use: Use) -> str | None:
    """What would, could or should have been was not."""
    group = use.group
    modal = group is not None and group.tense == "modal" and group.perfect
    return "what would have been" if modal and use.event.status != "denied" else None


def supposed(use: Use) -> str | None:
    """A clause that opens with an inverted verb or a word of supposing is a condition."""
    scene, group = use.scene, use.group
    if group is None:
        return None
    start = scene.verbs.starts[scene.verbs.before(use.trigger.head + 1)]
    word, asks = scene.parse.lower(start), scene.parse.word(scene.sentence.last - 1) == "?"
    before = scene.parse.lower(start - 1) if start > scene.sentence.first else ""
    if {word, before} & words("figures", "supposed"):
        return "a word of supposing"
    first = next((at for at in (group.first, start) if scene.parse.lower(at) in {"should", "had", "were"}), -1)
    phrase = scene.phrase_at(group.first - 1) if group.first > scene.sentence.first else None
    inverted = phrase is not None and scene.parse.lower(scene.phrases.start(phrase) - 1) == "had"
    if inverted and any(each.modal in {"would", "could", "might", "'d"} for each in scene.verbs.groups):
        return "an inverted condition"
    verb_later = first >= 0 and scene.phrase_at(first + 1) is not None and first + 1 < use.trigger.head
    opens = first == scene.sentence.first or (first > 0 and scene.parse.lower(first) == "had" and first == start)
    return "an inverted condition" if verb_later and opens and not asks else None


def habitual(use: Use) -> str | None:
    """An adverb of habit beside a verb in the present tells of no one time."""
    scene, group = use.scene, use.group
    if (
        group is None
        or group.to
        or not (group.tense == "present" or scene.parse.tokens[group.head].tag in {"VB", "VBP"})
    ):
        return None
    near = range(max(group.first - 2, scene.sentence.first), min(group.head + 2, scene.sentence.last))
    return "what is done again and again" if any(scene.parse.lower(at) in family("habits") for at in near) else None


def predicate(use: Use) -> str | None:
    """A noun after "it was" names what something is like ("it was a relief")."""
    scene, phrase = use.scene, use.scene.phrases.around(use.trigger.head)
    if not use.trigger.noun or phrase is None or phrase.first < scene.sentence.first + 2:
        return None
    be = scene.parse.lower(phrase.first - 1) in {"is", "was", "'s", "be", "been"}
    return "what something is like" if be and scene.parse.lower(phrase.first - 2) in _IT else None


def headed(use: Use) -> str | None:
    """The heading of a section without a verb names a subject."""
    blocks, block = use.scene.parse.report.blocks, use.scene.sentence.block
    alone = not any(group.finite for group in use.scene.verbs.groups)
    return "the heading of a section" if alone and block < len(blocks) and blocks[block].kind == "heading" else None


# ---- ASSAULT ----


def in_words(use: Use) -> str | None:
    """What is attacked, or given, is nothing that hand or arms can reach."""
    ideas = use.heads & (family("ideas") | (_GIVEN if use.event.type == "AID" else frozenset()))
    arms = use.trigger.lemma in words("figures", "plain") and use.beside("force")
    return f"done to {min(ideas)}" if ideas and not arms else None


def unarmed(use: Use) -> str | None:
    """No arms, forces, casualties or place stand beside an attack, and the report speaks of no war."""
    said = frozenset(use.trigger.lemma.split())
    if use.beside("force") or use.heads & family("sites") or said & family("force") - words("figures", "harm"):
        return None
    targets = [link for link in use.objects if not link.inner]
    if said & words("figures", "plain") and (targets or use.trigger.noun):
        return None
    if said & words("figures", "harm") and any(use.is_somebody(link) for link in targets) and not use.beside("mishaps"):
        return None
    kinds = [use.scene.cast.entities[part.entity].kind for part in use.event.participants]
    sides = len(kinds) > 1 and set(kinds) == {"party"}
    return None if sides or (use.page.armed >= _ARMED and "person" not in kinds) else "no arms, forces or casualties"


def worded(use: Use) -> str | None:
    """An adjective before an attack makes it one of words, at the polls or in court."""
    scene, first = use.scene, use.trigger.first
    near = {scene.parse.lower(at) for at in range(max(first - _BESIDE, scene.sentence.first), first)}
    return "an attack of words" if near & family("wordy") and not use.beside("force") else None


def over_ideas(use: Use) -> str | None:
    """People who clash over a matter, or battle for votes, do it without arms."""
    scene, at = use.scene, use.trigger.last
    if at >= scene.sentence.last or scene.parse.lower(at) not in _OVER:
        return None
    links = scene.right(at + 1, scene.sentence.last)
    heads = {scene.parse.lower(link.phrase.head) for link in links if not link.inner}
    found = heads & (family("ideas") | listed("matters"))
    return f"over {min(found)}" if found and not use.beside("force") else None


def intransitive(use: Use) -> str | None:
    """A film that bombed, a man beaten at cards: nothing is done to anything."""
    bare = use.trigger.lemma in {"bomb", "shell", "hit", "beat", "pound", "destroy", "target"}
    group = use.group
    none = group is not None and not group.passive and not use.objects and group.finite
    return "nothing that it is done to" if bare and none and use.event.place is None else None


# ---- PROTEST ----


def shows(use: Use) -> str | None:
    """To demonstrate something is to show it; to rally somebody, to call him up."""
    if use.trigger.lemma not in {"demonstrate", "rally"} or use.trigger.noun:
        return None
    objects = [link for link in use.objects if link.phrase.first not in use.scene.timed]
    if objects or use.after() == ("that",):
        return "shows or calls up something"
    return "stands behind somebody" if use.after() and use.after()[0] in _AIMS else None


def traded(use: Use) -> str | None:
    """Shares that rally, time that marches on."""
    found = use.arguments.doers & (family("markets") | {"time", "years", "clock"})
    return f"{min(found)} cannot protest" if found else None


def campaigning(use: Use) -> str | None:
    """A rally at which a candidate speaks is no protest."""
    if not use.trigger.noun or use.trigger.lemma != "rally":
        return None
    person = any(use.scene.cast.entities[part.entity].kind == "person" for part in use.event.participants)
    contest = person and use.page.contest >= _CONTEST
    return "a meeting of supporters" if contest or use.beside("campaigns") else None


def indoors(use: Use) -> str | None:
    """People who only come together somewhere do not protest."""
    if use.group is None or use.trigger.lemma not in _GATHER or not use.trigger.kind.subjects:
        return None
    scene = use.scene
    counted = any(_is_counted(scene, link) for link in scene.subject(scene.verbs.before(use.trigger.head + 1)))
    return "a gathering that is no protest" if not counted and not use.beside("crowd") else None


def _is_counted(scene: Scene, link: Link) -> bool:
    """Whether a phrase says how many ("some 500 people", "thousands")."""
    inside = range(link.phrase.first, link.phrase.last)
    return any(scene.parse.tokens[at].tag == "CD" or scene.parse.lower(at) in family("many") for at in inside)


# ---- AID, RETREAT, COERCE, SANCTION ----


def into_arms(use: Use) -> str | None:
    """Voters who are sent into somebody's arms get none."""
    parse, first = use.scene.parse, use.trigger.last
    for at in range(first, min(first + 12, use.scene.sentence.last - 1)):
        if (
            parse.lower(at) == "arms"
            and parse.lower(at - 1) in {"the", "his", "her", "their"}
            and parse.lower(at + 1) == "of"
        ):
            return "into the arms of somebody"
    return None


def paid(use: Use) -> str | None:
    """Money that is paid for something, or to end a suit, is no aid."""
    pays = use.trigger.lemma.split()[0] in {"pay", "wire", "transfer", "put"}
    return "a payment for something" if pays and use.beside("bought") else None


def unheld(use: Use) -> str | None:
    """Only people, land and bodies are released or freed; figures and songs are published."""
    group = use.group
    if use.trigger.lemma not in _HANDED or group is None:
        return None
    to = next((each for each in use.scene.verbs.groups if each.first > use.trigger.head), None)
    outer = [link for link in use.objects if not link.inner]
    if to is not None and to.to and outer and to.first == _end(use, outer[-1].phrase.last) and not group.passive:
        return "free to do something"
    counted = any(_is_counted(use.scene, link) for link in outer) and not use.heads & (
        listed("papers") | family("ideas")
    )
    held = counted or bool(use.heads & family("held")) or any(use.is_somebody(link) for link in outer)
    return None if held or not outer else "nobody who was held"


def only_ideas(use: Use) -> str | None:
    """A plan that is abandoned or a mood that is captured can be touched by nobody."""
    found = use.heads & family("ideas")
    if found and (use.trigger.lemma in _LEFT or use.event.type == "COERCE"):
        return f"done to {min(found)}"
    seizes = use.event.type == "COERCE" and use.trigger.lemma == "seize" and use.after()[:1] in {("on",), ("upon",)}
    return "to seize on something" if seizes else None


def no_door(use: Use) -> str | None:
    """Only ways and buildings are closed and opened again."""
    if use.trigger.lemma not in {"close", "reopen", "shut down", "seal off"} or use.trigger.noun:
        return None
    return "no way or building" if use.heads and not use.heads & family("doors") else None


# ---- CONSULT, AGREE, CONCEDE, REJECT ----


def received(use: Use) -> str | None:
    """A loan that is received and rain that is welcomed are no guests."""
    if use.trigger.lemma not in _MET:
        return None
    group = use.group
    outer = [link for link in use.objects if not link.inner]
    if group is not None and group.passive:
        return None
    guests = any(use.is_somebody(link) for link in outer)
    people = use.scene.cast.entities
    named = any(part.role == "recipient" and people[part.entity].kind == "person" for part in use.event.participants)
    held = use.trigger.lemma == "host" and (use.heads & (family("rounds") | listed("talks")) or use.after() == ("it",))
    return None if guests or named or held else "nobody who could be a guest"


def spoken_of(use: Use) -> str | None:
    """Who speaks of somebody need not speak with him."""
    if use.trigger.lemma not in {"speak", "talk"} or use.trigger.noun:
        return None
    near = use.after(6)
    told = next((word for word in near if word in {"of", "about", "with", "to"}), "")
    return "only spoken of" if told in {"of", "about"} and "with" not in near[: near.index(told)] else None


def other_round(use: Use) -> str | None:
    """A round of ballots is no round of talks."""
    if not use.trigger.lemma.endswith(" round") or use.after() != ("of",):
        return None
    heads = {use.scene.parse.lower(link.phrase.head) for link in use.objects if not link.inner}
    return "a round of something else" if not heads & (listed("talks") | family("rounds")) else None


def opinion(use: Use) -> str | None:
    """Who agrees with a view, or answers a poll, settles nothing."""
    if use.trigger.noun:
        return None
    subjects = use.arguments.doers
    if subjects & family("polled"):
        return "an answer to a poll"
    if use.trigger.lemma.split()[0] == "sign" and use.heads & family("signed"):
        return "a letter that is signed"
    if use.trigger.lemma != "agree" or use.after() != ("with",):
        return None
    links = use.scene.right(use.trigger.last + 1, use.scene.sentence.last)
    end = _end(use, links[-1].phrase.last if links else use.trigger.last + 1)
    settles = end < use.scene.sentence.last and use.scene.parse.lower(end) in {"to", "on", "upon"}
    return None if settles else "an opinion that is shared"


def _end(use: Use, token: int) -> int:
    """The token after the times that begin at a token."""
    while token < use.scene.sentence.last and (token in use.scene.timed or token + 1 in use.scene.timed):
        token += 1
    return token


def admitted(use: Use) -> str | None:
    """Who concedes that something is so gives nothing away."""
    if use.trigger.lemma != "concede":
        return None
    links = [link for link in use.objects if link.phrase.first not in use.scene.timed]
    given = bool(links) and use.after() != ("that",) and use.scene.parse.tokens[use.trigger.last].tag != "PRP"
    return None if given or use.after() == ("to",) else "an admission"


def refused_nothing(use: Use) -> str | None:
    """To decline comment, or to fall, refuses nobody anything."""
    if use.trigger.lemma not in {"decline", "refuse"} or use.trigger.noun:
        return None
    if use.heads & {"comment", "comments", "interview", "interviews"}:
        return "no word for the press"
    group = use.group
    bare = group is not None and not group.passive and not use.objects and "to" not in use.after(4)
    return "a fall" if bare and use.trigger.lemma == "decline" else None


EVERY: tuple[Reason, ...] = (describes, contrary, supposed, habitual, predicate, headed)
"""What no event of any type can be."""

BY_TYPE: dict[str, tuple[Reason, ...]] = {
    "ASSAULT": (in_words, worded, over_ideas, intransitive, unarmed),
    "PROTEST": (shows, traded, campaigning, indoors),
    "AID": (in_words, into_arms, paid),
    "RETREAT": (unheld, only_ideas, no_door),
    "COERCE": (only_ideas, no_door),
    "SANCTION": (no_door,),
    "CONSULT": (received, spoken_of, other_round),
    "AGREE": (opinion,),
    "CONCEDE": (admitted,),
    "REJECT": (refused_nothing,),
}
"""What an event of one type cannot be."""
