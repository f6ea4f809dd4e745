from dataclasses import replace
from pathlib import Path

import pytest

from parley.reading import Engine, LocalEvent, Participant, Reading
from quality import eventive
from tests.quality.meantime import tokens_xml

WORDS = ("Ferry", "row", "|", "2", "March", "|", "Orrin", "met", "Berg", ",", "Holt", "said", ".")


def article_xml() -> str:
    """A file of the corpus: a title, a day, and a sentence in which Orrin met Berg and Holt spoke."""
    return f"""<Document>{tokens_xml(WORDS)}<Markables>
<EVENT_MENTION m_id="1"><token_anchor t_id="6"/></EVENT_MENTION>
<EVENT_MENTION m_id="2"><token_anchor t_id="10"/></EVENT_MENTION>
<EVENT_MENTION m_id="9"><token_anchor t_id="99"/></EVENT_MENTION>
<ENTITY_MENTION m_id="3"><token_anchor t_id="5"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="4"><token_anchor t_id="7"/></ENTITY_MENTION>
<TIMEX3 m_id="8" functionInDocument="CREATION_TIME" value="2034-03-02"><token_anchor t_id="3"/></TIMEX3>
<EVENT m_id="11" class="OTHER"/><EVENT m_id="12" class="SPEECH_COGNITIVE"/>
<ENTITY m_id="13" ent_type="PER"/><ENTITY m_id="14" ent_type="PRO"/></Markables><Relations>
<REFERS_TO><source m_id="1"/><target m_id="11"/></REFERS_TO>
<REFERS_TO><source m_id="2"/><target m_id="12"/></REFERS_TO>
<REFERS_TO><source m_id="3"/><source m_id="4"/><target m_id="13"/></REFERS_TO>
<HAS_PARTICIPANT sem_role="Arg0"><source m_id="1"/><target m_id="3"/></HAS_PARTICIPANT>
<HAS_PARTICIPANT sem_role="Arg1"><source m_id="1"/><target m_id="4"/></HAS_PARTICIPANT>
<HAS_PARTICIPANT sem_role="Argm-LOC"><source m_id="1"/><target m_id="4"/></HAS_PARTICIPANT>
</Relations></Document>"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "intra-doc_annotation/corpus_ferry"
    folder.mkdir(parents=True)
    (folder / "1_row.xml").write_text(article_xml(), encoding="utf-8")
    (folder / "2_row.xml").write_text(article_xml(), encoding="utf-8")
    return tmp_path


@pytest.fixture
def article(data: Path) -> eventive.Article:
    return next(eventive.articles(data))


def met(article: eventive.Article) -> LocalEvent:
    span = article.report.span
    start = article.report.text.index("Orrin")
    actor = Participant(0, "actor", span(start, start + 5))
    other = Participant(1, "recipient", span(start + 10, start + 14))
    trigger = span(start + 6, start + 9)
    return LocalEvent("CONSULT", trigger, trigger, (actor, other), "happened", 0)


def sums(article: eventive.Article, *events: LocalEvent) -> dict[str, int]:
    return dict(eventive.count(article, Reading(article.report, Engine("e", "1"), events=events)))


def test_the_annotated_sentences_are_plain_text(article: eventive.Article) -> None:
    assert article.report.text == "Ferry row\n2 March\nOrrin met Berg, Holt said.\n"
    assert [block.kind for block in article.report.blocks] == ["title", "dateline", "paragraph"]
    assert article.report.published == "2034-03-02"


def test_only_agents_and_patients_of_annotated_events_are_gold(article: eventive.Article) -> None:
    meeting, saying = article.events
    assert [part.role for part in meeting.parts] == ["actor", "recipient"]
    assert (meeting.otherwise, saying.otherwise, saying.parts) == (False, True, ())


def test_the_right_event_has_full_marks_but_for_speech(article: eventive.Article) -> None:
    found = sums(article, met(article))
    assert (found["trigger right"], found["trigger gold"], found["trigger read"]) == (1, 2, 1)
    assert found["trigger, own gold"] == found["trigger, own right"] == 1
    assert found["participant right"] == found["participant gold"] == found["participant read"] == 2


def test_a_wrong_role_is_no_hit_but_plain_participants_are(article: eventive.Article) -> None:
    event = met(article)
    swapped = tuple(replace(part, role="recipient" if part.role == "actor" else "actor") for part in event.participants)
    plain = tuple(replace(part, role="participant") for part in event.participants)
    assert sums(article, replace(event, participants=swapped))["participant right"] == 0
    assert sums(article, replace(event, participants=plain))["participant right"] == 2


def test_an_event_that_is_not_there_costs_precision(article: eventive.Article) -> None:
    event = met(article)
    strange = replace(event, trigger=article.report.span(0, 5))
    found = sums(article, event, strange)
    assert (found["trigger right"], found["trigger read"]) == (1, 2)
    assert (found["participant read"], found["participant, met read"]) == (4, 2)


def test_the_command_reads_the_half_that_was_held_out(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["eventive", str(data), "--engine", "rules"])
    assert eventive.main() == 0
    assert "held-out, 1 articles" in capsys.readouterr().out
