"""The benchmark of decisions tells those that hold from those that are lost."""

from parley.reading import Reading
from quality.decisions import Outcome, measures, outcomes, replay
from tests.compare.build import Draft


def reading(name: str, person: str) -> Reading:
    draft = Draft(name, f"Ostland sent {person} to Velm on Monday.")
    draft.person(person, party=draft.party("Ostland"))
    return draft.reading()


NAMES = ("Ilsa Brandt", "Karl Renn", "Ilsa Brandt", "A B")
READINGS = tuple(
    reading(f"r-{n}", person) for n, person in enumerate(("Ilsa Brandt", "Karl Renn", "Ilsa Brandt", "A B"))
)


def test_decisions_on_a_few_reports_hold_when_others_are_added() -> None:
    found = list(outcomes(READINGS))
    assert {each.kind for each in found} >= {"rename", "merge", "split", "note on entity", "note on report"}
    assert all(each.binds and each.right for each in found if not each.gone)


def test_what_is_gone_is_counted_apart_and_what_is_lost_counts() -> None:
    rows = [
        Outcome("dismiss", binds=True, right=True, kept=False, gone=False),
        Outcome("dismiss", binds=False, right=False, kept=False, gone=False),
        Outcome("dismiss", binds=False, right=False, kept=False, gone=True),
    ]
    shown = {each.name: (each.value, each.detail) for each in measures(rows)}
    assert shown["dismiss.binds"] == (0.5, "1/2 (1 gone)")
    assert shown["dismiss.right"] == (1.0, "1/1")
    assert shown["all.ids"] == (0.0, "0/2")


def test_the_cost_of_replaying_is_told_for_each_number() -> None:
    lines = list(replay(READINGS, [5, 20]))
    assert [line.split(" ")[0] for line in lines] == ["4", "5", "20"]
