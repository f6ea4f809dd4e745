"""The language of a text, by py3langid over its first running words."""

SHORTEST = 60
"""Letters below which no language is told."""

SAMPLE = 4000
"""Characters that are looked at."""


def language(text: str) -> str | None:
    """ISO 639-1 code of a text's language, or None where it is too short to tell."""
    from py3langid import classify  # noqa: PLC0415  loads a model, so only when needed

    sample = text[:SAMPLE]
    if sum(c.isalpha() for c in sample) < SHORTEST:
        return None
    code, _ = classify(sample)
    return str(code)
