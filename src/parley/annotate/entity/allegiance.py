"""Allegiance: for whom people stand by words that are no role ("who negotiates for the union", "led by Jan Kol")."""

from collections.abc import Iterator

from parley.annotate.entity.belonging import give, is_past
from parley.annotate.entity.figures import Figure
from parley.annotate.entity.names import Name
from parley.annotate.entity.parties import Scene
from parley.annotate.entity.roles import Cue
from parley.annotate.entity.rolewords import is_role
from parley.annotate.entity.telling import Telling
from parley.annotate.wordlists import words

_REACH = 8
"""Tokens between a verb or noun and the body for which it says that someone stands."""
_STOPS = frozenset({",", ".", ";", ":", "(", ")", "–", "—", "”", '"'})
_SMALL = frozenset({"the", "its", "their", "own", "'s", "’s", "’", "'"})


def settle_by_allegiance(telling: Telling) -> None:
    """Give people whom no role places to the body for which the words around their name say that they stand."""
    for name, figure in sorted(telling.people.items(), key=lambda pair: pair[0].start):
        for cue in _cues(telling.scene, name) if _is_open(figure) and not is_past(telling, figure) else ():
            give(telling, figure, cue)
            if _is_open(figure):
                telling.cues.append((figure, cue))


def _is_open(figure: Figure) -> bool:
    return figure.kind == "person" and figure.side is None and figure.belongs is None


def _cues(scene: Scene, name: Name) -> Iterator[Cue]:
    yield from _speaking_for(scene, name)
    yield from _spoken_for(scene, name)
    yield from _led_by(scene, name)
    yield from _represented_by(scene, name)
    yield from _for_side(scene, name)
    yield from _leading(scene, name)
    yield from _one_of(scene, name)


def _inside(scene: Scene, name: Name, token: int) -> bool:
    return 0 <= token < len(scene.text.words) and scene.text.sentence[token] == scene.text.sentence[name.first]


def _speaking_for(scene: Scene, name: Name) -> Iterator[Cue]:
    """ "Jan Kol, for the union,", "Jan Kol, who negotiates for the union", "Jan Kol signed for the union"."""
    text, index = scene.text, name.last
    apposed = _inside(scene, name, index) and text.words[index] in {",", "("}
    index += apposed
    if apposed and _inside(scene, name, index) and text.lower[index] == "who":
        index += 1
    elif apposed and _inside(scene, name, index + 1) and text.lower[index] in {"for", "from"}:
        if text.lower[index] == "for" or text.lower[index + 1] == "the":
            yield from _body(scene, name, index + 1)
        return
    for token in range(index, min(index + 4, len(text.words))):
        if not _inside(scene, name, token) or text.words[token] in _STOPS:
            return
        if text.lower[token] in words("roles", "standing_for"):
            yield from _after_for(scene, name, token + 1)
            return


def _after_for(scene: Scene, name: Name, first: int) -> Iterator[Cue]:
    """The body after "for" or "on behalf of" behind a verb."""
    text = scene.text
    for token in range(first, first + 4):
        if not _inside(scene, name, token + 1) or text.words[token] in _STOPS:
            return
        if text.lower[token] == "for" or text.lower[token - 1 : token + 1] == ["behalf", "of"]:
            yield from _body(scene, name, token + 1)
            return


def _spoken_for(scene: Scene, name: Name) -> Iterator[Cue]:
    """ "Speaking for the union, Jan Kol", "On behalf of the union, Jan Kol"."""
    text, comma = scene.text, (name.first if name.title is None else name.title) - 1
    if not _inside(scene, name, comma) or text.words[comma] != ",":
        return
    start = text.parse.sentences[text.sentence[comma]].first
    low = text.lower[start : start + 3]
    if low[:2] in (["speaking", "for"], ["negotiating", "for"]) or low == ["on", "behalf", "of"]:
        first = start + (3 if low[0] == "on" else 2)
        if comma - first <= _REACH:
            yield Cue(name, None, first, comma)


def _led_by(scene: Scene, name: Name) -> Iterator[Cue]:
    """ "The union's delegation, led by Jan Kol": the phrase before, where it is a name's or a delegation's."""
    text, by = scene.text, (name.first if name.title is None else name.title) - 1
    if not _inside(scene, name, by - 2) or text.lower[by] != "by" or text.lower[by - 1] not in words("roles", "led"):
        return
    last = by - 2 - (text.words[by - 2] == ",")
    phrase = text.phrases.around(last)
    if phrase is None or phrase.last - 1 not in range(last, last + 1):
        return
    named = phrase.last in scene.ending or any(token in scene.starting for token in range(phrase.first, phrase.last))
    if text.lower[phrase.head] in words("bodies", "groups") or (named and text.capital(phrase.head)):
        yield Cue(name, None, text.phrases.start(phrase), phrase.last)


