"""Quotations: one utterance quoted with different words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.orphans import Orphans
from parley.compare.discrepancies.wordings import (
    Change,
    Cut,
    Quoted,
    changes,
    cut_short,
    holds,
    quoted_sentences,
    same_sentence,
)
from parley.compare.words import content, words
from parley.report import Span
from parley.story import Discrepancy, Reason, Statement, Value

ALIKE = 0.5
"""Two quoted sentences of one statement from here on are wordings of one sentence."""
SHORTEST = 4
"""Words of a quoted sentence that is compared; a fragment needs one more, and nearly all of them shared."""
APART = 3
"""Days between two reports from which on like words are taken for words of another day."""
BESIDE = 240
"""Letters beside a quotation within which its report may tell the words that it leaves out."""
MOST = 64
"""Quoted sentences of one statement that are compared."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A quoted sentence, and which wording of the statement it stands in."""

    wording: int
    words: Quoted


@dataclass(frozen=True, slots=True)
class Version:
    """One way in which a sentence is quoted: the sentences that have it or an excerpt of it."""

    heard: tuple[Heard, ...]

    @property
    def fullest(self) -> Quoted:
        """The longest of them, the first where several are."""
        return min((each.words for each in self.heard), key=lambda words: (-len(words.tokens), words.span))

    @property
    def wordings(self) -> frozenset[int]:
        """Which wordings of the statement have it."""
        return frozenset(each.wording for each in self.heard)

    @property
    def reports(self) -> frozenset[str]:
        """Which reports have it: two versions of which the same reports have both part no report from another."""
        return frozenset(each.words.span.report for each in self.heard)


@dataclass(frozen=True, slots=True)
class Parted:
    """A sentence of a statement that is quoted in two or more versions."""

    versions: tuple[Version, ...]

    @property
    def is_between_reports(self) -> bool:
        """Whether two versions have each a report that has not the other: a headline that cuts its own report's words,
        or a report that gives both, parts nobody.
        """
        return any(
            one.reports - other.reports and other.reports - one.reports for one, other in combinations(self.versions, 2)
        )


def quotation_discrepancies(ground: Ground) -> Iterator[Discrepancy]:
    """Statements of which two wordings put different words into quotation marks.

    An excerpt, an ellipsis, a bracket, a contraction and a spelling are no difference; a quotation that is closed
    before a condition is one. Sentences that part the reports alike stand in one discrepancy.
    """
    orphans = Orphans(ground)
    for statement in ground.compared.statements:
        heard = _heard(ground, statement)
        heard = sorted([*heard, *_unattributed(statement, heard, orphans)], key=_place)[:MOST]
        alike: dict[frozenset[frozenset[int]], list[Parted]] = defaultdict(list)
        for parted in _parted(ground, heard):
            if parted.is_between_reports:
                alike[frozenset(version.wordings for version in parted.versions)].append(parted)
        for group in alike.values():
            yield _found(ground, statement, group)


def _heard(ground: Ground, statement: Statement) -> list[Heard]:
    found = [
        Heard(number, words)
        for number, wording in enumerate(statement.wordings)
        if wording.kind != "indirect" and wording.report in ground.reading
        for words in quoted_sentences(ground.reading[wording.report], wording.content)
        if len(words.tokens) >= SHORTEST
    ]
    return sorted(found, key=_place)[:MOST]


def _unattributed(statement: Statement, heard: Sequence[Heard], orphans: Orphans) -> Iterator[Heard]:
    """Like sentences of other reports that no attribution holds, after words that name the speaker."""
    met = {each.words.span for each in heard}
    numbers: dict[str, int] = {}
    for each in heard:
        for orphan in orphans.like(each.words):
            speaks = any(who.id == statement.speaker for who in orphan.named)
            if speaks and orphan.words.span not in met:
                met.add(orphan.words.span)
                number = numbers.setdefault(orphan.words.span.report, len(statement.wordings) + len(numbers))
                yield Heard(number, orphan.words)


def _place(each: Heard) -> tuple[Span, int]:
    return each.words.span, each.wording


def _parted(ground: Ground, heard: Sequence[Heard]) -> Iterator[Parted]:
    """Groups of sentences that are one sentence, where they come in versions that differ."""
    for group in _groups(ground, heard):
        versions = _versions(ground, group)
        if len(versions) > 1:
            yield Parted(tuple(versions))


