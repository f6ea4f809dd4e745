"""Followed: decisions on words of pages that changed stand where these words are in the version that is read now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property

from parley.archive.archive import Archive
from parley.archive.homes import Homes
from parley.archive.watching import Watching
from parley.changes import Version
from parley.compose.changes.versions import Revision, revisions
from parley.decision import Anchor, Decision, Followed, in_force, within
from parley.deliver.visible import counted
from parley.footing import anchor_of
from parley.report import Report, Span

WHOLE = frozenset(("report", "origin"))
"""Things that are whole reports: a new version is the same thing, whatever it says."""


def standing(
    archive: Archive, decisions: Iterable[Decision], story: str | None, reports: Iterable[Report]
) -> tuple[Decision, ...]:
    """Of some decisions those in force that hold for a story of an archive, as they stand on these reports of it."""
    homes, held = Homes(archive), tuple(reports)
    key = homes.key(story)
    near = [each for each in in_force(decisions) if each.story is None or key in homes.of(each)]
    return within(followed(archive, near, held), key, frozenset(report.id for report in held), homes.of)


def followed(archive: Archive, decisions: Iterable[Decision], reports: Iterable[Report]) -> tuple[Decision, ...]:
    """The decisions as they stand on these reports of an archive, which are of each page one version."""
    follow = _Following(archive, {report.id: report for report in reports})
    return tuple(follow.decision(each) for each in decisions)


@dataclass(frozen=True, slots=True)
class _Page:
    """Another version of a page than the one on which something was decided, and the day on which it was seen."""

    revision: Revision
    day: str | None


@dataclass(frozen=True)
class _Following:
    """Versions of pages, each looked for once."""

    archive: Archive
    reports: Mapping[str, Report]
    pages: dict[str, _Page | None] = field(default_factory=dict)

    def decision(self, each: Decision) -> Decision:
        """The decision with its anchors in the versions that are here."""
        moved = {name: page for name in each.reports if (page := self._page(name)) is not None}
        if not moved:
            return each
        places = {anchor: self._place(anchor, each) for group in each.anchors for anchor in group}
        groups = tuple(tuple(there for anchor in group if (there := places[anchor])) for group in each.anchors)
        told = {one.name: getattr(each, one.name) for one in fields(Decision)}
        pages = frozenset(moved[name].revision.after.id if name in moved else name for name in each.reports)
        lost = sorted({anchor.report for anchor, there in places.items() if there is None})
        gone = _gone([moved[name] for name in lost], whole=not any(groups)) if lost else None
        return Followed(**{**told, "anchors": groups}, known=each.id, pages=pages, gone=gone)

    def _place(self, anchor: Anchor, each: Decision) -> Anchor | None:
        """The anchor where its words stand now; None where they are gone."""
        page = self._page(anchor.report)
        if page is None:
            return anchor
        after = page.revision.after
        span = Span(after.id, 0, len(after.text)) if each.of in WHOLE else _there(page.revision, anchor.span)
        return None if span is None else anchor_of(after, span)

    def _page(self, name: str) -> _Page | None:
        """The version that is here of the page that was this report, which is not here itself."""
        if name in self.reports:
            return None
        if name not in self.pages:
            self.pages[name] = self._found(name)
        return self.pages[name]

    def _found(self, name: str) -> _Page | None:
        before = self.archive.sightings(name)
        if not before:
            return None
        seen = [each for each in Watching(self.archive).versions(name) if each.report in self.reports]
        if seen:
            last = max(seen, key=lambda each: (each.seen, each.report))
            version = Version(name, last.report, last.address)
            return _Page(Revision(version, before[0], self.reports[last.report]), last.seen[:10])
        for each in before:
            here = {report.id: report for url in _urls(each) for report in self._at.get(url, ())}
            for revision in revisions((each,), tuple(here.values())):
                return _Page(revision, revision.after.day)
        return None

    @cached_property
    def _at(self) -> dict[str, list[Report]]:
        """The reports that are here by the addresses at which they were found."""
        found: dict[str, list[Report]] = {}
        for report in self.reports.values():
            for url in _urls(report):
                found.setdefault(url, []).append(report)
        return found


def _urls(report: Report) -> frozenset[str]:
    return frozenset(sighting.url for sighting in report.sightings if sighting.url)


def _there(revision: Revision, span: Span) -> Span | None:
    """Where the words of a span stand in the other version: just they, though a word goes on before or after them."""
    found = revision.there(span)
    if found is None:
        return None
    words = revision.before.quote(span)
    at = revision.after.text.find(words, found.start, found.end)
    return found if at < 0 else Span(found.report, at, at + len(words))


def _gone(pages: Sequence[_Page], *, whole: bool) -> str:
    """Which words are gone, in which version of which page."""
    first = pages[0]
    version = f"version of {first.day}" if first.day else "later version"
    more = f" and of {counted(len(pages) - 1, 'page')} more" if len(pages) > 1 else ""
    what = "its words are" if whole else "some of its words are"
    return f"{what} gone in the {version} of {first.revision.version.url}{more}"
