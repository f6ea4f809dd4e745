"""Whatever stands in a report, the default engine reads it, and every span of the reading holds."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.annotate.engine import Encoder
from parley.reading import Reading
from parley.report import Block, Report, Sighting, Span

PLAIN = (
    "Anna Berg said the union would walk out unless the council moved, and that “nobody wants this”.\n"
    "Officials are expected to meet on Monday, according to two people briefed on the talks."
)
ODD = {
    "upper case": PLAIN.upper(),
    "lower case": PLAIN.lower(),
    "no quotation marks": PLAIN.replace("“", "").replace("”", ""),
    "one quotation mark": PLAIN.replace("”", ""),
    "odd marks": PLAIN.replace("“", "‹").replace("”", "”"),
    "emoji": "🔥 Anna Berg 👩‍⚖️ said the talks 🤝 would go on 🕊️, adding that “👍” was her answer.",
    "table": "Party | Offer | Stance\n--- | --- | ---\nUnion | 4 % | rejects\nCouncil | 3 % | offers",
    "list": "- The union wants six per cent\n- The council offers three\n* No talks are planned",
    "a mark that never closes": "Anna Berg “ : Anna Berg",
    "transcript": "BERG: We agree.\nKOL: We do not.\nQ. Why not?\nA. Because the offer is too low.",
    "very long sentence": "The minister said that " + "the road and the river and " * 900 + "the port would open.",
    "one long word": "She said " + "a" * 20_000 + " would be signed.",
    "another script": "Министр сказал, что переговоры идут. 部長は合意したと述べた。 قال الوزير.",
    "combining marks": "Zoe\u0301 sai\u0308d tha\u0300t the\u030a ta\u0303lks wou\u0302ld fail.",
    "invisible marks": "Anna\u200b Berg\u00ad said\u2060 the\ufeff deal \u202ewas\u202c done.",
    "halves of characters": "Anna Berg said \ud800 the \udfff deal was done.",
    "control characters": "Anna Berg said\x00 the\x1b[31m deal\x07 was done.",
    "only marks": "“”‘’«»\"''``—–…!?",
}


def report_of(text: str) -> Report:
    blocks: list[Block] = []
    place = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(place, place + len(line), "paragraph" if blocks else "title"))
        place += len(line) + 1
    return Report("r", text, (Sighting("r.txt", None, None, ""),), tuple(blocks), language="en")


def read(text: str) -> Reading:
    (reading,) = Encoder().read([report_of(text)])
    return reading


def spans(reading: Reading) -> Iterator[Span]:
    for one in reading.attributions:
        yield from (span for span in (one.source, one.cue, one.via, one.medium, *one.content) if span)
    yield from (mention.span for mention in reading.mentions)
    for event in reading.events:
        yield event.trigger
        yield event.evidence
        yield from (participant.span for participant in event.participants)
    yield from (time.span for time in reading.times)
    yield from (quantity.span for quantity in reading.quantities)


def proved(reading: Reading) -> None:
    text = reading.report.text
    for span in spans(reading):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
    for one in reading.attributions:
        assert one.speaker is None or one.speaker < len(reading.entities)
        assert one.parent is None or one.parent < len(reading.attributions)
        assert one.cue is None or not any(span.start < one.cue.start < one.cue.end < span.end for span in one.content)


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_read(name: str) -> None:
    reading = read(ODD[name])
    proved(reading)
    assert [token for token in reading.tokens if token.start >= token.end] == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    proved(read(text))


PARTS = st.sampled_from([
    "Anna Berg", "she", "said", "that", "the union", "wants", "“", "”", "‘", "’", '"', "''", ",", ".", "\n", " — ", ":",
    "according to", "a deal", "on Monday", "has refused", "to sign", "3.5 %", "MOTA", "(", ")", "who", "😀",
    "is expected",
])  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARTS, max_size=60))
def test_any_mixture_of_news_is_read(parts: list[str]) -> None:
    proved(read(" ".join(parts)))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARTS, max_size=40))
def test_a_report_is_read_the_same_beside_others(parts: list[str]) -> None:
    text = " ".join(parts)
    beside = list(Encoder().read([report_of(PLAIN), report_of(text), report_of(PLAIN)]))
    assert beside[1] == read(text)
    assert beside[0] == beside[2]
