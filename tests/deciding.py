"""Decisions for tests: on words of reports, a minute apart in the order in which they are made."""

from collections.abc import Iterable, Sequence
from itertools import count

from parley.decision import Anchor, Decision, DecisionKind, Sort
from parley.reading import Reading
from parley.report import Span

_MINUTES = count()


def moment() -> str:
    """A moment after all before."""
    minutes = next(_MINUTES)
    return f"2031-04-{1 + minutes // 1440:02d}T{minutes // 60 % 24:02d}:{minutes % 60:02d}:00+00:00"


def anchored(readings: Sequence[Reading], spans: Iterable[Span]) -> tuple[Anchor, ...]:
    """Anchors on spans of readings."""
    texts = {reading.report.id: reading.report for reading in readings}
    return tuple(Anchor(s.report, s.start, s.end, texts[s.report].quote(s)) for s in sorted(spans))


def made(
    kind: DecisionKind,
    things: Sequence[str],
    anchors: Sequence[tuple[Anchor, ...]] = (),
    *,
    value: str | None = None,
    of: Sort | None = "entity",
    reason: str = "seen with my own eyes",
) -> Decision:
    """A decision of Ana's, later than all before."""
    return Decision(kind, tuple(things), value, reason, "ana", moment(), of, None, tuple(anchors))
