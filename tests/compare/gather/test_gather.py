"""Reports of mixed news become stories, whatever their order."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, product

import pytest

from parley.compare.gather import clusters as linkage
from parley.compare.gather.clusters import NONE, Ties, clusters, parts
from parley.compare.gather.gather import candidates, gather, shelf, within
from parley.compare.gather.keys import ENOUGH, keys
from parley.compare.gather.likeness import JUDGES, likeness, reasons
from parley.compare.gather.profile import profile
from parley.compare.gather.rarity import rarity
from parley.compare.gather.signature import Signature, moved, undated
from tests.told import report, signatures, unread


def grouped(ties: Ties = NONE, *, dated: bool = False) -> set[frozenset[str]]:
    given = list(chain.from_iterable(signatures(dated=dated).values()))
    return {frozenset(each.reports) for each in gather(given, ties)}


@pytest.mark.parametrize("dated", [False, True])
def test_each_story_is_found_with_days_and_without(dated: bool) -> None:
    told = signatures(dated=dated)
    assert grouped(dated=dated) == {frozenset(each.report for each in story) for story in told.values()}


def test_the_order_plays_no_part_and_a_report_given_twice_counts_once() -> None:
    given = list(chain.from_iterable(signatures(dated=True).values()))
    expected = gather(given)
    for seed in range(5):
        shuffled = [*given, *given[:3]]
        random.Random(seed).shuffle(shuffled)  # noqa: S311  the same every time, no secret
        assert gather(shuffled) == expected


def test_a_story_is_named_after_its_first_report_and_says_why_its_reports_are_one() -> None:
    ferry = signatures(dated=True)["ferry"]
    found = gather(chain.from_iterable(signatures(dated=True).values()))
    story = next(each for each in found if ferry[0].report in each.reports)
    assert story.named == ferry[0].report
    assert story.id == "s" + ferry[0].report[1:]
    assert {tie.report for tie in story.why} == {each.report for each in ferry}
    first = next(tie for tie in story.why if tie.report == ferry[0].report)
    assert any("merula" in reason.detail for reason in first.reasons if reason.name == "rare words shared")


def test_reports_of_one_story_are_likelier_than_two_of_others_and_days_apart_count_against() -> None:
    told = signatures(dated=True)
    one, other = (profile(each) for each in told["ferry"][:2])
    stranger = profile(told["wages"][0])
    assert likeness(one, other).score > 0 > likeness(one, stranger).score
    assert likeness(one, other) == likeness(other, one)
    later = profile(moved(told["ferry"][1], 300))
    assert likeness(one, later).score < likeness(one, profile(undated(told["ferry"][1]))).score
    assert any(reason.name == "published far apart" for reason in likeness(one, later).reasons)


def test_every_reason_has_a_weight_and_a_sentence() -> None:
    assert {row.judge for row in reasons()} == set(JUDGES)
    one, other = (profile(each) for each in signatures(dated=True)["ferry"][:2])
    assert all(reason.detail for reason in likeness(one, other).reasons)


def test_reports_of_one_story_share_a_key_and_keys_depend_on_the_report_alone() -> None:
    ferry, wages = signatures()["ferry"], signatures()["wages"]
    assert set(keys(ferry[0])) & set(keys(ferry[1]))
    assert not set(keys(ferry[0])) & set(keys(wages[0]))
    assert keys(ferry[0]) == keys(unread(report("Ferry Merula runs aground off Tressick", BODY)))


BODY = "The ferry Merula ran aground on the Tressick reef in fog. Harbour master Olwen Brask sent tugs to the reef."


def test_a_report_without_words_stands_alone() -> None:
    empty = unread(report("…", "…"))
    assert gather([empty])[0].reports == (empty.report,)
    assert len(gather([empty, *signatures()["comet"]])) == 2


def test_common_words_are_less_rare_than_names() -> None:
    assert rarity("day") < rarity("ferri") <= rarity("ondrasek")


def test_reports_that_never_may_be_together_are_not_and_those_that_must_are() -> None:
    told = signatures()
    ferry, comet = (tuple(each.report for each in told[name]) for name in ("ferry", "comet"))
    pair = (min(ferry[:2]), max(ferry[:2]))
    assert not any({*pair} <= group for group in grouped(Ties(apart=frozenset({pair}))))
    tied = (ferry[0], comet[0])
    assert any({*tied} <= group for group in grouped(Ties(together=(tied,))))
    assert grouped(Ties(together=((ferry[0], "r-elsewhere"),), apart=frozenset({("r-a", "r-b")}))) == grouped()


def test_groups_join_on_average_and_not_by_one_link() -> None:
    links = {"a": {"b": 0.9, "c": 0.1}, "b": {"a": 0.9, "c": 0.7}, "c": {"b": 0.7, "a": 0.1}, "d": {}}
    assert list(parts("dcba", links, 0.6)) == [["a", "b", "c"], ["d"]]
    assert clusters(["c", "b", "a"], links, 0.5) == [("a", "b"), ("c",)]
    assert clusters(["c", "b", "a"], links, 0.3) == [("a", "b", "c")]


def test_what_many_stories_share_ties_them_only_where_it_is_among_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkage, "BEST", 2)
    links: dict[str, dict[str, float]] = {report: {} for report in "abcdefg"}
    for pair, chance in {
        "ab": 0.99,
        "ac": 0.99,
        "bc": 0.99,
        "de": 0.99,
        "df": 0.99,
        "ef": 0.99,
        "cd": 0.9,
        "fg": 0.7,
    }.items():
        links[pair[0]][pair[1]] = links[pair[1]][pair[0]] = chance
    assert list(parts("abcdefg", links, 0.6)) == [["a", "b", "c"], ["d", "e", "f", "g"]]
    links["c"]["d"] = links["d"]["c"] = 0.96
    assert list(parts("abcdefg", links, 0.6)) == [["a", "b", "c", "d", "e", "f", "g"]]


def test_what_a_key_is_for_stands_on_its_own_shelf_or_on_one_beside_it() -> None:
    lately, ever = 4, 6
    days = [0, *range(FIRST, FIRST + 60)]
    assert {shelf(ever, day) for day in days} == {0}
    for one, other in product(days, days):
        assert within(ever, one, other)
        assert within(lately, one, other) == ((not one and not other) or (one > 0 < other and abs(one - other) <= 14))
        if within(lately, one, other):
            assert abs(shelf(lately, one) - shelf(lately, other)) <= 1
    assert len({shelf(lately, day) for day in days}) > 4


FIRST = 741_000


@pytest.mark.parametrize("day", ["2031-04-09", None])
def test_reports_weeks_apart_or_one_of_them_without_a_day_are_compared_for_their_first_words(day: str | None) -> None:
    first, second = (replace(each, day="2031-03-01", days=()) for each in signatures()["ferry"][:2])
    later = replace(second, day=day)
    stranger = replace(signatures()["wages"][0], day=day)
    given = {each.report: each for each in (first, later, stranger)}
    found = candidates(given, {report: profile(each) for report, each in given.items()}, ENOUGH)
    assert found == {(min(first.report, later.report), max(first.report, later.report))}


def test_reports_days_apart_must_share_more_words_than_those_of_one_day() -> None:
    def compared(shared: int, days: int) -> bool:
        own = [frozenset(f"{name}{at}" for at in range(6)) for name in ("merul", "tressik")]
        common = [f"olwen{at}" for at in range(shared)]
        one, other = (_of_words(sorted(words), common, at * days) for at, words in enumerate(own))
        given = {each.report: each for each in (one, other)}
        return bool(candidates(given, {report: profile(each) for report, each in given.items()}, ENOUGH))

    assert not compared(1, 0)
    assert compared(2, 0)
    assert compared(2, 3)
    assert not compared(2, 4)
    assert compared(4, 4)
    assert compared(4, 14)
    assert not compared(9, 15), "none of them is among the first six of both"


def _of_words(first: list[str], rest: list[str], day: int) -> Signature:
    """A signature of invented words, the first ones in the title."""
    bare = replace(unread(report("…", f"… {first[0]}")), title=tuple(first), opening=(), runs=b"", meaning=b"")
    stems = tuple(sorted([*first, *rest]))
    counts = tuple(3 if each in first else 1 for each in stems)
    published = (date(2031, 3, 1) + timedelta(days=day)).isoformat()
    return replace(bare, words=stems, counts=counts, day=published, days=())
