"""A command that is refused: one line with the remedy, and a status, in this process."""

import sys

import pytest

from parley.cli import main


def refused(words: list[str], status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error with which these words end; fails where another status or more lines come."""
    monkeypatch.setattr(sys, "argv", ["parley", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert ended.value.code == status, told
    (line,) = told.err.splitlines()
    return line
