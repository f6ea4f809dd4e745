"""spaCy pipelines behind the interface, by a pipeline of our own that needs no spaCy, and by spaCy where it is."""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.annotate import stages
from parley.annotate.engine import Rules
from parley.annotate.outside import pipelines
from parley.annotate.outside.pipelines import Component, Installed, Spacy, fit, spacy_engine, with_unknown_tags
from parley.annotate.stages import Stages
from parley.annotate.tagger import tag
from parley.annotate.tokens import tokenize
from parley.errors import UsageError
from parley.reading import Engine, Reading
from tests.annotate.told import report_of

TEXT = "“We are ready,” the mayor of Holm, Anna Berg, said.\n\nShe met the Norland Bank's men on 3 March 2031."
ENGINE = Engine("spacy", "trial")


@dataclass
class Word:
    text: str
    tag_: str
    ent_iob_: str = "O"
    ent_type_: str = ""


@dataclass
class Fake:
    """A pipeline that tags by the rules' tagger and knows the names that it is given."""

    names: dict[str, str] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=lambda: {"lang": "en", "name": "fake", "version": "0.1"})
    components: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: {"tagger": ("token.tag",), "ner": ("doc.ents",)}
    )
    tags: str | None = None
    seen: list[Any] = field(default_factory=list)

    @property
    def pipe_names(self) -> Sequence[str]:
        return tuple(self.components)

    def get_pipe_meta(self, name: str) -> Component:
        return SimpleNamespace(assigns=self.components[name])

    def __call__(self, doc: Any) -> list[Word]:
        self.seen.append(doc)
        words = doc["words"]
        found = [Word(word, self.tags or row.pos) for word, row in zip(words, tag(words), strict=True)]
        for name, label in self.names.items():
            parts = [name[token.start : token.end] for token in tokenize(name)]
            for start in range(len(words)):
                if words[start : start + len(parts)] == parts:
                    for place, word in enumerate(found[start : start + len(parts)]):
                        word.ent_iob_, word.ent_type_ = ("I" if place else "B"), label
        return found


def documents(*, words: Sequence[str], spaces: Sequence[bool], starts: Sequence[bool]) -> dict[str, Any]:
    assert len(words) == len(spaces) == len(starts)
    assert starts[0]
    return {"words": list(words), "spaces": list(spaces), "starts": list(starts)}


def read(text: str, fake: Fake) -> Reading:
    return Stages(ENGINE, parse=Installed(fake, documents, "0").parsed).read(report_of(text))


def test_what_lies_beyond_the_longest_report_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "LONGEST_REPORT", 25)
    reading = Stages(Rules().engine).read(report_of(TEXT))
    assert len(reading.tokens) == 25
    assert reading.report.text == TEXT
    assert "Only the first 25 words were read." in reading.problems[0].reason


def test_the_names_of_the_pipeline_are_the_names_of_the_reading() -> None:
    reading = read(TEXT, Fake({"Anna Berg": "PERSON", "the Norland Bank's": "ORG", "Holm": "GPE", "3 March": "DATE"}))
    kinds = {entity.name: entity.kind for entity in reading.entities}
    assert kinds["Anna Berg"] == "person"
    assert kinds["Norland Bank"] == "organisation"
    assert [reading.report.quote(row.source) for row in reading.attributions if row.source]
    assert reading.engine == ENGINE


@pytest.mark.parametrize(("label", "kind"), [("PERSON", "person"), ("ORG", "organisation"), ("GPE", "party")])
def test_a_label_decides_what_a_name_stands_for(label: str, kind: str) -> None:
    reading = read("Vessin said on Monday that the road was closed.", Fake({"Vessin": label}))
    assert reading.entities[0].kind == kind


def test_articles_and_possessives_are_no_part_of_a_name() -> None:
    text = "The Norland Bank's head met a Mr Berg."
    names = {"The Norland Bank's": "ORG", "a Mr Berg": "PERSON", "head": "PRODUCT", "met": "DATE"}
    parse = Installed(Fake(names), documents, "0").parsed(report_of(text), tokenize(text))
    assert parse.names == ("O", "B-ORG", "I-ORG", "O", "B-MISC", "O", "O", "B-PER", "I-PER", "O")


