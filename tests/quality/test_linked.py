import pytest

from parley.annotate.engine import Rules
from quality import linked
from quality.linked import Article, Words

TEXT = "Talks go on\nBerg said the port is open.\n“We wait,” said Anna Holt. “We can.”\n"


def words(article: Article, piece: str) -> Words:
    start = article.text.index(piece)
    return article.covered([(start, start + len(piece))])


@pytest.fixture
def article() -> Article:
    bare = linked.bare("a", TEXT)
    rows = (("Berg", "said", "the port is open"), ("Anna Holt", "said Anna", "“We wait,”"))
    gold = [dict(zip(linked.ROLES, (words(bare, piece) for piece in row), strict=True)) for row in rows]
    gold[1]["cue"] -= gold[1]["source"]
    return Article("a", TEXT, bare.words, tuple(gold))


def test_the_gold_itself_scores_full_marks(article: Article) -> None:
    sums = linked.count(article, article.gold)
    assert all(measure.value == 1.0 for name in linked.FIGURES for measure in linked.scored(sums, name))


def test_half_of_the_gold_has_half_the_recall(article: Article) -> None:
    precision, recall, f1 = linked.scored(linked.count(article, article.gold[:1]), "attribution")
    assert (precision.value, recall.value) == (1.0, 0.5)
    assert f1.value == pytest.approx(2 / 3)


def test_a_better_boundary_has_more_overlap(article: Article) -> None:
    good = {**article.gold[0], "content": words(article, "the port is")}
    poor = {**article.gold[0], "content": words(article, "open")}
    right = [linked.count(article, [read])["content overlap right"] for read in (good, poor)]
    assert right[0] > right[1]


def test_a_wrong_source_is_no_attribution(article: Article) -> None:
    wrong = {**article.gold[0], "source": words(article, "Talks")}
    assert linked.count(article, [wrong])["attribution right"] == 0
    assert linked.count(article, [wrong])["cue met right"] == 1


def test_a_missing_source_meets_a_missing_one(article: Article) -> None:
    nobody = {**article.gold[0], "source": frozenset[int]()}
    assert linked.meets(nobody, nobody)
    assert not linked.meets(article.gold[0], nobody)


def test_one_cue_serves_one_attribution(article: Article) -> None:
    assert linked.pairs(article.gold[:1], [article.gold[0], article.gold[0]]) == [(0, 1)]


def test_kinds_are_told_by_quotation_marks(article: Article) -> None:
    quoted = linked.quoted_words(article)
    assert linked.kind_of(article, words(article, "“We wait,”"), quoted) == "direct"
    assert linked.kind_of(article, words(article, "the port"), quoted) == "indirect"
    assert linked.kind_of(article, words(article, "open.\n“We wait,”"), quoted) == "mixed"


def test_a_quotation_that_goes_on_belongs_to_the_attribution_before_it(article: Article) -> None:
    (reading,) = Rules().read([linked.report_of(article)])
    first, second = (read.role for read in linked.read_as_marked(article, reading, nested=False))
    assert first == article.gold[0]
    assert second["content"] == words(article, "“We wait,”") | words(article, "“We can.”")


def test_the_first_line_is_the_title_and_no_span_is_off(article: Article) -> None:
    report = linked.report_of(article, outlet="Courier", published="2034-03-02")
    assert [block.kind for block in report.blocks] == ["title", "paragraph", "paragraph"]
    assert [report.text[block.start : block.end] for block in report.blocks] == TEXT.splitlines()
    assert (report.outlet, report.published) == ("Courier", "2034-03-02")


def test_the_table_names_every_figure(article: Article) -> None:
    table = linked.show(linked.count(article, article.gold))
    assert all(name in table for name in ("source exact", "content overlap", "attribution", "recall of indirect"))
