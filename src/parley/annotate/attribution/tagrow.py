"""One word of a tagged sentence in its surroundings, as the rules that correct tags see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from parley.annotate.attribution.cues import verb_cues
from parley.annotate.wordlists import words

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
VERBS = FINITE | {"VB", "VBG", "VBN"}
_NOT_ONLY_PEOPLE = frozenset({"heads", "chairs", "coaches"})
_SUBJECTS = frozenset({"they", "we", "i", "you"})


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words in lower case, whether each begins with a small letter, and their name labels."""

    words: Sequence[str]
    small: Sequence[bool]
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Here:
    """A word among the others; `tags` are those of the sentence, corrected up to this word."""

    text: Tagged
    tags: list[str]
    at: int

    @property
    def word(self) -> str:
        """The word itself."""
        return self.text.words[self.at]

    @property
    def tag(self) -> str:
        """Its tag."""
        return self.tags[self.at]

    @property
    def small(self) -> bool:
        """Whether it begins with a small letter."""
        return self.text.small[self.at]

    @property
    def label(self) -> str:
        """Its name label."""
        return self.text.names[self.at]

    @property
    def previous(self) -> str:
        """The word before."""
        return self.text.words[self.at - 1] if self.at else ""

    @property
    def before(self) -> str:
        """The tag before."""
        return self.tags[self.at - 1] if self.at else ""

    @property
    def following(self) -> str:
        """The word after."""
        return self.text.words[self.at + 1] if self.at + 1 < len(self.tags) else ""

    @property
    def after(self) -> str:
        """The tag after; "that" counts as a subordinator."""
        if self.following == "that":
            return "IN"
        return self.tags[self.at + 1] if self.at + 1 < len(self.tags) else ""

    @property
    def next(self) -> "Here | None":
        """The next word."""
        return Here(self.text, self.tags, self.at + 1) if self.at + 1 < len(self.tags) else None

    @property
    def possible(self) -> frozenset[str]:
        """The tags that it can have as a cue verb; empty where it is none."""
        return verb_cues().tags.get(self.word, frozenset())

    @property
    def after_subject(self) -> bool:
        """Whether a noun or pronoun stands right before it."""
        return self.before[:2] in {"NN", "PR"} and self.before != "PRP$"

    @property
    def is_people(self) -> bool:
        """Whether it is the plural of a word for people and nothing else ("officials", "reporters")."""
        return self.word.endswith("s") and self.word in words("sources", "people") and self.word not in _NOT_ONLY_PEOPLE

    @property
    def is_plural(self) -> bool:
        """Whether it may be the subject of a plain present ("officials say")."""
        return self.tag in {"NNS", "NNPS"} or self.word in _SUBJECTS

    @property
    def begins_clause(self) -> bool:
        """Whether a finite verb comes next, adverbs left aside."""
        following = self.at + 1
        while following < len(self.tags) and self.tags[following] == "RB":
            following += 1
        return following < len(self.tags) and self.tags[following] in FINITE

    def correct(self, tag: str) -> None:
        """Give the word another tag."""
        self.tags[self.at] = tag

    @staticmethod
    def takes(word: str, kind: str) -> bool:
        """Whether a form of a cue verb takes a kind of complement."""
        return any(kind in cue.takes for cue in verb_cues().by_form.get(word, ()))
