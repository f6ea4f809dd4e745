"""A language model on this machine as an engine: it is asked for attributions, and everything else stays as it is.

Of what it answers nothing reaches a reading but places in the report, and a stance out of a fixed list. What does not
stand in the report letter for letter is refused, and a passage without a usable answer is read by the rules.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from parley.annotate.cast import Cast
from parley.annotate.encoder.parsing import encoded
from parley.annotate.engine import WEIGHTS, Encoder
from parley.annotate.outside.answers import Misshapen, Row, models
from parley.annotate.outside.asking import SECONDS, Model
from parley.annotate.outside.loopback import Address, NoAnswer, address, exchange
from parley.annotate.outside.passages import CHARACTERS, Passage, passages
from parley.annotate.outside.placing import Places, Unplaced
from parley.annotate.outside.rows import Rows, joined, nested, within
from parley.annotate.parse import Parse
from parley.annotate.stages import Stages, Told, problem, told
from parley.errors import UsageError
from parley.reading import Attribution, Engine, Reading, TimeExpression
from parley.report import Problem, Report

VERSION = "1"
"""Of the question and of how answers are taken."""

EMBEDDED = Encoder().engine
"""The engine that reads everything but the attributions, and these too where the model gives none that can be used."""

PATIENCE = 2
"""Passages in a row without an answer, after which the rest of a report is not asked about."""

_AT_START = 10.0
"""Seconds for the server to name its models."""


@dataclass(frozen=True, slots=True)
class Llm:
    """An engine that asks a model of a local server for the attributions of each passage."""

    server: Address
    model: str
    version: str
    seconds: float = SECONDS
    name: str = "llm"

    @property
    def engine(self) -> Engine:
        """Its name, with the model as the server names it and the version of the rules."""
        return Engine(self.name, self.version)

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """One reading for each report, in order."""
        stages = Stages(
            self.engine,
            parse=partial(encoded, weights=WEIGHTS),
            tell=partial(tell, Model(self.server, self.model, self.seconds)),
        )
        return map(stages.read, reports)


def llm_engine(where: str) -> Llm:
    """The engine of URL or URL#MODEL; raises UsageError where that is no local server, or none that answers."""
    url, _, wanted = where.partition("#")
    server = address(url)
    body = exchange(server, "GET", "/models", seconds=_AT_START)
    if isinstance(body, NoAnswer) and not body.heard:
        raise UsageError(f"Nothing answers at {server.shown}.", "Start the server first, or choose another engine.")
    known = () if isinstance(body, NoAnswer) else models(body)
    model = wanted or (known[0] if known else "")
    if not model or len(model) > 200 or not model.isprintable():
        raise UsageError(f"The server at {server.shown} names no model.", "Name one: llm:URL#MODEL.")
    if known and model not in known:
        listed = ", ".join(map(shown, known[:8]))
        raise UsageError(f"The server at {server.shown} has no model {model!r}; it has {listed}.", "Name one of these.")
    return Llm(server, model, f"{VERSION}; {shown(model)}; {EMBEDDED.name} {EMBEDDED.version}")


def shown(model: str) -> str:
    """A model's name in plain characters, without the folders of a path on this machine."""
    local = re.match(r"[/\\~.]|[A-Za-z]:[/\\]", model)
    return re.sub(r"[^\w.:/@+-]+", " ", re.split(r"[/\\]", model)[-1] if local else model).strip()[:100] or "unnamed"


def tell(model: Model, parse: Parse, cast: Cast, times: tuple[TimeExpression, ...]) -> Told:
    """The attributions of a report by a model, and by the rules where it gives none that can be used."""
    reader = _Reader(model, Rows(parse, cast, times))
    for passage in passages(parse):
        reader.read(passage)
    by_rules = told(parse, cast, times).attributions if reader.refused else ()
    left = [(passage.first, within(by_rules, passage.first, passage.last)) for passage in reader.refused]
    parts = [rows for _, rows in sorted([*reader.made, *left], key=lambda part: part[0])]
    return Told(joined(parts, parse), tuple(reader.problems))


@dataclass(slots=True)
class _Reader:
    """What has been told while the passages of a report are read one by one."""

    model: Model
    rows: Rows
    made: list[tuple[int, list[Attribution]]] = field(default_factory=list)
    """Attributions by the first sentence of their passage."""
    refused: list[Passage] = field(default_factory=list)
    """Passages left to the rules."""
    problems: list[Problem] = field(default_factory=list)
    silent: int = 0
    """Passages in a row to which no answer came."""

    def read(self, passage: Passage) -> None:
        """Ask about a passage, or leave it to the rules."""
        if self.silent >= PATIENCE:
            self._leave(passage, f"the server was not asked any more after {PATIENCE} passages without an answer")
        elif len(passage.text) > CHARACTERS:
            self._leave(passage, f"it is a sentence of more than {CHARACTERS} characters")
        else:
            answer = self.model.ask(passage)
            self.silent = self.silent + 1 if isinstance(answer, NoAnswer) and not answer.whole else 0
            if isinstance(answer, NoAnswer):
                self._leave(passage, f"the server {answer.reason}")
            else:
                self._take(passage, answer)

    def _take(self, passage: Passage, answer: tuple[Row, ...]) -> None:
        """Keep what stands in the passage; where nothing of several does, the passage is left to the rules."""
        places, kept = Places(passage), list[Attribution]()
        for number, row in enumerate(answer, 1):
            placed = Unplaced(row.reason) if isinstance(row, Misshapen) else places.place(row)
            if isinstance(placed, Unplaced):
                self._say(f"Attribution {number} that the model named in {passage.where} was refused: {placed.reason}.")
            else:
                kept.append(self.rows.row(placed))
        if answer and not kept:
            self._leave(passage, "nothing that the model named stands there")
        else:
            self.made.append((passage.first, nested(kept)))

    def _leave(self, passage: Passage, reason: str) -> None:
        self.refused.append(passage)
        where = passage.where
        self._say(f"{where[0].upper()}{where[1:]} was read by the engine {EMBEDDED.name}: {reason}.")

    def _say(self, reason: str) -> None:
        self.problems.append(problem(self.rows.parse.report, reason))
