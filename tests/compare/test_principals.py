import pytest

from parley.compare.events import events
from parley.compare.principals import principals
from parley.compare.resolve import resolve
from parley.reading import Reading, Status
from tests.compare.build import Draft

CASTING = "Ostland and Westmark talked. Ostland waits. Westmark waits. Sund watches."


def report(
    name: str, line: str, trigger: str, *, type_: str = "CONSULT", status: Status = "happened", casting: str = CASTING
) -> Reading:
    """A report that speaks most of Ostland and Westmark, with an event of nobody by name."""
    draft = Draft(name, f"{casting}\n{line}", "2031-03-03")
    for party in ("Ostland", "Westmark", "Sund"):
        key = draft.party(party)
        for nth in range(1, draft.text.count(party)):
            draft.mention(key, party, nth=nth)
    draft.event(type_, line.rstrip("."), trigger, status=status)
    return draft.reading()


def who(*readings: Reading) -> set[str]:
    """Who takes part in the events that the readings tell."""
    return {each.entity for event in events(readings, resolve(readings)) for each in event.participants}


def test_the_two_parties_that_are_spoken_of_most_are_the_principals() -> None:
    readings = [report(name, "The talks in Velm ended.", "talks") for name in "ab"]
    assert principals(readings, resolve(readings)).both == {"party-ostland", "party-westmark"}


def test_a_third_party_as_prominent_leaves_no_principals() -> None:
    casting = "Ostland, Westmark and Sund met. Ostland waits. Westmark waits. Sund waits."
    readings = [report(name, "The talks ended.", "talks", casting=casting) for name in "ab"]
    assert principals(readings, resolve(readings)).both == frozenset()


@pytest.mark.parametrize(
    ("line", "trigger"),
    [
        ("The talks in Velm ended.", "talks"),
        ("The two sides met in Velm.", "met"),
        ("After nine hours they met again.", "met"),
    ],
)
def test_what_both_sides_do_is_given_to_them(line: str, trigger: str) -> None:
    assert who(report("a", line, trigger)) == {"party-ostland", "party-westmark"}


@pytest.mark.parametrize(
    ("line", "trigger", "type_", "status"),
    [
        ("Talks about fishing ended.", "Talks", "CONSULT", "happened"),
        ("The cabinet session ended.", "session", "CONSULT", "happened"),
        ("Friends met in Velm.", "met", "CONSULT", "happened"),
        ("The two sides met nowhere.", "met", "CONSULT", "denied"),
        ("The two sides marched.", "marched", "PROTEST", "happened"),
    ],
)
def test_other_events_stay_without_participants(line: str, trigger: str, type_: str, status: Status) -> None:
    assert who(report("a", line, trigger, type_=type_, status=status)) == set()


def union(name: str, *lines: tuple[str, str, str]) -> Reading:
    """A report that names the Porters' Union and Sund Lines; each line with its type and trigger."""
    draft = Draft(
        name, "\n".join(["Porters Union and Sund Lines quarrel.", *(line for line, _, _ in lines)]), "2031-03-03"
    )
    draft.party("Porters Union")
    draft.party("Sund Lines")
    for line, type_, trigger in lines:
        draft.event(type_, line.rstrip("."), trigger)
    return draft.reading()


def test_a_plural_in_the_name_of_one_body_stands_for_it() -> None:
    assert who(union("a", ("The porters marched on Friday.", "PROTEST", "marched"))) == {"party-porters-union"}


def test_a_plural_that_names_no_people_stands_for_nobody() -> None:
    assert who(union("a", ("The lines were closed by rain.", "SANCTION", "closed"))) == set()


def test_the_strike_is_that_of_those_who_strike_in_other_reports() -> None:
    walked = ("The porters walked out.", "PROTEST", "walked out")
    assert who(union("a", walked), union("b", walked), union("c", ("A strike began.", "PROTEST", "strike"))) == {
        "party-porters-union"
    }
    assert who(union("c", ("A strike began.", "PROTEST", "strike"))) == set()


def test_a_mediator_who_sees_both_sides_talks_to_them() -> None:
    draft = Draft("m", "Ostland and Westmark quarrel. Mira Lund saw both sides.", "2031-03-03")
    draft.party("Ostland")
    draft.party("Westmark")
    draft.event("CONSULT", "Mira Lund saw both sides", "saw", draft.person("Mira Lund"))
    assert who(draft.reading()) == {"party-ostland", "party-westmark", "person-mira-lund"}


@pytest.mark.parametrize(
    ("line", "trigger", "type_"),
    [
        ("The meeting lasted four hours.", "meeting", "CONSULT"),
        ("A truce was agreed in Velm.", "agreed", "AGREE"),
    ],
)
def test_a_meeting_that_opens_its_clause_and_what_was_agreed_are_both_sides(
    line: str, trigger: str, type_: str
) -> None:
    assert who(report("a", line, trigger, type_=type_)) == {"party-ostland", "party-westmark"}


def test_a_meeting_that_somebody_speaks_to_is_not_theirs() -> None:
    assert who(report("a", "It is said that she told a meeting of the poor.", "meeting")) == set()


def talking(name: str, *pair: str) -> Reading:
    """A report that speaks alike of three parties, two of which meet."""
    draft = Draft(name, f"{pair[0]} met {pair[1]} in Velm. Ostland, Westmark and Sund wait.", "2031-03-03")
    keys = {party: draft.party(party) for party in ("Ostland", "Westmark", "Sund")}
    draft.event("CONSULT", f"{pair[0]} met {pair[1]} in Velm", "met", keys[pair[0]], keys[pair[1]])
    return draft.reading()


def test_the_two_that_several_reports_tell_to_talk_are_the_principals() -> None:
    several = [talking(name, "Sund", "Ostland") for name in "ab"]
    assert principals(several, resolve(several)).both == {"party-ostland", "party-sund"}


def test_two_that_talk_no_more_than_others_are_not() -> None:
    each = [talking("a", "Sund", "Ostland"), talking("b", "Ostland", "Westmark")]
    assert principals(each, resolve(each)).both == frozenset()


def test_three_that_are_spoken_of_alike_sit_at_one_table() -> None:
    casting = "Ostland, Westmark and Sund met. Ostland waits. Westmark waits. Sund waits."
    line = "The talks ended in Velm."
    assert who(report("a", line, "talks", casting=casting)) == {"party-ostland", "party-westmark", "party-sund"}
    assert who(report("a", "The two sides met in Velm.", "met", casting=casting)) == set()


def test_a_report_without_parties_has_no_principals() -> None:
    draft = Draft("a", "The talks ended in Velm.")
    draft.event("CONSULT", "The talks ended in Velm", "talks")
    found = principals([draft.reading()], resolve([draft.reading()]))
    assert (found.both, found.table) == (frozenset(), frozenset())
