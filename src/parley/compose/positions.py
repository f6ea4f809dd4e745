"""Where each party stands on each issue: every term of an issue beside the stance that governs it and who holds it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from parley.compose.bearing import bears, is_aside, is_object, is_some, is_wanted, tagged
from parley.compose.cast import Cast
from parley.compose.focus import Focus, focus
from parley.compose.governing import Governed, Scene, conditioned, governing, is_noun, meant, voice
from parley.compose.holders import holders, speakers
from parley.compose.lens import Lens, hostile, vague, wholes
from parley.compose.phrases import Naming, Phrase
from parley.compose.raising import Raised, has_stance, raised
from parley.compose.said import Said, around
from parley.compose.sides import is_nameless
from parley.compose.terms import Hit, Terms, fold, singular
from parley.reading import Reading, Sentence, Stance
from parley.report import RUNNING, Span

_BEFORE_NOUN = frozenset({"DT", "JJ", "JJR", "JJS", "CD", "PRP$", "CC", "RB", "``", "VBN"})
_QUESTION = re.compile(r"(?:why|how|who|whose|where)\b")
_POINTING = re.compile(
    r"\s*(?:for |to |on |that )?(?:(?:an? |the |any )?(?:[\w-]+ ){0,2}one|it|them|this|these|those)\b"
)

_THAT = "that "
"""What opens a clause that is said."""

CLOSEST = 4
"""Characters between a verb of saying and what is said when both are shown as one stretch."""

AGENT = 40
"""Characters between what is said and a verb behind it when both are shown as one stretch ("a phrase they reject")."""

NEAREST = 7
"""Tokens behind a verb within which its object begins."""

LAST = 3
"""So many noun phrases of a sentence may be meant by the next one's "it"."""

BEFORE = 400
"""Characters before a stance within which its sentence says what it is on."""

LONGEST_NAME = 120
"""Characters within which a name that holds a term begins."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One party's stance on one issue at one place of one report, with what shows it."""

    issue: str
    """Key of the lens's issue; empty where the lens lists none of its words."""
    party: str
    stance: Stance
    evidence: tuple[Span, ...]
    statement: str | None
    day: str | None
    by: str | None
    account: str | None
    condition: Span | None
    cue: str
    """The words by which the stance shows."""
    focus: Focus
    """The clause in which the issue is named, or the most of it that is not too long."""
    about: tuple[Phrase, ...] = ()
    """The noun phrases on which it is taken, where it was found by its stance and not by a word of the lens."""
    quoted: bool = False
    """Whether it rests on a direct quotation, whose nouns may be figures of speech."""
    backs: bool = False
    """Whether its evidence are the party's own words straight after the report told where it stands."""
    outright: bool = True
    """Whether a word of the lens by which it was found is what the stance is on, and in no clause behind that."""
    likeness: float | None = None
    """How like it is in meaning to the issue, where no word of it names that."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What is spoken of: the lens's issue or none, and noun phrases."""

    issue: str
    about: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands found by their stance are weighed with: noun phrases, who is who, and the lens's terms here."""

    naming: Naming
    cast: Cast
    issues: list[Hit]


def stands(reading: Reading, said: tuple[Said, ...], lens: Lens, cast: Cast) -> Iterator[Stand]:
    """Every stand that a report's running text shows, in order; headings are passed over."""
    text = fold(reading.report.text)
    naming = Naming(reading, cast)
    topic: Topic | None = None
    block = -2
    for sentence in reading.sentences:
        kind = reading.report.blocks[sentence.block].kind
        if kind not in RUNNING or kind == "heading":
            continue
        scene = _scene(reading, text, sentence, around(said, sentence.start, sentence.end), lens)
        named = lens.issue_terms.find(text, sentence.start, sentence.end)
        issues = [term for term in named if not _in_name(reading, term, cast)]
        listed = list(chain.from_iterable(_stand(scene, term, cast) for term in issues))
        opened = list(_opened(scene, Opening(naming, cast, issues), topic if sentence.block - block <= 1 else None))
        yield from listed
        yield from (each for each in opened if isinstance(each, Stand))
        spoken = [*(Topic(stand.issue, stand.about) for stand in listed), *(t for t in opened if isinstance(t, Topic))]
        topic, block = spoken[-1] if spoken else _mentioned(scene, naming, issues), sentence.block


