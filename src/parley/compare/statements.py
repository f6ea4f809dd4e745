"""Statements: the wordings that reports give of one utterance, and how each stands to the first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from parley.compare.alignment import aligned, placed
from parley.compare.contents import CONTENTS, EXCERPT, quotes_the_same, says_the_same
from parley.compare.echoes import Echoes
from parley.compare.groups import Group, Likeness, Link, bundles, grouped, pairs
from parley.compare.reasons import forbidden, weigh
from parley.compare.resolve import Cast
from parley.compare.utterances import Utterance, utterances
from parley.compare.wordings import APART, ENOUGH, WORDINGS, alike, is_reworded, is_within, postings, trait
from parley.reading import Directness, Reading
from parley.report import Report, Span, stable_id
from parley.story import Reason, Relation, Statement, Wording

ALIGNED: frozenset[Relation] = frozenset({"altered", "fragment", "longer"})
"""Wordings that are laid word by word against the first."""
KINDS: tuple[Directness, ...] = ("direct", "mixed", "indirect")
"""Of wordings of one day the one that quotes most is the first."""
LIKE = 0.5
"""Two wordings of which one is quoted in part are one text where they share so much of their words in order."""
MOST = 0.5
"""A wording is of a statement where it says what so many of its wordings say."""


def statements(
    readings: Sequence[Reading], cast: Cast, said: Sequence[Utterance] | None = None
) -> tuple[Statement, ...]:
    """One statement for each utterance, however many reports carry it; ids come from its first wording.

    `said` are the `utterances` of the same readings, where they are at hand.
    """
    found = utterances(readings, cast) if said is None else said
    same = bundles(found, trait)
    kinds = [_bundle([found[i] for i in positions]) for positions in same]
    groups = _grouped(kinds)
    media = {reading.report.id: reading.report for reading in readings}
    told = [sorted((found[i] for bundle in group.members for i in same[bundle]), key=_first) for group in groups]
    echoes = Echoes(told).of(readings)
    by_report = {reading.report.id: reading for reading in readings}
    made = [
        _aligned(
            replace(
                _statement(each, cast, media),
                wordings=(*_wordings(kinds, group, each), *sorted(echoes.get(number, ()), key=_content)),
            ),
            by_report,
        )
        for number, (group, each) in enumerate(zip(groups, told, strict=True))
    ]
    return tuple(sorted(made, key=lambda statement: statement.id))


def _content(wording: Wording) -> tuple[Span, ...]:
    return wording.content


def _aligned(statement: Statement, readings: Mapping[str, Reading]) -> Statement:
    """With each quotation that is altered or cut laid word by word against the first wording."""
    first, *others = statement.wordings
    if first.kind == "indirect" or not any(each.relation in ALIGNED for each in others):
        return statement
    against = placed(readings[first.report], first.content)
    laid = (
        replace(each, alignment=aligned(against, placed(readings[each.report], each.content)))
        if each.relation in ALIGNED and each.kind != "indirect"
        else each
        for each in others
    )
    return replace(statement, wordings=(first, *laid))


def _statement(told: Sequence[Utterance], cast: Cast, media: Mapping[str, Report]) -> Statement:
    """All of a statement but its wordings."""
    medium = next((media[each.report].quote(each.attribution.medium) for each in told if each.attribution.medium), None)
    return Statement(
        id=_id(told[0]),
        speaker=_speaker(told),
        kind=_kind(told),
        day=_most([each.day for each in told]),
        via=_most([cast.id(each.report, each.attribution.via_entity) for each in told]),
        medium=medium,
        wordings=(),
        stance=_most([each.attribution.stance for each in told]),
    )


def _id(first: Utterance) -> str:
    """By report, cue and content: one content may be passed on by two cues ("had told them, she said, that")."""
    cue = first.attribution.cue
    places = [*([cue] if cue else []), *first.attribution.content]
    return stable_id("statement", first.report, *(str(span.start) for span in places))


def relation(first: Utterance, other: Utterance) -> Relation:
    """How a wording stands to the first wording of its statement; a `part` says something that the first leaves out."""
    if first is other:
        return "first"
    if first.text == other.text:
        return "verbatim"
    if _inside(other, first):
        return "fragment"
    return "longer" if _inside(first, other) else _reworded(first, other)


def _reworded(first: Utterance, other: Utterance) -> Relation:
    """How a wording stands to one of which it has not just the words."""
    says = says_the_same(first, other)
    direct = first.kind == other.kind == "direct"
    if direct and _runs_on(first.text.split(), other.text.split()):
        return "part"
    quoted = "indirect" not in {first.kind, other.kind}
    if quoted and not (direct and is_reworded(first, other)) and (alike(first, other) >= LIKE or (direct and says)):
        return "altered"
    return "paraphrase" if says else "part"


def _runs_on(first: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one ends with the words with which the other begins: two parts of one text that overlap."""
    most = min(len(first), len(other))
    return any(first[-n:] == other[:n] or other[-n:] == first[:n] for n in range(EXCERPT, most))


