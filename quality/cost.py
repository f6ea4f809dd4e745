"""What one run costs: `python -m quality.cost FOLDER [--runs 5]` reads a folder of reports in fresh processes.

Prints the median and the worst wall time in seconds and the peak memory in MB of `parley read FOLDER --format
json,md,html`, from cold start to finished dossier. The promise: five reports in 4 s and 500 MB on two cores.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    """Times the runs and prints the figures; status 1 where a run fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    wanted = parser.parse_args()
    seconds = [_run(wanted.folder) for _ in range(wanted.runs)]
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"seconds.median  {statistics.median(seconds):6.2f}  of {wanted.runs} runs")
    print(f"seconds.worst   {max(seconds):6.2f}")
    print(f"memory.peak     {megabytes:6.0f}  MB")
    return 0


def _run(folder: Path) -> float:
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "parley", "read", str(folder), "--out", out, "--quiet"]
        began = time.monotonic()
        subprocess.run(command, check=True)  # noqa: S603  our own program
        return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
