"""To which reports the links of each report of an archive lead on: what is connected is grouped together."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from parley.compare.gather.clusters import bound


class Leading(Mapping[str, Iterable[str]]):
    """For each report those to which a link leads on, as `parts` says, read as they are asked for."""

    def __init__(self, links: Callable[[str], dict[str, float]], least: float) -> None:
        self._links_of = links
        self._least = least
        self._strong: dict[str, dict[str, float]] = {}

    def __getitem__(self, report: str) -> Iterable[str]:
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

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
