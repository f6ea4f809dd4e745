"""Deciding: what the analyst asks for, by ids and names, becomes decisions on the words of the reports."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from getpass import getuser
from unicodedata import category

from parley.archive.archive import Archive
from parley.archive.decisions import exported, imported
from parley.archive.homes import Homes
from parley.compare.decided import divides
from parley.compose.decided import STANCES
from parley.compose.things import SORTS, Thing, things
from parley.decision import BY_PASSAGE, Decided, Decision, DecisionKind, Sort, groups, in_force
from parley.desk import Desk
from parley.dossier import Dossier
from parley.errors import UsageError
from parley.footing import anchors_of
from parley.gathered import Gathered
from parley.remembered import remembered
from parley.splitting import Part, listed, plain, taken_out

ENOUGH = 12
"""Anchors that a decision keeps of one thing; a split keeps all, since it moves each."""

_SORTS: dict[DecisionKind, tuple[Sort, ...]] = {
    "merge": ("entity",),
    "split": ("entity",),
    "rename": ("entity",),
    "dismiss": ("discrepancy",),
    "note": SORTS,
}
"""What can be decided on, by kind; of a regrade the things are an issue and a party."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the analyst asks for: the things by id, by how an id begins, or by name; `value` as the kind has one."""

    kind: DecisionKind
    things: tuple[str, ...]
    value: str | None
    reason: str
    by: str | None = None
    """Who decides; the login name where None."""
    at: tuple[str, ...] = ()
    """Of a split: passages, in words or as REPORT:START-END, in which mentions of the entity are another's."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file of decisions: how many it has, how many were new, and which stand on nothing."""

    number: int
    new: int
    unfounded: tuple[str, ...]


def decide(archive: Archive, wish: Wish, *, story: str | None = None, desk: Desk | None = None) -> Decision:
    """Puts one decision into the archive, for one story of it or for all; raises UsageError where it says nothing."""
    wish = whole(wish)
    key = Homes(archive).key(story)
    if wish.kind == "withdraw":
        decision = _withdrawal(archive, wish, key)
    else:
        at = desk or Desk()
        gathered = at.gather_archive(archive, story=key)
        decision = founded(gathered, remembered(archive, gathered), wish, story=key)
    archive.decide([decision])
    return decision


def founded(gathered: Gathered, dossier: Dossier, wish: Wish, *, story: str | None = None) -> Decision:
    """The decision on the things of the dossier of these readings; raises UsageError where it would change nothing."""
    decision = decision_on(dossier, wish, story=story)
    if decision.kind == "split" and not divides(decision, gathered.readings):
        raise UsageError(
            "In each report these words are read as one with the others, so nothing can be taken out.",
            "Name the passages in which another is meant: --at “words of a report”.",
        )
    return decision


def take(archive: Archive, content: bytes, *, desk: Desk | None = None) -> Taken:
    """Puts the decisions of a file into the archive; raises UsageError, and takes none, where a line does not hold."""
    coming = checked(content)
    new = archive.decide(coming)
    return Taken(len(coming), new, tuple(_unfounded(archive, coming, desk or Desk())))


def given(archive: Archive, story: str | None) -> bytes:
    """The decisions of an archive as a file, or those that hold for a story of it; withdrawals go with them."""
    return exported(kept(archive, story))


def kept(archive: Archive, story: str | None) -> tuple[Decision, ...]:
    """The decisions of an archive, or those made for all of it or a story of it, with their withdrawals."""
    every, homes = archive.decisions(), Homes(archive)
    key = homes.key(story)
    if key is None:
        return every
    where = {each.id: homes.about(each) if groups(each) else homes.of(each) for each in every}
    chosen = {name for name, stories in where.items() if not stories.isdisjoint((key, None))}
    for each in sorted(every, key=lambda each: each.made):
        if each.kind == "withdraw" and not chosen.isdisjoint(each.things):
            chosen.add(each.id)
    return tuple(each for each in every if each.id in chosen)


def checked(content: bytes) -> tuple[Decision, ...]:
    """The decisions of a file; raises UsageError where one could never hold."""
    found = imported(content)
    for number, each in enumerate(found, 1):
        fault = _fault(each)
        if fault:
            raise UsageError(f"Decision {number} of the file {fault}.", "Take the file as it was exported.")
    return found


def _fault(each: Decision) -> str | None:
    """What is wrong with a decision by itself."""
    spans = [anchor for group in each.anchors for anchor in group]
    rules = (
        (not each.reason.strip(), "has no reason"),
        (not each.by.strip(), "does not say whose it is"),
        (not each.things or not all(each.things), "is on nothing"),
        (each.kind == "regrade" and each.value not in STANCES, f"has the stance {each.value!r}, which there is not"),
        (each.kind in {"rename", "note", "pin"} and not (each.value or "").strip(), f"is a {each.kind} without words"),
        (any(not 0 <= a.start < a.end or not a.text for a in spans), "has an anchor that is no stretch of a text"),
        (not _is_moment(each.made), f"was made at {each.made!r}, which is no ISO time"),
    )
    return next((fault for wrong, fault in rules if wrong), None)


