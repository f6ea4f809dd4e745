from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.compare.occasions import governs, occasions
from parley.reading import Status
from tests.compare.build import Draft

MET, DAY = "Brandt met Velde", "2031-03-03"


def met_and(second: str, *, status: Status = "happened", kind: str = "CONSULT", who: str = "Brandt") -> Draft:
    """A meeting on Monday, then something without a day of its own."""
    draft = Draft("a", f"{MET} on Monday in Velm. {second}")
    people = {name: draft.person(name) for name in ("Brandt", "Velde", "Torp") if name in draft.text}
    draft.event("CONSULT", f"{MET} on Monday in Velm", "met", *[people[n] for n in ("Brandt", "Velde")], time=0)
    draft.time("Monday", DAY)
    draft.event(kind, second.rstrip("."), "spoke", people[who], status=status)
    return draft


def days(draft: Draft) -> list[str | None]:
    reading = draft.reading()
    return [None if o.time is None else reading.times[o.time].first for o in occasions(reading)]


def test_the_same_happening_in_the_next_sentence_has_its_day() -> None:
    assert days(met_and("Brandt spoke with Velde for an hour.")) == [DAY, DAY]


@pytest.mark.parametrize(
    "draft",
    [
        lambda: met_and("Torp spoke with sailors for an hour.", who="Torp"),
        lambda: met_and("Brandt spoke with anger.", kind="ACCUSE"),
        lambda: met_and("Brandt spoke with Velde for an hour.", status="planned"),
        lambda: met_and("The rain fell. The rain fell. The rain fell. Brandt spoke with Velde for an hour."),
        lambda: met_and("And then.\nBrandt spoke with Velde for an hour."),
    ],
    ids=["another's", "another type", "a plan", "far away", "another paragraph"],
)
def test_another_happening_has_no_day(draft: Callable[[], Draft]) -> None:
    assert days(draft()) == [DAY, None]


def test_a_sentence_with_another_day_does_not_borrow() -> None:
    draft = met_and("Brandt spoke with Velde until Friday.")
    draft.time("Friday", "2031-03-07")
    assert days(draft) == [DAY, None]


def test_a_day_directly_before_the_word_is_its_own() -> None:
    draft = Draft("a", "Monday's raid on a market in Velm left the town without bread.")
    draft.time("Monday's", DAY)
    draft.event("ASSAULT", draft.text.rstrip("."), "raid")
    assert days(draft) == [DAY]


def test_clauses_of_one_sentence_share_a_day_but_not_with_a_relative_clause() -> None:
    def told(text: str, second: str) -> list[str | None]:
        draft = Draft("a", text)
        brandt = draft.person("Brandt")
        draft.time("Monday", DAY)
        draft.event("CONSULT", "met the board on Monday", "met", brandt, time=0)
        draft.event("AGREE", second, "signed", brandt)
        return days(draft)

    assert told("Brandt met the board on Monday and signed a lease.", "signed a lease") == [DAY, DAY]
    assert told("Brandt, who signed the lease, met the board on Monday.", "who signed the lease") == [DAY, None]


def test_the_only_place_named_after_the_word_is_where_it_was() -> None:
    draft = Draft("a", "A raid on a market in Velm left no bread. Torrin saw a raid on Velm and Sund.")
    velm = draft.entity("place", "Velm")
    draft.entity("place", "Torrin")
    draft.entity("place", "Sund")
    draft.event("ASSAULT", "A raid on a market in Velm left no bread", "raid")
    draft.event("ASSAULT", "Torrin saw a raid on Velm and Sund", "raid")
    assert [each.place for each in occasions(draft.reading())] == [velm, None]


