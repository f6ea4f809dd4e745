"""A lens: which issues a negotiation has and by which words they and stances show; a YAML file that users can copy."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from parley.compose.terms import Terms, bare, fold, terms
from parley.errors import UsageError
from parley.reading import Stance
from parley.story import Story

AUTO = "auto"
SHIPPED = (
    "peace-talks",
    "labour-dispute",
    "trade-talks",
    "climate-talks",
    "coalition-talks",
    "debt-talks",
    "general",
)
"""The lenses that come with the program; `auto` takes the one whose signs the reports show most, else the last."""

CLEAR = 2
"""Different signs of a lens that a report must show on average for the lens to fit."""

SAFE: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

LARGEST = 1_000_000


class IssueRow(BaseModel):
    """An issue of a lens: its label, its code in the lens's taxonomy, and its terms."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")
    label: str = Field(min_length=1, max_length=120)
    code: str | None = None
    terms: tuple[str, ...] = Field(min_length=1)

    @field_validator("terms", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        return tuple(map(str, value)) if isinstance(value, list) else value


class StanceRow(BaseModel):
    """The words of a stance: said of the holder (`subject`) or, by the holder, of the matter (`speaker`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()


class PartyRow(BaseModel):
    """A party of the negotiation: the name that it shall bear, other words that stand for it, its people's roles."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=120)
    also: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    """Words of the roles of its people: "harbour minister"."""


class LensFile(BaseModel):
    """The file as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=60)
    about: str = ""
    taxonomy: str | None = None
    signs: tuple[str, ...] = ()
    """Words that show that a story is of the lens's kind."""
    parties: tuple[PartyRow, ...] = ()
    issues: tuple[IssueRow, ...] = Field(min_length=1)
    stances: dict[Stance, StanceRow] = Field(default_factory=dict)


class StanceFile(BaseModel):
    """`stances.yaml`: the stances of every lens, words that open a condition, and cues that show no stance."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stances: dict[Stance, StanceRow]
    conditions: tuple[str, ...]
    silent: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    bearing: tuple[str, ...] = ()
    """Cues that bear the stance which the engine hears in them, besides the words of stance."""
    felt: tuple[str, ...] = ()
    """Participles that say of their subject what it feels or has made up its mind to."""
    vague: tuple[str, ...] = ()
    """Nouns that name no issue of their own, in the singular."""
    undoing: tuple[str, ...] = ()
    """Nouns, in the singular, for less of something or its end."""
    hostile: tuple[str, ...] = ()
    """Nouns, in the singular, for what is done to somebody and never offered."""
    slight: tuple[str, ...] = ()
    """Words without content."""
    referring: tuple[str, ...] = ()
    """Nouns, in the singular, that point to what was spoken of before."""
    weak: tuple[str, ...] = ()
    """Words of stance too weak to raise an issue that the lens does not name."""
    negations: tuple[str, ...] = ()
    """Words that turn a sentence into its contrary."""
    bodies: tuple[str, ...] = ()
    """Nouns, in the singular, for a body of people that can be a side of a negotiation."""
    servants: tuple[str, ...] = ()
    """Nouns, in the singular, for people who speak and act for the side that they are of."""
    wholes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Nouns, in the singular, for the talks or for all that is on the table, by the noun under which they are one."""
    presses: tuple[str, ...] = ()
    """Words of which the name of a body's own publisher is made, besides the body's name."""


@dataclass(frozen=True, slots=True)
class Lens:
    """A lens ready for use; `source` is the file's own text."""

    name: str
    about: str
    source: str
    issues: tuple[IssueRow, ...]
    issue_terms: Terms
    stance_terms: Terms
    """Keys are `stance/subject` and `stance/speaker`."""
    conditions: Terms
    signs: Terms
    silent: Terms
    """Cues that show no stance on the issue, whatever they tell of the speaker."""
    denials: Terms
    """Cues after which no stance that is told is held."""
    parties: tuple[PartyRow, ...] = ()


@cache
def shelf() -> tuple[Lens, ...]:
    """The shipped lenses, in the order of SHIPPED."""
    return tuple(_lens(_shipped(f"{name}.yaml"), name) for name in SHIPPED)


def find_lens(name: str) -> Lens | None:
    """The lens of that name or file; None for `auto`, which is decided when the story is known.

    Raises UsageError with the faulty field for a file that is no lens.
    """
    if name == AUTO:
        return None
    for lens in shelf():
        if lens.name == name:
            return lens
    path = Path(name)
    if not path.is_file():
        raise UsageError(f"There is no lens {name!r}.", "`parley lens` lists the shipped ones; a file must exist.")
    try:
        return _lens(path.read_text("utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The lens {name} cannot be read: {error}.", "Save it as UTF-8 text.") from error


def fitting(story: Story) -> Lens:
    """The shipped lens of whose signs the story's reports show most, a sign once a report; without signs `general`."""
    texts = [fold(reading.report.text) for reading in story.readings]

    def shown(lens: Lens) -> int:
        return sum(len({text[hit.start : hit.end] for hit in lens.signs.find(text, 0, len(text))}) for text in texts)

    best = max(shelf(), key=shown)
    return best if shown(best) >= CLEAR * len(texts) > 0 else shelf()[-1]


def _lens(source: str, file: str) -> Lens:
    try:
        written = LensFile.model_validate(_parsed(source))
    except ValidationError as error:
        raise _refused(file, error) from error
    _check_names(file, written)
    base = _stances()
    return Lens(
        name=written.name,
        about=written.about,
        source=source,
        issues=written.issues,
        issue_terms=terms((issue.id, issue.terms) for issue in written.issues),
        stance_terms=terms(_stance_rows((written.stances, base.stances))),
        conditions=terms([("condition", base.conditions)]),
        signs=terms([("sign", written.signs)]),
        silent=terms([("silent", base.silent)]),
        denials=terms([("denial", base.denials)]),
        parties=written.parties,
    )


def _refused(file: str, error: ValidationError) -> UsageError:
    """The first fault of a lens, by its place; of a key that no lens has, with those that may stand there."""
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"])) or "the file"
    if first["type"] != "extra_forbidden":
        return UsageError(
            f"The lens {file} is not valid: {place}: {first['msg']}.", "Compare `parley lens peace-talks`."
        )
    rows: dict[str, type[BaseModel]] = {"issues": IssueRow, "parties": PartyRow, "stances": StanceRow}
    row = rows.get(str(first["loc"][0]), LensFile) if len(first["loc"]) > 1 else LensFile
    return UsageError(
        f"The lens {file} has a key that no lens knows: {place}.",
        f"Remove or correct it; here may stand {', '.join(row.model_fields)}.",
    )


def _check_names(file: str, written: LensFile) -> None:
    """Refuses a lens in which one name stands for two parties, or one id for two issues."""
    owners: dict[str, str] = {}
    for party in written.parties:
        for name in {bare(name) for name in (party.name, *party.also)}:
            if owners.setdefault(name, party.name) != party.name or (
                name == bare(party.name) and _twice(party, written)
            ):
                raise UsageError(
                    f"In the lens {file} two parties bear the name {name!r}.", "Give every name to one party only."
                )
    held: dict[str, str] = {}
    for party in written.parties:
        for role in {bare(role) for role in party.members}:
            if held.setdefault(role, party.name) != party.name:
                raise UsageError(
                    f"In the lens {file} two parties have the member {role!r}.", "Give every role to one party only."
                )
    ids = [issue.id for issue in written.issues]
    twice = next((each for each in ids if ids.count(each) > 1), None)
    if twice:
        raise UsageError(f"In the lens {file} two issues have the id {twice!r}.", "Give every issue an id of its own.")


def _twice(party: PartyRow, written: LensFile) -> bool:
    return sum(bare(each.name) == bare(party.name) for each in written.parties) > 1


def _parsed(source: str) -> object:
    if len(source) > LARGEST:
        raise UsageError(f"The lens is longer than {LARGEST} characters.", "Shorten it.")
    try:
        return yaml.load(source, Loader=SAFE)  # noqa: S506  the safe loader, in C where PyYAML has it
    except (yaml.YAMLError, RecursionError) as error:
        raise UsageError(f"The lens is no valid YAML: {' '.join(str(error).split())}.", "Mend that line.") from error


def _stance_rows(tables: Iterable[dict[Stance, StanceRow]]) -> list[tuple[str, tuple[str, ...]]]:
    rows: list[tuple[str, tuple[str, ...]]] = []
    for table in tables:
        for stance, row in table.items():
            rows += [(f"{stance}/subject", row.subject), (f"{stance}/speaker", row.speaker)]
    return rows


@cache
def vague() -> frozenset[str]:
    """Nouns that name no issue of their own ("statement", "week"), in the singular."""
    return frozenset(_stances().vague)


@cache
def undoing() -> frozenset[str]:
    """Nouns for less of something or its end ("cut", "freeze"), in the singular."""
    return frozenset(_stances().undoing)


@cache
def hostile() -> frozenset[str]:
    """Nouns for what is done to somebody ("sanction", "strike"), in the singular."""
    return frozenset(_stances().hostile)


@cache
def referring() -> frozenset[str]:
    """Nouns that point to what was spoken of before ("offer", "idea"), in the singular."""
    return frozenset(_stances().referring)


@cache
def weak() -> Terms:
    """Words of stance too weak to raise an issue that the lens does not name."""
    return terms([("weak", _stances().weak)])


@cache
def bearing() -> Terms:
    """Cues that bear the stance which the engine hears in them, besides the words of stance."""
    return terms([("bearing", _stances().bearing)])


@cache
def felt() -> frozenset[str]:
    """Participles that say of their subject what it feels or has made up its mind to ("opposed")."""
    return frozenset(_stances().felt)


@cache
def negations() -> frozenset[str]:
    """Words that turn a sentence into its contrary ("not", "never")."""
    return frozenset(_stances().negations)


@cache
def bodies() -> frozenset[str]:
    """Nouns for a body of people that can be a side of a negotiation ("company", "union"), in the singular."""
    return frozenset(_stances().bodies)


@cache
def servants() -> frozenset[str]:
    """Nouns for people who speak and act for their side ("official", "negotiator"), in the singular."""
    return frozenset(_stances().servants)


@cache
def wholes() -> dict[str, str]:
    """For a noun for the talks or for all that is on the table, in the singular, the one under which it is counted."""
    return {noun: name for name, nouns in _stances().wholes.items() for noun in nouns}


@cache
def presses() -> frozenset[str]:
    """Words of which the name of a body's own publisher is made ("press", "office")."""
    return frozenset(_stances().presses)


@cache
def slight() -> frozenset[str]:
    """Words of three letters and more that tell nothing of what a text is about."""
    return frozenset(_stances().slight)


@cache
def _stances() -> StanceFile:
    parsed = yaml.load(_shipped("stances.yaml"), Loader=SAFE)  # noqa: S506  as above
    listed = {key: parsed.pop(key) for key in StanceFile.model_fields if key != "stances"}
    return StanceFile.model_validate({"stances": parsed, **listed})


def _shipped(name: str) -> str:
    return files("parley.compose").joinpath("lenses", name).read_text("utf-8")
