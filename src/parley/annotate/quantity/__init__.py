"""How amounts are read."""
