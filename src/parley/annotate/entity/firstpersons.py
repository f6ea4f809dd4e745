"""First persons: "I" and "we" stand for who speaks the quotation, or the paragraph of an interview, that holds them."""

from parley.annotate.entity.figures import Figure, Mark
from parley.annotate.entity.rolewords import saying
from parley.annotate.entity.telling import Telling
from parley.annotate.wordlists import words

_AFTER = 9
"""Words after a quotation among which its speaker stands."""
_CLAUSE = 20
"""The same where the quotation ends with a comma or question mark, so that its clause goes on."""
_BEFORE = 14
"""Words before a quotation among which the verb of saying and its subject stand."""
_BETWEEN = 30
"""Words between two quotations of one speaker in a paragraph."""
_LABEL = 7
"""Words of a name that opens a paragraph of an interview."""

_CLOSING = '”’»"'


def read_first_persons(telling: Telling) -> None:
    """Give each first person a figure where its speaker is known; after everything else has one."""
    text, speakers = telling.scene.text, _speakers(telling)
    labels = _labelled(telling)
    for phrase in text.phrases.all:
        for token in {phrase.first, phrase.head}:
            low = text.lower[token]
            one, several = low in words("coreference", "i"), low in words("coreference", "we")
            if (not one and not several) or token in telling.heads:
                continue
            quotation = text.quotation(token)
            speaker = speakers.get(quotation) if quotation >= 0 else labels.get(text.block(token))
            figure = speaker if one or speaker is None else _together(telling, speaker)
            if figure is not None and (several or figure.kind in {"person", "other"}):
                bounds = text.parse.tokens[token]
                telling.heads[token] = figure
                figure.marks.append(Mark(bounds.start, bounds.end, "pronoun"))


def _together(telling: Telling, speaker: Figure) -> Figure | None:
    """Whom "we" means: the side or body that the speaker belongs to, or several who speak."""
    if speaker.kind in {"party", "organisation"} or speaker.plural:
        return speaker
    side = telling.figures.sided(speaker)
    if side is not None and side in telling.figures.parties:
        return telling.figures.parties[side]
    body = telling.figures.all[speaker.belongs] if speaker.belongs is not None else None
    return body if body is not None and body.kind in {"party", "organisation"} else None


def _speakers(telling: Telling) -> dict[int, Figure]:
    """The speaker of each outermost quotation; one that goes on after its cue has that of the one before."""
    text, found = telling.scene.text, dict[int, Figure]()
    outer = [quotation for quotation in text.parse.quotations if quotation.depth == 0]
    for index, (start, end) in enumerate(zip(text.starts, text.ends, strict=True)):
        first, last = text.parse.at(start), text.parse.at(end)
        figure = _after(telling, last) or _before(telling, first)
        if (
            figure is None
            and index
            and index - 1 in found
            and _goes_on(telling, index, continued=outer[index - 1].continued)
        ):
            figure = found[index - 1]
        if figure is None:
            figure = _told_before(telling, first)
        if figure is not None:
            found[index] = figure
    for index in range(len(outer) - 2, -1, -1):
        if outer[index].continued and index not in found and index + 1 in found:
            found[index] = found[index + 1]
    return found


def _goes_on(telling: Telling, index: int, *, continued: bool) -> bool:
    """Whether a quotation without a cue goes on with the one before: in its paragraph, or opening the next."""
    text = telling.scene.text
    first, earlier = text.parse.at(text.starts[index]), text.parse.at(text.ends[index - 1])
    if first >= len(text.words) or continued:
        return continued
    block, before = text.block(first), text.block(earlier - 1)
    opens = text.parse.tokens[first].start == text.parse.report.blocks[block].start
    return (block == before and first - earlier <= _BETWEEN) or (opens and block == before + 1)


