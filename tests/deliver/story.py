"""A dossier made by hand about an invented negotiation: Talvia and Ordania on a strait, with Lume between them."""

from functools import cache

from parley.dossier import (
    BriefLine,
    Dossier,
    Issue,
    Made,
    Position,
    Setting,
    TimelineEntry,
    Track,
)
from parley.report import Block, BlockKind, Problem, Report, Sighting, Span
from parley.story import (
    Claim,
    Discrepancy,
    Entity,
    Event,
    EventParticipant,
    Origin,
    Passage,
    Reason,
    Role,
    Statement,
    Value,
    Variant,
    When,
    Wording,
)

HERALD = """Strait talks in Port Amber move forward, Talvia says
Envoys meet a second day as Ordania keeps its patrols at sea

PORT AMBER, 3 March (Norra) — Talvia and Ordania held a second day of talks on the Sael Strait in Port Amber on \
Tuesday, with Lume as host.
“We are getting somewhere. The hours were long, but they were not wasted,” Mirela Dosti, Talvia’s chief negotiator, \
told reporters outside the customs house.
Ordania’s foreign minister, Jonas Arkell, said that no ship would leave the strait before a text was signed.
Talvia demands that all patrol ships leave the strait within thirty days. The two sides have exchanged 140 detained \
sailors since January, according to the Lume mission.
“Thirty days is a slogan,” Arkell said. “It is not a plan.”
The talks are to resume on Thursday. Lume’s mediator, Ilse Brandt, is expected to travel to Sarn on Friday.
"""

MORNING = """Second day of strait talks ends without text

PORT AMBER (Norra) — Talvia and Ordania held a second day of talks on the Sael Strait in Port Amber on \
Tuesday, with Lume as host. The talks are to resume on Thursday.
“We are getting somewhere. The hours were long, but they were not wasted,” said Mirela Dosti, Talvia’s chief \
negotiator.
The two sides have exchanged 140 detained sailors since January, according to the Lume mission.
"""

TIMES = """Dosti upbeat after long day at the customs house

Mirela Dostie, who leads the Talvian delegation, sounded upbeat on Tuesday night. “We are getting somewhere now. The \
hours were long but never wasted,” she told this newspaper.
A Western diplomat said Velik could accept a staged withdrawal if Lume guaranteed the fishing quota.
Some 120 detained sailors have come home since January, the Lume mission said.
The negotiators met in Port Amber again after their first round on Monday.
Ordania rejects any deadline. “A slogan, not a plan” was how Jonas Arkell put it.
"""

WIRE = """Ordania: patrols stay until text is signed

SARN — Foreign Minister Jonas Arkell told parliament on Wednesday that Ordania’s patrols would stay in the strait \
until a text was signed, and that he was open to observers from Lume.
Arkell said the next round would take place on Friday, not before.
“Observers, yes. Inspectors, no,” he said.
The opposition leader, Petra Quill, called the talks “a theatre of patience”.
"""

BLOG = """What the fishermen want

Nobody asked the fleet, writes our columnist. In Velik harbour the talk is of herring quotas and not of flags.
Talks continued in Port Amber on Tuesday, and Talvia’s negotiator spoke of progress.
“The quota is our bread,” said a skipper who gave his name only as Tam.
"""

OUTLETS = {
    "r-herald": ("Harbour Herald", "Ada Winn", "2031-03-04", HERALD),
    "r-morning": ("Morning Post of Lume", None, "2031-03-04", MORNING),
    "r-times": ("Velik Times", "B. Osei", "2031-03-04T06:30:00+01:00", TIMES),
    "r-wire": ("Sarn Wire", None, "2031-03-05", WIRE),
    "r-blog": (None, None, None, BLOG),
}


def at(report: str, words: str, nth: int = 0) -> Span:
    """The span of these words in a report."""
    text, start = OUTLETS[report][3], -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(report, start, start + len(words))


def _report(name: str) -> Report:
    outlet, author, published, text = OUTLETS[name]
    url = f"https://{name[2:]}.example/strait" if outlet else None
    sightings = [Sighting(f"{name[2:]}.txt", url, outlet, "0" * 64)]
    if name == "r-herald":
        sightings.append(Sighting("copies/herald-again.txt", None, outlet, "1" * 64))
    title = text.splitlines()[0]
    return Report(name, text, tuple(sightings), _blocks(text), outlet, author, title, published, "en")


