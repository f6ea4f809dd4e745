import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.story import Discrepancy, Entity, Statement, Variant, Wording
from tests.compare.build import Draft


def told(*wordings: str, days: tuple[str, ...] = ()) -> tuple[Discrepancy, ...]:
    """Wordings of one statement, each in a report of its own; quotation marks as given."""
    drafts = [
        Draft(f"r{number}", f"{wording} said Oda Venn.", published=days[number] if days else None)
        for number, wording in enumerate(wordings)
    ]
    rows = []
    for draft, wording in zip(drafts, wordings, strict=True):
        person = draft.person("Oda Venn")
        number = draft.said(person, wording, source="Oda Venn", cue="said")
        said = draft.attributions[number]
        rows.append(Wording(draft.name, said.source, said.cue, said.content, "first", "direct", None, number))
    mentions = tuple(draft.span("Oda Venn") for draft in drafts)
    entity = Entity("person-venn", "Oda Venn", "person", None, (), mentions, (Variant("Oda Venn", mentions),))
    statement = Statement("s1", entity.id, "direct", None, None, None, tuple(rows))
    return discrepancies(Compared(tuple(draft.reading() for draft in drafts), (entity,), (statement,)))


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("“We shall meet the owners on Friday,”", "“We shall meet the owners on Thursday,”", "Thursday"),
        ("“Nobody has offered us a single crown,”", "“Nobody had offered us a single crown,”", "had"),
        ("“We want nine percent by spring,”", "“We want six percent by spring,”", "six"),
        ("“We want the ferries back before winter,”", "“We want all the old ferries back before winter,”", "all"),
        ("“We have moved from fists to figures, and figures can be split,”",
         "“We went from fists to numbers, and numbers can be split,”", "went"),
    ],
)  # fmt: skip
def test_words_that_differ_within_quotation_marks_are_shown(one: str, other: str, shown: str) -> None:
    (found,) = told(one, other)
    assert found.kind == "quotation"
    assert len(found.values) == 2
    assert shown in found.note
    assert all(span.report in {"r0", "r1"} for value in found.values for span in value.evidence)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We shall meet the owners on Friday,”", "“we shall meet the owners on Friday”"),
        ("“We shall meet the owners on Friday and stay as long as it takes,”", "“meet the owners on Friday”"),
        ("“We shall meet the owners on Friday and stay as long as it takes,”", "“We shall meet the owners on Friday,”"),
        ("“We shall meet the owners, every one of them, on Friday,”", "“We shall meet the owners … on Friday,”"),
        ("“We shall meet them on Friday,”", "“We shall meet [the ferry owners] on Friday,”"),
        ("“We’re ready and we don't blink,”", "“We are ready and we do not blink,”"),
        ("“We want ten per cent of the favour,”", "“We want 10 per cent of the favor,”"),
        ("“They put 4.5 percent on the table,”", "“They put 4.5 per cent on the table,”"),
        ("“We talk about dues, not about the sources of income,”", "“We talk about dues, not the sources of income,”"),
        ("“We have not agreed to anything yet,”", "“We have not agreed to anything,”"),
        ("“I said that the harbour belongs to all,”", "“I said the harbor belongs to all,”"),
        ("“We shall meet the owners on Friday,”", "“Bread costs too much in this town,”"),
        ("“We shall meet the owners on Friday,”", "“constructive”"),
    ],
)
def test_excerpts_ellipses_brackets_and_style_are_no_change(one: str, other: str) -> None:
    assert told(one, other) == ()


def test_a_quotation_closed_before_its_condition_is_shown() -> None:
    long = "“We will open the gates, but only when the money is there,”"
    (found,) = told(long, "“We will open the gates.”")
    assert "but only when the money is there" in found.note
    assert told(long, "“We will open the gates,”") == ()
    assert told("“We will open the gates and feed the town,”", "“We will open the gates.”") == ()


