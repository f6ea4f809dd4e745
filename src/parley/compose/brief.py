"""The brief: at most a page, every sentence quoting or restating what it cites, chosen by how many origins carry it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parley.compose.cast import Cast
from parley.compose.overlap import standing
from parley.compose.telling import has_verb, is_readable, told
from parley.compose.timeline import is_vague, readable, sentence_of, shorten
from parley.dossier import BriefLine, Issue, Overlap, Position
from parley.reading import Reading, Stance
from parley.report import Report, Span
from parley.story import Claim, Discrepancy, Event, Statement, Wording

MOST_WORDS = 320
"""Words of a brief: one printed page with its citations."""

LONGEST = 260
"""Characters of a quoted stretch."""

CLOSEST = 40
"""Characters between source, cue and content that are told as one stretch."""

LONGEST_SENTENCE = 220
"""Characters of a sentence that is told whole."""

LONGEST_SUMMARY = 90
"""Characters of the words that sum up a position."""

LONGEST_PRONOUN = 4

LOWEST_QUALITY = 3
"""Of a wording that makes no sentence."""

FEWEST_SAID = 4
"""Words of what somebody is said to say that tell something."""
FEWEST_WORDS = 5
"""Words of a claim that tells something."""

_CLOCK = re.compile(r"(?:at )?\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?)?")
_LOOSE = re.compile(
    r"(?:it|he|she|they|this|that|these|those|its|his|her|their|which|who|will|would|is|are|was|were|to|and|but|or|with)\b"
    r"|(?:\w{1,14}\s){0,3}(?:they|it|he|she)\b",
    re.IGNORECASE,
)
"""How words open that need the sentence before them."""

_JOINT = re.compile(r"^(?:and|but|yet|while|although|though|whereas)\s", re.IGNORECASE)

MOST_OUTLETS = 3
"""Outlets of a line that are named."""

MOST_PARTIES = 3
"""Parties whose stance a line of the brief tells."""

STANCE_VERBS: dict[Stance, str] = {
    "demands": "demands",
    "rejects": "rejects",
    "offers": "offers",
    "supports": "supports",
    "accepts": "accepts",
    "conditional": "sets a condition",
    "wary": "is wary",
    "open": "is open",
    "divided": "is divided",
    "unknown": "has not said",
}

OVERLAPS: dict[Overlap, str] = {
    "full": "the positions meet",
    "partial": "the positions meet in part",
    "none": "as reported they do not meet",
    "unknown": "whether they meet cannot be told from the reports",
}

OPPOSED: tuple[Overlap, ...] = ("none", "partial", "full", "unknown")
"""Overlaps in the order in which a reader asks for them."""

GRAVITY = (
    "outcome", "number", "day", "quotation", "place", "participant", "attribution", "period", "role", "name"
)  # fmt: skip
"""Kinds of discrepancy in the order in which a reader must know of them."""

KINDS = {
    "number": "a number",
    "day": "a day",
    "period": "how long it lasted",
    "place": "a place",
    "participant": "who took part",
    "name": "the spelling of a name",
    "role": "a role",
    "quotation": "the wording of a quotation",
    "attribution": "who said it",
    "outcome": "the outcome",
}


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


@dataclass(frozen=True, slots=True)
class Whole:
    """Words that can be read alone, and the evidence that has them all."""

    words: str
    evidence: tuple[Span, ...]


def brief(findings: Findings, cast: Cast) -> tuple[BriefLine, ...]:
    """The lines in order of their sections, the best of each section first, within the length of a page."""
    page = _Page(findings, cast, {reading.report.id: reading for reading in findings.readings})
    happened, coming = page.happened(4), page.coming(3)
    disputed = page.disputed(4)
    fresh = page.alone(4, told_before=[*happened, *disputed, *coming])
    sections = (happened, page.stands(5), disputed, fresh, _not_told(coming, happened))
    lines = [line for section in sections for line in section]
    while sum(len(line.text.split()) for line in lines) > MOST_WORDS:
        fullest = max({line.section for line in lines}, key=lambda s: (sum(b.section == s for b in lines), s))
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

    def happened(self, most: int) -> list[BriefLine]:
        """What most origins carry: events first, then statements."""
        carried = [c for c in self.found.claims if len(c.reports) > 1 and self._is_sentence(c)]
        carried.sort(
            key=lambda c: (
                not self._alone(c),
                -min(len(c.origins), 3),
                not c.events,
                -len(c.reports),
                -_weight(c),
                c.id,
            )
        )
        return [self._told(claim, "happened") for claim in _apart(carried, most)]

    def stands(self, most: int) -> list[BriefLine]:
        """Where the parties stand: what divides them first, then what they share, then what one alone has raised."""
        spoken = [i for i in self.found.issues if any(p.stance != "unknown" for p in i.positions)]
        spoken.sort(key=lambda i: (OPPOSED.index(i.overlap), -len({p.party for p in i.positions}), -_shown(i), i.id))
        return [self._standing(issue) for issue in spoken[:most]]

    def disputed(self, most: int) -> list[BriefLine]:
        """Where reports contradict each other, one of each kind before a second, the gravest kind first."""
        seen: dict[str, int] = {}
        ranked = []
        for each in self.found.discrepancies:
            seen[each.kind] = seen.get(each.kind, 0) + 1
            ranked.append((seen[each.kind], GRAVITY.index(each.kind), each.id, each))
        return [self._differing(each) for *_, each in sorted(ranked, key=lambda r: r[:3])[:most]]

    def alone(self, most: int, told_before: list[BriefLine]) -> list[BriefLine]:
        """What one report alone has: the weightiest of each report in turn."""
        used = [span for line in told_before for span in line.evidence]
        single = [
            c
            for c in self.found.claims
            if c.status == "single"
            and (c.statements or c.events)
            and self._is_sentence(c)
            and self._says_enough(c)
            and not any(span.meets(other) for span in c.evidence for other in used)
        ]
        single.sort(key=lambda c: (-self._worth(c), c.id))
        turns: dict[str, int] = {}
        ranked = []
        for claim in single:
            turns[claim.reports[0]] = turns.get(claim.reports[0], 0) + 1
            ranked.append((turns[claim.reports[0]], -self._worth(claim), claim.id, claim))
        ordered = [claim for *_, claim in sorted(ranked, key=lambda r: r[:3])]
        return [self._told(claim, "alone") for claim in _apart(ordered, most)]

    def _worth(self, claim: Claim) -> int:
        """Its weight, more for what a party says or does, less for what needs its neighbours to be understood."""
        speakers = {s.speaker for s in self.found.statements if s.id in claim.statements}
        actors = {p.entity for e in self.found.events if e.id in claim.events for p in e.participants}
        of_a_party = any(self.cast.party(who) for who in speakers | actors)
        stakes = round(6 * claim.matters)
        return _weight(claim) + stakes + 2 * of_a_party - 6 * (not self._alone(claim))

    def _is_sentence(self, claim: Claim) -> bool:
        """Whether the claim's words make a sentence; a title or a heading alone tells nothing."""
        long_enough = sum(word[:1].isalnum() for word in claim.text.split()) >= FEWEST_WORDS
        return long_enough and any(has_verb(self.read[span.report], (span,)) for span in claim.evidence)

    def _says_enough(self, claim: Claim) -> bool:
        """Whether what somebody is said to say is more than a few words ("claims as its own")."""
        words = [self._words(wording.content) for _, wording in self._carried(claim)]
        return not words or max(len(each.split()) for each in words) >= FEWEST_SAID

    def _words(self, spans: tuple[Span, ...]) -> str:
        return " ".join(self.read[span.report].report.quote(span) for span in spans)

    def _alone(self, claim: Claim) -> bool:
        """Whether the line can be understood alone: no pronoun or loose end opens it, and it is a sentence."""
        words = [wording for _, wording in self._carried(claim)]
        reads = not words or min(map(self._quality, words)) < LOWEST_QUALITY
        return reads and not _LOOSE.match(self._spoken(claim))

    def coming(self, most: int) -> list[BriefLine]:
        """What is planned for the last day reported on or later."""
        last = max((r.day for r in self.found.reports if r.day), default="")
        planned = [e for e in self.found.events if self._is_coming(e, last)]
        planned.sort(key=lambda e: (e.when.start if e.when and e.when.start else "~", -len(e.evidence), e.id))
        told_of = {line.text: line for line in reversed([self._planned(event) for event in planned])}
        lines = list(reversed(told_of.values()))
        return sorted(lines, key=lambda line: bool(_LOOSE.match(line.text)))[:most]

    def _is_coming(self, event: Event, last: str) -> bool:
        if event.status not in {"planned", "proposed"} or event.when is None or _CLOCK.fullmatch(event.when.text):
            return False
        return _end(event) >= last and not is_vague(event, self.read)

    def _told(self, claim: Claim, section: str) -> BriefLine:
        carriers = f"{_outlets(self.found.reports, claim.evidence)}"
        words, evidence = self._spoken(claim), claim.evidence
        if section == "alone" and not claim.statements:
            told_whole = self._whole(evidence, words)
            words, evidence = told_whole.words, told_whole.evidence
        kind = "happened" if section == "happened" else "alone"
        text = f"{_sentence(words)} ({carriers})"
        return BriefLine(kind, text, (claim.id,), evidence)  # type: ignore[arg-type]  # both are sections

    def _whole(self, evidence: tuple[Span, ...], words: str) -> Whole:
        """The sentence around the first piece of evidence, if it is short enough to be told whole."""
        first = evidence[0]
        span = sentence_of(self.read[first.report], first)
        sentence = _opened(self.read[first.report].report.quote(span))
        if len(sentence) > LONGEST_SENTENCE:
            return Whole(words, evidence)
        return Whole(" ".join(sentence.split()), tuple(dict.fromkeys((*evidence, span))))

    def _spoken(self, claim: Claim) -> str:
        """The claim in the words of a report: with its speaker, if somebody said it."""
        carried = self._carried(claim)
        if not carried:
            return shorten(_opened(claim.text), LONGEST)
        statement, wording = min(carried, key=lambda pair: (self._quality(pair[1]), -self._typical(claim, pair[1])))
        report = self.read[wording.report].report
        if wording.kind != "direct" and self._self_contained(wording) and wording.source and wording.cue:
            start = min(wording.source.start, wording.cue.start, wording.content[0].start)
            stretch = report.quote(Span(report.id, start, wording.content[-1].end))
            return shorten(_opened(stretch), LONGEST)
        speaker = self.cast.name(statement.speaker) or (report.quote(wording.source) if wording.source else "")
        line = told(self.read[wording.report], wording, speaker)
        return line if len(line) <= LONGEST else f"{shorten(line, LONGEST)}{'”' if wording.kind == 'direct' else ''}"

    def _typical(self, claim: Claim, wording: Wording) -> float:
        """The part of a wording's longer words that the claim's evidence in other reports has too."""
        words = self._longer(wording.content)
        others = self._longer(tuple(span for span in claim.evidence if span.report != wording.report))
        return round(len(words & others) / max(1, len(words)), 2)

    def _longer(self, spans: tuple[Span, ...]) -> frozenset[str]:
        return frozenset(word.casefold() for word in re.findall(r"\w{4,}", self._words(spans)))

    def _carried(self, claim: Claim) -> list[tuple[Statement, Wording]]:
        """The wordings that the claim's evidence holds, with their statements."""
        mine = [statement for statement in self.found.statements if statement.id in claim.statements]
        return [(statement, w) for statement in mine for w in statement.wordings if _carries(w, claim)]

    def _quality(self, wording: Wording) -> int:
        """How well a wording reads, best first: the report's own sentence, a quotation, what has a verb, the rest."""
        if wording.kind != "direct" and self._self_contained(wording):
            return 0
        return 1 if wording.kind == "direct" else 2 if is_readable(self.read[wording.report], wording) else 3

    def _self_contained(self, wording: Wording) -> bool:
        """Whether source, cue and content stand together and the source is a name, not a pronoun."""
        if wording.source is None or wording.cue is None or len(wording.content) > 1:
            return False
        pieces = sorted((wording.source, wording.cue, wording.content[0]))
        close = all(after.start - before.end <= CLOSEST for before, after in pairwise(pieces))
        return close and wording.source.end - wording.source.start > LONGEST_PRONOUN

    def _standing(self, issue: Issue) -> BriefLine:
        """One stance a party: the latest that no other overtook, by most evidence, in the words that name the issue."""
        chosen: dict[str, Position] = {}
        ranked = sorted(standing(issue.positions), key=lambda p: (-len(p.evidence), p.since or "~", p.stance))
        for position in ranked:
            if position.stance != "unknown":
                chosen.setdefault(position.party, position)
        held = list(chosen.values())[:MOST_PARTIES]
        parts = [f"{self.cast.name(p.party)} {STANCE_VERBS[p.stance]} (“{_summed_up(p)}”)" for p in held]
        tail = f"; {OVERLAPS[issue.overlap]}" if len(held) > 1 else ""
        evidence = tuple(position.evidence[0] for position in held)
        return BriefLine("stands", f"{issue.label}: {'; '.join(parts)}{tail}.", (issue.id,), evidence)

    def _differing(self, discrepancy: Discrepancy) -> BriefLine:
        values = [
            f"“{shorten(v.value, 110)}” ({_outlets(self.found.reports, v.evidence)})" for v in discrepancy.values[:3]
        ]
        text = f"The reports differ on {KINDS[discrepancy.kind]}: {' against '.join(values)}."
        evidence = tuple(value.evidence[0] for value in discrepancy.values)
        return BriefLine("disputed", text, (discrepancy.id,), evidence)

    def _planned(self, event: Event) -> BriefLine:
        words = shorten(_opened(readable(event.evidence, self.read)), LONGEST_SENTENCE)
        told_whole = self._whole(event.evidence, words)
        carriers = _outlets(self.found.reports, event.evidence)
        return BriefLine("next", f"{_sentence(told_whole.words)} ({carriers})", (event.id,), told_whole.evidence)


