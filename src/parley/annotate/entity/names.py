"""Names as they stand in a report: longest capitalised sequences, without title, role, article or possessive."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from parley.annotate import gazetteer
from parley.annotate.entity.joining import LINKS, endings, is_portfolio, link
from parley.annotate.entity.rolewords import honorifics, is_given, is_modifier, is_role
from parley.annotate.entity.surface import Surface
from parley.annotate.gazetteer import Match
from parley.annotate.wordlists import words

_LONGEST = 8
"""Words of a name that are looked up at once."""
_COMMON = frozenset({"NN", "NNS", "JJ", "RB", "VBG", "VBN", "IN", "CD"})
_FRONTS = frozenset({"new"})
"""Words that are common ones and begin names of places."""
_WHICH = frozenset({"which", "who", "whose"})


@dataclass(frozen=True)
class Name:
    """A name: tokens `first` to before `last`, which may be part of a token; `title` is where its title begins."""

    first: int
    last: int
    start: int
    end: int
    words: tuple[str, ...]
    title: int | None = None
    loose: bool = False
    """Whether it only stands before a role ("the Ice Engineer") and may be no name."""

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Its words in small letters."""
        return tuple(word.lower().replace("’", "'") for word in self.words)


@dataclass(frozen=True, slots=True)
class Scan:
    """What the search for names needs: the surface and what the gazetteer knows, by first token."""

    text: Surface
    known: Mapping[int, Match]

    def name(self, first: int, last: int, title: int | None = None) -> Name:
        """The name that stands from one token to before another."""
        tokens = self.text.parse.tokens
        return Name(first, last, tokens[first].start, tokens[last - 1].end, tuple(self.text.words[first:last]), title)

    def adjective(self, index: int) -> bool:
        """Whether the gazetteer knows a token as an adjective or a people."""
        match = self.known.get(index)
        return match is not None and match.end == index + 1 and match.entry.form in {"adjective", "demonym"}


def known_polities(text: Surface) -> dict[int, Match]:
    """What the gazetteer finds in the text, by first token; nothing that crosses a sentence."""
    return {
        match.start: match for match in text.listed if text.sentence[match.start] == text.sentence[match.end - 1] >= 0
    }


def names(text: Surface, known: Mapping[int, Match]) -> tuple[Name, ...]:
    """All names in order; of words in Title Case or CAPITALS only those that stand elsewhere or in the gazetteer."""
    scan = Scan(text, known)
    runs: list[tuple[int, int]] = []
    bylines = {number for number in range(len(text.parse.sentences)) if _is_byline(text, number)}
    shouted: list[tuple[int, int]] = []
    for number in range(len(text.parse.sentences)):
        if number not in text.weak and number not in bylines:
            for run in _runs(scan, number):
                (shouted if _is_shouted(text, run) else runs).append(run)
    solid = _solid(text, runs)
    found = [name for run in runs for name in _split(scan, *_trimmed(scan, run, solid))]
    spellings = _spellings(found)
    found.extend(_compounds(scan, spellings))
    for number in sorted(text.weak - bylines):
        sentence = text.parse.sentences[number]
        found.extend(_recognised(scan, (sentence.first, sentence.last), spellings))
    for run in shouted:
        found.extend(_recognised(scan, run, spellings))
    return tuple(sorted((name for name in found if not _is_stray(scan, name, spellings)), key=lambda name: name.start))


def _is_byline(text: Surface, number: int) -> bool:
    """Whether a sentence only says who wrote the report: "By Jan Kol and Mara Brandt"."""
    sentence = text.parse.sentences[number]
    inside = range(sentence.first + 1, sentence.last)
    if text.lower[sentence.first] != "by" or not 2 <= len(inside) <= 12 or not text.capital(sentence.first + 1):
        return False
    return not any(text.tags[token].startswith("VB") or text.tags[token] in {"MD", "PRP"} for token in inside)


def _is_shouted(text: Surface, run: tuple[int, int]) -> bool:
    """Whether several words stand in capitals in a sentence that does not, and are no dateline."""
    first, last = run
    written = text.words[first:last]
    if len(written) < 2 or not all(word.isupper() and len(word) > 1 for word in written):
        return False
    following = text.words[last] if last < len(text.words) else ""
    return not (text.initial[first] and following in {",", "(", "—", "–", "-", "--"})


