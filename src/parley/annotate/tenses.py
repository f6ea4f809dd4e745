"""Verb groups ("has not been ruled out"), their tense, and the stretch of a sentence that each of them governs."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from parley.annotate.event.triggers import past_forms
from parley.annotate.parse import Parse
from parley.annotate.wordlists import words

Tense = Literal["past", "present", "future", "modal", "none"]
"""`modal`: may, could, would, should; `none`: a participle, gerund, infinitive or bare form without a finite verb."""

BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'m", "'re"})
_AUXILIARY = BE | {"have", "has", "had", "having", "'ve", "do", "does", "did", "get", "got", "gets", "'s", "'d"}
_FUTURE = frozenset({"will", "shall", "'ll", "wo", "sha"})
_NEGATIVE = frozenset({"not", "n't", "never", "nor"})
_SUBJECTS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "RB", "WP", "WDT"})
_MAY_START = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "TO", "NN", "NNS", "JJ"})
"""Tags of words that may begin a verb group; a noun or adjective where it is a verb tagged wrongly."""
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
SUBORDINATE = frozenset(
    {
        "that", "as", "while", "after", "although", "though", "but", "when", "which", "who", "whom", "whose",
        "because", "if", "since", "until", "before", "whereas", "where", "unless", "whether", "why", "how", "what",
        "provided", "once",
    }
)  # fmt: skip
_OPENS = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "PRP", "PRP$", "CD", "EX"})
"""Tags with which a clause begins that no word joins to the verb before it ("said talks were going on")."""
MARKS = frozenset({",", ";", ":", "—", "–", "--", "-", "“", "”", '"', "(", ")", "...", "…"})
_REACH = 60
"""Words on either side of a verb that are looked at: more stand in lists and run-on texts, not in clauses."""


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """The verbs of one predicate: tokens `first` to `head`, the main verb; `to`: it is an infinitive with "to"."""

    first: int
    head: int
    tense: Tense
    modal: str | None = None
    to: bool = False
    negated: bool = False
    passive: bool = False
    perfect: bool = False

    @property
    def finite(self) -> bool:
        """Whether it makes a clause of its own."""
        return self.tense != "none"


def verb_groups(parse: Parse, first: int, last: int) -> tuple[VerbGroup, ...]:
    """The verb groups between two tokens, from left to right."""
    groups: list[VerbGroup] = []
    index = first
    while index < last:
        if parse.tokens[index].tag in _MAY_START and _starts(parse, index, last):
            group = _group(parse, index, last)
            groups.append(group)
            index = group.head + 1
        else:
            index += 1
    return tuple(groups)


def _tag(parse: Parse, index: int, last: int) -> str:
    """The tag of a word; a past form between a noun and what cannot follow an adjective is a verb, whatever its tag."""
    tag = parse.tokens[index].tag
    if tag not in {"NN", "NNS", "JJ"} or index == 0 or index + 1 >= last or parse.names[index] != "O":
        return tag
    word = parse.lower(index)
    before, after = parse.tokens[index - 1].tag, parse.tokens[index + 1].tag
    if parse.word(index)[0].isupper():
        return tag
    if word in past_forms() or word in words("events", "past"):
        return "VBN" if before in _SUBJECTS | {"CC"} and after not in {"NN", "NNS", "JJ"} else tag
    known = word.endswith("ed") and len(word) > 4
    return "VBN" if known and before in _SUBJECTS and after not in _NOMINAL else tag


def _starts(parse: Parse, index: int, last: int) -> bool:
    tag = _tag(parse, index, last)
    if tag == "TO":
        following = _skip_adverbs(parse, index + 1, last)
        return following < last and parse.tokens[following].tag in {"VB", "VBP"}
    return tag == "MD" or tag.startswith("VB")


def _skip_adverbs(parse: Parse, index: int, last: int) -> int:
    """Past at most three adverbs and negations."""
    for _ in range(3):
        if index < last and (parse.tokens[index].tag in {"RB", "RBR"} or parse.lower(index) in _NEGATIVE):
            index += 1
    return index


def _group(parse: Parse, first: int, last: int) -> VerbGroup:
    parts = [first]
    while len(parts) < 8:
        head = parts[-1]
        opens = parse.tokens[head].tag in {"MD", "TO"} or parse.lower(head) in _AUXILIARY
        following = _skip_adverbs(parse, head + 1, last)
        if not (opens and following < last and _tag(parse, following, last).startswith("VB")):
            break
        parts.append(following)
    return _described(parse, parts)


def _described(parse: Parse, parts: list[int]) -> VerbGroup:
    first, head = parts[0], parts[-1]
    before = [parse.lower(part) for part in parts[:-1]]
    around = [parse.lower(index) for index in range(max(first - 1, 0), min(head + 2, len(parse.tokens)))]
    participle = parse.tokens[head].tag in {"VBN", "VBD"} or not parse.tokens[head].tag.startswith("VB")
    be = bool(before) and (before[-1] in BE or before[-1] in {"get", "got", "gets", "'s"})
    return VerbGroup(
        first=first,
        head=head,
        tense=_tense(parse, parts),
        modal=parse.lower(first) if parse.tokens[first].tag == "MD" else None,
        to=parse.tokens[first].tag == "TO",
        negated=any(word in _NEGATIVE for word in around),
        passive=(participle and be)
        or (len(parts) == 1 and parse.tokens[head].tag not in {"VBD", "VBG", "VB", "VBP", "VBZ"}),
        perfect=participle and any(word in {"have", "has", "had", "having", "'ve"} for word in before),
    )


def _tense(parse: Parse, parts: list[int]) -> Tense:
    tag, word = parse.tokens[parts[0]].tag, parse.lower(parts[0])
    if tag == "MD":
        return "future" if word in _FUTURE else "modal"
    if tag == "VBD":
        return "past"
    if tag in {"VBZ", "VBP"}:
        perfect = word in {"has", "have", "'ve", "'s"} and parse.tokens[parts[-1]].tag in {"VBN", "VBD"}
        return "past" if perfect and len(parts) > 1 and word != "'s" else "present"
    return "none"


@dataclass(frozen=True, slots=True)
class Predicates:
    """The verb groups of one sentence; group `i` stands in the clause of tokens `starts[i]` to before `ends[i]`."""

    groups: tuple[VerbGroup, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def before(self, index: int) -> int:
        """Index of the last group whose main verb stands before a token, or -1."""
        return bisect_left(self.groups, index, key=lambda group: group.head) - 1


def predicates(parse: Parse, first: int, last: int) -> Predicates:
    """The verb groups between two tokens with the clause that each stands in, one clause for each finite verb."""
    groups = _mended(parse, verb_groups(parse, first, last), (first, last))
    starts, ends, start = [], [], first
    finite = [group for group in groups if group.finite]
    for this, following in zip_longest(finite, finite[1:]):
        end = _boundary(parse, this.head + 1, following.first) if following else last
        starts.append(start)
        ends.append(max(end, this.head + 1))
        start = ends[-1]
    if not finite:
        return Predicates(groups, (first,) * len(groups), (last,) * len(groups))
    place = [max(bisect_right(starts, group.first) - 1, 0) for group in groups]
    return Predicates(groups, tuple(starts[at] for at in place), tuple(ends[at] for at in place))


def _mended(parse: Parse, groups: tuple[VerbGroup, ...], bounds: tuple[int, int]) -> tuple[VerbGroup, ...]:
    """Bare participles that can only be the past tense of their clause, tagged wrongly, as finite verbs."""
    mended: list[VerbGroup] = []
    for group, following in zip_longest(groups, groups[1:]):
        past = _is_past(parse, group, mended, bounds[0]) and not _reduced(parse, group, following, bounds[1])
        mended.append(replace(group, tense="past", passive=False) if past else group)
    return tuple(mended)


def _is_past(parse: Parse, group: VerbGroup, before: list[VerbGroup], first: int) -> bool:
    """Whether a bare participle follows its subject, or goes on after a finite verb, in a clause without one."""
    if group.tense != "none" or not group.passive or group.first != group.head or group.first == first:
        return False
    start = before[-1].head + 1 if before else first
    between = range(start, group.first)
    opened = any(parse.lower(index) in SUBORDINATE or parse.word(index) in MARKS for index in between)
    joined = parse.tokens[group.first - 1].tag == "CC" and bool(before) and before[-1].finite
    last = group.first - 1
    while last > first and (parse.tokens[last].tag in {"RB"} or parse.lower(last) in _NEGATIVE):
        last -= 1
    noun = parse.tokens[last].tag in {"NN", "NNS", "NNP", "NNPS", "PRP"} or parse.word(last)[0].isupper()
    return joined or (noun and (opened or not any(verb.finite for verb in before)))


def _reduced(parse: Parse, group: VerbGroup, following: VerbGroup | None, last: int) -> bool:
    """Whether a participle only describes the noun before it: "by" follows, or the clause has another finite verb."""
    if group.head + 1 < last and parse.lower(group.head + 1) == "by":
        return True
    if parse.word(group.head - 1) == "," or following is None or not following.finite:
        return parse.word(group.head - 1) == ","
    between = range(group.head + 1, following.first)
    cut = any(
        parse.lower(index) in SUBORDINATE or parse.word(index) in MARKS or parse.tokens[index].tag == "CC"
        for index in between
    )
    return not cut


def _boundary(parse: Parse, start: int, end: int) -> int:
    """Where the clause of the verb group that starts at `end` begins, not before `start`."""
    window = range(max(start, end - _REACH), end)
    joined = [index for index in window if parse.tokens[index].tag == "CC"]
    after_marks = [index for index in joined if index > 0 and parse.word(index - 1) in MARKS]
    shared = joined[-1:] if joined and _skip_adverbs(parse, joined[-1] + 1, end) == end else []
    choices = (
        [index for index in window if parse.lower(index) in SUBORDINATE and parse.tokens[index].tag != "DT"],
        after_marks,
        shared,
        [index for index in window if parse.word(index) in MARKS],
        joined,
    )
    best = next((found for found in choices if found), None)
    return _counted(parse, best[-1], start) if best else _unmarked(parse, start, end)


def _counted(parse: Parse, index: int, start: int) -> int:
    """Where a clause with "after" or "before" begins: with the time that is counted to it ("two days after …")."""
    if parse.lower(index) not in {"after", "before"} or index - 2 < start:
        return index
    if parse.lower(index - 1) not in words("times", "counted"):
        return index
    if parse.tokens[index - 2].tag in {"CD", "DT"}:
        return index - 2
    return index - 1 if parse.word(index - 2) in MARKS else index


def _unmarked(parse: Parse, start: int, end: int) -> int:
    """The same where no word joins the clause to the verb before it: at its pronoun, or right after that verb."""
    subject = end - 1
    while subject > start and parse.tokens[subject].tag == "RB":
        subject -= 1
    if subject > start and parse.tokens[subject].tag == "PRP":
        return subject
    return start if start < end and parse.tokens[start].tag in _OPENS else end


def tense_at(parse: Parse, verbs: Predicates, index: int) -> Tense:
    """Tense of the predicate that a time expression at a token belongs to; infinitives follow what governs them."""
    groups, before = verbs.groups, verbs.before(index)
    after = before + 1
    while after < len(groups) and after < before + 4 and not groups[after].finite:
        after += 1
    ahead = after if after < len(groups) and groups[after].finite else min(before + 1, len(groups) - 1)
    if before >= 0 and index - groups[before].head <= _REACH and not _cut(parse, verbs, before, index):
        return governed(parse, verbs, before)
    if ahead < 0:
        return "none"
    between = range(index, min(groups[ahead].first, index + _REACH))
    return "none" if any(parse.lower(at) in SUBORDINATE for at in between) else governed(parse, verbs, ahead)


def _cut(parse: Parse, verbs: Predicates, before: int, index: int) -> bool:
    """Whether a new clause begins between a verb and a later expression ("said that on Friday")."""
    if before + 1 >= len(verbs.groups):
        return False
    rest = range(max(verbs.groups[before].head + 1, index - 4), index)
    joined = any(parse.tokens[place].tag == "CC" and parse.word(place - 1) == "," for place in rest[-2:] if place)
    return joined or any(parse.lower(place) in SUBORDINATE or parse.word(place) in {";", ":"} for place in rest)


def governed(parse: Parse, verbs: Predicates, place: int) -> Tense:
    """Tense of a group, where participles take that of the verb before them and infinitives that of their governor."""
    groups = verbs.groups
    group = groups[place]
    for before in range(place - 1, max(place - 8, -1), -1):
        if group.tense != "none":
            break
        if group.to and _prospective(parse, verbs, before + 1):
            return "future"
        group = groups[before]
    if group.to:
        return "future"
    if group.tense == "present" and parse.lower(group.head) in {"going", "set", "due"}:
        return "future"
    return group.tense


def _prospective(parse: Parse, verbs: Predicates, place: int) -> bool:
    """Whether the words before an infinitive make it a thing to come ("expected to", "is due to")."""
    start = verbs.groups[place].first
    head = verbs.groups[place - 1].head if place else -1
    if head == start - 1:
        return parse.lower(head) in words("times", "prospects")
    listed = words("times", "prospects") - BE
    return any(parse.lower(index) in listed for index in range(max(start - 4, head, 0), start))
