from collections import Counter
from itertools import pairwise

import pytest

from parley.annotate import gazetteer
from parley.annotate.gazetteer import agency, city, demonym_of, find, lookup, platform
from parley.annotate.tokens import tokenize


def described(words: str) -> tuple[str, str] | None:
    entry = lookup(words)
    return (entry.polity.code, entry.form) if entry else None


@pytest.mark.parametrize(
    ("words", "code", "form"),
    [
        ("Ukraine", "UKR", "name"), ("Türkiye", "TUR", "name"), ("Turkey", "TUR", "name"), ("Eswatini", "SWZ", "name"),
        ("North Macedonia", "MKD", "name"), ("Czechia", "CZE", "name"), ("South Sudan", "SSD", "name"),
        ("Kosovo", "XKX", "name"), ("Taiwan", "TWN", "name"), ("the Palestinian territories", "PSE", "name"),
        ("People’s Republic of China", "CHN", "name"), ("UK", "GBR", "abbreviation"), ("U.S.", "USA", "abbreviation"),
        ("French", "FRA", "adjective"), ("South Korean", "KOR", "adjective"), ("Iraqis", "IRQ", "demonym"),
        ("Frenchwoman", "FRA", "demonym"), ("Kyiv", "UKR", "capital"), ("Kiev", "UKR", "capital"),
        ("Washington, D.C.", "USA", "capital"), ("the Kremlin", "RUS", "seat"), ("Élysée Palace", "FRA", "seat"),
        ("Aso Rock", "NGA", "seat"), ("Malacañang", "PHL", "seat"), ("European Union", "EU", "name"),
        ("ASEAN", "ASEAN", "name"), ("UN Security Council", "UNSC", "name"),
        ("World Health Organization", "WHO", "name"),
        ("UKRAINE", "UKR", "name"), ("THE UNITED STATES", "USA", "name"),
    ],
)  # fmt: skip
def test_what_stands_for_a_polity(words: str, code: str, form: str) -> None:
    assert described(words) == (code, form)


@pytest.mark.parametrize("words", ["us", "who", "turkey", "Varnia", "", "the"])
def test_common_and_unknown_words_stand_for_none(words: str) -> None:
    assert lookup(words) is None


@pytest.mark.parametrize("words", ["Georgia", "Jordan", "Chad", "Washington", "European", "Poles"])
def test_doubtful_words_are_marked(words: str) -> None:
    entry = lookup(words)
    assert entry is not None
    assert entry.ambiguous


@pytest.mark.parametrize("words", ["Ukraine", "Iranian", "Beijing", "White House", "NATO"])
def test_plain_words_are_not_marked(words: str) -> None:
    entry = lookup(words)
    assert entry is not None
    assert not entry.ambiguous


def test_codes_are_unlike() -> None:
    codes = Counter(row[0] for row in gazetteer._rows("polities"))
    assert [code for code, count in codes.items() if count > 1] == []
    assert sum(len(code) == 3 for code in codes) > 190


def test_every_state_has_a_name_and_most_a_capital() -> None:
    states = [code for code, kind, *_ in gazetteer._rows("polities") if kind == "state" and len(code) == 3]
    assert all(gazetteer.forms_of(code, "name") for code in states)
    assert sum(bool(gazetteer.forms_of(code, "capital")) for code in states) > 185


def test_the_longest_entry_is_found_without_the_article() -> None:
    text = "The U.S. told the United Nations Security Council that North Korea and the People’s Republic of China met"
    tokens = [text[token.start : token.end] for token in tokenize(text)]
    found = [(match.start, match.end, match.entry.polity.code) for match in find(tokens)]
    assert found == [(1, 2, "USA"), (4, 8, "UNSC"), (9, 11, "PRK"), (13, 18, "CHN")]


def test_matches_do_not_overlap_in_a_long_text() -> None:
    matches = find(["New", "Zealand", "South", "Africa", "South", "Sudan", "Sudan", "the", "EU"] * 500)
    assert len(matches) == 5 * 500
    assert all(left.end <= right.start for left, right in pairwise(matches))


@pytest.mark.parametrize(
    ("adjective", "name"),
    [
        ("Varnian", "Varnia"), ("Varnians", "Varnia"), ("Ostelander", "Osteland"), ("Ostelandic", "Osteland"),
        ("Keshi", "Kesh"), ("Lorvoan", "Lorvo"), ("Kharistani", "Kharistan"), ("North Varnian", "North Varnia"),
        ("Dutch", "Netherlands"), ("Poles", "Poland"),
    ],
)  # fmt: skip
def test_an_adjective_belongs_to_its_name(adjective: str, name: str) -> None:
    names = ["Varnia", "Osteland", "Kesh", "Lorvo", "Kharistan", "North Varnia", "Netherlands", "Poland"]
    assert demonym_of(adjective, names) == name


@pytest.mark.parametrize(
    ("adjective", "names"),
    [
        ("Ukrainian", ["Varnia"]),
        ("Varnian", []),
        ("Merian", ["Meria", "Meri"]),
        ("Brisk", ["Bris"]),
        ("Varnian", ["Kesh"]),
    ],
)
def test_an_adjective_in_doubt_belongs_to_none(adjective: str, names: list[str]) -> None:
    assert demonym_of(adjective, names) is None


def test_cities_agencies_and_platforms() -> None:
    geneva, afp, posts = city("Geneva"), agency("AFP"), platform("Truth Social")
    assert geneva is not None
    assert geneva.country == "CHE"
    assert afp is not None
    assert (afp.name, afp.country) == ("Agence France-Presse", "FRA")
    assert posts is not None
    assert (platform("X") or posts).ambiguous
    assert city("Port Selby") is None


def test_agencies_of_one_country_are_told_apart() -> None:
    tass, novosti = agency("TASS"), agency("RIA Novosti")
    assert tass is not None
    assert novosti is not None
    assert tass.name != novosti.name


def test_given_names_are_of_all_the_world() -> None:
    assert all(gazetteer.given_name(name) for name in ("Angela", "Ahmed", "Carlos", "Olga"))
    assert not gazetteer.given_name("angela")
    assert not gazetteer.given_name("Treaty")
