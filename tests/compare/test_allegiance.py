import pytest

from parley.compare.resolve import resolve
from parley.reading import Reading, Stance
from tests.compare.build import Draft


def party_of(name: str, *readings: Reading) -> str | None:
    entities = {entity.id: entity for entity in resolve(readings).entities}
    found = next(entity for entity in entities.values() if entity.name == name)
    return entities[found.party].name if found.party else None


def guild(name: str) -> Reading:
    """A report in which a guild's negotiator demands something of a company."""
    draft = Draft(name, "Mara Kol, chief negotiator of the Lamplighters Guild, demanded an hour of rest.")
    body = draft.entity("party", "Lamplighters Guild")
    kol = draft.person("Mara Kol", roles=("chief negotiator of the Lamplighters Guild",), party=body)
    draft.said(kol, "an hour of rest", cue="demanded", stance="demands")
    return draft.reading()


def company(name: str) -> Reading:
    """A report in which a company bargains."""
    draft = Draft(name, "Norrvik offered two days. The company's envoy, Ada Fenn, said so.")
    body = draft.party("Norrvik")
    draft.mention(body, "company", "description")
    fenn = draft.person("Ada Fenn", roles=("company's envoy",), party=body)
    draft.said(fenn, "two days", cue="said", stance="offers")
    return draft.reading()


def unplaced(name: str, role: str, outlet: str | None = None) -> Reading:
    """A report that says what someone is, and not where."""
    draft = Draft(name, f"Jan Holt, {role}, was away.", outlet=outlet)
    draft.person("Jan Holt", roles=(role,))
    return draft.reading()


@pytest.mark.parametrize(
    ("role", "outlet", "party"),
    [
        ("chief executive", None, "Norrvik"),
        ("branch secretary", None, "Lamplighters Guild"),
        ("baker", None, None),
        ("former chief executive", None, None),
        ("chair", "Bulletin of the Lamplighters Guild", "Lamplighters Guild"),
        ("leads our team", "Lamplighters Guild", "Lamplighters Guild"),
        ("minister of health", "Lamplighters Guild", None),
        ("led the lamplighters' negotiating team", None, "Lamplighters Guild"),
        ("led the bakers' negotiating team", None, None),
        ("baker", "Lamplighters Guild", None),
        ("chair", "The Morning Lamp", None),
    ],
)
def test_a_post_or_the_issuer_of_a_report_tells_whose_officer_someone_is(
    role: str, outlet: str | None, party: str | None
) -> None:
    readings = guild("a"), guild("b"), company("c"), company("d"), unplaced("e", role, outlet)
    assert party_of("Jan Holt", *readings) == party


def test_a_states_own_radio_tells_of_its_own_ministers() -> None:
    state, radio = Draft("a", "Ostland agreed."), Draft("b", "Minister Jan Holt agreed.", outlet="Ostish State Radio")
    state.said(state.party("Ostland"), "agreed", cue="agreed", stance="accepts")
    radio.person("Jan Holt", roles=("Minister",))
    assert party_of("Jan Holt", state.reading(), radio.reading()) == "Ostland"


def test_whom_the_adviser_of_a_party_serves_is_of_that_party() -> None:
    serving = Draft("a", "Ilsa Brandt, security adviser to President Jan Holt, came for Ostland.")
    land = serving.party("Ostland")
    serving.person("Ilsa Brandt", roles=("security adviser to President Jan Holt",), party=land)
    serving.person("Jan Holt", roles=("President",))
    assert party_of("Jan Holt", serving.reading()) == "Ostland"


def test_a_relative_serves_nobody() -> None:
    kin = Draft("a", "Ilsa Brandt, sister of Jan Holt, came for Ostland.")
    kin.person("Ilsa Brandt", roles=("sister of Jan Holt",), party=kin.party("Ostland"))
    kin.person("Jan Holt")
    assert party_of("Jan Holt", kin.reading()) is None


