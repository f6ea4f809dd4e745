from hypothesis import given, settings
from hypothesis import strategies as st

from parley.compare.compare import compare
from parley.reading import Reading
from parley.report import Span
from parley.story import Story
from tests.compare.build import Draft


def report(name: str, sum_paid: int, words: str, published: str) -> Reading:
    """A report of a visit to an invented port."""
    draft = Draft(
        name,
        f"""
        title: Dockers and Ostland talk in Velm
        Ilsa Brandt, the envoy of Ostland, met Karl Velde of the dockers in Velm on Monday.
        “{words},” Brandt said. Ostland will pay {sum_paid} million crowns to the dockers of Velm.
        """,
        published,
    )
    side = draft.party("Ostland")
    brandt = draft.person("Ilsa Brandt", roles=("envoy of Ostland",), party=side)
    draft.mention(brandt, "Brandt", nth=1)
    velde, velm = draft.person("Karl Velde"), draft.entity("place", "Velm")
    monday = draft.time("Monday", "2031-03-03")
    draft.quantity(f"{sum_paid} million crowns", sum_paid * 1e6, "OSC")
    draft.said(brandt, f"{words},", source="Brandt", cue="said")
    clause = "Ilsa Brandt, the envoy of Ostland, met Karl Velde of the dockers in Velm on Monday"
    draft.event("CONSULT", clause, "met", brandt, velde, place=velm, time=monday)
    return draft.reading()


STORY = (
    report("a", 40, "We were close before and we are closer now", "2031-03-03"),
    report("b", 40, "We were close before and we are closer now", "2031-03-04"),
    report("c", 60, "We were close and now we are closer than before", "2031-03-04"),
    Draft("d", "Nothing is known of it in Torrin.").reading(),
)


def spans(story: Story) -> list[Span]:
    """Every span that a story points with."""
    return [
        *(span for entity in story.entities for span in entity.mentions),
        *(span for statement in story.statements for wording in statement.wordings for span in wording.content),
        *(span for event in story.events for span in event.evidence),
        *(span for claim in story.claims for span in claim.evidence),
        *(span for each in story.discrepancies for value in each.values for span in value.evidence),
        *(span for passage in story.passages for span in passage.spans),
    ]


def test_a_story_joins_what_its_reports_share() -> None:
    story = compare(STORY)
    assert {entity.name for entity in story.entities} == {"Ilsa Brandt", "Karl Velde", "Ostland", "Velm"}
    assert [len(statement.wordings) for statement in story.statements] == [3]
    assert [len(event.evidence) for event in story.events] == [3]
    assert {frozenset(claim.reports) for claim in story.claims} >= {frozenset("ab"), frozenset("c"), frozenset("d")}
    assert {report for origin in story.origins for report in origin.reports} == set("abcd")


def test_every_span_lies_in_its_report_and_every_reference_stands() -> None:
    story = compare(STORY)
    texts = {reading.report.id: reading.report.text for reading in story.readings}
    assert all(0 <= span.start < span.end <= len(texts[span.report]) for span in spans(story))
    ids = {each.id for group in (story.entities, story.statements, story.events, story.origins) for each in group}
    for claim in story.claims:
        assert {*claim.statements, *claim.events, *claim.origins} <= ids
    assert {statement.speaker for statement in story.statements} <= ids


def test_ids_are_unique() -> None:
    story = compare(STORY)
    ids = [each.id for group in (story.entities, story.statements, story.events, story.claims) for each in group]
    assert len(ids) == len(set(ids))


def test_nothing_to_compare_is_an_empty_story() -> None:
    assert compare([]) == Story(())


@settings(max_examples=24, deadline=None)
@given(st.permutations(STORY))
def test_the_order_of_reports_does_not_matter(readings: list[Reading]) -> None:
    assert compare(readings) == compare(STORY)
