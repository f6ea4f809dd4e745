"""What each line of a plain text is."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from parley.acquire.layout import layout

AGENCY = """Envoys of two river states meet again in Port Sela
Delegations weigh a plan for shared water as the truce holds

By Mara Quill, The Example
3 March 2031

PORT SELA (Norra) — The envoys of Ostmark and Varnia met on Friday for the third time this week, officials said.
They will go on.

What is at stake
The river feeds four provinces.
Key points
- The truce holds, for now.
• Water is still in dispute.
Photo: Harbour of Port Sela. Lia Tamm/Norra
Read more: The long road to Port Sela
#Talks #River #PortSela
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in layout(text)]


def test_every_piece_of_an_agency_report_is_told() -> None:
    told = kinds(AGENCY)
    assert [kind for kind, _ in told] == [
        "title", "subtitle", "byline", "byline", "dateline", "paragraph", "paragraph", "heading", "paragraph",
        "heading", "point", "point", "credit", "more", "hashtags",
    ]  # fmt: skip
    assert dict(told)["dateline"] == "PORT SELA (Norra) —"
    assert ("point", "Water is still in dispute.") in told


def test_a_text_that_begins_with_running_text_has_no_title() -> None:
    text = "Talks between the two sides " + "went on and on " * 12 + "on Friday.\nThe next day they met."
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph"]


def test_a_paragraph_broken_after_a_comma_is_one() -> None:
    text = "Title of the report\n\nThe plan would bring in Ostmark,\nVarnia and the bloc, she said.\nThey agreed."
    assert [words for kind, words in kinds(text) if kind == "paragraph"] == [
        "The plan would bring in Ostmark,\nVarnia and the bloc, she said.",
        "They agreed.",
    ]


def test_text_wrapped_at_a_width_is_put_together() -> None:
    line = "the delegations spoke about the river and the bridges over\n"
    text = "Title of the report\n\n" + line * 8 + "it.\n\n" + line * 8 + "it."
    assert [kind for kind, _ in kinds(text)] == ["title", "paragraph", "paragraph"]


def test_windows_line_ends_make_no_difference_to_the_kinds() -> None:
    windows = AGENCY.replace("\n", "\r\n")
    assert [kind for kind, _ in kinds(windows)] == [kind for kind, _ in kinds(AGENCY)]


def test_a_dash_inside_a_sentence_is_no_dateline() -> None:
    text = (
        "Title here\n\nThe envoy — who had been ill — said that the talks in the capital would go on for another week."
    )
    assert "dateline" not in [kind for kind, _ in kinds(text)]


@given(st.text(alphabet=st.sampled_from(list("aB.,\n\r #-—\t“’0")), max_size=300))
def test_blocks_stand_in_order_and_hold_every_letter_once(text: str) -> None:
    blocks = layout(text)
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    assert all(block.start < block.end for block in blocks)
    letters = sum(c.isalnum() for c in text)
    assert sum(c.isalnum() for block in blocks for c in text[block.start : block.end]) >= letters - text.count("0")


def test_a_list_of_short_points_is_no_wrapped_text() -> None:
    points = "".join(f"- Point {n} of the paper that was signed on the quay\n" for n in range(8))
    told = kinds(
        "What was signed, point by point\nTruce from Saturday, prisoners and observers\n\n" + points + "It ends."
    )
    assert [kind for kind, _ in told][:3] == ["title", "subtitle", "point"]


def test_other_bylines_and_datelines() -> None:
    told = kinds(
        "A title of some length\nEleanor Hart in Port Sela\n\nSELA, 13 March /OstTA/. The president has spoken."
    )
    assert [kind for kind, _ in told] == ["title", "byline", "dateline", "paragraph"]


def test_a_rubric_above_the_title_is_not_the_title() -> None:
    body = "The truce holds for now, and nobody in the two capitals can say for how long it will."
    told = kinds(f"ANALYSIS\n\nWhat the truce leaves out\n\nBy Professor Lena Marr\n\n{body}\n\n{body}\n")
    assert [kind for kind, _ in told] == ["more", "title", "byline", "paragraph", "paragraph"]


def test_the_line_of_a_writer_without_a_name_is_a_byline() -> None:
    body = "The envoys met on Friday, said the diplomatic correspondent of another paper, who was not there."
    told = kinds(f"Envoys meet\n\nDiplomatic correspondent, Port Sela\n\n{body}\n\nThey go on.\n")
    assert [kind for kind, _ in told] == ["title", "byline", "paragraph", "paragraph"]


def test_a_short_question_over_a_section_is_a_heading() -> None:
    body = "The union wants a rise, and a cap on the shifts that its members have to work at night."
    told = kinds(f"Where the two sides stand\n\n{body}\n\nWhat comes next?\n\n{body}\n\n{body}\n")
    assert [kind for kind, _ in told] == ["title", "paragraph", "heading", "paragraph", "paragraph"]


def test_an_invitation_to_write_in_is_no_key_point() -> None:
    told = dict(kinds("Envoys meet\n\nThe envoys met on Friday.\n\n• HAVE YOUR SAY: write to us\n• The truce holds\n"))
    assert told["more"].endswith("write to us")
    assert told["point"] == "The truce holds"


def test_a_heading_of_capitalised_words_is_no_byline() -> None:
    text = (
        "In the harbour "
        + "the envoys met again and " * 8
        + "left.\nQuiet Efforts in Port Sela\nThey met on Friday, at last."
    )
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "heading", "paragraph"]
