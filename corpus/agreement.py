"""How far a second marking agrees with the first: `python -m corpus.agreement` writes a section of COUNTS.md.

The second marking lies in `corpus/second/STORY/FILE`, made without sight of the first. Attributions are measured as in
`quality/linked.py`, the first marking as gold; F1 is the same both ways. A report whose words changed after it was
marked again is compared in the paragraphs that did not.
"""

import argparse
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from corpus.articles import STORIES, Article, article_of, articles, folders, story_of
from corpus.bounds import Span
from corpus.marks import Attribution, Marked, MarkError
from corpus.sections import COUNTS, table, write_section
from quality.linked import Article as Words
from quality.linked import Role, bare, count, meets, pairs, scored

SECOND = Path(__file__).parent / "second"
ANNOTATORS = Path(__file__).parent / "annotators.toml"
HEADING = "Agreement"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two markings of one text: the paragraphs that both have, spans in the places of the first."""

    name: str
    first: Marked
    second: Marked
    left_out: int = 0
    """Attributions of either marking that touch a paragraph which the other lacks."""


def twice_marked(stories: Path = STORIES, second: Path = SECOND) -> Iterator[Pair]:
    """Every report that was marked twice; raises MarkError where the second cannot be read or has no first."""
    for folder in folders(second):
        firsts = {article.file: article for article in articles(stories / folder.name)}
        story = story_of(stories / folder.name)
        for path in sorted(folder.glob("[0-9]*.txt")):
            if path.name not in firsts:
                raise MarkError(f"{folder.name}/{path.name}: there is no first marking of it")
            yield paired(firsts[path.name], article_of(path, story))


def paired(first: Article, second: Article) -> Pair:
    """Both markings, without what stands in paragraphs that only one of them has."""
    moved = _common(first.marked.text, second.marked.text)
    same = {place: place for place in moved.values()}
    one = _kept(first.marked, same)
    other = replace(_kept(second.marked, moved), text=one.text)
    before = len(first.marked.attributions) + len(second.marked.attributions)
    left_out = before - len(one.attributions) - len(other.attributions)
    return Pair(f"{first.story}/{first.file}", one, other, left_out)


def _common(first: str, second: str) -> dict[int, int]:
    """From each place of the second text in a line that both have to its place in the first."""
    lines, others = second.splitlines(keepends=True), first.splitlines(keepends=True)
    starts, targets = _starts(lines), _starts(others)
    moved: dict[int, int] = {}
    for block in SequenceMatcher(None, lines, others, autojunk=False).get_matching_blocks():
        for number in range(block.size):
            start, target = starts[block.a + number], targets[block.b + number]
            moved.update((start + step, target + step) for step in range(len(lines[block.a + number])))
    return moved


def _starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _kept(marked: Marked, moved: dict[int, int]) -> Marked:
    """A marking with its spans moved, less what touches a place that has nowhere to go."""

    def there(span: Span) -> Span:
        return moved[span[0]], moved[span[1] - 1] + 1

    def stays(*spans: Span) -> bool:
        return all(place in moved for start, end in spans for place in (start, end - 1))

    attributions = tuple(
        replace(
            one,
            sources=tuple(map(there, one.sources)),
            cue=there(one.cue) if one.cue else None,
            content=tuple(map(there, one.content)),
        )
        for one in marked.attributions
        if stays(*one.sources, *one.content, *([one.cue] if one.cue else []))
    )
    mentions = tuple(
        replace(one, start=moved[one.start], end=moved[one.end - 1] + 1)
        for one in marked.mentions
        if stays((one.start, one.end))
    )
    return replace(marked, attributions=attributions, mentions=mentions)


def _role(words: Words, one: Attribution) -> Role:
    cue = [one.cue] if one.cue else []
    return {"source": words.covered(one.sources), "cue": words.covered(cue), "content": words.covered(one.content)}


def sums_of(pair: Pair) -> Counter[str]:
    """What one report adds to every figure."""
    words = bare(pair.name, pair.first.text)
    first, second = pair.first.attributions, pair.second.attributions
    gold, read = [_role(words, one) for one in first], [_role(words, one) for one in second]
    sums = count(replace(words, gold=tuple(gold)), read)
    linked = [(first[i], second[j]) for i, j in pairs(gold, read) if meets(gold[i], read[j])]
    sums += Counter({"reports": 1, "first": len(first), "second": len(second), "linked": len(linked)})
    sums["left out"] = pair.left_out
    for one, other in linked:
        sums += _carried(one, other)
    return sums + _mentions(pair)


def _carried(one: Attribution, other: Attribution) -> Counter[str]:
    """Speaker, stance and negation of two attributions that are linked."""
    sums: Counter[str] = Counter()
    named = one.speaker is not None and other.speaker is not None
    sums["speaker named by both"] += named
    sums["speaker same"] += named and one.speaker == other.speaker
    sums["speaker same or none"] += one.speaker == other.speaker
    sums["negated same"] += one.negated == other.negated
    sums["stance in either"] += one.stance is not None or other.stance is not None
    sums["stance same in either"] += one.stance == other.stance is not None
    sums["stance same"] += one.stance == other.stance
    sums[f"stance first {one.stance}"] += 1
    sums[f"stance second {other.stance}"] += 1
    return sums


def _mentions(pair: Pair) -> Counter[str]:
    """Marked mentions with the same bounds, sources among them, and those of them that name one entity."""
    first = {(one.start, one.end): one.entity for one in pair.first.mentions}
    second = {(one.start, one.end): one.entity for one in pair.second.mentions}
    both = first.keys() & second.keys()
    same = sum(first[span] == second[span] for span in both)
    return Counter(
        {"mention right": len(both), "mention gold": len(first), "mention read": len(second), "mention same": same}
    )


def kappa(sums: Counter[str]) -> float | None:
    """Cohen's kappa of the stances of linked attributions, none being one of them."""
    linked = sums["linked"]
    stances = {key.removeprefix("stance first ") for key in sums if key.startswith("stance first ")}
    chance = sum(sums[f"stance first {name}"] * sums[f"stance second {name}"] for name in stances)
    if not linked or chance == linked**2:
        return None
    expected = chance / linked**2
    return (sums["stance same"] / linked - expected) / (1 - expected)


