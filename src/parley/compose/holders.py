"""Who holds a stance: the subject of its verb, the agent of its passive, or the speaker."""

import re
from bisect import bisect_left
from itertools import pairwise

from parley.compose.cast import Cast, Named
from parley.compose.governing import BY, Governed, Scene, is_passive
from parley.compose.lens import bodies, servants
from parley.compose.said import Said
from parley.compose.sides import AND, bearers
from parley.compose.terms import Hit, singular
from parley.reading import Token
from parley.report import Span

_PREPOSED = re.compile(r"\b(?:with|to|from|of|in|on|against|between|by|for|at|into|over)\s(?:the\s)?$")
_PERSONAL = re.compile(r"(?:i|we|he|she|they|it|our|my|his|her|their|its)\b")
_SEVERAL = re.compile(r"(?:(?:all|the)\s)?(?:both|two|three|four|five|six)\s")
"""How a source begins that is several sides, whoever is named in it ("three parties that hope to govern Varnia")."""
_OURSELVES = re.compile(r"\b(?:i|we)\b")

_AUXILIARY = frozenset({"MD", "RB", "VB", "VBD", "VBZ", "VBP", "VBN", "VBG"})
_PHRASE = frozenset({"DT", "PDT", "PRP", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "VBN"})

_CLAUSAL = frozenset({"that", "because", "although", "though", "while", "whereas", "whether", "if", "as", "since"})
"""Conjunctions that are tagged as prepositions."""

_THEIRS = re.compile(r"(?:'s|')\s(?:(?:own|top|chief|senior|lead)\s)?([a-z]+)\s(?:[a-z]+\s){0,3}$")
_WORDS = re.compile(r"[a-z]+")
_APART = re.compile(r"\b(?:former|ex|familiar|briefed|close|opposition|critical|independent)\b")
"""What sets a source apart from the side that it names."""

FAR = 40
"""Characters after "by" within which the agent of a passive is named."""

NEAR = 3
"""So many words between a name and a verb make it the verb's subject ("the fans now want")."""


def holders(scene: Scene, governed: Governed, said: Said | None, cast: Cast) -> tuple[str, ...]:
    """Who holds the stance: the agent after "by", the subjects before it, or the speaker."""
    speaker = speakers(scene, said, cast) if said else ()
    cue = governed.cue
    in_cue = said is not None and cue is not None and not said.holds(cue.start)
    if in_cue and cue is not None and said is not None and _is_done_to(scene, cue, said):
        return agent_of(scene, cue, cast)
    if governed.by_speaker or in_cue or cue is None:
        return speaker
    if is_passive(scene, cue):
        return agent_of(scene, cue, cast) or speaker
    start = max(scene.sentence.start, min(span.start for span in said.content)) if said else scene.sentence.start
    if governed.stance == "conditional":
        return opener_of(scene, cue, start, cast) or speaker
    if _trails(scene, cue):
        return _opening_subject(scene, cue, scene.sentence.start, cast) or speaker
    before = list(cast.within(scene.reading.report.id, start, cue.start))
    found = _subjects(scene, before, cue, cast)
    return found if found or _of_another(scene, cue, start) else speaker


def _is_done_to(scene: Scene, cue: Hit, said: Said) -> bool:
    """Whether a passive is said of the source, which then is whom it is done to ("the bidder was favoured")."""
    source = said.attribution.source
    return source is not None and source.end <= cue.start and is_passive(scene, cue)


def _of_another(scene: Scene, cue: Hit, start: int) -> bool:
    """Whether a noun that names no side is straight before a verb and its subject ("what the mediators signed")."""
    phrase = _subject_phrase(scene, cue, start)
    if phrase is None or not _has_noun(scene, *phrase) or _PERSONAL.match(scene.text, *phrase):
        return False
    return singular(scene.text[slice(*phrase)].split()[-1]) not in bodies()


def is_several(scene: Scene, source: Span) -> bool:
    """Whether a source is told to be several sides."""
    return bool(_SEVERAL.match(scene.text, source.start, source.end))


