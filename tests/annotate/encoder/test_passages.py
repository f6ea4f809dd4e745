from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from parley.annotate.encoder.passages import LIMIT, SURROUNDINGS, Passage, Words, case_of, passages, surroundings


def cut(words: Sequence[str]) -> list[tuple[int, ...]]:
    """One piece for every three letters."""
    return [tuple(range((len(word) + 2) // 3)) or (0,) for word in words]


def words(*texts: str, headline: bool = False) -> Words:
    return Words(texts, (False,) * len(texts), headline)


sentences = st.lists(
    st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=60).map(lambda found: words(*found)), max_size=20
)


def flat(found: list[Passage]) -> list[str]:
    return [word for passage in found for word in passage.words]


@given(sentences)
def test_passages_hold_every_word_once_and_in_order(found: list[Words]) -> None:
    packed = list(passages(found, cut))
    assert flat(packed) == [word for sentence in found for word in sentence.words]
    assert all(len(p.words) == len(p.pieces) == len(p.surroundings) == len(p.sentences) for p in packed)


@given(sentences, st.integers(min_value=1, max_value=60))
def test_no_passage_is_longer_than_the_encoder_takes(found: list[Words], longest: int) -> None:
    for passage in passages(found, cut, longest):
        assert passage.size <= LIMIT
        assert passage.size <= longest or len(set(passage.sentences)) == 1


def test_a_sentence_too_long_for_the_encoder_is_read_in_parts() -> None:
    packed = list(passages([words(*(["abc"] * (LIMIT + 7)))], cut))
    assert [len(passage.words) for passage in packed] == [LIMIT, 7]


def test_sentences_share_a_passage_and_keep_their_numbers() -> None:
    (passage,) = passages([words("One", "."), words("Two", ".")], cut)
    assert passage.sentences == (0, 0, 1, 1)


def test_capitals_are_told_apart() -> None:
    assert [case_of(word) for word in ("talks", "Talks", "TALKS", "McCoy", "1,204")] == [0, 1, 2, 3, 4]


def test_where_all_words_have_capitals_they_tell_nothing() -> None:
    shouted = surroundings(words("UNION", "REJECTS", "NEW", "OFFER"))
    assert set(shouted) == {5}
    assert set(surroundings(words("The", "union", "rejects", "it"))) == {0, 1}


def test_quotation_and_headline_stand_beside_the_case() -> None:
    quoted = Words(("said", "yes"), (False, True))
    plain, inside = surroundings(quoted)
    assert plain != inside
    assert surroundings(words("said", headline=True))[0] not in {plain, inside}
    assert max(surroundings(Words(("42",), (True,), headline=True))) < SURROUNDINGS
