"""Holders of roles: who "the envoy" or "Varnia's chief negotiator" is, by the roles that a report gives."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from parley.annotate.entity.descriptions import Description
from parley.annotate.entity.figures import Figure
from parley.annotate.entity.parties import Scene
from parley.annotate.entity.roles import Cue, role_words
from parley.annotate.entity.rolewords import Gender, gender_of_word

_TELLING = frozenset({"deputy", "vice", "former", "ex", "acting", "assistant", "then", "co"})
"""Modifiers that make another role of a role."""
_SAME = {"adviser": "advisor", "premier": "minister", "organizer": "organiser", "co-chair": "chair"}
_MOST = 40
"""Holders of one role that are compared."""


@dataclass(frozen=True, slots=True)
class _Holder:
    """A figure, its role in words, and the token at which the report says so."""

    figure: Figure
    words: frozenset[str]
    token: int


@dataclass(slots=True)
class Holders:
    """Everyone with a role, by its main noun."""

    scene: Scene
    by_noun: dict[str, list[_Holder]] = field(default_factory=lambda: defaultdict(list))
    sources: dict[str, list[_Holder]] = field(default_factory=lambda: defaultdict(list))
    """Unnamed figures that were introduced with "a": "the diplomat" means the last of them."""
    cues: dict[int, list[Cue]] = field(default_factory=lambda: defaultdict(list))

    def cues_of(self, figure: Figure) -> Sequence[Cue]:
        """What was said of a figure."""
        return self.cues.get(figure.key, ())

    def add_cue(self, figure: Figure, cue: Cue) -> None:
        """Something said of a named figure."""
        self.cues[figure.key].append(cue)
        if cue.role is not None:
            named = role_words(self.scene, cue.role.first, cue.role.head)
            noun = _noun(self.scene.text.lower[cue.role.head])
            self.by_noun[noun].append(_Holder(figure, frozenset(named), cue.role.head))

    def add_described(self, figure: Figure, description: Description) -> None:
        """An unnamed figure that a description introduced."""
        noun = _noun(self.scene.text.lower[description.head])
        holder = _Holder(figure, frozenset(description.words), description.head)
        (self.by_noun if description.definite else self.sources)[noun].append(holder)

    def find(self, description: Description, side: str | None, owner: Figure | None) -> Figure | None:
        """Who a definite description means: the last before it with that role and party, else the first after it."""
        noun = _noun(self.scene.text.lower[description.head])
        fitting = [h for h in self.by_noun[noun][-_MOST:] if self._fits(h, description, side, owner)]
        if side is None and owner is None:
            fitting += self.sources[noun][-_MOST:]
        before = [holder for holder in fitting if holder.token < description.head]
        if before:
            return max(before, key=lambda holder: holder.token).figure
        named = [holder for holder in fitting if holder.figure.name is not None]
        return min(named, key=lambda holder: holder.token).figure if named and side is not None else None

    def named(self, noun: str, token: int, figure: Figure) -> Sequence[_Holder]:
        """Everyone named who holds a role that the words before a noun do not contradict."""
        phrase = self.scene.text.phrases.around(token)
        asked = frozenset(role_words(self.scene, phrase.first if phrase else token, token))
        listed = (h for h in self.by_noun[_noun(noun)][-_MOST:] if h.figure.name is not None)
        return [
            h for h in listed if asked <= h.words and not (h.words ^ asked) & _TELLING and _one_side(h.figure, figure)
        ]

    def _fits(self, holder: _Holder, description: Description, side: str | None, owner: Figure | None) -> bool:
        figure, asked = holder.figure, frozenset(description.words)
        if side is not None and figure.side is not None and figure.side != side:
            return False
        if owner is not None and owner is figure:
            return False
        if (holder.words ^ asked) & _TELLING:
            return False
        if side is None and owner is not None and figure.belongs not in {None, owner.key}:
            return False
        if side is not None or owner is not None:
            return asked <= holder.words or holder.words <= asked
        return asked <= holder.words

    def has_other(self, figure: Figure, description: Description) -> bool:
        """Whether a figure holds another post of the same name ("foreign minister" for "the trade minister")."""
        noun = _noun(self.scene.text.lower[description.head])
        asked = frozenset(description.words)
        others = (h.words for h in self.by_noun[noun][-_MOST:] if h.figure is figure)
        return any(not (words <= asked or asked <= words) for words in others)

    def gender(self, description: Description) -> Gender | None:
        """He or she, by the main noun."""
        return gender_of_word(self.scene.text.words[description.head])


def _one_side(one: Figure, other: Figure) -> bool:
    return one.side is None or other.side is None or one.side == other.side


def _noun(word: str) -> str:
    return _SAME.get(word, word)