def _blocks(text: str) -> tuple[Block, ...]:
    blocks, start = [], 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        kind: BlockKind = "title" if number == 0 else "subtitle" if number == 1 else "paragraph"
        if line.strip():
            blocks.append(Block(start, start + len(line.rstrip()), kind))
        start += len(line)
    return tuple(blocks)


def _person(identity: str, name: str, party: str, role: str, where: tuple[tuple[str, str], ...]) -> Entity:
    mentions = tuple(at(report, words) for report, words in where)
    spellings = dict.fromkeys(words for _, words in where)
    variants = tuple(Variant(v, tuple(at(r, w) for r, w in where if w == v)) for v in spellings)
    evidence = tuple(at(r, role) for r in OUTLETS if role in OUTLETS[r][3])
    return Entity(identity, name, "person", party, (Role(role, evidence),), mentions, variants)


def _party(identity: str, name: str, *spellings: str, code: str | None = None) -> Entity:
    variants = tuple(
        Variant(word, tuple(at(r, word) for r in OUTLETS if word in OUTLETS[r][3])) for word in (name, *spellings)
    )
    return Entity(identity, name, "party", None, (), tuple(m for v in variants for m in v.mentions), variants, code)


ENTITIES = (
    _party("e-talvia", "Talvia", "Velik", code="TLV"),
    _party("e-ordania", "Ordania", code="ORD"),
    _party("e-lume", "Lume"),
    _person(
        "e-dosti",
        "Mirela Dosti",
        "e-talvia",
        "chief negotiator",
        (("r-herald", "Mirela Dosti"), ("r-morning", "Mirela Dosti"), ("r-times", "Mirela Dostie")),
    ),
    _person(
        "e-arkell",
        "Jonas Arkell",
        "e-ordania",
        "foreign minister",
        (("r-herald", "Jonas Arkell"), ("r-times", "Jonas Arkell"), ("r-wire", "Jonas Arkell")),
    ),
    _person("e-brandt", "Ilse Brandt", "e-lume", "mediator", (("r-herald", "Ilse Brandt"),)),
    _person("e-quill", "Petra Quill", "e-ordania", "opposition leader", (("r-wire", "Petra Quill"),)),
    Entity(
        "e-mission",
        "Lume mission",
        "organisation",
        "e-lume",
        (),
        (at("r-herald", "the Lume mission"), at("r-times", "the Lume mission")),
        (Variant("Lume mission", (at("r-herald", "Lume mission"),)),),
    ),
    Entity("e-diplomat", "A Western diplomat", "other", None, (), (at("r-times", "A Western diplomat"),), ()),
    Entity("e-tam", "Tam", "person", None, (Role("skipper", (at("r-blog", "skipper"),)),), (at("r-blog", "Tam"),), ()),
    Entity("e-port", "Port Amber", "place", None, (), (at("r-herald", "Port Amber"),), ()),
    Entity("e-sarn", "Sarn", "place", None, (), (at("r-herald", "Sarn"), at("r-wire", "SARN")), ()),
)


def _wording(
    source: Span | None, cue: Span | None, content: tuple[Span, ...], relation: str = "first", kind: str = "direct"
) -> Wording:
    return Wording(content[0].report, source, cue, content, relation, kind, None, 0)  # type: ignore[arg-type]


