"""Splitting: which mentions of an entity the analyst takes out of it, by spelling, by report or by passage."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from re import compile as pattern
from re import escape

from parley.compose.things import Thing
from parley.dossier import Dossier
from parley.errors import UsageError
from parley.report import Report, Span

LISTED = 8
"""Candidates that an error names."""

_ADDRESS = pattern(r"(?:report-)?(r-[0-9a-f]{4,})[:.](\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Part:
    """What of an entity is another's: spellings of it, or reports; or passages, in words or as REPORT:START-END."""

    names: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


def taken_out(dossier: Dossier, thing: Thing, part: Part) -> set[Span]:
    """The mentions that go; raises UsageError where there are none, or where nothing would remain."""
    if bool(part.names) == bool(part.passages):
        remedy = "Give spellings or reports after the entity, or passages of it by --at."
        raise UsageError("A split needs what is to be taken out: names, or passages.", remedy)
    out = {span for name in part.names for span in _named(dossier, thing, name)}
    out |= {span for passage in part.passages for span in _within(dossier, thing, passage)}
    if not set(thing.spans) - out:
        raise UsageError(f"Nothing would remain of {thing.ids[0]}.", "Leave a spelling, report or passage with it.")
    return out


def _named(dossier: Dossier, thing: Thing, part: str) -> list[Span]:
    """The mentions of an entity in a spelling, or in a report."""
    reports = {report.id: report for report in dossier.reports}
    entity = next(each for each in dossier.entities if each.id == thing.ids[0])
    spelt = [span for variant in entity.variants if plain(variant.text) == plain(part) for span in variant.mentions]
    spelt += [span for span in thing.spans if plain(reports[span.report].quote(span)) == plain(part)]
    found = spelt or [s for s in thing.spans if part in {s.report, reports[s.report].file}]
    if not found:
        words = sorted({" ".join(reports[span.report].quote(span).split()) for span in thing.spans})
        raise UsageError(
            f"{thing.ids[0]} is nowhere called {part!r}, and no report with it is.",
            f"It is called {listed(f'“{each}”' for each in words)}.",
        )
    return found


def _within(dossier: Dossier, thing: Thing, passage: str) -> list[Span]:
    """The mentions of an entity in a passage; one in words must stand in one place."""
    reports = {report.id: report for report in dossier.reports}
    address = _ADDRESS.fullmatch(passage.strip())
    if address:
        ids = [name for name in reports if name.startswith(address[1])]
        places = [Span(name, int(address[2]), int(address[3])) for name in ids]
    else:
        places = [span for report in dossier.reports for span in _places(report, passage)]
    if not places:
        raise UsageError(f"The passage {passage!r} stands in none of these reports.", "Copy its words from a report.")
    if len(places) > 1:
        told = listed(f"{place.report}:{place.start}-{place.end}" for place in places)
        raise UsageError(
            f"The words {passage!r} stand in {len(places)} places: {told}.", "Give more words, or one of these."
        )
    found = [span for span in thing.spans if places[0].report == span.report and _holds(places[0], span)]
    if not found:
        told = listed(f"{s.report}:{s.start}-{s.end} “{reports[s.report].quote(s)}”" for s in thing.spans)
        raise UsageError(f"{thing.ids[0]} is not mentioned in {passage!r}.", f"It is mentioned at {told}.")
    return found


def _holds(place: Span, span: Span) -> bool:
    return place.start <= span.start and span.end <= place.end


def _places(report: Report, words: str) -> Iterator[Span]:
    """Where words stand in a report, however blanks and lines part them."""
    parts = [_escaped(word) for word in words.split()]
    for found in pattern(r"\s+".join(parts)).finditer(report.text) if parts else ():
        yield report.span(found.start(), found.end())


def _escaped(word: str) -> str:
    """A word for a search in which the forms of quotation marks and apostrophes are one."""
    return "".join("['’‘]" if sign in "'’‘" else '["“”„]' if sign in '"“”„' else escape(sign) for sign in word)


def plain(words: str) -> str:
    """Words by which something is looked for: blanks and capitals aside."""
    return " ".join(words.split()).casefold()


def listed(names: Iterable[str]) -> str:
    """Some names on one line, the first few where they are many."""
    held = list(names)
    return ", ".join(held[:LISTED]) + (f" and {len(held) - LISTED} more" if len(held) > LISTED else "")
