"""What can be wrong with a report or its story: each check is a row of `CHECKS`, and yields a place and a sentence."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.articles import Article
from corpus.bounds import CLOSING, OPENING, Span
from corpus.braces import line_of
from corpus.marks import Attribution, named

KINDS = ("person", "organisation", "state", "place", "event", "group")
SPLITS = ("train", "dev", "test")
MANNERS = (
    "news agency",
    "tabloid",
    "broadsheet",
    "broadcaster's website",
    "state media",
    "local paper",
    "live blog",
    "communique",
    "joint statement",
    "interview write-up",
    "newsletter",
    "machine-translated English",
    "business wire",
    "explainer",
)
STANCES = ("demands", "rejects", "offers", "supports", "accepts", "conditional", "wary", "open")
STATUSES = ("happened", "planned", "proposed", "denied", "unverified")
PLOVER = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
SHORTEST, LONGEST_CUE, LONGEST_MENTION, FARTHEST = 90, 9, 30, 25
"""In words: of a report, a cue, a mention outside sources, and between a cue and what it joins."""

_TIMEX = re.compile(
    r"(?:\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?:\d\d|XX|W\d\d|WXX|SP|SU|FA|AU|WI|Q\d|H\d)(?:-(?:\d\d|XX|WE|\d))?)?"
    r"(?:T(?:\d\d(?::\d\d)?(?::\d\d)?|MO|MI|AF|EV|NI|DT)(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|P(?:\d+(?:\.\d+)?|X+)(?:Y|M|W|D|DE|CE|WE|Q)|PT(?:\d+(?:\.\d+)?|X+)[HMS](?:\d+M)?"
    r"|PAST_REF|PRESENT_REF|FUTURE_REF"
)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DENIED = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.IGNORECASE)
_WITHHELD = re.compile(r"\b(?:declin|refus)", re.IGNORECASE)
_DONE = re.compile(r"\b(?:den(?:y|ie[sd]|ying|ials?)\b|reject|dismiss|doubt|rul(?:e[sd]?|ing) out)", re.IGNORECASE)
_NOT = re.compile(r"\b(?:no|not|never|nor|neither|none|nobody|nothing|few|without)\b|n['’]t\b", re.IGNORECASE)
_SENTENCE_INSIDE = re.compile(r"\b(?:[a-z]\w{2,}|\w{6,})[.!?][”\"’]?\s+[“\"‘]?[A-Z]")
_BACKING = re.compile(r"\b(?:welcom|back(?:s|ed)\b|endors|applaud|prais|accept(?:s|ed)\b)", re.IGNORECASE)
_OPPOSING = re.compile(r"\b(?:reject|oppos|condemn|denounc|refus)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in a report's plain text, and what is wrong there."""

    place: int
    words: str


