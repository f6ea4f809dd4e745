from pathlib import Path

import pytest

from quality.clusters import Share
from quality.ontogum import Text, heads, mean, ours, read, score, spans, texts

ROWS = (
    ("Envoy", "NNP", 2, "Entity=(1"),
    ("Kol", "NNP", 3, "Entity=1)"),
    ("said", "VBD", 0, "_"),
    ("he", "PRP", 5, "Entity=(1)"),
    ("left", "VBD", 3, "_"),
    ("the", "DT", 7, "Entity=(2"),
    ("talks", "NNS", 5, "Entity=2)|SpaceAfter=No"),
    (".", ".", 3, "_"),
)


def table(rows: tuple[tuple[str, str, int, str], ...] = ROWS) -> str:
    lines = [f"{n}\t{w}\t_\t_\t{tag}\t_\t{above}\t_\t_\t{more}" for n, (w, tag, above, more) in enumerate(rows, 1)]
    return "# newpar_block = p (1 s)\n" + "\n".join(lines) + "\n\n"


@pytest.fixture
def text() -> Text:
    return read("GUM_news_kol", table())


def test_a_text_is_put_together_with_its_blanks(text: Text) -> None:
    assert text.report.text == "Envoy Kol said he left the talks. \n"
    assert [block.kind for block in text.blocks] == ["title"]


def test_gold_mentions_are_spans_of_words(text: Text) -> None:
    assert dict(text.gold) == {"1": {(0, 2), (3, 4)}, "2": {(5, 7)}}


def test_the_main_word_is_the_one_that_nothing_inside_governs(text: Text) -> None:
    assert [text.head((0, 2)), text.head((3, 4)), text.head((5, 7))] == [1, 3, 6]


def test_joined_words_stand_together() -> None:
    joined = read("x", "1-2\tKol's\t_\t_\t_\t_\t_\t_\t_\t_\n1\tKol\t_\t_\tNNP\t_\t3\t_\t_\tEntity=(1)\n"
                       "2\t's\t_\t_\tPOS\t_\t1\t_\t_\t_\n3\ttalks\t_\t_\tNNS\t_\t0\t_\t_\t_\n")  # fmt: skip
    assert joined.report.text == "Kol's talks \n"


def test_titles_and_articles_belong_to_our_mentions(text: Text) -> None:
    assert {(0, 2), (3, 4)} in ours(text)


def test_clusters_of_one_are_left_out(text: Text) -> None:
    assert spans([[(0, 2), (3, 4)], [(5, 7)]]) == [frozenset({(0, 2), (3, 4)})]
    assert heads(text, [[(0, 2), (3, 4)], [(5, 7)]]) == [frozenset({1, 3})]


def test_of_mentions_with_one_main_word_the_longest_counts(text: Text) -> None:
    assert heads(text, [[(1, 2), (3, 4)], [(0, 2), (5, 7)]]) == [frozenset({1, 6})]


def test_a_mention_that_is_too_short_counts_by_its_main_word_only(text: Text) -> None:
    shares = score(text, [[(1, 2), (3, 4)]])
    assert shares["head muc"] == Share(1, 1, 1, 1)
    assert shares["span muc"].f1 == 0.0
    assert mean(shares, "head") == 1.0
    assert shares["span b-cubed"] == Share(0.5, 2, 0.5, 2)
    assert shares["span ceaf-phi4"] == Share(0.5, 1, 0.5, 1)
    assert mean(shares, "span") == pytest.approx((0.0 + 0.25 + 0.5) / 3)


def test_texts_are_chosen_by_split_and_genre(tmp_path: Path) -> None:
    (tmp_path / "ontogum").mkdir()
    for name in ("GUM_news_kol", "GUM_bio_kol"):
        (tmp_path / "ontogum" / f"{name}.conllu").write_text(table(), "utf-8")
    (tmp_path / "splits.md").write_text("# S\n\n## dev\n\n * GUM_news_kol\n * GUM_bio_kol\n * GUM_news_gone\n", "utf-8")
    assert [text.name for text in texts(tmp_path, ["news"], ["dev"])] == ["GUM_news_kol"]
    assert [text.name for text in texts(tmp_path, [], ["dev"])] == ["GUM_news_kol", "GUM_bio_kol"]
    assert list(texts(tmp_path, [], ["test"])) == []


def sentence(words: str) -> Text:
    """A text of these words, with a blank after each that "'s" does not follow."""
    listed = words.split()
    joined = ("SpaceAfter=No" if after.startswith("'") else "_" for after in (*listed[1:], ""))
    lines = (
        f"{n}\t{word}" + "\t_" * 4 + f"\t0\t_\t_\t{more}"
        for n, (word, more) in enumerate(zip(listed, joined, strict=True), 1)
    )
    return read("x", "# newpar_block = p (1 s)\n# newpar_block = p (1 s)\n" + "\n".join(lines) + "\n\n")


def test_the_mark_of_the_possessor_belongs_to_the_mention() -> None:
    found = ours(sentence("Envoy Jan Kol left . They saw Jan Kol 's garden ."))
    assert any({(0, 3), (7, 10)} <= cluster for cluster in found)


def test_a_verb_cut_short_does_not() -> None:
    assert any((5, 6) in cluster for cluster in ours(sentence("Envoy Ilsa Brandt left . She 's in Norra .")))


def test_a_pronoun_after_a_comma_is_no_apposition() -> None:
    found = ours(sentence("After they met Ilsa Brandt , she left ."))
    assert any({(3, 5), (6, 7)} <= cluster for cluster in found)


def test_a_state_and_its_land_are_one() -> None:
    found = ours(sentence("Russia refused the offer . Talks were held in Russia ."))
    assert any({(0, 1), (9, 10)} <= cluster for cluster in found)
