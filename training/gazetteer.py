"""Makes the gazetteer of the lexicon from our own lists, CountryInfo and REIGN; see README.md."""

import argparse
import csv
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from parley.annotate.tokens import tokenize

HERE = Path(__file__).parent

FORMS = (
    ("names", "name"), ("abbreviations", "abbreviation"), ("adjectives", "adjective"), ("demonyms", "demonym"),
    ("capitals", "capital"), ("seats", "seat"),
)  # fmt: skip

NO_PLURAL = re.compile(
    r"(?:ese|sh|ch|ss|ic|ois|Faso|abe|abé|who|wana|otho|Lao|Malagasy|Kyrgyz|Kosovo|Sino|Franco|Anglo|Indo|Italo|Russo)$"
)
PARTICLES = frozenset(
    re.findall(r"\w+", "of the and de da do dos das la las le les el al del di du d l en on upon am an y")
)
NICKNAME = re.compile(r"\b(?:State|Heart|Land|Country|Empire|Frontier|Old|Little|Sunbelt|Purchase)\b")
FAMILY_NAME_FIRST = frozenset({"CHN", "KOR", "PRK", "VNM", "TWN", "KHM", "HUN", "HKG", "MAC"})


def spaced(words: str) -> str:
    """The words as the finder sees them: tokens with one blank between, apostrophes straight."""
    return " ".join(words[token.start : token.end] for token in tokenize(words)).replace("’", "'")


def listed(words: str) -> list[str]:
    """The entries of a list that is parted by semicolons, each as the finder sees it, the doubtful ones with `?`."""
    found = []
    for entry in words.split(";"):
        word = entry.strip()
        if word:
            found.append(spaced(word.removesuffix("?")) + ("?" if word.endswith("?") else ""))
    plain = {word.removesuffix("?") for word in found}
    needless = {word for word in found if word[:4].lower() == "the " and word[4:].removesuffix("?") in plain}
    return [word for word in dict.fromkeys(found) if word not in needless]


def polities() -> list[str]:
    """One line for each state, bloc and organisation: code, kind, shown name, then its forms."""
    states = tomllib.loads((HERE / "states.toml").read_text("utf-8"))
    others = tomllib.loads((HERE / "organisations.toml").read_text("utf-8"))
    lines = [_polity(code, "state", row) for code, row in states.items()]
    lines += [_polity(code, "bloc", row) for code, row in others["blocs"].items()]
    lines += [_polity(code, "organisation", row) for code, row in others["organisations"].items()]
    return lines


def _polity(code: str, kind: str, row: dict[str, str]) -> str:
    forms = {form: listed(row.get(key, "")) for key, form in FORMS}
    taken = set(forms["name"]) | set(forms["abbreviation"])
    forms["adjective"] = [word for word in forms["adjective"] if word.removesuffix("?") not in taken]
    forms["demonym"] += [plural for word in forms["adjective"] if (plural := _plural(word)) and plural not in taken]
    shown = row["names"].split(";")[0].strip().removesuffix("?")
    columns = [f"{form}={'|'.join(dict.fromkeys(words))}" for form, words in forms.items() if words]
    return "\t".join([code, kind, shown, *columns])


def _plural(adjective: str) -> str:
    """`Afghans` for `Afghan`; nothing for adjectives that name no people."""
    word = adjective.removesuffix("?")
    if NO_PLURAL.search(word) or not word[-1].islower():
        return ""
    return word + "s" + ("?" if adjective.endswith("?") else "")


# CountryInfo -------------------------------------------------------------------------------------------------------


def countries(path: Path) -> Iterator[tuple[str, str]]:
    """Code and block of every country of CountryInfo."""
    text = path.read_text("latin-1")
    for block in re.findall(r"<Country>(.*?)</Country>", text[text.index("-->") :], re.DOTALL):
        code = _field(block, "ISO3166-alpha3").strip()
        if re.fullmatch("[A-Z]{3}", code):
            yield code, block


def _field(block: str, name: str) -> str:
    match = re.search(rf"<{name}>(.*?)</{name}>", block, re.DOTALL)
    return match[1] if match else ""


def _entries(block: str, name: str) -> Iterator[str]:
    """Upper-case names of a field, without comments, codes and markers."""
    for line in _field(block, name).splitlines():
        entry = re.split(r"[#\[<(,&]", line)[0].strip().strip("_").replace("_", " ").strip()
        if len(entry) > 2 and re.fullmatch(r"(?:ST\. )?[A-Z][A-Z' -]*", entry):
            yield entry


