import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.compare.readable import Readable, Reads
from tests.compare.build import Draft


def page(text: str) -> tuple[Draft, Readable]:
    draft = Draft("a", text)
    return draft, Readable(draft.reading())


def shown(text: str, words: str) -> str:
    draft, readable = page(text)
    return draft.reading().report.quote(readable.shown(draft.span(words)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Brandt met the dockers, who had left the harbour.", "who had left the harbour"),
        ("The board has a plan because the ferries left.", "because the ferries left"),
        ("Brandt said the pilots had gone and left the harbour.", "left the harbour"),
        ("The board sent letters to the pilots of the harbour.", "to the pilots of the harbour"),
        ("Brandt said afterwards that the pilots had gone.", "Brandt said afterwards that"),
        ("Brandt told reporters in Velm that the pilots had gone.", "Brandt told"),
        ("The plan has rain, snow, and wind remains a danger.", "wind remains a danger"),
        ("The talks, held in the old harbour of Velm, are over.", "held in the old harbour of Velm"),
    ],
    ids=["relative", "subordinate", "no subject", "no verb", "announcing", "half a cue", "of a list", "participle"],
)
def test_a_fragment_reads_worse_than_its_sentence_and_is_widened(text: str, words: str) -> None:
    draft, readable = page(text)
    assert readable.reads(draft.span(words)) == Reads.NOT
    wider = shown(text, words)
    assert words in wider
    assert len(wider) > len(words)


@pytest.mark.parametrize(
    "text",
    [
        "The board met the dockers in Velm.",
        "While the board met, the dockers left the harbour.",
        "Who has the keys of the harbour?",
        "The pilots, who had left, said no.",
    ],
)
def test_whole_sentences_read_alone(text: str) -> None:
    draft, readable = page(text)
    assert readable.reads(draft.span(text)) == Reads.ALONE
    assert shown(text, text.rstrip(".")) == text.rstrip(".")


def test_a_name_reads_better_than_a_pronoun_and_a_clause_better_than_a_heading() -> None:
    draft, readable = page(
        "Brandt left the harbour.\nShe left the harbour, and they had a plan.\nheading: A plan for Velm"
    )
    name, pronoun = draft.span("Brandt left the harbour"), draft.span("She left the harbour")
    inside, heading = draft.span("they had a plan"), draft.span("A plan for Velm")
    assert readable.reads(name) < readable.reads(pronoun) < readable.reads(inside)
    assert readable.reads(name) < readable.reads(heading)


def test_quotation_marks_are_balanced() -> None:
    text = "“The pilots have gone,” said Brandt, who had the keys."
    assert shown(text, "The pilots have gone,” said Brandt, who had the keys") == text.rstrip(".")


def test_the_end_of_a_long_speech_is_shown_without_half_its_marks() -> None:
    text = "“The pilots have gone. The ferries have gone with the pilots of Velm,” she said."
    assert shown(text, "The ferries have gone with the pilots of Velm,” she said") == (
        "The ferries have gone with the pilots of Velm"
    )


def test_conjunctions_and_marks_at_the_edges_go() -> None:
    assert shown("The board met, and the dockers left the harbour, but", "and the dockers left the harbour, but") == (
        "the dockers left the harbour"
    )


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab “”,.;-\n", max_size=60), st.data())
def test_what_is_shown_covers_or_lies_in_what_was_asked(text: str, data: st.DataObject) -> None:
    draft = Draft("a", f"Brandt said “we have, and they have” it. {text}")
    readable = Readable(draft.reading())
    start = data.draw(st.integers(0, len(draft.text) - 1))
    end = data.draw(st.integers(start + 1, len(draft.text)))
    span = draft.span(draft.text[start:end])
    got = readable.shown(span)
    assert got.covers(span) or span.covers(got)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The board has refused any plan that would cost Velm its ferries.", "The board has refused any plan"),
        ("The pilots will fly again, provided the harbour pays.", "The pilots will fly again"),
        ("Velde warned that while the pilots rest, the ferries wait.", "Velde warned that while the pilots rest"),
        ("The plea of Brandt comes as ferries lie in the harbour.", "The plea of Brandt comes"),
        ("The board met the pilots a day after Brandt had left Velm.", "The board met the pilots a day"),
        ("For Velm, work on the ferries was a way to live.", "work on the ferries was a way to live"),
        ("The board gave up the ferries, a loss Velm never had before.", "a loss Velm never had before"),
    ],
    ids=["which", "condition", "that while", "comes as", "a day after", "for whom", "apposition"],
)
def test_words_without_what_completes_them_are_widened(text: str, words: str) -> None:
    wider = shown(text, words)
    assert words in wider
    assert len(wider) > len(words)
