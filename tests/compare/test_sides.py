import pytest

from parley.compare.resolve import resolve
from parley.reading import Reading
from parley.story import Entity
from tests.compare.build import Draft


def parties(*readings: Reading) -> list[str]:
    return sorted(entity.name for entity in resolve(readings).entities if entity.kind == "party")


def party_of(name: str, *readings: Reading) -> str | None:
    entities: dict[str, Entity] = {entity.id: entity for entity in resolve(readings).entities}
    found = next(entity for entity in entities.values() if entity.name == name)
    return entities[found.party].name if found.party else None


def guild(name: str, *, stance: bool = True) -> Reading:
    """A report in which a guild's negotiator demands something."""
    draft = Draft(name, "Mara Kol, chief negotiator of the Lamplighters Guild, demanded an hour of rest.")
    body = draft.entity("organisation", "Lamplighters Guild")
    kol = draft.person("Mara Kol", roles=("chief negotiator of the Lamplighters Guild",), body=body)
    draft.said(kol, "an hour of rest", cue="demanded", stance="demands" if stance else None)
    return draft.reading()


def museum(name: str) -> Reading:
    """A report in which a museum's director speaks."""
    draft = Draft(name, "Ada Fenn, director of the Tarn Museum, said visitors were few.")
    body = draft.entity("organisation", "Tarn Museum")
    fenn = draft.person("Ada Fenn", roles=("director of the Tarn Museum",), body=body)
    draft.said(fenn, "visitors were few", cue="said")
    return draft.reading()


def test_a_body_whose_people_bargain_in_several_reports_is_a_party() -> None:
    readings = guild("a"), guild("b")
    assert parties(*readings) == ["Lamplighters Guild"]
    assert party_of("Mara Kol", *readings) == "Lamplighters Guild"


def test_a_body_that_only_speaks_is_none() -> None:
    readings = museum("a"), museum("b"), guild("c"), guild("d")
    assert parties(*readings) == ["Lamplighters Guild"]
    assert party_of("Ada Fenn", *readings) is None


def test_a_body_that_one_of_many_reports_names_is_none() -> None:
    assert parties(guild("a"), museum("b"), museum("c")) == []


def test_the_order_of_reports_does_not_matter() -> None:
    readings = [guild("a"), museum("b"), guild("c"), guild("d")]
    assert resolve(readings).entities == resolve(readings[::-1]).entities


@pytest.mark.parametrize(
    ("short", "long"),
    [("Norrvik", "Norrvik Ferries"), ("Guild", "Guild of Lamplighters"), ("League", "Ostland Chess League")],
)
def test_one_word_is_short_for_the_only_body_it_begins_or_calls(short: str, long: str) -> None:
    first, second = Draft("a", f"{short} met."), Draft("b", f"{long} met.")
    first.entity("organisation", short)
    second.entity("organisation", long)
    assert len(resolve([first.reading(), second.reading()]).entities) == 1


def test_one_word_that_fits_two_bodies_is_short_for_neither() -> None:
    drafts = [Draft(name, f"{body} met.") for name, body in enumerate_bodies()]
    for draft, (_, body) in zip(drafts, enumerate_bodies(), strict=True):
        draft.entity("organisation", body)
    assert len(resolve([draft.reading() for draft in drafts]).entities) == 3


def enumerate_bodies() -> list[tuple[str, str]]:
    return [("a", "League"), ("b", "Ostland Chess League"), ("c", "Anglers League")]


def test_a_committee_without_a_name_is_one_in_all_reports() -> None:
    drafts = [Draft(name, "The committee of holders met.") for name in ("a", "b")]
    for draft in drafts:
        draft.entity("organisation", None, "The committee", description="The committee")
    assert len(resolve([draft.reading() for draft in drafts]).entities) == 1


def test_an_office_goes_by_what_it_is_for() -> None:
    first, second = Draft("a", "The Ministry of Health met."), Draft("b", "The health ministry met.")
    first.entity("organisation", "Ministry of Health")
    second.entity("organisation", None, "health ministry", description="health ministry")
    assert len(resolve([first.reading(), second.reading()]).entities) == 1


def test_a_minister_without_a_state_belongs_to_the_only_one_that_the_story_turns_on() -> None:
    first = Draft("a", "In Varnia, Varnian premier Jan Holt spoke.")
    state = first.party("Varnia")
    first.person("Jan Holt", roles=("Varnian premier",), party=state)
    second = Draft("b", "Trade Minister Ilsa Brandt came to Varnia.")
    second.entity("place", "Varnia")
    second.person("Ilsa Brandt", roles=("Trade Minister",))
    assert party_of("Ilsa Brandt", first.reading(), second.reading()) == "Varnia"


def test_a_report_speaks_of_the_ministers_of_its_own_state() -> None:
    told = Draft("a", "Varnia sent its envoy Jan Holt, Ostland its envoy Piet Sand, the foreign minister.")
    varnia, ostland = told.party("Varnia"), told.party("Ostland")
    told.person("Jan Holt", roles=("envoy",), party=varnia)
    told.person("Piet Sand", roles=("foreign minister",), party=ostland)
    home = Draft("b", "Defence Minister Jan Holt and Trade Minister Ilsa Brandt left. Varnia and Ostland talk.")
    home.entity("place", "Varnia")
    home.entity("place", "Ostland")
    home.person("Jan Holt", roles=("Defence Minister",))
    home.person("Ilsa Brandt", roles=("Trade Minister",))
    assert party_of("Ilsa Brandt", told.reading(), home.reading()) == "Varnia"


