from pathlib import Path

import pytest

from corpus.articles import every
from corpus.counts import counted, main
from corpus.phenomena import PHENOMENA, Cut, Shown, directness
from corpus.sections import table, write_section
from tests.corpus.tiny import FIRST, write

NAMES = [name for name, _ in PHENOMENA]


def shown(folder: Path, body: str) -> set[str]:
    """What the first attribution of a report with this body shows."""
    head = FIRST[: FIRST.index("{s1")]
    write(folder, first=f"{head}Night boat\n\n{body}\n")
    article = every(folder)[0]
    one = Shown(Cut(article), article.marked.attributions[0])
    return {name for name, holds in PHENOMENA if holds(one)} | {directness(one)}


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("{s1@anna|Roke} {c1|said} {x1|the boat would sail}.", {"indirect"}),
        ("{x1|“The boat sails,”} {s1@anna|she} {c1|said}.", {"direct", "source a pronoun"}),
        ("{s1@anna|Roke} {c1|said} {x1|the boat “would sail”}.", {"mixed"}),
        ("{x1|‘Sail,’} {s1@anna|Roke} {c1|said}, {x1|‘or stay’}.", {"direct", "content in several pieces"}),
        ("{x1|The boat} {c1|is expected} {x1|to sail}.", {"indirect", "content in several pieces", "no source"}),
        (
            "{s1@anna|Roke}, {s1@anna|who} {c1|said} {x1|no}.".replace("{s1@anna|Roke}", "Roke"),
            {"source a relative pronoun"},
        ),
        (
            "{s1@crews|The spokesman} {c1!|declined} {x1|to speak}.",
            {"source unnamed (a loose group)", "negated or declined"},
        ),
        (
            "{s1@line|The line} {c1:rejects/shifts|rejected} {x1|it}.",
            {"source a common noun (no name in it)", "with a stance"},
        ),
        ("{s1@line|Selka} {c1|wants} {x1|the boat}.", {"source a metonym"}),
        ("{s1@anna|Roke's} {c1|insistence} {x1|that the boat sail} was heard.", {"cue nominal"}),
        ("{s1@anna|Roke} {c1|wants} {x1|peace} and {s2@anna|she} {c2|says} {x2|so}.", {"indirect"}),
        ("{s1,2@anna|Roke} {c1|wants} {x1|peace} and {c2|says} {x2|so}.", {"source shared with another cue"}),
        ("{s1@anna|Roke} sat. {x1|“Sail,”} {c1|was the answer}.", {"source in another sentence", "cue nominal"}),
        ("{s1@anna|Roke} {c1|said}: {x1|“Sail.}\n\n{x1|“Now.”}", {"content over paragraphs"}),
        ("{x2|{s1@anna|Roke} {c1|wants} {x1|peace}}, {s2@crews|crews} {c2|said}.", {"nested in another's content"}),
    ],
)
def test_an_attribution_shows_what_it_shows(tmp_path: Path, body: str, wanted: set[str]) -> None:
    assert wanted <= shown(tmp_path, body)


def test_a_verb_beside_its_source_is_no_nominal_cue_and_a_name_is_no_metonym(tmp_path: Path) -> None:
    assert "cue nominal" not in shown(tmp_path, "{s1@anna|Roke} {c1|demands} {x1|peace}.")
    assert "source a metonym" not in shown(tmp_path, "{s1@line|Selka Line} {c1|wants} {x1|peace}.")
    assert "source a common noun (no name in it)" not in shown(tmp_path, "{s1@anna|She} {c1|wants} {x1|peace}.")


def test_a_story_is_counted_by_hand(tmp_path: Path) -> None:
    one, two = counted(write(tmp_path))
    assert (one.kind, one.manner, one.split) == ("labour", "local paper", "train")
    assert one.sums["attributions"] == 5
    assert (one.sums["direct"], one.sums["mixed"], one.sums["indirect"]) == (1, 0, 4)
    assert one.sums["in the headline"] == 1
    assert one.sums["nested in another's content"] == 1
    assert one.sums["events"] == one.sums["times"] == 1
    assert one.cues == {"reject": 1, "said": 1, "feared": 1, "added": 1, "are expected": 1}
    assert (one.sums["sentences"], one.sums["sentences without"]) == (14, 8)
    assert two.sums["mixed"] == 1
    assert two.sums["negated or declined"] == 1


def test_the_page_is_made_by_command_and_made_again_alike(tmp_path: Path) -> None:
    stories, page = write(tmp_path / "stories"), tmp_path / "COUNTS.md"
    assert main(["--from", str(stories), "--page", str(page)]) == 0
    made = page.read_text("utf-8")
    assert "| train | 2 | " in made
    assert "7 different cues in 7; 7 stand once." in made
    assert "`said` alone is 14.3 % of all cues" in made
    assert all(f"| {name} | " in made for name in NAMES)
    main(["--from", str(stories), "--page", str(page)])
    assert page.read_text("utf-8") == made


def test_a_section_takes_the_place_of_the_old_one_and_leaves_the_others(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    write_section(page, "One", "first")
    write_section(page, "Two", "### Part\n\nsecond")
    write_section(page, "One", table(["a|b", "c"], [(1, 2.345)]))
    told = page.read_text("utf-8")
    assert told.endswith("## One\n\n| a|b | c |\n|---|---|\n| 1 | 2.3 |\n\n## Two\n\n### Part\n\nsecond\n")
    assert "first" not in told
