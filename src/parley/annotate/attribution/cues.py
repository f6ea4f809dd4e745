"""The cue lexicon: which words tell that something is said, what they take as content, and which stance they show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from parley.annotate.inflection import plural, verb_forms
from parley.annotate.wordlists import table
from parley.errors import UsageError
from parley.reading import Stance


@dataclass(frozen=True, slots=True)
class Taking:
    """One kind of complement of a cue, and the stance that the cue shows with it."""

    group: str
    stance: Stance | None
    never: frozenset[str] = frozenset()
    """Main words of an object that make it none of this cue ("offered an opportunity")."""
    places: bool = True
    """Whether a place may be its object ("defended the town" tells a deed)."""
    only: frozenset[str] = frozenset()
    """Main words of the only objects, beside people, with which it is one ("attacked the plan", not the convoy)."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word or phrase: its lemma, the words after the first that belong to it, and its complements by kind.

    A complement that a preposition introduces is keyed by "+" and the preposition.
    """

    lemma: str
    rest: tuple[str, ...]
    takes: Mapping[str, Taking]


@dataclass(frozen=True, slots=True)
class Cues:
    """Cues by the form of their first word in lower case, longer phrases first."""

    by_form: Mapping[str, tuple[Cue, ...]]
    tags: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Penn tags that a form can have as a verb."""


@dataclass(slots=True)
class _Rows:
    """The complements of each lemma while the groups of a table are read."""

    takes: dict[str, dict[str, Taking]] = field(default_factory=dict)

    def add(self, group: Mapping[str, Any]) -> None:
        stance = group.get("stance")
        if stance is not None and stance not in get_args(Stance):
            raise UsageError(
                f"The cue group {group.get('name')!r} names no stance: {stance!r}.",
                f"Write one of {', '.join(get_args(Stance))}.",
            )
        never, only = (frozenset(group.get(key, "").split()) for key in ("never", "only"))
        kinds = [*group.get("takes", []), *(f"+{word}" for word in group.get("prepositions", "").split())]
        for lemma in group["words"].split():
            row = self.takes.setdefault(lemma, {})
            for kind in kinds:
                row.setdefault(kind, Taking(group["name"], stance, never, group.get("places", True), only))


@cache
def verb_cues() -> Cues:
    """Verbs, by every inflected form."""
    forms: dict[str, list[Cue]] = {}
    tags: dict[str, frozenset[str]] = {}
    for lemma, takes in _rows("verbs").items():
        first, *rest = lemma.split("_")
        cue = Cue(lemma, tuple(rest), takes)
        for form, possible in verb_forms(first).items():
            forms.setdefault(form, []).append(cue)
            tags[form] = tags.get(form, frozenset()) | possible
    return Cues(_longest_first(forms), tags)


@cache
def noun_cues() -> Cues:
    """Nouns, singular and plural."""
    forms: dict[str, list[Cue]] = {}
    for lemma, takes in _rows("nouns").items():
        for form in sorted({lemma, plural(lemma)}):
            forms.setdefault(form, []).append(Cue(lemma, (), takes))
    return Cues(_longest_first(forms))


@cache
def adjective_cues() -> Cues:
    """Adjectives that a linking verb joins to the speaker."""
    return Cues({lemma: (Cue(lemma, (), takes),) for lemma, takes in _rows("adjectives").items()})


@cache
def forms_of(key: str) -> Mapping[str, str]:
    """Lemma by form of a plain list of verbs in the lexicon (`light`, `links`, `leading`)."""
    found: dict[str, str] = {}
    for lemma in table("cues")[key]["words"].split():
        for form in verb_forms(lemma.split("_")[0]):
            found.setdefault(form, lemma)
    return found


def _rows(kind: str) -> dict[str, dict[str, Taking]]:
    rows = _Rows()
    for group in table("cues")[kind]:
        rows.add(group)
    return rows.takes


def _longest_first(forms: Mapping[str, Iterable[Cue]]) -> dict[str, tuple[Cue, ...]]:
    return {form: tuple(sorted(cues, key=lambda cue: -len(cue.rest))) for form, cues in forms.items()}
