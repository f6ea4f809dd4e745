"""The two sides of a report, by how often it speaks of them, and of whom else."""

from parley.annotate.cast import Cast
from parley.annotate.event.pairs import pair_of
from parley.reading import Attribution, Kind, LocalEntity, Mention
from parley.report import Span

WHO: tuple[tuple[str, Kind], ...] = (
    ("Ostmark", "party"),
    ("Tilde Freight", "organisation"),
    ("Velm Courier", "organisation"),
    ("Sund", "party"),
)


def cast_of(*counts: int) -> Cast:
    entities = tuple(LocalEntity(key, kind, name) for key, (name, kind) in enumerate(WHO))
    keys = [key for key, count in enumerate(counts) for _ in range(count)]
    mentions = tuple(Mention(Span("r", 10 * at, 10 * at + 5), key, "name") for at, key in enumerate(keys))
    return Cast(entities, mentions, (), ())


def said(speaker: int) -> Attribution:
    return Attribution(source=None, cue=None, content=(Span("r", 0, 4),), kind="indirect", speaker=speaker, sentence=0)


def test_a_body_that_speaks_is_a_side() -> None:
    cast = cast_of(6, 5, 0, 1)
    assert pair_of(cast, (said(1),), "") == (0, 1)
    assert pair_of(cast, (), "") == ()


def test_the_outlet_is_no_side() -> None:
    assert pair_of(cast_of(6, 0, 6, 0), (said(2),), "The Velm Courier") == ()


def test_a_third_that_comes_near_leaves_no_two() -> None:
    assert pair_of(cast_of(9, 6, 0, 5), (said(1),), "") == ()


def test_two_that_are_named_in_passing_beside_a_third_are_no_sides() -> None:
    assert pair_of(cast_of(3, 3, 0, 1), (said(1),), "") == ()
