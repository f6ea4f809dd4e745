"""What a name is: a person, an organisation, a place, a state or nothing of these, by votes over all its mentions."""

from collections import Counter
from collections.abc import Sequence

from parley.annotate import gazetteer
from parley.annotate.entity.joining import endings
from parley.annotate.entity.names import Name
from parley.annotate.entity.nationality import Nationalities
from parley.annotate.entity.rolewords import is_given, is_role, kin, plural_heads, saying
from parley.annotate.entity.surface import Surface
from parley.annotate.entity.votes import (
    ORDER,
    NameGroup,
    Sort,
    Votes,
    share_beginnings,
    share_endings,
    share_listed,
    share_surnames,
)
from parley.annotate.gazetteer import Entry
from parley.annotate.wordlists import table, words

_NUMERALS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ALONE = 3.2
"""Votes from which a lone word for a body ("the Front") is the body's name."""
_EXPLAINED = 3.0
"""Votes from which a single word is a person although no full name explains it."""
_UNEXPLAINED = 0.5
"""What is left of the votes for a person otherwise."""
_LABELS: dict[str, Sort] = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "thing"}


def groups(text: Surface, found: Sequence[Name], adjectives: Nationalities) -> dict[tuple[str, ...], NameGroup]:
    """Names by spelling, each with its sort; what is an adjective of nationality is left out."""
    by_key: dict[tuple[str, ...], NameGroup] = {}
    for name in found:
        if name.first not in adjectives.at or adjectives.at[name.first].last < name.last:
            by_key.setdefault(name.key, NameGroup(name.key, [])).names.append(name)
    for group in by_key.values():
        _weigh_form(group, adjectives)
        for name in group.names:
            _weigh_before(text, name, group.votes)
            _weigh_after(text, name, group.votes)
            _weigh_dateline(text, name, group.votes)
        _weigh_labels(text, group)
        _weigh_number(text, group)
    share_surnames(by_key)
    parts = {word for key in by_key if len(key) > 1 for word in (key[0], key[-1])}
    for group in by_key.values():
        if group.key[0] not in parts:
            _weigh_lone(group)
    share_listed(text, found, by_key)
    share_endings(by_key)
    share_beginnings(by_key, adjectives)
    for group in by_key.values():
        group.sort = _sort(group)
    return by_key


def _sort(group: NameGroup) -> Sort:
    """The sort with most votes; a lone word of those that end names, or a name without any vote, is a thing."""
    best = max(ORDER, key=lambda sort: (group.votes[sort], -ORDER.index(sort)))
    lone = len(group.key) == 1 and group.key[0] in endings() - words("bodies", "press_names")
    body = group.votes["organisation"] >= _ALONE and group.key[0] not in words("bodies", "things")
    if lone and group.entry is None and group.whole is None and best != "person" and not body:
        return "thing"
    return best if group.votes[best] > 0 else "thing"


def _weigh_lone(group: NameGroup) -> None:
    """A single word that no full name, title or list of names explains is hardly a person: reports introduce people."""
    word = group.names[0].words[0]
    if len(group.key) > 1 or is_given(word) or gazetteer.given_name(word) or gazetteer.family_name(word):
        return
    explained = any(name.title is not None for name in group.names) or group.votes["person"] >= _EXPLAINED
    if not explained:
        group.votes["person"] *= _UNEXPLAINED


def _weigh_form(group: NameGroup, adjectives: Nationalities) -> None:
    """What the words of a name say."""
    votes, key, written = group.votes, group.key, group.names[0].words
    shown = " ".join(written)
    last = next((word for word in reversed(key) if word not in _NUMERALS), key[-1])
    group.entry = _standing_for(shown) or gazetteer.lookup(shown)
    if group.entry and group.entry.form in {"adjective", "demonym"}:
        group.entry = None
    if group.entry:
        sure = 2 if group.entry.ambiguous else 40
        votes["organisation" if group.entry.polity.kind == "organisation" else "state"] += sure
    elif " ".join(key) in adjectives.sides:
        votes["state"] += 8
    elif (city := gazetteer.city(shown)) is not None:
        votes["place"] += 1 if city.ambiguous else 5
    elif gazetteer.agency(shown) or gazetteer.platform(shown):
        votes["organisation"] += 6
    _weigh_ending(votes, key, last)
    _weigh_letters(votes, written)


