"""How much, how long and how often: the bounds of every request, with what they are by default."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch with all its redirects, and of the pace of many."""

    wire: int = 16 * 1024 * 1024
    """Bytes received over the network for one answer, its headers and its frame counted."""
    content: int = 16 * 1024 * 1024
    """Bytes of an answer once it is decoded."""
    headers: int = 64 * 1024
    """Bytes of the status line and the headers."""
    seconds: float = 30.0
    """For one answer: name, connection, request, headers and body; what a redirect leads to has its own."""
    first: float = 20.0
    """Until the first byte of an answer."""
    redirects: int = 10
    """Redirects that are followed from one address."""
    pause: float = 1.0
    """Seconds between two requests to one host; a site's crawl delay can only make it longer."""
    patience: float = 30.0
    """Seconds that a fetch waits for its turn; a longer wait is handed back as a refusal that names it."""
    back_off: float = 30.0
    """Seconds for which a host is left alone after a first failure; doubled with each one that follows."""
    longest_back_off: float = 6 * 3600.0
    """Seconds beyond which leaving alone is not doubled, and which a server's Retry-After cannot exceed."""
