"""Dossiers that were made of what an archive holds: kept for a while, so that none is made twice in a row."""

from dataclasses import dataclass

from parley.archive.archive import Archive
from parley.archive.packing import dossier_of, pack, plain_digest, told_dossier, unpack
from parley.dossier import Dossier
from parley.report import Report

KEPT = 32
"""Dossiers that an archive keeps; the one made longest ago is the first to go."""

TOGETHER = 64 * 2**20
"""Bytes that they may take, packed."""


@dataclass(frozen=True, slots=True)
class Dossiers:
    """The dossiers that an archive keeps, each known by a digest of all on which it rests."""

    archive: Archive

    def held(self, made_of: bytes, reports: dict[str, Report]) -> Dossier | None:
        """The dossier that was made of this, if it is still kept; its reports, which are not kept twice, are given."""
        row = self.archive.database.row("dossier", made_of)
        return None if row is None else dossier_of(unpack(row[1], row[0]), reports)

    def keep(self, made_of: bytes, dossier: Dossier) -> None:
        """Keeps a dossier in the place of those made longest ago."""
        content = told_dossier(dossier)
        packed = pack(content)
        with self.archive.database.writing():
            self.archive.database.run("add-dossier", made_of, plain_digest(content), len(content), packed)
            self.archive.database.run("forget-dossiers", KEPT, TOGETHER)
