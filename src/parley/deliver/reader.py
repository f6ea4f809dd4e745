"""Reads records back from parsed JSON by the types of the nouns; notes every fault with the place where it stands."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from parley.deliver.layout import MAY_BE_EMPTY, NAMED, REPORT, absent, keys
from parley.dossier import Made, Setting
from parley.report import Block, Report, Sighting, Span
from parley.story import Wording


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold, and where: `statements[3].wordings[0].cue`."""

    at: str
    reason: str

    def __str__(self) -> str:
        return f"{self.at}: {self.reason}"


class UnreadableValueError(Exception):
    """A value could not be read; its fault has been noted already."""


@dataclass(slots=True)
class Reader:
    """Reads values by type; faults gather in `faults`, spans are held against `texts` (report id to text)."""

    texts: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def read(self, kind: Any, value: object, at: str) -> Any:
        """The value as this type; raises UnreadableValueError after noting why it cannot be."""
        return _reading(kind)(self, value, at)

    def refuse(self, at: str, reason: str) -> UnreadableValueError:
        """Note a fault and give the error to raise."""
        self.faults.append(Fault(at, reason))
        return UnreadableValueError(reason)


_Reading = Callable[[Reader, object, str], Any]


@cache
def _reading(kind: Any) -> _Reading:
    special: dict[Any, _Reading] = {Span: _span, Report: _report, Made: _made}
    special |= {str: _text, int: _whole, float: _number, bool: _flag}
    if kind in special:
        return special[kind]
    origin = get_origin(kind)
    if origin is Literal:
        return _one_of(get_args(kind))
    if origin in (UnionType, Union):
        return _optional(next(arg for arg in get_args(kind) if arg is not type(None)))
    if origin is tuple:
        return _several(get_args(kind)[0])
    if is_dataclass(kind) and isinstance(kind, type):
        return _record(kind)
    raise TypeError(f"no reading for {kind!r}")


def _text(reader: Reader, value: object, at: str) -> str:
    if isinstance(value, str) and value:
        return value
    if value is None and at.rpartition(".")[2] in MAY_BE_EMPTY:
        return ""
    raise reader.refuse(at, f"must be a text that is not empty, not {_shown(value)}")


