"""To which reports the links of each report of an archive lead on: what is connected is grouped together."""

from collections.abc import Callable, Iterator

from parley.compare.gather.clusters import bound


class Leading:
    """For each report those to which a link leads on, as `parts` says, read as they are asked for."""

    def __init__(self, links: Callable[[str], dict[str, float]], least: float) -> None:
        self._links_of = links
        self._least = least
        self._strong: dict[str, dict[str, float]] = {}

    def of(self, report: str) -> Iterator[str]:
        """To which a report's links lead on."""
        here = self._bound(report)
        for other, chance in self._links(report).items():
            if chance >= here or chance >= self._bound(other):
                yield other

    def _bound(self, report: str) -> float:
        return bound(self._links(report).values(), self._least)

    def _links(self, report: str) -> dict[str, float]:
        if report not in self._strong:
            self._strong[report] = self._links_of(report)
        return self._strong[report]
