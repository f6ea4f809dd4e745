"""Claims: what is asserted, aligned over the reports that carry it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest
from itertools import takewhile

from parley.compare.assertions import Assertions
from parley.compare.groups import Group, Likeness, Link, bundles, grouped, pairs
from parley.compare.meaning import covered
from parley.compare.propositions import Proposition
from parley.compare.readable import Readable, Reads
from parley.compare.reasons import Row, Share, Veto, forbidden, weigh
from parley.compare.words import contraries, in_order
from parley.reading import Quantity, Reading
from parley.report import Span, stable_id
from parley.story import Carried, Claim, Discrepancy, Origin, Passage, Reason

ENOUGH = 0.8
"""Two propositions whose reasons weigh this much are one claim."""
AVERAGE = 0.6
"""So much the propositions of two groups must weigh on average before the groups become one claim."""
KEYS = 8
"""A proposition is looked for under so many of its rarest features."""
PASSING = 0.4
"""A period that makes up less of a clause than this is told in passing."""
FIT = (1.0, 0.6, 0.4, 0.2)
"""What a piece is worth as the text of a claim, by how well it can be read alone."""
WIDENED = 0.7
"""What it is worth where more words than its evidence are needed to read it."""
BEGUN = 0.95
"""What it is worth where it begins within a sentence."""
DIVIDING = frozenset({"demands", "rejects", "conditional", "wary"})
"""Stances that make what two sides say two claims."""
NAMED = frozenset({"party", "organisation", "person"})
"""Kinds of sides that are told apart by more than a description."""
LASTING = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
"""Units of which the same number says little: many things last ten days."""
CANDIDATES = 24
"""At most so many pieces of evidence, those that say most in the fewest words, are looked at as the text."""
ALIKE, SAME = 0.6, 0.7
"""Shares of like words between which a likeness of meaning counts from nothing to all."""
DISPUTING = frozenset({"number", "day", "period", "place", "participant", "quotation", "attribution", "outcome"})
"""Kinds of discrepancy that put a claim in doubt; a name or role worded otherwise does not."""


def different_numbers(a: Proposition, b: Proposition) -> Veto | None:
    """Each has a number of the same thing that the other gives otherwise; telling fewer of them is no difference."""
    for unit in sorted({each.unit for each in a.quantities} & {each.unit for each in b.quantities}):
        one, other = ([each for each in side.quantities if each.unit == unit] for side in (a, b))
        if _unmet(one, other) and _unmet(other, one):
            return Veto(f"the numbers of {unit} differ")
    return None


def different_days(a: Proposition, b: Proposition) -> Veto | None:
    """Days in the words themselves that have nothing in common."""
    one, other = [t for t in a.times if t.first and t.last], [t for t in b.times if t.first and t.last]
    if one and other and not any(_on(x.first, x.last, y.first, y.last) for x in one for y in other):
        return Veto(f"one speaks of {one[0].value}, the other of {other[0].value}")
    weekdays = {t.value for t in a.times if t.value.startswith("XXXX-WXX-")}
    others = {t.value for t in b.times if t.value.startswith("XXXX-WXX-")}
    return Veto("they speak of different weekdays") if weekdays and others and not weekdays & others else None


def said_on_different_days(a: Proposition, b: Proposition) -> Veto | None:
    """Said on different days by one speaker or side: two utterances."""
    if a.said_on and b.said_on and a.said_on != b.said_on and a.side == b.side and not _two_people(a, b):
        return Veto(f"one was said on {a.said_on}, the other on {b.said_on}")
    return None


def different_speakers(a: Proposition, b: Proposition) -> Share | Veto | None:
    """Two people, or two sides: quoted words are their own, told words may be of one fact."""
    if a.speaker is None or b.speaker is None or a.speaker == b.speaker:
        return None
    if a.side == b.side and a.side is not None and not _two_people(a, b):
        return None
    return Veto("they have different speakers") if a.quoted or b.quoted else Share(1.0, "they have different speakers")


def stances_of_two_sides(a: Proposition, b: Proposition) -> Veto | None:
    """What two sides want or refuse are two claims, in however like words; what they agree on may be one.

    A side that is only described ("the drivers") may be the other under its name.
    """
    if not {a.stance, b.stance} <= DIVIDING or a.side is None or b.side is None or a.side == b.side:
        return None
    if not {each.partition("-")[0] for each in (a.side, b.side)} <= NAMED:
        return None
    return Veto(f"one is what {a.side} {a.stance}, the other what {b.side} {b.stance}")


def opposite(a: Proposition, b: Proposition) -> Veto | None:
    """One denies what the other says."""
    turned = ((a.negated - b.negated) & b.weights.keys()) | ((b.negated - a.negated) & a.weights.keys())
    return Veto(f"one says of “{min(turned)}” what the other denies") if turned else None


def contrary_words(a: Proposition, b: Proposition) -> Veto | None:
    """One has a word, the other its contrary ("open" and "closed"), and neither has both."""
    for word in a.weights:
        against = contraries().get(word, frozenset())
        met = against & b.weights.keys()
        if met and not (against & a.weights.keys() or word in b.weights) and not a.negated ^ b.negated:
            return Veto(f"one says “{word}”, the other “{min(met)}”")
    return None


def rare_words_shared(a: Proposition, b: Proposition) -> Share | None:
    """Names and content words in common, weighed by how rare they are in the story."""
    common = a.weights.keys() & b.weights.keys()
    if len(common) < 2:
        return None
    ordered = sorted(common)
    met = sum(a.weights[each] for each in ordered)
    one, other = sum(a.weights.values()), sum(b.weights.values())
    share = (2 * met / min(one, other) + met / max(one, other)) / 3
    told = min(1.0, met / (2 * max(_rarity(a), _rarity(b))))
    return Share(share * told, f"shared: {', '.join(ordered[:8])}")


def same_order(a: Proposition, b: Proposition) -> Share | None:
    """Names and content words in the same order, by the part of the shorter that they make up."""
    common = in_order(a.features, b.features)
    shorter = min(len(a.features), len(b.features))
    return Share(common / shorter, f"{common} of them stand in the same order") if common > 2 else None


def alike_in_meaning(a: Proposition, b: Proposition) -> Share | None:
    """Word by word the same or like, as far as the encoder that read the reports can tell."""
    if a.sense is None or b.sense is None:
        return None
    share = covered(a.sense, b.sense)
    if share <= ALIKE:
        return None
    return Share((share - ALIKE) / (SAME - ALIKE), f"{share:.0%} of the words are the same or alike in meaning")


def same_speaker(a: Proposition, b: Proposition) -> Share | None:
    """One speaker, or one side."""
    if a.speaker is None or b.speaker is None:
        return None
    return Share(1.0, "the speaker is the same") if a.speaker == b.speaker else Share(0.5, "the side is the same")


def same_entities(a: Proposition, b: Proposition) -> Share | None:
    """The same people, bodies and places named."""
    common = sorted(a.entities & b.entities)
    return Share(len(common) / 3, f"both name {', '.join(common[:4])}") if common else None


def same_numbers(a: Proposition, b: Proposition) -> Share | None:
    """The same number of the same thing."""
    for one in (each for each in a.quantities if each.unit not in LASTING):
        if any(other.unit == one.unit and (other.low, other.high) == (one.low, one.high) for other in b.quantities):
            return Share(1.0, f"both say {one.low:g} {one.unit}")
    return None


def same_event(a: Proposition, b: Proposition) -> Share | None:
    """Both tell of one event."""
    common = sorted(a.events & b.events)
    return Share(1.0, f"both tell of {common[0]}") if common else None


def same_statement(a: Proposition, b: Proposition) -> Share | None:
    """Wordings of one statement."""
    if a.statement is None or a.statement != b.statement or not a.weights.keys() & b.weights.keys():
        return None
    return Share(1.0 if a.whole and b.whole else 0.5, f"both are wordings of {a.statement}")


CLAIMS: tuple[Row[Proposition], ...] = (
    Row(different_numbers),
    Row(different_days),
    Row(said_on_different_days),
    Row(different_speakers, -0.35),
    Row(stances_of_two_sides),
    Row(opposite),
    Row(contrary_words),
    Row(rare_words_shared, 0.8),
    Row(same_order, 0.1),
    Row(alike_in_meaning, 0.7),
    Row(same_speaker, 0.05),
    Row(same_entities, 0.1),
    Row(same_numbers, 0.3),
    Row(same_event, 0.1),
    Row(same_statement, 0.3),
)
"""What makes two propositions one claim."""


def claims(
    found: Sequence[Proposition], readings: Sequence[Reading], passages: Sequence[Passage], origins: Sequence[Origin]
) -> tuple[Claim, ...]:
    """One claim for each group of propositions that say the same; every proposition stands in exactly one."""
    carried = _Carried(readings, passages, origins)
    same = bundles(found, _trait)
    kinds = [found[positions[0]] for positions in same]
    near: Likeness[Proposition] = Likeness(lambda a, b: weigh(CLAIMS, a, b).score, AVERAGE)
    groups = grouped(kinds, _links(kinds), lambda a, b: forbidden(CLAIMS, a, b), near)
    pages = {reading.report.id: Readable(reading) for reading in readings}
    together = [[found[i] for bundle in group.members for i in same[bundle]] for group in groups]
    made: list[Claim] = []
    for told in Assertions(together, pages):
        members, evidence = told.members, told.evidence
        independent = carried.origins(members)
        reports = tuple(sorted({each.report for each in members}))
        made.append(
            Claim(
                id=stable_id("claim", *(f"{span.report}:{span.start}:{span.end}" for span in evidence)),
                text=_text(members, evidence, pages),
                status=_status(reports, independent),
                statements=tuple(sorted({each.statement for each in members if each.statement})),
                events=tuple(sorted({event for each in members for event in each.events})),
                reports=reports,
                origins=independent,
                evidence=evidence,
                why=_why(groups[told.group]) or _same(members),
            )
        )
    return tuple(sorted(made, key=lambda claim: claim.id))


def disputed(found: Sequence[Claim], discrepancies: Sequence[Discrepancy]) -> tuple[Claim, ...]:
    """The claims, those whose evidence a discrepancy's evidence meets marked as disputed.

    A period told in passing ("the four-year war") disputes only a claim that is about it.
    """
    doubts: dict[str, list[tuple[Span, float]]] = defaultdict(list)
    for each in discrepancies:
        if each.kind in DISPUTING:
            for span in (span for value in each.values for span in value.evidence):
                doubts[span.report].append((span, PASSING if each.kind == "period" else 0.0))
    return tuple(
        replace(claim, status="disputed")
        if any(_doubted(span, doubt, least) for span in claim.evidence for doubt, least in doubts.get(span.report, ()))
        else claim
        for claim in found
    )


def _doubted(span: Span, doubt: Span, least: float) -> bool:
    common = min(span.end, doubt.end) - max(span.start, doubt.start)
    return common > 0 and common >= least * (span.end - span.start)


class _Carried:
    """Which origins carry a claim: reports that share the very words of it count as one."""

    def __init__(self, readings: Sequence[Reading], passages: Sequence[Passage], origins: Sequence[Origin]) -> None:
        self.origin = {report: origin.id for origin in origins for report in origin.reports}
        self.published = {reading.report.id: reading.report.published or "9999" for reading in readings}
        self.passages: dict[str, list[tuple[Span, int]]] = defaultdict(list)
        for number, passage in enumerate(passages):
            for span in passage.spans:
                self.passages[span.report].append((span, number))

    def origins(self, members: Sequence[Proposition]) -> tuple[str, ...]:
        """One origin for each independent line, that of the line's first report."""
        lines: dict[str, set[str]] = defaultdict(set)
        for each in members:
            own = self.origin.get(each.report)
            if own is not None:
                lines[own].update((each.report, *(f"#{number}" for number in self._copied(each))))
        kept: list[tuple[str, set[str]]] = []
        for origin, holding in sorted(lines.items(), key=lambda item: (self._first(item[1]), item[0])):
            if not any(holding & {mark for mark in other if mark.startswith("#")} for _, other in kept):
                kept.append((origin, holding))
        return tuple(sorted(origin for origin, _ in kept))

    def _first(self, holding: set[str]) -> tuple[str, str]:
        return min((self.published[report], report) for report in holding if not report.startswith("#"))

    def _copied(self, each: Proposition) -> Iterator[int]:
        """Passages outside quotations that make up most of a proposition."""
        if each.quoted:
            return
        for span, number in self.passages.get(each.report, ()):
            common = min(span.end, each.span.end) - max(span.start, each.span.start)
            if 10 * common >= 6 * (each.span.end - each.span.start):
                yield number