def _mentioned(scene: Scene, naming: Naming, issues: list[Hit]) -> Topic:
    """What a sentence without a stance speaks of: the lens's issue, and its last noun phrases, none for certain."""
    phrases = naming.phrases(scene.sentence.start, scene.sentence.end)[-LAST:]
    return Topic(issues[0].key if issues else "", tuple(replace(phrase, main=False) for phrase in phrases))


def _scene(reading: Reading, text: str, sentence: Sentence, met: list[Said], lens: Lens) -> Scene:
    """A sentence with all that bears on it; what is told as denied or only asked shows no stance."""
    untold = [each for each in met if _cue_ends(text, each, lens.denials) or _asks(text, each)]
    hits = (hit for hit in meant(reading, text, lens, sentence) if not any(each.holds(hit.start) for each in untold))
    return Scene(
        reading,
        text,
        sentence,
        [s if s.attribution.stance is None or _shows(text, s, lens) else _silenced(s) for s in met],
        [hit for hit in hits if not any(each.holds(hit.start) and is_wanted(reading, each, hit) for each in met)],
        list(lens.conditions.find(text, sentence.start, sentence.end)),
    )


def _shows(text: str, said: Said, lens: Lens) -> bool:
    """Whether its words bear an attribution's stance, and its cue ends in none that shows none ("threatened")."""
    silent = _cue_ends(text, said, lens.silent) or _cue_ends(text, said, lens.denials)
    return not silent and bears(text, said, lens)


def _silenced(said: Said) -> Said:
    return replace(said, attribution=replace(said.attribution, stance=None))


def _asks(text: str, said: Said) -> bool:
    """Whether what is said is a question ("one may ask why the club should sell")."""
    return any(_QUESTION.match(text, span.start) for span in said.content[:1])


def _cue_ends(text: str, said: Said, listed: Terms) -> bool:
    cue = said.attribution.cue
    return cue is not None and any(hit.end == cue.end for hit in listed.find(text, cue.start, cue.end))


def _in_name(reading: Reading, term: Hit, cast: Cast) -> bool:
    """Whether a term is only part of somebody's name ("Alliance of Small Island States"), which names no issue."""
    around_it = cast.within(reading.report.id, max(0, term.start - LONGEST_NAME), term.end)
    return any(
        m.start <= term.start
        and term.end <= m.end
        and m.end - m.start > term.end - term.start
        and reading.report.text[m.start].isupper()
        and cast.entities[m.entity].kind != "place"
        for m in around_it
    )


def _stand(scene: Scene, term: Hit, cast: Cast) -> Iterator[Stand]:
    said = voice(scene, term)
    governed = governing(scene, term, said)
    if governed is not None:
        if _is_plain(scene, governed, term):
            return
        told = Raised(governed, holders(scene, governed, said, cast), said, term.start, term.end)
        between = _between(scene, told, term)
        if not is_aside(between) and not _holds(between, scene.text[term.start : term.end]):
            direct = is_object(between)
            yield from (replace(stand, outright=direct) for stand in _taken(scene, term, told, cast))


def _is_plain(scene: Scene, governed: Governed, term: Hit) -> bool:
    """Whether a term is itself a noun of stance, which tells of nothing what it is on ("one of their proposals")."""
    cue = governed.cue
    return cue is not None and cue.start <= term.start < cue.end and is_noun(scene.reading, cue)


