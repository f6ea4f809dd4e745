"""Addresses of passages in the page as published."""

from parley.serve.fragments import original


def test_short_words_are_named_whole_and_long_ones_by_their_edges() -> None:
    assert (
        original("https://a.example/x", "no ship, half-way") == "https://a.example/x#:~:text=no%20ship%2C%20half%2Dway"
    )
    long = " ".join(f"w{n}" for n in range(40))
    assert original("https://a.example/x", long) == (
        "https://a.example/x#:~:text=w0%20w1%20w2%20w3%20w4,w35%20w36%20w37%20w38%20w39"
    )


def test_an_address_with_a_fragment_keeps_it_and_what_is_no_page_has_none() -> None:
    assert original("https://a.example/x#top", "a&b") == "https://a.example/x#top:~:text=a%26b"
    assert original("javascript:alert(1)", "words") == ""
    assert original(None, "words") == ""
    assert original("https://a.example/x", "\ud800") == "https://a.example/x#:~:text=%3F"
