"""Proof of a gold: every string stands in its report, every id and number is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from quality.gold import Gold, GoldError, Ref
from quality.words import fold, shown


@dataclass(frozen=True, slots=True)
class Citation:
    """Words that the gold says stand in a report, and where in the gold it says so."""

    where: str
    report: Ref
    words: str


def prove(gold: Gold) -> None:
    """Raise one error that lists every fault of the gold with its remedy."""
    faults = [*_unknown_names(gold), *_unknown_reports(gold)]
    if not faults:
        faults = list(_missing_words(gold))
    if faults:
        raise GoldError("\n".join(faults))


def citations(gold: Gold) -> Iterator[Citation]:
    """Everything that the gold cites, in the order of its files."""
    for file, rows in gold.attributions.items():
        for row in rows:
            for words in (row.source, row.cue, *row.content):
                if words is not None:
                    yield Citation(f"attributions.yaml, {file}", file, words)
    yield from _compared(gold)
    for issue in gold.positions.issues:
        for position in issue.positions:
            for report, words in position.evidence:
                yield Citation(f"positions.yaml, {issue.id}, {position.party}", report, words)


def _compared(gold: Gold) -> Iterator[Citation]:
    c = gold.comparison
    for family in c.quote_families:
        yield from (Citation(f"comparison.yaml, {family.id}", r, w) for r, w in family.words.items())
    for utterance in c.utterances:
        yield from (Citation(f"comparison.yaml, {utterance.id}", r, w) for r, w in utterance.words)
    for claim in c.reported_by_several:
        yield from (Citation(f"comparison.yaml, {claim.id}", r, w) for r, w in claim.evidence.items())
    yield from (Citation(f"comparison.yaml, {lone.claim}", lone.report, lone.near) for lone in c.one_report_only)
    for item in c.discrepancies:
        yield from (Citation(f"comparison.yaml, {item.id}", v.report, v.near) for v in item.values)
    for trap in c.not_discrepancies:
        yield from (Citation(f"comparison.yaml, {trap.why}", v.report, v.near) for v in trap.values)
    for passage in c.shared_passages:
        yield from (Citation("comparison.yaml, shared_passages", r, passage.near) for r in passage.reports)


def stands(gold: Gold, citation: Citation) -> bool:
    """Whether the words stand in the report: exactly in plain text, by folded words in a page or Markdown file."""
    file = gold.file(citation.report)
    text = gold.texts[file]
    if file.endswith(".txt"):
        return citation.words in text
    return fold(citation.words) in fold(shown(text))


def _missing_words(gold: Gold) -> Iterator[str]:
    for citation in citations(gold):
        if not stands(gold, citation):
            file = gold.file(citation.report)
            yield (
                f"{citation.where}: {citation.words!r} does not stand in {file}. "
                "Copy it letter for letter, typographic quotation marks and line ends included."
            )


def _unknown_names(gold: Gold) -> Iterator[str]:
    e = gold.entities
    for group in (e.people, e.organisations, e.parties, e.sources):
        ids = [row.id for row in group]
        for twice in dict.fromkeys(i for i in ids if ids.count(i) > 1):
            yield f"entities.yaml: the id {twice} is given twice in one list. Give each entity an id of its own."
    for where, name in _names_used(gold):
        if name not in gold.names:
            yield f"{where}: {name} is nobody's id. Add it to entities.yaml or correct it."


def _names_used(gold: Gold) -> Iterator[tuple[str, str]]:
    for file, rows in gold.attributions.items():
        yield from ((f"attributions.yaml, {file}", row.speaker) for row in rows if row.speaker)
    yield from ((f"comparison.yaml, {f.id}", f.speaker) for f in gold.comparison.quote_families if f.speaker)
    yield from ((f"comparison.yaml, {u.id}", u.speaker) for u in gold.comparison.utterances)
    yield from (("entities.yaml, must_not_merge", name) for name in chain(*gold.entities.must_not_merge))
    for row in gold.entities.people:
        if row.party:
            yield f"entities.yaml, {row.id}", row.party
    for issue in gold.positions.issues:
        yield from ((f"positions.yaml, {issue.id}", p.party) for p in issue.positions)


def _unknown_reports(gold: Gold) -> Iterator[str]:
    for where, ref in _reports_used(gold):
        known = ref in gold.texts if isinstance(ref, str) else 0 <= ref < len(gold.files)
        if not known:
            yield (
                f"{where}: there is no report {ref}. Give a file name of the reports folder, or a number from 0 to "
                f"{len(gold.files) - 1} that counts its sorted .txt and .html files."
            )


def _reports_used(gold: Gold) -> Iterator[tuple[str, Ref]]:
    yield from (("attributions.yaml", file) for file in gold.attributions)
    yield from ((c.where, c.report) for c in _compared(gold))
    for family in gold.comparison.quote_families:
        yield from ((f"comparison.yaml, {family.id}", r) for r in family.members)
    for event in gold.events:
        yield from ((f"events.yaml, {event.id}", r) for r in event.reports)
    pairs = gold.comparison.independence
    for pair in (*pairs.dependent, *pairs.partly, *pairs.independent):
        yield from (("comparison.yaml, independence", r) for r in pair)
    for issue in gold.positions.issues:
        yield from ((f"positions.yaml, {issue.id}", r) for p in issue.positions for r, _ in p.evidence)
