"""How well tags and names are found: accuracy, and precision, recall and F1 of whole spans."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parley.annotate.tagger import Tagged
from training.corpora import UNKNOWN, Sentence

KINDS = ("PER", "ORG", "LOC", "MISC")


@dataclass(frozen=True, slots=True)
class Span:
    """Words from `first` to before `last` that are one name."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of names that were found, that were right and that there are."""

    right: int
    found: int
    there: int

    @property
    def line(self) -> str:
        """Precision, recall and F1 in per cent."""
        precision, recall = 100 * self.right / max(self.found, 1), 100 * self.right / max(self.there, 1)
        both = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"P {precision:.1f} R {recall:.1f} F1 {both:.1f} ({self.there})"


def spans(labels: Sequence[str]) -> list[Span]:
    """The names in BIO labels."""
    found: list[Span] = []
    start: int | None = None
    for place, label in enumerate([*labels, "O"]):
        if start is not None and label != f"I-{labels[start][2:]}":
            found.append(Span(start, place, labels[start][2:]))
            start = None
        if label[0] in "BI" and start is None:
            start = place
    return found


def names(gold: Iterable[Sentence], guessed: Iterable[Sequence[Tagged]], *, kinds: Sequence[str]) -> dict[str, Score]:
    """A score for each kind and for all of them; what the corpus leaves open is not counted."""
    counts: Counter[tuple[str, str]] = Counter()
    for sentence, tagged in zip(gold, guessed, strict=True):
        there = {span for span in spans(sentence.names) if span.kind in kinds}
        found = {span for span in spans([word.name for word in tagged]) if span.kind in kinds}
        found = {span for span in found if UNKNOWN not in sentence.names[span.first : span.last]}
        for name, some in (("there", there), ("found", found), ("right", there & found)):
            for span in some:
                counts.update([(name, span.kind), (name, "all")])
    return {
        kind: Score(counts["right", kind], counts["found", kind], counts["there", kind]) for kind in (*kinds, "all")
    }


def accuracy(gold: Iterable[Sentence], guessed: Iterable[Sequence[Tagged]]) -> float:
    """Share of tags that are right, in per cent."""
    right = total = 0
    for sentence, tagged in zip(gold, guessed, strict=True):
        right += sum(word.pos == tag for word, tag in zip(tagged, sentence.tags, strict=True))
        total += len(sentence.tags)
    return 100 * right / total
