"""A sentence as the search for events sees it: verbs with their clauses, noun phrases, and who they stand for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from parley.annotate.cast import Cast
from parley.annotate.event.standins import beside_name, owner
from parley.annotate.event.triggers import Governed, lemmas, listed
from parley.annotate.nounphrases import NounPhrase, NounPhrases
from parley.annotate.parse import Parse
from parley.annotate.tenses import SUBORDINATE, Predicates
from parley.reading import Sentence
from parley.report import Span

_FAR = 8
"""Noun phrases that one chain ("A, B and C") has at most."""
_AGENT = 12
"""Words after a passive verb among which "by" names who does it."""
_JOINS = frozenset({",", "and", "&", "or", "plus", "(", ")"})
_LINKS = (
    ("as", "well", "as"),
    ("along", "with"),
    ("together", "with"),
    ("accompanied", "by"),
    ("alongside",),
    ("including",),
)
_BELONGS = frozenset({"of", "from", "for", "representing", "between"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_TWO = frozenset({"two", "both", "rival", "warring", "opposing"})
_SENT = frozenset({"envoys", "diplomats", "emissaries"})
"""People of whom one side sends two as easily as two sides one each."""
_ROUGHLY = frozenset({"about", "around", "nearly", "almost", "roughly", "perhaps", "only"})
_SKIPPED = frozenset({"”", '"', "’", "''", "—", "–", "both", "either", "also"})


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity and the words that stand for it."""

    entity: int
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A noun phrase of a chain; `inner`: it only belongs to the one before it ("Ostland" in "envoys from Ostland")."""

    phrase: NounPhrase
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence of a report; `timed` holds the tokens of time expressions."""

    parse: Parse
    cast: Cast
    phrases: NounPhrases
    sentence: Sentence
    index: int
    verbs: Predicates
    timed: frozenset[int]
    adjectives: Mapping[int, int]
    """Party by token, for adjectives that name a side and are no mention."""
    pair: tuple[int, ...] = ()
    """The two sides that "the two sides" stands for, where the report leaves no doubt."""
    groups: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """The sides of unnamed groups, by entity."""

    def who(self, links: Sequence[Link], *, places: bool = False) -> tuple[Standing, ...]:
        """Who a chain stands for, each once; inner phrases only where no other is known; `places`: places can act."""
        outer = [standing for link in links if not link.inner for standing in self.stands(link.phrase, places=places)]
        several = self._several(links)
        if several:
            return several
        if any(self.cast.entities[standing.entity].kind != "other" for standing in outer):
            return _once(outer)
        inner = [link.phrase for link in links if link.inner]
        named = [standing for phrase in inner for standing in self.stands(phrase, places=places)]
        return _once(named or [side for standing in outer for side in self._members(standing)])

    def _several(self, links: Sequence[Link]) -> tuple[Standing, ...]:
        """The sides of whom unnamed people are ("ministers of A, B and C"), where there is more than one."""
        outer = [link.phrase for link in links if not link.inner]
        if not outer or any(self.parse.tokens[phrase.head].tag != "NNS" or self.is_name(phrase) for phrase in outer):
            return ()
        inner = [standing for link in links if link.inner for standing in self.stands(link.phrase, places=True)]
        found = _once(inner)
        parties = [
            standing for standing in found if self.cast.entities[standing.entity].kind in {"party", "organisation"}
        ]
        return found if len(found) > 1 and parties else ()

    def is_name(self, phrase: NounPhrase) -> bool:
        """Whether the main word of a phrase is part of a name."""
        mentions = self.cast.mentions_in(self.parse.span(phrase.first, phrase.last))
        head = self.parse.tokens[phrase.head].start
        return any(each.form == "name" and each.span.start <= head < each.span.end for each in mentions)

    def _members(self, standing: Standing) -> list[Standing]:
        """The sides that an unnamed group comes from ("the negotiators of A and B", later "they")."""
        sides = self.groups.get(standing.entity, ())
        return [Standing(side, standing.span) for side in sides] or [standing]

    def stands(self, phrase: NounPhrase, *, places: bool = False) -> tuple[Standing, ...]:
        """Who a noun phrase stands for: its head's entity, else the sides named inside it ("Norrish troops")."""
        beside = beside_name(self, phrase)
        if beside is not None:
            return (Standing(beside.entity, beside.span),)
        span = self.parse.span(self.phrases.start(phrase), phrase.last)
        entity = self.cast.entity_of(span)
        both = self.pair_of(phrase)
        kind = self.cast.entities[entity].kind if entity is not None else "place"
        if entity is not None and (places or kind != "place") and not (both and kind == "other"):
            own = owner(self, phrase) if kind == "other" and self.cast.entities[entity].party is None else None
            return (Standing(own.entity, own.span) if own else Standing(entity, self._shortest(span, entity)),)
        return self.named(span) or both

    def pair_of(self, phrase: NounPhrase) -> tuple[Standing, ...]:
        """Both sides, for "the two sides", "both countries", "the rival delegations"."""
        inside = {self.parse.lower(index) for index in range(phrase.first, phrase.last)}
        head = self.parse.lower(phrase.head)
        if head not in listed("collective") - _SENT or not inside & _TWO:
            return ()
        return tuple(Standing(entity, self.parse.span(phrase.first, phrase.last)) for entity in self.pair)

    def named(self, span: Span) -> tuple[Standing, ...]:
        """The people, organisations and parties named inside a span, also by an adjective."""
        found = [Standing(mention.entity, mention.span) for mention in self.cast.mentions_in(span)]
        found = [item for item in found if self.cast.entities[item.entity].kind != "place"]
        for index in range(self.parse.at(span.start), self.parse.at(span.end)):
            if index in self.adjectives:
                found.append(Standing(self.adjectives[index], self.parse.span(index, index + 1)))
        return _once(sorted(found, key=lambda item: (item.span.start, item.span.end)))

    def _shortest(self, span: Span, entity: int) -> Span:
        inside = [mention.span for mention in self.cast.mentions_in(span) if mention.entity == entity]
        return inside[0] if inside else span

    def subject(self, group: int, depth: int = 0) -> tuple[Link, ...]:
        """The noun phrases that a verb group says something of, also through infinitives and relative clauses."""
        verb = self.verbs.groups[group]
        if depth > 4 or not verb.finite:
            return self._implied(group, depth) if depth <= 4 else ()
        start = self.verbs.starts[group]
        parted = self._parted(group)
        links = self.left(verb.first if parted < 0 else self.verbs.groups[parted].first - 1, start)
        if links and not self._is_relative(links[0].phrase):
            return links
        pronoun = links[0].phrase.first if links else start
        if self.parse.lower(pronoun) in _RELATIVE:
            return self.antecedent(pronoun)
        return self._shared(group, depth)

    def _parted(self, group: int) -> int:
        """The participle that parts a subject from its verb ("Kol, receiving her in Velm, said"), or -1."""
        start, first = self.verbs.starts[group], self.verbs.groups[group].first
        if first - 1 <= start or self.parse.word(first - 1) != ",":
            return -1
        for before in range(group - 1, max(group - 4, -1), -1):
            other = self.verbs.groups[before]
            if other.finite or other.first - 1 <= start:
                break
            if not other.to and self.parse.word(other.first - 1) == ",":
                return before
        return -1

    def _is_relative(self, phrase: NounPhrase) -> bool:
        return phrase.last - phrase.first == 1 and self.parse.lower(phrase.first) in _RELATIVE

    def _shared(self, group: int, depth: int) -> tuple[Link, ...]:
        """The subject of a clause without one: that of the clause before it, past a relative clause between commas."""
        before = group - 1
        while before >= 0 and not self.verbs.groups[before].finite:
            before -= 1
        if before < 0:
            return ()
        pronoun = self.verbs.starts[before]
        if self.parse.lower(pronoun) in _RELATIVE - {"that"} and self._closes(self.verbs.starts[group]):
            return self.antecedent(pronoun)
        return self.subject(before, depth + 1)

    def _closes(self, start: int) -> bool:
        """Whether a clause without a subject goes on after a relative clause that a comma closed."""
        return self.parse.word(start) == ","

    def antecedent(self, pronoun: int) -> tuple[Link, ...]:
        """What a relative pronoun stands for: the noun phrases right before it."""
        end = pronoun
        while end > self.sentence.first and self.parse.word(end - 1) in {",", "—", "–"}:
            end -= 1
        return self.left(end, self.sentence.first)[-2:]

    def _implied(self, group: int, depth: int) -> tuple[Link, ...]:
        verb = self.verbs.groups[group]
        before = self.phrases.around(verb.first - 1) if verb.first > self.sentence.first else None
        if before and not verb.to and self.parse.tokens[verb.head].tag in {"VBN", "VBG"}:
            return self.left(verb.first, self.sentence.first)
        following = next((at for at in range(group + 1, len(self.verbs.groups)) if self.verbs.groups[at].finite), -1)
        if following > 0 and self._parted(following) == group:
            return self.subject(following, depth + 1)
        if group == 0:
            return self.subject(following, depth + 1) if following > 0 else ()
        governor = self.verbs.groups[group - 1]
        between = self.right(governor.head + 1, verb.first) if verb.to and self._controls(governor.head) else ()
        return between or self.subject(group - 1, depth + 1)

    def _controls(self, head: int) -> bool:
        return self.parse.lower(head) in lemmas("controlling")

    def governed(self, group: int) -> Governed:
        """The main words of the subject of a verb group; of a passive one as what it is done to, and who "by" names."""
        verb = self.verbs.groups[group]
        heads = frozenset(self.parse.lower(link.phrase.head) for link in self.subject(group) if not link.inner)
        if not verb.passive:
            return Governed(heads)
        end = min(self.verbs.ends[group], verb.head + _AGENT)
        by = next((at for at in range(verb.head + 1, end - 1) if self.parse.lower(at) == "by"), -1)
        agents = self.right(by + 1, end) if by > 0 else ()
        return Governed(frozenset(self.parse.lower(link.phrase.head) for link in agents if not link.inner), heads)

    def left(self, end: int, lower: int) -> tuple[Link, ...]:
        """The chain of noun phrases that ends before a token, from left to right, not before `lower`."""
        found: list[Link] = []
        run: list[NounPhrase] = []
        index = self._skip_left(end - 1, lower)
        for _ in range(_FAR):
            phrase = self.phrase_at(index) if index >= lower else None
            if phrase is None:
                break
            run.insert(0, phrase)
            before = self._skip_times(self.phrases.start(phrase) - 1, lower)
            before -= before > lower and self._is_rough(before)
            word = self.parse.lower(before) if before >= lower else ""
            if word in _JOINS:
                index = self._skip_left(before - 1, lower)
                continue
            opens = word in SUBORDINATE and all(at in self.timed for at in range(lower, before))
            if (
                before >= lower
                and self.parse.tokens[before].tag in {"IN", "TO"}
                and word not in _RELATIVE
                and not opens
            ):
                if self._apposed(run) or self._opens(run, before, lower):
                    run = run[1:]
                    index = self._past_head(before, lower)
                    continue
                own = self._joined_to_name(run, before)
                found = [*self._inner(run, word), *found] if not own else found
                if own:
                    run, index = [run[1]], self._skip_left(before - 1, lower)
                    continue
                run, index = [], self._skip_left(before - 1, lower)
                continue
            break
        return (*(Link(phrase) for phrase in run), *found)

    def _is_rough(self, index: int) -> bool:
        """Whether a word only makes the number after it a rough one ("about 40 envoys", not "talks about tolls")."""
        counted = self.parse.tokens[index + 1].tag == "CD" or self.parse.tokens[index].tag == "RB"
        return counted and self.parse.lower(index) in _ROUGHLY

    def _apposed(self, run: Sequence[NounPhrase]) -> bool:
        """Whether the second phrase of a run is a name beside what the first belongs to ("envoy of A, Jan Kol,")."""
        if len(run) < 2 or self.parse.word(self.phrases.start(run[1]) - 1) != ",":
            return False
        return len(run) == 2 or (self._kind(run[1]) == "person" and self._kind(run[0]) != "person")

    def _opens(self, run: Sequence[NounPhrase], preposition: int, lower: int) -> bool:
        """Whether the first phrase of a run ends what opens a clause, up to a comma ("At the call of A, B met")."""
        if len(run) < 2 or self.parse.word(self.phrases.start(run[1]) - 1) != ",":
            return False
        before = preposition
        while before > lower and (phrase := self.phrase_at(before - 1)) is not None:
            before = self.phrases.start(phrase) - 1
            if before < lower or self.parse.tokens[before].tag not in {"IN", "TO"}:
                return False
        return before == lower

    def _past_head(self, preposition: int, lower: int) -> int:
        """The end of what "and" joins to a noun with its complements, the last of them at a preposition, or -1."""
        before = preposition
        for _ in range(4):
            phrase = self.phrase_at(before - 1) if before > lower else None
            if phrase is None:
                return -1
            before = self.phrases.start(phrase) - 1
            if before < lower or self.parse.lower(before) not in _BELONGS:
                break
        joined = before >= lower and self.parse.lower(before) in {"and", "&"}
        return self._skip_left(before - 1, lower) if joined else -1

    def _joined_to_name(self, run: Sequence[NounPhrase], preposition: int) -> bool:
        """Whether "and" joins a name to a longer name before it ("the Dockers of Velm and Sund Lines")."""
        if len(run) != 2 or self.parse.lower(preposition) != "of":
            return False
        joined = self.parse.lower(self.phrases.start(run[1]) - 1) in {"and", "&"}
        bodies = self._kind(run[1]) in {"organisation", "party"} and self._kind(run[0]) != "party"
        longer = self.phrase_at(preposition - 1)
        return joined and bodies and longer is not None and self.is_name(longer) and self.is_name(run[1])

    def _inner(self, run: Sequence[NounPhrase], preposition: str) -> list[Link]:
        """The phrases after a preposition: they belong to what stands before it, but for people joined to a party."""
        kinds = [self._kind(phrase) for phrase in run]
        own = [place for place, kind in enumerate(kinds) if place and kind == "person" and kinds[0] != "person"]
        kept = run if preposition in _BELONGS else [run[place] for place in own]
        return [Link(phrase, inner=run.index(phrase) not in own) for phrase in kept]

    def _kind(self, phrase: NounPhrase) -> str:
        entity = self.cast.entity_of(self.parse.span(self.phrases.start(phrase), phrase.last))
        return self.cast.entities[entity].kind if entity is not None else ""

    def phrase_at(self, index: int) -> NounPhrase | None:
        """The noun phrase at a token; a single adjective of a side, or a name, counts as one."""
        phrase = self.phrases.around(index)
        if phrase is None and (index in self.adjectives or self._named(index)):
            return NounPhrase(index, index + 1, index)
        return phrase

    def _named(self, index: int) -> bool:
        """Whether a word with a capital is a mention, whatever its tag."""
        return self.parse.word(index)[0].isupper() and bool(self.cast.mentions_in(self.parse.span(index, index + 1)))

    def _skip_left(self, index: int, lower: int) -> int:
        """Past commas, conjunctions, adverbs and times to the end of a noun phrase."""
        for _ in range(6):
            index = self._skip_times(index, lower)
            if index < lower:
                break
            word = self.parse.lower(index)
            adverb = self.parse.tokens[index].tag in {"RB", "POS"}
            if not (word in _JOINS or word in _SKIPPED or adverb):
                break
            index -= 1
        return index

    def _skip_times(self, index: int, lower: int) -> int:
        """Past a time expression and the preposition before it."""
        if index < lower or index not in self.timed:
            return index
        while index >= lower and index in self.timed:
            index -= 1
        return index - 1 if index >= lower and self.parse.lower(index) in {"on", "in", "at", "by", "since"} else index

    def right(self, start: int, upper: int) -> tuple[Link, ...]:
        """The chain of noun phrases that begins at a token, from left to right, ending before `upper`."""
        found: list[Link] = []
        index = start
        inner = False
        for _ in range(_FAR):
            index = self._skip_right(index, upper)
            phrase = self.phrase_at(index) if index < upper else None
            if phrase is None or phrase.first < start:
                break
            whole = self._whole(phrase, upper)
            found.append(Link(whole, inner))
            index = whole.last
            joined = self._join(index, upper)
            if joined > index:
                index, inner = joined, False
            elif index < upper and self.parse.lower(index) in _BELONGS - {"for"}:
                index, inner = index + 1, True
            else:
                break
        return tuple(found)

    def _skip_right(self, index: int, upper: int) -> int:
        for _ in range(4):
            if index >= upper or self.phrase_at(index):
                break
            if (
                self.parse.tokens[index].tag not in {"RB", "RP", "JJ", "CC", "``", "''"}
                and self.parse.lower(index) not in _SKIPPED
            ):
                break
            index += 1
        return index

    def _whole(self, phrase: NounPhrase, upper: int) -> NounPhrase:
        """The phrase that a possessor belongs to ("Ostland's envoy" from "Ostland")."""
        for _ in range(4):
            following = self.phrases.around(phrase.last + 1) if phrase.possessor and phrase.last + 1 < upper else None
            if following is None:
                break
            phrase = following
        return phrase

    def _join(self, index: int, upper: int) -> int:
        """The token after a comma, conjunction or link that joins noun phrases; the same token where none stands."""
        at = index
        for _ in range(3):
            if at < upper and self.parse.lower(at) in _JOINS:
                at += 1
        for link in _LINKS:
            if at + len(link) < upper and all(self.parse.lower(at + place) == word for place, word in enumerate(link)):
                return at + len(link)
        return at if at < upper and self.phrase_at(at) else index


def _once(found: Sequence[Standing]) -> tuple[Standing, ...]:
    return tuple(_first_of_each(found))


def _first_of_each(found: Sequence[Standing]) -> Iterator[Standing]:
    seen: set[int] = set()
    for standing in found:
        if standing.entity not in seen:
            seen.add(standing.entity)
            yield standing
