"""Likeness: what makes two reports tell one story, as named reasons whose weights were learnt."""

from collections.abc import Mapping
from functools import cache
from math import exp, fsum, log

from parley.compare.gather.minhash import shared
from parley.compare.gather.profile import Profile
from parley.compare.gather.weights import weights
from parley.compare.reasons import Judge, Row, Share, Verdict, total, weigh

NAMES_ENOUGH = 8.0
"""What shared names weigh where they tell all that names can."""
RARE_ENOUGH = 400.0
"""The same for shared rare words."""
SHOWN = 5
"""So many of the shared words and names stand in a sentence."""
MONTH = 31


def words_alike(a: Profile, b: Profile) -> Share | None:
    """The cosine of all words, each weighed by how rare it is."""
    share = _cosine(a.words, b.words)
    return Share(share, lambda: f"the words of the two are alike by {share:.2f}") if share else None


def rare_words_shared(a: Profile, b: Profile) -> Share | None:
    """Words that few texts have, and how rare they are."""
    told = _told(a.rare, b.rare)
    if not told:
        return None
    share = min(1.0, log(1 + told / 20) / log(1 + RARE_ENOUGH / 20))
    return Share(share, lambda: _listing("both have", a, _common(a.rare, b.rare)))


def rare_words_that_most_share(a: Profile, b: Profile) -> Share | None:
    """The part that shared rare words make up of those of the report that has fewer."""
    fewer = min(fsum(a.rare.values()), fsum(b.rare.values()))
    common = _told(a.rare, b.rare)
    if not common:
        return None
    share = common / fewer
    return Share(share, lambda: f"{share:.0%} of the rare words of one stand in the other")


def titles_alike(a: Profile, b: Profile) -> Share | None:
    """The cosine of the words of the titles."""
    share = _cosine(a.title, b.title)
    return Share(share, lambda: _listing("both titles have", a, _common(a.title, b.title))) if share else None


def title_told_by_the_other(a: Profile, b: Profile) -> Share | None:
    """How much of the title of each stands in the text of the other."""
    share = (_covered(a.title, b.words) + _covered(b.title, a.words)) / 2
    return Share(share, lambda: f"{share:.0%} of their titles stands in the text of the other") if share else None


def openings_alike(a: Profile, b: Profile) -> Share | None:
    """The cosine of the words with which they begin."""
    share = _cosine(a.opening, b.opening)
    return Share(share, lambda: _listing("both begin with", a, _common(a.opening, b.opening))) if share else None


def people_shared(a: Profile, b: Profile) -> Share | None:
    """The same family names."""
    return _names(a.people, b.people, "both name", a)


def bodies_shared(a: Profile, b: Profile) -> Share | None:
    """The same organisations."""
    return _names(a.bodies, b.bodies, "both name the body", a)


def places_shared(a: Profile, b: Profile) -> Share | None:
    """The same places, states and parties."""
    return _names(a.places, b.places, "both name the place or party", a)


def events_shared(a: Profile, b: Profile) -> Share | None:
    """Events of the same type with the same people, bodies or places in them."""
    common = sorted(a.events & b.events)
    if not common:
        return None
    return Share(
        min(1.0, len(common) / 4), lambda: f"both tell of {'; '.join(_event(a, each) for each in common[:SHOWN])}"
    )


def days_spoken_of(a: Profile, b: Profile) -> Share | None:
    """The same days named or meant in the text."""
    common = sorted(a.days & b.days)
    return Share(min(1.0, len(common) / 3), lambda: f"both speak of {', '.join(common[:SHOWN])}") if common else None


def same_runs_of_words(a: Profile, b: Profile) -> Share | None:
    """Runs of words in common: one copied the other, or both a third."""
    share = shared(a.runs, b.runs)
    return Share(share, lambda: f"some {share:.0%} of their runs of words are the same") if share else None


def alike_in_meaning(a: Profile, b: Profile) -> Share | None:
    """The cosine of what the telling words mean, from what reports mean on average."""
    if a.meaning is None or b.meaning is None:
        return None
    share = float(a.meaning @ b.meaning)
    return Share(share, lambda: f"taken whole, alike in meaning by {share:.2f}") if share > 0 else None


