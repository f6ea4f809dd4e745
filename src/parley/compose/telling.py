"""A wording told in one line: by whom, with the report's own words around what was said."""

import re
from bisect import bisect_left

from parley.reading import Reading
from parley.report import Report, Span
from parley.story import Wording

CLOSEST = 24
"""Characters that may stand between a cue and its content when both are told as one stretch."""

_NOUN = re.compile(r"(?:['’]s|s['’]|\b(?:an?|the|its|their|his|her|any|no|that|this))\s(?:\w{1,14}\s)?$", re.IGNORECASE)
_OPENS = re.compile(r"(?:that|to)\s", re.IGNORECASE)


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of the verbs that make a sentence."""

_LOWERED = re.compile(
    r"(?:The|An?|If|It|This|That|These|Those|There|We|He|She|They|In|On|At|Our|His|Her|Its|Their|No|Some|Both|All|When"
    r"|After|Before|For|As|With)\b"
)


def told(reading: Reading, wording: Wording, speaker: str) -> str:
    """Who says it and what is said, in a sentence that can be read alone; quoted where every word is a quotation."""
    report = reading.report
    words = _flat(" … ".join(report.quote(span) for span in wording.content)).rstrip(",;")
    if not speaker:
        return f"“{words}”" if wording.kind == "direct" else words
    if wording.kind == "direct":
        return f"{speaker}: “{words.rstrip('.')}”"
    if _cue_opens(report, wording) and wording.cue is not None:
        return f"{speaker} {_flat(report.text[wording.cue.start : wording.content[-1].end]).rstrip(',;')}"
    if has_verb(reading, wording.content) and not _OPENS.match(words):
        lowered = words[:1].lower() + words[1:] if _LOWERED.match(words) else words
        return f"According to {speaker}, {lowered}"
    return f"{speaker}: {words.removeprefix('that ')}"


def is_readable(reading: Reading, wording: Wording) -> bool:
    """Whether a wording makes a sentence: a quotation, a cue before its content, or a content with a verb."""
    return wording.kind == "direct" or _cue_opens(reading.report, wording) or has_verb(reading, wording.content)


def has_verb(reading: Reading, spans: tuple[Span, ...]) -> bool:
    """Whether any of the spans has a finite verb before its last word; untagged readings count as if they had."""
    for span in spans:
        first = bisect_left(reading.tokens, span.start, key=lambda t: t.start)
        last = bisect_left(reading.tokens, span.end, key=lambda t: t.start)
        if any(token.tag in FINITE for token in reading.tokens[first : last - 1]):
            return True
    return not reading.tokens


def lacks_plural(reading: Reading, span: Span) -> bool:
    """Whether "they" or "them" stands in a span with no plural before it for which it could stand."""
    first = bisect_left(reading.tokens, span.start, key=lambda t: t.start)
    last = bisect_left(reading.tokens, span.end, key=lambda t: t.start)
    for token in reading.tokens[first:last]:
        if token.tag in {"NNS", "NNPS", "CC"}:
            return False
        if reading.report.text[token.start : token.end].casefold() in {"they", "them"}:
            return True
    return False


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
