"""What a browser sends to be added: parts of a form, bounded in number, length and bytes, as what is coming."""

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from parley.acquire.handed import Handed
from parley.adding import Coming

MOST_FILES = 200
"""Files that are sent at once."""

MOST_PARTS = 20
"""Other parts of the form."""

LONGEST_TEXT = 1 << 20
"""Bytes of a pasted text."""


async def coming_of(request: Request) -> Coming:
    """What the form brings; raises UsageError where it brings nothing, HTTPException where it is no form of ours."""
    try:
        async with request.form(max_files=MOST_FILES, max_fields=MOST_PARTS, max_part_size=LONGEST_TEXT) as form:
            return Coming(
                files=tuple([Handed(each.filename or "", await each.read()) for each in _files(form)]),
                text=_words(form, "text"),
                title=_words(form, "title"),
                addresses=tuple(dict.fromkeys(_words(form, "addresses").split())),
                feeds=tuple(dict.fromkeys(_words(form, "feeds").split())),
                outlet=_line(form, "outlet"),
                published=_line(form, "published"),
                story=_line(form, "story"),
            )
    except ClientDisconnect as error:
        raise HTTPException(400) from error


def _files(form: FormData) -> list[UploadFile]:
    """The files; a field in which none was chosen comes as one without name and bytes."""
    sent = (each for each in form.getlist("file") if isinstance(each, UploadFile))
    return [each for each in sent if each.filename or each.size]


def _words(form: FormData, name: str) -> str:
    found = form.get(name)
    return found if isinstance(found, str) else ""


def _line(form: FormData, name: str) -> str | None:
    """A field's words on one line, in signs that can be seen; None where there are none."""
    seen = "".join(sign if sign.isprintable() else " " for sign in _words(form, name))
    return " ".join(seen.split()) or None
