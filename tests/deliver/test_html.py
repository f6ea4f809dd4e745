"""The page: self-contained, every link leads somewhere, nothing that a report says can act."""

import re
from base64 import b64encode
from collections import Counter
from dataclasses import fields, replace
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
from lxml import html

from parley.deliver.html import page
from parley.deliver.json import dump, load
from parley.deliver.views.ledger import Ledger, cited
from parley.dossier import Dossier
from parley.report import Span
from parley.story import Aligned
from tests.deliver.hostile import PAYLOADS, hostile
from tests.deliver.story import at, strait

SECTIONS = [
    "brief",
    "corroborated",
    "repeated",
    "single",
    "conflicts",
    "quotations",
    "positions",
    "tracks",
    "timeline",
    "people",
    "origins",
    "reports",
    "problems",
    "about",
]


def tree(dossier: Dossier) -> Any:
    return html.document_fromstring(page(dossier).encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


@pytest.fixture(scope="module")
def strait_page() -> Any:
    return tree(strait())


def empty() -> Dossier:
    kept = {"made", "reports", "origins"}
    nothing: dict[str, Any] = {field.name: () for field in fields(Dossier) if field.name not in kept}
    return replace(strait(), **nothing)


def hold_links(document: Any) -> None:
    ids = Counter(document.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    inner = [href[1:] for href in document.xpath("//@href") if href.startswith("#")]
    assert inner
    assert [name for name in inner if name not in ids] == []
    for names in document.xpath("//@aria-labelledby"):
        assert set(names.split()) <= ids.keys()


@pytest.mark.parametrize("dossier", [strait(), empty(), hostile("Plain words")], ids=["full", "empty", "same words"])
def test_every_link_has_its_target_and_every_id_is_unique(dossier: Dossier) -> None:
    hold_links(tree(dossier))


def test_every_citation_leads_to_its_very_words(strait_page: Any) -> None:
    ledger = Ledger(strait())
    for span in {*cited(strait())}:
        (target,) = strait_page.xpath("//*[@id=$name]", name=ledger.anchor(span))
        assert ledger.words(span).startswith(target.text_content())
        if ledger.words(span) != target.text_content():
            assert any(name.startswith("part") for name in target.get("class").split())


def test_the_parts_of_a_split_passage_make_up_its_words_and_are_joined_by_a_rule() -> None:
    crossing = (at("r-times", "could accept a staged"), at("r-times", "a staged withdrawal if Lume"))
    track = replace(strait().tracks[0], evidence=crossing)
    document = tree(replace(strait(), tracks=(track,)))
    anchor = Ledger(strait()).anchor(crossing[1])
    (first,) = document.xpath("//*[@id=$name]", name=anchor)
    part = next(name for name in first.get("class").split() if name.startswith("part"))
    article = first.xpath("ancestor::article")[0]
    pieces = [node.text_content() for node in article.find_class(part)]
    assert len(pieces) > 1
    assert "".join(pieces) == "a staged withdrawal if Lume"
    style = document.xpath("//style")[0].text
    assert f"#report-r-times:has(#{anchor.replace('.', chr(92) + '.')}:target) .{part} " in style


def test_a_passage_over_several_paragraphs_is_marked_in_each() -> None:
    text = strait().reports[0].text
    long = Span("r-herald", text.index("Ordania’s foreign"), text.index("is a slogan"))
    claim = replace(strait().claims[5], evidence=(long,))
    document = tree(replace(strait(), claims=(claim,), brief=()))
    hold_links(document)
    (first,) = document.xpath("//*[@id=$name]", name=Ledger(strait()).anchor(long))
    part = next(name for name in first.get("class").split() if name.startswith("part"))
    article = first.xpath("ancestor::article")[0]
    paragraphs = {node.xpath("ancestor::p")[0] for node in article.find_class(part)}
    assert len(paragraphs) == 3


def test_reports_stand_in_full(strait_page: Any) -> None:
    for report in strait().reports:
        (article,) = strait_page.xpath("//article[@id=$name]", name=f"report-{report.id}")
        shown = [" ".join(p.text_content().split()) for p in article.xpath(".//p[@class='text']")]
        assert shown == [" ".join(line.split()) for line in report.text.splitlines() if line.strip()]


def test_attributions_are_told_apart_in_the_reports(strait_page: Any) -> None:
    (wire,) = strait_page.xpath("//article[@id='report-r-wire']")
    assert "Observers, yes. Inspectors, no," in [
        node.text_content() for node in wire.xpath(".//*[@class='said mixed']")
    ]
    assert [node.text_content() for node in wire.find_class("cue")] == ["told", "said", "called"]
    assert "Foreign Minister Jonas Arkell" in [node.text_content() for node in wire.find_class("source")]


def test_the_margin_says_who_else_carries_it_and_whose_words_it_shares(strait_page: Any) -> None:
    (morning,) = strait_page.xpath("//article[@id='report-r-morning']")
    second = morning.find_class("piece")[1]
    assert "reused" in second.get("class")
    notes = [" ".join(node.text_content().split()) for node in second.xpath(".//ul[@class='notes']/li")]
    assert "Also carried by A 3a A 3b A 8a D 3a E 3a" in notes
    assert "19 words the same in A 3a" in notes
    assert "In conflict: day" in notes


def test_sections_stand_in_the_order_of_reading(strait_page: Any) -> None:
    assert list(strait_page.xpath("//h2/@id")) == SECTIONS


def test_both_sides_of_a_conflict_stand_side_by_side_in_their_surroundings(strait_page: Any) -> None:
    (conflict,) = strait_page.xpath("//article[@id='conflict-d-sailors']")
    sides = conflict.find_class("value")
    assert [side.xpath(".//h4")[0].text_content() for side in sides] == ["140 sailors", "about 120 sailors"]
    assert [side.xpath(".//mark")[0].text for side in sides] == ["140 detained sailors", "Some 120 detained sailors"]
    assert "Harbour Herald, 4 March 2031" in sides[0].text_content()
    assert "since January, according to the Lume mission." in sides[0].text_content()


def test_claims_count_origins_and_not_outlets(strait_page: Any) -> None:
    (claim,) = strait_page.xpath("//li[@id='claim-c-second']")
    assert claim.find_class("tally")[0].text == "3 reports · 2 origins"
    assert len(claim.find_class("chip")) == 2


def test_a_quotation_that_is_cut_shows_what_it_leaves_out() -> None:
    dossier = strait()
    first, *others = dossier.statements
    short = at("r-morning", "We are getting somewhere.")
    kept = Aligned("kept", (at("r-herald", "We are getting somewhere"),), (short,))
    cut = Aligned("left out", (at("r-herald", "The hours were long, but they were not wasted"),), ())
    verbatim = replace(first.wordings[1], content=(short,), relation="fragment", alignment=(kept, cut))
    told = replace(first, wordings=(first.wordings[0], verbatim))
    (quotation,) = tree(replace(dossier, statements=(told, *others))).xpath("//article[.//*[@class='wording']//del]")
    assert [node.text_content() for node in quotation.xpath(".//del")] == [
        "[left out: . The hours were long, but they were not wasted]"
    ]


def test_an_altered_quotation_shows_its_changes_within_the_words(strait_page: Any) -> None:
    (quotation,) = strait_page.xpath("//article[@id='said-s-wasted']")
    (altered,) = quotation.xpath(".//li[.//*[contains(@class, 'is-altered')]]")
    assert [node.text_content() for node in altered.xpath(".//ins")] == ["[added: now]", "[added: never]"]
    assert [node.text_content() for node in altered.xpath(".//del")] == ["[left out: ,]", "[left out: they were not]"]
    carriers = quotation.find_class("carriers")[0].text_content()
    assert "Letter for letter in A 4a B 3a" in " ".join(carriers.split())


def test_positions_are_a_table_of_issue_by_party(strait_page: Any) -> None:
    (table,) = strait_page.find_class("matrix")
    assert [cell.text_content() for cell in table.xpath(".//thead//th")] == ["Issue and overlap", "Talvia", "Ordania"]
    row = table.xpath(".//tr[@id='issue-i-withdrawal']")[0]
    words = [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
    assert "by the account of A Western diplomat" in words[0]
    assert "✕ rejects" in words[1]
    assert "◐ Partial overlap" in row.xpath("./th")[0].text_content()


def test_what_is_planned_is_said_to_be_planned(strait_page: Any) -> None:
    (entry,) = strait_page.xpath("//li[contains(@class, 'planned')][contains(., 'Talks resume')]")
    assert entry.find_class("sign")[0].text_content() == "□ planned"


def test_empty_sections_say_what_was_looked_for() -> None:
    document = tree(empty())
    for section in document.xpath("//section"):
        if section.get("class") not in {"reports", "people"}:
            assert section.find_class("nothing"), section.get("class")


def test_a_report_without_text_is_no_trouble() -> None:
    blank = replace(strait().reports[4], text="", blocks=())
    document = tree(replace(empty(), reports=(*strait().reports[:4], blank)))
    assert "This report has no text." in document.text_content()


def test_blocks_that_overlap_or_miss_text_lose_nothing() -> None:
    report = strait().reports[0]
    odd = replace(report, blocks=(report.blocks[2], replace(report.blocks[2], end=10**6), report.blocks[3]))
    document = tree(replace(strait(), reports=(odd, *strait().reports[1:])))
    hold_links(document)
    (article,) = document.xpath("//article[@id='report-r-herald']")
    shown = "".join("".join(p.text_content() for p in article.xpath(".//p[@class='text']")).split())
    assert shown == "".join(report.text.split())


def test_a_very_long_report_shows_what_is_cited_and_says_what_it_leaves_out() -> None:
    report = strait().reports[0]
    long = replace(report, text=report.text + "\n" + "Nothing more is said. " * 10_000)
    dossier = replace(strait(), reports=(long, *strait().reports[1:]))
    document = tree(dossier)
    hold_links(document)
    (article,) = document.xpath("//article[@id='report-r-herald']")
    assert len(article.text_content()) < 10_000
    assert "characters without a cited passage are left out" in article.text_content()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_markup(payload: str) -> None:
    document = tree(hostile(payload))
    assert shape(document) == shape(tree(hostile("Plain words")))
    for link in document.xpath("//@href"):
        assert link.startswith("#") or link == "data:,"
    assert not document.xpath("//@*[starts-with(name(), 'on')]")
    assert not document.xpath("//@src | //@style | //@srcdoc")
    assert not document.xpath("//comment()")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]", page(hostile(payload)))
    hold_links(document)


def shape(document: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes, the lines of the drawing apart: they depend on length."""
    elements = [node for node in document.iter() if isinstance(node.tag, str) and node.tag != "text"]
    return [(node.tag, tuple(sorted(node.attrib))) for node in elements]


def test_only_web_addresses_become_links(strait_page: Any) -> None:
    outer = [href for href in strait_page.xpath("//@href") if not href.startswith(("#", "data:,"))]
    assert outer == [f"https://{name}.example/strait" for name in ("herald", "morning", "times", "wire")]


def test_odd_ids_give_sound_anchors() -> None:
    text = dump(strait())
    for name in ("r-herald", "s-wasted", "d-sailors", "c-second", "i-withdrawal"):
        text = text.replace(f'"{name}"', f'"{name}\\" onload=\'x\' <b>"')
    document = tree(load(text))
    hold_links(document)
    assert not document.xpath("//*[@onload]")


def test_the_page_is_self_contained_and_allows_nothing_else(strait_page: Any) -> None:
    (style,) = strait_page.xpath("//style")
    digest = b64encode(sha256(style.text.encode()).digest()).decode()
    policy = strait_page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:")
    assert not strait_page.xpath("//script | //img | //iframe | //object | //link[@rel='stylesheet']")
    assert not re.search(r"url\(|@import|https?:", style.text)


def test_the_page_can_be_walked_without_sight(strait_page: Any) -> None:
    assert strait_page.get("lang") == "en"
    assert len(strait_page.xpath("//main")) == len(strait_page.xpath("//h1")) == 1
    assert strait_page.xpath("//body/*[1]/@href") == ["#brief"]
    levels = [int(node.tag[1]) for node in strait_page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(table.xpath("./caption") for table in strait_page.xpath("//table"))
    assert not strait_page.xpath("//th[not(@scope)]")
    calendar, drawing = sorted(strait_page.xpath("//svg"), key=lambda svg: svg.get("aria-labelledby"))
    assert calendar.xpath("./desc")[0].text.startswith("3 March 2031: First round of talks; ")
    assert drawing.xpath("./desc")[0].text == (
        "Port Amber talks: Talvia, Ordania and Lume; Mediator’s visit to Sarn: Lume and Ordania."
    )


def test_the_same_dossier_gives_the_same_page() -> None:
    assert page(strait()) == page(load(dump(strait())))


TEXT_COLOURS = ("ink", "quiet", "accent")
GROUNDS = ("paper", "panel", "tint", "target")


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("colour", TEXT_COLOURS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_stands_out_in_both_schemes(scheme: int, colour: str, ground: str, strait_page: Any) -> None:
    style = strait_page.xpath("//style")[0].text
    palette = dict(re.findall(r"--(\w+): (#\w{6});", style.split("--paper")[scheme + 1].join(["--paper", ""])))
    one, two = sorted((_light(palette[colour]), _light(palette[ground])), reverse=True)
    assert (one + 0.05) / (two + 0.05) >= 4.5


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_claim_that_stands_in_the_passages_of_another_is_shown_beneath_it() -> None:
    made = strait()
    second = next(claim for claim in made.claims if claim.id == "c-second")
    part = replace(
        second, id="c-part", text="with Lume as host", reports=second.reports[:2], evidence=second.evidence[:2]
    )
    other = replace(
        part, id="c-other", reports=("r-herald", "r-wire"), evidence=(second.evidence[0], at("r-wire", "SARN"))
    )
    document = tree(replace(made, claims=(*made.claims, part, other)))
    assert [li.get("id") for li in document.xpath("//ul[@class='parts']/li")] == ["claim-c-part"]
    assert document.xpath("//ul[@class='parts']/ancestor::li/@id") == ["claim-c-second"]
    assert document.xpath("//ol[@class='claims']/li[@id='claim-c-other']")
