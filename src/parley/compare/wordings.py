"""Which wordings of different reports are one utterance, by the words, the speaker, the day and the place of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from rapidfuzz.distance import OSA

from parley.compare import vocabulary
from parley.compare.meaning import likeness
from parley.compare.reasons import Row, Share, Veto
from parley.compare.utterances import Utterance
from parley.compare.words import in_order, stem

ENOUGH = 0.6
"""Two wordings whose reasons weigh this much are of one utterance."""
FEW = 3
"""Fewer equal words than this prove nothing unless the same speaker is known to have said them."""

NEAR = 0.6
"""Quotations that share so much of their words in order are taken for one whoever the reports say spoke."""
SAME = 0.85
"""Quotations that share so much of their words in order are one whatever day or medium the reports give."""
WEEK = 7
"""Days between two reports after which likeness of meaning alone joins nothing."""
RUN = 4
"""Two translations do not have so many words running on together."""
MEANT = 0.56
"""Likeness of meaning that says nothing yet; quotations of different utterances by one speaker lie below it."""
SURELY = 0.2
"""So much more likeness than that is all that likeness can say."""
MEANT_TOLD = 0.53
"""The same, where one speaker is known by name to have said both and both are told in a report's own words;"""
MEANT_QUOTED = 0.48
"""and where one of them, not both, is a quotation throughout, or parts of them are quoted."""
PLAINLY = 0.68
"""Likeness of two quotations of one speaker by name that are one whatever day the reports give."""


def trait(each: Utterance) -> tuple[object, ...]:
    """All that the rows ask of a wording, but for the reports that give it."""
    spoken = (each.speaker, each.person, each.side, each.source, each.day, each.medium)
    return (each.text, each.quoted, each.stems, each.kind, spoken, each.numbers, each.heading)


def compatible(a: Utterance, b: Utterance) -> bool:
    """Whether one could be named for the other: the same, unknown, or of one side and not two named people."""
    if a.speaker == b.speaker and a.speaker:
        return True
    if a.speaker is None or b.speaker is None:
        return not a.source or not b.source or bool(a.source & b.source)
    if a.person and b.person:
        return _one_name(a.name, b.name)
    return a.side is not None and a.side == b.side


def different_speakers(a: Utterance, b: Utterance) -> Veto | None:
    """Two named people or two sides; whoever else is said to have spoken, nearly the same quoted words are one."""
    if compatible(a, b) or (not _exclude(a, b) and near(a, b)):
        return None
    return Veto("they have different speakers")


def named_apart(a: Utterance, b: Utterance) -> Veto | None:
    """Two speakers by name; what one wording joined without a name, another without a name may join too."""
    return different_speakers(a, b) if a.name and b.name else None


