"""Belonging: which party the people and bodies of a report belong to or speak for, by what it says of their roles."""

from collections import Counter
from collections.abc import Iterator, Mapping

from parley.annotate.entity.again import called
from parley.annotate.entity.figures import Figure, Figures, Role
from parley.annotate.entity.names import Name
from parley.annotate.entity.parties import Scene
from parley.annotate.entity.roles import Cue
from parley.annotate.entity.rolewords import kin
from parley.annotate.entity.telling import Telling
from parley.annotate.wordlists import words

_PAST = ("former", "ex-", "retired", "ousted", "erstwhile", "onetime", "one-time")
"""How words begin that say that a post is held no more."""
_STEPS = 6
"""People between a person and a body at most."""


def learn(telling: Telling, figure: Figure, cue: Cue) -> None:
    """Keep a role and what it says of the party."""
    telling.cues.append((figure, cue))
    telling.holders.add_cue(figure, cue)
    if cue.role is not None:
        if cue.role not in figure.roles:
            figure.roles.append(cue.role)
        telling.in_roles.update(range(cue.role.first, cue.role.head + 1))
        telling.heads.setdefault(cue.role.head, figure)
        telling.note_role(figure, cue.role)


def settle(telling: Telling, figure: Figure) -> None:
    """The party of a person, by most of what their roles say."""
    if figure.kind != "person":
        return
    weights: Counter[str] = Counter()
    for cue in _held(telling, figure):
        for side in _sides(telling, cue):
            weights[side] += 2 if cue.role else 1
    if weights:
        figure.side = max(weights, key=lambda side: weights[side])
    else:
        _belong(telling, figure)


def body_of(figures: Figures, figure: Figure) -> Figure | None:
    """The body that a figure without a side belongs to, at first hand or through a person ("the president's aide")."""
    for _ in range(_STEPS):
        if figure.belongs is None:
            return None
        figure = figures.all[figure.belongs]
        figure = figures.all[figure.key if figure.merged is None else figure.merged]
        if figure.kind == "organisation":
            return figure
    return None


def _belong(telling: Telling, figure: Figure) -> None:
    for cue in _held(telling, figure):
        for name in _relevant(telling, cue):
            other = telling.people.get(name) or telling.bodies.get(name.key)
            if other is not None and other is not figure and figure.belongs is None and other.kind != "place":
                figure.belongs = other.key if _places(telling, cue, other) else None


def give(telling: Telling, figure: Figure, cue: Cue) -> None:
    """Give someone to the side, body or person that words other than a role name."""
    figure.side = next(_sides(telling, cue), None)
    for name in _relevant(telling, cue) if figure.side is None else ():
        other = telling.people.get(name) or telling.bodies.get(name.key)
        if other is not None and other is not figure and figure.belongs is None and other.kind != "place":
            figure.belongs = other.key


def is_past(telling: Telling, figure: Figure) -> bool:
    """Whether a report tells what someone once was."""
    holders = telling.holders
    cues = holders.cues_of(figure)
    if not all(_holds(telling, cue) for cue in cues[holders.weighed.get(figure.key, 0) :]):
        holders.past.add(figure.key)
    holders.weighed[figure.key] = len(cues)
    return figure.key in holders.past


def _held(telling: Telling, figure: Figure) -> list[Cue]:
    """The cues of what someone is now; where one tells of what they were, what they led is past as well."""
    return [cue for cue in telling.holders.cues_of(figure) if _is_held(telling, figure, cue)]


def _is_held(telling: Telling, figure: Figure, cue: Cue) -> bool:
    if (figure.key, cue) not in telling.holders.known or not _holds(telling, cue):
        return False
    led = cue.role is not None and telling.scene.text.tags[cue.role.head] == "VBD"
    return not (led and is_past(telling, figure))


def _holds(telling: Telling, cue: Cue) -> bool:
    """Whether a cue says what someone is now, not what they once were."""
    held = range(cue.first, cue.role.head) if cue.role is not None else range(0)
    return not any(telling.scene.text.lower[token].startswith(_PAST) for token in held)


def _places(telling: Telling, cue: Cue, other: Figure) -> bool:
    """Whether a cue gives someone to another; of kin only those of a state's people are its own, too."""
    kindred = cue.role is not None and telling.scene.text.lower[cue.role.head] in kin()
    return not kindred or (other.kind != "organisation" and telling.scene.is_state(telling.figures.sided(other)))


def _sides(telling: Telling, cue: Cue) -> Iterator[str]:
    """Sides of the adjectives and states in a cue."""
    scene = telling.scene
    for token in range(cue.first, cue.last):
        adjective = scene.adjectives.at.get(token)
        if (
            adjective is not None
            and not adjective.people
            and not scene.in_body(token)
            and not _named(telling, cue, token)
        ):
            yield adjective.side
    for name in _relevant(telling, cue):
        side = scene.side(name) or telling.capitals.get(name.key)
        if side:
            yield side


def _named(telling: Telling, cue: Cue, token: int) -> bool:
    """Whether an adjective behind a role belongs to a body's name ("head of the Ostish Weaving Institute")."""
    behind = cue.role is not None and token > cue.role.head
    return behind and token + 1 < cue.last and telling.scene.text.capital(token + 1)


