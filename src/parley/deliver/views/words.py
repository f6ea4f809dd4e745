"""Two wordings compared word by word: what the second adds to the first and what it leaves out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\w+(?:['’]\w+)?|\s+|[^\w\s]")
LONGEST = 600
"""Words and marks up to which two wordings are compared one by one; longer ones are shown whole."""

_STRAIGHT = str.maketrans("‘’“”«»„", '\'\'"""""')


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that both wordings have, that the second adds, or that it leaves out."""

    kind: Literal["same", "added", "left out"]
    text: str


def compared(first: str, second: str) -> tuple[Stretch, ...]:
    """The second wording as stretches of the first's words, added words and left-out words, in reading order."""
    one, two = _WORD.findall(first), _WORD.findall(second)
    if len(one) > LONGEST or len(two) > LONGEST:
        return (Stretch("same", second),)
    matcher = SequenceMatcher(None, [_plain(word) for word in one], [_plain(word) for word in two], autojunk=False)
    found: list[Stretch] = []
    for kind, start, end, second_start, second_end in _joined(matcher.get_opcodes(), two):
        if kind == "equal":
            found.append(Stretch("same", "".join(two[second_start:second_end])))
            continue
        found.append(Stretch("left out", "".join(one[start:end]).strip()))
        found += _added("".join(two[second_start:second_end]))
    return tuple(stretch for stretch in found if stretch.text)


def _added(words: str) -> list[Stretch]:
    """Added words with the spaces around them as no change."""
    bare = words.strip()
    before, _, after = words.partition(bare) if bare else (words, "", "")
    return [Stretch("same", before), Stretch("added", bare), Stretch("same", after)]


_Opcode = tuple[str, int, int, int, int]


def _joined(opcodes: Sequence[_Opcode], two: list[str]) -> list[_Opcode]:
    """Changes with nothing but a space between them taken as one, so that a phrase reads as a phrase."""
    found: list[_Opcode] = []
    for code in opcodes:
        kind, start, end, second_start, second_end = code
        blank = kind == "equal" and not "".join(two[second_start:second_end]).strip()
        if found and found[-1][0] == "change" and (blank or kind != "equal"):
            found[-1] = ("change", found[-1][1], end, found[-1][3], second_end)
        elif kind == "equal":
            found.append(code)
        else:
            found.append(("change", start, end, second_start, second_end))
    return found


def _plain(word: str) -> str:
    return " " if word.isspace() else word.casefold().translate(_STRAIGHT)
