"""The singular of English nouns by rule and by a list of exceptions."""

from parley.annotate.wordlists import table

_VOWELS = frozenset("aeiou")


def singular(noun: str) -> str:
    """The singular of a noun in lower case; a noun that is no plural stays as it is."""
    listed: str | None = table("units")["singulars"].get(noun)
    if listed:
        return listed
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 2:
        return noun[:-1]
    return noun
