"""How well clusters of mentions agree: MUC, B-cubed, CEAF-phi4 and their mean, as in CoNLL-2012 (Pradhan et al. 2012).

A mention is any value that can be compared and hashed. Clusters of one mention are the caller's to leave out.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Cluster = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Share:
    """Points won and points to win, for recall over gold clusters and for precision over ours."""

    recalled: float = 0.0
    gold: float = 0.0
    precise: float = 0.0
    ours: float = 0.0

    def __add__(self, other: "Share") -> "Share":
        """The points of two texts together, which is how CoNLL-2012 averages."""
        return Share(
            self.recalled + other.recalled,
            self.gold + other.gold,
            self.precise + other.precise,
            self.ours + other.ours,
        )

    @property
    def recall(self) -> float:
        """Share of the gold points that were won."""
        return self.recalled / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """Share of our points that were won."""
        return self.precise / self.ours if self.ours else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def muc(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Share:
    """Links kept: a cluster counts its size less the pieces into which the others cut it (Vilain et al. 1995)."""
    return Share(*_links(gold, _owner(ours)), *_links(ours, _owner(gold)))


def _links(clusters: Iterable[Cluster], owner: Mapping[Hashable, int]) -> tuple[float, float]:
    kept = total = 0
    for cluster in clusters:
        pieces = {owner[m] for m in cluster if m in owner}
        alone = sum(m not in owner for m in cluster)
        kept += len(cluster) - len(pieces) - alone
        total += len(cluster) - 1
    return kept, total


def b_cubed(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Share:
    """For each mention the share of its cluster that the other side gives it as well (Bagga and Baldwin 1998)."""
    return Share(*_shared(gold, _owner(ours)), *_shared(ours, _owner(gold)))


def _shared(clusters: Iterable[Cluster], owner: Mapping[Hashable, int]) -> tuple[float, float]:
    shared, total = 0.0, 0
    for cluster in clusters:
        overlaps = Counter(owner[m] for m in cluster if m in owner)
        shared += sum(count * count for count in overlaps.values()) / len(cluster)
        total += len(cluster)
    return shared, total


def ceaf(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Share:
    """Similarity of clusters under the best pairing of one with one, by phi-4 (Luo 2005)."""
    owner = _owner(ours)
    alike: dict[tuple[int, int], float] = {}
    for place, cluster in enumerate(gold):
        for other, count in Counter(owner[m] for m in cluster if m in owner).items():
            alike[place, other] = 2 * count / (len(cluster) + len(ours[other]))
    best = sum(_best(piece) for piece in _pieces(alike))
    return Share(best, len(gold), best, len(ours))


def _pieces(alike: Mapping[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    """The pairs that have a cluster in common, directly or by others, each such set apart."""
    rows: dict[int, list[int]] = defaultdict(list)
    columns: dict[int, list[int]] = defaultdict(list)
    for row, column in alike:
        rows[row].append(column)
        columns[column].append(row)
    pieces, seen = [], set[int]()
    for start in rows:
        if start in seen:
            continue
        waiting, piece = [start], dict[tuple[int, int], float]()
        seen.add(start)
        while waiting:
            row = waiting.pop()
            for column in rows[row]:
                piece[row, column] = alike[row, column]
                waiting.extend(other for other in columns[column] if other not in seen)
                seen.update(columns[column])
        pieces.append(piece)
    return pieces


def _best(alike: Mapping[tuple[int, int], float]) -> float:
    """Greatest sum over pairs in which no row and no column stands twice (Kuhn 1955, by shortest paths)."""
    rows = sorted({row for row, _ in alike})
    columns = sorted({column for _, column in alike})
    if len(rows) == 1 or len(columns) == 1:
        return max(alike.values())
    turned = len(rows) > len(columns)
    down, across = (columns, rows) if turned else (rows, columns)
    cost = [[-alike.get((c, r) if turned else (r, c), 0.0) for c in across] for r in down]
    return -_cheapest(cost)


def _cheapest(cost: Sequence[Sequence[float]]) -> float:
    """Least sum that gives each row a column of its own; there are at least as many columns as rows."""
    height, width = len(cost), len(cost[0])
    by_row, by_column = [0.0] * (height + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)
    for row in range(1, height + 1):
        _augment(cost, row, (by_row, by_column), row_of)
    return sum(cost[row_of[column] - 1][column - 1] for column in range(1, width + 1) if row_of[column])


def _augment(
    cost: Sequence[Sequence[float]], row: int, prices: tuple[list[float], list[float]], row_of: list[int]
) -> None:
    """Give one more row a column along the cheapest path; column 0 is where the path begins."""
    by_row, by_column = prices
    width = len(by_column)
    least, before, used = [float("inf")] * width, [0] * width, [False] * width
    row_of[0], column = row, 0
    while row_of[column]:
        used[column] = True
        here = row_of[column]
        for other in range(1, width):
            step = cost[here - 1][other - 1] - by_row[here] - by_column[other]
            if not used[other] and step < least[other]:
                least[other], before[other] = step, column
        following = min((c for c in range(1, width) if not used[c]), key=lambda c: least[c])
        gap = least[following]
        for other in range(width):
            if used[other]:
                by_row[row_of[other]] += gap
                by_column[other] -= gap
            else:
                least[other] -= gap
        column = following
    while column:
        row_of[column] = row_of[before[column]]
        column = before[column]


def _owner(clusters: Iterable[Collection[Hashable]]) -> dict[Hashable, int]:
    return {mention: place for place, cluster in enumerate(clusters) for mention in cluster}
