"""Changes as a page of their own, and as the first section of the dossier's page."""

from markupsafe import Markup

from parley.changes import Changes
from parley.deliver.changes.view import WORDS, ChangesView, Cited, Quote, plainly, view
from parley.deliver.html import environment, policy, style_sheet
from parley.deliver.views.ledger import Ledger
from parley.deliver.visible import day_text, shortened
from parley.report import Span


def page(changes: Changes) -> str:
    """A self-contained page without script; quotes link to where their report was published."""
    style = style_sheet()
    template = environment().get_template("changes-page.html.j2")
    shown = view(changes, plainly(changes))
    return template.render(view=shown, style=Markup(style), policy=policy(style))  # noqa: S704 the style is our own


def section(changes: Changes, ledger: Ledger) -> ChangesView:
    """The changes for the page of the later dossier: quotes link to the marked passage in the report."""
    return view(changes, _cited(changes, ledger))


def _cited(changes: Changes, ledger: Ledger) -> Cited:
    """Passages that the page marks are linked; of others, the report; those of old versions are shown alone."""
    plain = plainly(changes)

    def cited(span: Span) -> Quote:
        sheet = ledger.sheets.get(span.report)
        if sheet is None:
            return plain(span)
        words = shortened(sheet.report.quote(span), WORDS)
        if span in ledger.marked:
            found = ledger.cite(span)
            return Quote(words, sheet.name, day_text(sheet.report.day), found.label, found.href)
        return Quote(words, sheet.name, day_text(sheet.report.day), sheet.letter, ledger.sheet_href(span.report))

    return cited
