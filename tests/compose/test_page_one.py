"""Tracks, the timeline and the brief, from stories built by hand."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from parley.compose.cast import cast_of
from parley.compose.compose import compose
from parley.compose.lens import shelf
from parley.compose.readable import opened
from parley.compose.support import unsupported
from parley.compose.timeline import shorten, timeline
from parley.compose.tracks import Told, tracks
from parley.dossier import Dossier, Made
from parley.reading import Status
from parley.report import Span
from parley.story import Claim, Discrepancy, DiscrepancyKind, Event, EventParticipant, Story, Value, When
from tests.compose.build import Line, story

MADE = Made("2031-03-09", "parley test", "test", "1")
KINDS: tuple[DiscrepancyKind, ...] = ("name", "number")
BOTH = ("party-ostmark", "party-varnia")


def event(made: Story, number: int, day: str | None, kind: str = "CONSULT", status: Status = "happened") -> Event:
    report = made.readings[number].report
    when = When("on Friday", day, day)
    who = tuple(EventParticipant(party, "participant") for party in BOTH)
    return Event(f"ev-{number}", kind, who, None, when, status, (Span(report.id, 0, len(report.text)),))


def claim(made: Story, numbers: tuple[int, ...], status: str, origins: int) -> Claim:
    spans = tuple(Span(made.readings[n].report.id, 0, len(made.readings[n].report.text)) for n in numbers)
    reports = tuple(span.report for span in spans)
    text = made.readings[numbers[0]].report.text
    names = tuple(f"o-{n}" for n in range(origins))
    return Claim(f"c-{numbers}", text, status, (), (f"ev-{numbers[0]}",), reports, names, spans)  # type: ignore[arg-type]


@pytest.fixture
def three() -> Story:
    return story(
        Line("Envoys of Ostmark and Varnia met on Friday in the harbour and spoke for two hours about prisoners."),
        Line("The envoys of Ostmark and Varnia met in the harbour on Friday for ten minutes, two officials said."),
        Line("Ostmark and Varnia will meet again on 9 March in the capital of Ostmark, the mediators said on Sunday."),
    )


def told(made: Story, events: Sequence[Event], leading: tuple[str, ...] = ()) -> Told:
    return Told(events, {reading.report.id: reading.report for reading in made.readings}, leading)


def whole(made: Story) -> Story:
    values = (Value("two hours", (at(made, 0, "two hours"),)), Value("ten minutes", (at(made, 1, "ten minutes"),)))
    return replace(
        made,
        events=(event(made, 0, "2031-03-01"), event(made, 2, "2031-03-09", status="planned")),
        claims=(claim(made, (0, 1), "corroborated", 2), claim(made, (2,), "single", 1)),
        discrepancies=(Discrepancy("d-1", "period", values, "Two lengths."),),
    )


def at(made: Story, number: int, words: str) -> Span:
    report = made.readings[number].report
    return report.span(report.text.index(words), report.text.index(words) + len(words))


def brief(made: Story) -> Dossier:
    return compose(whole(made), shelf()[0], MADE)


def test_parties_that_meet_make_one_track_and_planned_meetings_belong_to_it(three: Story) -> None:
    (track,) = tracks(told(three, whole(three).events), cast_of(three))
    assert track.parties == BOTH
    assert track.status == "happened"
    assert len(track.events) == 2
    assert track.label == "Ostmark – Varnia"


def test_a_party_that_meets_nobody_makes_no_track(three: Story) -> None:
    alone = replace(event(three, 0, None), participants=(EventParticipant("party-ostmark", "actor"),))
    assert tracks(told(three, [alone]), cast_of(three)) == ()


def test_talks_whose_sides_no_report_names_are_those_of_the_parties_that_take_stands() -> None:
    made = story(
        Line("The two sides met for five hours."),
        Line("The talks of both sides ended."),
        Line("Ostmark, Varnia and more."),
    )
    bare = [replace(event(made, number, None), participants=()) for number in (0, 1)]
    leading = ("party-varnia", "party-ostmark", "party-third")
    (track,) = tracks(told(made, bare, leading), cast_of(made))
    assert track.parties == BOTH
    assert tracks(told(made, bare[:1], leading), cast_of(made)) == ()
    assert tracks(told(made, bare, leading[:1]), cast_of(made)) == ()


def test_a_party_that_few_of_many_passages_name_is_told_of_beside_the_meeting() -> None:
    made = story(*(Line(f"Envoys of Ostmark and Varnia met {n} times.") for n in range(4)), Line("Thirdland and more."))
    beside = replace(cast_of(made).entities["party-varnia"], id="party-third", name="Third", mentions=())
    whole = replace(made, entities=(*made.entities, beside))
    spans = tuple(Span(r.report.id, 0, len(r.report.text)) for r in whole.readings[:4])
    who = tuple(EventParticipant(party, "participant") for party in (*BOTH, "party-third"))
    few, many = (replace(event(whole, 0, None), participants=who, evidence=spans[:n]) for n in (3, 4))
    assert [track.parties for track in tracks(told(whole, [few]), cast_of(whole))] == [
        (*BOTH[:1], "party-third", BOTH[1])
    ]
    assert [track.parties for track in tracks(told(whole, [many]), cast_of(whole))] == [BOTH]


def test_a_press_conference_gathers_no_sides() -> None:
    made = story(Line("Nobody yielded at the annual press conference."), Line("Ostmark, Varnia and more."))
    bare = [replace(event(made, 0, None), participants=()), replace(event(made, 0, None), id="ev-7", participants=())]
    assert tracks(told(made, bare, BOTH), cast_of(made)) == ()


def test_who_is_named_beside_both_sides_sits_with_them() -> None:
    made = story(Line("Ostmark asked both sides to meet its mediator."), Line("Varnia and more."))
    third, fourth = (replace(cast_of(made).entities["party-varnia"], id=f"party-{n}", name=n) for n in ("a", "b"))
    whole = replace(made, entities=(*made.entities, third, fourth))
    asked = replace(event(whole, 0, None), participants=(EventParticipant("party-ostmark", "actor"),))
    (track,) = tracks(told(whole, [asked], ("party-a", "party-b", "party-ostmark")), cast_of(whole))
    assert track.parties == ("party-a", "party-b", "party-ostmark")


def test_where_reports_count_three_sides_two_that_are_named_are_not_all() -> None:
    made = story(Line("The three parties agreed: Ostmark, Varnia and one more."))
    leading = (*BOTH, "party-third")
    third = replace(cast_of(made).entities["party-ostmark"], id="party-third", name="Third")
    whole = replace(made, entities=(*made.entities, third))
    (track,) = tracks(told(whole, [event(whole, 0, None, "AGREE")], leading), cast_of(whole))
    assert set(track.parties) == set(leading)


def test_a_track_says_in_which_format_its_parties_talk() -> None:
    made = story(Line("Ostmark and Varnia talked through mediators."), Line("Ostmark and Varnia met face to face."))
    (track,) = tracks(told(made, [event(made, 0, None), event(made, 1, None)]), cast_of(made))
    assert track.label == "Ostmark – Varnia (through a mediator, face to face)"
    assert track.formats == ("bilateral", "through a mediator", "face to face")


def test_an_attack_is_no_channel_of_talks(three: Story) -> None:
    assert tracks(told(three, [event(three, 0, None, "ASSAULT")]), cast_of(three)) == ()


def test_the_timeline_is_in_order_of_days_with_undated_events_last(three: Story) -> None:
    readings = three.readings
    events = [event(three, 2, None), event(three, 1, "2031-03-05"), event(three, 0, "2031-03-01")]
    entries = timeline(events, (), cast_of(three), readings)
    assert [entry.day for entry in entries] == ["2031-03-01", "2031-03-05", None]
    assert entries[-1].label.startswith("on Friday: ")


def test_the_brief_tells_each_kind_of_finding_with_its_evidence(three: Story) -> None:
    lines = brief(three).brief
    assert [line.section for line in lines] == ["happened", "disputed", "next"]
    assert all(line.evidence and line.refs for line in lines)
    assert "(Outlet 0, Outlet 1)" in lines[0].text
    assert "“two hours” (Outlet 0) against “ten minutes” (Outlet 1)" in lines[1].text


def test_a_sentence_of_the_brief_has_no_word_that_its_evidence_lacks(three: Story) -> None:
    dossier = brief(three)
    texts = {report.id: report.text for report in dossier.reports}
    for line in (line for line in dossier.brief if line.section in {"happened", "alone", "next"}):
        said = line.text.rsplit(" (", 1)[0].rstrip(".").lower()
        assert any(said in texts[span.report][span.start : span.end].lower() for span in line.evidence), line.text


def test_the_brief_keeps_to_a_page() -> None:
    lines = [Line(f"Envoys of Ostmark and Varnia met {'again and ' * 18}for the {n}th time.") for n in range(9)]
    made = story(*lines)
    claims = tuple(claim(made, (n,), "single", 1) for n in range(9))
    dossier = compose(replace(made, claims=claims), shelf()[0], MADE)
    assert 0 < sum(len(line.text.split()) for line in dossier.brief) <= 380


def test_labels_are_cut_at_a_word() -> None:
    assert shorten("one  two\nthree", 9) == "one two …"
    assert shorten("one two", 9) == "one two"


def test_the_brief_tells_nothing_twice(three: Story) -> None:
    lines = brief(three).brief
    spans = [span for line in lines if line.section != "disputed" for span in set(line.evidence)]
    assert len(spans) == len(set(spans))


def test_a_line_that_can_be_read_alone_comes_before_one_that_cannot() -> None:
    made = story(
        Line("They met Ostmark and Varnia 14 times in Selm, Tarn, Ouse and Wend in 2030."),
        Line("Ostmark and Varnia met once."),
    )
    claims = (claim(made, (0,), "single", 1), claim(made, (1,), "single", 1))
    dossier = compose(replace(made, claims=claims), shelf()[0], MADE)
    assert next(line.text.split(".")[0] for line in dossier.brief) == "Ostmark and Varnia met once"


def test_one_day_and_one_label_make_one_entry_whatever_the_status(three: Story) -> None:
    events = [event(three, 0, "2031-03-01", status="planned"), replace(event(three, 0, "2031-03-01"), id="ev-9")]
    (entry,) = timeline(events, (), cast_of(three), three.readings)
    assert not entry.label.endswith("(planned)")
    assert len(entry.refs) == 2


def test_a_fragment_is_told_by_its_whole_sentence() -> None:
    made = story(Line("Both sides agreed on a panel, which will meet in May in the capital of Ostmark."))
    report = made.readings[0].report
    at = report.text.index("will meet")
    cut = replace(event(made, 0, "2031-05-01"), evidence=(Span(report.id, at, len(report.text)),))
    (entry,) = timeline([cut], (), cast_of(made), made.readings)
    assert entry.label.startswith("Both sides agreed")


def test_what_is_told_with_its_own_cue_reads_as_a_sentence() -> None:
    said = "to postpone the vote on the border by six months"
    line = Line(f"Varnia offered {said}.", "Varnia", "offered", said, "offers")
    made = story(line)
    statement = replace(made.statements[0], day="2031-03-01")
    (entry,) = timeline([], (statement,), cast_of(made), made.readings)
    assert entry.label == f"Varnia offered {said}"


def test_a_track_takes_in_a_placeless_meeting_of_some_of_its_parties(three: Story) -> None:
    third = replace(cast_of(three).entities["party-ostmark"], id="party-third", name="Third")
    made = replace(three, entities=(*three.entities, third))
    all_three = replace(
        event(made, 0, None),
        participants=tuple(EventParticipant(p, "participant") for p in (*BOTH, "party-third")),
    )
    (track,) = tracks(told(made, [all_three, event(made, 1, None)]), cast_of(made))
    assert len(track.events) == 2


def test_a_contradicted_number_is_told_before_a_misspelt_name(three: Story) -> None:
    values = (Value("two hours", (at(three, 0, "two hours"),)), Value("ten minutes", (at(three, 1, "ten minutes"),)))
    found = tuple(Discrepancy(f"d-{n}", kind, values, "") for n, kind in enumerate(KINDS))
    lines = compose(replace(three, discrepancies=found), shelf()[0], MADE).brief
    assert [line.refs[0] for line in lines if line.section == "disputed"] == ["d-1", "d-0"]


def test_the_brief_tells_who_moved_from_which_stance_to_which() -> None:
    lines = (
        Line("Varnia rejected a ceasefire.", "Varnia", "rejected", "a ceasefire", "rejects"),
        Line("Varnia accepted a ceasefire.", "Varnia", "accepted", "a ceasefire", "accepts"),
    )
    made = compose(story(*lines), shelf()[0], MADE)
    (line,) = [line for line in made.brief if line.section == "moved"]
    assert line.text.startswith("Ceasefire: Varnia has softened: accepts (“")
    assert line.text.endswith("), before rejects.")
    assert unsupported(made) == ()


def test_a_question_tells_less_than_an_answer() -> None:
    made = story(Line("Did Ostmark and Varnia agree on the toll?"), Line("Ostmark and Varnia agreed on the toll."))
    dossier = compose(replace(made, claims=(claim(made, (0, 1), "corroborated", 2),)), shelf()[0], MADE)
    assert [line.text for line in dossier.brief] == ["Ostmark and Varnia agreed on the toll. (Outlet 0, Outlet 1)"]


def test_the_timeline_tells_an_event_by_the_words_with_its_day_and_those_who_took_part() -> None:
    made = story(Line("Talks in Velm went on, people said."), Line("Ostmark and Varnia met in Velm on Monday."))
    spans = tuple(Span(r.report.id, 0, len(r.report.text)) for r in made.readings)
    (entry,) = timeline([replace(event(made, 0, "2031-03-03"), evidence=spans)], (), cast_of(made), made.readings)
    assert entry.label.startswith("Ostmark and Varnia met in Velm")


def test_what_some_members_say_is_no_entry_of_the_timeline() -> None:
    said = "that the vote on the border would fail"
    made = story(Line(f"Varnia said {said}.", "Varnia", "said", said, "rejects"))
    statement = replace(made.statements[0], day="2031-03-01")
    assert timeline([], (statement,), cast_of(made), made.readings)
    nobody = replace(made, entities=tuple(replace(each, name="members") for each in made.entities))
    assert timeline([], (statement,), cast_of(nobody), made.readings) == ()


def test_talks_that_are_only_named_do_not_make_a_planned_track_one_that_met() -> None:
    made = story(Line("Talks between Ostmark and Varnia are wanted."), Line("Ostmark and Varnia are to meet in May."))
    named, planned = event(made, 0, None), replace(event(made, 1, "2031-05-01", status="planned"), id="ev-8")
    (track,) = tracks(told(made, [replace(named, when=None, place=None), planned]), cast_of(made))
    assert track.status == "planned"


def test_meetings_that_took_place_are_no_part_of_a_larger_gathering_that_is_only_proposed() -> None:
    made = story(*(Line(f"Envoys of Ostmark and Varnia met {n} times.") for n in range(4)), Line("Thirdland and more."))
    third = replace(cast_of(made).entities["party-varnia"], id="party-third", name="Third", mentions=())
    whole = replace(made, entities=(*made.entities, third))
    met = [replace(event(whole, n, None), id=f"ev-{n}", place="place-selm") for n in (0, 1)]
    three = tuple(EventParticipant(party, "participant") for party in (*BOTH, "party-third"))
    asked = [
        replace(event(whole, n, None, status="proposed"), id=f"ev-{n}", place="place-selm", participants=three)
        for n in (2, 3)
    ]
    found = {track.parties: track.status for track in tracks(told(whole, [*met, *asked]), cast_of(whole))}
    assert found == {BOTH: "happened", (*BOTH[:1], "party-third", BOTH[1]): "proposed"}


def test_what_took_place_is_told_before_what_is_only_proposed() -> None:
    made = story(
        Line("Ostmark would like a second bridge to be built by both."), Line("Ostmark and Varnia met for six hours.")
    )
    events = (event(made, 0, "2031-03-01", status="proposed"), event(made, 1, "2031-03-01"))
    claims = (replace(claim(made, (0,), "single", 3), matters=1.0), claim(made, (1,), "single", 3))
    carried = tuple(replace(each, reports=("r-0", "r-1"), status="corroborated") for each in claims)
    dossier = compose(replace(made, events=events, claims=carried), shelf()[0], MADE)
    assert dossier.brief[0].text.startswith("Ostmark and Varnia met for six hours.")


@pytest.mark.parametrize("opening", ["A day earlier, ", "The same evening ", "Later ", "Two weeks before, "])
def test_a_line_that_counts_from_another_cannot_be_read_alone(opening: str) -> None:
    made = story(
        Line(f"{opening}Ostmark and Varnia met for six hours in Selm."),
        Line("In the town of Selm the envoys of Ostmark and Varnia met for six hours, an official said."),
    )
    dossier = compose(replace(made, claims=(claim(made, (0, 1), "corroborated", 2),)), shelf()[0], MADE)
    assert [line.text.split(" (")[0] for line in dossier.brief] == [made.readings[1].report.text]


def test_for_now_stays_where_words_are_opened() -> None:
    assert opened("For now, both sides wait") == "For now, both sides wait"
    assert opened("For the talks had failed") == "the talks had failed"


def test_what_happened_is_the_last_to_give_way_on_a_full_page() -> None:
    lines = [Line(f"Ostmark and Varnia met {'on and ' * 24}for the {n}th time.") for n in range(9)]
    made = story(*lines)
    events = tuple(event(made, n, "2031-03-01") for n in range(9))
    alone = tuple(claim(made, (n,), "single", 1) for n in range(4, 9))
    carried = tuple(replace(claim(made, (n,), "corroborated", 2), reports=("r-0", "r-1")) for n in range(4))
    dossier = compose(replace(made, events=events, claims=(*carried, *alone)), shelf()[0], MADE)
    told_of = [line.section for line in dossier.brief]
    assert told_of.count("happened") == 4
    assert told_of.count("happened") > told_of.count("alone") > 0


def test_the_brief_leaves_out_a_stance_that_one_place_alone_shows() -> None:
    lines = (
        Line("Ostmark rejects the exchange of prisoners."),
        Line("Varnia rejects a ceasefire."),
        Line("Varnia rejected a ceasefire again."),
    )
    made = compose(story(*lines), shelf()[0], MADE)
    stands = " | ".join(line.text for line in made.brief if line.section == "stands")
    assert len([issue for issue in made.issues if issue.positions]) == 2
    assert "ceasefire" in stands
    assert "prisoners" not in stands
    assert any(line.section == "stands" for line in compose(story(lines[0]), shelf()[0], MADE).brief)


def test_a_refusal_beside_a_demand_stands_before_what_meets_in_part() -> None:
    lines = (
        Line("Ostmark supports a ceasefire."),
        Line("Varnia demands a ceasefire within a week."),
        Line("Ostmark rejects any surrender of land."),
        Line("Varnia demands a withdrawal from two regions of its border."),
    )
    made = compose(story(*lines), shelf()[0], MADE)
    overlaps = {issue.id: issue.overlap for issue in made.issues if issue.positions}
    assert {"partial", "unknown"} <= set(overlaps.values())
    first = next(line.text for line in made.brief if line.section == "stands")
    assert "land" in first
    assert "regions" in first
