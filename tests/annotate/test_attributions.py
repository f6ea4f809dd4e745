from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.annotate.attributions import attributions
from parley.annotate.cast import cast
from parley.annotate.times import times
from tests.annotate.told import Told, name, one, parse, told

Row = tuple[str | None, str | None, tuple[str, ...]]


def plain(found: Told) -> Row:
    return found.source, found.cue, found.content


def row_of(line: str) -> Row:
    """Source, cue and pieces of content, divided by strokes."""
    source, cue, *content = line.split(" | ")
    return source, cue, tuple(content)


DIRECT = [
    ("“We are ready,” Anna Berg said.", "Anna Berg | said | We are ready,"),
    ("“We are ready,” said Anna Berg, the mayor of Holm.", "Anna Berg, the mayor of Holm | said | We are ready,"),
    (
        "“We are ready,” Anna Berg, the mayor of Holm, said on Friday.",
        "Anna Berg, the mayor of Holm, | said | We are ready,",
    ),
    ("'We are ready,' she told reporters in Holm.", "she | told | We are ready,"),
    ("“We came. We saw,” he said.", "he | said | We came. We saw,"),
    ("“We are ready,” she said, “but not today.”", "she | said | We are ready, | but not today."),
    ("He said: “We will not move. We stay.”", "He | said: | We will not move. We stay."),
    ("She added, “We are ready.”", "She | added | We are ready."),
    ("“Why now?” he asked.", "he | asked | Why now?"),
    ("“No way!” shouted Berg.", "Berg | shouted | No way!"),
    ("“No way,” fumed Berg.", "Berg | fumed | No way,"),
    ("«We are ready,» said Anna Berg.", "Anna Berg | said | We are ready,"),
    ("Berg: “We will not move.”", "Berg | : | We will not move."),
    ("“We will not move.” — Anna Berg", "Anna Berg | — | We will not move."),
]


@pytest.mark.parametrize(("text", "row"), DIRECT)
def test_direct_content_stands_without_its_marks(text: str, row: str) -> None:
    found = one(text)
    assert plain(found) == row_of(row)
    assert found.row.kind == "direct"


INDIRECT = [
    ("Berg said that the talks went well.", "Berg | said | that the talks went well"),
    ("Officials say the mine is safe.", "Officials | say | the mine is safe"),
    ("Berg said Saturday that the mine was safe.", "Berg | said | that the mine was safe"),
    ("She added, however, that more was needed.", "She | added | that more was needed"),
    (
        "The ministry said in a statement on Monday that it would appeal.",
        "The ministry | said | that it would appeal",
    ),
    ("Berg told reporters that the mine was safe.", "Berg | told | that the mine was safe"),
    (
        "The talks would resume on Monday, two officials said.",
        "two officials | said | The talks would resume on Monday",
    ),
    ("The talks, officials said, would resume soon.", "officials | said | The talks | would resume soon"),
    ("According to the ministry, the talks would resume.", "the ministry | According to | the talks would resume"),
    ("The talks would resume, according to the ministry.", "the ministry | according to | The talks would resume"),
    ("The delegates asked whether the port would reopen.", "The delegates | asked | whether the port would reopen"),
    ("Anna Berg believes the text is ready.", "Anna Berg | believes | the text is ready"),
    ("Officials continue to warn that the dam is weak.", "Officials | continue to warn | that the dam is weak"),
    (
        "Berg, who leads the union, warned that the port would close.",
        "Berg, who leads the union, | warned | that the port would close",
    ),
    ("Officials in the capital said the mine was safe.", "Officials in the capital | said | the mine was safe"),
    ("People briefed on the talks said they had ended.", "People briefed on the talks | said | they had ended"),
    ("Norland and Westland say they will meet.", "Norland and Westland | say | they will meet"),
    (
        "The envoy was quoted as saying that the text was ready.",
        "The envoy | was quoted as saying | that the text was ready",
    ),
    (
        "Suggestions by some officials that the border may open were dismissed.",
        "some officials | Suggestions | that the border may open",
    ),
    ("Nobody could check Westland’s claim that the dam was hit.", "Westland’s | claim | that the dam was hit"),
    ("Berg described the talks as useful.", "Berg | described | the talks as useful"),
    ("The minister denied meeting the envoy.", "The minister | denied | meeting the envoy"),
    ("The minister did not say whether he would resign.", "The minister | did not say | whether he would resign"),
]


@pytest.mark.parametrize(("text", "row"), INDIRECT)
def test_indirect_content_reaches_to_the_end_of_what_is_reported(text: str, row: str) -> None:
    found = one(text)
    assert plain(found) == row_of(row)
    assert found.row.kind == "indirect"


NO_SOURCE: list[tuple[str, str, tuple[str, ...]]] = [
    ("It was announced that the talks had ended.", "was announced", ("that the talks had ended",)),
    ("Three people are said to have left.", "are said", ("Three people", "to have left")),
    ("The guards reportedly left the dam.", "reportedly", ("The guards", "left the dam")),
]


