"""What a language model answers, taken as nothing but strings to look for; whatever else it says is refused."""

import json
from dataclasses import dataclass
from typing import Any, get_args

from parley.annotate.outside.loopback import NoAnswer
from parley.reading import Stance

MOST = 50
"""Attributions of one passage, at most: a passage has a few hundred words."""

MOST_PIECES = 12
"""Pieces of one content, at most."""

STANCES: tuple[Stance, ...] = tuple(stance for stance in get_args(Stance) if stance != "unknown")

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "attributions": {
            "type": "array",
            "maxItems": MOST,
            "items": {
                "type": "object",
                "properties": {
                    "source": {"type": ["string", "null"]},
                    "cue": {"type": ["string", "null"]},
                    "content": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": MOST_PIECES},
                    "stance": {"enum": [*STANCES, None]},
                },
                "required": ["source", "cue", "content", "stance"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["attributions"],
    "additionalProperties": False,
}
"""The shape that is asked for, for servers that can hold a model to it."""


@dataclass(frozen=True, slots=True)
class Named:
    """An attribution as strings; whether they stand in the passage is not yet known."""

    source: str | None
    cue: str | None
    content: tuple[str, ...]
    stance: Stance | None


@dataclass(frozen=True, slots=True)
class Misshapen:
    """One attribution of an answer that is not of the shape asked for, and why."""

    reason: str


Row = Named | Misshapen


def answered(body: bytes) -> tuple[Row, ...] | NoAnswer:
    """The attributions that a chat completion names, in its order."""
    text = _text(_json(body))
    if text is None:
        return NoAnswer("gave an answer of another shape than a chat completion", whole=True)
    match _json(_unfenced(text)):
        case {"attributions": list(rows)}:
            pass
        case _:
            return NoAnswer("gave an answer that is not the JSON asked for", whole=True)
    if len(rows) > MOST:
        return NoAnswer(f"named {len(rows)} attributions, of at most {MOST}", whole=True)
    return tuple(map(_row, rows))


def models(body: bytes) -> tuple[str, ...]:
    """The ids of the models that a server lists."""
    match _json(body):
        case {"data": list(rows)}:
            return tuple(row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str))
    return ()


def _json(text: bytes | str) -> object:
    """The value of a JSON text, or None: neither wrong bytes nor any depth of brackets is an error."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value


def _text(completion: object) -> str | None:
    match completion:
        case {"choices": [{"message": {"content": str(text)}}, *_]}:
            return text
    return None


def _unfenced(text: str) -> str:
    """The text without the code fence that some models put around JSON."""
    lines = text.strip().splitlines()
    fenced = len(lines) > 2 and lines[0].startswith("```") and lines[-1] == "```"
    return "\n".join(lines[1:-1]) if fenced else text


def _row(row: object) -> Row:
    whole = {"source": None, "cue": None, "stance": None, **row} if isinstance(row, dict) else {}
    match whole:
        case {"source": str() | None as source, "cue": str() | None as cue, "content": list(content), "stance": stance}:
            pass
        case _:
            return Misshapen("it is not of the shape asked for")
    if not all(isinstance(piece, str) for piece in content):
        return Misshapen("it is not of the shape asked for")
    if not 0 < len(content) <= MOST_PIECES:
        return Misshapen(f"it has no content, or more than {MOST_PIECES} pieces of it")
    known = next((each for each in STANCES if each == stance), None)
    if known is None and stance not in (None, "", "unknown"):
        return Misshapen("its stance is none of those that there are")
    return Named(source or None, cue or None, tuple(content), known)
