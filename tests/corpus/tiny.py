"""A story of two short reports, small enough to count by hand."""

from pathlib import Path

STORY = """
title = "Ferry talks"
kind = "labour"
split = "train"
summary = "Crews and the line argue about shifts."

[entities.line]
kind = "organisation"
names = ["Selka Line"]

[entities.crews]
kind = "group"

[entities.anna]
kind = "person"
names = ["Anna Roke", "Roke"]
party = "line"

[entities.selka]
kind = "place"
names = ["Selka"]

[issues]
shifts = "Shifts"

[[planted]]
kind = "paraphrase"
reports = [1, 2]
note = "Roke on the night boat."
"""
FILLER = " ".join(
    f"Boat number {word} lay at the quay and nobody went aboard." for word in ("one", "two", "three", "four")
)
OTHER = " ".join(
    f"A {word} gull walked over the wet planks towards the shed." for word in ("white", "grey", "big", "lame")
)
FIRST = f"""---
outlet: Selka Post
manner: local paper
published: 2034-03-02
---
{{s1@crews|Crews}} {{c1:rejects/shifts|reject}} {{x1|night boat}}

{{s2@anna|Anna Roke, who runs the Selka Line,}} {{c2|said}} {{t=2034-03-02|on Thursday}} {{x2|that {{s3@anna|she}}
{{c3:wary/shifts|feared}} {{x3|a long winter}}}}. {{x4|“The boat sails,”}} {{s4@anna|she}} {{c4|added}}.
{{x4|“It always has.”}}

{{x5|The two sides}} {{c5|are expected}} {{x5|to {{e:CONSULT:planned:crews+line|meet}} in {{@line|Selka}}}}.

{FILLER} {FILLER.replace("quay", "pier").replace("aboard", "near")}
"""
SECOND = f"""---
outlet: Harbour Radio
manner: broadcaster's website
published: 2034-03-03
---
Night boat to sail

{{s1@crews|{{@crews|Their}} spokesman}} {{c1!|did not say}} {{x1|when}}. Selka is a town of ten thousand
people, and {{x2|the ferry}}, {{c2|according to}} {{s2@selka|it}}, {{x2|is its “only street”}}.

{OTHER} {OTHER.replace("planks", "stones").replace("shed", "kiosk")}
"""


def write(folder: Path, name: str = "ferry", *, first: str = FIRST, story: str = STORY) -> Path:
    """The story below a folder; gives the folder that holds the stories."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    (place / "story.toml").write_text(story, "utf-8")
    (place / "01-post.txt").write_text(first, "utf-8")
    (place / "02-radio.txt").write_text(SECOND, "utf-8")
    return folder