def _holds(between: list[tuple[str, str]], term: str) -> bool:
    """Whether a term is only the paper in which something else stands ("offered guarantees in the latest draft")."""
    at = max((place for place, (_, word) in enumerate(between) if word in {"in", "under", "within"}), default=0)
    named = any(tag.startswith("NN") for tag, _ in between[:at])
    straight = all(tag in _BEFORE_NOUN for tag, _ in between[at + 1 :])
    return named and straight and singular(term.rsplit(maxsplit=1)[-1]) in wholes().keys() | vague()


def _between(scene: Scene, told: Raised, term: Hit) -> list[tuple[str, str]]:
    """What stands between the verb that shows a stance and a term behind it; nothing behind a noun of stance."""
    cue, said = told.governed.cue, told.said
    if cue is not None and (is_noun(scene.reading, cue) or told.governed.by_speaker):
        return []
    start = cue.end if cue else said.content[0].start if said else term.start
    start += len(_THAT) if scene.text.startswith(_THAT, start) else 0
    return tagged(scene.reading, start, term.start)


def _opened(scene: Scene, opening: Opening, topic: Topic | None) -> Iterator[Stand | Topic]:
    """Stands found by their stance and what each is on, whoever holds it.

    One that names nothing ("it has asked for 60", "it is studying the offer") is on what was spoken of before, and so
    is a quotation that names nothing the lens knows, since its nouns may be figures of speech.
    """
    for each in sorted(raised(scene, opening.cast), key=lambda r: (r.start, r.end)):
        about, before = opening.naming.phrases(each.start, each.end), topic
        key = next((term.key for term in opening.issues if each.start <= term.start < each.end), "")
        quoted = each.said is not None and each.said.attribution.kind == "direct" and not has_stance(scene, each.said)
        if not about:
            bare = opening.naming.is_bare(each.start, each.end) or opening.naming.is_silent(each.start, each.end)
            before = (topic or _before(scene, opening, each)) if bare else topic if quoted else None
            about = () if before else opening.naming.named(each.start, each.end)
        term = Hit(about[0].span.start, about[0].span.end, key) if about else Hit(each.start, each.end, key)
        if about and not quoted:
            topic = Topic(key, about)
            yield topic
        pointing = before is not None and (not about or (quoted and not key) or _points(scene, each))
        named = () if quoted else about
        known = Topic(key or before.issue, (*before.about, *named)) if before and pointing else Topic(key, about)
        for stand in _taken(scene, term, each, opening.cast):
            yield replace(stand, issue=known.issue, about=known.about, quoted=quoted and not pointing)


def _before(scene: Scene, opening: Opening, told: Raised) -> Topic | None:
    """What a sentence names before a stance on it ("the repairs cost nine, and Ostmark offered half of that")."""
    start = told.governed.cue.start if told.governed.cue else told.start
    end = min(start, told.start)
    phrases = opening.naming.phrases(max(scene.sentence.start, end - BEFORE), end)[-LAST:]
    key = next((term.key for term in reversed(opening.issues) if term.start < told.start), "")
    return Topic(key, tuple(replace(phrase, main=False) for phrase in phrases)) if phrases else None


def _points(scene: Scene, told: Raised) -> bool:
    """Whether a matter opens with a word for what was spoken of before ("a smaller one tied to trade", "them out")."""
    return bool(_POINTING.match(scene.text, told.start, told.end))


