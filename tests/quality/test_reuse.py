"""The benchmark of text reuse: what is planted can be found, and figures count what they say."""

import pytest

from quality import reuse
from quality.reuse import Found, Text, planted, precision, recall

PARTS = [
    "The union of ferry crews and the harbour board met for the third time this week without coming nearer.",
    "A ballot of the members in nine ports is to end on Thursday at noon, the union’s secretary told the local paper.",
    "Nobody in the harbour could say on Tuesday night when the next boat to the outer islands would leave the quay.",
    "The board has offered a rise in two steps and an extra day of rest for those who work at night in the winter.",
    "Shops on the islands have begun to sell flour and milk by the card, and the mayor has asked for a mail flight.",
]


def text(story: str, shift: int) -> Text:
    return Text(story, "\n\n".join(f"{part} {story} {shift + n}." for n, part in enumerate(PARTS)))


def texts() -> list[Text]:
    other = Text("b", "\n\n".join(" ".join(f"{word}x" for word in part.split()) for part in PARTS))
    return [text("a", 0), other]


def test_copies_of_every_way_are_planted_and_drawn_alike_every_time() -> None:
    one, other = planted(texts(), 2, 7), planted(texts(), 2, 7)
    assert one == other
    assert [t.way for t in one[2:]] == [way for way in reuse.WAYS for _ in range(2)]
    whole = next(t for t in one if t.way == "whole")
    assert whole.words == one[whole.copied or 0].words


@pytest.mark.parametrize("tool", [reuse.parley, reuse.winnowed])
def test_a_whole_copy_is_found_and_nothing_else(tool: reuse.Tool) -> None:
    one, other = (each.words for each in texts())
    assert tool([one, other, one]) == {(0, 2)}


def test_figures_count_planted_pairs_and_strangers_alone() -> None:
    made = [
        Text("a", ""),
        Text("a", ""),
        Text("b", ""),
        Text("copy", "", 0, "whole"),
        Text("copy 2", "", 1, "rewritten"),
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
