"""How much the reports repeat: `python -m corpus.repetition [--compare NAME=FOLDER …]` writes a section of COUNTS.md.

Runs of eight words shared between stories (0 wanted) and inside a story (the reuse that was planted), the
moving-average type-token ratio (Covington and McFall 2010), and openings that recur. A folder to compare with holds
plain `.txt` files; a sample of the same size is measured, and only its figures are written down.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpus.articles import STORIES, Article, every, words_of
from corpus.sections import COUNTS, table, write_section

RUN, WINDOW, OPENING = 8, 1000, 4
"""In words."""
HEADING = "Repetition"
Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the group inside which it may repeat others: its story, or itself alone."""

    name: str
    group: str
    text: str

    @property
    def words(self) -> list[str]:
        """Its words, lower case."""
        return words_of(self.text)


def runs(words: Sequence[str]) -> Iterator[Run]:
    """Every run of RUN words, in order."""
    return (tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1))


def repeated(found: Iterable[Article]) -> Iterator[str]:
    """Runs of words that two stories share, one line for each pair of reports."""
    first: dict[Run, Article] = {}
    told: set[tuple[str, str]] = set()
    for article in found:
        for run in runs(article.words):
            other = first.setdefault(run, article)
            pair = (f"{other.story}/{other.file}", f"{article.story}/{article.file}")
            if other.story != article.story and pair not in told:
                told.add(pair)
                yield f"{pair[0]} and {pair[1]} share {' '.join(run)!r}"


@dataclass(frozen=True, slots=True)
class Repetition:
    """Figures of one collection of texts; shares are percent."""

    texts: int
    words: int
    runs_between: int
    """Different runs that stand in texts of two groups."""
    runs_within: int
    """Different runs that stand in two texts of one group."""
    words_reused: float
    """Words inside a run that another text of the same group has."""
    type_token: float
    text_openings: float
    """Texts whose first words open a text of another group as well."""
    paragraph_openings: float


def measure(texts: Sequence[Text]) -> Repetition:
    """The figures of a collection; deterministic, whatever its order."""
    groups: defaultdict[Run, set[str]] = defaultdict(set)
    holders: defaultdict[tuple[str, Run], set[str]] = defaultdict(set)
    for text in texts:
        for run in runs(text.words):
            groups[run].add(text.group)
            holders[text.group, run].add(text.name)
    shared = {key for key, names in holders.items() if len(names) > 1}
    words = sum(len(text.words) for text in texts)
    reused = sum(_covered(text, shared) for text in texts)
    return Repetition(
        texts=len(texts),
        words=words,
        runs_between=sum(len(names) > 1 for names in groups.values()),
        runs_within=len(shared),
        words_reused=100 * reused / max(1, words),
        type_token=100 * moving_ratio(_shuffled(texts)),
        text_openings=_shared_openings((text.group, text.text) for text in texts),
        paragraph_openings=_shared_openings((text.group, part) for text in texts for part in _paragraphs(text)),
    )


def _covered(text: Text, shared: set[tuple[str, Run]]) -> int:
    inside: set[int] = set()
    for place, run in enumerate(runs(text.words)):
        if (text.group, run) in shared:
            inside.update(range(place, place + RUN))
    return len(inside)


def _shuffled(texts: Sequence[Text]) -> list[str]:
    """All words, the texts in an order that only their names decide and that parts neighbours."""
    ordered = sorted(texts, key=lambda text: sha256(text.name.encode()).digest())
    return [word for text in ordered for word in text.words]


def moving_ratio(words: Sequence[str], window: int = WINDOW) -> float:
    """Different words in a window, the mean over all windows; 0 for fewer words than one window."""
    if len(words) < window:
        return 0.0
    held = Counter(words[:window])
    total = len(held)
    for leaving, coming in zip(words, words[window:], strict=False):
        held[coming] += 1
        held[leaving] -= 1
        if not held[leaving]:
            del held[leaving]
        total += len(held)
    return total / window / (len(words) - window + 1)


