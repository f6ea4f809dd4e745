"""Stakes: decisions, numbers and people of weight make a claim matter; a remark does not."""

from parley.compare.compare import compare
from parley.reading import Reading
from parley.story import Claim
from tests.compare.build import Draft
from tests.compare.test_claims import plain, said

NUMBER = "The pilots of Velm wait for 388 new uniforms from the harbour stores."


def claims(*readings: Reading) -> dict[str, Claim]:
    return {claim.text: claim for claim in compare(readings).claims}


def find(found: dict[str, Claim], words: str) -> Claim:
    return next(claim for text, claim in found.items() if words in text)


def counted(name: str) -> Reading:
    """A report with a number that can be checked, and a remark."""
    draft = Draft(name, f"{NUMBER}\nThe weather on the quay was mild and still.", "2031-03-03")
    draft.quantity("388", 388, "uniform")
    return draft.reading()


def test_a_number_makes_a_claim_matter_more_than_a_remark() -> None:
    found = claims(counted("a"), plain("b", "Nothing else was told of the lighthouse and its old keeper."))
    number, remark = find(found, "388"), find(found, "weather")
    assert number.matters > remark.matters
    assert any("388" in reason.detail for reason in number.stakes)


def test_every_weight_has_its_reason_and_none_exceeds_one() -> None:
    found = claims(
        said("a", "Ilsa Brandt", "the pilots would go home"), plain("b", "The harbour of Velm has 40 cranes.")
    )
    for claim in found.values():
        assert 0 <= claim.matters <= 1
        assert abs(sum(reason.weight for reason in claim.stakes) - claim.matters) < 0.001


def test_what_others_tell_of_other_things_changes_no_stake() -> None:
    one = counted("a")
    alone = find(claims(one, plain("b", "The old lighthouse keeper was not seen.")), "388")
    among = find(
        claims(one, plain("b", "The old lighthouse keeper was not seen."), plain("c", "Rain fell on the moor.")), "388"
    )
    assert alone.stakes == among.stakes


def test_comment_is_a_remark_and_weighs_less_than_nothing_said_of_it() -> None:
    comment = "The quarrel underscores the complexity of life on the quay of Velm."
    found = claims(counted("a"), plain("b", comment))
    remark, number = find(found, "underscores"), find(found, "388")
    assert remark.remark
    assert not number.remark
    assert any(reason.name == "evaluates" for reason in remark.stakes)


def test_what_somebody_of_a_name_is_said_to_say_is_no_remark() -> None:
    found = claims(said("a", "Ilsa Brandt", "the pilots would go home"), plain("b", "Rain fell on the moor."))
    assert not find(found, "pilots").remark