def _standing_for(shown: str) -> Entry | None:
    """The bloc that a continent or the seat of its offices stands for where it acts."""
    row = table("bodies")["stands_for"].get(shown.lower())
    bloc = gazetteer.polity(row["code"]) if row else None
    return Entry(bloc, row["form"]) if bloc else None


def _weigh_ending(votes: Votes, key: tuple[str, ...], last: str) -> None:
    several = len(key) > 1
    if several and (last in words("contexts", "place_names") or key[0] in {"mount", "lake"}):
        votes["place"] += 4
    if any(last in words("bodies", kind) for kind in _BODIES) or (several and key[0] in words("bodies", "of_heads")):
        votes["organisation"] += 4 if several else 2
    if several and last in words("bodies", "seats"):
        votes["organisation"] += 1
    if several and key[0] in words("bodies", "press_fronts"):
        votes["organisation"] += 4
    if last in words("bodies", "things"):
        votes["thing"] += 5 if several else 4
    if several and (is_given(key[0].title()) or gazetteer.given_name(key[0].title())):
        votes["person"] += 3 if len(key) < 5 else 1
    elif several and len(key) < 5 and len(key[0]) == 2 and key[0].endswith("."):
        votes["person"] += 2
    if last in words("persons", "suffixes") and several:
        votes["person"] += 2


_BODIES = ("state_bodies", "unions", "armed", "blocs", "companies", "press_names", "other_bodies", "parties_political")


def _weigh_letters(votes: Votes, written: tuple[str, ...]) -> None:
    word = written[0]
    if len(written) == 1 and word.isupper() and 2 <= len(word) <= 7:
        votes["organisation"] += 1.5
    if "&" in written:
        votes["organisation"] += 2
    if 2 <= len(written) <= 3 and not any(part.isupper() and len(part) > 2 for part in written):
        votes["person"] += 0.4


def _weigh_before(text: Surface, name: Name, votes: Votes) -> None:
    """What the words before a name say."""
    if name.title is not None:
        votes["person"] += 4
        return
    first = name.first
    if first == 0 or text.sentence[first - 1] != text.sentence[first]:
        return
    before = text.lower[first - 1]
    if before in words("contexts", "where"):
        votes["place"] += 1.2
        votes["person"] -= 1
    elif before in words("contexts", "reaching"):
        votes["place"] += 1
    elif before == "the":
        if not _modifies(text, name):
            votes["person"] -= 3
            votes["organisation"] += 0.6 if len(name.words) > 1 or name.words[0].isupper() else 0.2
            votes["thing"] += 0.5
            if text.lower[first - 2 : first - 1] == ["told"]:
                votes["organisation"] += 1.5
    elif before in words("contexts", "whither") and _travels(text, first - 1):
        votes["place"] += 1
    elif before in {"named", "called", "nicknamed"}:
        votes["person"] += 1.5
    elif before == "as" and "name" in text.lower[max(0, first - 4) : first]:
        votes["person"] += 3
    elif before in words("contexts", "saying") and _after_quotation(text, first):
        votes["person"] += 0.7
    _weigh_noun_before(text, first, before, votes)


def _weigh_noun_before(text: Surface, first: int, before: str, votes: Votes) -> None:
    """What a noun or phrase says that stands right before the name, or with a comma or "of" between."""
    if is_role(before):
        votes["person"] += 0.5 if before in words("roles", "also_bodies") else 3
    elif before in words("bodies", "before_bodies"):
        votes["organisation"] += 3
    elif before in words("bodies", "before_states"):
        votes["state"] += 3
    else:
        _weigh_apposed_before(text, first, before, votes)


def _modifies(text: Surface, name: Name) -> bool:
    """Whether the name stands before a noun of the same phrase ("the Varnhol talks")."""
    return name.last < len(text.tags) and text.tags[name.last] in {"NN", "NNS", "JJ", "NNP", "NNPS", "VBG", "VBN"}


def _weigh_dateline(text: Surface, name: Name, votes: Votes) -> None:
    """Where a report begins with a place, and with the agency in brackets."""
    last, sentence = name.last, text.parse.sentences[text.sentence[name.first]]
    if last + 1 >= sentence.last or name.first > sentence.first + 8:
        return
    before, after = text.words[name.first - 1], text.words[last]
    bracketed = name.first > sentence.first + 1 and before in {"(", "/"} and after in {")", "/"}
    if bracketed and text.words[last + 1] in {"-", "–", "—", "--", ".", ":"}:
        votes["organisation"] += 3
    elif name.first == sentence.first:
        capitals = all(word.isupper() and len(word) > 2 for word in name.words) and after in {",", "(", "-", "–", "—"}
        if capitals or after in {"—", "–", "--"} or (after == "(" and text.capital(last + 1)):
            votes["place"] += 3