def _opened(words: str) -> str:
    """Words without what joins them to a sentence before, or a comma after."""
    return _JOINT.sub("", words.strip(" ,;:"))


def _carries(told: Wording, claim: Claim) -> bool:
    """Whether the claim's evidence is this wording's content."""
    return any(span.meets(content) for span in claim.evidence for content in told.content)


def _end(event: Event) -> str:
    return (event.when.end or event.when.start or "") if event.when else ""


def _weight(claim: Claim) -> int:
    """A claim with a number or a name weighs more than one without; very short and very long ones weigh less."""
    words = claim.text.split()
    named = sum(word[:1].isupper() for word in words[1:]) + 2 * sum(any(c.isdigit() for c in word) for word in words)
    return min(named, 5) + 2 * bool(claim.statements) + bool(claim.events) + (8 <= len(words) <= 40)


def _apart(claims: Sequence[Claim], most: int) -> Iterator[Claim]:
    """Claims that share neither evidence nor a statement nor an event with one before."""
    used: list[Span] = []
    told: set[str] = set()
    given = 0
    for claim in claims:
        if given == most:
            return
        fresh = told.isdisjoint((*claim.statements, *claim.events))
        if fresh and not any(span.meets(other) for span in claim.evidence for other in used):
            used += claim.evidence
            told.update((*claim.statements, *claim.events))
            given += 1
            yield claim


def _outlets(reports: Sequence[Report], evidence: Sequence[Span]) -> str:
    """The outlets that the evidence stands in, in the order of the reports; from the fourth on only their number."""
    carrying = {span.report for span in evidence}
    names = list(dict.fromkeys(r.outlet or r.file for r in reports if r.id in carrying))
    if len(names) <= MOST_OUTLETS:
        return ", ".join(names)
    return f"{', '.join(names[: MOST_OUTLETS - 1])} and {len(names) - MOST_OUTLETS + 1} more"


def _shown(issue: Issue) -> int:
    return sum(len(position.evidence) for position in issue.positions)


def _summed_up(position: Position) -> str:
    return shorten(position.summary.removeprefix("that ").rstrip(",;"), LONGEST_SUMMARY)


def _sentence(words: str) -> str:
    ended = words if words.endswith((".", "!", "?", "…", "”")) else f"{words}."
    return ended[:1].upper() + ended[1:]
