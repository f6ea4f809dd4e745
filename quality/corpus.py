"""Accuracy on the Parley corpus: `python -m quality.corpus [--split dev] [--engine NAME] [--kind] [--floors FILE]`.

Attributions are scored in the protocol of `quality/linked.py`, with two conventions on what was read: a direct content
has its quotation marks, and a quotation that goes on without a cue belongs to the attribution before it. Those inside
another one's content count in gold and reading alike; the figure without them stands below. An attribution of the gold
is nested where its cue lies in another one's content.

`speaker`: of the attributions that were found (source and content meet) and whose gold speaker is an entity with a
name, the share whose speaker is that entity (`quality/speakers.py`); `speaker, cue met`: the same of all whose cues
meet. Speakers without a name (loose groups, unnamed officials) are counted apart. `stance`: of those found whose gold
has a stance, the share that was given one, and the right one; `spurious`: the share of the others that was given one.

With --floors the table of the file that bears the split's name must be reached: exit status 1 where it is not, 2 where
a table cannot be used.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import check, marks
from parley.annotate.engine import ReadingEngine
from parley.reading import Reading
from quality import floors, linked
from quality.engine import DEFAULT, chosen
from quality.linked import Read, Role
from quality.measure import Measure, share
from quality.speakers import OUTCOMES, Known, bears_name, known


@dataclass(frozen=True, slots=True)
class Report:
    """A marked report: kind of its negotiation, the corpus's article and that of the protocol, without gold."""

    kind: str
    marked: check.Article
    bare: linked.Article


def reports(split: str, stories: Path = check.STORIES) -> Iterator[Report]:
    """The reports of a split in order of story and file; those whose marks are faulty are named on standard error."""
    for folder in sorted(path for path in stories.iterdir() if path.is_dir()):
        story = check.story_of(folder)
        wrong: list[str] = []
        if story["split"] == split:
            for article in check.articles(folder, wrong):
                name = f"{article.story}/{article.file.removesuffix('.txt')}"
                yield Report(story["kind"], article, linked.bare(name, article.marked.text))
        for line in wrong:
            print(f"left out: {line}", file=sys.stderr)


def gold(report: Report) -> list[tuple[Role, marks.Attribution]]:
    """The marked attributions by words, each with its mark."""
    cover = report.bare.covered
    return [
        ({"source": cover(one.sources), "cue": cover([one.cue] if one.cue else []), "content": cover(one.content)}, one)
        for one in report.marked.marked.attributions
    ]


def nested(one: marks.Attribution, told: Iterable[marks.Attribution]) -> bool:
    """Whether an attribution lies inside the content of another one."""
    place = one.cue[0] if one.cue else one.content[0][0]
    return any(other is not one and any(start <= place < end for start, end in other.content) for other in told)


# ------------------------------------------------------------------------------------------------------------ counting


def count(report: Report, reading: Reading) -> Counter[str]:
    """What one report adds to the sums; names that begin with `flat` are without nested attributions."""
    marked, told = gold(report), report.marked.marked.attributions
    read = linked.read_as_marked(report.bare, reading, nested=True)
    sums = linked.count(replace(report.bare, gold=tuple(role for role, _ in marked)), [one.role for one in read])
    flat = replace(report.bare, gold=tuple(role for role, one in marked if not nested(one, told)))
    outer = linked.read_as_marked(report.bare, reading, nested=False)
    sums.update({f"flat {name}": number for name, number in linked.count(flat, [one.role for one in outer]).items()})
    sums.update(_who_and_how(report, reading, marked, read))
    sums["reports"] += 1
    return sums


def _who_and_how(
    report: Report, reading: Reading, marked: Sequence[tuple[Role, marks.Attribution]], read: Sequence[Read]
) -> Counter[str]:
    sums: Counter[str] = Counter()
    people = known(report.marked, reading)
    for i, j in linked.pairs([role for role, _ in marked], [one.role for one in read]):
        (role, mark), one = marked[i], read[j]
        sums.update(_speaker(report, people, mark, one, "cue met "))
        if linked.meets(role, one.role):
            sums.update(_speaker(report, people, mark, one, ""))
            stance = one.attribution.stance
            given = "missed" if stance is None else "right" if stance == mark.stance else "other"
            sums[f"stance {given}" if mark.stance else f"no stance {given}"] += 1
    return sums


def _speaker(report: Report, people: Known, mark: marks.Attribution, read: Read, over: str) -> list[str]:
    if mark.speaker is None:
        return []
    apart = "speaker" if bears_name(report.marked, mark.speaker) else "unnamed speaker"
    return [f"{over}{apart} {people.outcome(read.attribution.speaker, mark.speaker)}"]


