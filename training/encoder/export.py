"""Writes the shipped network from a trained reader: `python -m training.encoder.export FOLDER --out WEIGHTS`.

Two graphs: `reader.onnx` (pieces to words, with tags, names, cues and last states) and `roles.onnx` (cues to roles and
stances). Matrices and the table of word pieces are int8; sums are float32.
"""

import argparse
import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from training.encoder.learn import base_folder, load
from training.encoder.model import FARTHEST, ROLE_WIDTH, WIDTH, Reader


class Reading(nn.Module):
    """Pieces 1 x T, surroundings 1 x T, first pieces of words W -> words, tags, names, cues, last states."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, around: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Scores of tags and names, W x labels; scores of cues, W x 3; states of words and pieces."""
        mixed, last = self.reader.encoder(pieces, around, torch.ones_like(pieces, dtype=torch.float32))
        words = mixed[0].index_select(0, firsts)
        return words, self.reader.tags(words), self.reader.names(words), self.reader.cues(words), last[0]


class Telling(nn.Module):
    """Words W x 384, sentences W, cues N x 2, pairs R x 2 of a cue and a word -> roles R x 3, stances N x 9.

    The pairs of a cue stand together in order of their words, two words more at either end than are looked at: the
    convolution over neighbours goes along the pairs. A pair whose word lies outside the passage counts as nothing.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.heads, self.stances = reader.roles, reader.stances
        self.word = nn.Linear(WIDTH, 2 * ROLE_WIDTH)
        self.cue = nn.Linear(2 * WIDTH, 2 * ROLE_WIDTH)
        for joint, parts in ((self.word, ("word", "word_by")), (self.cue, ("cue", "cue_by"))):
            joint.load_state_dict(
                {
                    name: torch.cat([getattr(getattr(self.heads, part), name) for part in parts])
                    for name in ("weight", "bias")
                }
            )
        self.near = nn.Linear(5 * ROLE_WIDTH, ROLE_WIDTH)
        taps = self.heads.near.weight.permute(0, 2, 1).reshape(ROLE_WIDTH, -1)
        self.near.load_state_dict({"weight": taps, "bias": self.heads.near.bias})

    def forward(self, words: Tensor, sentences: Tensor, cues: Tensor, pairs: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of roles and stances."""
        firsts, lasts = cues[:, 0], cues[:, 1]
        states = torch.cat([words.index_select(0, firsts), words.index_select(0, lasts)], -1)
        rows, index = pairs[:, 0], pairs[:, 1]
        at = torch.minimum(index.clamp(min=0), torch.zeros_like(index) + (words.shape[0] - 1))
        word, word_by = self.word(words).index_select(0, at).chunk(2, -1)
        cue, cue_by = self.cue(states).index_select(0, rows).chunk(2, -1)
        near = word + cue + word_by * cue_by + self._place(at, firsts[rows], lasts[rows], sentences)
        hidden = F.gelu(near) * (at == index)[:, None].to(near.dtype)
        around = F.pad(hidden, (0, 0, 2, 2))
        taps = torch.cat([around[step : step + index.shape[0]] for step in range(5)], -1)
        return self.heads.out(hidden + F.gelu(self.near(taps))), self.stances(states)

    def _place(self, at: Tensor, first: Tensor, last: Tensor, sentences: Tensor) -> Tensor:
        """What the place of a word to a cue adds: distance, whether inside, sentences between."""
        before, after = at - first, at - last
        away = torch.minimum(before, torch.zeros_like(before)) + torch.maximum(after, torch.zeros_like(after))
        inside = ((before >= 0) & (after <= 0)).long()
        between = (sentences.index_select(0, at) - sentences.index_select(0, first)).clamp(-8, 8) + 8
        distance = self.heads.distance(away.clamp(-FARTHEST, FARTHEST) + FARTHEST)
        return distance + self.heads.inside(inside) + self.heads.sentence(between)


