from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.compare.resolve import resolve
from parley.reading import Kind
from parley.story import Discrepancy
from tests.compare.build import Draft

WORDS = "“The lock gates belong to the people who live below them,”"


def said_by(*speakers: str, words: tuple[str, ...] = (), kinds: tuple[Kind, ...] = ()) -> list[Discrepancy]:
    """The same words in a report each, by the speaker given; "Name of Party" gives the person a party."""
    drafts = []
    for number, speaker in enumerate(speakers):
        name, _, party = speaker.partition(" of ")
        wording = words[number] if words else WORDS
        draft = Draft(f"r{number}", f"{wording} said {name} of {party or 'Velm'} on Monday.")
        side = draft.party(party) if party else None
        kind = kinds[number] if kinds else "person"
        key = draft.person(name, party=side) if kind == "person" else draft.entity(kind, name, party=side)
        draft.said(key, wording, source=name, cue="said")
        drafts.append(draft)
    readings = tuple(draft.reading() for draft in drafts)
    found = discrepancies(Compared(readings, resolve(readings).entities))
    return [each for each in found if each.kind == "attribution"]


def test_one_wording_by_two_people_is_shown_with_both_places() -> None:
    (found,) = said_by("Oda Venn", "Karel Brandt", "Oda Venn")
    values = {value.value: {span.report for span in value.evidence} for value in found.values}
    assert values == {"Oda Venn": {"r0", "r2"}, "Karel Brandt": {"r1"}}
    assert "Oda Venn" in found.note


def test_an_excerpt_by_another_is_shown_too() -> None:
    assert said_by("Oda Venn", "Karel Brandt", words=(WORDS, "“The lock gates belong to the people”"))


def test_people_of_two_parties_exclude_each_other_and_so_do_the_parties() -> None:
    assert said_by("Oda Venn of Estmark", "Karel Brandt of Westmark")
    assert said_by("Estmark", "Westmark", kinds=("party", "party"))
    assert said_by("Oda Venn of Estmark", "Westmark", kinds=("person", "party"))


def test_a_person_and_the_own_party_or_body_speak_as_one() -> None:
    assert said_by("Oda Venn of Estmark", "Estmark", kinds=("person", "party")) == []
    assert said_by("Oda Venn of Estmark", "Gate Ministry of Estmark", kinds=("person", "organisation")) == []
    assert said_by("Oda Venn", "Estmark", kinds=("person", "party")) == []


def test_one_person_misspelt_or_partly_named_is_one_speaker() -> None:
    assert said_by("Oda Venn", "Oda Vern") == []
    assert said_by("Oda Venn", "Venn") == []


def test_short_or_common_words_are_anybodys() -> None:
    assert said_by("Oda Venn", "Karel Brandt", words=("“We will see,”", "“We will see,”")) == []
    assert (
        said_by("Oda Venn", "Karel Brandt", words=("“It is what it is and was,”", "“It is what it is and was,”")) == []
    )


def test_who_passes_words_on_has_not_said_them() -> None:
    first = Draft("r0", f"{WORDS} said Oda Venn.")
    first.said(first.person("Oda Venn"), WORDS, source="Oda Venn", cue="said")
    second = Draft("r1", f"{WORDS} said Oda Venn, according to Karel Brandt.")
    venn, brandt = second.person("Oda Venn"), second.person("Karel Brandt")
    second.said(venn, WORDS, source="Oda Venn", cue="said", via="Karel Brandt", via_entity=brandt)
    third = Draft("r2", f"{WORDS} Karel Brandt told us.")
    third.said(third.person("Karel Brandt"), WORDS, source="Karel Brandt", cue="told")
    readings = tuple(draft.reading() for draft in (first, second, third))
    assert discrepancies(Compared(readings, resolve(readings).entities)) == ()


def test_two_speakers_of_one_report_quote_each_other() -> None:
    draft = Draft("r0", f"{WORDS} said Oda Venn. {WORDS} said Karel Brandt, too.")
    draft.said(draft.person("Oda Venn"), WORDS, source="Oda Venn", cue="said")
    draft.said(draft.person("Karel Brandt"), WORDS, source="Karel Brandt", cue="said", nth=1)
    readings = (draft.reading(),)
    assert discrepancies(Compared(readings, resolve(readings).entities)) == ()


