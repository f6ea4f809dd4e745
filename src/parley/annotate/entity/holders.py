"""Holders of roles: who "the envoy" or "Varnia's chief negotiator" is, by the roles that a report gives."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from parley.annotate.entity.descriptions import Description
from parley.annotate.entity.figures import Figure
from parley.annotate.entity.parties import Scene
from parley.annotate.entity.roles import Cue, role_words
from parley.annotate.entity.rolewords import Gender, gender_of_word
from parley.annotate.wordlists import table, words

_TELLING = frozenset({"deputy", "vice", "former", "ex", "acting", "assistant", "then", "co", "prime"})
"""Modifiers that make another role of a role."""
_HEADS = {"state": "president"}
"""What the head of a state is."""
_SAME = {"adviser": "advisor", "premier": "minister", "organizer": "organiser", "co-chair": "chair"}
_SAME |= {"gov": "governor", "gov.": "governor", "gen": "general", "gen.": "general", "mayoress": "mayor"}
_MOST = 40
"""Holders of one role that are compared."""
_VERY, _NEAR, _SHARES = 2.0, 1.0, 0.5
"""What it gives to bear the very noun, one like it, and to share another noun of the role."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A figure, its role in words, and the token at which the report says so."""

    figure: Figure
    words: frozenset[str]
    first: int
    token: int
    last: int


@dataclass(slots=True)
class Holders:
    """Everyone with a role, by its main noun."""

    scene: Scene
    by_noun: dict[str, list[Holder]] = field(default_factory=lambda: defaultdict(list))
    sources: dict[str, list[Holder]] = field(default_factory=lambda: defaultdict(list))
    """Unnamed figures that were introduced with "a": "the diplomat" means the last of them."""
    cues: dict[int, list[Cue]] = field(default_factory=lambda: defaultdict(list))
    known: set[tuple[int, Cue]] = field(default_factory=set)
    """Figures by key, each with a cue of it."""
    weighed: dict[int, int] = field(default_factory=dict)
    """How many cues of a figure were looked at for what it once was."""
    past: set[int] = field(default_factory=set)
    """Figures of whom a cue tells what they once were."""

    def cues_of(self, figure: Figure) -> Sequence[Cue]:
        """What was said of a figure."""
        return self.cues.get(figure.key, ())

    def add_cue(self, figure: Figure, cue: Cue) -> None:
        """Something said of a named figure."""
        self.cues[figure.key].append(cue)
        self.known.add((figure.key, cue))
        if cue.role is not None:
            named = role_words(self.scene, cue.role.first, cue.role.head)
            noun = _noun(self.scene.text.lower[cue.role.head])
            self.by_noun[noun].append(Holder(figure, frozenset(named), cue.role.first, cue.role.head, cue.role.last))

    def add_described(self, figure: Figure, description: Description) -> None:
        """An unnamed figure that a description introduced."""
        noun = _noun(self.scene.text.lower[description.head])
        holder = Holder(figure, frozenset(description.words), description.first, description.head, description.last)
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

    def named(self, noun: str, token: int, figure: Figure) -> Sequence[Holder]:
        """Everyone named who holds a role that the words before a noun do not contradict."""
        phrase = self.scene.text.phrases.around(token)
        asked = frozenset(role_words(self.scene, phrase.first if phrase else token, token))
        listed = (h for h in self.by_noun[_noun(noun)][-_MOST:] if h.figure.name is not None)
        return [
            h for h in listed if asked <= h.words and not (h.words ^ asked) & _TELLING and _one_side(h.figure, figure)
        ]

    def alike(self, noun: str, token: int, figure: Figure) -> Iterator[tuple[Figure, float]]:
        """Everyone named whose role is called so or nearly so, with how well it suits; none that is contradicted."""
        phrase = self.scene.text.phrases.around(token)
        first = phrase.first if phrase else token
        asked = frozenset(role_words(self.scene, first, token))
        head_of = _HEADS.get(" ".join(self.scene.text.lower[token + 2 : token + 3])) if noun == "head" else None
        noun, asked = (head_of, frozenset()) if head_of else (noun, asked)
        said = _said(self.scene, self.scene.text.phrases.start(phrase) if phrase else token, token)
        for other, near in ((_noun(noun), False), *((word, True) for word in sorted(_akin(_noun(noun))))):
            for holder in self.by_noun.get(other, ())[-_MOST:]:
                if holder.figure.name is None or not _may_be_one(holder, figure, asked):
                    continue
                known = _said(self.scene, holder.first, holder.token) | holder.words
                shared = said & (known | _said(self.scene, holder.token, holder.last))
                if said and known - {other, _noun(noun)} and not shared:
                    continue
                if near and (not said or shared):
                    yield holder.figure, _NEAR + (_SHARES if said else 0)
                elif not near and (asked <= holder.words or holder.words <= asked):
                    yield holder.figure, _VERY + (_SHARES if shared else -_SHARES if said else 0)

    def _fits(self, holder: Holder, description: Description, side: str | None, owner: Figure | None) -> bool:
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

    def has_office(self, figure: Figure, description: Description) -> bool:
        """Whether a figure holds an office that is not the one described."""
        noun = _noun(self.scene.text.lower[description.head])
        heads = {_noun(self.scene.text.lower[cue.role.head]) for cue in self.cues_of(figure) if cue.role is not None}
        own = (h.words for h in self.by_noun[noun][-_MOST:] if h.figure is figure)
        if any((known ^ frozenset(description.words)) & _TELLING for known in own) or self.has_other(
            figure, description
        ):
            return True
        offices = frozenset() if "former" in description.words else words("roles", "offices")
        return noun in offices and bool(heads & offices) and not heads & ({noun} | _akin(noun))

    def gender(self, description: Description) -> Gender | None:
        """He or she, by the main noun."""
        return gender_of_word(self.scene.text.words[description.head])


def _may_be_one(holder: Holder, figure: Figure, asked: frozenset[str]) -> bool:
    """Whether neither sex nor side nor "deputy" and its like tell a holder from someone described."""
    one = holder.figure
    same = figure.gender is None or one.gender in {None, figure.gender}
    return same and _one_side(one, figure) and not (holder.words ^ asked) & _TELLING


def _said(scene: Scene, first: int, head: int) -> frozenset[str]:
    """The nouns and names before the main noun of a role or description, in small letters."""
    text = scene.text
    return frozenset(text.lower[place] for place in range(first, head) if text.tags[place].startswith("NN"))


@cache
def _akin(noun: str) -> frozenset[str]:
    """Nouns by which reports call the holder of such a post as well."""
    kinds = (frozenset(row.split()) for row in table("roles")["akin"])
    return frozenset().union(*(kind for kind in kinds if noun in kind)) - {noun}


def _one_side(one: Figure, other: Figure) -> bool:
    return one.side is None or other.side is None or one.side == other.side


def _noun(word: str) -> str:
    return _SAME.get(word, word)
