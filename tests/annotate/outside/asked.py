"""Reports read by the engine that asks a language model, for its tests: with a server, or with its answer put in."""

import json
from unittest.mock import patch

from parley.annotate.engine import Encoder
from parley.annotate.outside import asking
from parley.annotate.outside.llm import Llm
from parley.annotate.outside.loopback import Address
from parley.reading import Attribution, Reading
from tests.annotate.outside.server import Served, attributed, serving
from tests.annotate.told import report_of

TEXT = (
    "“We are ready to talk,” Anna Berg, the mayor of Holm, said on Monday, 3 March 2031.\n\n"
    "She rejected any plan that would close the port. The union’s demands were “a joke”, she told Radio Norra."
)
SAID = {"source": "Anna Berg, the mayor of Holm,", "cue": "said", "content": ["“We are ready to talk,”"]}
REJECTED = {
    "source": "She",
    "cue": "rejected",
    "content": ["any plan that would close the port"],
    "stance": "rejects",
}


def engine(served: Served, seconds: float = 5.0) -> Llm:
    return Llm(Address("127.0.0.1", served.port, "/v1"), "tiny-1b", "1; tiny-1b; encoder 2", seconds)


def read(served: Served, text: str = TEXT, seconds: float = 5.0) -> Reading:
    with serving(served):
        (reading,) = engine(served, seconds).read([report_of(text)])
    return reading


def answer(*rows: object) -> Served:
    return Served(reply=lambda _: attributed(*rows))


def embedded(text: str = TEXT) -> Reading:
    (reading,) = Encoder().read([report_of(text)])
    return reading


def quoted(reading: Reading, row: Attribution) -> tuple[str | None, str | None, tuple[str, ...]]:
    quote = reading.report.quote
    source, cue = (quote(span) if span else None for span in (row.source, row.cue))
    return source, cue, tuple(map(quote, row.content))


def reasons(reading: Reading) -> str:
    return "\n".join(problem.reason for problem in reading.problems)


def reads(text: str, body: bytes) -> Reading:
    """The reading of a text when a server answers with a body; no socket is opened."""
    with patch.object(asking, "exchange", lambda *_, **__: body):
        (reading,) = Llm(Address("127.0.0.1", 9, "/v1"), "m", "1").read([report_of(text)])
    return reading


def chat(value: object) -> bytes:
    """The body of a chat completion that says a JSON value."""
    return json.dumps({"choices": [{"message": {"content": json.dumps(value)}}]}).encode()
