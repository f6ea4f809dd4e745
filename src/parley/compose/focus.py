"""The words that sum up a position: the clause in which its issue is named, cut where a phrase ends if it is long."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from parley.compose.governing import Scene, clause
from parley.compose.said import Said
from parley.compose.terms import Hit
from parley.report import Report, Span

LONGEST = 160
"""Characters that sum up a position at most."""
CUT = "…"

_OPENING = re.compile(r"[\s,;—–-]{0,9}(?:(?:and|but|while|whereas|although|even though|though)\s)?")
_BORDERS = frozenset({"IN", "TO", "CC", "WDT", "WP", "WP$", "WRB", ",", ":"})
"""Tags of the words before which a phrase ends."""
_BOUND = frozenset({"IN", "TO", "CC", "DT", "PRP$", "POS"})
"""Tags of the words with which none ends."""


@dataclass(frozen=True, slots=True)
class Focus:
    """A stretch of a clause, and whether words of the clause are left out before and behind it."""

    span: Span
    before: bool = False
    after: bool = False

    def words(self, report: Report) -> str:
        """The words on one line, with an ellipsis where some are left out."""
        said = " ".join(report.quote(self.span).split())
        return f"{f'{CUT} ' if self.before else ''}{said}{f' {CUT}' if self.after else ''}"


def focus(scene: Scene, term: Hit, said: Said | None) -> Focus:
    """The clause of a term within what is said, else the most of it that begins and ends with a phrase."""
    first, last = _clause(scene, term, said)
    start, end = first, last
    if end - start > LONGEST and term.end - start > LONGEST:
        borders = _borders(scene, first, term.start)
        near = [at for at in borders if last - at <= LONGEST or term.start - at <= LONGEST // 2]
        start = _opened(scene, next(iter(near), term.start), end)
    if end - start > LONGEST:
        end = max((at for at in _borders(scene, term.end, start + LONGEST)), default=max(term.end, start + LONGEST))
        end = end if end - start < LONGEST else max(term.end, scene.text.rfind(" ", start, end))
    kept = scene.text[start:end].rstrip(" ,;—–-.")
    return Focus(scene.reading.report.span(start, start + max(1, len(kept))), start > first, end < last)


def _clause(scene: Scene, term: Hit, said: Said | None) -> tuple[int, int]:
    start, end = clause(scene, term)
    held = next((s for s in said.content if s.start <= term.start < s.end), None) if said else None
    start, end = (max(start, held.start), min(end, held.end)) if held else (start, end)
    return _opened(scene, start, end), start + len(scene.text[start:end].rstrip())


def _opened(scene: Scene, start: int, end: int) -> int:
    """Where the words of a stretch begin, behind the mark and the conjunction that open it."""
    met = _OPENING.match(scene.text, start, end)
    return met.end() if met else start


def _borders(scene: Scene, start: int, end: int) -> list[int]:
    """Where a phrase ends and another begins between two places; none where the reading has no tags."""
    tokens = scene.reading.tokens
    first = max(1, bisect_left(tokens, start, key=lambda t: t.start))
    last = bisect_left(tokens, end, key=lambda t: t.start)
    return [
        token.start
        for before, token in zip(tokens[first - 1 : last], tokens[first:last], strict=False)
        if token.tag in _BORDERS and before.tag not in _BOUND and scene.text[token.start : token.end] != "of"
    ]
