from tests.annotate.casting import Read, read


def nested(told: Read) -> list[tuple[str, str | None]]:
    return [(told.parse.report.quote(name.span), told.cast.entities[name.entity].name) for name in told.cast.nested]


def test_a_town_stands_in_the_name_of_a_paper() -> None:
    told = read("Envoy Jan Kol arrived in Norra. The Norra Times praised Jan Kol.")
    assert ("Norra", "Norra") in nested(told)


def test_names_in_names_are_no_mentions() -> None:
    told = read("Envoy Jan Kol arrived in Norra. The Norra Times praised Jan Kol.")
    assert told.words("Norra") == ["Norra"]


def test_half_of_a_known_name_is_no_name() -> None:
    told = read("Envoys from the South left Norra. South Korea agreed.")
    assert all(words != "South" for words, _ in nested(told))


def test_a_name_begins_after_people_in_the_plural() -> None:
    told = read("Envoy Jan Kol arrived. Most villagers Kol met were angry.")
    assert told.words("Jan Kol", "name") == ["Jan Kol", "Kol"]
    heads = {told.parse.report.text[head.start : head.end] for head in told.cast.heads}
    assert {"Most villagers", "Kol"} <= heads