def test_ministers_are_of_the_state_whose_government_reports_name_not_of_the_hosts() -> None:
    hosted = Draft("a", "The Ostish government met Varnia's minister Ada Fenn. Ostland agreed. Ostland left.")
    land = hosted.party("Ostland")
    hosted.mention(land, "Ostish government", "description")
    hosted.mention(land, "Ostland", nth=1)
    hosted.person("Ada Fenn", roles=("Varnia's minister",), party=hosted.party("Varnia"))
    bare = Draft("b", "Prime Minister Jan Holt told Ostland and Varnia so.")
    bare.party("Ostland")
    bare.party("Varnia")
    bare.person("Jan Holt", roles=("Prime Minister",))
    assert party_of("Jan Holt", hosted.reading(), bare.reading()) == "Ostland"


def test_a_role_names_a_land_by_its_adjective_and_the_land_is_a_party() -> None:
    role, land = Draft("a", "Ostish Industry Minister Jan Holt spoke."), Draft("b", "In Ostland cars are made.")
    role.person("Jan Holt", roles=("Ostish Industry Minister",))
    land.entity("place", "Ostland")
    assert party_of("Jan Holt", role.reading(), land.reading()) == "Ostland"


@pytest.mark.parametrize(
    ("role", "party"),
    [("finance chief", "Norrvik"), ("brother", None), ("predecessor", None), ("colleague", "Norrvik")],
)
def test_who_is_somebodys_officer_is_of_their_party(role: str, party: str | None) -> None:
    draft = Draft("e", f"Ada Fenn of Norrvik sent her {role}, Jan Holt.")
    fenn = draft.person("Ada Fenn", party=draft.party("Norrvik"))
    draft.mention(fenn, "her", "pronoun")
    draft.person("Jan Holt", roles=(role,))
    assert party_of("Jan Holt", draft.reading()) == party


def test_people_of_one_seat_of_power_are_of_one_party() -> None:
    known = Draft("a", "Ada Fenn, aide of the Amber Tower, spoke.")
    tower = known.entity("organisation", "Amber Tower")
    known.person("Ada Fenn", roles=("aide of the Amber Tower",), body=tower)
    seat = Draft("b", "Ostland's Ada Fenn met Jan Holt, spokesman of the Amber Tower.")
    seat.person("Ada Fenn", party=seat.party("Ostland"))
    seat.person("Jan Holt", roles=("spokesman",), body=seat.entity("organisation", "Amber Tower"))
    assert party_of("Jan Holt", known.reading(), seat.reading()) == "Ostland"


@pytest.mark.parametrize(("outlet", "party"), [("Ostish State Radio", "Ostland"), ("Ostish Morning", None)])
def test_a_states_own_outlet_tells_of_its_own_officers(outlet: str, party: str | None) -> None:
    state, radio = Draft("a", "Ostland agreed."), Draft("b", "Colonel Jan Holt agreed.", outlet=outlet)
    state.said(state.party("Ostland"), "agreed", cue="agreed", stance="accepts")
    radio.person("Jan Holt", roles=("Colonel",))
    assert party_of("Jan Holt", state.reading(), radio.reading()) == party


def test_where_parties_have_the_ministers_no_minister_is_the_states() -> None:
    cabinet = Draft(
        "a",
        "Ostland waits. Finance Minister Mara Kol of the Red League met Labour Minister Ada Fenn of the Blue Union.",
    )
    cabinet.party("Ostland")
    cabinet.person("Mara Kol", roles=("Finance Minister",), party=cabinet.party("Red League"))
    cabinet.person("Ada Fenn", roles=("Labour Minister",), party=cabinet.party("Blue Union"))
    other = Draft("b", "Health Minister Jan Holt of Ostland's cabinet said so. The Ostish government waits.")
    land = other.party("Ostland")
    other.mention(land, "Ostish government", "description")
    other.person("Jan Holt", roles=("Health Minister",))
    assert party_of("Jan Holt", cabinet.reading(), other.reading()) is None


def test_a_commerce_secretary_is_of_the_only_state_that_has_such_posts() -> None:
    trade = Draft("a", "Ostish Trade Secretary Ada Fenn met the Union. Ostland agreed.")
    trade.person("Ada Fenn", roles=("Ostish Trade Secretary",), party=trade.party("Ostland"))
    bare = Draft("b", "Commerce Secretary Jan Holt spoke. Ostland agreed.")
    bare.party("Ostland")
    bare.person("Jan Holt", roles=("Commerce Secretary",))
    assert party_of("Jan Holt", trade.reading(), bare.reading()) == "Ostland"


