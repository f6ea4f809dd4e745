"""Changes as an Atom feed (RFC 4287): one entry for each, with an id that stays when the same news is told again."""

from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from parley import __version__
from parley.changes import Change, Changes
from parley.deliver.changes.view import KIND_WORDS, LineView, line_of, plainly, shown
from parley.deliver.visible import is_day, visible

ATOM = "http://www.w3.org/2005/Atom"


def feed(changes: Changes, name: str) -> str:
    """The feed of a story; `name` is what it is called, and what its id depends on."""
    top = etree.XML(f'<feed xmlns="{ATOM}"/>')
    _text(top, "id", _urn("feed", name))
    _text(top, "title", f"What changed: {name}")
    _text(top, "updated", _moment(changes.until))
    _text(etree.SubElement(top, f"{{{ATOM}}}author"), "name", "Parley")
    generator = etree.SubElement(top, f"{{{ATOM}}}generator", version=__version__)
    generator.text = "Parley"
    cited = plainly(changes)
    for change in shown(changes):
        _entry(top, change, line_of(change, cited), changes.until)
    etree.indent(top)
    body: bytes = etree.tostring(top, encoding="utf-8", xml_declaration=True)
    return body.decode() + "\n"


def _entry(top: etree._Element, change: Change, line: LineView, until: str) -> None:
    entry = etree.SubElement(top, f"{{{ATOM}}}entry")
    _text(entry, "id", _urn("change", change.id))
    _text(entry, "title", f"{KIND_WORDS.get(change.kind) or change.kind}: {line.text}")
    _text(entry, "updated", _moment(change.day if change.day and change.day[:10] <= until[:10] else until))
    etree.SubElement(entry, f"{{{ATOM}}}category", term=change.kind)
    for href in dict.fromkeys(quote.href for quote in line.quotes if quote.href):
        etree.SubElement(entry, f"{{{ATOM}}}link", rel="related", href=_safe(href))
    _text(entry, "summary", "\n".join(_told(line)))


def _told(line: LineView) -> list[str]:
    """The line with its quotes and whose they are."""
    told = [line.detail] if line.detail else []
    for lead, quotes in (("", line.quotes), ("before: ", line.before)):
        told += [f"{lead}“{q.words.strip('“”')}” ({', '.join(p for p in (q.outlet, q.day) if p)})" for q in quotes]
    return told or [line.text]


def _text(parent: etree._Element, tag: str, words: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{tag}").text = _safe(words)


def _safe(words: str) -> str:
    """Words without what XML cannot hold."""
    return visible(words)


def _urn(kind: str, name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'parley/{kind}/{_safe(name)}')}"


def _moment(day: str) -> str:
    """A day or time as RFC 3339 asks for it; midnight of UTC where only the day is known."""
    if len(day) > 10 and is_day(day):
        return day if day[-1] == "Z" or day[-6] in "+-" else f"{day}Z"
    return f"{day[:10]}T00:00:00Z" if is_day(day) else "1970-01-01T00:00:00Z"