def _taken(scene: Scene, term: Hit, told: Raised, cast: Cast) -> Iterator[Stand]:
    """The stand of every party that holds a stance on a term."""
    governed, said = told.governed, told.said
    weighed = conditioned(scene, governed, term, said)
    if weighed.stance is None or (weighed.stance == "offers" and _is_hostile(scene, governed, said)):
        return
    speaker = said.statement.speaker if said else None
    speaking = {cast.side(each) for each in speakers(scene, said, cast)} if said else set()
    for holder in told.holders:
        party = cast.side(holder)
        if party is None or is_nameless(cast.name(party)) or _is_some(scene, told, party, cast):
            continue
        by = (speaker if cast.side(speaker) == party else None, holder)
        yield Stand(
            issue=term.key,
            party=party,
            stance=weighed.stance,
            evidence=_evidence(scene, said),
            statement=said.statement.id if said else None,
            day=(said.statement.day if said else None) or scene.reading.report.day,
            by=next((who for who in by if who and who != party), None),
            account=speaker if speaker and party not in speaking else None,
            condition=weighed.condition,
            cue=scene.reading.report.text[governed.cue.start : governed.cue.end] if governed.cue else "",
            focus=_apposed(scene, term, said) or _told(scene, focus(scene, term, said), said),
        )


def _is_some(scene: Scene, told: Raised, party: str, cast: Cast) -> bool:
    """Whether those who take a stance are only some of a party's people ("two Ostish senators back it")."""
    cue = told.governed.cue or (told.said.attribution.cue if told.said else None)
    end = cue.start if cue else scene.sentence.end
    named = [m for m in cast.within(scene.reading.report.id, scene.sentence.start, end) if cast.side(m.entity) == party]
    return bool(named) and is_some(scene.text, scene.sentence, (named[-1].start, named[-1].end))


def _is_hostile(scene: Scene, governed: Governed, said: Said | None) -> bool:
    """Whether what straight follows a verb is done to somebody ("has prepared sanctions") and no offer."""
    cue = governed.cue or (said.attribution.cue if said else None)
    tokens = scene.reading.tokens
    first = bisect_left(tokens, cue.end, key=lambda t: t.start) if cue else len(tokens)
    for token in tokens[first : first + NEAREST]:
        if token.tag.startswith("NN"):
            return singular(scene.text[token.start : token.end]) in hostile()
        if token.tag not in _BEFORE_NOUN:
            return False
    return False


def is_told(stand: Stand, others: Iterable[Stand]) -> bool:
    """Whether one of some stands is the same party's, in the same words and with the same stance."""
    return any(
        each.party == stand.party
        and each.stance == stand.stance
        and any(span.meets(other) for span in each.evidence for other in stand.evidence)
        for each in others
    )


def _told(scene: Scene, found: Focus, said: Said | None) -> Focus:
    """The words that sum a stance up; with the verb that says so where they are only a pronoun or a number."""
    tokens = scene.reading.tokens
    first, last = (bisect_left(tokens, place, key=lambda t: t.start) for place in (found.span.start, found.span.end))
    if not tokens or any(token.tag.startswith(("NN", "VB", "JJ", "MD")) for token in tokens[first:last]):
        return found
    return Focus(_evidence(scene, said)[0], found.before, found.after) if said else found


def _apposed(scene: Scene, term: Hit, said: Said | None) -> Focus | None:
    """What somebody else is quoted with and what this party makes of it ("“new facts”, a phrase the union rejects")."""
    cue = said.attribution.cue if said else None
    if said is None or cue is None or not term.end <= said.content[0].start < said.content[0].end <= cue.start:
        return None
    return Focus(scene.reading.report.span(term.start, cue.end), before=True)


def _evidence(scene: Scene, said: Said | None) -> tuple[Span, ...]:
    """What is said, with the verb that says so where that stands close by ("has asked for 60"); else the sentence."""
    if said is None:
        return (scene.reading.report.span(scene.sentence.start, scene.sentence.end),)
    cue, first = said.attribution.cue, said.content[0]
    if cue is None or said.attribution.stance is None:
        return said.content
    if 0 <= first.start - cue.end <= CLOSEST:
        return (scene.reading.report.span(cue.start, first.end), *said.content[1:])
    if said.attribution.kind != "direct" and 0 <= cue.start - first.end <= AGENT and len(said.content) == 1:
        return (scene.reading.report.span(first.start, cue.end),)
    return said.content
