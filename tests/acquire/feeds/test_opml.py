"""Lists of feeds as other readers write them: in, out, and the same again."""

import pytest

from parley.acquire.feeds.feed import Broken
from parley.acquire.feeds.opml import Outline, opml, outlines
from parley.errors import UnreadableReportError

LIST = b"""<?xml version="1.0" encoding="utf-8"?><opml version="2.0"><head><title>Mine &amp; yours</title></head><body>
<outline text="World"><outline text="Talks">
<outline type="rss" text="Harbour &#233;" xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"/></outline>
<outline type="rss" text="River" xmlUrl="https://b.example/feed"/></outline>
<outline type="rss" title="No text" xmlUrl="https://c.example/feed"/>
<outline type="rss" text="Twice" xmlUrl="https://c.example/feed"/>
<outline type="link" text="A page" url="https://d.example/page"/>
<outline type="rss" text="Odd" xmlUrl="file:///etc/passwd"/>
</body></opml>"""


def test_feeds_pages_titles_and_folders_are_kept() -> None:
    assert outlines(LIST) == (
        Outline("https://a.example/feed?x=1&y=2", "feed", "Harbour é", ("World", "Talks")),
        Outline("https://b.example/feed", "feed", "River", ("World",)),
        Outline("https://c.example/feed", "feed", "No text"),
        Broken("file:///etc/passwd", "its address 'file:///etc/passwd' is not of the web (http or https)"),
        Outline("https://d.example/page", "page", "A page"),
    )


def test_what_goes_out_comes_in_again() -> None:
    lines = [each for each in outlines(LIST) if isinstance(each, Outline)]
    written = opml(lines, "Mine & <yours>")
    assert sorted(map(repr, outlines(written))) == sorted(map(repr, lines))
    assert opml(reversed(lines), "Mine & <yours>") == written, "the order given plays no part"


def test_names_with_control_characters_can_be_written() -> None:
    (line,) = outlines(opml([Outline("https://a.example/", "feed", "A\x00\x1bB\ud800", ("C\x08",))], "x"))
    assert line == Outline("https://a.example/", "feed", "AB", ("C",))


@pytest.mark.parametrize(
    "content",
    [b"", b"words", b"<html><p>x</p></html>", b"\x89PNG\r\n\x1a\n\x00\x00\x01" * 99,
     b'<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/hostname">]><opml><body/></opml>'],
    ids=["empty", "text", "page", "picture", "entity"],
)  # fmt: skip
def test_what_is_no_list_says_so(content: bytes) -> None:
    with pytest.raises(UnreadableReportError) as caught:
        outlines(content)
    assert caught.value.remedy