def _told_before(telling: Telling, first: int) -> Figure | None:
    """The person of whom the sentence before a quotation in its paragraph tells: "She shrugs. “I ..."."""
    text = telling.scene.text
    if first >= len(text.words) or not first or text.block(first) != text.block(first - 1):
        return None
    sentence = text.parse.sentences[text.sentence[first - 1]]
    figure = _main(telling, sentence.first, min(first, sentence.first + _AFTER))
    return figure if figure is not None and figure.kind == "person" else None


def _after(telling: Telling, last: int) -> Figure | None:
    """The subject beside the verb of saying after a quotation: ", said Brandt", ", Brandt said"."""
    text = telling.scene.text
    if last >= len(text.words) or not last:
        return None
    end = last
    goes_on = last > 1 and text.words[last - 2] in {",", "?", "!", "—", "…"}
    while (
        end < min(len(text.words), last + (_CLAUSE if goes_on else _AFTER))
        and text.sentence[end] == text.sentence[last - 1]
    ):
        end += 1
    verb = next((token for token in range(last, end) if _is_saying(telling, token)), None)
    if verb is None and text.words[last - 1] in {",", "?", "!"} | set(_CLOSING):
        verb = next((token for token in range(last, min(end, last + 4)) if text.tags[token] in {"VBD", "VBZ"}), None)
    if verb is None:
        return None
    figure = _main(telling, last, verb)
    return figure if figure is not None else _main(telling, verb + 1, min(end + _AFTER, len(text.words)))


def _before(telling: Telling, first: int) -> Figure | None:
    """The subject before a quotation that a comma, colon or verb of saying introduces."""
    text, start = telling.scene.text, first
    if first < 2 or first >= len(text.words):
        return None
    while (
        start > max(0, first - _BEFORE) and text.block(start - 1) == text.block(first) and text.words[start - 1] != "."
    ):
        start -= 1
    verbs = [token for token in range(start, first) if _is_saying(telling, token)]
    if verbs:
        return _main(telling, start, verbs[-1], last=True)
    return _main(telling, start, first - 1, last=True) if text.words[first - 1] == ":" else None


def _is_saying(telling: Telling, token: int) -> bool:
    text = telling.scene.text
    return text.lower[token] in saying() and text.tags[token][:2] != "NN" and text.quotation(token) < 0


def _main(telling: Telling, first: int, end: int, *, last: bool = False) -> Figure | None:
    """The figure of the first phrase of a stretch that is no possessor, or of the last one."""
    text = telling.scene.text
    tokens = range(end - 1, first - 1, -1) if last else range(first, end)
    for token in tokens:
        if text.quotation(token) >= 0 or text.words[token] in {".", ";"}:
            break
        phrase = text.phrases.around(token)
        if phrase is None or phrase.possessor or token != phrase.head or token not in telling.heads:
            continue
        if text.lower[max(0, phrase.first - 1)] in words("coreference", "joins") and phrase.first > first:
            continue
        return telling.heads[token]
    return None


def _labelled(telling: Telling) -> dict[int, Figure]:
    """Who speaks each paragraph that a name and a colon open."""
    text, found, initials = telling.scene.text, dict[int, Figure](), _initials(telling)
    for sentence in text.parse.sentences:
        if sentence.block in found or text.parse.report.blocks[sentence.block].start != sentence.start:
            continue
        for token in range(sentence.first, min(sentence.last, sentence.first + _LABEL)):
            if text.words[token] == ":" and token > sentence.first:
                speaker = initials.get(text.words[token - 1]) or telling.heads.get(token - 1)
                if speaker is not None:
                    found[sentence.block] = speaker
                break
    return found


def _initials(telling: Telling) -> dict[str, Figure]:
    """The people of a report by the initials of their names, those of several people left out."""
    found: dict[str, Figure | None] = {}
    for figure in telling.figures.all:
        if figure.kind == "person" and figure.name is not None and " " in figure.name:
            short = "".join(word[0] for word in figure.name.split())
            found[short] = None if short in found else figure
    return {short: figure for short, figure in found.items() if figure is not None}
