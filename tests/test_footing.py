"""Where the words of a decision stand now."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.decision import Anchor
from parley.footing import Footing, anchors_of
from parley.report import Report, Sighting, Span

TEXT = "Velik wants the strait. Velik wants it now, said Arkell of Velik."


def report(text: str = TEXT, name: str = "r") -> Report:
    return Report(name, text, (Sighting("a.txt", None, None, "0"),), ())


def test_the_thing_with_just_the_words_goes_before_one_around_them() -> None:
    inner, outer = Span("r", 49, 55), Span("r", 49, 64)
    footing = Footing({"r": report()}, [("person", inner), ("party", outer)])
    assert footing.best([Anchor("r", 49, 55, "Arkell")], "party") == "person"


def test_among_equals_the_id_of_then_decides() -> None:
    footing = Footing({"r": report()}, [("a", Span("r", 0, 5)), ("b", Span("r", 0, 5))])
    assert footing.best([Anchor("r", 0, 5, "Velik")], "b") == "b"
    assert footing.best([Anchor("r", 0, 5, "Velik")], "c") == "a"


def test_half_of_a_passage_is_enough_and_less_is_not() -> None:
    footing = Footing({"r": report()}, [("claim", Span("r", 0, 22))])
    assert footing.best([Anchor("r", 12, 30, TEXT[12:30])], "") == "claim"
    assert footing.best([Anchor("r", 18, 42, TEXT[18:42])], "") is None


def test_words_are_found_where_blanks_before_them_changed() -> None:
    moved = report(TEXT.replace("strait. ", "strait.\n\n\n"))
    footing = Footing({"r": moved}, [("later", Span("r", 51, 57)), ("first", Span("r", 0, 5))])
    assert moved.text[51:57] == "Arkell"
    assert footing.best([Anchor("r", 49, 55, "Arkell")], "") == "later"
    assert footing.best([Anchor("r", 49, 55, "Brandt")], "") is None


def test_anchors_are_spread_over_the_reports() -> None:
    texts = {name: report(TEXT, name) for name in "ab"}
    spans = [Span("a", n, n + 1) for n in range(9)] + [Span("b", 3, 9)]
    assert {a.report for a in anchors_of(texts, spans, 2)} == {"a", "b"}
    assert len(anchors_of(texts, spans)) == 10


def test_an_anchor_keeps_the_span_whole_and_few_of_its_words() -> None:
    (anchor,) = anchors_of({"r": report("x" * 5000)}, [Span("r", 0, 4000)])
    assert anchor.span == Span("r", 0, 4000)
    assert len(anchor.text) == 160


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 5)).map(lambda row: Span("r", row[0], min(65, row[0] + row[1])))


@given(st.lists(SPANS, max_size=8), SPANS)
@settings(deadline=None)
def test_what_the_index_finds_is_what_a_look_at_everything_finds(held: list[Span], wanted: Span) -> None:
    rows = list(enumerate(held))
    found = Footing({"r": report()}, rows).held(
        [Anchor("r", wanted.start, wanted.end, TEXT[wanted.start : wanted.end])]
    )
    if wanted in held:
        expected = {i: 2 for i, span in rows if span == wanted}
    else:
        common = {i: min(s.end, wanted.end) - max(s.start, wanted.start) for i, s in rows}
        shorter = {i: min(s.end - s.start, wanted.end - wanted.start) for i, s in rows}
        expected = {i: 1 for i, _ in rows if common[i] > 0 and 2 * common[i] >= shorter[i]}
    assert dict(found) == expected