DOSTI = "e-dosti"
FIRST = "We are getting somewhere. The hours were long, but they were not wasted,"
STATEMENTS = (
    Statement(
        "s-wasted",
        DOSTI,
        "direct",
        "2031-03-04",
        None,
        "outside the customs house",
        (
            _wording(
                at("r-herald", "Mirela Dosti, Talvia’s chief negotiator"),
                at("r-herald", "told"),
                (at("r-herald", FIRST),),
            ),
            _wording(
                at("r-morning", "Mirela Dosti, Talvia’s chief negotiator"),
                at("r-morning", "said"),
                (at("r-morning", FIRST),),
                "verbatim",
            ),
            _wording(
                at("r-times", "she"),
                at("r-times", "told"),
                (at("r-times", "We are getting somewhere now. The hours were long but never wasted,"),),
                "altered",
            ),
            _wording(
                at("r-blog", "Talvia’s negotiator"),
                at("r-blog", "spoke of"),
                (at("r-blog", "progress"),),
                "paraphrase",
                "indirect",
            ),
        ),
    ),
    Statement(
        "s-slogan",
        "e-arkell",
        "direct",
        "2031-03-04",
        None,
        None,
        (
            _wording(
                at("r-herald", "Arkell", 1),
                at("r-herald", "said", 1),
                (at("r-herald", "Thirty days is a slogan,"), at("r-herald", "It is not a plan.")),
            ),
            _wording(
                at("r-times", "Jonas Arkell"),
                at("r-times", "put it"),
                (at("r-times", "A slogan, not a plan"),),
                "fragment",
            ),
        ),
        ("i-withdrawal",),
        "rejects",
    ),
    Statement(
        "s-patrols",
        "e-arkell",
        "indirect",
        "2031-03-05",
        None,
        "parliament",
        (
            _wording(
                at("r-wire", "Foreign Minister Jonas Arkell"),
                at("r-wire", "told"),
                (at("r-wire", "that Ordania’s patrols would stay in the strait until a text was signed"),),
                kind="indirect",
            ),
            _wording(
                at("r-herald", "Ordania’s foreign minister, Jonas Arkell"),
                at("r-herald", "said"),
                (at("r-herald", "that no ship would leave the strait before a text was signed"),),
                "paraphrase",
                "indirect",
            ),
        ),
        ("i-withdrawal",),
        "rejects",
    ),
    Statement(
        "s-sailors",
        "e-mission",
        "indirect",
        None,
        None,
        None,
        (
            _wording(
                at("r-herald", "the Lume mission"),
                at("r-herald", "according to"),
                (at("r-herald", "The two sides have exchanged 140 detained sailors since January"),),
                kind="indirect",
            ),
            _wording(
                at("r-morning", "the Lume mission"),
                at("r-morning", "according to"),
                (at("r-morning", "The two sides have exchanged 140 detained sailors since January"),),
                "verbatim",
                "indirect",
            ),
            _wording(
                at("r-times", "the Lume mission"),
                at("r-times", "said", 1),
                (at("r-times", "Some 120 detained sailors have come home since January"),),
                "paraphrase",
                "indirect",
            ),
        ),
        ("i-detainees",),
    ),
    Statement(
        "s-staged",
        "e-diplomat",
        "indirect",
        None,
        None,
        None,
        (
            _wording(
                at("r-times", "A Western diplomat"),
                at("r-times", "said"),
                (at("r-times", "Velik could accept a staged withdrawal if Lume guaranteed the fishing quota"),),
                kind="indirect",
            ),
        ),
        ("i-withdrawal", "i-quota"),
        "conditional",
    ),
    Statement(
        "s-observers",
        "e-arkell",
        "mixed",
        "2031-03-05",
        "e-quill",
        "parliament",
        (
            Wording(
                "r-wire",
                at("r-wire", "he", 3),
                at("r-wire", "said", 1),
                (at("r-wire", "Observers, yes. Inspectors, no,"),),
                "first",
                "mixed",
                at("r-wire", "parliament"),
                3,
                (Reason("speaker", 2.5, "the pronoun stands nearest to Arkell"),),
            ),
        ),
        ("i-observers",),
        "offers",
    ),
    Statement(
        "s-bread",
        "e-tam",
        "direct",
        None,
        None,
        None,
        (_wording(at("r-blog", "a skipper"), at("r-blog", "said"), (at("r-blog", "The quota is our bread,"),)),),
        ("i-quota",),
    ),
    Statement(
        "s-theatre",
        "e-quill",
        "mixed",
        "2031-03-05",
        None,
        None,
        (
            _wording(
                at("r-wire", "The opposition leader, Petra Quill"),
                at("r-wire", "called"),
                (at("r-wire", "the talks “a theatre of patience”"),),
                kind="mixed",
            ),
        ),
    ),
)

