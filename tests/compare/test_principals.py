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
    assert principals(readings, resolve(readings)) == {"party-ostland", "party-westmark"}


def test_a_third_party_as_prominent_leaves_no_principals() -> None:
    casting = "Ostland, Westmark and Sund met. Ostland waits. Westmark waits. Sund waits."
    readings = [report(name, "The talks ended.", "talks", casting=casting) for name in "ab"]
    assert principals(readings, resolve(readings)) == frozenset()


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
