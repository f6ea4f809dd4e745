"""Keeping: what is put in stays, is there once, and is found again."""

import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.archive.archive import Archive
from parley.archive.query import query
from parley.errors import ArchiveError, UsageError
from parley.reading import Engine, Reading, Token
from parley.report import Problem, Report
from tests.archive.kept import NOW, TEXT, contents, entry, put, renamed

ENGINE = Engine("none", "1")
TEXTS = [
    TEXT,
    TEXT.replace("\n", "\r\n"),
    "The strike in Harbourtown ends\n\nThe union’s talks with the yard are over, Café Mirabel’s owner said.\n",
    "No meeting\n\nTalks on the exchange of prisoners broke off in Old Sarn, the delegates told reporters.\n",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Archive.make(tmp_path / "kept.parley")
    return tmp_path / "kept.parley"


def reading(report: Report, version: str = "1") -> Reading:
    problem = Problem(report.file, "annotate", "a word was unknown", report.id)
    return Reading(
        report, Engine("none", version), tokens=(Token(0, 5, "NNS"),), meanings=bytes(64), problems=(problem,)
    )


def test_the_same_put_in_thrice_changes_nothing(path: Path) -> None:
    entries = [entry(text, f"{n}.txt") for n, text in enumerate(TEXTS)]
    first = put(path, *entries, story="ports")
    before = contents(path)
    again = [each for _ in range(2) for each in put(path, *entries, story="ports")]
    assert [each.new for each in first] == [True] * 4
    assert not any(each.new for each in again)
    assert contents(path) == before


@pytest.mark.parametrize(
    "asked",
    [
        lambda archive: list(archive.add([entry(TEXT, "a.txt")], now=NOW, story="port\udcff")),
        lambda archive: archive.search("harbour\udcff"),
        lambda archive: archive.report("r-\udcff"),
    ],
)
def test_words_that_are_no_text_are_refused_with_a_remedy(path: Path, asked: Callable[[Archive], object]) -> None:
    with Archive.open(path) as archive, pytest.raises(UsageError, match="terminal set to UTF-8"):
        asked(archive)
    with pytest.raises(UsageError, match="terminal set to UTF-8"):
        Archive.make(path.with_name("talks\udcff.parley"))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_order_of_putting_in_gives_the_same_content(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    texts = st.sampled_from(TEXTS) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
    entries = data.draw(
        st.lists(st.builds(entry, texts, st.sampled_from(["a.txt", "b.txt"]), extractor=st.integers(1, 2)), max_size=8)
    )
    shuffled = data.draw(st.permutations(entries))
    folder = tmp_path_factory.mktemp("orders")
    for name, order in (("one", [entries]), ("two", [shuffled[: len(shuffled) // 2], shuffled[len(shuffled) // 2 :]])):
        Archive.make(folder / name)
        for part in order:
            put(folder / name, *part, story="all")
    assert contents(folder / "one") == contents(folder / "two")


def test_reports_and_originals_come_back_to_the_letter(path: Path) -> None:
    entries = [entry(text, f"{n}.txt") for n, text in enumerate(TEXTS)]
    put(path, *entries)
    with Archive.open(path) as archive:
        assert {r.text: r for r in archive.reports()} == {e.report.text: e.report for e in entries}
        for each in entries:
            assert archive.original(each.report.sightings[0].sha256) == each.original


def test_a_text_found_twice_is_held_once_with_two_sightings(path: Path) -> None:
    put(path, entry(), renamed(entry(), "b.txt"))
    with Archive.open(path) as archive:
        assert sorted(r.file for r in archive.report(entry().report.id)) == ["a.txt", "b.txt"]
        held = archive.holdings()
    assert (held.reports, held.sightings, held.originals) == (1, 2, 1)
    assert len(contents(path)["texts"]) == 1


def test_a_newer_extractor_has_the_last_word_and_the_older_stays(path: Path) -> None:
    older, newer = entry(), entry(extractor=2)
    newer = replace(newer, report=replace(newer.report, title="A better title"))
    for order in permutations([older, newer]):
        put(path, *order)
        with Archive.open(path) as archive:
            assert [r.title for r in archive.reports()] == ["A better title"]
            assert archive.holdings().sightings == 2


def test_halves_of_characters_are_a_problem_and_cost_no_other(path: Path) -> None:
    bad = entry()
    bad = replace(bad, report=replace(bad.report, title="half \ud83d"))
    with Archive.open(path) as archive:
        results = list(archive.add([bad, entry(TEXTS[2])], now=NOW))
        assert isinstance(results[0], Problem)
        assert "surrogates" in results[0].reason
        assert [r.text for r in archive.reports()] == [TEXTS[2]]


def test_an_entry_with_other_bytes_than_its_own_is_refused(path: Path) -> None:
    with Archive.open(path) as archive, pytest.raises(ValueError, match="its own bytes"):
        list(archive.add([replace(entry(), original=b"other")], now=NOW))


def test_stories_hold_their_own_reports(path: Path) -> None:
    put(path, entry(), story="harbour")
    put(path, entry(TEXTS[2]), story="strike")
    put(path, entry(TEXTS[3]))
    with Archive.open(path) as archive:
        assert [r.text for r in archive.reports("strike")] == [TEXTS[2]]
        assert len(archive.reports()) == 3
        with pytest.raises(UsageError, match="no story 'none'"):
            archive.reports("none")


def test_a_reading_is_kept_for_its_engine_version_and_report(path: Path) -> None:
    put(path, entry())
    report = entry().report
    with Archive.open(path) as archive:
        archive.keep([reading(report), reading(report, "2")])
        archive.keep([reading(report)])
        assert archive.reading(report, ENGINE) == reading(report)
        assert archive.reading(report, Engine("none", "3")) is None
        assert archive.reading(replace(report, published=None), ENGINE) is None
        assert [count.number for count in archive.holdings().readings] == [1, 1]


def test_a_reading_holds_wherever_the_report_was_found_and_its_problems_bear_the_name_of_now(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.keep([reading(entry().report)])
        moved = renamed(entry(), "b.txt").report
        assert archive.reading(moved, ENGINE) == reading(moved)


def test_search_finds_words_phrases_beginnings_and_leaves_out(path: Path) -> None:
    put(path, *(entry(text, f"{n}.txt") for n, text in enumerate(TEXTS) if n != 1))

    def found(words: str) -> set[str]:
        with Archive.open(path) as archive:
            return {hit.file for hit in archive.search(words)}

    assert found("talks") == {"0.txt", "2.txt", "3.txt"}
    assert found("talk prisoner") == {"3.txt"}, "other forms of a word, and all words"
    assert found('"exchange of prisoners"') == {"3.txt"}
    assert found('"prisoners of exchange"') == set()
    assert found("harb*") == {"0.txt", "2.txt"}
    assert found("talks -harb*") == {"3.txt"}
    assert found("cafe mirabel") == {"2.txt"}, "accents aside"


def test_a_hit_shows_where_the_words_stand(path: Path) -> None:
    put(path, entry(TEXTS[3], "d.txt", outlet="The Example"))
    with Archive.open(path) as archive:
        (hit,) = archive.search("prisoners")
        assert archive.search("nothing") == ()
    assert (hit.report, hit.outlet, hit.title, hit.day) == (
        entry(TEXTS[3]).report.id,
        "The Example",
        "No meeting",
        "2031-03-02",
    )
    assert "exchange of prisoners broke off" in hit.excerpt


@given(st.text(max_size=30))
def test_nothing_that_a_user_types_is_an_error_of_syntax(words: str) -> None:
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE VIRTUAL TABLE sought USING fts5 (content)")
    try:
        put_so = query(words)
    except UsageError:
        return
    connection.execute("SELECT count(*) FROM sought WHERE sought MATCH ?", (put_so,))


@pytest.mark.parametrize("words", ["", "   ", "-dam", '"', "* -", "…"])
def test_a_search_without_a_word_names_the_remedy(words: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        query(words)


def test_a_report_is_found_by_how_its_id_begins(path: Path) -> None:
    put(path, entry(), entry(TEXTS[2]))
    report = entry().report
    with Archive.open(path) as archive:
        assert archive.report(report.id[:8]) == (report,)
        with pytest.raises(UsageError, match="Several"):
            archive.report("r-")
        with pytest.raises(UsageError, match="no report"):
            archive.report("r-zzz")
        with pytest.raises(UsageError, match="no original"):
            archive.original("00" * 32)


def test_what_was_put_in_cannot_be_changed_or_taken_out(path: Path) -> None:
    put(path, entry())
    connection = apsw.Connection(str(path))
    for change in ("UPDATE text SET content = 'x'", "DELETE FROM original", "DELETE FROM text"):
        with pytest.raises(apsw.ConstraintError):
            connection.execute(change)
    connection.close()


def test_a_batch_that_breaks_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(path) as archive:
        monkeypatch.setattr(sys.modules["parley.archive.archive"], "pack", lambda content: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            list(archive.add([entry()], now=NOW))
        monkeypatch.undo()
        assert archive.holdings().reports == 0
        assert len(list(archive.add([entry()], now=NOW))) == 1


def test_an_original_that_is_another_is_said_to_be_damage(path: Path) -> None:
    put(path, entry())
    connection = apsw.Connection(str(path))
    connection.execute("DROP TRIGGER original_stays; UPDATE original SET packed = x'789c030000000001', size = 0")
    connection.close()
    with Archive.open(path) as archive, pytest.raises(ArchiveError, match="damaged"):
        archive.original(entry().report.sightings[0].sha256)
