"""Time expressions with their TIMEX3 values (TimeML), resolved against publication, utterance or the last date told."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from parley.annotate.numerals import letters
from parley.annotate.parse import Parse
from parley.annotate.tenses import Predicates, Tense, VerbGroup, predicates, tense_at
from parley.annotate.time import clock, dates, durations, relative
from parley.annotate.time.joined import CLOCK, joined
from parley.annotate.time.measures import measured
from parley.annotate.time.moments import Moment, Placed, Rule, Sense
from parley.annotate.time.signals import signalled
from parley.annotate.time.standing import stands
from parley.annotate.wordlists import words
from parley.reading import TimeExpression
from parley.report import Span

_HEADLINES = frozenset({"title", "subtitle", "heading"})
_ARRANGED = frozenset({"weekday", "day before", "day after"})
"""Rules of dates after which "for" names what something is arranged for."""
_FULL_DATES = frozenset({"iso", "numeric", "day before", "day after"})
_TENSED = (
    frozenset(
        {
            "weekday",
            "month",
            "day before",
            "day after",
            "days before",
            "days after",
            "the",
            "season",
            "quarter",
            "holiday",
        }
    )
    | CLOCK
)
_ON = frozenset({"from", "starting", "beginning"})
"""Words before a day on which what an infinitive says begins ("voted to go back from Thursday")."""
_PORTION = re.compile(
    r"(?:\bthe\s+)?(?:\bvery\s+)?\b(?:beginning|start|middle|end|close|outset|early|late|earlier|later)\s+(?:of|in)"
    r"\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
"""What makes a date a part of itself; the words that say where it points stand before that."""
_LEAD = 40
"""Characters before a match among which that stands."""
_UNTIL = frozenset({"until", "till", "by"})
_BOUND = _UNTIL | {"before", "effective"}
"""Words before the end of a time, or its beginning by an agreement: told in the past, it may still be to come."""
_GIVEN = frozenset({"give", "gives", "gave", "given", "have", "has", "had", "extended", "extends", "prolonged"})
"""Words for time that is given: what follows "until" is still to come ("gave the city until Friday")."""
_NEARBY = 20
"""Time expressions around a quotation that may be the day of the utterance."""
_NEAR = 5
"""Words between a verb of speaking and the day on which it was spoken."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a dateline, that is searched: characters, tokens, and the kind of its block."""

    start: int
    end: int
    first: int
    last: int
    kind: str
    block: int


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a rule in a piece, before it is read; `quote` is the index of the quotation around it, or -1."""

    rule: Rule
    match: re.Match[str]
    piece: int
    quote: int


def times(parse: Parse) -> tuple[TimeExpression, ...]:
    """All time expressions of the running text and the dateline, in text order, none inside another."""
    reader = _Reader(parse)
    placed = joined(parse.report.text, reader.placed())
    return tuple(_expression(parse, item) for item in placed)


def impossible(parse: Parse) -> tuple[Span, ...]:
    """Dates that the calendar does not have ("31 June", "2031-02-30"), which are read as no day."""
    rules = [rule for rule in dates.rules() if rule.name in {"iso", "day before", "day after"}]
    nowhere = Moment(None, "none")
    found = {
        match.span(): parse.report.span(*match.span())
        for piece in _pieces(parse)
        for rule in rules
        for match in rule.pattern.finditer(parse.report.text, piece.start, piece.end)
        if rule.read(match, nowhere) is None
    }
    return tuple(found[place] for place in sorted(found))


@cache
def _rules() -> tuple[Rule, ...]:
    return (*dates.rules(), *relative.rules(), *clock.rules(), *durations.rules())


def _pieces(parse: Parse) -> list[Piece]:
    blocks = parse.report.blocks
    pieces = [
        Piece(s.start, s.end, s.first, s.last, blocks[s.block].kind if s.block < len(blocks) else "paragraph", s.block)
        for s in parse.sentences
    ]
    for index, block in enumerate(blocks):
        if block.kind == "dateline":
            pieces.append(Piece(block.start, block.end, parse.at(block.start), parse.at(block.end), block.kind, index))
    return sorted(pieces, key=lambda piece: piece.start)


class _Reader:
    """Reads one report: first what its author says, then, against the day of utterance, what is quoted."""

    def __init__(self, parse: Parse) -> None:
        self.parse, self.text = parse, parse.report.text
        self.pieces = _pieces(parse)
        self.starts = [piece.start for piece in self.pieces]
        self.spoken_on: dict[int, date | None] = {}
        self.quotes = [q for q in parse.quotations if q.depth == 0]
        self.quote_starts = [q.start for q in self.quotes]
        self.found = [found for index in range(len(self.pieces)) for found in self.matches(index)]
        self.verbs: dict[int, Predicates] = {}

    def matches(self, index: int) -> Iterator[Found]:
        """Matches of all rules in a piece: the leftmost first, of those at one place the longest."""
        piece = self.pieces[index]
        inside = letters(self.text[piece.start : piece.end])
        all_rules = [
            (match.start(), -match.end(), order, match)
            for order, rule in enumerate(_rules())
            if not any(map(inside.isdisjoint, rule.needs))
            for match in rule.pattern.finditer(self.text, piece.start, piece.end)
        ]
        for start, _, order, match in sorted(all_rules, key=lambda item: item[:3]):
            yield Found(_rules()[order], match, index, self.quotation(start))

    def quotation(self, offset: int) -> int:
        """Index of the outermost quotation around a character, or -1."""
        at = bisect_right(self.quote_starts, offset) - 1
        return at if at >= 0 and offset < self.quotes[at].end else -1

    def placed(self) -> list[Placed]:
        """The expressions as read, in text order."""
        today = self.today()
        told = self.read([found for found in self.found if found.quote < 0], today, None)
        quoted = self.read([found for found in self.found if found.quote >= 0], today, told)
        return sorted([*told, *quoted], key=lambda item: item.start)

    def today(self) -> date | None:
        """The day of publication, else a full date in the dateline, else one that stands with its weekday."""
        published = _day_of(self.parse.report.day)
        if published:
            return published
        own = [found for found in self.found if found.rule.name in _FULL_DATES and found.match["year"]]
        lines = [found for found in own if self.pieces[found.piece].kind == "dateline"]
        for found in [*lines, *own]:
            sense = found.rule.read(found.match, Moment(None, "none"))
            weekday = found.match.groupdict().get("weekday")
            named = weekday and sense and sense.first and dates.weekday_number(weekday) == sense.first.isoweekday()
            if sense and (named or found in lines):
                return sense.first
        return None

    def read(self, found: Sequence[Found], today: date | None, told: list[Placed] | None) -> list[Placed]:
        """Reads matches in text order; for quotations, `told` holds the expressions outside them."""
        placed: list[Placed] = []
        last, told_at = 0, -9
        moment = Moment(today, "none")
        for item in found:
            start, end = item.match.span()
            lower = max(self.pieces[item.piece].start, last)
            if start < last or not stands(self.parse, item.rule.name, item.match, lower):
                continue
            if told is not None:
                day = self.utterance(item.quote, told) or today
                moment = moment if moment.today == day else Moment(day, "none")
            here = replace(moment, tense=self.tense(item), fresh=item.piece - told_at < 3)
            sense = item.rule.read(item.match, here)
            if sense:
                placed.append(signalled(self.text, lower, Placed(start, end, sense, item.rule.name), here))
                moment, last = _after(here, sense), end
                told_at = item.piece if sense.days and sense.first == sense.last else told_at
        return placed

    def tense(self, item: Found) -> Tense:
        """Tense of the clause around a match, as far as its rule asks for it."""
        if item.rule.name not in _TENSED:
            return "none"
        piece = self.pieces[item.piece]
        verbs = self.predicates(item.piece)
        token = self.opening(item.match.start(), piece.start)
        before = [self.parse.lower(index) for index in range(max(token - 3, piece.first), token)]
        word = before[-1] if before else ""
        if self.coming(before, verbs, token) or self.arranged(item, word) or self.heralded(piece, verbs, token):
            return "future"
        if word in {"since", "after", "following"}:
            return "past"
        tense = tense_at(self.parse, verbs, token)
        if tense == "past" and word in _BOUND:
            return "none"
        return self.present(piece, verbs, token) if tense == "present" else tense

    def opening(self, start: int, lower: int) -> int:
        """The token where "the middle of" or "early in" begins before a match, else that of the match."""
        lead = _PORTION.search(self.text, max(lower, start - _LEAD), start)
        return self.parse.at(lead.start() if lead else start)

    def coming(self, before: Sequence[str], verbs: Predicates, token: int) -> bool:
        """Whether the words before a match at a token, and the verb groups beside it, look ahead."""
        word, last = before[-1] if before else "", verbs.before(token)
        if any(each in words("times", "coming") for each in before):
            return True
        if word in {"since", "after", "following"}:
            return False
        if last >= 0 and word in _ON and (verbs.groups[last].to or self.proposed(verbs.groups[last])):
            return True
        if last >= 0 and word in _UNTIL and self.lasts(verbs.groups[last]):
            return True
        following = verbs.groups[last + 1 :][:1]
        joined = any(self.parse.tokens[at].tag == "CC" for group in following for at in range(token, group.first))
        return not joined and any(self.parse.lower(group.head) in words("times", "coming") for group in following)

    def arranged(self, item: Found, word: str) -> bool:
        """Whether a day is that for which something is arranged ("called an assembly for Monday")."""
        possessed = self.text[item.match.end() : item.match.end() + 1] in {"'", "’"}
        return word == "for" and item.rule.name in _ARRANGED and not possessed

    def heralded(self, piece: Piece, verbs: Predicates, token: int) -> bool:
        """Whether a line without a verb tells what is next ("Next round of talks on Thursday")."""
        ahead = any(self.parse.lower(index) == "next" for index in range(piece.first, min(piece.first + 2, token)))
        return ahead and not verbs.groups

    def proposed(self, group: VerbGroup) -> bool:
        """Whether a verb only says what is wanted or offered ("proposed a supplement from January")."""
        return self.parse.lower(group.head) in words("times", "aims")

    def lasts(self, group: VerbGroup) -> bool:
        """Whether what is told holds still: in the perfect, as an aim, or as time that somebody is given."""
        still = group.perfect and self.parse.lower(group.first) != "had"
        return still or group.to or self.parse.lower(group.head) in _GIVEN

    def predicates(self, piece: int) -> Predicates:
        """The verb groups of a piece, found once."""
        if piece not in self.verbs:
            self.verbs[piece] = predicates(self.parse, self.pieces[piece].first, self.pieces[piece].last)
        return self.verbs[piece]

    def present(self, piece: Piece, verbs: Predicates, token: int) -> Tense:
        """The past in headlines, in lines without a stop and beside verbs of speaking, else the future."""
        if piece.kind in _HEADLINES or self.parse.word(piece.last - 1)[-1].isalnum():
            return "past"
        before = verbs.before(token)
        if before < 0:
            return "future" if token - piece.first <= 1 else "past"
        return "past" if self.parse.lower(verbs.groups[before].head) in words("times", "utterance") else "future"

    def utterance(self, quote: int, told: list[Placed]) -> date | None:
        """The day beside a verb of speaking in the sentences around a quotation, else in the sentence before it."""
        if quote not in self.spoken_on:
            self.spoken_on[quote] = self.around(quote, told)
        return self.spoken_on[quote]

    def around(self, quote: int, told: list[Placed]) -> date | None:
        """The same, searched for."""
        quotation = self.quotes[quote]
        first = max(bisect_right(self.starts, quotation.start) - 1, 0)
        last = max(bisect_right(self.starts, quotation.end - 1) - 1, first)
        before = first - 1 if first and self.pieces[first - 1].block == self.pieces[first].block else first
        for low, high in ((first, last), (before, before)):
            day = self.spoken(told, self.pieces[low].start, self.pieces[high].end)
            if day:
                return day
        return None

    def spoken(self, told: list[Placed], start: int, end: int) -> date | None:
        """The first single day between two characters that stands close to a verb of speaking."""
        at = bisect_left(told, start, key=lambda item: item.start)
        for item in told[at : at + _NEARBY]:
            if item.start >= end:
                break
            token = self.parse.at(item.start)
            near = [self.parse.lower(index) for index in range(max(token - _NEAR, 0), token)]
            day = item.sense.days
            if day and day.first == day.last and not words("times", "utterance").isdisjoint(near):
                return day.first
        return None


def _day_of(text: str | None) -> date | None:
    """The day of an ISO text; None where there is none or the calendar has no such day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _after(moment: Moment, sense: Sense) -> Moment:
    """The moment once an expression has been told: later ones may count from it."""
    if sense.type not in {"DATE", "TIME"} or sense.value.endswith("_REF"):
        return moment
    weekday = re.match(r"XXXX-WXX-(\d)", sense.value)
    if not weekday and (not sense.first or sense.first != sense.last):
        return replace(moment, value=sense.value)
    day, number = (None, int(weekday[1])) if weekday else (sense.first, None)
    moment = replace(moment, day=day, weekday=number, value=sense.value)
    return moment if moment.ahead else replace(moment, past_day=day, past_weekday=number)


def _expression(parse: Parse, item: Placed) -> TimeExpression:
    sense = item.sense
    measures = None
    if sense.type == "DURATION":
        measures = measured(parse, parse.at(item.start), parse.at(item.end))
    return TimeExpression(
        span=parse.report.span(item.start, item.end),
        type=sense.type,
        value=sense.value,
        modifier=sense.modifier,
        first=sense.first.isoformat() if sense.first else None,
        last=sense.last.isoformat() if sense.last else None,
        shortest=sense.shortest,
        longest=sense.longest,
        measures=measures,
    )
