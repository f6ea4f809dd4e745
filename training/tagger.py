"""Makes the weights of the tagger from treebanks and invented reports, and measures them; see README.md."""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.annotate import tagger
from parley.annotate.evidence import Evidence, FirstLook
from parley.annotate.features import NAME_TEMPLATES, SECOND_TEMPLATES, TAG_TEMPLATES, Described, Template, describe
from parley.annotate.tagger import Head, Heads
from training.corpora import Sentence, ewt, gum, marked
from training.invention import invented_reports, renamed
from training.learner import OPEN, Plan, empty_head, examples, learn_greedy, learn_path, stepped
from training.scores import KINDS, accuracy, names

HERE = Path(__file__).parent

Document = Sequence[Sentence]

NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
BITS = 19
FOLDS = 3
REPORTS = 1200
TAGS_PLAN = Plan(rounds=5, left_out=0.15)
NAMES_PLAN = Plan(rounds=4, left_out=0.2, unseen=0.1)
FLOORS = {"tags": 0.5, "names": 0.5, "second": 0.5}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document to learn from; copies of one document have the same number, so that no copy teaches about another."""

    number: int
    document: Document


def lessons(data: Path) -> list[Lesson]:
    """Documents of the training parts, each once as it is and once with other names, and invented reports."""
    found: list[Lesson] = []
    for number, document in enumerate([*ewt(data, "train"), *gum(data, "train")]):
        found += [Lesson(number, document), Lesson(number, renamed(document, f"copy {number}"))]
    reports = invented_reports(REPORTS)
    return found + [Lesson(number, report) for number, report in enumerate(reports)]


def in_turn(taught: Sequence[Lesson], learn: Callable[[list[int]], Callable[[int], list[int]]]) -> list[list[int]]:
    """What perceptrons say of every document that learnt from the others only."""
    said: list[list[int]] = [[] for _ in taught]
    for fold in range(FOLDS):
        say = learn([place for place, lesson in enumerate(taught) if lesson.number % FOLDS != fold])
        for place, lesson in enumerate(taught):
            if lesson.number % FOLDS == fold:
                said[place] = say(place)
    return said


def words(document: Document) -> list[tuple[str, ...]]:
    """The words of its sentences."""
    return [sentence.words for sentence in document]


def train_tags(taught: Sequence[Lesson], seen: Sequence[Described]) -> tuple[Head, list[list[int]]]:
    """The perceptron for tags, and tags of all documents by perceptrons that did not learn from them."""
    labels = sorted({tag for lesson in taught for s in lesson.document for tag in s.tags} - {"?"})
    number = {label: place for place, label in enumerate(labels)}
    gold = [[number.get(tag, OPEN) for s in lesson.document for tag in s.tags] for lesson in taught]
    ready = examples(seen, TAG_TEMPLATES, gold, empty_head(labels, BITS))

    def learn(places: list[int]) -> Callable[[int], list[int]]:
        head = learn_greedy([e for place in places for e in ready[place]], labels, BITS, TAGS_PLAN)
        return lambda place: tagger.greedy(head, seen[place])

    said = in_turn(taught, learn)
    return learn_greedy([e for some in ready for e in some], labels, BITS, TAGS_PLAN), said


def train_names(
    taught: Sequence[Lesson], seen: Sequence[Described], templates: Sequence[Template]
) -> tuple[Head, list[list[int]]]:
    """A perceptron for names, and labels of all documents by perceptrons that did not learn from them."""
    number = {label: place for place, label in enumerate(NAMES)}
    gold = [[number.get(name, OPEN) for s in lesson.document for name in s.names] for lesson in taught]
    ready = examples(seen, templates, gold, empty_head(NAMES, BITS))

    def learn(places: list[int]) -> Callable[[int], list[int]]:
        head = learn_path([e for place in places for e in ready[place]], NAMES, BITS, NAMES_PLAN)
        return lambda place: tagger.best_path(head, seen[place], templates)

    said = in_turn(taught, learn) if templates is NAME_TEMPLATES else []
    return learn_path([e for some in ready for e in some], NAMES, BITS, NAMES_PLAN), said


def train(data: Path) -> Heads:
    """All three perceptrons."""
    taught = lessons(data)
    seen = [describe(words(lesson.document)) for lesson in taught]
    tags, tagged = train_tags(taught, seen)
    _report("tags")
    for place, lesson in enumerate(taught):
        text = words(lesson.document)
        seen[place] = tagger.for_names(seen[place], tags.hashes[tagged[place]], Evidence(text), text)
    first, labelled = train_names(taught, seen, NAME_TEMPLATES)
    _report("names")
    for place, lesson in enumerate(taught):
        text, by_head = words(lesson.document), Head(NAMES, first.weights)
        labels = tagger.in_sentences(by_head, labelled[place], seen[place])
        seen[place] = tagger.for_second(seen[place], FirstLook(text, labels), text, labels)
    second, _ = train_names(taught, seen, SECOND_TEMPLATES)
    _report("names again")
    return Heads(stepped(tags, FLOORS["tags"]), stepped(first, FLOORS["names"]), stepped(second, FLOORS["second"]))


def measure(data: Path, part: str) -> None:
    """Prints how well the weights do on a held-out part of the corpora and on our own check."""
    sets = {
        f"EWT {part}": (ewt(data, part), KINDS[:3]),
        f"GUM {part}": (gum(data, part), KINDS[:3]),
        f"GUM {part}, news": (gum(data, part, "news"), KINDS[:3]),
        "invented news (check.txt)": (marked(HERE / "check.txt"), KINDS[:3]),
    }
    for title, (documents, kinds) in sets.items():
        started = time.perf_counter()
        guessed = [tagged for document in documents for tagged in tagger.tag_document(words(document))]
        rate = sum(map(len, guessed)) / (time.perf_counter() - started)
        gold = [sentence for document in documents for sentence in document]
        print(f"{title}: {len(gold)} sentences, {rate:,.0f} words a second")
        if "?" not in gold[0].tags:
            print(f"  tags {accuracy(gold, guessed):.2f}")
        for kind, score in names(gold, guessed, kinds=kinds).items():
            print(f"  {kind} {score.line}")


def _report(done: str) -> None:
    print(f"{time.process_time():.0f} s: {done}", flush=True)


def main() -> None:
    """Trains and writes, or measures what is shipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with ewt/, uner/ and gum/")
    parser.add_argument("--out", type=Path, help="weights file to write")
    parser.add_argument("--measure", choices=("dev", "test"), help="only measure the weights of the package")
    arguments = parser.parse_args()
    if arguments.measure:
        measure(arguments.data, arguments.measure)
    elif arguments.out:
        arguments.out.write_bytes(tagger.write_weights(train(arguments.data)))


if __name__ == "__main__":
    main()
