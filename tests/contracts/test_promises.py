"""What other tools rely on: the keys of the JSON, the words of the documentation, imports that do nothing."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

from parley.changes import ChangeKind
from parley.cli import app
from parley.compose.overlap import RULES
from parley.deliver.json import dump
from parley.desk import Desk
from parley.errors import ParleyError
from parley.serve.views.every import VIEWS
from tests.stories import EXAMPLE, MIAMI, ROOT, needs_miami

KEYS = [
    "format",
    "made",
    "reports",
    "entities",
    "statements",
    "events",
    "claims",
    "discrepancies",
    "passages",
    "origins",
    "issues",
    "tracks",
    "timeline",
    "problems",
    "dismissed",
    "decisions",
]


@pytest.fixture(scope="module")
def dossier() -> dict[str, object]:
    made: dict[str, object] = json.loads(dump(Desk().read(EXAMPLE, today="2031-03-09")))
    return made


def test_every_key_of_the_format_is_there_and_documented(dossier: dict[str, object]) -> None:
    documented = (ROOT / "docs" / "dossier.md").read_text()
    assert set(KEYS) <= set(dossier)
    for key in dossier:
        assert f"`{key}`" in documented, f"docs/dossier.md does not mention {key}"


def test_every_field_of_every_row_is_documented(dossier: dict[str, object]) -> None:
    documented = set(re.findall(r"\w+", (ROOT / "docs" / "dossier.md").read_text()))
    rows = [row for value in dossier.values() if isinstance(value, list) for row in value if isinstance(row, dict)]
    assert not {field for row in rows for field in row} - documented


def test_no_value_is_an_empty_string(dossier: dict[str, object]) -> None:
    def empty(value: object, path: str) -> list[str]:
        if isinstance(value, dict):
            return [p for key, item in value.items() for p in empty(item, f"{path}.{key}")]
        if isinstance(value, list):
            return [p for item in value for p in empty(item, path)]
        return [path] if value == "" else []

    assert empty(dossier, "") == []


def test_no_weights_tell_on_which_machine_they_were_made() -> None:
    weights = [path for path in (ROOT / "src/parley/annotate/weights").rglob("*") if path.suffix in {".onnx", ".npz"}]
    assert weights
    for path in weights:
        assert not re.search(rb"/(?:home|root|tmp|work|opt|usr|Users)/|\.py\", line", path.read_bytes()), path.name


def test_every_command_and_option_is_documented() -> None:
    readme = (ROOT / "README.md").read_text()
    shown = subprocess.run(
        [sys.executable, "-m", "parley", "read", "--help"], capture_output=True, text=True, check=True
    )
    for option in re.findall(r"--[a-z]+", shown.stdout):
        assert option in readme or option == "--help", f"README.md does not mention {option}"
    for command in ("read", "serve", "check", "explain", "lens", "whatif", "archive", "watch"):
        assert f"parley {command}" in readme


HELP = [[], ["archive"], ["decide"], ["watch"]]


@pytest.mark.parametrize("group", HELP, ids=lambda group: group[0] if group else "parley")
def test_the_list_of_commands_tells_each_in_a_whole_sentence(group: list[str]) -> None:
    shown = CliRunner().invoke(app, [*group, "--help"], terminal_width=80).output
    listed = re.split(r"\n\n", shown[shown.index("Commands:") :])[0].splitlines()[1:]
    assert len(listed) >= 6
    for line in listed:
        assert re.fullmatch(r" {2}[a-z]+ +[A-Z].{10,}(?<!\.\.)\.", line), line


@pytest.mark.parametrize(
    "asked",
    [["archive", "search", "harbour"], ["archive", "stories"], ["watch", "list"], ["decide", "list"]],
    ids=" ".join,
)
def test_an_archive_in_which_there_is_nothing_says_so(tmp_path: Path, asked: list[str]) -> None:
    path = str(tmp_path / "talks.parley")
    run = CliRunner()
    assert run.invoke(app, ["archive", "init", path]).exit_code == 0
    group, command, *words = asked
    done = run.invoke(app, [group, path, command] if group == "decide" else [group, command, path, *words])
    assert (done.exit_code, done.stdout) == (0, "")
    assert re.search(r"No report|No stories|Nothing is", done.stderr)


def test_every_command_of_the_newcomers_path_is_one_with_its_options() -> None:
    lines = re.findall(r"^parley (.+?)(?: +#.*)?$", (ROOT / "docs" / "following.md").read_text(), re.MULTILINE)
    assert len(lines) > 12
    for line in lines:
        words = re.sub(r" (?:talks\.parley|--story (?:\w+|\".+?\"))", "", line).split()
        behind = ["A"] if words[0] == "decide" else []
        command = [words[0], *behind, *words[1:2]] if words[0] in {"archive", "decide", "watch"} else words[:1]
        shown = [CliRunner().invoke(app, [*each, "--help"]) for each in (command[:1], command)]
        assert [each.exit_code for each in shown] == [0, 0], line
        options = set(re.findall(r"--[a-z]+", shown[0].output + shown[1].output))
        assert set(re.findall(r" (--[a-z]+)", line)) <= options, line


def test_the_exit_statuses_of_the_errors_are_those_that_are_documented() -> None:
    told = {ParleyError.exit_status, *(each.exit_status for each in ParleyError.__subclasses__())}
    readme = " ".join((ROOT / "README.md").read_text().split())
    for text in (readme, " ".join(CliRunner().invoke(app, ["--help"]).output.split())):
        found = re.search(r"Exit status: ([^.]+)\.", text)
        assert found
        assert {int(number) for number in re.findall(r"\b\d+\b", found[1])} == told | {0, 130}


def test_every_option_of_serving_is_documented() -> None:
    documented = (ROOT / "docs" / "workbench.md").read_text()
    shown = subprocess.run(
        [sys.executable, "-m", "parley", "serve", "--help"], capture_output=True, text=True, check=True
    )
    for option in re.findall(r"--[a-z]+", shown.stdout):
        assert f"`{option}" in documented or option == "--help", f"docs/workbench.md does not mention {option}"
    for view in VIEWS:
        assert not view.key or f"| {view.heading} | `g {view.key}`" in documented


def test_every_command_and_option_of_the_archive_is_documented() -> None:
    documented = (ROOT / "docs" / "archive.md").read_text()
    for command in ("init", "add", "search", "show", "versions", "backup", "verify"):
        assert f"`parley archive {command}" in documented
        shown = subprocess.run(
            [sys.executable, "-m", "parley", "archive", command, "--help"], capture_output=True, text=True, check=True
        )
        for option in re.findall(r"--[a-z]+", shown.stdout):
            assert f"`{option}" in documented or option == "--help", f"docs/archive.md does not mention {option}"


def test_every_command_and_option_of_grouping_is_documented() -> None:
    documented = (ROOT / "docs" / "grouping.md").read_text()
    for command in (("group",), *(("archive", each) for each in ("group", "stories", "pin", "merge", "split", "name"))):
        assert f"`parley {' '.join(command)} " in documented
        shown = subprocess.run(
            [sys.executable, "-m", "parley", *command, "--help"], capture_output=True, text=True, check=True
        )
        for option in re.findall(r"--[a-z]+", shown.stdout):
            assert f"`{option}" in documented or option in {"--help", "--as"}, f"grouping.md does not mention {option}"


def test_every_command_and_option_of_deciding_is_documented() -> None:
    documented = (ROOT / "docs" / "deciding.md").read_text()
    run = CliRunner()
    shown = run.invoke(app, ["decide", "--help"]).output
    commands = re.findall(r"^ {2}([a-z]+) ", shown[shown.index("Commands:") :], re.MULTILINE)
    assert len(commands) == 10
    options = set(re.findall(r"--[a-z]+", shown))
    for command in commands:
        assert f"`parley decide ARCHIVE {command}" in documented
        done = run.invoke(app, ["decide", "A", command, "--help"])
        assert done.exit_code == 0
        options |= set(re.findall(r"--[a-z]+", done.output))
    assert options >= {"--story", "--reason", "--by", "--as"}
    for option in options - {"--help"}:
        assert f"`{option}" in documented, f"docs/deciding.md does not mention {option}"


def test_every_command_and_option_of_watching_is_documented() -> None:
    documented = (ROOT / "docs" / "watching.md").read_text()
    for command in ("round", "add", "remove", "list", "import", "export"):
        assert f"`parley watch {command}" in documented
        shown = subprocess.run(
            [sys.executable, "-m", "parley", "watch", command, "--help"], capture_output=True, text=True, check=True
        )
        for option in re.findall(r"--[a-z]+", shown.stdout):
            assert f"`{option}" in documented or option == "--help", f"docs/watching.md does not mention {option}"


def test_every_option_and_kind_of_changes_is_documented() -> None:
    documented = (ROOT / "docs" / "changes.md").read_text()
    shown = subprocess.run(
        [sys.executable, "-m", "parley", "changes", "--help"], capture_output=True, text=True, check=True
    )
    for option in re.findall(r"--[a-z]+", shown.stdout):
        assert f"`{option}" in documented or option == "--help", f"docs/changes.md does not mention {option}"
    for kind in get_args(ChangeKind):
        assert f"`{kind}`" in documented, f"docs/changes.md does not mention {kind}"


def test_importing_everything_loads_no_model_and_opens_no_data() -> None:
    program = """
