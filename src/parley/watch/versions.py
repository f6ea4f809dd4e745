"""What changed from one version of a watched page to the next, for a terminal."""

from collections.abc import Iterator

from parley.compare.revisions import revisions
from parley.deliver.revised import revised
from parley.report import Report


def told_revisions(before: Report, after: Report) -> Iterator[str]:
    """A line for each stretch of words that differs, in order."""
    return revised(before, after, revisions(before, after))
