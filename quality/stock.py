"""Reports from templates, as many as one likes: the same number always gives the same report."""

import random
from hashlib import sha256

from parley.archive.archive import Entry
from parley.report import Block, Report, Sighting, stable_id

SYLLABLES = (
    *("bar", "cor", "dal", "el", "fen", "gar", "hol", "ist", "jor", "kel", "lam", "mor", "nev"),
    *("ost", "pel", "quin", "ras", "sol", "tar", "ul", "vor", "wen", "yar", "zel"),
)
ROLES = ("envoy", "minister", "negotiator", "delegate", "mediator", "spokeswoman", "adviser", "observer")
MATTERS = ("the harbour", "the border", "water shares", "the tariff", "wages", "the exchange of prisoners", "the quota")
CUES = ("said", "told reporters", "insisted", "conceded", "warned", "wrote", "denied", "promised")
TURNS = (
    "{name}, the {role} of {land}, {cue} on {day} that talks on {matter} would go on in {place}.",
    "“We will not give up {matter},” {name} {cue}, {number} days after the meeting in {place}.",
    "The {role} {name} {cue} that {land} had asked for {number} tonnes more, and that {matter} would stay as it was.",
    "In {place}, {number} people waited while {land} and {other} spoke about {matter}.",
    "{land} and {other} agreed to meet again in {place}, {name} {cue}.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def text(number: int, sentences: int = 16) -> str:
    """A report of so many sentences; names come from a stock of thousands, as in a long row of news."""
    chance = random.Random(number)  # noqa: S311  the same every time, no secret
    story = random.Random(number // 20)  # noqa: S311  twenty reports share people and places
    lands = [_name(story) for _ in range(2)]
    places, people = [_name(story) for _ in range(3)], [f"{_name(story)} {_name(story)}" for _ in range(5)]
    matter = story.choice(MATTERS)
    rows = [
        chance.choice(TURNS).format(
            name=chance.choice(people),
            role=chance.choice(ROLES),
            land=lands[0],
            other=lands[1],
            cue=chance.choice(CUES),
            day=chance.choice(DAYS),
            place=chance.choice(places),
            number=chance.randint(2, 9000),
            matter=matter,
        )
        for _ in range(sentences)
    ]
    paragraphs = [" ".join(rows[at : at + 4]) for at in range(0, sentences, 4)]
    return f"{lands[0]} and {lands[1]} talk about {matter}\n\n" + "\n\n".join(paragraphs) + "\n"


def entry(number: int, *, prefix: str = "", sentences: int = 16) -> Entry:
    """The report as an archive takes it; `prefix` makes another report of the same words."""
    content = prefix + text(number, sentences)
    original = content.encode()
    title = content.partition("\n")[0]
    sighting = Sighting(f"{prefix}{number:07d}.txt", None, f"Outlet {number % 40}", sha256(original).hexdigest())
    report = Report(
        id=stable_id("r", " ".join(content.split())),
        text=content,
        sightings=(sighting,),
        blocks=(Block(0, len(title), "title"), Block(len(title) + 2, len(content) - 1, "paragraph")),
        outlet=sighting.outlet,
        title=title,
        published=f"2031-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}",
        language="en",
    )
    return Entry(report, original, 1)


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=2)).capitalize()
