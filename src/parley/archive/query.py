"""What a user looks for, as SQLite's full-text search puts it; nothing that a user types is an error of syntax."""

import re

from parley.errors import UsageError

_PART = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


def query(words: str) -> str:
    """All the words; "in quotation marks" one after the other, `word*` the beginning of one, `-word` without it.

    Raises UsageError where there is no word to look for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for part in _PART.finditer(words.replace("\0", " ")):
        written = part["phrase"] if part["phrase"] is not None else part["word"]
        if any(character.isalnum() for character in written):
            (unwanted if part["without"] else wanted).append(_put(written))
    if not wanted:
        raise UsageError("There is no word to look for.", 'Give some, as in: ceasefire "prisoner exchange" Harbo*.')
    return " AND ".join(wanted) + "".join(f" NOT {each}" for each in unwanted)


def _put(written: str) -> str:
    """One word or phrase in quotation marks, with the star of a beginning behind them."""
    star = "*" if written.endswith("*") else ""
    return '"' + written.rstrip("*").replace('"', '""') + '"' + star
