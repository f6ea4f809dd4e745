from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.annotate.engine import Encoder
from parley.compare.resolve import resolve
from parley.compare.statements import statements
from parley.reading import Directness, Reading
from parley.report import Block, Report, Sighting
from parley.story import Statement
from tests.compare.build import Draft

LONG = "The lock will stay open until every barge has passed"


def quote(
    name: str, words: str, *, speaker: str = "Ilsa Brandt", kind: Directness = "direct", day: str = ""
) -> Reading:
    """A report in which a person of Ostland says something, on a day where one is given."""
    marks = ("“", "”") if kind == "direct" else ("", "")
    when = f" on {day}" if day else ""
    draft = Draft(name, f"{speaker} of Ostland said{when} {marks[0]}{words},{marks[1]} and left.", "2031-03-03")
    side = draft.party("Ostland")
    person = draft.person(speaker, party=side)
    time = draft.time(day, day) if day else None
    draft.said(person, words, source=speaker, cue="said", kind=kind, time=time)
    return draft.reading()


def told(*readings: Reading) -> tuple[Statement, ...]:
    return statements(readings, resolve(readings))


def relations(*readings: Reading) -> list[str]:
    """The relations of the only statement's wordings."""
    (statement,) = told(*readings)
    return [wording.relation for wording in statement.wordings]


def test_the_same_words_are_one_statement() -> None:
    readings = quote("a", LONG), quote("b", LONG)
    (statement,) = told(*readings)
    assert relations(*readings) == ["first", "verbatim"]
    assert statement.kind == "direct"
    assert statement.speaker == "person-ilsa-brandt"
    assert [wording.report for wording in statement.wordings] == ["a", "b"]
    assert statement.wordings[1].why


def test_a_changed_quotation_is_altered() -> None:
    assert relations(quote("a", LONG), quote("b", "The lock stays open until all the barges have passed")) == [
        "first",
        "altered",
    ]


def test_a_quotation_reworded_throughout_is_still_one_utterance() -> None:
    one = "Our job is to find out whether the two harbours can share the pilots at all"
    other = "The job we have is finding out whether these harbours can share any pilots"
    assert relations(quote("a", one), quote("b", other)) == ["first", "altered"]


def test_a_few_words_of_it_are_a_fragment() -> None:
    assert relations(quote("a", LONG), quote("b", "until every barge has passed")) == ["first", "fragment"]


def test_told_in_other_words_it_is_a_paraphrase() -> None:
    indirect = quote("b", "that the lock would remain open until all barges had passed", kind="indirect")
    assert relations(quote("a", LONG), indirect) == ["first", "paraphrase"]


@pytest.mark.parametrize(
    "other",
    [
        quote("b", "The pilots will be paid on Friday as agreed"),
        quote("b", LONG, speaker="Karl Velde"),
        quote("b", "that the lock would stay open for the barges", kind="indirect", day="2031-03-09"),
        quote("b", "that 40 barges had passed the lock", kind="indirect"),
    ],
    ids=["another subject", "another speaker", "another day", "other numbers"],
)
def test_other_utterances_stay_apart(other: Reading) -> None:
    first = quote("a", "that 12 barges had passed the lock", kind="indirect", day="2031-03-02")
    assert len(told(first, other)) == 2


def test_two_contents_of_one_report_are_two_statements() -> None:
    draft = Draft(
        "a", "“The lock will stay open,” Ilsa Brandt said. “The lock will stay open for barges of wood,” she said."
    )
    brandt = draft.person("Ilsa Brandt")
    draft.said(brandt, "The lock will stay open,", source="Ilsa Brandt", cue="said")
    draft.said(brandt, "for barges of wood,", source="she", cue="said")
    assert len(told(draft.reading())) == 2


def test_a_restatement_in_one_report_joins() -> None:
    draft = Draft("a", "Ilsa Brandt said the lock will stay open. “The lock will stay open until noon,” Brandt said.")
    brandt = draft.person("Ilsa Brandt")
    draft.said(brandt, "the lock will stay open", source="Ilsa Brandt", cue="said", kind="indirect")
    draft.said(brandt, "The lock will stay open until noon,", source="Brandt", cue="said")
    assert len(told(draft.reading())) == 1