def faults(article: Article, story: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one report, each in a line that begins with file and line."""
    where = f"{article.story}/{article.file}"
    for check in CHECKS:
        for fault in check(article, story):
            line = line_of(article.marked.text, fault.place, article.first_line)
            yield f"{where}:{line}: {fault.words}"


def _front_matter(article: Article, _: dict[str, Any]) -> Iterator[Fault]:
    for key in ("outlet", "manner", "published"):
        if not article.front.get(key):
            yield Fault(0, f"no {key} in the front matter")
    manner, published = article.front.get("manner"), article.front.get("published", "")
    if manner and manner not in MANNERS:
        yield Fault(0, f"unknown manner {manner!r}; one of {', '.join(MANNERS)}")
    if published and _day(published) is None:
        yield Fault(0, f"published is no day: {published!r}")


def _day(words: str) -> date | None:
    """The day that stands here; weeks and days outside the calendar are none."""
    try:
        return date.fromisoformat(words) if _ISO_DAY.fullmatch(words) else None
    except ValueError:
        return None


def _length(article: Article, _: dict[str, Any]) -> Iterator[Fault]:
    if len(article.words) < SHORTEST:
        yield Fault(0, f"only {len(article.words)} words")


def _carried(article: Article, story: dict[str, Any]) -> Iterator[Fault]:
    """Stance, issue and speaker of a cue."""
    for one in article.marked.attributions:
        if one.stance not in {None, *STANCES}:
            yield Fault(one.place, f"attribution {one.number}: unknown stance {one.stance!r}")
        if one.issue is not None and one.issue not in story.get("issues", {}):
            yield Fault(one.place, f"attribution {one.number}: unknown issue {one.issue!r}")
        if one.speaker is not None and one.speaker not in article.kinds:
            yield Fault(one.place, f"attribution {one.number}: unknown speaker {one.speaker!r}")
        cue = article.marked.text[slice(*one.cue)] if one.cue else ""
        stances = "rejects" if _BACKING.match(cue) else "supports accepts" if _OPPOSING.match(cue) else ""
        if one.stance and one.stance in stances.split() and not one.negated:
            yield Fault(one.place, f"attribution {one.number}: {cue!r} cannot bear the stance {one.stance}")


def _negation(article: Article, _: dict[str, Any]) -> Iterator[Fault]:
    """`!` where the act did not take place; denying, rejecting and doubting do take place."""
    text = article.marked.text
    for one in article.marked.attributions:
        cue = text[slice(*one.cue)] if one.cue else ""
        if not one.negated and (_DENIED.search(cue) or _WITHHELD.search(cue)):
            yield Fault(one.place, f"attribution {one.number}: the cue {cue!r} is denied and lacks its !")
        words = " ".join(text[slice(*span)] for span in (*one.sources, *([one.cue] if one.cue else []), *one.content))
        if one.negated and _DONE.search(cue) and not (_WITHHELD.search(cue) or _NOT.search(words)):
            yield Fault(one.place, f"attribution {one.number}: {cue!r} is an act that took place and bears no !")


def _parts(article: Article, _: dict[str, Any]) -> Iterator[Fault]:
    """Number and size of sources and cues, and where they stand."""
    text = article.marked.text
    for one in article.marked.attributions:
        spot = f"attribution {one.number}"
        if one.cue is None:
            yield Fault(one.place, f"{spot} has no cue")
            continue
        if len(one.sources) > 1:
            yield Fault(one.place, f"{spot} has {len(one.sources)} sources; one, or a compound one in one mark")
        if any(start <= one.cue[0] < end for start, end in one.content):
            yield Fault(one.place, f"{spot}: its cue lies in its own content")
        if any(_meet(one.cue, source) and one.cue != source for source in one.sources):
            yield Fault(one.place, f"{spot}: its source and its cue share words")
        words = text[slice(*one.cue)]
        if len(words.split()) > LONGEST_CUE:
            yield Fault(one.place, f"{spot}: the cue is long: {words!r}")
        gap = min(_gap(text, one.cue, span) for span in (*one.sources, *one.content))
        if gap > FARTHEST:
            yield Fault(one.place, f"{spot}: the cue {words!r} stands {gap} words from its source and its content")


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _gap(text: str, one: Span, other: Span) -> int:
    """Words between two spans."""
    return len(text[min(one[1], other[1]) : max(one[0], other[0])].split())


def _quotation_marks(article: Article, _: dict[str, Any]) -> Iterator[Fault]:
    """A content that opens a quotation and leaves the closing mark outside, or the other way round."""
    for one in article.marked.attributions:
        for span in one.content:
            yield from _beside(article.marked.text, one, span)


def _beside(text: str, one: Attribution, span: Span) -> Iterator[Fault]:
    inside, spot = text[slice(*span)], f"attribution {one.number}"
    after = re.match(r"[,.?!]?([”»\"]|'')", text[span[1] : span[1] + 3])
    before = text[max(0, span[0] - 1) : span[0]]
    if after and inside.startswith(OPENING) and not inside.endswith(CLOSING):
        yield Fault(span[0], f"{spot}: the closing mark stands outside its content: {inside[-30:]!r}")
    if before in {"“", "«", "„", "‘"} and inside.endswith(CLOSING) and not inside.startswith(OPENING):
        yield Fault(span[0], f"{spot}: the opening mark stands outside its content: {inside[:30]!r}")


def _mentions(article: Article, _: dict[str, Any]) -> Iterator[Fault]:
    """Entities that the story knows; words that can stand for them; names that are another entity's."""
    text, sources = article.marked.text, {span for one in article.marked.attributions for span in one.sources}
    for mention in article.marked.mentions:
        words = text[mention.start : mention.end]
        if mention.entity not in article.kinds:
            yield Fault(mention.start, f"unknown entity {mention.entity!r}")
        elif _SENTENCE_INSIDE.search(words) or (
            len(words.split()) > LONGEST_MENTION and (mention.start, mention.end) not in sources
        ):
            yield Fault(mention.start, f"the mention of {mention.entity} covers a sentence: {words[:60]!r}")
        elif (other := _another(article, words, mention.entity)) is not None:
            yield Fault(mention.start, f"{words[:60]!r} is marked {mention.entity} and named like {other}")


def _another(article: Article, words: str, entity: str) -> str | None:
    """The entity whose name heads the words and is not marked; places may stand for parties, names for groups."""
    head = re.split(r",| who | whose |, ", words, maxsplit=1)[0]
    other = article.names.get(head)
    if other is None or other == entity or article.kinds[entity] == "group":
        return None
    return None if article.kinds[other] in {"place", "state"} else other


def _times(article: Article, _: dict[str, Any]) -> Iterator[Fault]:
    """TIMEX3 values, and days of the week that agree with the day of the value."""
    for time in article.marked.times:
        words = article.marked.text[time.start : time.end]
        if not _TIMEX.fullmatch(time.value):
            yield Fault(time.start, f"{time.value!r} is no TIMEX3 value ({words!r})")
            continue
        day = _day(time.value[:10])
        told = [name for name in _DAYS if re.search(rf"\b{name}\b", words.lower())]
        if day and len(told) == 1 and told[0] != _DAYS[day.weekday()]:
            yield Fault(time.start, f"{time.value} is a {_DAYS[day.weekday()].title()}, not {words!r}")


def _events(article: Article, _: dict[str, Any]) -> Iterator[Fault]:
    for event in article.marked.events:
        for entity in (*event.actors, *event.recipients, *([event.place] if event.place else [])):
            if entity not in article.kinds:
                yield Fault(event.start, f"event {event.type}: unknown entity {entity!r}")
        if event.type not in PLOVER or event.status not in STATUSES:
            yield Fault(event.start, f"unknown event {event.type}:{event.status}")


Check = Callable[[Article, dict[str, Any]], Iterator[Fault]]
CHECKS: tuple[Check, ...] = (
    _front_matter,
    _length,
    _carried,
    _negation,
    _parts,
    _quotation_marks,
    _mentions,
    _times,
    _events,
)


def story_faults(name: str, story: dict[str, Any], told: list[Article]) -> Iterator[str]:
    """What is wrong with the table of a story, given its reports."""
    where = f"{name}/story.toml"
    entities = story["entities"]
    if story["split"] not in SPLITS:
        yield f"{where}: split must be one of {', '.join(SPLITS)}"
    owners: dict[str, str] = {}
    for key, entity in entities.items():
        if entity["kind"] not in KINDS:
            yield f"{where}: {key}: kind must be one of {', '.join(KINDS)}"
        if entity.get("party", key) not in entities:
            yield f"{where}: {key}: unknown party {entity['party']!r}"
        for form in entity.get("names", ()):
            if owners.setdefault(form, key) != key:
                yield f"{where}: {form!r} names both {owners[form]} and {key}"
    used = _used(story, told)
    yield from (f"{where}: the entity {key} is never used" for key in entities if key not in used)
    for planted in story.get("planted", ()):
        if any(not 1 <= number <= len(told) for number in planted.get("reports", ())):
            yield f"{where}: planted {planted.get('kind')!r} names a report that is not there"


def _used(story: dict[str, Any], told: list[Article]) -> set[str]:
    """Entities that a report mentions, lets speak or act, or that are the party of another one."""
    used = {entity.get("party") for entity in story["entities"].values()}
    for article in told:
        marked = article.marked
        used |= {mention.entity for mention in marked.mentions}
        used |= {mention.entity for mention in named(marked.text, article.names, ())}
        used |= {one.speaker for one in marked.attributions}
        used |= {name for event in marked.events for name in (*event.actors, *event.recipients, event.place)}
    return {key for key in used if key}
