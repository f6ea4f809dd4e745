"""Style sheets and scripts: named by their digest, so that a browser keeps them for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from gzip import compress
from hashlib import sha256
from importlib.resources import files

from starlette.responses import Response

from parley.deliver.html import style_sheet

TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Static:
    """A file as it is sent."""

    body: bytes
    zipped: bytes
    kind: str

    def answer(self, *, zipped: bool) -> Response:
        """The file, zipped where the browser takes that."""
        headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
        if zipped:
            headers["content-encoding"] = "gzip"
        return Response(self.zipped if zipped else self.body, headers=headers, media_type=self.kind)


@dataclass(frozen=True, slots=True)
class Statics:
    """Every file by its address, and the address of each by its name."""

    by_address: Mapping[str, Static]
    addresses: Mapping[str, str]


def statics() -> Statics:
    """Our own files; `page.css` is the design of the one-page dossier with what only the workbench has."""
    folder = files("parley.serve") / "static"
    contents = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    contents["page.css"] = style_sheet().encode() + contents.pop("workbench.css")
    found: dict[str, Static] = {}
    addresses: dict[str, str] = {}
    for name, body in sorted(contents.items()):
        stem, _, suffix = name.rpartition(".")
        address = f"/static/{stem}.{sha256(body).hexdigest()[:12]}.{suffix}"
        found[address] = Static(body, compress(body, 9, mtime=0), TYPES[suffix])
        addresses[name] = address
    return Statics(found, addresses)
