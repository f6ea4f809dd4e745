"""Positions that are new, that moved or that were taken again, and issues on which parties came nearer or farther."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from parley.changes import Change
from parley.compose.changes.ground import Ground
from parley.compose.changes.places import Places, places
from parley.compose.changes.sayings import HELD, Sayings
from parley.compose.changes.sense import Sense, stems
from parley.dossier import Issue, Move, Position
from parley.report import Span

FAR = {"accepts": 0.8, "rejects": 0.7, "offers": 0.65, "demands": 0.6}
"""How much a position matters by its stance."""

AGAIN = 0.55
"""Weight of a new position's words that an earlier one of the party must have for the new one to say it again."""


@dataclass(frozen=True)
class _Held:
    """A position with its issue."""

    issue: Issue
    position: Position


@dataclass(frozen=True)
class Stances:
    """The positions of two dossiers, matched by party, issue and stance."""

    ground: Ground
    sayings: Sayings

    @cached_property
    def _issues(self) -> dict[str, Issue]:
        """For each issue of the later dossier the same of the earlier one: by its id, its label or its evidence."""
        by_id = {issue.id: issue for issue in self.ground.earlier.issues}
        by_label = {issue.label: issue for issue in self.ground.earlier.issues}
        by_place = {
            there: issue
            for issue in self.ground.earlier.issues
            for position in issue.positions
            for span in position.evidence
            if issue.id.startswith("issue-own-") and (there := self.ground.there(span))
        }
        found: dict[str, Issue] = {}
        for issue in self.ground.later.issues:
            spans = [span for position in issue.positions for span in position.evidence if span in by_place]
            own = by_place[min(spans)] if spans and issue.id.startswith("issue-own-") else None
            same = by_id.get(issue.id) or by_label.get(issue.label) or own
            if same is not None:
                found[issue.id] = same
        return found

    @cached_property
    def _earlier(self) -> dict[str, list[Position]]:
        """Positions of the earlier dossier by party."""
        held: dict[str, list[Position]] = {}
        for issue in self.ground.earlier.issues:
            for position in issue.positions:
                held.setdefault(position.party, []).append(position)
        return held

    def _was_held(self, each: _Held) -> bool:
        """Whether the earlier dossier has the party with this stance on this issue."""
        before = self._issues.get(each.issue.id)
        return before is not None and any(
            position.stance == each.position.stance and self.ground.persons.same(position.party, each.position.party)
            for position in before.positions
        )

    def all(self) -> Iterator[Change]:
        """The changes of positions, those of one passage told once, and those of overlaps."""
        found: list[Change] = []
        for issue in self.ground.later.issues:
            for position in issue.positions:
                found += self._of(_Held(issue, position))
        yield from _joined(found)
        yield from self._overlaps()

    def _of(self, each: _Held) -> Iterator[Change]:
        fresh = self.ground.fresh(each.position.evidence)
        if not fresh:
            return
        if self._was_held(each) or self._is_again(each, fresh):
            yield from self._restated(each, fresh)
            return
        turn = self._turn(each)
        yield self._change(each, fresh, turn)

    def _is_again(self, each: _Held, fresh: tuple[Span, ...]) -> bool:
        """Whether the party has said so before, on whatever issue and by whatever stance that was put."""
        mine = self._mine(each.position.party)
        if not mine:
            return False
        sense = self._words
        return all(
            sense.nearest(self.ground.words(span), mine)[1] >= AGAIN or self._is_aligned(span, each.position.party)
            for span in fresh
        )

    def _mine(self, party: str) -> frozenset[str]:
        """Keys of what the party stood for before."""
        old = self.ground.persons.shared.get(party, {})
        return frozenset(f"{name}:{number}" for name in old for number in range(len(self._earlier.get(name, ()))))

    @cached_property
    def _words(self) -> Sense:
        """What the parties stood for before, by party and number."""
        return Sense(
            {
                f"{party}:{number}": " / ".join(self.ground.words(span) for span in position.evidence)
                for party, held in self._earlier.items()
                for number, position in enumerate(held)
            }
        )

    def _is_aligned(self, span: Span, party: str) -> bool:
        """Whether a claim joins the passage with one on which the party stood before."""
        parties = set(self.ground.persons.shared.get(party, ()))
        return any(
            parties & set(self._stood.at(other, HELD))
            for name in self.sayings.carried.at(span, HELD)
            for other in self.ground.known(self.sayings.now[name].evidence)
        )

    @cached_property
    def _stood(self) -> Places[str]:
        """Parties of the earlier dossier by the passages of their positions."""
        return places(
            (there, party)
            for party, held in self._earlier.items()
            for position in held
            for span in position.evidence
            if (there := self.ground.there(span))
        )

    def _turn(self, each: _Held) -> Move | None:
        """The move by which the position was come to, where a new report shows it and both are about one thing."""
        moves = (move for move in each.position.moved if move.kind != "restated")
        found = next((move for move in moves if self.ground.fresh(move.evidence)), None)
        if found is None:
            return None
        names = frozenset().union(*(stems(entity.name) for entity in self.ground.persons.later.values()))
        here, there = (
            {word for span in spans for word in stems(self.ground.words(self.ground.sentence(span)))}
            for spans in (self.ground.fresh(each.position.evidence), self._before(each, found))
        )
        return found if here & there - names else None

    def _change(self, each: _Held, fresh: tuple[Span, ...], turn: Move | None) -> Change:
        position = each.position
        party = self.ground.persons.name(position.party)
        before = self._before(each, turn)
        return Change(
            kind=turn.kind if turn else "position",
            text=self.ground.words(self.ground.sentence(fresh[0])),
            refs=(each.issue.id, *position.statements),
            evidence=fresh,
            before=before,
            was=turn.before if turn else None,
            now=position.stance,
            who=(party,),
            about=(each.issue.label,),
            day=turn.day if turn else self.ground.day(fresh),
            weight=_weight(position, fresh) + (0.05 if turn else 0.0),
        )

    def _before(self, each: _Held, turn: Move | None) -> tuple[Span, ...]:
        """The passages on which the stance before stands."""
        if turn is None:
            return ()
        same = (p for p in each.issue.positions if p.party == each.position.party and p.stance == turn.before)
        return self.ground.known(span for position in same for span in position.evidence)

    def _restated(self, each: _Held, fresh: tuple[Span, ...]) -> Iterator[Change]:
        """A position that the party itself took once more on a later day, or of which it was known in other words."""
        again = [move for move in each.position.moved if move.kind == "restated" and self.ground.fresh(move.evidence)]
        was_held = self._was_held(each)
        if not again and (was_held or each.position.account):
            return
        party = self.ground.persons.name(each.position.party)
        evidence = self.ground.fresh(span for move in again for span in move.evidence) or fresh
        yield Change(
            kind="restated",
            text=self.ground.words(self.ground.sentence(evidence[0])),
            refs=(each.issue.id, *each.position.statements),
            evidence=evidence,
            before=self.ground.known(each.position.evidence),
            now=each.position.stance,
            who=(party,),
            about=(each.issue.label,),
            day=again[0].day if again else self.ground.day(evidence),
            weight=_weight(each.position, evidence),
        )

    def _overlaps(self) -> Iterator[Change]:
        for issue in self.ground.later.issues:
            before = self._issues.get(issue.id)
            fresh = self.ground.fresh(span for position in issue.positions for span in position.evidence)
            was = before.overlap if before else "unknown"
            if not fresh or issue.overlap in {was, "unknown"}:
                continue
            parties = dict.fromkeys(self.ground.persons.name(position.party) for position in issue.positions)
            yield Change(
                kind="overlap",
                text=f"{issue.label}: {was} to {issue.overlap}",
                refs=(issue.id,),
                evidence=fresh,
                before=self.ground.known(span for position in issue.positions for span in position.evidence),
                was=was,
                now=issue.overlap,
                who=tuple(parties),
                about=(issue.label,),
                day=self.ground.day(fresh),
                weight=0.75 if was != "unknown" else 0.4,
            )


