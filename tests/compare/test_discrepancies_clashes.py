from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from parley.compare.compared import Compared
from parley.compare.discrepancies import clashes, discrepancies
from parley.compare.discrepancies.contexts import Contexts
from parley.compare.discrepancies.ground import Ground
from parley.compare.discrepancies.signs import AGAINST, SAID, Signs
from parley.compare.discrepancies.slots import Told, comparable, may_agree, slots
from parley.desk import Desk
from parley.dossier import Dossier
from parley.story import Discrepancy
from tests.compare.build import Draft
from training.clashes import Pair, Ranked, enough, learnt

MONTHS = 30.4375


def read(folder: Path, *texts: str) -> Dossier:
    for number, text in enumerate(texts):
        page = f"---\noutlet: Paper {number}\npublished: 2031-03-04\n---\n{text}\n"
        (folder / f"r{number}.txt").write_text(page, "utf-8")
    return Desk().read(folder)


def test_one_return_to_work_on_two_days_in_other_words(tmp_path: Path) -> None:
    dossier = read(
        tmp_path,
        "The envoys of Varn and Ostrel met in Pellin.\n\nThe ferry crews will go back to work on Thursday, their union "
        "said after the vote.",
        "Talks went on in Pellin.\n\nCrews of the ferries return to work on Friday, a union official told reporters.",
    )
    (found,) = dossier.discrepancies
    assert found.kind == "day"
    assert {value.value for value in found.values} == {"Thursday", "Friday"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mine must be cleared within nine weeks.", "The orchestra had rehearsed for eleven weeks in Pellin."),
        ("The ferry crews will go back to work on Thursday.", "The museum of salt opens its new wing on Friday."),
    ],
)
def test_values_of_other_things_are_no_clash(one: str, other: str, tmp_path: Path) -> None:
    assert read(tmp_path, one, other).discrepancies == ()


def drafts(one: tuple[str, str, float], other: tuple[str, str, float], *, day: str = "2031-03-04") -> Compared:
    readings = []
    for number, (line, words, months) in enumerate((one, other)):
        draft = Draft(f"r{number}", line, published=day)
        draft.period(words, months * MONTHS, months * MONTHS, value=f"P{months:g}M")
        readings.append(draft.reading())
    return Compared(tuple(readings))


MENDED = ("The port at Velm was shut to tankers for nine months while divers mended piers.", "nine months", 9.0)
LONGER = (
    "The port at Velm was shut to tankers for fourteen months while divers mended piers.",
    "fourteen months",
    14.0,
)


def test_what_a_rule_has_found_is_not_told_twice() -> None:
    compared = drafts(MENDED, LONGER)
    contexts = Contexts(Ground(compared))
    (known,) = discrepancies(compared)
    assert list(clashes.clash_discrepancies(contexts, [known])) == []


def test_signs_that_weigh_enough_make_a_discrepancy_with_both_places(monkeypatch: pytest.MonkeyPatch) -> None:
    certain = clashes.Learnt({"rare_words": 1.0}, 5.0, 0.0)
    monkeypatch.setattr(clashes, "learnt", lambda: dict.fromkeys(("period", "day"), certain))
    contexts = Contexts(Ground(drafts(MENDED, LONGER)))
    (found,) = clashes.clash_discrepancies(contexts, [])
    assert found.kind == "period"
    assert {span.report for value in found.values for span in value.evidence} == {"r0", "r1"}
    assert "nine months" in found.note
    assert "fourteen months" in found.note
    assert [reason.name for reason in found.why] == ["rare words"]


def test_weights_below_the_bound_make_none(monkeypatch: pytest.MonkeyPatch) -> None:
    doubtful = clashes.Learnt({"rare_words": 1.0}, -5.0, 0.0)
    monkeypatch.setattr(clashes, "learnt", lambda: dict.fromkeys(("period", "day"), doubtful))
    contexts = Contexts(Ground(drafts(MENDED, LONGER)))
    assert list(clashes.clash_discrepancies(contexts, [])) == []


def test_the_order_of_the_reports_changes_nothing() -> None:
    compared = drafts(MENDED, LONGER)
    turned = replace(compared, readings=tuple(reversed(compared.readings)))

    def found(each: Compared) -> tuple[Discrepancy, ...]:
        contexts = Contexts(Ground(each))
        return tuple(clashes.clash_discrepancies(contexts, []))

    assert found(compared) == found(turned)


def test_lengths_far_apart_and_such_as_meet_are_not_compared() -> None:
    far = ("The port at Velm was shut to tankers for sixty months while divers mended piers.", "sixty months", 60.0)
    one, other = slots(Contexts(Ground(drafts(MENDED, far))))
    assert not comparable(one, other, Told((one, other)))
    one, other = slots(Contexts(Ground(drafts(MENDED, MENDED))))
    assert may_agree(one, other)


def test_a_sentence_that_gives_both_makes_them_two_things() -> None:
    both = Draft("r2", "It was nine months by one count and fourteen months by another.", published="2031-03-04")
    both.period("nine months", 9 * MONTHS, 9 * MONTHS, value="P9M")
    both.period("fourteen months", 14 * MONTHS, 14 * MONTHS, value="P14M")
    compared = drafts(MENDED, LONGER)
    told = slots(Contexts(Ground(replace(compared, readings=(*compared.readings, both.reading())))))
    one, other = (next(each for each in told if each.report == report) for report in ("r0", "r1"))
    assert Told(told).together(one, other)
    assert not comparable(one, other, Told(told))


def test_every_sign_has_its_words_and_a_known_way() -> None:
    contexts = Contexts(Ground(drafts(MENDED, LONGER)))
    one, other = slots(contexts)
    seen = Signs(contexts, Told((one, other))).of(one, other)
    assert seen.keys() == SAID.keys()
    assert seen["same_words"] > 0
    assert (seen["close"], seen["in_turn"]) == (1.0, 0.0)
    for table in clashes.learnt().values():
        assert all((weight < 0) == (name in AGAINST) for name, weight in table.weights.items())


def pair(story: str, named: bool, **signs: float) -> Pair:
    values = frozenset({(float(len(signs)), 1.0), (2.0, float(named))})
    return Pair(story, "day", tuple(signs.get(name, 0.0) for name in SAID), values, frozenset({"x"} if named else ()))


def test_a_sign_that_would_weigh_the_wrong_way_weighs_nothing() -> None:
    rows = [pair(f"s{n}", named=n % 2 == 0, close=float(n % 2 == 0), in_turn=float(n % 2 == 0)) for n in range(40)]
    weights = dict(zip(SAID, learnt(rows), strict=False))
    assert weights["close"] > 0
    assert weights["in_turn"] == 0


def test_the_bound_is_where_enough_is_right_on_stories_left_out() -> None:
    hit, miss = frozenset({"x"}), frozenset[str]()
    rows = [Ranked(score, "s", named) for score, named in ((4.0, hit), (3.0, hit), (2.0, hit), (1.0, miss), (0.5, hit))]
    assert enough(rows, 0.9) == (2.0, 3, 3)
    assert enough(rows, 0.8) == (0.5, 5, 4)
    assert enough([*rows[:2]], 0.8)[0] == np.inf
    assert enough([Ranked(-1.0, "s", hit)] * 4, 0.8)[0] == np.inf
