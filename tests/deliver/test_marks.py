"""Overlapping passages become nested elements that lose no character and give each anchor once."""

from hypothesis import given
from hypothesis import strategies as st

from parley.deliver.views.marks import Mark, Marker, Token, merged

TEXT = "abcdefghijklmnop"


def written(tokens: list[Token]) -> str:
    signs = {"open": "<", "close": ">"}
    return "".join(signs.get(token.kind, token.text) + token.id for token in tokens)


def test_passages_inside_each_other_nest() -> None:
    marks = merged([Mark(2, 4, anchor="B"), Mark(0, 6, anchor="A")])
    assert written(Marker(TEXT).tokens(0, 8, marks)) == "<Aab<Bcd>ef>gh"


def test_crossing_passages_are_split_and_keep_one_anchor_each() -> None:
    marker = Marker(TEXT)
    tokens = marker.tokens(0, 8, merged([Mark(0, 4, anchor="A"), Mark(2, 6, anchor="B")]))
    assert written(tokens) == "<Aab<Bcd>><ef>gh"
    assert list(marker.split) == ["B"]


def test_the_same_stretch_is_one_element_with_the_classes_of_all() -> None:
    marks = merged([Mark(0, 3, ("said",)), Mark(0, 3, (), "A"), Mark(0, 3, ("said", "direct"), "B")])
    assert marks == [Mark(0, 3, ("said", "direct"), "A")]


def test_a_passage_over_two_pieces_keeps_its_anchor_in_the_first() -> None:
    marker = Marker(TEXT)
    marks = [Mark(1, 7, anchor="A")]
    assert written(marker.tokens(0, 4, marks)) + "|" + written(marker.tokens(5, 9, marks)) == "a<Abcd>|<fg>hi"
    assert list(marker.split) == ["A"]


spans = st.tuples(st.integers(0, 15), st.integers(1, 8)).map(lambda pair: (pair[0], min(16, sum(pair))))


@given(st.lists(spans, max_size=12))
def test_any_passages_give_sound_elements(found: list[tuple[int, int]]) -> None:
    marks = merged(Mark(start, end, (f"c{start}x{end}",), f"a{start}x{end}") for start, end in found)
    marker = Marker(TEXT)
    tokens = marker.tokens(0, len(TEXT), marks)
    covered: dict[str, str] = {}
    open_now: list[str] = []
    for token in tokens:
        if token.kind == "open":
            open_now.append(next(name for name in token.classes.split() if name.startswith("c")))
        elif token.kind == "close":
            open_now.pop()
        else:
            for name in open_now:
                covered[name] = covered.get(name, "") + token.text
    assert open_now == []
    assert "".join(token.text for token in tokens) == TEXT
    assert covered == {f"c{start}x{end}": TEXT[start:end] for start, end in found}
    ids = [token.id for token in tokens if token.id]
    assert sorted(ids) == sorted({f"a{start}x{end}" for start, end in found})
