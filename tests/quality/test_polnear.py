from pathlib import Path

import pytest

from quality import polnear
from quality.linked import Article, Words

TEXT = "Talks go on\nBerg said the port is open.\n“We wait,” said Anna Holt. “We can.”\n"


def standoff(*rows: tuple[str, str, str]) -> str:
    """Brat lines of attributions given by the words of source, cue and content."""
    lines: list[str] = []
    for number, row in enumerate(rows):
        keys = []
        for role, piece in zip(("Source", "Cue", "Content"), row, strict=True):
            key = f"T{len(lines) + 1}"
            start = TEXT.index(piece)
            lines.append(f"{key}\t{role} {start} {start + len(piece)}\t{piece}")
            keys.append(f"{role}:{key}")
        lines.append(f"E{number + 1}\tAttribution:T0 {' '.join(keys)}")
    return "\n".join(lines)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder in ("text", "attributions"):
        (tmp_path / "dev" / folder).mkdir(parents=True)
    (tmp_path / "dev/text/a.txt").write_text(TEXT, encoding="utf-8")
    gold = standoff(("Berg", "said", "the port is open"), ("Anna Holt", "said", "“We wait,”"))
    (tmp_path / "dev/attributions/a_0001.ann").write_text(gold, encoding="utf-8")
    (tmp_path / "dev/attributions/a_0002.ann").write_text("", encoding="utf-8")
    return tmp_path


def words(article: Article, piece: str) -> Words:
    start = article.text.index(piece)
    return article.covered([(start, start + len(piece))])


def test_the_first_annotator_is_gold(data: Path) -> None:
    (article,) = polnear.articles(data, "dev")
    first, second = article.gold
    assert first["source"] == words(article, "Berg")
    assert second["content"] == words(article, "“We wait,”")


def test_the_command_takes_an_engine_and_prints_a_table(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["polnear", str(data), "--engine", "rules"])
    polnear.main()
    assert "attribution" in capsys.readouterr().out
