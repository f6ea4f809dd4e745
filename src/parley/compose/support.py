"""Whether a line of the brief holds by its evidence alone, checked word by word, without trusting how it was made.

A line that tells holds where the evidence of one report has all its words, in their order, and leaves no negation out
between them; the names of speakers, parties, issues and outlets are the dossier's own. A line that sets stances or
values side by side holds where every quotation in it stands in its evidence, and outside them nothing but such names
and the brief's own phrases is said.
"""

import re
from bisect import bisect_right
from calendar import day_name, month_name
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from parley.compose.frames import FRAMES, outlets
from parley.compose.lens import negations
from parley.dossier import BriefLine, Dossier
from parley.report import Report, Span
from parley.story import Statement

Lack = Literal["number", "name", "day", "word", "order", "negation", "quotation"]
"""What the evidence of a line does not bear out."""

GRAVE: tuple[Lack, ...] = ("quotation", "negation", "number", "day", "name", "word", "order")
"""Lacks in the order in which one is named for a line."""

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_MORE = re.compile(r" and \d+ more\b")
_ACCORDING = re.compile(r"^According to ")
_CUT = re.compile(r"\s*…\s*")
_STRAIGHT = str.maketrans("‘’“”«»„", '\'\'"""""')


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A line of the brief, its place, and the first thing in it that the evidence does not have."""

    place: int
    lack: Lack
    words: str

    def __str__(self) -> str:
        return f"has the {self.lack} “{self.words}”, which its evidence does not bear out"


@dataclass(frozen=True, slots=True)
class Sources:
    """What lines are held against: the reports, and per reference the names that a line may use for it."""

    reports: dict[str, Report]
    names: dict[str, frozenset[str]]
    outlets: frozenset[str]


def unsupported(dossier: Dossier) -> tuple[Unsupported, ...]:
    """The lines of a dossier's brief that their evidence does not bear out; none in a dossier that Parley made."""
    sources = sources_of(dossier)
    lacking = ((place, lacks(line, sources)) for place, line in enumerate(dossier.brief))
    return tuple(Unsupported(place, *first_of(found)) for place, found in lacking if found)


def _meets(statement: Statement, evidence: Sequence[Span]) -> bool:
    contents = [span for wording in statement.wordings for span in wording.content]
    return any(span.meets(content) for span in evidence for content in contents)


def first_of(found: Sequence[tuple[Lack, str]]) -> tuple[Lack, str]:
    """The gravest of several lacks."""
    return min(found, key=lambda row: GRAVE.index(row[0]))


def sources_of(dossier: Dossier) -> Sources:
    """What the lines of a dossier's brief are held against."""
    called = {entity.id: (entity.name, *(v.text for v in entity.variants)) for entity in dossier.entities}
    speakers = {s.id: called.get(s.speaker or "", ()) for s in dossier.statements}
    names: dict[str, frozenset[str]] = {}
    for claim in dossier.claims:
        names[claim.id] = _folded(name for said in claim.statements for name in speakers.get(said, ()))
    for issue in dossier.issues:
        parties = (name for position in issue.positions for name in called.get(position.party, ()))
        names[issue.id] = _folded((issue.label, *parties))
    for each in dossier.discrepancies:
        evidence = [span for value in each.values for span in value.evidence]
        saying = (s for s in dossier.statements if each.kind == "attribution" and _meets(s, evidence))
        names[each.id] = _folded(name for statement in saying for name in speakers[statement.id])
    reports = {report.id: report for report in dossier.reports}
    return Sources(reports, names, _folded(r.outlet or r.file for r in dossier.reports))


