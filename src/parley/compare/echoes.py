"""Echoes: quoted words that a report gives to nobody and that are part of an utterance told elsewhere."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parley.compare.utterances import Utterance
from parley.compare.words import content, fold, words
from parley.reading import Quotation, Reading
from parley.report import Span
from parley.story import Reason, Wording

LEAST = 4
"""Words of a quotation without a speaker that are looked for in what others quote,"""
WEIGHTY = 2
"""and so many of them must carry content."""
UNATTRIBUTED = -1
"""Stands in a wording for the index of an attribution where the report attributes the words to nobody."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Quoted words of one statement, by its number."""

    statement: int
    words: str


class Echoes:
    """The words that wordings of statements quote, found by runs of a few words."""

    def __init__(self, groups: Sequence[Sequence[Utterance]]) -> None:
        self._groups = groups
        self._reports = [{each.report for each in told} for told in groups]
        self._runs: Mapping[str, set[Heard]] = defaultdict(set)
        for number, told in enumerate(groups):
            for piece in {piece for each in told for piece in each.quoted}:
                for run in _runs(piece):
                    self._runs[run].add(Heard(number, piece))

    def of(self, readings: Sequence[Reading]) -> Mapping[int, list[Wording]]:
        """By statement: wordings of the quotations that no attribution holds and that one statement alone has."""
        found: dict[int, list[Wording]] = defaultdict(list)
        for reading in readings:
            for quotation in _unattributed(reading):
                said = fold(reading.report.text[quotation.inner_start : quotation.inner_end])
                number = self._home(said, reading.report.id)
                if number is not None and _weighty(reading, quotation):
                    found[number].append(self._wording(reading, quotation, number, said))
        return found

    def _home(self, said: str, report: str) -> int | None:
        """The only statement whose quoted words hold these, if no wording of it is of this report."""
        runs = _runs(said)
        held = self._runs.get(runs[0], set()) if runs else set()
        homes = {heard.statement for heard in held if f" {said} " in f" {heard.words} "}
        return min(homes) if len(homes) == 1 and report not in self._reports[min(homes)] else None

    def _wording(self, reading: Reading, quotation: Quotation, number: int, said: str) -> Wording:
        return Wording(
            report=reading.report.id,
            source=None,
            cue=None,
            content=(Span(reading.report.id, quotation.inner_start, quotation.inner_end),),
            relation="verbatim" if self._groups[number][0].text == said else "fragment",
            kind="direct",
            via=None,
            attribution=UNATTRIBUTED,
            why=(Reason("quoted without a speaker", 1.0, f"“{said}” stands in quotation marks in both"),),
        )


def _unattributed(reading: Reading) -> Iterator[Quotation]:
    """Quotations that do not meet the content of any attribution."""
    held = sorted((span.start, span.end) for each in reading.attributions for span in each.content)
    at, reach = 0, 0
    for quotation in sorted(reading.quotations, key=lambda each: each.start):
        while at < len(held) and held[at][0] < quotation.end:
            reach = max(reach, held[at][1])
            at += 1
        if quotation.depth == 0 and reach <= quotation.start:
            yield quotation


def _weighty(reading: Reading, quotation: Quotation) -> bool:
    return len(set(content(words(reading.report.text, quotation.inner_start, quotation.inner_end)))) >= WEIGHTY


def _runs(said: str) -> list[str]:
    split = said.split()
    return [" ".join(split[i : i + LEAST]) for i in range(len(split) - LEAST + 1)]
