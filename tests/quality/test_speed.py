from pathlib import Path

import pytest

from parley.annotate.engine import Rules
from parley.annotate.tokens import tokenize
from quality import speed

TEXTS = ["Ferry talks go on\n\nAnna Holt met Berg.\nThe boat left.\n", "Ice again\n\nBerg said little.\n"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for index, text in enumerate(TEXTS):
        (tmp_path / f"{index}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("words", [1, 7, 50])
def test_a_long_report_has_exactly_so_many_words(words: int) -> None:
    (report,) = speed.joined(TEXTS, words)
    assert len(tokenize(report.text)) == words


def test_what_is_too_long_is_dealt_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "LONGEST_REPORT", 30)
    reports = speed.joined(TEXTS, 60)
    assert [len(tokenize(report.text)) for report in reports] == [30, 30]
    assert reports[0].text != reports[1].text


def test_reports_are_spread_over_all_texts() -> None:
    assert [report.text for report in speed.spread(["a", "b", "c", "d"], 2)] == ["a", "c"]


def test_reading_is_counted_in_tokens(folder: Path) -> None:
    numbers = speed.speed(Rules(), folder)
    assert numbers["tokens"] == sum(len(tokenize(text)) for text in TEXTS)
    assert numbers["megabytes"] > 0


def test_the_corpus_is_read_where_no_folder_is_given() -> None:
    assert len(speed.texts(None)) > 100


def test_the_table_compares_the_engine_with_the_rules() -> None:
    def course(job: str, engine: str) -> speed.Numbers:
        return {"tokens": 500, "cpu": 0.5, "clock": 1.0, "megabytes": 90, "reports": 1} | (
            {"reading": 3.0, "forward": 2.0, "ratio": 1.5} if job == "forward" else {}
        )

    table = list(speed.rows(course, "encoder"))
    assert [row.split()[0] for row in table[1:3]] == ["encoder", "rules"]
    assert any(row.split()[:4] == ["100000", "1", "0.50", "1000"] for row in table)
    assert table[-1] == "reading 3.00 s, the encoder alone 2.00 s, ratio 1.50 (at most 1.5)"
    assert not any("ratio" in row for row in speed.rows(course, "rules"))


def test_a_folder_without_texts_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["speed", str(tmp_path)])
    assert speed.main() == 1
    assert "no *.txt" in capsys.readouterr().err


def test_one_process_of_its_own_measures_the_start(folder: Path) -> None:
    numbers = speed.Course(folder, 1)("start", "rules")
    assert numbers["clock"] > 0
    assert numbers["cpu"] > 0
