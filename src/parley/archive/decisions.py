"""Decisions as lines of JSON: as the archive keeps them, and as a file that a colleague can take over."""

from collections.abc import Iterable

from parley.decision import Decision
from parley.errors import UsageError


def written(decision: Decision) -> bytes:
    """A decision on one line, its fields in order, so that the same decision is the same bytes everywhere."""
    import msgspec  # noqa: PLC0415  loaded with the first archive

    line: bytes = msgspec.json.encode(decision)
    return line


def exported(decisions: Iterable[Decision]) -> bytes:
    """A file of decisions, one a line."""
    return b"".join(written(decision) + b"\n" for decision in decisions)


def imported(content: bytes) -> tuple[Decision, ...]:
    """The decisions of a file; raises UsageError, and takes none, where a line of it is no decision."""
    import msgspec  # noqa: PLC0415  loaded with the first archive

    found: list[Decision] = []
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            try:
                found.append(msgspec.json.decode(line, type=Decision))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise UsageError(
                    f"Line {number} of the decisions does not hold: {error}.", "Take the file as it was exported."
                ) from error
    return tuple(found)
