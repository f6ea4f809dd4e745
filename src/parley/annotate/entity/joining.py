"""Small words inside names: "of", "and", "von" and the mark of the possessive, by what stands around them."""

from functools import cache

from parley.annotate.entity.rolewords import honorifics, is_role
from parley.annotate.entity.surface import Surface
from parley.annotate.wordlists import words

LINKS = frozenset({"of", "for", "on"})
"""Small words that join what a body or a role is for to its name."""


def link(text: Surface, first: int, index: int, last: int) -> int:
    """How many small words at a token belong to the name because of what stands around them; 0 for none."""
    low, before = text.lower[index], text.lower[index - 1]
    if low in words("persons", "particles") and before not in honorifics():
        end = index
        while end < min(index + 3, last) and text.lower[end] in words("persons", "particles"):
            end += 1
        if low != "y" and end < last and text.capital(end) and not is_role(before):
            return end - index
    if low in LINKS and (before in words("bodies", "of_heads") or before in words("roles", "linked")):
        after = index + 1 + (index + 1 < last and text.lower[index + 1] == "the")
        if (
            after < last
            and text.capital(after)
            and (before in words("bodies", "of_heads") or is_portfolio(text, after))
        ):
            return after - index
    if text.words[index] in {"'", "’"} or low == "'s":
        return _owned(text, index, last)
    if low in {"and", "&"} and index + 1 < last and text.capital(index + 1):
        linked = any(text.lower[place] in LINKS for place in range(first, index))
        if low == "&" or (linked and is_portfolio(text, index + 1) and not _titled(text, index + 1, last)):
            return 1
        if (linked and _one_trade(text, index)) or _one_body(text, first, index, last):
            return 1
    return 0


def _owned(text: Surface, index: int, last: int) -> int:
    """One where a possessive mark stands inside the name of a body ("Dockers' Guild", "People's Party"), else 0."""
    before, after = text.lower[index - 1], text.lower[min(index + 1, last - 1)]
    plural = before.endswith("s") if len(text.words[index]) == 1 else before.endswith(("men", "people", "children"))
    return int(plural and index + 1 < last and text.capital(index + 1) and after in endings())


def _one_trade(text: Surface, index: int) -> bool:
    """Whether plurals stand on both sides of "and", as members of one body do ("Syndicate of Weavers and Dyers")."""
    beside = (text.words[index - 1], text.words[index + 1])
    return text.lower[index - 2] in LINKS and all(len(w) > 4 and w.endswith("s") and w[-2] not in "sui" for w in beside)


def _one_body(text: Surface, first: int, index: int, last: int) -> bool:
    """Whether "and" joins two words within the name of a union or a body of people ("the Road and Tram Workers")."""
    bodies = _body_endings()
    if not first or text.lower[first - 1] != "the" or {text.lower[index - 1], text.lower[index + 1]} & bodies:
        return False
    end = index + 1
    while end < min(last, index + 5) and (text.capital(end) or text.words[end] in {"'", "’"}):
        end += 1
    return end > index + 2 and text.lower[end - 1] in words("bodies", "unions") | words("bodies", "parties_political")


@cache
def _body_endings() -> frozenset[str]:
    """Last words of names of bodies, but for companies."""
    keys = ("state_bodies", "unions", "blocs", "armed", "other_bodies", "parties_political")
    return frozenset().union(*(words("bodies", key) for key in keys))


def is_portfolio(text: Surface, index: int) -> bool:
    """Whether a token is what a minister is for ("Trade")."""
    return text.lower[index] in words("roles", "portfolios")


def _titled(text: Surface, index: int, last: int) -> bool:
    """Whether a role begins here ("and Foreign Minister Brandt")."""
    return any(is_role(text.words[place]) for place in range(index, min(index + 3, last)))


@cache
def endings() -> frozenset[str]:
    """Last words of names of bodies, places and things."""
    keys = ("state_bodies", "unions", "blocs", "armed", "companies", "press_names", "other_bodies", "things", "seats")
    return frozenset().union(*(words("bodies", key) for key in keys)) | words("contexts", "place_names")