def test_a_former_minister_is_given_to_no_state() -> None:
    first = Draft("a", "In Varnia, Varnian premier Jan Holt spoke.")
    first.person("Jan Holt", roles=("Varnian premier",), party=first.party("Varnia"))
    second = Draft("b", "The former trade minister Ilsa Brandt came to Varnia.")
    second.entity("place", "Varnia")
    second.person("Ilsa Brandt", roles=("former trade minister",))
    assert party_of("Ilsa Brandt", first.reading(), second.reading()) is None


def test_the_author_of_a_report_is_no_person_of_the_story() -> None:
    draft = Draft("a", "By Lena Quist\nIlsa Brandt spoke.", outlet="The Tarn Post", author="Lena Quist")
    draft.person("Lena Quist")
    draft.person("Ilsa Brandt")
    assert [e.name for e in resolve([draft.reading()]).entities if e.kind == "person"] == ["Ilsa Brandt"]


def test_an_outlet_is_no_person() -> None:
    first, second = Draft("a", "Ilsa Brandt spoke.", outlet="Tarn Line"), Draft("b", "Tarn Line reported it.")
    first.person("Ilsa Brandt")
    second.person("Tarn Line")
    found = resolve([first.reading(), second.reading()]).entities
    assert [e.name for e in found if e.kind == "person"] == ["Ilsa Brandt"]


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ("Lamplighters Guild and the Tarn Museum", ["Lamplighters Guild", "Tarn Museum"]),
        ("Lamplighters Guild, the Tarn Museum", ["Lamplighters Guild", "Tarn Museum"]),
        ("Lamplighters Guild about the Tarn Museum", ["Lamplighters Guild"]),
    ],
)
def test_a_body_named_in_one_breath_with_a_side_is_nearer_to_being_one(words: str, sides: list[str]) -> None:
    def told(name: str) -> Reading:
        draft = Draft(name, f"Ada Fenn, director of the Tarn Museum, spoke. The talks of the {words} began.")
        tarn = draft.entity("organisation", "Tarn Museum")
        draft.mention(tarn, "Tarn Museum", nth=1)
        draft.party("Lamplighters Guild")
        draft.person("Ada Fenn", roles=("director of the Tarn Museum",), body=tarn)
        return draft.reading()

    assert parties(*(told(name) for name in "abc")) == sides


def left(name: str) -> Reading:
    """A report in which a political party, which it gives to its land, bargains."""
    draft = Draft(name, "Ostland's Civic Left rejected the cut. Mara Kol, envoy of the Civic Left, said so.")
    body = draft.entity("organisation", "Civic Left", party=draft.entity("party", "Ostland"))
    kol = draft.person("Mara Kol", roles=("envoy of the Civic Left",), body=body)
    draft.said(kol, "the cut", cue="rejected", stance="rejects")
    return draft.reading()


def test_a_body_that_a_report_gives_to_its_land_may_bargain_for_itself() -> None:
    assert party_of("Mara Kol", left("a"), left("b")) == "Civic Left"


def test_a_union_that_bargains_once_is_a_side_sooner_than_a_museum() -> None:
    union = Draft("a", "Mara Kol, chair of the Weavers' Federation, demanded rest.")
    body = union.entity("organisation", "Weavers' Federation")
    kol = union.person("Mara Kol", roles=("chair of the Weavers' Federation",), body=body)
    union.said(kol, "rest", cue="demanded", stance="demands")
    met = Draft("b", "The Weavers' Federation met Norrvik.")
    who = met.entity("organisation", "Weavers' Federation"), met.party("Norrvik")
    met.event("CONSULT", "The Weavers' Federation met Norrvik", "met", *who)
    assert "Weavers' Federation" in parties(union.reading(), met.reading())


def test_a_body_that_is_only_called_the_party_is_no_side() -> None:
    def told(name: str) -> Reading:
        draft = Draft(name, "The party demanded more. Mara Kol, negotiator of the party, said so.")
        body = draft.entity("organisation", None, "The party", description="The party")
        kol = draft.person("Mara Kol", roles=("negotiator of the party",), body=body)
        draft.said(kol, "more", cue="demanded", stance="demands")
        return draft.reading()

    assert parties(told("a"), told("b")) == []


def test_a_name_of_two_words_may_go_without_a_common_first_one() -> None:
    def told(name: str, *names: str) -> Reading:
        draft = Draft(name, f"{names[0]} said no, and {names[-1]} said yes.")
        for each in names:
            draft.entity("organisation", each)
        return draft.reading()

    names = [entity.name for entity in resolve([told("a", "National Harmony", "Harmony")]).entities]
    assert len(names) == 1
    names = [entity.name for entity in resolve([told("a", "Velm Harmony", "Harmony")]).entities]
    assert len(names) == 2


def test_a_party_that_bears_the_name_of_an_official_is_that_person() -> None:
    official, odd = Draft("a", "President Mara Kol of Ostland came."), Draft("b", "Mara Kol rejected it.")
    official.person("Mara Kol", roles=("President",), party=official.party("Ostland"))
    odd.entity("party", "Mara Kol")
    assert parties(official.reading(), odd.reading()) == ["Ostland"]
