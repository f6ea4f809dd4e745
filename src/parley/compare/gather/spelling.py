"""Spelling: the words of a text by the stems and keys that stand for them, so that a reason can be read."""

from functools import cached_property

from parley.compare.names import bare, key
from parley.compare.words import fold, phrased, words


class Spelling:
    """How a text spells what its signature holds; nothing is looked up before somebody asks."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, held: str) -> str:
        """The words for a stem or the key of a name; what stands for them where the text has them in no such form."""
        return self._stems.get(held) or self._name(held) or held

    @cached_property
    def _stems(self) -> dict[str, str]:
        """Each stem with the first word for it, one without a capital before others."""
        forms: dict[str, str] = {}
        for word, stem in phrased(words(self._text)):
            form = bare(self._text[word.start : word.end])
            if stem not in forms or (forms[stem][:1].isupper() and form[:1].islower()):
                forms[stem] = form
        return forms

    def _name(self, held: str) -> str | None:
        found = words(self._text)
        for length in range(1, len(held.split()) + 1):
            for first, last in zip(found, found[length - 1 :], strict=False):
                form = bare(self._text[first.start : last.end])
                if key(fold(form)) == held:
                    return form
        return None
