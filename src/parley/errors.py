"""Every error that Parley raises on purpose; each names its remedy and carries the exit status of the command line.

ParleyError
├── UsageError        the request cannot be carried out as it was put (exit status 2)
├── InputError        nothing readable was given (3)
├── UnreadableReportError  one file could not be read; becomes a problem, never stops the others (3)
├── DossierError      a dossier does not hold: a span is wrong or a field is missing (4)
├── OutputError       the result could not be written (5)
└── ArchiveError      an archive cannot be used: not there, locked, damaged, of a newer Parley, no space (6)
"""

from typing import ClassVar


class ParleyError(Exception):
    """Base of all errors; `remedy` says in one sentence what the user can do."""

    exit_status: ClassVar[int] = 1

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}{'' if self.message.endswith(('.', '!', '?', '”', '…')) else '.'} {self.remedy}"


class UsageError(ParleyError):
    """The request cannot be carried out as it was put."""

    exit_status = 2


class InputError(ParleyError):
    """Nothing readable was given."""

    exit_status = 3


class UnreadableReportError(ParleyError):
    """One file could not be read as a report; the others go on."""

    exit_status = 3


class DossierError(ParleyError):
    """A dossier does not hold: a span is wrong, a field is missing, or it is no dossier."""

    exit_status = 4


class OutputError(ParleyError):
    """The result could not be written."""

    exit_status = 5


class ArchiveError(ParleyError):
    """An archive cannot be used: it is not there, locked, damaged, of a newer Parley, or has no space."""

    exit_status = 6
