"""Search over everything: words, phrases, what is left out, and filters."""

import re

from starlette.testclient import TestClient


def found(strait: TestClient, **asked: str) -> list[str]:
    """What the results say, without their marks."""
    page = strait.get("/search", params=asked).text
    rows = re.findall(r"<a data-open href=\"[^\"]+\">(.*?)</a></p><p class=\"meta\">", page, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", row) for row in rows]


def test_all_words_have_to_be_there_each_at_the_beginning_of_a_word(strait: TestClient) -> None:
    assert all("sailors" in row and "140" in row for row in found(strait, words="sail 140", kind="passage"))
    assert len(found(strait, words="sail 140", kind="passage")) == 2
    assert found(strait, words="ailors", kind="passage") == []


def test_a_phrase_stands_as_it_is_and_a_dash_leaves_out(strait: TestClient) -> None:
    phrase = found(strait, words='"second day of talks"', kind="passage")
    assert len(phrase) == 2
    assert len(found(strait, words='"second day of talks" -resume', kind="passage")) == 1


def test_filters_narrow_what_is_found(strait: TestClient) -> None:
    everywhere = found(strait, words="strait", kind="passage")
    later = found(strait, words="strait", kind="passage", since="2031-03-05")
    assert 0 < len(later) < len(everywhere)
    (first, *_) = re.findall(r'name="report" value="(r-[0-9a-f]+)"', strait.get("/reports").text)
    assert 0 < len(found(strait, words="strait", kind="passage", report=first)) < len(everywhere)


def test_all_things_of_a_kind_need_no_words(strait: TestClient) -> None:
    assert any("Mirela Dosti" in row for row in found(strait, kind="person"))
    assert found(strait) == []


def test_odd_words_find_nothing_and_break_nothing(strait: TestClient) -> None:
    for words in (
        "(",
        "[a",
        "*",
        "-",
        '"',
        "\\",
        "a" * 200,
        "\ud800".encode("utf-8", "replace").decode(),
        "%00",
        "()" * 90,
    ):
        assert strait.get("/search", params={"words": words}).status_code == 200
