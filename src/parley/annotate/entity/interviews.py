"""Interviews: paragraphs that ask and paragraphs that answer, where no name tells who speaks."""

from parley.annotate.entity.surface import Surface

_FEWEST = 3
"""Questions that make an interview of a report."""
_SHARE = 0.12
"""Share of its paragraphs that they have to be."""


def questions(text: Surface) -> frozenset[int]:
    """The paragraphs of an interview that end with a question mark; none where a report is no interview."""
    report = text.parse.report
    paragraphs = [number for number, block in enumerate(report.blocks) if block.kind == "paragraph"]
    asking = [
        number
        for number in paragraphs
        if report.text[report.blocks[number].start : report.blocks[number].end].rstrip().endswith("?")
    ]
    return frozenset(asking) if len(asking) >= max(_FEWEST, _SHARE * len(report.blocks)) else frozenset()


def persona(person: str, *, asked: bool) -> str:
    """Whom "i", "we" or "you" means in an interview: "you" in a question is the "i" of the answers."""
    if asked:
        return {"you": "i"}.get(person, f"{person}, asking")
    return {"you": "you, answering"}.get(person, person)
