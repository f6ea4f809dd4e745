"""Names against Universal NER on the English Web Treebank: `python -m quality.names DATA [--split test]`.

DATA holds `uner/en_ewt-ud-SPLIT.iob2` (Mayhew et al., NAACL 2024, CC BY-SA 4.0) and `ewt/en_ewt-ud-SPLIT.conllu`
(CC BY-SA 4.0), from which the raw text of a document is put together. The treebank has lost the line breaks of e-mails
and lists, so each of its sentences is a block of the report. A name counts where it covers exactly the gold's words and
has its label: PER, ORG or LOC. OTH and stray labels are read as O.

Of a reading, mentions by name count, and capitals that stand for a government, as places. A party is LOC where it is
a state of the gazetteer or one that the gazetteer does not know, ORG where it is a bloc. `--sentences` reads each
sentence alone, without its document; `--labels` scores the name labels of the parse, before entities are made of them
(for the encoder and the rules).
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from parley.annotate.engine import Encoder, ReadingEngine
from parley.annotate.gazetteer import polity
from parley.annotate.stages import Parsing, parsed
from parley.annotate.tokens import tokenize
from parley.reading import LocalEntity, Reading
from parley.report import Block, Report, Sighting
from quality.engine import DEFAULT, chosen
from quality.measure import harmonic, share

LABELS = ("PER", "ORG", "LOC")
_KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC"}

Name = tuple[int, int]
"""First and last word of a name, by place in the document."""


@dataclass(slots=True)
class Page:
    """A text put together from words: their characters, its sentences, its names with labels."""

    name: str
    text: str = ""
    words: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    gold: dict[Name, str] = field(default_factory=dict)

    def met(self, start: int, end: int) -> list[int]:
        """The words that a stretch of the text meets."""
        return [index for index, word in enumerate(self.words) if word[0] < end and start < word[1]]

    def report(self) -> Report:
        """It as Parley reads it: English, one block for each sentence."""
        blocks = tuple(Block(start, end, "paragraph") for start, end in self.sentences if start < end)
        return Report(self.name, self.text, (Sighting(self.name, None, None, ""),), blocks, language="en")


def labels(path: Path) -> dict[str, list[str]]:
    """The IOB2 labels of each sentence by its id; others than LABELS are O."""
    found: dict[str, list[str]] = {}
    row: list[str] = []
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("# sent_id = "):
            row = found[line.removeprefix("# sent_id = ")] = []
        elif line[:1].isdigit():
            label = line.split("\t")[2]
            row.append(label if label[2:] in LABELS else "O")
    return found


def pages(conllu: Path, told: dict[str, list[str]], *, sentences: bool = False) -> Iterator[Page]:
    """The documents of a treebank, or each of its sentences, with the labels told; silent sentences have none."""
    page: Page | None = None
    for block in conllu.read_text("utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        head = {key: value for key, _, value in (line[2:].partition(" = ") for line in lines if line.startswith("# "))}
        if page is None or sentences or "newdoc id" in head:
            if page is not None:
                yield page
            page = Page(head["sent_id"] if sentences else head.get("newdoc id", head["sent_id"]))
        _add(page, [line.split("\t") for line in lines if line[0] != "#"])
        row = told.get(head["sent_id"], [])
        page.gold.update(_names(row, len(page.words) - len(row)))
    if page is not None:
        yield page


def _add(page: Page, rows: Sequence[Sequence[str]]) -> None:
    """Appends a sentence in its own spelling; words that share a written form share its characters."""
    page.text = page.text.rstrip() + "\n" if page.text else ""
    start = len(page.text)
    joined, form, end = 0, "", 0
    for row in rows:
        key = row[0]
        if "-" in key:
            joined, form, end = int(key.partition("-")[2]), row[1], len(page.text) + len(row[1])
            page.text += row[1] + ("" if "SpaceAfter=No" in row[-1] else " ")
        elif key.isdigit() and int(key) <= joined:
            place = end - len(form)
            size = len(row[1]) if form.startswith(row[1]) and int(key) < joined else len(form)
            page.words.append((place, place + size))
            form = form[size:]
        elif key.isdigit():
            page.words.append((len(page.text), len(page.text) + len(row[1])))
            page.text += row[1] + ("" if "SpaceAfter=No" in row[-1] else " ")
    page.sentences.append((start, len(page.text.rstrip())))


def _names(row: Sequence[str], offset: int) -> dict[Name, str]:
    found: dict[Name, str] = {}
    first = -1
    for index, label in enumerate([*row, "O"]):
        if first >= 0 and not (label.startswith("I-") and label[2:] == row[first][2:]):
            found[offset + first, offset + index - 1] = row[first][2:]
            first = -1
        if first < 0 and label != "O":
            first = index
    return found


def read_names(page: Page, reading: Reading) -> dict[Name, str]:
    """The names of a reading by the words that they meet."""
    found: dict[Name, str] = {}
    for mention in reading.mentions:
        label = "LOC" if mention.form == "metonym" else _label(reading.entities[mention.entity])
        met = page.met(mention.span.start, mention.span.end)
        if label and met and mention.form in {"name", "metonym"}:
            found[met[0], met[-1]] = label
    return found


def labelled(page: Page, engine: ReadingEngine) -> dict[Name, str]:
    """The names that the parse of an engine labels, by the words that they meet."""
    report = page.report()
    tokens = [token for block in report.blocks for token in tokenize(report.text, block.start, block.end)]
    parse = _parsing(engine)(report, tokens)
    found: dict[Name, str] = {}
    for (first, last), label in _names(parse.names, 0).items():
        met = page.met(tokens[first].start, tokens[last].end)
        if met and label in LABELS:
            found[met[0], met[-1]] = label
    return found


def _parsing(engine: ReadingEngine) -> Parsing:
    if not isinstance(engine, Encoder):
        return parsed
    from parley.annotate.encoder.parsing import encoded  # noqa: PLC0415  brings ONNX Runtime, which rules need not

    return partial(encoded, weights=engine.weights)


def _label(entity: LocalEntity) -> str | None:
    if entity.kind != "party":
        return _KINDS.get(entity.kind)
    known = polity(entity.code) if entity.code else None
    return "LOC" if known is None or known.kind == "state" else "ORG"


def count(gold: dict[Name, str], read: dict[Name, str]) -> Counter[str]:
    """What one page adds to the sums: right, gold and read of each label, of all, and of spans whatever the label."""
    sums = Counter({"span right": len(gold.keys() & read.keys()), "span gold": len(gold), "span read": len(read)})
    for label in LABELS:
        alike = [{name for name, its in names.items() if its == label} for names in (gold, read)]
        numbers = {"right": len(alike[0] & alike[1]), "gold": len(alike[0]), "read": len(alike[1])}
        for part, number in numbers.items():
            sums[f"{label} {part}"] += number
            sums[f"all {part}"] += number
    return sums


def show(sums: Counter[str]) -> str:
    """The table: a row for each label, for all, and for spans whatever their label."""
    rows = []
    for name in (*LABELS, "all", "span"):
        right, gold, read = (sums[f"{name} {part}"] for part in ("right", "gold", "read"))
        precision, recall = share("p", right, read), share("r", right, gold)
        p, r, f = (100 * (one.value or 0.0) for one in (precision, recall, harmonic("f", precision, recall)))
        rows.append(f"{name:5s} P {p:5.1f}  R {r:5.1f}  F {f:5.1f}  ({right} right, {gold} gold, {read} read)")
    return "\n".join(rows)


def main() -> int:
    """Reads the documents of a split and prints how well their names were found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", choices=("train", "dev", "test"), default="test")
    parser.add_argument("--engine", default=DEFAULT)
    parser.add_argument("--sentences", action="store_true", help="read each sentence alone")
    parser.add_argument("--labels", action="store_true", help="score the labels of the parse, not the reading")
    options = parser.parse_args()
    told = labels(options.data / f"uner/en_ewt-ud-{options.split}.iob2")
    engine = chosen(options.engine)
    sums: Counter[str] = Counter()
    for page in pages(options.data / f"ewt/en_ewt-ud-{options.split}.conllu", told, sentences=options.sentences):
        found = labelled(page, engine) if options.labels else read_names(page, *engine.read([page.report()]))
        sums.update(count(page.gold, found))
    print(f"UNER on EWT, {options.split}, engine {options.engine}")
    print(show(sums))
    return 0


if __name__ == "__main__":
    sys.exit(main())
