"""States, blocs and organisations with the words that stand for them; cities, news agencies, platforms, given names."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, cast

from parley.annotate.tokens import tokenize
from parley.annotate.wordlists import table

PolityKind = Literal["state", "bloc", "organisation"]

_REMEMBERED = 20_000
"""Names whose keys are kept in mind."""
_Stems = Iterator[tuple[str, tuple[str, ...]]]

EntryForm = Literal["name", "abbreviation", "adjective", "demonym", "capital", "seat"]
"""How a word stands for a polity; `demonym` is its people, `seat` a palace, office or house of its government."""


@dataclass(frozen=True, slots=True)
class Polity:
    """A state (`code`: ISO 3166-1 alpha-3, XKX for Kosovo), a breakaway region (`x-...`), a bloc or an organisation."""

    code: str
    name: str
    kind: PolityKind


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word stands for; `ambiguous` when it is often a person, another place or a common word."""

    polity: Polity
    form: EntryForm
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An entry at the tokens from `start` to before `end`."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class City:
    """A city or region with the code of its country."""

    name: str
    country: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency, by the first of its names, with the code of its country."""

    name: str
    country: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Platform:
    """A place on the net where people post, by the first of its names."""

    name: str
    ambiguous: bool = False


def lookup(words: str) -> Entry | None:
    """The polity that a name, adjective, capital or seat stands for; `the` and full capitals do not matter."""
    key = _key(words)
    return _entry(key) or (_entry(key[4:]) if key[:4].lower() == "the " else None)


def polity(code: str) -> Polity | None:
    """The polity of a code."""
    return _polities().get(code)


def forms_of(code: str, *forms: EntryForm) -> tuple[str, ...]:
    """Words that stand for a polity, only in the given forms if any, in the order of the list."""
    wanted = [word for word, entry in _entries().items() if entry.polity.code == code]
    return tuple(word for word in wanted if not forms or _entries()[word].form in forms)


def city(words: str) -> City | None:
    """The city or region of this name."""
    return _cities().get(_key(words))


def agency(words: str) -> Agency | None:
    """The news agency of this name or abbreviation."""
    return _agencies().get(_key(words))


def platform(words: str) -> Platform | None:
    """The platform of this name."""
    return _platforms().get(_key(words))


def given_name(word: str) -> bool:
    """Whether leaders and ministers of the world bear this first name."""
    return word[:1].isupper() and word.lower() in _people("given")


def family_name(word: str) -> bool:
    """Whether leaders and ministers of the world bear this last name; a weak hint."""
    return word[:1].isupper() and word.lower() in _people("family")


def find(tokens: Sequence[str]) -> list[Match]:
    """Longest entries in a sequence of tokens, from left to right, never overlapping, without `the`; linear."""
    words = [token.replace("’", "'") for token in tokens]
    longest = _longest()
    matches: list[Match] = []
    start = 0
    while start < len(words):
        reach = longest.get(words[start])
        match = _match(words, start, reach) if reach else None
        if match:
            matches.append(match)
        start = match.end if match else start + 1
    return matches


def _match(words: list[str], start: int, longest: int) -> Match | None:
    for end in range(min(start + longest, len(words)), start, -1):
        entry = _entry(" ".join(words[start:end]))
        if entry:
            return Match(start, end, entry)
    return None


def _entry(key: str) -> Entry | None:
    entries = _entries()
    entry = entries.get(key)
    if entry is None and len(key) > 3 and key.isupper():
        return entries.get(_capitals().get(key, ""))
    return entry


@lru_cache(_REMEMBERED)
def _key(words: str) -> str:
    """Tokens with one blank between, apostrophes straight, as the tables hold them."""
    return " ".join(words[token.start : token.end] for token in tokenize(words)).replace("’", "'")


def demonym_of(adjective: str, names: Iterable[str]) -> str | None:
    """Which of these names an adjective or a word for inhabitants belongs to ("Varnian", "Varnia"); None in doubt."""
    known = list(dict.fromkeys(names))
    entry = lookup(adjective)
    if entry:
        same = [name for name in known if (other := lookup(name)) and other.polity == entry.polity]
        return same[0] if same else None
    words = {adjective, adjective.removesuffix("s")}
    for formed in (_regular, _possible):
        fits = [name for name in known if not words.isdisjoint(_formed(name, formed))]
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def regular_adjectives(name: str) -> frozenset[str]:
    """Adjectives and inhabitants that readers expect of a place name ("Varnian", "Varnians" for "Varnia")."""
    formed = list(_formed(name, _regular))
    return frozenset(formed) | {f"{word}s" for word in formed}


def _formed(name: str, stems: Callable[[str], _Stems]) -> Iterator[str]:
    """Adjectives that English may form of a place name; only its last word changes."""
    rest, _, last = name.rpartition(" ")
    if len(last) > 2:
        for stem, endings in stems(last):
            yield from (f"{rest} {stem}{ending}".lstrip() for ending in endings)


def _regular(name: str) -> _Stems:
    """Stems of a name with the endings that readers expect."""
    if name.endswith("land"):
        yield name, ("er", "ic", "ish", "i")
    elif name.endswith("stan"):
        yield name, ("i",)
        yield name[:-4].rstrip("i"), ("", "i")
    elif name.endswith("a"):
        yield name, ("n",)
    elif name.endswith(("e", "o", "u")):
        yield name, ("an", "n")
    elif name.endswith(("i", "y")):
        yield name[:-1], ("ian",)
    else:
        yield name, ("i", "ian", "an", "ese", "ish", "er")


def _possible(name: str) -> _Stems:
    """Stems of a name with endings that occur."""
    yield name, ("i", "ese", "ish", "er", "ite", "an", "ian", "ic", "n", "nian", "lese")
    if name[-1] in "aeiouy":
        yield name[:-1], ("an", "ian", "ean", "ese", "i", "ish", "ic", "iot", "ite", "er")
    if name.endswith(("ia", "ya")):
        yield name[:-2], ("", "ish", "ic", "ian", "i", "ese")
    if name.endswith(("us", "os", "is", "as", "es")):
        yield name[:-2], ("ian", "iot", "an", "ean", "i", "ite")


def classes(tokens: Sequence[str]) -> list[str]:
    """A class for each token by its listed name ("state 0" begins one, "state 1" goes on) or by itself; else empty."""
    found = [_word_class(token.lower()) for token in tokens]
    words = [token.replace("’", "'") for token in tokens]
    kinds, longest = _listed()
    start = 0
    while start < len(words):
        for end in range(min(start + longest.get(words[start], 0), len(words)), start, -1):
            kind = kinds.get(" ".join(words[start:end]))
            if kind:
                found[start:end] = [f"{kind} {int(index > start)}" for index in range(start, end)]
                start = end - 1
                break
        start += 1
    return [kind or _person_class(token) for kind, token in zip(found, tokens, strict=True)]


def _person_class(word: str) -> str:
    return ("given" if given_name(word) else "") + ("family" if family_name(word) else "")


@cache
def _word_class(word: str) -> str:
    return " ".join(kind for kind, words in _class_words().items() if word in words)


@cache
def _class_words() -> dict[str, frozenset[str]]:
    return {kind: frozenset(listed.split()) for kind, listed in table("classes").items()}


@cache
def _listed() -> tuple[dict[str, str], dict[str, int]]:
    """Kinds of all listed names, also in full capitals, and the tokens of the longest by its first token."""
    kinds = {key: "perhaps city" if city.ambiguous else "city" for key, city in _cities().items()}
    kinds |= {key: "perhaps agency" if agency.ambiguous else "agency" for key, agency in _agencies().items()}
    kinds |= {key: "perhaps platform" if platform.ambiguous else "platform" for key, platform in _platforms().items()}
    for key, entry in _entries().items():
        form = entry.form if entry.polity.kind == "state" else entry.polity.kind + " " + entry.form
        kinds[key] = f"perhaps {form}" if entry.ambiguous else form
    for key in list(kinds):
        if len(key) > 3:
            kinds.setdefault(key.upper(), kinds[key])
    longest: dict[str, int] = {}
    for key in kinds:
        first = key.split(" ", 1)[0]
        longest[first] = max(longest.get(first, 0), key.count(" ") + 1)
    return kinds, longest


@cache
def _rows(table: str) -> tuple[tuple[str, ...], ...]:
    """Lines of a table of the lexicon, cut at tabs."""
    text = files("parley.annotate").joinpath(f"lexicon/{table}.tsv").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines())


def _words(column: str) -> Iterator[tuple[str, bool]]:
    for word in column.split("|"):
        yield word.removesuffix("?"), word.endswith("?")


@cache
def _polities() -> dict[str, Polity]:
    return {code: Polity(code, name, cast("PolityKind", kind)) for code, kind, name, *_ in _rows("polities")}


@cache
def _entries() -> dict[str, Entry]:
    """Entries by key; of two polities that share a word the surer one has it, and it is ambiguous."""
    entries: dict[str, Entry] = {}
    for code, _, _, *columns in _rows("polities"):
        for column in columns:
            form, _, listed = column.partition("=")
            for word, ambiguous in _words(listed):
                entry = Entry(_polities()[code], cast("EntryForm", form), ambiguous)
                entries[word] = _surer(entries[word], entry) if word in entries else entry
    return entries


def _surer(first: Entry, second: Entry) -> Entry:
    if first.polity == second.polity:
        return first
    surer = second if first.ambiguous and not second.ambiguous else first
    return Entry(surer.polity, surer.form, ambiguous=True)


@cache
def _capitals() -> dict[str, str]:
    """Keys by their form in full capitals."""
    return {key.upper(): key for key in reversed(_entries())}


@cache
def _longest() -> dict[str, int]:
    """Tokens of the longest entry that begins with a token."""
    longest: dict[str, int] = {}
    for key in _entries():
        words = key.split(" ")
        for first in (words[0], words[0].upper()):
            longest[first] = max(longest.get(first, 0), len(words))
    return longest


@cache
def _cities() -> dict[str, City]:
    found: dict[str, City] = {}
    for country, listed in _rows("cities"):
        for word, ambiguous in _words(listed):
            shared = word in found
            found.setdefault(word, City(word, country, ambiguous))
            if shared:
                found[word] = City(word, found[word].country, ambiguous=True)
    return found


@cache
def _agencies() -> dict[str, Agency]:
    rows = [(country, list(_words(names))) for kind, country, names in _rows("media") if kind == "agency"]
    return {word: Agency(names[0][0], country, doubt) for country, names in reversed(rows) for word, doubt in names}


@cache
def _platforms() -> dict[str, Platform]:
    rows = [list(_words(names)) for kind, _, names in _rows("media") if kind == "platform"]
    return {word: Platform(words[0][0], doubtful) for words in reversed(rows) for word, doubtful in words}


@cache
def _people(kind: str) -> frozenset[str]:
    return frozenset(word for label, words in _rows("people") if label == kind for word in words.split(" "))
