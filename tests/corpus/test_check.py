import re
from pathlib import Path

import pytest

from corpus.articles import STORIES, articles, every, folders, story_of
from corpus.check import check, main
from corpus.marks import MarkError
from tests.corpus.tiny import FIRST, STORY, write

HEADLINE = FIRST.split("\n")[5]


def wrong(folder: Path) -> list[str]:
    return list(check(folders(folder)).wrong)


def test_the_whole_corpus_is_without_fault() -> None:
    checked = check(folders(STORIES))
    assert checked.wrong == ()
    assert len(checked.articles) >= 400
    assert sum(len(article.marked.attributions) for article in checked.articles) >= 6000
    assert len({article.story for article in checked.articles}) >= 60


def test_the_tiny_story_is_without_fault(tmp_path: Path) -> None:
    assert wrong(write(tmp_path)) == []
    one, two = every(tmp_path)
    assert (one.story, one.file, one.split, one.first_line) == ("ferry", "01-post.txt", "train", 6)
    assert one.front == {"outlet": "Selka Post", "manner": "local paper", "published": "2034-03-02"}
    assert one.names["Roke"] == "anna"
    assert two.kinds["selka"] == "place"
    assert "four" in one.words


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("outlet: Selka Post", "paper: Selka Post", "01-post.txt:6: no outlet"),
        ("local paper", "gazette", "unknown manner 'gazette'"),
        ("2034-03-02\n---", "soon\n---", "published is no day: 'soon'"),
        ("c1:rejects", "c1:loathes", "01-post.txt:6: attribution 1: unknown stance 'loathes'"),
        ("/shifts|reject}", "/pay|reject}", "attribution 1: unknown issue 'pay'"),
        ("|reject}", "|never reject}", "'never reject' is denied and lacks its !"),
        ("|reject}", "|refuse}", "'refuse' is denied and lacks its !"),
        ("c1:rejects/shifts|reject", "c1!|deny", "'deny' is an act that took place and bears no !"),
        ("c1:rejects/shifts|reject", "c1:rejects/shifts|welcome", "'welcome' cannot bear the stance rejects"),
        ("c1:rejects/shifts|reject", "c1:supports/shifts|reject", "'reject' cannot bear the stance supports"),
        ("{s4@anna|she}", "{s4@bob|she}", "01-post.txt:9: attribution 4: unknown speaker 'bob'"),
        ("{c4|added}", "added", "01-post.txt:9: attribution 4 has no cue"),
        ("{s4@anna|she} {c4", "{s4@anna|she} and {s4@anna|Roke} {c4", "attribution 4 has 2 sources"),
        ("{c5|are expected}", "are expected", "attribution 5 has no cue"),
        ("{c4|added}", "{c4|added and then added and then added once again that}", "the cue is long"),
        (HEADLINE, f"{{c1|Reject}} {'so ' * 30} {{x1|night boat}}", "'Reject' stands 30 words from its source and its"),
        ("{s4@anna|she} {c4|added}", "{s4@anna|she {c4|added}}", "its source and its cue share words"),
        ("{c5|are expected} {x5|to", "{x5|{c5|are expected} to", "attribution 5: its cue lies in its own content"),
        ("{x4|“The boat sails,”}", "{x4|“The boat sails}”", "the closing mark stands outside its content"),
        ("{x4|“It always has.”}", "“{x4|It always “has”}.", "the opening mark stands outside its content"),
        ("{@line|Selka}", "{@lines|Selka}", "01-post.txt:12: unknown entity 'lines'"),
        ("{@line|Selka}", "{@line|Roke}", "'Roke' is marked line and named like anna"),
        ("{@line|Selka}", "{@line|Selka where the boats went. Nobody saw them}", "covers a sentence"),
        ("{t=2034-03-02|", "{t=2034-03-01|", "2034-03-01 is a Wednesday, not 'on Thursday'"),
        ("{t=2034-03-02|", "{t=March|", "'March' is no TIMEX3 value"),
        ("e:CONSULT:planned:crews", "e:CONSULT:planned:boats", "event CONSULT: unknown entity 'boats'"),
        ("e:CONSULT:planned", "e:TALK:planned", "unknown event TALK:planned"),
        ("e:CONSULT:planned", "e:CONSULT:feared", "unknown event CONSULT:feared"),
        ("---\noutlet", "--\noutlet", "01-post.txt: line 1: no front matter"),
        ("{c4|added}", "{c4|added", "01-post.txt: line 9: the mark 'c4' is not closed"),
    ],
)
def test_every_fault_of_a_report_is_named_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in FIRST
    found = wrong(write(tmp_path, first=FIRST.replace(old, new, 1)))
    assert any(told in line for line in found), found
    assert all(re.match(r"ferry/(?:story\.toml|0\d-\w+\.txt):", line) for line in found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{x4|“The boat sails,”}", "“{x4|The boat sails},”"),
        ("{x4|“The boat sails,”}", "{x4|“The boat sails},”"),
        ("{x4|“It always has.”}", "{x4|“It always has.}"),
        ("{x4|“It always has.”}", "{x4|It always “has”}."),
        ("|added}", "|has now, at long last, added}"),
        ("{@line|Selka}", "{@line|Selka, Gen. Roke's old home}"),
        ("{t=2034-03-02|", "{t=2034-W09|"),
        ("c1:rejects/shifts|reject", "c1!:supports/shifts|do not reject"),
        ("{s1@crews|Crews} {c1:", "{s1@crews|None of the crews} {c1!:"),
    ],
)
def test_what_is_right_is_no_fault(tmp_path: Path, old: str, new: str) -> None:
    assert old in FIRST
    assert wrong(write(tmp_path, first=FIRST.replace(old, new, 1))) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('split = "train"', 'split = "exam"', "split must be one of train, dev, test"),
        ('kind = "place"', 'kind = "island"', "selka: kind must be one of"),
        ('party = "line"', 'party = "lines"', "anna: unknown party 'lines'"),
        ('names = ["Selka"]', 'names = ["Selka", "Roke"]', "'Roke' names both anna and selka"),
        ("[issues]", '[entities.mayor]\nkind = "person"\n\n[issues]', "the entity mayor is never used"),
        ("reports = [1, 2]", "reports = [1, 3]", "planted 'paraphrase' names a report that is not there"),
        ('title = "Ferry talks"\n', "", "story.toml: no title"),
        ('[entities.crews]\nkind = "group"', "[entities.crews]", "crews: no kind"),
        ("[issues]", "[issues", "ferry/story.toml: "),
    ],
)
def test_every_fault_of_a_story_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in STORY
    found = wrong(write(tmp_path, story=STORY.replace(old, new, 1)))
    assert any(told in line for line in found), found


