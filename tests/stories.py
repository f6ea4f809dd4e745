"""Where the example story lies, and the reports that stand outside the repository, if they are there."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "aldra-talks" / "reports"
EXAMPLE_GOLD = ROOT / "examples" / "aldra-talks" / "gold"
MIAMI = ROOT.parent / "shared" / "reports" / "miami-talks"

needs_miami = pytest.mark.skipif(not MIAMI.is_dir(), reason="the Miami reports are not part of the repository")
