import re
from dataclasses import dataclass, replace
from time import process_time

import pytest

from parley.annotate.cast import Cast, Head
from parley.annotate.events import events
from parley.annotate.nounphrases import noun_phrases
from parley.annotate.parse import Parse
from parley.annotate.quantities import quantities
from parley.annotate.times import times
from parley.reading import PLOVER, Attribution, Form, Kind, LocalEntity, LocalEvent, Mention
from parley.report import Span
from tests.annotate.plain import parse_of

WHO: dict[str, Kind] = {
    "Karl Brandt": "person",
    "Ilsa Korr": "person",
    "Tove Lind": "person",
    "Norrland": "party",
    "Ostland": "party",
    "Westmark": "party",
    "Nurses": "organisation",
    "Aldra": "place",
    "Velm": "place",
    "Sund Lines": "organisation",
}


def cast_of(parse: Parse) -> Cast:
    """A cast of the names above, marked wherever they stand in the text."""
    entities = tuple(LocalEntity(key, kind, name) for key, (name, kind) in enumerate(WHO.items()))
    found = [
        (match.start(), match.end(), key)
        for key, name in enumerate(WHO)
        for match in re.finditer(name, parse.report.text)
    ]
    mentions = tuple(Mention(parse.report.span(start, end), key, "name") for start, end, key in sorted(found))
    phrases = noun_phrases(parse, [token.tag for token in parse.tokens]).all
    heads = tuple(
        Head(parse.tokens[p.first].start, parse.tokens[p.last - 1].end, parse.tokens[p.head].start, p.possessor)
        for p in phrases
    )
    last_words = ((parse.tokens[parse.at(end) - 1].start, key) for _, end, key in sorted(found))
    return Cast(entities, mentions, heads, tuple(last_words))


@dataclass(frozen=True)
class Told:
    """An event with names instead of keys."""

    type: str
    status: str
    who: tuple[str, ...]
    roles: tuple[str, ...]
    place: str | None
    day: str | None
    evidence: str


def told(*lines: str, attributions: tuple[Attribution, ...] = ()) -> list[Told]:
    """The events of lines published on Saturday, 20 December 2031."""
    parse = parse_of(*lines)
    cast, found = cast_of(parse), times(parse)
    names = list(WHO)

    def shown(event: LocalEvent) -> Told:
        return Told(
            type=event.type,
            status=event.status,
            who=tuple(names[part.entity] for part in event.participants),
            roles=tuple(part.role for part in event.participants),
            place=names[event.place] if event.place is not None else None,
            day=found[event.time].first if event.time is not None else None,
            evidence=parse.report.quote(event.evidence),
        )

    return [shown(event) for event in events(parse, cast, found, attributions)]


def only(*lines: str) -> Told:
    """The one event of lines."""
    (event,) = told(*lines)
    return event


def test_a_meeting_has_all_who_met_its_place_and_its_day() -> None:
    event = only("Karl Brandt met Ilsa Korr in Aldra on Friday.")
    assert (event.type, event.status) == ("CONSULT", "happened")
    assert event.who == ("Karl Brandt", "Ilsa Korr")
    assert set(event.roles) == {"participant"}
    assert (event.place, event.day) == ("Aldra", "2031-12-19")


@pytest.mark.parametrize(
    "line",
    [
        "Karl Brandt and Ilsa Korr met in Aldra.",
        "Karl Brandt met with Ilsa Korr in Aldra.",
        "Karl Brandt sat down with Ilsa Korr in Aldra.",
        "Karl Brandt held talks with Ilsa Korr in Aldra.",
        "Karl Brandt held long and difficult talks with Ilsa Korr in Aldra.",
        "Talks between Karl Brandt and Ilsa Korr began in Aldra.",
        "Talks were held by Karl Brandt and Ilsa Korr in Aldra.",
        "The meetings in Aldra included Karl Brandt and Ilsa Korr.",
        "Karl Brandt, who leads the delegation, met Ilsa Korr in Aldra.",
        "Karl Brandt was in talks with Ilsa Korr in Aldra.",
    ],
)
def test_many_ways_to_tell_a_meeting(line: str) -> None:
    event = next(event for event in told(line) if event.type == "CONSULT")
    assert set(event.who) == {"Karl Brandt", "Ilsa Korr"}
    assert event.place == "Aldra"


