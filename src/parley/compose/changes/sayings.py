"""Statements and claims: what was said or told for the first time, and what further origins carry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from parley.changes import Change, Tally
from parley.compose.changes.ground import Ground
from parley.compose.changes.places import Places, places
from parley.compose.changes.sense import Sense, numbers, stems
from parley.report import Span
from parley.story import Claim, Statement, Wording

TOUCH = 0.6
"""Share of the shorter of two passages that must be common for a claim to be the same."""

HELD = 0.5
"""Share of the longer of two contents that must be common for a statement to be the same."""

AGAIN = 0.62
"""Weight of a new text's words that something known must have for the new one to say it again."""

OWN = 0.5
"""The same, where the same speaker said the known words."""

WHOLE = 0.85
"""Weight of the words of something that the same side said which new words must have for it to be said again."""

SHORT = 3
"""Words of content below which a statement is a scrap and no news by itself ("they can")."""

SHORTEST = 2
"""The same for words in quotation marks."""

COMMON = 2
"""Words that a new passage must have in common with the known ones to corroborate them."""


@dataclass
class Sayings:
    """The statements and claims of two dossiers, matched."""

    ground: Ground
    disputed: Places[str] = field(default_factory=Places)
    """New passages that a new conflict cites: they contradict what they are aligned with and do not corroborate it."""
    told: frozenset[Span] = frozenset()
    """New passages that a correction cites."""
    meetings: Places[str] = field(default_factory=Places)
    """Changes of meetings by their new passages."""
    tallies: list[Tally] = field(default_factory=list)

    @cached_property
    def known_claims(self) -> Places[str]:
        """Claims of the earlier dossier by where their passages stand in the later one."""
        rows = (
            (there, c.id) for c in self.ground.earlier.claims for s in c.evidence if (there := self.ground.there(s))
        )
        return places(rows)

    @cached_property
    def known_statements(self) -> Places[str]:
        """Statements of the earlier dossier, likewise."""
        rows = (
            (there, s.id)
            for s in self.ground.earlier.statements
            for wording in s.wordings
            for span in wording.content
            if (there := self.ground.there(span))
        )
        return places(rows)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims of the earlier dossier by id."""
        return {claim.id: claim for claim in self.ground.earlier.claims}

    @cached_property
    def sense(self) -> Sense:
        """What the earlier dossier says, claim by claim and statement by statement."""
        words = self.ground.words
        texts = {c.id: " / ".join(dict.fromkeys(words(s) for s in c.evidence)) for c in self.ground.earlier.claims}
        for each in self.ground.earlier.statements:
            texts[each.id] = " / ".join(dict.fromkeys(words(s) for w in each.wordings for s in w.content))
        return Sense(texts)

    @cached_property
    def said_by(self) -> dict[str, frozenset[str]]:
        """Ids of the statements of the earlier dossier by the party of the speaker, or the speaker without one."""
        held: dict[str, set[str]] = {}
        entities = self.ground.persons.earlier
        for each in self.ground.earlier.statements:
            speaker = entities.get(each.speaker or "")
            if speaker is not None:
                held.setdefault(speaker.party or speaker.id, set()).add(each.id)
        return {speaker: frozenset(ids) for speaker, ids in held.items()}

    def _own(self, speaker: str | None) -> frozenset[str]:
        """Ids of what the side of a speaker of the later dossier said before."""
        entity = self.ground.persons.later.get(speaker or "")
        if entity is None:
            return frozenset()
        return self.said_by.get(self.ground.persons.was(entity.party or entity.id) or "", frozenset())

    @cached_property
    def carried(self) -> Places[str]:
        """Claims of the later dossier that were known before or stand beside known passages, by their new passages."""
        rows = []
        for claim in self.ground.later.claims:
            fresh = self.ground.fresh(claim.evidence)
            if fresh and len(fresh) < len(set(claim.evidence)):
                rows += [(span, claim.id) for span in fresh]
        return places(rows)

    def is_again(self, span: Span, speaker: str | None = None, *, quoted: bool = False) -> bool:
        """Whether a new passage says what was known: it is aligned with known passages, or has their words.

        A quotation says again only what has its words; one aligned with something is new evidence of it.
        """
        if not quoted and self._is_aligned(span):
            return True
        words = self.ground.words(span)
        if self.sense.nearest(words)[1] >= AGAIN:
            return True
        own = self._own(speaker)
        best, likeness = self.sense.nearest(words, own) if own else ("", 0.0)
        return likeness >= OWN or (bool(best) and self.sense.whole(words, best) >= WHOLE)

    def _is_aligned(self, span: Span) -> bool:
        """Whether a claim joins a new passage with known ones, and it gives no number that they lack."""
        given = numbers(stems(self.ground.words(span)))
        for name in self.carried.at(span, TOUCH):
            known = self.ground.known(self.now[name].evidence)
            if given <= {word for other in known for word in stems(self.ground.words(other))}:
                return True
        return False

    @cached_property
    def now(self) -> dict[str, Claim]:
        """Claims of the later dossier by id."""
        return {claim.id: claim for claim in self.ground.later.claims}

    def all(self) -> Iterator[Change]:
        """The changes of both lists; a claim that is one statement alone is told by that statement."""
        quoted = list(self._statements())
        yield from quoted
        mine = places((span, change.id) for change in quoted for span in change.evidence)
        yield from self._claims(mine)

    def _statements(self) -> Iterator[Change]:
        counts = _Counts("statements", len(self.ground.earlier.statements))
        weights = _weights(self.ground)
        for each in self.ground.later.statements:
            spans = [span for wording in each.wordings for span in wording.content]
            before = {known for span in spans for known in self.known_statements.like(span, HELD)}
            fresh = tuple(w for w in each.wordings if any(self.ground.is_new(span) for span in w.content))
            counts.match(before)
            if not fresh:
                counts.found += not before
                counts.same += bool(before)
                continue
            if before or len(fresh) < len(each.wordings):
                counts.grown += 1
                yield from self._worded(each, fresh)
            elif self._is_known(each, fresh):
                counts.again += 1
            else:
                counts.news += 1
                yield from self._said(each, fresh, weights.get(each.id, 0.0))
        self.tallies.append(counts.tally())

    def _is_known(self, statement: Statement, fresh: Iterable[Wording]) -> bool:
        quoted = statement.kind == "direct"
        spans = (span for wording in fresh for span in wording.content)
        return any(self.is_again(span, statement.speaker, quoted=quoted) for span in spans)

    def _said(self, statement: Statement, fresh: tuple[Wording, ...], weight: float) -> Iterator[Change]:
        spans = self.ground.in_order(span for wording in fresh for span in wording.content)
        words = self._words(fresh[0])
        least = SHORTEST if statement.kind == "direct" else SHORT
        if len(stems(words)) < least or self.told & set(spans) or all(map(self._is_heading, spans)):
            return
        speaker = self.ground.persons.name(statement.speaker)
        whole = self.ground.words(self.ground.sentence(fresh[0].content[0]))
        direct = f"{speaker}: “{words.strip('“”,')}”" if speaker else f"“{words.strip('“”,')}”"
        yield Change(
            kind="said",
            text=direct if statement.kind == "direct" else whole,
            refs=(statement.id,),
            evidence=spans,
            who=(speaker,) if speaker else (),
            about=self._issues(statement),
            day=statement.day or self.ground.day(spans),
            weight=weight + (0.1 if statement.kind == "direct" else 0.0) + (0.15 if self._has_side(statement) else 0.0),
        )

    def _has_side(self, statement: Statement) -> bool:
        speaker = self.ground.persons.later.get(statement.speaker or "")
        return speaker is not None and (speaker.kind == "party" or speaker.party is not None)

    def _issues(self, statement: Statement) -> tuple[str, ...]:
        labels = {issue.id: issue.label for issue in self.ground.later.issues}
        return tuple(labels[name] for name in statement.issues if name in labels)

    def _words(self, wording: Wording) -> str:
        return " … ".join(self.ground.words(span) for span in wording.content)

    def _worded(self, statement: Statement, fresh: tuple[Wording, ...]) -> Iterator[Change]:
        """New wordings of what was known: a changed quotation, or the same in other words."""
        first = next((w for w in statement.wordings if w not in fresh), statement.wordings[0])
        speaker = self.ground.persons.name(statement.speaker)
        for wording in fresh:
            spans = self.ground.in_order(wording.content)
            if wording.relation in {"first", "verbatim"} or any(self.disputed.at(span, TOUCH) for span in spans):
                continue
            yield Change(
                kind="altered" if wording.relation == "altered" else "worded",
                text=f"{speaker + ': ' if speaker else ''}“{self._words(wording)}”, before “{self._words(first)}”",
                refs=(statement.id,),
                evidence=spans,
                before=self.ground.in_order(first.content),
                was=self._words(first),
                now=self._words(wording),
                who=(speaker,) if speaker else (),
                day=self.ground.day(spans),
            )

    def _claims(self, quoted: Places[str]) -> Iterator[Change]:
        counts = _Counts("claims", len(self.ground.earlier.claims))
        for claim in self.ground.later.claims:
            fresh = self.ground.fresh(claim.evidence)
            before = {known for span in claim.evidence for known in self.known_claims.at(span, TOUCH)}
            counts.match(before)
            if not fresh:
                counts.found += not before
                counts.same += bool(before)
            elif before or len(fresh) < len(set(claim.evidence)):
                counts.grown += 1
                yield from self._carried(claim, fresh, before)
            elif all(self.is_again(span) for span in fresh):
                counts.again += 1
            else:
                counts.news += 1
                yield from self._claimed(claim, fresh, quoted)
        self.tallies.append(counts.tally())

    def _carried(self, claim: Claim, fresh: tuple[Span, ...], before: set[str]) -> Iterator[Change]:
        """A known claim that origins carry which did not before."""
        had = max((len(self.claims[known].origins) for known in before), default=1)
        backing = [span for span in fresh if not self.disputed.at(span, TOUCH) and self._backs(span, claim)]
        if len(claim.origins) <= had or not backing or any(self.meetings.at(span, TOUCH) for span in fresh):
            return
        known = self.ground.known(claim.evidence)
        text = self.ground.words(max(known, key=lambda span: (span.end - span.start, span)))
        yield Change(
            kind="further" if had > 1 or self._is_quotation(claim) else "corroborated",
            text=text,
            refs=(claim.id,),
            evidence=tuple(backing),
            before=known,
            was=f"{had} origin{'s' * (had > 1)}",
            now=f"{len(claim.origins)} origins",
            day=self.ground.day(backing),
            weight=claim.matters,
        )

    def _backs(self, span: Span, claim: Claim) -> bool:
        """Whether a new passage has enough words in common with a known one of its claim, and is no answer to it.

        Where the two are positions of different parties, one says what the other wants or refuses.
        """
        here, takers = stems(self.ground.words(span)), set(self._takers.at(span, HELD))
        known = self.ground.known(claim.evidence)
        if self._origins[span.report] in {self._origins[other.report] for other in known}:
            return False
        for other in known:
            common = here & stems(self.ground.words(other))
            others = set(self._takers.at(other, HELD))
            if (len(common) >= COMMON or numbers(common)) and (not takers or not others or takers & others):
                return True
        return False

    @cached_property
    def _origins(self) -> dict[str, str]:
        """The origin of each report of the later dossier."""
        return {report: origin.id for origin in self.ground.later.origins for report in origin.reports}

    @cached_property
    def _takers(self) -> Places[str]:
        """Parties of the later dossier by the passages of their positions."""
        return places(
            (span, position.party)
            for issue in self.ground.later.issues
            for position in issue.positions
            for span in position.evidence
        )

    def _is_quotation(self, claim: Claim) -> bool:
        """Whether it is words of one speaker that reports quote: who else quotes them corroborates only that."""
        return len(claim.statements) == 1 and self._kinds.get(claim.statements[0]) == "direct"

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {statement.id: statement.kind for statement in self.ground.later.statements}

    def _claimed(self, claim: Claim, fresh: tuple[Span, ...], quoted: Places[str]) -> Iterator[Change]:
        """A claim that nobody made before; one that a new statement tells already is left to that statement."""
        if len(claim.origins) == 1 and any(quoted.at(span, HELD) for span in fresh):
            return
        running = [span for span in fresh if not self._is_heading(span)]
        text = self.ground.words(running[0]) if running else ""
        if len(stems(text)) < SHORT or set(fresh) & self.told:
            return
        yield Change(
            kind="claimed",
            text=text,
            refs=(claim.id,),
            evidence=(*running, *(span for span in fresh if span not in running)),
            now=f"{len(claim.origins)} origin{'s' * (len(claim.origins) > 1)}",
            day=self.ground.day(fresh),
            weight=claim.matters + (0.3 if len(claim.origins) > 1 else 0.0),
        )

    def _is_heading(self, span: Span) -> bool:
        """Whether it stands in a title or subtitle: the text below tells it."""
        blocks = self.ground.report(span).blocks
        return any(b.start <= span.start < b.end and b.kind in {"title", "subtitle", "heading"} for b in blocks)


@dataclass
class _Counts:
    """How many things of a list went which way."""

    name: str
    before: int
    same: int = 0
    grown: int = 0
    again: int = 0
    news: int = 0
    found: int = 0
    matched: set[str] = field(default_factory=set)

    def match(self, known: Iterable[str]) -> None:
        """Notes things of the earlier dossier that were found again."""
        self.matched.update(known)

    def tally(self) -> Tally:
        """The counts as they stand."""
        gone = self.before - len(self.matched)
        return Tally(self.name, self.same, self.grown, self.again, self.news, self.found, gone)


def _weights(ground: Ground) -> dict[str, float]:
    """How much each statement matters: as much as the claims that it makes."""
    found: dict[str, float] = {}
    for claim in ground.later.claims:
        for name in claim.statements:
            found[name] = max(found.get(name, 0.0), claim.matters)
    return found
