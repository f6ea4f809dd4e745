from pathlib import Path

import pytest

from parley.annotate.engine import Rules
from quality import polnear

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
def article(tmp_path: Path) -> polnear.Article:
    for folder in ("text", "attributions"):
        (tmp_path / "dev" / folder).mkdir(parents=True)
    (tmp_path / "dev/text/a.txt").write_text(TEXT, encoding="utf-8")
    gold = standoff(("Berg", "said", "the port is open"), ("Anna Holt", "said Anna"[:4], "“We wait,”"))
    (tmp_path / "dev/attributions/a_0001.ann").write_text(gold, encoding="utf-8")
    (tmp_path / "dev/attributions/a_0002.ann").write_text("", encoding="utf-8")
    (found,) = polnear.articles(tmp_path, "dev")
    return found


def words(article: polnear.Article, piece: str) -> polnear.Words:
    start = article.text.index(piece)
    return article.covered([(start, start + len(piece))])


def test_the_first_annotator_is_gold(article: polnear.Article) -> None:
    first, second = article.gold
    assert first["source"] == words(article, "Berg")
    assert second["content"] == words(article, "“We wait,”")


def test_the_gold_itself_scores_full_marks(article: polnear.Article) -> None:
    sums = polnear.count(article, article.gold[:1])
    assert sums["attribution right"] == sums["attribution read"] == 1
    assert sums["attribution gold"] == 2
    assert sums["source exact right"] == 1


def test_a_better_boundary_has_more_overlap(article: polnear.Article) -> None:
    good = {**article.gold[0], "content": words(article, "the port is")}
    poor = {**article.gold[0], "content": words(article, "open")}
    right = [polnear.count(article, [read])["content overlap right"] for read in (good, poor)]
    assert right[0] > right[1]


def test_a_wrong_source_is_no_attribution(article: polnear.Article) -> None:
    wrong = {**article.gold[0], "source": words(article, "Talks")}
    assert polnear.count(article, [wrong])["attribution right"] == 0
    assert polnear.count(article, [wrong])["cue met right"] == 1


def test_kinds_are_told_by_quotation_marks(article: polnear.Article) -> None:
    quoted = polnear.quoted_words(article)
    assert polnear.kind_of(article, words(article, "“We wait,”"), quoted) == "direct"
    assert polnear.kind_of(article, words(article, "the port"), quoted) == "indirect"
    assert polnear.kind_of(article, words(article, "open.\n“We wait,”"), quoted) == "mixed"


def test_the_rules_read_an_article_as_polnear_does(article: polnear.Article) -> None:
    (reading,) = Rules().read([polnear.report_of(article)])
    first, second = polnear.read_as_polnear(article, reading)
    assert first == article.gold[0]
    assert second["content"] == words(article, "“We wait,”") | words(article, "“We can.”")


def test_the_table_names_every_figure(article: polnear.Article) -> None:
    table = polnear.show(polnear.count(article, article.gold))
    assert all(name in table for name in ("source exact", "content overlap", "attribution", "recall of indirect"))