def test_envoys_stand_for_the_sides_that_they_come_from() -> None:
    assert set(only("Envoys of Norrland and Ostland met in Aldra on Friday.").who) == {"Norrland", "Ostland"}


@pytest.mark.parametrize(
    "line",
    [
        "Norrland attacked Ostland on Friday.",
        "Ostland was attacked by Norrland on Friday.",
        "Norrland launched an attack on Ostland on Friday.",
        "The attack on Ostland by Norrland began on Friday.",
        "Norrland’s attack on Ostland began on Friday.",
    ],
)
def test_who_attacked_whom(line: str) -> None:
    event = only(line)
    assert event.type == "ASSAULT"
    assert dict(zip(event.who, event.roles, strict=True)) == {"Norrland": "actor", "Ostland": "recipient"}
    assert event.day == "2031-12-19"


@pytest.mark.parametrize(
    ("line", "type_", "status"),
    [
        ("Karl Brandt will meet Ilsa Korr on Monday.", "CONSULT", "planned"),
        ("Karl Brandt is expected to meet Ilsa Korr on Monday.", "CONSULT", "planned"),
        ("Talks between Norrland and Ostland are scheduled for Monday.", "CONSULT", "planned"),
        ("Karl Brandt offered to meet Ilsa Korr.", "CONSULT", "proposed"),
        ("Westmark proposed talks between Norrland and Ostland.", "CONSULT", "proposed"),
        ("Karl Brandt may meet Ilsa Korr.", "CONSULT", "proposed"),
        ("Karl Brandt did not meet Ilsa Korr.", "CONSULT", "denied"),
        ("Karl Brandt refused to meet Ilsa Korr.", "CONSULT", "denied"),
        ("Westmark ruled out talks between Norrland and Ostland.", "CONSULT", "denied"),
        ("Westmark denied that Karl Brandt had met Ilsa Korr.", "CONSULT", "denied"),
        ("Karl Brandt reportedly met Ilsa Korr.", "CONSULT", "unverified"),
        ("Norrland attacked Ostland, according to reports that have not been verified.", "ASSAULT", "unverified"),
        ("Westmark said that Norrland had attacked Ostland.", "ASSAULT", "happened"),
    ],
)
def test_the_status_follows_the_words(line: str, type_: str, status: str) -> None:
    assert status in {event.status for event in told(line) if event.type == type_}


def test_what_stands_under_a_condition_is_no_event() -> None:
    assert "ASSAULT" not in {event.type for event in told("If Norrland attacks Ostland, Westmark will send weapons.")}


@pytest.mark.parametrize(
    "line", ["The talks go on.", "The war between the lines has no end.", "A deal is a deal.", "It met its needs."]
)
def test_a_word_in_passing_is_no_event(line: str) -> None:
    assert not told(line)


def test_the_day_is_that_of_the_clause_not_of_the_saying() -> None:
    (event,) = [e for e in told("Tove Lind said on Friday that Norrland had attacked Ostland.") if e.type == "ASSAULT"]
    assert event.day is None
    assert event.evidence == "Norrland had attacked Ostland"


def test_the_meeting_takes_up_who_met_before() -> None:
    found = told("Karl Brandt met Ilsa Korr in Aldra.", "The meeting ended on Friday.")
    assert [event.who for event in found] == [("Karl Brandt", "Ilsa Korr")] * 2
    assert (found[1].place, found[1].day) == ("Aldra", "2031-12-19")


def test_strikes_of_workers_are_protests() -> None:
    labour = told("The union of hospital workers wants higher wages.", "The strike in Aldra began on Friday.")
    war = told("The troops of the army fired missiles.", "The strike in Aldra began on Friday.")
    assert [event.type for event in labour] == ["PROTEST"]
    assert "ASSAULT" in {event.type for event in war}


def test_agreeing_with_words_is_no_agreement() -> None:
    line = "“We must talk,” Karl Brandt agreed."
    parse = parse_of(line)
    cue = parse.report.span(line.index("agreed"), line.index("agreed") + len("agreed"))
    attribution = Attribution(None, cue, (Span("r", 0, 15),), "direct", 0, 0)
    assert not events(parse, cast_of(parse), times(parse), (attribution,))


