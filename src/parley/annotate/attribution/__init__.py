"""How attributions are found: chunks, phrases, cues, complements, contents and speakers."""
