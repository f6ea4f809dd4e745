"""Whether the parties' positions on one issue overlap: rules in a table, read from the top, each with its sentence."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from parley.dossier import Overlap, Position
from parley.story import Reason

Stances = dict[str, frozenset[str]]
"""The stances of each party that has taken one, `unknown` left out."""

WILLING = frozenset({"offers", "supports", "accepts", "open"})
AGREEING = frozenset({"supports", "accepts"})
HESITANT = frozenset({"conditional", "wary", "divided"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far positions overlap, and the rule that says so."""

    overlap: Overlap
    reason: Reason


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: when it holds, what follows, and the sentence that explains it."""

    name: str
    holds: Callable[[Stances], bool]
    overlap: Overlap
    sentence: str


def overlap(positions: tuple[Position, ...]) -> Outcome:
    """The first rule that holds; every set of positions meets one."""
    stances = _stances(standing(positions))
    rule = next(rule for rule in RULES if rule.holds(stances))
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


def _one_party(stances: Stances) -> bool:
    return len(stances) < 2


def _meets(stances: Stances, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one party holds one of these stances and another party one of those."""
    ones = {party for party, held in stances.items() if held & one}
    others = {party for party, held in stances.items() if held & other}
    return any(a != b for a in ones for b in others)


def _demand_refused(stances: Stances) -> bool:
    asked = frozenset({"demands", "offers", "supports"})
    return _meets(stances, asked, frozenset({"rejects"})) and not _meets(stances, WILLING, HESITANT | WILLING)


def _all_willing(stances: Stances) -> bool:
    return all(held <= WILLING for held in stances.values())


def _some_willing(stances: Stances) -> bool:
    return _meets(stances, WILLING, WILLING | HESITANT | frozenset({"demands"}))


def _some_refuse(stances: Stances) -> bool:
    return any("rejects" in held for held in stances.values())


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
    Rule("rejection", _some_refuse, "none", "A party rejects it, and no other is reported to come towards it."),
    Rule("open question", lambda _: True, "unknown", "The reported positions neither meet nor exclude each other."),
)