def test_evidence_and_trigger_lie_in_one_sentence() -> None:
    parse = parse_of("Norrland attacked Ostland, and Westmark imposed sanctions on Norrland on Friday.")
    cast, found = cast_of(parse), times(parse)
    for event in events(parse, cast, found, ()):
        sentence = parse.sentences[event.sentence]
        assert event.type in PLOVER
        assert event.evidence.covers(event.trigger)
        assert sentence.start <= event.evidence.start
        assert event.evidence.end <= sentence.end


@pytest.mark.parametrize("piece", ["met ", "Norrland and ", "talks with ", "to meet ", "that said ", "attacked, "])
def test_hostile_lines_take_linear_time(piece: str) -> None:
    parse = parse_of(*[piece * 100] * 50)
    cast, found = cast_of(parse), times(parse)
    start = process_time()
    events(parse, cast, found, ())
    assert process_time() - start < 5


def test_readings_of_an_empty_report() -> None:
    parse = parse_of("")
    assert not times(parse)
    assert not quantities(parse)
    assert not events(parse, Cast(), (), ())


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Norrland left the plenary on Friday after a quarrel.", "REJECT"),
        ("Norrland stormed out on Friday.", "REJECT"),
        ("Norrland raised its offer on Friday.", "CONCEDE"),
        ("Norrland lowered its demand on Friday.", "CONCEDE"),
        ("Norrland imposed new duties on Ostland on Friday.", "SANCTION"),
        ("Norrland released the second tranche on Friday.", "AID"),
        ("Norrland prolonged the ceasefire on Friday.", "AGREE"),
        ("Norrland accepted the award.", "AGREE"),
        ("Norrland defaulted on its bonds on Friday.", "REJECT"),
    ],
)
def test_happenings_of_talks_on_pay_trade_and_debt(line: str, kind: str) -> None:
    assert kind in {event.type for event in told(line)}


def test_what_is_left_and_taken_part_in_belongs_to_the_verb() -> None:
    (left,) = [event for event in told("Norrland walked out of talks on Friday.") if event.type == "REJECT"]
    assert left.day == "2031-12-19"
    (ended,) = told("Norrland and Ostland ended two days of talks in Velm.")
    assert (ended.type, ended.who) == ("CONSULT", ("Norrland", "Ostland"))


def test_a_clause_with_when_has_the_day_before_it() -> None:
    found = told("The offer was put on the table on Friday, when Norrland met Ostland.")
    assert [event.day for event in found if event.type == "CONSULT"] == ["2031-12-19"]


def test_the_talks_that_are_given_to_nobody_are_those_of_the_two_sides() -> None:
    first = "Norrland and Ostland agreed on a list. Norrland thanked Ostland."
    assert told(first, "Formal talks resume in Velm.")[-1].who == ("Norrland", "Ostland")
    assert told(first, "Talks on fish resume in Velm.")[-1].who == ()


@pytest.mark.parametrize(
    ("line", "type_"),
    [
        ("Norrland and Ostland struck a bargain in Aldra.", "AGREE"),
        ("The pact that Norrland and Ostland initialled on Friday is short.", "AGREE"),
        ("Karl Brandt and Ilsa Korr dined together on Friday.", "CONSULT"),
        ("Norrland called on Ostland to open the road.", "REQUEST"),
        ("Norrland called on Karl Brandt in Aldra.", "CONSULT"),
        ("Ostland asked for weekly reports on the herds.", "REQUEST"),
        ("Ilsa Korr welcomed the ruling.", "SUPPORT"),
        ("Ilsa Korr welcomed Karl Brandt in Aldra.", "CONSULT"),
        ("Norrland tore up the plan of Ostland.", "REJECT"),
        ("The Nurses voted on Friday to authorise a strike.", "THREATEN"),
        ("Norrland caved in on Friday.", "CONCEDE"),
    ],
)
def test_phrases_say_enough_alone(line: str, type_: str) -> None:
    assert type_ in {event.type for event in told(line)}


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("At the invitation of Westmark, Norrland and Ostland met in Aldra.", {"Norrland", "Ostland"}),
        (
            "The minister of Norrland, Karl Brandt, and the minister of trade of Ostland, Ilsa Korr, met in Aldra.",
            {"Karl Brandt", "Ilsa Korr"},
        ),
        ("The Nurses of Aldra and Sund Lines met on Friday.", {"Nurses", "Sund Lines"}),
        ("Ministers and delegates of Norrland, Ostland and Westmark met.", {"Norrland", "Ostland", "Westmark"}),
    ],
)
def test_chains_of_names_before_a_verb(line: str, who: set[str]) -> None:
    assert set(only(line).who) == who