def test_two_stories_may_not_share_a_run_of_eight_words(tmp_path: Path) -> None:
    write(tmp_path)
    found = wrong(write(tmp_path, "harbour"))
    assert len([line for line in found if " share '" in line]) == 2
    assert "ferry/01-post.txt and harbour/01-post.txt share 'crews reject night boat anna roke who runs'" in found


def test_a_short_report_is_a_fault(tmp_path: Path) -> None:
    short = FIRST[: FIRST.index("Boat number")]
    assert any("only " in line and "words" in line for line in wrong(write(tmp_path, first=short)))


def test_a_faulty_report_raises_where_nobody_collects(tmp_path: Path) -> None:
    write(tmp_path, first=FIRST.replace("{c4|added}", "{c4|added"))
    with pytest.raises(MarkError, match=r"ferry/01-post\.txt: line 9"):
        list(articles(tmp_path / "ferry"))
    with pytest.raises(MarkError, match=r"nowhere/story\.toml"):
        story_of(tmp_path / "nowhere")


def test_the_command_says_what_is_wrong_and_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    assert main(["--from", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "2 reports, 7 attributions, 0 faults\n"
    write(tmp_path, first=FIRST.replace("2034-03-02|on", "2034-03-03|on"))
    assert main(["ferry", "--from", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert "ferry/01-post.txt:8: 2034-03-03 is a Friday" in told.err
    assert "1 faults" in told.out
