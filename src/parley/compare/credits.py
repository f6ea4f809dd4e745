"""Credits: which agency a report says that it rests on, and who signed it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import Literal

from parley.reading import Reading
from parley.report import Report

Extent = Literal["whole", "most", "part"]
"""How much of a report its agency accounts for: credited with all of it, named for most of what is said, or a part."""

_DATELINE = re.compile(r"[^()\n]{0,100}\((?P<name>[^()\n]{2,40})\)\s{0,3}[-–—:]")
_SIGNED = re.compile(r"\(?(?P<name>[^()\n/]{2,40})(?:/[\w.]{1,12})?\)?\.?")
_NAME = re.compile(r"[\w&.'’-]+")
_MOST = 3
"""So many attributions at least, and half of all, must be passed on by one agency that a report rests on it."""


@dataclass(frozen=True, slots=True)
class Credit:
    """What a report says of where it comes from; all None where it says nothing."""

    agency: str | None = None
    extent: Extent | None = None
    author: str | None = None


def credit(reading: Reading) -> Credit:
    """The agency of one report by its byline, dateline, credit lines, last line or attributions, and its author."""
    report = reading.report
    author = _author(report)
    whole = agency(report.author or "") or _dateline(report) or _signature(report)
    partly: str | None = None
    for line in _lines(report):
        found = agency(line)
        if found is None or _words(line) & _lexicon().pictures:
            continue
        if _words(line) & _lexicon().partly:
            partly = partly or found
        else:
            whole = whole or found
    if whole:
        return Credit(whole, "whole", author)
    most = _passed_on(reading)
    return Credit(most or partly, "most" if most else "part" if partly else None, author)


def agency(words: str) -> str | None:
    """The agency that stands among the words, by the name to show, or None."""
    lexicon = _lexicon()
    tokens = [match[0].strip(".'’-") for match in _NAME.finditer(words[:400])]
    for size in (5, 4, 3, 2, 1):
        for at in range(len(tokens) - size + 1):
            form = " ".join(tokens[at : at + size])
            if form in lexicon.agencies:
                return lexicon.agencies[form]
            if size == 1 and form.isupper() and len(form) > 3 and form.title() in lexicon.agencies:
                return lexicon.agencies[form.title()]
    return _called_agency(words)


def _called_agency(words: str) -> str | None:
    """A name that is not on the list but calls itself a news agency."""
    for kind in _lexicon().kinds:
        at = words.casefold().find(kind)
        if at > 0:
            near = takewhile(lambda word: word[0].isupper() and word[-1].isalnum(), reversed(words[:at].split()[-4:]))
            before = [word for word in reversed(list(near)) if word not in {"The", "By", "From"}]
            if before:
                return " ".join([*before, *words[at : at + len(kind)].split()])
    return None


def _author(report: Report) -> str | None:
    """The person or people who signed, folded; None for a desk, an agency or nobody."""
    words = [word.casefold() for word in _NAME.findall(report.author or "")]
    words = words[1:] if words[:1] == ["by"] else words
    if len(words) < 2 or set(words) & _lexicon().nobody or agency(report.author or ""):
        return None
    return " ".join(words)


def _dateline(report: Report) -> str | None:
    """The agency in the brackets before the first sentence: "NORDHAVN, 3 March (Norra) -"."""
    block = next((each for each in report.blocks if each.kind in {"dateline", "paragraph"}), None)
    start = block.start if block else 0
    match = _DATELINE.match(report.text, start, start + 160)
    if match is None:
        return None
    name = match["name"].strip()
    known = agency(name)
    if known or not name[0].isupper() or _words(name) & _lexicon().notes or any(mark.isdigit() for mark in name):
        return known
    before = report.text[match.start() : match.start("name")]
    opens = before.split(",")[0].split("(")[0].strip()
    return name if len(name.split()) <= 3 and (opens.isupper() or not opens) else None


def _signature(report: Report) -> str | None:
    """An agency that stands alone in the last line: "dpa/ov", "(Reuters)"."""
    block = next((each for each in reversed(report.blocks) if each.kind in {"paragraph", "credit"}), None)
    if block is None or block.end - block.start > 60:
        return None
    match = _SIGNED.fullmatch(report.text, block.start, block.end)
    if match is None:
        return None
    name = match["name"].strip()
    return _lexicon().agencies.get(name) or _lexicon().agencies.get(name.title())


def _lines(report: Report) -> list[str]:
    """Bylines and credit lines, and the last short paragraph where it speaks of contributions."""
    lines = [report.text[each.start : each.end] for each in report.blocks if each.kind in {"byline", "credit"}]
    last = report.blocks[-1] if report.blocks else None
    if last and last.kind == "paragraph" and last.end - last.start < 200:
        words = report.text[last.start : last.end]
        if {"contributed", "contributing"} & _words(words) or _words(words[:12]) & {"with", "source", "copyright"}:
            lines.append(words)
    return lines


def _passed_on(reading: Reading) -> str | None:
    """The agency that passed on at least half of what the report attributes."""
    names = [
        agency(reading.entities[each.via_entity].name or "")
        for each in reading.attributions
        if each.via_entity is not None
    ]
    found = sorted(name for name in names if name)
    best = max(found, key=lambda name: (found.count(name), name), default=None)
    if best is None or found.count(best) < max(_MOST, len(reading.attributions) / 2):
        return None
    return best


def _words(line: str) -> set[str]:
    return {word.casefold() for word in _NAME.findall(line)}


@dataclass(frozen=True, slots=True)
class _Lexicon:
    agencies: dict[str, str]
    """Every form of an agency's name, to the name that is shown."""
    partly: frozenset[str]
    pictures: frozenset[str]
    kinds: tuple[str, ...]
    notes: frozenset[str]
    nobody: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    table = tomllib.loads(files("parley.compare").joinpath("lexicon/agencies.toml").read_text("utf-8"))
    forms = {form: name for name, others in table["agencies"].items() for form in (name, *others)}
    credits_ = table["credits"]
    return _Lexicon(
        forms,
        frozenset(credits_["partly"]),
        frozenset(credits_["pictures"]),
        tuple(credits_["kinds"]),
        frozenset(credits_["notes"]),
        frozenset(table["authors"]["nobody"]),
    )
