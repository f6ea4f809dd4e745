"""Feeds of every format into the same items; what is broken, hostile or absent is told and costs no other."""

import json
import sys
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.acquire import decode
from parley.acquire.feeds.feed import MOST, Broken, Feed, Item, address_of, words_of
from parley.acquire.feeds.kinds import Given, feed, feeds_of
from parley.errors import UnreadableReportError

BASE = "https://news.example/world/feed.xml"


def read(content: str | bytes, *, media: str | None = None, charset: str | None = None) -> Feed:
    found = feed(Given(content.encode() if isinstance(content, str) else content, BASE, media, charset))
    assert found is not None
    return found


def items(content: str | bytes) -> list[Item]:
    return [each for each in read(content).items if isinstance(each, Item)]


def broken(content: str | bytes) -> list[str]:
    return [each.reason for each in read(content).items if isinstance(each, Broken)]


def rss(body: str, head: str = "<title>The Example</title>") -> str:
    return f'<rss version="2.0"><channel>{head}{body}</channel></rss>'


RSS_090 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
<channel><title>The Example</title><link>https://news.example/</link><description>x</description></channel>
<item><title>Talks &amp; tea</title><link>/1</link></item></rdf:RDF>"""

RSS_091 = """<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>The Example</title><item><title>Talks &amp; tea</title><link>/1</link></item>
</channel></rss>"""

RSS_100 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example/"><title>The Example</title><items><rdf:Seq/></items></channel>
<item rdf:about="https://news.example/1"><title>Talks &amp; tea</title><link>https://news.example/1</link>
<dc:creator>Ada Lind</dc:creator><dc:date>2031-03-02T10:00:00+01:00</dc:date></item></rdf:RDF>"""

RSS_200 = rss(
    "<item><title>Talks &amp;amp; tea</title><link>../1?utm_source=feed&amp;page=2#top</link>"
    "<author>ada@news.example (Ada Lind)</author><pubDate>Sun, 02 Mar 2031 10:00:00 +0100</pubDate></item>"
)

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/a/"><title>The Example</title>
<entry><id>tag:news.example,2031:1</id><title type="html">Talks &lt;i&gt;&amp;amp;&lt;/i&gt; tea</title>
<link rel="self" href="/self"/><link rel="alternate" href="../1"/><author><name>Ada Lind</name></author>
<published>2031-03-02T10:00:00+01:00</published><updated>2031-03-03T00:00:00Z</updated>
<content type="html">&lt;p&gt;They met.&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize(
    "content", [RSS_090, RSS_091, RSS_100, RSS_200, ATOM], ids=["0.90", "0.91", "1.0", "2.0", "atom"]
)
def test_every_format_gives_title_and_address(content: str) -> None:
    found = read(content)
    (item,) = found.items
    assert isinstance(item, Item)
    assert (found.title, item.title) == ("The Example", "Talks & tea")
    assert str(item.address).startswith("https://news.example/1")
    assert item.noted == ()


def test_times_are_in_utc_and_names_are_names() -> None:
    for content in (RSS_100, RSS_200, ATOM):
        (item,) = items(content)
        assert item.author is not None
        assert "Ada Lind" in item.author
        assert "2031-03-02T09:00:00Z" in {item.published, item.updated}
    (item,) = items(ATOM)
    assert (item.updated, item.identity, item.content) == (
        "2031-03-03T00:00:00Z", "tag:news.example,2031:1", "<p>They met.</p>",
    )  # fmt: skip


def test_an_address_loses_the_marks_of_campaigns_and_nothing_else() -> None:
    (item,) = items(RSS_200)
    assert item.address == "https://news.example/1?page=2"
    assert address_of("https://a.example/x?b=%2F&c", "") == "https://a.example/x?b=%2F&c"


