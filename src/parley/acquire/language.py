"""The language of a text, by py3langid over its first running words."""

SHORTEST = 60
"""Letters below which no language is told."""

SAMPLE = 4000
"""Characters that are looked at."""

ENGLISH = frozenset({
    "the", "of", "and", "to", "that", "in", "was", "said", "with", "for", "from", "were", "which", "would", "their",
    "has", "been", "this", "they", "will",
})  # fmt: skip
"""Words that make up a fifth of English prose, far fewer of any other; with them the model need not be loaded."""

PLAIN = 0.15


def language(text: str) -> str | None:
    """ISO 639-1 code of a text's language, or None where it is too short to tell."""
    sample = text[:SAMPLE]
    if sum(c.isalpha() for c in sample) < SHORTEST:
        return None
    words = sample.lower().split()
    if sum(word in ENGLISH for word in words) >= PLAIN * len(words):
        return "en"
    from py3langid import classify  # noqa: PLC0415  loads a model, so only when needed

    code, _ = classify(sample)
    return str(code)