def test_a_party_joins_its_speaker_only_with_strong_overlap() -> None:
    draft = Draft("b", f"Ostland said that {LONG.lower()}.")
    draft.said(draft.party("Ostland"), LONG.lower(), source="Ostland", cue="said", kind="indirect")
    loose = Draft("b", "Ostland said that barges may pass the lock.")
    loose.said(loose.party("Ostland"), "barges may pass the lock", source="Ostland", cue="said", kind="indirect")
    assert told(quote("a", LONG), draft.reading())[0].speaker == "person-ilsa-brandt"
    assert len(told(quote("a", LONG), draft.reading())) == 1
    assert len(told(quote("a", LONG), loose.reading())) == 2


def test_the_day_comes_from_the_utterance_or_the_same_paragraph() -> None:
    draft = Draft("a", "Ilsa Brandt said on Monday that talks went well. “We are close,” she said.")
    brandt = draft.person("Ilsa Brandt")
    monday = draft.time("Monday", "2031-03-03")
    draft.said(brandt, "talks went well", source="Ilsa Brandt", cue="said", kind="indirect", time=monday)
    draft.said(brandt, "We are close,", source="she", cue="said")
    assert {statement.day for statement in told(draft.reading())} == {"2031-03-03"}
    assert told(quote("a", LONG))[0].day is None


def test_the_earliest_and_most_complete_wording_is_first() -> None:
    early = Draft("z", f"“{LONG},” Ilsa Brandt said.", "2031-03-01")
    early.said(early.person("Ilsa Brandt"), f"{LONG},", source="Ilsa Brandt", cue="said")
    (statement,) = told(quote("a", "until every barge has passed"), quote("b", LONG), early.reading())
    assert [wording.report for wording in statement.wordings] == ["z", "b", "a"]


STORY = (
    quote("a", LONG),
    quote("b", LONG),
    quote("c", "The lock stays open until all the barges have passed"),
    quote("d", "until every barge has passed"),
    quote("e", "The pilots will be paid on Friday as agreed"),
    quote("f", "that pilots would be paid on Friday", kind="indirect"),
    quote("g", LONG, speaker="Karl Velde"),
)


@settings(max_examples=30, deadline=None)
@given(st.permutations(STORY))
def test_the_order_of_reports_does_not_matter(readings: list[Reading]) -> None:
    assert told(*readings) == told(*STORY)


def by_role(name: str, words: str, role: str) -> Reading:
    """A report that quotes somebody whom it does not name."""
    draft = Draft(name, f"“{words},” the {role} said.", "2031-03-03")
    draft.said(draft.entity("person", None, description=f"the {role}"), words, source=f"the {role}", cue="said")
    return draft.reading()


def test_nearly_the_same_quotation_joins_one_who_is_only_described_to_the_name() -> None:
    (statement,) = told(quote("a", LONG), by_role("b", "The lock stays open until every barge has passed", "mayor"))
    assert statement.speaker == "person-ilsa-brandt"
    assert len(told(quote("a", LONG), by_role("b", "Barges may pass when the dues are paid", "mayor"))) == 2


def test_a_first_name_with_a_slip_of_the_pen_is_one_speaker_and_a_namesake_is_not() -> None:
    part = "“until every barge has passed”"
    slip = quote("b", f"it will stay open {part}", speaker="Ilse Brandt", kind="indirect")
    assert len(told(quote("a", LONG), quote("b", LONG, speaker="Ilssa Brandt"))) == 1
    assert len(told(quote("a", LONG), quote("b", LONG, speaker="Joren Maddow"))) == 2
    assert len(told(quote("a", LONG), slip)) == 1
    assert len(told(quote("a", LONG), quote("b", "Dues go up in May", speaker="Marta Brandt", kind="indirect"))) == 2


def test_two_excerpts_of_one_quotation_stand_together() -> None:
    whole = quote("a", "We can wait for the grain, but nobody can wait for a ship that never left its port")
    parts = [
        quote("b", "We can wait for the grain"),
        by_role("c", "wait for a ship that never left its port", "envoy"),
    ]
    (statement,) = told(whole, *parts)
    assert [wording.relation for wording in statement.wordings] == ["first", "fragment", "fragment"]


def test_a_few_quoted_words_join_the_quotation_that_holds_them() -> None:
    draft = Draft("b", "Ilsa Brandt said that the barges go “from quarrel to queue”.", "2031-03-03")
    draft.said(
        draft.person("Ilsa Brandt"),
        "the barges go “from quarrel to queue”",
        source="Ilsa Brandt",
        cue="said",
        kind="mixed",
    )
    assert relations(quote("a", "We have gone from quarrel to queue, and a queue moves"), draft.reading()) == [
        "first",
        "fragment",
    ]


