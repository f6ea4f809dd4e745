"""Sentences with tags and names from public corpora, cut into Parley's own tokens."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from parley.annotate.gazetteer import lookup
from parley.annotate.tokens import tokenize

UNKNOWN = "?"
"""The label of a word whose name the corpus does not tell; nothing is learnt from it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with tags and BIO labels; `tags` or `names` hold `UNKNOWN` where the corpus is silent."""

    document: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A name at some characters of a text."""

    start: int
    end: int
    kind: str

    def label(self, offset: int) -> str:
        """The label of the word that begins at a character."""
        return ("B-" if offset == self.start else "I-") + self.kind


@dataclass(frozen=True, slots=True)
class Piece:
    """A token as the corpus cuts it; `glued` when no blank follows."""

    form: str
    tag: str
    relation: str
    head: int
    word: int
    glued: bool
    entities: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence of a treebank."""

    document: str
    name: str
    pieces: tuple[Piece, ...]


def treebank(path: Path) -> Iterator[Parsed]:
    """Sentences of a CoNLL-U file (Universal Dependencies)."""
    document = name = ""
    rows: list[list[str]] = []
    for line in chain(path.read_text("utf-8").splitlines(), [""]):
        if line.startswith("# newdoc id = "):
            document = line.removeprefix("# newdoc id = ")
        elif line.startswith("# sent_id = "):
            name = line.removeprefix("# sent_id = ")
        elif line and line[0].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows:
            yield Parsed(document, name, tuple(_pieces(rows)))
            rows = []


def _pieces(rows: list[list[str]]) -> Iterator[Piece]:
    """Pieces of a sentence; those of one written word ("don't") carry its number."""
    word = inside = 0
    glued_after = False
    for row in rows:
        glued = "SpaceAfter=No" in row[9]
        if "-" in row[0]:
            word, inside, glued_after = word + 1, int(row[0].split("-")[1]), glued
        elif "." not in row[0]:
            number = int(row[0])
            if number > inside:
                word += 1
            else:
                glued = glued_after if number == inside else True
            entities = next((field[7:] for field in row[9].split("|") if field.startswith("Entity=")), "")
            yield Piece(row[1], row[4], row[7], int(row[6]), word, glued, entities)


def recut(parsed: Parsed, names: list[str]) -> Sentence:
    """The sentence in Parley's tokens; of a merged token the last piece tells the tag and the name."""
    text, starts = "", []
    for piece in parsed.pieces:
        starts.append(len(text))
        text += piece.form + ("" if piece.glued else " ")
    words, tags, labels = [], [], []
    first = 0
    for token in tokenize(text):
        while first + 1 < len(starts) and starts[first + 1] <= token.start:
            first += 1
        last = first
        while last + 1 < len(starts) and starts[last + 1] < token.end:
            last += 1
        words.append(text[token.start : token.end])
        tags.append(_tag(parsed.pieces, first, last))
        begins = token.start == starts[first]
        labels.append(_name(names[first : last + 1], begins=begins))
    return Sentence(parsed.document, tuple(words), tuple(tags), tuple(labels))


def _tag(pieces: tuple[Piece, ...], first: int, last: int) -> str:
    tag = pieces[last].tag
    if first == last or not any(piece.tag == "HYPH" for piece in pieces[first:last]):
        return tag
    if tag in {"VBN", "VBD", "VBG"} and pieces[last].relation in {"amod", "acl"}:
        return "JJ"
    if tag in {"NN", "NNS"} and pieces[last].relation in {"compound", "amod", "nmod"} and pieces[last].head > last + 1:
        return "JJ"
    return tag


def _name(labels: list[str], *, begins: bool) -> str:
    last = labels[-1]
    if last in {"O", UNKNOWN}:
        return last
    kind = last[2:]
    starts_here = (begins and labels[0] == f"B-{kind}") or (labels[0][2:] != kind and len(labels) > 1)
    return ("B-" if starts_here else "I-") + kind


def silent(parsed: Parsed) -> list[str]:
    """Labels for a corpus without names."""
    return [UNKNOWN] * len(parsed.pieces)


# Universal NER -----------------------------------------------------------------------------------------------------


