"""What was found on disk, on standard input or at an address, before anyone knows whether it is a report."""

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from parley.acquire.described import MANIFESTS, Described
from parley.errors import UsageError
from parley.report import Problem

READABLE = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf")
"""Suffixes that a folder is searched for; a file named outright is tried whatever its suffix."""

LARGEST = 64 * 1024 * 1024
"""Bytes beyond which a file is not read."""

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate: its name as the dossier gives it, where it lies, and its bytes if they came another way."""

    name: str
    path: Path | None
    given: bytes | None = None
    web: "Web | None" = None
    told: Described | None = None
    """What whoever handed it over says of it; a file in a folder has a manifest for that."""

    @property
    def suffix(self) -> str:
        """The lower-case suffix, that decides how it is read."""
        return self.web.suffix if self.web else Path(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Web:
    """What is known of bytes that came from an address: which one gave them, and how they are to be read."""

    address: str
    suffix: str
    charset: str | None = None


def find(places: Iterable[str], stdin: BinaryIO | None = None) -> Iterator[Found | Problem]:
    """Candidates in files, folders, globs and standard input (`-`), each once, in order of their names."""
    seen: set[Path] = set()
    for place in places:
        for found in _look(place, stdin):
            key = found.path.resolve() if isinstance(found, Found) and found.path else None
            if key is None or key not in seen:
                yield found
            if key is not None:
                seen.add(key)


def _look(place: str, stdin: BinaryIO | None) -> Iterator[Found | Problem]:
    path = Path(place)
    if place == STDIN:
        yield _from_stdin(stdin)
    elif path.is_dir():
        yield from _in_folder(path)
    elif path.exists():
        yield Found(path.name, path)
    else:
        yield from _by_pattern(place)


def _from_stdin(stdin: BinaryIO | None) -> Found:
    if stdin is None:
        raise UsageError("There is no standard input to read.", "Pipe a text into the command or name a file.")
    return Found("stdin.txt", None, stdin.read(LARGEST + 1))


def _in_folder(folder: Path) -> Iterator[Found | Problem]:
    failures: list[OSError] = []
    names: list[Path] = []
    for base, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        names += [Path(base, f) for f in files if not f.startswith(".")]
    for path in sorted(names):
        name = path.relative_to(folder).as_posix()
        if path.exists() and not path.is_file():
            yield Problem(name, "acquire", "left out: a pipe or device, which may never end")
        elif path.suffix.lower() in READABLE:
            yield Found(name, path)
        elif path.name not in MANIFESTS:
            yield Problem(name, "acquire", f"left out: files named {path.suffix or 'without a suffix'} are not read")
    for failure in failures:
        yield Problem(Path(str(failure.filename)).name, "acquire", f"folder not readable: {failure.strerror}")


def _by_pattern(place: str) -> Iterator[Found | Problem]:
    matches = sorted(glob.glob(place, recursive=True)) if glob.has_magic(place) else []  # noqa: PTH207  absolute too
    if not matches:
        raise UsageError(f"There is no file or folder {place!r}.", "Check the path; put a glob in quotation marks.")
    for match in matches:
        yield from _look(match, None)
