"""PDF files, made here by hand."""

import pytest

from parley.acquire.pdf import pdf
from parley.errors import UnreadableReportError


def document(*lines: str) -> bytes:
    """A one-page PDF that shows the lines."""
    shown = " ".join(f"({line}) Tj 0 -16 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (i, o) for i, o in enumerate(objects, 1))
    return body + b"trailer << /Size 5 /Root 1 0 R >>\n%%EOF"


def test_the_words_of_a_pdf_are_read() -> None:
    text = pdf(document("Envoys meet in Port Sela", "They said that the talks would go on."))
    assert text.split("\n")[:2] == ["Envoys meet in Port Sela", "They said that the talks would go on."]


def test_a_pdf_without_words_names_the_remedy() -> None:
    with pytest.raises(UnreadableReportError, match=r"only pictures.*OCR"):
        pdf(document())


def test_a_broken_pdf_is_refused() -> None:
    with pytest.raises(UnreadableReportError, match=r"could not be read: Failed to load .*[^.]\. Save its text"):
        pdf(b"%PDF-1.7 rubbish")
