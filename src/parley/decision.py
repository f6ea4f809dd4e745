"""A decision: what the analyst says of a story, kept apart from what was computed so that a new reading loses none.

Ids of things may change when reports are added; the anchors of a decision are words of the reports, which do not.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from parley.report import Span, stable_id

DecisionKind = Literal["merge", "split", "rename", "regrade", "dismiss", "note", "pin", "withdraw"]
"""`merge`, `split`: entities or stories; `rename`: an entity; `regrade`: a stance; `dismiss`: a discrepancy that is
none; `note`: words on anything; `pin`: a report into a story; `withdraw`: an earlier decision holds no longer."""

Sort = Literal[
    "entity",
    "statement",
    "event",
    "claim",
    "discrepancy",
    "passage",
    "origin",
    "issue",
    "position",
    "track",
    "report",
    "story",
    "decision",
]
"""What the things of a decision are."""


BY_PASSAGE = "passages"
"""The value of a split that names passages: it parts what one report's own reading takes for one, too."""


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """Words of a report on which a decision stands; `text`, how they begin, finds them where blanks changed."""

    report: str
    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Where the words stood."""
        return Span(self.report, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about the things with these ids, why, by whom and when."""

    kind: DecisionKind
    things: tuple[str, ...]
    """Ids; names for stories; for a position the ids of issue and party, then the stance."""
    value: str | None
    """The new name, the stance, the note, the kind of a dismissed discrepancy, `BY_PASSAGE`, or the story of a pin."""
    reason: str
    by: str
    made: str
    """ISO time."""
    of: Sort | None = None
    """What the things are; None in decisions of an older Parley, whose ids tell it."""
    story: str | None = None
    """The story of the archive that it holds for; None for all of the archive."""
    anchors: tuple[tuple[Anchor, ...], ...] = ()
    """For `merge` a group for each thing, for `split` for each part (first what stays), for a discrepancy for each of
    its values, for a position its evidence, then mentions of the party; one group for any other thing."""

    @property
    def id(self) -> str:
        """An id that depends on all that it says."""
        told = [self.kind, self.things, self.value, self.reason, self.by, self.made, self.of, self.story]
        anchors = [[(a.report, a.start, a.end, a.text) for a in group] for group in self.anchors]
        return stable_id("decision", json.dumps([*told, anchors], ensure_ascii=True))

    @property
    def reports(self) -> frozenset[str]:
        """The reports that it stands on."""
        return frozenset(anchor.report for group in self.anchors for anchor in group)

    @property
    def gone(self) -> str | None:
        """Why words on which it was made stand nowhere now, where a page changed."""
        return None


@dataclass(frozen=True, slots=True)
class Followed(Decision):
    """A decision on pages that changed: its anchors are where its words stand now, its id is that of the decision."""

    known: str = ""
    pages: frozenset[str] = frozenset()
    """The reports that are now what it was made on, whether or not its words are still there."""
    gone: str | None = None

    @property
    def id(self) -> str:
        """The id of the decision as it was made."""
        return self.known

    @property
    def reports(self) -> frozenset[str]:
        """The reports that it stands on, or would if its words were there."""
        return self.pages


State = Literal["binds", "overruled", "unfounded"]
"""`overruled`: a later decision says otherwise; `unfounded`: nothing in the reports is what it was made on."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it holds in a dossier."""

    id: str
    kind: DecisionKind
    state: State
    things: tuple[str, ...]
    """Ids of the things of the dossier on which it stands; none where it is unfounded."""
    on: tuple[str, ...]
    """What it was made on, by the ids of then."""
    value: str | None
    before: str | None
    """The name or stance that was found, where the decision puts another in its place or is on that stance."""
    reason: str
    by: str
    made: str
    detail: str | None = None
    """Why it does not bind, or what it has not seen."""


def decided(
    decision: Decision,
    state: State,
    things: Iterable[str] = (),
    *,
    before: str | None = None,
    detail: str | None = None,
) -> Decided:
    """The decision in this state on these things."""
    return Decided(
        id=decision.id,
        kind=decision.kind,
        state=state,
        things=tuple(dict.fromkeys(things)),
        on=decision.things,
        value=decision.value,
        before=before,
        reason=decision.reason,
        by=decision.by,
        made=decision.made,
        detail=detail,
    )


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, in the order in which they were made, each once; withdrawals and withdrawn left out.

    The order is that of the moments, then of the ids, whichever archive they came from and in whichever order.
    """
    known = {decision.id: decision for decision in decisions}
    gone = _withdrawn(known)
    held = [(each, name) for name, each in known.items() if each.kind != "withdraw" and name not in gone]
    return tuple(each for each, name in sorted(held, key=lambda row: (_moment(row[0].made), row[0].made, row[1])))


def groups(decision: Decision) -> bool:
    """Whether it is on the stories of an archive, not on what a dossier shows."""
    return decision.kind == "pin" or decision.of == "story"


def within(
    decisions: Iterable[Decision],
    story: str | None,
    reports: frozenset[str],
    homes: Callable[[Decision], Collection[str | None]] = lambda each: (each.story,),
) -> tuple[Decision, ...]:
    """Those that hold for a story of an archive, or for all of it: its own, and the archive's on any of its reports.

    Those on stories themselves hold in no dossier: they say which reports it is made of.

    All of the archive's hold where no story is named, those of a story then only in that story. `homes` gives the
    stories that are now what a decision was made for.
    """
    return tuple(
        each
        for each in decisions
        if not groups(each)
        and (
            story in homes(each) or (each.story is None and (not each.reports or not reports.isdisjoint(each.reports)))
        )
    )


def unknown_withdrawals(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Withdrawals of decisions that are not among them."""
    known = {decision.id: decision for decision in decisions}
    for each in known.values():
        if each.kind == "withdraw" and any(thing not in known for thing in each.things):
            yield each


def _withdrawn(known: dict[str, Decision]) -> frozenset[str]:
    """Ids of the decisions that a withdrawal in force names; a withdrawal may be withdrawn too."""
    against: dict[str, list[str]] = {}
    for name, each in known.items():
        for thing in each.things if each.kind == "withdraw" else ():
            against.setdefault(thing, []).append(name)
    gone: dict[str, bool] = {}
    for name in against:
        waiting = [name]
        while waiting:
            top = waiting[-1]
            open_ones = [by for by in against.get(top, ()) if by not in gone]
            if open_ones:
                waiting += open_ones
                continue
            gone[top] = any(not gone[by] for by in against.get(top, ()))
            waiting.pop()
    return frozenset(name for name, withdrawn in gone.items() if withdrawn)


def _moment(made: str) -> datetime:
    """The moment of an ISO time, one without a zone taken as UTC; the first of all where it is none."""
    try:
        moment = datetime.fromisoformat(made)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