def speakers(scene: Scene, said: Said, cast: Cast) -> tuple[str, ...]:
    """The speaker, with the parties that the source joins to it by "and"."""
    speaker = said.statement.speaker
    source = said.attribution.source
    named = cast.within(source.report, source.start, source.end) if source else ()
    joined = [
        m.entity
        for m, after in pairwise(named)
        if AND.fullmatch(scene.text[m.end : after.start]) and cast.side(m.entity) == m.entity
    ]
    found = tuple(dict.fromkeys([*joined, *(m.entity for m in named[-1:] if joined), *([speaker] if speaker else [])]))
    if source is not None and not joined and is_several(scene, source):
        return bearers(scene, source.start, source.end, cast)
    if source is None or any(cast.side(each) for each in found):
        return found
    return bearers(scene, source.start, source.end, cast) or _serving(scene, source, cast) or found


def _serving(scene: Scene, source: Span, cast: Cast) -> tuple[str, ...]:
    """The only side in whose service a nameless source is by its own words ("an official of the Ostish office")."""
    words = scene.text[source.start : source.end]
    named = cast.within(source.report, source.start, source.end)
    sides = {side for each in named if (side := cast.side(each.entity))}
    nameless = all(cast.entities[each.entity].kind != "person" or each.start == source.start for each in named)
    heads = {singular(word) for word in _WORDS.findall(words)} & servants()
    return tuple(sides) if len(sides) == 1 and nameless and heads and not _APART.search(words) else ()


def agent_of(scene: Scene, cue: Hit, cast: Cast) -> tuple[str, ...]:
    """The sides after the "by" of a passive, with those joined to it; without it those whom the report speaks for."""
    by = BY.match(scene.text, cue.end)
    if by is None:
        own = any(said.holds(cue.start) for said in scene.said)
        return () if own else cast.voices.get(scene.reading.report.id, ())
    agents = [m for m in cast.within(scene.reading.report.id, by.end(), scene.sentence.end) if cast.side(m.entity)]
    joined = agents[:1] if agents and agents[0].start <= by.end() + FAR else []
    for after in agents[1:] if joined else ():
        if not AND.fullmatch(scene.text[joined[-1].end : after.start]):
            break
        joined.append(after)
    return tuple(dict.fromkeys(m.entity for m in joined))


def _subjects(scene: Scene, before: list[Named], cue: Hit, cast: Cast) -> tuple[str, ...]:
    """The nearest party that no preposition governs, with those joined to it by "and"; nobody where "we" is nearer."""
    if before and before[-1].end >= cue.start - 2 and (capital := cast.capitals.get(before[-1].entity)):
        return (capital,)
    before = [m for m in before if cast.side(m.entity)]
    free = [m for m in before if not _PREPOSED.search(scene.text[max(scene.sentence.start, m.start - 16) : m.start])]
    if not free or _OURSELVES.search(scene.text[free[-1].end : cue.start]):
        return ()
    joined = [free[-1]]
    for earlier in reversed(before[: before.index(free[-1])]):
        if not AND.fullmatch(scene.text[earlier.end : joined[-1].start]):
            break
        joined.append(earlier)
    return tuple(dict.fromkeys(m.entity for m in reversed(joined)))


def subject_of(scene: Scene, cue: Hit, start: int, cast: Cast) -> tuple[str, ...]:
    """The side that is the subject of a verb, with those joined to it; nobody where another word is its subject."""
    if not _has_noun(scene, start, cue.start):
        start = scene.sentence.start
    if _joins(scene, cue):
        return _opening_subject(scene, cue, start, cast)
    if _trails(scene, cue):
        return _opening_subject(scene, cue, scene.sentence.start, cast)
    found = _named_subject(scene, cue, start, cast)
    phrase = None if found else _subject_phrase(scene, cue, start)
    return bearers(scene, phrase[0], phrase[1], cast) if phrase else found


def _trails(scene: Scene, cue: Hit) -> bool:
    """Whether a participle behind a comma shares the subject of its sentence (", agreeing to a truce")."""
    tokens = scene.reading.tokens
    place = bisect_left(tokens, cue.start, key=lambda t: t.start)
    return 0 < place < len(tokens) and tokens[place].tag == "VBG" and scene.text[tokens[place - 1].start] == ","


