"""One bad report never costs the others, and what is left out is said."""

import time
from pathlib import Path

import pytest

from parley.deliver.formats import write
from parley.desk import Desk
from parley.dossier import Dossier

GOOD = "Talks go on\n\nThe envoy of Kestria, Tomas Ferrick, said on Friday that the talks would go on next week.\n"
SENTENCE = "The envoy of Kestria, Tomas Ferrick, said on Friday that “the talks” would go on, according to Halyard. "


def read(folder: Path) -> Dossier:
    (folder / "good.txt").write_text(GOOD)
    return Desk().read(folder, today="2031-03-09")


def reasons(dossier: Dossier) -> dict[str, str]:
    return {problem.file or "": problem.reason for problem in dossier.problems}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("rubbish.txt", bytes(range(256)) * 100, "not text"),
        ("photo.jpg", b"\xff\xd8\xff", "left out"),
        ("manifest.yaml", b"reports: [{", "manifest"),
        ("deep.html", b"<div>" * 100_000 + b"</div>" * 100_000, "no article"),
        ("broken.pdf", b"%PDF-1.7 rubbish", "PDF"),
    ],
)
def test_one_bad_file_is_named_and_the_good_one_read(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    dossier = read(tmp_path)
    assert [report.file for report in dossier.reports] == ["good.txt"]
    assert dossier.statements
    assert reason in reasons(dossier)[name]


def test_a_report_in_another_language_is_kept_and_said_to_be_unread(tmp_path: Path) -> None:
    german = "Gespräche gehen weiter\n\n" + "Der Unterhändler sagte am Freitag, die Gespräche würden fortgesetzt. " * 5
    (tmp_path / "german.txt").write_text(german)
    dossier = read(tmp_path)
    assert sorted(report.file for report in dossier.reports) == ["german.txt", "good.txt"]
    assert "de" in reasons(dossier)["german.txt"]
    assert not any(
        "german" in r.file and r.id == s.wordings[0].report for r in dossier.reports for s in dossier.statements
    )


@pytest.mark.parametrize(
    ("published", "reason"),
    [
        ("2031-03-12", "its day of publication, 2031-03-12, lies after 2031-03-09"),
        ("2031-02-30", "its front matter is malformed"),
        ("2031-03-10T01:00:00+13:00", None),
        ("2031-03-08T23:30:00-05:00", None),
    ],
)
def test_a_day_of_publication_that_cannot_be_is_said_so(tmp_path: Path, published: str, reason: str | None) -> None:
    (tmp_path / "a.md").write_text(f"---\npublished: {published}\n---\n\n{GOOD} Rain fell.", encoding="utf-8")
    told = reasons(read(tmp_path)).get("a.md")
    assert (told or "").startswith(reason) if reason else told is None


def test_a_date_that_no_calendar_has_is_said_to_date_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{GOOD} They will meet again on 31 June 2031.", encoding="utf-8")
    assert "“31 June 2031” is no day of the calendar" in reasons(read(tmp_path))["a.txt"]


def test_a_text_of_twenty_megabytes_is_read_as_far_as_a_report_may_go(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("A title\n\n" + (SENTENCE.strip() + "\n") * 200_000)
    dossier = read(tmp_path)
    assert {report.file for report in dossier.reports} == {"good.txt", "long.txt"}
    assert "words were read" in reasons(dossier)["long.txt"]


@pytest.mark.parametrize("shape", ["one line", "no spaces", "quotation marks", "brackets"])
def test_five_megabytes_in_any_shape_are_read_or_named_within_a_minute(tmp_path: Path, shape: str) -> None:
    long = {
        "one line": SENTENCE * 50_000,
        "no spaces": "abc" * 1_700_000,
        "quotation marks": "“‘" * 2_500_000,
        "brackets": "([{" * 1_700_000,
    }[shape]
    (tmp_path / "long.txt").write_text("A title\n\n" + long)
    began = time.monotonic()
    dossier = read(tmp_path)
    assert time.monotonic() - began < 90
    assert "good.txt" in {report.file for report in dossier.reports}
    assert {report.file for report in dossier.reports} | set(reasons(dossier)) >= {"good.txt", "long.txt"}


def test_markup_and_control_characters_show_as_text_on_every_page(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script> \x07\x1b[31m\u202e<img src=x onerror=alert(2)> &lt;b&gt;"
    (tmp_path / "hostile.txt").write_text(
        f"Talks {hostile}\n\nThe envoy of Kestria said “we {hostile} go on”, and left.\n"
    )
    dossier = read(tmp_path)
    written = {
        path.suffix: path.read_text("utf-8") for path in write(dossier, tmp_path / "out", ("json", "md", "html"))
    }
    assert "<script" not in written[".html"]
    assert "<img" not in written[".html"]
    assert "\x1b" not in written[".html"] + written[".md"]
    assert "<script" not in written[".md"]
