"""The engines by name."""

import pickle
from pathlib import Path

import pytest

from parley.annotate import engines
from parley.annotate.engines import DEFAULT, KNOWN, engine_of
from parley.errors import UsageError
from tests.stories import ROOT


def test_every_engine_has_a_name_of_its_own_and_the_default_is_one() -> None:
    names = [each.name for each in KNOWN]
    assert len(set(names)) == len(names)
    assert engine_of(DEFAULT).engine.name == DEFAULT


@pytest.mark.parametrize("chosen", ["", "nothing", "Rules", "rules:", "rules:x", "spacy", "spacy:", "llm", "llm:", ":"])
def test_an_unknown_engine_is_refused_with_the_known_ones(chosen: str) -> None:
    with pytest.raises(UsageError, match="There is no engine") as caught:
        engine_of(chosen)
    for each in KNOWN:
        assert each.form in caught.value.remedy


def test_what_follows_the_first_colon_is_handed_on_whole() -> None:
    with pytest.raises(UsageError, match=r"'192\.0\.2\.1' is not this machine"):
        engine_of("llm:http://192.0.2.1:8080#a:b")


def test_the_default_travels_to_other_processes() -> None:
    assert pickle.loads(pickle.dumps(engine_of(DEFAULT).read))  # noqa: S301  our own bytes


def test_every_engine_is_documented() -> None:
    page = (ROOT / "docs" / "engines.md").read_text("utf-8")
    for each in KNOWN:
        assert f"`{each.form}`" in page
        assert each.about


def test_an_installation_whose_weights_are_missing_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engines, "WEIGHTS", tmp_path)
    with pytest.raises(UsageError, match="weights of the encoder are missing") as caught:
        engine_of("encoder")
    assert "--engine rules" in caught.value.remedy
