from typing import get_args

import pytest

from parley.annotate.attribution.cues import adjective_cues, forms_of, noun_cues, verb_cues
from parley.annotate.inflection import plural, verb_forms
from parley.annotate.wordlists import table
from parley.reading import Stance


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("say", {"say", "says", "said", "saying"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("announce", {"announce", "announces", "announced", "announcing"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
        ("signal", {"signal", "signals", "signaled", "signalled", "signaling", "signalling"}),
        ("write", {"write", "writes", "wrote", "written", "writing"}),
        ("lie", {"lie", "lies", "lied", "lying"}),
        ("put", {"put", "puts", "putting"}),
    ],
)
def test_verbs_are_inflected(verb: str, forms: set[str]) -> None:
    assert set(verb_forms(verb)) == forms


def test_a_form_knows_what_it_can_be() -> None:
    assert verb_forms("write")["wrote"] == {"VBD"}
    assert verb_forms("write")["written"] == {"VBN"}
    assert verb_forms("say")["said"] == {"VBD", "VBN"}


@pytest.mark.parametrize(("noun", "many"), [("claim", "claims"), ("worry", "worries"), ("hypothesis", "hypotheses")])
def test_nouns_have_plurals(noun: str, many: str) -> None:
    assert plural(noun) == many


def test_the_lexicon_is_large_enough() -> None:
    verbs = {cue.lemma for cues in verb_cues().by_form.values() for cue in cues}
    nouns = {cue.lemma for cues in noun_cues().by_form.values() for cue in cues}
    assert len(verbs) >= 400
    assert len(nouns) >= 120
    assert len(adjective_cues().by_form) >= 60


def test_every_group_names_known_complements_and_stances() -> None:
    known = {
        "quotation", "inserted", "that", "clause", "question", "infinitive", "gerund", "object", "object infinitive",
        "object that", "object question", "object of", "object for", "object with", "object at", "as", "complement",
    }  # fmt: skip
    kinds = ("verbs", "nouns", "adjectives")
    groups = [group for kind in kinds for group in table("cues")[kind]]
    assert {kind for group in groups for kind in group["takes"]} <= known
    assert {group["stance"] for group in groups if "stance" in group} <= set(get_args(Stance))
    assert all(len({group["name"] for group in table("cues")[kind]}) == len(table("cues")[kind]) for kind in kinds)


def test_words_of_several_parts_keep_their_rest() -> None:
    rests = {cue.rest for cue in verb_cues().by_form["ruled"]}
    assert ("out",) in rests
    assert forms_of("leading")["went"] == "go_on"


def test_a_lemma_of_two_groups_has_both_complements() -> None:
    (call,) = [cue for cue in verb_cues().by_form["called"] if not cue.rest]
    assert call.takes["+for"].stance == "demands"
    assert call.takes["complement"].stance is None
