"""Decisions over a whole story: what is taken back leaves no trace, and nothing depends on any order."""

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.annotate.engine import Rules
from parley.archive.archive import Archive
from parley.archive.decisions import exported
from parley.compare.compare import compare
from parley.compare.decided import divides
from parley.compare.memo import Memo
from parley.compose.compose import compose
from parley.compose.things import SORTS, things
from parley.deciding import Wish, checked, decision_on
from parley.deciding import given as written
from parley.decision import Decision, in_force
from parley.deliver.json import dump, load
from parley.deliver.markdown import write as markdown
from parley.desk import Desk
from parley.dossier import Dossier, Made
from parley.errors import UsageError
from parley.reading import Reading
from tests.deciding import made
from tests.stories import EXAMPLE

MADE = Made("2031-03-09", "parley", "rules", "1")
SOME = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def readings() -> tuple[Reading, ...]:
    reports = Desk(engine=Rules()).read(EXAMPLE, today="2031-03-09").reports
    return tuple(Rules().read(reports))


def told(decisions: Sequence[Decision] = (), given: Sequence[Reading] = (), memo: Memo | None = None) -> Dossier:
    held = in_force(decisions)
    return compose(compare(given or readings(), memo, held), None, MADE, decisions=held)


@cache
def plain() -> Dossier:
    return told()


def ask(wish: Wish, dossier: Dossier | None = None) -> Decision:
    return decision_on(dossier or plain(), wish)


def any_decision(seed: int) -> Decision:
    """A decision of any kind on things of the example."""
    chance = random.Random(seed)  # noqa: S311
    people = [e.id for e in plain().entities if e.kind == "person"]
    rows = [(i.id, p) for i in plain().issues for p in i.positions]
    issue, position = chance.choice(rows)
    stance = "wary" if position.stance != "wary" else "open"
    name = chance.choice(people)
    thing = chance.choice([t for sort in SORTS for t in things(plain(), sort) if sort != "position" and t.spans])
    wishes = (
        Wish("merge", tuple(chance.sample(people, 2)), None, "one", "ana"),
        Wish("rename", (name,), f"Called {seed}", "so", "ana"),
        Wish("regrade", (issue, position.party, position.stance), stance, "heard it", "ana"),
        Wish("dismiss", (chance.choice(plain().discrepancies).id,), None, "a slip", "ana"),
        Wish("note", thing.ids, f"see {seed}", "a note", "ana"),
    )
    return ask(chance.choice(wishes))


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
@SOME
def test_withdrawing_restores_the_dossier_to_the_byte(seeds: list[int]) -> None:
    decisions = [any_decision(seed) for seed in seeds]
    gone = [made("withdraw", [each.id], of="decision") for each in decisions]
    assert dump(told(decisions)) != dump(plain())
    assert dump(told([*gone, *decisions])) == dump(plain())


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=8), st.randoms(use_true_random=False))
@SOME
def test_neither_the_order_of_the_file_nor_that_of_the_reports_matters(seeds: list[int], chance: random.Random) -> None:
    decisions = [any_decision(seed) for seed in seeds]
    expected = dump(told(decisions))
    orders: tuple[list[Decision], list[Reading]] = (list(decisions), list(readings()))
    for order in orders:
        chance.shuffle(order)
    assert dump(told(*orders)) == expected


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
@SOME
def test_a_memo_of_before_gives_the_dossier_of_after(seeds: list[int]) -> None:
    memo = Memo()
    assert dump(told(memo=memo)) == dump(plain())
    decisions = [any_decision(seed) for seed in seeds]
    assert dump(told(decisions, memo=memo)) == dump(told(decisions))
    assert dump(told(memo=memo)) == dump(plain())


@given(st.integers(0, 10_000))
@SOME
def test_a_merge_and_then_a_split_restores_all_but_what_tells_of_them(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    one, other = chance.sample([e for e in plain().entities if e.kind == "person"], 2)
    merged = ask(Wish("merge", (one.id, other.id), None, "one", "ana"))
    joined = told([merged])
    whole = next(e for e in joined.entities if set(e.mentions) >= {*one.mentions, *other.mentions})
    words = sorted({r.quote(span) for r in joined.reports for span in other.mentions if span.report == r.id})
    try:
        apart = ask(Wish("split", (whole.id, *words), None, "two", "ana"), joined)
    except UsageError:
        return
    if not divides(apart, readings()):
        return
    after = told([merged, apart])
    if [set(e.mentions) for e in after.entities] != [set(e.mentions) for e in plain().entities]:
        shared = {r.quote(s) for r in joined.reports for s in one.mentions if s.report == r.id} & set(words)
        assert shared, "only words that both are called by can go to the other side"
        return
    assert [(e.id, e.party, e.variants) for e in after.entities] == (
        [(e.id, e.party, e.variants) for e in plain().entities]
    )
    for name in ("statements", "events", "claims", "discrepancies", "issues", "tracks", "timeline", "brief"):
        assert getattr(after, name) == getattr(plain(), name), name
    assert [each.state for each in after.decisions] == ["overruled", "binds"]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
@SOME
def test_what_is_exported_makes_the_same_dossier_in_a_fresh_archive(
    tmp_path_factory: pytest.TempPathFactory, seeds: list[int]
) -> None:
    folder: Path = tmp_path_factory.mktemp("archives")
    decisions = [any_decision(seed) for seed in seeds]
    for name in ("one", "other"):
        Archive.make(folder / name)
    with Archive.open(folder / "one") as one, Archive.open(folder / "other") as other:
        one.decide(decisions)
        content = written(one, None)
        assert other.decide(checked(content)) == len(set(decisions))
        assert other.decide(checked(content)) == 0
        assert exported(other.decisions()) == content
        assert dump(told(other.decisions())) == dump(told(one.decisions()))


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
@SOME
def test_every_decision_is_told_and_the_dossier_can_be_written_and_read(seeds: list[int]) -> None:
    decisions = [any_decision(seed) for seed in seeds]
    dossier = told(decisions)
    assert {each.id for each in dossier.decisions} == {each.id for each in decisions}
    assert load(dump(dossier)) == dossier
    page = markdown(dossier)
    assert "## What the analyst decided" in page
    for each in dossier.decisions:
        if each.kind == "note":
            assert str(each.value) in page
