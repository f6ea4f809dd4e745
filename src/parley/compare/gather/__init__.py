"""Gather: a stream of mixed news becomes stories, each of one negotiation or one running event."""