def _whole(reader: Reader, value: object, at: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise reader.refuse(at, f"must be a whole number, not {_shown(value)}")


def _flag(reader: Reader, value: object, at: str) -> bool:
    if isinstance(value, bool):
        return value
    raise reader.refuse(at, f"must be true or false, not {_shown(value)}")


def _number(reader: Reader, value: object, at: str) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    raise reader.refuse(at, f"must be a number, not {_shown(value)}")


def _one_of(choices: tuple[object, ...]) -> _Reading:
    def read(reader: Reader, value: object, at: str) -> object:
        if isinstance(value, str) and value in choices:
            return value
        raise reader.refuse(at, f"must be one of {', '.join(map(str, choices))}, not {_shown(value)}")

    return read


def _optional(kind: Any) -> _Reading:
    def read(reader: Reader, value: object, at: str) -> Any:
        return None if value is None else reader.read(kind, value, at)

    return read


def _several(kind: Any) -> _Reading:
    def read(reader: Reader, value: object, at: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise reader.refuse(at, f"must be a list, not {_shown(value)}")
        found = []
        for place, item in enumerate(value):
            try:
                found.append(reader.read(kind, item, f"{at}[{place}]"))
            except UnreadableValueError:
                continue
        return tuple(found)

    return read


def _record(kind: type) -> _Reading:
    def read(reader: Reader, value: object, at: str) -> Any:
        if not isinstance(value, dict):
            raise reader.refuse(at, f"must be an object, not {_shown(value)}")
        return kind(**_values(reader, kind, value, at))

    return read


def _values(reader: Reader, kind: type, value: dict[str, object], at: str) -> dict[str, Any]:
    """The fields of a record; all of them are tried before the record is refused."""
    found: dict[str, Any] = {}
    refused: UnreadableValueError | None = None
    for key in keys(kind):
        place = f"{at}.{key.name}" if at else key.name
        try:
            if key.name in value:
                found[key.name] = reader.read(key.type, value[key.name], place)
            else:
                found[key.name] = _absent(reader, kind, key.name, place)
        except UnreadableValueError as error:
            refused = error
    if refused is not None:
        raise refused
    if kind is Wording and not found["report"]:
        found["report"] = next((span.report for span in found["content"]), "")
    return found


def _absent(reader: Reader, kind: type, name: str, at: str) -> object:
    if name in NAMED.get(kind, "").split():
        raise reader.refuse(at, "is missing")
    try:
        return absent(kind, name)
    except KeyError:
        raise reader.refuse(at, "is missing") from None


def _span(reader: Reader, value: object, at: str) -> Span:
    if not isinstance(value, dict):
        raise reader.refuse(at, f"must be a span, not {_shown(value)}")
    reason = span_fault(value, reader.texts)
    if reason:
        raise reader.refuse(at, reason)
    return Span(value["report"], value["start"], value["end"])


def span_fault(value: Mapping[str, object], texts: Mapping[str, str]) -> str | None:
    """Why a span does not hold against the texts of the reports, or None where it does."""
    report, start, end, words = (value.get(key) for key in ("report", "start", "end", "text"))
    if not isinstance(report, str) or report not in texts:
        return f"points into the report {_shown(report)}, which is not among the reports"
    if type(start) is not int or type(end) is not int or not isinstance(words, str):
        return "is no span: start and end must be whole numbers and text a text"
    if not 0 <= start < end <= len(texts[report]):
        return f"runs from {start} to {end} in a text of {len(texts[report])} characters"
    if texts[report][start:end] != words:
        return f"says {_shown(words)} where the report has {_shown(texts[report][start:end])}"
    return None


def _made(reader: Reader, value: object, at: str) -> Made:
    if not isinstance(value, dict):
        raise reader.refuse(at, f"must be an object, not {_shown(value)}")
    settings = value.get("settings", {})
    if not isinstance(settings, dict) or not all(isinstance(text, str | None) for text in settings.values()):
        raise reader.refuse(f"{at}.settings", "must be an object of texts by name")
    texts = {key: _required(reader, value, key, at) for key in ("time", "program", "engine", "engine_version")}
    return Made(**texts, settings=tuple(Setting(name, text or "") for name, text in settings.items()))


def _required(reader: Reader, value: dict[str, object], key: str, at: str) -> str:
    if key not in value:
        raise reader.refuse(f"{at}.{key}", "is missing")
    return _text(reader, value[key], f"{at}.{key}")


def _report(reader: Reader, value: object, at: str) -> Report:
    if not isinstance(value, dict):
        raise reader.refuse(at, f"must be an object, not {_shown(value)}")
    missing = [key for key in REPORT.split() if key not in value]
    if missing:
        raise reader.refuse(at, f"lacks {', '.join(missing)}")
    if not isinstance(value["text"], str):
        raise reader.refuse(f"{at}.text", f"must be a text, not {_shown(value['text'])}")
    known = {key: reader.read(str | None, value[key] or None, f"{at}.{key}") for key in _ABOUT}
    read = Report(
        id=_text(reader, value["id"], f"{at}.id"),
        text=value["text"],
        sightings=reader.read(tuple[Sighting, ...], value.get("sightings", [_sighting(value)]), f"{at}.sightings"),
        blocks=reader.read(tuple[Block, ...], value.get("blocks", []), f"{at}.blocks"),
        **known,
    )
    if not read.sightings:
        raise reader.refuse(f"{at}.sightings", "must say at least once where the report was found")
    if read.sha256 != value["sha256"]:
        raise reader.refuse(f"{at}.sha256", f"is not the digest of the text, which is {read.sha256}")
    return read


_ABOUT = ("outlet", "author", "title", "published", "language")


def _sighting(report: dict[str, object]) -> dict[str, object]:
    return {key: report[key] for key in ("file", "url", "outlet", "sha256")}


def _shown(value: object) -> str:
    """A value for a message: short, on one line."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