@pytest.mark.parametrize(
    "line",
    [
        "Karl Brandt spoke on Friday after talks between Norrland and Ostland.",
        "Karl Brandt spoke on Friday as Norrland and Ostland met.",
    ],
)
def test_a_meeting_has_the_day_of_the_words_spoken_after_or_during_it(line: str) -> None:
    (day,) = {event.day for event in told(line) if event.type == "CONSULT" and len(event.who) > 1}
    assert day == "2031-12-19"


@pytest.mark.parametrize(
    ("line", "type_"), [("Norrland dismissed the idea.", "REJECT"), ("Ilsa Korr backed a cap.", "SUPPORT")]
)
def test_a_refusal_or_support_of_one_side_is_an_event(line: str, type_: str) -> None:
    assert only(line).type == type_


def test_a_request_of_one_side_needs_whom_it_asks() -> None:
    assert not told("Ilsa Korr asked a question.")


@pytest.mark.parametrize(
    ("line", "type_", "day"),
    [
        ("Ilsa Korr demanded that the fund reach 90 million by 2035.", "REQUEST", None),
        ("Ilsa Korr asked Norrland and Ostland to meet her on Tuesday.", "REQUEST", None),
        ("Ilsa Korr asked Norrland and Ostland to meet her on Tuesday.", "CONSULT", "2031-12-23"),
        ("Norrland and Ostland agreed on Friday to stop the attacks.", "AGREE", "2031-12-19"),
        ("Norrland and Ostland agreed on Friday to withdraw troops.", "RETREAT", None),
        (
            "On Friday Norrland and Ostland agreed to stop shooting and to exchange prisoners with Westmark.",
            "COOPERATE",
            None,
        ),
        ("Karl Brandt is due on Tuesday to meet Ilsa Korr.", "CONSULT", "2031-12-23"),
        ("Karl Brandt flew to Aldra on Friday to meet Ilsa Korr.", "CONSULT", "2031-12-19"),
        ("Karl Brandt met Ilsa Korr before leaving the hall on Friday.", "CONSULT", None),
        ("Karl Brandt criticised Ilsa Korr in the Friday paper.", "ACCUSE", None),
        ("Note two dates: 9 January, when Karl Brandt meets Ilsa Korr, and 12 January.", "CONSULT", "2032-01-09"),
    ],
)
def test_a_time_belongs_to_one_of_two_verbs(line: str, type_: str, day: str | None) -> None:
    assert {event.day for event in told(line) if event.type == type_} == {day}


@pytest.mark.parametrize(
    "line",
    [
        "“It is late,” Karl Brandt said after the meeting in Aldra.",
        "Karl Brandt told reporters after nine hours of talks in Aldra.",
        "At the talks in Aldra, Karl Brandt asked for tea.",
        "Following discussions in Aldra, Karl Brandt left for home.",
    ],
)
def test_who_speaks_at_a_meeting_or_after_it_was_there(line: str) -> None:
    met = [event for event in told(line) if event.type == "CONSULT"]
    assert [event.who for event in met] == [("Karl Brandt",)]


def test_who_speaks_to_a_rally_takes_part_in_it() -> None:
    event = only("Ilsa Korr addressed a protest in Velm.")
    assert (event.type, event.who, event.place) == ("PROTEST", ("Ilsa Korr",), "Velm")


def test_a_participle_between_commas_leaves_the_subject_to_its_verb() -> None:
    event = next(e for e in told("Karl Brandt, receiving Ilsa Korr in Aldra, thanked Norrland.") if e.type == "CONSULT")
    assert dict(zip(event.who, event.roles, strict=True)) == {"Karl Brandt": "actor", "Ilsa Korr": "recipient"}


@pytest.mark.parametrize(
    "line",
    [
        "The parties met eleven times.",
        "The delegations sat until evening.",
        "Both teams talked again.",
        "The talks resume at ten.",
    ],
)
def test_what_the_sides_do_is_told_though_nobody_is_named(line: str) -> None:
    event = only(line)
    assert (event.type, event.who) == ("CONSULT", ())


