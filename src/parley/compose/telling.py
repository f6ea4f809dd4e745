"""A wording told in one line: by whom, with the report's own words around what was said."""

import re

from parley.report import Report
from parley.story import Wording

CLOSEST = 24
"""Characters that may stand between a cue and its content when both are told as one stretch."""

_NOUN = re.compile(r"(?:['’]s|s['’]|\b(?:an?|the|its|their|his|her|any|no|that|this))\s(?:\w{1,14}\s)?$", re.IGNORECASE)
_OPENS = re.compile(r"(?:that|to)\s", re.IGNORECASE)


def told(report: Report, wording: Wording, speaker: str) -> str:
    """Who says it and what is said, in a sentence that can be read alone; quoted where every word is a quotation."""
    words = _flat(" … ".join(report.quote(span) for span in wording.content)).rstrip(",;")
    if not speaker:
        return f"“{words}”" if wording.kind == "direct" else words
    if wording.kind == "direct":
        return f"{speaker}: “{words.rstrip('.')}”"
    if _cue_opens(report, wording) and wording.cue is not None:
        return f"{speaker} {_flat(report.text[wording.cue.start : wording.content[-1].end]).rstrip(',;')}"
    if not _OPENS.match(words):
        return f"According to {speaker}, {words}"
    return f"{speaker}: {words.removeprefix('that ')}"


def _cue_opens(report: Report, wording: Wording) -> bool:
    """Whether the cue is a verb straight before the content, with nobody named between them."""
    cue, source = wording.cue, wording.source
    if cue is None or len(wording.content) > 1:
        return False
    gap = wording.content[0].start - cue.end
    parted = source is not None and source.start > cue.start
    noun = _NOUN.search(report.text[max(0, cue.start - 24) : cue.start])
    return 0 <= gap <= CLOSEST and not parted and not noun and report.text[cue.start].islower()


def _flat(words: str) -> str:
    return " ".join(words.split())