def both_are_long(a: Profile, b: Profile) -> Share | None:
    """The longer the shorter of the two, the more the two share by chance."""
    length = min(a.length, b.length)
    return Share(min(1.0, log(1 + length) / 7), lambda: f"either has {length} words or more, some shared by chance")


def published_close_together(a: Profile, b: Profile) -> Share | None:
    """Days of publication that are the same or near."""
    gap = _gap(a, b)
    return None if gap is None else Share(exp(-gap / 2), lambda: f"published {_days(gap)}")


def published_within_a_week(a: Profile, b: Profile) -> Share | None:
    """At most seven days between them."""
    gap = _gap(a, b)
    return Share(1.0, lambda: f"published within a week, {_days(gap)}") if gap is not None and gap <= 7 else None


def published_far_apart(a: Profile, b: Profile) -> Share | None:
    """The more days between them the likelier another story, up to a few months."""
    gap = _gap(a, b)
    if not gap:
        return None
    return Share(min(1.0, log(1 + gap / 3) / log(1 + 3 * MONTH / 3)), lambda: f"published {_days(gap)}")


JUDGES: tuple[Judge[Profile], ...] = (
    words_alike,
    rare_words_shared,
    rare_words_that_most_share,
    titles_alike,
    title_told_by_the_other,
    openings_alike,
    people_shared,
    bodies_shared,
    places_shared,
    events_shared,
    days_spoken_of,
    same_runs_of_words,
    alike_in_meaning,
    both_are_long,
    published_close_together,
    published_within_a_week,
    published_far_apart,
)
"""All reasons; what each weighs stands in `lexicon/grouping.toml`."""


@cache
def reasons() -> tuple[Row[Profile], ...]:
    """The table: each reason with its weight."""
    learnt = weights().reasons
    return tuple(Row(judge, learnt[judge.__name__]) for judge in JUDGES)


def likeness(a: Profile, b: Profile) -> Verdict:
    """Why two reports tell one story or do not; the score is in logits, 0 for even odds."""
    verdict = weigh(reasons(), a, b)
    return Verdict(round(verdict.score - weights().even, 4), verdict.reasons)


def score(a: Profile, b: Profile) -> float:
    """The score of `likeness` without its sentences."""
    return round(total(reasons(), a, b) - weights().even, 4)


def chance(score: float) -> float:
    """The chance that a score in logits stands for, 0 to 1."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return min(1.0, fsum(a[each] * b[each] for each in a.keys() & b.keys()))


def _covered(title: Mapping[str, float], text: Mapping[str, float]) -> float:
    whole = fsum(title.values())
    return fsum(title[each] for each in title.keys() & text.keys()) / whole if whole else 0.0


def _common(a: Mapping[str, float], b: Mapping[str, float]) -> list[str]:
    return sorted(a.keys() & b.keys(), key=lambda each: (-min(a[each], b[each]), each))


def _told(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """What the shared ones weigh; where one is common around the one report and not around the other, it is common."""
    return fsum(min(a[each], b[each]) for each in a.keys() & b.keys())


def _names(a: Mapping[str, float], b: Mapping[str, float], said: str, by: Profile) -> Share | None:
    told = _told(a, b)
    if not told:
        return None
    share = min(1.0, told / NAMES_ENOUGH)
    return Share(share, lambda: _listing(said, by, _common(a, b)))


def _listing(said: str, by: Profile, common: list[str]) -> str:
    """The shared words as one of the two spells them."""
    more = f" and {len(common) - SHOWN} more" if len(common) > SHOWN else ""
    return f"{said} {', '.join(by.spelt(each) for each in common[:SHOWN])}{more}"


def _event(by: Profile, held: str) -> str:
    kind, _, name = held.partition(" ")
    return f"{kind} {by.spelt(name)}"


def _gap(a: Profile, b: Profile) -> int | None:
    return None if a.day is None or b.day is None else abs(a.day - b.day)


def _days(gap: int) -> str:
    return "on one day" if gap == 0 else "a day apart" if gap == 1 else f"{gap} days apart"