@pytest.mark.parametrize(
    ("given_", "reason"),
    [
        ("javascript:alert(1)", "not of the web"),
        ("file:///etc/passwd", "not of the web"),
        ("mailto:a@b.example", "not of the web"),
        ("http://", "names no host"),
        ("http://[::1", "malformed"),
        ("http://a.example:port/", "malformed"),
        ("http://a.example/" + "x" * 5000, "longer than"),
    ],
)
def test_what_is_no_address_says_why(given_: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        address_of(given_, BASE)


def test_how_long_a_feed_wants_to_be_left_alone() -> None:
    syndication = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    assert read(rss("", "<ttl>90</ttl>")).rest == 5400
    assert read(rss("", "<ttl>99999999</ttl>")).rest == 0
    assert read(rss("", "<ttl>soon</ttl>")).rest == 0
    hourly = f"<u {syndication}/><sy:updatePeriod {syndication}>hourly</sy:updatePeriod>"
    twice = f"<sy:updateFrequency {syndication}>2</sy:updateFrequency>"
    assert read(rss("", hourly)).rest == 3600
    assert read(rss("", hourly + twice)).rest == 1800
    assert read(rss("", "<ttl>9999</ttl>")).rest == 24 * 3600


GOOD = "<item><title>Good</title><link>/good</link></item>"


@pytest.mark.parametrize(
    ("bad", "title"),
    [
        ("<item><title>Bread & butter</title><link>/x</link></item>", "Bread & butter"),
        ("<item><title>Bread&nbsp;&hellip;</title><link>/x</link></item>", "Bread …"),
        ("<item><title>Bread</title><media:x/><link>/x</link></item>", "Bread"),
        ("<item><title>Bread</title><b><link>/x</link></item>", "Bread"),
        ("<item><title>Bread</title><link>/x</link>", "Bread"),
        ("<item><title>Bread</title><link>/x</link><x a=1 a=2/></item>", "Bread"),
    ],
    ids=["ampersand", "entity", "prefix", "element", "end", "attribute"],
)
def test_an_item_that_is_not_well_formed_is_mended_and_costs_no_other(bad: str, title: str) -> None:
    for around in (GOOD + bad + GOOD.replace("good", "last"), bad + GOOD, GOOD + bad):
        found = items(rss(around))
        assert "https://news.example/good" in {each.address for each in found if each.title == "Good"}
        (mended,) = [each for each in found if each.address == "https://news.example/x"]
        assert mended.title == title
        assert len(found) == around.count("<item>")


def test_only_the_item_that_was_broken_is_noted() -> None:
    found = items(rss(GOOD + "<item><title>Bread & butter</title><link>/x</link></item>"))
    assert [bool(each.noted) for each in found] == [False, True]
    assert "its XML is broken" in found[1].noted[0]


def test_what_stands_in_cdata_is_no_item_and_no_reference() -> None:
    body = "<item><title>A</title><link>/a</link><description><![CDATA[<item> & </item>]]></description></item>"
    assert [each.title for each in items(rss(body + "<item><title>B & C</title><link>/b</link></item>"))] == [
        "A",
        "B & C",
    ]


def test_a_feed_that_breaks_off_gives_the_items_that_are_whole() -> None:
    whole = rss(GOOD + GOOD.replace("good", "next") + "<item><title>Cut")
    assert [each.address for each in items(whole[: whole.index("</channel>")])] == [
        "https://news.example/good",
        "https://news.example/next",
    ]
    assert len(broken(whole[: whole.index("</channel>")])) == 1


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("<item/>", "names no address and holds no article"),
        ("<item><title>Only this</title></item>", "only the title 'Only this'"),
        ("<item><link>mailto:desk@news.example</link></item>", "not of the web"),
        ("<item><title>Never closed <link>/x</link></item>", "its XML is broken"),
    ],
)
def test_an_item_that_leads_nowhere_says_why(bad: str, reason: str) -> None:
    content = rss(GOOD + bad + GOOD.replace("good", "last"))
    (why,) = broken(content)
    assert reason in why
    assert len(items(content)) == 2


def test_a_day_that_is_none_is_left_open_and_told() -> None:
    (item,) = items(rss(GOOD.replace("</item>", "<pubDate>a week ago</pubDate></item>")))
    assert item.published is None
    assert item.noted == ("its day of publication 'a week ago' is no date and is left open",)


def test_the_same_item_twice_is_one_and_too_many_are_told() -> None:
    assert len(items(rss(GOOD * 3))) == 1
    many = rss("".join(f"<item><link>/{n}</link></item>" for n in range(MOST + 5)))
    assert len(items(many)) == MOST
    assert broken(many) == [f"the feed has {MOST + 5} items; those after the first {MOST} are left out"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "windows-1252"])
