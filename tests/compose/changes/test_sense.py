from parley.compose.changes.places import Places
from parley.compose.changes.sense import Sense, stems
from parley.report import Span


def test_words_are_compared_without_their_endings_and_empty_words() -> None:
    assert stems("The envoys demanded ports") == stems("an envoy demands the port") - {"demand"} | {"demand"}


def test_the_likeliest_text_is_found_by_its_rare_words() -> None:
    known = {f"k{n}": f"the talks about bridge number {n} go on" for n in range(200)} | {
        "x": "Sellia sold herring to Orrin"
    }
    key, likeness = Sense(known).nearest("Orrin bought herring that Sellia sold")
    assert key == "x"
    assert 0.5 < likeness < 1


def test_a_number_that_is_not_there_makes_texts_unlike() -> None:
    sense = Sense({"k": "Sellia counted 300 lorries at the border"})
    assert sense.likeness("Sellia counted 500 lorries at the border", "k") == 0.0
    assert sense.likeness("Sellia counted lorries at the border", "k") == 1.0


def test_places_find_what_stands_where_a_passage_stands() -> None:
    places: Places[str] = Places()
    places.put(Span("r", 0, 1000), "long")
    places.put(Span("r", 990, 1010), "short")
    places.put(Span("s", 990, 1010), "elsewhere")
    assert places.at(Span("r", 985, 1005), 0.5) == {"long": 15, "short": 15}
    assert places.like(Span("r", 985, 1005), 0.5) == {"short": 15}
