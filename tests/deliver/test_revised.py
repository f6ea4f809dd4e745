"""Revisions on a terminal: the words around them, nothing that moves the cursor, and no endless line."""

from parley.deliver.revised import LONGEST, revised
from parley.report import Report, Revision


def lines(before: str, after: str, *spans: tuple[tuple[int, int] | None, tuple[int, int] | None]) -> list[str]:
    old, new = Report("r-1", before, (), ()), Report("r-2", after, (), ())
    found = [Revision(old.span(*b) if b else None, new.span(*a) if a else None) for b, a in spans]
    return list(revised(old, new, found))


def test_words_stand_between_those_around_them() -> None:
    assert lines("They met at noon.", "They met at dusk.", ((12, 17), (12, 17))) == ["They met at [-noon.-] {+dusk.+}"]
    assert lines("They met.", "They never met.", (None, (5, 10))) == ["They {+never+} met."]
    assert lines("They never met.", "They met.", ((5, 10), None)) == ["They [-never-] met."]


def test_what_is_far_away_is_left_out() -> None:
    after = "first " + "word " * 40 + "here " + "word " * 40 + "last"
    at = after.index("here")
    (line,) = lines("x", after, (None, (at, at + 4)))
    assert line.startswith("… word")
    assert line.endswith("word …")
    assert len(line) < 150


def test_long_words_and_control_characters_do_no_harm() -> None:
    text = "\x1b[31m" + "red " * 1000
    (line,) = lines("x", text, (None, (0, len(text))))
    assert "\x1b" not in line
    assert len(line) < LONGEST + 20