def lacks(line: BriefLine, sources: Sources) -> tuple[tuple[Lack, str], ...]:
    """What a line has and its evidence lacks; of several reports the one that bears it out best counts."""
    names = frozenset[str]().union(*(sources.names.get(ref, frozenset()) for ref in line.refs))
    if line.section in FRAMES:
        return tuple(_lacking_beside(line, names | sources.outlets, sources))
    carriers = f" ({outlets(tuple(sources.reports.values()), line.evidence)})"
    if not line.text.endswith(carriers):
        return (("name", line.text.rpartition("(")[2].rstrip(")")),)
    told = line.text.removesuffix(carriers)
    found = (tuple(_lacking(told, cited, names)) for cited in _cited(line.evidence, sources))
    return min(found, key=len, default=(("word", told),))


def _cited(evidence: Iterable[Span], sources: Sources) -> Iterator[str]:
    """The words of the evidence, report by report, each stretch once and in the order of the text."""
    by_report: dict[str, list[Span]] = defaultdict(list)
    for span in sorted(evidence):
        kept = by_report[span.report]
        if kept and kept[-1].end >= span.start:
            kept[-1] = Span(span.report, kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    for report, spans in sorted(by_report.items()):
        if report in sources.reports:
            yield "\n".join(sources.reports[report].quote(span) for span in spans)


def _lacking(told: str, cited: str, names: frozenset[str]) -> Iterator[tuple[Lack, str]]:
    """Words that the cited text lacks or has in another order, and negations left out between those that it has."""
    if "…" not in told and _plain(told).rstrip(".") in _plain(cited):
        return
    words, have = _words(_ACCORDING.sub("", told)), [_bare(word) for word in _words(cited)]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(have):
        places[word].append(place)
    found = [-1]
    for at, word in enumerate(words):
        where = places.get(_bare(word), [])
        later = bisect_right(where, found[-1])
        if later < len(where):
            found.append(where[later])
        elif _bare(word) not in names:
            yield ("order", word) if where else (_kind(word, opens=at == 0), word)
    for one, other in pairwise(found[1:]):
        yield from (("negation", word) for word in have[one + 1 : other] if _denies(word))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _bare(word: str) -> str:
    return word.casefold().replace("’", "'")


def _denies(word: str) -> bool:
    return _bare(word) in negations() or _bare(word).endswith("n't")


def _kind(word: str, *, opens: bool) -> Lack:
    if word[0].isdigit():
        return "number"
    if _denies(word):
        return "negation"
    if word in _days():
        return "day"
    return "name" if word[0].isupper() and not opens else "word"


@cache
def _days() -> frozenset[str]:
    return frozenset((*day_name, *filter(None, month_name)))


def _lacking_beside(line: BriefLine, names: frozenset[str], sources: Sources) -> Iterator[tuple[Lack, str]]:
    """Quotations that stand nowhere in the evidence, and words outside them that are neither names nor phrases."""
    cited = [_plain(text) for text in _cited(line.evidence, sources)]
    for quoted in _quoted(line.text):
        pieces = [piece for piece in _CUT.split(_plain(quoted)) if piece]
        known = all(_bare(word) in names for word in _words(quoted))
        if not known and not any(_in_order(pieces, text) for text in cited):
            yield "quotation", quoted
    phrases = frozenset(_bare(word) for phrase in FRAMES[line.section] for word in _words(phrase))
    for word in _outside(_MORE.sub("", line.text)):
        if _bare(word) not in names | phrases:
            yield _kind(word, opens=False), word


def _in_order(pieces: Sequence[str], text: str) -> bool:
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _quoted(text: str) -> Iterator[str]:
    """What stands between outermost curly quotation marks; one that is not closed ends before the next mark's end."""
    depth, start = 0, 0
    for at, mark in enumerate(text):
        if mark == "“":
            depth += 1
            start = at + 1 if depth == 1 else start
        elif mark == "”" and depth:
            depth -= 1
            if not depth:
                yield text[start:at]


def _outside(text: str) -> list[str]:
    for quoted in sorted(_quoted(text), key=len, reverse=True):
        text = text.replace(f"“{quoted}”", " ")
    return _words(text)


def _plain(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).casefold().split())


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(_bare(word) for name in names for word in _words(name))