def test_the_pipeline_gets_parleys_words_blanks_and_sentences() -> None:
    fake = Fake()
    read("Berg left. She’s gone.", fake)
    assert fake.seen == [
        {
            "words": ["Berg", "left", ".", "She", "’s", "gone", "."],
            "spaces": [True, False, True, False, True, False, False],
            "starts": [True, False, False, True, False, False, False],
        }
    ]


def test_a_long_report_goes_through_in_parts() -> None:
    fake = Fake()
    reading = read("Berg left the town. " * 900, fake)
    assert max(len(doc["words"]) for doc in fake.seen) <= pipelines.AT_ONCE
    assert sum(len(doc["words"]) for doc in fake.seen) == len(reading.tokens)
    assert all(token.tag for token in reading.tokens)


def test_tags_that_are_not_penns_are_a_problem() -> None:
    reading = with_unknown_tags(read(TEXT, Fake(tags="NOUN")))
    assert "Penn Treebank" in reading.problems[0].reason
    assert with_unknown_tags(read(TEXT, Fake())).problems == ()


def test_another_language_is_a_problem() -> None:
    stages = Stages(ENGINE, parse=Installed(Fake(), documents, "0").parsed)
    assert "(de)" in stages.read(replace(report_of("Er ging."), language="de")).problems[0].reason


@given(st.text(alphabet=st.sampled_from("aB .,“”'’\n\u200b\u0301😀é-"), max_size=120))
def test_no_text_breaks_the_alignment(text: str) -> None:
    reading = read(text, Fake({"aB": "PERSON", "B": "NORP"}))
    assert all(before.end <= after.start for before, after in pairwise(reading.tokens))
    for mention in reading.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)


@pytest.mark.parametrize(
    ("fake", "said"),
    [
        (Fake(components={"tagger": ("token.tag",)}), "has no NER"),
        (Fake(components={"ner": ("doc.ents",)}), "has no tagger"),
        (Fake(meta={"lang": "de", "name": "x", "version": "1"}), "is for 'de'"),
    ],
)
def test_a_pipeline_that_does_not_do_is_refused_with_a_remedy(fake: Fake, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        fit(Installed(fake, documents, "0"))
    assert "Choose" in caught.value.remedy


def test_components_of_other_names_are_known_by_what_they_set() -> None:
    fake = Fake(components={"mine": ("token.tag",), "rules": ("doc.ents",)})
    assert fit(Installed(fake, documents, "0")).named == "en_fake 0.1"


def test_without_spacy_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(pipelines, "import_module", missing)
    with pytest.raises(UsageError, match=r"parley\[spacy\]"):
        spacy_engine("en_never_heard_of")


def test_the_engine_travels_to_other_processes_by_its_name() -> None:
    engine = Spacy("en_fake", "1; en_fake 0.1; spaCy 3.8.0; rules 1")
    assert pickle.loads(pickle.dumps(engine)) == engine  # noqa: S301  our own bytes


needs_spacy = pytest.mark.skipif(find_spec("spacy") is None, reason="spaCy is not installed (parley[spacy])")


@needs_spacy
def test_a_pipeline_of_spacy_itself_is_read_from_its_folder(tmp_path: Path) -> None:
    from tests.annotate.outside.tiny_pipeline import make  # noqa: PLC0415  needs spaCy

    make(tmp_path / "tiny")
    engine = spacy_engine(str(tmp_path / "tiny"))
    assert engine.version.startswith("1; en_tiny 0.0.7; spaCy 3.")
    (reading,) = engine.read([report_of(TEXT)])
    assert {entity.name: entity.kind for entity in reading.entities}["Anna Berg"] == "person"
    assert "PRP" in {token.tag for token in reading.tokens}
    assert reading.attributions


@needs_spacy
@pytest.mark.parametrize(("without", "said"), [("ner", "no NER"), ("tagger", "no tagger")])
def test_a_pipeline_of_spacy_without_what_is_needed(tmp_path: Path, without: str, said: str) -> None:
    from tests.annotate.outside.tiny_pipeline import make  # noqa: PLC0415  needs spaCy

    make(tmp_path / "tiny", without=without)
    with pytest.raises(UsageError, match=said):
        spacy_engine(str(tmp_path / "tiny"))


@needs_spacy
def test_a_pipeline_that_is_not_installed() -> None:
    with pytest.raises(UsageError, match="There is no spaCy pipeline 'en_never_heard_of'"):
        spacy_engine("en_never_heard_of")
