"""Whatever a language model answers, every span of the reading holds in the report."""

import json
from time import monotonic

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.annotate.outside.answers import MOST, STANCES
from parley.reading import Reading
from parley.report import Span
from tests.annotate.outside.asked import TEXT, chat, embedded, quoted, reads
from tests.stories import EXAMPLE


def spans(reading: Reading) -> list[Span]:
    return [
        span
        for row in reading.attributions
        for span in (row.source, row.cue, row.via, row.medium, *row.content)
        if span is not None
    ]


def holds(reading: Reading) -> None:
    """Every span and index of a reading holds, and words stand whole in every span."""
    starts, ends = ({getattr(token, name) for token in reading.tokens} for name in ("start", "end"))
    for span in spans(reading):
        assert span.report == "r"
        assert span.start in starts
        assert span.end in ends
        assert any(block.start <= span.start < span.end <= block.end for block in reading.report.blocks)
    for index, row in enumerate(reading.attributions):
        assert row.content
        assert row.sentence < len(reading.sentences)
        assert row.speaker is None or row.speaker < len(reading.entities)
        assert row.time is None or row.time < len(reading.times)
        seen = {index}
        parent = row.parent
        while parent is not None:
            assert parent not in seen
            seen.add(parent)
            parent = reading.attributions[parent].parent


pieces = st.integers(0, len(TEXT)).flatmap(
    lambda start: st.integers(start, min(len(TEXT), start + 60)).map(lambda end: TEXT[start:end])
)
words = st.sampled_from([TEXT[token.start : token.end] for token in embedded().tokens])
strings = st.one_of(pieces, words, st.text(max_size=5), st.just(TEXT))
rows = st.fixed_dictionaries(
    {"content": st.lists(strings, max_size=4)},
    optional={
        "source": st.none() | strings,
        "cue": st.none() | strings,
        "stance": st.none() | st.sampled_from(STANCES) | st.text(max_size=3),
    },
)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(rows | junk, max_size=12))
def test_whatever_rows_come_back_every_span_holds(named: list[object]) -> None:
    holds(reads(TEXT, chat({"attributions": named})))


@settings(max_examples=100, deadline=None)
@given(junk | st.builds(lambda value: {"attributions": value}, junk))
def test_whatever_json_comes_back_every_span_holds(value: object) -> None:
    holds(reads(TEXT, chat(value)))
    holds(reads(TEXT, json.dumps(value).encode()))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_whatever_bytes_come_back_the_report_is_read(body: bytes) -> None:
    assert reads(TEXT, body).attributions == embedded().attributions


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aB .,“”\"'’\n\u200b\u0301😀éЖ中-"), min_size=1, max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=6),
)
def test_no_text_breaks_the_placing(text: str, cuts: list[tuple[int, int]]) -> None:
    texts = [text[min(cut) : max(cut)] for cut in cuts]
    named = [{"source": a, "cue": b, "content": [c]} for a, b, c in zip(texts, texts[1:], texts[2:], strict=False)]
    named += [{"content": [each]} for each in texts]
    holds(reads(text, chat({"attributions": named})))


def test_placing_takes_little_time_on_the_worst_answer() -> None:
    text = "no yes " * 150
    named = [{"source": "no", "cue": "yes", "content": ["no yes no"] * 12}] * MOST
    began = monotonic()
    reads(text, chat({"attributions": named}))
    assert monotonic() - began < 10


def returned(text: str) -> tuple[Reading, Reading]:
    """A text as the embedded engine reads it, and as it is read when a model answers with what it found."""
    rules = embedded(text)
    parts = ("source", "cue", "content")
    named = [dict(zip(parts, quoted(rules, row), strict=True)) | {"stance": row.stance} for row in rules.attributions]
    return rules, reads(text, chat({"attributions": named}))


def test_what_the_embedded_engine_found_comes_back_with_the_same_place_speaker_medium_and_time() -> None:
    files = sorted(EXAMPLE.glob("*.txt"))
    paragraphs = [line for file in files for line in file.read_text("utf-8").splitlines() if len(line) > 100]
    pairs = [returned(paragraph) for paragraph in paragraphs]
    found = sum(len(rules.attributions) for rules, _ in pairs)
    kept = sum(row in reading.attributions for rules, reading in pairs for row in rules.attributions)
    assert found > 100
    assert kept / found > 0.95