def _is_moment(made: str) -> bool:
    try:
        datetime.fromisoformat(made)
    except ValueError:
        return False
    return True


def _unfounded(archive: Archive, coming: Sequence[Decision], desk: Desk) -> Iterator[str]:
    """A line for each decision of a file that stands on nothing in this archive."""
    wanted = {each.id: each for each in in_force(coming) if not groups(each)}
    homes = Homes(archive)
    where = {name: homes.of(each) for name, each in wanted.items()}
    if not archive.holdings().reports:
        yield "all of them, since the archive holds no report"
        return
    scopes = sorted({story for stories in where.values() for story in stories}, key=lambda story: story or "")
    states = {story: {each.id: each for each in desk.read_archive(archive, story=story).decisions} for story in scopes}
    for name, stories in where.items():
        found = [states[story][name] for story in sorted(stories, key=str) if name in states[story]]
        if found and all(each.state == "unfounded" for each in found):
            yield told(found[0])
    lost = Counter(wanted[name].story or "" for name, stories in where.items() if not stories)
    for story, number in sorted(lost.items()):
        yield f"{number} on the story {story!r}, which the archive does not have"


def told(each: Decided) -> str:
    """A decision in one line."""
    value = f" “{each.value}”" if each.value and each.kind != "split" else ""
    return f"{each.id}: {each.kind} {' '.join(each.on)}{value} ({each.by}): {each.detail or each.reason}"


def decision_on(dossier: Dossier, wish: Wish, *, story: str | None = None) -> Decision:
    """The decision on the things of a dossier, with their words as anchors; raises UsageError where it says nothing."""
    wish = whole(wish)
    match wish.kind:
        case "merge":
            return _merge(dossier, wish, story)
        case "split":
            return _split(dossier, wish, story)
        case "regrade":
            return _regrade(dossier, wish, story)
        case "rename" | "dismiss" | "note":
            return _single(dossier, wish, story)
        case _:
            raise UsageError(f"Nothing in a dossier can be decided by {wish.kind}.", "See docs/deciding.md.")


def _merge(dossier: Dossier, wish: Wish, story: str | None) -> Decision:
    found = [_find(dossier, name, ("entity",)) for name in wish.things]
    if len({thing.ids for thing in found}) < max(2, len(found)):
        one = f": all are {found[0].ids[0]}" if len(found) > 1 and len({thing.ids for thing in found}) == 1 else ""
        raise UsageError(f"A merge needs two or more things that are not one already{one}.", "Name each by its id.")
    kinds = {entity.id: entity.kind for entity in dossier.entities}
    held = {kinds[thing.ids[0]] for thing in found}
    if "person" in held and held - {"person", "other"}:
        other = min(held - {"person", "other"})
        raise UsageError(f"A person and {_a(other)} cannot be one.", "Name people with people, bodies with bodies.")
    return _made(dossier, wish, found, story)


def _split(dossier: Dossier, wish: Wish, story: str | None) -> Decision:
    name, *parts = wish.things
    thing = _find(dossier, name, ("entity",))
    out = taken_out(dossier, thing, Part(tuple(parts), wish.at))
    stays = set(thing.spans) - out
    anchors = tuple(anchors_of({r.id: r for r in dossier.reports}, spans) for spans in (stays, out))
    value = BY_PASSAGE if wish.at else None
    return replace(_made(dossier, wish, [thing], story), anchors=anchors, value=value)


def _regrade(dossier: Dossier, wish: Wish, story: str | None) -> Decision:
    if wish.value not in STANCES:
        raise UsageError(f"There is no stance {wish.value!r}.", f"The stances are {', '.join(STANCES)}.")
    if len(wish.things) not in {2, 3}:
        raise UsageError("A stance is that of a party on an issue.", "Give an issue, a party and, where needed, it.")
    thing = _position(dossier, wish.things)
    if thing.called[0] == wish.value:
        raise UsageError(f"The stance is {wish.value} already.", "Put what you know down as a note.")
    reports = {report.id: report for report in dossier.reports}
    mentions = next(entity.mentions for entity in dossier.entities if entity.id == thing.ids[1])
    made = _made(dossier, wish, [thing], story)
    return replace(made, anchors=(*made.anchors, anchors_of(reports, mentions, ENOUGH)))


def _position(dossier: Dossier, names: Sequence[str]) -> Thing:
    """The position of a party on an issue; the stance that it has, or was found, tells it from others of the party."""
    issue = _find(dossier, names[0], ("issue",)).ids[0]
    party = _find(dossier, names[1], ("entity",)).ids[0]
    own = [each for each in things(dossier, "position") if each.ids[:2] == (issue, party)]
    if not own:
        raise UsageError(f"{party} has no position on {issue}.", f"`parley explain` of {issue} shows those there are.")
    wanted = names[2] if len(names) > 2 else None
    as_found = [each for each in own if each.ids[2] == wanted]
    found = as_found or [each for each in own if wanted in {None, each.called[0]}]
    if len(found) != 1:
        stances = ", ".join(each.called[0] for each in own)
        raise UsageError(f"{party} has the stances {stances} on {issue}.", "Name one of them after the party.")
    return found[0]