def titled(name: str) -> str:
    """`Port-au-Prince` for `PORT-AU-PRINCE`."""
    parts = re.split(r"([ -])", name.lower())
    words = [part if index and part in PARTICLES else _capital(part) for index, part in enumerate(parts)]
    return "".join(words)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def cities(source: Path, ordinary: frozenset[str], people: frozenset[str]) -> list[str]:
    """One line for each country: code, cities and regions; doubtful ones with `?`."""
    own = tomllib.loads((HERE / "places.toml").read_text("utf-8"))
    found = {code: {word.removesuffix("?"): word for word in listed(words)} for code, words in own.items()}
    sourced: dict[str, list[str]] = {}
    for code, block in countries(source):
        names = [spaced(titled(name)) for field in ("MajorCities", "Regions") for name in _entries(block, field)]
        sourced.setdefault(code, []).extend(name for name in names if _is_place(name))
    several = Counter(name for names in sourced.values() for name in set(names))
    for code, names in sourced.items():
        rows = found.setdefault(code, {})
        for name in names:
            doubtful = several[name] > 1 or name.lower() in ordinary or name.lower() in people
            rows.setdefault(name, name + ("?" if doubtful else ""))
    return [f"{code}\t{'|'.join(found[code][name] for name in sorted(found[code]))}" for code in sorted(found)]


def _is_place(name: str) -> bool:
    """Nicknames of American states and single short words are left out."""
    return len(name) > 3 and not NICKNAME.search(name)


def people(source: Path, leaders: Path) -> dict[str, list[str]]:
    """Given names and family names of the world's leaders and ministers, in small letters."""
    given: dict[str, set[str]] = defaultdict(set)
    family: dict[str, set[str]] = defaultdict(set)
    for code, block in countries(source):
        offices = _field(block, "Leaders") + "\n" + _field(block, "Government")
        names = re.findall(r"^\s*([A-Z][A-Z'._-]+)_?\s*\[", offices, re.MULTILINE)
        for name in names:
            words = [word.lower() for word in name.strip("_").split("_") if re.fullmatch(r"[A-Z][A-Z'-]{2,}", word)]
            if len(words) < 2:
                continue
            first, last = (words[-1], words[0]) if code in FAMILY_NAME_FIRST else (words[0], words[-1])
            given[first].add(name)
            family[last].add(name)
    with leaders.open(encoding="latin-1", newline="") as rows:
        for row in csv.DictReader(rows):
            word = row["leader"].split()[-1].lower() if row["leader"].split() else ""
            if re.fullmatch(r"[a-z][a-z'-]{3,}", word) and int(row["eyear"] or 2021) >= 1990:
                family[word] |= {row["leader"], "leader"}
    first_names = [
        word for word, names in given.items() if len(names) > 1 and 2 * len(names) >= len(family.get(word, ()))
    ]
    last_names = [word for word, names in family.items() if len(names) > 1 and len(word) > 3]
    return {"given": sorted(first_names), "family": sorted(last_names)}


def ordinary_words(treebank: Path) -> frozenset[str]:
    """Words that a treebank writes in small letters: as names they are doubtful."""
    rows = (line.split("\t") for line in treebank.read_text("utf-8").splitlines() if line[:1].isdigit())
    counts = Counter(row[1] for row in rows if row[1].islower() and row[3] not in {"PROPN", "X"})
    return frozenset(word for word, count in counts.items() if count > 1)


def wrapped(label: str, words: Iterable[str]) -> list[str]:
    """Lines `label<tab>word word ...` of bearable length."""
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 110:
            lines.append(f"{label}\t{line}")
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, f"{label}\t{line}"]


def media() -> list[str]:
    """One line for each news agency (with its country) and each platform."""
    others = tomllib.loads((HERE / "organisations.toml").read_text("utf-8"))
    lines = [f"agency\t{code}\t{'|'.join(listed(names))}" for code, names in others["agencies"]]
    return lines + [f"platform\t\t{'|'.join(listed(names))}" for names in others["platforms"]]


def main() -> None:
    """Writes polities.tsv, cities.tsv, media.tsv and people.tsv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with gazetteers/ and ewt/")
    parser.add_argument("lexicon", type=Path, help="folder to write to")
    arguments = parser.parse_args()
    source = arguments.data / "gazetteers/CountryInfo.120116.txt"
    ordinary = ordinary_words(arguments.data / "ewt/en_ewt-ud-train.conllu")
    names = people(source, arguments.data / "gazetteers/leaderlist_3_21.csv")
    names = {kind: [word for word in words if word not in ordinary] for kind, words in names.items()}
    tables = {
        "polities": polities(),
        "cities": cities(source, ordinary, frozenset(names["given"]) | frozenset(names["family"])),
        "media": media(),
        "people": wrapped("given", names["given"]) + wrapped("family", names["family"]),
    }
    for name, lines in tables.items():
        (arguments.lexicon / f"{name}.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
