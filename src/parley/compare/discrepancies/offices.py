"""Offices: what a role says that somebody is, of what and on which step, and which two nobody holds at once."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parley.compare.words import fold, stem

NEAR = 3
"""So many words before an office may set it apart or put it on the step below."""
FAR = 8
"""So many words after an office may say what it is an office of."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a role words it: `fields` of a ministry, `below` for a deputy."""

    head: str
    fields: frozenset[str]
    below: bool
    own: frozenset[str] = frozenset()
    """Stems that say what it is an office of where `offices.toml` knows no field: "region" for the regions."""

    @property
    def name(self) -> str:
        """The office in plain words."""
        return " ".join((*(("deputy",) if self.below else ()), *sorted(self.fields or self.own), self.head))


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Heads that nobody is at once: in one `body`, for one `field`, or anywhere."""

    heads: frozenset[str]
    body: bool
    field: bool


@dataclass(frozen=True, slots=True)
class Lists:
    """`lexicon/offices.toml`."""

    apart: frozenset[str]
    below: tuple[str, ...]
    links: frozenset[str]
    small: frozenset[str]
    changed: frozenset[str]
    heads: Mapping[str, str]
    """Words of an office, folded, to its head."""
    exclusive: tuple[Exclusive, ...]
    fields: Mapping[str, str]
    together: tuple[frozenset[str], ...]


def office(text: str) -> Office | None:
    """The office that words give to somebody; None where they give none or set it apart ("former", "acting").

    The first office counts: in "adviser to the finance minister" it is the adviser's.
    """
    parts = fold(text.replace("-", " ")).replace(".", "").split()
    for at in range(_owned(parts), len(parts)):
        held = _head(parts, at)
        if held is not None:
            return _office(parts, at, held[0], held[1])
    return None


def _owned(parts: Sequence[str]) -> int:
    """Where an office begins after the last possessive, if one does ("the president's envoy" is an envoy)."""
    for at in range(len(parts), 0, -1):
        if parts[at - 1].endswith("'s") and any(_head(parts, after) for after in range(at, len(parts))):
            return at
    return 0


def excluded(a: Office, b: Office, *, one_body: bool = True) -> str | None:
    """Why nobody holds both offices, or None; `one_body` is False where they are known to be of two bodies."""
    if a == b:
        return None
    fields = bool(a.fields & b.fields)
    if {a.head, b.head} <= _MINISTERS:
        return _ministers(a, b, same=fields)
    if a.head == b.head:
        steps = a.below != b.below and one_body and a.fields == b.fields
        return f"nobody is {a.head} and deputy at once" if steps else None
    for each in _lists().exclusive:
        if {a.head, b.head} <= each.heads and not (a.below or b.below):
            if (each.body and not one_body) or (each.field and not fields):
                continue
            return f"nobody is {a.name} and {b.name} at once"
    return None


def one_field(a: Office, b: Office) -> bool:
    """Whether the fields of two offices are one, or often one ministry's."""
    return bool(a.fields & b.fields) or any(a.fields & each and b.fields & each for each in _lists().together)


def leads_on(word: str) -> bool:
    """Whether a word after an office leads to what it is an office of."""
    return word in _lists().links


def changes(words: Sequence[str]) -> bool:
    """Whether folded words speak of a change of office."""
    return not _lists().changed.isdisjoint(words)


_MINISTERS = frozenset({"minister", "junior"})


def _ministers(a: Office, b: Office, *, same: bool) -> str | None:
    """Two ministries, or two steps of one; a deputy of one ministry may be called by another name elsewhere."""
    steps = [each.below or each.head == "junior" for each in (a, b)]
    if not a.fields and not b.fields and a.own & b.own:
        return f"nobody is {a.name} and {b.name} at once" if steps[0] != steps[1] else None
    if not a.fields or not b.fields:
        return None
    if steps[0] != steps[1]:
        return f"nobody is {a.name} and {b.name} at once" if same else None
    return None if one_field(a, b) else f"nobody is {a.name} and {b.name} at once"


def _head(parts: Sequence[str], at: int) -> tuple[str, int] | None:
    """The head that begins at a word, and of how many words; the longest."""
    heads = _lists().heads
    for length in (4, 3, 2, 1):
        found = heads.get(" ".join(parts[at : at + length]))
        if found and at + length <= len(parts):
            return found, length
    return None


def _office(parts: Sequence[str], at: int, head: str, length: int) -> Office | None:
    lists = _lists()
    before = parts[max(0, at - NEAR - 1) : at]
    if head == "other" or not lists.apart.isdisjoint(before[-NEAR:]):
        return None
    fields = _before(parts[: at + length]) | _after(parts[at + length :])
    plain = [word for word in before if word not in lists.fields][-2:]
    told = f" {' '.join(plain)} "
    below = any(f" {each} " in told for each in lists.below)
    own = _own(parts, at, at + length) if head in _MINISTERS and not fields else frozenset[str]()
    return Office(head, fields, below, own)


def _own(parts: Sequence[str], at: int, end: int) -> frozenset[str]:
    """Stems right before a minister and right after the word that leads on, of no field that is known."""
    lists = _lists()
    idle = lists.small | lists.links | {word for each in lists.below for word in each.split()}
    before = [word for word in parts[max(0, at - 1) : at] if word.isalpha() and word not in idle]
    after = [word for word in parts[end + 1 : end + NEAR] if word.isalpha() and word not in idle]
    led = after[:1] if end < len(parts) and parts[end] in lists.links else []
    return frozenset(stem(word) for word in (*before, *led))


def _before(parts: Sequence[str]) -> frozenset[str]:
    """Fields right before an office, or in its own words ("health secretary")."""
    lists = _lists()
    found: set[str] = set()
    for word in reversed(parts):
        if word in lists.fields:
            found.add(lists.fields[word])
        elif found and word != "and":
            break
    return frozenset(found) if len(parts) < FAR or found else frozenset()


def _after(parts: Sequence[str]) -> frozenset[str]:
    """Fields that follow an office with "of" or "for", joined by "and"."""
    lists = _lists()
    if not parts or parts[0] not in lists.links:
        return frozenset()
    found: set[str] = set()
    for word in parts[1:FAR]:
        if word in lists.fields:
            found.add(lists.fields[word])
        elif word not in lists.small and word != "affairs":
            break
    return frozenset(found)


@cache
def _lists() -> Lists:
    data = tomllib.loads(files("parley.compare").joinpath("lexicon/offices.toml").read_text("utf-8"))
    heads = {fold(word.replace("-", " ")): head for head, words in data["heads"].items() for word in words}
    return Lists(
        apart=frozenset(data["apart"]),
        below=tuple(data["below"]),
        links=frozenset(data["links"]),
        small=frozenset(data["small"]),
        changed=frozenset(data["changed"]),
        heads=heads,
        exclusive=tuple(
            Exclusive(frozenset(row["heads"]), bool(row.get("body")), bool(row.get("field")))
            for row in data["exclusive"]
        ),
        fields={word: field for field, words in data["fields"].items() for word in words},
        together=tuple(frozenset(row["fields"]) for row in data["together"]),
    )
