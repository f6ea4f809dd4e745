"""The two sides that a report is about: whom "the talks" and "both sides" mean in it, where it leaves no doubt."""

from collections import Counter
from collections.abc import Sequence

from parley.annotate.cast import Cast
from parley.reading import Attribution

LEAST = 4
"""So often a report that knows of a third has to speak of a side, or of its people,"""

ALONE = 2
"""so often one that knows of two alone,"""

MARGIN = 1.5
"""and the second side so many times as often as any third."""


def pair_of(cast: Cast, attributions: Sequence[Attribution], outlet: str) -> tuple[int, ...]:
    """The two parties that a report speaks of most, with their people, where they stand out from all others.

    A body that is no party yet counts as one where it, or somebody of it, is told to say something; the outlet never.
    """
    spoken = {_side(cast, said.speaker) for said in attributions if said.speaker is not None}
    counts: Counter[int] = Counter()
    for mention in cast.mentions:
        side = _side(cast, mention.entity)
        kind = cast.entities[side].kind
        own = bool(outlet) and (cast.entities[side].name or "-") in outlet
        if not own and (kind == "party" or (kind == "organisation" and side in spoken)):
            counts[side] += 1
    ranked = sorted(counts, key=lambda side: (-counts[side], side))
    third = counts[ranked[2]] if len(ranked) > 2 else 0
    sure = len(ranked) > 1 and counts[ranked[1]] >= max(LEAST if third else ALONE, MARGIN * third)
    return tuple(sorted(ranked[:2])) if sure else ()


def _side(cast: Cast, entity: int) -> int:
    party = cast.entities[entity].party
    return entity if party is None else party
