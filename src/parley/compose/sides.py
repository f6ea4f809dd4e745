"""Whose stance it is where no name is its subject: two sides at once ("both sides"), a report's "we", "the fund"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parley.compose.cast import Cast, Named
from parley.compose.governing import Scene
from parley.compose.lens import bodies
from parley.compose.terms import singular

AND = re.compile(r"(?:'s|s'|\splc)?(?:\s\([^()]{1,60}\))?(?:,|\sand|,\sand|\sor)\s(?:the\s)?")
"""What joins two names; a bracket may stand after the first."""

_WE = re.compile(r"(?:we|us|our)\b")
_BOTH = re.compile(
    r"(?P<how>both|(?:(?:all|the)\s)?(?:two|three|four)|all|the)(?:\s(?:of\s)?(?:the\s)?(?P<what>.{1,40}))?"
)
_DEFINITE = re.compile(r"(?:the|this|that|his|her|its|their)\s")
_THEIRS = re.compile(
    r"(?:his|her|its|their|my) (?:own )?"
    r"(?:party|side|government|country|state|nation|team|delegation|cabinet|bloc|group|camp)"
)
_ITSELF = re.compile(r"(?:the|this) (?:party|side|delegation|team|camp)")
"""What somebody who speaks for a side calls it."""
_SOME = re.compile(r"(?:several|some|most|many)")
_LAST = re.compile(r"(\w+),?\s(?:of\s)?(?:the\s)?$")
_ANY = frozenset({"party", "side", "group", "government", "country", "state", "nation", "team", "delegation"})
"""Nouns that any side may be called by."""
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4}

NEAR = 12
"""Characters from the start of a sentence within which its subject begins."""

BACK = 80
"""So many mentions before a phrase are looked through for whom it may stand for."""

LONGEST = 6
"""Words of a description at most."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many sides a phrase speaks of, 0 for any number, and by which noun, in the singular."""

    count: int
    noun: str


def is_nameless(name: str) -> bool:
    """Whether a name is only a noun by which any side may be called ("party")."""
    return name in _ANY - {"government"}


def bearers(scene: Scene, start: int, end: int, cast: Cast) -> tuple[str, ...]:
    """The sides for which a noun phrase stands that names none; none where that is not clear."""
    words = scene.text[start:end].strip(" ,")
    report = scene.reading.report.id
    if _WE.match(words):
        return () if _is_quoted(scene, start) else cast.voices.get(report, ())
    rows = cast.mentions.get(report, ())
    place = bisect_left(rows, start, key=lambda named: named.start)
    before = rows[max(0, place - BACK) : place]
    exact = cast.within(report, start, end)
    if len(exact) == 1 and _covers(scene, exact[0], start, end) and (side := cast.side(exact[0].entity)):
        return (side,)
    if side := _called(scene, (start, end), before, cast):
        return (side,)
    met = _BOTH.fullmatch(words)
    if met and (count := _counted(met)) is not None:
        noun = singular(met["what"].split()[-1]) if met["what"] else ""
        wanted = Wanted(count, noun)
        return _together(scene, before, wanted, cast) or _principal(wanted, cast)
    if _SOME.fullmatch(words):
        return _opening(scene, start, cast)
    brief = len(words.split()) <= LONGEST
    return _by_head(words, before, cast) if brief and _DEFINITE.match(words) else ()


def _covers(scene: Scene, named: Named, start: int, end: int) -> bool:
    """Whether a mention is all of a noun phrase but for its article."""
    return scene.text[start : named.start].strip() in {"", "the"} and not scene.text[named.end : end].strip(" ,")


def _called(scene: Scene, words: tuple[int, int], before: tuple[Named, ...], cast: Cast) -> str | None:
    """The side of "her government", or in what somebody says that of "the party"."""
    told = scene.text[slice(*words)].strip(" ,")
    if _THEIRS.fullmatch(told):
        return _owner(scene, words[0], before, cast)
    return _speaking(scene, words[0], cast) if _ITSELF.fullmatch(told) else None


def _principal(wanted: Wanted, cast: Cast) -> tuple[str, ...]:
    """The two parties that the story turns on, for "the two sides" where no two were named together."""
    return cast.principals if wanted.count in {0, 2} and wanted.noun in _ANY else ()