def _weight(position: Position, fresh: tuple[Span, ...]) -> float:
    """More where the party speaks for itself and several reports tell it."""
    reports = len({span.report for span in fresh})
    return FAR.get(position.stance, 0.5) + min(0.05 * (reports - 1), 0.1) - (0.3 if position.account else 0.0)


ORDER = ("hardened", "softened", "position", "restated")
"""Of several changes that one passage shows, the first of these is told."""


def _joined(found: Iterable[Change]) -> Iterator[Change]:
    """One change for each party and passage: a sentence that bears on three issues is one piece of news."""
    groups: list[list[Change]] = []
    place: dict[tuple[tuple[str, ...], Span], int] = {}
    for each in sorted(found, key=lambda change: (ORDER.index(change.kind), -change.weight, change.evidence)):
        known = sorted({place[each.who, span] for span in each.evidence if (each.who, span) in place})
        number = known[0] if known else len(groups)
        if not known:
            groups.append([])
        groups[number].append(each)
        for span in each.evidence:
            place.setdefault((each.who, span), number)
    shared: dict[tuple[str, str | None, str | None, Span], list[Change]] = {}
    for group in groups:
        each = _one(group)
        shared.setdefault((each.kind, each.was, each.now, each.evidence[0]), []).append(each)
    yield from (_of_all(together) for together in shared.values())


def _of_all(together: list[Change]) -> Change:
    """One change for parties that one passage puts together: "both sides agreed"."""
    first = together[0]
    return replace(
        first,
        who=tuple(sorted({name for each in together for name in each.who})),
        refs=tuple(dict.fromkeys(ref for each in together for ref in each.refs)),
        evidence=tuple(dict.fromkeys(span for each in together for span in each.evidence)),
        before=tuple(dict.fromkeys(span for each in together for span in each.before)),
        about=tuple(sorted({label for each in together for label in each.about})),
    )


def _one(group: list[Change]) -> Change:
    """The first with the issues and passages of all of its kind and stance."""
    first = group[0]
    alike = [each for each in group if each.kind == first.kind]
    return replace(
        first,
        refs=tuple(dict.fromkeys(ref for each in group for ref in each.refs)),
        evidence=tuple(dict.fromkeys(span for each in alike for span in each.evidence)),
        before=tuple(dict.fromkeys(span for each in alike for span in each.before)),
        about=tuple(sorted({label for each in group for label in each.about})),
    )
