"""How well attributions and quotations were found: PolNeAR's source, cue and content, one to one."""

from dataclasses import dataclass
from itertools import combinations

from quality.dossier import Dossier, Span
from quality.gold import Family, Gold
from quality.matching import is_entity, is_speaker, pair_best
from quality.measure import Measure, harmonic, share
from quality.words import fold, overlap, positions

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
    return [share("quotations.paired", hits, len(pairs), "pairs of wordings")]


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
