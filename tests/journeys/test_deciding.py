"""What an analyst does who decides: at the command line, with a colleague, and with many at once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from parley.annotate.engine import Rules
from parley.archive.archive import Archive
from parley.deciding import Wish, decide, given, take
from parley.decision import Decision, in_force
from parley.deliver.json import dump
from parley.desk import Desk
from parley.errors import UsageError
from tests.journeys.test_command_line import parley

FIRST = (
    "Talks go on in the harbour\n\nMirela Dosti, the chief negotiator of Kestria, said on Friday that the talks would "
    "go on. Kestria demands that the harbour is opened. Some 140 sailors were freed on Friday, said Mirela Dosti.\n"
)
SECOND = (
    "Harbour talks to go on\n\nThe envoy of Tolmara, Anselm Quade, said that Tolmara rejects an open harbour. M. "
    "Dostie, who speaks for Kestria, said that some 120 sailors were freed on Friday.\n"
)
DESK = Desk(engine=Rules())
DAY = "2031-03-09"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "talks.parley"
    (tmp_path / "first.txt").write_text(FIRST)
    (tmp_path / "second.txt").write_text(SECOND)
    Archive.make(path)
    with Archive.open(path) as kept:
        list(DESK.add(kept, tmp_path / "first.txt", tmp_path / "second.txt", story="river"))
    return path


def wish(kind: str, *things: str, value: str | None = None) -> Wish:
    return Wish(kind, things, value, "seen it", "ana")  # type: ignore[arg-type]


def dossier(path: Path, story: str | None = "river") -> str:
    with Archive.open(path) as kept:
        return dump(DESK.read_archive(kept, story=story, today=DAY))


def test_an_analyst_decides_at_the_command_line_and_takes_it_back(archive: Path, tmp_path: Path) -> None:
    on = ("decide", str(archive), "--story", "river")
    done = parley(*on, "rename", "Mirela Dosti", "--as", "Mirela Doste", "--reason", "so she signs", "--by", "ana")
    assert done.returncode == 0, done.stderr
    name = done.stdout.split()[0]
    assert "rename person-mirela-dosti → “Mirela Doste” (ana" in done.stdout
    out = str(tmp_path / "out")
    shown = parley("read", "--archive", str(archive), "--story", "river", "--out", out)
    assert "1 decision: 1 hold" in shown.stdout
    for suffix in ("json", "md", "html"):
        page = (tmp_path / "out" / f"dossier.{suffix}").read_text()
        assert "Mirela Doste" in page
        assert "so she signs" in page
    assert parley("check", f"{out}/dossier.json").returncode == 0
    why = parley("explain", f"{out}/dossier.json", "person-mirela-dosti").stdout
    assert f"The analyst decided ({name}): rename “Mirela Doste” by ana" in why
    file = str(tmp_path / "ours.jsonl")
    assert "(1 decision)" in parley(*on, "export", file).stdout
    assert "is there already" in parley(*on, "export", file).stderr
    elsewhere = str(tmp_path / "elsewhere")
    places = (str(tmp_path / "first.txt"), str(tmp_path / "second.txt"))
    assert parley("read", *places, "--decisions", file, "--out", elsewhere, "-f", "json").returncode == 0
    assert "Mirela Doste" in (tmp_path / "elsewhere" / "dossier.json").read_text()
    assert parley(*on, "withdraw", name[:14], "--reason", "a slip").returncode == 0
    listed = parley("decide", str(archive), "list", "--story", "river").stdout.splitlines()
    assert listed[0].split("  ")[0] == f"{name} [river] (withdrawn)"
    assert len(listed) == 2


def test_a_passage_in_which_another_is_meant_is_taken_out_at_the_command_line(archive: Path) -> None:
    on = ("decide", str(archive), "--story", "river")
    words = (
        "split",
        "Mirela Dosti",
        "--at",
        "freed on Friday, said Mirela Dosti",
        "--reason",
        "her sister",
        "--by",
        "ana",
    )
    done = parley(*on, *words)
    assert done.returncode == 0, done.stderr
    assert "split person-mirela-dosti (ana" in done.stdout
    people = [each for each in json.loads(dossier(archive))["entities"] if each["name"] == "Mirela Dosti"]
    assert len(people) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge", "Nobody", "Kestria", "--reason", "x"), "There is no entity 'Nobody'"),
        (("dismiss", "discrepancy-0", "--reason", " "), "A decision needs a reason"),
        (("withdraw", "decision-0", "--reason", "x"), "The archive has no decision"),
        (("import", "nowhere.jsonl"), "cannot be read"),
    ],
)
def test_bad_input_is_told_with_a_remedy(archive: Path, words: tuple[str, ...], said: str) -> None:
    done = parley("decide", str(archive), *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_archive_takes_no_file_of_decisions_to_read_with(archive: Path, tmp_path: Path) -> None:
    done = parley("read", "--archive", str(archive), "--decisions", str(tmp_path / "x.jsonl"))
    assert done.returncode == 2
    assert "parley decide" in done.stderr


def test_a_withdrawn_decision_leaves_no_trace_and_can_come_back(archive: Path) -> None:
    before = dossier(archive)
    with Archive.open(archive) as kept:
        made = decide(kept, wish("rename", "Mirela Dosti", value="Mirela Doste"), story="river", desk=DESK)
    after = dossier(archive)
    assert before != after
    with Archive.open(archive) as kept:
        gone = decide(kept, wish("withdraw", made.id), desk=DESK)
        with pytest.raises(UsageError, match="is withdrawn already"):
            decide(kept, wish("withdraw", made.id), desk=DESK)
    assert dossier(archive) == before
    with Archive.open(archive) as kept:
        decide(kept, wish("withdraw", gone.id), desk=DESK)
    assert dossier(archive) == after


def test_a_decision_of_a_story_holds_there_and_one_of_the_archive_everywhere(archive: Path) -> None:
    plain = dossier(archive, None)
    with Archive.open(archive) as kept:
        decide(kept, wish("rename", "Mirela Dosti", value="Of the river"), story="river", desk=DESK)
        assert dossier(archive, None) == plain
        decide(kept, wish("rename", "Anselm Quade", value="Of the archive"), desk=DESK)
    assert "Of the river" in dossier(archive)
    for story in ("river", None):
        assert "Of the archive" in dossier(archive, story)


def test_a_colleague_is_told_what_finds_nothing_to_stand_on(archive: Path, tmp_path: Path) -> None:
    with Archive.open(archive) as kept:
        held = decide(kept, wish("rename", "Mirela Dosti", value="Mirela Doste"), desk=DESK)
        lost = decide(kept, wish("note", "Anselm Quade", value="who is he?"), desk=DESK)
        decide(kept, wish("note", "Anselm Quade", value="the envoy"), story="river", desk=DESK)
        content = given(kept, None)
    Archive.make(tmp_path / "other.parley")
    with Archive.open(tmp_path / "other.parley") as other:
        assert take(other, content, desk=DESK).unfounded == ("all of them, since the archive holds no report",)
        list(DESK.add(other, tmp_path / "first.txt"))
        again = take(other, content, desk=DESK)
        assert (again.number, again.new) == (3, 0)
        assert [line.split(":")[0] for line in again.unfounded] == [
            lost.id,
            "1 on the story 'river', which the archive does not have",
        ]
        shown = json.loads(dump(DESK.read_archive(other, today=DAY)))
    states = {each["id"]: each["state"] for each in shown["decisions"]}
    assert states == {held.id: "binds", lost.id: "unfounded"}
    (problem,) = [each["reason"] for each in shown["problems"] if each["stage"] == "decide"]
    assert "a decision on person-anselm-quade finds nothing to stand on in these reports" in problem


def test_nothing_in_a_colleagues_file_can_act_on_the_terminal(archive: Path) -> None:
    bad = "\x1b[2J\x07"
    hostile = Decision("note", (bad,), bad, bad, bad, "2031-03-02T12:00:00", "entity", bad)
    with Archive.open(archive) as kept:
        kept.decide([hostile])
    shown = parley("decide", str(archive), "list")
    assert shown.returncode == 0
    assert "\x1b" not in shown.stdout
    assert "\x07" not in shown.stdout


def test_a_withdrawal_of_what_is_not_here_is_told(archive: Path) -> None:
    lost = Decision("withdraw", ("decision-0123",), None, "a slip", "ana", "2031-03-02T12:00:00", "decision")
    with Archive.open(archive) as kept:
        kept.decide([lost])
    assert "decision-0123, which is not among the decisions" in dossier(archive)


MANY = """
import sys
from pathlib import Path
from parley.archive.archive import Archive
from parley.decision import Decision

for number in range(40):
    with Archive.open(Path(sys.argv[1])) as archive:
        made = f"2031-03-02T12:00:{number:02d}"
        assert archive.decide([Decision("note", ("r-1",), f"{number}", "noted", sys.argv[2], made)]) == 1
"""


def test_four_analysts_who_decide_at_once_lose_nothing(archive: Path) -> None:
    names = ("ana", "ben", "cleo", "dan")
    running = [subprocess.Popen([sys.executable, "-c", MANY, str(archive), name]) for name in names]
    assert [each.wait() for each in running] == [0, 0, 0, 0]
    with Archive.open(archive) as kept:
        held = kept.decisions()
    assert {(each.by, each.value) for each in held} == {(name, f"{n}") for name in names for n in range(40)}
    assert len(in_force(held)) == 160
