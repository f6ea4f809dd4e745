"""Assertions: what one report alone tells, put together from the fragments into which its sentences were cut."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parley.compare.propositions import Proposition
from parley.compare.readable import Readable, Reads
from parley.report import Span


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    group: int
    statement: str | None
    """The statement whose content it is in other words than the speaker's."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """Propositions that stand or fall together, with their evidence; `group` is the first they come from."""

    group: int
    members: tuple[Proposition, ...]
    evidence: tuple[Span, ...]


class Assertions:
    """Groups of propositions, those of one report alone joined where one of them cannot be read without the other.

    Fragments go to the clause before them, at the beginning of a sentence to the one after; those of several reports
    only to a clause that the very same reports have before them.
    """

    def __init__(self, groups: Sequence[Sequence[Proposition]], pages: Mapping[str, Readable]) -> None:
        self.pages = pages
        self.groups = groups
        self.lone = [len({each.report for each in members}) == 1 for members in groups]
        self.home = list(range(len(groups)))
        self.sentences = self._by_sentence()
        for pieces in self.sentences.values():
            self._join(pieces)
        self._join_copies()

    def __iter__(self) -> Iterator[Assertion]:
        """The groups that are left, in their order."""
        held: dict[int, list[Proposition]] = defaultdict(list)
        for number, members in enumerate(self.groups):
            held[self._home(number)] += members
        for number, members in held.items():
            evidence = tuple(sorted({each.span for each in members}))
            joined = len(members) > len(self.groups[number])
            yield Assertion(number, tuple(members), tuple(self._runs(number, evidence)) if joined else evidence)

    def _by_sentence(self) -> dict[tuple[str, int], list[_Piece]]:
        found: dict[tuple[str, int], list[_Piece]] = defaultdict(list)
        for number, members in enumerate(self.groups):
            for each in members:
                said = None if each.quoted else each.statement
                at = each.report, self.pages[each.report].sentence(each.span.start)
                found[at].append(_Piece(each.span, number, said))
        for pieces in found.values():
            pieces.sort(key=lambda piece: (piece.span.start, -piece.span.end))
        return found

    def _join(self, pieces: Sequence[_Piece]) -> None:
        for i, piece in enumerate(pieces):
            beside = [pieces[j] for j in (i - 1, i + 1) if 0 <= j < len(pieces)]
            near = next((each for each in beside if self.lone[each.group]), None)
            if near is None or not self.lone[piece.group]:
                continue
            one_speech = piece.statement is not None and piece.statement == near.statement
            if one_speech or self.pages[piece.span.report].reads(piece.span) >= Reads.WITHIN:
                one, other = sorted((self._home(piece.group), self._home(near.group)))
                self.home[other] = one

    def _join_copies(self) -> None:
        """Fragments that follow the same clause in the same reports wherever they stand: one copied sentence."""
        before: dict[int, list[int | None]] = defaultdict(list)
        for pieces in self.sentences.values():
            for i, piece in enumerate(pieces):
                whole = self.lone[piece.group] or self.pages[piece.span.report].reads(piece.span) < Reads.WITHIN
                before[piece.group].append(None if whole or i == 0 else pieces[i - 1].group)
        for group, ahead in sorted(before.items()):
            homes = set(ahead)
            near = homes.pop()
            if not homes and near is not None and self._reports(near) == self._reports(group):
                one, other = sorted((self._home(group), self._home(near)))
                self.home[other] = one

    def _reports(self, group: int) -> frozenset[str]:
        return frozenset(each.report for each in self.groups[group])

    def _home(self, number: int) -> int:
        while self.home[number] != number:
            self.home[number] = number = self.home[self.home[number]]
        return number

    def _runs(self, number: int, evidence: Sequence[Span]) -> Iterator[Span]:
        """Evidence that follows one upon the other in a sentence as one stretch."""
        run = evidence[0]
        for before, after in pairwise(evidence):
            if self._together(number, before, after):
                run = Span(run.report, run.start, max(run.end, after.end))
            else:
                yield run
                run = after
        yield run

    def _together(self, number: int, before: Span, after: Span) -> bool:
        sentence = self.pages[before.report].sentence
        if before.report != after.report or sentence(before.start) != sentence(after.start):
            return False
        between = self.sentences[before.report, sentence(before.start)]
        return all(
            self._home(each.group) == number
            for each in between
            if each.span.start < after.start and each.span.end > before.end
        )