def test_an_excerpt_from_within_and_one_with_a_word_changed_by_another_are_shown() -> None:
    long = "“We said in May that the lock gates belong to the people who open them each morning,”"
    assert said_by("Oda Venn", "Karel Brandt", words=(long, "“the lock gates belong to the people who open them”"))
    assert said_by("Oda Venn", "Karel Brandt", words=(long, long.replace("morning", "evening")))
    assert said_by("Oda Venn", "Karel Brandt", words=(long, "“the lock gates belong to rust and rain”")) == []


def test_a_bare_role_stands_for_the_one_person_of_the_report_who_bears_it() -> None:
    first = Draft("r0", f"{WORDS} said Oda Venn.")
    first.said(first.person("Oda Venn"), WORDS, source="Oda Venn", cue="said")
    second = Draft("r1", f"President Karel Brandt was in no mood to yield. {WORDS} the president said.")
    second.person("Karel Brandt", roles=("President",))
    second.said(second.entity("other", None, description="the president"), WORDS, source="the president", cue="said")
    readings = (first.reading(), second.reading())
    (found,) = discrepancies(Compared(readings, resolve(readings).entities))
    assert {value.value for value in found.values} == {"Oda Venn", "Karel Brandt"}


def test_words_after_a_colon_are_those_of_the_only_person_whom_the_sentence_names() -> None:
    one = Draft("r0", f"{WORDS} said Oda Venn on Monday.")
    one.said(one.person("Oda Venn"), WORDS, source="Oda Venn", cue="said")
    other = Draft("r1", f"Karel Brandt stepped out and left it at one sentence: {WORDS[:-2]}.”")
    other.person("Karel Brandt")
    readings = (one.reading(), other.reading())
    (found,) = [each for each in discrepancies(Compared(readings, resolve(readings).entities)) if each.values]
    assert found.kind == "attribution"
    assert {value.value for value in found.values} == {"Oda Venn", "Karel Brandt"}


def test_a_speaker_who_is_a_pronoun_is_shown_with_the_sentence_that_names_him() -> None:
    one = Draft("r0", f"Oda Venn opened the morning with a warning. {WORDS} she said.")
    key = one.person("Oda Venn")
    one.mention(key, "she", "pronoun")
    one.said(key, WORDS, source="she", cue="said")
    other = Draft("r1", f"{WORDS} said Karel Brandt.")
    other.said(other.person("Karel Brandt"), WORDS, source="Karel Brandt", cue="said")
    readings = (one.reading(), other.reading())
    (found,) = discrepancies(Compared(readings, resolve(readings).entities))
    shown = {
        one.text[span.start : span.end] for value in found.values for span in value.evidence if span.report == "r0"
    }
    assert any("opened the morning" in each for each in shown)


def coined(second: str) -> list[Discrepancy]:
    first = Draft("r0", f"{WORDS} said Oda Venn.")
    first.said(first.person("Oda Venn"), WORDS, source="Oda Venn", cue="said")
    other = Draft("r1", second)
    key = other.person("Karel Brandt")
    if " he who told" in second:
        other.mention(key, "he who", form="pronoun")
        other.said(None, "“The lock gates belong to the people who live below them.”", source="who", cue="told")
    readings = (first.reading(), other.reading())
    found = discrepancies(Compared(readings, resolve(readings).entities))
    return [each for each in found if each.kind == "attribution"]


def test_words_called_somebodys_right_after_the_quotation_are_theirs() -> None:
    words = "“The lock gates belong to the people who live below them.”"
    (found,) = coined(f"{words} Karel Brandt’s parting line from the quay is on mugs.")
    assert {value.value for value in found.values} == {"Oda Venn", "Karel Brandt"}
    assert coined(f"{words} Karel Brandt’s mugs were sold on the quay.") == []


def test_who_in_it_was_he_who_said_is_the_one_named_before() -> None:
    words = "“The lock gates belong to the people who live below them.”"
    (found,) = coined(f"Karel Brandt came late. It was he who told the board: {words}")
    assert {value.value for value in found.values} == {"Oda Venn", "Karel Brandt"}
