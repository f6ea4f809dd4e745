import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.annotate.tokens import INVISIBLE, tokenize

INVISIBLE_CHARACTERS = frozenset(
    character for character in map(chr, range(0x10000)) if re.fullmatch(f"[{INVISIBLE}]", character)
)


def words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("high-stakes talks", ["high-stakes", "talks"]),
        ("a U.S.-backed plan by Jong-un", ["a", "U.S.-backed", "plan", "by", "Jong-un"]),
        ("Varnia's and Varnia’s", ["Varnia", "'s", "and", "Varnia", "’s"]),
        ("the leaders’ and workers' pay", ["the", "leaders", "’", "and", "workers", "'", "pay"]),
        ("They don’t, can't, won't", ["They", "do", "n’t", ",", "ca", "n't", ",", "wo", "n't"]),
        ("THEY CAN'T", ["THEY", "CA", "N'T"]),
        ("it’s what we’ve said he'd do", ["it", "’s", "what", "we", "’ve", "said", "he", "'d", "do"]),
        ("They cannot agree", ["They", "can", "not", "agree"]),
        ("U.N. envoy", ["U.N.", "envoy"]),
        ("the U.N.'s envoy", ["the", "U.N.", "'s", "envoy"]),
        ("Gen. Oda and Mr. Tal-Or", ["Gen.", "Oda", "and", "Mr.", "Tal-Or"]),
        ("at 9 a.m. on Jan. 5", ["at", "9", "a.m.", "on", "Jan.", "5"]),
        ("No. 7 said no. No.", ["No.", "7", "said", "no", ".", "No", "."]),
        ("he sat. Then", ["he", "sat", ".", "Then"]),
        ("Mirela T. Dusk, J.D. Rook", ["Mirela", "T.", "Dusk", ",", "J.D.", "Rook"]),
        ("2,500 men, 3.5 km", ["2,500", "men", ",", "3.5", "km"]),
        ("$106 and €90", ["$", "106", "and", "€", "90"]),
        ("US$5bn, 12%", ["US$", "5bn", ",", "12", "%"]),
        ("on 24/7 at 10:30", ["on", "24/7", "at", "10:30"]),
        ("“Yes,” she said", ["“", "Yes", ",", "”", "she", "said"]),
        (
            "'quoted' \"words\" «here» „there“",
            ["'", "quoted", "'", '"', "words", '"', "«", "here", "»", "„", "there", "“"],
        ),
        ("talks—which failed – ended -- so", ["talks", "—", "which", "failed", "–", "ended", "--", "so"]),
        ("well… no... (yes)", ["well", "…", "no", "...", "(", "yes", ")"]),
        ("see https://a.example/b?c=d.", ["see", "https://a.example/b?c=d", "."]),
        ("ask desk@paper.example, @dusk_m #talks", ["ask", "desk@paper.example", ",", "@dusk_m", "#talks"]),
        ("on paper.com's page", ["on", "paper.com", "'s", "page"]),
        ("ended.The next", ["ended", ".", "The", "next"]),
        ("O'Mara, d’Aubry, Sana'a", ["O'Mara", ",", "d’Aubry", ",", "Sana'a"]),
        ("AT&T of the ’90s", ["AT&T", "of", "the", "’90s"]),
        ("Cafe\u0301 open", ["Cafe\u0301", "open"]),
        ("soft\u00adware \ufeffhere", ["soft\u00adware", "here"]),
    ],
)
def test_words_and_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_stretch_keeps_its_offsets() -> None:
    text = "One two three four"
    assert [(token.start, token.end) for token in tokenize(text, 4, 13)] == [(4, 7), (8, 13)]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aA1.,'’-–“”$%&@#/ \n\u00ad\u0301")), max_size=200))
def test_tokens_are_in_order_and_leave_out_only_blanks(text: str) -> None:
    end = 0
    for token in tokenize(text):
        between = text[end : token.start]
        assert all(character.isspace() or character in INVISIBLE_CHARACTERS for character in between)
        assert token.start < token.end
        end = token.end
    assert all(character.isspace() or character in INVISIBLE_CHARACTERS for character in text[end:])


@pytest.mark.parametrize(
    "unit",
    ["a", "a.", "A.", "a-", "a'", "1,", "http://", "www..", "a@", "a.a@", "can", "n't", "A&", "Mr.", "x.com.", "'s"],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    started = time.process_time()
    tokenize(unit * (200_000 // len(unit)))
    assert time.process_time() - started < 3
