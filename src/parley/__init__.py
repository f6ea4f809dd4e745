"""Parley reads what the press writes about a negotiation and gives one cited picture of it."""

__version__ = "0.1.0"