@pytest.mark.parametrize("line", ["Nobody met.", "They might have met.", "Talks about talks are a habit."])
def test_what_may_not_be_is_not_told_without_names(line: str) -> None:
    assert not told(line)


@pytest.mark.parametrize(
    ("line", "type_"),
    [
        ("A bomb wounded seven people in Velm.", "ASSAULT"),
        ("Two clerks were wounded by a mine in Velm.", "ASSAULT"),
        ("A crowd of about 300 gathered in Velm.", "PROTEST"),
        ("Ministers gathered in Velm.", "CONSULT"),
        ("Ilsa Korr put a figure of nine on the table.", "REQUEST"),
        ("The prisoners were exchanged in Velm.", "COOPERATE"),
        ("Norrland has opened proceedings against Karl Brandt.", "ACCUSE"),
        ("Karl Brandt reported to parliament.", "CONSULT"),
        ("Westmark has approved a credit of nine million for Ostland.", "AID"),
    ],
)
def test_the_type_follows_who_does_it_to_what(line: str, type_: str) -> None:
    assert [event.type for event in told(line)] == [type_]


def test_a_time_or_place_may_part_a_verb_from_those_whom_somebody_met() -> None:
    event = only("Karl Brandt sat for about five hours on Friday with Ilsa Korr.")
    assert (event.type, event.day) == ("CONSULT", "2031-12-19")
    assert set(event.who) == {"Karl Brandt", "Ilsa Korr"}
    assert not told("Karl Brandt sat for about five hours on Friday with a book.")


def test_the_day_that_opens_a_sentence_dates_all_that_its_subject_did() -> None:
    line = "On Thursday at noon Karl Brandt, a man who carries an umbrella, rose, bowed and left the talks."
    left = next(event for event in told(line) if event.type == "REJECT")
    assert left.day == "2031-12-18"


def test_a_later_plan_does_not_put_off_the_day_before_it() -> None:
    line = "Karl Brandt and Ilsa Korr negotiated in Aldra on Wednesday, and planned to meet again on Monday."
    first, second = told(line)
    assert (first.status, first.day) == ("happened", "2031-12-17")
    assert (second.status, second.day) == ("planned", "2031-12-22")


def test_a_day_that_owns_a_long_phrase_dates_the_event_at_its_end() -> None:
    assert only("Karl Brandt smiled after Friday’s long closing meeting with Ilsa Korr.").day == "2031-12-19"


def test_what_is_past_is_no_plan_though_for_stands_before_it() -> None:
    (event,) = told("Workers never forgot Karl Brandt for Friday’s arrests in Aldra.")
    assert (event.type, event.status) == ("COERCE", "happened")


def said(line: str, content: str, *, speaker: str = "Ilsa Korr") -> list[Told]:
    """The events of a line in which somebody is told to say something."""
    start = line.index(content)
    source, cue = line.index(speaker), line.index("said")
    attribution = Attribution(
        Span("r", source, source + len(speaker)),
        Span("r", cue, cue + len("said")),
        (Span("r", start, start + len(content)),),
        "indirect",
        list(WHO).index(speaker),
        0,
        time=0 if "Friday" in line else None,
    )
    return told(line, attributions=(attribution,))


@pytest.mark.parametrize(
    "content",
    ["she would not cut the pensions", "no village will be left to the river", "we will never sell the harbour"],
)
def test_who_says_that_he_will_not_refuses_on_the_day_on_which_he_says_it(content: str) -> None:
    (event,) = said(f"Ilsa Korr said on Friday that {content}.", content)
    assert (event.type, event.status, event.who, event.day) == ("REJECT", "happened", ("Ilsa Korr",), "2031-12-19")


@pytest.mark.parametrize(
    "content",
    ["she would not comment", "the ferry would not come", "she would cut the pensions", "she did not cut the pensions"],
)
def test_who_says_something_else_refuses_nothing(content: str) -> None:
    assert not said(f"Ilsa Korr said on Friday that {content}.", content)


@pytest.mark.parametrize(
    "line",
    [
        "Norrland’s first wish remains to stop the killing before the winter.",
        "Karl Brandt flew in with cakes to end the strike.",
        "Ilsa Korr declined to comment.",
        "Diplomats of Norrland speak of a duty of 12 per cent.",
        "Karl Brandt would not go on ruling the country with people who doubt.",
        "“Perhaps we will sign for the fish of our lake,” said Tove Lind.",
    ],
)
def test_aims_and_words_of_another_sense_are_no_event(line: str) -> None:
    assert not told(line)


