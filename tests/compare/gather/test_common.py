"""Names that a whole stream has count less; those of a story, and all names among few reports, do not."""

import random
from itertools import chain

from parley.compare.gather.common import LEAST, WIDE, along, common, opens, window
from parley.compare.gather.gather import gather
from parley.compare.gather.likeness import likeness
from parley.compare.gather.profile import profile
from parley.compare.gather.rarity import rarity
from parley.compare.gather.signature import Signature
from tests.told import report, unread

CAST = ("maravel", "teskani", "dravko", "irizal")
SYLLABLES = ("bel", "dor", "fen", "gar", "hul", "jas", "kem", "lun", "mip", "nov", "pol", "rud", "sef", "tov", "vik")


def own(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=4))


def tellings(stories: int, reports: int) -> list[list[str]]:
    """Telling words of reports that name the cast, each of a story with words of its own."""
    chance = random.Random(stories)  # noqa: S311  the same every time, no secret
    told = [[own(chance) for _ in range(16)] for _ in range(stories)]
    return [[*chance.sample(CAST, 3), *chance.sample(words, 8)] for words in told for _ in range(reports)]


def beat(stories: int, reports: int) -> list[list[Signature]]:
    """Stories of a few reports each that all name the same two sides and their leaders, and are about other things."""
    chance = random.Random(7)  # noqa: S311  the same every time, no secret
    made = []
    for _ in range(stories):
        about = [own(chance) for _ in range(9)]
        story = []
        for at in range(reports):
            words = [*about[:5], *chance.sample(about, 4), "Maravel", "Teskany", "Dravko", "Irrizal"] * 2
            chance.shuffle(words)
            story.append(unread(report(f"Dravko on {about[0]} {at}", f"{' '.join(words)} {own(chance)}.")))
        made.append(story)
    return made


def test_the_names_of_a_beat_are_common_and_those_of_its_stories_are_not() -> None:
    found = common(tellings(40, 6))
    assert set(found) == set(CAST)
    assert all(left < rarity(stem) for stem, left in found.items())


def test_the_names_of_a_negotiation_that_is_the_whole_stream_stay_rare() -> None:
    assert common(tellings(1, 200)) == {}


def test_the_names_of_a_story_that_half_of_the_stream_tells_stay_rare() -> None:
    chance = random.Random(1)  # noqa: S311  the same every time, no secret
    others = [[own(chance) for _ in range(16)] for _ in range(130)]
    assert common([*tellings(1, 130), *others]) == {}


def test_among_few_reports_nothing_is_common() -> None:
    told = tellings(40, 6)
    assert common(told[: LEAST - 1]) == {}
    assert common(told[:LEAST])


def test_what_is_common_is_less_rare_the_more_have_it_and_by_steps() -> None:
    rare = [["alefu"] * (at % 7 == 0) + ["betrok"] * (at % 3 == 0) + ["gimlan"] for at in range(210)]
    found = common(rare)
    assert found["gimlan"] < found["betrok"] < found["alefu"] < rarity("alefu")
    assert common([*rare, ["gimlan"]]) == found


def test_a_stretch_looks_before_and_after_it_in_turns_until_it_has_seen_enough() -> None:
    assert list(window([200, 200, 200], 1)) == [0, 1]
    assert list(window([60, 60, 60, 60, 60, 60, 60], 3)) == [1, 2, 3, 4, 5]
    assert list(window([60, 60, 60, 60, 60, 60, 60], 6)) == [2, 3, 4, 5, 6]
    assert list(window([60, 60, 60, 60, 60, 60, 60], 0)) == [0, 1, 2, 3, 4]
    assert list(window([10, 10], 0)) == [0, 1]
    assert list(window([WIDE], 0)) == [0]


def test_what_comes_far_away_changes_nothing() -> None:
    names = [f"r-{number:012x}" for number in range(3000)]
    row = list(zip(names, tellings(500, 6), strict=True))
    cut = next(at for at in range(2000, 3000) if opens(names[at]))
    before, after = along(row[:cut]), along(row)
    assert all(before[report] == after[report] for report in names[: cut - 2 * WIDE])
    assert before[names[cut - 1]]


def test_a_beat_is_grouped_into_its_stories() -> None:
    told = beat(24, 6)
    found = {frozenset(each.reports) for each in gather(chain.from_iterable(told))}
    assert found == {frozenset(each.report for each in story) for story in told}
    together = {frozenset(each.reports) for each in gather(chain.from_iterable(told[:12]))}
    assert len(together) < 12


def test_a_word_that_is_common_around_one_of_two_reports_alone_is_common_and_either_is_told_the_same() -> None:
    one, other = beat(1, 2)[0]
    plain, around = profile(one), profile(one, common={"maravel": 1.0, "dravko": 1.0})
    there = profile(other)
    assert likeness(around, there) == likeness(there, around)
    assert likeness(around, there).score < likeness(plain, there).score
