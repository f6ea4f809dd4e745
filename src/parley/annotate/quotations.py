"""Quotations: words in quotation marks of every common style, nested, over several paragraphs, or never closed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from parley.annotate.wordlists import words
from parley.reading import Quotation
from parley.report import RUNNING, Block

CLOSERS: dict[str, tuple[str, ...]] = {
    "“": ("”", "‟", "“"),
    "„": ("“", "”", "‟"),
    "‟": ("”",),
    "”": ("”",),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
    '"': ('"',),
    "''": ("''",),
    "``": ("''",),
    "'": ("'", "’"),
    "‘": ("’", "'"),
    "’": ("’",),
    "‚": ("‘", "’"),
    "‛": ("’",),
}
"""Which marks close what each mark opens."""

_SINGLE = frozenset("'‘’‚‛")
_STRAIGHT = frozenset({'"', "''"})
_FACES_RIGHT = frozenset({"“", "„", "‟", "«", "‹", "``"})
_BESIDE = frozenset("([{—–-/…¿¡“”„‟«»‹›\"'‘’‚‛`")
_MARK = re.compile(r"``|''|[\"“”„‟«»‹›'‘’‚‛]")
_WORD = re.compile(r"\s{0,3}(\w{1,20})")
_DEEPEST = 8
"""Quotations open at once, at most; marks beyond that are passed over."""
_DECADE = re.compile(r"\d\ds?\b")


@dataclass(slots=True)
class _Mark:
    """A mark in its surroundings; `again` is the next mark of the same kind in the block."""

    text: str
    start: int
    before: str
    after: str
    again: "_Mark | None" = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def opens(self) -> bool:
        """Whether it stands where a quotation may begin."""
        after_blank = not self.before or self.before.isspace() or self.before in _BESIDE
        return after_blank and bool(self.after) and not self.after.isspace()

    @property
    def closes(self) -> bool:
        """Whether it stands where a quotation may end."""
        return bool(self.before) and not self.before.isspace() and not self.after.isalnum()


@dataclass(slots=True)
class _Open:
    """A quotation whose end is not yet known; `possible` is where an apostrophe may have closed it."""

    mark: str
    start: int
    possible: int | None = None


@dataclass(slots=True)
class _Scan:
    """The quotations of one block as its marks are read one by one; those still open stand innermost last."""

    text: str
    block: Block
    carried: bool
    """Whether the paragraph before ended inside a quotation."""
    open: list[_Open] = field(default_factory=list)
    found: list[Quotation] = field(default_factory=list)

    def read(self, mark: _Mark) -> None:
        """Open or close a quotation, or pass over an apostrophe or inch mark."""
        if mark.text in _SINGLE:
            self._read_single(mark)
        elif mark.text in _STRAIGHT:
            self._read_straight(mark)
        else:
            self._read_facing(mark)

    def finish(self, opening: str) -> int | None:
        """End the block, where `opening` begins the next; where the outermost unclosed quotation starts, if any."""
        left = None
        while self.open:
            last = self.open.pop()
            if last.mark in _SINGLE and last.possible is not None:
                self._add(last, last.possible, 1)
            elif last.mark not in _SINGLE or opening == last.mark:
                self._add(last, self.block.end, 0)
                left = last.start
        return left

    def _read_facing(self, mark: _Mark) -> None:
        depth = self._closable(mark.text)
        faces_right = mark.text in _FACES_RIGHT
        if depth is not None and not (faces_right and mark.opens):
            self._close(depth, mark)
        elif faces_right or (mark.opens and not mark.closes):
            self._begin(mark)
        elif self.carried and not self.found and not self.open:
            self._add(_Open("", self.block.start), mark.start, len(mark.text))

    def _read_straight(self, mark: _Mark) -> None:
        depth = self._closable(mark.text)
        if _is_measure(mark, opened=depth is not None):
            return
        if depth is None:
            if mark.opens or not mark.closes:
                self._begin(mark)
        elif mark.opens and not mark.closes and self._ended_before(mark.start):
            self._begin(mark)
        else:
            self._close(depth, mark)

    def _read_single(self, mark: _Mark) -> None:
        if mark.before.isalnum() and mark.after.isalnum():
            return
        depth = self._closable(mark.text) if mark.closes else None
        if depth is not None:
            if self._may_be_possessive(mark):
                self.open[depth].possible = mark.start
            else:
                self._close(depth, mark)
        elif mark.opens and not self._elided(mark):
            self._begin(mark)

    def _closable(self, mark: str) -> int | None:
        """Place in the stack of the innermost quotation that this mark closes; a single mark closes no double one."""
        for depth in range(len(self.open) - 1, -1, -1):
            if mark in CLOSERS[self.open[depth].mark]:
                return depth
            if mark in _SINGLE and self.open[depth].mark not in _SINGLE:
                return None
        return None

    def _begin(self, mark: _Mark) -> None:
        """Open a quotation; the same mark still open before a new sentence or single word ends there."""
        top = self.open[-1] if self.open else None
        if top and top.mark in _SINGLE and mark.text in _SINGLE:
            self._drop(self.open.pop())
        elif top and top.mark == mark.text and self._ended_before(mark.start):
            self._add(self.open.pop(), mark.start, 0)
        if len(self.open) < _DEEPEST:
            self.open.append(_Open(mark.text, mark.start))

    def _close(self, depth: int, mark: _Mark) -> None:
        while len(self.open) > depth + 1:
            self._drop(self.open.pop())
        self._add(self.open.pop(), mark.start, len(mark.text))

    def _drop(self, opened: _Open) -> None:
        """A mark that opened nothing, unless an apostrophe may have closed it."""
        if opened.possible is not None:
            self._add(opened, opened.possible, 1)

    def _ended_before(self, at: int) -> bool:
        gap = self.text[max(self.block.start, at - 4) : at]
        return "\n" in gap or gap.rstrip()[-1:] in {".", "?", "!", "…"}

    def _may_be_possessive(self, mark: _Mark) -> bool:
        """Whether a closing single mark may as well be the apostrophe of "the workers' rights" or "goin' on"."""
        if mark.before not in "sSn" or not mark.after.isspace():
            return False
        word = _WORD.match(self.text, mark.end, self.block.end)
        return word is not None and word[1].lower() not in words("marks", "after_quotation")

    def _elided(self, mark: _Mark) -> bool:
        """Whether the mark stands for letters left out ('90s, 'em)."""
        if _DECADE.match(self.text, mark.end):
            return True
        word = _WORD.match(self.text, mark.end)
        return word is not None and word[1].lower() in words("marks", "elided")

    def _add(self, opened: _Open, inner_end: int, closing: int) -> None:
        """Keep a quotation, its inner words without blanks at the ends; an empty one is none."""
        inner_start = opened.start + len(opened.mark)
        inner = self.text[inner_start:inner_end]
        first, last = inner_start + len(inner) - len(inner.lstrip()), inner_start + len(inner.rstrip())
        if first < last:
            end = inner_end + closing if closing else last
            self.found.append(Quotation(opened.start, end, first, last, depth=0))


def quotations(text: str, blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """All quotations of the running blocks, in order of their start.

    A quotation that is never closed ends with its paragraph; where the next paragraph opens it again it is `continued`.
    """
    running = [block for block in blocks if block.kind in RUNNING]
    found: list[Quotation] = []
    left: int | None = None
    """Index in `found` of the quotation that the paragraph before left open."""
    for block, following in zip_longest(running, running[1:]):
        scan = _Scan(text, block, left is not None)
        for mark in _marks(text, block):
            scan.read(mark)
        unclosed = scan.finish(_opening(text, following))
        inside = _with_depth(scan.found)
        if left is not None and inside and inside[0].start == block.start:
            found[left] = replace(found[left], continued=True)
        left = next((len(found) + i for i, q in enumerate(inside) if q.start == unclosed), None)
        found.extend(inside)
    return tuple(found)


def _marks(text: str, block: Block) -> Iterator[_Mark]:
    """The marks of a block, each linked to the next of its kind."""
    marks: list[_Mark] = []
    latest: dict[str, _Mark] = {}
    for match in _MARK.finditer(text, block.start, block.end):
        before = text[match.start() - 1] if match.start() > block.start else ""
        after = text[match.end()] if match.end() < block.end else ""
        mark = _Mark(match[0], match.start(), before, after)
        if mark.text in latest:
            latest[mark.text].again = mark
        latest[mark.text] = mark
        marks.append(mark)
    yield from marks


def _opening(text: str, block: Block | None) -> str:
    """The quotation mark that a block begins with, or an empty string."""
    match = _MARK.match(text, block.start, block.end) if block else None
    return match[0] if match else ""


def _is_measure(mark: _Mark, *, opened: bool) -> bool:
    """Whether a straight mark after a digit means inches: nothing is open, or the next mark closes as well."""
    if not mark.before.isdigit():
        return False
    if not opened:
        return True
    return bool(mark.again and mark.again.closes and not mark.again.opens and not mark.again.before.isdigit())


def _with_depth(found: list[Quotation]) -> list[Quotation]:
    """The quotations in order, each with the number of those around it."""
    ordered: list[Quotation] = []
    around: list[Quotation] = []
    for quotation in sorted(found, key=lambda quotation: (quotation.start, -quotation.end)):
        while around and around[-1].end <= quotation.start:
            around.pop()
        ordered.append(replace(quotation, depth=len(around)))
        around.append(quotation)
    return ordered