SECOND_DAY = "Talvia and Ordania held a second day of talks on the Sael Strait in Port Amber on Tuesday"
EVENTS = (
    Event(
        "v-second",
        "CONSULT",
        tuple(EventParticipant(e, "participant") for e in ("e-talvia", "e-ordania", "e-lume")),
        "e-port",
        When("Tuesday", "2031-03-04", "2031-03-04"),
        "happened",
        (
            at("r-herald", SECOND_DAY),
            at("r-morning", SECOND_DAY),
            at("r-blog", "Talks continued in Port Amber on Tuesday"),
        ),
        "Second day of talks on the Sael Strait in Port Amber",
    ),
    Event(
        "v-first",
        "CONSULT",
        (EventParticipant("e-talvia", "participant"), EventParticipant("e-ordania", "participant")),
        "e-port",
        When("Monday", "2031-03-03", "2031-03-03"),
        "happened",
        (at("r-times", "their first round on Monday"),),
        "First round of talks",
    ),
    Event(
        "v-resume",
        "CONSULT",
        (EventParticipant("e-talvia", "participant"), EventParticipant("e-ordania", "participant")),
        None,
        When("Thursday", "2031-03-06", "2031-03-06"),
        "planned",
        (at("r-herald", "The talks are to resume on Thursday"), at("r-morning", "The talks are to resume on Thursday")),
        "Talks resume",
    ),
    Event(
        "v-sarn",
        "CONSULT",
        (EventParticipant("e-brandt", "actor"), EventParticipant("e-ordania", "recipient")),
        "e-sarn",
        When("Friday", "2031-03-07", None),
        "planned",
        (at("r-herald", "Lume’s mediator, Ilse Brandt, is expected to travel to Sarn on Friday"),),
        "The mediator travels to Sarn",
    ),
    Event(
        "v-exchange",
        "COOPERATE",
        (EventParticipant("e-talvia", "participant"), EventParticipant("e-ordania", "participant")),
        None,
        None,
        "unverified",
        (at("r-herald", "exchanged 140 detained sailors"), at("r-times", "120 detained sailors have come home")),
        "Detained sailors exchanged",
    ),
)
EXCHANGED = "The two sides have exchanged 140 detained sailors since January"
CLAIMS = (
    Claim(
        "c-second",
        SECOND_DAY,
        "corroborated",
        (),
        ("v-second",),
        ("r-herald", "r-morning", "r-blog"),
        ("o-norra", "o-blog"),
        (
            at("r-herald", SECOND_DAY),
            at("r-morning", SECOND_DAY),
            at("r-blog", "Talks continued in Port Amber on Tuesday"),
        ),
        (Reason("same day and place", 3.0, "all three place the talks in Port Amber on 4 March 2031"),),
    ),
    Claim(
        "c-patrols",
        "Ordania’s patrols would stay in the strait until a text was signed",
        "corroborated",
        ("s-patrols",),
        (),
        ("r-herald", "r-wire"),
        ("o-norra", "o-wire"),
        (
            at("r-wire", "Ordania’s patrols would stay in the strait until a text was signed"),
            at("r-herald", "no ship would leave the strait before a text was signed"),
        ),
    ),
    Claim(
        "c-resume",
        "The talks are to resume on Thursday",
        "disputed",
        (),
        ("v-resume",),
        ("r-herald", "r-morning", "r-wire"),
        ("o-norra", "o-wire"),
        (
            at("r-herald", "The talks are to resume on Thursday"),
            at("r-morning", "The talks are to resume on Thursday"),
            at("r-wire", "the next round would take place on Friday, not before"),
        ),
    ),
    Claim(
        "c-host",
        "with Lume as host",
        "repeated",
        (),
        (),
        ("r-herald", "r-morning"),
        ("o-norra",),
        (at("r-herald", "with Lume as host"), at("r-morning", "with Lume as host")),
    ),
    Claim(
        "c-sailors",
        EXCHANGED,
        "disputed",
        ("s-sailors",),
        ("v-exchange",),
        ("r-herald", "r-morning", "r-times"),
        ("o-norra", "o-times"),
        (
            at("r-herald", EXCHANGED),
            at("r-morning", EXCHANGED),
            at("r-times", "Some 120 detained sailors have come home since January"),
        ),
    ),
    Claim(
        "c-brandt",
        "Lume’s mediator, Ilse Brandt, is expected to travel to Sarn on Friday",
        "single",
        (),
        ("v-sarn",),
        ("r-herald",),
        ("o-norra",),
        (at("r-herald", "Lume’s mediator, Ilse Brandt, is expected to travel to Sarn on Friday"),),
    ),
    Claim(
        "c-staged",
        "Velik could accept a staged withdrawal if Lume guaranteed the fishing quota",
        "single",
        ("s-staged",),
        (),
        ("r-times",),
        ("o-times",),
        (at("r-times", "Velik could accept a staged withdrawal if Lume guaranteed the fishing quota"),),
    ),
)

