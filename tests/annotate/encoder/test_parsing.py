from parley.annotate.encoder.parsing import encoded
from parley.annotate.engine import WEIGHTS
from parley.annotate.parse import Parse
from parley.annotate.tokens import tokenize
from tests.annotate.told import report_of


def parse_of(text: str) -> Parse:
    report = report_of(text)
    return encoded(
        report, [token for block in report.blocks for token in tokenize(text, block.start, block.end)], WEIGHTS
    )


def test_a_proposal_stays_within_the_sentence_that_is_searched() -> None:
    parse = parse_of("The harbour was calm. Anna Berg said the port would close. The ships would stay, Tom Roke added.")
    assert len(parse.proposals) == 2
    for sentence, proposal in zip(parse.sentences[1:], parse.proposals, strict=True):
        for first, last in (proposal.cue, *proposal.content):
            assert sentence.first <= first < last <= sentence.last


def test_a_quotation_over_two_sentences_is_heard_as_a_whole() -> None:
    parse = parse_of("“The port will close. The ships will stay in the harbour,” Anna Berg said.")
    (proposal,) = parse.proposals
    words = {parse.word(index) for run in proposal.content for index in range(*run)}
    assert {"port", "ships", "harbour"} <= words
    assert proposal.source is not None
    assert [parse.word(index) for index in range(*proposal.source)] == ["Anna", "Berg"]


def test_a_name_is_one_kind_of_thing_throughout_and_ends_with_its_sentence() -> None:
    parse = parse_of(
        "Talks between Anna Berg and the Varnhol Dockers' Union failed. Berg Lines Inc. stayed away. Anna Berg left."
    )
    begins = {sentence.first for sentence in parse.sentences}
    assert all(not parse.names[index].startswith("I-") for index in begins)
    people = [index for index, label in enumerate(parse.names) if label == "B-PER"]
    assert [parse.word(index) for index in people] == ["Anna", "Anna"]
