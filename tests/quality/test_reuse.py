"""The benchmark of text reuse: what is planted can be found, and figures count what they say."""

import random

import pytest

from quality import reuse
from quality.reuse import Found, Text, planted, precision, recall, taken
from quality.rewording import STRENGTHS, edited, recast, reworded

PARTS = [
    "The union of ferry crews and the harbour board met for the third time this week without coming nearer.",
    "A ballot of the members in nine ports is to end on Thursday at noon, the union’s secretary told the local paper.",
    "Nobody in the harbour could say on Tuesday night when the next boat to the outer islands would leave the quay.",
    "The board has offered a rise in two steps and an extra day of rest for those who work at night in the winter.",
    "Shops on the islands have begun to sell flour and milk by the card, and the mayor has asked for a mail flight.",
]


def text(story: str, shift: int) -> Text:
    return Text(story, "\n\n".join(f"{part} {story} {shift + n}." for n, part in enumerate(PARTS)))


def drawn(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  a draw that comes out the same every time, no secret


def texts() -> list[Text]:
    other = Text("b", "\n\n".join(" ".join(f"{word}x" for word in part.split()) for part in PARTS))
    return [text("a", 0), other]


def test_copies_of_every_way_are_planted_and_drawn_alike_every_time() -> None:
    one, other = planted(texts(), 2, 7), planted(texts(), 2, 7)
    assert one == other
    assert [t.way for t in one[2:]] == [way for way in reuse.WAYS for _ in range(2)]
    whole = next(t for t in one if t.way == "whole")
    assert whole.words in {each.words for each in texts()}


@pytest.mark.parametrize("tool", [reuse.parley, reuse.winnowed])
def test_a_whole_copy_is_found_and_nothing_else(tool: reuse.Tool) -> None:
    one, other = (each.words for each in texts())
    assert tool([one, other, one]) == {(0, 2)}


def test_figures_count_planted_pairs_and_strangers_alone() -> None:
    made = [
        Text("a", ""),
        Text("a", ""),
        Text("b", ""),
        Text("copy", "", 0, way="whole"),
        Text("copy 2", "", 1, way="rewritten"),
    ]
    found = Found(frozenset({(0, 3), (0, 1), (0, 2), (2, 3)}), 1.0)
    assert recall(found, made) == 0.5
    assert recall(found, made, "whole") == 1.0
    assert precision(found, made) == 0.5


def test_a_tool_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: object) -> frozenset[reuse.Pair]:
        raise ImportError

    monkeypatch.setitem(reuse.TOOLS, "datasketch", missing)
    assert reuse.table(texts(), ["datasketch"])[-1].endswith("not installed")


def test_boilerplate_is_counted_apart_from_strangers() -> None:
    made = [Text("a", "", under="x"), Text("b", "", under="x"), Text("c", "", under="x"), Text("d", "")]
    found = Found(frozenset({(0, 1)}), 1.0)
    assert taken(found, made) == pytest.approx(1 / 3)
    assert precision(Found(frozenset({(0, 1), (0, 3)}), 1.0), made) == 0.0
    assert precision(Found(frozenset({(0, 3)}), 1.0), [*made[:3], Text("e", "", 0)]) == 1.0


def test_rewriting_of_each_strength_leaves_less_of_the_words() -> None:
    paragraph = (
        "The board rejected the offer of the union. The ministry announced that 40 workers, who had waited for weeks,"
        " were told about the decision quickly. However, the talks began on Monday."
    )
    kept = [len(set(paragraph.split()) & set(way(paragraph, drawn(2)).split())) for way in (reworded, edited, recast)]
    assert len(set(paragraph.split())) > kept[0] > kept[1]
    assert "40" not in recast(paragraph, drawn(2))
    assert "was rejected by" in recast("The board rejected the seven points, with joy.", drawn(9)).lower()
    assert list(STRENGTHS) == ["reworded", "edited", "recast"]
