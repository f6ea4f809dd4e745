"""The XML of a feed made safe to parse: no entities of its own, no depth, and one broken item costs no other."""

import re
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

import lxml.etree

from parley.acquire.decode import decode
from parley.acquire.feeds.feed import LARGEST, SAVE
from parley.errors import UnreadableReportError

DEEPEST = 100
"""Nested elements beyond which a feed is refused."""

ROOTS = {"rss": "item", "feed": "entry", "rdf": "item"}
"""The outermost elements of feeds, small and without prefix, and what their items are called."""

KNOWN = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}
"""What a prefix that a feed forgot to declare stands for; any other stands for nothing that is read."""

_BEFORE = re.compile(r"[\ufeff\s]+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,2000}(?P<inner>\[)?", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?P<name>[A-Za-z_][\w.-]{0,40})(?P<rest>[^<>]{0,20000})>")
_CHANNEL = re.compile(r"<channel(?:\s[^<>]{0,2000})?>")
_OUTER = re.compile(r"</(?:channel|rss|feed|[\w.-]{0,40}:RDF)\s*>")
_PREFIX = re.compile(r"[<\s/]([A-Za-z_][\w.-]{0,40}):[A-Za-z_]")
_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_APART = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)
_REFERENCE = re.compile(r"&(?:(?P<name>[A-Za-z][A-Za-z0-9]{0,40});|(?P<code>#(?:\d{1,7}|[xX][0-9A-Fa-f]{1,6});))?")
_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))


@dataclass(frozen=True, slots=True)
class Sound:
    """XML that parses, without declaration and DOCTYPE, and for each item, by its place, how it was broken before."""

    text: str
    mended: dict[int, str] = field(default_factory=dict)


def root_of(text: str) -> str | None:
    """The name of the outermost element, small and without prefix, or None where the text begins with none."""
    match = _ROOT.match(text, _beginning(text))
    return match["name"].lower() if match else None


def sound(content: bytes, charset: str | None) -> Sound:
    """The XML of a feed that parses; raises UnreadableReportError with the reason where it cannot be made to."""
    if len(content) > LARGEST:
        raise UnreadableReportError(f"the feed is larger than {LARGEST // 2**20} MB.", SAVE)
    return well_formed(decode(content, markup=True, charset=charset))


def well_formed(text: str) -> Sound:
    """The XML without its declaration and DOCTYPE; items that are not well-formed are mended one by one."""
    body = _CHARACTERS.sub("", refuse_declarations(text))
    fault = _fault(body)
    if fault is None:
        return Sound(body)
    mended = _mended(body)
    still = _fault(mended.text) if mended else fault
    if mended is None or still is not None:
        raise UnreadableReportError(f"the feed is not well-formed XML ({still}).", SAVE)
    return mended


def refuse_declarations(text: str) -> str:
    """XML without its declaration and DOCTYPE; raises UnreadableReportError where that declares anything."""
    return text[_beginning(text) :]


def _beginning(text: str) -> int:
    """Where the outermost element begins; raises UnreadableReportError where a DOCTYPE declares anything."""
    at = 0
    while True:
        if before := _BEFORE.match(text, at):
            at = before.end()
        elif doctype := _DOCTYPE.match(text, at):
            end = text.find(">", doctype.end())
            if doctype["inner"] or end < 0:
                raise UnreadableReportError("the feed declares entities of its own; such XML is not parsed.", SAVE)
            at = end + 1
        else:
            return at


def _fault(text: str) -> str | None:
    """Why the text does not parse, or None; raises UnreadableReportError where its elements are nested too deep."""
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnreadableReportError(f"the feed nests more than {DEEPEST} elements.", SAVE)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        return f"line {error.lineno}: {expat.ErrorString(error.code)}"
    return None


def _mended(text: str) -> Sound | None:
    """The feed put together again of items that each parse alone; None where it has no root or items of a feed's."""
    root = _ROOT.match(text)
    name = ROOTS.get(root["name"].lower()) if root else None
    masked = _APART.sub(lambda apart: " " * len(apart.group()), text)
    starts = [found.start() for found in re.finditer(rf"<{name}(?=[\s>/])", masked)] if name else []
    if root is None or not starts:
        return None
    envelope = _envelope(text, root)
    pieces = [envelope.holding(_CHANNEL.sub("", text[root.end() : starts[0]], count=1)).text]
    mended: dict[int, str] = {}
    for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        whole = re.compile(rf"<{name}(?:\s[^<>]{{0,2000}})?/>|.*?</{name}\s*>", re.DOTALL).match(masked, start, end)
        outer = _OUTER.search(masked, start, end)
        stop = whole.end() if whole else outer.start() if outer else end
        held = envelope.holding(text[start:stop] + ("" if whole else f"</{name}>"))
        pieces.append(held.text or f"<{name}></{name}>")
        if held.fault or not whole:
            mended[place] = held.fault or f"its <{name}> is never closed"
    return Sound(envelope.opened + "".join(pieces) + envelope.closed, mended)


@dataclass(frozen=True, slots=True)
class _Envelope:
    """What stands around the items of a feed, so that each parses alone."""

    opened: str
    closed: str

    def holding(self, piece: str) -> "_Piece":
        """The piece as it is where it parses, else mended, and why it had to be."""
        fault = _fault(self.opened + piece + self.closed)
        if fault is None:
            return _Piece(piece, None)
        referred = _REFERENCE.sub(_reference, piece) if "<![CDATA[" not in piece else piece
        if _fault(self.opened + referred + self.closed) is None:
            return _Piece(referred, fault)
        return _Piece(self._recovered(referred), fault)

    def _recovered(self, piece: str) -> str:
        """What libxml2 makes of a piece that does not parse; its children of the envelope, each closed."""
        parser = lxml.etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
        tree = lxml.etree.fromstring((self.opened + piece + self.closed).encode(), parser)
        if tree is None:
            return ""
        inner = tree[0] if self.closed.startswith("</channel>") and len(tree) else tree
        return "".join(lxml.etree.tostring(child, encoding="unicode", with_tail=False) for child in inner)


@dataclass(frozen=True, slots=True)
class _Piece:
    """XML that parses, and why what it was made of did not."""

    text: str
    fault: str | None


def _envelope(text: str, root: re.Match[str]) -> _Envelope:
    """The opening of a feed with each prefix declared that it uses, and the ending that belongs to it."""
    declared = set(re.findall(r"\bxmlns:([A-Za-z_][\w.-]*)", root.group())) | {"xml", "xmlns"}
    used = sorted({name for name in _PREFIX.findall(text) if name not in declared})
    added = "".join(f' xmlns:{name}="{KNOWN.get(name, "urn:undeclared:" + name)}"' for name in used)
    tag = root.group()[1:].split(maxsplit=1)[0].rstrip(">")
    channel = _CHANNEL.search(text, root.end()) if root["name"].lower() == "rss" else None
    opened = f"<{tag}{added}{root['rest']}>"
    return _Envelope(opened + ("<channel>" if channel else ""), ("</channel>" if channel else "") + f"</{tag}>")


def _reference(found: re.Match[str]) -> str:
    """A reference as XML knows it: names of HTML become characters, a bare ampersand is one."""
    if found["code"] or found["name"] in _XML:
        return found.group()
    character = html5.get(f"{found['name']};") if found["name"] else None
    return character.replace("&", "&amp;").replace("<", "&lt;") if character else "&amp;" + found.group()[1:]