@pytest.mark.parametrize(
    ("text", "one", "other", "held"),
    [
        ("The pilots agreed on Monday to stop the raids.", "agreed", "raids", True),
        ("The pilots said that they had signed.", "said", "signed", True),
        ("The pilots met after the raids.", "met", "raids", False),
        ("The pilots meeting in Velm signed.", "meeting", "signed", False),
        ("The raids, which had stopped talks, ended.", "raids", "talks", False),
        ("The pilots agreed on Monday to stop the raids.", "raids", "agreed", False),
    ],
)
def test_a_word_governs_its_complement(text: str, one: str, other: str, *, held: bool) -> None:
    draft = Draft("a", text)
    assert governs(draft.reading(), draft.span(one), draft.span(other)) is held


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["Monday", "Brandt", "met", ".", "in Velm", "\n", "the raids"]), min_size=1, max_size=20)
)
def test_every_event_has_an_occasion(parts: list[str]) -> None:
    draft = Draft("a", f"Brandt met. {' '.join(parts)}")
    draft.event("CONSULT", "Brandt met", "met", draft.person("Brandt"))
    assert len(occasions(draft.reading())) == 1


def test_a_sentence_that_goes_on_has_the_day_told_before_in_any_paragraph() -> None:
    assert days(met_and("The rain fell.\nAfterwards Torp spoke with sailors.", who="Torp")) == [DAY, DAY]


@pytest.mark.parametrize(("speaker", "day"), [("Brandt", DAY), ("Torp", None)])
def test_who_refuses_does_so_on_the_day_of_the_words_that_follow(speaker: str, day: str | None) -> None:
    draft = Draft("a", "Brandt ruled out a cut. The fund is no till, Brandt said on Monday. Torp sang.")
    people = {name: draft.person(name) for name in ("Brandt", "Torp")}
    draft.event("REJECT", "Brandt ruled out a cut", "ruled", people["Brandt"], role="actor")
    time = draft.time("Monday", DAY)
    draft.said(people[speaker], "The fund is no till", cue="said", kind="indirect", time=time)
    assert days(draft) == [day]


def signed_and(
    second: str, trigger: str, *who: str, lead: str = "Brandt and Velde signed a lease on Monday."
) -> list[str | None]:
    """A signing on Monday, and what another paragraph tells; `who` of the two is named there."""
    draft = Draft("a", f"{lead}\n{second}", published="2031-03-04")
    people = {name: draft.person(name) for name in ("Brandt", "Velde")}
    draft.event("AGREE", lead.partition(": ")[2] or lead.rstrip("."), "signed", *people.values(), time=0)
    draft.time("Monday", DAY)
    if "Sunday" in second:
        draft.time("Sunday", "2031-03-02")
    draft.event("AGREE", second.splitlines()[-1].rstrip("."), trigger, *(people[name] for name in who))
    return days(draft)


@pytest.mark.parametrize(
    ("second", "trigger", "who", "day"),
    [
        ("Rain fell.\nFish was dear.\nThe signing took an hour.", "signing", (), DAY),
        ("Rain fell.\nFish was dear.\nVelde, who signed for the crews, wept.", "signed", ("Velde",), DAY),
        ("Rain fell.\nFish was dear.\nA new signing is far off.", "signing", (), None),
        ("Rain fell.\nFish was dear.\nThe signing was seen on Sunday.", "signing", (), None),
        ("Rain fell.\nFish was dear.\nVelde had signed before.", "signed", ("Velde",), None),
        ("Rain fell.\nFish was dear.\nVelde settled for less.", "settled", ("Velde",), None),
        ("Brandt and Velde settled for less.", "settled", ("Brandt", "Velde"), DAY),
        ("Brandt and Velde have settled for less.", "settled", ("Brandt", "Velde"), None),
    ],
)
def test_what_is_told_again_has_its_day(second: str, trigger: str, who: tuple[str, ...], day: str | None) -> None:
    assert signed_and(second, trigger, *who) == [DAY, day]


def test_a_headline_has_the_day_of_the_sentence_that_opens_the_report() -> None:
    draft = Draft("a", "title: Velde signed at last\nBrandt and Velde signed a lease on Monday.")
    people = [draft.person(name) for name in ("Brandt", "Velde")]
    draft.event("AGREE", "Velde signed at last", "signed", people[1])
    draft.event("AGREE", "Brandt and Velde signed a lease on Monday", "signed", *people, time=0, nth=0)
    draft.time("Monday", DAY)
    assert days(draft) == [DAY, DAY]


