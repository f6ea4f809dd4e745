"""Fetch: the one guarded way by which Parley asks the network for anything (docs/fetching.md)."""
