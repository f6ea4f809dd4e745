"""PDF to text by pypdfium2 in a process of its own, limited in time and memory: a hostile file costs only itself."""

import re
import subprocess
import sys

from parley.errors import UnreadableReportError

SECONDS = 30
MEMORY = 2 * 1024**3
PAGES = 200

READER = """
import resource, sys
memory, pages = int(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
import pypdfium2
given = sys.stdin.buffer.read()
document = pypdfium2.PdfDocument(given)
texts = [page.get_textpage().get_text_bounded() for page in (document[i] for i in range(min(len(document), pages)))]
sys.stdout.buffer.write("\\n\\n".join(texts).encode("utf-8", "replace"))
"""

_RAISED = re.compile(r"^[\w.]+: (?=\S)")
"""The name of an exception in front of what it says."""


def pdf(given: bytes) -> str:
    """The text of a PDF, pages apart by a blank line; raises UnreadableReportError where there is none."""
    command = [sys.executable, "-I", "-c", READER, str(MEMORY), str(PAGES)]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603  our own reader
    except subprocess.TimeoutExpired as error:
        raise UnreadableReportError(f"the PDF took longer than {SECONDS} s", "Save its text in a .txt file.") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        said = _RAISED.sub("", lines[-1]) if lines else "the reader stopped"
        raise UnreadableReportError(f"the PDF could not be read: {said[:200]}", "Save its text in a .txt file.")
    text = done.stdout.decode("utf-8").replace("\ufffe", "-").replace("\r\n", "\n")
    if not text.strip():
        raise UnreadableReportError("the PDF holds no text, only pictures", "Run it through OCR (OCRmyPDF) first.")
    return text
