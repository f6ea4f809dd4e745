"""What has been compared so far: the ground on which discrepancies are looked for."""

from dataclasses import dataclass, field

from parley.compare.memo import Memo
from parley.reading import Reading
from parley.story import Claim, Entity, Event, Origin, Statement


@dataclass(frozen=True, slots=True)
class Compared:
    """Readings with what joins them; the order of the readings does not matter."""

    readings: tuple[Reading, ...]
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    origins: tuple[Origin, ...] = ()
    memo: Memo = field(default_factory=Memo, compare=False)