def _paragraphs(text: Text) -> Iterator[str]:
    """Paragraphs that are long enough to be no heading."""
    return (line for line in text.text.split("\n") if len(words_of(line)) >= RUN)


def _shared_openings(told: Iterable[tuple[str, str]]) -> float:
    """Per cent of stretches whose first words open a stretch of another group too."""
    owners: defaultdict[Run, list[str]] = defaultdict(list)
    for group, stretch in told:
        owners[tuple(words_of(stretch)[:OPENING])].append(group)
    alike = sum(len(groups) for groups in owners.values() if len(set(groups)) > 1)
    return 100 * alike / max(1, sum(map(len, owners.values())))


ROWS = (
    ("texts", "texts"),
    ("words", "words"),
    (f"{RUN}-word runs shared between stories*", "runs_between"),
    (f"{RUN}-word runs shared inside a story", "runs_within"),
    ("words inside a run shared with another report of the story, %", "words_reused"),
    (f"type-token ratio, mean over windows of {WINDOW:,} words, %", "type_token"),
    (f"texts whose first {OPENING} words open one of another story*, %", "text_openings"),
    (f"paragraphs whose first {OPENING} words open one of another story*, %", "paragraph_openings"),
)


def common(texts: Iterable[Text], others: Iterable[Text]) -> int:
    """Different runs that stand in both collections: a sign of copying."""
    held = {run for text in texts for run in runs(text.words)}
    return len({run for text in others for run in runs(text.words)} & held)


def section(measured: dict[str, Repetition], shared: dict[str, int]) -> str:
    """The table, a column to each collection; `shared` says how many runs one has in common with the corpus."""
    body = [[told, *(getattr(one, key) for one in measured.values())] for told, key in ROWS]
    body.append(
        [f"{RUN}-word runs that the whole of it shares with the corpus", *(shared.get(n, "–") for n in measured)]
    )
    return table(["", *measured], body) + "\n\n\\* In a collection that is compared every text is a story of its own."


def of_corpus(stories: Path = STORIES) -> list[Text]:
    """The reports of the corpus; a story is a group."""
    return [Text(f"{a.story}/{a.file}", a.story, a.marked.text) for a in every(stories)]


def of_folder(folder: Path) -> list[Text]:
    """The `.txt` files anywhere below a folder; each is a group of its own."""
    paths = sorted(folder.rglob("*.txt"))
    return [Text(path.name, path.name, path.read_text("utf-8", errors="replace")) for path in paths]


def sample(texts: Sequence[Text], words: int) -> list[Text]:
    """Texts of about so many words in all, in an order that only their names decide, so that sizes compare."""
    chosen: list[Text] = []
    left = words
    for text in sorted(texts, key=lambda text: sha256(text.name.encode()).digest()):
        if left <= 0:
            break
        chosen.append(text)
        left -= len(text.words)
    return chosen


def main(arguments: list[str] | None = None) -> int:
    """Measure, and write the section."""
    parser = argparse.ArgumentParser(prog="python -m corpus.repetition", description="Measure how reports repeat.")
    parser.add_argument("--compare", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--from", dest="root", type=Path, default=STORIES, help="where the story folders lie")
    parser.add_argument("--page", type=Path, default=COUNTS)
    options = parser.parse_args(arguments)
    texts = of_corpus(options.root)
    own, shared = measure(texts), dict[str, int]()
    measured = {"Parley corpus": own}
    for pair in options.compare:
        name, _, folder = pair.partition("=")
        others = of_folder(Path(folder))
        measured[name], shared[name] = measure(sample(others, own.words)), common(texts, others)
    made = section(measured, shared)
    command = "python -m corpus.repetition" + "".join(
        f" --compare {pair.partition('=')[0]}=…" for pair in options.compare
    )
    write_section(options.page, HEADING, f"`{command}`\n\n{made}")
    print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