@pytest.mark.parametrize(("text", "cue", "content"), NO_SOURCE)
def test_what_nobody_named_says_has_no_source(text: str, cue: str, content: tuple[str, ...]) -> None:
    found = one(text)
    assert plain(found) == (None, cue, content)
    assert found.row.speaker is None


STANCES: list[tuple[str, str | None, str | None]] = [
    ("Ostland rejects any proposal that would move the border.", "rejects", "any proposal that would move the border"),
    ("Norland refused to sign the text.", "rejects", "to sign the text"),
    ("The union did not rule out a strike.", "open", "a strike"),
    ("The union does not support the plan.", "rejects", "the plan"),
    ("The union is demanding a raise of six percent.", "demands", "a raise of six percent"),
    ("The minister urged the miners to return to work.", "demands", "the miners to return to work"),
    ("Berg called for a truce.", "demands", "a truce"),
    ("Norland offered to send observers.", "offers", "to send observers"),
    ("Norland welcomed the plan.", "supports", "the plan"),
    ("Norland agreed to a truce.", "accepts", "a truce"),
    ("The ministry remains wary of the offer.", "wary", "the offer"),
    ("Berg voiced concern about the prisoners.", "wary", "the prisoners"),
    ("Ostland is open to direct talks.", "open", "direct talks"),
    ("Berg signaled readiness to talk.", "open", "to talk"),
    ("Norland agreed to a truce if the guns fell silent.", "conditional", "a truce if the guns fell silent"),
    ("Berg expressed no support for the plan.", "rejects", "the plan"),
    ("Berg made it clear that the plan was dead.", None, "that the plan was dead"),
    ("Berg said the plan was ready.", None, "the plan was ready"),
]


@pytest.mark.parametrize(("text", "stance", "content"), STANCES)
def test_the_cue_shows_the_stance(text: str, stance: str | None, content: str) -> None:
    found = one(text)
    assert (found.row.stance, found.content) == (stance, (content,))


def test_one_source_may_have_two_cues() -> None:
    first, second = told("Berg said the talks went well and added that they would go on.")
    assert plain(first) == ("Berg", "said", ("the talks went well",))
    assert plain(second) == ("Berg", "added", ("that they would go on",))


def test_a_participle_shares_the_source() -> None:
    first, second = told("“We are ready,” Berg wrote, adding that the port was open.")
    assert plain(first) == ("Berg", "wrote", ("We are ready,",))
    assert plain(second) == ("Berg", "adding", ("that the port was open",))


@pytest.mark.parametrize(
    "tail",
    [
        ", signaling a change of mood",
        ", as the guns fell silent",
        ", while the guards watched",
        ", though nobody believed him",
        ", but the guards had gone",
    ],
)
def test_the_reporters_own_words_are_no_content(tail: str) -> None:
    assert told(f"Berg said that the port was open{tail}.")[0].content == ("that the port was open",)


def test_a_subordinate_clause_inside_the_content_belongs_to_it() -> None:
    found = one("Berg said that while the port was open, the road was shut.")
    assert found.content == ("that while the port was open, the road was shut",)


def test_words_in_marks_inside_a_clause_make_it_mixed() -> None:
    found = one("Berg said that the port was “open again.”")
    assert (found.content, found.row.kind) == (("that the port was “open again.”",), "mixed")


@pytest.mark.parametrize("text", ["The so-called “front” moved north.", "He lives in a town called “Holm.”"])
def test_scare_quotes_are_no_attributions(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text", ["If Norland says no, the talks end.", "The road to Holm was closed.", "He left the room."]
)
def test_nothing_is_attributed_where_nobody_speaks(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_quotation_goes_on_with_the_same_speaker(gap: str) -> None:
    first, second = told(f"“We are ready,” Anna Berg said.{gap}“We have waited long enough. Now we act.”")
    assert plain(second) == (None, None, ("We have waited long enough. Now we act.",))
    assert second.row.speaker == first.row.speaker is not None
    assert second.row.kind == "direct"


def test_a_quotation_over_paragraphs_is_one() -> None:
    found = one("Anna Berg said: “We are ready.\n\n“We have waited long enough.”")
    assert found.content == ("We are ready.", "We have waited long enough.")


def test_a_colon_introduces_the_next_paragraph() -> None:
    found = one("Anna Berg added:\n\n“We have waited long enough.”")
    assert plain(found) == ("Anna Berg", "added:", ("We have waited long enough.",))


def test_a_transcript_names_its_speakers() -> None:
    first, second = told("BERG: We are ready. We wait.\n\nHOLT: So are we.")
    assert (first.source, first.content) == ("BERG", ("We are ready.", "We wait."))
    assert (second.source, second.content) == ("HOLT", ("So are we.",))


def test_headlines_have_cues_too() -> None:
    assert plain(one("Talks going well, says envoy", titled=True)) == ("envoy", "says", ("Talks going well",))
    assert plain(one("Anna Berg: ‘We will not go’", titled=True)) == ("Anna Berg", ":", ("We will not go",))


def test_according_to_after_another_cue_tells_who_passed_it_on() -> None:
    found = one("“We can win,” Berg said, according to Norra News.")
    assert (found.source, found.quote("via")) == ("Berg", "Norra News")


@pytest.mark.parametrize(
    "text",
    ["A source, speaking to Norra News, said the text was ready.", "The text was ready, a source told Norra News."],
)
def test_a_medium_that_was_told_passes_it_on(text: str) -> None:
    assert one(text).quote("via") == "Norra News"


def test_reporters_pass_nothing_on() -> None:
    assert one("“We can win,” Berg told reporters.").quote("via") is None


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Berg wrote on Mastodon that the text was ready.", "Mastodon"),
        ("In an interview on Friday, Berg said the text was ready.", "an interview"),
        ("The ministry said in a statement that it would appeal.", "a statement"),
    ],
)
def test_the_medium_is_told(text: str, medium: str) -> None:
    assert one(text).quote("medium") == medium