def _single(dossier: Dossier, wish: Wish, story: str | None) -> Decision:
    if wish.kind == "note" and len(wish.things) > 1:
        return _made(dossier, wish, [_position(dossier, wish.things)], story)
    if len(wish.things) != 1:
        raise UsageError(f"A {wish.kind} is on one thing.", "Name one; decide on others by themselves.")
    thing = _find(dossier, wish.things[0], _SORTS[wish.kind])
    if wish.kind == "rename" and wish.value == thing.called[0]:
        raise UsageError(f"It is called {wish.value!r} already.", "Give another name.")
    if wish.kind == "dismiss":
        kinds = {each.id: each.kind for each in dossier.discrepancies}
        if thing.ids[0] not in kinds:
            raise UsageError(f"{thing.ids[0]} is dismissed already.", "Withdraw that decision to have it back.")
        wish = replace(wish, value=kinds[thing.ids[0]])
    return _made(dossier, wish, [thing], story)


def _made(dossier: Dossier, wish: Wish, found: Sequence[Thing], story: str | None) -> Decision:
    reports = {report.id: report for report in dossier.reports}
    parts = [spans for thing in found for spans in thing.parts]
    return Decision(
        kind=wish.kind,
        things=tuple(name for thing in found for name in thing.ids),
        value=wish.value,
        reason=wish.reason,
        by=wish.by or "",
        made=now(),
        of=found[0].sort,
        story=story,
        anchors=tuple(anchors_of(reports, spans, ENOUGH) for spans in parts),
    )


def _withdrawal(archive: Archive, wish: Wish, story: str | None) -> Decision:
    held = archive.decisions()
    if len(wish.things) != 1:
        raise UsageError("A withdrawal is of one decision.", "Name one; withdraw others by themselves.")
    known = {each.id: each for each in held}
    names = [name for name in sorted(known) if name.startswith(wish.things[0])]
    if len(names) != 1:
        what = f"{len(names)} decisions begin with" if names else "The archive has no decision"
        raise UsageError(f"{what} {wish.things[0]!r}.", "`parley decide ARCHIVE list` shows their ids.")
    (name,) = names
    if known[name] not in in_force(held) and known[name].kind != "withdraw":
        raise UsageError(f"{name} is withdrawn already.", "Withdraw the withdrawal to have it back.")
    return Decision("withdraw", (name,), None, wish.reason, wish.by or "", now(), "decision", story)


def _find(dossier: Dossier, name: str, sorts: Iterable[Sort]) -> Thing:
    """The one thing with this id, or called so, or whose id begins so; raises UsageError with the candidates."""
    held = [thing for sort in sorts for thing in things(dossier, sort)]
    ways = (
        [thing for thing in held if thing.ids == (name,)],
        [
            thing
            for thing in held
            if thing.called and thing.sort != "position" and plain(thing.called[0]) == plain(name)
        ],
        [thing for thing in held if plain(name) in map(plain, thing.called) and thing.sort != "position"],
        [thing for thing in held if len(thing.ids) == 1 and thing.ids[0].startswith(name)],
    )
    found = next((way for way in ways if way), []) if name.strip() else []
    if len(found) == 1:
        return found[0]
    what = " or ".join(dict.fromkeys(sorts)) if len(tuple(sorts)) < 3 else "thing"
    if not found:
        raise UsageError(f"There is no {what} {name!r} in these reports.", "`parley explain DOSSIER` lists the ids.")
    raise UsageError(f"{len(found)} are called {name!r} or begin so: {listed(t.ids[0] for t in found)}.", "Name one.")


def whole(wish: Wish) -> Wish:
    """The wish with blanks trimmed and the name of who decides; raises UsageError where words are missing."""
    reason, value = " ".join(wish.reason.split()), " ".join((wish.value or "").split()) or None
    if not reason:
        raise UsageError("A decision needs a reason.", "Give one that a colleague can judge: --reason “…”.")
    if not wish.things:
        raise UsageError("A decision is on something.", "Name it by its id or name.")
    if value is None and wish.kind in {"rename", "regrade", "note"}:
        raise UsageError(f"A {wish.kind} needs words.", "Give the name, the stance or the note by --as.")
    by = " ".join((wish.by or _login()).split())
    if any(category(sign) in {"Cc", "Cs"} for words in (reason, value or "", by, *wish.things) for sign in words):
        raise UsageError("These words are no text that can be kept.", "Type them again in a terminal set to UTF-8.")
    return replace(wish, reason=reason, value=value, by=by)


def _login() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError) as error:
        raise UsageError("Your login name is not known.", "Say who decides: --by NAME.") from error


def now() -> str:
    """The moment, so fine that two decisions of one analyst are never the same."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
