"""Remembered: a dossier of what was gathered from an archive, taken from there where it was made of the same before."""

from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import parley
from parley.archive.archive import Archive
from parley.archive.dossiers import Dossiers
from parley.archive.packing import described, digest, form, read_digest
from parley.compose.lens import shelf
from parley.dossier import Dossier
from parley.gathered import Gathered, Progress, silent


def remembered(archive: Archive, gathered: Gathered, progress: Progress = silent) -> Dossier:
    """What `gathered.dossier()` gives, and keeps it; a lens of the user's own is not remembered."""
    made_of = _made_of(gathered)
    if made_of is None:
        return gathered.dossier(progress)
    reports = {reading.report.id: reading.report for reading in gathered.readings}
    held = Dossiers(archive).held(made_of, reports)
    if held is not None:
        return replace(held, made=replace(held.made, time=gathered.made.time))
    dossier = gathered.dossier(progress)
    Dossiers(archive).keep(made_of, dossier)
    return dossier


def _made_of(gathered: Gathered) -> bytes | None:
    """The digest of all on which the dossier rests: program, readings, lens, problems and decisions."""
    if gathered.lens is not None and gathered.lens not in shelf():
        return None
    made = gathered.made
    told = [_program(), form(), gathered.lens.name if gathered.lens else "", made.program]
    told += [repr(each) for each in (made.settings, gathered.problems)]
    told += [f"{each.id} {each.anchors!r} {each.gone!r}" for each in gathered.decisions]
    parts = [words.encode("utf-8", "backslashreplace") for words in told]
    for reading in gathered.readings:
        engine = f"{reading.engine.name} {reading.engine.version}".encode()
        parts += [read_digest(reading.report), described(reading.report), engine]
        parts.append(repr(reading.problems).encode("utf-8", "backslashreplace"))
    return digest(*parts)


@cache
def _program() -> str:
    """A digest of the program: one that compares or composes in another way remembers nothing of this one's."""
    home = Path(parley.__file__).parent
    whole = sha256()
    files = [*home.glob("*.py"), *(home / "compare").rglob("*.*"), *(home / "compose").rglob("*.*")]
    for path in sorted(each for each in files if each.suffix != ".pyc" and each.is_file()):
        whole.update(path.relative_to(home).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()
