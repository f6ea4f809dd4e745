"""Small stories for the tests of compose: one sentence a report, its attributions given by their words."""

import re
from dataclasses import dataclass

from parley.reading import Attribution, Engine, LocalEvent, Reading, Sentence, Stance, Token
from parley.report import Block, Report, Sighting, Span, stable_id
from parley.story import Entity, Statement, Story, Wording

ENGINE = Engine("test", "1")

PARTIES = {"Ostmark": ("Ostmark", "Ostish officials"), "Varnia": ("Varnia", "Varnian officials")}


@dataclass(frozen=True)
class Line:
    """One sentence of a report; `said` is the content of its attribution, `cue` and `speaker` belong to it."""

    text: str
    speaker: str | None = None
    cue: str = "said"
    said: str | None = None
    stance: Stance | None = None
    tags: str = ""
    """Penn tags of its words and marks in order, parted by spaces; without them the reading has no tokens."""


def report(number: int, text: str) -> Report:
    sighting = Sighting(f"{number}.txt", None, f"Outlet {number}", "0" * 64)
    block = Block(0, len(text), "paragraph")
    return Report(
        stable_id("r", text), text, (sighting,), (block,), f"Outlet {number}", published=f"2031-03-0{number + 1}"
    )


def reading(number: int, line: Line) -> Reading:
    made = report(number, line.text)
    tokens = _tokens(line)
    sentences = _sentences(line.text, tokens)
    attributions: tuple[Attribution, ...] = ()
    if line.said:
        attributions = (
            Attribution(
                source=_span(made, line.speaker) if line.speaker else None,
                cue=_span(made, line.cue),
                content=(_span(made, line.said),),
                kind="indirect",
                speaker=0,
                sentence=0,
                stance=line.stance,
            ),
        )
    return Reading(made, ENGINE, tokens=tokens, sentences=sentences, attributions=attributions)


def story(*lines: Line) -> Story:
    """A story of one-sentence reports in which Ostmark and Varnia are parties, by every word that names them."""
    readings = tuple(reading(number, line) for number, line in enumerate(lines))
    entities = tuple(_party(name, words, readings) for name, words in PARTIES.items())
    statements = tuple(_statement(r, line) for r, line in zip(readings, lines, strict=True) if r.attributions)
    return Story(readings, entities, statements)


def event(made: Reading, words: str, kind: str = "CONSULT") -> LocalEvent:
    span = _span(made.report, words)
    return LocalEvent(kind, span, span, (), "happened", 0)


def _party(name: str, words: tuple[str, ...], readings: tuple[Reading, ...]) -> Entity:
    spans = [
        Span(r.report.id, at, at + len(word)) for r in readings for word in words for at in _places(r.report.text, word)
    ]
    return Entity(f"party-{name.lower()}", name, "party", None, (), tuple(sorted(spans)), ())


def _sentences(text: str, tokens: tuple[Token, ...]) -> tuple[Sentence, ...]:
    """A sentence up to each full stop; a text without tokens is one sentence."""
    ends = [place for place, token in enumerate(tokens, 1) if token.tag == "."] or [len(tokens)]
    firsts = [0, *ends[:-1]]
    if not tokens:
        return (Sentence(0, len(text), 0, 0, 0),)
    pairs = zip(firsts, ends, strict=True)
    return tuple(Sentence(tokens[first].start, tokens[end - 1].end, first, end, 0) for first, end in pairs)


def _tokens(line: Line) -> tuple[Token, ...]:
    words = list(re.finditer(r"\w+|[^\w\s]", line.text))
    tags = line.tags.split()
    assert len(tags) in {0, len(words)}, (len(words), len(tags))
    return tuple(Token(w.start(), w.end(), tag) for w, tag in zip(words, tags, strict=False))


def _places(text: str, word: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found


def _span(made: Report, words: str) -> Span:
    at = made.text.index(words)
    return Span(made.id, at, at + len(words))


def _statement(made: Reading, line: Line) -> Statement:
    attribution = made.attributions[0]
    speaker = next(
        (f"party-{name.lower()}" for name, words in PARTIES.items() if line.speaker and line.speaker.startswith(words)),
        None,
    )
    wording = Wording(
        made.report.id, attribution.source, attribution.cue, attribution.content, "first", "indirect", None, 0
    )
    return Statement(stable_id("s", made.report.id), speaker, "indirect", made.report.day, None, None, (wording,))
