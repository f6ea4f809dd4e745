from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.compare import claims as claims_module
from parley.compare.claims import claims, disputed
from parley.compare.events import events
from parley.compare.propositions import Proposition, ground, propositions
from parley.compare.reasons import weigh
from parley.compare.resolve import resolve
from parley.compare.sameness import bare
from parley.compare.statements import statements
from parley.compare.utterances import utterances
from parley.reading import Reading
from parley.report import Span
from parley.story import Claim, Discrepancy, Origin, Passage, Value
from tests.compare.build import Draft


def aligned(
    *readings: Reading, passages: tuple[Passage, ...] = (), together: tuple[str, ...] = ()
) -> tuple[Claim, ...]:
    """The claims of some readings, each its own origin but for those together."""
    cast = resolve(readings)
    on = ground(cast, utterances(readings, cast), statements(readings, cast), events(readings, cast))
    lone = [(reading.report.id,) for reading in readings if reading.report.id not in together]
    groups = [*lone, *([together] if together else [])]
    origins = [Origin(f"origin-{group[0]}", group, "", None) for group in groups]
    return claims(propositions(readings, on), readings, passages, origins)


def plain(name: str, text: str) -> Reading:
    """A report of an invented strike whose people and parties are known."""
    draft = Draft(name, text, "2031-03-03")
    for party in ("Ostland", "Westmark"):
        if party in text:
            draft.party(party)
    for person in ("Ilsa Brandt", "Karl Velde"):
        if person in text:
            draft.person(person)
    return draft.reading()


def shared(*readings: Reading) -> set[frozenset[str]]:
    """Groups of reports that share a claim."""
    return {frozenset(claim.reports) for claim in aligned(*readings) if len(claim.reports) > 1}


BACKGROUND = (
    plain("x", "The harbour of Velm has four cranes.\nRain fell on the stalls.\nThe mayor opened a bakery."),
    plain("y", "Ferries to the islands left late.\nSchools were shut for a week.\nA choir sang in the station."),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Ostland agreed to provide 40 million crowns to the dockers of Velm.",
            "On Friday Ostland agreed to give the dockers 40 million crowns.",
        ),
        (
            "Ilsa Brandt met with Karl Velde in Velm, while the cranes stood still.",
            "The rain was heavy when Ilsa Brandt sat down with Karl Velde in Velm.",
        ),
        ("The pilots failed to bridge the gap over wages.", "The pilots fell short of bridging the gap over wages."),
    ],
)
def test_the_same_assertion_in_other_words_is_one_claim(one: str, other: str) -> None:
    assert frozenset("ab") in shared(plain("a", one), plain("b", other), *BACKGROUND)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ostland agreed to pay the dockers of Velm.", "Ostland did not agree to pay the dockers of Velm."),
        ("Ilsa Brandt met Karl Velde in Velm.", "The mayor of Velm sold apples to the bakery."),
    ],
    ids=["denied", "another subject"],
)
def test_other_assertions_stay_apart(one: str, other: str) -> None:
    assert not shared(plain("a", one), plain("b", other), *BACKGROUND)


def numbered(name: str, millions: int, day: str) -> Reading:
    draft = Draft(name, f"Ostland will pay the dockers {millions} million crowns on {day}.", "2031-03-03")
    draft.party("Ostland")
    draft.quantity(f"{millions} million crowns", millions * 1e6, "OSC")
    draft.time(day, day)
    return draft.reading()


def test_other_numbers_and_other_days_stay_apart() -> None:
    base = numbered("a", 40, "2031-03-04")
    assert shared(base, numbered("b", 40, "2031-03-04"))
    assert not shared(base, numbered("b", 60, "2031-03-04"))
    assert not shared(base, numbered("b", 40, "2031-03-05"))


def lent(name: str, text: str, *millions: int) -> Reading:
    draft = Draft(name, text, "2031-03-03")
    for each in millions:
        draft.quantity(f"{each} million crowns", each * 1e6, "OSC")
    return draft.reading()