def test_a_denial_is_an_event_and_what_is_asked_of_a_side_has_not_happened() -> None:
    assert only("Karl Brandt denied that Norrland was in trouble.").type == "REJECT"
    asked = told("Norrland demands that Ostland give up Aldra.")
    assert [event.status for event in asked if event.type == "RETREAT"] == ["proposed"]


def test_talks_about_something_are_the_subject_of_their_verb() -> None:
    event = only("Talks between Norrland and Ostland about the dam tolls are to be resumed on Monday.")
    assert (event.type, event.status, event.day) == ("CONSULT", "planned", "2031-12-22")


@pytest.mark.parametrize(
    "line",
    [
        "Norrland handed over the report on Monday.",
        "Norrland wants the fund of Ostland to hit 120 billion crowns by 2035.",
        "Karl Brandt flew in on Friday to stop Norrland walking out of the talks.",
        "The demands of Norrland have barely changed since November 2030.",
        "Karl Brandt saw the plan of Ostland as a burden.",
        "Karl Brandt returned on Thursday.",
    ],
)
def test_words_that_only_look_like_a_deed(line: str) -> None:
    found = {event.type for event in told(line)}
    assert not found & {"RETREAT", "ASSAULT", "REJECT", "REQUEST"}, line
    assert "CONSULT" not in found or "saw" not in line


def test_prisoners_are_handed_over_where_a_paper_is_not() -> None:
    event = only("Norrland handed over twelve prisoners to Ostland on Monday.")
    assert (event.type, event.day) == ("RETREAT", "2031-12-15")


def test_who_sees_somebody_meets_him() -> None:
    event = only("Karl Brandt saw Ilsa Korr in Aldra on Friday.")
    assert (event.type, set(event.who)) == ("CONSULT", {"Karl Brandt", "Ilsa Korr"})


def test_who_is_open_to_a_meeting_has_not_met() -> None:
    assert only("Karl Brandt is open to speaking with Ilsa Korr.").status == "proposed"


def test_a_limit_is_no_day_of_an_event() -> None:
    found = told("Norrland and Ostland extended the truce until 15 January.")
    assert {event.day for event in found} == {None}


def test_a_verb_that_goes_on_with_a_clause_has_its_day() -> None:
    (event,) = (each for each in told("Karl Brandt flew in on Monday and was received by Ilsa Korr.") if each.who[1:])
    assert (event.type, event.day) == ("CONSULT", "2031-12-15")


def test_a_body_that_votes_on_a_day_sits_on_it() -> None:
    event = only("The parliament of Ostland will vote on the bill on Monday.")
    assert (event.type, event.status, event.day) == ("CONSULT", "planned", "2031-12-22")


def test_a_counted_time_belongs_to_the_clause_that_it_introduces() -> None:
    found = told("Norrland and Ostland signed the treaty in Aldra two days after Westmark had left the talks.")
    signed = next(event for event in found if event.type == "AGREE")
    assert signed.evidence.endswith("in Aldra")


def test_where_people_protest_is_no_participant() -> None:
    event = only("A protest outside Sund Lines ended in Velm on Friday.")
    assert (event.type, event.who) == ("PROTEST", ())


def test_who_asks_for_a_seat_does_not_sit_at_the_talks() -> None:
    found = told("Karl Brandt has asked for a seat at the talks in Velm.")
    assert all("Karl Brandt" not in event.who for event in found if event.type == "CONSULT")


@pytest.mark.parametrize(
    ("line", "kind", "day"),
    [
        ("Envoys of Norrland sat down Wednesday with Karl Brandt.", "CONSULT", "2031-12-17"),
        ("Norrland pulled out Wednesday.", "RETREAT", "2031-12-17"),
    ],
)
def test_a_day_straight_after_a_particle_belongs_to_the_verb(line: str, kind: str, day: str) -> None:
    event = only(line)
    assert (event.type, event.day) == (kind, day)


def test_two_who_spend_hours_together_meet() -> None:
    event = only("Karl Brandt and Ilsa Korr spent three hours together in Velm on Monday.")
    assert (event.type, event.who) == ("CONSULT", ("Karl Brandt", "Ilsa Korr"))
    assert told("Karl Brandt spent three hours together with his papers.") == []