def _is_stray(scan: Scan, name: Name, spellings: Mapping[str, list[tuple[str, ...]]]) -> bool:
    """Whether a word beside a role is no name, or a word for a direction stands alone ("Western diplomats")."""
    text = scan.text
    if len(name.words) == 1 and name.key[0] in words("bodies", "wide") and name.title is None:
        return True
    minister = text.lower[name.last : name.last + 1] == ["minister"] and name.first not in scan.known
    if minister or _says_office(text, name):
        return True
    labelled = any(text.parse.names[place] != "O" for place in range(name.first, name.last))
    elsewhere = name.first in scan.known or name.key in spellings.get(name.key[0], ())
    return name.loose and not labelled and not elsewhere


def _says_office(text: Surface, name: Name) -> bool:
    """Whether a name only says what a role is for: "Water Minister", "Commissioner of Resettlement"."""
    if not all(word in words("roles", "portfolios") or word == "and" for word in name.key) or name.title is not None:
        return False
    before = text.lower[max(0, name.first - 2) : name.first]
    linked = len(before) == 2 and before[0] in words("roles", "linked") and before[1] in LINKS
    return name.loose or linked or is_role("".join(text.words[name.last : name.last + 1]))


def _runs(scan: Scan, number: int) -> Iterator[tuple[int, int]]:
    """Maximal capitalised sequences of a sentence."""
    sentence = scan.text.parse.sentences[number]
    index = sentence.first
    while index < sentence.last:
        end = _run_end(scan, index, sentence.last)
        if end > index:
            yield index, end
        index = max(end, index + 1)


def _run_end(scan: Scan, first: int, last: int) -> int:
    index = first
    while index < last:
        match = scan.known.get(index)
        if match and match.end - index > 1 and match.end <= last:
            index = match.end
        elif _is_part(scan, index, follows=index > first):
            index += 1
        else:
            step = link(scan.text, first, index, last) if index > first else 0
            if not step:
                break
            index += step
    return index


def _is_part(scan: Scan, index: int, *, follows: bool) -> bool:
    """Whether a token may be part of a name."""
    text, known = scan.text, scan.known
    word, low = text.words[index], text.lower[index]
    if not text.capital(index) or low in {"i", "i'm"} or _is_day(text, index) or _is_sign(text, index):
        return False
    if low in _FRONTS and _leads_place(text, index):
        return True
    if low in words("contexts", "small") and not low.endswith("."):
        return word.isupper() and len(word) > 1 and (follows or index in known)
    return not _is_compound(text, word)


def _is_sign(text: Surface, index: int) -> bool:
    """Whether a word is money ("US$"), a zone behind an hour, or the label of a seat in brackets ("(R-Velm)")."""
    word = text.words[index]
    if any(mark in word for mark in "$€£¥"):
        return True
    if word.lower() in words("contexts", "zones"):
        return index > 0 and text.words[index - 1][:1].isdigit()
    return len(word) > 2 and word[1] == "-" and index > 0 and text.words[index - 1] == "("


def _leads_place(text: Surface, index: int) -> bool:
    """Whether "New" is the first word of a name ("New Varnia"): it has a capital of its own, or the encoder says so."""
    following = index + 1
    if text.words[index].isupper() or following >= len(text.words) or not text.capital(following):
        return False
    if not text.initial[index]:
        return not _is_day(text, following)
    return text.parse.names[index].startswith("B-") and text.parse.names[following].startswith("I-")


def _is_compound(text: Surface, word: str) -> bool:
    """Whether a word with a hyphen ends in a common word ("Varnia-backed"), unlike "Do-yun"."""
    first, _, last = word.rpartition("-")
    if not first or not last.islower() or len(last) < 3:
        return False
    common = last in text.small or last in words("contexts", "after_hyphens") or last in words("contexts", "small")
    return common or last.endswith(("ed", "ing")) or len(last) > 5


def _is_day(text: Surface, index: int) -> bool:
    """Whether a token is a weekday, month or feast, and not a first name ("Jan", "April") before a last name."""
    low = text.lower[index]
    if low not in words("contexts", "calendar"):
        return False
    following = index + 1
    named = low in words("persons", "months") and following < len(text.words) and text.capital(following)
    return not (named and text.lower[following] not in words("contexts", "calendar"))


def _solid(text: Surface, runs: Sequence[tuple[int, int]]) -> frozenset[str]:
    """Words that are written with a capital where nothing but their being names asks for it."""
    return frozenset(text.lower[place] for run in runs for place in range(*run) if not text.initial[place])