def test_a_report_that_leaves_out_one_of_two_numbers_tells_the_same_and_one_that_exchanges_it_does_not() -> None:
    both = lent("a", "The lender of Velm pays 60 million crowns to the dockers and lends 40 million crowns.", 60, 40)
    assert shared(both, lent("b", "The lender of Velm pays 60 million crowns to the dockers.", 60), *BACKGROUND)
    other = "The lender of Velm pays 60 million crowns to the dockers and lends 70 million crowns."
    assert not shared(both, lent("b", other, 60, 70), *BACKGROUND)


def wanted(name: str, side: str, *, described: bool) -> Reading:
    words = "want a night bus and one free Sunday in two"
    draft = Draft(name, f"{side} {words}.", "2031-03-03")
    speaker = draft.entity("other", None, side) if described else draft.party(side)
    draft.said(speaker, words, source=side, cue="want", kind="indirect", stance="demands")
    return draft.reading()


def test_what_two_named_sides_want_is_two_claims_and_two_descriptions_may_be_one_side() -> None:
    assert not shared(wanted("a", "Ostland", described=False), wanted("b", "Westmark", described=False))
    assert shared(wanted("a", "Drivers", described=True), wanted("b", "Crews", described=True))


def said(name: str, speaker: str, words: str) -> Reading:
    draft = Draft(name, f"{speaker} told reporters that {words}.", "2031-03-03")
    person = draft.person(speaker)
    draft.said(person, f"that {words}", source=speaker, cue="told", kind="indirect")
    return draft.reading()


def test_an_attributed_claim_has_its_source_and_its_statement() -> None:
    joined = aligned(
        said("a", "Ilsa Brandt", "the pilots would go home"), said("b", "Ilsa Brandt", "pilots will go home")
    )
    (claim,) = [claim for claim in joined if len(claim.reports) == 2]
    assert claim.text.startswith("Ilsa Brandt told reporters that")
    assert len(claim.statements) == 1
    assert claim.why


def test_an_attribution_and_the_report_s_own_account_can_carry_one_claim() -> None:
    own = plain("b", "Earlier the pilots of Velm had gone home to the islands.")
    assert shared(said("a", "Ilsa Brandt", "the pilots of Velm had gone home to the islands"), own)


def test_quoted_words_of_two_people_are_two_claims() -> None:
    def quoted(name: str, speaker: str) -> Reading:
        draft = Draft(name, f"“The pilots go home,” {speaker} said.")
        draft.said(draft.person(speaker), "The pilots go home,", source=speaker, cue="said")
        return draft.reading()

    assert shared(quoted("a", "Ilsa Brandt"), quoted("b", "Ilsa Brandt"))
    assert not shared(quoted("a", "Ilsa Brandt"), quoted("b", "Karl Velde"))


TOLD = "Ostland agreed to provide 40 million crowns to the dockers of Velm."


def test_independent_origins_corroborate_and_one_origin_repeats() -> None:
    readings = plain("a", TOLD), plain("b", TOLD)
    assert [claim.status for claim in aligned(*readings)] == ["corroborated"]
    (repeated,) = aligned(*readings, together=("a", "b"))
    assert (repeated.status, repeated.origins) == ("repeated", ("origin-a",))
    assert [claim.status for claim in aligned(readings[0])] == ["single"]


def test_copied_words_do_not_corroborate() -> None:
    readings = plain("a", TOLD), plain("b", TOLD)
    copied = Passage("passage-1", tuple(Span(name, 0, len(TOLD)) for name in "ab"), 11, "verbatim")
    (claim,) = aligned(*readings, passages=(copied,))
    assert (claim.status, claim.origins) == ("repeated", ("origin-a",))


def test_a_discrepancy_disputes_the_claims_that_it_meets() -> None:
    found = aligned(plain("a", TOLD), *BACKGROUND)
    values = Value("40 million", (Span("a", 26, 43),)), Value("60 million", (Span("z", 0, 9),))
    by_number = disputed(found, [Discrepancy("discrepancy-1", "number", values, "")])
    assert [claim.reports for claim in by_number if claim.status == "disputed"] == [("a",)]
    by_name = disputed(found, [Discrepancy("discrepancy-1", "name", values, "")])
    assert "disputed" not in {claim.status for claim in by_name}


