"""Annotate: a Report becomes a Reading, by an engine behind one interface."""
