"""Accuracy of attributions on PolNeAR: `python -m quality.polnear DATA_DIR [--split dev] [--engine NAME]`.

DATA_DIR holds `SPLIT/text/*.txt` and `SPLIT/attributions/*.ann` (brat standoff) of PolNeAR (Newell, Margolin and Ruths,
LREC 2018). Gold is the first annotator of each article. The protocol is that of `quality/linked.py`; PolNeAR marks no
attribution inside the content of another one, so those of a reading are left out.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from quality.engine import DEFAULT, chosen
from quality.linked import ROLES, Article, Role, bare, count, read_as_marked, report_of, show


def articles(data: Path, split: str) -> Iterator[Article]:
    """The articles of a split in order of name."""
    for path in sorted((data / split / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            article = bare(path.stem, file.read())
        annotations = sorted((data / split / "attributions").glob(f"{_literal(path.stem)}_*.ann"))
        gold = tuple(_gold(article, annotations[0].read_text("utf-8"))) if annotations else ()
        yield replace(article, gold=gold)


def _literal(name: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", name)


def _gold(article: Article, standoff: str) -> Iterator[Role]:
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[list[str]] = []
    for line in standoff.split("\n"):
        fields = line.split("\t")
        if line.startswith("T") and len(fields) >= 3:
            places = fields[1].partition(" ")[2].split(";")
            spans[fields[0]] = [(int(a), int(b)) for a, b in (place.split() for place in places)]
        elif line.startswith("E") and len(fields) >= 2:
            events.append(fields[1].split())
    for event in events:
        pieces: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
        for argument in event:
            role, _, key = argument.partition(":")
            role = role.rstrip("0123456789").lower()
            if role in pieces:
                pieces[role].extend(spans.get(key, []))
        yield {role: article.covered(places) for role, places in pieces.items()}


def main() -> None:
    """Read the articles of a split and print how well."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--engine", default=DEFAULT)
    options = parser.parse_args()
    sums: Counter[str] = Counter()
    engine = chosen(options.engine)
    for article in articles(options.data, options.split):
        (reading,) = engine.read([report_of(article)])
        sums.update(count(article, [read.role for read in read_as_marked(article, reading, nested=False)]))
    print(show(sums))


if __name__ == "__main__":
    main()
