"""How well attributions and quotations were found: PolNeAR's source, cue and content, one to one."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from quality.dossier import Dossier, Span
from quality.gold import Family, Gold
from quality.matching import is_entity, is_speaker, pair_best
from quality.measure import Measure, harmonic, share
from quality.words import Place, fold, overlap, positions

LEAST_WORDING = 0.5
"""So much of the words that the gold has of an utterance a wording must hold to be one of it."""
LEAST_CONTENT = 0.6
"""F1 over the words of the content from which an attribution counts as found."""
_LIGHT = frozenset(["has", "have", "had", "is", "was", "be", "been", "will", "would", "to", "by", "at", "the", "of"])


@dataclass(frozen=True, slots=True)
class _Said:
    """An attribution, of gold or dossier: where the words of its content begin, by file."""

    file: str
    at: frozenset[int]
    speaker: str | None
    source: str | None
    cue: str | None
    direct: bool = False


def attributions(dossier: Dossier, gold: Gold) -> list[Measure]:
    """Found, rightly and wrongly; and of those found, whether letter for letter, by whom and by which cue."""
    wanted, found = _wanted(dossier, gold), _found(dossier, gold)
    pairs = pair_best(
        range(len(wanted)), range(len(found)), lambda i, j: _agreement(wanted[i], found[j]), LEAST_CONTENT
    )
    both = [(wanted[i], found[j]) for i, j in sorted(pairs.items())]
    spoken = [(w, f) for w, f in both if w.speaker is not None]
    cued = [(w, f) for w, f in both if w.cue is not None]
    direct = [w for w in wanted if w.direct]
    recall = share("attribution.recall", len(both), len(wanted))
    precision = share("attribution.precision", len(both), len(found))
    return [
        recall,
        precision,
        harmonic("attribution.f1", precision, recall),
        share("attribution.direct", sum(w.direct and w.at == f.at for w, f in both), len(direct), "word for word"),
        share(
            "attribution.speaker",
            sum(_same_speaker(dossier, gold, w, f) for w, f in spoken),
            len(spoken),
            "of those found",
        ),
        share("attribution.cue", sum(_same_cue(w, f) for w, f in cued), len(cued), "of those found"),
    ]


def _agreement(wanted: _Said, found: _Said) -> float:
    return overlap(found.at, wanted.at) if wanted.file == found.file else 0.0


def _same_speaker(dossier: Dossier, gold: Gold, wanted: _Said, found: _Said) -> bool:
    return wanted.speaker is not None and is_speaker(dossier, gold, found.speaker, (wanted.speaker, wanted.source))


def _same_cue(wanted: _Said, found: _Said) -> bool:
    want, have = (set(fold(s.cue or "").split()) for s in (wanted, found))
    return bool((want - _LIGHT or want) & have)


def _wanted(dossier: Dossier, gold: Gold) -> list[_Said]:
    rows = []
    for file, attributed in gold.attributions.items():
        for a in attributed:
            places = [p for words in a.content if (p := dossier.find(file, words)) is not None]
            at = positions(dossier.texts.get(file, ""), places)
            rows.append(_Said(file, at, a.speaker, a.source, a.cue, a.type == "direct"))
    return rows


def _found(dossier: Dossier, gold: Gold) -> list[_Said]:
    """Wordings in the reports that the gold annotates; the others can be neither right nor wrong."""
    rows = []
    for statement in dossier.statements:
        for w in statement.wordings:
            places = dossier.places(w.content)
            if places and places[0].file in gold.attributions:
                at = positions(dossier.texts[places[0].file], places)
                cue = w.cue.text if w.cue else None
                rows.append(_Said(places[0].file, at, statement.speaker, None, cue))
    return rows


def quotations(dossier: Dossier, gold: Gold) -> list[Measure]:
    """Pairs of wordings of one utterance that stand under one statement."""
    pairs = [
        (family, gold.file(a), gold.file(b))
        for family in gold.comparison.quote_families
        if family.speaker is not None
        for a, b in combinations(family.members, 2)
    ]
    hits = sum(_paired(dossier, gold, family, (a, b)) for family, a, b in pairs)
    together = list(_told_together(dossier, gold))
    rightly = [bool(one & other) for one, other in _joined(dossier, gold)]
    return [
        share("quotations.paired", hits, len(pairs), "pairs of wordings"),
        share("quotations.joined", sum(together), len(together), "pairs of wordings, told or quoted"),
        share("quotations.apart", sum(rightly), len(rightly), "joined pairs of wordings that are one utterance"),
    ]


def _told_together(dossier: Dossier, gold: Gold) -> Iterator[bool]:
    """For each two wordings that two reports give an utterance of the gold, whether one statement has both."""
    contents = [[span for w in statement.wordings for span in w.content] for statement in dossier.statements]
    for each in gold.comparison.utterances:
        for (one, words), (other, others) in combinations(each.words, 2):
            if one != other:
                places = dossier.find(gold.file(one), words), dossier.find(gold.file(other), others)
                yield any(
                    all(dossier.share_covered(spans, place) >= LEAST_WORDING for place in places) for spans in contents
                )


def _joined(dossier: Dossier, gold: Gold) -> Iterator[tuple[set[str], set[str]]]:
    """For each two wordings that one statement has of two reports, the utterances of the gold that each is of.

    A wording that the gold does not know can be neither right nor wrong; families that share words are one utterance.
    """
    c = gold.comparison
    told = [(each.id, ref, words) for each in c.utterances for ref, words in each.words]
    for each in c.quote_families:
        own = set(each.words.values())
        whole = next((f for f in c.quote_families if f.speaker == each.speaker and own & set(f.words.values())), each)
        told += [(whole.id, ref, words) for ref, words in each.words.items()]
    known: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for name, ref, words in told:
        place = dossier.find(gold.file(ref), words)
        if place is not None:
            known[place.file].append((name, place))
    for statement in dossier.statements:
        on: list[tuple[str, set[str]]] = []
        for wording in statement.wordings:
            file = next((place.file for place in dossier.places(wording.content)), "")
            names = {n for n, place in known[file] if dossier.share_covered(wording.content, place) >= LEAST_WORDING}
            on += [(file, names)] if names else []
        yield from ((a, b) for (one, a), (other, b) in combinations(on, 2) if one != other)


def _paired(dossier: Dossier, gold: Gold, family: Family, files: tuple[str, str]) -> bool:
    words = {gold.file(ref): text for ref, text in family.words.items()}
    statements = (s for s in dossier.statements if is_entity(dossier, gold, s.speaker, family.speaker or ""))
    return any(
        all(_carries(dossier, [c for w in s.wordings for c in w.content], f, words.get(f)) for f in files)
        for s in statements
    )


def _carries(dossier: Dossier, content: list[Span], file: str, words: str | None) -> bool:
    if words is None:
        return any(p.file == file for p in dossier.places(content))
    return dossier.share_covered(content, dossier.find(file, words)) >= 0.5