def _trimmed(scan: Scan, run: tuple[int, int], solid: frozenset[str]) -> tuple[int, int]:
    """The run without a first word that has its capital only from where it stands."""
    text, (first, last) = scan.text, run
    if last - first == 1 and _is_loud(scan, first, solid):
        return first + 1, last
    if not text.initial[first] or (first in scan.known and scan.known[first].end <= last):
        return run
    named = _begins_name(text, run, solid) if last - first > 1 else _is_name_alone(text, first, solid)
    return run if named else (first + 1, last)


def _begins_name(text: Surface, run: tuple[int, int], solid: frozenset[str]) -> bool:
    """Whether the first word of a sentence belongs to the capitalised words after it."""
    first, last = run
    low = text.lower[first]
    if low in honorifics() or is_role(low) or is_modifier(low):
        return True
    if text.lower[last - 1] in endings() and low not in words("contexts", "small"):
        return True
    if low in _FRONTS and _leads_place(text, first):
        return True
    if low.endswith(("ing", "ly", "ed")) and low not in solid and not is_given(text.words[first]):
        return False
    labelled = text.tags[first].startswith("NNP") or text.parse.names[first] != "O"
    return low in solid or (labelled and low not in text.small) or is_given(text.words[first])


def _is_name_alone(text: Surface, first: int, solid: frozenset[str]) -> bool:
    """Whether a capitalised first word of a sentence is a name by itself."""
    low, tag, label = text.lower[first], text.tags[first], text.parse.names[first]
    if low in solid or low in honorifics() or is_role(low):
        return True
    if low in text.small:
        return is_given(text.words[first]) and label != "O"
    follows = text.lower[first + 1 : first + 3]
    if follows[:1] == [","] and follows[-1] in _WHICH and tag != "NNS":
        return True
    if gazetteer.family_name(text.words[first]):
        return True
    labelled = tag.startswith("NNP") or label != "O" or is_given(text.words[first])
    return labelled and not (tag in _COMMON and (label == "O" or tag == "NNS"))


def _is_loud(scan: Scan, index: int, solid: frozenset[str]) -> bool:
    """Whether a word stands in capitals for the noise: the first of a paragraph, or after another."""
    text, word = scan.text, scan.text.words[index]
    if index in scan.known or not word.isupper() or len(word) < 3:
        return False
    after = text.words[index - 1].isupper() and len(text.words[index - 1]) > 1 if index else False
    opens = text.initial[index] and len(word) > 3 and text.lower[index] not in solid
    goes_on = index + 1 < len(text.words) and text.words[index + 1][0].islower()
    return (opens and goes_on) or (after and text.sentence[index - 1] == text.sentence[index])


def _split(scan: Scan, first: int, last: int) -> Iterator[Name]:
    """The names of a run: titles and roles come off, and what stands before a role is a name of its own."""
    text = scan.text
    if first >= last:
        return
    cut = _after_role(scan, first, last)
    if cut is None:
        first, last = _bare(scan, first, last)
        if first < last:
            yield scan.name(first, last)
        return
    title = _role_start(scan, first, cut)
    if first < title:
        for name in _split(scan, first, title):
            yield replace(name, loose=name.last == title and cut == last)
    if cut < last:
        rest = _bare(scan, cut, last)
        if rest[0] < rest[1] and text.capital(rest[0]):
            yield scan.name(rest[0], rest[1], title)


def _after_role(scan: Scan, first: int, last: int) -> int | None:
    """The token after the last role or honorific of a run, unless that word belongs to the name."""
    text = scan.text
    if text.lower[last - 1] in endings() and not _role_ends(text, first, last):
        return None
    for index in range(last - 1, first - 1, -1):
        low = text.lower[index]
        if low in honorifics() and index + 1 < last:
            return index + 1
        if is_role(low) and not _part_of_name(text, first, index, last):
            return _past_portfolio(text, index, last)
    return None


def _role_ends(text: Surface, first: int, last: int) -> bool:
    return is_role(text.lower[last - 1]) and not _part_of_name(text, first, last - 1, last)


def _part_of_name(text: Surface, first: int, index: int, last: int) -> bool:
    """Whether a role word is a last name ("John Major") or the beginning of a company ("General Motors")."""
    if index > first and index == last - 1 and is_given(text.words[index - 1]):
        return True
    company = last - index == 2 and text.lower[last - 1].endswith("s")
    return company and text.lower[index] in {"general", "premier", "king"}


