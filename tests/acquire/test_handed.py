"""Files and texts that are handed over: whatever they are called, nothing on the disk is touched or lost in silence."""

import pytest

from parley.acquire.found import Found
from parley.acquire.handed import LONGEST_NAME, NAMELESS, Handed, handed, pasted, plain_name
from parley.acquire.reports import Acquire
from parley.report import Problem, Report

TEXT = b"Envoys of Kestria and Tolmara met in Port Amber on Tuesday.\n\nThey are to meet again on Friday.\n"


def read(*files: Handed) -> tuple[list[Report], list[Problem]]:
    results = list(Acquire().read(handed(files)))
    return [r for r in results if isinstance(r, Report)], [r for r in results if isinstance(r, Problem)]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("talks.txt", "talks.txt"),
        ("../../etc/passwd", "passwd"),
        ("/etc/shadow.txt", "shadow.txt"),
        ("C:\\Users\\me\\talks.txt", "talks.txt"),
        ("..\\..\\talks.txt", "talks.txt"),
        ("a/../b/../talks.txt", "talks.txt"),
        ("bad\x00name\r\n.txt", "bad�name��.txt"),
        ("half \ud800.txt", "half �.txt"),
        ("turned \u202etxt.exe", "turned �txt.exe"),
        ("..", NAMELESS),
        ("...", NAMELESS),
        ("/", NAMELESS),
        ("", NAMELESS),
        (" talks.txt ", "talks.txt"),
    ],
)
def test_of_a_name_only_its_last_part_is_kept(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_long_name_keeps_its_beginning_and_its_suffix() -> None:
    assert plain_name("x" * 5_000 + ".html").endswith("….html")
    assert len(plain_name("x" * 5_000 + ".html")) <= LONGEST_NAME
    assert len(plain_name("x." + "y" * 5_000)) <= LONGEST_NAME
    assert len(plain_name("z" * 5_000)) <= LONGEST_NAME


def test_a_name_never_leads_to_a_file_of_this_machine() -> None:
    (found,) = handed([Handed("/etc/hostname.txt", TEXT)])
    assert isinstance(found, Found)
    assert found.path is None
    assert found.given == TEXT


def test_a_manifest_among_the_files_describes_the_others() -> None:
    rows = b"reports:\n- {file: a.txt, outlet: The Amber Post, published: 2031-03-04}\n"
    reports, problems = read(Handed("a.txt", TEXT), Handed("in/manifest.yaml", rows), Handed("b.txt", TEXT + b"More."))
    assert problems == []
    assert [(r.file, r.outlet, r.published) for r in reports] == [
        ("a.txt", "The Amber Post", "2031-03-04"),
        ("b.txt", None, None),
    ]


@pytest.mark.parametrize("rows", [b"reports: 7", b"a: *b", b"\xff\xfe\x00\xd8", b"[" * 50_000, b"\x00" * 9, b""])
def test_a_broken_manifest_is_told_and_costs_no_report(rows: bytes) -> None:
    reports, problems = read(Handed("manifest.yaml", rows), Handed("a.txt", TEXT))
    assert [r.file for r in reports] == ["a.txt"]
    assert [p.file for p in problems] == ["manifest.yaml"]
    assert problems[0].reason.startswith("manifest left out")


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (Handed("talks.zip", b"PK\x03\x04" + b"\x00" * 40), "files named .zip are not read"),
        (Handed("talks", TEXT), "files named without a suffix are not read"),
        (Handed("empty.txt", b" \n"), "empty"),
        (Handed("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40), ""),
        (Handed("cut.pdf", b"%PDF-1.7\nnothing"), ""),
        (Handed("deep.html", b"<div>" * 200_000), ""),
    ],
)
def test_what_is_no_report_is_told_by_its_name_and_costs_no_other(file: Handed, reason: str) -> None:
    reports, problems = read(file, Handed("a.txt", TEXT))
    assert [r.file for r in reports] == ["a.txt"]
    assert [p.file for p in problems] == [file.name]
    assert reason in problems[0].reason


def test_a_pasted_text_bears_its_headline_once() -> None:
    for text in ("Envoys meet\n\nThey met on Monday.", "They met on Monday."):
        (report,) = Acquire().read([pasted(text, " Envoys  meet ")])
        assert isinstance(report, Report)
        assert report.title == "Envoys meet"
        assert report.text == "Envoys meet\n\nThey met on Monday."


def test_a_pasted_text_needs_no_headline_and_is_named_by_its_words() -> None:
    one, same, other = (pasted(text) for text in ("They met.", "They met. ", "They parted."))
    assert one.name == same.name != other.name
    assert one.given == b"They met."
