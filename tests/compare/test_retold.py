from itertools import permutations

import pytest

from parley.compare.resolve import resolve
from parley.compare.retold import Retold, retold
from parley.reading import MEANING, Reading
from parley.report import Span
from parley.story import Claim, Event, EventParticipant, When
from tests.compare.build import Draft

LINES = {
    "a": "Ilsa Brandt ruled out leaving the hills.",
    "b": "Ilsa Brandt will never leave the hills.",
    "c": "The ferry was late.",
}


def reading(name: str, place: int) -> Reading:
    """A report of one sentence that lies on one axis of meaning."""
    draft = Draft(name, LINES[name])
    if "Brandt" in draft.text:
        draft.person("Ilsa Brandt")
    read = draft.reading()
    row = bytes(127 if axis == place else 0 for axis in range(MEANING))
    return Reading(**{**{key: getattr(read, key) for key in read.__slots__}, "meanings": row * len(read.tokens)})


def whole(name: str) -> Span:
    return Span(name, 0, len(LINES[name]) - 1)


def event(name: str, *, key: str = "e1", deed: str = "REJECT", day: str | None = None) -> Event:
    when = When("then", day, day) if day else None
    return Event(key, deed, (EventParticipant("person-ilsa-brandt", "actor"),), None, when, "happened", (whole(name),))


def claim(*names: str, events: tuple[str, ...] = ("e1",)) -> Claim:
    spans = tuple(whole(name) for name in names)
    return Claim("claim", LINES[names[0]], "corroborated", (), events, names, names, spans)


def again(*events: Event, of: Claim, places: tuple[int, int, int] = (0, 0, 1)) -> Retold:
    readings = [reading(name, place) for name, place in zip(LINES, places, strict=True)]
    return retold(events, [of], readings, resolve(readings))


def test_a_claim_brings_what_another_report_says_in_other_words() -> None:
    (found,) = again(event("a"), of=claim("a", "b")).events
    assert found.evidence == (whole("a"), whole("b"))
    assert "retold" in {reason.name for reason in found.why}


@pytest.mark.parametrize("places", [(0, 1, 1), (0, 1, 0)], ids=["means something else", "so does the other"])
def test_a_passage_that_means_something_else_does_not_tell_of_it(places: tuple[int, int, int]) -> None:
    (found,) = again(event("a"), of=claim("a", "b"), places=places).events
    assert found.evidence == (whole("a"),)


def test_a_passage_that_tells_of_another_deed_does_not_tell_of_it() -> None:
    found = again(event("a"), event("b", key="e2", deed="AGREE"), of=claim("a", "b")).events
    assert [one.evidence for one in found] == [(whole("a"),), (whole("b"),)]


def test_two_events_of_one_claim_are_one_and_the_claim_knows_its_id() -> None:
    one, other = event("a"), event("b", key="e2", day="2031-03-03")
    both = claim("a", "b", events=("e1", "e2"))
    found = again(one, other, of=both)
    (kept,) = found.events
    assert kept.evidence == (whole("a"), whole("b"))
    assert kept.when is not None
    assert kept.when.start == "2031-03-03"
    (known,) = found.of([both])
    assert known.events == (kept.id,)


def test_two_days_keep_two_events() -> None:
    one, other = event("a", day="2031-03-04"), event("b", key="e2", day="2031-03-03")
    assert {each.id for each in again(one, other, of=claim("a", "b")).events} == {"e1", "e2"}


def test_the_order_of_the_events_does_not_matter() -> None:
    events = (event("a"), event("b", key="e2"), event("c", key="e3"))
    assert len({again(*order, of=claim("a", "b", "c")).events for order in permutations(events)}) == 1


DATED = {
    "a": "Ilsa Brandt left the hall on Monday night.",
    "b": "Furious, she stormed out of it on the third of March.",
}


def dated(second: str, axis: int) -> tuple[Event, ...]:
    """The event of one report, and a report of a sentence with a day that lies on some axis of meaning."""
    readings = []
    for (name, line), (day, place) in zip(DATED.items(), (("2031-03-03", 0), (second, axis)), strict=True):
        draft = Draft(name, line)
        if "Brandt" in line:
            draft.person("Ilsa Brandt")
        draft.time("Monday night" if name == "a" else "the third of March", day)
        read = draft.reading()
        row = bytes(127 if at == place else 0 for at in range(MEANING))
        values = {key: getattr(read, key) for key in read.__slots__}
        readings.append(Reading(**{**values, "meanings": row * len(read.tokens)}))
    span = Span("a", 0, len(DATED["a"]) - 1)
    when = When("Monday night", "2031-03-03", "2031-03-03")
    taking = (EventParticipant("person-ilsa-brandt", "actor"),)
    told = Event("e1", "REJECT", taking, None, when, "happened", (span,))
    return retold([told], (), readings, resolve(readings)).events


@pytest.mark.parametrize(
    ("second", "axis", "reports"),
    [("2031-03-03", 0, {"a", "b"}), ("2031-03-04", 0, {"a"}), ("2031-03-03", 1, {"a"})],
    ids=["one day, one meaning", "another day", "another meaning"],
)
def test_a_sentence_of_the_day_that_means_the_same_tells_of_the_event(
    second: str, axis: int, reports: set[str]
) -> None:
    (found,) = dated(second, axis)
    assert {span.report for span in found.evidence} == reports
