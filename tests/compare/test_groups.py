from hypothesis import given
from hypothesis import strategies as st

from parley.compare.groups import CROWD, Likeness, Link, grouped, pairs


def never(a: int, b: int) -> bool:
    return False


def groups_of(
    members: list[int], links: list[Link], apart: set[tuple[int, int]] | None = None
) -> list[tuple[int, ...]]:
    forbidden = apart or set()
    return [g.members for g in grouped(members, links, lambda a, b: (a, b) in forbidden or (b, a) in forbidden)]


def test_links_join_and_the_rest_stay_alone() -> None:
    assert groups_of([0, 1, 2, 3], [Link(0, 1, 0.9), Link(1, 2, 0.8)]) == [(0, 1, 2), (3,)]


def test_a_veto_between_any_two_members_keeps_groups_apart() -> None:
    links = [Link(0, 1, 0.9), Link(1, 2, 0.8)]
    assert groups_of([0, 1, 2], links, {(0, 2)}) == [(0, 1), (2,)]


def test_the_better_link_goes_first() -> None:
    links = [Link(0, 1, 0.7), Link(1, 2, 0.8)]
    assert groups_of([0, 1, 2], links, {(0, 2)}) == [(0,), (1, 2)]


def test_a_chain_does_not_join_its_ends_where_the_average_is_asked() -> None:
    members = [0.0, 1.0, 2.0, 3.0]
    links = [Link(0, 1, 0.9), Link(2, 3, 0.9), Link(1, 2, 0.8)]
    joined = grouped(members, links, lambda a, b: False, Likeness(lambda a, b: 1 - abs(a - b) / 2, 0.1))
    assert [group.members for group in joined] == [(0, 1), (2, 3)]


@given(st.permutations([Link(0, 1, 0.9), Link(1, 2, 0.8), Link(2, 3, 0.8), Link(3, 4, 0.7), Link(0, 4, 0.6)]))
def test_the_order_of_links_does_not_matter(links: list[Link]) -> None:
    apart = {(0, 3), (1, 4)}
    straight = groups_of(list(range(5)), sorted(links, key=lambda link: (link.a, link.b)), apart)
    assert groups_of(list(range(5)), links, apart) == straight


def test_pairs_share_a_key_and_come_once() -> None:
    assert list(pairs({"a": [3, 1], "b": [1, 3, 2]})) == [(1, 2), (1, 3), (2, 3)]


def test_a_crowd_gives_pairs_in_proportion_to_its_size() -> None:
    small, large = 10 * CROWD, 40 * CROWD
    counts = [len(list(pairs({"everybody": list(range(size))}))) for size in (small, large)]
    assert counts[1] < 4.2 * counts[0]
