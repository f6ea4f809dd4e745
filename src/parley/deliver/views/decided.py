"""The analyst's decisions: beside each thing that they are on, and all of them in one list."""

from dataclasses import dataclass

from parley.decision import Decided
from parley.deliver.visible import day_text, one_line
from parley.dossier import Dossier

STATES = {
    "binds": "holds",
    "overruled": "overruled by a later decision",
    "unfounded": "finds nothing to stand on in these reports",
}

KINDS = {
    "merge": "One, not several",
    "split": "Not one",
    "rename": "Name",
    "regrade": "Stance",
    "dismiss": "No conflict",
    "note": "Note",
}


@dataclass(frozen=True, slots=True)
class DecidedView:
    """A decision as shown: what kind, on what, what it says, why, who and when, and whether it holds."""

    kind: str
    on: str
    words: str
    reason: str
    who: str
    state: str
    href: str
    """Where on the page the thing is; empty where it has no place of its own."""


def marks_of(dossier: Dossier) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What is decided on each thing, one line for each decision that holds, by its ids.

    A stance is known by the ids of issue and party, and as it was found.
    """
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for each in dossier.decisions:
        if each.state == "binds":
            stance = (each.before,) if each.before and len(each.things) > 1 else ()
            keys = [(*each.things, *stance)] if stance else [(thing,) for thing in each.things]
            for key in keys:
                found[key] = (*found.get(key, ()), _mark(each))
    return found


def _mark(each: Decided) -> str:
    said = {
        "merge": "Decided: these names are one",
        "split": "Decided: apart from others of the name",
        "rename": f"Decided: called so; found was “{each.before}”",
        "regrade": f"Decided: “{each.value}”; found was “{each.before}”",
        "dismiss": "Dismissed",
        "note": f"Note: {each.value}",
    }.get(each.kind, each.kind)
    return one_line(f"{said}. {each.reason} ({who(each)})")


def who(each: Decided) -> str:
    """Who decided, and on which day."""
    return one_line(f"{each.by}, {day_text(each.made[:10])}")


def words_of(each: Decided) -> str:
    """What a decision says, in a few words."""
    if each.kind in {"rename", "regrade"}:
        before = f"{each.before} → " if each.before else ""
        return one_line(f"{before}{each.value}")
    return one_line(each.value or "") if each.kind == "note" else ""