def test_the_time_is_that_of_the_cue() -> None:
    found = one("Berg said on Monday that the port would open on Friday.")
    assert found.row.time == 0


def test_a_strong_attribution_inside_another_has_a_parent() -> None:
    rows = told("Berg said that the union claimed that the port was open.")
    assert [row.row.parent for row in rows] == [None, 0]
    assert rows[1].source == "the union"


def test_a_pronoun_and_a_relative_pronoun_have_the_speaker_of_their_antecedent() -> None:
    first, second = told("Anna Berg, who claimed the port was open, left. She said the road was shut.")
    assert name(first) == name(second) == "Anna Berg"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked a police station in the north.",
        "Troops defended the town of Holm.",
        "The convoy was attacked by rebels.",
        "Families sought refuge in the port.",
        "The port offered an opportunity.",
    ],
)
def test_deeds_are_no_words(text: str) -> None:
    assert told(text) == []


def test_the_possessor_of_a_view_is_its_source() -> None:
    found = one("The truce, in the minister’s view, was dead.")
    assert (found.source, found.cue) == ("the minister’s", "view")


def test_an_object_may_stand_before_its_cue() -> None:
    found = one("It was a plan that the union opposes.")
    assert (plain(found), found.row.stance) == (("the union", "opposes", ("a plan",)), "rejects")


def test_words_in_title_case_are_read() -> None:
    found = one("Berg Rejects New Offer From Port Owners", titled=True)
    assert (found.source, found.cue, found.row.stance) == ("Berg", "Rejects", "rejects")


@given(st.text(alphabet=st.sampled_from("“”\"',.:;—-() \n") | st.sampled_from("aBc"), max_size=80))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_search_and_every_span_holds(text: str) -> None:
    read = parse(text)
    for row in attributions(read, cast(read), ()):
        for span in (row.source, row.cue, *row.content):
            assert span is None or 0 <= span.start < span.end <= len(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "Berg",
                "said",
                "that",
                "the",
                "“talks”",
                ",",
                "were",
                ".",
                "—",
                "according",
                "to",
                "and",
                "she",
                "added",
                "whether",
                "to",
                "with",
                "of",
                "claims",
                "ready",
                "“",
                "”",
                "it",
                "Holm",
                ":",
                "(",
                ")",
            ]
        ),
        max_size=30,
    )
)
@settings(max_examples=150, deadline=None)
def test_shuffled_words_keep_content_in_order(words: list[str]) -> None:
    read = parse(" ".join(words))
    for row in attributions(read, cast(read), ()):
        assert row.content
        assert all(span.start < span.end for span in row.content)
        assert row.parent is None or row.parent >= 0


@pytest.mark.parametrize(
    "piece", ["he said that ", "“A, ” he said ", "and the union ", "according to X, ", "to say ", "( "]
)
def test_a_long_line_takes_linear_time(piece: str) -> None:
    read = parse(piece * 1000)
    people = cast(read)
    started = process_time()
    attributions(read, people, ())
    assert process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The union wanted more, Orla Venn said on Friday after a meeting on Monday.", "Friday"),
        ("“We stay,” said Orla Venn in the garden, where the crews had met on Monday.", None),
        ("Orla Venn, who met the crews on Monday, said that the union wanted more.", None),
        ("On Monday, Orla Venn, who leads the crews, said that the union wanted more.", "Monday"),
    ],
)
def test_the_time_of_another_clause_is_not_that_of_the_cue(text: str, words: str | None) -> None:
    (found,) = [each for each in told(text) if each.source and "Venn" in each.source]
    at = found.row.time
    assert (None if at is None else found.parse.report.quote(times(found.parse)[at].span)) == words