def universal(path: Path) -> dict[str, list[str]]:
    """Labels of Universal NER by sentence; nationalities and stray labels become O."""
    labels: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# sent_id = "):
            name = line.removeprefix("# sent_id = ")
            labels[name] = []
        elif line and line[0].isdigit():
            label = line.split("\t")[2]
            labels[name].append(label if label[2:] in {"PER", "ORG", "LOC"} else "O")
    return labels


# GUM ---------------------------------------------------------------------------------------------------------------

_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
_OTHER = {"object", "event"}
_BRACKET = re.compile(r"\((\d+)(?:\[[^\]]*\])?-(\w+)-([^()]*)(\))?|(\d+)(?:\[[^\]]*\])?\)")


@dataclass(frozen=True, slots=True)
class _Open:
    number: str
    kind: str
    start: int
    core: tuple[int, ...]


def gum_names(parsed: Parsed) -> list[str]:
    """Names among GUM's entities: mentions whose minimal span is of proper nouns, outermost first."""
    labels = ["O"] * len(parsed.pieces)
    found = sorted(_mentions(parsed), key=lambda mention: (-len(mention.core), mention.start))
    for mention in found:
        span = _proper(parsed.pieces, mention)
        kind = _KINDS.get(mention.kind, "MISC" if mention.kind in _OTHER else "")
        if span is None or not kind or any(labels[index] != "O" for index in span):
            continue
        for index in span:
            labels[index] = ("B-" if index == span.start else "I-") + kind
    return [_doubtful(piece, label) for piece, label in zip(parsed.pieces, labels, strict=True)]


def _doubtful(piece: Piece, label: str) -> str:
    """A proper noun outside every entity is left open, unless it is a date or a title."""
    if label == "O" and piece.tag in {"NNP", "NNPS"} and piece.form.lower() not in TITLES | DATES:
        return UNKNOWN
    return label


def _mentions(parsed: Parsed) -> Iterator[_Open]:
    for index, piece in enumerate(parsed.pieces):
        for match in _BRACKET.finditer(piece.entities):
            if match[1]:
                fields = match[3].split("-")
                core = (
                    tuple(int(n) - 1 for n in fields[3].split(","))
                    if len(fields) > 3 and fields[3][:1].isdigit()
                    else ()
                )
                yield _Open(match[1], match[2], index, core)


def _proper(pieces: tuple[Piece, ...], mention: _Open) -> range | None:
    """The run of capitalised pieces that is the mention's name."""
    words = {pieces[mention.start].word + offset for offset in mention.core}
    core = [index for index in range(mention.start, len(pieces)) if pieces[index].word in words]
    while core and (pieces[core[0]].form.lower() in TITLES or _common_before_name(pieces, core)):
        core = core[1:]
    if not core or not _is_name(pieces[core[0]]):
        return None
    end = core[0] + 1
    while end < len(pieces) and end <= core[-1]:
        bridge = pieces[end].form in BRIDGES and end + 1 in core and _is_name(pieces[end + 1])
        if not bridge and (end not in core or not _is_name(pieces[end])):
            break
        end += 1
    first = core[0]
    while first and _extends(pieces, first - 1, range(first, end)):
        first -= 1
    run = range(first, end)
    plural_people = mention.kind == "person" and pieces[run[-1]].tag in {"NNPS", "JJ"}
    return None if plural_people or not any(pieces[index].tag in {"NNP", "NNPS"} for index in run) else run


def _extends(pieces: tuple[Piece, ...], index: int, run: range) -> bool:
    """Whether the piece before a name belongs to it ("Ana" before "Gil")."""
    piece = pieces[index]
    attached = piece.relation in {"compound", "flat"} and piece.head - 1 in run
    return attached and piece.tag == "NNP" and piece.form.lower() not in TITLES


def _common_before_name(pieces: tuple[Piece, ...], core: list[int]) -> bool:
    """Whether the first piece is a common noun of a kind that stands right before a name ("founder Ana Gil")."""
    return len(core) > 1 and core[1] == core[0] + 1 and pieces[core[0]].tag == "NN" and pieces[core[1]].tag == "NNP"


