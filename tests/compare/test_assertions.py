from parley.compare.clauses import clauses
from parley.story import Claim
from tests.compare.test_claims import BACKGROUND, aligned, plain, said


def of(claims: tuple[Claim, ...], words: str) -> Claim:
    (found,) = [claim for claim in claims if words in claim.text]
    return found


WHOLE = "Karl Velde left the bakery of the mayor, while smoke was over the cranes, because the baker had a cold"


def test_fragments_of_one_report_s_sentence_are_one_claim() -> None:
    claim = of(aligned(plain("a", f"{WHOLE}."), plain("b", "Ferries to the islands left late.")), "Karl Velde")
    assert claim.text == WHOLE
    assert len(claim.evidence) == 1
    assert len(clauses(plain("a", f"{WHOLE}."))) == 3


def test_what_another_report_tells_too_is_not_swallowed() -> None:
    other = plain("b", "Ilsa Brandt met with Karl Velde in Velm.")
    one = plain("a", "Ilsa Brandt met with Karl Velde in Velm, while smoke was over the cranes.")
    found = aligned(one, other, *BACKGROUND)
    both = [claim for claim in found if len(claim.reports) == 2]
    assert [claim.text for claim in both] == ["Ilsa Brandt met with Karl Velde in Velm"]
    assert not any("smoke" in one.report.text[s.start : s.end] for s in both[0].evidence if s.report == "a")
    alone = of(found, "smoke")
    assert alone.text.startswith("Ilsa Brandt")
    assert [one.report.text[s.start : s.end] for s in alone.evidence] == ["while smoke was over the cranes"]


def test_the_text_of_several_reports_is_the_one_that_reads_alone() -> None:
    fragment = plain("a", "Smoke was over the stalls of Torrin, as the pilots failed to bridge the gap over wages.")
    sentence = plain("b", "The pilots of Velm failed to bridge the gap over wages.")
    found = aligned(fragment, sentence, *BACKGROUND)
    (claim,) = [claim for claim in found if len(claim.reports) == 2]
    assert claim.text == "The pilots of Velm failed to bridge the gap over wages"


def test_clauses_of_one_told_speech_keep_their_speaker() -> None:
    words = "the pilots had gone home to the islands, while the ferries had gone late in the harbour"
    claim = of(aligned(said("a", "Ilsa Brandt", words), plain("b", "A choir sang in the station.")), "ferries")
    assert claim.text == f"Ilsa Brandt told reporters that {words}"


def test_a_copied_sentence_is_one_claim() -> None:
    found = aligned(plain("a", f"{WHOLE}."), plain("b", f"{WHOLE}."), *BACKGROUND)
    assert [claim.text for claim in found if len(claim.reports) == 2] == [WHOLE]
