"""Files of MEANTIME for the tests of its benchmarks: tokens in sentences, all words invented."""

from collections.abc import Sequence


def tokens_xml(words: Sequence[str]) -> str:
    """The token elements of some words, numbered from 1; a bar ends a sentence and is no token."""
    tokens, sentence, number = [], 0, 0
    for word in words:
        if word == "|":
            sentence += 1
            continue
        number += 1
        tokens.append(f'<token t_id="{number}" sentence="{sentence}" number="{number - 1}">{word}</token>')
    return "".join(tokens)
