from pathlib import Path

import numpy as np
import pytest

from parley.annotate.encoder.naming import clues
from parley.annotate.encoder.network import Asked, Looked, Network, network
from parley.annotate.encoder.passages import Words, passages
from parley.annotate.engine import WEIGHTS

TEXT = "The harbour was calm . Anna Berg said on Monday that the port would close . Nobody else spoke ."
SAID = TEXT.split().index("said")
ALL = (0, len(TEXT.split()))


@pytest.fixture(scope="module")
def net() -> Network:
    return network(WEIGHTS)


@pytest.fixture(scope="module")
def looked(net: Network) -> Looked:
    words = tuple(TEXT.split())
    (passage,) = passages([Words(words, (False,) * len(words))], net.cut)
    return net.look(passage)


SENTENCES = [0] * 5 + [1] * 11 + [2] * 4


def test_the_one_who_speaks_and_what_is_said_are_heard(net: Network, looked: Looked) -> None:
    heard = net.hear(looked, SENTENCES, [Asked((SAID, SAID), ALL)])
    roles = heard.roles[0].argmax(-1).tolist()
    assert heard.firsts == (0,)
    assert roles[SAID - 2 : SAID] == [1, 1]
    assert roles[SAID + 4 : SAID + 8] == [2, 2, 2, 2]


def test_words_that_are_asked_for_have_the_same_roles_as_in_the_whole(net: Network, looked: Looked) -> None:
    whole = net.hear(looked, SENTENCES, [Asked((SAID, SAID), ALL)])
    part = net.hear(looked, SENTENCES, [Asked((SAID, SAID), (5, 16))])
    assert part.firsts == (5,)
    assert np.abs(part.roles[0] - whole.roles[0, 5:16]).max() < 1
    assert (part.roles[0].argmax(-1) == whole.roles[0, 5:16].argmax(-1)).all()


def test_after_the_words_that_are_asked_for_there_are_no_roles(net: Network, looked: Looked) -> None:
    heard = net.hear(looked, SENTENCES, [Asked((2, 2), (0, 5)), Asked((SAID, SAID), (5, 16))])
    assert heard.roles.shape == (2, 11, 3)
    assert (heard.roles[0, 5:].argmax(-1) == 0).all()
    assert len(heard.stances) == 2


def test_without_a_head_for_names_the_reader_speaks(tmp_path: Path, net: Network) -> None:
    for name in ("reader.onnx", "roles.onnx", "labels.json", "vocab.txt"):
        (tmp_path / name).symlink_to(WEIGHTS / name)
    alone = network(tmp_path)
    words = tuple(TEXT.split())
    (passage,) = passages([Words(words, (False,) * len(words))], alone.cut)
    looked = alone.look(passage)
    seen = clues([passage], looked.states, looked.names, looked.tags.argmax(-1))
    assert alone.name(looked, seen) is looked.names
    assert not alone.changes.any()
    assert net.name(looked, seen).shape == looked.names.shape
    assert net.changes.any()
