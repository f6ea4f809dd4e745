"""Invented and real names of all the world, put into sentences: the tagger is to learn from what surrounds a name."""

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from parley.annotate.gazetteer import lookup
from parley.annotate.tokens import tokenize
from parley.annotate.wordlists import words as listed
from training.corpora import UNKNOWN, Marked, Sentence, labelled

HERE = Path(__file__).parent
LEXICON = HERE.parent / "src/parley/annotate/lexicon"

LABELS = {
    **dict.fromkeys("Ppf", "PER"), **dict.fromkeys("CTRV", "LOC"), **dict.fromkeys("OoBKGNUSQ", "ORG"),
    **dict.fromkeys("WL", "MISC"), **dict.fromkeys("AD", "O"),
}  # fmt: skip
"""Labels of the places for names in the patterns."""

COMMON_PARTS = ("institution", "place", "direction", "company", "honorific", "role", "event", "month")


@cache
def parts() -> dict[str, Any]:
    """The parts of invented names."""
    return tomllib.loads((HERE / "invention.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Names:
    """Real names to draw from, out of the lexicon; states with their adjectives."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    cities: tuple[str, ...]
    states: tuple[tuple[str, str], ...]
    agencies: tuple[str, ...]
    platforms: tuple[str, ...]
    blocs: tuple[str, ...]
    seats: tuple[str, ...]
    organisations: tuple[str, ...]


@cache
def known_names() -> Names:
    """The names of the lexicon that are not doubtful."""
    people = [(kind, titled(word)) for kind, words in _rows("people") for word in words.split()]
    polities = [(row[1], row[2], dict(column.split("=", 1) for column in row[3:])) for row in _rows("polities")]
    states = [(name, forms) for kind, name, forms in polities if kind == "state"]
    adjectives = [(name, _sure(forms.get("adjective", ""))) for name, forms in states]
    return Names(
        given=tuple(word for kind, word in people if kind == "given"),
        family=tuple(word for kind, word in people if kind == "family"),
        cities=tuple(city for _, cities in _rows("cities") for city in _sure(cities)),
        states=tuple((name, found[0]) for name, found in adjectives if found),
        agencies=tuple(_sure(names)[0] for kind, _, names in _rows("media") if kind == "agency" and _sure(names)),
        platforms=tuple(names.split("|")[0].strip("?") for kind, _, names in _rows("media") if kind == "platform"),
        blocs=tuple(word for kind, _, forms in polities if kind == "bloc" for word in _sure(forms["name"])),
        seats=tuple(word for _, forms in states for word in _sure(forms.get("seat", ""))),
        organisations=tuple(w for kind, _, forms in polities if kind == "organisation" for w in _sure(forms["name"])),
    )


def _rows(table: str) -> list[list[str]]:
    return [line.split("\t") for line in (LEXICON / f"{table}.tsv").read_text("utf-8").splitlines()]


def _sure(words: str) -> list[str]:
    return [word for word in words.split("|") if word and not word.endswith("?")]


def titled(word: str) -> str:
    """`Al-Tamimi` for `al-tamimi`."""
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


@cache
def _chain(names: tuple[str, ...]) -> dict[str, list[str]]:
    """Letters that follow two letters in names; `$` ends a word."""
    chain: dict[str, list[str]] = {}
    for name in names:
        word = "  " + name.split(" ")[-1].lower() + "$"
        for place in range(2, len(word)):
            chain.setdefault(word[place - 2 : place], []).append(word[place])
    return chain


class Inventor:
    """Names by the dice of one seed, about half of them real."""

    def __init__(self, seed: str) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        self.names = known_names()

    def pick(self, table: str, key: str) -> str:
        """One of the listed parts."""
        found = parts()[table][key]
        choices: list[str] = found.split() if isinstance(found, str) else found
        return self.dice.choice(choices)

    def word(self, like: tuple[str, ...] = ()) -> str:
        """A capitalised word, by letters that follow each other in like names (a Markov chain), or of syllables."""
        if self.dice.random() < 0.7:
            return self._like(like or self.names.cities)
        syllables = [
            self.pick("syllables", "onsets") + self.pick("syllables", "nuclei") for _ in range(self.dice.randint(1, 2))
        ]
        coda = self.pick("syllables", "codas") if self.dice.random() < 0.6 else ""
        return ("".join(syllables) + coda).capitalize()

    def _like(self, names: tuple[str, ...]) -> str:
        chain = _chain(names)
        word = "  "
        while len(word) < 14:
            letter = self.dice.choice(chain[word[-2:]])
            if letter == "$" and len(word) > 5:
                break
            word = "  " if letter == "$" else word + letter
        return titled(word.strip("- '"))

    def given(self) -> str:
        """A first name."""
        name = self.dice.choice(self.names.given) if self.dice.random() < 0.65 else self.word(self.names.given)
        roll = self.dice.random()
        if roll < 0.06:
            return f"{name}-{self.dice.choice(self.names.given)}"
        if roll < 0.12:
            return f"{name} {self.dice.choice('ABCDEFGHJKLMNPRSTVW')}."
        return f"{name} {self.dice.choice(self.names.given)}" if roll < 0.2 else name

    def family(self) -> str:
        """A last name."""
        if self.dice.random() < 0.5:
            name = self.dice.choice(self.names.family)
        else:
            ending = self.pick("syllables", "family_endings") if self.dice.random() < 0.2 else ""
            name = self.word(self.names.family) + ending
        roll = self.dice.random()
        if roll < 0.1:
            return self.pick("names", "particles") + name
        return f"{name}-{self.dice.choice(self.names.family)}" if roll < 0.15 else name

    def place(self) -> str:
        """A city or region."""
        if self.dice.random() < 0.45:
            return self.dice.choice(self.names.cities)
        name = self.word() + (self.pick("syllables", "place_endings") if self.dice.random() < 0.5 else "")
        roll = self.dice.random()
        if roll < 0.2:
            return f"{self.pick('names', 'place_beginnings')} {name}"
        return f"{name} {self.pick('names', 'place_kinds')}" if roll < 0.3 else name

    def state(self) -> tuple[str, str]:
        """A state with its adjective."""
        if self.dice.random() < 0.4:
            return self.dice.choice(self.names.states)
        name, adjective = self.pick("names", "states").replace("-", "").split(" ")
        stem = self.word()
        return stem + name, stem + adjective


class World:
    """Names that stay the same through one invented report."""

    def __init__(self, seed: str) -> None:
        self.inventor = Inventor(seed)
        self.filled: dict[str, str] = {}

    def name(self, slot: str) -> str:
        """The filling of a place for a name such as `P1`."""
        if slot not in self.filled:
            self.filled |= self._filling(slot[0], slot[1:])
        return self.filled[slot]

    def _filling(self, kind: str, number: str) -> dict[str, str]:
        inventor = self.inventor
        if kind in "Ppf":
            given, family = inventor.given(), inventor.family()
            full = f"{family} {given}" if inventor.dice.random() < 0.06 else f"{given} {family}"
            return {f"P{number}": full, f"p{number}": family, f"f{number}": given.split(" ")[0]}
        if kind in "CAD":
            state, adjective = inventor.state()
            people = adjective if adjective.endswith(("sh", "ese", "ch")) else f"{adjective}s"
            return {f"C{number}": state, f"A{number}": adjective, f"D{number}": people}
        if kind in "Oo":
            real = inventor.dice.random() < 0.15
            full = inventor.dice.choice(inventor.names.organisations) if real else self._shaped("O")
            letters = "".join(word[0] for word in full.split() if word[0].isupper())
            return {f"O{number}": full, f"o{number}": letters if len(letters) > 1 else inventor.word().upper()[:4]}
        return {f"{kind}{number}": self._other(kind)}

    def _other(self, kind: str) -> str:
        inventor, names = self.inventor, self.inventor.names
        real = inventor.dice.random() < 0.65
        if kind in "TR":
            return inventor.place()
        if kind in {"U", "L"}:
            return inventor.dice.choice(names.blocs if kind == "U" else names.platforms)
        if kind == "G":
            return (
                inventor.dice.choice(names.agencies)
                if real
                else inventor.word() + inventor.pick("names", "press_endings")
            )
        if kind == "S":
            return inventor.dice.choice(names.seats) if real else inventor.word() + inventor.pick("names", "seat_kinds")
        full = self._shaped(kind)
        short = kind == "B" and " " in full and inventor.dice.random() < 0.15
        return "".join(word[0] for word in full.split()).upper() if short else full

    def _shaped(self, kind: str) -> str:
        inventor = self.inventor
        fillings: dict[str, Callable[[], str]] = {
            "c": lambda: self.name("C1"), "a": lambda: self.name("A1"), "t": inventor.place, "r": inventor.place,
            "n": inventor.family, "m": inventor.family, "w": inventor.word,
            "k": lambda: str(inventor.dice.randint(1, 24)),
            "x": lambda: inventor.pick("words", "field"), "y": lambda: inventor.pick("words", "paper"),
        }  # fmt: skip
        return re.sub(r"\{(\w)\}", lambda match: fillings[match[1]](), inventor.pick("shapes", kind))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line of patterns.txt: texts and places for names in turn, and tags of the words of the texts."""

    parts: tuple[str, ...]
    tags: tuple[str, ...]
    headline: bool


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns with their tags."""
    lines, tags = (_lines(HERE / name) for name in ("patterns.txt", "pattern_tags.txt"))
    return tuple(
        Pattern(tuple(re.split(r"(<[^<>]+>)", line.removeprefix("^ "))), tuple(of_line.split()), line.startswith("^ "))
        for line, of_line in zip(lines, tags, strict=True)
    )


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").split("\n")[:-1] if not line.startswith("# ")]


def invented_reports(count: int) -> Iterator[list[Sentence]]:
    """Invented reports of eight to twenty sentences of the patterns, each with names of its own."""
    for number in range(count):
        world = World(f"report {number}")
        dice = world.inventor.dice
        yield [_filled(dice.choice(patterns()), world, f"invented {number}") for _ in range(dice.randint(8, 20))]


def _filled(pattern: Pattern, world: World, document: str) -> Sentence:
    dice = world.inventor.dice
    text = ""
    spans: list[Marked] = []
    for part in pattern.parts:
        filling = _slot(part[1:-1], world) if part.startswith("<") else part
        if part.startswith("<"):
            spans.append(Marked(len(text), len(text) + len(filling), part[1:-1]))
        text += filling
    names = [Marked(span.start, span.end, label) for span in spans if (label := _label(span.kind)) != "O"]
    sentence = replace(labelled(text, names, document), tags=_tags(text, pattern, spans))
    if pattern.headline and dice.random() < 0.4:
        sentence = replace(sentence, words=tuple(_headline_word(word) for word in sentence.words))
    if pattern.headline and dice.random() < 0.15:
        sentence = replace(sentence, words=tuple(word.upper() for word in sentence.words))
    return sentence


def _tags(text: str, pattern: Pattern, slots: Sequence[Marked]) -> tuple[str, ...]:
    """Tags of a filled pattern; a word that is partly name ("U.S.-based") is an adjective."""
    given = iter(pattern.tags)
    tags: list[str] = []
    for token in tokenize(text):
        touched = [slot for slot in slots if slot.start < token.end and token.start < slot.end]
        if not touched:
            tags.append(next(given, UNKNOWN))
        elif token.start < touched[0].start or touched[0].end < token.end:
            tags.append("JJ")
        else:
            tags.append(_slot_tag(touched[0].kind, text[token.start : token.end], last=token.end == touched[0].end))
    complete = UNKNOWN not in tags and next(given, None) is None
    return tuple(tags) if complete else (UNKNOWN,) * len(tags)


def _slot_tag(slot: str, word: str, *, last: bool) -> str:
    known: dict[str, str] = parts()["tags"]
    if word.lower() in known:
        return known[word.lower()]
    if word[0].isdigit():
        return "CD"
    if slot == "role":
        return "NN" if last or word not in parts()["words"]["adjectives"] else "JJ"
    if slot[0] == "A":
        return "JJ"
    return "NNPS" if slot[0] == "D" else "NNP"


def _label(slot: str) -> str:
    if slot.startswith("="):
        return slot[1:].partition(" ")[0]
    return LABELS.get(slot[0], "O") if slot[-1].isdigit() else "O"


def _slot(slot: str, world: World) -> str:
    dice = world.inventor.dice
    if slot.startswith("="):
        return slot.partition(" ")[2]
    if slot in parts()["words"]:
        return world.inventor.pick("words", slot)
    if slot == "num":
        return str(dice.randint(2, 30))
    return str(dice.randint(1960, 2029)) if slot == "year" else world.name(slot)


def _headline_word(word: str) -> str:
    return word if len(word) < 4 and word.islower() else word[:1].upper() + word[1:]


# Corpora with other names ------------------------------------------------------------------------------------------


def renamed(document: Sequence[Sentence], seed: str) -> list[Sentence]:
    """The document with most of its people, places and firms renamed, each name the same way throughout."""
    inventor = Inventor(seed)
    taken: dict[str, list[str]] = {}
    return [_reset(_renamed(sentence, inventor, taken), inventor) for sentence in document]


def _renamed(sentence: Sentence, inventor: Inventor, taken: dict[str, list[str]]) -> Sentence:
    words: list[str] = []
    tags: list[str] = []
    labels: list[str] = []
    for index, (word, tag, label) in enumerate(zip(sentence.words, sentence.tags, sentence.names, strict=True)):
        new = [word]
        if label[2:] in {"PER", "LOC", "ORG"} and _distinctive(word):
            last = index + 1 == len(sentence.words) or sentence.names[index + 1] != f"I-{label[2:]}"
            if word not in taken:
                taken[word] = _new(word, label, inventor, last=last)
            new = taken[word]
        words += new
        tags += [tag] * len(new)
        labels += [label] + [f"I-{label[2:]}"] * (len(new) - 1)
    return replace(sentence, words=tuple(words), tags=tuple(tags), names=tuple(labels))


def _distinctive(word: str) -> bool:
    """Whether the word is a name by itself, not a common part of names ("Ministry", "North")."""
    if len(word) < 3 or not word[0].isupper() or "." in word:
        return False
    return not any(word.lower() in listed("classes", kind) for kind in COMMON_PARTS)


def _new(word: str, label: str, inventor: Inventor, *, last: bool) -> list[str]:
    if inventor.dice.random() < 0.25:
        return [word]
    if label.endswith("PER"):
        new = inventor.family() if last else inventor.given().split(" ")[0]
    elif label.endswith("ORG"):
        new = inventor.word()
    elif lookup(word):
        new = inventor.state()[0]
    else:
        new = inventor.place() if label[0] == "B" and last else inventor.word()
    pieces = [new[token.start : token.end] for token in tokenize(new)]
    return [piece.upper() for piece in pieces] if word.isupper() and len(word) > 3 else pieces


def _reset(sentence: Sentence, inventor: Inventor) -> Sentence:
    """Some sentences as headlines, some in capitals, many with typographic marks."""
    words = list(sentence.words)
    roll = inventor.dice.random()
    if roll < 0.05 and 3 < len(words) < 16:
        words = [_headline_word(word) for word in words]
    elif roll < 0.07 and len(words) < 16:
        words = [word.upper() for word in words]
    marks = inventor.pick("marks", "styles")
    words = [_marked(word, tag, marks) for word, tag in zip(words, sentence.tags, strict=True)]
    return replace(sentence, words=tuple(words))


def _marked(word: str, tag: str, marks: str) -> str:
    if word == '"':
        return marks[0] if tag == "``" else marks[1]
    if word == "'":
        return marks[2] if tag == "``" else marks[3]
    return word.replace("'", marks[3])