def _inside(part: Utterance, whole: Utterance) -> bool:
    pieces = part.quoted if part.kind == "mixed" else (part.text,)
    return any(piece and is_within(piece, whole.text) for piece in pieces)


def _grouped(kinds: Sequence[Utterance]) -> tuple[Group, ...]:
    """First what quotes the same words, whatever else is quoted beside them; then what says the same.

    Of these every wording must say what most of the others say, so that a chain of likenesses joins no two utterances.
    """
    quoting, saying = _links(kinds)
    texts = grouped(kinds, quoting, lambda a, b: forbidden(APART, a, b))
    home = {member: number for number, text in enumerate(texts) for member in text.members}
    between = [replace(link, a=home[link.a], b=home[link.b]) for link in saying]
    met = {(link.a, link.b) for link in between} | {(link.b, link.a) for link in between}
    near: Likeness[Group] = Likeness(lambda a, b: float((home[a.members[0]], home[b.members[0]]) in met), MOST)
    joined = grouped(texts, between, lambda a, b: _apart(kinds, a, b), near)
    return tuple(_flat(texts, group) for group in joined)


def _apart(kinds: Sequence[Utterance], one: Group, other: Group) -> bool:
    return any(forbidden(APART, kinds[a], kinds[b]) for a in one.members for b in other.members)


def _flat(texts: Sequence[Group], group: Group) -> Group:
    """A group of groups as one of their members."""
    members = sorted(member for text in group.members for member in texts[text].members)
    links = [*group.links, *(link for text in group.members for link in texts[text].links)]
    return Group(tuple(members), tuple(links))


def _links(found: Sequence[Utterance]) -> tuple[list[Link], list[Link]]:
    """Links of the same words, and links of the same content."""
    quoting: list[Link] = []
    saying: list[Link] = []
    for a, b in pairs(postings(found)):
        verdict = weigh(WORDINGS, found[a], found[b])
        if verdict.score < ENOUGH:
            continue
        if quotes_the_same(found[a], found[b]):
            quoting.append(Link(a, b, verdict.score, verdict.reasons))
            continue
        said = weigh(CONTENTS, found[a], found[b])
        if said.vetoed is None:
            saying.append(Link(a, b, verdict.score + said.score, (*verdict.reasons, *said.reasons)))
    return quoting, saying


def _first(each: Utterance) -> tuple[str, int, int, str, int]:
    return each.published or "9999", KINDS.index(each.kind), -each.length, each.report, each.index


def _bundle(same: Sequence[Utterance]) -> Utterance:
    """One for all reports that give the same words in the same way."""
    return replace(same[0], reports=frozenset(each.report for each in same))


def _wordings(kinds: Sequence[Utterance], group: Group, told: Sequence[Utterance]) -> Iterator[Wording]:
    why: dict[tuple[object, ...], tuple[Reason, ...]] = {}
    for link in group.links:
        for i in (link.a, link.b):
            why.setdefault(trait(kinds[i]), link.reasons)
    for each in told:
        given = each.attribution
        yield Wording(
            report=each.report,
            source=given.source,
            cue=given.cue,
            content=given.content,
            relation=relation(told[0], each),
            kind=given.kind,
            via=given.via,
            attribution=each.index,
            why=() if each is told[0] else why.get(trait(each)) or weigh(WORDINGS, told[0], each).reasons,
        )


def _speaker(told: Sequence[Utterance]) -> str | None:
    """The speaker whom most wordings name; a person known by name before a side."""
    named = [each for each in told if each.person] or [each for each in told if each.speaker]
    return _most([each.speaker for each in named])


def _kind(told: Sequence[Utterance]) -> Directness:
    kinds = {each.kind for each in told}
    return "direct" if "direct" in kinds else "mixed" if "mixed" in kinds else "indirect"


def _most(values: Sequence[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None
