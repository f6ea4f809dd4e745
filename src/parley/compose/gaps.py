"""What would have to move for an agreement: what a party refuses, ties to a condition, doubts or leaves unanswered.

Only what positions show is told: nobody is advised, and which of two parties should move is left open.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from parley.compose.cast import Cast
from parley.compose.overlap import opposes, standing
from parley.compose.timeline import shorten
from parley.dossier import Gap, Issue, Position
from parley.report import Report

MOST = 4
"""Gaps told of one issue."""

LONGEST = 110
"""Characters of the words of a position."""

FEWEST_ISSUES = 2
"""So many issues a party must speak on before its silence on another tells something."""

MOST_LEADING = 3
"""Parties whose silence is told: those that speak on most issues."""

DOUBTS = {"wary": "is wary of", "divided": "is divided over"}


def with_gaps(issues: Sequence[Issue], cast: Cast, texts: Mapping[str, Report]) -> tuple[Issue, ...]:
    """The issues, each with what stands between the parties; an issue on which they meet has no gaps."""
    spoken = Counter(party for issue in issues for party in {p.party for p in issue.positions if p.stance != "unknown"})
    ranked = sorted(spoken.items(), key=lambda row: (-row[1], row[0]))
    leading = [party for party, count in ranked[:MOST_LEADING] if count >= FEWEST_ISSUES]
    return tuple(replace(issue, gaps=_gaps(issue, leading, cast, texts)) for issue in issues)


def _gaps(issue: Issue, leading: Sequence[str], cast: Cast, texts: Mapping[str, Report]) -> tuple[Gap, ...]:
    if issue.overlap == "full":
        return ()
    held = standing(issue.positions)
    met = [*_refusals(held, cast), *_conditions(held, cast, texts), *_doubts(held, cast)]
    return tuple([*met, *_silences(held, leading, cast)][:MOST])


def _refusals(held: Sequence[Position], cast: Cast) -> Iterator[Gap]:
    """What one party asks for or offers and another rejects, each pair of parties and the same words once."""
    told: set[frozenset[str]] = set()
    words: set[tuple[str, str]] = set()
    for refused in held:
        for asked in held:
            pair, said = frozenset((refused.party, asked.party)), (refused.summary, asked.summary)
            if pair in told or said in words or not opposes(refused, asked):
                continue
            told.add(pair)
            words.add(said)
            detail = (
                f"{cast.name(asked.party)} {asked.stance} {_words(asked)}, {cast.name(refused.party)} rejects"
                f" {_words(refused)}: one of the two would have to move."
            )
            yield Gap("refusal", (asked.party, refused.party), detail, (asked.evidence[0], refused.evidence[0]))


def _conditions(held: Sequence[Position], cast: Cast, texts: Mapping[str, Report]) -> Iterator[Gap]:
    for position in held:
        if position.stance == "conditional":
            detail = f"{cast.name(position.party)} ties {_words(position)} to a condition"
            if position.condition:
                words = texts[position.condition.report].quote(position.condition)
                detail = f"{detail}: “{shorten(words.strip(' ,;.—–-'), LONGEST)}”"
            yield Gap("condition", (position.party,), f"{detail}.", (position.evidence[0],))


def _doubts(held: Sequence[Position], cast: Cast) -> Iterator[Gap]:
    for position in held:
        if position.stance in DOUBTS:
            detail = f"{cast.name(position.party)} {DOUBTS[position.stance]} {_words(position)}."
            yield Gap("hesitation", (position.party,), detail, (position.evidence[0],))


def _silences(held: Sequence[Position], leading: Sequence[str], cast: Cast) -> Iterator[Gap]:
    """The first demand or offer on which parties that speak on other issues are not reported to have answered."""
    speaking = {position.party for position in held if position.stance != "unknown"}
    silent = tuple(party for party in leading if party not in speaking)
    asked = next((position for position in held if position.stance in {"demands", "offers"}), None)
    if asked and silent and len(speaking) < 2:
        names = " or ".join(cast.name(party) for party in silent)
        detail = f"No answer of {names} is reported to what {cast.name(asked.party)} {asked.stance}: {_words(asked)}."
        yield Gap("silence", silent, detail, (asked.evidence[0],))


def _words(position: Position) -> str:
    return f"“{shorten(position.summary.removeprefix('that ').rstrip(',;.'), LONGEST)}”"
