from pathlib import Path

import pytest

from parley.annotate.engine import Encoder
from parley.errors import UsageError
from quality.engine import chosen


def test_an_engine_goes_by_its_name() -> None:
    assert chosen("rules").engine.name == "rules"
    with pytest.raises(UsageError):
        chosen("nothing")


def test_the_encoder_takes_weights_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "reader.onnx").touch()
    assert chosen(f"encoder:{tmp_path}") == Encoder(weights=tmp_path)


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no weights"):
        chosen(f"encoder:{tmp_path}")
