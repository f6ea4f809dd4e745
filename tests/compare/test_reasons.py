from parley.compare.reasons import Row, Share, Veto, forbidden, total, weigh


def same_letter(a: str, b: str) -> Share | None:
    return Share(1.0, f"both begin with {a[0]}") if a[0] == b[0] else None


def length_apart(a: str, b: str) -> Veto | None:
    return Veto("far too long") if abs(len(a) - len(b)) > 3 else None


def half(a: str, b: str) -> Share:
    return Share(0.5, "always half")


ROWS: tuple[Row[str], ...] = (Row(length_apart), Row(same_letter, 0.8), Row(half, 0.4), Row(half, -0.2))


def test_score_is_the_sum_of_weight_times_share() -> None:
    verdict = weigh(ROWS, "canal", "coast")
    assert verdict.score == 0.9
    assert [reason.name for reason in verdict.reasons] == ["same letter", "half", "half"]
    assert verdict.reasons[0].detail == "both begin with c"


def test_a_reason_that_says_nothing_is_left_out() -> None:
    assert [reason.weight for reason in weigh(ROWS, "canal", "river").reasons] == [0.2, -0.1]


def test_a_veto_ends_the_comparison() -> None:
    verdict = weigh(ROWS, "canal", "canal-mouth")
    assert verdict.score == 0
    assert verdict.vetoed is not None
    assert verdict.vetoed.detail == "far too long"
    assert forbidden(ROWS, "canal", "canal-mouth")
    assert not forbidden(ROWS, "canal", "coast")


def test_a_sentence_is_made_only_for_who_asks_why() -> None:
    made: list[str] = []

    def sentence() -> str:
        made.append("a sentence")
        return "they are alike"

    def alike(a: str, b: str) -> Share:
        return Share(0.5, sentence)

    rows = (Row(alike, 3.0),)
    assert total(rows, "a", "b") == 1.5
    assert not made
    (reason,) = weigh(rows, "a", "b").reasons
    assert reason.detail == "they are alike"
