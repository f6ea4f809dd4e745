"""What one report knows of each of its entities, gathered from its reading for the comparison."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from parley.compare import vocabulary
from parley.compare.names import bare
from parley.compare.words import stem, words
from parley.reading import Kind, LocalEntity, Mention, Reading
from parley.report import Span

RUN = 5
"""Words in a row, within quotation marks, by which what two reports quote is known again."""

_PARTS = re.compile(r"\s*(?:,|;|/|\band\b|\bas well as\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a local entity stands: the report and the key in its reading."""

    report: str
    key: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling of a name or description, and where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Titled:
    """A role as worded, and the keys of its parts ("foreign minister" and "chief negotiator")."""

    text: str
    span: Span
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A local entity with its mentions by form, its roles and the party that its report gives it."""

    place: Place
    kind: Kind
    name: str | None
    description: str | None
    code: str | None
    plural: bool
    mentions: tuple[Span, ...]
    spellings: tuple[Spelling, ...]
    """Names and metonyms, without adjectives made from them."""
    descriptions: tuple[Spelling, ...]
    roles: tuple[Titled, ...]
    described: tuple[str, ...]
    """Keys of the roles that its descriptions name."""
    definite: bool
    """Whether a description is definite: "the envoy", "Ostland's envoy"; never "an envoy"."""
    party: Place | None
    """The body or party that it belongs to, by its report."""
    said: frozenset[str] = frozenset()
    """Runs of words that its report quotes it with."""
    bargains: bool = False
    """Whether it is a body of members that takes a stance, so that its people are its own though it is no side."""


def known(reading: Reading) -> tuple[Known, ...]:
    """Each entity of a reading that has a mention, in the order of their keys."""
    mentions: dict[int, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        mentions[mention.entity].append(mention)
    named, said = _Named(reading), _said(reading)
    found = (_known(named, entity, mentions[entity.key]) for entity in reading.entities if mentions[entity.key])
    return tuple(replace(each, said=frozenset(said[each.place.key])) for each in found)


def _said(reading: Reading) -> Mapping[int, set[str]]:
    """Runs of quoted words by the key of their speaker."""
    found: dict[int, set[str]] = defaultdict(set)
    outer = [quotation for quotation in reading.quotations if quotation.depth == 0]
    for attribution in reading.attributions:
        for span in attribution.content if attribution.speaker is not None else ():
            at = bisect_left(outer, span.start, key=lambda quotation: quotation.end)
            while at < len(outer) and outer[at].start < span.end:
                start, end = max(span.start, outer[at].inner_start), min(span.end, outer[at].inner_end)
                heard = [word.text for word in words(reading.report.text, start, end)] if start < end else []
                runs = (" ".join(heard[i : i + RUN]) for i in range(len(heard) - RUN + 1))
                found[attribution.speaker or 0].update(runs)
                at += 1
    return found


class _Named:
    """A reading with the places of its names, so that a role can be told from the names inside it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names = sorted(m.span for m in reading.mentions if m.form in {"name", "metonym"})
        self.starts = [span.start for span in self.names]
        parties = {entity.key for entity in reading.entities if entity.kind == "party"}
        sides = {
            reading.report.quote(m.span) for m in reading.mentions if m.entity in parties and m.form != "description"
        }
        self.sides = frozenset(word.text for side in sorted(sides) for word in words(side))

    def inside(self, span: Span) -> list[Span]:
        """Names that stand inside a span, but do not fill it."""
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end)
        return [name for name in self.names[first:last] if span.covers(name) and name != span]

    def keys(self, span: Span) -> tuple[str, ...]:
        """Keys of the roles in a span: stems of their words, without names, vague and small words."""
        text = self.reading.report.text
        cut = self.inside(span)
        lists = vocabulary.roles()
        found: list[str] = []
        at = span.start
        for part in _PARTS.split(text[span.start : span.end]):
            at = text.index(part, at)
            inner = words(text, at, at + len(part))
            kept = [w for w in inner if not any(name.start <= w.start < name.end for name in cut)]
            plain = [w for w in kept if w.text not in lists.small | lists.vague | self.sides]
            found.append(" ".join(sorted({stem(w.text) for w in plain})))
            at += len(part)
        return tuple(dict.fromkeys(key for key in found if key))

    def adjective(self, span: Span) -> bool:
        """Whether a name stands before a noun as an adjective ("Ostish officials"), which is no spelling of it."""
        tokens = self.reading.tokens
        last = bisect_left(tokens, span.end, key=lambda token: token.end)
        if last >= len(tokens) or tokens[last].tag.startswith("JJ"):
            return last < len(tokens)
        word = self.reading.report.quote(span)
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        joined = following is not None and self.reading.report.text[span.end : following.start] == " "
        return joined and not word.isupper() and following is not None and following.tag.startswith("NN")


def _known(named: _Named, entity: LocalEntity, mentions: list[Mention]) -> Known:
    reading = named.reading
    quote = reading.report.quote
    ordered = sorted(mentions, key=lambda mention: mention.span)
    names = [m for m in ordered if m.form in {"name", "metonym"}]
    if entity.kind == "party":
        names = [m for m in names if m.form == "metonym" or _spells(entity, m, named)]
    described = [m.span for m in ordered if m.form == "description"]
    report = reading.report.id
    belongs = entity.party if entity.party is not None else entity.body
    return Known(
        place=Place(report, entity.key),
        kind=entity.kind,
        name=bare(entity.name) if entity.name else None,
        description=entity.description,
        code=entity.code,
        plural=entity.plural,
        mentions=tuple(m.span for m in ordered),
        spellings=tuple(Spelling(bare(quote(m.span)), m.span) for m in names),
        descriptions=tuple(Spelling(bare(quote(span)), span) for span in described),
        roles=tuple(Titled(bare(quote(span)), span, named.keys(span)) for span in sorted(entity.roles)),
        described=tuple(dict.fromkeys(role for span in described for role in named.keys(span))),
        definite=any(_definite(named, span) for span in described),
        party=Place(report, belongs) if belongs is not None else None,
    )


def _spells(entity: LocalEntity, mention: Mention, named: _Named) -> bool:
    text = bare(named.reading.report.quote(mention.span))
    return text.casefold() == (entity.name or "").casefold() or not named.adjective(mention.span)


def _definite(named: _Named, span: Span) -> bool:
    text = named.reading.report.text
    first = text[span.start : span.end].split(maxsplit=1)[0].casefold()
    before = text[max(0, span.start - 4) : span.start].casefold()
    if (
        first in {"a", "an", "one", "some", "another"}
        or before.endswith((" a ", " an "))
        or before.strip() in {"a", "an"}
    ):
        return False
    return first in {"the", "its", "their", "his", "her"} or before.endswith("the ") or bool(named.inside(span))


def by_place(all_known: Mapping[str, tuple[Known, ...]]) -> dict[Place, Known]:
    """Every local entity by its place."""
    return {each.place: each for one in all_known.values() for each in one}