def export(folder: Path, out: Path) -> None:
    """Both graphs, the labels and the tokenizer into the folder of weights."""
    reader, labels = load(folder)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        whole, told = Path(place) / "reader.onnx", Path(place) / "roles.onnx"
        _graph(Reading(reader), whole, _pieces(), ["words", "tags", "names", "cues", "last"])
        _graph(Telling(reader), told, _told(), ["roles", "stances"])
        quantize_dynamic(whole, out / "reader.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        quantize_dynamic(
            told,
            out / "roles.onnx",
            ["MatMul", "Gemm"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
    _small_tables(out / "reader.onnx")
    (out / "labels.json").write_text(json.dumps(asdict(labels), indent=1) + "\n", "utf-8")
    shutil.copy(base_folder() / "vocab.txt", out / "vocab.txt")


def _pieces() -> dict[str, tuple[Tensor, dict[int, str]]]:
    pieces = torch.randint(1000, 2000, (1, 37))
    around = torch.zeros_like(pieces)
    return {
        "pieces": (pieces, {1: "T"}),
        "around": (around, {1: "T"}),
        "firsts": (torch.arange(1, 30), {0: "W"}),
    }


def _told() -> dict[str, tuple[Tensor, dict[int, str]]]:
    return {
        "words": (torch.randn(29, 384), {0: "W"}),
        "sentences": (torch.zeros(29, dtype=torch.long), {0: "W"}),
        "cues": (torch.tensor([[3, 4], [7, 7], [9, 9]]), {0: "N"}),
        "pairs": (torch.tensor([[cue, word] for cue in range(3) for word in range(-2, 31)]), {0: "R"}),
    }


def _graph(model: nn.Module, path: Path, inputs: dict[str, tuple[Tensor, dict[int, str]]], outputs: list[str]) -> None:
    shapes = {
        name: {place: torch.export.Dim(size) for place, size in sizes.items()} for name, (_, sizes) in inputs.items()
    }
    if "words" in shapes:
        shapes["sentences"] = {0: shapes["words"][0]}
    if "around" in shapes:
        shapes["around"] = {1: shapes["pieces"][1]}
    program = torch.onnx.export(
        model.eval(),
        tuple(value for value, _ in inputs.values()),
        dynamo=True,
        input_names=list(inputs),
        output_names=outputs,
        dynamic_shapes=shapes,
    )
    assert program is not None
    onnx.save(bare(program.model_proto), path)


def bare(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model without what the export noted on the way: shapes, and where on this machine each node was written."""
    graph = model.graph
    del graph.value_info[:]
    for part in (model, graph, *graph.node, *graph.initializer, *graph.input, *graph.output):
        del part.metadata_props[:]
        part.doc_string = ""
    return model


def _small_tables(path: Path) -> None:
    """Stores the table of word pieces as int8 rows with a scale each."""
    model = onnx.load(path)
    graph = model.graph
    for table in list(graph.initializer):
        values = numpy_helper.to_array(table)
        if values.ndim == 2 and values.shape[0] > 20_000 and values.dtype == np.float32:
            scale = np.abs(values).max(1, keepdims=True).clip(1e-8) / 127
            rows = np.round(values / scale).astype(np.int8)
            node = next(n for n in graph.node if table.name in n.input)
            place = list(graph.node).index(node)
            index, out = node.input[1], node.output[0]
            graph.initializer.remove(table)
            graph.initializer.extend([numpy_helper.from_array(rows, "rows"), numpy_helper.from_array(scale, "scales")])
            new = [
                helper.make_node("Gather", ["rows", index], ["some_rows"]),
                helper.make_node("Cast", ["some_rows"], ["row_numbers"], to=TensorProto.FLOAT),
                helper.make_node("Gather", ["scales", index], ["some_scales"]),
                helper.make_node("Mul", ["row_numbers", "some_scales"], [out]),
            ]
            graph.node.remove(node)
            for number, one in enumerate(new):
                graph.node.insert(place + number, one)
    onnx.save(model, path)


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description="Export a trained reader.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    export(options.folder, options.out)


if __name__ == "__main__":
    main()
