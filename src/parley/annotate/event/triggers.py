"""The words that make an event, from `lexicon/events.toml`: verbs and nouns of one or several words, by PLOVER type."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from parley.annotate.inflection import plural, verb_forms
from parley.annotate.parse import Parse
from parley.annotate.wordlists import table, words

_NEAR = 10
"""Words after a trigger among which the object that it asks for stands."""
_CLAUSE = frozenset({"whenever", "when", "who", "which", "if", "because", "while", "since", "until", "than", "whether"})
"""Words that begin a clause in which no object of the verb before it stands."""
_OF_TIMES = frozenset({"on", "in", "at", "by", "to", "for", "until", "through", "over", "before", "from"})
"""Words at the end of a trigger that belong to a time straight after them ("agreed on Friday")."""
_FAR = 12
"""Words that a trigger of several words spans at most."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How the arguments of a group of triggers are found; `to`: prepositions before the recipient."""

    type: str
    mutual: bool = False
    to: frozenset[str] = frozenset()
    of: str = "recipient"
    reversed: bool = False
    objects: frozenset[str] = frozenset()
    """Words of which one must follow the verb soon, or be its subject where it is passive."""
    subjects: frozenset[str] = frozenset()
    """Words of which one must be the main word of its subject, or of what "by" names where it is passive."""
    within: int = 0
    """So many words after the trigger one of them must stand at most; 0: the usual."""
    least: int = 0
    """So many who take part must be told."""
    topic: bool = False
    """Whether the object is what the event is about, not who takes part."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in a text: tokens `first` to before `last`, its main word, and how its arguments are found."""

    first: int
    last: int
    head: int
    kind: Kind
    lemma: str
    noun: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A trigger of the lexicon: the words after (verbs) or before (nouns) its inflected word."""

    rest: tuple[str, ...]
    kind: Kind
    lemma: str


@cache
def forms(verb: str) -> Mapping[str, frozenset[str]]:
    """The forms of a verb of one word with their Penn tags."""
    irregular = table("events")["irregular"].get(verb)
    if not irregular:
        return verb_forms(verb)
    past, participle, gerund = (part.split("/") for part in irregular.split())
    third = next(form for form, tags in verb_forms(verb).items() if "VBZ" in tags)
    found: dict[str, set[str]] = {verb: {"VB", "VBP"}, third: {"VBZ"}}
    for tag, listed in (("VBD", past), ("VBN", participle), ("VBG", gerund)):
        for form in listed:
            found.setdefault(form, set()).add(tag)
    return {form: frozenset(tags) for form, tags in found.items()}


@cache
def past_forms() -> frozenset[str]:
    """The past forms in -ed of all triggers, which a noun before them makes a verb."""
    return frozenset(form for form in _verbs() if form.endswith("ed"))


@cache
def lemmas(key: str) -> Mapping[str, str]:
    """Lemma by form of a list of verbs under `around` in the lexicon."""
    return {form: verb for verb in table("events")["around"][key].split() for form in forms(verb)}


@cache
def listed(key: str) -> frozenset[str]:
    """The words of a list under `around` in the lexicon, nouns also in the plural."""
    found = table("events")["around"][key].split()
    return frozenset([*found, *(plural(word) for word in found)])


@cache
def family(key: str) -> frozenset[str]:
    """The words of a list of `lexicon/figures.toml`, nouns also in the plural."""
    found = words("figures", key)
    return found | {plural(word) for word in found}


@cache
def _verbs() -> Mapping[str, Sequence[_Row]]:
    rows: dict[str, list[_Row]] = {}
    for group in table("events")["group"]:
        kind = _kind(group)
        for phrase in group.get("verbs", []):
            first, *rest = phrase.split()
            for form in forms(first):
                rows.setdefault(form, []).append(_Row(tuple(rest), kind, phrase))
    return {form: sorted(found, key=_order) for form, found in rows.items()}


def _order(row: _Row) -> tuple[int, bool]:
    """Longer triggers first, then those that ask for an object or a subject."""
    return -len(row.rest), not (row.kind.objects or row.kind.subjects)


@cache
def _nouns() -> Mapping[str, Sequence[_Row]]:
    rows: dict[str, list[_Row]] = {}
    for group in table("events")["group"]:
        kind = _kind(group)
        for phrase in group.get("nouns", []):
            words = phrase.split()
            at = words.index("of") - 1 if "of" in words else len(words) - 1
            for form in sorted({words[at], plural(words[at])}):
                rows.setdefault(form, []).append(_Row((*words[:at], "", *words[at + 1 :]), kind, phrase))
    return {form: sorted(found, key=_order) for form, found in rows.items()}


def _kind(group: Mapping[str, object]) -> Kind:
    to = group.get("to", [])
    return Kind(
        type=str(group["type"]),
        mutual=bool(group.get("mutual")),
        to=frozenset(str(word) for word in to) if isinstance(to, list) else frozenset(),
        of=str(group.get("of", "recipient")),
        reversed=bool(group.get("reversed")),
        topic=bool(group.get("topic")),
        objects=frozenset(str(group.get("objects", "")).split()),
        subjects=frozenset(str(group.get("subjects", "")).split()),
        within=int(str(group.get("within", 0))),
        least=int(str(group.get("least", 0))),
    )


@dataclass(frozen=True, slots=True)
class Governed:
    """The main words of a verb's subject and, where it is passive, of what it is done to and by."""

    subjects: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()


