"""Chance: reports of one subject use like words for different things; how far a likeness must reach beyond that.

Of reports that tell the same, many propositions are alike well beyond even odds; of reports that only speak of
one subject, many are alike by a hair and few by much. What the weights of the reasons took for even odds holds for
the first kind alone; the outcomes themselves tell how far to move it (after Saerens, Latinne and Decaestecker 2002).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import product

from parley.compare.groups import Link

SURE = 2.0
"""Logits beyond even odds from which on few likenesses are chance."""
DOUBTFUL = 1.5
"""Logits beyond even odds below which many are."""
BORNE = 0.6
"""So many sure likenesses for each doubtful one where reports tell the same."""
FEW = 2
"""So many doubtful ones any story may have."""
USUAL, SUPPOSED = BORNE, 3.0
"""What is supposed of a story before a likeness is seen, and for how many doubtful ones it counts."""
FARTHEST = 3.0
"""So much farther beyond even odds must a likeness reach where no other is sure."""
TELLING = 0.012
"""So many sure likenesses each proposition has with each other report where reports tell the same, or more."""
GRANTED = 5.0
"""So many sure ones are supposed of a story before one is seen."""
OTHERS = 10
"""With so many other reports at most."""
COPIED = 0.5
"""Two reports that share more of the shorter than this are copies, whose likenesses say nothing of the others."""


def farther(links: Sequence[Link], even: float, carriers: Sequence[Collection[str]]) -> float:
    """How much farther beyond even odds the likenesses of a story must reach than its reasons ask by themselves.

    `carriers` are the reports of each member; links within one report and between copies are not counted.
    """
    sure = doubtful = 0.0
    counted = [link for link in links if not set(carriers[link.a]) & set(carriers[link.b])]
    copies = _copies(counted, even, carriers)
    for link in counted:
        if copies and any(pair in copies for pair in _pairs(link, carriers)):
            continue
        sure += link.score >= even + SURE
        doubtful += link.score < even + DOUBTFUL
    share = (sure + USUAL * SUPPOSED) / (max(0.0, doubtful - FEW) + SUPPOSED)
    return FARTHEST * max(0.0, 1 - min(share / BORNE, _told_again(sure, carriers)))


def _told_again(sure: float, carriers: Sequence[Collection[str]]) -> float:
    """How many sure likenesses there are for each that reports would have which tell the same, 1 being all."""
    others = len(set().union(*carriers)) - 1
    expected = TELLING * len(carriers) * min(others, OTHERS)
    return (sure + GRANTED) / (expected + GRANTED)


def _copies(links: Sequence[Link], even: float, carriers: Sequence[Collection[str]]) -> set[tuple[str, str]]:
    """Pairs of reports that share most of what the shorter tells."""
    size = Counter(report for held in carriers for report in held)
    shared: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, held in enumerate(carriers):
        for pair in product(held, held):
            if pair[0] < pair[1]:
                shared[pair].add(number)
    for link in links:
        if link.score >= even + SURE:
            for pair in _pairs(link, carriers):
                shared[pair].add(link.a)
    return {pair for pair, held in shared.items() if len(held) > COPIED * min(size[report] for report in pair)}


def _pairs(link: Link, carriers: Sequence[Collection[str]]) -> set[tuple[str, str]]:
    return {(min(pair), max(pair)) for pair in product(carriers[link.a], carriers[link.b])}
