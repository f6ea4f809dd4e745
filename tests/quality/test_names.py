from pathlib import Path

import pytest

from parley.reading import Engine, Form, Kind, LocalEntity, Mention, Reading
from quality import names

CONLLU = """# newdoc id = shore
# sent_id = shore-1
# newpar id = shore-p1
# text = Holt's Ferries can't stop.
1-2	Holt's	_	_	_	_	_	_	_	_
1	Holt	_	PROPN	NNP	_	2	x	_	_
2	's	_	PART	POS	_	1	x	_	_
3	Ferries	_	NOUN	NNS	_	2	x	_	_
4-5	can't	_	_	_	_	_	_	_	_
4	can	_	AUX	MD	_	2	x	_	_
5	not	_	PART	RB	_	2	x	_	_
6	stop	_	VERB	VB	_	2	x	_	SpaceAfter=No
7	.	_	PUNCT	.	_	2	x	_	_

# sent_id = shore-2
# text = Why not?
1	Why	_	ADV	WRB	_	0	x	_	_
2	not	_	ADV	RB	_	1	x	_	SpaceAfter=No
3	?	_	PUNCT	.	_	1	x	_	_

# sent_id = shore-3
# newpar id = shore-p2
# text = Port Orrin
1	Port	_	PROPN	NNP	_	0	x	_	_
2	Orrin	_	PROPN	NNP	_	1	x	_	_

# newdoc id = ferry
# sent_id = ferry-1
# text = Berg
1	Berg	_	PROPN	NNP	_	0	x	_	_

"""
LABELS = """# sent_id = shore-1
1	Holt	B-PER	-	a
2	's	O	-	a
3	Ferries	B-OTH	-	a
4	can	O	-	a
5	not	O	-	a
6	stop	B-O	-	a
7	.	O	-	a

# sent_id = shore-3
1	Port	B-LOC	-	a
2	Orrin	I-LOC	-	a

# sent_id = ferry-1
1	Berg	B-PER	-	a
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder, suffix, text in (("ewt", "conllu", CONLLU), ("uner", "iob2", LABELS)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"en_ewt-ud-test.{suffix}").write_text(text, encoding="utf-8")
    return tmp_path


def pages(data: Path, *, sentences: bool = False) -> list[names.Page]:
    told = names.labels(data / "uner/en_ewt-ud-test.iob2")
    return list(names.pages(data / "ewt/en_ewt-ud-test.conllu", told, sentences=sentences))


def test_a_document_is_its_own_text_again(data: Path) -> None:
    shore, ferry = pages(data)
    assert shore.text.rstrip() == "Holt's Ferries can't stop.\nWhy not?\nPort Orrin"
    assert [shore.text[start:end] for start, end in shore.sentences] == shore.text.rstrip().split("\n")
    assert ferry.text.rstrip() == "Berg"


def test_words_stand_at_their_places(data: Path) -> None:
    shore = pages(data)[0]
    assert [shore.text[start:end] for start, end in shore.words] == (
        ["Holt", "'s", "Ferries", "can", "'t", "stop", ".", "Why", "not", "?", "Port", "Orrin"]
    )


def test_other_labels_and_stray_ones_are_none(data: Path) -> None:
    assert pages(data)[0].gold == {(0, 0): "PER", (10, 11): "LOC"}


def test_each_sentence_alone(data: Path) -> None:
    assert [page.name for page in pages(data, sentences=True)] == ["shore-1", "shore-2", "shore-3", "ferry-1"]
    assert pages(data, sentences=True)[2].gold == {(0, 1): "LOC"}


def read(page: names.Page, piece: str, kind: Kind, form: Form, code: str | None = None) -> dict[names.Name, str]:
    report = page.report()
    start = page.text.index(piece)
    mention = Mention(report.span(start, start + len(piece)), 0, form)
    entity = LocalEntity(0, kind, piece, code=code)
    return names.read_names(page, Reading(report, Engine("e", "1"), entities=(entity,), mentions=(mention,)))


def test_kinds_of_entities_become_labels(data: Path) -> None:
    page = pages(data)[0]
    assert read(page, "Port Orrin", "place", "name") == {(10, 11): "LOC"}
    assert read(page, "Port Orrin", "party", "name", "FRA") == {(10, 11): "LOC"}
    assert read(page, "Port Orrin", "party", "name", "EU") == {(10, 11): "ORG"}
    assert read(page, "Port Orrin", "party", "metonym", "EU") == {(10, 11): "LOC"}
    assert read(page, "Port Orrin", "person", "description") == {}
    assert read(page, "Port Orrin", "other", "name") == {}


def test_a_wrong_label_or_edge_is_no_hit() -> None:
    gold = {(0, 0): "PER", (10, 11): "LOC"}
    sums = names.count(gold, {(0, 0): "ORG", (10, 10): "LOC"})
    assert (sums["all right"], sums["all gold"], sums["all read"], sums["span right"]) == (0, 2, 2, 1)
    assert names.count(gold, gold)["all right"] == 2


@pytest.mark.parametrize("options", [[], ["--labels"], ["--sentences"]])
def test_the_command_prints_a_table(
    data: Path, options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["names", str(data), "--engine", "rules", *options])
    assert names.main() == 0
    assert [row.split()[0] for row in capsys.readouterr().out.splitlines()[1:]] == ["PER", "ORG", "LOC", "all", "span"]
