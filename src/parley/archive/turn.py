"""Whose turn it is to write: who waits comes before who has just written, so that nobody waits in vain.

SQLite gives the turn to whoever asks at the right moment. One that writes batch after batch asks right behind its own
commit; on a busy machine others, who ask every millisecond, were kept out for half a minute and longer. So those who
have to wait stand in line on a file beside the archive, which is there only while somebody waits: the first of them
asks SQLite, and whoever comes meanwhile stands behind. A turnstile, after Downey, The Little Book of Semaphores, 4.2.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has another way to lock a file: there SQLite alone gives the turns
    fcntl = None  # type: ignore[assignment]

LOOK = 0.002
"""Seconds after which one who waits looks again."""


def line(archive: Path) -> Path:
    """The file on which those who want to write to an archive stand in line."""
    return archive.with_name(f"{archive.name}-turn")


@contextmanager
def first_in_line(archive: Path, patience: float) -> Iterator[float]:
    """Waits until one is the first; gives the seconds of patience that are left, none where it took them all."""
    until = time.monotonic() + patience
    file = _entered(line(archive), until)
    try:
        yield max(0.0, until - time.monotonic())
    finally:
        if file is not None:
            with suppress(OSError):  # another user's, in a folder where only they may: then all stand in line
                line(archive).unlink()  # while it is held: who comes after makes a new one
            fcntl.flock(file, fcntl.LOCK_UN)
            os.close(file)


def _entered(path: Path, until: float) -> int | None:
    """The file, held by us alone; None where the time was up before, or where no file can be made or held here."""
    while fcntl is not None and time.monotonic() < until:
        try:
            file = os.open(path, os.O_RDONLY | os.O_CREAT, 0o666)
        except OSError:
            return None  # SQLite will say what is wrong with the folder
        if held := _held(file, path):
            return file
        os.close(file)
        if held is None:
            return None
        time.sleep(LOOK)
    return None


def _held(file: int, path: Path) -> bool | None:
    """Whether it is held by us and still the file of that name, for the first takes its own away; None: never."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(file), path.stat())
    except (BlockingIOError, FileNotFoundError):
        return False
    except OSError:
        return None