_ALONE = Governed()


def verb_trigger(parse: Parse, head: int, end: int, timed: Collection[int], told: Governed = _ALONE) -> Trigger | None:
    """The longest trigger that begins with the verb at a token, ends before `end` and takes in no "on" of a time."""
    for row in _verbs().get(parse.lower(head), ()):
        last = head + 1 + len(row.rest)
        if row.kind.subjects and not row.kind.subjects & told.subjects:
            continue
        done_to = not row.rest and bool(row.kind.objects & told.patients)
        if (row.rest and row.rest[-1] in _OF_TIMES and last in timed) or not (
            done_to or _with_object(parse, row, last, end)
        ):
            continue
        if last <= end and all(parse.lower(head + 1 + at) == word for at, word in enumerate(row.rest)):
            return Trigger(head, last, head, row.kind, row.lemma, noun=False)
    return None


def _with_object(parse: Parse, row: _Row, last: int, end: int) -> bool:
    """Whether one of the words that a row asks for stands soon after it; rows that ask for none always hold."""
    wanted, reach = row.kind.objects, row.kind.within or _NEAR
    if not wanted:
        return True
    for index in range(last, min(last + reach, end)):
        if parse.lower(index) in _CLAUSE:
            return False
        infinitive = row.kind.type == "AID" and parse.tokens[index].tag == "VB" and parse.lower(index - 1) == "to"
        if parse.lower(index) in wanted and not infinitive and not _possesses(parse, index, end):
            return True
    return False


def _possesses(parse: Parse, index: int, end: int) -> bool:
    """Whether a word only owns what follows ("the union's own duties")."""
    return index + 1 < end and parse.tokens[index + 1].tag == "POS"


def noun_trigger(parse: Parse, head: int, bounds: tuple[int, int]) -> Trigger | None:
    """The longest trigger whose main noun stands at a token, within the tokens of its sentence."""
    for row in _nouns().get(parse.lower(head), ()):
        at = row.rest.index("")
        first, last = head - at, head + len(row.rest) - at
        if first < bounds[0] or last > bounds[1] or last - first > _FAR:
            continue
        if not _with_object(parse, row, last, bounds[1]):
            continue
        if all(not word or parse.lower(first + place) == word for place, word in enumerate(row.rest)):
            return Trigger(first, last, head, row.kind, row.lemma, noun=True)
    return None


def sense(parse: Parse) -> Mapping[tuple[str, str], str]:
    """PLOVER type of the words with two senses by type and word, as far as the report's other words decide it."""
    words = {parse.lower(index) for sentence in parse.sentences for index in range(sentence.first, sentence.last)}
    found: dict[tuple[str, str], str] = {}
    for entry in table("events")["sense"]:
        if len(words & set(entry["context"])) > len(words & set(entry["against"])):
            found.update(dict.fromkeys(((entry["from"], word) for word in entry["words"]), entry["type"]))
    return found
