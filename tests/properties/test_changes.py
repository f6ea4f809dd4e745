"""Whatever two sets of reports: itself differs in nothing, every span holds, and nothing is left untold."""

from dataclasses import replace
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.compose.changes.changes import changes
from parley.compose.changes.ground import Ground
from parley.compose.lens import find_lens
from parley.deliver.changes.json import dump
from parley.desk import Desk
from parley.gathered import Gathered
from tests.stories import EXAMPLE

few = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
chosen = st.sets(st.integers(0, 10), min_size=1)


@cache
def gathered() -> Gathered:
    found = Desk().gather(EXAMPLE, today="2031-05-09")
    return replace(found, lens=find_lens("peace-talks"))


def some(places: set[int]) -> Gathered:
    readings = gathered().readings
    return gathered().of({readings[place].report.id for place in places})


@given(places=chosen)
@few
def test_a_dossier_and_itself_differ_in_nothing(places: set[int]) -> None:
    same = some(places).dossier()
    found = changes(same, same)
    assert found.changes == ()
    assert all((t.grown, t.again, t.news, t.found, t.gone) == (0, 0, 0, 0, 0) for t in found.tallies)


@given(first=chosen, second=chosen)
@few
def test_every_span_holds_and_every_later_thing_is_matched_new_or_explained(first: set[int], second: set[int]) -> None:
    earlier, later = some(first).dossier(), some(first | second).dossier()
    found = changes(earlier, later)
    texts = {report.id: report.text for report in found.reports}
    ground = Ground(earlier, later)
    for change in found.changes:
        spans = (*change.evidence, *change.before)
        assert spans
        assert all(0 <= span.start < span.end <= len(texts[span.report]) for span in spans)
        if change.kind in {
            "said",
            "claimed",
            "corroborated",
            "further",
            "worded",
            "on stage",
            "held",
            "planned",
            "role",
        }:
            assert any(ground.is_new(span) for span in change.evidence)
    counted = {tally.name: tally.same + tally.grown + tally.again + tally.news + tally.found for tally in found.tallies}
    assert counted == {"statements": len(later.statements), "claims": len(later.claims)}
    assert len({change.id for change in found.changes}) >= 0.9 * len(found.changes)


@given(order=st.permutations(range(11)), known=st.integers(1, 10))
@few
def test_the_order_in_which_reports_come_changes_nothing(order: list[int], known: int) -> None:
    first = set(order[:known])
    shuffled = replace(gathered(), readings=tuple(gathered().readings[place] for place in order))
    ids = {gathered().readings[place].report.id for place in first}
    once = changes(some(first).dossier(), gathered().dossier())
    again = changes(shuffled.of(ids).dossier(), shuffled.dossier())
    assert dump(once) == dump(again)
