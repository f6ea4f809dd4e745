"""What a page withdrew or corrected in a later version of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from parley.changes import Change
from parley.compose.changes.ground import Ground
from parley.compose.changes.sense import numbers, stems
from parley.compose.changes.sentences import sentence
from parley.compose.changes.versions import Revision
from parley.report import Span

NEAR = 0.3
"""Share of the words of the old and the new passage that must be common for the new one to correct the old one."""


@dataclass(frozen=True)
class Corrections:
    """Claims of earlier versions of pages, held against the versions of now."""

    ground: Ground

    @cached_property
    def _claims(self) -> list[tuple[Span, float]]:
        """Passages of claims in pages that have another version, with what they matter, longest first."""
        rows = {
            span: claim.matters
            for claim in self.ground.earlier.claims
            for span in claim.evidence
            if self.ground.revision_of(span)
        }
        for statement in self.ground.earlier.statements:
            for wording in statement.wordings:
                for span in wording.content:
                    if self.ground.revision_of(span):
                        rows.setdefault(span, 0.3)
        return sorted(rows.items(), key=lambda row: (row[0].start - row[0].end, row[0]))

    def all(self) -> Iterator[Change]:
        """One change for each sentence of an old version that the new one drops or alters."""
        told: set[Span] = set()
        for span, matters in self._claims:
            revision = self.ground.revision_of(span)
            if revision is None or revision.there(span) or not stems(self.ground.words(span)):
                continue
            whole = sentence(revision.before, span)
            if whole not in told:
                told.add(whole)
                yield self._change(revision, whole, matters)

    def _change(self, revision: Revision, span: Span, matters: float) -> Change:
        now = self._instead(revision, span)
        outlet = revision.after.outlet or revision.after.file
        words = self.ground.words(span)
        became = f"“{self.ground.words(now)}”" if now else ""
        return Change(
            kind="corrected" if now else "withdrawn",
            text=f"{outlet}: “{words}” is now {became}" if now else f"{outlet} no longer says “{words}”",
            refs=(revision.after.id,),
            evidence=(now,) if now else (),
            before=(span,),
            was=words,
            now=self.ground.words(now) if now else None,
            who=(outlet,),
            day=revision.after.day,
            weight=matters + (0.3 if not now or numbers(stems(words)) else 0.0),
        )

    def _instead(self, revision: Revision, span: Span) -> Span | None:
        """The sentence that stands where another stood, if it is about the same."""
        place = revision.instead(span)
        inside = revision.there(span) or place
        if inside is None:
            return None
        whole = sentence(revision.after, inside)
        here, there = stems(self.ground.words(span)), stems(self.ground.words(whole))
        return whole if len(here & there) >= NEAR * max(1, min(len(here), len(there))) else None
