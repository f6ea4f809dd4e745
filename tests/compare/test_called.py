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
