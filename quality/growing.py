"""A text of a treebank as it is put together word by word, with its headings and paragraphs as blocks."""

from dataclasses import dataclass, field

from parley.report import Block, BlockKind, Report, Sighting


@dataclass(slots=True)
class Growing:
    """The words so far with their blanks; `begun` is where the open block began and `kind` what it is."""

    name: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    begun: int = 0
    kind: BlockKind = "title"
    blocks: list[Block] = field(default_factory=list)

    @property
    def report(self) -> Report:
        """The text as a report."""
        sighting = Sighting(self.name, None, None, "")
        return Report("r", "".join(self.parts), (sighting,), tuple(self.blocks), language="en")

    def end_block(self, following: BlockKind) -> None:
        """End a paragraph or heading."""
        if self.length > self.begun:
            self.blocks.append(Block(self.begun, self.length, self.kind))
            self.parts.append("\n")
            self.length += 1
            self.begun = self.length
            self.kind = following

    def put(self, word: str, space: str) -> None:
        """One more word with the blank after it."""
        self.parts.append(word + space)
        self.length += len(word + space)
