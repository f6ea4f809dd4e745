"""Whether the parties' positions on one issue overlap: rules in a table, read from the top, each with its sentence."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from parley.compose.lens import slight, undoing, vague
from parley.compose.terms import singular
from parley.dossier import Overlap, Position
from parley.story import Reason

Stances = dict[str, frozenset[str]]
"""The stances of each party that has taken one, `unknown` left out."""

WILLING = frozenset({"offers", "supports", "accepts", "open"})
AGREEING = frozenset({"supports", "accepts"})
ASKING = frozenset({"demands", "offers", "supports"})
HESITANT = frozenset({"conditional", "wary", "divided"})

LEAST_SHARED = 0.3
"""Of the shorter clause's words of content, how many another must have to be on the same thing."""

_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far positions overlap, and the rule that says so."""

    overlap: Overlap
    reason: Reason


@dataclass(frozen=True, slots=True)
class Held:
    """What the rules look at: each party's stances, and whether one rejects the very thing that another asks for."""

    stances: Stances
    opposed: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: when it holds, what follows, and the sentence that explains it."""

    name: str
    holds: Callable[[Held], bool]
    overlap: Overlap
    sentence: str


def overlap(positions: tuple[Position, ...]) -> Outcome:
    """The first rule that holds; every set of positions meets one."""
    counted = standing(positions)
    held = Held(_stances(counted), _opposed(counted))
    rule = next(rule for rule in RULES if rule.holds(held))
    return Outcome(rule.overlap, Reason(rule.name, 1.0, rule.sentence))


def standing(positions: tuple[Position, ...]) -> tuple[Position, ...]:
    """Positions without a refusal that the same party overtook by a later yes, or the other way round."""
    return tuple(each for each in positions if not any(_overtakes(other, each) for other in positions))


def _overtakes(later: Position, earlier: Position) -> bool:
    if later.party != earlier.party or not later.since or not earlier.since or later.since <= earlier.since:
        return False
    pair = {later.stance, earlier.stance}
    return "rejects" in pair and bool(pair & AGREEING)


def _stances(positions: tuple[Position, ...]) -> Stances:
    found: dict[str, set[str]] = defaultdict(set)
    for position in positions:
        if position.stance != "unknown":
            found[position.party].add(position.stance)
    return {party: frozenset(each) for party, each in found.items()}


def _opposed(positions: tuple[Position, ...]) -> bool:
    """Whether a party rejects what another asks for or offers, told by a content word that both have.

    A rejected freeze of pensions does not answer a demand that they rise.
    """
    return any(opposes(refused, asked) for refused in positions for asked in positions)


def opposes(refused: Position, asked: Position) -> bool:
    """Whether one party's rejection is of what another asks for or offers, told by a content word of both."""
    if refused.stance != "rejects" or asked.stance not in ASKING or refused.party == asked.party:
        return False
    fewer = (content(refused.summary) - content(asked.summary)) & undoing()
    return not fewer and on_one_matter(refused.summary, asked.summary)


def on_one_matter(one: str, other: str) -> bool:
    """Whether two clauses are on the same thing: they share a word of content, and one has not much besides."""
    mine, theirs = content(one), content(other)
    return len(mine & theirs) >= max(1.0, LEAST_SHARED * min(len(mine), len(theirs)))


def content(words: str) -> frozenset[str]:
    """The words of a clause that tell what it is about, in the singular; names tell who, and are left out."""
    found = {singular(word.casefold()) for word in _WORD.findall(words) if not word[0].isupper()}
    return frozenset(found) - (vague() - undoing()) - slight()


def _one_party(held: Held) -> bool:
    return len(held.stances) < 2


def _meets(stances: Stances, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one party holds one of these stances and another party one of those."""
    ones = {party for party, held in stances.items() if held & one}
    others = {party for party, held in stances.items() if held & other}
    return any(a != b for a in ones for b in others)


def _demand_refused(held: Held) -> bool:
    return held.opposed and not _meets(held.stances, WILLING, HESITANT | WILLING)


def _all_willing(held: Held) -> bool:
    return all(each <= WILLING for each in held.stances.values())


def _some_willing(held: Held) -> bool:
    return _meets(held.stances, WILLING, WILLING | HESITANT | frozenset({"demands"}))


def _only_refused(held: Held) -> bool:
    """Whether a party rejects it and no other party asks for anything that it may mean."""
    rejecting = any("rejects" in each for each in held.stances.values())
    return rejecting and not _meets(held.stances, ASKING, frozenset({"rejects"}))


RULES: tuple[Rule, ...] = (
    Rule("one party", _one_party, "unknown", "Only one party is reported to have taken a position."),
    Rule(
        "all willing", _all_willing, "full", "Every party that has spoken offers, supports, accepts or is open to it."
    ),
    Rule("refused", _demand_refused, "none", "What one party asks for or offers, another rejects."),
    Rule(
        "some willing",
        _some_willing,
        "partial",
        "One party offers or supports what another asks for or ties to conditions.",
    ),
    Rule("rejection", _only_refused, "none", "A party rejects it, and no other is reported to come towards it."),
    Rule("open question", lambda _: True, "unknown", "The reported positions do not answer each other."),
)
