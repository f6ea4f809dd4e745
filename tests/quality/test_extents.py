import pytest

from parley.annotate.entity.surface import surface
from quality.extents import extent
from tests.annotate.casting import read


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("Envoys of the Union of Ferry Workers left.", "Union", "the Union of Ferry Workers"),
        ("The offer of the bank failed.", "offer", "The offer of the bank"),
        ("The envoy in Norra resigned.", "envoy", "The envoy in Norra"),
        ("She met the envoy in Norra.", "envoy", "the envoy"),
        ("The envoy who signed the treaty resigned.", "envoy", "The envoy who signed the treaty"),
        ("They met Jan Kol, who signed the treaty, in Norra.", "Jan Kol", "Jan Kol, who signed the treaty"),
        ("They met Jan Kol, a lawyer, in Norra.", "Jan Kol", "Jan Kol, a lawyer"),
        ("They agreed on Article 5 in Norra.", "Article", "Article 5"),
        ("An envoy said she left.", "she", "she"),
    ],
)
def test_a_mention_is_the_whole_noun_phrase(text: str, words: str, whole: str) -> None:
    parse = read(text).parse
    start = text.index(words)
    first, last = extent(surface(parse), parse.at(start), parse.at(start + len(words)))
    assert parse.report.quote(parse.span(first, last)) == whole


def test_a_part_of_a_phrase_stays_a_part() -> None:
    parse = read("They praised the Norvik ferry.").parse
    assert extent(surface(parse), 3, 4) == (3, 4)