@pytest.mark.parametrize("reports", [("r0",), ("r0", "r1")])
def test_two_sentences_of_one_report_are_no_two_wordings_nor_beside_its_copy(reports: tuple[str, ...]) -> None:
    told = ("“The goats thought it was part of the feast,”", "“We told them it was part of the feast,”")
    drafts = [Draft(name, f"Oda Venn ran. {told[0]} she said. {told[1]} she said.") for name in reports]
    mentions, rows = [], []
    for draft in drafts:
        person = draft.person("Oda Venn")
        mentions.append(draft.span("Oda Venn"))
        for words in told:
            number = draft.said(person, words, source="she", cue="said")
            said = draft.attributions[number]
            rows.append(Wording(draft.name, said.source, said.cue, said.content, "first", "direct", None, number))
    named = tuple(mentions)
    entity = Entity("person-venn", "Oda Venn", "person", None, (), named, (Variant("Oda Venn", named),))
    statement = Statement("s1", entity.id, "direct", None, None, None, tuple(rows))
    assert discrepancies(Compared(tuple(each.reading() for each in drafts), (entity,), (statement,))) == ()


def test_reports_that_agree_stand_on_one_side() -> None:
    same = "“The gates stay shut until Friday, whatever they offer,”"
    (found,) = told(same, "“The gates remain shut until Friday, whatever they offer,”", same)
    assert sorted(tuple(span.report for span in value.evidence) for value in found.values) == [("r0", "r2"), ("r1",)]


def test_sentences_that_part_the_reports_alike_are_one_discrepancy() -> None:
    (found,) = told(
        "“The gates stay shut until Friday. I hope we can finish before the winter.”",
        "“The gates remain shut until Friday. I hope it gets done this month, before the winter.”",
    )
    assert [len(value.evidence) for value in found.values] == [2, 2]


def test_what_is_only_reported_in_other_words_is_no_quotation() -> None:
    assert told("“The gates stay shut until Friday,”", "The gates would be kept shut until Friday,") == ()


@given(st.permutations(["stay", "remain", "are kept"]))
def test_each_wording_is_a_value_in_any_order(verbs: list[str]) -> None:
    (found,) = told(*(f"“The gates {verb} shut until Friday, whatever they offer,”" for verb in verbs))
    assert len(found.values) == 3


def test_like_words_of_another_day_or_about_the_same_things_are_another_utterance() -> None:
    one = "“If many vote on the ferry accord, I think the dockers will win,”"
    other = "“If most vote on the ferry accord, I hope the dockers will win,”"
    assert told(one, other)
    assert told(one, other, days=("2031-03-03", "2031-03-09")) == ()
    topic = "“Thank you all for those many kind letters on ferry accord rules,”"
    assert told("“Will our proud minister ever once mention some ferry accord rules,”", topic) == ()


LOSS = "“We can live with a delay, but we cannot live with a delay that nobody will announce,”"


@pytest.mark.parametrize(
    ("long", "short", "lost"),
    [
        (LOSS, "“We cannot live with a delay,”", "that nobody will announce"),
        ("“We will not lease the northern quay twice, and we will not give it away,”",
         "“We will not lease the northern quay,”", "twice, and we will not give it away"),
        ("“If the dues fall we shall sail on Friday,”", "“We shall sail on Friday.”", "If the dues fall"),
        ("“Nobody here believes that the talks are over,”", "“The talks are over,”", "Nobody here believes that"),
    ],
)  # fmt: skip
def test_a_sentence_without_the_words_that_limit_it_is_shown(long: str, short: str, lost: str) -> None:
    (found,) = told(long, short)
    assert found.kind == "quotation"
    assert lost in found.note


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("“We cannot live with a delay, and the crews cannot either,”", "“We cannot live with a delay,”"),
        ("“We cannot live with a delay that nobody will announce,”", "cannot live “with a delay that nobody”"),
        ("“We cannot live with a delay that nobody will announce,”",
         "“We cannot live with a delay,” she said of one that nobody would announce,"),
        ("“Our net lies on the quay. We have not thrown it into the sea,”",
         "“We have laid the nets down on the pier, not in the water,”"),
    ],
    ids=["a clause of its own", "no sentence", "told beside it", "another translation"],
)  # fmt: skip
def test_an_excerpt_that_keeps_its_sense_and_a_translation_are_no_change(long: str, short: str) -> None:
    assert told(long, short) == ()


@pytest.mark.parametrize(
    ("whole", "cut"),
    [
        ("“We have opened the gates, we have not opened the harbour,”", "“We have opened the gates.”"),
        (
            "“Nobody brought what was asked for, and everybody left with a fish,”",
            "“Nobody brought what was asked for,”",
        ),
    ],
)
def test_half_of_a_contrast_is_another_sentence(whole: str, cut: str) -> None:
    (found,) = told(whole, cut)
    assert found.kind == "quotation"


