"""Saved web pages: the article, its blocks, what the page says of itself, hostile markup."""

import time

import pytest

from parley.acquire.pages import page
from parley.errors import UnreadableReportError

BODY = """<article><h1>Bridge talks resume</h1><p>A second round opens in the harbour town</p>
<p>The envoys of <a href="/x">Ostmark</a> and Varnia met on Friday in Port Sela, and officials said that the talks would
go on until the water question was settled.</p><h2>What they said</h2>
<p>“We are close,” said the chief negotiator, Ilsa Brandt. “We will come back.” The others left without a word.</p>
<ul><li>The truce holds in all four provinces.</li><li>Water is still in dispute.</li></ul>
<p>Read more: <a href="/y">The long road</a></p></article>"""

LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"},
{"@type": ["NewsArticle"], "headline": "Bridge talks resume", "datePublished": "2031-03-02T09:30:00Z",
"author": [{"@type": "Person", "name": "Ana Brill"}, {"name": "Tom Ode"}], "publisher": {"name": "The Example"},
"url": "https://news.example/bridge"}]}</script>"""

META = """<meta property="og:site_name" content="The Example"><meta name="author" content="Ana Brill">
<meta property="article:published_time" content="2031-03-02"><link rel="canonical" href="https://news.example/b">"""


def html(head: str, body: str = BODY) -> str:
    nav = "<nav><a href=/>Home</a> <a href=/w>World</a></nav><div class=cookie>We use cookies. Accept all.</div>"
    start = f'<!doctype html><html lang="en-GB"><head><title>T</title>{head}</head>'
    return f"{start}<body>{nav}{body}<footer>© X</footer></body>"


def kinds(markup: str) -> list[str]:
    return [block.kind for block in page(markup).blocks]


def test_the_article_alone_is_taken_and_laid_out() -> None:
    found = page(html(LINKED))
    assert kinds(html(LINKED)) == [
        "title", "subtitle", "paragraph", "heading", "paragraph", "point", "point", "more",
    ]  # fmt: skip
    assert "cookies" not in found.text
    assert "The envoys of Ostmark and Varnia met" in found.text


def test_json_ld_describes_the_page() -> None:
    told = page(html(LINKED)).described
    assert (told.outlet, told.author, told.title) == ("The Example", "Ana Brill, Tom Ode", "Bridge talks resume")
    assert (told.published, told.url, told.language) == ("2031-03-02T09:30:00Z", "https://news.example/bridge", "en")


def test_meta_tags_describe_a_page_without_json_ld() -> None:
    told = page(html(META)).described
    assert (told.outlet, told.author, told.published) == ("The Example", "Ana Brill", "2031-03-02")
    assert told.url == "https://news.example/b"


def test_malformed_json_ld_and_dates_cost_nothing() -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", </script><meta name="date" content="soon">'
    told = page(html(broken)).described
    assert (told.published, told.title) == (None, "Bridge talks resume")


def test_a_hundred_thousand_nested_tags_are_read_within_seconds() -> None:
    deep = "<div>" * 100_000 + BODY + "</div>" * 100_000
    began = time.process_time()
    assert "The envoys of Ostmark" in page(html("", deep)).text
    assert time.process_time() - began < 10


def test_markup_inside_the_text_stays_text() -> None:
    body = BODY.replace("We are close", "We are &lt;script&gt;alert(1)&lt;/script&gt; close")
    assert "<script>alert(1)</script>" in page(html("", body)).text


def test_a_page_without_an_article_is_refused_with_a_remedy() -> None:
    with pytest.raises(UnreadableReportError, match=r"no article.*\.txt"):
        page("<html><body><nav><a href=/>Home</a></nav></body></html>")


def test_a_huge_page_is_read_paragraph_by_paragraph() -> None:
    many = "".join(f"<p>On day {n} the envoys met and said that they would go on.</p>" for n in range(40_000))
    found = page(html("", f"<h1>Talks</h1>{many}"))
    assert sum(block.kind == "paragraph" for block in found.blocks) == 40_000


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Bridge opens to lorries again - The Example", "The Example"),
        ("Bridge opens to lorries again | The Example", "The Example"),
        ("Bridge opens to lorries again", None),
        ("Bridge opens to lorries again after a year of closure", None),
        ("The Example", None),
    ],
)
def test_a_page_that_names_no_outlet_tells_it_by_its_title(title: str, outlet: str | None) -> None:
    words = "The bridge over the river opened to lorries on Friday, two officials of the district told reporters. " * 4
    body = f"<article><h1>Bridge opens to lorries again</h1><p>{words}</p><p>{words}</p></article>"
    markup = html("", body).replace("<title>T</title>", f"<title>{title}</title>")
    assert page(markup).described.outlet == outlet
