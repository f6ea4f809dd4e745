"""Why two tellings are of one event or cannot be, as a table of reasons with weights (PLOVER's types)."""

from datetime import date

from parley.compare.meaning import likeness
from parley.compare.occasions import lists
from parley.compare.reasons import Row, Share, Veto
from parley.compare.tellings import Telling
from parley.reading import Status

REAL: frozenset[Status] = frozenset({"happened", "planned"})
"""What was or will be; the other statuses say that it may not be."""
ALIKE, SAME = 0.55, 0.85
"""Cosines between which a likeness of meaning counts from nothing to all."""
ECHO, WORDS = 0.75, 3
"""So like in meaning, with so many words in common, two tellings of one day are one whoever took part."""
WEEK = (3, 7)
"""The least and most days that a time counts as several of one week."""
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types of event that several sides do together."""


def different_types(a: Telling, b: Telling) -> Veto | None:
    """Types that no two reports would use for one thing."""
    if a.event.type == b.event.type:
        return None
    return Veto(f"one is {a.event.type}, the other {b.event.type}")


def different_days(a: Telling, b: Telling) -> Veto | None:
    """Days or periods without a day in common; bare weekdays that differ."""
    if _apart(a, b):
        return Veto(f"one was on {a.first or a.value}, the other on {b.first or b.value}")
    return None


def day_and_week(a: Telling, b: Telling) -> Veto | None:
    """A day, and days of its week that are told as several ("earlier this week"), of which no place speaks for one."""
    if not (a.first and b.first) or (a.place and a.place == b.place):
        return None
    lengths = sorted((_length(a), _length(b)))
    if lengths[0] == 1 and WEEK[0] <= lengths[1] <= WEEK[1]:
        return Veto("one was on a day, the other in the days of a week")
    return None


def different_doers(a: Telling, b: Telling) -> Veto | None:
    """What one side does alone, done by another side."""
    known = a.doers - a.unnamed and b.doers - b.unnamed
    if a.event.type in MUTUAL or not known or a.doers & b.doers or _echoes(a, b):
        return None
    return Veto("one was done by another side than the other")


def different_places(a: Telling, b: Telling) -> Veto | None:
    """Two places of which neither lies in the other by any report."""
    if a.place and b.place and a.place not in b.around and b.place not in a.around:
        return Veto(f"one was in {a.place}, the other in {b.place}")
    return None


def different_rounds(a: Telling, b: Telling) -> Veto | None:
    """One is by its words the last, the next or the second of several, the other not, and no day speaks for one."""
    if a.turn == b.turn or (a.first and a.first == b.first):
        return None
    if not a.turn or not b.turn:
        turn = a.turn or b.turn
        return Veto(f"only one is the {turn}") if turn in lists().turns else None
    return Veto(f"one is the {a.turn}, the other the {b.turn}")


def not_yet_come(a: Telling, b: Telling) -> Veto | None:
    """One is told as over in a report that was out before the day of the other."""
    for over, other in ((a, b), (b, a)):
        if is_over(over) and other.first and over.published[:10] < other.first:
            return Veto(f"one was over before {other.first}, the day of the other")
    return None


def strike_or_rally(a: Telling, b: Telling) -> Veto | None:
    """One protest is a strike by the word that names it, the other a rally or a march."""
    if a.event.type == "PROTEST" and a.strikes != b.strikes and a.trigger != b.trigger:
        return Veto("one is a strike, the other a protest in the street")
    return None


def nobody_in_common(a: Telling, b: Telling) -> Veto | None:
    """Participants on both sides, none of them the same or of the same party; who does it is no one it is done to."""
    if not (a.present - a.unnamed and b.present - b.unnamed) or a.parties & b.parties or _echoes(a, b):
        return None
    alike = (a.doers and b.doers) or (a.targets and b.targets)
    if a.event.type not in MUTUAL and not alike:
        return None
    return Veto("no participant of one took part in the other")


def same_participants(a: Telling, b: Telling) -> Share | None:
    """Those who took part, themselves or by their party, by the part of both tellings that they make up."""
    common = sorted(a.present & b.present)
    if common:
        return Share(_part(len(common), a.present, b.present), f"both name {', '.join(common)}")
    sides = sorted(a.parties & b.parties)
    if not a.present or not b.present or not sides:
        return None
    if a.event.type in MUTUAL and len(a.fronts) > 1 and a.fronts == b.fronts:
        return Share(0.9, f"both name somebody of {', '.join(sides)}, and of nobody else")
    return Share(0.7 * _part(len(sides), a.parties, b.parties), f"both name somebody of {', '.join(sides)}")


def the_very_same(a: Telling, b: Telling) -> Share | None:
    """Two or more people, named one by one, whom both tell to have done it together, and nobody else."""
    together = a.event.type in MUTUAL and len(a.who) > 1 and a.who == b.who
    if not together or len(a.fronts) < 2 or a.who <= a.fronts:
        return None
    return Share(1.0, f"both name {', '.join(sorted(a.who))} and nobody else")


def same_day(a: Telling, b: Telling) -> Share | None:
    """One day, or periods that meet."""
    if a.first and b.first and a.first == b.first and a.last == b.last:
        return Share(1.0, f"both on {a.first}")
    if a.first and b.first:
        return Share(0.5, "the periods meet")
    if a.value and a.value == b.value:
        return Share(0.8, f"both say {a.value}")
    return None


def same_place(a: Telling, b: Telling) -> Share | None:
    """One place, or one within the other."""
    if a.place and b.place:
        return Share(1.0 if a.place == b.place else 0.7, f"{a.place} and {b.place}")
    return None


def rare_words_shared(a: Telling, b: Telling) -> Share | None:
    """Names and content words of the clauses in common, weighed by how rare they are among all clauses."""
    common = sorted(a.weights.keys() & b.weights.keys())
    if not common:
        return None
    met = sum(a.weights[term] for term in common)
    one, other = sum(a.weights.values()), sum(b.weights.values())
    share = (2 * met / min(one, other) + met / max(one, other)) / 3
    return Share(share * min(1.0, len(common) / 3), f"shared: {', '.join(common[:6])}")


def alike_in_meaning(a: Telling, b: Telling) -> Share | None:
    """The clauses mean the same in other words; what happened and what is planned needs one day besides."""
    cosine = likeness(a.meaning, b.meaning)
    if cosine is None or cosine <= ALIKE or (a.event.status != b.event.status and not (a.first and a.first == b.first)):
        return None
    return Share((cosine - ALIKE) / (SAME - ALIKE), f"the clauses have a cosine of {cosine:.2f}")


def one_names_nobody(a: Telling, b: Telling) -> Share | None:
    """One day, on which one of them tells of such a thing without saying who took part."""
    if not _one_day(a, b) or (a.present and b.present) or (a.turn and b.turn and a.turn != b.turn):
        return None
    return Share(1.0, "one day, and only one of them says who took part")


def one_crowd(a: Telling, b: Telling) -> Share | None:
    """Protests of one day of which at most one says whose they are."""
    if a.event.type != "PROTEST" or not _one_day(a, b) or (a.doers and b.doers):
        return None
    return Share(1.0, f"both tell of a protest on {a.first}")


def same_trigger(a: Telling, b: Telling) -> Share | None:
    """The words that name the event are the same or synonyms."""
    return Share(1.0, f"both speak of “{a.trigger}”") if a.trigger and a.trigger == b.trigger else None


def one_may_not_be(a: Telling, b: Telling) -> Share | None:
    """One was or will be, the other is only proposed, doubted or denied, and no common day speaks for one thing."""
    if (a.event.status in REAL) == (b.event.status in REAL) or (a.first and a.first == b.first):
        return None
    return Share(1.0, f"one is {a.event.status}, the other {b.event.status}")


def one_is_to_come(a: Telling, b: Telling) -> Share | None:
    """One happened, the other is planned, and no common day speaks for one thing."""
    if {a.event.status, b.event.status} != {"happened", "planned"} or (a.first and a.first == b.first):
        return None
    return Share(1.0, "one is still to come")


def day_of_one_only(a: Telling, b: Telling) -> Share | None:
    """One is dated, the other not, and neither place nor people speak for one thing."""
    if bool(a.first or a.value) == bool(b.first or b.value) or (a.place and b.place) or len(a.present & b.present) > 1:
        return None
    if a.event.type == "AGREE" and a.trigger == b.trigger and len(a.parties & b.parties) > 1:
        return None
    return Share(1.0, "only one of them has a day")


def nothing_but_the_place(a: Telling, b: Telling) -> Share | None:
    """Bare mentions of what went on in one place: "the talks in Velm"."""
    bare = not (a.present or b.present or a.first or b.first or a.value or b.value)
    return Share(1.0, f"both only speak of {a.place}") if bare and a.place and a.place == b.place else None


EVENTS: tuple[Row[Telling], ...] = (
    Row(different_types),
    Row(different_days),
    Row(day_and_week),
    Row(different_places),
    Row(different_rounds),
    Row(not_yet_come),
    Row(different_doers),
    Row(strike_or_rally),
    Row(nobody_in_common),
    Row(same_participants, 0.35),
    Row(the_very_same, 0.25),
    Row(same_day, 0.25),
    Row(same_place, 0.2),
    Row(rare_words_shared, 0.4),
    Row(alike_in_meaning, 0.35),
    Row(one_names_nobody, 0.15),
    Row(one_crowd, 0.1),
    Row(same_trigger, 0.1),
    Row(nothing_but_the_place, 0.2),
    Row(one_may_not_be, -0.3),
    Row(one_is_to_come, -0.1),
    Row(day_of_one_only, -0.1),
)
"""What makes two tellings one event."""


def is_over(each: Telling) -> bool:
    """Whether it is told as having happened on a day that nobody gives."""
    return each.event.status == "happened" and not each.first


def _part(common: int, a: frozenset[str], b: frozenset[str]) -> float:
    return (common / min(len(a), len(b)) + common / len(a | b)) / 2


def _one_day(a: Telling, b: Telling) -> bool:
    """Whether both are told of one and the same single day."""
    return bool(a.first) and a.first == a.last == b.first == b.last


def _echoes(a: Telling, b: Telling) -> bool:
    """Whether two tellings of one day say the same in nearly the same words."""
    cosine = likeness(a.meaning, b.meaning) or 0.0
    return a.first == b.first and cosine >= ECHO and len(a.weights.keys() & b.weights.keys()) >= WORDS


def _length(each: Telling) -> int:
    """Days from the first to the last; none where one of them is open."""
    if not each.first or not each.last:
        return 0
    return (date.fromisoformat(each.last) - date.fromisoformat(each.first)).days + 1


def _apart(a: Telling, b: Telling) -> bool:
    if a.first and b.first:
        return (a.last or "9999") < b.first or (b.last or "9999") < a.first
    weekdays = {each.value for each in (a, b) if each.value and each.value.startswith("XXXX-WXX-")}
    return len(weekdays) > 1
