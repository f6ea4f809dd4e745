"""Text fragments: the address of a passage in the page as it was published (the WICG's scroll-to-text fragments)."""

from urllib.parse import quote

from parley.deliver.views.reports import web_address

EDGE = 5
"""Words that name the beginning and the end of a passage that is long."""

LONGEST = 12
"""Words up to which a passage is named whole."""


def original(url: str | None, words: str) -> str:
    """The address of these words in the page at the address; nothing where there is no page of the web.

    A browser that finds the words marks them and scrolls there; any other opens the page.
    """
    address = web_address(url)
    split = words.split()
    if not address or not split:
        return address
    parts = [split] if len(split) <= LONGEST else [split[:EDGE], split[-EDGE:]]
    directive = ",".join(_encoded(" ".join(part)) for part in parts)
    return f"{address}{'' if '#' in address else '#'}:~:text={directive}"


def _encoded(words: str) -> str:
    """Commas and dashes part the pieces of a directive, so they are encoded too."""
    return quote(words.encode("utf-8", "replace"), safe="").replace("-", "%2D")
