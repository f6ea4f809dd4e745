"""What the search of a unit finds before it becomes an attribution: places counted in the unit's own tokens."""

from dataclasses import dataclass

from parley.annotate.attribution.phrases import Phrase
from parley.reading import Stance

Range = tuple[int, int]
"""Tokens from the first to before the last."""


@dataclass(frozen=True, slots=True)
class Found:
    """A cue with its source and content; `verb` is the chunk that the search started from."""

    cue: Range | None
    source: Phrase | None
    content: tuple[Range, ...]
    verb: int
    how: str
    """The construction that was recognised, for tests and error analysis."""
    stance: Stance | None = None
    """What the construction of its cue shows."""
    heard: tuple[tuple[str, float], ...] = ()
    """How likely the encoder takes each stance, and "none"."""
    via: Phrase | None = None
    """Who passed it on, after "according to"."""
    recipient: Phrase | None = None
    """Who was told."""
    whose: Phrase | None = None
    """Whom a source that is a pronoun stands for, where the construction tells."""
    sure: float = 1.0
    """The probability of the cue, for what the encoder proposes."""

    @property
    def first(self) -> int:
        """Its first token."""
        starts = [start for start, _ in self.content]
        return min([*starts, *([self.cue[0]] if self.cue else []), *([self.source.first] if self.source else [])])


def holds(content: tuple[Range, ...], place: int) -> bool:
    """Whether a token lies inside a content."""
    return any(start <= place < end for start, end in content)
