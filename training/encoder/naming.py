"""The head for names over the words that the finished reader gives: its network, its lessons and its learning.

    python -m training.encoder.naming DATA --weights WEIGHTS

The reader stays as it is; its words are cached once. Corpora with other names (`invention.renamed`) keep the head from
trusting what the reader learnt by heart. Each source has a flag, so that guidelines do not blur each other. Sentences
are scored as chains (Lafferty, McCallum and Pereira 2001); words without a known label are summed over.
"""

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from parley.annotate.encoder.naming import CHANCES, FORMS, Clues, begins, clues
from parley.annotate.encoder.network import Network, network
from parley.annotate.encoder.passages import Passage, Words, passages
from parley.report import Block
from training.corpora import UNKNOWN, ewt, gum
from training.encoder.export import bare
from training.encoder.lessons import gum_documents, invented, parley, quoted
from training.encoder.model import WIDTH
from training.invention import renamed

SEED = 20310303
SOURCES = ("ewt", "gum", "invented", "parley")
SPOKEN = {"ewt": 0.5, "gum": 0.2, "invented": 0.1, "parley": 0.2}
"""The shares of the sources whose manner is spoken at run time."""
INNER = 128
TABLES = (8, 12, 8, 8, 12, 12)
"""Widths of the tables of `FORMS`."""
NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn; `size` counts passages."""

    rounds: float = 5.0
    size: int = 48
    speed: float = 2.5e-3


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as the head sees it: states and clues, with the labels that each word may bear, W x labels."""

    source: int
    states: Tensor
    clues: Clues
    allowed: Tensor
    begins: list[int]
    """The first words of its sentences."""


Line = tuple[Words, Sequence[str]]
"""A sentence with its labels."""


# Lessons ------------------------------------------------------------------------------------------------------------


def lessons(data: Path) -> Iterator[tuple[str, list[Line]]]:
    """Documents to learn from with their source; those of EWT with other names alone."""
    for found in (gum_documents(data, "train"), invented(400), parley("train")):
        for document in found:
            yield document.source, [(lesson.words, lesson.names) for lesson in document.sentences]
    for source, part, copies in (("ewt", ewt, 2), ("gum", gum, 1)):
        for copy in range(1, copies + 1):
            for number, sentences in enumerate(part(data, "train")):
                other = renamed(sentences, f"names {copy} {number}")
                yield source, list(_lines([(one.words, one.names) for one in other]))


