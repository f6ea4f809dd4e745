"""Reports and readings as bytes and back: MessagePack checked against the fields of the nouns, and zlib around it.

MessagePack by msgspec: it holds bytes as bytes, runs no code on the way back, and refuses what does not fit the types.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import TypeVar

from parley.dossier import Dossier
from parley.errors import ArchiveError
from parley.reading import Reading
from parley.report import Report

T = TypeVar("T")

LEVEL = 3
"""Effort of zlib; more saves little, since half of a reading is meanings, which hardly shrink."""


def digest(*parts: bytes) -> bytes:
    """SHA-256 of the parts, each with its length before it, so that no two lists of parts are alike."""
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.digest()


def plain_digest(content: bytes) -> bytes:
    """SHA-256 of bytes as such, as other programs give it."""
    return sha256(content).digest()


def pack(content: bytes) -> bytes:
    """The bytes by zlib."""
    return zlib.compress(content, LEVEL)


def unpack(packed: bytes, size: int) -> bytes:
    """The bytes again; raises ArchiveError where they are not those, and never makes more than `size` of them."""
    inflating = zlib.decompressobj()
    try:
        content = inflating.decompress(packed, size + 1)
    except zlib.error as error:
        raise damaged("a packed value cannot be unpacked") from error
    if len(content) != size or not (inflating.eof or inflating.decompress(inflating.unconsumed_tail, 1) == b""):
        raise damaged("a packed value is of another length")
    return content


def described(report: Report) -> bytes:
    """A report without its text."""
    return _encoded(replace(report, text=""))


def report_of(described: bytes, text: str) -> Report:
    """A report from what describes it, and its text."""
    return replace(_decoded(described, Report), text=text)


def read_digest(report: Report) -> bytes:
    """The digest of all of a report that its reading rests on: where it was found is no part of that."""
    return digest(described(replace(report, sightings=())), report.text.encode())


def told_by(reading: Reading) -> bytes:
    """A reading without its report."""
    return _encoded(replace(reading, report=Report(reading.report.id, "", (), ())))


def reading_of(told: bytes, report: Report) -> Reading:
    """A reading from its bytes and its report; its problems bear the name under which the report is known now."""
    reading = _decoded(told, Reading)
    problems = tuple(replace(p, file=report.file) if p.report == report.id else p for p in reading.problems)
    return replace(reading, report=report, problems=problems)


def told_dossier(dossier: Dossier) -> bytes:
    """A dossier without its reports, but for their order."""
    return _encoded(replace(dossier, reports=tuple(Report(report.id, "", (), ()) for report in dossier.reports)))


def dossier_of(told: bytes, reports: Mapping[str, Report]) -> Dossier:
    """A dossier from its bytes and its reports."""
    dossier = _decoded(told, Dossier)
    return replace(dossier, reports=tuple(reports[report.id] for report in dossier.reports))


@cache
def form() -> str:
    """Which fields of which types a reading has: readings of another form are left alone and read again."""
    import msgspec  # noqa: PLC0415  loaded with the first archive

    schema = json.dumps(_bare(msgspec.json.schema(Reading)), sort_keys=True)
    return sha256(schema.encode()).hexdigest()[:16]


def _bare(schema: object) -> object:
    """A schema without what only explains it."""
    if isinstance(schema, dict):
        return {key: _bare(value) for key, value in schema.items() if key != "description"}
    return [_bare(each) for each in schema] if isinstance(schema, list) else schema


def _encoded(value: Report | Reading | Dossier) -> bytes:
    import msgspec  # noqa: PLC0415  loaded with the first archive

    content: bytes = msgspec.msgpack.encode(value)
    return content


def _decoded(content: bytes, kind: type[T]) -> T:
    import msgspec  # noqa: PLC0415  loaded with the first archive

    try:
        value: T = msgspec.msgpack.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise damaged(f"a {kind.__name__.lower()} in it does not hold ({error})") from error
    return value


def damaged(what: str) -> ArchiveError:
    """The error for content that is not what was put in."""
    return ArchiveError(
        f"The archive is damaged: {what}.", "Put a backup in its place; `parley archive verify` says what is damaged."
    )