def _weigh_apposed_before(text: Surface, first: int, before: str, votes: Votes) -> None:
    """What a phrase says that stands before the name with a comma or with "of" ("the town of")."""
    link = before in {"of", ","}
    if link and first > 1:
        noun = text.lower[first - 2]
        if noun in words("bodies", "before_states"):
            votes["state"] += 3
        elif noun in words("bodies", "before_places") and (before == "of" or noun == "capital"):
            votes["place"] += 4
        elif before == "," and is_role(noun) and noun not in words("roles", "also_bodies"):
            votes["person"] += 2
        elif before == "of" and noun in words("roles", "of_bodies"):
            votes["organisation"] += 2
        elif before == "of" and (noun in words("bodies", "of_states") or noun in {"governments", "presidents"}):
            votes["state"] += 2.5
        elif before == "of" and text.capital(first - 2) and _titled_name(text, first - 2):
            votes["state"] += 2
        elif before == "of" and first > 2 and text.capital(first - 2) and text.capital(first - 3):
            votes["person"] -= 2.5
            votes["organisation"] += 0.8
    elif before == "from" and first > 1 and is_role(text.lower[first - 2]):
        votes["person"] -= 2
        votes["place"] += 1
    elif before in words("bodies", "before_places"):
        votes["place"] += 3


def _main_verb(text: Surface, index: int) -> int:
    """The token of the main verb where auxiliaries and adverbs begin, else the token itself."""
    for _ in range(4):
        small = text.tags[index] in {"RB", "MD"} or text.lower[index] in words("contexts", "auxiliary")
        if not small or index + 1 >= len(text.tags) or text.tags[index] == "POS":
            break
        index += 1
    return index


def _titled_name(text: Surface, last: int) -> bool:
    """Whether a capitalised sequence that ends at a token holds a title ("President Mara Kol of")."""
    first = last
    while first > 0 and first > last - 5 and text.capital(first - 1):
        first -= 1
    return any(is_role(text.words[place]) for place in range(first, last))


def _weigh_after(text: Surface, name: Name, votes: Votes) -> None:
    """What the words after a name say."""
    last = name.last
    if last >= len(text.words) or text.sentence[last] != text.sentence[name.first]:
        return
    after = text.lower[last]
    if text.tags[last] == "POS" or after == "'s":
        _weigh_possessed(text, last + 1, votes)
    elif text.tags[last].startswith("VB") or text.tags[last] == "MD" or _is_claim(text, last):
        _weigh_verb(text, name, votes)
    elif after in {"who", "whom", "himself", "herself"}:
        votes["person"] += 3
    elif after == ",":
        _weigh_apposed_after(text, last + 1, votes)
    elif after == "(" and last + 1 < len(text.words) and text.words[last + 1].isupper() and len(name.words) > 1:
        votes["organisation"] += 2
    else:
        _weigh_noun_after(text, last, votes)


def _is_claim(text: Surface, index: int) -> bool:
    """Whether a verb of saying was taken for a noun ("Norrland claims,")."""
    after = text.words[index + 1] if index + 1 < len(text.words) else "."
    return text.lower[index] in words("coreference", "claims") and not after[0].isalpha()


def _weigh_verb(text: Surface, name: Name, votes: Votes) -> None:
    """What the verb says of which a name is the subject."""
    verb = _main_verb(text, name.last)
    if text.lower[verb] in words("contexts", "bargaining"):
        votes["state"] += 1
        votes["organisation"] += 0.6
        votes["person"] += 0.3
    elif text.lower[verb] in saying() or text.lower[verb] in words("coreference", "minds"):
        votes["person"] += 0.7
        votes["organisation"] += 0.4
        votes["state"] += 0.5
    if 2 <= len(name.words) <= 3 and text.tags[name.last] in _FINITE:
        votes["person"] += 0.5
    if text.lower[name.last] in {"is", "was"}:
        _weigh_apposed_after(text, name.last + 1, votes)