def _lines(found: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> Iterator[Line]:
    """Sentences of one document, with what is quoted in it."""
    text, bounds = "", []
    for words, _ in found:
        for word in words:
            bounds.append((len(text), len(text) + len(word)))
            text += word if word in "“‘«„" else word + " "
    inside = quoted(text, (Block(0, len(text), "paragraph"),), bounds)
    place = 0
    for words, names in found:
        yield Words(words, tuple(inside[place : place + len(words)])), names
        place += len(words)


def shown(source: str, lines: Sequence[Line], net: Network) -> Iterator[Shown]:
    """The passages of a document, read by the reader; none where the corpus is silent on names."""
    labels = [label for _, row in lines for label in row]
    if all(label == UNKNOWN for label in labels):
        return
    cut = list(passages([words for words, _ in lines], net.cut))
    looked = [net.look(passage) for passage in cut]
    states = np.concatenate([one.states for one in looked])
    names, tags = (np.concatenate([getattr(one, name) for one in looked]) for name in ("names", "tags"))
    seen = clues(cut, states, names, tags.argmax(-1))
    yield from _parted(SOURCES.index(source), cut, (states, seen, _allowed(labels, net.labels.names)))


def _parted(source: int, cut: Sequence[Passage], known: tuple[np.ndarray, Clues, Tensor]) -> Iterator[Shown]:
    states, seen, allowed = known
    place = 0
    for passage in cut:
        here = slice(place, place + len(passage.words))
        some = replace(seen.part(here), alike=seen.alike[here].astype(np.float16))
        firsts = [place for place, begun in enumerate(begins(passage)) if begun]
        yield Shown(source, torch.from_numpy(states[here].astype(np.float16)), some, allowed[here], firsts)
        place = here.stop


def _allowed(labels: Sequence[str], known: Sequence[str]) -> Tensor:
    return torch.tensor([[label in {UNKNOWN, one} for one in known] for label in labels])


# The network --------------------------------------------------------------------------------------------------------


class Namer(nn.Module):
    """States and clues of words to scores of labels, by two convolutions over neighbouring words."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.state, self.alike = nn.Linear(WIDTH, INNER), nn.Linear(WIDTH, INNER)
        self.chance, self.form = nn.Linear(CHANCES, INNER), nn.Linear(sum(TABLES), INNER)
        self.tables = nn.ModuleList(nn.Embedding(size, wide) for size, wide in zip(FORMS, TABLES, strict=True))
        for table in self.tables:
            nn.init.normal_(table.weight, 0, 0.1)
        self.source, self.lean = nn.Linear(len(SOURCES), INNER), nn.Linear(len(SOURCES), labels)
        self.near = nn.ModuleList(nn.Conv1d(INNER, INNER, 5, padding=2) for _ in range(2))
        self.norms = nn.ModuleList(nn.LayerNorm(INNER) for _ in range(3))
        self.out = nn.Linear(INNER, labels)
        self.changes = nn.Parameter(torch.zeros(labels, labels))
        self.drop, self.often = nn.Dropout(0.2), nn.Dropout(0.3)

    def forward(
        self, states: Tensor, alike: Tensor, forms: Tensor, chances: Tensor, given: tuple[Tensor, Tensor]
    ) -> Tensor:
        """Scores B x W x labels; `given` are the shares of the sources, B x sources, and what counts, B x W x 1."""
        source, mask = given
        form = torch.cat([table(forms[..., place]) for place, table in enumerate(self.tables)], -1)
        if self.training:
            form = torch.cat([_forgotten(form[..., :20], 0.15, 2), form[..., 20:]], -1)
            chances = torch.cat([_forgotten(chances[..., :18], 0.3, 1), chances[..., 18:]], -1)
        mixed = self.state(self.often(states)) + self.alike(self.often(alike)) + self.form(self.often(form))
        x = self.norms[0](F.gelu(mixed + self.chance(chances) + self.source(source)[:, None]))
        for near, norm in zip(self.near, self.norms[1:], strict=True):
            x = norm(x + F.gelu(near(self.drop(x * mask).transpose(1, 2)).transpose(1, 2)))
        return self.out(self.often(x)) + self.lean(source)[:, None]


def _forgotten(values: Tensor, share: float, axes: int) -> Tensor:
    """Some rows of the first axes as noughts, so that the head does not lean on them alone."""
    kept = torch.rand(values.shape[:axes]) >= share
    return values * kept.reshape(*kept.shape, *(1,) * (values.dim() - axes))


# Learning -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chain:
    """What may follow what: 0 or NEVER, labels x labels, and for the first word of a sentence."""

    after: Tensor
    first: Tensor

    @classmethod
    def of(cls, labels: Sequence[str]) -> "Chain":
        """I-X follows B-X or I-X only."""
        inner = [label.startswith("I-") for label in labels]
        after = [
            [NEVER if i and one[1:] != other[1:] else 0.0 for other, i in zip(labels, inner, strict=True)]
            for one in labels
        ]
        return cls(torch.tensor(after), torch.tensor([NEVER if i else 0.0 for i in inner]))

    def total(self, scores: Tensor, mask: Tensor, changes: Tensor) -> Tensor:
        """Logarithm of the sum over all paths, S sentences x W words; each path ends in O."""
        change = changes + self.after
        sums = scores[:, 0] + self.first
        for place in range(1, scores.shape[1]):
            longer = torch.logsumexp(sums[:, :, None] + change, 1) + scores[:, place]
            sums = torch.where(mask[:, place, None], longer, sums)
        return torch.logsumexp(sums + changes[:, 0], 1)


def loss(namer: Namer, found: Sequence[Shown], chain: Chain) -> Tensor:
    """How unlikely the labels of some passages are, per word."""
    widest = max(len(one.states) for one in found)
    mask = torch.stack([torch.arange(widest) < len(one.states) for one in found])
    given = F.one_hot(torch.tensor([one.source for one in found]), len(SOURCES)).float(), mask[..., None].float()
    rows = [
        [one.states.float() for one in found],
        *([torch.from_numpy(getattr(one.clues, name)) for one in found] for name in ("alike", "forms", "chances")),
    ]
    states, alike, forms, chances = (nn.utils.rnn.pad_sequence(row, batch_first=True) for row in rows)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = namer(states, alike.float(), forms, chances, given).float()
    said, allowed, counted = _sentences(scores, found)
    least = chain.total(said.masked_fill(~allowed, NEVER), counted, namer.changes)
    return (chain.total(said, counted, namer.changes) - least).sum() / mask.sum()


def _sentences(scores: Tensor, found: Sequence[Shown]) -> tuple[Tensor, Tensor, Tensor]:
    """Scores, allowed labels and mask by sentences."""
    said, allowed = [], []
    for row, one in zip(scores, found, strict=True):
        for first, last in zip(one.begins, [*one.begins[1:], len(one.states)], strict=True):
            said.append(row[first:last])
            allowed.append(one.allowed[first:last])
    padded = nn.utils.rnn.pad_sequence(said, batch_first=True)
    counted = torch.arange(padded.shape[1]) < torch.tensor([len(row) for row in said])[:, None]
    return padded, nn.utils.rnn.pad_sequence(allowed, batch_first=True), counted


def learn(found: Sequence[Shown], labels: Sequence[str], seed: int, plan: Plan) -> Namer:
    """A head that learnt from the passages; its weights are averaged."""
    torch.manual_seed(seed)
    chance, namer, chain = random.Random(seed), Namer(len(labels)), Chain.of(labels)  # noqa: S311
    steps = torch.optim.AdamW(namer.parameters(), lr=plan.speed, weight_decay=0.01)
    average = {name: value.detach().clone() for name, value in namer.state_dict().items()}
    last, begun = int(plan.rounds * len(found) / plan.size), time.monotonic()
    for count, some in zip(range(last), _batches(found, plan.size, chance), strict=False):
        steps.param_groups[0]["lr"] = (
            plan.speed * min(1.0, (count + 1) / 50) * max(0.02, math.cos(count / last * math.pi / 2) ** 2)
        )
        now = loss(namer, some, chain)
        now.backward()
        nn.utils.clip_grad_norm_(namer.parameters(), 1.0)
        steps.step()
        steps.zero_grad()
        for name, value in namer.state_dict().items():
            average[name].lerp_(value.detach(), 1 - min(0.99, (count + 1) / (count + 10)))
        if count % 50 == 0:
            print(f"{count} of {last} {time.monotonic() - begun:.0f} s: {now.item():.4f}", flush=True)
    namer.load_state_dict(average)
    return namer.eval()


def _batches(found: Sequence[Shown], size: int, chance: random.Random) -> Iterator[list[Shown]]:
    """Passages of like length together, again and again in other order."""
    while True:
        order = sorted(found, key=lambda one: len(one.states) + chance.random() * 30)
        groups = [order[place : place + size] for place in range(0, len(order), size)]
        chance.shuffle(groups)
        yield from groups


# Into the weights ---------------------------------------------------------------------------------------------------


class Naming(nn.Module):
    """States W x 384 and clues of W words -> scores W x labels."""

    def __init__(self, namer: Namer) -> None:
        super().__init__()
        self.namer = namer

    def forward(self, states: Tensor, alike: Tensor, forms: Tensor, chances: Tensor) -> Tensor:
        """Scores, in the manner of `SPOKEN`."""
        given = torch.tensor([[SPOKEN[source] for source in SOURCES]]), torch.ones(1, 1, 1)
        return self.namer(states[None], alike[None], forms[None], chances[None], given)[0]


def export(namer: Namer, path: Path) -> None:
    """Writes `names.onnx`; what each change of labels adds stands in its metadata."""
    words = 29
    shapes = {"states": torch.randn(words, WIDTH), "alike": torch.randn(words, WIDTH)}
    shapes |= {"forms": torch.zeros(words, len(FORMS), dtype=torch.long), "chances": torch.randn(words, CHANCES)}
    size = torch.export.Dim("W")
    program = torch.onnx.export(
        Naming(namer).eval(),
        tuple(shapes.values()),
        dynamo=True,
        input_names=list(shapes),
        output_names=["scores"],
        dynamic_shapes={name: {0: size} for name in shapes},
    )
    assert program is not None
    model = bare(program.model_proto)
    rows = [[round(value, 3) for value in row] for row in namer.changes.tolist()]
    onnx.helper.set_model_props(model, {"changes": json.dumps(rows)})
    onnx.save(model, path)


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description="Train the head for names.")
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--weights", type=Path, required=True, help="the folder with reader.onnx; names.onnx is put there"
    )
    options = parser.parse_args()
    torch.set_num_threads(2)
    net = network(options.weights)
    found = [one for source, lines in lessons(options.data) for one in shown(source, lines, net)]
    export(learn(found, net.labels.names, SEED, Plan()), options.weights / "names.onnx")


if __name__ == "__main__":
    main()
