"""Quotations that no verb of saying brings in, and words that nobody is said to have spoken."""

import pytest

from tests.annotate.told import Told, name, told


def quoted(text: str, *, titled: bool = False) -> list[tuple[str | None, str]]:
    """Speaker and words of each attribution."""
    return [(name(found), " … ".join(found.content)) for found in told(text, titled=titled)]


def saying(text: str, words: str) -> Told:
    """The attribution that has these words."""
    (found,) = (one for one in told(text) if any(words in piece for piece in one.content))
    return found


CLAUSES = [
    ("Envoy Hugh Brannt, 64, grinned after Monday's session: “I can smell the ink.”", "Hugh Brannt", "grinned"),
    ("Union boss Marta Oslen is up for a chat: “We will talk tonight.”", "Marta Oslen", "is"),
    ("Marta Oslen came down the steps and gave us one line: “The door is open.”", "Marta Oslen", "gave"),
    ("Marta Oslen, the growers' chief negotiator, on Friday: “We came for water.”", "Marta Oslen", ":"),
    ("Ilse Brand said the owners were content: “We can paint our hulls.”", "Ilse Brand", ":"),
]


@pytest.mark.parametrize(("text", "speaker", "cue"), CLAUSES)
def test_whoever_a_sentence_is_about_says_what_its_colon_brings_in(text: str, speaker: str, cue: str) -> None:
    found = saying(text, text[text.index("“") + 1 : -1])
    assert (name(found), found.cue, found.row.kind) == (speaker, cue, "direct")


def test_the_day_of_such_a_sentence_is_the_day_of_the_words() -> None:
    found = saying("Marta Oslen, the growers' negotiator, spoke in the rain on Friday: “We came for water.”", "water")
    assert found.row.time is not None


def test_sentences_alone_in_the_next_paragraph_go_on_with_the_speaker() -> None:
    text = "Hugh Brannt grinned after the session: “I can smell the ink.”\n\n“Nobody leaves before it dries.”"
    assert quoted(text)[-1] == ("Hugh Brannt", "Nobody leaves before it dries.")


@pytest.mark.parametrize(
    "text",
    [
        "The choir of the port sang the old hymn: “The river is wide.”",
        "The afternoon brought rain: “Nobody came.”",
        "The owners had three parts ready: “We pay the crews”, “We pay the pilots” and “We leave.”",
        "It was a bad day for the bank: “Nobody came.”",
    ],
)
def test_things_lists_and_inscriptions_bring_in_nobodys_words(text: str) -> None:
    assert not [found for found in told(text) if found.row.kind == "direct"]


ANSWERS = [
    ("“A promise is worth what the gauge says,” was Malas's line in Halm.", "Malas's"),
    ("“We will write both,” is her formula.", "her"),
    ("“She may come to the picnic,” was the verdict of the union.", "the union"),
    ("“We have not asked,” came the reply.", None),
]


@pytest.mark.parametrize(("text", "source"), ANSWERS)
def test_a_quotation_may_be_somebodys_answer(text: str, source: str | None) -> None:
    (found,) = told(text)
    assert found.source == source
    assert text[1 : text.index("”")] in found.content


AS_PUT = [
    ("Edda Lohr flew home with, as she put it to the press, a “useful” impression.", "she", "a “useful” impression"),
    ("It was a “trap”, as Edda Lohr put it on Friday.", "Edda Lohr", "trap"),
]


@pytest.mark.parametrize(("text", "source", "content"), AS_PUT)
def test_quoted_words_beside_as_she_put_it_are_hers(text: str, source: str, content: str) -> None:
    (found,) = told(text)
    assert (found.source, found.cue, found.content) == (source, "put it", (content,))


PARTED = [
    ("The demand was, Lohr said, “a clerk's idea of courage”.", "Lohr", "“a clerk's idea of courage”"),
    ("The quota is, in her opinion, a “leaf that will wilt”.", "her", "a “leaf that will wilt”"),
    ("The plan lasts as long as, in her words, “a single gun points at Tarn”.", "her", "a single gun points at Tarn"),
]


@pytest.mark.parametrize(("text", "source", "content"), PARTED)
def test_a_clause_that_a_reporting_one_parts_goes_on_after_it(text: str, source: str, content: str) -> None:
    (found,) = told(text)
    assert found.source == source
    assert content in found.content


def test_when_after_a_reporting_clause_tells_of_its_circumstances() -> None:
    assert quoted("“I wish her well,” Marta Oslen said when we rang her.") == [("Marta Oslen", "I wish her well,")]


def test_anybody_may_storm_beside_words_that_end_like_speech() -> None:
    (found,) = told("“Let her stand ten hours over a basin,” the former midwife sniffed.")
    assert (found.source, found.cue) == ("the former midwife", "sniffed")
    assert not told("“The Long Road,” the festival opened.")


def test_what_somebody_likes_to_say_is_said() -> None:
    (found,) = told("Football “isn't bread,” Mr. Vass likes to say.")
    assert (found.source, found.cue) == ("Mr. Vass", "likes to say")


def test_a_colon_begins_what_a_clause_inside_it_reports() -> None:
    found = told("Rudo Chik has a way with words: we are eating, she says, next year's fish.")
    assert [one.content for one in found] == [("we are eating", "next year's fish")]


def test_what_somebody_is_called_in_quotation_marks_belongs_to_the_call() -> None:
    text = "A participant described the mood as “a family dinner at which the will is read between two courses”."
    assert "between two courses" in told(text)[0].content[0]
    (passive,) = told("The guarantees were called by the spokesman “an umbrella that is lent”.")
    assert (passive.source, passive.content[-1]) == ("the spokesman", "an umbrella that is lent")


def test_a_headline_names_who_says_its_quotation() -> None:
    rows = quoted("“A line is a wall”: Marta Oslen on wells and winters\n\nMarta Oslen left.", titled=True)
    assert rows == [("Marta Oslen", "A line is a wall")]


def test_initials_before_a_colon_are_the_person_who_has_them() -> None:
    rows = quoted("Orla Timm led the pilots for years.\n\nOT: We recall the polite ones.\n\nJB: Why?")
    assert ("Orla Timm", "We recall the polite ones.") in rows


@pytest.mark.parametrize(
    "text",
    [
        "Tarn said it would act if a Lohr-like cabinet refused to accept the plan.",
        "Tarn asked what would happen if the new ministers rejected the plan.",
    ],
)
def test_nobody_says_what_stands_under_if(text: str) -> None:
    assert [found.source for found in told(text)] == ["Tarn"]


def test_a_bare_question_may_tell_of_what_is_said() -> None:
    assert [found.source for found in told("And if Berg rejects the plan?")] == ["Berg"]


def test_the_pronoun_of_as_she_put_it_is_who_the_clause_is_about() -> None:
    text = "There Edda Lohr met Anna Berg and left with, as she put it to the press, a “useful” impression."
    assert quoted(text)[-1] == ("Edda Lohr", "a “useful” impression")


def test_a_colon_inside_what_is_reported_stays_there() -> None:
    text = "There were no flowers in either room: they wilt, she said."
    assert [one.content for one in told(text)] == [("There were no flowers in either room: they wilt",)]
