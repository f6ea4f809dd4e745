"""Compare: Readings become a Story, by tables of named reasons."""
