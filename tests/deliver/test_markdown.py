"""The dossier as Markdown: what reports say stays text in every viewer."""

import re
from dataclasses import replace

import pytest
from lxml import html
from markdown_it import MarkdownIt

from parley.deliver.json import dump, load
from parley.deliver.markdown import plain, write
from parley.story import Variant
from tests.deliver.hostile import PAYLOADS, hostile
from tests.deliver.story import strait

ALLOWED = {"h1", "h2", "h3", "p", "ul", "li", "strong", "s", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}


def rendered(text: str) -> html.HtmlElement:
    viewer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return html.fragment_fromstring(viewer.render(text), create_parent="main")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_markup(payload: str) -> None:
    document = rendered(write(hostile(payload)))
    assert {node.tag for node in document.iter() if isinstance(node.tag, str)} <= {*ALLOWED, "main", "br"}
    assert not [node for node in document.iter() if node.attrib]
    assert not document.xpath("//comment()")
    assert len(document.xpath("//table")) == 1
    text = write(hostile(payload))
    assert not re.search(r"(?<!&#58;)(://|www\.|mailto:)|(?<!&#64;)@", text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_escaped_text_reads_as_it_was(payload: str) -> None:
    shown = rendered(plain(payload)).text_content()
    visible = re.sub(r"[^\w<>(){}\[\]*~|$@#=/.:-]+", "", payload, flags=re.ASCII)
    assert re.sub(r"[^\w<>(){}\[\]*~|$@#=/.:-]+", "", shown, flags=re.ASCII) == visible


@pytest.mark.parametrize("text", ["1. first", "- point", "+ point", "=====", "-----", "# heading", "> quoted", "12) x"])
def test_a_line_cannot_open_a_list_or_a_heading(text: str) -> None:
    document = rendered(plain(text))
    assert [node.tag for node in document.iter()] == ["main", "p"]
    assert document.text_content().strip() == text


def test_every_citation_is_explained_with_its_words() -> None:
    text = write(strait())
    body, notes = text.split("## Citations")
    labels = set(re.findall(r"\[([A-Z] \d+[a-z]?)\]", body))
    explained = dict(re.findall(r"^- \[([A-Z] \d+[a-z]?)\] “(.*)”$", notes, re.MULTILINE))
    assert labels
    assert labels <= explained.keys()
    assert explained["A 7b"] == "It is not a plan."


def test_changes_are_marked_within_the_words() -> None:
    line = "We are getting somewhere **now**. The hours were long ~~,~~ but ~~they were not~~ **never** wasted,"
    assert line in write(strait())


def test_the_same_dossier_gives_the_same_text() -> None:
    assert write(strait()) == write(load(dump(strait())))


def test_sources_without_a_name_stand_apart_from_people() -> None:
    people = write(strait()).split("## People and their roles")[1].split("## ")[0]
    listed, unnamed = people.split("Sources without a name: ")
    assert "A Western diplomat (1 statement)" in unnamed
    assert "A Western diplomat" not in listed
    assert "- Tam" in listed


def test_a_person_by_the_family_name_alone_is_not_another_spelling() -> None:
    story = strait()
    entity = next(each for each in story.entities if each.kind == "person" and len(each.name.split()) > 1)
    family = entity.name.split()[-1]
    bare = replace(entity, variants=(Variant(family, entity.mentions), Variant(f"{family}e", entity.mentions)))
    people = write(replace(story, entities=tuple(bare if each is entity else each for each in story.entities)))
    assert f"also written {family}e [" in people
    assert f"also written {family} [" not in people


def test_remarks_of_one_report_are_counted_and_stand_last() -> None:
    found = strait()
    claims = tuple(replace(claim, remark=claim.status == "single") for claim in found.claims)
    text = write(replace(found, claims=claims))
    assert "of remarks and background:*" in text
    assert all(plain(claim.text) in text for claim in claims)