DISCREPANCIES = (
    Discrepancy(
        "d-sailors",
        "number",
        (
            Value("140 sailors", (at("r-herald", "140 detained sailors"), at("r-morning", "140 detained sailors"))),
            Value("about 120 sailors", (at("r-times", "Some 120 detained sailors"),)),
        ),
        "Two figures for the sailors who came home since January; both reports name the Lume mission.",
        (Reason("same thing counted", 2.0, "both count detained sailors since January"),),
    ),
    Discrepancy(
        "d-resume",
        "day",
        (
            Value(
                "Thursday 6 March 2031", (at("r-herald", "resume on Thursday"), at("r-morning", "resume on Thursday"))
            ),
            Value("Friday 7 March 2031", (at("r-wire", "would take place on Friday"),)),
        ),
        "Two days for the next round.",
    ),
    Discrepancy(
        "d-dosti",
        "name",
        (
            Value("Mirela Dosti", (at("r-herald", "Mirela Dosti"), at("r-morning", "Mirela Dosti"))),
            Value("Mirela Dostie", (at("r-times", "Mirela Dostie"),)),
        ),
        "Two spellings of one name.",
    ),
    Discrepancy(
        "d-wasted",
        "quotation",
        (
            Value("but they were not wasted", (at("r-herald", FIRST), at("r-morning", FIRST))),
            Value(
                "but never wasted",
                (at("r-times", "We are getting somewhere now. The hours were long but never wasted,"),),
            ),
        ),
        "One quotation in two wordings.",
    ),
)

PASSAGES = (
    Passage("p-second", (at("r-herald", SECOND_DAY), at("r-morning", SECOND_DAY)), 19, "verbatim"),
    Passage(
        "p-sailors",
        (
            at("r-herald", f"{EXCHANGED}, according to the Lume mission."),
            at("r-morning", f"{EXCHANGED}, according to the Lume mission."),
        ),
        15,
        "verbatim",
    ),
    Passage(
        "p-wasted",
        (at("r-herald", FIRST), at("r-morning", FIRST), at("r-times", "We are getting somewhere")),
        14,
        "near",
    ),
)

ORIGINS = (
    Origin("o-norra", ("r-herald", "r-morning"), "Both name the agency Norra and share three passages.", "Norra"),
    Origin("o-times", ("r-times",), "It shares no passage of length with another report.", None),
    Origin("o-wire", ("r-wire",), "It shares no passage with another report.", None),
    Origin("o-blog", ("r-blog",), "It shares no passage with another report.", None),
)

WITHDRAWAL = "Talvia demands that all patrol ships leave the strait within thirty days"
ISSUES = (
    Issue(
        "i-withdrawal",
        "Withdrawal of patrol ships",
        "SSR.1",
        (
            Position("e-talvia", "demands", "2031-03-04", WITHDRAWAL, (), (at("r-herald", WITHDRAWAL),)),
            Position(
                "e-talvia",
                "conditional",
                None,
                "Velik could accept a staged withdrawal",
                ("s-staged",),
                (at("r-times", "Velik could accept a staged withdrawal if Lume guaranteed the fishing quota"),),
                None,
                "e-diplomat",
                at("r-times", "if Lume guaranteed the fishing quota"),
            ),
            Position(
                "e-ordania",
                "rejects",
                "2031-03-04",
                "Ordania rejects any deadline",
                ("s-slogan", "s-patrols"),
                (at("r-times", "Ordania rejects any deadline"), at("r-herald", "Thirty days is a slogan,")),
                "e-arkell",
            ),
        ),
        "partial",
        (Reason("condition", 1.0, "Talvia could accept stages; Ordania refuses a date, not a withdrawal"),),
    ),
    Issue(
        "i-observers",
        "Observers",
        None,
        (
            Position(
                "e-ordania",
                "offers",
                "2031-03-05",
                "Observers, yes. Inspectors, no,",
                ("s-observers",),
                (at("r-wire", "Observers, yes. Inspectors, no,"),),
                "e-arkell",
            ),
        ),
        "unknown",
    ),
    Issue(
        "i-quota",
        "Fishing quota",
        "ECON.4",
        (
            Position(
                "e-talvia",
                "demands",
                None,
                "if Lume guaranteed the fishing quota",
                ("s-staged",),
                (at("r-times", "if Lume guaranteed the fishing quota"),),
                account="e-diplomat",
            ),
        ),
        "none",
    ),
    Issue("i-detainees", "Detainees", None, (), "unknown"),
)