def _groups(ground: Ground, heard: Sequence[Heard]) -> list[list[Heard]]:
    """Sentences joined to their best counterpart in each other wording, where each is the other's best."""
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for (i, one), (j, other) in combinations(enumerate(heard), 2):
        near = ground.days_between(one.words.span.report, other.words.span.report) <= APART
        if one.wording != other.wording and (near or holds(one.words, other.words)):
            score = _score(one.words, other.words)
            for place, wording, partner in ((i, other.wording, j), (j, one.wording, i)):
                if score > best.get((place, wording), (0.0, 0))[0]:
                    best[place, wording] = (score, partner)
    home = list(range(len(heard)))
    for (place, _), (score, partner) in sorted(best.items()):
        if score >= ALIKE and best[partner, heard[place].wording][1] == place:
            old, new = max(home[place], home[partner]), min(home[place], home[partner])
            home = [new if each == old else each for each in home]
    groups: dict[int, list[Heard]] = defaultdict(list)
    for number, each in enumerate(heard):
        groups[home[number]].append(each)
    return [group for group in groups.values() if len(group) > 1]


def _score(one: Quoted, other: Quoted) -> float:
    score = 1.0 if holds(one, other) else same_sentence(one, other)
    fragments = not (one.ends and other.ends) and min(len(one.tokens), len(other.tokens)) < 2 * SHORTEST
    return score if not fragments or score >= 0.7 else 0.0


def _versions(ground: Ground, group: Sequence[Heard]) -> list[Version]:
    """The versions of a sentence; an excerpt belongs to the one version that has it, else to none."""
    ordered = sorted(group, key=lambda each: (-len(each.words.tokens), each.words.span))
    heads: list[list[Heard]] = []
    for each in ordered:
        fitting = [head for head in heads if not _differ(ground, head[0].words, each.words)]
        if len(fitting) == 1:
            fitting[0].append(each)
        elif not fitting:
            heads.append([each])
    return [Version(tuple(head)) for head in heads]


def _differ(ground: Ground, one: Quoted, other: Quoted) -> bool:
    return bool(changes(one, other)) or _missed(ground, one, other) is not None


def _missed(ground: Ground, one: Quoted, other: Quoted) -> Cut | None:
    """What the shorter wording cuts off, unless its report tells most of it right beside the quotation."""
    cut = cut_short(one, other)
    if cut is None:
        return None
    lost = set(content(words(ground.quote(cut.lost))))
    return None if lost and 3 * len(lost & _beside(ground, cut.short.span)) > 2 * len(lost) else cut


def _beside(ground: Ground, span: Span) -> set[str]:
    """Stems of the words before a quotation in its paragraph, and of those shortly after it."""
    text = ground.reading[span.report].report.text
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - BESIDE)
    pieces = words(text, start, span.start), words(text, span.end, min(len(text), span.end + BESIDE))
    return {stem for piece in pieces for stem in content(piece)}


def _found(ground: Ground, statement: Statement, group: Sequence[Parted]) -> Discrepancy:
    spans: dict[frozenset[int], list[Span]] = defaultdict(list)
    for parted in group:
        for version in parted.versions:
            spans[version.wordings].extend(each.words.span for each in version.heard)
    values = [Value(_value(ground, group, wordings), tuple(places)) for wordings, places in spans.items()]
    speaker = ground.entity.get(statement.speaker or "")
    who = speaker.name if speaker else "one speaker"
    sentences = [sentence for parted in group for sentence in _sentences(ground, parted)]
    note = f"The reports quote {who} with different words: {'; '.join(sentences[:3])}."
    why = (
        Reason("one statement", 1.0, f"the wordings are taken for one utterance of {who}"),
        Reason("words differ in quotation marks", 1.0, sentences[0]),
    )
    return discrepancy("quotation", values, note, why)


def _value(ground: Ground, group: Sequence[Parted], wordings: frozenset[int]) -> str:
    """The words of one side, sentence after sentence."""
    fullest = [v.fullest.span for parted in group for v in parted.versions if v.wordings == wordings]
    return " … ".join(ground.quote(span) for span in fullest)


def _sentences(ground: Ground, parted: Parted) -> Iterator[str]:
    """What differs, in clauses for a note: each further version against the first."""
    first = min(parted.versions, key=lambda version: version.fullest.span)
    for version in sorted(parted.versions, key=lambda each: each.fullest.span):
        if version is first:
            continue
        here, there = first.fullest, version.fullest
        cut = _missed(ground, here, there)
        if cut is not None:
            yield _cut(ground, cut)
        else:
            shown = [_change(ground, first, version, change) for change in changes(here, there)]
            yield listed(shown[:2])


def _cut(ground: Ground, cut: Cut) -> str:
    here, there = ground.label(cut.short.span.report), ground.label(cut.lost.report)
    if cut.is_front:
        return f"{here} begins the sentence where {there} has {_said(ground, cut.lost)} before"
    return f"{here} closes the sentence where {there} goes on {_said(ground, cut.lost)}"


def _change(ground: Ground, first: Version, version: Version, change: Change) -> str:
    here, there = first.fullest.span.report, version.fullest.span.report
    one, other = _said(ground, change.one), _said(ground, change.other)
    return f"{ground.label(here)} has {one} where {ground.label(there)} has {other}"


def _said(ground: Ground, span: Span | None) -> str:
    return quoted(ground.quote(span), 60) if span else "nothing"
