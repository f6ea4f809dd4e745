"""Deliver: a Dossier becomes JSON, Markdown or a page."""
