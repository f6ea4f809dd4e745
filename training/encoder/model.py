"""The network: the MiniLM encoder (Wang et al. 2020) and its heads, in torch; only for training and export."""

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from parley.annotate.encoder.passages import SURROUNDINGS

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
ROLE_WIDTH = 192
FARTHEST = 96
"""Words from a cue beyond which distance is not told apart."""


@dataclass(frozen=True)
class Labels:
    """What the heads can say."""

    tags: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    cues: tuple[str, ...] = ("O", "B", "I")
    roles: tuple[str, ...] = ("none", "source", "content")
    stances: tuple[str, ...] = ("none",)


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.joint = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.last = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """States of all pieces, B x T x WIDTH; `mask` is B x 1 x 1 x T, 0 where a piece counts, else very small."""
        batch, length, _ = x.shape
        joint = self.joint(x).view(batch, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = joint[0], joint[1], joint[2]
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm(x + self.out(mixed))
        return self.last(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and surroundings to states: a learnt mixture of the layers for the heads, and the last layer."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.kinds = nn.Parameter(torch.zeros(WIDTH))
        self.around = nn.Embedding(SURROUNDINGS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mixture = nn.Parameter(torch.zeros(LAYERS + 1))

    def forward(self, pieces: Tensor, around: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Mixed states and last states, both B x T x WIDTH, of pieces B x T; `mask` is 1 where a piece counts."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.places(places) + self.kinds + self.around(around)
        x = self.drop(self.norm(x))
        far = (1.0 - mask[:, None, None, :]) * -1e4
        shares = torch.softmax(self.mixture, 0)
        mixed = shares[0] * x
        for number, layer in enumerate(self.layers):
            x = layer(x, far.to(x.dtype))
            mixed = mixed + shares[number + 1] * x
        return mixed, x

    def load_base(self, folder: Path) -> None:
        """Takes over the weights of the packaged all-MiniLM-L6-v2; surroundings begin at nought."""
        base = load_file(folder / "model.safetensors")
        state = {
            "words.weight": base["embeddings.word_embeddings.weight"],
            "places.weight": base["embeddings.position_embeddings.weight"],
            "kinds": base["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": base["embeddings.LayerNorm.weight"],
            "norm.bias": base["embeddings.LayerNorm.bias"],
            "around.weight": torch.zeros(SURROUNDINGS, WIDTH),
            "mixture": torch.tensor([0.0] * LAYERS + [1.0]),
        }
        names = {"out": "attention.output.dense", "norm": "attention.output.LayerNorm"}
        names |= {"up": "intermediate.dense", "down": "output.dense", "last": "output.LayerNorm"}
        for number in range(LAYERS):
            old = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                joint = [base[f"{old}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                state[f"layers.{number}.joint.{part}"] = torch.cat(joint)
                for new, name in names.items():
                    state[f"layers.{number}.{new}.{part}"] = base[f"{old}.{name}.{part}"]
        self.load_state_dict(state)


class Parser(nn.Module):
    """Dependencies by biaffine attention (Dozat and Manning 2017)."""

    def __init__(self, relations: int) -> None:
        super().__init__()
        self.head = nn.Linear(WIDTH, 256)
        self.child = nn.Linear(WIDTH, 256)
        self.arcs = nn.Parameter(torch.empty(257, 256))
        nn.init.xavier_uniform_(self.arcs)
        self.root = nn.Parameter(torch.zeros(WIDTH))
        self.rel_head = nn.Linear(WIDTH, 128)
        self.rel_child = nn.Linear(WIDTH, 128)
        self.relations = nn.Linear(128, relations)
        self.pair = nn.Parameter(torch.empty(relations, 128, 128))
        nn.init.xavier_uniform_(self.pair)
        self.drop = nn.Dropout(0.25)

    def scores(self, words: Tensor) -> Tensor:
        """How well word j, or the root (place 0), heads word i: B x W x (W + 1)."""
        heads = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        child = self.drop(F.gelu(self.child(words)))
        head = self.drop(F.gelu(self.head(heads)))
        ones = torch.ones_like(child[..., :1])
        return torch.cat([child, ones], -1) @ self.arcs @ head.transpose(1, 2)

    def labels(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores of relations of each word to its head (0: root): B x W x relations."""
        rooted = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        chosen = rooted.gather(1, heads[..., None].expand(-1, -1, WIDTH))
        child = self.drop(F.gelu(self.rel_child(words)))
        head = self.drop(F.gelu(self.rel_head(chosen)))
        both = torch.einsum("bwi,rij,bwj->bwr", child, self.pair, head)
        return both + self.relations(child + head)


class Roles(nn.Module):
    """For a cue, the role of every word of its passage: neither, source or content."""

    def __init__(self, roles: int) -> None:
        super().__init__()
        self.word = nn.Linear(WIDTH, ROLE_WIDTH)
        self.cue = nn.Linear(2 * WIDTH, ROLE_WIDTH)
        self.word_by = nn.Linear(WIDTH, ROLE_WIDTH)
        self.cue_by = nn.Linear(2 * WIDTH, ROLE_WIDTH)
        self.distance = nn.Embedding(2 * FARTHEST + 1, ROLE_WIDTH)
        self.inside = nn.Embedding(2, ROLE_WIDTH)
        self.sentence = nn.Embedding(2 * 8 + 1, ROLE_WIDTH)
        self.near = nn.Conv1d(ROLE_WIDTH, ROLE_WIDTH, 5, padding=2)
        self.out = nn.Linear(ROLE_WIDTH, roles)
        self.drop = nn.Dropout(0.15)

    def forward(self, words: Tensor, rows: Tensor, cue: Tensor, place: Tensor) -> Tensor:
        """Scores N x W x roles of words B x W x WIDTH, rows N below B, cue N x 2*WIDTH, place N x W x 3 (`places`)."""
        near = self.word(words)[rows] + self.cue(cue)[:, None] + self.word_by(words)[rows] * self.cue_by(cue)[:, None]
        near = near + self.distance(place[..., 0]) + self.inside(place[..., 1]) + self.sentence(place[..., 2])
        hidden = self.drop(F.gelu(near))
        hidden = hidden + F.gelu(self.near(hidden.transpose(1, 2)).transpose(1, 2))
        return self.out(self.drop(hidden))


class Reader(nn.Module):
    """The encoder with all its heads."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.drop = nn.Dropout(0.2)
        self.tags = nn.Linear(WIDTH, len(labels.tags))
        self.names = nn.Linear(WIDTH, len(labels.names))
        self.cues = nn.Linear(WIDTH, len(labels.cues))
        self.parser = Parser(len(labels.relations))
        self.roles = Roles(len(labels.roles))
        self.stances = nn.Sequential(
            nn.Linear(2 * WIDTH, 128), nn.GELU(), nn.Dropout(0.2), nn.Linear(128, len(labels.stances))
        )

    def words(self, mixed: Tensor, firsts: Tensor) -> Tensor:
        """States of words, B x W x WIDTH: those of their first pieces; `firsts` is B x W."""
        return mixed.gather(1, firsts[..., None].expand(-1, -1, WIDTH))


def places(length: int, cue: tuple[int, int], sentences: Tensor) -> Tensor:
    """Where each word stands to a cue (first word, last word): distance, inside, sentences between; W x 3."""
    index = torch.arange(length, device=sentences.device)
    first, last = cue
    away = torch.where(index < first, index - first, torch.where(index > last, index - last, torch.zeros_like(index)))
    inside = (index >= first) & (index <= last)
    between = (sentences - sentences[first]).clamp(-8, 8) + 8
    return torch.stack([away.clamp(-FARTHEST, FARTHEST) + FARTHEST, inside.long(), between], -1)
