import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.compare.reuse import passages
from parley.reading import Reading
from parley.story import Passage
from tests.compare.build import Draft

COPIED = "the dockers would return to the quay if the ferry owners withdrew the new rosters before midnight"
FILLER = (
    "Rain kept most stalls shut and the square stayed empty until noon.",
    "Shopkeepers counted unsold crates while pigeons wandered under the awnings.",
    "A brass band rehearsed somewhere behind the customs house.",
    "Two anglers argued about bait on the northern jetty.",
)


def read(*texts: str) -> list[Reading]:
    return [Draft(f"r{number}", text).reading() for number, text in enumerate(texts)]


def quoted(passage: Passage, readings: Sequence[Reading]) -> list[str]:
    texts = {reading.report.id: reading.report for reading in readings}
    return [texts[span.report].quote(span) for span in passage.spans]


def test_a_copied_clause_is_found_whole_and_no_further() -> None:
    readings = read(f"Union leaders said {COPIED}. {FILLER[0]}", f"{FILLER[1]} On Monday, {COPIED}; others doubted it.")
    (found,) = passages(readings)
    assert quoted(found, readings) == [COPIED, COPIED]
    assert found.words == len(COPIED.split())
    assert found.kind == "verbatim"


def test_case_marks_dashes_and_spelling_do_not_part_what_is_shared() -> None:
    readings = read(
        "“The neighbouring harbours organised a U.S.-style labour court”, he wrote in a long letter, don't forget it.",
        "The neighboring harbors organized a US style labor court he wrote — in a long letter: don’t forget it!",
    )
    (found,) = passages(readings)
    assert found.kind == "verbatim"
    assert found.words == 18


def test_a_few_exchanged_words_make_one_near_passage() -> None:
    readings = read(
        "The mill owners agreed on Tuesday to pay nine hundred weavers a winter bonus of forty crowns each.",
        "The mill owners agreed to pay nine hundred weavers a winter premium of forty crowns each.",
    )
    (found,) = passages(readings)
    assert found.kind == "near"
    assert found.words == 15
    assert [text.split()[0] for text in quoted(found, readings)] == ["The", "The"]
    assert all(text.endswith("crowns each") for text in quoted(found, readings))


def test_a_passage_names_every_report_that_has_it() -> None:
    texts = [f"{FILLER[number]} {COPIED}. {FILLER[number - 1]}" for number in range(4)]
    readings = read(*texts, "Nothing of the kind was heard in the upper town that day.")
    whole = next(p for p in passages(readings) if p.words == len(COPIED.split()))
    assert [span.report for span in whole.spans] == ["r0", "r1", "r2", "r3"]


def test_a_long_copy_keeps_the_short_one_that_a_third_report_shares() -> None:
    long = f"{FILLER[0]} {FILLER[1]} {FILLER[2]} {COPIED}. {FILLER[3]}"
    readings = read(long, long, f"Harbour gossip had it that {COPIED}, no more.")
    reports = {tuple(span.report for span in passage.spans) for passage in passages(readings)}
    assert reports == {("r0", "r1"), ("r0", "r1", "r2")}


@pytest.mark.parametrize(
    "common",
    [
        "the ministry did not immediately respond to a request for comment on Tuesday",
        "Foreign Minister Oda Venn and Prime Minister Karel Brandt said on Wednesday that",
        "on the morning of Thursday 3 March he had said that it would not have been",
        "as well as the other one that they had",
    ],
)
def test_phrases_names_and_dates_that_anybody_writes_are_no_passage(common: str) -> None:
    assert passages(read(f"{FILLER[0]} Later {common} {FILLER[1]}", f"{FILLER[2]} So {common} {FILLER[3]}")) == ()


def test_a_short_wording_counts_within_quotation_marks_only() -> None:
    words = "patience runs out before winter"
    assert passages(read(f"He said “{words}” again.", f"“{words.capitalize()},” Ms Ferro told us."))
    assert not passages(read(f"He said that {words} again.", f"The {words}, Ms Ferro told us."))


def test_words_of_one_report_alone_are_no_passage() -> None:
    assert passages(read(f"title: {COPIED}\n{COPIED}. {FILLER[0]}", FILLER[1])) == ()


def test_furniture_is_neither_shared_nor_bridged() -> None:
    more = "more: read our long account of how the ferry strike in the northern harbours began last winter"
    assert passages(read(f"{FILLER[0]}\n{more}", f"{FILLER[1]}\n{more}")) == ()


@settings(max_examples=30, deadline=None)
@given(
    st.permutations([0, 1, 2, 3]), st.lists(st.sampled_from([*FILLER, COPIED, COPIED[:40]]), min_size=4, max_size=12)
)
def test_the_order_of_the_readings_does_not_matter(order: list[int], pieces: list[str]) -> None:
    texts = [" ".join(pieces[number::2] + pieces[:number]) for number in range(4)]
    readings = read(*texts)
    assert passages(readings) == passages([readings[number] for number in order])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["ab", "cd", "ef", "gh", "kl", "mn", "op"]), max_size=60),
    st.integers(0, 59),
    st.integers(0, 20),
)
def test_every_span_holds_and_verbatim_means_the_same_words(words: list[str], cut: int, extra: int) -> None:
    readings = read(" ".join([*words, "."]), " ".join([*words[cut:], *words[: cut + extra], "."]))
    for passage in passages(readings):
        texts = quoted(passage, readings)
        assert all(texts)
        if passage.kind == "verbatim":
            assert len({" ".join(text.split()) for text in texts}) == 1
            assert {len(text.split()) for text in texts} == {passage.words}


@pytest.mark.parametrize("paragraph", ["a ", f"{COPIED}. {FILLER[0]}\n", "the ferry owners of the ferry "])
def test_a_repeated_paragraph_costs_what_its_length_costs(paragraph: str) -> None:
    def seconds(size: int) -> float:
        draft = [Draft(name, "x") for name in ("r0", "r1")]
        readings = []
        for each in draft:
            each.text = paragraph * (size // len(paragraph))
            each.blocks = []
            readings.append(Reading(each.report(), each.reading().engine))
        start = time.process_time()
        passages(readings)
        return time.process_time() - start

    seconds(1000)
    assert seconds(400_000) < 12 * seconds(80_000) + 0.5


def test_many_reports_that_share_nothing_cost_little() -> None:
    chance = random.Random(7)  # noqa: S311
    words = ["".join(chance.choices("aeioklmnrst", k=7)) for _ in range(3000)]
    readings = read(*(" ".join(chance.choices(words, k=200)) + "." for _ in range(60)))
    assert passages(readings) == ()


def test_a_third_report_that_has_a_part_only_is_named_for_that_part() -> None:
    first = "The weavers laid down their shuttles on Monday and carried the finished bolts into the flooded yard."
    second = "Mill owners answered by locking the dye house and sending the carters home without a day of pay."
    readings = read(f"{first} {second}", f"{FILLER[0]} {first} {second}", f"{FILLER[1]} {second} {FILLER[2]}", first)
    told = {tuple(span.report for span in p.spans): quoted(p, readings)[0] for p in passages(readings)}
    assert told == {
        ("r0", "r1"): f"{first} {second}"[:-1],
        ("r0", "r1", "r2"): second[:-1],
        ("r0", "r1", "r3"): first[:-1],
    }
