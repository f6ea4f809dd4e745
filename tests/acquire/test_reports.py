"""Candidates to reports: descriptions, twins, and input that cannot be read."""

import re
from itertools import permutations
from pathlib import Path

import pytest

from parley.acquire.described import Described
from parley.acquire.found import find
from parley.acquire.reports import Acquire, without_twins
from parley.report import Problem, Report

TEXT = "Talks go on in the harbour\n\nThe envoys met on Friday and said that they would meet again next week.\n"


def read(place: Path, default: Described | None = None) -> tuple[list[Report], list[Problem]]:
    results = list(Acquire(default or Described()).read(find([str(place)])))
    return [r for r in results if isinstance(r, Report)], [r for r in results if isinstance(r, Problem)]


def test_a_plain_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    (report,), problems = read(tmp_path)
    assert report.text == TEXT.replace("\n", "\r\n")
    assert (report.title, report.language, problems) == ("Talks go on in the harbour", "en", [])


def test_the_manifest_describes_what_lies_beside_it_and_below(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    (tmp_path / "manifest.yaml").write_text(
        "reports:\n - {file: in/a.txt, outlet: The Example, published: 2031-03-02}\n"
    )
    (report,), _ = read(tmp_path)
    assert (report.outlet, report.published) == ("The Example", "2031-03-02")


def test_front_matter_describes_and_is_no_running_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\noutlet: The Example\nauthor: Ana Brill\npublished: 2031-03-02\n---\n# " + TEXT)
    (report,), _ = read(tmp_path)
    assert (report.outlet, report.author, report.title) == ("The Example", "Ana Brill", "Talks go on in the harbour")
    assert next(report.text[b.start : b.end] for b in report.blocks) == "Talks go on in the harbour"


def test_the_manifest_has_the_first_word_and_the_default_the_last(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\noutlet: Front\nauthor: Ana\n---\n" + TEXT)
    (tmp_path / "manifest.yaml").write_text("reports: [{file: a.md, outlet: Manifest}]")
    (report,), _ = read(tmp_path, Described(outlet="Default", author="Default", published="2031-01-01"))
    assert (report.outlet, report.author, report.published) == ("Manifest", "Ana", "2031-01-01")


@pytest.mark.parametrize(
    "content",
    ["reports: [", "- just\n- a list", "reports: [{outlet: No file}]", "reports: [{file: a.txt, published: soon}]",
     "a: &a [x]\nb: [*a, *a]\nreports: []", "\x00"],
)  # fmt: skip
def test_a_malformed_manifest_is_a_problem_and_costs_no_report(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "manifest.yaml").write_text(content)
    reports, problems = read(tmp_path)
    assert len(reports) == 1
    assert [problem.file for problem in problems] == ["manifest.yaml"]
    assert "without it" in problems[0].reason


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("rubbish.txt", bytes(range(256)) * 40, "not text"),
        ("rule.txt", b"-----\n=====\n", "no running text"),
        ("broken.pdf", b"%PDF-1.7\nrubbish", "PDF"),
        ("front.md", b"---\noutlet: [\n---\nWords of the report.", "front matter"),
    ],
)
def test_one_bad_file_is_a_problem_with_a_remedy_and_the_others_are_read(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(TEXT)
    reports, problems = read(tmp_path)
    assert [report.file for report in reports] == ["good.txt"]
    assert problems[0].file == name
    assert reason in problems[0].reason
    assert re.search(r"[^.]\. [A-Z].+", problems[0].reason), "what is wrong, a full stop, what to do"


def test_the_same_text_twice_is_one_report_with_two_sightings_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    (tmp_path / "c.txt").write_text(TEXT + "\nAnd another thing was said in the harbour.\n")
    reports, _ = read(tmp_path)
    merged = {without_twins(order) for order in permutations(reports)}
    assert len(merged) == 1
    assert [[s.file for s in report.sightings] for report in merged.pop()] == [["a.txt", "b.txt"], ["c.txt"]]


def test_control_characters_and_markup_are_kept_as_text(tmp_path: Path) -> None:
    text = "Talks <b>go</b> on\n\nThe envoy said \x07\x1b[31m“yes”\u202e and <script>alert(1)</script> left.\n"
    (tmp_path / "a.txt").write_text(text)
    (report,), _ = read(tmp_path)
    assert report.text == text
