"""A use of words that may name an event, with what stands around it in its sentence and what its report is about."""

from dataclasses import dataclass

from parley.annotate.event.arguments import Arguments
from parley.annotate.event.scenes import Link, Scene
from parley.annotate.event.triggers import Trigger, family, listed
from parley.annotate.parse import Parse
from parley.annotate.tenses import VerbGroup
from parley.reading import LocalEvent


@dataclass(frozen=True, slots=True)
class Page:
    """What a report is about: how many different words of force it has, and of a contest for votes."""

    armed: int = 0
    contest: int = 0


NOTHING = Page()
"""A report that is neither of war nor of candidates."""


def page_of(parse: Parse) -> Page:
    """How many words of force, and of a contest for votes, a report has."""
    found = {parse.lower(index) for index in range(len(parse.tokens))}
    return Page(len(found & family("force")), len(found & family("contest")))


@dataclass(frozen=True, slots=True)
class Use:
    """Words that may name an event, with what stands around them."""

    scene: Scene
    trigger: Trigger
    arguments: Arguments
    event: LocalEvent
    page: Page = NOTHING

    @property
    def group(self) -> VerbGroup | None:
        """The verb group of a verb, or None for a noun."""
        at = self.scene.verbs.before(self.trigger.head + 1)
        return None if self.trigger.noun or at < 0 else self.scene.verbs.groups[at]

    @property
    def objects(self) -> tuple[Link, ...]:
        """What a verb is done to, its subject where it is passive; what "of" or "on" joins to a noun."""
        scene, trigger = self.scene, self.trigger
        if trigger.noun:
            after = scene.parse.lower(trigger.last) if trigger.last < scene.sentence.last else ""
            return scene.right(trigger.last + 1, scene.sentence.last) if after in {"of", "on", "against"} else ()
        if self.group is not None and self.group.passive:
            return scene.subject(scene.verbs.before(trigger.head + 1))
        first = scene.right(trigger.last, scene.sentence.last)
        gives = first and self.event.type == "AID" and scene.phrase_at(first[-1].phrase.last) is not None
        return (*first, *scene.right(first[-1].phrase.last, scene.sentence.last)) if gives else first

    @property
    def heads(self) -> frozenset[str]:
        """The main words of its objects."""
        return frozenset(self.scene.parse.lower(link.phrase.head) for link in self.objects if not link.inner)

    def after(self, count: int = 1) -> tuple[str, ...]:
        """The words straight after the trigger."""
        last = min(self.trigger.last + count, self.scene.sentence.last)
        return tuple(self.scene.parse.lower(index) for index in range(self.trigger.last, last))

    def beside(self, key: str) -> bool:
        """Whether a word of a list stands in the sentence, apart from the trigger and what possesses."""
        first, last = self.scene.sentence.first, self.scene.sentence.last
        own = range(self.trigger.first, self.trigger.last)
        return any(self.scene.parse.lower(at) in family(key) for at in range(first, last) if at not in own)

    def is_somebody(self, link: Link) -> bool:
        """Whether a phrase stands for a person, a side or some people, and not only for what one of them has."""
        span = self.scene.parse.span(self.scene.phrases.start(link.phrase), link.phrase.last)
        head = self.scene.parse.tokens[link.phrase.head].start
        for mention in self.scene.cast.mentions_in(span):
            kind = self.scene.cast.entities[mention.entity].kind
            if mention.span.start <= head < mention.span.end and kind in {"person", "party", "other"}:
                return True
        word, tag = self.scene.parse.lower(link.phrase.head), self.scene.parse.tokens[link.phrase.head].tag
        return tag in {"PRP", "CD", "DT", "JJ"} or word in listed("collective") | family("people")