@pytest.mark.parametrize(
    ("second", "trigger", "day"),
    [
        ("They visited a mill.", "visited", DAY),
        ("They have visited a mill.", "visited", None),
        ("They visited a mill on Sunday.", "visited", None),
        ("Sailors visited a mill.", "visited", None),
        ("Rain fell.\nThey visited a mill.", "visited", None),
    ],
)
def test_a_sentence_that_goes_on_with_its_people_keeps_the_day(second: str, trigger: str, day: str | None) -> None:
    draft = Draft("a", f"Brandt and Velde signed a lease on Monday.\n{second}", published="2031-03-04")
    people = [draft.person(name) for name in ("Brandt", "Velde")]
    draft.event("AGREE", "Brandt and Velde signed a lease on Monday", "signed", *people, time=0)
    draft.time("Monday", DAY)
    if "Sunday" in second:
        draft.time("Sunday", "2031-03-02")
    draft.event("CONSULT", second.splitlines()[-1].rstrip("."), trigger, people[0])
    assert days(draft) == [DAY, day]


def test_a_day_to_come_is_not_carried_on() -> None:
    draft = Draft("a", "Brandt signed for Monday.\nHe visited a mill.", published="2031-03-01")
    brandt = draft.person("Brandt")
    draft.event("AGREE", "Brandt signed for Monday", "signed", brandt, time=0)
    draft.time("Monday", DAY)
    draft.event("CONSULT", "He visited a mill", "visited", brandt)
    assert days(draft) == [DAY, None]


def test_what_somebody_aims_at_has_not_the_day_of_the_aim() -> None:
    draft = Draft("a", "Brandt agreed Monday to sign.")
    draft.time("Monday", DAY)
    draft.event("AGREE", "Brandt agreed Monday to sign", "sign", draft.person("Brandt"), status="planned")
    assert days(draft) == [None]


def test_what_a_section_tells_has_the_day_of_its_heading() -> None:
    draft = Draft(
        "a", "Brandt and Velde quarrel.\nheading: What happened on Monday?\nBrandt visited Velde.", "2031-03-05"
    )
    draft.time("Monday", DAY)
    people = draft.person("Brandt"), draft.person("Velde")
    draft.event("CONSULT", "Brandt visited Velde", "visited", *people)
    assert days(draft) == [DAY]


def test_the_date_line_of_a_report_dates_nothing() -> None:
    draft = Draft("a", "heading: Velm, 2031-03-05\nBrandt visited Velde.", "2031-03-05")
    draft.time("2031-03-05", "2031-03-05")
    people = draft.person("Brandt"), draft.person("Velde")
    draft.event("CONSULT", "Brandt visited Velde", "visited", *people)
    assert days(draft) == [None]


def test_a_tale_goes_on_on_the_day_that_it_has_reached() -> None:
    draft = Draft("a", f"{MET} on Monday in Velm. Torp took a step back.", "2031-03-05")
    people = {name: draft.person(name) for name in ("Brandt", "Velde", "Torp")}
    draft.event("CONSULT", f"{MET} on Monday in Velm", "met", people["Brandt"], people["Velde"], time=0)
    draft.time("Monday", DAY)
    draft.event("CONCEDE", "Torp took a step back", "took", people["Torp"])
    assert days(draft) == [DAY, DAY]


@pytest.mark.parametrize(
    ("second", "kind", "published"),
    [
        ("Torp had took a step back.", "CONCEDE", "2031-03-05"),
        ("Torp took a step back.", "REJECT", "2031-03-05"),
        ("Torp took a step back.", "CONCEDE", "2031-04-05"),
    ],
    ids=["before the tale", "another's word", "long ago"],
)
def test_a_tale_that_goes_back_or_elsewhere_lends_no_day(second: str, kind: str, published: str) -> None:
    draft = Draft("a", f"{MET} on Monday in Velm. {second}", published)
    people = {name: draft.person(name) for name in ("Brandt", "Velde", "Torp")}
    draft.event("CONSULT", f"{MET} on Monday in Velm", "met", people["Brandt"], people["Velde"], time=0)
    draft.time("Monday", DAY)
    draft.event(kind, second.rstrip("."), "took", people["Torp"])
    assert days(draft) == [DAY, None]
