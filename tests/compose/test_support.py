"""Lines of a brief against their evidence: what it bears out holds, every wrong word is named."""

from dataclasses import replace

import pytest

from parley.compose.support import Lack, lacks, sources_of, unsupported
from parley.dossier import BriefLine, Dossier
from parley.report import Span
from tests.deliver.story import at, strait

CLAIM = strait().claims[0].id
ENDED = "Ostmark will not sign on Friday, and its envoy left. Nobody in Varnia expects 140 sailors before March."


def with_text(text: str) -> Dossier:
    """The strait dossier with one report's text exchanged, for lines about that text."""
    made = strait()
    first = replace(made.reports[0], text=text, blocks=())
    return replace(made, reports=(first, *made.reports[1:]))


def found(told: str, text: str = ENDED) -> list[tuple[Lack, str]]:
    dossier = with_text(text)
    report = dossier.reports[0]
    line = BriefLine("happened", f"{told} ({report.outlet})", (), (Span(report.id, 0, len(text)),))
    return list(lacks(line, sources_of(dossier)))


@pytest.mark.parametrize(
    "told",
    [
        "Ostmark will not sign on Friday, and its envoy left.",
        "Nobody in Varnia expects 140 sailors before March.",
        "Ostmark will not sign …",
        "Nobody … expects 140 sailors before March.",
    ],
)
def test_words_of_the_evidence_in_their_order_hold(told: str) -> None:
    assert found(told) == []


@pytest.mark.parametrize(
    ("told", "lack"),
    [
        ("Nobody in Varnia expects 410 sailors before March.", "number"),
        ("Nobody in Kestria expects 140 sailors before March.", "name"),
        ("Ostmark will not sign on Monday, and its envoy left.", "day"),
        ("Nobody in Varnia expects 140 sailors before April.", "day"),
        ("Ostmark will sign on Friday, and its envoy left.", "negation"),
        ("Ostmark will … sign on Friday.", "negation"),
        ("Ostmark will not sign on Friday, and its envoy never left.", "negation"),
        ("Ostmark will not sign on Friday, and its envoy wept.", "word"),
        ("Its envoy will not sign on Friday, and Ostmark left.", "order"),
    ],
)
def test_a_wrong_word_is_named_by_its_kind(told: str, lack: Lack) -> None:
    assert lack in [kind for kind, _ in found(told)]


def test_a_contraction_is_a_negation_like_any_other() -> None:
    assert found("Varnia did sign.", "Varnia did n't sign.") == [("negation", "n't")]
    assert found("The envoys have left.", "The envoys haven’t left.") != []


def test_outlets_that_do_not_carry_it_are_named() -> None:
    span = at("r-herald", "with Lume as host")
    line = BriefLine("happened", "With Lume as host. (Sarn Wire)", (), (span,))
    assert lacks(line, sources_of(strait())) == (("name", "Sarn Wire"),)


def test_evidence_of_two_reports_is_not_added_up() -> None:
    spans = (at("r-herald", "Thirty days is a slogan"), at("r-wire", "Inspectors, no"))
    line = BriefLine("happened", "Thirty days is a slogan, inspectors, no. (Harbour Herald, Sarn Wire)", (), spans)
    assert lacks(line, sources_of(strait()))


def test_values_side_by_side_must_stand_in_the_evidence() -> None:
    spans = (at("r-herald", "140 detained sailors"), at("r-times", "Some 120 detained sailors"))
    line = "The reports differ on a number: “140 detained sailors” (Harbour Herald) against “120” (Velik Times)."
    right = BriefLine("disputed", line, (), spans)
    assert lacks(right, sources_of(strait())) == ()
    wrong = replace(right, text=line.replace("“120”", "“130”"))
    assert lacks(wrong, sources_of(strait())) == (("quotation", "130"),)
    more = replace(right, text=line.replace("against", "wrongly against"))
    assert lacks(more, sources_of(strait())) == (("word", "wrongly"),)


def test_a_dossier_with_a_line_that_its_evidence_lacks_is_told_which() -> None:
    line = BriefLine("happened", "Lume is no host. (Harbour Herald)", (CLAIM,), (at("r-herald", "with Lume as host"),))
    (fault,) = unsupported(replace(strait(), brief=(line,)))
    assert (fault.place, str(fault)[:21]) == (0, "has the negation “no”")
