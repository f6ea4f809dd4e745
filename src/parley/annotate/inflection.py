"""Inflection of English verbs and nouns by rule: the forms of a lemma, never the lemma of a form."""

from parley.annotate.wordlists import table, words

_VOWELS = frozenset("aeiou")


def with_s(word: str) -> str:
    """The plural of a noun, or the third person of a verb."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def verb_forms(verb: str) -> dict[str, frozenset[str]]:
    """The forms of a verb of one word, each with the Penn tags that it can have."""
    irregular = table("inflection")["verbs"].get(verb)
    if irregular:
        third, past, participle, gerund = (part.split("/") for part in irregular.split())
    else:
        third, past, gerund = [with_s(verb)], _past(verb), _gerund(verb)
        participle = past
    tags: dict[str, set[str]] = {verb: {"VB", "VBP"}}
    for tag, forms in (("VBZ", third), ("VBD", past), ("VBN", participle), ("VBG", gerund)):
        for form in forms:
            tags.setdefault(form, set()).add(tag)
    return {form: frozenset(possible) for form, possible in tags.items()}


def plural(noun: str) -> str:
    """The plural of a noun."""
    found: str = table("inflection")["nouns"].get(noun, with_s(noun))
    return found


def _past(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [verb + "d"]
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return [verb[:-1] + "ied"]
    return [stem + "ed" for stem in _stems(verb)]


def _gerund(verb: str) -> list[str]:
    if verb.endswith("ie"):
        return [verb[:-2] + "ying"]
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return [verb[:-1] + "ing"]
    return [stem + "ing" for stem in _stems(verb)]


def _stems(verb: str) -> list[str]:
    """The verb, with its last consonant doubled where spelling wants or allows it."""
    if verb in words("inflection", "doubling"):
        return [verb + verb[-1]]
    return [verb, verb + verb[-1]] if verb in words("inflection", "doubling_or_not") else [verb]