def test_words_that_no_attribution_holds_count_where_the_speaker_is_named_before() -> None:
    one = Draft("r0", "“The ice will not bear the carts before March,” said Oda Venn.")
    person = one.person("Oda Venn")
    number = one.said(person, "“The ice will not bear the carts before March,”", source="Oda Venn", cue="said")
    other = Draft("r1", "Oda Venn, on the quay: “The ice will bear the carts before March.”")
    other.person("Oda Venn")
    said = one.attributions[number]
    rows = (Wording("r0", said.source, said.cue, said.content, "first", "direct", None, number),)
    mentions = (one.span("Oda Venn"), other.span("Oda Venn"))
    entity = Entity("person-venn", "Oda Venn", "person", None, (), mentions, (Variant("Oda Venn", mentions),))
    statement = Statement("s1", entity.id, "direct", None, None, None, rows)
    (found,) = discrepancies(Compared((one.reading(), other.reading()), (entity,), (statement,)))
    assert found.kind == "quotation"
    assert "not" in found.note


def alone(first: str, second: str) -> list[Discrepancy]:
    """What two reports that quote nobody by name show of a sentence."""
    readings = tuple(Draft(f"r{n}", line).reading() for n, line in enumerate((first, second)))
    return [each for each in discrepancies(Compared(readings)) if each.kind == "quotation"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("“We will sail for herring in spring. We will not sail for the minister.”",
         "“We will sail for herring in spring.”"),
        ("“The old quay will bear the crane. I cannot say the same of the shed,” she said.",
         "She said: “The old quay will bear the crane.”"),
        ("“The quay will bear the new crane,” she said. “No quay will bear the shed.”",
         "“The quay will bear the new crane,” she said. The band played on."),
        ("“We have moved the toll by half; we have not buried the matter,”", "“We have moved the toll by half.”"),
    ],
)  # fmt: skip
def test_a_sentence_quoted_without_the_next_that_denies_a_part_of_it(first: str, second: str) -> None:
    found = alone(first, second) or list(told(first, second))
    assert [each.kind for each in found] == ["quotation"]
    assert {span.report for value in found[0].values for span in value.evidence} == {"r0", "r1"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("“We will sail for herring in spring. The sea is cold.”", "“We will sail for herring in spring.”"),
        ("“We will sail for herring in spring. We will not sail for the minister.”",
         "“We will sail for herring in spring,” she said, but they would not sail for the minister."),
        ("“We will sail for herring in spring. We will not sail for the minister.”",
         "“We will sail for herring in spring,” she said. “We will not sail for the minister.”"),
        ("“We will sail for herring in spring. Nobody likes the new shed.”", "“We will sail for herring in spring.”"),
    ],
)  # fmt: skip
def test_an_excerpt_that_leaves_no_denial_out_is_no_other_quotation(first: str, second: str) -> None:
    assert alone(first, second) == []


def test_a_headline_that_cuts_what_its_own_report_quotes_contradicts_nobody() -> None:
    whole = "“We will meet anyone, anywhere, but we will meet nobody about giving away our hills,”"
    drafts = [
        Draft(
            "r0", f"title: Oda Venn: “Meet anyone, anywhere, not about giving away our hills”\n{whole} said Oda Venn."
        ),
        Draft("r1", f"{whole} said Oda Venn."),
    ]
    rows = []
    for draft, texts in zip(
        drafts, (("“Meet anyone, anywhere, not about giving away our hills”", whole), (whole,)), strict=True
    ):
        person = draft.person("Oda Venn")
        for words in texts:
            said = draft.attributions[draft.said(person, words, source="Oda Venn", cue=None)]
            number = len(draft.attributions) - 1
            rows.append(Wording(draft.name, said.source, said.cue, said.content, "first", "direct", None, number))
    mentions = tuple(draft.span("Oda Venn") for draft in drafts)
    entity = Entity("person-venn", "Oda Venn", "person", None, (), mentions, (Variant("Oda Venn", mentions),))
    statement = Statement("s1", entity.id, "direct", None, None, None, tuple(rows))
    readings = tuple(draft.reading() for draft in drafts)
    assert not discrepancies(Compared(readings, (entity,), (statement,)))
