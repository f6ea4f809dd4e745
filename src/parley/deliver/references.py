"""Which ids a dossier refers to: every one must exist, stand once, and be of the right kind."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from parley.deliver.reader import Fault
from parley.reading import PLOVER

LISTS = (
    *("reports", "entities", "statements", "events", "claims", "discrepancies", "dismissed", "passages", "origins"),
    *("issues", "decisions"),
)
"""Lists whose records have an id; tracks have one too."""

REFERENCES = (
    ("reports", "origin", "origins"),
    ("entities", "party", "entities"),
    ("statements", "speaker", "entities"),
    ("statements", "via", "entities"),
    ("statements", "issues", "issues"),
    ("statements", "wordings.report", "reports"),
    ("events", "participants.entity", "entities"),
    ("claims", "statements", "statements"),
    ("claims", "events", "events"),
    ("claims", "reports", "reports"),
    ("claims", "origins", "origins"),
    ("origins", "reports", "reports"),
    ("issues", "positions.party", "entities"),
    ("issues", "positions.by", "entities"),
    ("issues", "positions.account", "entities"),
    ("issues", "positions.statements", "statements"),
    ("issues", "positions.moved.statements", "statements"),
    ("issues", "gaps.parties", "entities"),
    ("issues", "named", "entities"),
    ("tracks", "parties", "entities"),
    ("tracks", "participants", "entities"),
    ("tracks", "events", "events"),
    ("timeline", "refs", "statements events"),
    ("timeline", "reports", "reports"),
    ("brief", "refs", "claims statements events discrepancies issues tracks passages entities"),
    ("problems", "report", "reports"),
    (
        *("decisions", "things"),
        "entities statements events claims discrepancies dismissed passages origins issues tracks reports",
    ),
)
"""List, path of the key in its records, lists in which the id must stand."""


@dataclass(frozen=True, slots=True)
class _Named:
    at: str
    id: str


def reference_faults(parsed: dict[str, object]) -> list[Fault]:
    """Faults of a parsed dossier in ids and in what they point to."""
    ids = {name: [item["id"] for _, item in _records(parsed, name) if "id" in item] for name in (*LISTS, "tracks")}
    known = {name: {value for value in values if isinstance(value, str)} for name, values in ids.items()}
    faults = [*_twice(known, ids), *_unproven(parsed), *_origins(parsed), *_types(parsed)]
    for name, path, targets in REFERENCES:
        allowed = [known[target] for target in targets.split()]
        wanted = targets.replace(" ", ", ")
        for found in _named(parsed, name, path):
            if not any(found.id in ids_there for ids_there in allowed):
                faults.append(Fault(found.at, f"names {found.id!r}, which is not among the {wanted}"))
    return faults


def _records(parsed: dict[str, object], name: str) -> Iterator[tuple[int, dict[str, object]]]:
    value = parsed.get(name)
    for place, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, dict):
            yield place, item


def _named(parsed: dict[str, object], name: str, path: str) -> Iterator[_Named]:
    """Every id that stands at this path; wrong types are another check's business."""
    for place, item in _records(parsed, name):
        yield from _along(item, path.split("."), f"{name}[{place}]")


def _along(item: dict[str, object], steps: list[str], at: str) -> Iterator[_Named]:
    value, at = item.get(steps[0]), f"{at}.{steps[0]}"
    if isinstance(value, str) and len(steps) == 1:
        yield _Named(at, value)
    for place, part in enumerate(value if isinstance(value, list) else ()):
        if isinstance(part, str) and len(steps) == 1:
            yield _Named(f"{at}[{place}]", part)
        elif isinstance(part, dict) and len(steps) > 1:
            yield from _along(part, steps[1:], f"{at}[{place}]")


def _twice(known: dict[str, set[str]], ids: dict[str, list[object]]) -> Iterator[Fault]:
    for name, values in ids.items():
        counts = Counter(value for value in values if isinstance(value, str) and value in known[name])
        for value, count in counts.items():
            if count > 1:
                yield Fault(name, f"has {count} records with the id {value!r}")


PROOF = (
    ("entities", "mentions", 1),
    ("statements", "wordings", 1),
    ("statements", "wordings.content", 1),
    ("events", "evidence", 1),
    ("claims", "evidence", 1),
    ("discrepancies", "values", 2),
    ("discrepancies", "values.evidence", 1),
    ("dismissed", "values", 2),
    ("dismissed", "values.evidence", 1),
    ("passages", "spans", 2),
    ("origins", "reports", 1),
    ("issues", "positions.evidence", 1),
    ("issues", "positions.moved.evidence", 1),
    ("issues", "gaps.parties", 1),
    ("issues", "gaps.evidence", 1),
    ("tracks", "evidence", 1),
    ("brief", "evidence", 1),
)
"""List, path of a list in its records, and the least that must stand in it: nothing enters a dossier without proof."""


def _unproven(parsed: dict[str, object]) -> Iterator[Fault]:
    for name, path, least in PROOF:
        for place, item in _records(parsed, name):
            for at, value in _lists(item, path.split("."), f"{name}[{place}]"):
                if len(value) < least:
                    yield Fault(at, f"has {len(value)} entries and needs {least} or more")


def _lists(item: dict[str, object], steps: list[str], at: str) -> Iterator[tuple[str, list[object]]]:
    value, at = item.get(steps[0]), f"{at}.{steps[0]}"
    if not isinstance(value, list):
        return
    if len(steps) == 1:
        yield at, value
        return
    for place, part in enumerate(value):
        if isinstance(part, dict):
            yield from _lists(part, steps[1:], f"{at}[{place}]")


def _origins(parsed: dict[str, object]) -> Iterator[Fault]:
    """Every report stands in exactly one origin, and says which."""
    held: dict[str, list[object]] = {}
    for _, origin in _records(parsed, "origins"):
        reports = origin.get("reports")
        for report in reports if isinstance(reports, list) else ():
            if isinstance(report, str):
                held.setdefault(report, []).append(origin.get("id"))
    for place, report in _records(parsed, "reports"):
        name = report.get("id")
        origins = held.get(name, []) if isinstance(name, str) else []
        if len(origins) != 1:
            yield Fault(f"reports[{place}]", f"stands in {len(origins)} origins, not in exactly one")
        elif report.get("origin") != origins[0]:
            yield Fault(f"reports[{place}].origin", f"is {report.get('origin')!r}, but {origins[0]!r} lists the report")


def _types(parsed: dict[str, object]) -> Iterator[Fault]:
    for place, event in _records(parsed, "events"):
        if isinstance(event.get("type"), str) and event["type"] not in PLOVER:
            yield Fault(f"events[{place}].type", f"is {event['type']!r}, which is no PLOVER event type")