def _relevant(telling: Telling, cue: Cue) -> Iterator[Name]:
    """Names in a cue that say where someone belongs, not those after "to", "in" or "on"."""
    scene, text = telling.scene, telling.scene.text
    for token in range(cue.first, cue.last):
        name = scene.starting.get(token)
        if name is None:
            continue
        before = text.lower[token - 2] if text.lower[token - 1] == "the" and token > 1 else text.lower[token - 1]
        after_head = cue.role is not None and token > cue.role.head
        led = cue.role is not None and text.lower[cue.role.head] in words("roles", "leading")
        if not after_head or led or before in {"of", "for"}:
            yield name


def give_sides_to_bodies(
    scene: Scene, figures: Mapping[tuple[str, ...], Figure], towns: Mapping[tuple[str, ...], str]
) -> None:
    """The state of a ministry or agency, by an adjective in or before its name, by "of" after it or a possessor."""
    text = scene.text
    for name in scene.ending.values():
        group = scene.groups[name.key]
        figure = figures.get(name.key) if group.sort == "organisation" else None
        if figure is None or figure.side is not None or scene.is_press(name):
            continue
        own = _speaks_for_itself(name)
        for token in range(max(0, name.first - 1), name.first if own else name.last):
            adjective = scene.adjectives.at.get(token)
            if adjective is not None and text.sentence[token] == text.sentence[name.first]:
                figure.side = adjective.side
        owner = scene.ending.get(name.first - 1) if text.tags[name.first - 1] == "POS" else None
        after = scene.starting.get(name.last + 1) if text.lower[min(name.last, len(text.lower) - 1)] == "of" else None
        for other in (owner, after):
            if other is not None and figure.side is None:
                figure.side = scene.side(other) or towns.get(other.key)


def _speaks_for_itself(name: Name) -> bool:
    """Whether an adjective in a body's name says where it works, not whose it is ("the Ostish Weaving Institute")."""
    own = any(word in words("bodies", "of_citizens") for word in name.key)
    return own and not any(word in words("bodies", "state_bodies") for word in name.key)


def _has(telling: Telling, figure: Figure, post: str) -> bool:
    """Whether a figure may have a holder of such a post: no state has a chief executive."""
    body = figure.kind in {"party", "organisation"}
    return body and not (post in words("roles", "of_bodies") and telling.scene.is_state(figure.side))


def _may_have(telling: Telling, figure: Figure, cue: Cue) -> bool:
    """Whether a figure may be the one whose post a cue tells: no state has a manager."""
    if figure.kind != "party" or cue.role is None:
        return True
    return _has(telling, figure, telling.scene.text.lower[cue.role.head])


def settle_late(telling: Telling, figure: Figure, cue: Cue) -> None:
    """The party of a person whose role speaks of "the country" or "its"."""
    if figure.side is not None or figure.belongs is not None or not _is_held(telling, figure, cue):
        return
    for token in range(max(0, cue.first - 1), cue.last):
        other = _beside(telling, cue, token) or telling.heads.get(token)
        placing = other is not None and other is not figure and other.kind in {"party", "person", "organisation"}
        if placing and other is not None and _places(telling, cue, other) and _may_have(telling, other, cue):
            figure.belongs = other.key
            return
    if cue.role is not None:
        _belong_to_called(telling, figure, cue.role)
        if figure.belongs is None and cue.role.last == _start(cue.name):
            _belong_to_told_of(telling, figure, cue.role)


def _start(name: Name) -> int:
    return name.first if name.title is None else name.title


def _belong_to_told_of(telling: Telling, figure: Figure, role: Role) -> None:
    """The only body of which the paragraph has told, for a bare "spokeswoman Ilse Kol" or "CEO Jan Brandt"."""
    text = telling.scene.text
    if text.lower[role.head] not in words("roles", "of_one_body") or role.head - role.first > 1:
        return
    block, found = text.block(role.head), dict[int, Figure]()
    for entry in reversed(telling.discourse.entries):
        if entry.token >= role.first:
            continue
        if text.block(entry.token) != block:
            break
        if entry.figure is not None and entry.quotation < 0 and _has(telling, entry.figure, text.lower[role.head]):
            found[telling.final(entry.figure)] = entry.figure
    if len(found) == 1:
        figure.belongs = min(found)


def _beside(telling: Telling, cue: Cue, token: int) -> Figure | None:
    """Whom "its" in a role means where the sentence has named one body or state before it."""
    text = telling.scene.text
    if text.lower[token] != "its":
        return None
    first = text.parse.sentences[text.sentence[token]].first
    before = (entry.figure for entry in telling.discourse.entries if first <= entry.token < min(token, cue.name.first))
    found = {
        telling.final(each): each for each in before if each is not None and each.kind in {"party", "organisation"}
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _belong_to_called(telling: Telling, figure: Figure, role: Role) -> None:
    """The body that a noun in a role speaks of again: "union leader Jan Kol"."""
    text = telling.scene.text
    for token in range(role.first, role.head):
        if text.lower[token] in words("bodies", "body_again"):
            other = called(telling, text.lower[token], token)
            if other is not None and other is not figure:
                figure.belongs = other.key
