"""The error that ends a fetch from anywhere inside it; the fetcher makes a `Refused` of it, so nobody else sees one."""

from parley.acquire.fetch.wanted import Kind


class NotFetchedError(Exception):
    """Why nothing can be had; `reason` is a whole sentence of ours; of a server's words only host names stand in it."""

    def __init__(self, kind: Kind, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.kind: Kind = kind
        self.reason = reason
        self.wait = wait