def _is_name(piece: Piece) -> bool:
    return piece.tag in {"NNP", "NNPS"} or (piece.form[:1].isupper() or piece.form[:1].isdigit())


_DATE_WORDS = """
january february march april may june july august september october november december monday tuesday wednesday thursday
friday saturday sunday jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec.
"""
_BRIDGE_WORDS = "- of de la del von van der al el bin ibn and & 's ’s the for"
_TITLE_WORDS = """
mr mr. mrs mrs. ms ms. dr dr. president prime minister senator sen. sen gov. governor secretary sir the attorney
professor prof. rep. representative general chancellor justice judge captain chief reporter spokesperson
"""

DATES = frozenset(_DATE_WORDS.split())
BRIDGES = frozenset(_BRIDGE_WORDS.split())
TITLES = frozenset(_TITLE_WORDS.split())


def states_as_places(sentence: Sentence) -> Sentence:
    """GUM takes a state that acts for an organisation; Universal NER takes it for a place, and so do we."""
    labels = list(sentence.names)
    for first, label in enumerate(labels):
        if label in {"B-ORG", "B-MISC"}:
            last = first + 1
            while last < len(labels) and labels[last] == f"I-{label[2:]}":
                last += 1
            entry = lookup(" ".join(sentence.words[first:last]))
            if entry and entry.polity.kind == "state" and entry.form in {"name", "abbreviation", "capital"}:
                labels[first:last] = [f"{label[:2]}LOC" for label in labels[first:last]]
    return replace(sentence, names=tuple(labels))


# Parts of the corpora, by document ---------------------------------------------------------------------------------


def ewt(data: Path, part: str) -> list[list[Sentence]]:
    """Documents of a part of EWT with the names of Universal NER."""
    names = universal(data / f"uner/en_ewt-ud-{part}.iob2")
    documents: dict[str, list[Sentence]] = {}
    for parsed in treebank(data / f"ewt/en_ewt-ud-{part}.conllu"):
        labels = names.get(parsed.name, [])
        known = len(labels) == len(parsed.pieces)
        documents.setdefault(parsed.document, []).append(recut(parsed, labels if known else silent(parsed)))
    return list(documents.values())


def gum(data: Path, part: str, genre: str = "") -> list[list[Sentence]]:
    """Documents of a part of GUM by its own division, of one genre if wanted."""
    division = (data / "gum/splits.md").read_text("utf-8")
    held_out = {
        name: re.findall(r"\* (GUM_\w+)", division.split(f"## {name}\n")[1].split("## ")[0]) for name in ("dev", "test")
    }
    documents = []
    for path in sorted((data / "gum/dep").glob(f"GUM_{genre}*.conllu")):
        where = next((name for name, listed in held_out.items() if path.stem in listed), "train")
        if where == part:
            documents.append([states_as_places(recut(parsed, gum_names(parsed))) for parsed in treebank(path)])
    return documents


def marked(path: Path) -> list[list[Sentence]]:
    """Documents of our own with names in brackets: `[PER Ana Gil] met [LOC Varnia]'s envoy`; `#` begins a document."""
    documents: list[list[Sentence]] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            documents.append([])
        elif line:
            documents[-1].append(_marked(line, f"{path.stem} {len(documents)}"))
    return [document for document in documents if document]


def _marked(line: str, document: str) -> Sentence:
    text = ""
    spans: list[Marked] = []
    for part in re.split(r"(\[[A-Z]+ [^\]]*\])", line):
        if part.startswith("["):
            kind, _, name = part[1:-1].partition(" ")
            spans.append(Marked(len(text), len(text) + len(name), kind))
            text += name
        else:
            text += part
    return labelled(text, spans, document)


def labelled(text: str, spans: Sequence[Marked], document: str) -> Sentence:
    """A sentence without tags, of a text whose names are marked."""
    words, labels = [], []
    for token in tokenize(text):
        words.append(text[token.start : token.end])
        inside = [span for span in spans if span.start <= token.start and token.end <= span.end]
        labels.append(inside[0].label(token.start) if inside else "O")
    return Sentence(document, tuple(words), (UNKNOWN,) * len(words), tuple(labels))