def test_one_medium_in_two_forms_is_one() -> None:
    def aired(name: str, words: str, medium: str) -> Reading:
        draft = Draft(name, f"“{words},” Ilsa Brandt said on {medium}.", "2031-03-03")
        person = draft.person("Ilsa Brandt")
        number = draft.said(person, words, source="Ilsa Brandt", cue="said")
        draft.attributions[number] = replace(draft.attributions[number], medium=draft.span(medium))
        return draft.reading()

    short = "The lock will stay open"
    assert len(told(aired("a", LONG, "a televised debate"), aired("b", short, "television"))) == 1
    assert len(told(aired("a", LONG, "a televised debate"), aired("b", short, "radio"))) == 2


def report(name: str, text: str) -> Report:
    """A report of one paragraph, as it is read."""
    return Report(
        name, text, (Sighting(f"{name}.txt", None, None, ""),), (Block(0, len(text), "paragraph"),), language="en"
    )


def test_two_translations_join_by_their_meaning_and_two_utterances_do_not() -> None:
    texts = {
        "a": "“A guest at the harbour brings bread, but nobody hands him the bill,” Ilsa Brandt said on Monday.",
        "b": "“Whoever visits our port comes with a loaf; one does not send him the bill,” Ilsa Brandt said Monday.",
        "c": "“The barges are old and their pilots are older,” Ilsa Brandt said on Monday.",
    }
    found = told(*Encoder().read([report(name, text) for name, text in texts.items()]))
    kinds = sorted([wording.relation for wording in statement.wordings] for statement in found)
    assert kinds == [["first"], ["first", "paraphrase"]]


def test_a_quotation_within_what_the_speaker_says_is_one_with_it() -> None:
    draft = Draft("a", "Ilsa Brandt said she had signed “a timetable, not a treaty”.", "2031-03-03")
    person = draft.person("Ilsa Brandt")
    outer = draft.said(
        person, "she had signed “a timetable, not a treaty”", source="Ilsa Brandt", cue="said", kind="mixed"
    )
    inner = draft.said(person, "a timetable, not a treaty", source="she", cue="signed")
    draft.attributions[inner] = replace(draft.attributions[inner], parent=outer)
    assert len(told(draft.reading())) == 1


def test_a_long_quotation_is_one_though_the_reports_give_two_days() -> None:
    longer = f"{LONG} and every crew is paid"
    assert len(told(quote("a", LONG, day="2031-03-02"), quote("b", longer, day="2031-03-01"))) == 1
    other = "The lock will open when it suits the barges"
    assert len(told(quote("a", LONG, day="2031-03-02"), quote("b", other, day="2031-03-01"))) == 2


def test_likeness_of_meaning_joins_no_short_words_and_no_source_of_whom_there_are_many() -> None:
    def statements_of(*texts: str) -> int:
        return len(spoken(*texts))

    bread = "“A guest at the harbour brings bread, but nobody hands him the bill,” Ilsa Brandt said on Monday."
    other = "“Whoever visits our port comes with a loaf; one does not send him the bill,” a senior official said."
    assert statements_of(bread, other) == 2
    assert (
        statements_of("“A deal is close,” Ilsa Brandt said.", "“We are close to a deal,” the harbour master said.") == 2
    )


def spoken(*texts: str) -> tuple[Statement, ...]:
    """Statements of reports of one paragraph, read by the encoder."""
    return told(*Encoder().read([report(f"r{number}", text) for number, text in enumerate(texts)]))


def test_one_persons_words_join_by_their_meaning_where_one_report_tells_what_another_quotes() -> None:
    made = spoken(
        "Ilsa Brandt said in the harbour: “We have opened the window a little, but nobody has opened the door.”",
        "Ilsa Brandt said in the harbour that a window stood open a crack while the door remained shut.",
        "Ilsa Brandt said in the harbour that the fishing fleet would be paid for its lost nets in May.",
    )
    assert sorted(len(statement.wordings) for statement in made) == [1, 2]


def test_a_quotation_told_of_two_days_is_one_where_its_meaning_is_plain() -> None:
    made = spoken(
        "Ilsa Brandt said on Monday: “I am not going to govern with one hand on the handle of the door.”",
        "Ilsa Brandt said on Tuesday: “I will not govern with one hand on the door.”",
    )
    assert [len(statement.wordings) for statement in made] == [2]


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\u202f", ",", ""])
def test_a_number_written_in_groups_is_one_number(gap: str) -> None:
    readings = [
        quote(name, f"the quota for beef shall be {number} tonnes a year", kind="indirect")
        for name, number in (("a", f"40{gap}000"), ("b", f"45{gap}000"))
    ]
    assert len(told(*readings)) == 2


