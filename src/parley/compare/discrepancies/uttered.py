"""Days of utterances: the same quoted words, said on two days."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from parley.compare.discrepancies.ground import Ground, discrepancy, listed, quoted
from parley.compare.discrepancies.lists import occasions
from parley.compare.words import words
from parley.report import Span
from parley.story import Discrepancy, Reason, Statement, Value, Wording

RUN = 6
"""So many quoted words in a row must be the same: fewer may be said twice."""


@dataclass(frozen=True, slots=True)
class Uttered:
    """A wording with the day on which it was said, by the calendar."""

    day: str
    told: Span
    """The words that give the day."""
    runs: frozenset[str]


def uttered_discrepancies(ground: Ground) -> Iterator[Discrepancy]:
    """Statements that are quoted with the same words and dated to two days, where no report has both.

    Only days named by the calendar count: "yesterday" is as good as the day of the report that says so.
    """
    for statement in ground.compared.statements:
        told: dict[str, list[Uttered]] = defaultdict(list)
        for each in _uttered(ground, statement):
            told[each.day].append(each)
        days = [day for day in sorted(told) if any(_same_words(told, day, other) for other in told)]
        reports = [{each.told.report for each in told[day]} for day in days]
        if len(days) == 2 and reports[0].isdisjoint(reports[1]):
            yield _found(ground, statement, {day: told[day] for day in days})


def _same_words(told: dict[str, list[Uttered]], day: str, other: str) -> bool:
    return day != other and any(a.runs & b.runs for a in told[day] for b in told[other])


def _uttered(ground: Ground, statement: Statement) -> Iterator[Uttered]:
    for wording in statement.wordings:
        reading = ground.reading.get(wording.report)
        if reading is None or wording.attribution < 0 or wording.kind == "indirect":
            continue
        number = reading.attributions[wording.attribution].time
        time = reading.times[number] if number is not None else None
        if time is None or time.first is None or time.first != time.last:
            continue
        named = occasions().named & {word.text.strip(".") for word in words(ground.quote(time.span))}
        runs = _runs(ground, wording)
        if named and runs:
            yield Uttered(time.first, ground.clause(time.span) or time.span, runs)


def _runs(ground: Ground, wording: Wording) -> frozenset[str]:
    """All runs of quoted words of a wording."""
    reading = ground.reading[wording.report]
    found: set[str] = set()
    for quotation in reading.quotations:
        for span in wording.content if quotation.depth == 0 else ():
            start, end = max(span.start, quotation.inner_start), min(span.end, quotation.inner_end)
            heard = [word.text for word in words(reading.report.text, start, end)] if start < end else []
            found.update(" ".join(heard[i : i + RUN]) for i in range(len(heard) - RUN + 1))
    return frozenset(found)


def _found(ground: Ground, statement: Statement, told: dict[str, list[Uttered]]) -> Discrepancy:
    values = [Value(day, tuple(each.told for each in same)) for day, same in told.items()]
    speaker = ground.entity.get(statement.speaker or "")
    who = speaker.name if speaker else "one speaker"
    ways = [f"{day} in {ground.labels(each.told.report for each in same)}" for day, same in told.items()]
    note = f"The reports have {who} say the same words on different days: {listed(ways)}."
    first, second = told.values()
    shared = min(run for a in first for b in second for run in a.runs & b.runs)
    why = (Reason("same words quoted", 1.0, f"both quote {quoted(shared)}, and no report gives both days"),)
    return discrepancy("day", values, note, why)