def test_a_conversation_needs_two() -> None:
    event = only("Karl Brandt had a second conversation with Ilsa Korr on Friday.")
    assert (event.type, event.day) == ("CONSULT", "2031-12-19")
    assert told("A conversation was heard on Friday.") == []


def test_who_asks_somebody_unknown_to_do_a_thing_requests_it() -> None:
    event = only("Karl Brandt asked the court on Monday to stop the sale.")
    assert (event.type, event.who, event.day) == ("REQUEST", ("Karl Brandt",), "2031-12-15")
    assert told("Karl Brandt asked the court.") == []


def test_who_proposed_a_thing_did_so() -> None:
    event = only("Karl Brandt had proposed a pause on Monday.")
    assert (event.type, event.status) == ("REQUEST", "happened")


@pytest.mark.parametrize(
    "line", ["Norrland does not recognise the treaty.", "Norrland will not sign the treaty with Ostland."]
)
def test_who_does_not_give_his_assent_rejects(line: str) -> None:
    found = [event for event in told(line) if event.type == "REJECT"]
    assert [(event.status, event.who[0]) for event in found] == [("happened", "Norrland")]


def test_who_did_not_sign_has_not_rejected() -> None:
    assert all(event.type != "REJECT" for event in told("Norrland did not sign the treaty with Ostland."))


def test_what_is_agreed_by_nobody_told_is_agreed_and_nothing_is_not() -> None:
    event = only("A pause was agreed in Velm.")
    assert (event.type, event.status, event.who) == ("AGREE", "happened", ())
    assert told("Nothing is agreed.") == []
    assert told("No pause of any kind was agreed.") == []
    assert told("Every map is signed.") == []


def test_a_journey_is_a_visit_of_who_makes_it_himself() -> None:
    event = only("Karl Brandt is to fly to Velm on Monday.")
    assert (event.type, event.status, event.day) == ("CONSULT", "planned", "2031-12-22")
    assert told("The prisoners were flown to Velm on Monday.") == []


def test_a_bill_goes_to_those_who_vote_on_it_and_a_man_to_the_house() -> None:
    event = only("The bill goes to parliament on 29 December.")
    assert (event.type, event.status, event.day) == ("CONSULT", "planned", "2031-12-29")
    assert told("The clerk goes to parliament on 29 December.") == []


def test_a_clause_after_a_counted_time_has_its_own_subject() -> None:
    found = told("Karl Brandt signed the treaty, two days after Ostland had rejected it.")
    assert [event.who for event in found if event.type == "REJECT"] == [("Ostland",)]


def described(line: str, *marks: tuple[str, str, Form]) -> list[LocalEvent]:
    """The events of a line in which words stand for a name; each mark has the words, the name and the form."""
    parse = parse_of(line)
    plain = cast_of(parse)
    added = tuple(
        Mention(parse.report.span(line.index(words), line.index(words) + len(words)), list(WHO).index(name), form)
        for words, name, form in marks
    )
    mentions = tuple(sorted((*plain.mentions, *added), key=lambda m: (m.span.start, m.span.end)))
    return list(events(parse, replace(plain, mentions=mentions), times(parse), ()))


def test_a_description_beside_a_name_is_of_that_person() -> None:
    line = "Karl Brandt, president of the board that runs Velm, met Tove Lind."
    (event,) = described(line, ("president", "Ilsa Korr", "description"))
    assert {list(WHO)[part.entity] for part in event.participants} == {"Karl Brandt", "Tove Lind"}


def test_one_happening_is_told_once() -> None:
    parse = parse_of("Norrland will not sign the treaty with Ostland, it said.")
    span = parse.report.span
    said = Attribution(
        source=span(48, 50), cue=span(51, 55), content=(span(0, 46),), kind="indirect", speaker=3, sentence=0
    )
    found = events(parse, cast_of(parse), times(parse), (said,))
    assert [event.type for event in found].count("REJECT") == 1


def test_who_tells_the_press_holds_a_briefing_and_who_tells_a_friend_does_not() -> None:
    event = only("Karl Brandt told the press on Monday that he would stay.")
    assert (event.type, event.who, event.day) == ("CONSULT", ("Karl Brandt",), "2031-12-15")
    assert told("Karl Brandt told a friend on Monday that he would stay.") == []
