"""The dossier as JSON (`parley-dossier/1`): the one form that every other tool reads, written and read without loss."""

import json
import re
from dataclasses import dataclass, is_dataclass
from pathlib import Path

from parley.deliver.layout import REPORT, keys
from parley.deliver.reader import Fault, Reader, UnreadableValueError, span_fault
from parley.deliver.references import reference_faults
from parley.dossier import FORMAT, Dossier, Made
from parley.errors import DossierError
from parley.garbage import uncollected
from parley.report import Report, Span

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_REMEDY = "Make it again with `parley read`, or take the file as it was written."


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a dossier holds: the faults found, and how many reports and spans were held against each other."""

    faults: tuple[Fault, ...]
    reports: int
    spans: int

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@uncollected()
def dump(dossier: Dossier) -> str:
    """The dossier as JSON text: same dossier, same bytes; half characters (lone surrogates) become U+FFFD."""
    writer = _Writer({r.id: _whole_characters(r.text) for r in dossier.reports}, _origin_of(dossier))
    return _indented(writer.record(dossier), "\n") + "\n"


def _indented(value: object, line: str) -> str:
    """What `json.dumps` gives with an indent of one; it alone writes that five times as slowly as without."""
    inner = f"{line} "
    if isinstance(value, dict) and value:
        fields = f",{inner}".join([f"{_written(key)}: {_indented(held, inner)}" for key, held in value.items()])
        return f"{{{inner}{fields}{line}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join([_indented(held, inner) for held in value])}{line}]"
    return repr(value) if type(value) is int else _written(value)


_written = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def load(text: str) -> Dossier:
    """The dossier that a JSON text holds; raises DossierError where a span, a key or an id does not hold."""
    examined = _examine(text)
    if examined.faults or examined.dossier is None:
        more = f" (and {len(examined.faults) - 1} more faults)" if len(examined.faults) > 1 else ""
        raise DossierError(f"This dossier does not hold: {examined.faults[0]}{more}.", _REMEDY)
    return examined.dossier


def verify(source: str | Path) -> Verdict:
    """Whether a dossier, given as JSON text or as the path of a file, holds in every span, key and id."""
    examined = _examine(source if isinstance(source, str) else _text_of(source))
    return Verdict(tuple(examined.faults), examined.reports, examined.spans)


@dataclass(frozen=True, slots=True)
class _Writer:
    texts: dict[str, str]
    origins: dict[str, str]

    def written(self, value: object) -> object:
        match value:
            case str():
                written: object = _whole_characters(value) or None
            case tuple():
                written = [self.written(item) for item in value]
            case Span():
                written = self.span(value)
            case Report():
                written = self.report(value)
            case Made():
                written = self.made(value)
            case _:
                written = self.record(value) if is_dataclass(value) else value
        return written

    def record(self, value: object) -> dict[str, object]:
        kind: type = type(value)
        written = {key.name: self.written(getattr(value, key.name)) for key in keys(kind)}
        return {"format": FORMAT, **written} if isinstance(value, Dossier) else written

    def span(self, span: Span) -> dict[str, object]:
        words = self.texts.get(span.report, "")[span.start : span.end]
        return {"report": span.report, "start": span.start, "end": span.end, "text": words}

    def report(self, report: Report) -> dict[str, object]:
        safe = Report(report.id, self.texts[report.id], report.sightings, report.blocks)
        special = {"origin": self.origins.get(report.id), "sha256": safe.sha256, "text": safe.text}
        written = {key: special.get(key, self.written(getattr(report, key, None))) for key in REPORT.split()}
        return {**written, "sightings": self.written(report.sightings), "blocks": self.written(report.blocks)}

    def made(self, made: Made) -> dict[str, object]:
        written = {key.name: self.written(getattr(made, key.name)) for key in keys(Made)}
        return {**written, "settings": {_whole_characters(s.name): self.written(s.value) for s in made.settings}}


def _whole_characters(text: str) -> str:
    """The text with every lone surrogate replaced one for one, so that offsets hold."""
    return _SURROGATE.sub("\ufffd", text)


def _origin_of(dossier: Dossier) -> dict[str, str]:
    return {report: origin.id for origin in dossier.origins for report in origin.reports}


@dataclass(frozen=True, slots=True)
class _Examined:
    dossier: Dossier | None
    faults: list[Fault]
    reports: int = 0
    spans: int = 0


def _examine(text: str) -> _Examined:
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _Examined(None, [Fault("file", f"is not JSON: {error}")])
    if not isinstance(parsed, dict):
        return _Examined(None, [Fault("file", "is not a dossier: the outermost value is not an object")])
    if parsed.get("format") != FORMAT:
        return _Examined(None, [Fault("format", f"is {parsed.get('format')!r}, not {FORMAT!r}")])
    reader = Reader(_texts(parsed))
    try:
        dossier = reader.read(Dossier, parsed, "")
    except UnreadableValueError:
        dossier = None
    spans = _Spans(reader)
    spans.walk(parsed, "")
    faults = list(dict.fromkeys([*reader.faults, *reference_faults(parsed)]))
    return _Examined(dossier, faults, len(reader.texts), spans.count)


def _texts(parsed: dict[str, object]) -> dict[str, str]:
    reports = parsed.get("reports")
    found = [r for r in reports if isinstance(r, dict)] if isinstance(reports, list) else []
    return {r["id"]: r["text"] for r in found if isinstance(r.get("id"), str) and isinstance(r.get("text"), str)}


@dataclass(slots=True)
class _Spans:
    """Holds every span of a parsed dossier against the texts, wherever it stands, keys of other programs included."""

    reader: Reader
    count: int = 0

    def walk(self, top: object, at: str) -> None:
        waiting = [(top, at)]
        while waiting:
            value, place = waiting.pop()
            if isinstance(value, list):
                waiting.extend((item, f"{place}[{number}]") for number, item in enumerate(value))
            elif isinstance(value, dict):
                self.hold(value, place)
                waiting.extend((item, f"{place}.{key}" if place else key) for key, item in value.items())

    def hold(self, value: dict[str, object], at: str) -> None:
        if not value.keys() >= {"report", "start", "end", "text"}:
            return
        self.count += 1
        reason = span_fault(value, self.reader.texts)
        if reason:
            self.reader.refuse(at, reason)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DossierError(f"{path} cannot be read: {error.strerror}.", "Give the path of a dossier.json.") from error
    except UnicodeDecodeError as error:
        raise DossierError(f"{path} is not UTF-8 text.", "Give the path of a dossier.json.") from error
