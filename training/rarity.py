"""Counts in how many texts each word stands: `python -m training.rarity DATA`.

Texts of EWT (train and dev), GUM and MEANTIME, and the invented reports of this repository that are free to look at, of
which a whole story counts as so many texts as it has reports, and a word only where three stories have it: names of one
story stay unknown. Written to `src/parley/compare/lexicon/rarity.tsv`; the same texts give the same bytes.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from parley.compare.words import content, words
from quality.stream import pieces

WRITTEN = Path("src/parley/compare/lexicon/rarity.tsv")
HEAD = """# In how many texts a stem stands; * is the number of texts. Words in fewer than three are left out.
# `python -m training.rarity`; counted in EWT (CC BY-SA 4.0), GUM (CC BY, CC BY-SA), MEANTIME (CC BY 4.0) and our own.
"""
LEAST = 3
LEFT_OUT = frozenset({"gum", "news"})
"""Counted as a treebank already; and stories of one invented world, whose countries would be taken for known words."""


def stems(text: str) -> frozenset[str]:
    """The stems of the words of content."""
    return frozenset(content(words(text)))


def treebanks(data: Path) -> Iterator[frozenset[str]]:
    """The stems of each text of the treebanks."""
    found = [data / "ewt" / f"en_ewt-ud-{part}.conllu" for part in ("dev", "train")]
    for path in (*found, *sorted((data / "gum" / "dep").glob("*.conllu"))):
        for document in re.split(r"(?m)^# newdoc id", path.read_text("utf-8"))[1:]:
            yield stems(" ".join(re.findall(r"(?m)^# text = (.*)$", document)))


def counted(data: Path, without: Iterable[str] = ()) -> tuple[int, Counter[str]]:
    """How many texts there are, and how many hold each stem; stories left out do not count."""
    holding: Counter[str] = Counter()
    texts = 0
    for each in treebanks(data):
        texts += 1
        holding.update(each)
    told: dict[str, list[frozenset[str]]] = {}
    for piece in pieces(data, held_back=False):
        story = f"{piece.origin}/{piece.story}"
        if piece.origin not in LEFT_OUT and story not in set(without):
            told.setdefault(story, []).append(stems(piece.text.partition("\n---\n")[2] or piece.text))
    spread = Counter(stem for story in told.values() for stem in frozenset().union(*story))
    for reports in told.values():
        texts += len(reports)
        for report in reports:
            holding.update(stem for stem in report if spread[stem] >= LEAST)
    return texts, holding


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description="Count in how many texts each word stands.")
    parser.add_argument("data", type=Path)
    texts, holding = counted(parser.parse_args().data)
    rows = sorted((stem, number) for stem, number in holding.items() if number >= LEAST)
    WRITTEN.write_text(HEAD + f"*\t{texts}\n" + "".join(f"{stem}\t{number}\n" for stem, number in rows), "utf-8")


if __name__ == "__main__":
    main()
