"""A spaCy pipeline of our own, trained in seconds on a few sentences, for the tests of the door to spaCy."""

from importlib import import_module
from pathlib import Path

SENTENCES = (
    ("Anna Berg met Jan Kol .", "NNP NNP VBD NNP NNP .", "B-PERSON L-PERSON O B-PERSON L-PERSON O"),
    ("She said that Anna Berg was ready .", "PRP VBD IN NNP NNP VBD JJ .", "O O O B-PERSON L-PERSON O O O"),
    ("“ We are ready , ” Anna Berg said .", "`` PRP VBP JJ , '' NNP NNP VBD .", "O O O O O O B-PERSON L-PERSON O O"),
    ("The mayor of Holm , Anna Berg , said", "DT NN IN NNP , NNP NNP , VBD", "O O O U-GPE O B-PERSON L-PERSON O O"),
    ("The Norland Union left Holm .", "DT NNP NNP VBD NNP .", "O B-ORG L-ORG O U-GPE O"),
)


def make(folder: Path, without: str = "") -> None:
    """Writes the pipeline; `without` leaves one component out."""
    spacy, training = import_module("spacy"), import_module("spacy.training")
    spacy.util.fix_random_seed(7)
    pipeline = spacy.blank("en", meta={"name": "tiny", "version": "0.0.7"})
    for component in ("tagger", "ner"):
        if component != without:
            pipeline.add_pipe(component)
    rows = [(words.split(), tags.split(), names.split()) for words, tags, names in SENTENCES]
    examples = [
        training.Example.from_dict(
            spacy.tokens.Doc(pipeline.vocab, words=words), {"words": words, "tags": tags, "entities": names}
        )
        for words, tags, names in rows
    ]
    optimizer = pipeline.initialize(lambda: examples)
    for _ in range(40):
        pipeline.update(examples, sgd=optimizer)
    pipeline.to_disk(folder)
