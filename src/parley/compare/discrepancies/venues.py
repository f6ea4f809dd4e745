"""Venues: one meeting, told to have been in two houses or two rooms."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.compare.discrepancies.contexts import Context, Contexts
from parley.compare.discrepancies.ground import discrepancy, listed
from parley.compare.discrepancies.lists import occasions, sites
from parley.compare.groups import pairs
from parley.compare.meaning import Meanings, Vector, likeness
from parley.compare.reasons import Row, Share, Veto, weigh
from parley.compare.words import fold, stop
from parley.reading import Reading, Token
from parley.report import Span
from parley.story import Discrepancy, Value

ENOUGH = 0.49
"""Two venues whose reasons weigh this much are of one meeting."""
REACH = 7
"""So many tokens after a preposition may belong to the name of a venue."""
BEFORE, AFTER = 7, 12
"""So many tokens before the word that leads to a venue, or after it, stands the word for the meeting."""
DAYS = 3
"""Reports further apart than so many days may tell of two meetings."""
ALIKE, SAME = 0.4, 0.8
"""Cosines between which a likeness of meaning counts from nothing to all."""


@dataclass(frozen=True, slots=True)
class Venue:
    """A house or a room in which a sentence sets a meeting."""

    words: str
    own: frozenset[str]
    """Its words but for the head noun and what says nothing."""
    head: str
    room: bool
    acts: frozenset[str]
    """Words of the sentence for the meeting."""
    days: frozenset[str]
    ahead: bool
    context: Context
    meaning: Vector | None

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.context.place.report


def venue_discrepancies(contexts: Contexts) -> Iterator[Discrepancy]:
    """Sentences of two reports that set one meeting in two houses, or in two rooms; a room and a house make none."""
    ground = contexts.ground
    found = [each for reading in ground.readings for each in _Venues(contexts, reading)]
    told = Known(contexts, found)
    rows = (*ROWS[:3], Row(told.by_one_report), *ROWS[3:], Row(told.like_words, 0.4), Row(told.only_two, 0.25))
    keys: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(found):
        keys["room" if each.room else "house"].append(number)
    links = [(found[a], found[b], weigh(rows, found[a], found[b])) for a, b in pairs(keys)]
    seen: set[frozenset[str]] = set()
    for one, other, verdict in sorted(links, key=lambda link: -link[2].score):
        key = frozenset((_name(one), _name(other)))
        if verdict.score >= ENOUGH and key not in seen:
            seen.add(key)
            same = [[x for x in found if _name(x) == _name(each)] for each in (one, other)]
            values = [Value(x[0].words, tuple(ground.passage(v.context.place) for v in x)) for x in same]
            ways = [f"{x[0].words} in {ground.labels(v.report for v in x)}" for x in same]
            note = f"The reports set one meeting in different places: {listed(sorted(ways))}."
            yield discrepancy("place", values, note, verdict.reasons)


def one_report(a: Venue, b: Venue) -> Veto | None:
    """One report tells of both."""
    return Veto("one report tells of both") if a.report == b.report else None


def one_place(a: Venue, b: Venue) -> Veto | None:
    """Words of one name stand in the other, or the same plain word is all that is told."""
    vague = a.head == b.head and any(each.words.split()[0].casefold() in {"a", "an"} for each in (a, b))
    if vague or a.own & b.own or (a.head == b.head and not (a.own and b.own)) or a.head in b.own or b.head in a.own:
        return Veto("both may be one place")
    return None


def another_meeting(a: Venue, b: Venue) -> Veto | None:
    """Other days, another place in a row, one only planned, or reports days apart."""
    if (a.days and b.days and not a.days & b.days) or a.ahead != b.ahead:
        return Veto("they are told of two days, or one of them is to come")
    if any(sites().further & each.context.around for each in (a, b)):
        return Veto("one of them is told as a further meeting")
    rows = [occasions().ordinals & each.context.around for each in (a, b)]
    return Veto("each is another of a row") if rows[0] and rows[1] and not rows[0] & rows[1] else None


def one_act(a: Venue, b: Venue) -> Share | None:
    """Both sentences tell of a meeting, in the same word or another."""
    shared = sorted(a.acts & b.acts)
    return Share(1.0 if shared else 0.7, f"both tell of a {shared[0] if shared else 'meeting'}")


def same_day(a: Venue, b: Venue) -> Share | None:
    """The day is the same."""
    shared = sorted(a.days & b.days)
    return Share(1.0, f"both speak of {shared[0]}") if shared else None


def same_names(a: Venue, b: Venue) -> Share | None:
    """The same people, bodies or parties are named around both."""
    kinds = ("person", "party", "organisation")
    shared = a.context.named_as(*kinds) & b.context.named_as(*kinds)
    return Share(len(shared) / 2, "both name the same people, bodies or parties") if shared else None


def same_length(a: Venue, b: Venue) -> Share | None:
    """Both tell the same length of time."""
    one, other = ({t.value for t in each.context.times if t.type == "DURATION"} for each in (a, b))
    return Share(1.0, f"both tell of {min(one & other)}") if one & other else None


def alike_in_meaning(a: Venue, b: Venue) -> Share | None:
    """The clauses mean the same."""
    cosine = likeness(a.meaning, b.meaning)
    if cosine is None or cosine <= ALIKE:
        return None
    return Share((cosine - ALIKE) / (SAME - ALIKE), f"the clauses have a cosine of {cosine:.2f}")


ROWS: tuple[Row[Venue], ...] = (
    Row(one_report),
    Row(one_place),
    Row(another_meeting),
    Row(one_act, 0.35),
    Row(same_day, 0.3),
    Row(same_names, 0.3),
    Row(same_length, 0.3),
    Row(alike_in_meaning, 0.4),
)
"""What makes two venues those of one meeting, but for the words and what single reports know."""


class Known:
    """What the reports of a story know of venues."""

    def __init__(self, contexts: Contexts, found: Sequence[Venue]) -> None:
        self.contexts = contexts
        self._told: dict[str, list[Venue]] = defaultdict(list)
        for each in found:
            self._told[each.report].append(each)

    def by_one_report(self, a: Venue, b: Venue) -> Veto | None:
        """A report that has both takes them for two, or for one in the other; far reports may tell of two meetings."""
        for held in self._told.values():
            if any(_may_be(x, a) for x in held) and any(_may_be(x, b) for x in held):
                return Veto("one report has both")
        far = self.contexts.ground.days_between(a.report, b.report) > DAYS
        return Veto("the reports are days apart") if far and not a.days & b.days else None

    def only_two(self, a: Venue, b: Venue) -> Share | None:
        """The story knows no third place of the kind, or hardly one."""
        held = (each for told in self._told.values() for each in told if each.room == a.room)
        others = {_name(each) for each in held if not _may_be(each, a) and not _may_be(each, b)}
        return (
            Share(1.0 / (1 + len(others)), "the reports hardly name another place to meet") if len(others) < 2 else None
        )

    def like_words(self, a: Venue, b: Venue) -> Share | None:
        """Rare words that are shared."""
        shared = sorted((set(a.context.stems) & set(b.context.stems)) - a.own - b.own)
        return Share(self.contexts.alike(a.context, b.context), f"shared: {', '.join(shared[:6])}") if shared else None


class _Venues:
    """The venues of meetings that one report tells of."""

    def __init__(self, contexts: Contexts, reading: Reading) -> None:
        self.contexts = contexts
        self.reading = reading
        self.meanings = Meanings(reading)

    def __iter__(self) -> Iterator[Venue]:
        for sentence in self.reading.sentences:
            tokens = self.reading.tokens[sentence.first : sentence.last]
            words = [fold(self.reading.report.text[token.start : token.end]) for token in tokens]
            met = [at for at, word in enumerate(words) if word in sites().meeting]
            for at in range(len(words) - 1) if met else ():
                if _leads(words, at):
                    near = met[bisect_left(met, at - BEFORE) : bisect_left(met, at + AFTER + 1)]
                    yield from self._at(tokens, words, at + 1, frozenset(words[n] for n in near)) if near else ()

    def _at(self, tokens: Sequence[Token], words: Sequence[str], start: int, acts: frozenset[str]) -> Iterator[Venue]:
        """The venue whose name begins at a word, and the house around it where it is a room of one."""
        end = start
        while end < min(len(words), start + REACH) and (tokens[end].tag[:2] in _NAMED or words[end] in _SMALL):
            end += 1
        while start < end:
            stop_ = next((n for n in range(start, end) if words[n] == "of"), end)
            heads = [n for n in range(start, stop_) if words[n] in sites().rooms | sites().houses]
            room = bool(heads) and words[heads[-1]] in sites().rooms
            last = stop_ if room else end
            if heads:
                venue = self._venue(tokens[start:last], words[start:last], words[heads[-1]], acts)
                yield from () if venue is None else (venue,)
            start = last + 1 if room else end

    def _venue(self, tokens: Sequence[Token], words: Sequence[str], head: str, acts: frozenset[str]) -> Venue | None:
        report = self.reading.report
        place = Span(report.id, tokens[0].start, tokens[-1].end)
        context = self.contexts.of(place)
        if context is None:
            return None
        clause = context.evidence
        beside = (Span(report.id, clause.start, place.start), Span(report.id, place.end, clause.end))
        low = bisect_left(self.reading.tokens, place.start, key=lambda token: token.start)
        return Venue(
            words=" ".join(report.quote(place).split()),
            own=frozenset(w for w in words if w.isalpha() and w not in stop() and w not in sites().plain) - {head},
            head=head,
            room=head in sites().rooms,
            acts=acts,
            days=frozenset(t.first for t in context.times if t.first and t.first == t.last),
            ahead=any(token.tag == "MD" for token in self.reading.tokens[max(0, low - BEFORE) : low]),
            context=context,
            meaning=self.meanings.of(span for span in beside if span.start < span.end),
        )


def _leads(words: Sequence[str], at: int) -> bool:
    """Whether a word leads to a venue: a preposition, or "was" after "the setting"."""
    named = at > 0 and words[at] in {"was", "is"} and words[at - 1] in {"setting", "venue"}
    return named or words[at] in sites().inside | sites().above


_NAMED = frozenset({"NN", "JJ", "DT", "PR", "PO", "CD"})
_SMALL = frozenset({"of", "the", "'s", "’s", "s"})


def _name(each: Venue) -> str:
    return " ".join(sorted({*each.own, each.head}))


def _may_be(one: Venue, other: Venue) -> bool:
    return bool(one.own & other.own) or (one.head == other.head and not (one.own and other.own))