def test_encodings_by_mark_declaration_and_server(encoding: str) -> None:
    text = rss("<item><title>Café — “tea”</title><link>/1</link></item>")
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{text}'.encode(encoding)
    assert items(declared)[0].title == "Café — “tea”"
    told = read(text.encode(encoding), charset=encoding).items[0]
    assert isinstance(told, Item)
    assert told.title == "Café — “tea”"


def test_control_characters_and_unknown_charsets_do_no_harm() -> None:
    content = rss("<item><title>A\x08\x0cB</title><link>/1</link></item>").encode()
    assert [getattr(each, "title", None) for each in read(content, charset="no-such-thing").items] == ["AB"]
    assert [getattr(each, "title", None) for each in read(content, charset="base64").items] == ["AB"]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "laughs": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>' + rss("<item><title>&l9;</title></item>"),
    "file": '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]>' + rss("<item><title>&f;</title></item>"),
    "parameter": '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1/x">%p;]>' + rss(GOOD),
    "spaced": '<?xml version="1.0"?><!-- a --><?b c?>\n<!doctype rss PUBLIC "a" "b" [<!ENTITY a "b">]>' + rss(GOOD),
    "unclosed": "<!DOCTYPE rss " + rss(GOOD),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_entities_of_a_feeds_own_are_refused_unread(content: str) -> None:
    opened: list[str] = []
    watched = True
    sys.addaudithook(lambda event, args: opened.append(event) if watched and event.startswith("socket") else None)
    with pytest.raises(UnreadableReportError, match=r"entities|not well-formed"):
        read(content, media="application/rss+xml")
    watched = False
    assert opened == []


def test_an_outside_doctype_is_cut_off_and_never_asked_for() -> None:
    assert items('<!DOCTYPE rss SYSTEM "file:///etc/hostname">' + rss(GOOD))[0].title == "Good"


def test_depth_is_refused_at_once() -> None:
    began = time.process_time()
    with pytest.raises(UnreadableReportError, match="nests more than"):
        read(rss("<item>" + "<a>" * 500_000))
    with pytest.raises(UnreadableReportError):
        read('{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 500_000)
    assert time.process_time() - began < 5


def test_a_feed_too_large_is_refused() -> None:
    with pytest.raises(UnreadableReportError, match="larger than"):
        read(rss(GOOD + " " * 17 * 2**20))


@pytest.mark.parametrize("text", ["<rss", "<rss><channel>", "<rss version='2.0'><a></rss>", "<feed>&x;</feed>"])
def test_what_cannot_be_mended_says_where_it_broke(text: str) -> None:
    with pytest.raises(UnreadableReportError, match="not well-formed XML"):
        read(text, media="application/rss+xml")


def test_many_broken_items_take_time_with_their_number() -> None:
    bad = "<item><title>Bread & butter</title><media:x/><link>/{n}</link></item>"
    taken = []
    for number in (250, 1000):
        content = rss("".join(bad.replace("{n}", str(n)) for n in range(number)))
        began = time.process_time()
        assert len(items(content)) == number
        taken.append(time.process_time() - began)
    assert taken[1] < 4 * taken[0] * 2.5


def test_memory_stays_with_the_size_of_the_feed() -> None:
    content = rss("".join(f"<item><title>{'x' * 500}</title><link>/{n}</link></item>" for n in range(800)))
    read(rss(GOOD))
    tracemalloc.start()
    read(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * len(content)


JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Example",
    "items": [
        {"id": 1, "url": "/1", "title": "Talks & <tea>", "date_published": "2031-03-02T10:00:00+01:00",
         "authors": [{"name": "Ada Lind"}, {"name": "Bo Kern"}, {}]},
        {"id": "2", "content_text": "They met.\n\nThey <left>.", "author": {"name": "Ada Lind"}},
        {"id": "3", "url": "/3", "date_published": "soon"},
        {"id": "4", "title": "Nothing"},
        {"id": "5", "url": "data:text/html,x"},
        "six",
        {"id": "7", "url": 7, "title": ["x"], "content_html": "<p>\ud800x</p>"},
        {"id": "8", "url": "/8", "date_published": "0001-01-01T00:00:00+14:00"},
    ],
}  # fmt: skip


def test_a_json_feed_gives_the_same_items() -> None:
    found = read(json.dumps(JSON))
    one, two, three, four, five, six, seven, eight = found.items
    assert found.title == "The Example"
    assert one == Item("1", "https://news.example/1", "Talks & <tea>", "Ada Lind, Bo Kern", "2031-03-02T09:00:00Z")
    assert isinstance(two, Item)
    assert (two.address, two.content, two.author) == (None, "<p>They met.</p><p>They &lt;left&gt;.</p>", "Ada Lind")
    assert isinstance(three, Item)
    assert three.noted == ("its day of publication 'soon' is no date and is left open",)
    assert isinstance(four, Broken)
    assert "only the title 'Nothing'" in four.reason
    assert isinstance(five, Broken)
    assert isinstance(six, Broken)
    assert six.reason == "item 6 of the feed is no JSON object"
    assert isinstance(seven, Item)
    assert (seven.title, seven.content) == (None, "<p>?x</p>")
    assert isinstance(eight, Item)
    assert eight.published is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"version": "https://jsonfeed.org/version/1", "items": {}}', "no list of items"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "not JSON"),
        ('{"title": "x", "also": "https://jsonfeed.org/version/1"}', "no JSON Feed"),
    ],
)
def test_what_is_no_json_feed_says_why(content: str, reason: str) -> None:
    with pytest.raises(UnreadableReportError, match=reason):
        read(content)


