"""The words and signs in which the page says kinds, statuses and stances: each sign has its word beside it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """A word of the page with a shape before it, so that nothing is told by colour alone."""

    shape: str
    word: str
    name: str
    """Plain name for the style sheet."""


def _signs(rows: str) -> dict[str, Sign]:
    """Signs by key from rows of `key shape word`."""
    split = [row.split(maxsplit=2) for row in rows.strip().splitlines()]
    return {key: Sign(shape, word, key) for key, shape, word in split}


STANCES = _signs("""
demands ▲ demands
rejects ✕ rejects
offers ◆ offers
supports ● supports
accepts ✓ accepts
conditional ◐ on a condition
wary ▽ is wary
open ○ is open
divided ◇ is divided
unknown ? not stated
""")

SILENCES = _signs("""
named … named with it, but no position found
absent – not mentioned
""")

OVERLAPS = _signs("""
full ● Full overlap
partial ◐ Partial overlap
none ○ No overlap
unknown ? Not known
""")

CARRIED = _signs("""
corroborated ◉ corroborated
repeated ◎ repeated
single ○ one report
disputed ≠ disputed
""")

STATUSES = _signs("""
happened ■ happened
planned □ planned
proposed ◇ proposed
denied ✕ denied
unverified ? unverified
""")

RELATIONS = _signs("""
first ❝ first wording
verbatim = letter for letter
altered ≠ altered
fragment … fragment
longer + at greater length
part ¶ another part of it
translation ⇄ quoted in other words
paraphrase ~ paraphrase
""")

CONFLICTS = {
    "number": "Number",
    "day": "Day",
    "period": "Length of time",
    "place": "Place",
    "participant": "Who took part",
    "name": "Spelling of a name",
    "role": "Role",
    "quotation": "Wording of a quotation",
    "attribution": "Who said it",
    "outcome": "Outcome",
}

SECTIONS = {
    "happened": "What happened",
    "stands": "Where talks stand",
    "moved": "What moved",
    "disputed": "In dispute",
    "alone": "One report alone",
    "next": "What comes next",
}

DIRECTNESS = {"direct": "direct speech", "indirect": "reported speech", "mixed": "partly quoted"}

STAGES = {
    "acquire": "Reading the file",
    "annotate": "Reading the text",
    "compare": "Comparing",
    "compose": "Composing",
    "deliver": "Delivering",
    "decide": "Replaying decisions",
}
