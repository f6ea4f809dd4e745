"""Two wordings compared word by word: what the second adds to the first and what it leaves out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\w+(?:['’]\w+)?|\s+|[^\w\s]")
LONGEST = 600
"""Words and marks up to which two wordings are compared one by one; longer ones are shown whole."""

_CLOSING = " ,.;"

_STRAIGHT = str.maketrans("‘’“”«»„", '\'\'"""""')


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that both wordings have, that the second adds, or that it leaves out; a gap keeps the latter apart."""

    kind: Literal["same", "added", "left out", "gap"]
    text: str


def compared(first: str, second: str) -> tuple[Stretch, ...]:
    """The second wording as stretches of the first's words, added words and left-out words, in reading order.

    Capitals, kinds of quotation mark and the closing mark are no difference.
    """
    one, two = _WORD.findall(first.rstrip(_CLOSING)), _WORD.findall(second.rstrip(_CLOSING))
    if len(one) > LONGEST or len(two) > LONGEST:
        return (Stretch("same", second),)
    matcher = SequenceMatcher(None, [_plain(word) for word in one], [_plain(word) for word in two], autojunk=False)
    found: list[Stretch] = []
    for kind, start, end, second_start, second_end in _joined(matcher.get_opcodes(), two):
        words = "".join(two[second_start:second_end])
        found += [Stretch("same", words)] if kind == "equal" else _change("".join(one[start:end]).strip(), words)
    found.append(Stretch("same", second[len("".join(two)) :]))
    return tuple(_kept_apart([stretch for stretch in found if stretch.text]))


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark, and whether another wording has something else in its place or beside it."""

    text: str
    differs: bool


def differing(first: str, second: str, *, cut: bool) -> tuple[Word, ...]:
    """The first wording's words, each with whether the second differs there.

    `cut`: the second is a part of what was said, so that what it leaves off at either end is no difference.
    """
    one, two = _WORD.findall(first), _WORD.findall(second)
    if len(one) > LONGEST or len(two) > LONGEST:
        return (Word(first, differs=False),)
    codes = SequenceMatcher(None, [_plain(w) for w in one], [_plain(w) for w in two], autojunk=False).get_opcodes()
    flags = [False] * len(one)
    for number, (kind, start, end, _, _) in enumerate(codes):
        edge = cut and kind != "insert" and number in {0, len(codes) - 1}
        if kind != "equal" and not edge:
            for place in range(start, end) if start < end else [max(0, start - 1)]:
                flags[place] = any(sign.isalnum() for sign in one[place])
    return tuple(Word(text, flag) for text, flag in zip(one, flags, strict=True))


def _change(left_out: str, words: str) -> list[Stretch]:
    """Left-out words, then added words, with the spaces around the latter as no change."""
    bare = words.strip()
    before, _, after = words.partition(bare) if bare else (words, "", "")
    return [Stretch("same", before), Stretch("left out", left_out), Stretch("added", bare), Stretch("same", after)]


def _kept_apart(stretches: list[Stretch]) -> list[Stretch]:
    """Stretches with a gap wherever left-out words would run into words beside them."""
    found: list[Stretch] = []
    for stretch in stretches:
        if found and "left out" in {found[-1].kind, stretch.kind} and _run_together(found[-1].text, stretch.text):
            found.append(Stretch("gap", " "))
        found.append(stretch)
    return found


def _run_together(before: str, after: str) -> bool:
    return after[0].isalnum() and not before[-1].isspace()


_Opcode = tuple[str, int, int, int, int]


def _joined(opcodes: Sequence[_Opcode], two: list[str]) -> list[_Opcode]:
    """Changes with no word between them taken as one, so that a phrase reads as a phrase."""
    found: list[_Opcode] = []
    for number, code in enumerate(opcodes):
        kind, start, end, second_start, second_end = code
        inner = found and found[-1][0] == "change" and number + 1 < len(opcodes)
        slight = inner and kind == "equal" and _slight("".join(two[second_start:second_end]))
        if found and found[-1][0] == "change" and (slight or kind != "equal"):
            found[-1] = ("change", found[-1][1], end, found[-1][3], second_end)
        elif kind == "equal":
            found.append(code)
        else:
            found.append(("change", start, end, second_start, second_end))
    return found


def _slight(words: str) -> bool:
    """Whether two changes have no word in common between them."""
    return not any(sign.isalnum() for sign in words)


def _plain(word: str) -> str:
    return " " if word.isspace() else word.casefold().translate(_STRAIGHT)
