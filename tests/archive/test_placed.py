"""The analyst's decisions on stories, laid over what was found."""

from parley.archive.placed import parted, placed
from parley.decision import Decision, DecisionKind, Sort

FOUND = {"r-1": "r-1", "r-2": "r-1", "r-3": "r-3", "r-4": "r-3", "r-5": "r-5"}


def decided(at: int, kind: DecisionKind, *things: str, value: str | None = None) -> Decision:
    of: Sort = "report" if kind == "pin" else "decision" if kind == "withdraw" else "story"
    return Decision(kind, things, value, "as I know", "Ana Brill", f"2031-03-02T12:0{at}", of=of)


def stories(*decisions: Decision, found: dict[str, str] | None = None) -> dict[str, tuple[str, ...]]:
    return {each.id: each.reports for each in placed(found or FOUND, decisions)}


def test_without_decisions_stories_are_as_found_in_order_of_arrival() -> None:
    assert stories() == {"s-1": ("r-1", "r-2"), "s-3": ("r-3", "r-4"), "s-5": ("r-5",)}


def test_a_pin_holds_and_the_later_one_has_the_last_word() -> None:
    one, other = decided(1, "pin", "r-2", value="s-3"), decided(2, "pin", "r-2", value="s-5")
    assert stories(one)["s-3"] == ("r-2", "r-3", "r-4")
    assert stories(other, one)["s-5"] == ("r-2", "r-5")


def test_a_merge_keeps_the_older_id_and_the_other_leads_there() -> None:
    merged = decided(1, "merge", "s-3", "s-1")
    assert stories(merged) == {"s-1": ("r-1", "r-2", "r-3", "r-4"), "s-5": ("r-5",)}
    assert stories(merged, decided(2, "pin", "r-5", value="s-3"))["s-1"] == ("r-1", "r-2", "r-3", "r-4", "r-5")


def test_an_id_leads_to_the_story_that_holds_its_report_now() -> None:
    found = {**FOUND, "r-3": "r-1"}
    assert stories(decided(1, "pin", "r-5", value="s-3"), found=found)["s-1"] == ("r-1", "r-2", "r-3", "r-5")


def test_a_split_undoes_a_merge_and_a_pin() -> None:
    merged, split = decided(1, "merge", "s-1", "s-3"), decided(2, "split", "s-1", "r-3", "r-4")
    assert stories(merged, split) == stories()
    pinned = decided(1, "pin", "r-5", value="s-1")
    assert stories(pinned, decided(2, "split", "s-1", "r-5")) == stories()
    assert stories(merged, split, decided(3, "merge", "s-1", "s-3"))["s-1"] == ("r-1", "r-2", "r-3", "r-4")


def test_a_decision_that_is_withdrawn_or_names_what_is_not_there_changes_nothing() -> None:
    pinned = decided(1, "pin", "r-2", value="s-3")
    assert stories(pinned, decided(2, "withdraw", pinned.id)) == stories()
    strange = (
        decided(1, "pin", "r-9", value="s-9"),
        decided(2, "merge", "s-8", "s-9"),
        decided(3, "split", "s-9", "r-1"),
    )
    assert stories(*strange) == stories()


def test_a_name_goes_with_the_story() -> None:
    named = decided(1, "rename", "s-3", value="The strait")
    merged = decided(2, "merge", "s-1", "s-3")
    assert {each.id: each.name for each in placed(FOUND, [named])}["s-3"] == "The strait"
    assert {each.id: each.name for each in placed(FOUND, [named, merged])}["s-1"] == "The strait"


def test_a_split_says_who_stays_and_who_leaves_together() -> None:
    assert list(parted([decided(1, "split", "s-1", "r-4", "r-2")])) == [("r-1", ("r-2", "r-4"))]
