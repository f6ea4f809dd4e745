"""The ground on which two dossiers are laid side by side: passages of reports that both have."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from parley.changes import Version
from parley.compose.changes.sentences import sentence
from parley.compose.changes.versions import Revision, revisions
from parley.compose.terms import fold
from parley.dossier import Dossier
from parley.report import Report, Span
from parley.story import Entity


@dataclass(frozen=True)
class Ground:
    """Two dossiers, what reports they share, and where passages of the one stand in the other."""

    earlier: Dossier
    later: Dossier

    @cached_property
    def before(self) -> dict[str, Report]:
        """Reports of the earlier dossier by id."""
        return {report.id: report for report in self.earlier.reports}

    @cached_property
    def after(self) -> dict[str, Report]:
        """Reports of the later dossier by id."""
        return {report.id: report for report in self.later.reports}

    @cached_property
    def revisions(self) -> tuple[Revision, ...]:
        """Pages of which the later dossier has another version."""
        return revisions(self.earlier.reports, self.later.reports)

    @cached_property
    def _of_old(self) -> dict[str, Revision]:
        return {each.version.before: each for each in self.revisions}

    @cached_property
    def _of_new(self) -> dict[str, Revision]:
        return {each.version.after: each for each in self.revisions}

    @property
    def new(self) -> tuple[str, ...]:
        """Ids of the reports that only the later dossier has, in its order."""
        return tuple(name for name in self.after if name not in self.before)

    @property
    def versions(self) -> tuple[Version, ...]:
        """The pages that were published anew."""
        return tuple(each.version for each in self.revisions)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Ids of reports that the later dossier has in no version."""
        return tuple(name for name in self.before if name not in self.after and name not in self._of_old)

    def there(self, span: Span) -> Span | None:
        """Where a passage of the earlier dossier stands in the later one."""
        if span.report in self.after:
            return span
        revision = self._of_old.get(span.report)
        return revision.there(span) if revision else None

    def revision_of(self, span: Span) -> Revision | None:
        """The revision that a passage of the earlier dossier was put through."""
        return self._of_old.get(span.report)

    def is_new(self, span: Span) -> bool:
        """Whether a passage of the later dossier was not there to be read before."""
        if span.report in self.before:
            return False
        revision = self._of_new.get(span.report)
        return revision.is_new(span) if revision else True

    def fresh(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The passages that were not there to be read before, each once, in order of publication."""
        return self.in_order(span for span in spans if self.is_new(span))

    def known(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The passages that were there to be read before."""
        return self.in_order(span for span in spans if not self.is_new(span))

    def in_order(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Passages of either dossier, each once, those published first in front."""
        return tuple(sorted(set(spans), key=lambda span: (self.report(span).published or "~", span)))

    def report(self, span: Span) -> Report:
        """The report of a passage of either dossier."""
        return self.after.get(span.report) or self.before[span.report]

    def words(self, span: Span) -> str:
        """The words of a passage of either dossier, on one line."""
        return " ".join(self.report(span).quote(span).split())

    def sentence(self, span: Span) -> Span:
        """The sentence around a passage of either dossier."""
        return sentence(self.report(span), span)

    def day(self, spans: Iterable[Span]) -> str | None:
        """The first day on which one of the reports of these passages was published."""
        return min((day for span in spans if (day := self.report(span).day)), default=None)

    @cached_property
    def persons(self) -> "Persons":
        """Who is who over the two dossiers."""
        return Persons(self)


class Persons:
    """Which entities of the earlier dossier each of the later one is, by the mentions that they share.

    Where no mention is shared, since a report was left out or revised, a name of the same kind will do.
    """

    def __init__(self, ground: Ground) -> None:
        self.earlier = {entity.id: entity for entity in ground.earlier.entities}
        self.later = {entity.id: entity for entity in ground.later.entities}
        owner = {span: entity.id for entity in ground.later.entities for span in entity.mentions}
        self.shared: dict[str, dict[str, list[Span]]] = {name: {} for name in self.later}
        for entity in ground.earlier.entities:
            for mention in entity.mentions:
                there = ground.there(mention)
                if there is not None and there in owner:
                    self.shared[owner[there]].setdefault(entity.id, []).append(there)
        self._by_name(ground)
        self.now: dict[str, list[str]] = {name: [] for name in self.earlier}
        for name, held in sorted(self.shared.items()):
            for old in held:
                self.now[old].append(name)

    def _by_name(self, ground: Ground) -> None:
        named: dict[tuple[str, str], list[str]] = {}
        for entity in ground.earlier.entities:
            for name in _names(entity):
                named.setdefault((entity.kind, name), []).append(entity.id)
        for entity in ground.later.entities:
            if not self.shared[entity.id] and entity.kind != "other":
                same = {old for name in _names(entity) for old in named.get((entity.kind, name), ())}
                if len(same) == 1:
                    self.shared[entity.id][same.pop()] = []

    def was(self, later: str | None) -> str | None:
        """The id in the earlier dossier of an entity of the later one: of the one it shares most mentions with."""
        held = self.shared.get(later or "", {})
        return max(sorted(held), key=lambda old: len(held[old]), default=None)

    def same(self, earlier: str | None, later: str | None) -> bool:
        """Whether an entity of the earlier dossier is one of the later one, or has become part of it."""
        return earlier is not None and earlier in self.shared.get(later or "", {})

    def name(self, later: str | None) -> str:
        """The name of an entity of the later dossier, or nothing."""
        found = self.later.get(later or "")
        return found.name if found else ""

    def old_name(self, earlier: str | None) -> str:
        """The name of an entity of the earlier dossier, or nothing."""
        found = self.earlier.get(earlier or "")
        return found.name if found else ""


def _names(entity: Entity) -> set[str]:
    """The names by which an entity goes, folded; a name of one word may be anybody's."""
    every = {fold(" ".join(name.split())) for name in (entity.name, *(v.text for v in entity.variants))}
    return {name for name in every if " " in name or entity.kind in {"party", "organisation", "place"}}