def _status(reports: Sequence[str], independent: Sequence[str]) -> Carried:
    if len(reports) < 2:
        return "single"
    return "corroborated" if len(independent) > 1 else "repeated"


def _trait(each: Proposition) -> tuple[object, ...]:
    """All that the rows ask of a proposition."""
    said = (each.statement, each.whole, each.speaker, each.side, each.person, each.quoted, each.said_on, each.stance)
    numbers = tuple((q.unit, q.low, q.high) for q in each.quantities)
    days = tuple((t.value, t.first, t.last) for t in each.times)
    return (each.features, said, numbers, days, each.negated, each.events)


def _links(found: Sequence[Proposition]) -> Iterator[Link]:
    held: dict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(found):
        for feature in sorted(each.weights, key=lambda f: (-each.weights[f], f))[:KEYS]:
            held[feature].append(i)
        if each.statement:
            held[each.statement].append(i)
    for a, b in pairs(held):
        verdict = weigh(CLAIMS, found[a], found[b])
        if verdict.score >= ENOUGH:
            yield Link(a, b, verdict.score, verdict.reasons)


def _text(members: Sequence[Proposition], evidence: Sequence[Span], pages: Mapping[str, Readable]) -> str:
    """The evidence that reads best alone and shares most with the others in the fewest words."""
    shared = _counts(members)
    ordered = sorted(members, key=lambda each: each.span)

    def terse(span: Span) -> tuple[float, Span]:
        low = bisect_left(ordered, span, key=lambda each: each.span)
        near = ordered[low : low + CANDIDATES]
        held = list(takewhile(lambda each: each.report == span.report and each.span.start < span.end, near))
        told = sum(shared[feature] > 1 for each in held for feature in each.weights)
        return (-(told + 1) / (sum(len(each.features) for each in held) + 4), span)

    def worth(span: Span) -> tuple[float, Span]:
        page = pages[span.report]
        shown = page.shown(span)
        fit = FIT[page.reads(shown)] * (WIDENED if page.reads(span) >= Reads.WITHIN else 1.0)
        begun = BEGUN if page.text[shown.start].islower() else 1.0
        return (fit * begun * terse(span)[0], span)

    best = min(nsmallest(CANDIDATES, evidence, key=terse), key=worth)
    page = pages[best.report]
    return page.reading.report.quote(page.shown(best))


def _counts(members: Sequence[Proposition]) -> dict[str, int]:
    counted: dict[str, int] = defaultdict(int)
    for each in members:
        for feature in each.weights:
            counted[feature] += 1
    return counted


def _why(group: Group) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reason for link in group.links for reason in link.reasons))


def _same(members: Sequence[Proposition]) -> tuple[Reason, ...]:
    """Why propositions of the same words are one."""
    return weigh(CLAIMS, members[0], members[1]).reasons if len(members) > 1 else ()


def _rarity(each: Proposition) -> float:
    """The weight of its rarest feature."""
    return max(each.weights.values())


def _two_people(a: Proposition, b: Proposition) -> bool:
    return a.person and b.person and a.speaker != b.speaker


def _unmet(some: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    return any(not any(_meet(one, other) for other in others) for one in some)


def _meet(a: Quantity, b: Quantity) -> bool:
    return a.low <= b.high and b.low <= a.high


def _on(first: str | None, last: str | None, other: str | None, until: str | None) -> bool:
    return (first or "") <= (until or "9999") and (other or "") <= (last or "9999")
