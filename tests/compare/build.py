"""Readings made by hand for tests: a report's words, then what stands in it, each found by its words."""

import re
from dataclasses import dataclass, field
from typing import Literal, get_args

from parley.reading import (
    Attribution,
    Directness,
    Engine,
    Form,
    Kind,
    LocalEntity,
    LocalEvent,
    Mention,
    Participant,
    Quantity,
    Quotation,
    Reading,
    Sentence,
    Stance,
    Status,
    TimeExpression,
    Token,
)
from parley.report import Block, BlockKind, Report, Sighting, Span

ENGINE = Engine("hand", "1")
KINDS: tuple[str, ...] = get_args(BlockKind)

_WORD = re.compile(r"\w+(?:[-.’'&]\w+)*|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[”\"’')]*|$)")
_QUOTED = re.compile(r"“([^”\n]+)”")
_TAGS = {
    **dict.fromkeys(("is", "has", "does", "says", "wants", "remains"), "VBZ"),
    **dict.fromkeys(("are", "have", "do", "say", "want", "remain"), "VBP"),
    **dict.fromkeys(("was", "were", "had", "said", "told", "met", "held", "began", "sent", "left", "took"), "VBD"),
    **dict.fromkeys(("will", "would", "may", "might", "can", "could", "must", "should"), "MD"),
    **dict.fromkeys(("the", "a", "an", "this", "that", "these"), "DT"),
    "its": "PRP$",
    **dict.fromkeys(("he", "she", "it", "they", "we", "i"), "PRP"),
    **dict.fromkeys(("and", "but", "or"), "CC"),
    **dict.fromkeys(("of", "in", "on", "at", "by", "with", "for", "from", "while", "as", "if", "after"), "IN"),
}