def test_what_one_person_said_on_one_day_is_one_only_where_it_says_the_same() -> None:
    made = spoken(
        "Ilsa Brandt said on Monday that talks with Karl Velde were under way in the harbour office.",
        "Ilsa Brandt said on Monday that honest talks could help both towns avoid a costly mistake.",
        "Ilsa Brandt said on Monday that Karl Velde would be asked for the pilots' books before any talks.",
        "Ilsa Brandt said on Monday that talks with Karl Velde were going on at the harbour office.",
    )
    assert sorted(len(statement.wordings) for statement in made) == [1, 1, 2]


def test_what_one_report_affirms_and_another_denies_is_not_one_utterance() -> None:
    yes = quote("a", "that Ostland will pay for the harbour wall", kind="indirect")
    no = quote("b", "that Ostland would not pay for a harbour wall", kind="indirect")
    assert len(told(yes, quote("b", "that Ostland would pay for a harbour wall", kind="indirect"))) == 1
    assert len(told(yes, no)) == 2


def dated(reading: Reading, day: str) -> Reading:
    """The same report, published on another day."""
    return replace(reading, report=replace(reading.report, published=day))


def test_what_is_told_weeks_apart_in_other_words_may_have_been_said_twice() -> None:
    one = quote("a", "that the lock would remain open until all barges had passed", kind="indirect")
    other = quote("b", "that the lock remains open until the barges have all passed", kind="indirect")
    assert len(told(one, other)) == 1
    assert len(told(one, dated(other, "2031-03-24"))) == 2


def test_a_name_and_a_word_of_the_story_in_common_are_no_common_content() -> None:
    def reading(name: str, said: str) -> Reading:
        draft = Draft(name, f"Ilsa Brandt said {said}.", "2031-03-03")
        person = draft.person("Ilsa Brandt")
        draft.person("Karl Velde")
        draft.said(person, said, source="Ilsa Brandt", cue="said", kind="indirect")
        return draft.reading()

    one = reading("a", "that Karl Velde had opened the talks with a long list of unpaid tolls")
    assert len(told(one, reading("b", "that the talks with Karl Velde would help the fishing fleet next spring"))) == 2


def test_wordings_that_a_longer_one_holds_both_are_parts_of_it() -> None:
    whole = "The rock will bear the dam. I cannot say the same of the paperwork"
    early = dated(quote("z", "I cannot say the same of the paperwork"), "2031-03-01")
    (statement,) = told(early, quote("a", whole), quote("b", "The rock will bear the dam"))
    assert [wording.relation for wording in statement.wordings] == ["first", "longer", "part"]
    assert {run.kind for run in statement.wordings[1].alignment} == {"kept", "put in"}


def test_quotations_that_overlap_are_not_altered() -> None:
    one = "Nobody asked the pilots. The lock will stay open until every barge has passed"
    other = "The lock will stay open until every barge has passed. Then the town may celebrate"
    assert relations(quote("a", one), quote("b", other)) == ["first", "part"]


def test_of_wordings_of_one_day_the_one_that_quotes_most_is_first() -> None:
    draft = Draft("a", "Ilsa Brandt said that the lock would “stay open until every barge has passed” on Sunday.")
    part = "the lock would “stay open until every barge has passed” on Sunday"
    draft.said(draft.person("Ilsa Brandt"), part, source="Ilsa Brandt", cue="said", kind="mixed")
    mixed = dated(draft.reading(), "2031-03-03")
    longer = quote("0", f"that {LONG.lower()} and every crew has been paid its due", kind="indirect")
    (statement,) = told(longer, mixed, quote("z", LONG))
    assert [wording.kind for wording in statement.wordings] == ["direct", "mixed", "indirect"]


def test_a_headline_is_one_with_what_its_own_report_tells() -> None:
    draft = Draft(
        "a",
        "title: Brandt: this week lock remains open\nIlsa Brandt said that the lock remains open this week.",
        "2031-03-03",
    )
    person = draft.person("Ilsa Brandt", "Brandt", "Ilsa Brandt")
    draft.said(person, "this week lock remains open", source="Brandt", cue=None, kind="indirect")
    draft.said(person, "that the lock remains open this week", source="Ilsa Brandt", cue="said", kind="indirect")
    assert len(told(draft.reading(), quote("b", "that the lock will remain open this week", kind="indirect"))) == 1