def _joins(scene: Scene, cue: Hit) -> bool:
    """Whether a verb shares the subject of the one before it ("has hosted them and wants them home")."""
    tokens = scene.reading.tokens
    place = bisect_left(tokens, cue.start, key=lambda t: t.start)
    while place and tokens[place - 1].tag in _AUXILIARY:
        place -= 1
    return place > 0 and tokens[place - 1].tag == "CC" and tokens[place - 1].start > scene.sentence.start


def _opening_subject(scene: Scene, cue: Hit, start: int, cast: Cast) -> tuple[str, ...]:
    """The side that opens a clause, straight before its first verb."""
    tokens = scene.reading.tokens
    first = bisect_left(tokens, start, key=lambda t: t.start)
    end = first
    while end < len(tokens) and tokens[end].start < cue.start and tokens[end].tag in _PHRASE:
        end += 1
    if end == first:
        return ()
    named = [m for m in cast.within(scene.reading.report.id, start, tokens[end - 1].end) if cast.side(m.entity)]
    if named and named[-1].end >= tokens[end - 1].end - 2:
        return (named[-1].entity,)
    return bearers(scene, tokens[first].start, tokens[end - 1].end, cast)


def _named_subject(scene: Scene, cue: Hit, start: int, cast: Cast) -> tuple[str, ...]:
    report = scene.reading.report.id
    before = [m for m in cast.within(report, start, cue.start) if not _preposed(scene, m)]
    for place in range(len(before) - 1, -1, -1):
        named, gap = before[place], scene.text[before[place].end : cue.start]
        if cast.side(named.entity) or named.entity in cast.capitals:
            own = "," in gap or _is_theirs(gap) or not _has_noun(scene, named.end, cue.start)
            return _subjects(scene, before[: place + 1], cue, cast) if own else ()
        if "," not in gap and len(gap.split()) <= NEAR:
            return ()
    return ()


def _is_theirs(gap: str) -> bool:
    """Whether what follows a name is only a noun for its people ("the museum's own staff")."""
    met = _THEIRS.match(gap)
    return met is not None and singular(met[1]) in servants() | bodies()


def _subject_phrase(scene: Scene, cue: Hit, start: int) -> tuple[int, int] | None:
    """The noun phrase straight before a verb and its auxiliaries, where no preposition governs it."""
    tokens = scene.reading.tokens
    first = bisect_left(tokens, start, key=lambda t: t.start)
    last = bisect_left(tokens, cue.start, key=lambda t: t.start)
    while last > first and tokens[last - 1].tag in _AUXILIARY:
        last -= 1
    opening = last
    while opening > first and tokens[opening - 1].tag in _PHRASE:
        opening -= 1
    if opening == last or (opening > first and _leads(scene, tokens[opening - 1])):
        return None
    return tokens[opening].start, tokens[last - 1].end


def _leads(scene: Scene, token: Token) -> bool:
    """Whether a word is a preposition, and none that opens a clause ("said that her government")."""
    word = scene.text[token.start : token.end]
    return token.tag == "TO" or (token.tag == "IN" and word not in _CLAUSAL)


def opener_of(scene: Scene, cue: Hit, start: int, cast: Cast) -> tuple[str, ...]:
    """The first party named in a clause, where no preposition governs it."""
    named = cast.within(scene.reading.report.id, start, cue.start)
    return (named[0].entity,) if named and cast.side(named[0].entity) and not _preposed(scene, named[0]) else ()


def _preposed(scene: Scene, named: Named) -> bool:
    return bool(_PREPOSED.search(scene.text[max(scene.sentence.start, named.start - 16) : named.start]))


def _has_noun(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch has a noun or a pronoun that could be a subject."""
    tokens = scene.reading.tokens
    first = bisect_left(tokens, start, key=lambda t: t.start)
    last = bisect_left(tokens, end, key=lambda t: t.start)
    return any(token.tag.startswith(("NN", "PRP")) for token in tokens[first:last])
