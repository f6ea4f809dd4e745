import random
from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.annotate.cast import cast
from parley.annotate.parse import Parse
from parley.reading import Sentence, Token
from parley.report import Block, Report, Sighting
from tests.annotate.casting import read

VOCABULARY = """
Varnia Varnian Ilsa Brandt Mr Kol President envoy officials the The a said , . “ ” ’s he she it they his Russia Moscow
in of and Union UFW ( ) — minister who is US-Varnia al-Rashid KOL Heights government team capital ' -
"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=60))
@settings(max_examples=150, deadline=None)
def test_whatever_is_read_every_span_and_key_holds(chosen: list[str]) -> None:
    told = read(" ".join(chosen))
    text, found = told.parse.report.text, told.cast
    assert [entity.key for entity in found.entities] == list(range(len(found.entities)))
    for mention in found.mentions:
        words = told.parse.report.quote(mention.span)
        assert words
        assert words == words.strip()
        assert 0 <= mention.entity < len(found.entities)
    mentioned = {mention.entity for mention in found.mentions}
    for entity in found.entities:
        assert entity.key in mentioned
        assert entity.kind == "party" or entity.party is None or found.entities[entity.party].kind == "party"
        assert all(0 <= role.start < role.end <= len(text) for role in entity.roles)
        assert (entity.kind == "person") <= (entity.name is not None)
    assert found == cast(told.parse)


def test_mentions_stand_in_order_and_can_be_asked_for() -> None:
    told = read("Varnian officials praised Varnia. Varnian envoy Jan Kol left Selm.")
    starts = [mention.span.start for mention in told.cast.mentions]
    assert starts == sorted(starts)
    inside = told.cast.mentions_in(told.span("Varnian envoy Jan Kol left Selm."))
    assert [told.parse.report.quote(mention.span) for mention in inside] == [
        "Varnian envoy",
        "Jan Kol",
        "Selm",
    ]


def test_a_report_without_words_has_no_cast() -> None:
    assert read("").cast.entities == ()
    assert read("…").cast.mentions == ()


def _parse(words: list[tuple[str, str]], length: int | None) -> Parse:
    """A parse of tagged words without a tagger; sentences have this length."""
    tokens, start = [], 0
    for word, tag in words:
        tokens.append(Token(start, start + len(word), tag))
        start += len(word) + 1
    text = " ".join(word for word, _ in words)
    report = Report("r", text, (Sighting("r.txt", None, None, ""),), (Block(0, len(text), "paragraph"),))
    step = length or len(tokens)
    bounds = [(first, min(first + step, len(tokens))) for first in range(0, len(tokens), step)]
    sentences = tuple(Sentence(tokens[a].start, tokens[b - 1].end, a, b, 0) for a, b in bounds)
    return Parse(report, tuple(tokens), ("O",) * len(tokens), sentences, ())


def _name(source: random.Random) -> str:
    return "".join(source.choice("abcdefgh") for _ in range(7)).title()


Made = Callable[[random.Random, int], list[tuple[str, str]]]

HOSTILE: dict[str, tuple[Made, int | None]] = {
    "capitals": (lambda r, n: [(_name(r), "NNP") for _ in range(n)], None),
    "names": (lambda r, n: [p for _ in range(n // 2) for p in ((_name(r), "NNP"), (",", ","))], None),
    "one surname": (
        lambda r, n: [
            p for _ in range(n // 4) for p in ((_name(r), "NNP"), ("Kol", "NNP"), ("said", "VBD"), (".", "."))
        ],
        4,
    ),
    "pronouns": (lambda r, n: [p for _ in range(n // 2) for p in (("he", "PRP"), ("said", "VBD"))], None),
    "envoys": (
        lambda r, n: [p for _ in range(n // 3) for p in (("the", "DT"), ("envoy", "NN"), ("said", "VBD"))],
        None,
    ),
    "possessors": (lambda r, n: [p for _ in range(n // 2) for p in (("Kol", "NNP"), ("'s", "POS"))], None),
    "commas": (lambda r, n: [(",", ",")] * n, None),
    "of": (lambda r, n: [p for _ in range(n // 2) for p in (("Union", "NNP"), ("of", "IN"))], None),
    "capital of": (
        lambda r, n: [p for _ in range(n // 3) for p in (("capital", "NN"), ("of", "IN"), (_name(r), "NNP"))],
        None,
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_twice_the_words_take_about_twice_the_time(kind: str) -> None:
    make, length = HOSTILE[kind]

    def seconds(size: int) -> float:
        parse = _parse(make(random.Random(size), size), length)  # noqa: S311
        start = process_time()
        cast(parse)
        return process_time() - start

    seconds(500)
    small, large = min(seconds(1500) for _ in range(2)), min(seconds(6000) for _ in range(2))
    assert large < 10 * small + 0.1


def test_new_is_the_first_word_of_a_name_where_its_capital_is_its_own() -> None:
    told = read("The weavers met in New Velmark on Monday. New talks begin in New York on Tuesday.")
    assert {"New Velmark", "New York"} <= told.named("place") | told.named("organisation")
    assert not any(entity.name in {"Velmark", "York", "New"} for entity in told.cast.entities)


def test_money_zones_of_the_clock_and_seats_in_brackets_are_no_names() -> None:
    told = read("At 16:00 UTC the owners of Velmark asked for US$14 million. Mara Kol (R-Ostby) agreed. UTC was sold.")
    named = {entity.name for entity in told.cast.entities}
    assert not named & {"US$", "R-Ostby"}
    assert "Mara Kol" in named
