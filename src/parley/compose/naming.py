"""Which parties a report names in one sentence with an issue, so that silence can be told from words not understood."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from parley.compose.cast import Cast
from parley.compose.lens import Lens
from parley.compose.terms import Terms, fold, singular, terms
from parley.dossier import Issue
from parley.reading import Reading


def with_named(issues: Sequence[Issue], lens: Lens, cast: Cast, readings: Sequence[Reading]) -> tuple[Issue, ...]:
    """The issues, each with the parties that some sentence names together with a word of it."""
    named: dict[str, set[str]] = defaultdict(set)
    own = _own_terms(issues)
    for reading in readings:
        words = fold(reading.report.text)
        for sentence in reading.sentences:
            parties = {
                party
                for mention in cast.within(reading.report.id, sentence.start, sentence.end)
                if (party := cast.party(mention.entity))
            }
            if not parties:
                continue
            for listed, prefix in ((lens.issue_terms, "issue-"), (own, "")):
                for hit in listed.find(words, sentence.start, sentence.end):
                    named[prefix + hit.key] |= parties
    return tuple(replace(issue, named=tuple(sorted(named[issue.id] | _standing(issue)))) for issue in issues)


def _own_terms(issues: Sequence[Issue]) -> Terms:
    """The nouns of the issues that no lens lists; their labels are words of the reports."""
    return terms(
        (issue.id, [f"{singular(issue.label.casefold())}*"]) for issue in issues if issue.id.startswith("issue-own-")
    )


def _standing(issue: Issue) -> set[str]:
    return {position.party for position in issue.positions}
