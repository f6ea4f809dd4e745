from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.compare.origins import origins
from parley.compare.resolve import resolve
from parley.compare.reuse import passages
from parley.reading import Reading
from parley.story import Statement, Wording
from tests.compare.build import Draft

LINES = (
    ("Tobias Merrick", "“The gates stay shut until Friday, whatever they offer,”", "410", "Monday", "2031-03-03"),
    ("Tobias Merick", "“The gates remain shut until Friday, whatever they offer,”", "140", "Tuesday", "2031-03-04"),
    ("Karel Brandt", "“The gates stay shut until Friday, whatever they offer,”", "410", "Monday", "2031-03-03"),
)


@cache
def stories() -> tuple[Reading, ...]:
    made = []
    for number, (name, words, count, day, iso) in enumerate(LINES):
        fire = f"The fire in the tar warehouse burned {count} crates of lamp oil at dawn."
        accord = f"Both guilds signed the wage accord under the old clock on {day} before the bells rang."
        line = f"{words} said {name}. {fire} {accord}"
        draft = Draft(f"r{number}", line, published="2031-03-05", outlet=f"Paper {number}")
        person = draft.person(name)
        draft.said(person, words, source=name, cue="said")
        draft.quantity(count, float(count), "crate", thing="crates of lamp oil")
        time = draft.time(day, iso)
        draft.event("AGREE", accord, "signed", time=time)
        made.append(draft.reading())
    return tuple(made)


def compared(readings: tuple[Reading, ...]) -> Compared:
    entities = resolve(readings).entities
    wordings = [
        Wording(reading.report.id, each.source, each.cue, each.content, "first", "direct", None, 0)
        for reading in sorted(readings, key=lambda one: one.report.id)
        for each in reading.attributions
        if "Brandt" not in reading.report.text
    ]
    statement = Statement("s1", None, "direct", None, None, None, tuple(wordings))
    lines = origins(readings, passages(readings), entities)
    return Compared(readings, entities, (statement,), origins=lines)


def test_every_kind_that_is_planted_is_found_once() -> None:
    kinds = [each.kind for each in discrepancies(compared(stories()))]
    assert sorted(kinds) == ["attribution", "day", "name", "number", "quotation"]


@settings(max_examples=20, deadline=None)
@given(st.permutations([0, 1, 2]))
def test_the_order_of_the_readings_does_not_matter(order: list[int]) -> None:
    told = discrepancies(compared(tuple(stories()[number] for number in order)))
    assert told == discrepancies(compared(stories()))


def test_every_value_has_evidence_and_every_discrepancy_reasons() -> None:
    texts = {reading.report.id: reading.report for reading in stories()}
    for each in discrepancies(compared(stories())):
        assert len(each.values) > 1
        assert each.why
        assert each.note.endswith(".")
        assert all(texts[span.report].quote(span).strip() for value in each.values for span in value.evidence)


def test_nothing_to_compare_is_no_discrepancy() -> None:
    assert discrepancies(Compared(())) == ()
    assert discrepancies(Compared((Draft("r0", "Rain kept the stalls shut.").reading(),))) == ()