def test_a_report_is_issued_by_the_party_that_most_of_its_name_is_of() -> None:
    draft = Draft("e", "Jan Holt, who leads our team, was away from Ostland.", outlet="Lamplighters Guild of Ostland")
    draft.person("Jan Holt", roles=("leads our team",))
    draft.party("Ostland")
    state = Draft("f", "Ostland offered an hour.")
    state.said(state.party("Ostland"), "an hour", cue="offered", stance="offers")
    readings = guild("a"), guild("b"), company("c"), state.reading(), draft.reading()
    assert party_of("Jan Holt", *readings) == "Lamplighters Guild"


def test_whom_somebody_serves_tells_their_party_though_a_report_gives_them_to_a_seat_of_nobody() -> None:
    serving = Draft("a", "Jan Holt, aide to President Ada Fenn, spoke. Ada Fenn came for Ostland.")
    serving.person("Jan Holt", roles=("aide to President Ada Fenn",))
    serving.person("Ada Fenn", party=serving.party("Ostland"))
    seat = Draft("b", "Jan Holt, the Amber Tower's aide, spoke.")
    seat.person("Jan Holt", roles=("Amber Tower's aide",), body=seat.entity("organisation", "Amber Tower"))
    assert party_of("Jan Holt", serving.reading(), seat.reading()) == "Ostland"


@pytest.mark.parametrize(
    ("role", "party"),
    [("spokesman for the arts ministry", "Ostland"), ("spokesman for the trade ministry", None), ("arts critic", None)],
)
def test_a_ministry_is_of_the_party_that_has_its_minister(role: str, party: str | None) -> None:
    minister = Draft("a", "Ada Fenn, Ostland's arts minister, spoke.")
    minister.person("Ada Fenn", roles=("arts minister",), party=minister.party("Ostland"))
    assert party_of("Jan Holt", minister.reading(), unplaced("b", role)) == party


def test_a_ministry_of_two_parties_ministers_is_nobodys() -> None:
    ministers = Draft("a", "Ada Fenn, Ostland's arts minister, met Ivo Lind, Varnia's arts minister.")
    ministers.person("Ada Fenn", roles=("arts minister",), party=ministers.party("Ostland"))
    varnia = ministers.party("Varnia")
    ministers.person("Ivo Lind", roles=("Varnia's arts minister",), party=varnia)
    assert party_of("Jan Holt", ministers.reading(), unplaced("b", "spokesman for the arts ministry")) is None


@pytest.mark.parametrize(("stance", "party"), [("demands", "Bakers League"), (None, None)])
def test_the_leader_of_a_body_of_members_that_bargains_belongs_to_it_though_it_is_no_side(
    stance: Stance | None, party: str | None
) -> None:
    draft = Draft("e", "Jan Holt, leader of the Bakers League, wants bread. Ada Fenn of the Amber Hospital wants milk.")
    league = draft.entity("organisation", "Bakers League")
    holt = draft.person("Jan Holt", roles=("leader",), body=league)
    fenn = draft.person("Ada Fenn", body=draft.entity("organisation", "Amber Hospital"))
    draft.said(holt, "bread", cue="wants", stance=stance)
    draft.said(fenn, "milk", cue="wants", stance=stance)
    assert party_of("Jan Holt", draft.reading()) == party
    assert party_of("Ada Fenn", draft.reading()) is None


@pytest.mark.parametrize(("role", "party"), [("special envoy", "Ostland"), ("baker", None)])
def test_the_envoy_is_of_the_party_that_its_report_calls_its_envoys(role: str, party: str | None) -> None:
    draft = Draft("e", f"Ostish envoys met Varnia in Selmont. The {role}, Jan Holt, smiled.")
    draft.entity("party", "Ostland", "Ostish envoys")
    draft.party("Varnia")
    draft.person("Jan Holt", roles=(role,))
    assert party_of("Jan Holt", draft.reading()) == party
