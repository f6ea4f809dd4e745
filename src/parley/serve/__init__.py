"""Serve: the dossier as pages in the browser, on this machine alone unless a token guards them."""
