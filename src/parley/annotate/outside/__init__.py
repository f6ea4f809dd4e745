"""Outside engines: a spaCy pipeline or a local language model does one stage of the reading, the others stay."""