def _weigh_noun_after(text: Surface, last: int, votes: Votes) -> None:
    """What the noun says that a name stands before."""
    after = text.lower[last]
    if after in words("bodies", "state_like"):
        votes["state"] += 1.5
        votes["organisation"] += 0.7
    elif after in words("contexts", "places") and text.tags[last] in {"NN", "NNS", "NNP"}:
        votes["place"] += 2.5
    elif after in words("bodies", "before_bodies") or after == "news":
        votes["organisation"] += 2.5
    elif after in {"administration", "presidency", "campaign"}:
        votes["person"] += 1.5
    elif after in plural_heads() or is_role(after) or after in words("bodies", "onlookers"):
        votes["organisation"] += 1.2
        votes["state"] += 0.8
        votes["person"] -= 0.7


def _weigh_possessed(text: Surface, index: int, votes: Votes) -> None:
    """What a name possesses says what it is."""
    phrase = text.phrases.around(index)
    if phrase is None or phrase.first != index:
        return
    noun = text.lower[phrase.head]
    inside = {text.lower[place] for place in range(phrase.first, phrase.head + 1)}
    if inside & words("bodies", "of_states"):
        votes["state"] += 2
        votes["organisation"] += 0.5
        votes["person"] -= 0.5
    elif noun in kin() or noun in {"aides", "lawyer", "lawyers", "wives"}:
        votes["person"] += 1.5
    elif is_role(noun):
        votes["state"] += 1.5
        votes["organisation"] += 1
        votes["person"] += 0.4
    elif text.capital(phrase.first):
        votes["state"] += 1.2
        votes["organisation"] += 1
    votes["place"] -= 0.3


def _weigh_apposed_after(text: Surface, index: int, votes: Votes) -> None:
    """What a phrase says that stands after the name with a comma."""
    if index >= len(text.words):
        return
    low = text.lower[index]
    if low in {"who", "whose"}:
        votes["person"] += 2
    elif low == "which":
        votes["person"] -= 1
        votes["organisation"] += 0.5
    elif low.isdigit() and len(low) == 2 and index + 1 < len(text.words) and text.words[index + 1] == ",":
        votes["person"] += 3
    phrase = text.phrases.around(index)
    if phrase is None or phrase.first != index:
        return
    while text.phrases.around(phrase.last + 1) and phrase.possessor:
        following = text.phrases.around(phrase.last + 1)
        if following is None or following.first <= phrase.first:
            break
        phrase = following
    _weigh_noun(text, phrase.head, votes)


def _weigh_noun(text: Surface, head: int, votes: Votes) -> None:
    noun = text.lower[head]
    if is_role(noun) and noun not in words("roles", "also_bodies") and text.words[head].islower():
        votes["person"] += 2.5
    elif noun in words("bodies", "before_states"):
        votes["state"] += 2
    elif noun in words("bodies", "before_bodies"):
        votes["organisation"] += 2
    elif noun in words("contexts", "places"):
        votes["place"] += 2


def _weigh_labels(text: Surface, group: NameGroup) -> None:
    """The tagger's voice: the share of each label among the words of all mentions."""
    labels = Counter(
        text.parse.names[place][2:] or "O" for name in group.names for place in range(name.first, name.last)
    )
    total = labels.total()
    for label, sort in _LABELS.items():
        group.votes[sort] += 1.3 * labels[label] / total
    if (
        len(group.key) == 1
        and not is_given(group.names[0].words[0])
        and not gazetteer.family_name(group.names[0].words[0])
    ):
        group.votes["person"] -= 0.65 * labels["PER"] / total


def _weigh_number(text: Surface, group: NameGroup) -> None:
    """A plural is no person ("the Guild Reformers"), but for a family name after a given one ("Mara Rivers")."""
    first, last = group.names[0].words[0], group.names[0].words[-1]
    if not last.endswith("s") or is_given(first) or gazetteer.given_name(first) or gazetteer.family_name(last):
        return
    plural = sum(text.tags[name.last - 1] == "NNPS" for name in group.names)
    if 2 * plural > len(group.names) and not any(name.title is not None for name in group.names):
        group.votes["person"] -= 3


def _travels(text: Surface, index: int) -> bool:
    """Whether words of travel stand shortly before a token."""
    start = max(text.parse.sentences[text.sentence[index]].first, index - 3)
    return any(text.lower[place] in words("contexts", "travel") for place in range(start, index))


def _after_quotation(text: Surface, first: int) -> bool:
    """Whether a verb right before a token stands after a quotation."""
    marks = {"”", '"', "’", "'", "»", "''", ",", "–", "—"}
    return first > 1 and text.tags[first - 1] in {"VBD", "VBZ"} and text.words[first - 2] in marks