def _one_name(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names are one name, longer or with a slip of the pen in its first part."""
    if not a or not b or a[-1] != b[-1]:
        return False
    short, long = sorted((a, b), key=len)
    slip = len(a) == len(b) > 1 and min(len(a[0]), len(b[0])) > FEW and OSA.distance(a[0], b[0]) <= FEW - 1
    return long[-len(short) :] == short or (slip and a[1:] == b[1:])


def _exclude(a: Utterance, b: Utterance) -> bool:
    """Whether the reports name two speakers of whom neither can be the other under another name."""
    if a.person and b.person:
        return OSA.distance(a.name[-1], b.name[-1]) > FEW - 1 if a.name and b.name else False
    return bool(a.name and b.name) and None not in {a.party, b.party} and a.party != b.party


def near(a: Utterance, b: Utterance) -> bool:
    """Whether two quotations have nearly the same words, or one stands in the other, or they mean the same."""
    if not a.quoted or not b.quoted:
        return False
    part = _fragment(a, b) or _fragment(b, a)
    if part and part.count(" ") >= FEW:
        return True
    shared = len(a.weights.keys() & b.weights.keys()) >= 2
    return (shared and alike(a, b) >= NEAR) or _likeness(a, b) >= MEANT + SURELY


def same_report(a: Utterance, b: Utterance) -> Veto | None:
    """One report that gives two contents tells of two utterances, unless one restates the other or is a headline."""
    if not a.reports & b.reports or a.heading != b.heading:
        return None
    if not _apart_by_nesting(a, b) and (is_within(a.text, b.text) or is_within(b.text, a.text)):
        return None
    return Veto("one report gives both, and neither restates the other")


def _apart_by_nesting(a: Utterance, b: Utterance) -> bool:
    """Whether one tells that somebody passed on the other; a quotation within the speaker's own words is no such."""
    if a.report != b.report or not (b.index == a.attribution.parent or a.index == b.attribution.parent):
        return False
    inner, outer = (a, b) if b.index == a.attribution.parent else (b, a)
    own = inner.speaker is None or inner.speaker == outer.speaker
    return not (own and inner.kind == "direct" and any(is_within(inner.text, piece) for piece in outer.quoted))


def different_days(a: Utterance, b: Utterance) -> Veto | None:
    """Said on different days, unless the words are the same to the letter."""
    if a.day and b.day and a.day != b.day and not _plainly_one(a, b):
        return Veto(f"one was said on {a.day}, the other on {b.day}")
    return None


def different_numbers(a: Utterance, b: Utterance) -> Veto | None:
    """Numbers on both sides, none in common; one quotation with a number changed is still one."""
    changed = "indirect" not in {a.kind, b.kind} and alike(a, b) >= 0.8
    if a.numbers and b.numbers and not a.numbers & b.numbers and not changed:
        return Veto(f"one speaks of {', '.join(sorted(a.numbers))}, the other of {', '.join(sorted(b.numbers))}")
    return None


def different_media(a: Utterance, b: Utterance) -> Veto | None:
    """Said in two places or published on two platforms."""
    if a.medium and b.medium and not _one_place(a, b) and not _plainly_one(a, b):
        return Veto(f"one was given in “{a.medium}”, the other in “{b.medium}”")
    return None


def _one_place(a: Utterance, b: Utterance) -> bool:
    return a.medium == b.medium or bool(a.place & b.place)


def same_words(a: Utterance, b: Utterance) -> Share | None:
    """Equal but for quotation marks, case and punctuation."""
    if a.text != b.text or not (a.length >= FEW or a.speaker == b.speaker):
        return None
    return Share(1.0, "the words are the same")


def words_within_words(a: Utterance, b: Utterance) -> Share | None:
    """A few words of one, quoted or told, that stand in the other."""
    if a.text == b.text:
        return None
    part = _fragment(a, b) or _fragment(b, a)
    return Share(min(1.0, (part.count(" ") + 2) / 4), f"“{part}” stands in both") if part else None


def words_in_line(a: Utterance, b: Utterance) -> Share | None:
    """Two quotations of the same words for the most part."""
    if a.kind == "indirect" or b.kind == "indirect":
        return None
    share = alike(a, b)
    return Share(share, f"{share:.0%} of the quoted words are the same") if share >= 0.5 else None


def content_words_in_order(a: Utterance, b: Utterance) -> Share | None:
    """Content words shared in the same order, by the part of both that they make up."""
    common = in_order(a.stems, b.stems)
    if common < 2:
        return None
    shortest, longest = sorted((len(a.stems), len(b.stems)))
    share = (common / shortest + common / longest) / 2 * min(1.0, common / 3)
    return Share(share, f"{common} content words stand in the same order")


def rare_words_shared(a: Utterance, b: Utterance) -> Share | None:
    """Content words shared, weighed by how rare they are in the story."""
    common = sorted(a.weights.keys() & b.weights.keys())
    if len(common) < 2:
        return None
    met = sum(a.weights[stem] for stem in common)
    one, other = sum(a.weights.values()), sum(b.weights.values())
    share = (met / min(one, other) + met / max(one, other)) / 2 * min(1.0, len(common) / 3)
    return Share(share, f"shared words: {', '.join(common[:6])}")


def like_in_meaning(a: Utterance, b: Utterance) -> Share | None:
    """Two wordings that mean the same, such as two translations of one utterance (Reimers and Gurevych 2019)."""
    like, least = _likeness(a, b), _meant(a, b)
    if (
        like <= least
        or days_between(a, b) > WEEK
        or (like < least + SURELY and not _is_one_name(a, b) and not a.weights.keys() & b.weights.keys())
    ):
        return None
    return Share(min(1.0, (like - least) / SURELY), f"the words are alike in meaning ({like:.2f})")


def _is_one_name(a: Utterance, b: Utterance) -> bool:
    """Whether one person, known by name, is the speaker of both."""
    return a.person and a.speaker == b.speaker


def _meant(a: Utterance, b: Utterance) -> float:
    """The likeness that says nothing yet: less where one person is known to have said both, in any other way."""
    if not _is_one_name(a, b) or a.kind == b.kind == "direct":
        return MEANT
    return MEANT_TOLD if a.kind == b.kind == "indirect" else MEANT_QUOTED


def _likeness(a: Utterance, b: Utterance) -> float:
    """Likeness of two direct quotations, or of any wordings of one person known by name.

    Short quotations are alike too easily, the more so where one has an unnamed source of whom there are many.
    """
    same = a.speaker is not None and a.speaker == b.speaker
    direct = a.kind == b.kind == "direct"
    if not (direct or _is_one_name(a, b)) or min(len(a.stems), len(b.stems)) < (FEW if same else FEW + 1):
        return 0.0
    if not same and (_is_anybody(a) or _is_anybody(b)):
        return 0.0
    return likeness(a.meaning, b.meaning) or 0.0


def _is_anybody(each: Utterance) -> bool:
    """Whether the speaker is told by a role that many hold at once, as "a senior official"."""
    return not each.name and not each.source.isdisjoint(_shared())


@cache
def _shared() -> frozenset[str]:
    return frozenset(stem(word) for word in sorted(vocabulary.roles().shared))


def same_speaker(a: Utterance, b: Utterance) -> Share | None:
    """One speaker; a side and somebody who speaks for it count for less."""
    if a.speaker is None or b.speaker is None:
        return None
    return Share(1.0, "the speaker is the same") if a.speaker == b.speaker else Share(0.25, "the side is the same")


def same_day(a: Utterance, b: Utterance) -> Share | None:
    """Said on one day."""
    return Share(1.0, f"both were said on {a.day}") if a.day and a.day == b.day else None


def only_a_phrase_shared(a: Utterance, b: Utterance) -> Share | None:
    """All that the two share is one phrase, such as the name of the subject: less than most of either."""
    if _quoted_in_both(a, b) or like_in_meaning(a, b):
        return None
    common = set(a.stems) & set(b.stems)
    places = [[i for i, stem in enumerate(each.stems) if stem in common] for each in (a, b)]
    if not common or any(at[-1] - at[0] >= len(at) for at in places):
        return None
    part = max(len(at) / len(each.stems) for at, each in zip(places, (a, b), strict=True))
    return Share(1.0, f"only one phrase is shared: {', '.join(sorted(common)[:6])}") if part < 0.7 else None


WORDINGS: tuple[Row[Utterance], ...] = (
    Row(different_speakers),
    Row(same_report),
    Row(different_days),
    Row(different_media),
    Row(different_numbers),
    Row(same_words, 0.6),
    Row(words_within_words, 0.4),
    Row(words_in_line, 0.3),
    Row(content_words_in_order, 0.4),
    Row(rare_words_shared, 0.5),
    Row(like_in_meaning, 0.7),
    Row(only_a_phrase_shared, -0.25),
    Row(same_speaker, 0.2),
    Row(same_day, 0.05),
)
"""What makes two wordings one utterance."""

APART: tuple[Row[Utterance], ...] = (Row(named_apart), *(row for row in WORDINGS[1:] if not row.weight))
"""What keeps two wordings out of one statement though others join them."""


def _fragment(part: Utterance, whole: Utterance) -> str | None:
    """The longest piece of one that stands word for word in the other."""
    pieces = [*part.quoted, part.text] if part.kind != "indirect" or part.length >= FEW else []
    fitting = [piece for piece in pieces if piece and is_within(piece, whole.text)]
    return max(fitting, key=lambda piece: (len(piece), piece)) if fitting else None


def _quoted_in_both(a: Utterance, b: Utterance) -> bool:
    """Whether a few quoted words of one stand in what the other quotes."""
    pairs = ((a, b), (b, a))
    return any(
        piece.count(" ") + 1 >= FEW and any(is_within(piece, whole) for whole in other.quoted)
        for one, other in pairs
        for piece in one.quoted
    )


def is_within(part: str, whole: str) -> bool:
    """Whether some words stand in others one after another."""
    return f" {part} " in f" {whole} "


def alike(a: Utterance, b: Utterance) -> float:
    """Share of the words of both that stand in the same order in the other."""
    one, other = a.text.split(), b.text.split()
    return 2 * in_order(one, other) / (len(one) + len(other))


def is_reworded(a: Utterance, b: Utterance) -> bool:
    """Whether two quotations share too few words in order for one text that was changed: another translation."""
    one, other = a.text.split(), b.text.split()
    runs = [{tuple(said[i : i + RUN]) for i in range(len(said) - RUN + 1)} for said in (one, other)]
    return 2 * in_order(one, other) < min(len(one), len(other)) and not runs[0] & runs[1]


def _plainly_one(a: Utterance, b: Utterance) -> bool:
    """Whether the words alone say that it is one quotation: long, and the same, all but the same, or cut out."""
    short, long = sorted((a, b), key=lambda each: each.length)
    if short.length < 2 * FEW or "direct" not in {a.kind, b.kind}:
        return False
    quoted = "indirect" not in {a.kind, b.kind}
    if quoted and _is_one_name(a, b) and _likeness(a, b) >= PLAINLY:
        return True
    return a.text == b.text or (quoted and (is_within(short.text, long.text) or alike(a, b) >= SAME))


def days_between(a: Utterance, b: Utterance) -> int:
    """Days between the publication of the reports; 0 where one has no date of the calendar."""
    try:
        days = [date.fromisoformat(each.published[:10]) for each in (a, b) if each.published]
    except ValueError:
        return 0
    return abs((days[0] - days[-1]).days) if days else 0


def blocks(each: Utterance) -> Iterator[str]:
    """Keys under which a wording of the same utterance is found: side and stem, and runs of four words."""
    side = each.side or "?"
    yield from (f"{side} {stem}" for stem in sorted(each.weights))
    if each.kind != "indirect":
        yield from (f"“ {stem}" for stem in sorted(each.weights))
        if each.speaker:
            yield f"” {each.speaker}"
            yield f"” {each.speaker} {each.published}"
    said = each.text.split()
    yield from (f"= {' '.join(said[i : i + 4])}" for i in range(max(1, len(said) - 3)))


def postings(found: Sequence[Utterance]) -> dict[str, list[int]]:
    """Positions by key."""
    held: dict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(found):
        for block in blocks(each):
            held[block].append(i)
    return held
