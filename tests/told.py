"""Short reports of invented stories, as readings that no engine made, and as entries of an archive."""

from hashlib import sha256

from parley.archive.archive import Entry
from parley.compare.gather.signature import Signature, signature
from parley.reading import Engine, Reading
from parley.report import Block, Report, Sighting, stable_id

STORIES = {
    "ferry": (
        "Ferry Merula runs aground off Tressick",
        "The ferry Merula ran aground on the Tressick reef in fog. Harbour master Olwen Brask sent tugs to the reef.",
        "Tugs pull at the Merula on the reef near Tressick. Olwen Brask said passengers of the ferry were safe ashore.",
        "Divers looked at the hull of the Merula. The ferry had left Tressick late, said harbour master Brask.",
    ),
    "wages": (
        "Weavers of Dunmorrow walk out over wages",
        "The weavers of Dunmorrow stopped their looms. Union leader Petrok Havel wants eleven crowns more for weavers.",
        "Looms stand still in Dunmorrow. Owner Sefa Lindqvist offered the weavers five crowns, Petrok Havel refused.",
        "A mediator met Petrok Havel and Sefa Lindqvist in Dunmorrow. The weavers vote on Friday about the looms.",
    ),
    "comet": (
        "Comet Ondrasek seen over Valmiki",
        "The comet Ondrasek was seen over the Valmiki observatory. Astronomer Runa Teel took the first photograph.",
        "Runa Teel of the Valmiki observatory says the comet Ondrasek will brighten before it leaves the sky.",
    ),
}


def report(title: str, body: str, day: str | None = None) -> Report:
    """A report of a title and one paragraph."""
    text = f"{title}\n\n{body}\n"
    name = stable_id("r", " ".join(text.split()))
    sighting = Sighting(f"{name}.txt", None, "The Gull", sha256(text.encode()).hexdigest())
    blocks = (Block(0, len(title), "title"), Block(len(title) + 2, len(text) - 1, "paragraph"))
    return Report(name, text, (sighting,), blocks, outlet="The Gull", title=title, published=day, language="en")


def reports(*, dated: bool = False) -> dict[str, list[Report]]:
    """For each story its reports, on days that follow one another."""
    return {
        name: [report(title, body, f"2031-03-{at + 1:02d}" if dated else None) for at, body in enumerate(bodies)]
        for name, (title, *bodies) in STORIES.items()
    }


def signatures(*, dated: bool = False) -> dict[str, list[Signature]]:
    """The same as signatures."""
    return {name: [unread(each) for each in told] for name, told in reports(dated=dated).items()}


def unread(each: Report) -> Signature:
    """The signature of a report that no engine read."""
    return signature(Reading(each, Engine("none", "0")))


def entry(each: Report) -> Entry:
    """A report as an archive takes it."""
    return Entry(each, each.text.encode(), 1)
