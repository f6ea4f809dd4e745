"""Adjectives and peoples that name a side inside a noun phrase ("Varnian troops"), by the entity of their state."""

from collections.abc import Mapping
from itertools import chain

from parley.annotate.cast import Cast
from parley.annotate.gazetteer import demonym_of, lookup
from parley.annotate.parse import Parse

_TAGS = frozenset({"JJ", "NNP", "NNPS", "NN", "NNS"})
_FORMS = frozenset({"adjective", "demonym", "abbreviation", "name"})


def adjectives(parse: Parse, cast: Cast) -> Mapping[int, int]:
    """Entity by token, for words with a capital that are no mention themselves."""
    mentioned = frozenset(
        chain.from_iterable(
            range(parse.at(m.span.start), parse.at(m.span.end)) for m in cast.mentions if m.form != "pronoun"
        )
    )
    known: dict[str, int | None] = {}
    sides = _Sides(cast)
    found: dict[int, int] = {}
    for sentence in parse.sentences:
        for index in range(sentence.first, sentence.last):
            word = parse.word(index)
            if parse.tokens[index].tag not in _TAGS or not word[0].isupper() or len(word) < 2:
                continue
            head = word.split("-")[0] if "-" in word else word
            if index in mentioned and head == word:
                continue
            if head not in known:
                known[head] = sides.of(head)
            side = known[head]
            if side is not None:
                found[index] = side
    return found


class _Sides:
    """The parties of a report by code and name."""

    def __init__(self, cast: Cast) -> None:
        parties = [entity for entity in cast.entities if entity.kind == "party"]
        self.by_code = {entity.code: entity.key for entity in reversed(parties) if entity.code}
        self.by_name = {entity.name: entity.key for entity in reversed(parties) if entity.name}

    def of(self, word: str) -> int | None:
        """The party that a word names."""
        entry = lookup(word)
        if entry is not None:
            if entry.form not in _FORMS or (entry.ambiguous and entry.form == "name"):
                return None
            return self.by_code.get(entry.polity.code, self.by_name.get(entry.polity.name))
        base = demonym_of(word, self.by_name)
        return self.by_name[base] if base else None
