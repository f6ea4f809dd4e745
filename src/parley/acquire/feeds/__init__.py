"""Feeds: RSS, Atom and JSON Feed into items, the feed that a page names, and lists of feeds (OPML)."""
