"""Who speaks, as an entity: the entities of a reading against those of a story of the Parley corpus.

A mention of the reading votes for the gold mention that it shares most characters with, in proportion to both. Most
votes of its names decide which gold entity a local entity is; where it has none, most votes of its other mentions. But
where the report names that entity, a pronoun or description that was linked to no name is no speaker: `unlinked`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.check import Article
from corpus.marks import Mention, named
from parley.reading import Reading

OUTCOMES = ("right", "none", "unlinked", "wrong")
"""What may come of a speaker: `none` has no entity, `unlinked` is the right one by words that are linked to no name."""


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the local entities of a reading stand for, and which of them were found by words with a name of it."""

    entity: Mapping[int, str]
    linked: frozenset[int]
    named: frozenset[str]
    """Gold entities whose names stand in the report."""

    def outcome(self, speaker: int | None, gold: str) -> str:
        """One of OUTCOMES."""
        if speaker is None:
            return "none"
        if self.entity.get(speaker) != gold:
            return "wrong"
        return "unlinked" if gold in self.named and speaker not in self.linked else "right"


def known(article: Article, reading: Reading) -> Known:
    """Whom each local entity stands for; those that meet no gold mention stand for nobody."""
    text = article.marked.text
    names = list(named(text, article.names, ()))
    gold = sorted(
        [*article.marked.mentions, *named(text, article.names, article.marked.mentions)],
        key=lambda mention: (mention.start, mention.end, mention.entity),
    )
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    by_name: dict[int, Counter[str]] = defaultdict(Counter)
    bearers: set[tuple[int, str]] = set()
    for mention in reading.mentions:
        start, end = mention.span.start, mention.span.end
        chosen = _nearest(gold, start, end)
        if chosen is None:
            continue
        votes[mention.entity][chosen.entity] += 1
        if any(one.entity == chosen.entity and one.start < end and start < one.end for one in names):
            by_name[mention.entity][chosen.entity] += mention.form == "name"
            bearers.add((mention.entity, chosen.entity))
    entity = {key: _most(+by_name[key] or counted) for key, counted in votes.items()}
    linked = frozenset(key for key, chosen_entity in entity.items() if (key, chosen_entity) in bearers)
    return Known(entity, linked, frozenset(one.entity for one in names))


def _nearest(gold: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The gold mention that shares most with a stretch (characters shared of all of both); the first of equals."""

    def shared(mention: Mention) -> float:
        common = min(end, mention.end) - max(start, mention.start)
        return common / (max(end, mention.end) - min(start, mention.start))

    best = max(gold, key=shared, default=None)
    return best if best and shared(best) > 0 else None


def _most(votes: Counter[str]) -> str:
    return min(votes, key=lambda entity: (-votes[entity], entity))


def bears_name(article: Article, entity: str) -> bool:
    """Whether an entity of the story has a name and is no loose group, so that a reader can say who it is."""
    return entity in article.names.values() and article.kinds[entity] != "group"
