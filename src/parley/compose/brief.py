"""The brief: at most a page; every line quotes or restates what it cites, or is left out."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from parley.compose.cast import Cast
from parley.compose.lines import LOOSE, Teller
from parley.compose.support import Sources, lacks
from parley.compose.telling import has_verb
from parley.compose.timeline import is_vague
from parley.dossier import BriefLine, BriefSection, Issue, Overlap
from parley.reading import Reading
from parley.report import Report, Span
from parley.story import Claim, Discrepancy, Event, Statement

MOST_WORDS = 380
"""Words of a brief: one printed page with its citations."""

FEWEST_WORDS = 5
"""Words of a claim that tells something."""

POOREST = 3
"""Flaw of a sentence from which on it is told only where nothing better is known."""

KEPT: dict[BriefSection, int] = {"alone": 1, "moved": 1, "stands": 2, "disputed": 2, "next": 2, "happened": 3}
"""Lines that a section keeps as long as another has more than its own; of equals the one named first gives way."""

_CLOCK = re.compile(r"(?:at )?\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?)?")

NEARNESS: dict[Overlap, int] = {"none": 0, "partial": 2, "full": 3, "unknown": 4}
"""Overlaps in the order in which a reader asks for them; 1 is left for what divides parties without an answer."""

GRAVITY = (
    "outcome", "number", "day", "quotation", "place", "participant", "attribution", "period", "role", "name"
)  # fmt: skip
"""Kinds of discrepancy in the order in which a reader must know of them."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Findings:
    """What the brief is written from."""

    readings: tuple[Reading, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    discrepancies: tuple[Discrepancy, ...]
    issues: tuple[Issue, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports, in order."""
        return tuple(reading.report for reading in self.readings)


def brief(findings: Findings, cast: Cast, sources: Sources) -> tuple[BriefLine, ...]:
    """The lines in order of their sections, the best of each section first, within the length of a page."""
    read = {reading.report.id: reading for reading in findings.readings}
    teller = Teller(read, {statement.id: statement for statement in findings.statements}, cast)
    page = _Page(findings, cast, read, teller, sources, {event.id: event for event in findings.events})
    happened, coming = page.happened(4), page.coming(3)
    disputed = page.disputed(4)
    fresh = page.alone(4, told_before=[*happened, *disputed, *coming])
    sections = (happened, page.stands(5), page.moved(3), disputed, fresh, _not_told(coming, happened))
    lines = [line for section in sections for line in section]
    while sum(len(line.text.split()) for line in lines) > MOST_WORDS:
        number = Counter(line.section for line in lines)
        fullest = max((s for s in KEPT if number[s]), key=lambda s: number[s] - KEPT[s])
        lines.remove([line for line in lines if line.section == fullest][-1])
    return tuple(lines)


def _not_told(lines: list[BriefLine], before: list[BriefLine]) -> list[BriefLine]:
    """Lines whose evidence no line before shares."""
    used = [span for line in before for span in line.evidence]
    return [line for line in lines if not any(span.meets(other) for span in line.evidence for other in used)]


@dataclass(frozen=True, slots=True)
class _Page:
    found: Findings
    cast: Cast
    read: dict[str, Reading]
    teller: Teller
    sources: Sources
    events: dict[str, Event]

    def happened(self, most: int) -> list[BriefLine]:
        """What most origins carry: what can be told well first, what took place before what is said or wished."""
        carried = [c for c in self.found.claims if len(c.reports) > 1 and self._is_sentence(c)]
        carried.sort(key=lambda c: (self._is_poor(c), -min(len(c.origins), 3), *self._rank(c)))
        return self._lines(_apart(carried), lambda claim: self.teller.claim(claim, "happened"), most)

    def stands(self, most: int) -> list[BriefLine]:
        """Where the parties stand: what divides them first, then what they share, then what one alone has raised."""
        spoken = [i for i in self.found.issues if self._is_spoken_of(i)]
        spoken.sort(key=lambda i: (_nearness(i), -len({p.party for p in i.positions}), -_shown(i), i.id))
        return self._lines(spoken, self.teller.issue, most)

    def _is_spoken_of(self, issue: Issue) -> bool:
        """Whether it has stances that are more than one party's at one place, or the story has one report."""
        held = [position for position in issue.positions if position.stance != "unknown"]
        places = {span for position in held for span in position.evidence}
        several = len({position.party for position in held}) > 1 or len(places) > 1
        return bool(held) and (several or len(self.found.reports) < 2)

    def moved(self, most: int) -> list[BriefLine]:
        """Who came nearer or went farther, the latest first; what was only said again is no news."""
        moves = [
            (issue, position, move)
            for issue in self.found.issues
            for position in issue.positions
            for move in position.moved
            if move.kind != "restated"
        ]
        moves.sort(key=lambda row: (row[0].id, row[1].party, row[1].stance))
        moves.sort(key=lambda row: row[2].day, reverse=True)
        return self._lines(moves, lambda row: self.teller.move(*row), most)

    def disputed(self, most: int) -> list[BriefLine]:
        """Where reports contradict each other, one of each kind before a second, the gravest kind first."""
        seen: dict[str, int] = {}
        ranked = []
        for each in self.found.discrepancies:
            seen[each.kind] = seen.get(each.kind, 0) + 1
            ranked.append((seen[each.kind], GRAVITY.index(each.kind), each.id, each))
        return self._lines((each for *_, each in sorted(ranked, key=lambda r: r[:3])), self.teller.discrepancy, most)

    def alone(self, most: int, told_before: list[BriefLine]) -> list[BriefLine]:
        """What one report alone has: the weightiest of each report in turn."""
        used = [span for line in told_before for span in line.evidence]
        single = [
            c
            for c in self.found.claims
            if c.status == "single"
            and not c.remark
            and (c.statements or c.events)
            and self._is_sentence(c)
            and not self._is_poor(c)
            and not any(span.meets(other) for span in c.evidence for other in used)
        ]
        single.sort(key=lambda c: (-self._worth(c), c.id))
        turns: dict[str, int] = {}
        ranked = []
        for claim in single:
            turns[claim.reports[0]] = turns.get(claim.reports[0], 0) + 1
            ranked.append((turns[claim.reports[0]], -self._worth(claim), claim.id, claim))
        ordered = [claim for *_, claim in sorted(ranked, key=lambda r: r[:3])]
        return self._lines(_apart(ordered), lambda claim: self.teller.claim(claim, "alone"), most)

    def coming(self, most: int) -> list[BriefLine]:
        """What is planned for the last day reported on or later."""
        last = max((r.day for r in self.found.reports if r.day), default="")
        planned = [e for e in self.found.events if self._is_coming(e, last)]
        planned.sort(key=lambda e: (e.when.start if e.when and e.when.start else "~", -len(e.evidence), e.id))
        told_of: dict[str, BriefLine] = {}
        for line in map(self.teller.planned, planned):
            told_of.setdefault(line.text, line)
        ordered = sorted(told_of.values(), key=lambda line: bool(LOOSE.match(line.text)))
        return self._lines(ordered, lambda line: line, most)

    def _lines(self, found: Iterable[Found], tell: Callable[[Found], BriefLine], most: int) -> list[BriefLine]:
        """The first lines that their evidence bears out; one that it does not is left out."""
        lines: list[BriefLine] = []
        for each in found:
            if len(lines) == most:
                break
            line = tell(each)
            if not lacks(line, self.sources):
                lines.append(line)
        return lines

    def _worth(self, claim: Claim) -> float:
        """What is at stake in it, more where a party says or does it."""
        statements = (self.teller.statements[each] for each in claim.statements)
        speakers = {statement.speaker for statement in statements}
        actors = {p.entity for each in claim.events if each in self.events for p in self.events[each].participants}
        return round(claim.matters + 0.2 * any(self.cast.party(who) for who in speakers | actors), 3)

    def _rank(self, claim: Claim) -> tuple[bool, bool, float, str]:
        """Last what tells of nothing that took place, then what is told under the disputes, then what matters less."""
        took_place = any(self.events[each].status == "happened" for each in claim.events if each in self.events)
        return (not took_place, claim.status == "disputed", -self._worth(claim), claim.id)

    def _is_sentence(self, claim: Claim) -> bool:
        """Whether the claim's words make a sentence; a title or a heading alone tells nothing."""
        long_enough = sum(word[:1].isalnum() for word in claim.text.split()) >= FEWEST_WORDS
        return long_enough and any(has_verb(self.read[span.report], (span,)) for span in claim.evidence)

    def _is_poor(self, claim: Claim) -> bool:
        """Whether no sentence tells it that can be read alone."""
        best = self.teller.best(claim)
        return best.is_loose or best.flaw >= POOREST

    def _is_coming(self, event: Event, last: str) -> bool:
        if event.status not in {"planned", "proposed"} or event.when is None or _CLOCK.fullmatch(event.when.text):
            return False
        return _end(event) >= last and not is_vague(event, self.read)


def _end(event: Event) -> str:
    return (event.when.end or event.when.start or "") if event.when else ""


def _apart(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims that share neither evidence nor a statement nor an event with one before."""
    used: list[Span] = []
    told: set[str] = set()
    for claim in claims:
        fresh = told.isdisjoint((*claim.statements, *claim.events))
        if fresh and not any(span.meets(other) for span in claim.evidence for other in used):
            used += claim.evidence
            told.update((*claim.statements, *claim.events))
            yield claim


def _shown(issue: Issue) -> int:
    return sum(len(position.evidence) for position in issue.positions)


def _nearness(issue: Issue) -> int:
    """How near the parties are; a refusal beside another's demand divides them, whether or not it answers that."""
    refusing = {position.party for position in issue.positions if position.stance == "rejects"}
    asking = {position.party for position in issue.positions if position.stance == "demands"}
    divided = issue.overlap == "unknown" and any(a != b for a in refusing for b in asking)
    return 1 if divided else NEARNESS[issue.overlap]
