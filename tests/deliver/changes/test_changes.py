"""What changed, in every form: cited, complete where it counts, and no words of a report can act."""

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import feedparser
import pytest
from lxml import html

from parley.changes import Change, Changes, Version
from parley.deliver.changes import atom, markdown, text
from parley.deliver.changes import html as pages
from parley.deliver.changes.json import dump
from parley.deliver.changes.view import PARTS, plainly, view
from parley.deliver.formats import format_named
from parley.report import Report, Span
from tests.deliver.hostile import PAYLOADS
from tests.deliver.story import at, strait

STRAIT = strait()
WEEK = Span("r-wire", 0, 9)


def said(number: int, who: str = "Jonas Arkell") -> Change:
    span = Span("r-wire", number, number + 9)
    return Change("said", f"{who}: “words {number}”", (), (span,), who=(who,), day="2031-03-05")


NEWS = (
    Change(
        "conflict",
        "number: “140” / “120”",
        ("d-sailors",),
        (at("r-times", "120 detained sailors"),),
        (at("r-herald", "140 detained sailors"),),
        now="number",
        sides=((at("r-herald", "140 detained sailors"),), (at("r-times", "120 detained sailors"),)),
        day="2031-03-04",
    ),
    Change(
        "hardened",
        "Ordania rejects any deadline.",
        (),
        (at("r-times", "rejects any deadline"),),
        was="open",
        now="rejects",
        who=("Ordania",),
        about=("Withdrawal",),
        day="2031-03-04",
    ),
    Change("restated", "again", (), (at("r-wire", "until a text was signed"),), who=("Ordania",), about=("Patrols",)),
    *(said(number) for number in range(12)),
)


def news(*changes: Change) -> Changes:
    return Changes("2031-03-04", "2031-03-05", STRAIT.reports, ("r-wire", "r-times"), (), (), changes or NEWS, ())


def test_the_lines_say_what_happened_in_whose_words_and_what_was_known() -> None:
    told = text.told(news())
    assert told.startswith("Since 4 March 2031: 2 new reports (")
    assert "• Number: “140” / “120”" in told
    assert "“120 detained sailors” (Velik Times, 4 March 2031)" in told
    assert "before: “140 detained sailors” (Harbour Herald, 4 March 2031)" in told
    assert "Ordania, Withdrawal: rejects (hardened; before: is open)" in told


def test_no_more_lines_than_there_is_news_the_rest_is_counted_with_its_speakers() -> None:
    told = text.told(news())
    assert told.count("Jonas Arkell: “words") == 8
    assert "and 4 further statements: Jonas Arkell (4)" in told
    assert "taken again: Ordania on Patrols" in told


def test_what_another_line_shows_has_no_line_of_its_own() -> None:
    assert "words 3" not in text.told(news(replace(said(3), beside="change-x"), said(4)))


def test_nothing_new_is_said_in_one_line() -> None:
    told = text.told(replace(news(), changes=(), new=()))
    assert told == "Since 4 March 2031: 0 new reports; nothing new in substance.\n"


def test_pages_published_anew_and_reports_left_out_are_noted() -> None:
    told = replace(news(), versions=(Version("r-blog", "r-wire", "https://x.example"),), left_out=("r-morning",))
    notes = view(told, plainly(told)).notes
    assert "Published anew" in notes[0]
    assert "Morning Post of Lume" in notes[1]


def test_every_kind_stands_in_a_part_or_is_counted() -> None:
    from typing import get_args  # noqa: PLC0415

    from parley.changes import ChangeKind  # noqa: PLC0415

    assert {kind for part in PARTS for kind in part.kinds} | {"restated", "further", "worded"} == set(
        get_args(ChangeKind)
    )


def test_json_has_every_change_and_every_span_with_its_words() -> None:
    made = json.loads(dump(news()))
    texts = {report.id: report.text for report in STRAIT.reports}
    assert made["format"] == "parley-changes/1"
    assert len(made["changes"]) == len(NEWS)
    for change in made["changes"]:
        for span in (*change["evidence"], *change["before"], *(s for side in change["sides"] for s in side)):
            assert texts[span["report"]][span["start"] : span["end"]] == span["text"]
    assert [report["id"] for report in made["reports"] if report["new"]] == ["r-times", "r-wire"]


def test_the_dossiers_page_and_markdown_have_a_section_with_links_that_lead_somewhere() -> None:
    form = format_named("html")
    assert form.with_changes is not None
    page = html.fromstring(form.with_changes(STRAIT, news()))
    ids = {each.get("id") for each in page.iter() if isinstance(each.tag, str)}
    links = [
        a.get("href") or ""
        for section in page.iter("section")
        if section.get("class") == "news"
        for a in section.iter("a")
    ]
    assert links
    assert all(link.startswith("#") and link[1:] in ids for link in links if link and not link.startswith("http"))
    assert "changes" in ids
    written = format_named("md").with_changes
    assert written is not None
    assert "What changed since 4 March 2031" in written(STRAIT, news())


def test_without_changes_the_page_has_no_such_section() -> None:
    assert 'id="changes"' not in format_named("html").written(STRAIT)


def test_the_feed_is_valid_and_its_ids_stay() -> None:
    feed = feedparser.parse(atom.feed(news(), "strait"))
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "What changed: strait"
    assert feed.feed.author == "Parley"
    assert len(feed.entries) == 14
    assert len({entry.id for entry in feed.entries}) == 14
    assert all(entry.id.startswith("urn:uuid:") and entry.updated_parsed and entry.summary for entry in feed.entries)
    later = feedparser.parse(
        atom.feed(replace(news(), since="2031-03-01", until="2031-03-09T07:00:00+00:00"), "strait")
    )
    assert [entry.id for entry in later.entries] == [entry.id for entry in feed.entries]


def poisoned(payload: str) -> Changes:
    report = Report(
        "r-x", f"{payload} and more", STRAIT.reports[0].sightings, (), payload, payload, payload, "2031-03-05"
    )
    report = replace(report, sightings=(replace(report.sightings[0], file=payload, url=payload),))
    span = Span("r-x", 0, len(payload))
    changes = tuple(
        Change(kind, f"number: “{payload}”", (), (span,), (span,), payload, "rejects", (payload,), (payload,))
        for kind in ("conflict", "hardened", "planned", "corroborated", "said", "on stage", "corrected", "origin")
    )
    changes = tuple(replace(c, was="open" if c.kind == "hardened" else payload) for c in changes)
    return Changes(payload, payload, (report,), ("r-x",), (Version("r-x", "r-x", payload),), ("r-x",), changes, ())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_words_of_a_report_can_act(payload: str) -> None:
    told = poisoned(payload)
    page = html.fromstring(pages.page(told))
    assert not page.xpath("//script | //img | //iframe | //svg | //base | //object | //form | //@onerror | //@onclick")
    hrefs = [each.get("href") or "#" for each in page.iter() if isinstance(each.tag, str)]
    assert all(href.startswith(("https://", "http://", "#", "data:,")) for href in hrefs)
    ElementTree.fromstring(atom.feed(told, payload))  # noqa: S314 it is our own
    assert "\x1b" not in text.told(told)
    assert not re.search(r"(?<!\\)<script|(?<!\\)\]\(", markdown.write(told), re.IGNORECASE)
