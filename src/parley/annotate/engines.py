"""The engines that a user can choose, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from parley.annotate.engine import WEIGHTS, Encoder, ReadingEngine, Rules
from parley.annotate.outside.pipelines import spacy_engine
from parley.errors import UsageError

DEFAULT = "encoder"


@dataclass(frozen=True, slots=True)
class Known:
    """An engine by name; `form` is what a user writes, and what stands after its colon is handed to `make`."""

    form: str
    about: str
    make: Callable[[str], ReadingEngine]

    @property
    def name(self) -> str:
        """What stands before the colon."""
        return self.form.partition(":")[0]

    @property
    def setting(self) -> bool:
        """Whether something has to follow a colon."""
        return ":" in self.form


def _encoder(_: str) -> ReadingEngine:
    """The encoder; raises UsageError where an installation lacks its weights."""
    if not (WEIGHTS / "reader.onnx").is_file():
        raise UsageError("The weights of the encoder are missing.", "Install Parley again, or choose --engine rules.")
    return Encoder()


def _llm(where: str) -> ReadingEngine:
    """The engine that asks a local server."""
    from parley.annotate.outside.llm import llm_engine  # noqa: PLC0415  brings an HTTP client, which few runs need

    return llm_engine(where)


KNOWN: tuple[Known, ...] = (
    Known("encoder", "a small encoder, and rules where they are exact", _encoder),
    Known("rules", "word lists and rules over a small tagger", lambda _: Rules()),
    Known("spacy:PIPELINE", "tags and names by an installed spaCy pipeline", spacy_engine),
    Known("llm:URL[#MODEL]", "attributions by a language model on this machine", _llm),
)
"""All there are, the built-in ones first."""


def engine_of(chosen: str) -> ReadingEngine:
    """The engine that a user names; raises UsageError with the known ones where there is none such."""
    name, colon, setting = chosen.partition(":")
    found = next((each for each in KNOWN if each.name == name), None)
    if found is None or found.setting != bool(colon) or (colon and not setting):
        forms = ", ".join(each.form for each in KNOWN)
        raise UsageError(f"There is no engine {chosen!r}.", f"Choose one of {forms} (docs/engines.md).")
    return found.make(setting)
