"""Compose: a Story becomes a Dossier, by a lens."""
