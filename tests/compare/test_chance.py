import pytest

from parley.compare.chance import FARTHEST, SURE, farther
from parley.compare.groups import Link

EVEN = 5.0


def links(*margins: float) -> tuple[Link, ...]:
    """A link for each margin beyond even odds, each of two members of its own."""
    return tuple(Link(2 * number, 2 * number + 1, EVEN + margin) for number, margin in enumerate(margins))


def by_two(found: tuple[Link, ...], one: str = "halyard", other: str = "norra") -> list[set[str]]:
    """The carriers of the members of some links, in turn of one report and the other."""
    return [{one if number % 2 == 0 else other} for number in range(2 * len(found))] + [
        {report} for report in (one, other) for _ in range(40)
    ]


def test_where_the_reports_surely_tell_the_same_no_likeness_must_reach_farther() -> None:
    found = links(*[0.3] * 8, *[3.0] * 8)
    assert farther(found, EVEN, by_two(found)) == 0.0


def test_where_likenesses_are_many_by_a_hair_and_none_is_sure_they_must_reach_farther() -> None:
    found = links(*[0.3] * 20)
    assert 1.0 < farther(found, EVEN, by_two(found)) <= FARTHEST


def test_few_likenesses_tell_little_of_a_story() -> None:
    one, many = links(0.3), links(*[0.3] * 20)
    assert farther(one, EVEN, by_two(one)) < 0.5 < farther(many, EVEN, by_two(many))


def test_the_more_are_sure_the_less_far_must_the_others_reach() -> None:
    stories = [links(*[0.3] * 12, *[SURE] * sure) for sure in (0, 2, 4, 12)]
    reached = [farther(found, EVEN, by_two(found)) for found in stories]
    assert reached == sorted(reached, reverse=True)
    assert reached[0] > reached[2] > reached[-1] == 0.0


def test_a_copy_bears_out_no_likeness_of_other_reports() -> None:
    copied = links(*[6.0] * 30, *[0.3] * 12)
    carriers = [{"halyard" if number % 2 == 0 else "copy of halyard"} for number in range(60)]
    carriers += [{"halyard" if number % 2 == 0 else "norra"} for number in range(24)]
    assert farther(copied, EVEN, carriers) == pytest.approx(farther(links(*[0.3] * 12), EVEN, carriers[60:]))


def test_likenesses_within_a_report_are_not_counted() -> None:
    found = links(*[0.3] * 20)
    assert farther(found, EVEN, [{"halyard"}] * 40) == 0.0


def test_reports_with_few_likenesses_for_their_length_are_of_one_subject_only() -> None:
    found = links(*[0.3] * 3, *[3.0] * 3)
    short, long = by_two(found), by_two(found) + [{report} for report in ("halyard", "norra") for _ in range(1000)]
    assert farther(found, EVEN, short) < farther(found, EVEN, long)