def sums_of(found: Iterable[Report], engine: ReadingEngine) -> dict[str, Counter[str]]:
    """The sums of all reports that an engine reads, by kind of negotiation."""
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for report in found:
        published = report.marked.front.get("published")
        (reading,) = engine.read([linked.report_of(report.bare, published=published)])
        by_kind[report.kind].update(count(report, reading))
    return by_kind


# ------------------------------------------------------------------------------------------------------------- figures


def measures(sums: Counter[str]) -> list[Measure]:
    """Every figure between 0 and 1, by the names that floors use."""
    inner = Counter({name.removeprefix("flat "): n for name, n in sums.items() if name.startswith("flat ")})
    flat = [replace(one, name=f"flat.{one.name}") for one in linked.scored(inner, "attribution")]
    stances = [sums[f"stance {how}"] for how in ("right", "other", "missed")]
    spurious = sums["no stance right"] + sums["no stance other"]
    return [
        *linked.measures(sums),
        *flat,
        *_shares(sums, "speaker"),
        *_shares(sums, "cue met speaker"),
        *_shares(sums, "unnamed speaker"),
        share("stance.found", stances[0] + stances[1], sum(stances)),
        share("stance.right", stances[0], sum(stances)),
        share("stance.spurious", spurious, spurious + sums["no stance missed"]),
    ]


def _shares(sums: Counter[str], name: str) -> list[Measure]:
    total = sum(sums[f"{name} {outcome}"] for outcome in OUTCOMES)
    return [share(f"{name.replace(' ', '.')}.{each}", sums[f"{name} {each}"], total) for each in OUTCOMES]


def show(sums: Counter[str]) -> str:
    """The table of figures, in percent."""
    rows = [linked.show(sums)]
    value = {one.name: f"{100 * (one.value or 0):5.1f}  ({one.detail.strip()})" for one in measures(sums)}
    plain = (f"{letter} {value[f'flat.attribution.{name}'][:5]}" for letter, name in zip("PRF", _PRF, strict=True))
    rows.append(f"without nested   {'  '.join(plain)}")
    for title, stem in (
        ("speaker", "speaker"),
        ("speaker, cue met", "cue.met.speaker"),
        ("unnamed", "unnamed.speaker"),
    ):
        rows += [f"{title:16s} {each:9s} {value[f'{stem}.{each}']}" for each in OUTCOMES]
    rows += [f"{'stance':16s} {each:9s} {value[f'stance.{each}']}" for each in ("found", "right", "spurious")]
    return "\n".join(rows)


_PRF = ("precision", "recall", "f1")


def by_kind(sums: dict[str, Counter[str]]) -> str:
    """A row for each kind of negotiation: reports, linked F1, speakers right."""
    rows = [f"{'kind':20s} reports  gold      F  speaker"]
    for kind in sorted(sums):
        value = {one.name: 100 * (one.value or 0) for one in measures(sums[kind])}
        counted = f"{sums[kind]['reports']:7d} {sums[kind]['attribution gold']:5d}"
        rows.append(f"{kind:20s} {counted}  {value['attribution.f1']:5.1f}    {value['speaker.right']:5.1f}")
    return "\n".join(rows)


def kept(path: Path, table: str, found: Sequence[Measure]) -> int:
    """Names the floors that are missed on standard error; the exit status."""
    try:
        missed = list(floors.missed(floors.load(path, table), found))
    except floors.FloorsError as error:
        print(error, file=sys.stderr)
        return 2
    for line in missed:
        print(line, file=sys.stderr)
    return int(bool(missed))


def main() -> int:
    """Reads the reports of a split and prints how well; status 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("dev", "test", "train"), default="dev")
    parser.add_argument("--engine", default=DEFAULT)
    parser.add_argument("--kind", action="store_true", help="a row for each kind of negotiation too")
    parser.add_argument("--floors", type=Path)
    parser.add_argument("--stories", type=Path, default=check.STORIES)
    options = parser.parse_args()
    sums = sums_of(reports(options.split, options.stories), chosen(options.engine))
    total = sum(sums.values(), Counter())
    print(f"{total['reports']} reports of {options.split}, engine {options.engine}")
    print(show(total))
    if options.kind:
        print(by_kind(sums))
    return kept(options.floors, options.split, measures(total)) if options.floors else 0


if __name__ == "__main__":
    sys.exit(main())
