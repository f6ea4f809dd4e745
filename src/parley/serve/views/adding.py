"""Adding reports: the form, and what became of what was sent."""

from dataclasses import dataclass

from parley.adding import MOST_ADDRESSES, Arrived
from parley.deliver.visible import counted, day_text, one_line
from parley.report import Problem
from parley.serve.additions import Addition
from parley.serve.bench import Bench
from parley.serve.benches import Underway
from parley.serve.guard import LONGEST_SENT
from parley.serve.sending import LONGEST_TEXT, MOST_FILES
from parley.serve.views.changes import comparing


@dataclass(frozen=True, slots=True)
class AddView:
    """The form; where `fixed` the story cannot be chosen."""

    into: str
    story: str
    stories: tuple[str, ...]
    fixed: bool
    suffixes: str
    most_files: int = MOST_FILES
    most_addresses: int = MOST_ADDRESSES
    longest_text: int = LONGEST_TEXT
    megabytes: int = LONGEST_SENT >> 20


@dataclass(frozen=True, slots=True)
class ArrivedRow:
    """A report that came."""

    title: str
    outlet: str
    day: str
    href: str
    """Nothing until the reports are read."""
    about: str


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not taken, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class AdditionView:
    """What became of it; `underway` is how far the adding is, and the reading after it."""

    standfirst: str
    new: tuple[ArrivedRow, ...]
    held: tuple[ArrivedRow, ...]
    refused: tuple[Refused, ...]
    underway: Underway | None
    failure: str
    changed: str
    """The address of what the new ones tell that the others did not, where there are others."""


def view_addition(addition: Addition, bench: Bench | Underway | None, failure: str) -> AdditionView:
    """An addition so far; `bench` is that of the story once it is read again."""
    came = tuple(addition.came)
    arrived = [each for each in came if isinstance(each, Arrived)]
    refused = tuple(
        Refused(one_line(each.file or ""), one_line(each.reason)) for each in came if isinstance(each, Problem)
    )
    made = bench if isinstance(bench, Bench) else None
    new = tuple(_row(each, made) for each in arrived if each.new)
    held = tuple(_row(each, made) for each in arrived if not each.new)
    parts = [counted(len(new), "new report")]
    parts += [f"{len(held)} held already"] if held else []
    parts += [f"{len(refused)} not taken"] if refused else []
    underway = addition.told if not addition.is_over else bench if isinstance(bench, Underway) else None
    changed = _changed([each.id for each in arrived if each.new], made) if made else ""
    return AdditionView(f"{', '.join(parts)}.", new, held, refused, underway, failure, changed)


def _changed(new: list[str], bench: Bench) -> str:
    shown = bench.chosen & {*new}
    if not 0 < len(shown) < len(bench.chosen):
        return ""
    return bench.scope.to("/changes", **comparing(bench.chosen, bench.chosen - shown))


def _row(each: Arrived, bench: Bench | None) -> ArrivedRow:
    title = one_line(each.title or each.file)
    shown = bench is not None and each.id in bench.chosen
    href = bench.ledger.sheet_href(each.id) if bench is not None and shown else ""
    about = _about(each.id, bench) if bench is not None and shown else ""
    return ArrivedRow(title, one_line(each.outlet or each.file), day_text(each.day), href, about)


def _about(name: str, bench: Bench) -> str:
    """What a report brings: its claims, those that no other carries, the conflicts that it is in."""
    claims = {claim.id: claim for _, claim in bench.claims_in.get(name, [])}
    alone = sum(len(claim.reports) == 1 for claim in claims.values())
    conflicts = {each.id for _, each in bench.conflicts_in.get(name, [])}
    parts = [f"{counted(len(claims), 'claim')}, {alone} in no other report"]
    parts += [f"in {counted(len(conflicts), 'conflict')}"] if conflicts else []
    return "; ".join(parts)