TRACKS = (
    Track(
        "t-amber",
        "Port Amber talks",
        ("e-talvia", "e-ordania", "e-lume"),
        ("e-dosti", "e-arkell"),
        "e-port",
        "happened",
        ("v-first", "v-second", "v-resume"),
        (at("r-herald", SECOND_DAY), at("r-times", "The negotiators met in Port Amber again")),
    ),
    Track(
        "t-sarn",
        "Mediator’s visit to Sarn",
        ("e-lume", "e-ordania"),
        ("e-brandt",),
        "e-sarn",
        "planned",
        ("v-sarn",),
        (at("r-herald", "is expected to travel to Sarn on Friday"),),
    ),
)

TIMELINE = (
    TimelineEntry("2031-03-03", None, "First round of talks", "event", ("v-first",), ("r-times",)),
    TimelineEntry(
        "2031-03-04",
        None,
        "Second day of talks on the Sael Strait in Port Amber",
        "event",
        ("v-second",),
        ("r-herald", "r-morning", "r-blog"),
    ),
    TimelineEntry(
        "2031-03-04",
        None,
        "Mirela Dosti: “We are getting somewhere.”",
        "statement",
        ("s-wasted",),
        ("r-herald", "r-morning", "r-times", "r-blog"),
    ),
    TimelineEntry(
        "2031-03-04",
        None,
        "Jonas Arkell: “Thirty days is a slogan,”",
        "statement",
        ("s-slogan",),
        ("r-herald", "r-times"),
    ),
    TimelineEntry(
        "2031-03-05",
        None,
        "Jonas Arkell: “Observers, yes. Inspectors, no,”",
        "statement",
        ("s-observers",),
        ("r-wire",),
    ),
    TimelineEntry("2031-03-06", None, "Talks resume", "event", ("v-resume",), ("r-herald", "r-morning")),
    TimelineEntry("2031-03-07", "2031-03-08", "The mediator travels to Sarn", "event", ("v-sarn",), ("r-herald",)),
    TimelineEntry(None, None, "Detained sailors exchanged", "event", ("v-exchange",), ("r-herald", "r-times")),
)

BRIEF = (
    BriefLine(
        "happened",
        "Talvia and Ordania held a second day of talks on the Sael Strait in Port Amber on Tuesday.",
        ("c-second",),
        (at("r-herald", SECOND_DAY), at("r-blog", "Talks continued in Port Amber on Tuesday")),
    ),
    BriefLine(
        "stands",
        "Ordania rejects any deadline: “Thirty days is a slogan,” said Jonas Arkell.",
        ("i-withdrawal", "s-slogan"),
        (at("r-times", "Ordania rejects any deadline"), at("r-herald", "Thirty days is a slogan,")),
    ),
    BriefLine(
        "disputed",
        "Reports give 140 sailors and about 120 sailors.",
        ("d-sailors",),
        (at("r-herald", "140 detained sailors"), at("r-times", "Some 120 detained sailors")),
    ),
    BriefLine(
        "alone",
        "Velik Times alone: Velik could accept a staged withdrawal.",
        ("c-staged",),
        (at("r-times", "Velik could accept a staged withdrawal"),),
    ),
    BriefLine(
        "next",
        "The talks are to resume on Thursday.",
        ("v-resume",),
        (at("r-herald", "The talks are to resume on Thursday"), at("r-wire", "would take place on Friday")),
    ),
)

PROBLEMS = (
    Problem("strait-photo.bin", "acquire", "The file is not text: it holds 312 zero bytes."),
    Problem(None, "annotate", "Two weekdays stay weekdays, because the report has no date.", "r-blog"),
)

MADE = Made("2031-03-06", "parley 0.1.0", "rules", "1", (Setting("lens", "peace-talks"), Setting("published", "")))


@cache
def strait() -> Dossier:
    """The whole dossier."""
    return Dossier(
        MADE,
        tuple(_report(name) for name in OUTLETS),
        ENTITIES,
        STATEMENTS,
        EVENTS,
        CLAIMS,
        DISCREPANCIES,
        PASSAGES,
        ORIGINS,
        ISSUES,
        TRACKS,
        TIMELINE,
        BRIEF,
        PROBLEMS,
    )