import importlib, pkgutil, sys, builtins
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import parley
for module in pkgutil.walk_packages(parley.__path__, "parley."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
kinds = {"toml", "yaml", "npz", "txt", "onnx", "json", "j2", "css", "sql"}
print("\\n".join(sorted({name for name in opened if "/parley/" in name and name.rsplit(".", 1)[-1] in kinds})))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_readmes_example_runs() -> None:
    readme = (ROOT / "README.md").read_text()
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@needs_miami
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
def test_reading_five_reports_takes_four_seconds_and_half_a_gigabyte_at_most(tmp_path: Path) -> None:
    # The peak is read from /proc: the resource module would count the test runner that this process comes from.
    program = f"""
import re, time
from pathlib import Path
began = time.monotonic()
from parley.desk import Desk
desk = Desk()
desk.write(desk.read({str(MIAMI)!r}), {str(tmp_path)!r}, ("json", "md", "html"))
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(time.monotonic() - began, int(peak[1]) / 1024)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds <= 8, "twice the promise, since a test machine may be busy; quality/ measures the promise itself"
    assert megabytes <= 500


def test_every_rule_of_overlap_is_documented_with_its_sentence() -> None:
    documented = (ROOT / "docs" / "overlap.md").read_text()
    for rule in RULES:
        assert f"| {rule.name} | {rule.overlap} | {rule.sentence} |" in documented