def _past_portfolio(text: Surface, index: int, last: int) -> int:
    """The token after a role with what it is for ("Secretary of State", "Minister of Trade and Industry")."""
    end = index + 1
    if text.lower[index] in words("roles", "linked") and end < last and text.lower[end] in LINKS | {"and"}:
        while end < last and (text.lower[end] in LINKS | {"and", "the"} or is_portfolio(text, end)):
            end += 1
    return end


def _role_start(scan: Scan, first: int, cut: int) -> int:
    """Where the role that ends before a token begins, with its modifiers and adjective."""
    text, index = scan.text, cut
    while index > first:
        low = text.lower[index - 1]
        inside = low in LINKS | {"and", "the"} or is_portfolio(text, index - 1)
        if not (is_role(low) or is_modifier(low) or low in honorifics() or inside):
            break
        index -= 1
    if index > first and scan.adjective(index - 1):
        index -= 1
    return index


def _bare(scan: Scan, first: int, last: int) -> tuple[int, int]:
    """A name without an adjective of nationality that stands alone, and without a lone modifier at its beginning."""
    text = scan.text
    while first < last and scan.adjective(first) and text.lower[last - 1] not in endings():
        first = scan.known[first].end
    while last > first and not text.capital(last - 1) and text.lower[last - 1] in LINKS | words("persons", "particles"):
        last -= 1
    return first, last


def _spellings(found: Sequence[Name]) -> dict[str, list[tuple[str, ...]]]:
    """The names found so far and the last words of longer ones, by their first word in small letters, longest first."""
    keys: dict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
    for name in found:
        key = name.key
        if name.loose:
            continue
        for part in {key, key[-1:], key[:1] if is_given(name.words[0]) else key}:
            if len(part) <= _LONGEST and len(keys[part[0]]) < 64:
                keys[part[0]][part] = None
    return {first: sorted(listed, key=lambda key: (-len(key), key)) for first, listed in keys.items()}


def _recognised(scan: Scan, bounds: tuple[int, int], spellings: Mapping[str, list[tuple[str, ...]]]) -> Iterator[Name]:
    """Names among words whose capitals mean nothing."""
    text = scan.text
    index, last = bounds
    while index < last:
        end = _recognised_end(scan, index, last, spellings) if text.capital(index) else index
        if end > index:
            yield scan.name(index, end)
        index = max(end, index + 1)


def _recognised_end(scan: Scan, index: int, last: int, spellings: Mapping[str, list[tuple[str, ...]]]) -> int:
    text = scan.text
    for key in spellings.get(text.lower[index], ()):
        if index + len(key) <= last and tuple(text.lower[index : index + len(key)]) == key:
            return index + len(key)
    match = scan.known.get(index)
    if match and match.end <= last and not match.entry.ambiguous and match.entry.form not in {"adjective", "demonym"}:
        return match.end
    if not (is_given(text.words[index]) and text.parse.names[index] == "B-PER"):
        return index
    end = index + 1
    while end < min(last, index + 3) and text.parse.names[end] == "I-PER" and text.lower[end] not in text.small:
        end += 1
    return end if end > index + 1 else index


def _compounds(scan: Scan, spellings: Mapping[str, list[tuple[str, ...]]]) -> Iterator[Name]:
    """Names inside words with hyphens: "Varnia-Ostland talks", "a Varnia-backed plan"."""
    text = scan.text
    for index, word in enumerate(text.words):
        if "-" not in word or text.sentence[index] < 0 or not word[0].isalpha():
            continue
        parts = word.split("-")
        if len(parts) > 4 or (len(parts) > 1 and not parts[-1].islower() and not _all_known(parts, spellings)):
            continue
        offset = text.parse.tokens[index].start
        for part in parts:
            if part[:1].isupper() and _is_known(part, spellings):
                yield Name(index, index + 1, offset, offset + len(part), (part,))
            offset += len(part) + 1


def _all_known(parts: Sequence[str], spellings: Mapping[str, list[tuple[str, ...]]]) -> bool:
    return all(_is_known(part, spellings) for part in parts)


def _is_known(part: str, spellings: Mapping[str, list[tuple[str, ...]]]) -> bool:
    if (part.lower(),) in spellings.get(part.lower(), ()):
        return True
    entry = gazetteer.lookup(part)
    return entry is not None and not entry.ambiguous and entry.form not in {"adjective", "demonym"}
