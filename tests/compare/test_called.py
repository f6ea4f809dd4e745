from parley.compare.resolve import resolve
from parley.reading import Reading
from tests.compare.build import Draft


def bodies(*readings: Reading) -> set[str]:
    return {entity.name for entity in resolve(readings).entities if entity.kind in {"organisation", "party"}}


def naming(name: str, body: str) -> Reading:
    """A report that names a body."""
    draft = Draft(name, f"The {body} rejected the offer.")
    draft.said(draft.entity("organisation", body), "the offer", cue="rejected")
    return draft.reading()


def calling(name: str, words: str) -> Reading:
    """A report that only calls a body something."""
    draft = Draft(name, f"On Monday {words} rejected the offer.")
    draft.said(draft.entity("organisation", None, description=words), "the offer", cue="rejected")
    return draft.reading()


def test_the_union_is_the_only_union_of_the_story() -> None:
    assert bodies(naming("a", "Guild of Lamplighters"), calling("b", "the union")) == {"Guild of Lamplighters"}


def test_the_commission_is_the_only_body_whose_name_says_so() -> None:
    readings = naming("a", "Tarn River Commission"), naming("b", "Harbour Trust"), calling("c", "the commission")
    assert bodies(*readings) == {"Tarn River Commission", "Harbour Trust"}


def test_two_unions_leave_it_open() -> None:
    readings = naming("a", "Guild of Lamplighters"), naming("b", "Weavers' Union"), calling("c", "the union")
    assert "union" in bodies(*readings)


def test_their_union_is_somebodys_own() -> None:
    assert "union" in bodies(naming("a", "Guild of Lamplighters"), calling("b", "their union"))


def test_a_report_that_names_the_body_means_another() -> None:
    draft = Draft("a", "The Guild of Lamplighters met. The union rejected it.")
    draft.entity("organisation", "Guild of Lamplighters")
    draft.entity("organisation", None, description="The union")
    assert len(bodies(draft.reading())) == 2


def test_an_adjective_taken_for_a_name_is_its_land() -> None:
    land, adjective = Draft("a", "Ostland agreed."), Draft("b", "The Ostlandish denied it.")
    land.entity("party", "Ostland")
    adjective.entity("organisation", "Ostlandish")
    assert bodies(land.reading(), adjective.reading()) == {"Ostland"}


def test_a_name_without_a_word_from_the_middle_and_its_last_word_are_one_body() -> None:
    whole, shorter, short = (
        Draft("a", "The Tarn Customs League agreed."),
        Draft("b", "The Tarn League agreed. The League left."),
        Draft("c", "The League agreed."),
    )
    whole.entity("organisation", "Tarn Customs League")
    shorter.mention(shorter.entity("organisation", "Tarn League"), "League", nth=1)
    short.entity("organisation", "League")
    assert len(bodies(whole.reading(), shorter.reading(), short.reading())) == 1


def test_the_last_word_of_two_bodies_is_neither() -> None:
    one, two, short = (
        Draft("a", "The Tarn League agreed."),
        Draft("b", "The Chess League left."),
        Draft("c", "The League agreed."),
    )
    for draft, name in ((one, "Tarn League"), (two, "Chess League"), (short, "League")):
        draft.entity("organisation", name)
    assert len(bodies(one.reading(), two.reading(), short.reading())) == 3
