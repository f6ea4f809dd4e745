"""The stance of an attribution: by its words alone, and weighed against what an encoder takes it for."""

from dataclasses import replace
from typing import get_args

import pytest

from parley.annotate.attribution.found import Found
from parley.annotate.attribution.stances import stance_of
from parley.annotate.attribution.units import Unit, units
from parley.annotate.wordlists import table
from parley.reading import Stance
from tests.annotate.plain import parse_of


def marked(text: str) -> tuple[Unit, Found]:
    """A sentence with its cue in square brackets; the content is what follows it, or else what comes before."""
    before, cue, after = (piece.strip() for piece in text.replace("]", "[").split("["))
    unit = next(iter(units(parse_of(" ".join(piece for piece in (before, cue, after) if piece)))))
    first = len(next(iter(units(parse_of(before)))).words)
    last = first + len(next(iter(units(parse_of(cue)))).words)
    end = len(unit.words) - 1
    return unit, Found((first, last), None, ((last, end) if last < end else (0, first),), 0, "proposed")


def stance(text: str) -> str | None:
    """The stance of a marked sentence by its words alone."""
    return stance_of(*marked(text))


BY_CUE = [
    ("Varland [wants] a lower tariff.", "demands"),
    ("The union [is holding out for] nine percent.", "demands"),
    ("The ministry [urged] the owners to lower the rent.", "demands"),
    ("The ministry [asked] whether the owners had lowered the rent.", None),
    ("The union [expects] a signature.", None),
    ("The union [turned down] the offer.", "rejects"),
    ("Varland [will not accept] the map.", "rejects"),
    ("The union [did not exclude] a strike.", "open"),
    ("The delegation [refused] to comment.", None),
    ("Tessman [declined] to say who had signed.", None),
    ("The union [does not like] the plan.", "rejects"),
    ("Varland [is in favour of] the plan.", "supports"),
    ("Varland [is ready] to discuss the border.", "open"),
    ("The owners [have agreed to] a truce provided the guns are withdrawn.", "conditional"),
    ("The owners [are sceptical about] the clause.", "wary"),
]


@pytest.mark.parametrize(("text", "expected"), BY_CUE)
def test_the_words_of_a_cue_show_the_stance(text: str, expected: str | None) -> None:
    assert stance(text) == expected


BY_CONTENT = [
    ("Tessman [said] Varland would sign only if the troops left.", "conditional"),
    ("Tessman [called] the offer an insult.", "rejects"),
    ("Tessman [shouted]: “No deal.”", "rejects"),
    ("Tessman [said] the talks would go on.", None),
]


@pytest.mark.parametrize(("text", "expected"), BY_CONTENT)
def test_what_is_said_shows_the_stance_where_the_cue_shows_none(text: str, expected: str | None) -> None:
    assert stance(text) == expected


def heard(text: str, **likely: float) -> str | None:
    """The stance of a marked sentence of which an encoder thinks so much."""
    unit, found = marked(text)
    return stance_of(unit, replace(found, heard=tuple(likely.items())))


def test_sure_words_stand_against_a_doubtful_encoder() -> None:
    assert heard("Varland [rejected] the plan.", none=0.3, supports=0.4, rejects=0.3) == "rejects"


def test_a_sure_encoder_stands_against_doubtful_words() -> None:
    assert stance("Varland [threatened] to leave.") == "rejects"
    assert heard("Varland [threatened] to leave.", none=0.998, rejects=0.001) is None


def test_an_encoder_speaks_where_words_are_silent() -> None:
    assert heard("Tessman [said] the bridge was theirs.", none=0.1, demands=0.9) == "demands"
    assert heard("Tessman [said] the bridge was theirs.", none=0.99, demands=0.01) is None


def test_a_family_shows_a_known_stance_and_says_how_surely() -> None:
    known = {*get_args(Stance), "none"}
    families = [*table("stances")["cues"], *table("stances")["contents"]]
    assert {row["stance"] for row in families} | {row["negated"] for row in families if "negated" in row} <= known
    assert all(0 < row["sure"] < 1 for row in families)


def test_the_names_of_families_are_their_own() -> None:
    names = [row["name"] for kind in ("cues", "contents") for row in table("stances")[kind]]
    assert len(names) == len(set(names))


def test_the_word_before_a_phrase_may_be_inflected() -> None:
    assert stance("Varland [has come round to] the map.") == "accepts"
