"""The engine that a benchmark measures: those of `parley read`, and the encoder with weights of one's own."""

from pathlib import Path

from parley.annotate.engine import Encoder, ReadingEngine
from parley.annotate.engines import DEFAULT, engine_of
from parley.errors import UsageError

__all__ = ["DEFAULT", "chosen"]

_WEIGHTS = "encoder:"


def chosen(name: str) -> ReadingEngine:
    """The engine of a name; `encoder:FOLDER` takes the weights of a folder. Raises UsageError."""
    if not name.startswith(_WEIGHTS):
        return engine_of(name)
    folder = Path(name.removeprefix(_WEIGHTS))
    if not (folder / "reader.onnx").is_file():
        raise UsageError(f"There are no weights in {folder}.", "Name a folder with reader.onnx after encoder: .")
    return Encoder(weights=folder)
