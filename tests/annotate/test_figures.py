"""Words that could name an event: told where they mean it, and nothing where they are a figure of speech."""

from collections.abc import Iterable, Iterator

import pytest

from parley.annotate.event.triggers import family
from parley.reading import Engine, Reading
from parley.report import Report
from quality.literal import SENTENCES, judged, measures, pairs
from tests.annotate.test_events import told


def types(line: str) -> list[str]:
    """The types of the events of a line."""
    return [event.type for event in told(line)]


@pytest.mark.parametrize(
    ("meant", "figure", "type_"),
    [
        ("Soldiers clashed with gunmen in Velm.", "Karl Brandt and Ilsa Korr clashed over taxes in Velm.", "ASSAULT"),
        ("Rebels fought troops in Velm on Friday.", "Karl Brandt fought for votes in Velm on Friday.", "ASSAULT"),
        ("Norrland bombed the airfield of Velm.", "Karl Brandt attacked the budget in Velm.", "ASSAULT"),
        ("Norrland sent Ostland 40 tanks.", "Norrland could send voters into the arms of Karl Brandt.", "AID"),
        ("Nurses demonstrated in Velm on Friday.", "Norrland demonstrated its good will on Friday.", "PROTEST"),
        ("Farmers marched through Velm on Friday.", "Shares rallied in Velm on Friday.", "PROTEST"),
        ("Norrland released 40 prisoners on Friday.", "Norrland released a new song on Friday.", "RETREAT"),
        ("Norrland closed its border with Ostland.", "Norrland closed the door on Ostland.", "SANCTION"),
        ("Norrland seized a trawler of Ostland.", "Norrland seized on a phrase of Ostland.", "COERCE"),
        ("Karl Brandt received Ilsa Korr in Velm.", "Norrland received a loan in Velm.", "CONSULT"),
        ("Norrland refused to sign the pact.", "Karl Brandt declined comment in Velm.", "REJECT"),
        ("Norrland and Ostland signed a treaty.", "Norrland and Ostland signed a letter.", "AGREE"),
    ],
)
def test_only_what_is_meant_is_told(meant: str, figure: str, type_: str) -> None:
    assert type_ in types(meant)
    assert type_ not in types(figure)


@pytest.mark.parametrize(
    "line",
    [
        "Norrland would have attacked Ostland in Velm on Friday.",
        "Should Norrland sign the treaty with Ostland, Westmark will pay.",
        "Karl Brandt usually visits Ostland in spring.",
        "The declining sales of Norrland hurt Ostland.",
    ],
)
def test_what_is_supposed_habitual_or_only_describes_has_not_happened(line: str) -> None:
    assert not [event for event in told(line) if event.status == "happened"]


def test_who_attacks_a_plan_in_words_accuses() -> None:
    assert types("Karl Brandt attacked the plan of Ilsa Korr on Friday.") == ["ACCUSE"]


def test_nobody_who_meets_has_met() -> None:
    assert {event.status for event in told("Neither of the two delegations met in Velm on Friday.")} <= {"denied"}


def test_what_something_waits_for_is_to_come() -> None:
    events = told("Norrland will pay when Ostland withdraws its troops from Velm.")
    assert "planned" in {event.status for event in events if event.type == "RETREAT"}


def test_a_day_to_come_is_not_that_of_a_verb_in_the_past() -> None:
    (event,) = told("Karl Brandt proposed a levy from January 2032.")
    assert (event.type, event.status) == ("REQUEST", "happened")


def test_a_place_that_is_struck_is_the_place() -> None:
    (event,) = told("Norrland shelled Velm on Friday.")
    assert (event.type, event.place) == ("ASSAULT", "Velm")


def test_a_noun_before_every_verb_is_read() -> None:
    assert types("Protest in Velm on Friday") == ["PROTEST"]


def test_lists_hold_plurals() -> None:
    assert {"missile", "missiles", "casualty", "casualties"} <= family("force")


def test_the_pairs_of_the_corpus_are_balanced_and_judged() -> None:
    every = pairs(SENTENCES)
    assert len({pair.event for pair in every} | {pair.trap for pair in every}) == 2 * len(every)
    assert {"dev", "held"} == {pair.split for pair in every}
    found = judged(_Silent(), every[:3])
    assert [m.value for m in measures(found)[:2]] == [0.0, 1.0]


class _Silent:
    """An engine that tells nothing."""

    engine = Engine("silent", "1")

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """No readings."""
        return iter(())
