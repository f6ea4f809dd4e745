"""Changes: what is new in a later dossier for a reader of an earlier one, by evidence and meaning, not by ids."""
