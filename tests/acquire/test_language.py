"""The language of a text."""

import pytest

from parley.acquire.language import language


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The envoys met on Friday in the harbour and said that they would go on with the talks in the spring."),
        ("en", "Envoys meet again; ministers deny rift over grain, water quotas; mediators hopeful, unions less so."),
        ("de", "Die Gesandten trafen sich am Freitag im Hafen und sagten, dass sie die Gespräche fortsetzen wollten."),
        ("fr", "Les émissaires se sont rencontrés vendredi au port et ont dit que les pourparlers continueraient."),
        ("nl", "De gezanten ontmoetten elkaar vrijdag in de haven en zeiden dat de besprekingen zouden doorgaan."),
        ("uk", "Посланці зустрілися в п’ятницю в порту і сказали, що переговори триватимуть до самої весни."),
    ],
)
def test_the_language_is_told(code: str, text: str) -> None:
    assert language(text) == code


def test_a_few_words_tell_no_language() -> None:
    assert language("Talks go on") is None
