import time
from collections.abc import Sequence

import numpy as np
import pytest

from parley.annotate.evidence import Evidence
from parley.annotate.tagger import STEPS, Head, Heads, load, read_weights, tag, tag_document, viterbi, write_weights
from parley.annotate.tokens import tokenize


def words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokenize(text)]


def names(sentences: Sequence[str]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    cut = [words(sentence) for sentence in sentences]
    for sentence, tagged in zip(cut, tag_document(cut), strict=True):
        for place, word in enumerate(tagged):
            if word.name.startswith("B-"):
                end = place + 1
                while end < len(tagged) and tagged[end].name.startswith("I-"):
                    end += 1
                found.add((" ".join(sentence[place:end]), word.name[2:]))
    return found


def tags(text: str) -> dict[str, str]:
    sentence = words(text)
    return {word: tagged.pos for word, tagged in zip(sentence, tag(sentence), strict=True)}


REPORT = [
    "Negotiators from Osteland and Marovia met in Port Hallam on Tuesday, two officials said.",
    "Marovia’s chief negotiator, Ilva Terzani, told Reuters that the talks had been “difficult but useful”.",
    "Terzani, 51, served as ambassador to the United Nations until last year.",
    "Marovian officials declined to comment.",
    "President Joren Haavik of Osteland said his country would not accept the plan.",
    "Mr Haavik wrote on Telegram that Terzani was “not serious”.",
    "The Hallam Liberation Front was not invited.",
]


def test_people_places_and_organisations_of_an_invented_report() -> None:
    found = names(REPORT)
    assert {("Ilva Terzani", "PER"), ("Terzani", "PER"), ("Joren Haavik", "PER"), ("Haavik", "PER")} <= found
    assert {("Osteland", "LOC"), ("Marovia", "LOC"), ("Port Hallam", "LOC")} <= found
    assert {("Reuters", "ORG"), ("United Nations", "ORG"), ("Hallam Liberation Front", "ORG")} <= found


def test_adjectives_titles_and_days_are_no_names() -> None:
    inside = {word for name, _ in names(REPORT) for word in name.split()}
    assert not inside & {"Marovian", "President", "Mr", "Tuesday"}


def test_a_text_helps_where_a_sentence_alone_does_not() -> None:
    alone = names(["Selvane denied the report."])
    told = names(
        [
            "Selvane denied the report.",
            "Talks in Selvane, the capital of Marovia, were due on Friday.",
            "Diplomats left Selvane at dawn.",
            "The Selvanian delegation returned to Selvane.",
        ]
    )
    assert ("Selvane", "LOC") in told
    assert alone <= {("Selvane", "PER"), ("Selvane", "ORG"), ("Selvane", "LOC")}


def test_headlines_in_capitals_find_the_names_of_the_text() -> None:
    assert ("HAAVIK", "PER") in names(["HAAVIK REJECTS NEW PEACE PLAN", *REPORT])


@pytest.mark.parametrize("marks", ['""', "“”", "«»"])
def test_quotation_marks_of_all_kinds_are_tagged(marks: str) -> None:
    found = tag(words(f"{marks[0]}We will wait,{marks[1]} said the minister."))
    assert (found[0].pos, found[5].pos) == ("``", "''")


def test_parts_of_speech_that_later_stages_rely_on() -> None:
    found = tags("The envoy told reporters that both sides had agreed to meet again, and she did not rule out a deal.")
    assert found["told"] == found["did"] == "VBD"
    assert found["agreed"] == "VBN"
    assert found["meet"] == found["rule"] == "VB"
    assert found["that"] == "IN"
    assert found["she"] == "PRP"
    assert found["reporters"] == found["sides"] == "NNS"
    assert found["had"] == "VBD"


def test_possessives_are_told_from_closing_marks() -> None:
    assert tags("The ministers’ letter arrived")["’"] == "POS"
    assert tags("He called it ‘a step’ forward")["’"] == "''"


def test_an_inner_label_never_begins_a_name() -> None:
    sentences = [words(sentence) for sentence in REPORT]
    for tagged in tag_document(sentences):
        before = "O"
        for word in tagged:
            assert not word.name.startswith("I-") or before[2:] == word.name[2:]
            before = word.name


def test_nothing_and_oddities_are_tagged() -> None:
    assert tag([]) == []
    assert tag_document([]) == []
    assert [len(sentence) for sentence in tag_document([[], ["\ud800", "…"], []])] == [0, 2, 0]


def test_the_same_text_has_the_same_tags() -> None:
    sentences = [words(sentence) for sentence in REPORT]
    assert tag_document(sentences) == tag_document(sentences)


def test_texts_longer_than_a_chunk_are_tagged_whole() -> None:
    sentences = [words(sentence) for sentence in REPORT] * 60
    tagged = tag_document(sentences)
    assert [len(sentence) for sentence in tagged] == [len(sentence) for sentence in sentences]
    assert tagged[0] == tagged[-7]


def test_a_report_is_tagged_within_a_moment() -> None:
    sentences = [words(sentence) for sentence in REPORT] * 40
    load()
    started = time.process_time()
    tag_document(sentences)
    assert time.process_time() - started < 3


def test_evidence_knows_the_adjective_of_a_place() -> None:
    without, with_adjective = (
        Evidence([words("He left Marovia today.")]),
        Evidence([words("He left Marovia for Marovian towns.")]),
    )
    assert (without.columns(["Marovia"]) != with_adjective.columns(["Marovia"])).any()


def test_weights_survive_their_file() -> None:
    steps = np.array([0, STEPS[3], -STEPS[90], STEPS[127]], dtype=np.int16).reshape(2, 2).repeat(4, axis=0)
    head = Head(("O", "B-PER"), steps)
    again = read_weights(write_weights(Heads(head, head, head)))
    assert again.second.labels == head.labels
    assert (again.tags.weights == steps).all()


def test_the_best_path_minds_the_label_before() -> None:
    moves = np.zeros((2, 3, 2), dtype=np.float32)
    moves[0, -1] = (1.0, 0.9)
    moves[1, 1, 1] = 1.0
    assert viterbi(moves) == [1, 1]
