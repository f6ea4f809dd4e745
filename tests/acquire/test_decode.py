"""Encodings, byte order marks, binary rubbish."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.acquire.decode import decode
from parley.errors import UnreadableReportError

TEXT = "Ilsa Bränt sagte: „Wir gehen weiter“ — Gespräche über 12 Brücken."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_read_without_their_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_null_bytes(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_windows_text_is_guessed() -> None:
    words = "“We will go on,” the envoy said – “as long as it takes.” " * 20
    assert decode(words.encode("cp1252")) == words


def test_a_page_says_its_encoding() -> None:
    page = '<meta charset="iso-8859-2"><p>Łódź i Kraków</p>'
    assert decode(page.encode("iso-8859-2"), markup=True) == page


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"one\r\ntwo\rthree\n") == "one\r\ntwo\rthree\n"


def test_random_bytes_are_no_text() -> None:
    rubbish = random.Random(7).randbytes(20_000)  # noqa: S311  rubbish, no secret
    with pytest.raises(UnreadableReportError, match="not text"):
        decode(rubbish)


def test_null_characters_are_no_text() -> None:
    with pytest.raises(UnreadableReportError, match="null"):
        decode(b"\x00" * 500 + b"talks")


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00\ufeff")))
def test_utf8_is_never_guessed(text: str) -> None:
    assert decode(text.encode("utf-8")) == text
