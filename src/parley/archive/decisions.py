"""Decisions as lines of JSON: as the archive keeps them, and as a file that a colleague can take over."""

from collections.abc import Iterable
from dataclasses import fields

from parley.decision import Decision
from parley.errors import UsageError

_LATER = {field.name: field.default for field in fields(Decision) if field.name in {"of", "story", "anchors"}}
"""Fields that older decisions lack; left out where they say nothing, so that an old line stays as it is."""


def written(decision: Decision) -> bytes:
    """A decision on one line, its fields in order, so that the same decision is the same bytes everywhere."""
    import msgspec  # noqa: PLC0415  loaded with the first archive

    told = {field.name: getattr(decision, field.name) for field in fields(Decision)}
    kept = {name: value for name, value in told.items() if name not in _LATER or value != _LATER[name]}
    line: bytes = msgspec.json.encode(kept)
    return line


def exported(decisions: Iterable[Decision]) -> bytes:
    """A file of decisions, one a line."""
    return b"".join(written(decision) + b"\n" for decision in decisions)


def imported(content: bytes) -> tuple[Decision, ...]:
    """The decisions of a file; raises UsageError, and takes none, where a line of it is no decision."""
    import msgspec  # noqa: PLC0415  loaded with the first archive

    decoder = msgspec.json.Decoder(type=Decision)
    found: list[Decision] = []
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            try:
                found.append(decoder.decode(line))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise UsageError(
                    f"Line {number} of the decisions does not hold: {error}.", "Take the file as it was exported."
                ) from error
    return tuple(found)