Figure = Callable[[Counter[str]], float | int | None]


def _number(key: str) -> Figure:
    return lambda sums: sums[key]


def _share(part: str, whole: str) -> Figure:
    return lambda sums: 100 * sums[part] / sums[whole] if sums[whole] else None


def _f1(name: str) -> Figure:
    def figure(sums: Counter[str]) -> float | None:
        value = scored(sums, name)[2].value
        return None if value is None else 100 * value

    return figure


FIGURES: tuple[tuple[str, Figure], ...] = (
    ("reports", _number("reports")),
    ("attributions in the first marking", _number("first")),
    ("attributions in the second marking", _number("second")),
    ("left out: in a paragraph that changed since", _number("left out")),
    ("cues meet, F1", _f1("cue met")),
    ("linked: cues, sources and contents meet, F1", _f1("attribution")),
    ("source, cue and content all exact, F1", _f1("all exact")),
    ("source exact, F1", _f1("source exact")),
    ("cue exact, F1", _f1("cue exact")),
    ("content exact, F1", _f1("content exact")),
    ("source words, F1", _f1("source overlap")),
    ("cue words, F1", _f1("cue overlap")),
    ("content words, F1", _f1("content overlap")),
    ("same speaker, % of linked where both name one", _share("speaker same", "speaker named by both")),
    ("same speaker or none, % of linked", _share("speaker same or none", "linked")),
    ("same stance or none, % of linked", _share("stance same", "linked")),
    ("same stance, % of linked where either has one", _share("stance same in either", "stance in either")),
    ("stance, Cohen's kappa × 100", lambda sums: None if (found := kappa(sums)) is None else 100 * found),
    ("negation, % of linked alike", _share("negated same", "linked")),
    ("mentions with the same bounds, F1", _f1("mention")),
    ("same entity, % of those", _share("mention same", "mention right")),
)


def section(measured: dict[str, Counter[str]]) -> str:
    """The table, a column to each annotator and one in all."""
    rows = [[told, *(_shown(figure(sums)) for sums in measured.values())] for told, figure in FIGURES]
    return table(["", *measured], rows)


def _shown(value: float | None) -> float | int | str:
    return "–" if value is None else value


def measured(found: Iterable[Pair], annotators: Path = ANNOTATORS) -> dict[str, Counter[str]]:
    """Sums by annotator, and of all."""
    listed = tomllib.loads(annotators.read_text("utf-8")) if annotators.is_file() else {}
    owner = {story: name for name, stories in listed.items() for story in stories}
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    for pair in found:
        one = sums_of(pair)
        sums[owner.get(pair.name.partition("/")[0], "unknown")].update(one)
        total.update(one)
    return {**{f"annotator {name}": sums[name] for name in sorted(sums)}, "all": total}


def main(arguments: list[str] | None = None) -> int:
    """Compare, and write the section."""
    parser = argparse.ArgumentParser(prog="python -m corpus.agreement", description="Compare two markings.")
    parser.add_argument("--from", dest="root", type=Path, default=STORIES, help="where the first marking lies")
    parser.add_argument("--second", type=Path, default=SECOND)
    parser.add_argument("--page", type=Path, default=COUNTS)
    options = parser.parse_args(arguments)
    made = section(measured(twice_marked(options.root, options.second)))
    write_section(options.page, HEADING, f"`python -m corpus.agreement`\n\n{made}")
    print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