def test_evidence_and_text_are_letter_for_letter() -> None:
    readings = (
        plain("a", TOLD),
        plain("b", "On Friday Ostland agreed to give the dockers 40 million crowns."),
        *BACKGROUND,
    )
    texts = {reading.report.id: reading.report.text for reading in readings}
    for claim in aligned(*readings):
        words = [texts[span.report][span.start : span.end] for span in claim.evidence]
        assert claim.text in words
        assert all(word.strip(" ,;") == word for word in words)


STORY = (
    plain("a", TOLD),
    plain("b", "On Friday Ostland agreed to give the dockers 40 million crowns."),
    said("c", "Ilsa Brandt", "the pilots would go home"),
    said("d", "Ilsa Brandt", "pilots will go home"),
    said("e", "Karl Velde", "the pilots would go home"),
    *BACKGROUND,
)


@settings(max_examples=25, deadline=None)
@given(st.permutations(STORY))
def test_the_order_of_reports_does_not_matter(readings: list[Reading]) -> None:
    assert aligned(*readings) == aligned(*STORY)


def many(number: int) -> Iterator[Reading]:
    """Reports that tell one of two things in slightly other words, and something of their own."""
    for i in range(number):
        own = f"Barge {i} carried {i} tonnes of salt and timber number {i * 7} past lock {i % 50}."
        common = TOLD if i % 3 == 0 else f"The pilots of Velm failed on day {i} to bridge the gap over wages."
        yield plain(f"r{i:04d}", f"{common}\n{own}")


def test_comparisons_grow_in_proportion_to_the_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    made = 0

    def counted(*given: object) -> object:
        nonlocal made
        made += 1
        return weigh(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(claims_module, "weigh", counted)
    counts = []
    for number in (200, 400):
        made = 0
        aligned(*many(number))
        counts.append(made)
    assert counts[0] < 20 * 400
    assert counts[1] < 2.3 * counts[0]


def carried(*evidence: Span) -> Claim:
    reports = tuple(sorted({span.report for span in evidence}))
    return Claim("claim-1", "…", "corroborated", (), (), reports, reports, evidence)


def test_what_one_report_of_four_adds_puts_no_claim_in_doubt() -> None:
    claim = carried(*(Span(name, 0, 40) for name in "abcd"))
    values = Value("40 million", (Span("a", 0, 40),)), Value("60 million", (Span("z", 0, 9),))
    (kept,) = disputed([claim], [Discrepancy("discrepancy-1", "number", values, "")])
    assert (kept.status, kept.disputes) == ("corroborated", ())
    (doubted,) = disputed([carried(Span("a", 0, 40))], [Discrepancy("discrepancy-1", "number", values, "")])
    assert (doubted.status, doubted.disputes) == ("disputed", ("discrepancy-1",))


def test_a_period_told_in_passing_puts_no_claim_in_doubt() -> None:
    values = Value("four-year strike", (Span("a", 0, 90),)), Value("fifth year", (Span("z", 0, 12),))
    (kept,) = disputed([carried(Span("a", 0, 90))], [Discrepancy("discrepancy-1", "period", values, "")])
    assert kept.status == "corroborated"


def test_furniture_and_days_alone_are_no_claim_of_several_reports() -> None:
    furniture = plain("a", "Full text.\nFerries left Velm."), plain("b", "Full text.\nA choir sang.")
    assert shared(*furniture, *BACKGROUND) == set()
    one, other = (Proposition(name, Span(name, 0, 9), ("friday", name), bare=True) for name in "ab")
    assert bare(one, other) is not None


def test_one_report_tells_a_claim_once() -> None:
    text = "Brandt warned that while the pilots rest, the ferries wait in the harbour of Velm."
    found = [claim.text for claim in aligned(plain("a", text), *BACKGROUND) if claim.reports == ("a",)]
    assert not any(one != other and one in other for one in found for other in found)
    assert len(found) == len(set(found))