@dataclass
class Draft:
    """A report under way. Lines are paragraphs; "title: words" gives a line another kind of block.

    Every method finds its words in the text (`nth` from 0) and returns the index of what it added.
    """

    name: str
    lines: str
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    entities: list[LocalEntity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    events: list[LocalEvent] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)

    def __post_init__(self) -> None:
        kinds: list[BlockKind] = []
        words: list[str] = []
        for line in filter(None, (raw.strip() for raw in self.lines.splitlines())):
            head, _, rest = line.partition(": ")
            known = head in KINDS
            kinds.append(head if known else "paragraph")  # type: ignore[arg-type]
            words.append(rest if known else line)
        self.text = "\n".join(words)
        self.blocks: list[Block] = []
        at = 0
        for kind, line in zip(kinds, words, strict=True):
            self.blocks.append(Block(at, at + len(line), kind))
            at += len(line) + 1

    def span(self, words: str, nth: int = 0) -> Span:
        """Where the words stand."""
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return Span(self.name, at, at + len(words))

    def entity(
        self,
        kind: Kind,
        name: str | None,
        *words: str,
        roles: tuple[str, ...] = (),
        party: int | None = None,
        code: str | None = None,
        description: str | None = None,
        plural: bool = False,
        body: int | None = None,
    ) -> int:
        """An entity with the first place of each of the words (its name where none are given) as mentions."""
        key = len(self.entities)
        spans = tuple(self.span(role) for role in roles)
        self.entities.append(LocalEntity(key, kind, name, description, code, spans, party, plural, body))
        for each in words or tuple(filter(None, (name or description,))):
            self.mention(key, each, "name" if name and each in name else "description")
        return key

    def person(
        self,
        name: str,
        *words: str,
        roles: tuple[str, ...] = (),
        party: int | None = None,
        body: int | None = None,
    ) -> int:
        """A person; the words are places where the name stands."""
        return self.entity("person", name, *words, roles=roles, party=party, body=body)

    def party(self, name: str, *words: str, code: str | None = None) -> int:
        """A party of the negotiation; words other than its name are metonyms."""
        key = self.entity("party", name, code=code)
        for each in words:
            self.mention(key, each, "metonym")
        return key

    def mention(self, entity: int, words: str, form: Form = "name", nth: int = 0) -> int:
        """One more mention of an entity."""
        self.mentions.append(Mention(self.span(words, nth), entity, form))
        return len(self.mentions) - 1

    def time(
        self, words: str, first: str | None = None, last: str | None = None, value: str | None = None, nth: int = 0
    ) -> int:
        """A time expression, anchored where `first` is given."""
        shown = value or first or "XXXX"
        self.times.append(TimeExpression(self.span(words, nth), "DATE", shown, None, first, last or first))
        return len(self.times) - 1

    def period(
        self, words: str, shortest: float, longest: float, measures: str | None = None, *, value: str = "PXD"
    ) -> int:
        """A duration in days with what it measures."""
        span = self.span(words)
        thing = self.span(measures) if measures else None
        self.times.append(TimeExpression(span, "DURATION", value, None, None, None, shortest, longest, thing))
        return len(self.times) - 1

    def quantity(
        self, words: str, low: float, unit: str, high: float | None = None, *, thing: str | None = None, nth: int = 0
    ) -> int:
        """A number of things or an amount."""
        span = self.span(words, nth)
        counted = self.span(thing) if thing else None
        upper = low if high is None else high
        self.quantities.append(Quantity(span, low, upper, unit, counted, upper == low))
        return len(self.quantities) - 1

    def said(
        self,
        speaker: int | None,
        *content: str,
        source: str | None = None,
        cue: str | None = None,
        kind: Directness = "direct",
        time: int | None = None,
        medium: str | None = None,
        via: str | None = None,
        via_entity: int | None = None,
        stance: Stance | None = None,
        parent: int | None = None,
        nth: int = 0,
    ) -> int:
        """An attribution of the content to a speaker."""
        spans = tuple(self.span(words, nth) for words in content)
        self.attributions.append(
            Attribution(
                source=self._near(source, spans[0]),
                cue=self._near(cue, spans[0]),
                content=spans,
                kind=kind,
                speaker=speaker,
                sentence=self._sentence(spans[0].start),
                via=self.span(via) if via else None,
                via_entity=via_entity,
                medium=self.span(medium) if medium else None,
                stance=stance,
                time=time,
                parent=parent,
            )
        )
        return len(self.attributions) - 1

    def event(
        self,
        kind: str,
        evidence: str,
        trigger: str,
        *who: int,
        status: Status = "happened",
        place: int | None = None,
        time: int | None = None,
        role: Literal["actor", "recipient", "participant"] = "participant",
        nth: int = 0,
    ) -> int:
        """An event whose participants are entities that the evidence names."""
        span = self.span(evidence, nth)
        at = self.text.index(trigger, span.start)
        word = Span(self.name, at, at + len(trigger))
        taking = tuple(Participant(key, role, self._mentioned(key, span)) for key in who)
        self.events.append(LocalEvent(kind, word, span, taking, status, self._sentence(span.start), place, time))
        return len(self.events) - 1

    def reading(self) -> Reading:
        """The finished reading."""
        tokens = _tokens(self.text)
        return Reading(
            report=self.report(),
            engine=ENGINE,
            tokens=tokens,
            sentences=self._sentences(tokens),
            quotations=tuple(
                Quotation(m.start(), m.end(), m.start(1), m.end(1), 0) for m in _QUOTED.finditer(self.text)
            ),
            entities=tuple(self.entities),
            mentions=tuple(sorted(self.mentions, key=lambda mention: mention.span)),
            attributions=tuple(self.attributions),
            events=tuple(self.events),
            times=tuple(self.times),
            quantities=tuple(self.quantities),
        )

    def report(self) -> Report:
        """The report alone."""
        sighting = Sighting(f"{self.name}.txt", None, self.outlet, "0" * 64)
        title = next((self.text[b.start : b.end] for b in self.blocks if b.kind == "title"), None)
        return Report(
            id=self.name,
            text=self.text,
            sightings=(sighting,),
            blocks=tuple(self.blocks),
            outlet=self.outlet,
            author=self.author,
            title=title,
            published=self.published,
            language="en",
        )

    def _near(self, words: str | None, content: Span) -> Span | None:
        """The place of the words that is nearest to the content."""
        if words is None:
            return None
        starts = [m.start() for m in re.finditer(re.escape(words), self.text)]
        at = min(starts, key=lambda start: abs(start - content.start))
        return Span(self.name, at, at + len(words))

    def _mentioned(self, key: int, within: Span) -> Span:
        spans = [m.span for m in self.mentions if m.entity == key]
        return next((span for span in spans if within.covers(span)), spans[0] if spans else within)

    def _sentence(self, offset: int) -> int:
        spans = [(s.start, s.end) for s in self._sentences(_tokens(self.text))]
        return next((i for i, (start, end) in enumerate(spans) if start <= offset < end), 0)

    def _sentences(self, tokens: tuple[Token, ...]) -> tuple[Sentence, ...]:
        found: list[Sentence] = []
        for number, block in enumerate(self.blocks):
            for match in _SENTENCE.finditer(self.text, block.start, block.end):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                inside = [i for i, t in enumerate(tokens) if start <= t.start < match.end()]
                if inside:
                    found.append(Sentence(start, match.end(), inside[0], inside[-1] + 1, number))
        return tuple(found)


def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(Token(m.start(), m.end(), _tag(m[0])) for m in _WORD.finditer(text))


def _quotation(match: re.Match[str]) -> Quotation:
    return Quotation(match.start(), match.end(), match.start(1), match.end(1), 0)


def _tag(word: str) -> str:
    low = word.lower()
    if low in _TAGS:
        return _TAGS[low]
    if not word[0].isalnum():
        return word
    if word[0].isdigit():
        return "CD"
    if word[0].isupper():
        return "NNP"
    endings = (("ing", "VBG"), ("ed", "VBD"), ("ly", "RB"), ("s", "NNS"))
    return next((tag for ending, tag in endings if low.endswith(ending)), "NN")