def _represented_by(scene: Scene, name: Name) -> Iterator[Cue]:
    """ "Varnia was represented by Jan Kol, its envoy, and by General Mara Brandt": whoever opens the sentence."""
    text = scene.text
    sentence = text.parse.sentences[text.sentence[name.first]]
    opener = scene.starting.get(sentence.first)
    if opener is None or opener.last + 2 >= name.first or text.lower[opener.last] not in {"was", "is", "were"}:
        return
    by = _with_role(scene, name) - 1
    if text.lower[opener.last + 1] in words("roles", "led") and text.lower[by] == "by":
        yield Cue(name, None, opener.first, opener.last)


def _for_side(scene: Scene, name: Name) -> Iterator[Cue]:
    """ "For Varnia the pen was held by the foreign minister, Jan Kol", "For the union, Jan Kol signed"."""
    text = scene.text
    first = text.parse.sentences[text.sentence[name.first]].first
    start = first + 1 + (text.lower[min(first + 1, len(text.lower) - 1)] == "the")
    opener = scene.starting.get(start) if text.lower[first] == "for" else None
    if opener is None or opener.last >= name.first:
        return
    between = range(opener.last, _with_role(scene, name))
    others = any(token in scene.starting for token in between)
    near = text.lower[max(opener.last, name.first - _REACH) : name.first]
    if not others and ("by" in near or (text.words[opener.last] == "," and len(between) <= 2)):
        yield Cue(name, None, start, opener.last)


def _with_role(scene: Scene, name: Name) -> int:
    """First token of a name with the role before it."""
    phrase = scene.text.phrases.around(name.first)
    first = name.first if name.title is None else name.title
    return first if phrase is None else min(first, phrase.first)


def _leading(scene: Scene, name: Name) -> Iterator[Cue]:
    """ "Jan Kol, who heads the delegation of the union", "Jan Kol, head of the union's negotiating team"."""
    text, index = scene.text, name.last
    if not _inside(scene, name, index + 2) or text.words[index] != ",":
        return
    following, next_one = text.lower[index + 1], text.lower[index + 2]
    leads = following == "who" and next_one in words("roles", "leading")
    if not leads and not (is_role(following) and next_one == "of"):
        return
    first = index + 3
    for token in range(first, first + _REACH):
        if not _inside(scene, name, token) or text.words[token] in _STOPS or text.tags[token] in {"VBD", "VBZ", "MD"}:
            return
        starts = scene.starting.get(token)
        if starts is not None:
            yield Cue(name, None, first, starts.last)
            return
        if not _links(scene, token):
            return


def _links(scene: Scene, token: int) -> bool:
    """Whether a word may stand between the verb and whom the leader leads: articles, "of", a delegation, a team."""
    low = scene.text.lower[token]
    return low in _SMALL or low == "of" or low in words("bodies", "groups") or low in words("bodies", "spokesmen")


def _one_of(scene: Scene, name: Name) -> Iterator[Cue]:
    """ "A union delegate, Jan Kol, said"."""
    text, comma = scene.text, name.first - 1
    if not _inside(scene, name, comma - 2) or not _inside(scene, name, name.last):
        return
    phrase = text.phrases.around(comma - 1) if text.words[comma] == "," and text.words[name.last] == "," else None
    if phrase is None or not is_role(text.lower[phrase.head]) or phrase.last != comma:
        return
    if text.lower[phrase.first] in {"a", "an", "one"}:
        yield Cue(name, None, phrase.first, phrase.head)


def _body(scene: Scene, name: Name, first: int) -> Iterator[Cue]:
    """The phrase that begins at a token, with the name that begins in it."""
    text, last = scene.text, first
    while _inside(scene, name, last) and last < first + _REACH and text.words[last] not in _STOPS:
        starts = scene.starting.get(last)
        if starts is not None:
            yield Cue(name, None, first, starts.last)
            return
        if text.tags[last][:2] in {"VB", "IN"}:
            break
        last += 1
    if last > first:
        yield Cue(name, None, first, last)
