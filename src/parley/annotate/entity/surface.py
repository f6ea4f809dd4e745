"""The surface of a report: its words as flat lists, and for each where it stands; made once, read by the whole cast."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.annotate import gazetteer
from parley.annotate.entity.rolewords import people_words
from parley.annotate.nounphrases import NounPhrases, noun_phrases
from parley.annotate.parse import Parse
from parley.annotate.wordlists import words

_OPENING = frozenset({"“", "‘", '"', "'", "«", "„", "``", "(", "[", "‹", "*"})
_STARTS_AFTER = frozenset({":", "…", "...", "•", "·", "-", "*", "|", "/"})
_OBJECTS = frozenset({"DT", "PRP", "PRP$", "IN", "TO"})
"""What follows a verb rather than a noun in the plural ("aides" that was taken for a verb)."""
_FINAL = frozenset({".", "!", "?", "”", '"', "’", "'", "»"})
_WEAK_SHARE = 0.65
"""Share of the longer words of a line that begin with a capital letter, above which capitals mean nothing."""


@dataclass(frozen=True, slots=True)
class Surface:
    """A parse with lists by token: words, the same in lower case, tags, sentence, whether a capital means nothing."""

    parse: Parse
    words: Sequence[str]
    lower: list[str]
    tags: Sequence[str]
    sentence: Sequence[int]
    """Index of the sentence of each token, -1 outside running text."""
    initial: Sequence[bool]
    """Whether a token is the first word of a sentence, quotation or clause after a colon."""
    weak: frozenset[int]
    """Sentences written In Title Case or IN CAPITALS."""
    phrases: NounPhrases
    small: frozenset[str]
    """Every word that the report writes small somewhere."""
    starts: Sequence[int]
    """Where outermost quotations start, in order."""
    ends: Sequence[int]
    """Where they end."""
    listed: Sequence[gazetteer.Match]
    """What the gazetteer finds in the words."""

    def capital(self, index: int) -> bool:
        """Whether a token is written like a name."""
        word = self.words[index]
        return word[0].isupper() or ("-" in word and _particle_name(word))

    def text(self, first: int, last: int) -> str:
        """The words from one token to before another, as they stand."""
        tokens = self.parse.tokens
        return self.parse.report.text[tokens[first].start : tokens[last - 1].end]

    def block(self, index: int) -> int:
        """Index of the block of a token."""
        return self.parse.sentences[self.sentence[index]].block

    def quotation(self, index: int) -> int:
        """Index among the outermost quotations of the one that a token stands in, or -1."""
        start = self.parse.tokens[index].start
        place = bisect_right(self.starts, start) - 1
        return place if place >= 0 and start < self.ends[place] else -1


def surface(parse: Parse) -> Surface:
    """Lists for a parse; linear in the number of tokens."""
    written, lower = parse.words, parse.lowered
    listed = gazetteer.find(written)
    sentence = [-1] * len(written)
    initial = [False] * len(written)
    weak: set[int] = set()
    for number, bounds in enumerate(parse.sentences):
        for index in range(bounds.first, bounds.last):
            sentence[index] = number
        _mark_initial(written, initial, (bounds.first, bounds.last))
        heading = parse.report.blocks[bounds.block].kind in {"title", "subtitle", "heading"}
        if _is_weak(written, (bounds.first, bounds.last), heading=heading):
            weak.add(number)
    tags = [token.tag for token in parse.tokens]
    for index in _certain_names(listed, lower):
        tags[index] = "NNP"
    for index in range(len(tags) - 1):
        verb = tags[index] == "VBZ" and tags[index + 1] in _OBJECTS
        if tags[index] in {"NN", "VBZ", "JJ", "RB"} and not verb and lower[index] in people_words():
            tags[index] = "NNS"
    outer = [quotation for quotation in parse.quotations if quotation.depth == 0]
    return Surface(
        parse,
        written,
        lower,
        tags,
        sentence,
        initial,
        frozenset(weak),
        noun_phrases(parse, tags),
        frozenset(word for word in written if word.islower()),
        [quotation.start for quotation in outer],
        [quotation.end for quotation in outer],
        listed,
    )


def _certain_names(listed: Sequence[gazetteer.Match], lower: list[str]) -> Iterator[int]:
    """Tokens of names that the gazetteer knows for sure, whatever the tagger makes of them."""
    for match in listed:
        sure = not match.entry.ambiguous and match.entry.form not in {"adjective", "demonym"}
        if sure and not (match.end == match.start + 1 and lower[match.start] in words("contexts", "small")):
            yield from range(match.start, match.end)


def _particle_name(word: str) -> bool:
    """Whether a hyphenated word is a name with a small first part ("al-Rashid")."""
    first, _, rest = word.partition("-")
    return rest[:1].isupper() and first in words("persons", "particles")


def _mark_initial(written: Sequence[str], initial: list[bool], bounds: tuple[int, int]) -> None:
    start = True
    for index in range(*bounds):
        word = written[index]
        if start and (word[0].isalnum()):
            initial[index] = True
            start = False
        elif word in _STARTS_AFTER or word in _OPENING:
            start = True


def _is_weak(written: Sequence[str], bounds: tuple[int, int], *, heading: bool) -> bool:
    """Whether nearly all longer words of a sentence begin with a capital letter."""
    long = [word for word in written[slice(*bounds)] if len(word) > 3 and word[0].isalpha()]
    if all(word.isupper() for word in long) and long:
        return len(long) > 1 or heading
    if heading:
        return all(word[0].isupper() for word in long)
    capitals = sum(word[0].isupper() for word in long)
    return len(long) > 2 and capitals >= _WEAK_SHARE * len(long) and written[bounds[1] - 1] not in _FINAL