@pytest.mark.parametrize(
    "content",
    [b"", b"<!doctype html><html><p>x", b"<html><body>x", b"plain words", b'{"a": 1}', b"\x89PNG\r\n\x1a\n" * 9,
     b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7"],
)  # fmt: skip
def test_what_is_no_feed_is_none(content: bytes) -> None:
    assert feed(Given(content, BASE)) is None


def test_a_page_names_its_feeds_the_articles_before_the_comments() -> None:
    head = """<html><head><base href="/en/"><link rel="stylesheet" type="application/rss+xml" href="no.xml">
    <link rel="alternate" type="application/rss+xml" title="Comments" href="comments.xml">
    <link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="all.atom">
    <link rel="alternate" type="application/feed+json" href="https://news.example/feed.json">
    <link rel="alternate" type="text/html" href="/de"><link rel="alternate" type="application/rss+xml" href="data:x">"""
    assert feeds_of(Given(head.encode(), "https://news.example/start")) == (
        "https://news.example/en/all.atom",
        "https://news.example/feed.json",
        "https://news.example/en/comments.xml",
    )
    assert feeds_of(Given(b"", BASE)) == feeds_of(Given(b"\x00" * 99, BASE)) == ()


def test_titles_are_words_whatever_markup_they_are_in() -> None:
    assert words_of("<b>A</b> &amp; B\n C") == "A & B C"
    assert words_of("a < b") is not None
    assert words_of("<>") is not None
    assert words_of(" ") is None
    assert len(words_of("x" * 5000) or "") == 1000


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("<>/&;![]CDAT-item rss=\"'x\n")), max_size=80), st.integers(0, 3))
def test_whatever_stands_in_a_feed_ends_in_items_or_in_a_reason(noise: str, place: int) -> None:
    content = [rss(GOOD + noise + GOOD), rss(noise + GOOD), noise + rss(GOOD), rss(GOOD.replace("Good", noise))][place]
    try:
        found = feed(Given(content.encode(), BASE, "application/rss+xml"))
    except UnreadableReportError:
        return
    assert found is None or all(each.identity for each in found.items)


def test_a_long_page_is_told_from_a_feed_without_guessing(monkeypatch: pytest.MonkeyPatch) -> None:
    def guess(given: bytes) -> str:
        raise AssertionError("a character was cut in two")

    monkeypatch.setattr(decode, "_guess", guess)
    for lead in range(4):
        assert feed(Given(f"<html>{'x' * lead}<p>{'é' * 30000}</p><p>{'é' * 30000}</p></html>".encode(), BASE)) is None
