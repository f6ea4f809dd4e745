"""Bytes to text: byte order mark, then a declared encoding, then UTF-8, then a guess by charset-normalizer."""

import codecs
import re

from parley.errors import UnreadableReportError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

SAMPLE = 256 * 1024
"""Bytes that the guess looks at."""

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""^\s{0,100}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([A-Za-z0-9_.:-]{2,40})""")


def decode(given: bytes, *, markup: bool = False, charset: str | None = None) -> str:
    """The text of a file, without its byte order mark; line ends stay as they are.

    `charset` is what a server called it: it has the word before what the markup says of itself.
    Raises UnreadableReportError for what is no text (images, archives, random bytes).
    """
    for mark, encoding in MARKS:
        if given.startswith(mark):
            return given[len(mark) :].decode(encoding, "replace")
    declared = _declared(given) if markup else None
    for encoding in filter(None, (_known(charset), declared, "utf-8")):
        try:
            return _as_text(given.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _guess(given)


def _declared(given: bytes) -> str | None:
    match = _XML_CHARSET.search(given[:1024]) or _META_CHARSET.search(given[:4096])
    return _known(match.group(1).decode("ascii") if match else None)


def _known(name: str | None) -> str | None:
    """An encoding of text that Python knows by this name."""
    try:
        return codecs.lookup(name).name if name and not "".encode(name) else None
    except (LookupError, ValueError):
        return None


def _guess(given: bytes) -> str:
    wide = _unmarked_utf16(given[:SAMPLE])
    if wide:
        return given.decode(wide, "replace")
    from charset_normalizer import from_bytes  # noqa: PLC0415  loaded only for the rare file that is not UTF-8

    _refuse_binary(given)
    best = from_bytes(given[:SAMPLE], threshold=0.3).best()
    if best is None:
        raise UnreadableReportError("not text: no known encoding fits its bytes.", "Save it as UTF-8 text.")
    return _as_text(given.decode(best.encoding, "replace"))


def _unmarked_utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark shows by null bytes at every other place."""
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) > half * 0.6 and sample[0::2].count(0) < half * 0.05:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.6 and sample[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return None


def _refuse_binary(given: bytes) -> None:
    sample = given[:SAMPLE]
    control = sum(sample.count(bytes([code])) for code in (*range(9), 11, *range(14, 32)))
    if control > len(sample) * 0.02:
        raise UnreadableReportError("not text: its bytes are binary.", "Give the report as text, HTML or PDF.")


def _as_text(text: str) -> str:
    if text.count("\x00") > len(text) * 0.01:
        raise UnreadableReportError("not text: it is full of null characters.", "Give the report as text, HTML or PDF.")
    return text