def _owner(scene: Scene, start: int, before: tuple[Named, ...], cast: Cast) -> str | None:
    """The side of "her government": the speaker's where it is said, else that of the person named last."""
    if any(each.holds(start) for each in scene.said):
        return _speaking(scene, start, cast)
    people = (each.entity for each in reversed(before) if cast.entities[each.entity].kind == "person")
    return cast.side(next(people, None))


def _opening(scene: Scene, start: int, cast: Cast) -> tuple[str, ...]:
    """The sides with which the sentence before opens, where the words that pick some of them open their own."""
    sentences = scene.reading.sentences
    place = bisect_left(sentences, scene.sentence.start, key=lambda s: s.start)
    if not place or start > scene.sentence.start + NEAR or sentences[place - 1].block != scene.sentence.block:
        return ()
    before = sentences[place - 1]
    named = cast.within(scene.reading.report.id, before.start, before.start + NEAR)[:1]
    return tuple(side for each in named if (side := cast.side(each.entity)))


def _speaking(scene: Scene, place: int, cast: Cast) -> str | None:
    """The side of who says what stands at a place."""
    said = [each for each in scene.said if each.holds(place)]
    return cast.side(min(said, key=lambda each: each.end - each.start).statement.speaker) if said else None


def _is_quoted(scene: Scene, place: int) -> bool:
    return any(said.holds(place) and said.attribution.kind != "indirect" for said in scene.said)


def _counted(met: re.Match[str]) -> int | None:
    """How many sides a phrase speaks of, 0 where it does not say; None where it speaks of one or of something else."""
    count = _NUMBERS.get(met["how"].split()[-1], 0)
    if not met["what"]:
        return count if met["how"] == "both" else None
    last = met["what"].split()[-1]
    return count if last != singular(last) else None


def _together(scene: Scene, before: tuple[Named, ...], wanted: Wanted, cast: Cast) -> tuple[str, ...]:
    """The sides that were last named together by that noun ("guarantors Ostmark and Varnia"), else by none."""
    runs = [run for run in _runs(scene, before) if _is_whole(run, wanted.count, cast)]
    called = [run for run in runs if singular(_noun_before(scene, run)) == wanted.noun]
    if not called and wanted.noun and wanted.noun not in bodies():
        return ()
    plain = called or [run for run in runs if not _noun_before(scene, run).endswith("s")]
    return _sides(plain[0], cast) if plain else ()


def _runs(scene: Scene, before: tuple[Named, ...]) -> Iterator[list[Named]]:
    """Mentions joined by "and", nearest first, each run in reading order."""
    run: list[Named] = []
    for named in reversed(before):
        if run and not AND.fullmatch(scene.text[named.end : run[0].start]):
            yield run
            run = []
        run = [named, *run]
    if run:
        yield run


def _noun_before(scene: Scene, run: list[Named]) -> str:
    """The word straight before some names, past a comma or an article."""
    met = _LAST.search(scene.text, max(0, run[0].start - 40), run[0].start)
    return met[1] if met else ""


def _is_whole(run: list[Named], count: int, cast: Cast) -> bool:
    sides = _sides(run, cast)
    return len(sides) > 1 and (not count or len(sides) == count)


def _sides(named: Iterable[Named], cast: Cast) -> tuple[str, ...]:
    """Parties and bodies among some names; the people among them speak for somebody, but are no side."""
    found = (each.entity for each in named if cast.side(each.entity) == each.entity)
    return tuple(dict.fromkeys(found))


def _by_head(words: str, before: tuple[Named, ...], cast: Cast) -> tuple[str, ...]:
    """The last side named before whose name ends in the noun of a description, else the only one in the story."""
    head = singular(words.rsplit(maxsplit=1)[-1])
    heads = cast.heads.get(head, frozenset())
    last = [side for each in reversed(before) if (side := cast.side(each.entity))]
    if head in _ANY:
        return (last[0],) if last and last[0] in heads else ()
    near = next((side for side in last if side in heads), None)
    return (near,) if near else tuple(heads) if len(heads) == 1 else ()
