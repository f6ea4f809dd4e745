from parley.changes import Change, Changes
from parley.compose.changes.changes import changes
from parley.report import Report
from tests.compose.changes.told import Told, report

HERALD = report(
    "herald", "Orrin wants the bridge open to lorries at once, said Ada Lind.\n“No toll will be paid,” she said.\n"
)
POST = report(
    "post",
    "The bridge must be open to lorries, Orrin demands.\nSellia counted 300 lorries in the queue.\n",
    "2031-05-02",
)
ECHO = report("echo", "A baker sold 40 rolls to the drivers in the rain, said Tom Bray.\n", "2031-05-02")


def of_kind(told: Changes, kind: str) -> list[Change]:
    return [change for change in told.changes if change.kind == kind]


def known(*reports: Report) -> Told:
    told = Told(reports)
    told.entity("Ada Lind", ("herald", "Ada Lind"))
    statement = told.said("ada-lind", ("herald", "Orrin wants the bridge open to lorries at once"))
    told.claim(("herald", "Orrin wants the bridge open to lorries at once"), statements=(statement,))
    return told


def test_a_dossier_and_itself_differ_in_nothing() -> None:
    same = known(HERALD).dossier()
    assert changes(same, same).changes == ()


def test_what_only_a_new_report_says_is_told_with_its_words_and_speaker() -> None:
    later = known(HERALD, ECHO)
    later.entity("Tom Bray", ("echo", "Tom Bray"))
    later.said("tom-bray", ("echo", "A baker sold 40 rolls to the drivers in the rain"))
    (change,) = of_kind(changes(known(HERALD).dossier(), later.dossier()), "said")
    assert [ECHO.quote(span) for span in change.evidence] == ["A baker sold 40 rolls to the drivers in the rain"]
    assert change.who == ("Tom Bray",)
    assert change.day == "2031-05-02"


def test_a_statement_of_a_report_that_was_known_is_no_news() -> None:
    later = known(HERALD)
    later.said("ada-lind", ("herald", "No toll will be paid"), kind="direct")
    told = changes(known(HERALD).dossier(), later.dossier())
    assert of_kind(told, "said") == []
    assert next(tally.found for tally in told.tallies if tally.name == "statements") == 1


def test_what_says_again_what_was_known_is_counted_and_not_told() -> None:
    again = report("again", "Lorries want the bridge open at once, as Orrin does.\n", "2031-05-02")
    later = known(HERALD, again)
    later.said(None, ("again", "Lorries want the bridge open at once, as Orrin does"))
    told = changes(known(HERALD).dossier(), later.dossier())
    assert of_kind(told, "said") == []
    assert next(tally.again for tally in told.tallies if tally.name == "statements") == 1


def test_a_number_that_was_not_known_makes_it_news() -> None:
    later = known(HERALD, POST)
    later.said(None, ("post", "Sellia counted 300 lorries in the queue"))
    assert len(of_kind(changes(known(HERALD).dossier(), later.dossier()), "said")) == 1


def grown(*, origins: int) -> Told:
    later = known(HERALD, POST)
    later.found["claims"].clear()
    places = (
        ("herald", "Orrin wants the bridge open to lorries at once"),
        ("post", "The bridge must be open to lorries"),
    )
    later.claim(*places, origins=origins)
    if origins == 1:
        later.origin("herald", "post")
    return later


def test_a_claim_that_a_second_origin_carries_is_newly_corroborated_with_both_passages() -> None:
    (change,) = of_kind(changes(known(HERALD).dossier(), grown(origins=2).dossier()), "corroborated")
    assert (change.was, change.now) == ("1 origin", "2 origins")
    assert [POST.quote(span) for span in change.evidence] == ["The bridge must be open to lorries"]
    assert [HERALD.quote(span) for span in change.before] == ["Orrin wants the bridge open to lorries at once"]


def test_a_copy_corroborates_nothing() -> None:
    told = changes(known(HERALD).dossier(), grown(origins=1).dossier())
    assert of_kind(told, "corroborated") == []


def test_words_that_stand_in_a_new_conflict_do_not_corroborate() -> None:
    later = grown(origins=2)
    later.conflict("day", [("herald", "at once")], [("post", "The bridge must be open to lorries")])
    assert of_kind(changes(known(HERALD).dossier(), later.dossier()), "corroborated") == []


def test_a_position_of_another_party_does_not_corroborate() -> None:
    later = grown(origins=2)
    later.issue(
        "Bridge",
        later.position("orrin", "demands", ("herald", "Orrin wants the bridge open to lorries at once")),
        later.position("sellia", "rejects", ("post", "The bridge must be open to lorries")),
    )
    assert of_kind(changes(known(HERALD).dossier(), later.dossier()), "corroborated") == []


def test_an_altered_quotation_is_told_with_both_wordings() -> None:
    def said(*reports: Report) -> Told:
        told = Told(reports)
        told.entity("Ada Lind", ("herald", "Ada Lind"))
        places = [("herald", "No toll will be paid")] + [("times", "No toll would be paid by us")] * (len(reports) - 1)
        told.said("ada-lind", *places, kind="direct", relation="altered")
        return told

    times = report("times", "“No toll would be paid by us,” said Ada Lind.\n", "2031-05-03")
    (change,) = of_kind(changes(said(HERALD).dossier(), said(HERALD, times).dossier()), "altered")
    assert (change.was, change.now) == ("No toll will be paid", "No toll would be paid by us")


def test_a_claim_told_by_a_new_statement_is_left_to_the_statement() -> None:
    later = known(HERALD, ECHO)
    statement = later.said(None, ("echo", "A baker sold 40 rolls to the drivers in the rain"))
    later.claim(("echo", "A baker sold 40 rolls to the drivers in the rain"), statements=(statement,))
    told = changes(known(HERALD).dossier(), later.dossier())
    assert len(of_kind(told, "said")) == 1
    assert of_kind(told, "claimed") == []


def test_a_title_alone_is_no_new_claim() -> None:
    titled = report("daily", "# Bakers rejoice over forty wet drivers\nIt rained.\n", "2031-05-03")
    later = known(HERALD, titled)
    later.claim(("daily", "Bakers rejoice over forty wet drivers"))
    assert of_kind(changes(known(HERALD).dossier(), later.dossier()), "claimed") == []
